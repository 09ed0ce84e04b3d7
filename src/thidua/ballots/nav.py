"""The place of secret ballots in the shell."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.ballots import queries
from thidua.core.permit import Reason
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role
from thidua.ui import nav

FOLLOWERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)


def has_ballots(actor: Any) -> Reason | None:
    """Shown to whoever is on a roll, and to those who may follow ballots."""
    if orgs.holds_anywhere(actor, *FOLLOWERS) or queries.is_on_a_roll(actor):
        return None
    return _("Bạn chưa có cuộc bỏ phiếu kín nào.")


nav.register(
    "council", _("Bỏ phiếu kín"), "ballots:list", icon="mail-opened", permit=has_ballots, order=20
)
