"""Whom unclear rows mean and which are doubles, said by a person, one by one or many at once."""

from collections.abc import Sequence
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.legacy import permits
from thidua.legacy.actions.pairing import pair, part
from thidua.legacy.models import Batch, Row
from thidua.legacy.queries.doubles import Register
from thidua.legacy.states import BatchState, RowState
from thidua.orgs.queries import people_ever_in

Answer = Literal["first", "former", "leave", "again", "person", "unit", "another", "merge"]
OPEN = (BatchState.CHECKED, BatchState.TAKEN)
SETTLED = (RowState.TAKEN, RowState.KNOWN, RowState.MERGED)
FIELDS = ("state", "person", "unit", "is_former", "twin", "same_as")
_OF_A_DOUBLE: dict[str, RowState] = {
    "another": RowState.READY, "merge": RowState.MERGE, "again": RowState.TWIN,
}  # fmt: skip


@action(
    "legacy.rows.answer", gettext_lazy("Xác nhận người, tập thể của các dòng sổ cũ"), on="batch",
    permit=permits.keeps_register,
)  # fmt: skip
def answer_rows(
    *, actor: Any, batch: Batch, rows: Sequence[int], answer: Answer, subject: int | None = None
) -> int:
    """Say of rows that their likeliest candidate is meant (`first`), one `person` or `unit`,
    somebody `former` who is in no list, that they are left out (`leave`), or asked `again`;
    of doubles, that they are `another` honour or `merge` into the one that is there.

    What was not understood can only be left out. Answers how many rows were settled.
    """
    if batch.state not in OPEN:
        raise Refused(_("Sổ này chưa đọc, hoặc đã rút: đọc lại rồi xác nhận."))
    if answer in ("person", "unit"):
        _insist_on_own(batch, answer, subject)
    settled: list[Row] = []
    register = Register(batch.unit) if answer in ("first", "person", "unit") else None
    given = batch.rows.filter(pk__in=rows).exclude(state__in=SETTLED)
    for row in given.order_by("pk"):
        if not _settle(row, answer, subject, register):
            continue
        settled.append(row)
    if not settled:
        raise Refused(_REFUSALS.get(answer, _REFUSALS["again"]))
    is_of_doubles = answer in ("another", "merge")
    if not is_of_doubles:
        part(settled)
    Row.objects.bulk_update(settled, FIELDS, batch_size=500)
    if not is_of_doubles:
        pair(batch)
    note(answer=answer, subject=subject)
    tabulate([[row.pk] for row in settled])
    return len(settled)


def _settle(row: Row, answer: Answer, subject: int | None, register: Register | None) -> bool:
    """Give a row the state that an answer brings; whether the answer fits it."""
    if answer == "leave":
        row.state = RowState.LEFT
    elif row.problems:
        row.state = RowState.BAD
        return answer == "again"
    elif row.is_double and answer in _OF_A_DOUBLE:
        row.state = _OF_A_DOUBLE[answer]
    elif not _answered(row, answer, subject):
        return False
    else:
        row.same_as = None
        if register is not None:
            state, row.twin_id = register.look(row.values, row.person_id, row.unit_id)
            # What was answered can be answered otherwise, so the very same is asked about too.
            row.state = RowState.TWIN if state == RowState.KNOWN else state
    return True


def _answered(row: Row, answer: Answer, subject: int | None) -> bool:
    """Settle one row that was understood; whether the answer fits it."""
    is_unit = row.values.get("kind") == "unit"
    if answer == "first" and row.candidates:
        kind, key, _score = row.candidates[0]
        row.person_id, row.unit_id = (key, None) if kind == "person" else (None, key)
    elif answer == "former" and not is_unit:
        row.person_id = row.unit_id = row.twin_id = None
        row.is_former, row.state = True, RowState.READY
        return True
    elif answer == "person":
        row.person_id, row.unit_id = subject, None
    elif answer == "unit":
        row.person_id, row.unit_id = None, subject
    elif answer == "again":
        row.person_id = row.unit_id = None
    else:
        return False
    row.is_former = False
    row.state = RowState.OPEN if answer == "again" else RowState.READY
    return True


def _insist_on_own(batch: Batch, answer: Answer, subject: int | None) -> None:
    if answer == "person":
        found = people_ever_in(batch.unit).filter(pk=subject or 0).exists()
    else:
        units = type(batch.unit).objects.filter(path__startswith=batch.unit.path)
        found = units.filter(pk=subject or 0).exists()
    if not found:
        raise Refused(
            _("Chỉ chọn người, tập thể đã hoặc đang thuộc %(unit)s.") % {"unit": batch.unit}
        )


_REFUSALS = {
    "first": gettext_lazy("Các dòng đã chọn không có ứng viên nào để xác nhận."),
    "former": gettext_lazy(
        "Chỉ lập hồ sơ người cũ cho dòng cá nhân đọc được; tập thể thì chọn hoặc để lại."
    ),
    "another": gettext_lazy("Các dòng đã chọn không trùng với dòng nào của sổ hay của tệp."),
    "merge": gettext_lazy("Các dòng đã chọn không trùng với dòng nào của sổ hay của tệp."),
    "leave": gettext_lazy("Các dòng đã chọn đã ghi vào sổ."),
    "again": gettext_lazy("Chọn ít nhất một dòng đọc được và chưa ghi vào sổ."),
}
