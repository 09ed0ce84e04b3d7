"""Who sets clusters up, changes who is in them and ends them."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Reason, permit
from thidua.orgs import queries as orgs
from thidua.orgs.permits import holds
from thidua.orgs.states import Role

keeps = holds(Role.OFFICER)
"""The officer of the unit that sets it up, or of one above."""


@permit
def is_running(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """A cluster that has not ended."""
    if subject.ended_on is None:
        return None
    return _("%(cluster)s đã kết thúc ngày %(day)s.") % {
        "cluster": subject.name, "day": f"{subject.ended_on:%d/%m/%Y}",
    }  # fmt: skip


changes = keeps & is_running


@permit
def sets_up_somewhere(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Be an officer."""
    if orgs.holds_anywhere(actor, Role.OFFICER):
        return None
    return _("Việc này dành cho cán bộ thi đua, khen thưởng.")
