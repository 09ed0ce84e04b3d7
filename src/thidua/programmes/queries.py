"""Named questions about tasks, action programmes and launch records."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.core.period import Period
from thidua.movements import queries as movements
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role
from thidua.programmes.models import Launch, Programme, Task
from thidua.programmes.states import UNFINISHED, Part, ProgrammeState, TaskState

OVERSEERS = (Role.HEAD, Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
KEEPERS = (Role.OFFICER, Role.DIRECTOR)
EVIDENCE = "evidence"
SENT = (ProgrammeState.SENT, ProgrammeState.ACCEPTED)
# What binds: no row of a programme that its unit is still writing or that waits for its answer.
IN_FORCE = Q(programme=None) | Q(programme__state=ProgrammeState.ACCEPTED)


def _is_inside(actor: Any) -> bool:
    return orgs.person_of(actor) is not None and bool(actor.is_active)


def _own_and_above(actor: Any) -> set[int]:
    paths = orgs.own_units(actor).values_list("path", flat=True)
    return {int(part) for path in paths for part in path.strip("/").split("/")}


def visible_to(actor: Any) -> QuerySet[Task]:
    """Tasks that a person may read; no role and no unit, no rows.

    What a launch, a communication plan and dedicated works ask is told before everybody in the
    movement's scope; rows of an action programme are for its unit and those who oversee it.
    """
    if not _is_inside(actor):
        return Task.objects.none()
    seen = movements.visible_to(actor).order_by().values("pk")
    overseen = Q(unit__in=orgs.units_in_reach(actor, OVERSEERS).values("pk"))
    own = Q(unit__in=_own_and_above(actor), programme__state__in=SENT)
    mine = Q(person=orgs.person_of(actor)) & IN_FORCE
    return Task.objects.filter(
        Q(programme=None, movement__in=seen)
        | (~Q(movement__state="draft") & (overseen | own | mine))
    )


def programmes_visible_to(actor: Any) -> QuerySet[Programme]:
    """One in the making is for its head and those who oversee the unit; later for its people."""
    if not _is_inside(actor):
        return Programme.objects.none()
    return Programme.objects.filter(
        Q(unit__in=orgs.units_in_reach(actor, OVERSEERS).values("pk"))
        | Q(unit__in=_own_and_above(actor), state__in=SENT)
    )


def listed(actor: Any) -> QuerySet[Task]:
    """Rows of the list of tasks in force, with what their columns name."""
    return (
        visible_to(actor)
        .filter(IN_FORCE)
        .select_related("unit", "person", "movement__unit", "programme")
    )


def owned_by(actor: Any, *, on: date) -> Q:
    """A condition on tasks: those that a person, or a unit that one heads, answers for."""
    headed = [unit.pk for unit in orgs.role_units(actor, (Role.HEAD,), on=on)]
    return Q(person=orgs.person_of(actor)) | Q(person=None, unit__in=headed)


def owed_by(actor: Any, *, on: date) -> QuerySet[Task]:
    """Unfinished tasks that are asked of a person today, the most urgent first."""
    if not _is_inside(actor):
        return Task.objects.none()
    found = Task.objects.filter(
        owned_by(actor, on=on), IN_FORCE, state__in=UNFINISHED, movement__state="launched"
    )
    return found.select_related("movement").order_by("due_on", "pk")


def to_confirm(actor: Any, *, on: date) -> QuerySet[Task]:
    """Finished tasks that a person can confirm; the permit decides each in the end."""
    if not _is_inside(actor):
        return Task.objects.none()
    kept = orgs.units_in_reach(actor, KEEPERS, on=on).values("pk")
    led = orgs.units_in_reach(actor, (Role.HEAD,), on=on).values("pk")
    found = Task.objects.filter(
        Q(movement__unit__in=kept) | Q(person__isnull=False, unit__in=led), state=TaskState.DONE
    )
    mine = Q(person__isnull=False, person=orgs.person_of(actor))
    return found.exclude(Q(done_by=actor.pk) | mine).order_by("due_on", "pk")


def programmes_to_accept(actor: Any, *, on: date) -> list[tuple[Any, int]]:
    """Movements with programmes that wait for the officer, and how many."""
    kept = orgs.units_in_reach(actor, KEEPERS, on=on).values("pk")
    waiting = Programme.objects.filter(state=ProgrammeState.SENT, movement__unit__in=kept)
    numbers = Counter(waiting.exclude(sent_by=actor.pk).values_list("movement", flat=True))
    named = movements.visible_to(actor).filter(pk__in=numbers).order_by("pk")
    return [(movement, numbers[movement.pk]) for movement in named]


def programmes_to_mend(actor: Any, *, on: date) -> list[Programme]:
    """Programmes that were given back to the heads of their units."""
    headed = orgs.role_units(actor, (Role.HEAD,), on=on)
    found = Programme.objects.filter(unit__in=headed, state=ProgrammeState.RETURNED)
    return list(found.select_related("unit", "movement").order_by("pk"))


def task_for(actor: Any, key: int) -> Task | None:
    """One task with what its page names, if the person may read it."""
    found = visible_to(actor).filter(pk=key).select_related(
        "unit", "person__user", "movement__unit", "programme", "launch", "done_by", "confirmed_by"
    )  # fmt: skip
    return found.first()


def task_by_key(key: int | str) -> Task | None:
    return Task.objects.filter(pk=key).first()


def programme_for(actor: Any, key: int) -> Programme | None:
    found = programmes_visible_to(actor).filter(pk=key)
    return found.select_related("unit", "movement__unit").first()


def launch_by_key(key: int) -> Launch | None:
    return Launch.objects.select_related("movement__unit").filter(pk=key).first()


def movement_for(actor: Any, key: int) -> Any:
    """A movement that was launched or is about to be, if the person may read it."""
    return movements.visible_to(actor).filter(pk=key).select_related("unit").first()


def tasks_of(programme: Programme) -> list[Task]:
    """The rows of a programme, by their days."""
    return list(programme.tasks.select_related("unit", "person").order_by("due_on", "pk"))


def launches_of(movement: Any) -> list[Launch]:
    return list(Launch.objects.filter(movement=movement).order_by("held_on", "pk"))


def parts_of(actor: Any, movement: Any) -> dict[str, list[Task]]:
    """Tasks of the launch, the communication plan and the works that a person may read."""
    found = listed(actor).filter(movement=movement, programme=None).order_by("due_on", "pk")
    parts: dict[str, list[Task]] = {part: [] for part in Part}
    for task in found:
        parts[task.part].append(task)
    return parts


def programmes_in(actor: Any, movement: Any) -> list[Any]:
    """Programmes of a movement's units with how many tasks they hold and have seen confirmed."""
    standing = ~Q(tasks__state=TaskState.DROPPED)
    found = programmes_visible_to(actor).filter(movement=movement).select_related("unit")
    return list(
        found.annotate(
            total=Count("tasks", filter=standing),
            confirmed=Count("tasks", filter=Q(tasks__state=TaskState.CONFIRMED)),
        ).order_by("unit__sort_key", "pk")
    )


