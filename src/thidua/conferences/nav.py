"""The place of conferences in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.conferences import permits
from thidua.ui import nav

nav.register(
    "awards", _("Hội nghị điển hình"), "conferences:list", icon="star", permit=permits.sees_some,
    order=78,
)  # fmt: skip
