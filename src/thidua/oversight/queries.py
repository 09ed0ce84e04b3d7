"""Named questions about plans, draws, visits and findings."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.documents import queries as documents
from thidua.indicators import queries as indicators
from thidua.indicators.states import COUNTED
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role
from thidua.oversight.models import Draw, Finding, Member, Plan, Question, Visit
from thidua.oversight.states import (
    KNOWN,
    Drawn,
    FindingState,
    PlanState,
    Strata,
    VisitState,
)

KEEPERS = (Role.OFFICER, Role.INSPECTOR)
WATCHERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
REPORTERS = (Role.HEAD, Role.OFFICER, Role.DIRECTOR)
EVIDENCE, PACK = "evidence", "pack"


def _watched(actor: Any, on: date | None) -> QuerySet[Plan]:
    """Plans of units that one keeps, leads or inspects, and those of one's team."""
    found = Q(unit__in=orgs.units_in_reach(actor, WATCHERS, on=on).values("pk"))
    if is_inspector(actor):
        found |= Q(pk__in=Member.objects.filter(person=orgs.person_of(actor)).values("plan"))
    return Plan.objects.filter(found)


def is_inspector(actor: Any) -> bool:
    """Whether somebody is named in any team."""
    person = orgs.person_of(actor)
    return person is not None and bool(actor.is_active) and person.inspections.exists()


def plans_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Plan]:
    """Plans that one keeps or works on; once approved, also those under which one's unit falls.

    Every unit from which the sample is drawn may see how it is drawn.
    """
    led = orgs.units_in_reach(actor, REPORTERS, on=on).values("pk")
    below = Plan.objects.filter(state__in=KNOWN, set__assignments__unit__in=led).values("pk")
    return Plan.objects.filter(
        Q(pk__in=_watched(actor, on).values("pk")) | Q(pk__in=below)
    ).select_related("unit", "set__movement")


def visits_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Visit]:
    """Visits of plans that one keeps or works on, and those to units that one answers for."""
    led = orgs.units_in_reach(actor, REPORTERS, on=on).values("pk")
    return Visit.objects.filter(
        Q(plan__in=_watched(actor, on).values("pk")) | Q(unit__in=led, plan__state__in=KNOWN)
    ).select_related("unit", "plan__unit", "plan__set")


def findings_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Finding]:
    """As visits; the unit inspected and the one that mends see them once they are concluded."""
    led = orgs.units_in_reach(actor, REPORTERS, on=on).values("pk")
    told = Q(visit__state=VisitState.CONCLUDED) & (Q(unit__in=led) | Q(visit__unit__in=led))
    return Finding.objects.filter(
        Q(visit__plan__in=_watched(actor, on).values("pk")) | told
    ).select_related("unit", "visit__unit", "visit__plan__unit", "indicator", "report")


