"""Conflicts of interest: declared on a case, lifted with a reason, kinship told once for all."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.councils import permits, queries
from thidua.councils.models import Case, Kinship, Recusal
from thidua.councils.states import CaseState, TieKind
from thidua.orgs.queries import person_of

SETTLED = {
    CaseState.VOTING: gettext_lazy("Đang biểu quyết nội dung này; ghi sau khi chốt kết quả."),
    CaseState.CLOSED: gettext_lazy("Nội dung này đã có kết quả."),
    CaseState.WITHDRAWN: gettext_lazy("Nội dung này đã rút."),
}


@action(
    "councils.case.recuse",
    gettext_lazy("Ghi xung đột lợi ích"),
    on="case",
    permit=permits.declares_for,
)
def declare_conflict(*, actor: Any, case: Case, person: Any, kind: TieKind, reason: str) -> Recusal:
    """A member is in conflict on a case, as they or the secretary declare, with the reason."""
    _insist_on_undecided(case)
    if kind == TieKind.SELF or case.concerned.filter(pk=person.pk).exists():
        raise Refused(_("Người được đề nghị không tham gia nội dung của mình mà không cần khai."))
    if not reason.strip():
        raise Refused(_("Ghi lý do xung đột lợi ích."))
    if case.recusals.filter(person=person, lifted_at=None).exists():
        raise Refused(_("Đã ghi xung đột lợi ích của %(person)s.") % {"person": person})
    note(person=person, kind=kind)
    return Recusal.objects.create(
        case=case, person=person, kind=kind, reason=reason.strip(), declared_by=actor,
        declared_at=period.now(),
    )  # fmt: skip


@action(
    "councils.recusal.lift",
    gettext_lazy("Bỏ ghi nhận xung đột lợi ích"),
    on="recusal",
    permit=permits.is_secretary,
)
def lift_recusal(*, actor: Any, recusal: Recusal, reason: str) -> Recusal:
    """Take back what proved unfounded; it stays on record. Only the secretary does."""
    _insist_on_undecided(recusal.case)
    if recusal.lifted_at is not None:
        raise Refused(_("Ghi nhận này đã bỏ từ trước."))
    if not reason.strip():
        raise Refused(_("Ghi lý do bỏ ghi nhận."))
    recusal.lifted_at, recusal.lift_reason = period.now(), reason.strip()
    recusal.save(update_fields=["lifted_at", "lift_reason"])
    return recusal


@action(
    "councils.kinship.declare",
    gettext_lazy("Khai quan hệ gia đình"),
    permit=permits.sits_somewhere,
)
def declare_kinship(*, actor: Any, relative: Any, relation: str, on: date) -> Kinship:
    """Tell once who of the organisation is of one's family; every agenda then finds it."""
    person = person_of(actor)
    assert person is not None
    if person == relative:
        raise Refused(_("Chọn người thân, không phải chính mình."))
    if not relation.strip():
        raise Refused(_("Ghi quan hệ, ví dụ: vợ, chồng, con, anh, chị, em."))
    if Kinship.objects.filter(person=person, relative=relative, valid_to=None).exists():
        raise Refused(_("Đã khai quan hệ với %(person)s.") % {"person": relative})
    return Kinship.objects.create(
        person=person, relative=relative, relation=relation.strip(), valid_from=on
    )


@action(
    "councils.kinship.end",
    gettext_lazy("Bỏ khai quan hệ gia đình"),
    on="kinship",
    permit=permits.declared_it,
)
def end_kinship(*, actor: Any, kinship: Kinship, on: date) -> Kinship:
    """End one's own declaration with the day before."""
    if kinship.valid_to is not None:
        raise Refused(_("Khai báo này đã kết thúc từ trước."))
    kinship.valid_to = max(kinship.valid_from, on - timedelta(days=1))
    kinship.save(update_fields=["valid_to"])
    return kinship


def _insist_on_undecided(case: Case) -> None:
    if case.state in SETTLED:
        raise Refused(SETTLED[CaseState(case.state)])


def forget(person: Any) -> None:
    """A part of erasing a person, whose own action writes the trail."""
    for rows in queries.erasable_of(person):
        rows.delete()
