"""Units: the trees, one unit, and what is done to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core import period
from thidua.core.capability import offers
from thidua.orgs import actions, forms, page_queries, permits, queries
from thidua.orgs.models import Deputation, RoleGrant, Unit, UnitLink
from thidua.orgs.pages import page
from thidua.orgs.states import Line
from thidua.orgs.views.asking import ask
from thidua.ui.components import Tab


def the_unit(request: HttpRequest, pk: int) -> Unit | None:
    return page_queries.unit_by_key(pk)


def the_grant(request: HttpRequest, pk: int) -> RoleGrant | None:
    return page_queries.grant_by_key(pk)


def the_deputation(request: HttpRequest, pk: int) -> Deputation | None:
    return page_queries.deputation_by_key(pk)


def the_link(request: HttpRequest, pk: int) -> UnitLink | None:
    return page_queries.link_by_key(pk)


def address(unit: Unit) -> str:
    return reverse("orgs:unit", args=[unit.pk])


@page(permit=permits.is_signed_in)
def units(request: HttpRequest) -> HttpResponse:
    """The tree of one line."""
    line = request.GET.get("he", "")
    line = line if line in Line.values else Line.GOVERNMENT
    today = period.today()
    keeps = queries.holds_anywhere(request.user, *permits.KEEPING)
    context = {
        "branches": page_queries.tree(request.user, line=line, on=today),
        "tab_list": [
            Tab(each.label.capitalize(), f"{reverse('orgs:units')}?he={each}", current=each == line)
            for each in Line
        ],
        "keeps": keeps,
    }
    return render(request, "orgs/units.html", context)


@page(permit=permits.is_signed_in, subject=the_unit)
def unit(request: HttpRequest, unit: Unit) -> HttpResponse:
    """One unit: what it is, who leads it, who may do what, and how it came to be."""
    today = period.today()
    actor = request.user
    context = {
        "unit": unit,
        "is_open": unit.valid_to is None,
        "members": queries.members_of(unit, on=today).count(),
        "children": queries.visible_units(actor, on=today).filter(parent=unit).order_by("sort_key"),
        "positions": page_queries.positions_in(unit, on=today),
        "roles": page_queries.roles_on(unit, on=today),
        "links": page_queries.links_of(unit, on=today),
        "successions": page_queries.successions_of(unit),
        "offers": offers(actor, unit, on=today),
        "keeps": permits.is_admin(actor, unit) is None,
        "helps": permits.helps(actor, unit) is None,
        "own": getattr(queries.person_of(actor), "pk", None),
        "trail": queries.trail_of(unit),
        "today": today,
    }
    return render(request, "orgs/unit.html", context)


@page(permit=permits.is_admin, subject=the_unit)
def new_unit(request: HttpRequest, unit: Unit) -> HttpResponse:
    form = forms.NewUnitForm(
        request.POST or None, initial={"line": unit.line, "managing_body": unit.managing_body}
    )
    return ask(
        request, form, lambda given: actions.create_unit(actor=request.user, parent=unit, **given),
        title=_("Thêm đơn vị trực thuộc"), above=unit.name, back=address(unit),
        done=_("Đã lập đơn vị."), button=_("Lập đơn vị"),
    )  # fmt: skip


@page(permit=permits.is_admin, subject=the_unit)
def edit_unit(request: HttpRequest, unit: Unit) -> HttpResponse:
    fields = forms.UnitForm.base_fields
    form = forms.UnitForm(
        request.POST or None, initial={name: getattr(unit, name) for name in fields}
    )
    return ask(
        request, form,
        lambda given: actions.update_unit(actor=request.user, unit=unit, facts=given),
        title=_("Sửa thông tin đơn vị"), above=unit.name, back=address(unit),
        state=_("Đổi tên theo quyết định thì dùng «Tổ chức lại» để giữ lịch sử của tên cũ."),
        done=_("Đã sửa thông tin đơn vị."), button=_("Lưu"),
    )  # fmt: skip


@page(permit=permits.is_admin, subject=the_unit)
def move_unit(request: HttpRequest, unit: Unit) -> HttpResponse:
    form = forms.UnitChoiceForm(request.POST or None, units=page_queries.kept_units(request.user))
    return ask(
        request, form,
        lambda given: actions.move_unit(actor=request.user, unit=unit, parent=given["unit"]),
        title=_("Chuyển sang đơn vị cấp trên khác"), above=unit.name, back=address(unit),
        state=_("Mọi đơn vị cấp dưới chuyển theo."),
        done=_("Đã chuyển đơn vị."), button=_("Chuyển"),
    )  # fmt: skip


@page(permit=permits.is_admin, subject=the_unit)
def succeed_unit(request: HttpRequest, unit: Unit) -> HttpResponse:
    others = page_queries.kept_units(request.user).filter(line=unit.line).exclude(pk=unit.pk)
    form = forms.SuccessionForm(request.POST or None, units=others)

    def act(given: dict[str, Any]) -> Any:
        return actions.record_succession(
            actor=request.user, old=unit, new=given["unit"], kind=given["kind"], on=given["on"],
            basis=given["basis"],
        )  # fmt: skip

    return ask(
        request, form, act, title=_("Tổ chức lại đơn vị"), above=unit.name, back=address(unit),
        state=_(
            "Sáp nhập, đổi tên: người và đơn vị cấp dưới chuyển sang đơn vị kế thừa từ ngày này, "
            "đơn vị cũ kết thúc hôm trước. Giải thể: đơn vị không được còn người."
        ),
        done=_("Đã ghi nhận việc tổ chức lại."), button=_("Ghi nhận"), danger=True,
    )  # fmt: skip


@page(permit=permits.is_admin, subject=the_unit)
def close_unit(request: HttpRequest, unit: Unit) -> HttpResponse:
    form = forms.DayAndReasonForm(request.POST or None)
    return ask(
        request, form,
        lambda given: actions.close_unit(
            actor=request.user, unit=unit, on=given["on"], basis=given["reason"]
        ),
        title=_("Kết thúc hoạt động của đơn vị"), above=unit.name, back=address(unit),
        state=_("Vai trò, chức vụ và liên kết của đơn vị cũng kết thúc từ ngày này."),
        done=_("Đã kết thúc hoạt động của đơn vị."), button=_("Kết thúc"), danger=True,
    )  # fmt: skip


@page(permit=permits.is_admin, subject=the_unit)
def link_unit(request: HttpRequest, unit: Unit) -> HttpResponse:
    others = queries.visible_units(request.user).exclude(line=unit.line)
    form = forms.LinkForm(request.POST or None, units=others)

    def act(given: dict[str, Any]) -> Any:
        return actions.link_units(
            actor=request.user, unit=unit, counterpart=given["unit"],
            valid_from=given["valid_from"],
        )  # fmt: skip

    return ask(
        request, form, act, title=_("Gắn với đơn vị khác hệ"), above=unit.name,
        back=address(unit), state=_("Ví dụ khoa với tổ công đoàn, chi đoàn cùng làm việc."),
        done=_("Đã gắn hai đơn vị."), button=_("Gắn"),
    )  # fmt: skip


@page(permit=permits.is_admin, subject=the_link)
def end_link(request: HttpRequest, link: UnitLink) -> HttpResponse:
    return ask(
        request, forms.DayForm(request.POST or None),
        lambda given: actions.end_link(actor=request.user, link=link, on=given["on"]),
        title=_("Thôi gắn hai đơn vị"), above=str(link), back=address(link.unit),
        done=_("Đã thôi gắn hai đơn vị."), button=_("Thôi gắn"), danger=True,
    )  # fmt: skip


@page(permit=permits.is_admin, subject=the_unit)
def grant_role(request: HttpRequest, unit: Unit) -> HttpResponse:
    people = queries.visible_people(request.user)
    form = forms.RoleForm(request.POST or None, people=people)
    return ask(
        request, form,
        lambda given: actions.grant_role(actor=request.user, unit=unit, **given),
        title=_("Giao vai trò"), above=unit.name, back=address(unit),
        state=_("Vai trò có hiệu lực ở đơn vị này và mọi đơn vị cấp dưới."),
        done=_("Đã giao vai trò."), button=_("Giao vai trò"),
        people=page_queries.suggested(unit),
    )  # fmt: skip


@page(permit=permits.is_admin, subject=the_grant)
def end_role(request: HttpRequest, grant: RoleGrant) -> HttpResponse:
    return ask(
        request, forms.DayForm(request.POST or None),
        lambda given: actions.end_role(actor=request.user, grant=grant, on=given["on"]),
        title=_("Thôi giao vai trò"), above=str(grant), back=address(grant.unit),
        state=_("Người được ủy quyền thay mặt cũng thôi từ ngày này."),
        done=_("Đã thôi giao vai trò."), button=_("Thôi giao"), danger=True,
    )  # fmt: skip


@page(permit=permits.appoints_deputy, subject=the_grant)
def appoint_deputy(request: HttpRequest, grant: RoleGrant) -> HttpResponse:
    form = forms.DeputyForm(request.POST or None, people=queries.visible_people(request.user))

    def act(given: dict[str, Any]) -> Any:
        return actions.appoint_deputy(
            actor=request.user, grant=grant, deputy=given.pop("person"), **given
        )

    return ask(
        request, form, act, title=_("Ủy quyền người thay mặt"), above=str(grant),
        back=address(grant.unit),
        state=_("Việc người này làm trong thời gian đó ghi rõ là thay mặt."),
        done=_("Đã ủy quyền."), button=_("Ủy quyền"), people=page_queries.suggested(grant.unit),
    )  # fmt: skip


@page(permit=permits.ends_deputation, subject=the_deputation)
def end_deputation(request: HttpRequest, deputation: Deputation) -> HttpResponse:
    return ask(
        request, forms.DayForm(request.POST or None),
        lambda given: actions.end_deputation(
            actor=request.user, deputation=deputation, on=given["on"]
        ),
        title=_("Thôi ủy quyền"), above=str(deputation), back=address(deputation.grant.unit),
        done=_("Đã thôi ủy quyền."), button=_("Thôi ủy quyền"), danger=True,
    )  # fmt: skip
