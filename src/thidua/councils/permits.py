"""Who may run a council, sit in it and read what lies before it."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Reason, permit
from thidua.councils import queries
from thidua.councils.models import (
    Case,
    Council,
    Kinship,
    Meeting,
    Poll,
    Quota,
    Recusal,
    Seat,
    Sitting,
    Substitution,
)
from thidua.orgs.permits import holds
from thidua.orgs.queries import person_of
from thidua.orgs.states import Role


def the_council(subject: Any) -> Council:
    """The council at stake: the subject itself, or that of what belongs to it."""
    if isinstance(subject, Council):
        return subject
    if isinstance(subject, Substitution):
        return subject.seat.council
    if isinstance(subject, Recusal):
        return subject.case.council
    if isinstance(subject, Poll | Quota):
        return subject.meeting.council
    assert isinstance(subject, Seat | Meeting | Case)
    return subject.council


def the_meeting(subject: Any) -> Meeting | None:
    """The one meeting at stake, where there is one: at it sits who was named for it."""
    if isinstance(subject, Meeting):
        return subject
    if isinstance(subject, Poll | Quota):
        return subject.meeting
    case = subject.case if isinstance(subject, Recusal) else subject
    return case.meeting if isinstance(case, Case) else None


def _seat(actor: Any, subject: Any) -> Seat | None:
    return queries.seat_of(actor, the_council(subject), meeting=the_meeting(subject))


@permit
def is_secretary(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Keep the minutes of the council: its secretary, its clerk without a vote, or who sits so."""
    seat = _seat(actor, subject)
    if seat is not None and seat.position in queries.RECORDING:
        return None
    return _("Việc này dành cho Thư ký của %(council)s.") % {"council": the_council(subject)}


@permit
def is_council_member(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Sit in the council today, with or without a vote."""
    if _seat(actor, subject) is not None:
        return None
    return _("Việc này dành cho thành viên của %(council)s.") % {"council": the_council(subject)}


@permit
def sees(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Read the council: its members; officers, directors and inspectors of its unit."""
    council, meeting = the_council(subject), the_meeting(subject)
    if queries.visible_to(actor).filter(pk=council.pk).exists():
        return None
    if meeting and queries.meetings_visible_to(actor).filter(pk=meeting.pk).exists():
        return None
    return _("Bạn không thuộc %(council)s và không phụ trách đơn vị của hội đồng.") % {
        "council": council
    }


@permit
def reads_case(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Read what is deliberated on a case: who sees it and has no conflict of interest."""
    assert isinstance(subject, Case)
    if queries.veiled_cases(actor, [subject]):
        return _("Bạn không tham gia thảo luận nội dung này vì có xung đột lợi ích.")
    return sees(actor, subject)


judges = is_council_member & reads_case


@permit
def declares_for(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Declare one's own conflict as a member, anybody's as the secretary."""
    own = given.get("person") == person_of(actor)
    if own and is_council_member(actor, subject) is None:
        return None
    return is_secretary(actor, subject)


@permit
def sits_somewhere(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Have a seat in some council today."""
    if person_of(actor) is not None and queries.sits(actor):
        return None
    return _("Bạn không thuộc hội đồng nào.")


@permit
def declared_it(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Only who declared it."""
    assert isinstance(subject, Kinship)
    return None if subject.person == person_of(actor) else _("Chỉ người đã khai mới bỏ được.")


makes_councils = holds(Role.OFFICER, Role.DIRECTOR)
is_officer = holds(Role.OFFICER, Role.DIRECTOR, of=lambda subject: the_council(subject).unit)
prepares = is_secretary | is_officer


@permit
def prepares_each(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Prepare every one of the councils that are to sit."""
    reasons = [prepares(actor, council) for council, _purpose in given.get("councils", ())]
    if not reasons:
        return makes_councils(actor, subject)
    return next((reason for reason in reasons if reason is not None), None)


@permit
def keeps_roll(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Keep the minutes of one of the councils that sit together."""
    assert isinstance(subject, Sitting)
    reasons = [is_secretary(actor, meeting) for meeting in subject.meetings.order_by("turn")]
    return None if None in reasons else next(iter(reasons), _("Buổi họp này chưa có phiên nào."))


@permit
def sees_sitting(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """See one of its meetings."""
    assert isinstance(subject, Sitting)
    if queries.sittings_visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Bạn không dự buổi họp này.")


@permit
def scores(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Score at a session: members who vote there and are present."""
    assert isinstance(subject, Meeting)
    if queries.presence_of(actor, subject) is not None:
        return None
    return _("Việc này dành cho thành viên có mặt và được biểu quyết tại phiên họp.")


@permit
def sits_at(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Have a seat at this very meeting, in one's own right or for a member."""
    assert isinstance(subject, Meeting)
    person = person_of(actor)
    if person is not None and person.pk in queries.sitters(subject):
        return None
    return _("Bạn không có tên trong danh sách dự phiên họp này.")


@permit
def counts(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Count the paper ballots: those named as its tellers."""
    assert isinstance(subject, Poll)
    if subject.tellers.filter(person=person_of(actor)).exists():
        return None
    return _("Việc này dành cho thành viên Ban kiểm phiếu.")


@permit
def sees_poll(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Count it, or see its meeting."""
    return None if counts(actor, subject) is None else sees(actor, subject)
