"""Places of indicators in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.indicators import permits
from thidua.ui import nav

nav.register(
    "movements", _("Bộ chỉ tiêu"), "indicators:sets", icon="target-arrow",
    permit=permits.reads_somewhere, order=45,
)  # fmt: skip
nav.register(
    "registers", _("Thư viện chỉ tiêu"), "indicators:library", icon="books",
    permit=permits.reads_somewhere, order=60,
)  # fmt: skip
nav.register(
    "movements", _("Báo cáo chỉ tiêu"), "indicators:owed", icon="report",
    permit=permits.reads_somewhere, order=46,
)  # fmt: skip
nav.register(
    "movements", _("Kiểm tra báo cáo chỉ tiêu"), "indicators:reports", icon="checklist",
    permit=permits.reads_somewhere, order=47,
)  # fmt: skip
nav.register(
    "movements", _("Kết quả chỉ tiêu"), "indicators:boards", icon="chart-bar",
    permit=permits.reads_somewhere, order=48,
)  # fmt: skip
