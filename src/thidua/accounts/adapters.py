"""How the sign-in library is bent to the house: closed, known people only, one log."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.models import User
from thidua.accounts.queries import find_by_identifier
from thidua.core.audit import record_security
from thidua.core.models import SecurityEvent
from thidua.ui import qr

WRONG = gettext_lazy("Mã nhân viên, số điện thoại hoặc mật khẩu chưa đúng.")
WAIT = gettext_lazy(
    "Đã nhập sai quá nhiều lần. Vui lòng chờ 5 phút rồi thử lại, hoặc đề nghị người hỗ trợ của "
    "đơn vị cấp lại phiếu đăng nhập."
)
WRONG_CODE = gettext_lazy("Mã xác nhận chưa đúng.")


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc] # the library is untyped
    """No public sign-up: accounts come with people, from their unit."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Tài khoản này đã ngừng hoạt động."),
        "enter_current_password": gettext_lazy("Mật khẩu hiện tại chưa đúng."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": gettext_lazy("Mật khẩu chưa đúng."),
        "invalid_login": WRONG,
        "email_password_mismatch": WRONG,
        "phone_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages themselves say what happened."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        typed = str(credentials.get("username") or credentials.get("email") or "")
        user = find_by_identifier(typed)
        # What strangers type is not kept: people type passwords into the wrong field.
        record_security(
            SecurityEvent.Kind.SIGN_IN_FAILED,
            actor_id=user.pk if user else None,
            subject=user,
            detail=self.get_client_ip(request),
        )

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count per account, whichever of its three identifiers is tried."""
        typed = str(credentials.get("username") or credentials.get("email") or "")
        user = find_by_identifier(typed)
        return f"account:{user.pk}" if user else f"typed:{typed.strip().casefold()}"


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc] # the library is untyped
    """Single sign-on lets in whom the unit has entered: known by e-mail or staff code."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        claims = sociallogin.account.extra_data
        user = self._known(claims)
        if user is None and self._known(claims, closed=True) is not None:
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_inactive")))
        if user is None:
            messages.error(
                request,
                _("Chưa có người nào trong hệ thống dùng tài khoản này. Đề nghị người quản trị của "
                  "đơn vị kiểm tra e-mail hoặc mã nhân viên."),
            )  # fmt: skip
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
        sociallogin.connect(request, user)

    def _known(self, claims: dict[str, Any], *, closed: bool = False) -> User | None:
        told = {**claims, **claims.get("userinfo", {}), **claims.get("id_token", {})}
        # An address that the provider has not verified could be anybody's.
        verified = told.get("email_verified") in (True, "true")
        typed = [told.get("email") if verified else None, told.get("employee_number")]
        found = (find_by_identifier(str(each), closed=closed) for each in typed if each)
        return next((user for user in found if user), None)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc] # the library is untyped
    """One-time codes, with our words and our QR drawing."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "rate_limited": WAIT,
    }

    def get_totp_label(self, user: User) -> str:
        return user.code

    def build_totp_svg(self, url: str) -> str:
        return qr.svg(url, module=5)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Most people have no e-mail; the security log on their account page tells them."""
