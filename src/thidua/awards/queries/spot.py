"""Unscheduled praise: who praises, how long each deed has waited, and the median of units."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from thidua.awards import rules
from thidua.awards.models import Dossier, Round, SpotTerm
from thidua.awards.queries.lists import visible_to
from thidua.awards.states import DossierState, Way
from thidua.legal.limits import Limit, limit_on
from thidua.orgs.queries import members_of, role_units, units_in_reach
from thidua.orgs.states import Line, Role, UnitKind

PRAISING = (
    UnitKind.HOSPITAL, UnitKind.HEALTH_DEPARTMENT, UnitKind.UPPER_UNION,
    UnitKind.GRASSROOTS_UNION, UnitKind.YOUTH_UNION,
)  # fmt: skip
_USUAL = {Line.UNION: "GK_CDCS", Line.YOUTH: "GK_DOAN"}
# What was not praised has no clock: it stands still without a decision.
STOPPED = (DossierState.NOT_RECOMMENDED, DossierState.REFUSED, DossierState.WITHDRAWN)


def praising_unit(unit: Any) -> Any:
    """The nearest unit of the same line, itself or above, whose head praises."""
    line = unit.line
    while unit is not None and (unit.kind not in PRAISING or unit.line != line):
        unit = unit.parent
    return unit


def usual_award(unit: Any) -> str:
    """The certificate with which units of a line praise at once."""
    return _USUAL.get(Line(unit.line), "GK")


def deed_of(round: Round) -> str:  # noqa: A002 # the clerk's word for it
    """What the title of a decision says of an unscheduled round; empty for other rounds."""
    told = round.dossiers.exclude(merit=None).values_list("merit__title", flat=True)
    title = told.order_by("pk").first() if round.way == Way.AD_HOC else None
    return f"có thành tích đột xuất: {title[:1].lower()}{title[1:]}" if title else ""


def strangers_to(unit: Any, subjects: Sequence[Any], *, on: date) -> list[Any]:
    """Those of people and units who do not belong to the unit or below it."""
    people = [each for each in subjects if hasattr(each, "full_name")]
    known = set(
        members_of(unit, on=on)
        .filter(pk__in=[person.pk for person in people])
        .values_list("pk", flat=True)
    )
    return [
        each
        for each in subjects
        if (each.pk not in known if hasattr(each, "full_name") else each.path != unit.path)
    ]


def units_reporting(actor: Any) -> QuerySet[Any]:
    """Units for whose people the actor may report a deed, the lowest first for heads."""
    return units_in_reach(actor, (Role.HEAD, Role.OFFICER)).order_by("path")


def first_reporting(actor: Any) -> Any:
    """The unit that the actor leads, else the first that they run."""
    led = role_units(actor, (Role.HEAD,)) or role_units(actor, (Role.OFFICER,))
    return led[0] if led else None


def usual_term(on: date) -> Limit | None:
    """The wish of practice where a unit has set none of its own; never a term of law."""
    return limit_on("spot.decision", on)


def deeds_visible_to(actor: Any, *, on: date) -> QuerySet[Dossier]:
    """Dossiers of unscheduled rounds with the wanted days, the day due, and whether it is past."""
    wanted = usual_term(on)
    own = SpotTerm.objects.filter(
        unit=OuterRef("round__unit"), valid_from__lte=OuterRef("merit__done_on")
    ).order_by("-valid_from")
    rows = visible_to(actor).filter(round__way=Way.AD_HOC).exclude(state=DossierState.WITHDRAWN)
    return rows.select_related("merit", "honour").annotate(
        wanted=Coalesce(
            Subquery(own.values("days")[:1]), Value(wanted.days if wanted else None),
            output_field=IntegerField(),
        ),
        due=Cast(
            ExpressionWrapper(
                F("merit__done_on")
                + ExpressionWrapper(
                    F("wanted") * Value(timedelta(days=1)), output_field=DurationField()
                ),
                output_field=DateField(),
            ),
            DateField(),
        ),
        ended=Coalesce(F("honour__decided_on"), Value(on), output_field=DateField()),
    )  # fmt: skip


def is_late() -> Q:
    return Q(ended__gt=F("due")) & ~Q(state__in=STOPPED)


def clock_of(row: Any, *, on: date) -> rules.Clock | None:
    """The clock of one row of `deeds_visible_to`; none where it stands still undecided."""
    if row.merit is None or row.merit.done_on is None or row.state in STOPPED:
        return None
    honour = getattr(row, "honour", None)
    return rules.clock(row.merit.done_on, honour.decided_on if honour else None, on, row.wanted)


@dataclass(frozen=True)
class Speed:
    """How fast a unit praises: how many it has, their median, how many still wait."""

    unit: str
    praised: int
    median: float | None
    waiting: int
    late: int


def speeds(actor: Any, *, on: date) -> list[Speed]:
    """By the unit that praises, over what the actor sees; one query."""
    taken: dict[str, list[int]] = defaultdict(list)
    waiting: dict[str, int] = defaultdict(int)
    late: dict[str, int] = defaultdict(int)
    for row in deeds_visible_to(actor, on=on):
        unit, clock = str(row.round.unit), clock_of(row, on=on)
        if clock is None:
            continue
        late[unit] += clock.late > 0
        if clock.is_over:
            taken[unit].append(clock.days)
        else:
            waiting[unit] += 1
    return [
        Speed(unit, len(taken[unit]), rules.median(taken[unit]), waiting[unit], late[unit])
        for unit in sorted(late)
    ]


def terms_of(units: Any) -> list[SpotTerm]:
    """The terms that units have set, the newest of each first."""
    rows = SpotTerm.objects.filter(unit__in=units).select_related("unit")
    return list(rows.order_by("unit__path", "-valid_from"))
