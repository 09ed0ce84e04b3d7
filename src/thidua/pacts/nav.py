"""Places of pacts in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.pacts.permits import keeps_some_pacts
from thidua.ui import nav

nav.register("movements", _("Giao ước thi đua"), "pacts:list", icon="writing-sign", order=30)
nav.register(
    "officer", _("Theo dõi ký giao ước"), "pacts:follow_up", icon="list-check",
    permit=keeps_some_pacts, order=25,
)  # fmt: skip
