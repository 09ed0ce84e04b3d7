"""The library: an indicator defined, its meaning changed from a day on, and retired."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action
from thidua.core.permit import Refused
from thidua.indicators import permits
from thidua.indicators.models import Definition, Indicator
from thidua.indicators.states import Adds, Shape
from thidua.movements.measures import MEASURES

ADDS = {
    Shape.NUMBER: {Adds.SUM, Adds.MEAN, Adds.LAST, Adds.WORST, Adds.SHARE, Adds.MET},
    Shape.RATIO: {Adds.RATIO, Adds.WORST},
    Shape.YES_NO: {Adds.SHARE, Adds.MET},
    Shape.LEVEL: {Adds.WORST, Adds.SHARE, Adds.MET},
}
"""How figures of a shape can add up; a share of units is of those that meet a condition."""


@action(
    "indicators.indicator.define", gettext_lazy("Thêm chỉ tiêu vào thư viện"), on="unit",
    permit=permits.keeps_library,
)  # fmt: skip
def define(
    *, actor: Any, unit: Any, code: str, facts: Mapping[str, Any], valid_from: date
) -> Indicator:
    """A new code of the unit's library, and what it means from a day on."""
    code = code.strip()
    if not code:
        raise Refused(_("Ghi mã chỉ tiêu."))
    if Indicator.objects.filter(unit=unit, code=code).exists():
        raise Refused(
            _("Mã «%(code)s» đã có trong thư viện: chọn mã khác hoặc sửa chỉ tiêu ấy.")
            % {"code": code}
        )
    indicator = Indicator.objects.create(unit=unit, code=code)
    _define(indicator, facts, valid_from)
    return indicator


@action(
    "indicators.indicator.redefine", gettext_lazy("Sửa nội dung chỉ tiêu từ một ngày"),
    on="indicator", permit=permits.keeps_library,
)  # fmt: skip
def redefine(
    *, actor: Any, indicator: Indicator, facts: Mapping[str, Any], valid_from: date
) -> Definition:
    """What it means from a later day on; earlier reports keep the meaning of their day."""
    last = indicator.definitions.order_by("-valid_from").first()
    if last is not None and valid_from < last.valid_from:
        raise Refused(
            _("Nội dung mới phải áp dụng từ ngày %(day)s trở đi.")
            % {"day": f"{last.valid_from:%d/%m/%Y}"}
        )
    if last is not None and last.valid_from == valid_from:
        last.delete()
    return _define(indicator, facts, valid_from)


def _define(indicator: Indicator, facts: Mapping[str, Any], valid_from: date) -> Definition:
    definition = Definition(indicator=indicator, valid_from=valid_from, **facts)
    for name in (definition.numerator_measure, definition.denominator_measure):
        if name and name not in MEASURES:
            raise Refused(_("Không có số liệu tên «%(name)s» trong phần mềm.") % {"name": name})
    is_ratio = definition.shape == Shape.RATIO
    if (definition.numerator_measure and not (is_ratio or definition.shape == Shape.NUMBER)) or (
        definition.denominator_measure and not is_ratio
    ):
        raise Refused(_("Phần mềm chỉ đếm được số, hoặc tử số và mẫu số của một tỷ lệ."))
    if definition.adds not in ADDS[Shape(definition.shape)]:
        raise Refused(
            _("Số liệu ghi theo cách «%(shape)s» không tổng hợp theo cách «%(adds)s» được.")
            % {"shape": Shape(definition.shape).label, "adds": Adds(definition.adds).label}
        )
    counts_units = definition.adds in {Adds.SHARE, Adds.MET}
    if counts_units and definition.passes is None:
        raise Refused(
            _("Đếm đơn vị đạt phải có điều kiện: chọn chỉ tiêu gốc và ghi khi nào là đạt.")
        )
    if definition.shape == Shape.LEVEL and len(definition.levels) < 2 and not definition.is_derived:
        raise Refused(_("Ghi ít nhất hai mức xếp loại, từ thấp đến cao."))
    if definition.base is not None and definition.base.definitions.filter(base=None).count() == 0:
        raise Refused(_("Chỉ tiêu gốc phải là chỉ tiêu do đơn vị báo cáo."))
    try:
        definition.full_clean(exclude=["folded"])
    except ValidationError as wrong:
        raise Refused("; ".join(wrong.messages)) from wrong
    definition.save()
    return definition


@action(
    "indicators.indicator.retire", gettext_lazy("Thôi dùng chỉ tiêu"), on="indicator",
    permit=permits.keeps_library,
)  # fmt: skip
def retire(*, actor: Any, indicator: Indicator, on: date) -> Indicator:
    """It is offered to no new set from a day on; what has been reported stays."""
    indicator.retired_on = on
    indicator.save(update_fields=["retired_on"])
    return indicator
