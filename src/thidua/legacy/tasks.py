"""Old registers of many rows: read, taken and undone in the background."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.queries import user_by_id
from thidua.core import period, task
from thidua.core.task import Progress
from thidua.legacy import actions, queries
from thidua.legacy.actions.mapping import CHECK
from thidua.legacy.actions.taking import TAKE, UNDO
from thidua.legacy.states import BatchState, RowState


def _aside(progress: Progress, what: str) -> Callable[[int, int], None]:
    return lambda done, total: progress.aside(done, total, what)


@task.task(CHECK)
def check(progress: Progress, *, actor_id: int, batch_id: int, **_more: Any) -> None:
    """Read and match every row; run again it finds the same."""
    actor, batch = user_by_id(actor_id), queries.batch_by_id(batch_id)
    if batch.state in (BatchState.TAKEN, BatchState.DISCARDED):
        return
    batch = actions.check_batch(
        actor=actor, batch=batch, progress=_aside(progress, _("Đang đọc và đối chiếu các dòng"))
    )
    _finish(progress, batch, _("Đã đọc %(count)d dòng.") % {"count": batch.rows.count()})


@task.task(TAKE)
def take(progress: Progress, *, actor_id: int, batch_id: int, **_more: Any) -> None:
    """Take what is clear in one transaction; run again it finds nothing left to take."""
    actor, batch = user_by_id(actor_id), queries.batch_by_id(batch_id)
    if queries.takeable(batch).exists():
        batch = actions.take_batch(
            actor=actor, batch=batch, on=period.today(),
            progress=_aside(progress, _("Đang ghi vào sổ khen thưởng")),
        )  # fmt: skip
    taken = queries.figures_of(batch).get(RowState.TAKEN, 0)
    _finish(progress, batch, _("Đã ghi %(count)d khen thưởng.") % {"count": taken})


@task.task(UNDO)
def undo(progress: Progress, *, actor_id: int, batch_id: int, reason: str, **_more: Any) -> None:
    """Take a batch out again; run again it finds it out."""
    actor, batch = user_by_id(actor_id), queries.batch_by_id(batch_id)
    if batch.state == BatchState.TAKEN:
        batch = actions.undo_batch(actor=actor, batch=batch, reason=reason)
    _finish(progress, batch, _("Đã rút khỏi sổ khen thưởng."))


def _finish(progress: Progress, batch: Any, message: str) -> None:
    total = batch.rows.count()
    progress(total, total)
    progress.finish(message=message, url=reverse("legacy:batch", args=[batch.pk]))
