"""The background run that packs a year's papers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.queries import user_by_id
from thidua.core import task
from thidua.documents import actions, archive, queries
from thidua.documents.actions.archiving import TASK
from thidua.orgs.queries import unit_by_code


@task.task(TASK)
def pack(progress: Any, *, actor_id: int, issuer: str, year: int) -> None:
    """Pack, then keep; run again it makes the same once more."""
    unit = unit_by_code(issuer)
    papers = queries.archived([unit], year=year)
    total = papers.count()
    progress(0, total)
    content = archive.pack(papers.iterator(chunk_size=200), told=lambda done: progress(done, total))
    kept = actions.store_archive(
        actor=user_by_id(actor_id), issuer=unit, year=year, content=content
    )
    progress.finish(
        message=_("Đã xuất %(count)d văn bản.") % {"count": total},
        url=reverse("documents:file", args=[kept.pk]),
    )
