"""A sheet previewed, its doubts decided, then taken as a whole or not at all."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period, task
from thidua.core.action import action, note, tabulate
from thidua.core.encodings import NAMES
from thidua.core.permit import Refused
from thidua.orgs import imports, permits
from thidua.orgs.actions import bulk
from thidua.orgs.models import Import, Unit
from thidua.orgs.states import IMPORT, ImportState

IN_THE_REQUEST = 200
TASK = "orgs.import"


def _check(imported: Import) -> imports.Checked:
    return imports.check(
        imported.kind, imported.rows, under=imported.unit, choices=imported.choices,
        on=period.today(),
    )  # fmt: skip


@action(
    "orgs.import.preview", gettext_lazy("Xem trước tệp nhập"), on="unit", permit=permits.keeps_unit
)
def preview_import(*, actor: Any, unit: Unit, kind: str, sheet: Sequence[Sequence[str]]) -> Import:
    """Keep the rows of a sheet with what is wrong in them. Raises `imports.NoHeader`."""
    rows = imports.with_header(kind, sheet)
    if not rows:
        raise Refused(_("Tệp chỉ có dòng tiêu đề, chưa có dòng dữ liệu nào."))
    imported = Import(
        kind=kind, unit=unit, rows=rows, state=ImportState.PREVIEW, created_by_id=actor.pk,
        created_at=period.now(),
    )  # fmt: skip
    imported.problems = _check(imported).problems
    imported.save()
    note(rows=len(rows), problems=len(imported.problems))
    return imported


@action(
    "orgs.import.decide", gettext_lazy("Xét trùng khi nhập nhân sự"), on="imported",
    permit=permits.imports_rows,
)  # fmt: skip
def decide_import(*, actor: Any, imported: Import, choices: dict[str, str]) -> Import:
    """Say of each doubtful row whether somebody is new (`new`) or known (their number)."""
    _insist_on_preview(imported)
    imported.choices = {**imported.choices, **choices}
    imported.save()
    return imported


@action(
    "orgs.import.convert", gettext_lazy("Chuyển bảng mã của tệp nhập"), on="imported",
    permit=permits.imports_rows,
)  # fmt: skip
def convert_import(*, actor: Any, imported: Import, encoding: str) -> Import:
    """Turn the rows from an encoding before Unicode (`encodings.TABLES`), once seen and wanted."""
    _insist_on_preview(imported)
    imported.rows = imports.in_unicode(imported.rows, encoding)
    imported.choices = {**imported.choices, imports.ENCODING: encoding}
    imported.problems = _check(imported).problems
    imported.save()
    note(encoding=encoding)
    return imported


@action("orgs.import.start", gettext_lazy("Nhập tệp"), on="imported", permit=permits.imports_rows)
def start_import(*, actor: Any, imported: Import) -> Any:
    """Take the sheet: at once, or above 200 rows in the background; then answers the task's run.

    Refused while a row is wrong or a doubt is open: all or nothing.
    """
    _insist_on_preview(imported)
    if encoding := imports.old_encoding(imported.rows, imported.choices):
        raise Refused(
            _("Tệp dùng bảng mã cũ %(name)s. Chọn chuyển sang Unicode hoặc giữ nguyên trước.")
            % {"name": NAMES[encoding]}
        )
    checked = _check(imported)
    if checked.problems:
        imported.problems = checked.problems
        raise Refused(
            _("Còn %(count)s lỗi trong tệp. Sửa tệp rồi nhập lại.")
            % {"count": len(checked.problems)}
        )
    if doubts := sum(question["is_open"] for question in checked.questions):
        raise Refused(
            _("Còn %(count)s dòng chưa rõ là người mới hay người đã có.") % {"count": doubts}
        )
    IMPORT.move(imported, "start")
    imported.save()
    if len(imported.rows) <= IN_THE_REQUEST:
        commit_import(actor=actor, imported=imported)
        imported.refresh_from_db()
        return None
    return task.defer(TASK, actor=actor, title=str(imported), import_id=imported.pk)


@action(
    "orgs.import.commit",
    gettext_lazy("Ghi dữ liệu nhập"),
    on="imported",
    permit=permits.imports_rows,
)
def commit_import(
    *, actor: Any, imported: Import, progress: imports.Progress = imports.silently
) -> Import:
    """Write every row in one transaction; one entry tells what became of each."""
    IMPORT.move(imported, "commit")
    checked = _check(imported)
    if checked.problems:
        raise Refused(_("Dữ liệu đã thay đổi từ khi xem trước; xem lại rồi nhập."))
    take = bulk.take_units if imported.kind == "units" else bulk.take_people
    lines = take(actor, checked.good, imported.unit, period.today(), progress)
    imported.report = {
        "new": sum(line["what"] == "new" for line in lines),
        "changed": sum(line["what"] == "changed" for line in lines),
        "same": sum(line["what"] == "same" for line in lines),
    }
    imported.save()
    note(**imported.report)
    tabulate([line for line in lines if line["what"] != "same"])
    return imported


@action(
    "orgs.import.reopen",
    gettext_lazy("Mở lại tệp nhập"),
    on="imported",
    permit=permits.imports_rows,
)
def reopen_import(*, actor: Any, imported: Import, reason: str) -> Import:
    """Back to the preview after a fault; nothing had been written."""
    IMPORT.move(imported, "reopen")
    imported.report = {"fault": reason}
    imported.save()
    note(reason=reason)
    return imported


@action(
    "orgs.import.discard", gettext_lazy("Bỏ tệp nhập"), on="imported", permit=permits.imports_rows
)
def discard_import(*, actor: Any, imported: Import) -> Import:
    """Throw the rows away."""
    IMPORT.move(imported, "discard")
    imported.rows, imported.problems, imported.choices = [], [], {}
    imported.save()
    return imported


def _insist_on_preview(imported: Import) -> None:
    if reason := IMPORT.refusal(imported, "start"):
        raise Refused(reason)
