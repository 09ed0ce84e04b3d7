"""Named questions about movements, who they are sent to, and who registered."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from thidua.documents import queries as documents
from thidua.movements import rules
from thidua.movements.models import Dispatch, Movement, Registrant, Registration
from thidua.movements.states import MovementState, RegistrationState, Work
from thidua.orgs import queries as orgs
from thidua.orgs.permits import OWN_KIND
from thidua.orgs.states import LeaderLevel, Line, Role

ATTACHMENT = "attachment"
DECLINED = Q(state=RegistrationState.DECLINED)
WATCHING = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)


def visible_to(actor: Any) -> QuerySet[Movement]:
    """Drafts to those who watch over the movement's unit; launched ones also to people in scope.

    One that an outside body launched is for everybody under the unit that recorded it.
    """
    person = orgs.person_of(actor)
    if person is None or not actor.is_active:
        return Movement.objects.none()
    watched = orgs.units_in_reach(actor, WATCHING).values("pk")
    return Movement.objects.filter(
        Q(unit__in=watched)
        | Q(sponsors__in=watched)
        | (~Q(state=MovementState.DRAFT) & Q(dispatches__unit__in=units_over(actor)))
        | (~Q(state=MovementState.DRAFT) & ~Q(body="") & Q(unit__in=units_over(actor)))
    ).distinct()


def units_over(actor: Any, *, on: date | None = None) -> set[int]:
    """The units at or above one of the actor's own, or one that the actor heads."""
    own = orgs.own_units(actor, on=on)
    units = list(own) + list(orgs.units_in_reach(actor, (Role.HEAD,), on=on))
    return {int(part) for unit in units for part in unit.path.strip("/").split("/") if part}


def open_movements(units: Iterable[Any], *, on: date) -> QuerySet[Movement]:
    """Launched movements that run on a day and in whose scope one of the units lies."""
    above = {int(part) for unit in units for part in unit.path.strip("/").split("/") if part}
    return (
        Movement.objects.filter(
            state=MovementState.LAUNCHED, starts_on__lte=on, ends_on__gte=on,
            dispatches__unit__in=above,
        )
        .distinct()
        .order_by("ends_on", "pk")
    )  # fmt: skip


def movement_of(pk: int) -> Movement | None:
    return Movement.objects.select_related("unit").filter(pk=pk).first()


def registration_of(pk: int) -> Registration | None:
    return Registration.objects.select_related("movement__unit", "unit").filter(pk=pk).first()


def registered_on(registration: Registration) -> list[Registrant]:
    """The people on one list, in list order."""
    found = registration.registrants.select_related("person")
    return list(found.order_by("person__sort_key", "pk"))


def lists_of(actor: Any, movement: Movement, *, on: date) -> list[Registration]:
    """The lists of the actor's own units and of those the actor heads, in list order."""
    own = {unit.pk for unit in orgs.own_units(actor, on=on)}
    headed = {unit.pk for unit in orgs.role_units(actor, (Role.HEAD,), on=on)}
    found = movement.registrations.filter(unit__in=own | headed)
    return list(found.select_related("movement", "unit").order_by("unit__sort_key", "pk"))


def numbers_of(movement: Movement) -> dict[str, int]:
    """Units in scope; lists approved, waiting, owing, declined; people on those sent in."""
    owing = Q(state__in=[RegistrationState.OPEN, RegistrationState.RETURNED])
    lists = movement.registrations.aggregate(
        approved=Count("pk", filter=Q(state=RegistrationState.APPROVED)),
        waiting=Count("pk", filter=Q(state=RegistrationState.SUBMITTED)),
        owing=Count("pk", filter=owing),
        declined=Count("pk", filter=DECLINED),
    )
    people = Registrant.objects.filter(
        registration__in=movement.registrations.exclude(owing | DECLINED)
    ).aggregate(people=Count("person", distinct=True))
    return {"units": movement.dispatches.count(), **lists, **people}


def units_in_scope(movement: Movement) -> list[Any]:
    """The units to which the movement goes, in list order."""
    found = movement.dispatches.select_related("unit").order_by("unit__sort_key", "pk")
    return [dispatch.unit for dispatch in found]


def declined_units(movement: Movement) -> set[int]:
    """The numbers of units that take no part."""
    return set(movement.registrations.filter(DECLINED).values_list("unit", flat=True))


def units_taking_part(movement: Movement) -> list[Any]:
    """The units in scope without those that declined, in list order; one query."""
    return scopes_of([movement])[movement.pk]


def unreceived(movement: Movement, *, units: Iterable[int]) -> list[Dispatch]:
    """Dispatches to `units` that were sent and whose heads have not said that they came."""
    found = movement.dispatches.filter(unit__in=list(units), received_at=None)
    return list(found.exclude(sent_at=None).select_related("unit").order_by("pk"))


