"""The sentences of a movement's readiness, and awards by their names."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thidua import legal
from thidua.core.permit import Reason
from thidua.movements.measures import MEASURES
from thidua.movements.rules import Check
from thidua.movements.states import MovementState, OwedBy, PhaseRule, RegistrationState
from thidua.ui import formats
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
FIELD_NAMES: dict[str, Reason] = {
    "theme": _("Chủ đề"),
    "slogan": _("Khẩu hiệu"),
    "bases": _("Căn cứ"),
    **CONTENTS,
}
TONES: dict[str, Tone] = {
    MovementState.DRAFT: "draft",
    MovementState.LAUNCHED: "work",
    MovementState.CLOSED: "pass",
    RegistrationState.OPEN: "draft",
    RegistrationState.SUBMITTED: "work",
    RegistrationState.APPROVED: "pass",
    RegistrationState.RETURNED: "hold",
    RegistrationState.DECLINED: "unknown",
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
    "phases_inside": (
        _("Các đợt nằm trong thời gian của phong trào."),
        _("Có đợt nằm ngoài thời gian của phong trào."),
    ),
    "phases_owed": (
        _("Đợt nào giao số lượng cũng có đơn vị thực hiện."),
        _("Có đợt giao số lượng mà không còn đơn vị nào thực hiện."),
    ),
    "phases": (_("Đã chia đợt."), _("Chưa chia đợt: chưa giao việc gì cho từng tuần.")),
    "parents": (
        _("Có phong trào cấp trên được hưởng ứng."),
        _("Chưa ghi phong trào cấp trên được hưởng ứng."),
    ),
    "bases": (_("Có căn cứ."), _("Chưa ghi căn cứ.")),
    "decision": (_("Có số văn bản phát động."), _("Chưa ghi số văn bản phát động.")),
    "register_by": (_("Có hạn đăng ký."), _("Chưa có hạn đăng ký.")),
}


def sentence(check: Check) -> Reason:
    """What was looked for and whether it is there."""
    met, missing = _SENTENCES[check.field]
    return met if check.is_met else missing


def amount_of(amount: Any, measure: Any) -> str:
    """«1 sáng kiến»."""
    return f"{formats.number(amount)} {measure.unit}"


def done_of(asked: Any) -> str:
    """«đã có 0/1»; what is not known is said."""
    if asked.done is None:
        return str(_("chưa có số liệu"))
    return str(_("đã có %(done)s/%(amount)s")) % {
        "done": formats.number(asked.done),
        "amount": formats.number(asked.due.amount),
    }


def rule_of(phase: Any) -> str:
    """What a phase asks, in one sentence without its end."""
    if phase.rule == PhaseRule.PLAIN or phase.measure not in MEASURES:
        return str(PhaseRule.PLAIN.label)
    pattern = (
        _("%(who)s: %(what)s mỗi tuần")
        if phase.rule == PhaseRule.WEEKLY
        else _("%(who)s: %(what)s trước khi hết đợt")
    )
    return str(pattern) % {
        "who": OwedBy(phase.owed_by).label,
        "what": amount_of(phase.amount, MEASURES[phase.measure]),
    }


def to_look_at(copy: Any) -> list[str]:
    """What to look at in a draft that was opened from an older movement."""
    found: list[Reason] = [
        _("Văn bản phát động, kinh phí và chủ đề năm không chép sang: hãy ghi của năm mới."),
        _("Ngày của phong trào, của các đợt và hạn đăng ký đã chuyển sang năm mới: hãy xem lại."),
    ]
    if copy.lost_units:
        found.append(
            _("Không chép các đơn vị nay không còn: %(units)s.")
            % {"units": "; ".join(str(unit) for unit in copy.lost_units)}
        )
    if copy.lost_parents:
        found.append(
            _("Không chép phong trào cấp trên đã hết thời gian: %(list)s.")
            % {"list": "; ".join(str(each) for each in copy.lost_parents)}
        )
    if copy.files:
        found.append(
            _("Không chép %(n)s văn bản kèm theo của năm cũ.") % {"n": formats.number(copy.files)}
        )
    if copy.dated_texts:
        found.append(
            _("Còn nói đến năm %(year)s: %(fields)s.")
            % {
                "year": copy.old_year,
                "fields": "; ".join(str(FIELD_NAMES[name]) for name in copy.dated_texts),
            }
        )
    return [str(each) for each in found]


def subjects_of(movement: Any) -> str:
    """To whom a movement is limited; empty where it is open to everybody."""
    named = (
        movement.get_for_sex_display(),
        movement.get_for_line_display(),
        movement.get_for_work_display(),
    )
    return "; ".join(str(each) for each in named if each)


def award_names(whom: str | None = None) -> dict[str, str]:
    """Names by code of every award, or of those such subjects sign up for."""
    language = (get_language() or "vi")[:2]
    found = legal.awards() if whom is None else legal.registered_for(whom)
    return {award.code: award.names.get(language, award.names["vi"]) for award in found}


def names_of(codes: Iterable[str]) -> list[str]:
    """Awards as people call them; a code whose pack is gone stays a code."""
    names = award_names()
    return [names.get(code, code) for code in codes]


def named(rows: Iterable[Any]) -> list[tuple[Any, list[str]]]:
    """People on a list with the names of the awards they aim for."""
    names = award_names()
    return [(row.person, [names.get(code, code) for code in row.awards]) for row in rows]