def with_sizes(rows: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with how many units they visit, how many are concluded, and findings still open."""
    return rows.annotate(
        units=Count("visits", distinct=True),
        concluded=Count(
            "visits", filter=Q(visits__state=VisitState.CONCLUDED), distinct=True
        ),
        unsolved=Count(
            "visits__findings",
            filter=Q(visits__state=VisitState.CONCLUDED)
            & ~Q(visits__findings__state=FindingState.CLOSED),
            distinct=True,
        ),
    )  # fmt: skip


def plan_by_pk(pk: int) -> Plan | None:
    return (
        Plan.objects.select_related("unit", "set__unit", "set__movement", "approved_by__person")
        .filter(pk=pk)
        .first()
    )


def draw_by_pk(pk: int) -> Draw | None:
    return (
        Draw.objects.select_related(
            "plan__unit", "plan__set", "prepared_by__person", "seeded_by__person"
        )
        .filter(pk=pk)
        .first()
    )


def visit_by_pk(pk: int) -> Visit | None:
    return (
        Visit.objects.select_related("unit", "plan__unit", "plan__set__unit", "draw")
        .filter(pk=pk)
        .first()
    )


def finding_by_pk(pk: int) -> Finding | None:
    return (
        Finding.objects.select_related(
            "unit", "visit__unit", "visit__plan__unit", "visit__plan__set", "indicator",
            "report__unit", "report__set__unit",
        )
        .filter(pk=pk)
        .first()
    )  # fmt: skip


def members_of(plan: Plan) -> list[Member]:
    """The team, its lead first."""
    rows = plan.members.select_related("person__user")
    return list(rows.order_by("-is_lead", "person__sort_key", "pk"))


def is_in_team(actor: Any, plan: Plan) -> bool:
    person = orgs.person_of(actor)
    return person is not None and bool(actor.is_active) and (
        plan.members.filter(person=person).exists()
    )  # fmt: skip


def own_paths(actor: Any) -> list[str]:
    """Where somebody works, or holds a role, in any line."""
    paths = list(orgs.own_units(actor).values_list("path", flat=True))
    return paths + [standing.unit.path for standing in orgs.standings(actor)]


def belongs_to(actor: Any, unit: Any) -> bool:
    """Whether somebody works in a unit or below it, or answers for one there."""
    return any(path.startswith(unit.path) for path in own_paths(actor))


def questions_of(plan: Plan) -> list[Question]:
    return list(plan.questions.select_related("indicator").order_by("order", "pk"))


def meanings_of(plan: Plan) -> dict[int, Any]:
    """What each indicator of the set means in the time that is looked at, in the set's order."""
    items = indicators.items_of(plan.set)
    found = indicators.definitions_on([item.indicator_id for item in items], on=plan.about_to)
    return {
        item.indicator_id: meaning for item in items
        if (meaning := found.get(item.indicator_id)) is not None and not meaning.is_derived
    }  # fmt: skip


def _keys_to_inspect(plan: Plan) -> set[int]:
    rows = plan.set.assignments.filter(unit__path__startswith=plan.unit.path)
    return set(rows.exclude(unit=plan.unit).values_list("unit", flat=True).distinct())


def units_to_inspect(plan: Plan) -> list[Any]:
    """The units below the planning one that report in the set, in list order."""
    units = orgs.units_by_pk(_keys_to_inspect(plan)).values()
    return sorted(units, key=lambda unit: (unit.sort_key, unit.pk))


def units_left(plan: Plan, *, on: date) -> QuerySet[Any]:
    """The units to inspect that have no visit yet, for a choice."""
    left = _keys_to_inspect(plan) - set(plan.visits.values_list("unit", flat=True))
    return orgs.units_below(plan.unit, on=on).filter(pk__in=left)


def units_of(plan: Plan, *, on: date) -> QuerySet[Any]:
    """The planning unit's tree: who may be told to mend something."""
    return orgs.units_below(plan.unit, on=on)


def reports_under(plan: Plan, unit: Any = None) -> list[Any]:
    """The reports that are looked at, of all units or of one: sent, their period within."""
    rows = plan.set.reports.filter(
        state__in=COUNTED, ends_on__gte=plan.about_from, ends_on__lte=plan.about_to,
        unit__path__startswith=plan.unit.path,
    ).exclude(unit=plan.unit)  # fmt: skip
    if unit is not None:
        rows = rows.filter(unit=unit)
    return list(rows.select_related("unit", "set__unit").order_by("unit__sort_key", "starts_on"))


Line = list[Any]
"""[code, name, stratum, unit, report or None]: one line of a list from which is drawn."""


def lines_for(plan: Plan, of: str, strata: str) -> list[Line]:
    """What a sample is drawn from today, by code."""
    if of == Drawn.UNITS:
        found = [
            [unit.code, unit.name, _stratum(unit, strata), unit.pk, None]
            for unit in units_to_inspect(plan)
        ]
    else:
        found = [
            [
                f"{report.unit.code}/{report.frequency}/{report.starts_on}", str(report),
                _stratum(report, strata), report.unit_id, report.pk,
            ]
            for report in reports_under(plan)
        ]  # fmt: skip
    return sorted(found, key=lambda line: line[0])


def _stratum(thing: Any, strata: str) -> str:
    return "" if strata == Strata.NONE else str(getattr(thing, strata))


def drawn_lines(draw: Draw) -> list[Line]:
    """The lines that were drawn, in the order of the draw."""
    by_code = {line[0]: line for line in draw.listed}
    return [by_code[code] for code in draw.drawn]


def drawn_reports(visit: Visit) -> set[int]:
    """The reports of a visit that were themselves drawn."""
    if visit.draw is None:
        return set()
    return {line[4] for line in drawn_lines(visit.draw) if line[3] == visit.unit_id and line[4]}


def visits_of(plan: Plan, actor: Any) -> list[Visit]:
    """The visits of a plan that one may see, with their findings counted."""
    rows = visits_visible_to(actor).filter(plan=plan).annotate(
        raised=Count("findings", filter=Q(findings__in=findings_visible_to(actor)), distinct=True),
    )  # fmt: skip
    return list(rows.select_related("draw").order_by("unit__sort_key", "pk"))


def answers_of(visit: Visit) -> dict[int, Any]:
    """Answers by question."""
    return {row.question_id: row for row in visit.answers.all()}


def evidence_of(visit: Visit) -> QuerySet[Any]:
    return documents.files_of(visit, role=EVIDENCE)


def packs_of(plan: Plan) -> QuerySet[Any]:
    """The packs that were made, the newest first."""
    return documents.files_of(plan, role=PACK).order_by("-pk")


def entry_of(finding: Finding) -> Any:
    """The figure that a finding is about, as it stands now; `None` where it was taken away."""
    if finding.report is None:
        return None
    return finding.report.entries.filter(indicator=finding.indicator_id).first()


def entries_in(reports: Iterable[Any]) -> dict[int, dict[int, Any]]:
    """By report, the figures that it brings, by indicator."""
    return {
        report.pk: {entry.indicator_id: entry for entry in report.entries.all()}
        for report in reports
    }


def owed_by(actor: Any, *, on: date) -> list[Finding]:
    """Findings that units in which one holds a role still have to remedy, the nearest day first."""
    units = orgs.role_units(actor, REPORTERS, on=on)
    rows = Finding.objects.filter(
        state=FindingState.OPEN, visit__state=VisitState.CONCLUDED, unit__in=units
    )
    return list(rows.select_related("unit", "visit__plan").order_by("due_on", "pk"))


def to_close(actor: Any) -> list[Finding]:
    """What units report as mended, for those who inspected them."""
    rows = Finding.objects.filter(
        state=FindingState.REMEDIED, visit__plan__members__person=orgs.person_of(actor)
    )
    found = rows.select_related("visit__plan", "visit__unit").order_by("remedied_at", "pk")
    own = own_paths(actor)
    return [row for row in found if not any(p.startswith(row.visit.unit.path) for p in own)]


def to_visit(actor: Any) -> list[tuple[Plan, int]]:
    """Running plans of one's team, with how many visits are not concluded."""
    rows = Plan.objects.filter(
        state=PlanState.RUNNING, members__person=orgs.person_of(actor)
    ).annotate(left=Count("visits", filter=Q(visits__state=VisitState.PLANNED), distinct=True))
    return [(row, row.left) for row in rows.filter(left__gt=0).order_by("ends_on", "pk")]


def to_approve(actor: Any, *, on: date) -> Sequence[Plan]:
    """Plans that wait for the head of a unit."""
    units = orgs.role_units(actor, (Role.DIRECTOR,), on=on)
    rows = Plan.objects.filter(state=PlanState.SENT, unit__in=units).exclude(drafted_by=actor.pk)
    return list(rows.order_by("starts_on", "pk"))


def found_by(actor: Any, folded: str, *, limit: int) -> list[Plan]:
    rows = plans_visible_to(actor)
    for word in folded.split():
        rows = rows.filter(folded__contains=word)
    return list(rows.order_by("-year", "-pk")[:limit])


def kept_on(person: Any) -> dict[str, list[Any]]:
    """Everything that stands here on one person, for export."""
    teams = Member.objects.filter(person=person).order_by("pk")
    told = Finding.objects.filter(remedied_by__person=person).order_by("pk")
    return {
        "inspections": list(teams.values("plan__title", "plan__year", "is_lead")),
        "remedies": list(told.values("found", "remedied", "remedied_at")),
    }
