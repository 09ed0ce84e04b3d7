"""The councils' entry in the navigation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.councils import queries
from thidua.ui import nav


def has_councils(actor: Any) -> Reason | None:
    """Shown to whoever sees a council."""
    return None if queries.visible_to(actor).exists() else _("Bạn không thuộc hội đồng nào.")


nav.register(
    "council", _("Hội đồng"), "councils:list", icon="users-group", permit=has_councils, order=10
)
