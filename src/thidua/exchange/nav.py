"""The place of parcels in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.exchange import permits
from thidua.ui import nav

nav.register(
    "officer", _("Gói tin giữa các hệ thống"), "exchange:inbox", icon="package",
    permit=permits.exchanges_some, order=60,
)  # fmt: skip
nav.register(
    "admin", _("Đối tác trao đổi gói tin"), "exchange:partners", icon="plug-connected",
    permit=permits.keeps_some, order=60,
)  # fmt: skip
