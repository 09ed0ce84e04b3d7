"""Cases of the action contract."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.contract import Case, case

from thidua.legacy import actions
from thidua.legacy.models import Batch
from thidua.legacy.tests.factories import HEAD, checked, line, mapped, uploaded, workbook
from thidua.orgs.tests.factories import Hospital, hospital, person_in

DAY = date(2026, 3, 1)
NOT_OFFICER = "Việc này dành cho cán bộ thi đua, khen thưởng của Bệnh viện Quân y Sông Thao."


def stuck(state: str) -> str:
    return f"Đang ở trạng thái «{state}» nên không thực hiện được việc này."


def read(house: Hospital) -> Batch:
    person_in(house.department, name="Lê Văn Bình")
    return checked(house, line("Lê Văn Bình"), line("Lê Văn Bính", reference="9/QĐ"))


def in_state(batch: Batch, state: str) -> Batch:
    Batch.objects.filter(pk=batch.pk).update(state=state)
    return batch


def batch_case(
    house: Hospital, batch: Batch, more: dict[str, Any], changed: set[str], wrong: Any
) -> Case:
    return Case(
        house.officer, {"batch": batch, **more}, house.head, NOT_OFFICER, frozenset(changed), wrong
    )


@case("legacy.batch.upload")
def upload_batch() -> Case:
    house = hospital()
    rows = [HEAD, line("Lê Văn Bình")]

    def sent(content: bytes) -> dict[str, Any]:
        return {"unit": house.hospital, "file": SimpleUploadedFile("so.xlsx", content)}

    return Case(
        house.officer, sent(workbook(rows)), house.head, NOT_OFFICER,
        wrong=lambda: (sent(workbook([[]])), "Tệp không có bảng nào có chữ."),
    )  # fmt: skip


@case("legacy.batch.map")
def map_batch() -> Case:
    house = hospital()
    batch = uploaded(house, workbook([HEAD, line("Lê Văn Bình")]))
    sheet = {name: batch.sheets[0][name] for name in ("is_used", "columns", "constants")}
    more = {"sheets": [{**sheet, "constants": {"line": "union"}}]}
    return batch_case(
        house, batch, more, set(),
        lambda: ({"batch": in_state(batch, "taken"), **more}, stuck("Đã ghi vào sổ")),
    )  # fmt: skip


@case("legacy.batch.encode")
def settle_encoding() -> Case:
    house = hospital()
    batch = uploaded(house, workbook([HEAD, line("Lê Văn Bình")]))
    return batch_case(
        house, batch, {"encoding": "unicode"}, {"encoding"},
        lambda: (
            {"batch": batch, "encoding": "ebcdic"}, "Chọn một bảng mã trong danh sách."
        ),
    )  # fmt: skip


def _to_check() -> Case:
    house = hospital()
    batch = mapped(house, uploaded(house, workbook([HEAD, line("Lê Văn Bình")])))
    return batch_case(
        house, batch, {}, {"state"},
        lambda: ({"batch": in_state(batch, "taken")}, stuck("Đã ghi vào sổ")),
    )  # fmt: skip


@case("legacy.batch.start_check")
def start_check() -> Case:
    found = _to_check()
    return Case(found.actor, found.given, found.stranger, found.refusal, frozenset(), found.wrong)


@case("legacy.batch.check")
def check_batch() -> Case:
    return _to_check()


@case("legacy.batch.discard")
def discard_batch() -> Case:
    house = hospital()
    batch = read(house)
    return batch_case(
        house, batch, {}, {"state", "file_id"},
        lambda: ({"batch": in_state(batch, "taken")}, stuck("Đã ghi vào sổ")),
    )  # fmt: skip


@case("legacy.rows.answer")
def answer_rows() -> Case:
    house = hospital()
    batch = read(house)
    more = {"rows": [batch.rows.get(state="open").pk], "answer": "first"}
    return batch_case(
        house, batch, more, set(),
        lambda: (
            {"batch": in_state(batch, "undone"), **more},
            "Sổ này chưa đọc, hoặc đã rút: đọc lại rồi xác nhận.",
        ),
    )  # fmt: skip


@case("legacy.batch.start_take")
def start_take() -> Case:
    house = hospital()
    batch = read(house)
    return batch_case(
        house, batch, {}, set(),
        lambda: ({"batch": in_state(batch, "undone")}, stuck("Đã rút khỏi sổ")),
    )  # fmt: skip


@case("legacy.batch.take")
def take_batch() -> Case:
    house = hospital()
    batch = read(house)
    return batch_case(
        house, batch, {"on": DAY}, {"state"},
        lambda: ({"batch": in_state(batch, "undone"), "on": DAY}, stuck("Đã rút khỏi sổ")),
    )  # fmt: skip


def _taken() -> tuple[Hospital, Batch]:
    house = hospital()
    batch = read(house)
    actions.take_batch(actor=house.officer, batch=batch, on=DAY)
    return house, Batch.objects.get(pk=batch.pk)


@case("legacy.batch.start_undo")
def start_undo() -> Case:
    house, batch = _taken()
    return batch_case(
        house, batch, {"reason": "Nhập nhầm"}, set(),
        lambda: (
            {"batch": in_state(batch, "undone"), "reason": "Nhập nhầm"}, stuck("Đã rút khỏi sổ")
        ),
    )  # fmt: skip


@case("legacy.batch.undo")
def undo_batch() -> Case:
    house, batch = _taken()
    return batch_case(
        house, batch, {"reason": "Nhập nhầm"}, {"state"},
        lambda: (
            {"batch": in_state(batch, "undone"), "reason": "Nhập nhầm"}, stuck("Đã rút khỏi sổ")
        ),
    )  # fmt: skip
