"""Places of initiatives and difficulties in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.ui import nav

nav.register("mine", _("Sáng kiến"), "initiatives:list", icon="bulb", order=30)
nav.register("mine", _("Tháo gỡ khó khăn"), "initiatives:difficulty_list", icon="tool", order=40)
