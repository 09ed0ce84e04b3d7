"""Places of the fund in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.funds import permits
from thidua.ui import nav

nav.register(
    "awards", _("Tiền thưởng, hiện vật"), "funds:decisions", icon="award",
    permit=permits.reads_somewhere, order=45,
)  # fmt: skip
nav.register(
    "awards", _("Quỹ thi đua, khen thưởng"), "funds:list", icon="chart-bar",
    permit=permits.reads_somewhere, order=50,
)  # fmt: skip
nav.register(
    "registers", _("Kho hiện vật khen thưởng"), "funds:stock", icon="folder",
    permit=permits.reads_somewhere, order=24,
)  # fmt: skip
nav.register(
    "registers", _("Sổ vàng"), "funds:golden_books", icon="book",
    permit=permits.reads_somewhere, order=22,
)  # fmt: skip
