"""One's own account, and the first sign-in by a printed slip."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from thidua.accounts import actions
from thidua.accounts.backends import AnyIdentifier
from thidua.accounts.forms import FirstPassword
from thidua.accounts.pages import attempt, has_account, page
from thidua.accounts.queries import second_factors_of, security_log_of, sessions_of, slip_of
from thidua.accounts.rules import phone_as_written
from thidua.core.permit import anyone
from thidua.ui.forms import Form


@page(permit=has_account)
def me(request: HttpRequest) -> HttpResponse:
    """How I sign in, where I am signed in, and what happened with my account."""
    assert request.user.is_authenticated
    user = request.user
    context = {
        "account": user,
        "phone": phone_as_written(user.phone) if user.phone else "",
        "factors": second_factors_of(user),
        "sessions": sessions_of(user),
        "log": security_log_of(user),
    }
    return render(request, "accounts/me.html", context)


class TokenForm(Form):
    token = forms.CharField(label=_("Mã trên phiếu"), help_text=_("Mười sáu chữ và số."))


@page(permit=anyone)
def type_token(request: HttpRequest) -> HttpResponse:
    """For a slip whose QR cannot be read: its code is typed."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        token = "".join(form.cleaned_data["token"].split()).upper()
        return HttpResponseRedirect(reverse("accounts:first_sign_in", args=[token]))
    return render(request, "accounts/type_token.html", {"form": form})


@page(permit=anyone)
@never_cache
@sensitive_post_parameters("password1", "password2")
def first_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """The slip's holder chooses a password and is signed in (past a second factor, if there is)."""
    slip = slip_of(token)
    if slip is None:
        return render(request, "accounts/slip_over.html", status=404)
    form = FirstPassword(request.POST or None, user=slip.user)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password1"]
        user = attempt(
            request,
            lambda: actions.set_password_first_time(actor=slip.user, slip=slip, password=password),
        )
        if user is not None:
            user.backend = f"{AnyIdentifier.__module__}.{AnyIdentifier.__qualname__}"
            record_authentication(request, user, method="password", username=user.code)
            answer: HttpResponse = perform_login(request, user, redirect_url="/")
            return answer
    return render(request, "accounts/first_sign_in.html", {"form": form, "account": slip.user})
