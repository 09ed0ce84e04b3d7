"""Long work in the background: the one place that meets the queue."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import structlog
from django.db import connection, transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from thidua.core import period
from thidua.core.models import TaskRun
from thidua.core.permit import Refused

TASKS: dict[str, Callable[..., None]] = {}
MOST = 5
"""How often a run is taken up again: what ends its process each time must not do so for ever."""
_AT_WORK = 0x7EA0A7
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
    with _at_work(run_id):
        _do(run_id)


def resume_left() -> int:
    """Queue again what a killed process was doing; answers how many runs.

    A process that dies lets go of its locks, so that nothing is taken from one that works.
    """
    resumed = 0
    left = ProcrastinateJob.objects.filter(task_name=perform.name, status="doing").order_by("pk")
    for job in left.values("pk", "attempts", "worker", "args"):
        run = TaskRun.objects.get(pk=job["args"]["run_id"])
        # Without a worker: long silent, or killed before or after the run itself.
        if not (run.state == TaskRun.State.RUNNING or job["worker"] is None) or _is_held(run):
            continue
        if job["attempts"] >= MOST and not run.is_over:
            _end(
                run, TaskRun.State.FAILED,
                _("Việc này bị ngắt giữa chừng nhiều lần; đề nghị người quản trị xem máy chủ."),
            )  # fmt: skip
        # The queue goes by the real clock, whatever day a story stands on.
        app.job_manager.retry_job_by_id(job["pk"], retry_at=datetime.now(UTC))
        resumed += 1
    return resumed


@every("* * * * *", "core.resume")
def resume() -> None:
    """Every minute, for work whose process ended while others went on."""
    resume_left()


@contextmanager
def _at_work(run_id: int) -> Iterator[None]:
    """Hold a run: one process at a time, until it ends or dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_AT_WORK, run_id])
    try:
        yield
    finally:
        if connection.is_usable():  # one that was lost has let go by itself
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_AT_WORK, run_id])


def _is_held(run: TaskRun) -> bool:
    """Whether a living process is at a run."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_AT_WORK, run.pk])
        return not cursor.fetchone()[0]


def _do(run_id: int) -> None:
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
