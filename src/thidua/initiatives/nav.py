"""Places of initiatives and difficulties in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.ui import nav

nav.register("movements", _("Sáng kiến"), "initiatives:list", icon="bulb", order=20)
nav.register(
    "movements", _("Tháo gỡ khó khăn"), "initiatives:difficulty_list", icon="tool", order=25
)
