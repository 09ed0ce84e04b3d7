"""Places of movements in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.movements import permits
from thidua.ui import nav

nav.register("movements", _("Phong trào"), "movements:list", icon="flag", order=10)
nav.register(
    "movements", _("Nhịp phong trào"), "movements:pulse", icon="activity",
    permit=permits.watches_some_movements, order=40,
)  # fmt: skip
