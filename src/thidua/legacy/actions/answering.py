"""Whom unclear rows mean, said by a person, one by one or many at once."""

from collections.abc import Sequence
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.legacy import permits
from thidua.legacy.models import Batch, Row
from thidua.legacy.states import BatchState, RowState
from thidua.orgs.queries import people_ever_in

Answer = Literal["first", "former", "leave", "again", "person", "unit"]
OPEN = (BatchState.CHECKED, BatchState.TAKEN)


@action(
    "legacy.rows.answer", gettext_lazy("Xác nhận người, tập thể của các dòng sổ cũ"), on="batch",
    permit=permits.keeps_register,
)  # fmt: skip
def answer_rows(
    *, actor: Any, batch: Batch, rows: Sequence[int], answer: Answer, subject: int | None = None
) -> int:
    """Say of rows that their likeliest candidate is meant (`first`), one `person` or `unit`,
    somebody `former` who is in no list, that they are left out (`leave`), or asked `again`.

    What was not understood can only be left out. Answers how many rows were settled.
    """
    if batch.state not in OPEN:
        raise Refused(_("Sổ này chưa đọc, hoặc đã rút: đọc lại rồi xác nhận."))
    if answer in ("person", "unit"):
        _insist_on_own(batch, answer, subject)
    settled: list[Row] = []
    given = batch.rows.filter(pk__in=rows).exclude(state__in=[RowState.TAKEN, RowState.KNOWN])
    for row in given.order_by("pk"):
        if answer == "leave":
            row.state = RowState.LEFT
        elif row.problems:
            if answer == "again":
                row.state = RowState.BAD
            else:
                continue
        elif not _answered(row, answer, subject):
            continue
        settled.append(row)
    if not settled:
        raise Refused(_REFUSALS.get(answer, _REFUSALS["again"]))
    Row.objects.bulk_update(settled, ["state", "person", "unit", "is_former"], batch_size=500)
    note(answer=answer, subject=subject)
    tabulate([[row.pk] for row in settled])
    return len(settled)


def _answered(row: Row, answer: Answer, subject: int | None) -> bool:
    """Settle one row that was understood; whether the answer fits it."""
    is_unit = row.values["kind"] == "unit"
    if answer == "first" and row.candidates:
        kind, key, _score = row.candidates[0]
        row.person_id, row.unit_id = (key, None) if kind == "person" else (None, key)
    elif answer == "former" and not is_unit:
        row.person_id = row.unit_id = None
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
    "leave": gettext_lazy("Các dòng đã chọn đã ghi vào sổ."),
    "again": gettext_lazy("Chọn ít nhất một dòng đọc được và chưa ghi vào sổ."),
}
