"""The councils' entry in the navigation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.councils import queries
from thidua.orgs import queries as orgs
from thidua.ui import nav


def has_councils(actor: Any) -> Reason | None:
    """Shown to whoever sits in a council, and to those who set one up or oversee it."""
    if orgs.holds_anywhere(actor, *queries.READERS) or queries.sits(actor):
        return None
    return _("Bạn không thuộc hội đồng nào.")


nav.register(
    "council", _("Hội đồng"), "councils:list", icon="users-group", permit=has_councils, order=10
)
