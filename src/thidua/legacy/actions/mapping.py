"""A file given, its columns mapped and remembered, its rows read and matched."""

from collections.abc import Mapping as Given
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period, task
from thidua.core.action import action, note
from thidua.core.encodings import NAMES, TABLES, recognise
from thidua.core.models import TaskRun
from thidua.core.permit import Refused
from thidua.core.text import nfc
from thidua.documents import actions as documents
from thidua.documents.queries import content_of
from thidua.documents.uploads import Kind, Sent
from thidua.legacy import checking, permits, queries, reading
from thidua.legacy.actions.pairing import pair
from thidua.legacy.columns import BY_NAME, FIELDS
from thidua.legacy.models import Batch, Mapping, Row
from thidua.legacy.queries.doubles import Register
from thidua.legacy.states import BATCH, RowState

IN_THE_REQUEST = 300
CHECK = "legacy.check"
CHUNK = 2000
SEEN = 2000
KINDS: frozenset[Kind] = frozenset({"xlsx", "docx"})
UNICODE = "unicode"


@action(
    "legacy.batch.upload", gettext_lazy("Đưa sổ khen thưởng cũ lên"), on="unit",
    permit=permits.keeps_register,
)  # fmt: skip
def upload_batch(*, actor: Any, unit: Any, file: Sent) -> Batch:
    """Keep the file, and see which tables it has and how their columns may be read.

    Raises `TableRefused`, `NotAccepted`.
    """
    content, name = file.read(), nfc(file.name or "")
    tables = reading.read(content)
    sheets = [found for table in tables if (found := reading.described(table)) is not None]
    if not sheets:
        raise Refused(_("Tệp không có bảng nào từ hai cột trở lên."))
    known = queries.remembered(unit, [sheet["shape"] for sheet in sheets])
    for sheet in sheets:
        sheet["constants"] = {"line": unit.line}
        if (before := known.get(sheet["shape"])) is not None:
            sheet["columns"], sheet["is_used"] = before.columns, True
            sheet["constants"] = before.constants
    cells = (row for table in tables for row in table.rows[:SEEN])
    batch = Batch.objects.create(
        unit=unit, name=name[:200] or _("Sổ khen thưởng cũ"), sheets=sheets,
        seems=recognise(cells) or "", created_by_id=actor.pk, created_at=period.now(),
    )  # fmt: skip
    batch.file = documents.upload_file(
        actor=actor, subject=batch, role="register", name=name, content=content, kinds=KINDS
    )
    batch.save(update_fields=["file"])
    note(sheets=len(sheets), rows=sum(sheet["count"] for sheet in sheets))
    return batch


@action(
    "legacy.batch.map", gettext_lazy("Xếp cột của sổ cũ"), on="batch",
    permit=permits.keeps_register,
)  # fmt: skip
def map_batch(*, actor: Any, batch: Batch, sheets: Sequence[Given[str, Any]]) -> Batch:
    """Say of each sheet which column is what and what holds for all its rows; it is remembered."""
    _insist_on_open(batch)
    if len(sheets) != len(batch.sheets):
        raise Refused(_("Tệp có %(count)s bảng.") % {"count": len(batch.sheets)})
    if not any(given["is_used"] for given in sheets):
        raise Refused(_("Chọn ít nhất một bảng để nhập."))
    for sheet, given in zip(batch.sheets, sheets, strict=True):
        columns = {name: at for name, at in given["columns"].items() if name in BY_NAME}
        constants = {name: text for name, text in given["constants"].items() if text}
        if given["is_used"]:
            _insist_on_needed(sheet["name"], columns, constants)
        sheet |= {"columns": columns, "constants": constants, "is_used": given["is_used"]}
        if given["is_used"]:
            Mapping.objects.update_or_create(
                unit=batch.unit, shape=sheet["shape"],
                defaults={"columns": columns, "constants": constants},
            )  # fmt: skip
    batch.save()
    return batch


def _insist_on_needed(
    sheet: str, columns: Given[str, int], constants: Given[str, str]
) -> None:  # fmt: skip
    missing = [
        str(each.label) for each in FIELDS
        if each.needed and each.name not in columns and each.name not in constants
        # A day may stand in one cell with the number.
        and not (each.name == "decided_on" and "reference" in columns)
    ]  # fmt: skip
    if missing:
        raise Refused(
            _("%(sheet)s: chưa biết lấy từ đâu: %(fields)s. Chọn cột, hoặc điền cho cả trang tính.")
            % {"sheet": sheet, "fields": ", ".join(missing)}
        )


def _insist_on_open(batch: Batch) -> None:
    if reason := BATCH.refusal(batch, "check"):
        raise Refused(reason)


@action(
    "legacy.batch.encode", gettext_lazy("Quyết định bảng mã của sổ cũ"), on="batch",
    permit=permits.keeps_register,
)  # fmt: skip
def settle_encoding(*, actor: Any, batch: Batch, encoding: str) -> Batch:
    """Convert from an encoding before Unicode, or leave the text as it is (`unicode`)."""
    _insist_on_open(batch)
    if encoding not in {*TABLES, UNICODE}:
        raise Refused(_("Chọn một bảng mã trong danh sách."))
    batch.encoding = encoding
    batch.save()
    return batch


