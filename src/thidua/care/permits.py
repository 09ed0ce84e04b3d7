"""Who records care, who knows for whom it was, and who reads why."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.care import queries
from thidua.core.action import within
from thidua.core.permit import Reason, permit
from thidua.orgs import queries as orgs
from thidua.orgs.permits import holds
from thidua.orgs.states import Role

is_in_charge = holds(*queries.IN_CHARGE)
"""The officer and the head of the recipient's unit, or of one above: they decide on the need."""


@permit
def is_the_recipient(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The person who was cared for."""
    person = orgs.person_of(actor)
    if person is not None and subject.person_id == person.pk:
        return None
    return _("Hoàn cảnh chỉ mở cho người được chăm lo và người phụ trách của đơn vị.")


knows = is_the_recipient | is_in_charge
"""Directors and inspectors see what was given and by which decision; names and reasons of need
are not theirs: the paper that they sign or check holds what it has to."""


@permit
def is_kept(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Neither cancelled nor erased."""
    if subject.erased_at is not None:
        return _("Dữ liệu cá nhân của lần chăm lo này đã được xóa.")
    if subject.cancelled_at is not None:
        return _("Lần chăm lo này đã hủy.")
    return None


corrects = is_in_charge & is_kept


@permit
def goes_with_the_person(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """While the person's own file is being erased, by whoever may do that."""
    if within("orgs.person.erase"):
        return None
    return _("Hoàn cảnh được xóa cùng hồ sơ cá nhân.")


erases = holds(Role.OFFICER) | goes_with_the_person


@permit
def records_somewhere(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Be an officer or a head."""
    if orgs.holds_anywhere(actor, *queries.IN_CHARGE):
        return None
    return _("Việc này dành cho cán bộ thi đua, khen thưởng và trưởng đơn vị.")


@permit
def watches(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Lead, keep, direct or inspect some unit."""
    if orgs.holds_anywhere(actor, *queries.WATCHING):
        return None
    return _("Số liệu chăm lo dành cho người phụ trách, thủ trưởng và thanh tra của đơn vị.")
