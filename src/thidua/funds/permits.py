"""Who keeps a unit's fund and stock, who approves its plan, and who reads them."""

from typing import Any

from thidua.core.permit import Reason, permit
from thidua.funds import queries
from thidua.funds.models import Entry, Movement
from thidua.orgs.permits import holds, leads
from thidua.orgs.queries import holds_anywhere
from thidua.orgs.states import Role


def the_unit(subject: Any) -> Any:
    """Whose fund or stock it is: that of the fund, the item, the round of a decision; the unit."""
    if isinstance(subject, Entry):
        subject = subject.fund
    if isinstance(subject, Movement):
        subject = subject.item
    if subject._meta.label_lower == "awards.decision":
        subject = subject.round
    return subject if subject._meta.label_lower == "orgs.unit" else subject.unit


keeps = holds(Role.OFFICER, of=the_unit)
approves = leads(the_unit)
reads = holds(*queries.READERS, of=the_unit)


@permit
def reads_somewhere(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Be officer, director or inspector of some unit; lists are cut by what one may see."""
    if holds_anywhere(actor, *queries.READERS):
        return None
    return queries.not_a_reader()


@permit
def keeps_somewhere(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Be officer of some unit."""
    return None if holds_anywhere(actor, Role.OFFICER) else queries.not_a_keeper()
