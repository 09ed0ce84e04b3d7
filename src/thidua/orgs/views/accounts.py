"""A person's account closed, opened again, or freed of a lost second factor; each with a reason."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from thidua.accounts import actions
from thidua.orgs import forms, permits
from thidua.orgs.models import Person
from thidua.orgs.pages import page
from thidua.orgs.views.asking import ask
from thidua.orgs.views.people import address, the_person


def _ask(
    request: HttpRequest, person: Person, act: Callable[..., Any], **words: Any
) -> HttpResponse:
    return ask(
        request, forms.ReasonOnly(request.POST or None),
        lambda given: act(actor=request.user, user=person.user, reason=given["reason"]),
        above=person.full_name, back=address(person), **words,
    )  # fmt: skip


@page(permit=permits.resets_person, subject=the_person)
def deactivate(request: HttpRequest, person: Person) -> HttpResponse:
    return _ask(
        request, person, actions.deactivate_user, title=_("Cho ngừng tài khoản"),
        state=_("Người này bị đăng xuất khỏi mọi máy, không đăng nhập được nữa; hồ sơ giữ nguyên."),
        done=_("Đã cho ngừng tài khoản."), button=_("Cho ngừng"), danger=True,
    )  # fmt: skip


@page(permit=permits.resets_person, subject=the_person)
def reactivate(request: HttpRequest, person: Person) -> HttpResponse:
    return _ask(
        request, person, actions.reactivate_user, title=_("Mở lại tài khoản"),
        state=_("Mật khẩu cũ hết dùng: sau khi mở lại, in phiếu đăng nhập cho người này."),
        done=_("Đã mở lại tài khoản. In phiếu đăng nhập cho người này bằng «Cấp lại đăng nhập»."),
        button=_("Mở lại"),
    )  # fmt: skip


@page(permit=permits.resets_person, subject=the_person)
def drop_second_factor(request: HttpRequest, person: Person) -> HttpResponse:
    return _ask(
        request, person, actions.drop_second_factor, title=_("Gỡ xác thực hai lớp"),
        state=_(
            "Chỉ gỡ khi người này mất điện thoại và mất cả mã dự phòng, sau khi đã gặp tận mặt. "
            "Người này bị đăng xuất khỏi mọi máy; việc gỡ và lý do được ghi vào nhật ký."
        ),
        done=_("Đã gỡ xác thực hai lớp."), button=_("Gỡ"), danger=True,
    )  # fmt: skip