@action(
    "legacy.batch.start_check", gettext_lazy("Đọc và đối chiếu sổ cũ"), on="batch",
    permit=permits.keeps_register,
)  # fmt: skip
def start_check(*, actor: Any, batch: Batch) -> TaskRun | None:
    """Read and match the rows: at once, or in the background when there are many."""
    _insist_on_open(batch)
    _insist_on_encoding(batch)
    if sum(sheet["count"] for sheet in batch.sheets if sheet["is_used"]) <= IN_THE_REQUEST:
        check_batch(actor=actor, batch=batch)
        return None
    title = _("Đọc sổ khen thưởng cũ: %(name)s") % {"name": batch}
    return task.defer(CHECK, actor=actor, title=title, batch_id=batch.pk)


def _insist_on_encoding(batch: Batch) -> None:
    if batch.seems and not batch.encoding:
        raise Refused(
            _("Tệp có vẻ dùng bảng mã cũ %(name)s: chọn chuyển sang Unicode hay giữ nguyên trước.")
            % {"name": NAMES[batch.seems]}
        )


@action(
    "legacy.batch.check", gettext_lazy("Ghi kết quả đối chiếu sổ cũ"), on="batch",
    permit=permits.keeps_register,
)  # fmt: skip
def check_batch(
    *, actor: Any, batch: Batch, progress: checking.Progress | None = None
) -> Batch:  # fmt: skip
    """Read the kept file by its mapping; what was answered about a row stays answered."""
    _insist_on_encoding(batch)
    BATCH.move(batch, "check")
    content = content_of(batch.file) if batch.file is not None else None
    if content is None:
        raise Refused(_("Không còn tệp gốc: hãy đưa tệp lên lại."))
    register = Register(batch.unit)
    lines = checking.check(
        batch.unit, reading.read(content), batch.sheets, encoding=batch.encoding,
        on=period.today(), register=register, progress=progress,
    )  # fmt: skip
    answered = {(row.sheet, row.number): row for row in _answered(batch)}
    Row.objects.filter(batch=batch).delete()
    rows = [_row(batch, line, answered.get((line.sheet, line.number)), register) for line in lines]
    for start in range(0, len(rows), CHUNK):
        Row.objects.bulk_create(rows[start : start + CHUNK])
    pair(batch)
    _answer_again(batch, answered)
    batch.save()
    counts = queries.figures_of(batch)
    note(**{str(state): counts.get(state, 0) for state in RowState})
    return batch


def _answered(batch: Batch) -> list[Row]:
    rows = batch.rows.filter(
        state__in=[RowState.READY, RowState.LEFT, RowState.MERGE, RowState.TWIN]
    )
    return [
        row for row in rows.select_related("same_as")
        if row.is_former or row.state == RowState.LEFT or row.candidates or row.is_double
    ]  # fmt: skip


def _answer_again(batch: Batch, answered: Given[tuple[str, int], Row]) -> None:
    """What was said of doubles within the file holds as long as it is about the same two rows."""
    kept = []
    for row in batch.rows.filter(same_as__isnull=False, state=RowState.TWIN).select_related(
        "same_as"
    ):
        before = answered.get((row.sheet, row.number))
        if before is None or before.same_as is None or row.same_as is None:
            continue
        place = (row.same_as.sheet, row.same_as.number, row.same_as.name, row.name)
        was = before.same_as
        if place == (was.sheet, was.number, was.name, before.name):
            row.state = before.state
            kept.append(row)
    Row.objects.bulk_update(kept, ["state"], batch_size=500)


def _row(
    batch: Batch, line: checking.ReadRow, before: Row | None, register: Register
) -> Row:  # fmt: skip
    row = Row(
        batch=batch, sheet=line.sheet, number=line.number, name=line.values["name"][:300],
        values=line.values, problems=line.problems, decision=line.decision, state=line.state,
        person_id=line.person, unit_id=line.unit, twin_id=line.twin,
        candidates=[list(each) for each in line.candidates],
    )  # fmt: skip
    if before is None or before.name != row.name or row.state == RowState.BAD:
        return row
    if before.is_former or before.candidates:
        row.person_id, row.unit_id = before.person_id, before.unit_id
        row.is_former = before.is_former
    if row.is_former:
        row.state, row.twin_id = RowState.READY, None
    elif row.person_id or row.unit_id:
        row.state, row.twin_id = register.look(row.values, row.person_id, row.unit_id)
    # What was said of a double holds as long as it is about the same one.
    same = row.twin_id is not None and row.twin_id == before.twin_id
    if before.state == RowState.LEFT or same:
        row.state = before.state
    return row


@action(
    "legacy.batch.discard", gettext_lazy("Bỏ sổ cũ đã đưa lên"), on="batch",
    permit=permits.keeps_register,
)  # fmt: skip
def discard_batch(*, actor: Any, batch: Batch) -> Batch:
    """Throw its rows and its file away; nothing of it is in the register."""
    BATCH.move(batch, "discard")
    Row.objects.filter(batch=batch).delete()
    file, batch.file, batch.sheets = batch.file, None, []
    batch.save()
    if file is not None:
        documents.remove_file(file)
    return batch
