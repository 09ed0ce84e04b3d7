"""How many of each award a round takes, against every cap that stands over it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from thidua.awards.models import Dossier, Honour, QuotaException, Rating, Round
from thidua.awards.queries.evidence import managing_body_of, name_of
from thidua.awards.queries.gates import Gate, before_vote
from thidua.awards.states import DossierState, RatingLevel, Way
from thidua.core.permit import Reason
from thidua.legal import Cap, NoCap, excellent, quota_for
from thidua.legal.quotas import Excellent, Per
from thidua.legal.terms import AwardType
from thidua.movements.queries import registrants_of
from thidua.orgs.queries import members_of
from thidua.overlays.queries import regulations_for

CHOSEN = (
    DossierState.IN_COUNCIL, DossierState.RECOMMENDED, DossierState.RISEN, DossierState.AWARDED,
)  # fmt: skip
"""What takes a place: the reserve list and what is only handed in do not."""
ADVANCED = ("LDTT", "CSTT")
NOT_QUALIFIED = (DossierState.DRAFT, DossierState.RETURNED, DossierState.WITHDRAWN)
_TYPES = {Way.THEMATIC: AwardType.MOVEMENT}


@dataclass(frozen=True)
class Guard:
    """One award of a round against its cap: what stands chosen, what the selection adds."""

    award: str
    rule: Cap | NoCap
    taken: int
    added: int = 0
    counted: int | None = None
    exception: QuotaException | None = None

    @property
    def name(self) -> str:
        return name_of(self.award)

    @property
    def key(self) -> str:
        """How an exception names the cap that it goes past."""
        return self.rule.citation[:80]

    @property
    def after(self) -> int:
        return self.taken + self.added

    @property
    def places(self) -> int | None:
        if isinstance(self.rule, NoCap) or self.counted is None:
            return None
        return self.rule.places(self.counted)

    @property
    def is_capped(self) -> bool:
        return self.places is not None

    @property
    def is_over(self) -> bool:
        return self.places is not None and self.after > self.places

    @property
    def is_standing(self) -> bool:
        """Whether the cap stops by itself: it is verified, or the unit's own regulation."""
        return isinstance(self.rule, Cap) and self.rule.standing

    @property
    def blocks(self) -> bool:
        return self.is_over and self.is_standing and self.exception is None

    @property
    def doubts(self) -> bool:
        return self.is_over and not self.is_standing and self.exception is None

    @property
    def tone(self) -> str:
        if self.blocks:
            return "fail"
        return "hold" if self.is_over else "pass" if self.is_capped else "draft"

    @property
    def reckoning(self) -> str:
        """The places with numerator, denominator and rounding; or why there is no cap."""
        if isinstance(self.rule, NoCap):
            return self.rule.reason.render()
        return self.rule.reckoning(self.counted or 0).render()

    @property
    def said(self) -> Reason:
        """Why the list cannot go on as it is."""
        told = {
            "award": self.name, "after": self.after, "reckoning": self.reckoning,
            "source": self.rule.citation,
        }  # fmt: skip
        if self.blocks:
            return (
                _(
                    "%(award)s: %(after)s hồ sơ, vượt tỷ lệ. %(reckoning)s (%(source)s). "
                    "Bớt hồ sơ, đưa vào danh sách dự bị, hoặc thủ trưởng đơn vị quyết định cho "
                    "vượt."
                )
                % told
            )
        return (
            _(
                "%(award)s: %(after)s hồ sơ, vượt tỷ lệ chưa được đối chiếu với nguồn. "
                "%(reckoning)s (%(source)s)."
            )
            % told
        )


