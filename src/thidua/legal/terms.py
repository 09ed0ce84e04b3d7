"""The closed lists of words the law sorts people, papers and verdicts by."""

from enum import StrEnum
from functools import cache


@cache
def _ranks(kind: type[StrEnum]) -> dict[StrEnum, int]:
    return {item: rank for rank, item in enumerate(kind)}


class Verdict(StrEnum):
    """What a criterion, a reading or an assessment says; `unknown` is never a failure."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    HOLD = "hold"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """The step by which a criterion has to be met, in the order of the procedure."""

    REGISTER = "register"
    SUBMIT = "submit"
    DISCLOSE = "disclose"
    VOTE = "vote"
    SIGN = "sign"

    @property
    def rank(self) -> int:
        return _ranks(Stage)[self]


class Status(StrEnum):
    """Whether a rule was read in its source."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


class Kind(StrEnum):
    """An award is a title or a form of commendation."""

    TITLE = "title"
    COMMENDATION = "commendation"


class Subject(StrEnum):
    """Who is judged."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"


class ManagingBody(StrEnum):
    """The body a unit belongs to; powers depend on it (art. 80)."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    ARMY = "army"
    COMPANY = "company"
    OTHER = "other"


class Issuer(StrEnum):
    """The line whose award it is."""

    STATE = "state"
    UNION = "union"
    HEALTH = "health"
    ARMY = "army"
    YOUTH = "youth"


class Rating(StrEnum):
    """Yearly rating of task completion, lowest first."""

    NOT_COMPLETED = "not_completed"
    COMPLETED = "completed"
    GOOD = "good"
    EXCELLENT = "excellent"

    @property
    def rank(self) -> int:
        return _ranks(Rating)[self]


class AbsenceKind(StrEnum):
    """Why a person was away; which kinds count as work is data of the pack."""

    MATERNITY = "maternity"
    SHORT_STUDY = "short_study"
    LONG_STUDY = "long_study"
    BRAVE_INJURY = "brave_injury"
    SICK = "sick"
    UNPAID = "unpaid"
    OTHER = "other"


class StudyGrade(StrEnum):
    """Result of a long course, lowest first."""

    BELOW_FAIR = "below_fair"
    FAIR = "fair"
    GOOD = "good"
    EXCELLENT = "excellent"

    @property
    def rank(self) -> int:
        return _ranks(StudyGrade)[self]


class HoldKind(StrEnum):
    """What the paper that suspends the consideration is about."""

    DISCIPLINE = "discipline"
    INSPECTION = "inspection"
    COMPLAINT = "complaint"
    PRESS = "press"


class DisciplineLevel(StrEnum):
    """Disciplinary measures."""

    REPRIMAND = "reprimand"
    WARNING = "warning"
    SALARY_CUT = "salary_cut"
    DEMOTION = "demotion"
    DISMISSAL = "dismissal"


class AwardType(StrEnum):
    """Types of commendation (art. 8)."""

    MERIT = "merit"
    AD_HOC = "ad_hoc"
    MOVEMENT = "movement"
    CONTRIBUTION = "contribution"
    SERVICE_LENGTH = "service_length"
    EXTERNAL = "external"


class Standing(StrEnum):
    """Whether an honour is held by a decision or proposed in the same round."""

    HELD = "held"
    PROPOSED = "proposed"


class WorkKind(StrEnum):
    """What art. 23 accepts beside the rating."""

    INITIATIVE = "initiative"
    TOPIC = "topic"
    COMBAT = "combat"


class Level(StrEnum):
    """Scope recognised for an initiative, narrowest first."""

    GRASSROOTS = "grassroots"
    MINISTRY_PROVINCE = "ministry_province"
    NATIONAL = "national"

    @property
    def rank(self) -> int:
        return _ranks(Level)[self]


class MeritKind(StrEnum):
    """What a commendation is given for."""

    MOVEMENT = "movement"
    AD_HOC = "ad_hoc"
    FIELD = "field"
    CONTRIBUTION = "contribution"


class Trait(StrEnum):
    """What sets a subject apart; a pack names those it also takes."""

    TEMPORARY = "temporary"
    POSTHUMOUS = "posthumous"
    OUTSIDE = "outside"


class Sex(StrEnum):
    """Where the years asked for differ."""

    WOMAN = "woman"
    MAN = "man"


class Qualification(StrEnum):
    """Training, as the union's thresholds sort it."""

    COLLEGE = "college"
    UNIVERSITY = "university"


class ServiceKind(StrEnum):
    """What years of service were spent on; terms and months where the name says so."""

    HEALTH = "health"
    DIRECT = "direct"
    UNION_POST = "union_post"
    UNION_TERMS = "union_terms"
    UNION_STAFF = "union_staff"
    UNION_SUPPORT = "union_support"
    UNION_MONTHS = "union_months"
    OFFICE_MONTHS = "office_months"