def units_to_answer(actor: Any, movement: Any, *, on: date) -> list[Any]:
    """Units in scope that the actor heads (the officer: all) and that have no programme yet."""
    keeps = orgs.standing_on(actor, movement.unit, (Role.OFFICER,), on=on) is not None
    headed = {unit.pk for unit in orgs.role_units(actor, (Role.HEAD,), on=on)}
    answered = set(Programme.objects.filter(movement=movement).values_list("unit", flat=True))
    return [
        unit for unit in movements.units_taking_part(movement)
        if unit.pk not in answered and (keeps or unit.pk in headed)
    ]  # fmt: skip


def is_in_scope(movement: Any, unit: Any) -> bool:
    return any(each.pk == unit.pk for each in movements.units_in_scope(movement))


def has_programme(movement: Any, unit: Any) -> bool:
    return Programme.objects.filter(movement=movement, unit=unit).exists()


def owner_units(movement: Any, *, on: date) -> QuerySet[Any]:
    """Units that may be given a task: the movement's own and every one below it."""
    below = orgs.units_below(movement.unit, on=on)
    every: QuerySet[Any] = type(movement.unit)._default_manager.filter(
        Q(pk=movement.unit.pk) | Q(pk__in=below.order_by().values("pk"))
    )
    return every.order_by("path")


def accounts_of(task: Task, *, on: date) -> list[int]:
    """Who is told of a task: its person, or those who head its unit."""
    if task.person is not None:
        return [task.person.user_id] if task.person.user_id is not None else []
    return orgs.accounts_with_role([task.unit], (Role.HEAD,), on=on)


def with_words(rows: QuerySet[Any], folded: str) -> QuerySet[Any]:
    """Rows in whose texts or owner's name every folded word occurs."""
    for word in folded.split():
        rows = rows.filter(Q(folded__contains=word) | Q(person__folded__contains=word))
    return rows


def confirmed_within(span: Period) -> QuerySet[Task]:
    """Tasks finished within the days and confirmed since."""
    found = Task.objects.filter(state=TaskState.CONFIRMED, done_on__gte=span.start)
    return found.filter(done_on__lte=span.end) if span.end is not None else found


def due_in(movement: Any, span: Period) -> list[tuple[Any, str, date]]:
    """(unit, state, due day) of the tasks in force whose days fall into the period."""
    found = Task.objects.filter(
        IN_FORCE, movement__in=movements.counting_towards(movement), due_on__gte=span.start
    )
    if span.end is not None:
        found = found.filter(due_on__lte=span.end)
    rows = found.select_related("unit").order_by("unit__sort_key", "unit", "pk")
    return [(task.unit, task.state, task.due_on) for task in rows]


def kept_on(person: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything that stands here on one person, for export."""
    owned = Task.objects.filter(person=person).order_by("pk")
    finished = Task.objects.filter(done_by__person=person).order_by("pk")
    names = ("title", "movement__title", "unit__name", "due_on", "state", "done_on")
    return {"tasks": list(owned.values(*names)), "tasks_finished": list(finished.values(*names))}


def found_by(actor: Any, folded: str, *, limit: int) -> Sequence[Task]:
    """Readable tasks that match, the latest due first."""
    rows = with_words(visible_to(actor), folded).select_related("movement")
    return list(rows.order_by("-due_on", "-pk")[:limit])


def own_tasks(actor: Any) -> Iterable[Task]:
    """Tasks in force of which the person is the owner, the latest due first."""
    found = Task.objects.filter(IN_FORCE, person=orgs.person_of(actor))
    return found.select_related("movement").order_by("-due_on", "-pk")[:50]
