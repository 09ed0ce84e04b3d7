"""`@action`: the one way to write, locked, permitted, atomic and audited."""

import functools
import inspect
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

import structlog
from django.db import transaction
from django.db.models import Model

from thidua.core import audit
from thidua.core.models import AuditEntry, SecurityEvent, reference
from thidua.core.permit import Permit, Reason, Refused

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Registered:
    """What the registry, the generated reference and the contract test know of an action."""

    name: str
    label: Reason
    on: str | None
    permit: Permit
    run: Callable[..., Any]


ACTIONS: dict[str, Registered] = {}


class System:
    """The actor of the command line and of periodic work; permits must let it in by name."""

    pk = id = 0
    is_authenticated = is_active = is_system = True

    def __str__(self) -> str:
        return "hệ thống"


SYSTEM = System()


@dataclass
class _Running:
    """An action under way: its facts, and the entries of the whole outermost act."""

    name: str
    entries: list[AuditEntry]
    facts: dict[str, Any] = field(default_factory=dict)
    table: list[Any] | None = None


_stack: ContextVar[tuple[_Running, ...]] = ContextVar("actions under way", default=())


def note(**facts: Any) -> None:
    """Add facts to the entry of the action under way; outside of one they are dropped."""
    if _stack.get():
        _stack.get()[-1].facts.update(audit.plain(facts))


def tabulate(rows: Sequence[Any]) -> None:
    """Give a bulk action's entry its table of changes."""
    _stack.get()[-1].table = audit.plain(list(rows))


def is_under_way() -> bool:
    """Whether any action is under way around this point."""
    return bool(_stack.get())


def within(name: str) -> bool:
    """Whether the action called `name` is under way around this point."""
    return any(running.name == name for running in _stack.get())


def action(
    name: str, label: Reason, *, on: str | None = None, permit: Permit
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a keyword-only write.

    In order: re-reads and row-locks the `on` object (a list is locked in primary-key order),
    asks the permit of the fresh row, runs the body atomically, and adds one audit entry as the
    last statement of the outermost action. `label` is how the trail names it to people.
    Raises `Refused` with the permit's reason; then nothing has changed.
    """

    def decorate(body: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(body)
        def run(*args: P.args, **given: P.kwargs) -> R:
            outer = _stack.get()
            try:
                with transaction.atomic():
                    return _perform(registered, body, outer, given)
            except Refused as refused:
                if not outer:
                    _log_refusal(name, given, on, refused)
                raise

        parameters = inspect.signature(body).parameters.values()
        if any(p.kind is not p.KEYWORD_ONLY for p in parameters) or "actor" not in given_names(
            body
        ):
            raise TypeError(f"{name}: an action takes keywords only, `actor` among them")
        if name in ACTIONS:
            raise ValueError(f"action {name} is registered twice")
        registered = ACTIONS[name] = Registered(name, label, on, permit, run)
        return run

    return decorate


def given_names(body: Callable[..., Any]) -> tuple[str, ...]:
    """The keywords that an action takes."""
    return tuple(inspect.signature(body).parameters)


def _perform(
    registered: Registered,
    body: Callable[..., R],
    outer: tuple[_Running, ...],
    given: dict[str, Any],
) -> R:
    entries = outer[0].entries if outer else []
    running = _Running(registered.name, entries)
    token = _stack.set((*outer, running))
    try:
        given = dict(given)
        subject = _lock(given, registered.on)
        # The permit has its own actor and subject; an argument of that name would collide.
        taken = ("actor", "subject", registered.on)
        rest = {key: value for key, value in given.items() if key not in taken}
        for each in subject if isinstance(subject, list) else [subject]:
            if reason := registered.permit(given["actor"], each, **rest):
                raise Refused(reason)
        single = subject if isinstance(subject, Model) else None
        before = audit.snapshot(single) if single else {}
        result = body(**given)
        entries.append(
            _entry(
                running,
                outer=outer,
                actor=given["actor"],
                subject=single,
                before=before,
                result=result,
            )
        )
        if not outer:
            audit.write(entries)
        return result
    finally:
        _stack.reset(token)


def _lock(given: dict[str, Any], on: str | None) -> Model | list[Model] | None:
    subject = given.get(on) if on else None
    if subject is None:
        return None
    if isinstance(subject, Model):
        given[on] = fresh = _fresh([subject])[0]  # type: ignore[index] # `on` is set here
        return fresh
    given[on] = rows = _fresh(list(subject))  # type: ignore[index] # `on` is set here
    return rows


def _fresh(subjects: list[Model]) -> list[Model]:
    if not subjects:
        return []
    manager = type(subjects[0])._base_manager
    rows = manager.select_for_update(of=("self",)).filter(pk__in=[s.pk for s in subjects])
    found = {row.pk: row for row in rows.order_by("pk")}
    return [found[subject.pk] for subject in subjects]


def _entry(
    running: _Running, *, outer: tuple[_Running, ...], actor: Any, subject: Model | None,
    before: dict[str, Any], result: Any,
) -> AuditEntry:  # fmt: skip
    made = result if isinstance(result, Model) and result != subject else None
    subject_type, subject_id = reference(subject)
    result_type, result_id = reference(made)
    changes = audit.difference(before, audit.snapshot(subject)) if subject else {}
    return AuditEntry(
        actor_id=actor.pk, action=running.name,
        subject_type=subject_type, subject_id=subject_id,
        result_type=result_type, result_id=result_id,
        changes=changes, facts=running.facts, table=running.table,
        request_id=str(structlog.contextvars.get_contextvars().get("request_id", "")),
        cause=outer[-1].name if outer else "",
    )  # fmt: skip


def _log_refusal(name: str, given: dict[str, Any], on: str | None, refused: Refused) -> None:
    subject = given.get(on) if on else None
    audit.record_security(
        SecurityEvent.Kind.REFUSED, actor_id=given["actor"].pk,
        subject=subject if isinstance(subject, Model) else None, detail=f"{name}: {refused}",
    )  # fmt: skip
