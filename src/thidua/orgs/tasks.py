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
    # Writing is one transaction, so its progress could not be seen: it counts as the last half.
    try:
        imports.check(
            imported.kind, imported.rows, under=imported.unit, choices=imported.choices,
            on=period.today(), progress=lambda done, _total: progress(done, 2 * total),
        )  # fmt: skip
        progress(total, 2 * total)
        imported = actions.commit_import(actor=actor, imported=imported)
    except Refused as refused:
        actions.reopen_import(actor=actor, imported=imported, reason=str(refused))
        raise
    progress(2 * total, 2 * total)
    progress.finish(
        message=_("Đã nhập %(new)s dòng mới, sửa %(changed)s dòng, %(same)s dòng không đổi.")
        % imported.report,
        url=reverse("orgs:import", args=[imported.pk]),
    )
