"""Addresses of the sign-in library: only what is used, in Vietnamese, each with its permit."""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.usersessions import views as sessions
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from thidua.accounts.pages import has_account, page
from thidua.core.permit import Permit, anyone


def closed(request: HttpRequest, **captured: Any) -> HttpResponseBase:
    """Names that the library asks for and this house does not offer: sign-up, reset by mail."""
    raise Http404


def _path(
    route: str, view: Callable[..., HttpResponseBase], name: str, permit: Permit = has_account
) -> URLPattern:
    return path(route, page(permit=permit)(view), name=name)


urlpatterns = [
    _path("dang-nhap/", account.login, "account_login", anyone),
    _path("dang-nhap/ma-xac-nhan/", mfa.authenticate, "mfa_authenticate", anyone),
    _path("dang-xuat/", account.logout, "account_logout", anyone),
    _path("ngung-hoat-dong/", account.account_inactive, "account_inactive", anyone),
    _path("mat-khau/", account.password_change, "account_change_password"),
    _path("mat-khau/dat/", closed, "account_set_password", anyone),
    _path("xac-nhan/", account.reauthenticate, "account_reauthenticate"),
    _path("xac-nhan/ma/", mfa.reauthenticate, "mfa_reauthenticate"),
    _path("hai-lop/", mfa.index, "mfa_index"),
    _path("hai-lop/bat/", totp.activate_totp, "mfa_activate_totp"),
    _path("hai-lop/tat/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _path("hai-lop/ma-du-phong/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _path("hai-lop/ma-du-phong/moi/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _path("hai-lop/ma-du-phong/tai/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
    _path("phien/", sessions.list_usersessions, "usersessions_list"),
    _path("mot-cua/<str:provider_id>/", openid.login, "openid_connect_login", anyone),
    _path("mot-cua/<str:provider_id>/tro-lai/", openid.callback, "openid_connect_callback", anyone),
    _path("mot-cua/huy/", social.login_cancelled, "socialaccount_login_cancelled", anyone),
    _path("mot-cua/loi/", social.login_error, "socialaccount_login_error", anyone),
    _path("mot-cua/tai-khoan/", closed, "socialaccount_connections", anyone),
    _path("mot-cua/moi/", closed, "socialaccount_signup", anyone),
    _path("moi/", closed, "account_signup", anyone),
    _path("mat-khau/quen/", closed, "account_reset_password", anyone),
    _path("e-mail/", closed, "account_email", anyone),
    _path("e-mail/gui/", closed, "account_email_verification_sent", anyone),
]
