"""The register's place in the navigation."""

from django.utils.translation import gettext_lazy as _

from thidua.documents.permits import sees_register
from thidua.ui import nav

nav.register(
    "registers", _("Sổ văn bản"), "documents:register", icon="files", permit=sees_register, order=30
)
