"""A plan is drawn up with its team and checklist, approved, carried out and closed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.machine import WrongState
from thidua.core.permit import Refused
from thidua.indicators.states import SetState
from thidua.notices.actions import tell
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role
from thidua.oversight import permits, queries
from thidua.oversight.models import Member, Plan, Question
from thidua.oversight.states import PLAN

FACTS = frozenset(
    {"title", "year", "bases", "aim", "about_from", "about_to", "starts_on", "ends_on"}
)
Asked = tuple[Any, str]
"""The indicator that a question is about, or `None`, and its words."""


@action(
    "oversight.plan.draft", gettext_lazy("Lập kế hoạch kiểm tra"), on="unit", permit=permits.plans
)
def draft_plan(
    *, actor: Any, unit: Any, of_set: Any, facts: Mapping[str, Any], team: Sequence[Any] = ()
) -> Plan:
    """A plan with the usual questions about every indicator; the first of the team leads it."""
    if of_set.state == SetState.DRAFT:
        raise Refused(_("Bộ chỉ tiêu chưa được áp dụng nên chưa có gì để kiểm tra."))
    plan = Plan(unit=unit, set=of_set, drafted_by=actor, created_at=period.now())
    _fill(plan, facts)
    if not queries.units_to_inspect(plan):
        raise Refused(
            _("%(unit)s không có đơn vị trực thuộc nào báo cáo bộ chỉ tiêu này.") % {"unit": unit}
        )
    plan.save()
    _name(plan, team)
    _ask(plan, usual_questions(plan))
    return plan


def usual_questions(plan: Plan) -> list[Asked]:
    """Of each indicator: is there evidence, and does the figure agree with the books."""
    words = (
        _("Có minh chứng cho số liệu đã báo cáo không?"),
        _("Số liệu đã báo cáo có khớp sổ sách, hồ sơ gốc không?"),
    )
    return [(key, text) for key in queries.meanings_of(plan) for text in words]


@action(
    "oversight.plan.revise", gettext_lazy("Sửa kế hoạch kiểm tra"), on="plan", permit=permits.plans
)
def revise_plan(
    *, actor: Any, plan: Plan, facts: Mapping[str, Any], team: Sequence[Any]
) -> Plan:  # fmt: skip
    """Facts and team of a plan that has not been laid before anybody."""
    _insist_on_draft(plan)
    _fill(plan, facts)
    plan.save()
    _name(plan, team)
    return plan


@action(
    "oversight.plan.ask", gettext_lazy("Soạn câu hỏi kiểm tra"), on="plan", permit=permits.plans
)
def ask_questions(*, actor: Any, plan: Plan, questions: Sequence[Asked]) -> Plan:
    """The whole checklist, in its order; it replaces what stood there."""
    _insist_on_draft(plan)
    known = queries.meanings_of(plan)
    if any(key is not None and key not in known for key, _text in questions):
        raise Refused(_("Chỉ tiêu của câu hỏi không thuộc bộ chỉ tiêu được kiểm tra."))
    plan.questions.all().delete()
    _ask(plan, questions)
    note(questions=len(questions))
    return plan


@action(
    "oversight.plan.send", gettext_lazy("Trình kế hoạch kiểm tra"), on="plan", permit=permits.plans
)
def send_plan(*, actor: Any, plan: Plan, on: date) -> Plan:
    """Lay it before the head of the unit, who is told."""
    PLAN.move(plan, "send")
    if not plan.members.filter(is_lead=True).exists():
        raise Refused(_("Ghi trưởng đoàn kiểm tra rồi trình."))
    if not plan.questions.exists():
        raise Refused(_("Soạn câu hỏi kiểm tra rồi trình."))
    plan.return_reason = ""
    plan.save()
    tell(
        recipients=orgs.accounts_with_role([plan.unit], (Role.DIRECTOR,), on=on),
        key=f"oversight-sent-{plan.pk}-{period.now().timestamp():.6f}", kind="oversight.sent",
        text=lambda: _("Kế hoạch kiểm tra chờ duyệt: %(title)s") % {"title": plan.title},
        url=reverse("oversight:plan", args=[plan.pk]),
    )  # fmt: skip
    return plan


@action(
    "oversight.plan.return", gettext_lazy("Trả lại kế hoạch kiểm tra"), on="plan",
    permit=permits.approves,
)  # fmt: skip
def return_plan(*, actor: Any, plan: Plan, reason: str) -> Plan:
    """Back to whoever drew it up, with what to mend."""
    PLAN.move(plan, "return")
    if not reason.strip():
        raise Refused(_("Ghi lý do trả lại."))
    plan.return_reason = reason.strip()
    plan.save()
    note(reason=plan.return_reason)
    return plan


@action(
    "oversight.plan.approve", gettext_lazy("Duyệt kế hoạch kiểm tra"), on="plan",
    permit=permits.approves,
)  # fmt: skip
def approve_plan(*, actor: Any, plan: Plan) -> Plan:
    """From now on units can be drawn and chosen, and they see the plan."""
    PLAN.move(plan, "approve")
    plan.approved_by, plan.approved_at = actor, period.now()
    plan.save()
    return plan


@action(
    "oversight.plan.start", gettext_lazy("Bắt đầu kiểm tra"), on="plan", permit=permits.plans
)  # fmt: skip
def start_plan(*, actor: Any, plan: Plan) -> Plan:
    """The team goes out."""
    PLAN.move(plan, "start")
    if not plan.visits.exists():
        raise Refused(_("Chưa có đơn vị nào được rút mẫu hoặc chọn để kiểm tra."))
    plan.save()
    return plan


@action(
    "oversight.plan.close", gettext_lazy("Kết thúc đợt kiểm tra"), on="plan", permit=permits.plans
)
def close_plan(*, actor: Any, plan: Plan) -> Plan:
    """Every visit is concluded; findings are still followed until they are closed."""
    PLAN.move(plan, "close")
    left = plan.visits.filter(state="planned").select_related("unit").order_by("unit__sort_key")
    if names := [str(visit.unit) for visit in left[:5]]:
        raise Refused(_("Còn đơn vị chưa kết luận: %(units)s.") % {"units": "; ".join(names)})
    plan.save()
    return plan


def _insist_on_draft(plan: Plan) -> None:
    if PLAN.refusal(plan, "send"):
        raise WrongState(_("Kế hoạch đã trình nên không sửa được; người duyệt trả lại thì sửa."))


def _fill(plan: Plan, facts: Mapping[str, Any]) -> None:
    if unknown := set(facts) - FACTS:
        raise TypeError(f"a plan has no {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(plan, name, value)
    if plan.ends_on < plan.starts_on or plan.about_to < plan.about_from:
        raise Refused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."))


def _name(plan: Plan, team: Sequence[Any]) -> None:
    if len({person.pk for person in team}) < len(team):
        raise Refused(_("Mỗi người ghi một lần trong đoàn kiểm tra."))
    plan.members.all().delete()
    for number, person in enumerate(team):
        Member.objects.create(plan=plan, person=person, is_lead=number == 0)


def _ask(plan: Plan, questions: Sequence[Asked]) -> None:
    Question.objects.bulk_create(
        Question(plan=plan, indicator_id=key, text=text.strip(), order=number)
        for number, (key, text) in enumerate(questions, 1)
    )
