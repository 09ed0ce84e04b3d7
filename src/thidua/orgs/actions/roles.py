"""Roles given and ended, and named deputies between two days."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.orgs import permits
from thidua.orgs.actions import holdings
from thidua.orgs.models import Deputation, Person, RoleGrant, Unit
from thidua.orgs.states import Role


@action("orgs.role.grant", gettext_lazy("Giao vai trò"), on="unit", permit=permits.keeps_unit)
def grant_role(
    *, actor: Any, unit: Unit, person: Person, role: Role | str, valid_from: date, basis: str = ""
) -> RoleGrant:
    """A role on a unit and everything below it, from a day."""
    if person.erased_at is not None or person.user is None:
        raise Refused(_("%(who)s chưa có tài khoản nên chưa giao vai trò được.") % {"who": person})
    held = RoleGrant.objects.filter(
        holdings.open_on(valid_from), person=person, unit=unit, role=role
    )
    if held.exists():
        raise Refused(
            _("%(who)s đang giữ vai trò %(role)s của %(unit)s.")
            % {"who": person, "role": Role(role).label, "unit": unit}
        )
    note(role=role, person=person)
    return RoleGrant.objects.create(
        person=person, unit=unit, role=role, valid_from=valid_from, basis=basis
    )


@action("orgs.role.end", gettext_lazy("Thôi giao vai trò"), on="grant", permit=permits.keeps_unit)
def end_role(*, actor: Any, grant: RoleGrant, on: date) -> RoleGrant:
    """Last day of a role; its deputies end with it. The last administrator of a tree stays."""
    if grant.role == Role.ADMIN and grant.unit.parent_id is None:
        others = RoleGrant.objects.filter(
            holdings.open_on(on), unit=grant.unit, role=Role.ADMIN, person__user__is_active=True
        )
        if not others.exclude(pk=grant.pk).exists():
            raise Refused(_("Đây là quản trị hệ thống duy nhất của đơn vị. Giao người khác trước."))
    holdings.end_role(grant, on)
    return grant


@action(
    "orgs.deputy.appoint", gettext_lazy("Ủy quyền người thay mặt"), on="grant",
    permit=permits.appoints_deputy,
)  # fmt: skip
def appoint_deputy(
    *, actor: Any, grant: RoleGrant, deputy: Person, valid_from: date, valid_to: date, basis: str
) -> Deputation:
    """`deputy` acts for the role's holder from one day to another, by a written basis."""
    if grant.valid_to is not None and grant.valid_to < valid_to:
        raise Refused(
            _("Vai trò này kết thúc ngày %(day)s, trước khi hết hạn ủy quyền.")
            % {"day": f"{grant.valid_to:%d/%m/%Y}"}
        )
    if deputy.pk == grant.person_id:
        raise Refused(_("Người thay mặt phải là người khác."))
    if deputy.user is None or not deputy.user.is_active:
        raise Refused(_("%(who)s chưa có tài khoản đang hoạt động.") % {"who": deputy})
    if valid_to < valid_from:
        raise Refused(_("Ngày kết thúc phải sau ngày bắt đầu."))
    overlapping = Deputation.objects.filter(
        grant=grant, deputy=deputy, valid_from__lte=valid_to, valid_to__gte=valid_from
    )
    if overlapping.exists():
        raise Refused(_("%(who)s đã được ủy quyền trong thời gian này.") % {"who": deputy})
    note(reason=basis)
    return Deputation.objects.create(
        grant=grant, deputy=deputy, valid_from=valid_from, valid_to=valid_to, basis=basis
    )


@action(
    "orgs.deputy.end", gettext_lazy("Thôi ủy quyền"), on="deputation",
    permit=permits.ends_deputation,
)  # fmt: skip
def end_deputation(*, actor: Any, deputation: Deputation, on: date) -> Deputation:
    """Last day of acting for another, earlier than agreed."""
    holdings.end(deputation, on)
    return deputation
