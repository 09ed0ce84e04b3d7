"""By what authority a paper is signed (decree 30/2020, article 13 and annex I): words only."""

from dataclasses import dataclass

ACTING = ("quyền ", "q. ")
DEPUTY = "phó "


@dataclass(frozen=True)
class Authority:
    """`lines` above the office, the highest first («TM. BAN CHẤP HÀNH»), and the office itself."""

    lines: tuple[str, ...]
    position: str

    @property
    def text(self) -> str:
        """The lines as the register keeps them."""
        return "\n".join(self.lines)


def authority(
    *,
    title: str,
    head: str,
    body: str = "",
    is_below: bool = False,
    is_mandated: bool = False,
    deputies_speak_for_body: bool = False,
) -> Authority:
    """How somebody in the office `title` signs for a unit that is led by a `head`.

    `body` is the collective in whose name the unit's papers go out (TM.). An office `is_below`
    when it is held in a part of the unit: it signs by order (TL.), or by a written mandate (TUQ.).
    A deputy signs in the head's stead (KT.), one put in charge («phụ trách») too; an acting head
    writes «Q.». In some bodies a deputy speaks for the body without naming the head.
    """
    office = " ".join(title.split()) or head
    lowered = office.lower()
    ours = (f"TM. {body}",) if body else ()
    if is_below:
        # By order and by mandate one signs for the head, never for the collective.
        return Authority((f"{'TUQ.' if is_mandated else 'TL.'} {head}",), office)
    for sign in ACTING:
        if lowered.startswith(sign):
            rest = office[len(sign) :]
            return Authority(ours, f"Q. {rest[:1].upper()}{rest[1:]}")
    if lowered.startswith(DEPUTY) and not (body and deputies_speak_for_body):
        return Authority((*ours, f"KT. {head}"), office)
    return Authority(ours, office)
