"""The places of this capability in the navigation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.orgs.permits import is_signed_in, keeps_some_unit
from thidua.ui import nav


def _keeper(actor: Any) -> Reason | None:
    return keeps_some_unit(actor)


def _person(actor: Any) -> Reason | None:
    return is_signed_in(actor)


nav.register("admin", _("Đơn vị"), "orgs:units", icon="building", permit=_person, order=10)
nav.register("admin", _("Nhân sự"), "orgs:people", icon="users", permit=_person, order=20)
nav.register(
    "admin", _("Nhập từ Excel"), "orgs:import_people", icon="file-import", permit=_keeper, order=30
)
