"""The register's place in the navigation."""

from django.utils.translation import gettext_lazy as _

from thidua.documents.permits import keeps_some_templates, sees_register
from thidua.ui import nav

nav.register(
    "registers", _("Sổ văn bản"), "documents:register", icon="files", permit=sees_register, order=30
)
nav.register(
    "registers", _("Mẫu Word"), "documents:word_templates", icon="file-type-docx",
    permit=keeps_some_templates, order=80,
)  # fmt: skip
