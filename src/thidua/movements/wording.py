"""The sentences of a movement's readiness."""

from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.movements.rules import Check

ARTICLE = _("Điều 17 Luật Thi đua, khen thưởng số 06/2022/QH15")
CONTENTS: dict[str, Reason] = {
    "objectives": _("Mục đích, yêu cầu, mục tiêu"),
    "subjects": _("Đối tượng thi đua"),
    "content": _("Nội dung thi đua"),
    "criteria": _("Tiêu chí thi đua"),
    "plan": _("Kế hoạch"),
    "measures": _("Biện pháp tổ chức"),
}
_SENTENCES: dict[str, tuple[Reason, Reason]] = {
    "objectives": (_("Có mục đích, yêu cầu, mục tiêu."), _("Chưa có mục đích, yêu cầu, mục tiêu.")),
    "subjects": (_("Có đối tượng thi đua."), _("Chưa có đối tượng thi đua.")),
    "content": (_("Có nội dung thi đua."), _("Chưa có nội dung thi đua.")),
    "criteria": (_("Có tiêu chí thi đua."), _("Chưa có tiêu chí thi đua.")),
    "plan": (_("Có kế hoạch."), _("Chưa có kế hoạch.")),
    "measures": (_("Có biện pháp tổ chức."), _("Chưa có biện pháp tổ chức.")),
    "starts_on": (
        _("Có ngày bắt đầu và ngày kết thúc."),
        _("Chưa có đủ ngày bắt đầu và ngày kết thúc."),
    ),
    "scope": (_("Đã chọn đơn vị trong phạm vi."), _("Chưa chọn đơn vị nào trong phạm vi.")),
    "sponsors": (_("Có cơ quan chủ trì."), _("Chưa chọn cơ quan chủ trì.")),
    "bases": (_("Có căn cứ."), _("Chưa ghi căn cứ.")),
    "decision": (_("Có số văn bản phát động."), _("Chưa ghi số văn bản phát động.")),
    "register_by": (_("Có hạn đăng ký."), _("Chưa có hạn đăng ký.")),
}


def sentence(check: Check) -> Reason:
    """What was looked for and whether it is there."""
    met, missing = _SENTENCES[check.field]
    return met if check.is_met else missing
