"""Pages of local rules, and the short questions about corner cases."""

from thidua.overlays.views.corners import corner, corners
from thidua.overlays.views.making import (
    RuleList,
    create,
    criterion,
    describe,
    enter,
    scan,
    strike,
    write,
)
from thidua.overlays.views.reading import document, enact, preview, renew, rule, withdraw

__all__ = [
    "RuleList",
    "corner",
    "corners",
    "create",
    "criterion",
    "describe",
    "document",
    "enact",
    "enter",
    "preview",
    "renew",
    "rule",
    "scan",
    "strike",
    "withdraw",
    "write",
]
