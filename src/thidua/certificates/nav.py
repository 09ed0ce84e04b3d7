"""The place of printed sheets in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.certificates.permits import keeps_some_sheets
from thidua.ui import nav

nav.register(
    "awards", _("Phôi giấy khen"), "certificates:stocks", icon="certificate",
    permit=keeps_some_sheets, order=70,
)  # fmt: skip
