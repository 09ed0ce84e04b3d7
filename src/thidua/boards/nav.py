"""The place of boards in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.ui import nav

nav.register("movements", _("Bảng thi đua"), "boards:list", icon="chart-bar", order=20)
