"""People: the list, a personal file, and what is done to it."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts import actions as accounts
from thidua.accounts.rules import phone_as_written
from thidua.core import audit, period
from thidua.core.capability import offers
from thidua.core.models import SecurityEvent
from thidua.orgs import actions, forms, page_queries, permits, queries, tables
from thidua.orgs.models import Person, Position, Unit
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.states import Line, MembershipKind, Role
from thidua.orgs.views.asking import ask
from thidua.orgs.views.units import address as unit_address
from thidua.orgs.views.units import the_unit
from thidua.ui.columns import Column
from thidua.ui.lists import Empty, ListPage

MANAGING = (Role.ADMIN, Role.OFFICER, Role.HELPER)


def the_person(request: HttpRequest, pk: int) -> Person | None:
    return page_queries.person_by_key(pk)


def the_position(request: HttpRequest, pk: int) -> Position | None:
    return page_queries.position_by_key(pk)


def address(person: Person) -> str:
    return reverse("orgs:person", args=[person.pk])


class PeopleList(Paged, ListPage):
    """Everybody whom the reader may see; the account's state for those who look after them."""

    permit = permits.is_signed_in
    title = gettext_lazy("Nhân sự")
    filterset_class = tables.PeopleFilter
    search_fields = ("folded",)
    search_hint = gettext_lazy("Tìm theo tên hoặc mã, không cần dấu")
    default_sort = ("sort_key",)
    row_url = "orgs:person"
    export_name = "nhan-su"
    empty = Empty(
        gettext_lazy("Chưa có ai"),
        gettext_lazy("Người của đơn vị hiện ở đây sau khi được nhập từ Excel hoặc từng người."),
    )

    def get_rows(self) -> QuerySet[Any]:
        return page_queries.people_rows(self.request.user, on=period.today())

    def get_state(self, total: int) -> str:
        return _("%(total)s người") % {"total": total}

    def get_columns(self) -> Sequence[Column]:
        manages = queries.holds_anywhere(self.request.user, *MANAGING)
        return [*tables.COLUMNS, tables.ACCOUNT] if manages else tables.COLUMNS

    def get_context(self) -> dict[str, Any]:
        if not queries.holds_anywhere(self.request.user, Role.ADMIN):
            return {}
        return {
            "main_action_url": reverse("orgs:import_people"),
            "main_action_label": _("Nhập từ Excel"),
            "main_action_icon": "file-import",
        }


@page(permit=permits.reads_person, subject=the_person)
def person(request: HttpRequest, person: Person) -> HttpResponse:
    """A personal file; that it was opened is noted, unless by its owner."""
    actor, today = request.user, period.today()
    is_own = permits.is_oneself(actor, person) is None
    if not is_own:
        audit.record_security(SecurityEvent.Kind.FILE_OPENED, actor_id=actor.pk, subject=person)
    context = {
        "person": person,
        "phone": phone_as_written(person.phone) if person.phone else "",
        "account": tables.account_of(person),
        "memberships": page_queries.memberships_of(person),
        "positions": page_queries.positions_of(person),
        "roles": page_queries.roles_of(person),
        "deputations": page_queries.deputations_of(person),
        "openings": page_queries.openings_of(person),
        "offers": offers(actor, person, on=today),
        "keeps": permits.keeps_person(actor, person) is None and person.erased_at is None,
        "account_acts": [] if is_own else tables.account_acts(actor, person),
        "is_own": is_own,
        "trail": queries.trail_of(person),
        "today": today,
    }
    return render(request, "orgs/person.html", context)


@page(permit=permits.is_admin, subject=the_unit)
def new_person(request: HttpRequest, unit: Unit) -> HttpResponse:
    kind = permits.OWN_KIND[Line(unit.line)]
    return ask(
        request, forms.NewPersonForm(request.POST or None),
        lambda given: actions.add_person(actor=request.user, unit=unit, kind=kind, **given),
        title=_("Nhập một người"), above=unit.name, back=unit_address(unit),
        state=_("Tài khoản được lập cùng lúc; in phiếu đăng nhập để người đó đặt mật khẩu."),
        done=_("Đã nhập người mới."), button=_("Nhập"),
    )  # fmt: skip


@page(permit=permits.keeps_person, subject=the_person)
def edit_person(request: HttpRequest, person: Person) -> HttpResponse:
    names = forms.PersonForm.base_fields
    form = forms.PersonForm(
        request.POST or None, initial={name: getattr(person, name) for name in names}
    )
    return ask(
        request, form,
        lambda given: actions.update_person(actor=request.user, person=person, **given),
        title=_("Sửa hồ sơ"), above=person.full_name, back=address(person),
        done=_("Đã sửa hồ sơ."), button=_("Lưu"),
    )  # fmt: skip


@page(permit=permits.keeps_person, subject=the_person)
def transfer(request: HttpRequest, person: Person) -> HttpResponse:
    form = forms.MembershipForm(
        request.POST or None, units=page_queries.kept_units(request.user),
        initial={"kind": MembershipKind.HOME},
    )  # fmt: skip
    return ask(
        request, form,
        lambda given: actions.set_membership(actor=request.user, person=person, **given),
        title=_("Chuyển, điều động, ghi nơi sinh hoạt"), above=person.full_name,
        back=address(person),
        state=_(
            "Nơi cũ cùng loại kết thúc hôm trước, kèm các vai trò và chức vụ gắn với nơi đó; "
            "biệt phái, tăng cường giữ nguyên nơi cũ."
        ),
        done=_("Đã ghi nhận."), button=_("Ghi nhận"),
    )  # fmt: skip


