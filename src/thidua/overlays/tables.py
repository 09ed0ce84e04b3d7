"""Columns of the list of local rules."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.overlays.states import RuleScope, RuleState
from thidua.ui.columns import Column

TONES = {
    RuleState.DRAFT: "draft", RuleState.IN_FORCE: "pass", RuleState.REPLACED: "unknown",
    RuleState.WITHDRAWN: "fail",
}  # fmt: skip


def state_of(rule: Any) -> tuple[str, Any]:
    return TONES[RuleState(rule.state)], RuleState(rule.state).label


RULES = (
    Column("number", _("Số văn bản"), sort=("number", "version")),
    Column("title", _("Trích yếu"), phone=False),
    Column("scope", _("Quy định"), value=lambda rule: RuleScope(rule.scope).label),
    Column("unit", _("Áp dụng cho"), phone=False),
    Column("in_force", _("Từ ngày"), kind="day", sort=("in_force",)),
    Column("version", _("Phiên bản"), kind="number", phone=False),
    Column("state", _("Trạng thái"), kind="status", value=state_of),
)
