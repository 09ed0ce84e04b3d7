"""Places of awards in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.awards import permits
from thidua.ui import nav

nav.register("mine", _("Khen thưởng của tôi"), "awards:mine", icon="award", order=20)
nav.register(
    "officer", _("Đợt xét khen thưởng"), "awards:rounds", icon="folder",
    permit=permits.works_on_rounds, order=30,
)  # fmt: skip
nav.register(
    "officer", _("Quyết định khen thưởng"), "awards:decisions", icon="file-certificate",
    permit=permits.works_on_rounds, order=31,
)  # fmt: skip
nav.register(
    "officer", _("Danh sách xét năm"), "awards:yearly", icon="list-check",
    permit=permits.reads_lists, order=32,
)  # fmt: skip
nav.register(
    "officer", _("Sổ khen thưởng"), "awards:registry", icon="book", permit=permits.reads_lists,
    order=33,
)  # fmt: skip
nav.register(
    "officer", _("Xếp loại hằng năm"), "awards:ratings", icon="star",
    permit=permits.is_officer_somewhere, order=34,
)  # fmt: skip
