"""The place of care in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.care.permits import watches
from thidua.ui import nav

nav.register(
    "movements", _("Chăm lo"), "care:list", icon="heart-handshake", permit=watches, order=45
)
