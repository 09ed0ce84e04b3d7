"""Who reads the statistics of a unit, and who sends them."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.analytics.queries import READERS
from thidua.core.permit import Reason, permit
from thidua.orgs.permits import holds, is_signed_in
from thidua.orgs.queries import holds_anywhere
from thidua.orgs.states import Role

_reads = holds(*READERS)


@permit
def works_on_statistics(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Officers, directors and inspectors of any unit."""
    if (reason := is_signed_in(actor, subject)) is not None:
        return reason
    if holds_anywhere(actor, *READERS):
        return None
    names = ", ".join(str(role.label) for role in READERS)
    return _("Trang này dành cho %(roles)s.") % {"roles": names}


@permit
def reads_statistics(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Those of the unit at stake; where none is, whoever works on statistics anywhere."""
    if subject is None or subject.unit is None:
        return works_on_statistics(actor, subject)
    return _reads(actor, subject)


sends_statistics = holds(Role.OFFICER)
