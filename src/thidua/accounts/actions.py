"""Every write on accounts: made, changed, closed, opened with a printed slip."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.models import FirstSignIn, User
from thidua.accounts.permits import holds_slip, is_oneself, is_the_system, keeps_account
from thidua.accounts.queries import hash_of
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused

SLIP_DAYS = 30
# Without letters and figures that look alike: slips are also typed by hand.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class IdentifierTaken(Refused):
    """Two people with one staff code, phone number or e-mail could not be told apart."""


def _insist_on_free(user: User) -> None:
    others = User.objects.exclude(pk=user.pk)
    taken = (
        (Q(code__iexact=user.code), _("Mã nhân viên %(value)s đã có người dùng."), user.code),
        (Q(phone=user.phone), _("Số điện thoại %(value)s đã có người dùng."), user.phone),
        (Q(email__iexact=user.email), _("E-mail %(value)s đã có người dùng."), user.email),
    )
    for same, sentence, value in taken:
        if value and others.filter(same).exists():
            raise IdentifierTaken(sentence % {"value": value})


@action("accounts.user.create", gettext_lazy("Lập tài khoản"), permit=keeps_account)
def create_user(*, actor: Any, code: str, full_name: str, phone: str = "", email: str = "") -> User:
    """An account without a password: a printed slip opens it. `phone` as `+84…`.

    Raises `IdentifierTaken`.
    """
    user = User(
        code=code, full_name=full_name, phone=phone or None, email=email.casefold() or None,
        password=make_password(None),
    )  # fmt: skip
    _insist_on_free(user)
    user.save()
    return user


@action("accounts.users.create", gettext_lazy("Lập nhiều tài khoản"), permit=keeps_account)
def create_users(*, actor: Any, people: Sequence[dict[str, Any]]) -> list[User]:
    """Accounts for many people, in their order; `code`, `full_name`, `phone`, `email` of each.

    A phone number or e-mail that somebody has already (a couple sharing one) is left out: that
    person signs in by staff code.
    """
    phones = set(User.objects.exclude(phone=None).values_list("phone", flat=True))
    emails = set(User.objects.exclude(email=None).values_list("email", flat=True))
    made = []
    for facts in people:
        phone, email = facts["phone"] or None, facts["email"] or None
        made.append(
            User(
                code=facts["code"], full_name=facts["full_name"], password=make_password(None),
                phone=phone if phone not in phones else None,
                email=email if email not in emails else None,
            )
        )  # fmt: skip
        phones.add(phone)
        emails.add(email)
    users = User.objects.bulk_create(made, batch_size=1000)
    tabulate([{"user": user.pk} for user in users])
    return users


@action("accounts.user.update", gettext_lazy("Sửa tài khoản"), on="user", permit=keeps_account)
def update_user(
    *, actor: Any, user: User, code: str, full_name: str, phone: str = "", email: str = ""
) -> User:
    """Keep the account like the person's file. Raises `IdentifierTaken`."""
    user.code, user.full_name = code, full_name
    user.phone, user.email = phone or None, email.casefold() or None
    _insist_on_free(user)
    user.save()
    return user


@action(
    "accounts.user.deactivate", gettext_lazy("Cho ngừng tài khoản"), on="user", permit=keeps_account
)
def deactivate_user(*, actor: Any, user: User, reason: str) -> User:
    """Close the account: sessions end and slips are void at once."""
    if not user.is_active:
        raise Refused(_("Tài khoản này đã ngừng hoạt động."))
    note(reason=reason)
    user.is_active = False
    user.save()
    _shut_out(user)
    return user


@action(
    "accounts.user.reactivate", gettext_lazy("Mở lại tài khoản"), on="user", permit=keeps_account
)
def reactivate_user(*, actor: Any, user: User, reason: str) -> User:
    """Open a closed account again; its old password counts no more, a slip opens it."""
    if user.is_active:
        raise Refused(_("Tài khoản này đang hoạt động."))
    note(reason=reason)
    user.is_active = True
    user.set_unusable_password()
    user.save()
    return user


@action("accounts.user.fold", gettext_lazy("Khép tài khoản trùng"), on="user", permit=keeps_account)
def fold_user(*, actor: Any, user: User, into: User, reason: str) -> User:
    """Close a duplicate: its phone number and e-mail are free, its single sign-on opens `into`."""
    note(reason=reason)
    user.phone = user.email = None
    user.is_active = False
    user.save()
    SocialAccount.objects.filter(user=user).update(user=into)
    _shut_out(user)
    return into


