"""Lists of rounds, dossiers, decisions and honours, each cut to what the actor may see."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, prefetch_related_objects

from thidua.awards.models import Decision, Dossier, Honour, Rating, Round
from thidua.awards.states import DossierState
from thidua.core import period
from thidua.core.models import TaskRun
from thidua.orgs.queries import members_of, person_of, units_in_reach, visible_people
from thidua.orgs.states import Role

READERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)


def rounds_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Round]:
    """Rounds of units where one is officer, director or inspector."""
    units = units_in_reach(actor, READERS, on=on)
    return Round.objects.filter(unit__in=units.values("pk")).select_related("unit", "movement")


def visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Dossier]:
    """Dossiers of one's rounds; a head's own people and units; oneself."""
    return Dossier.objects.filter(
        Q(round__unit__in=units_in_reach(actor, READERS, on=on).values("pk"))
        | _concerning(actor, on=on, home="home_unit")
    ).select_related("round__unit", "person", "unit", "home_unit")


def honours_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Honour]:
    """Honours of people and units where one is officer, director, inspector or head; one's own."""
    day = on or period.today()
    units = units_in_reach(actor, (*READERS, Role.HEAD), on=day)
    here = Q(person__memberships__unit__in=units.values("pk")) & _current("person__", day)
    of_decision = Q(decision__round__unit__in=units_in_reach(actor, READERS, on=day).values("pk"))
    own = person_of(actor)
    mine = Q(person=own) if own is not None else Q(pk__in=[])
    return (
        Honour.objects.filter(here | Q(unit__in=units.values("pk")) | of_decision | mine)
        .distinct()
        .select_related("person", "unit", "letter", "decision")
    )


def decisions_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Decision]:
    """Decisions of units where one is officer, director or inspector."""
    units = units_in_reach(actor, READERS, on=on)
    return Decision.objects.filter(round__unit__in=units.values("pk")).select_related(
        "round__unit", "paper", "letters"
    )


def _concerning(actor: Any, *, on: date | None, home: str) -> Q:
    """Rows about people or units that the actor heads, and about the actor."""
    own = person_of(actor)
    if own is None or not actor.is_active:
        return Q(pk__in=[])
    day = on or period.today()
    units = units_in_reach(actor, (Role.HEAD,), on=day)
    members = visible_people(actor, on=day).filter(
        Q(memberships__unit__in=units.values("pk")) & _current("", day)
    )
    return (
        Q(person=own)
        | Q(person__in=members.values("pk"))
        | Q(unit__in=units.values("pk"))
        | Q(**{f"{home}__in": units.values("pk")})
    )


def _current(prefix: str, day: date) -> Q:
    """Memberships that hold on a day."""
    start, end = f"{prefix}memberships__valid_from__lte", f"{prefix}memberships__valid_to"
    return Q(**{start: day}) & (Q(**{end: None}) | Q(**{f"{end}__gte": day}))


def round_figures(round: Round) -> dict[str, int]:  # noqa: A002 # the clerk's word for it
    """How many dossiers stand in which state; states without any are left out."""
    rows = round.dossiers.values_list("state").annotate(n=Count("pk")).order_by()
    return dict(rows)


def undecided_awards(round: Round) -> list[tuple[str, int]]:  # noqa: A002 # as above
    """Awards with dossiers that the council recommends and no decision holds yet."""
    rows = round.dossiers.filter(state=DossierState.RECOMMENDED, decision=None)
    return sorted(Counter(rows.values_list("award", flat=True)).items())


def decision_by_id(key: int) -> Decision:
    """A decision with its paper and round."""
    return Decision.objects.select_related("paper", "round__unit", "letters").get(pk=key)


def issue_run_of(decision: Decision) -> TaskRun | None:
    """The newest run that issues the decision, with its progress."""
    runs = TaskRun.objects.filter(name="awards.issue", arguments__decision_id=decision.pk)
    return runs.order_by("-pk").first()


def last_golden_number(unit: Any, symbol: str, year: int) -> int | None:
    """The last number that the issuer's golden book gave in a year."""
    letters = unit.papers.filter(symbol=symbol, year=year, kind="awards.letter")
    last: int | None = letters.aggregate(last=Max("number"))["last"]
    return last


def ratings_of(unit: Any, year: int, *, on: date) -> QuerySet[Rating]:
    """Ratings of a year of the unit's people and of the units below it."""
    people = members_of(unit, on=on)
    return (
        Rating.objects.filter(year=year)
        .filter(Q(person__in=people.values("pk")) | Q(unit__path__startswith=unit.path))
        .select_related("person", "unit")
        .order_by("person__sort_key", "pk")
    )


def dossiers_to_check(actor: Any, *, on: date) -> QuerySet[Dossier]:
    """Drafts and submitted dossiers of rounds that the actor runs as officer."""
    units = units_in_reach(actor, (Role.OFFICER,), on=on)
    return Dossier.objects.filter(
        round__unit__in=units.values("pk"),
        state__in=[DossierState.DRAFT, DossierState.SUBMITTED],
    )


def offices_of(people: Sequence[Any], *, on: date) -> dict[int, str]:
    """The title of the office that each holds on a day, the newest where there are several."""
    prefetch_related_objects(list(people), "positions")
    found = {}
    for person in people:
        held = [
            office
            for office in person.positions.all()
            if office.valid_from <= on and (office.valid_to is None or office.valid_to >= on)
        ]
        if held:
            found[person.pk] = max(held, key=lambda office: (office.valid_from, office.pk)).title
    return found


def dossier_by_id(key: int) -> Dossier:
    """A dossier with its subject and round."""
    return Dossier.objects.select_related("person", "unit", "round__unit").get(pk=key)


def letters_of(decision: Decision) -> list[Any]:
    """The letters of a decision in the order of the golden book."""
    letter: Any = Honour._meta.get_field("letter").related_model
    return list(
        letter.objects.filter(honour__decision=decision)
        .select_related("issuer__parent")
        .order_by("number")
    )
