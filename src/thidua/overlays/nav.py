"""The place of local rules in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.overlays.permits import reads_rules
from thidua.ui import nav

nav.register(
    "registers", _("Quy định riêng"), "overlays:rules", icon="scale", permit=reads_rules, order=70
)
nav.register(
    "awards", _("Hỏi nhanh về điều kiện"), "overlays:corners", icon="help-circle", order=20
)
