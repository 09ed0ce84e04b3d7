"""The place of secret ballots in the shell."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.ballots import queries
from thidua.core.permit import Reason
from thidua.ui import nav


def has_ballots(actor: Any) -> Reason | None:
    """Shown to whoever is on a roll or follows a ballot."""
    if queries.visible_to(actor).exists():
        return None
    return _("Bạn chưa có cuộc bỏ phiếu kín nào.")


nav.register(
    "council", _("Bỏ phiếu kín"), "ballots:list", icon="mail-opened", permit=has_ballots, order=20
)
