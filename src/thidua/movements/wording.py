"""The sentences of a movement's readiness, and awards by their names."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thidua import legal
from thidua.core.permit import Reason
from thidua.movements.rules import Check
from thidua.movements.states import MovementState, RegistrationState
from thidua.ui.components import Tone

ARTICLE = _("Điều 17 Luật Thi đua, khen thưởng số 06/2022/QH15")
CONTENTS: dict[str, Reason] = {
    "objectives": _("Mục đích, yêu cầu, mục tiêu"),
    "subjects": _("Đối tượng thi đua"),
    "content": _("Nội dung thi đua"),
    "criteria": _("Tiêu chí thi đua"),
    "plan": _("Kế hoạch"),
    "measures": _("Biện pháp tổ chức"),
}
TONES: dict[str, Tone] = {
    MovementState.DRAFT: "draft",
    MovementState.LAUNCHED: "work",
    MovementState.CLOSED: "pass",
    RegistrationState.OPEN: "draft",
    RegistrationState.SUBMITTED: "work",
    RegistrationState.APPROVED: "pass",
    RegistrationState.RETURNED: "hold",
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


def award_names(whom: str | None = None) -> dict[str, str]:
    """Names by code of the awards with a pack, for `individual` or `collective` subjects or all."""
    language = (get_language() or "vi")[:2]
    return {
        award.code: award.names.get(language, award.names["vi"])
        for award in legal.awards()
        if whom is None or whom in award.for_whom
    }


def names_of(codes: Iterable[str]) -> list[str]:
    """Awards as people call them; a code whose pack is gone stays a code."""
    names = award_names()
    return [names.get(code, code) for code in codes]


def named(rows: Iterable[Any]) -> list[tuple[Any, list[str]]]:
    """People on a list with the names of the awards they aim for."""
    names = award_names()
    return [(row.person, [names.get(code, code) for code in row.awards]) for row in rows]
