"""The places of disclosures in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.disclosures import permits
from thidua.ui import nav

nav.register("awards", _("Công khai lấy ý kiến"), "disclosures:list", icon="speakerphone", order=20)
nav.register(
    "awards", _("Ý kiến góp ý"), "disclosures:comments", icon="message-2",
    permit=permits.oversees_somewhere, order=61,
)  # fmt: skip
nav.register(
    "awards", _("Đơn khiếu nại, tố cáo"), "disclosures:complaints", icon="mail-exclamation",
    permit=permits.oversees_somewhere, order=62,
)  # fmt: skip
nav.register(
    "awards", _("Tạm dừng xét"), "disclosures:holds", icon="player-pause",
    permit=permits.oversees_somewhere, order=63,
)  # fmt: skip