def readiness_of(movement: Movement) -> list[rules.Check]:
    """What the launch asks for, met or not."""
    facts = {field.attname: getattr(movement, field.attname) for field in movement._meta.fields}
    phases = movement.phases.annotate(chosen=Count("turns"))
    return rules.readiness(
        facts,
        units=movement.dispatches.count(),
        sponsors=movement.sponsors.count(),
        parents=movement.answers.count(),
        phases=[rules.PhaseFacts(each.period, each.owed_by, each.chosen) for each in phases],
    )


def follow_up(movement: Movement) -> QuerySet[Any]:
    """Registrations with their number of people and the day of receipt, by the units' names."""
    sent = Dispatch.objects.filter(movement=OuterRef("movement"), unit=OuterRef("unit"))
    return (
        movement.registrations.select_related("unit", "movement")
        .annotate(people=Count("registrants"), received_at=Subquery(sent.values("received_at")))
        .order_by("unit__sort_key", "pk")
    )


def registrants_of(movement: Movement, *, approved: bool = True) -> QuerySet[Registrant]:
    """People registered in a movement, in list order; only approved ones unless told otherwise."""
    found = Registrant.objects.filter(registration__movement=movement)
    if approved:
        found = found.filter(registration__state=RegistrationState.APPROVED)
    return found.select_related("person", "registration__unit").order_by("person__sort_key", "pk")


def told_at_launch(movement: Movement, *, on: date) -> QuerySet[Any]:
    """People in the units of the scope who are its subjects and will be told."""
    units = [dispatch.unit for dispatch in movement.dispatches.select_related("unit")]
    return subjects_among(orgs.members_of_all(units, on=on), movement, on=on)


def subjects_among(people: QuerySet[Any], movement: Movement, *, on: date) -> QuerySet[Any]:
    """Those of `people` to whom the movement's limits of sex, line and work leave it open."""
    everybody = people.model._default_manager
    if movement.for_sex:
        people = people.filter(sex=movement.for_sex)
    if movement.for_line:
        held = _held("memberships", on, kind=OWN_KIND[Line(movement.for_line)])
        people = people.filter(pk__in=everybody.filter(held).values("pk"))
    if movement.for_work:
        levels = [level for level in LeaderLevel if level != LeaderLevel.DIRECT]
        leading = everybody.filter(_held("positions", on, leader_level__in=levels)).values("pk")
        people = (
            people.filter(pk__in=leading)
            if movement.for_work == Work.LEADING
            else people.exclude(pk__in=leading)
        )
    return people


def _held(what: str, on: date, **facts: Any) -> Q:
    """A condition on people: they have such a dated row on a day."""
    open_end = Q(**{f"{what}__valid_to": None}) | Q(**{f"{what}__valid_to__gte": on})
    named = {f"{what}__{name}": value for name, value in facts.items()}
    return open_end & Q(**{f"{what}__valid_from__lte": on}, **named)


def heads_of(units: Iterable[Any], *, on: date) -> list[int]:
    """Accounts of those who head the units, their deputies included."""
    return orgs.accounts_with_role(units, (Role.HEAD,), on=on)


def silent_lists(movement: Movement) -> list[Registration]:
    """Lists that were not sent in yet, by their units' names."""
    waiting = movement.registrations.filter(
        state__in=[RegistrationState.OPEN, RegistrationState.RETURNED]
    )
    return list(waiting.select_related("unit").order_by("unit__sort_key", "pk"))


def silent_units(movement: Movement) -> list[Any]:
    """Units in scope whose list was not sent in yet."""
    return [row.unit for row in silent_lists(movement)]


def waiting_for_head(actor: Any, *, on: date) -> QuerySet[Registration]:
    """Registrations that a head still owes, of movements that still take them."""
    return (
        Registration.objects.filter(
            unit__in=orgs.units_in_reach(actor, (Role.HEAD,), on=on).values("pk"),
            movement__state=MovementState.LAUNCHED,
            state__in=[RegistrationState.OPEN, RegistrationState.RETURNED],
        )
        .filter(
            Q(movement__register_by=None)
            | Q(movement__register_by__gte=on)
            | Q(movement__late_until__gte=on)
            | Q(state=RegistrationState.RETURNED)
        )
        .select_related("movement", "unit")
        .order_by("movement__register_by", "pk")
    )


