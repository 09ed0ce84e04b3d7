"""The place of statistics in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.analytics import permits
from thidua.ui import nav

nav.register(
    "awards", _("Thống kê"), "analytics:index", icon="chart-bar",
    permit=permits.works_on_statistics, order=58,
)  # fmt: skip