class _Counts:
    """What caps are shares of, each read once and only where a cap asks for it."""

    def __init__(self, round: Round, on: date) -> None:  # noqa: A002 # the clerk's word for it
        self.round, self.on = round, on

    @cached_property
    def members(self) -> Any:
        return members_of(self.round.unit, on=self.on)

    @cached_property
    def strength(self) -> int:
        return int(self.members.count())

    @cached_property
    def advanced(self) -> int:
        held = Honour.objects.filter(
            award__in=ADVANCED, year=self.round.year, revoked_on=None,
            person__in=self.members.values("pk"),
        )  # fmt: skip
        coming = Dossier.objects.filter(
            award__in=ADVANCED, round__year=self.round.year, state__in=CHOSEN, reserve=None,
            person__in=self.members.values("pk"),
        )  # fmt: skip
        names = (rows.values_list("person", flat=True) for rows in (held, coming))
        return len({person for found in names for person in found})

    @cached_property
    def ratings(self) -> Counter[str]:
        rows = Rating.objects.filter(year=self.round.year, person__in=self.members.values("pk"))
        return Counter(rows.values_list("level", flat=True))

    @cached_property
    def good(self) -> int:
        return self.ratings[RatingLevel.GOOD] + self.ratings[RatingLevel.EXCELLENT]

    @cached_property
    def taking_part(self) -> int:
        movement = self.round.movement
        return int(registrants_of(movement).count()) if movement is not None else self.strength

    @cached_property
    def standing(self) -> Counter[tuple[str, str]]:
        rows = self.round.dossiers.filter(reserve=None).values_list("award", "state")
        return Counter(rows)

    def qualified(self, award: str) -> int:
        return sum(
            count for (code, state), count in self.standing.items()
            if code == award and state not in NOT_QUALIFIED
        )  # fmt: skip

    def chosen(self, award: str) -> int:
        return sum(self.standing[award, state] for state in CHOSEN)

    def per(self, per: Per, award: str) -> int:
        counts: dict[Per, Callable[[], int]] = {
            Per.ADVANCED: lambda: self.advanced,
            Per.GOOD: lambda: self.good,
            Per.STRENGTH: lambda: self.strength,
            Per.TAKING_PART: lambda: self.taking_part,
            Per.QUALIFIED: lambda: self.qualified(award),
        }
        return counts[per]()


def guards(
    round: Round, *, on: date, picked: Iterable[Dossier] = ()  # noqa: A002 # the clerk's word for it
) -> list[Guard]:  # fmt: skip
    """Every award of a round with its cap; `picked` are dossiers that a step would choose."""
    counts = _Counts(round, on)
    added = Counter(row.award for row in picked if row.reserve is None and row.state not in CHOSEN)
    body = managing_body_of(round.unit)
    way = Way(round.way)
    award_type = _TYPES.get(way) or AwardType(way.value)
    regulations = regulations_for(round.unit, on=on)
    excepted = {
        (each.award, each.quota): each for each in round.exceptions.select_related("decided_by")
    }
    found = []
    for award in round.awards:
        rule = quota_for(award, on, *regulations, body=body, award_type=award_type)
        guard = Guard(
            award, rule, counts.chosen(award), added[award],
            counts.per(rule.quota.per, award) if isinstance(rule, Cap) else None,
            excepted.get((award, rule.citation[:80])),
        )  # fmt: skip
        found.append(guard)
    return found


def quota_gates(
    round: Round, rows: Sequence[Dossier], *, on: date  # noqa: A002 # the clerk's word for it
) -> list[Gate]:  # fmt: skip
    """The dossiers of awards that would go past their cap, each with the sentence that says so."""
    over = {guard.award: guard for guard in guards(round, on=on, picked=rows) if guard.is_over}
    return [
        Gate(
            row,
            blocking=(over[row.award].said,) if over[row.award].blocks else (),
            doubtful=(over[row.award].said,) if over[row.award].doubts else (),
        ) for row in rows if row.award in over and row.reserve is None
    ]  # fmt: skip


def before_council(
    round: Round, rows: Sequence[Dossier], *, on: date  # noqa: A002 # the clerk's word for it
) -> list[Gate]:  # fmt: skip
    """What stands between dossiers and the council: the list in public, and the caps."""
    return joined(before_vote(rows, on=on), quota_gates(round, rows, on=on))


def joined(*parts: Sequence[Gate]) -> list[Gate]:
    """What several checks say of the same dossiers, in the order of the first."""
    found: dict[int, Gate] = {}
    for gate in (gate for part in parts for gate in part):
        known = found.get(gate.dossier.pk, Gate(gate.dossier))
        found[gate.dossier.pk] = Gate(
            known.dossier, known.blocking + gate.blocking, known.doubtful + gate.doubtful
        )
    return list(found.values())


@dataclass(frozen=True)
class ExcellentShare:
    """The excellent among those rated good or better, by both ways of counting (K9)."""

    rated: int
    good_or_better: int
    allowed: Excellent


def excellent_share(round: Round, *, on: date) -> ExcellentShare | None:  # noqa: A002 # as above
    """The ratings of the unit's people against the decree's share; none before its day."""
    counts = _Counts(round, on)
    allowed = excellent(counts.good, on)
    if allowed is None or not counts.good:
        return None
    return ExcellentShare(counts.ratings[RatingLevel.EXCELLENT], counts.good, allowed)


def exceptions_of(round: Round) -> list[QuotaException]:  # noqa: A002 # as above
    """The caps that a round was let go past, with who decided."""
    return list(round.exceptions.select_related("decided_by").order_by("pk"))
