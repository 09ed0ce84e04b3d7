"""How many may be proposed, and the last slot settled by the written ladder, each rung told."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.councils import permits, queries, rules
from thidua.councils.actions.votes import freeze
from thidua.councils.models import Case, Meeting, Quota
from thidua.councils.states import CaseState, MeetingState


@action(
    "councils.quota.set",
    gettext_lazy("Ghi số suất của một danh hiệu, hình thức"),
    on="meeting",
    permit=permits.is_secretary,
)
def set_quota(*, actor: Any, meeting: Meeting, topic: str, slots: int, basis: str) -> Quota:
    """At most so many of a topic, by a named basis, before anything of it is voted on."""
    if meeting.state == MeetingState.CLOSED:
        raise Refused(_("Phiên họp đã bế mạc."))
    if not basis.strip() or slots < 1:
        raise Refused(_("Ghi số suất và căn cứ của số suất."))
    cases = queries.of_topic(meeting, topic)
    if not cases:
        raise Refused(_("Chương trình không có nội dung nào của danh hiệu, hình thức này."))
    if any(case.state != CaseState.SCHEDULED for case in cases):
        raise Refused(_("Số suất phải được ghi trước khi biểu quyết."))
    quota, _made = Quota.objects.update_or_create(
        meeting=meeting, topic=topic, defaults={"slots": slots, "basis": basis.strip()}
    )
    return quota


@action(
    "councils.quota.favour",
    gettext_lazy("Xác định người được ưu tiên khi ngang nhau"),
    on="quota",
    permit=permits.is_secretary,
)
def favour_equals(*, actor: Any, quota: Quota, favoured: Sequence[Case], ground: str) -> Quota:
    """Which of those who stand equal are women, or collectives with 70% women or more.

    Choosing them is a duty (decree 152/2025, article 4) that comes before a re-ballot; «none» is
    an answer too, and its ground is told as well.
    """
    tied = _tied(quota, "equality", _("Chưa đến bước xét ưu tiên bình đẳng giới."))
    keys = [case.pk for case in favoured]
    if set(keys) - set(tied):
        raise Refused(_("Chỉ xét ưu tiên giữa những người đang ngang nhau."))
    if not ground.strip():
        raise Refused(_("Ghi căn cứ: nữ, hoặc tập thể có từ 70% nữ trở lên, hoặc không có ai."))
    quota.asked, quota.favoured, quota.ground = sorted(tied), sorted(keys), ground.strip()
    quota.save()
    return quota


@action(
    "councils.quota.recommend",
    gettext_lazy("Ghi đề nghị của chủ trì cho suất cuối"),
    on="quota",
    permit=permits.is_secretary,
)
def recommend_last(*, actor: Any, quota: Quota, cases: Sequence[Case], reason: str) -> Quota:
    """Whom the presider recommends when a re-ballot has left candidates equal; with the reason."""
    tied = _tied(quota, rules.CHAIR, _("Chưa đến bước chủ trì đề nghị."))
    free = quota.slots - len(queries.selection_of(quota).chosen)
    keys = {case.pk for case in cases}
    if keys - set(tied) or len(keys) != free:
        raise Refused(
            _("Chọn đúng %(free)s người trong số những người đang ngang nhau.") % {"free": free}
        )
    if not reason.strip():
        raise Refused(_("Ghi lý do của chủ trì."))
    quota.recommended, quota.chair_reason = sorted(keys), reason.strip()
    quota.save()
    return quota


@action(
    "councils.quota.settle",
    gettext_lazy("Chốt danh sách theo số suất"),
    on="quota",
    permit=permits.is_secretary,
)
def settle_quota(*, actor: Any, quota: Quota) -> Quota:
    """Close every case of the topic: passed are those that reached the share and got a slot."""
    if quota.steps is not None:
        raise Refused(_("Danh sách này đã được chốt."))
    cases = queries.of_topic(quota.meeting, quota.topic)
    counted = queries.counted_in(cases)
    if left := [case for case in cases if case.pk not in counted]:
        raise Refused(_("Chưa biểu quyết «%(title)s».") % {"title": left[0].title})
    if queries.open_poll_of(quota.meeting) is not None:
        raise Refused(_("Đang có một cuộc bỏ phiếu; kiểm phiếu trước khi chốt danh sách."))
    selection = queries.selection_of(quota)
    if not selection.is_settled:
        raise Refused(_("Còn người ngang nhau ở suất cuối; xét tiếp theo thứ tự đã quy định."))
    quota.steps = [asdict(step) for step in selection.steps]
    quota.save()
    freeze(actor, cases, counted, chosen=selection.chosen)
    tabulate([[case.pk, case.pk in selection.chosen] for case in cases])
    note(slots=quota.slots)
    return quota


def _tied(quota: Quota, wanted: str, otherwise: str) -> tuple[int, ...]:
    selection = queries.selection_of(quota)
    if quota.steps is not None or selection.wanted != wanted:
        raise Refused(otherwise)
    return selection.tied
