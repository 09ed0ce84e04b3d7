"""Who plans, does, confirms and drops tasks, and who writes and accepts action programmes."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Reason, permit
from thidua.movements.permits import sees_movement
from thidua.orgs import queries as orgs
from thidua.orgs.permits import holds
from thidua.orgs.states import Role
from thidua.programmes import queries
from thidua.programmes.states import WITH_ITS_UNIT, ProgrammeState


def unit_of_movement(subject: Any) -> Any:
    """The unit that runs the movement; the subject is the movement or belongs to one."""
    return getattr(subject, "movement", subject).unit


plans = holds(Role.OFFICER, of=unit_of_movement)
"""The officer of the unit that runs the movement, or of one above."""

decides = holds(*queries.KEEPERS, of=unit_of_movement)

heads = holds(Role.HEAD)


@permit
def starts_programme(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The head of the unit that answers; the movement's officer keys in for those who cannot."""
    reason = heads(actor, subject)
    return reason and (plans(actor, given["movement"]) and reason)


fills_programme = heads | plans


@permit
def is_with_its_unit(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """A programme in the making; what was sent is returned first."""
    here = ProgrammeState(subject.state)
    if here in WITH_ITS_UNIT:
        return None
    return _("Đang ở trạng thái «%(state)s» nên không sửa được.") % {"state": here.label}


writes_programme = fills_programme & is_with_its_unit


@permit
def did_not_send_it(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Nobody accepts what they sent in themselves."""
    if subject.sent_by_id != actor.pk:
        return None
    return _("Bạn đã gửi chương trình của %(unit)s nên người khác phải chấp thuận.") % {
        "unit": subject.unit
    }


accepts_programme = decides & did_not_send_it


@permit
def owns(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The person to whom the task was given."""
    person = orgs.person_of(actor)
    if person is not None and subject.person_id == person.pk:
        return None
    return _("Việc này dành cho người được giao, trưởng đơn vị được giao hoặc cán bộ thi đua.")


does = owns | heads | plans
"""Its owner, the head of the unit that owes it; the officer keys in for those who cannot."""


@permit
def is_not_ones_own(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Nobody confirms their own work."""
    person = orgs.person_of(actor)
    if subject.done_by_id != actor.pk and (person is None or subject.person_id != person.pk):
        return None
    return _("Bạn là người làm hoặc người báo xong việc này nên người khác xác nhận.")


@permit
def heads_its_person(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """A head confirms what a person of the unit did; what the unit owes is the head's own work."""
    if subject.person_id is None:
        return _("Việc của đơn vị thì nơi tổ chức phong trào xác nhận.")
    return heads(actor, subject)


confirms = (decides | heads_its_person) & is_not_ones_own


@permit
def reads_task(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever finds it in their list."""
    if subject is not None and queries.visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Việc này chưa mở cho bạn đọc.")


@permit
def sees_its_movement(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever sees the movement that it belongs to."""
    return sees_movement(actor, getattr(subject, "movement", subject))


@permit
def keeps_something(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Hold a role in which tasks of others are reminded of and confirmed."""
    if orgs.holds_anywhere(actor, Role.OFFICER, Role.DIRECTOR, Role.HEAD):
        return None
    return _("Việc này dành cho cán bộ thi đua, khen thưởng và trưởng đơn vị.")


reminds = decides | heads