def waiting_for_officer(actor: Any, *, on: date) -> QuerySet[Any]:
    """Movements with registrations to approve, and how many."""
    reached = orgs.units_in_reach(actor, (Role.OFFICER,), on=on).values("pk")
    return (
        Movement.objects.filter(unit__in=reached)
        .annotate(
            submitted=Count(
                "registrations", filter=Q(registrations__state=RegistrationState.SUBMITTED)
            )
        )
        .filter(submitted__gt=0)
        .order_by("register_by", "pk")
    )


def own_running(actor: Any, *, on: date) -> QuerySet[Movement]:
    """Running movements of the actor's own units."""
    return open_movements(orgs.own_units(actor, on=on), on=on)


def with_numbers(movements: QuerySet[Movement]) -> QuerySet[Movement]:
    """Movements with the number of units in scope and of lists approved."""
    registrations = Registration.objects.filter(movement=OuterRef("pk")).order_by()
    approved = registrations.filter(state=RegistrationState.APPROVED)

    def counted(rows: QuerySet[Registration]) -> Subquery:
        return Subquery(rows.values("movement").annotate(n=Count("pk")).values("n"))

    return movements.annotate(units=counted(registrations), approved=counted(approved)).order_by(
        F("starts_on").desc(nulls_first=True), "-pk"
    )


def own_registrations(actor: Any) -> QuerySet[Registrant]:
    """Where the actor stands on a list, the newest movement first."""
    found = Registrant.objects.filter(person=orgs.person_of(actor))
    return found.select_related("registration__movement", "registration__unit").order_by(
        F("registration__movement__starts_on").desc(), "-pk"
    )


def headless(units: Iterable[Any], *, on: date) -> list[Any]:
    """Those of `units` on which nobody holds the head's role: no one there can register."""
    units = list(units)
    headed = orgs.grants_of(Role.HEAD, on=on).filter(unit__in=units)
    led = set(headed.values_list("unit", flat=True))
    return [unit for unit in units if unit.pk not in led]


def attachments_of(movement: Movement) -> QuerySet[Any]:
    """The papers attached to it, oldest first."""
    return documents.files_of(movement, role=ATTACHMENT)


def running(actor: Any, *, on: date) -> list[Movement]:
    """Movements that run on a day in units over which the actor watches."""
    watched = orgs.units_in_reach(actor, WATCHING, on=on).values("pk")
    found = Movement.objects.filter(
        state=MovementState.LAUNCHED, body="", starts_on__lte=on, ends_on__gte=on, unit__in=watched
    )
    return list(found.select_related("unit").order_by("ends_on", "pk"))


def running_anywhere(*, on: date) -> list[Movement]:
    """Every movement of the house that runs on a day, whoever asks: for work by the clock."""
    found = Movement.objects.filter(
        state=MovementState.LAUNCHED, body="", starts_on__lte=on, ends_on__gte=on
    )
    return list(found.select_related("unit").order_by("pk"))


def sent_to(movements: Iterable[Movement]) -> dict[int, list[tuple[Any, bool]]]:
    """The units in scope in list order, and of each whether it takes part; one query."""
    found: dict[int, list[tuple[Any, bool]]] = {movement.pk: [] for movement in movements}
    lists = Registration.objects.filter(movement=OuterRef("movement"), unit=OuterRef("unit"))
    sent = Dispatch.objects.filter(movement__in=found).select_related("unit")
    for dispatch in sent.annotate(has_declined=Exists(lists.filter(DECLINED))).order_by(
        "unit__sort_key", "pk"
    ):
        found[dispatch.movement_id].append((dispatch.unit, not dispatch.has_declined))
    return found


def scopes_of(movements: Iterable[Movement]) -> dict[int, list[Any]]:
    """The units that take part in each movement, in list order; one query."""
    return {
        pk: [unit for unit, takes_part in sent if takes_part]
        for pk, sent in sent_to(movements).items()
    }


def senders_of(movements: Iterable[Movement]) -> dict[int, set[int]]:
    """By movement, the units that have sent in their list; one query."""
    found: dict[int, set[int]] = {movement.pk: set() for movement in movements}
    rows = Registration.objects.filter(
        movement__in=found, state__in=[RegistrationState.SUBMITTED, RegistrationState.APPROVED]
    )
    for movement, unit in rows.values_list("movement", "unit"):
        found[movement].add(unit)
    return found


def facets(rows: QuerySet[Any, Any]) -> tuple[dict[int, str], dict[int, str]]:
    """Units and movements that occur among rows that have both, by number, in list order."""
    found = rows.order_by().values_list(
        "unit_id", "unit__name", "unit__sort_key", "movement_id", "movement__title"
    )
    pairs = sorted(found.distinct(), key=lambda each: (each[2], each[4] or ""))
    return {p[0]: p[1] for p in pairs}, {p[3]: p[4] for p in pairs if p[3] is not None}
