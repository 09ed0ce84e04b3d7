"""Local rules for tests: a province's and a hospital's, brought to each step by their keepers."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.documents.tests.samples import picture
from thidua.overlays import actions
from thidua.overlays.models import LocalRule
from thidua.overlays.states import RuleScope

ISSUED = date(2025, 1, 10)
FACTS: dict[str, Any] = {
    "number": "15/2025/QĐ-UBND", "issued_on": ISSUED, "issuer": "UBND tỉnh Thanh Bình",
    "title": "Quy chế thi đua, khen thưởng của tỉnh", "in_force": date(2025, 2, 1),
    "awards": ["LDTT"],
}  # fmt: skip
POWER = {"kind": "power", "award": "LDTT", "article": "5(1)"}
VOTES = {
    "kind": "threshold", "award": "LDTT", "part": 70, "whole": 100, "strict": False,
    "article": "6(2)",
}  # fmt: skip
QUOTA = {
    "kind": "quota", "award": "CSTDCS", "part": 15, "whole": 100, "per": "advanced",
    "rounding": "down", "at_most": None, "article": "7",
}  # fmt: skip
RATING = {
    "kind": "criterion", "award": "LDTT", "check": "rating_at_least", "id": "rating",
    "with": {"level": "excellent"}, "stage": "submit", "article": "6(1)",
}  # fmt: skip


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("quyet-dinh.jpg", picture())


def draft(
    actor: Any, unit: Any, *rows: dict[str, Any], scope: str = RuleScope.MANAGING_BODY,
    scanned: bool = True, **changes: Any,
) -> LocalRule:  # fmt: skip
    rule = actions.draft_rule(actor=actor, unit=unit, scope=scope, facts={**FACTS, **changes})
    for row in rows:
        rule = actions.enter_row(actor=actor, rule=rule, row=row)
    if scanned:
        rule = actions.attach_scan(actor=actor, rule=rule, scan=paper())
    return rule


def held(actor: Any, unit: Any, *rows: dict[str, Any], **changes: Any) -> LocalRule:
    """A rule in force."""
    rule = draft(actor, unit, *rows, **changes)
    return actions.enact_rule(actor=actor, rule=rule, on=rule.in_force)
