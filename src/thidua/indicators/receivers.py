"""What indicators answer to others: the end of a movement."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.movements.outcomes import CLOSING, Ending


@CLOSING.register("indicators")
def ends(movement: Any) -> list[Ending]:
    """What the end of a movement does to its sets and reports."""
    return [
        Ending(
            _("bộ chỉ tiêu"), movement.indicator_sets.count(),
            _("giữ nguyên; báo cáo của kỳ cuối vẫn được gửi và kiểm tra"),
        )
    ]  # fmt: skip
