"""Sheets of many rows, taken in the background."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.queries import user_by_id
from thidua.core import period, task
from thidua.core.permit import Refused
from thidua.core.task import Progress
from thidua.orgs import actions, imports, queries
from thidua.orgs.actions.imports import TASK
from thidua.orgs.states import ImportState


@task.task(TASK)
def run_import(progress: Progress, *, actor_id: int, import_id: int, **_more: Any) -> None:
    """Look through the rows with progress, then write them in one transaction."""
    actor, imported = user_by_id(actor_id), queries.import_by_id(import_id)
    if imported.state == ImportState.COMMITTED:
        return
    total = len(imported.rows)
    checking, writing = _("Đang kiểm tra các dòng"), _("Đang ghi các dòng")
    try:
        progress(0, total, checking)
        imports.check(
            imported.kind, imported.rows, under=imported.unit, choices=imported.choices,
            on=period.today(), progress=lambda done, total: progress(done, total, checking),
        )  # fmt: skip
        progress(0, total, writing)
        imported = actions.commit_import(
            actor=actor, imported=imported,
            progress=lambda done, total: progress.aside(done, total, writing),
        )  # fmt: skip
    except Refused as refused:
        actions.reopen_import(actor=actor, imported=imported, reason=str(refused))
        raise
    progress(total, total)
    progress.finish(
        message=_("Đã nhập %(new)s dòng mới, sửa %(changed)s dòng, %(same)s dòng không đổi.")
        % imported.report,
        url=reverse("orgs:import", args=[imported.pk]),
    )
