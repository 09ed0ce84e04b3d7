"""A year's papers put into one file, to be kept elsewhere."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import task
from thidua.core.action import action, note
from thidua.core.models import TaskRun
from thidua.core.permit import Refused
from thidua.documents import permits, queries
from thidua.documents.actions.files import store_file
from thidua.documents.models import StoredFile

TASK = "documents.archive"


@action(
    "documents.archive.start",
    gettext_lazy("Xuất lưu trữ văn bản"),
    on="issuer",
    permit=permits.reads_register,
)
def start_archive(*, actor: Any, issuer: Any, year: int) -> TaskRun:
    """Put the export in the background; refused when nothing was issued in that year."""
    if not queries.archived([issuer], year=year).exists():
        raise Refused(_("Năm %(year)d đơn vị chưa phát hành văn bản nào.") % {"year": year})
    title = _("Lưu trữ văn bản năm %(year)d của %(unit)s") % {"year": year, "unit": issuer}
    return task.defer(TASK, actor=actor, title=title, issuer=issuer.code, year=year)


@action(
    "documents.archive.store",
    gettext_lazy("Lập tệp lưu trữ văn bản"),
    on="issuer",
    permit=permits.reads_register,
)
def store_archive(*, actor: Any, issuer: Any, year: int, content: bytes) -> StoredFile:
    """Keep the finished file for whoever asked for it, and for nobody else."""
    note(year=year, size=len(content))
    return store_file(
        actor=actor, subject=issuer, role="archive", content=content, mime="application/zip",
        name=f"luu-tru-{issuer.code}-{year}.zip",
    )  # fmt: skip
