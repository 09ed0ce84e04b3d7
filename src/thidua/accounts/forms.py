"""What people type to sign in and to set a password."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCode
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import User
from thidua.ui.forms import Form


def _worded(field: forms.Field, label: Any, **attrs: str) -> None:
    field.label = label
    field.help_text = ""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class SignInForm(LoginForm):  # type: ignore[misc] # the library is untyped
    """Any of three identifiers, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        _worded(
            self.fields["login"],
            _("Mã nhân viên, số điện thoại hoặc e-mail"),
            autocapitalize="none",
            spellcheck="false",
        )
        # A phone number with spaces or an e-mail may be longer than a staff code.
        self.fields["login"].max_length = 254
        self.fields["login"].widget.attrs.pop("maxlength", None)
        _worded(self.fields["password"], _("Mật khẩu"))

    def user_credentials(self) -> dict[str, str]:
        return {
            "username": self.cleaned_data["login"],
            "password": self.cleaned_data.get("password", ""),
        }


class ChangePassword(ChangePasswordForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        _worded(self.fields["oldpassword"], _("Mật khẩu hiện tại"))
        _worded(self.fields["password1"], _("Mật khẩu mới"))
        self.fields["password1"].help_text = password_validators_help_text_html()
        _worded(self.fields["password2"], _("Nhập lại mật khẩu mới"))


class ConfirmPassword(ReauthenticateForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        _worded(self.fields["password"], _("Mật khẩu"))


class _Code(forms.Form):
    """A six-figure code, typed on a phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        _worded(
            self.fields["code"],
            _("Mã xác nhận"),
            autocomplete="one-time-code",
            autocapitalize="none",
        )


class SecondFactorForm(_Code, AuthenticateForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _(
            "Sáu chữ số trên ứng dụng xác thực, hoặc một mã dự phòng đã in."
        )


class ConfirmByCode(_Code, ReauthenticateByCode):  # type: ignore[misc] # the library is untyped
    pass


class TurnOnSecondFactor(_Code, ActivateTOTPForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class FirstPassword(Form):
    """The password that the holder of a slip chooses."""

    password1 = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )
    password2 = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, second = given.get("password1"), given.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Hai lần nhập chưa giống nhau."))
        elif first:
            try:
                validate_password(first, self.user)
            except forms.ValidationError as weak:
                self.add_error("password1", weak)
        return given
