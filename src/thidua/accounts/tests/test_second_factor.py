"""One-time codes, printed codes, sessions and the account page."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from thidua.accounts.actions import drop_second_factor
from thidua.accounts.models import User
from thidua.orgs.tests.factories import Hospital, hospital

pytestmark = pytest.mark.django_db
PASSWORD = "mưa-rơi-rào-rào"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def house() -> Hospital:
    return hospital()


@pytest.fixture
def user(house: Hospital) -> User:
    house.director.set_password(PASSWORD)
    house.director.save()
    return house.director


def code() -> str:
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(SECRET, now))


def sign_in(client: Client, user: User):
    return client.post(reverse("account_login"), {"login": user.code, "password": PASSWORD})


def test_the_second_factor_is_asked_for_and_lets_in(client: Client, user: User) -> None:
    TOTP.activate(user, SECRET)
    first = sign_in(client, user)
    assert (first.status_code, first["Location"]) == (302, reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session

    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    right = client.post(reverse("mfa_authenticate"), {"code": code()})

    assert wrong.context["form"].errors == {"code": ["Mã xác nhận chưa đúng."]}
    assert (right.status_code, right["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_printed_code_lets_in_once(client: Client, user: User) -> None:
    TOTP.activate(user, SECRET)
    printed = RecoveryCodes.activate(user).get_unused_codes()[0]
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": printed})
    assert client.session["_auth_user_id"] == str(user.pk)

    other = Client()
    sign_in(other, user)
    again = other.post(reverse("mfa_authenticate"), {"code": printed})

    assert again.context["form"].errors == {"code": ["Mã xác nhận chưa đúng."]}


def test_turning_it_on_gives_codes_to_print(client: Client, user: User) -> None:
    sign_in(client, user)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    page = client.post(asked["Location"], {"password": PASSWORD}, follow=True)
    soup = BeautifulSoup(page.content, "html.parser")
    secret = soup.select_one("main code").get_text()  # type: ignore[union-attr]
    assert soup.select_one("main img")["src"].startswith("data:image/svg+xml;base64,")  # type: ignore[index,union-attr]

    _before, now, _after = yield_hotp_counters_from_time()
    answer = client.post(
        reverse("mfa_activate_totp"), {"code": format_hotp_value(hotp_value(secret, now))}
    )
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    codes = BeautifulSoup(client.get(answer["Location"]).content, "html.parser").select(".codes li")

    assert len(codes) == 10


def test_a_lost_phone_is_dropped_by_an_administrator(
    client: Client, house: Hospital, user: User
) -> None:
    TOTP.activate(user, SECRET)

    drop_second_factor(actor=house.admin, user=user, reason="Mất điện thoại")

    assert sign_in(client, user)["Location"] == "/"


def test_other_sessions_can_be_ended(client: Client, user: User) -> None:
    elsewhere = Client()
    sign_in(elsewhere, user)
    sign_in(client, user)
    assert client.get(reverse("usersessions_list")).context["session_count"] == 2

    client.post(reverse("usersessions_list"))

    assert client.get(reverse("accounts:me")).status_code == 200
    assert elsewhere.get(reverse("accounts:me")).status_code == 302


@pytest.mark.parametrize(
    "name",
    [
        "accounts:me", "account_change_password", "account_logout", "mfa_index",
        "mfa_activate_totp", "usersessions_list",
    ],
)  # fmt: skip
def test_pages_are_in_our_words(client: Client, user: User, name: str) -> None:
    sign_in(client, user)

    page = client.get(reverse(name)).content.decode()

    words = BeautifulSoup(page, "html.parser").get_text(" ")
    assert [
        word for word in ("Password", "Sign", "Code", "Menu", "Authenticator:") if word in words
    ] == []


def test_changing_the_password_ends_other_sessions(client: Client, user: User) -> None:
    elsewhere = Client()
    sign_in(elsewhere, user)
    sign_in(client, user)
    given = {"oldpassword": PASSWORD, "password1": "nắng-lên-rồi", "password2": "nắng-lên-rồi"}

    answer = client.post(reverse("account_change_password"), given)

    assert answer.status_code == 302
    assert elsewhere.get(reverse("accounts:me")).status_code == 302
    assert client.get(reverse("accounts:me")).status_code == 200
