"""Who opens lists, comments on them, answers, opens a protected name, and settles letters."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Reason, permit
from thidua.disclosures import queries
from thidua.disclosures.models import Comment, Complaint, Disclosure, Hold
from thidua.orgs import queries as orgs
from thidua.orgs.permits import holds, is_signed_in
from thidua.orgs.states import Role


def the_unit(subject: Any) -> Any:
    """The unit at stake: the subject itself, or that which shows, handles or keeps it."""
    if isinstance(subject, Comment):
        return subject.disclosure.unit
    if isinstance(subject, Hold):
        return subject.kept_by
    return subject.unit if isinstance(subject, Disclosure | Complaint) else subject


opens = holds(*queries.HANDLING, of=the_unit)
"""The officer of the unit, or of one above: opens, prolongs and ends what is shown."""

settles = holds(*queries.SETTLING, of=the_unit)
"""Officer and director: letters of complaint, and holds."""

oversees = holds(*queries.WATCHING, of=the_unit)


@permit
def is_not_concerned(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Nobody handles what is said of themselves, or what they said."""
    person = orgs.person_of(actor)
    row = subject.row
    if subject.author_id == actor.pk or (
        row is not None and row.person_id is not None and person is not None
        and row.person_id == person.pk
    ):  # fmt: skip
        return _("Ý kiến này của bạn hoặc về bạn nên người khác xử lý.")
    return None


answers = opens & is_not_concerned


@permit
def is_protected(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Only a protected name has a door."""
    return None if subject.is_protected else _("Người góp ý đã nêu tên.")


opens_name = answers & is_protected
"""A protected name: for the officer who has to ask back, each opening written down."""


@permit
def is_not_accused(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Nobody handles a letter about themselves."""
    if queries.complaints_visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Đơn này về bạn hoặc chưa mở cho bạn, nên người khác xử lý.")


handles_complaint = settles & is_not_accused
opens_filer = holds(Role.OFFICER, of=the_unit) & is_not_accused & is_protected


@permit
def comments_on(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Anybody to whose unit the list is shown."""
    if (reason := is_signed_in(actor, subject)) is not None:
        return reason
    disclosure = given["disclosure"]
    if queries.is_reached(actor, disclosure, on=given["on"]):
        return None
    return _("Danh sách này lấy ý kiến của người thuộc %(unit)s.") % {"unit": disclosure.audience}


@permit
def reads(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever finds it in their list."""
    found: dict[type[Any], Any] = {
        Disclosure: queries.visible_to, Comment: queries.comments_visible_to,
        Complaint: queries.complaints_visible_to, Hold: queries.holds_visible_to,
    }  # fmt: skip
    if subject is not None and found[type(subject)](actor).filter(pk=subject.pk).exists():
        return None
    return _("Nội dung này chưa mở cho bạn đọc.")


@permit
def oversees_somewhere(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Be an officer, a director or an inspector."""
    if orgs.holds_anywhere(actor, *queries.WATCHING):
        return None
    return _("Trang này dành cho cán bộ thi đua, khen thưởng, thủ trưởng và thanh tra.")


@permit
def settles_somewhere(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Be an officer or a director."""
    if orgs.holds_anywhere(actor, *queries.SETTLING):
        return None
    return _("Việc này dành cho cán bộ thi đua, khen thưởng và thủ trưởng đơn vị.")


@permit
def opens_somewhere(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Be an officer."""
    if orgs.holds_anywhere(actor, *queries.HANDLING):
        return None
    return _("Việc này dành cho cán bộ thi đua, khen thưởng.")
