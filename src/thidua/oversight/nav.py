"""Places of inspection in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.oversight import permits
from thidua.ui import nav

nav.register(
    "movements", _("Kiểm tra, giám sát"), "oversight:plans", icon="shield-check",
    permit=permits.reads_somewhere, order=48,
)  # fmt: skip
nav.register(
    "movements", _("Tồn tại qua kiểm tra"), "oversight:findings", icon="flag",
    permit=permits.reads_somewhere, order=49,
)  # fmt: skip
