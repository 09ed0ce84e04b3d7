"""`page` and `Paged`: how every view of the product declares who may open it."""

import functools
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from thidua.accounts import pages
from thidua.accounts.pages import attempt
from thidua.core.permit import Permit, anyone
from thidua.orgs import queries

__all__ = ["Paged", "attempt", "page"]


def insist(request: HttpRequest, permit: Permit, subject: Any) -> None:
    """Answer «403» with the reason, unless the permit lets the person behind the account in."""
    if permit is not anyone and queries.person_of(request.user) is None:
        raise PermissionDenied(
            _(
                "Tài khoản này chưa gắn với hồ sơ nhân sự nào. "
                "Đề nghị người quản trị của đơn vị gắn."
            )
        )
    pages.insist(request, permit, subject)


page = functools.partial(pages.page, insist=insist)
"""`@page(permit=…, subject=…)`, see `thidua.accounts.pages.page`; asks for a person too."""


class Paged:
    """The same for class-based pages (`ListPage`): put it first and set `permit`."""

    permit: Permit

    @classmethod
    def as_view(cls, **initial: Any) -> Any:
        view = super().as_view(**initial)  # type: ignore[misc] # mixed into views
        view.permit = cls.permit
        return view

    def get_subject(self) -> Any:
        """What the page is about, from `self.kwargs`; afterwards it is `self.subject`."""
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **captured: Any) -> HttpResponseBase:
        if self.permit is not anyone and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        self.subject = self.get_subject()
        insist(request, self.permit, self.subject)
        answer: HttpResponseBase = super().dispatch(request, *args, **captured)  # type: ignore[misc] # mixed into views
        return answer
