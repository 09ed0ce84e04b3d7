"""Long work in the background: the one place that meets the queue."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from django.db import connection, transaction
from procrastinate.contrib.django import app

from thidua.core import period
from thidua.core.models import TaskRun
from thidua.core.permit import Refused

TASKS: dict[str, Callable[..., None]] = {}
logger = structlog.get_logger(__name__)


class Progress:
    """What a task tells the page of its run."""

    def __init__(self, run: TaskRun) -> None:
        self.run = run

    def __call__(self, done: int, total: int, what: str = "") -> None:
        TaskRun.objects.filter(pk=self.run.pk).update(done=done, total=total, message=what)

    def aside(self, done: int, total: int, what: str = "") -> None:
        """The same from within a transaction, seen at once: by a connection of its own."""

        def tell() -> None:
            try:
                self(done, total, what)
            finally:
                connection.close()

        with ThreadPoolExecutor(max_workers=1) as beside:
            beside.submit(tell).result()

    def finish(self, *, message: str = "", url: str = "") -> None:
        self.run.message, self.run.result_url = message, url


def task(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register work `(progress, *, actor_id, **ids)`; it must be safe to run twice."""

    def keep(body: Callable[..., None]) -> Callable[..., None]:
        if name in TASKS:
            raise ValueError(f"task {name} is registered twice")
        TASKS[name] = body
        return body

    return keep


def defer(name: str, *, actor: Any, title: str, **ids: Any) -> TaskRun:
    """Put work in the queue, in the caller's transaction: it exists if and only if that commits."""
    if name not in TASKS:
        raise LookupError(f"no task is called {name!r}")
    with transaction.atomic():
        run = TaskRun.objects.create(
            name=name, title=title, arguments=ids, actor_id=actor.pk, created_at=period.now()
        )
        perform.defer(run_id=run.pk)
    return run


def every(cron: str, name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register work that the worker does by the clock (`*/5 * * * *`); it must bear running twice.

    A turn that was missed while no worker ran is not made up: such work looks at what is due now.
    """

    def keep(body: Callable[[], None]) -> Callable[[], None]:
        @app.periodic(cron=cron, periodic_id=name)
        @app.task(name=name, queue="default", queueing_lock=name)
        def turn(timestamp: int) -> None:
            body()

        return body

    return keep


@app.task(name="core.perform", queue="default")
def perform(run_id: int) -> None:
    """Do one run; a refusal or a fault ends it as failed, with its sentence on the page."""
    run = TaskRun.objects.get(pk=run_id)
    if run.is_over:
        return
    run.state, run.started_at = TaskRun.State.RUNNING, period.now()
    run.save(update_fields=["state", "started_at"])
    progress = Progress(run)
    try:
        TASKS[run.name](progress, actor_id=run.actor_id, **run.arguments)
    except Refused as refused:
        _end(run, TaskRun.State.FAILED, str(refused))
    except Exception as fault:
        logger.exception("task failed", task=run.name, run=run.pk)
        _end(run, TaskRun.State.FAILED, f"{type(fault).__name__}: {fault}")
        raise
    else:
        _end(run, TaskRun.State.DONE, run.message)


def _end(run: TaskRun, state: TaskRun.State, message: str) -> None:
    run.state, run.message, run.finished_at = state, message, period.now()
    run.save(update_fields=["state", "message", "result_url", "finished_at"])
