"""Places of awards in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.awards import permits
from thidua.ui import nav

nav.register("awards", _("Khen thưởng của tôi"), "awards:mine", icon="award", order=10)
nav.register(
    "awards", _("Đợt xét khen thưởng"), "awards:rounds", icon="folder",
    permit=permits.works_on_rounds, order=30,
)  # fmt: skip
nav.register(
    "awards", _("Danh sách xét năm"), "awards:yearly", icon="list-check",
    permit=permits.reads_lists, order=31,
)  # fmt: skip
nav.register(
    "awards", _("Điều kiện khen thưởng"), "awards:eligibility", icon="checks",
    permit=permits.reads_lists, order=32,
)  # fmt: skip
nav.register(
    "awards", _("Quyết định khen thưởng"), "awards:decisions", icon="file-certificate",
    permit=permits.works_on_rounds, order=40,
)  # fmt: skip
nav.register(
    "awards", _("Thu hồi khen thưởng"), "awards:revocations", icon="circle-x",
    permit=permits.works_on_rounds, order=75,
)  # fmt: skip
nav.register(
    "awards", _("Xếp loại hằng năm"), "awards:ratings", icon="star",
    permit=permits.is_officer_somewhere, order=60,
)  # fmt: skip
nav.register(
    "registers", _("Sổ khen thưởng"), "awards:registry", icon="book", permit=permits.reads_lists,
    order=20,
)  # fmt: skip
nav.register(
    "awards", _("Quyết định của cơ quan khác"), "awards:outsides", icon="building",
    permit=permits.works_on_rounds, order=41,
)  # fmt: skip
nav.register(
    "registers", _("Khen thưởng của đơn vị trực thuộc"), "awards:below", icon="sitemap",
    permit=permits.works_on_rounds, order=21,
)  # fmt: skip
nav.register(
    "registers", _("Khen thưởng ghi trùng"), "awards:twins", icon="copy",
    permit=permits.is_officer_somewhere, order=22,
)  # fmt: skip
nav.register(
    "awards", _("Khen đột xuất"), "awards:spot", icon="bolt", permit=permits.reads_spot, order=35,
)  # fmt: skip
