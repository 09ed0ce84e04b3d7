"""Who may run a council, sit in it and read what lies before it."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Reason, permit
from thidua.councils import queries
from thidua.councils.models import Case, Council, Meeting, Seat
from thidua.orgs.permits import holds
from thidua.orgs.states import Role


def the_council(subject: Any) -> Council:
    """The council at stake: the subject itself, or that of a seat, meeting or case."""
    if isinstance(subject, Council):
        return subject
    assert isinstance(subject, Seat | Meeting | Case)
    return subject.council


@permit
def is_secretary(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Keep the minutes of the council: its secretary, or its clerk without a vote."""
    council = the_council(subject)
    seat = queries.seat_of(actor, council)
    if seat is not None and seat.position in queries.RECORDING:
        return None
    return _("Việc này dành cho Thư ký của %(council)s.") % {"council": council}


@permit
def is_council_member(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Sit in the council today, with or without a vote."""
    council = the_council(subject)
    if queries.seat_of(actor, council) is not None:
        return None
    return _("Việc này dành cho thành viên của %(council)s.") % {"council": council}


@permit
def sees(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Read the council: its members; officers, directors and inspectors of its unit."""
    council = the_council(subject)
    if queries.visible_to(actor).filter(pk=council.pk).exists():
        return None
    return _("Bạn không thuộc %(council)s và không phụ trách đơn vị của hội đồng.") % {
        "council": council
    }


makes_councils = holds(Role.OFFICER, Role.DIRECTOR)
is_officer = holds(Role.OFFICER, Role.DIRECTOR, of=lambda subject: the_council(subject).unit)
prepares = is_secretary | is_officer
