"""Cases of the action contract."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.contract import Case, case

from thidua.certificates import actions
from thidua.certificates.models import Printer, Stock
from thidua.documents.tests.samples import picture
from thidua.orgs.tests.factories import Hospital, hospital

DAY = date(2025, 11, 24)
OFFICER_ONLY = "Việc này dành cho cán bộ thi đua, khen thưởng của Bệnh viện Quân y Sông Thao."
RETIRED = "Phôi này đã thôi dùng: hãy thêm phôi mới."
A4: dict[str, Any] = {"name": "Giấy khen A4", "width": 297, "height": 210, "valid_from": DAY}


def stock(house: Hospital, **changes: Any) -> Stock:
    return actions.create_stock(actor=house.officer, unit=house.hospital, **{**A4, **changes})


def printer(house: Hospital, name: str = "Máy in phòng TCCB") -> Printer:
    return actions.add_printer(actor=house.officer, unit=house.hospital, name=name, right=-1.5)


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("phoi.jpg", picture())


@case("certificates.stock.create")
def create() -> Case:
    house = hospital()
    given = {**A4, "unit": house.hospital}
    return Case(
        house.officer, given, house.head, OFFICER_ONLY,
        wrong=lambda: ({**given, "width": 30}, "Khổ giấy mỗi chiều từ 50 đến 1.000 mm."),
    )  # fmt: skip


def _of_stock(name: str, changed: set[str], more: dict[str, Any]) -> None:
    def build() -> Case:
        house = hospital()
        given = {"stock": stock(house), **{k: v() if callable(v) else v for k, v in more.items()}}

        def wrong() -> tuple[dict[str, Any], str]:
            retired = actions.retire_stock(actor=house.officer, stock=stock(house), on=DAY)
            fresh = {k: v() if callable(v) else v for k, v in more.items()}
            return {**fresh, "stock": retired}, RETIRED

        return Case(house.officer, given, house.head, OFFICER_ONLY, frozenset(changed), wrong)

    case(f"certificates.stock.{name}")(build)


_of_stock("revise", {"boxes", "name"}, {"name": "Giấy khen 2026", "boxes": []})
_of_stock("scan", {"scan_id"}, {"scan": scan})
_of_stock("retire", {"valid_to"}, {"on": DAY})


@case("certificates.printer.add")
def add() -> Case:
    house = hospital()
    given = {"unit": house.hospital, "name": "Máy in", "right": 1, "down": -2}
    return Case(
        house.officer, given, house.head, OFFICER_ONLY,
        wrong=lambda: (
            {**given, "down": 25}, "Độ lệch mỗi chiều không quá 20 mm: xem lại cách đặt giấy.",
        ),
    )  # fmt: skip


@case("certificates.printer.adjust")
def adjust() -> Case:
    house = hospital()
    kept, other = printer(house), printer(house, "Máy khác")
    given = {"printer": kept, "name": "Máy in mới", "right": 2.0, "down": 0.5}
    return Case(
        house.officer, given, house.head, OFFICER_ONLY, frozenset({"name", "right", "down"}),
        lambda: (
            {**given, "printer": other, "name": Printer.objects.get(pk=kept.pk).name},
            "Đơn vị đã có máy in tên này.",
        ),
    )  # fmt: skip
