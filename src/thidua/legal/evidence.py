"""The facts an award is judged on: frozen, passed in, with the records they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thidua.legal.codec import decode, encode
from thidua.legal.regulations import Regulation
from thidua.legal.terms import (
    AbsenceKind,
    AwardType,
    DisciplineLevel,
    HoldKind,
    Kind,
    Level,
    ManagingBody,
    MeritKind,
    Qualification,
    Rating,
    ServiceKind,
    Sex,
    Standing,
    StudyGrade,
    Subject,
    Trait,
    WorkKind,
)

# From the first law on; ten years ahead of the last are still days a calendar has.
YEARS = (1945, 2200)


@dataclass(frozen=True, kw_only=True)
class RatingFact:
    """A year's rating; a provisional one names who signed it."""

    level: Rating
    provisional: bool = False
    signer: str = ""
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Whole months away in the year; `grade` is the result of a long course."""

    kind: AbsenceKind
    months: int
    grade: StudyGrade | None = None
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """Months worked that year at the unit the person came from, and that unit's opinion."""

    months: int
    opinion: bool | None = None
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Something under verification; without a paper (number and day) it is only a note."""

    kind: HoldKind
    opened_on: date
    paper: str = ""
    ended_on: date | None = None
    record: str = ""

    def running(self, on: date) -> bool:
        return self.opened_on <= on and (self.ended_on is None or on < self.ended_on)


@dataclass(frozen=True, kw_only=True)
class Discipline:
    """A disciplinary measure; `ended_on` is the last day of its term, None while unknown."""

    level: DisciplineLevel
    decided_on: date
    ended_on: date | None = None
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Honour:
    """A title or commendation held, or proposed in the same round; `year` is of achievement."""

    code: str
    year: int
    award_type: AwardType = AwardType.MERIT
    standing: Standing = Standing.HELD
    decision: str = ""
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Use:
    """An award an initiative has already carried."""

    award: str
    kind: Kind
    year: int
    decision: str = ""


@dataclass(frozen=True, kw_only=True)
class Work:
    """An initiative, topic or combat ingenuity; `recognised` and `value` (đồng) may be unknown."""

    kind: WorkKind = WorkKind.INITIATIVE
    level: Level = Level.GRASSROOTS
    recognised: bool | None = None
    year: int
    used_for: tuple[Use, ...] = ()
    value: int | None = None
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class EarlierAward:
    """An award the same achievement has already brought."""

    award: str
    line: str
    decision: str


@dataclass(frozen=True, kw_only=True)
class Achievement:
    """What was done in a movement, unscheduled or in one's field; `attained` None: not judged."""

    kind: MeritKind
    title: str
    attained: bool | None = None
    line: str = "government"
    awarded: tuple[EarlierAward, ...] = ()
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Member:
    """One name on a collective's roster; each of the three answers may be missing."""

    ref: str
    counted: bool | None = None
    advanced: bool | None = None
    disciplined: bool | None = None
    completed: bool | None = None
    fighter: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Roster:
    """A collective's members frozen on a day, name by name."""

    as_of: date
    members: tuple[Member, ...]
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """A council's count: all members, those who took part (written opinions in), those who agree.

    `took_part` may be missing; members without an opinion count as not agreeing.
    """

    members: int
    agree: int
    took_part: int | None = None
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """How long the list stood in public, and comments still unanswered."""

    working_days: int
    open_comments: int | None = None
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Formation:
    """The paper that formed a temporary collective, and the days it worked; `until` may be open."""

    paper: str
    since: date
    until: date | None = None
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Service:
    """Whole years (or terms) of one kind of service."""

    kind: ServiceKind
    amount: int
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class ClusterResult:
    """The year's result in the cluster or block, point by point; each answer may be missing."""

    leads: bool | None = None
    central: bool | None = None
    exceeds_targets: bool | None = None
    united: bool | None = None
    organisations_excellent: bool | None = None
    thrifty: bool | None = None
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class MovementLed:
    """A thematic movement in whose final review the collective came first, if it did."""

    title: str
    years: int
    level: Level = Level.MINISTRY_PROVINCE
    leads: bool | None = None
    concluded: bool | None = None
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class UnionScore:
    """A grassroots union's points, block by block."""

    representation: int
    building: int
    propaganda: int
    bonus: int = 0
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Everything known of one subject for one year.

    None means the fact is missing (the answer is then `unknown` and names it); an empty tuple
    means it was looked for and there is none; a name in `not_applicable` means that the fact
    cannot exist for this subject. `records` names the records a plain fact rests on.
    """

    subject: Subject
    year: int = field(metadata={"within": YEARS})
    subject_id: str = ""
    managing_body: ManagingBody | None = None
    registered: bool | None = None
    ratings: Mapping[int, RatingFact] = field(default_factory=dict)
    active_in_movement: bool | None = None
    law_abiding: bool | None = None
    months_in_year: int | None = None
    absences: tuple[Absence, ...] | None = None
    contract_months: int | None = None
    transfer: Transfer | None = None
    holds: tuple[Hold, ...] | None = None
    disciplines: tuple[Discipline, ...] | None = None
    honours: tuple[Honour, ...] | None = None
    works: tuple[Work, ...] | None = None
    achievements: tuple[Achievement, ...] | None = None
    roster: Roster | None = None
    movement_effective: bool | None = None
    united: bool | None = None
    dissolved: bool | None = None
    reorganised: bool | None = None
    outstanding: bool | None = None
    traits: frozenset[Trait] = frozenset()
    formation: Formation | None = None
    sex: Sex | None = None
    is_manager: bool | None = None
    retires_later: bool | None = None
    qualification: Qualification | None = None
    service: tuple[Service, ...] | None = None
    cluster: ClusterResult | None = None
    movements_led: tuple[MovementLed, ...] | None = None
    union_score: UnionScore | None = None
    absent_days: int | None = None
    fined: bool | None = None
    papers: frozenset[str] | None = None
    disclosure: Disclosure | None = None
    ballot: Ballot | None = None
    regulation: Regulation | None = None
    not_applicable: frozenset[str] = frozenset()
    records: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready data, to be frozen with a dossier."""
        data: dict[str, Any] = encode(self)
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Evidence":
        """The evidence back from `to_dict`, or from a pack's example; raises DecodeError."""
        return decode(cls, data, "evidence")