@page(permit=permits.keeps_person, subject=the_person)
def set_position(request: HttpRequest, person: Person) -> HttpResponse:
    form = forms.PositionForm(request.POST or None, units=page_queries.kept_units(request.user))
    return ask(
        request, form,
        lambda given: actions.set_position(actor=request.user, person=person, **given),
        title=_("Ghi chức vụ"), above=person.full_name, back=address(person),
        done=_("Đã ghi chức vụ."), button=_("Ghi"),
    )  # fmt: skip


@page(permit=permits.keeps_person, subject=the_position)
def end_position(request: HttpRequest, position: Position) -> HttpResponse:
    return ask(
        request, forms.DayForm(request.POST or None),
        lambda given: actions.end_position(
            actor=request.user, position=position, on=given["on"]
        ),
        title=_("Thôi chức vụ"), above=f"{position.person} · {position}",
        back=address(position.person), done=_("Đã thôi chức vụ."), button=_("Thôi chức vụ"),
        danger=True,
    )  # fmt: skip


@page(permit=permits.keeps_person, subject=the_person)
def leave(request: HttpRequest, person: Person) -> HttpResponse:
    return ask(
        request, forms.DayAndReasonForm(request.POST or None),
        lambda given: actions.leave(actor=request.user, person=person, **given),
        title=_("Cho thôi công tác tại đơn vị"), above=person.full_name, back=address(person),
        state=_("Vai trò, chức vụ, ủy quyền kết thúc sau ngày này; tài khoản ngừng hoạt động."),
        done=_("Đã cho thôi công tác."), button=_("Cho thôi"), danger=True,
    )  # fmt: skip


@page(permit=permits.keeps_person, subject=the_person)
def erase(request: HttpRequest, person: Person) -> HttpResponse:
    return ask(
        request, forms.ReasonOnly(request.POST or None),
        lambda given: actions.erase_person(
            actor=request.user, person=person, on=period.today(), basis=given["reason"]
        ),
        title=_("Xóa dữ liệu cá nhân"), above=person.full_name, back=address(person),
        state=_(
            "Họ tên, mã, ngày sinh, số điện thoại, e-mail được xóa và không lấy lại được. "
            "Quyết định đã ban hành, sổ khen thưởng và gói tin đã ký lưu trữ giữ nguyên tên như "
            "đã ký."
        ),
        done=_("Đã xóa dữ liệu cá nhân."), button=_("Xóa dữ liệu"), danger=True,
    )  # fmt: skip


@page(permit=permits.is_oneself | permits.keeps_person, subject=the_person)
def export(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything kept on one person, as JSON."""
    audit.record_security(SecurityEvent.Kind.EXPORTED, actor_id=request.user.pk, subject=person)
    data = audit.plain(queries.everything_of(person, to=request.user))
    answer = HttpResponse(
        json.dumps(data, ensure_ascii=False, indent=2), content_type="application/json"
    )
    answer["Content-Disposition"] = f'attachment; filename="du-lieu-{person.pk}.json"'
    return answer


@page(permit=permits.resets_person, subject=the_person)
def reset(request: HttpRequest, person: Person) -> HttpResponse:
    """Void a forgotten password and print a new slip."""
    if request.method == "POST" and person.user is not None:
        user = person.user
        token = attempt(request, lambda: accounts.reset_user(actor=request.user, user=user))
        if token is not None:
            return slips_page(
                request, [(person, token)], queries.home_unit_of(person, on=period.today())
            )
    return render(request, "orgs/reset.html", {"person": person})


@page(permit=permits.helps, subject=the_unit)
def slips(request: HttpRequest, unit: Unit) -> HttpResponse:
    """First sign-in slips of a unit: to whom, then the printed page, shown once."""
    today = period.today()
    waiting = list(page_queries.waiting_for_slips(unit, on=today))
    closed = (
        []
        if permits.is_admin(request.user, unit) is None
        else queries.holders_among(waiting, on=today)
    )
    open_to = [person for person in waiting if person not in closed]
    if request.method == "POST":
        picked = set(request.POST.getlist("pick"))
        chosen = [p for p in open_to if str(p.pk) in picked]
        if not chosen:
            messages.error(request, _("Chưa đánh dấu người nào."))
            return HttpResponseRedirect(request.path)
        made = attempt(
            request, lambda: actions.issue_slips(actor=request.user, unit=unit, people=chosen)
        )
        if made is not None:
            return slips_page(request, made, unit)
    return render(request, "orgs/slips.html", {"unit": unit, "people": open_to})


def slips_page(
    request: HttpRequest, made: Sequence[tuple[Person, str]], unit: Unit | None
) -> HttpResponse:
    """The page that is printed; it is not kept, since tokens are not."""
    answer = render(
        request, "orgs/slips_print.html", {"slips": tables.slips(request, made), "unit": unit}
    )
    answer["Cache-Control"] = "no-store"
    return answer