@action("accounts.user.reset", gettext_lazy("Cấp lại đăng nhập"), on="user", permit=keeps_account)
def reset_user(*, actor: Any, user: User) -> str:
    """Void the forgotten password, end all sessions, and answer the token of a new slip.

    A second factor stays: whoever resets cannot sign in with the slip alone.
    """
    _insist_on_active(user)
    user.set_unusable_password()
    user.save()
    _shut_out(user)
    return _issue(actor, [user])[0]


@action(
    "accounts.user.drop_second_factor", gettext_lazy("Gỡ xác thực hai lớp"), on="user",
    permit=keeps_account,
)  # fmt: skip
def drop_second_factor(*, actor: Any, user: User, reason: str) -> None:
    """For a lost phone and lost printed codes; the reason stands in the trail."""
    found = Authenticator.objects.filter(user=user)
    if not found.exists():
        raise Refused(_("Tài khoản này chưa bật xác thực hai lớp."))
    note(reason=reason)
    found.delete()
    _end_sessions(user)


@action(
    "accounts.slips.issue", gettext_lazy("In phiếu đăng nhập lần đầu"), on="users",
    permit=keeps_account,
)  # fmt: skip
def issue_first_sign_in_slips(*, actor: Any, users: Sequence[User]) -> list[str]:
    """Tokens in the order of `users`, shown this once; earlier slips of the same people are void.

    Raises `Refused` when one of them has a password already: that one needs a reset.
    """
    for user in users:
        _insist_on_active(user)
        if user.has_usable_password():
            raise Refused(
                _("%(who)s đã đặt mật khẩu; dùng «Cấp lại đăng nhập» nếu người đó quên.")
                % {"who": user}
            )
    tabulate([{"user": user.pk} for user in users])
    return _issue(actor, users)


@action("accounts.slip.use", gettext_lazy("Đặt mật khẩu lần đầu"), on="slip", permit=holds_slip)
def set_password_first_time(*, actor: User, slip: FirstSignIn, password: str) -> User:
    """Use the slip up: the password is set, other slips of the person are void."""
    if slip.used_at or slip.expires_at <= period.now():
        raise Refused(_("Phiếu này đã dùng hoặc đã hết hạn. Nhờ người hỗ trợ của đơn vị in lại."))
    user = slip.user
    _insist_on_active(user)
    user.set_password(password)
    user.must_change_password = False
    user.save()
    slip.used_at = period.now()
    slip.save()
    FirstSignIn.objects.filter(user=user, used_at=None).delete()
    return user


@action("accounts.language.choose", gettext_lazy("Chọn ngôn ngữ"), on="user", permit=is_oneself)
def choose_language(*, actor: Any, user: User, language: str) -> User:
    """Remember the language of pages on any machine, of notices and of mail."""
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("Phần mềm không có ngôn ngữ này."))
    user.language = language
    user.save()
    return user


@action(
    "accounts.user.erase", gettext_lazy("Xóa dữ liệu tài khoản"), on="user", permit=keeps_account
)
def erase_user(*, actor: Any, user: User, name: str) -> User:
    """Take everything personal out of an account; the number stays for the trail's sake."""
    _shut_out(user)
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    user.code, user.full_name, user.phone, user.email = f"XOA-{user.pk}", name, None, None
    user.is_active, user.language = False, ""
    user.set_unusable_password()
    user.save()
    return user


@action("accounts.demo.open", gettext_lazy("Mở tài khoản dùng thử"), permit=is_the_system)
def open_demo_accounts(*, actor: Any, codes: Sequence[str], password: str) -> int:
    """Give the invented people of a demonstration one password; hashed once, since it is shared."""
    users = User.objects.filter(code__in=codes)
    tabulate([{"user": pk} for pk in users.order_by("pk").values_list("pk", flat=True)])
    return users.update(password=make_password(password))


def _insist_on_active(user: User) -> None:
    if not user.is_active:
        raise Refused(_("Tài khoản của %(who)s đã ngừng hoạt động.") % {"who": user})


def _issue(actor: Any, users: Sequence[User]) -> list[str]:
    FirstSignIn.objects.filter(user__in=users, used_at=None).delete()
    at = period.now()
    tokens = ["".join(secrets.choice(LETTERS) for _place in range(16)) for _user in users]
    FirstSignIn.objects.bulk_create(
        FirstSignIn(
            user=user, token_hash=hash_of(token), issued_by_id=actor.pk or None, issued_at=at,
            expires_at=at + timedelta(days=SLIP_DAYS),
        )
        for user, token in zip(users, tokens, strict=True)
    )  # fmt: skip
    return tokens


def _shut_out(user: User) -> None:
    FirstSignIn.objects.filter(user=user, used_at=None).delete()
    _end_sessions(user)


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()
