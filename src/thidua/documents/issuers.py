"""A unit as the issuer of papers: what stands above, who signs, and by what authority."""

from datetime import date
from typing import Any

from thidua.documents.blocks import Signer
from thidua.documents.rules import Authority, authority
from thidua.orgs.queries import Standing, leading_on, person_of, position_of
from thidua.orgs.states import Line, UnitKind

HEADS = {Line.UNION: "Chủ tịch", Line.YOUTH: "Bí thư"}
# In whose name a union's papers go out. «TM. BAN THƯỜNG VỤ» of upper unions is verified for
# decision 933/QĐ-TLĐ of 2024; the body of a grassroots union and that its vice-chairs sign
# without «KT.» are unverified practice, as is all of the youth union.
BODIES = {
    UnitKind.UPPER_UNION: "Ban Thường vụ",
    UnitKind.GRASSROOTS_UNION: "Ban Chấp hành",
    UnitKind.YOUTH_UNION: "Ban Thường vụ",
}


def header_of(unit: Any) -> tuple[str, str]:
    """The issuer's two lines: the body above it in its own line, and itself.

    A union's header names the union above it, never the hospital beside which it stands
    (decision 933/QĐ-TLĐ of 2024, whose details are unverified); the nation's name and motto
    stand once on the right, as on papers of the State.
    """
    above = unit.parent
    while above is not None and above.line != unit.line:
        above = above.parent
    return (above.name.upper() if above else "", unit.name.upper())


def place_of(unit: Any) -> str:
    """The place on the date line: the unit's own, else that of the nearest unit above."""
    while unit is not None:
        if unit.place:
            return str(unit.place)
        unit = unit.parent
    return ""


def office_of(unit: Any) -> str:
    """How the office that leads a unit is called."""
    return HEADS.get(unit.line, "Giám đốc")


def body_of(unit: Any) -> str:
    """The collective in whose name a unit's papers go out; none where its head decides."""
    return BODIES.get(unit.kind, "")


def decider_of(unit: Any) -> str:
    """Who decides, as papers name it: «GIÁM ĐỐC BỆNH VIỆN …», «BAN CHẤP HÀNH CÔNG ĐOÀN …»."""
    return f"{body_of(unit) or office_of(unit)} {unit.name}"


def authority_of(signer: Any, unit: Any, *, on: date, standing: Standing | None) -> Authority:
    """How `signer` signs for `unit` on a day, by the offices held on that day.

    An office in the unit itself comes before one in a part of it. A named deputy who holds no
    office in the unit signs by the mandate of the deputation (TUQ.); without one, by order (TL.).
    """
    principal = standing.principal if standing else None
    head = office_of(unit)
    if principal is not None:
        led = position_of(principal, on=on, unit=unit) or position_of(principal, on=on)
        head = led.title if led else head
    held = position_of(signer, on=on, unit=unit) if signer else None
    elsewhere = position_of(signer, on=on) if signer and held is None else None
    is_below = elsewhere is not None and elsewhere.unit.path.startswith(unit.path)
    office = held or (elsewhere if is_below else None)
    return authority(
        title=office.title if office else "", head=head, body=body_of(unit), is_below=is_below,
        is_mandated=principal is not None,
        deputies_speak_for_body=unit.line in {Line.UNION, Line.YOUTH},
    )  # fmt: skip


def signing_for(unit: Any, actor: Any, *, on: date) -> tuple[Any, Authority]:
    """The person behind an account that signs for the head of `unit`, and how they sign."""
    signer = person_of(actor)
    standing = leading_on(actor, unit, on=on)
    return signer, authority_of(signer, unit, on=on, standing=standing)


def signer_of(paper: Any) -> Signer:
    """The signature block of a paper in the register; before it is signed, that of the head."""
    lines = paper.authority_line.splitlines()
    if not paper.signer_name and (body := body_of(paper.issuer)):
        lines = [f"TM. {body}"]
    position = paper.signer_position or office_of(paper.issuer)
    return Signer(
        lines=tuple(line.upper() for line in (*lines, position) if line), name=paper.signer_name
    )
