"""Every write on sheets and printers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.certificates import permits, rules
from thidua.certificates.models import Printer, Stock
from thidua.certificates.rules import Box
from thidua.certificates.states import Field
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.documents import uploads
from thidua.documents.actions import remove_file, upload_file

FAULTS = {
    "measure": gettext_lazy("Ô «%(box)s»: vị trí từ 0 trở lên, bề rộng và chiều cao lớn hơn 0."),
    "outside": gettext_lazy("Ô «%(box)s» nằm ra ngoài tờ phôi: giảm vị trí hoặc bề rộng, cao."),
    "size": gettext_lazy("Ô «%(box)s»: cỡ chữ từ 6 đến 120, cỡ nhỏ nhất không lớn hơn cỡ chữ."),
    "colour": gettext_lazy("Ô «%(box)s»: màu ghi dạng #b5121b."),
}


@action("certificates.stock.create", gettext_lazy("Thêm phôi in"), permit=permits.brings_sheets)
def create_stock(
    *, actor: Any, unit: Any, name: str, width: float, height: float, valid_from: date
) -> Stock:
    """A new kind of sheet with boxes to begin with."""
    if not rules.is_sheet(float(width), float(height)):
        raise Refused(_("Khổ giấy mỗi chiều từ 50 đến 1.000 mm."))
    boxes = [box.facts for box in rules.first_boxes(float(width), float(height))]
    return Stock.objects.create(
        unit=unit, name=_named(name), width=width, height=height, boxes=boxes,
        valid_from=valid_from,
    )  # fmt: skip


def _named(name: str) -> str:
    if not name.strip():
        raise Refused(_("Ghi tên."))
    return name.strip()


def _insist_in_use(stock: Stock) -> None:
    if stock.valid_to is not None:
        raise Refused(_("Phôi này đã thôi dùng: hãy thêm phôi mới."))


@action(
    "certificates.stock.revise", gettext_lazy("Sửa phôi in"), on="stock",
    permit=permits.keeps_sheets,
)  # fmt: skip
def revise_stock(
    *, actor: Any, stock: Stock, name: str, boxes: Sequence[Mapping[str, Any]]
) -> Stock:
    """Name it and place its boxes anew; each field once, every box on the sheet."""
    _insist_in_use(stock)
    placed = [Box.of(each) for each in boxes]
    if field := rules.doubled(placed):
        raise Refused(_("Nội dung «%(box)s» có hai ô.") % {"box": Field(field).label})
    for box in placed:
        if found := rules.fault(box, float(stock.width), float(stock.height)):
            raise Refused(FAULTS[found] % {"box": Field(box.field).label})
    stock.name, stock.boxes = _named(name), [box.facts for box in placed]
    stock.save()
    return stock


@action(
    "certificates.stock.scan", gettext_lazy("Đính kèm ảnh phôi"), on="stock",
    permit=permits.keeps_sheets,
)  # fmt: skip
def attach_scan(*, actor: Any, stock: Stock, scan: uploads.Sent) -> Stock:
    """Keep a picture of the sheet, to place boxes by; it is never printed."""
    _insist_in_use(stock)
    before = stock.scan
    stock.scan = upload_file(
        actor=actor, subject=stock, role="sheet", name=scan.name or "", content=scan.read(),
        kinds=uploads.IMAGES,
    )  # fmt: skip
    stock.save()
    if before is not None:
        remove_file(before)
    return stock


@action(
    "certificates.stock.retire", gettext_lazy("Thôi dùng phôi in"), on="stock",
    permit=permits.keeps_sheets,
)  # fmt: skip
def retire_stock(*, actor: Any, stock: Stock, on: date) -> Stock:
    """Use it until the end of a day; what was printed on it stays."""
    _insist_in_use(stock)
    stock.valid_to = max(on, stock.valid_from)
    stock.save()
    return stock


@action("certificates.printer.add", gettext_lazy("Thêm máy in"), permit=permits.brings_sheets)
def add_printer(*, actor: Any, unit: Any, name: str, right: float = 0, down: float = 0) -> Printer:
    """A printer and its correction, measured on a test print."""
    return _kept(Printer(unit=unit), name, right, down)


@action(
    "certificates.printer.adjust", gettext_lazy("Chỉnh độ lệch máy in"), on="printer",
    permit=permits.keeps_sheets,
)  # fmt: skip
def adjust_printer(
    *, actor: Any, printer: Printer, name: str, right: float, down: float
) -> Printer:
    """Another correction, after another test print."""
    return _kept(printer, name, right, down)


def _kept(printer: Printer, name: str, right: float, down: float) -> Printer:
    if not rules.is_shift(float(right), float(down)):
        raise Refused(_("Độ lệch mỗi chiều không quá 20 mm: xem lại cách đặt giấy."))
    printer.name, printer.right, printer.down = _named(name), right, down
    try:
        printer.validate_constraints()
    except ValidationError as error:
        raise Refused(error.messages[0]) from error
    printer.save()
    note(right=str(right), down=str(down))
    return printer
