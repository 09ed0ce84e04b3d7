"""Places of movements in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.ui import nav

nav.register("movements", _("Phong trào"), "movements:list", icon="flag", order=10)
