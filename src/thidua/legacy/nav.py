"""The place of old registers in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.legacy import permits
from thidua.ui import nav

nav.register(
    "registers", _("Nhập sổ khen thưởng cũ"), "legacy:batches", icon="file-import",
    permit=permits.is_officer_somewhere, order=23,
)  # fmt: skip
