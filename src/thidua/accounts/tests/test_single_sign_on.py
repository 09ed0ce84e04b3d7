"""Single sign-on against a real OpenID Connect provider, which runs as a process beside."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from thidua.accounts.models import User
from thidua.core.models import SecurityEvent
from thidua.orgs.tests.factories import hospital

pytestmark = pytest.mark.django_db
NOBODY = (
    "Chưa có người nào trong hệ thống dùng tài khoản này. Đề nghị người quản trị của đơn vị kiểm "
    "tra e-mail hoặc mã nhân viên."
)
CLOSED = (
    "Tài khoản này đã được đơn vị cho ngừng hoạt động. Nếu bạn vẫn công tác tại đơn vị, đề nghị "
    "người quản trị mở lại."
)
MAIL = {"email": "noi@benhvien.example", "email_verified": True}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The provider's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                requests.get(f"{address}/jwks", timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
        process.terminate()


@pytest.fixture
def user() -> User:
    member = hospital().member
    member.code, member.email = "BS0042", MAIL["email"]
    member.save()
    return member


@pytest.fixture
def sign_in(client: Client, server: str, settings: Any) -> Any:
    """Sign in at the provider as somebody of whom it says `claims`; follow to the end."""
    ours = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    app = {
        "provider_id": "don-vi", "name": "tài khoản bệnh viện", "client_id": "thidua",
        "secret": "bí-mật", "settings": {"server_url": server},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**ours, "APPS": [app]}}

    def go(sub: str, claims: dict[str, Any]) -> Any:
        requests.put(f"{server}/users/{sub}", json=claims, timeout=10).raise_for_status()
        sent = client.post(reverse("openid_connect_login", args=["don-vi"]))
        given = requests.post(
            sent["Location"], data={"sub": sub}, allow_redirects=False, timeout=10
        )
        back = urlsplit(given.headers["Location"])
        return client.get(f"{back.path}?{back.query}", follow=True)

    return go


def words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def test_the_sign_in_page_offers_it_and_sends_there(
    client: Client, server: str, sign_in: Any
) -> None:
    page = BeautifulSoup(client.get(reverse("account_login")).content, "html.parser")
    forms = {
        " ".join(form.get_text().split()): form["action"] for form in page.select("form[action]")
    }
    sent = client.post(forms["Đăng nhập bằng tài khoản bệnh viện"])

    address = urlsplit(sent["Location"])
    asked = parse_qs(address.query)
    assert f"{address.scheme}://{address.netloc}" == server
    assert asked["redirect_uri"] == ["http://testserver/tai-khoan/mot-cua/don-vi/tro-lai/"]
    assert asked["code_challenge_method"] == ["S256"]


@pytest.mark.parametrize(
    "claims", [MAIL, {"employee_number": "bs0042"}, {**MAIL, "email": "NOI@benhvien.example"}]
)
def test_a_known_person_is_let_in(
    client: Client, user: User, sign_in: Any, claims: dict[str, Any]
) -> None:
    answer = sign_in("noi", claims)

    assert answer.redirect_chain[-1][0] == "/"
    assert client.session["_auth_user_id"] == str(user.pk)
    log = SecurityEvent.objects.order_by("pk").values_list("kind", "actor_id")
    assert list(log) == [("signed_in", user.pk)]


def test_a_person_once_known_is_known_by_the_providers_own_number(
    client: Client, user: User, sign_in: Any
) -> None:
    sign_in("noi", MAIL)
    client.logout()
    User.objects.filter(pk=user.pk).update(email=None)

    sign_in("noi", MAIL)

    assert client.session["_auth_user_id"] == str(user.pk)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "la@noikhac.example", "email_verified": True},
        {"employee_number": "KHONGCO"},
        # An address that the provider has not verified could be anybody's.
        {"email": "noi@benhvien.example"},
        {"email": "noi@benhvien.example", "email_verified": False},
        {},
    ],
)
def test_a_stranger_is_refused_with_a_sentence(
    client: Client, user: User, sign_in: Any, claims: dict[str, Any]
) -> None:
    answer = sign_in("la", claims)

    assert [url for url, _status in answer.redirect_chain] == [reverse("account_login")]
    assert NOBODY in words(answer)
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 8


@pytest.mark.parametrize("was_known", [False, True])
def test_a_closed_account_is_refused_with_a_sentence(
    client: Client, user: User, sign_in: Any, was_known: bool
) -> None:
    if was_known:
        sign_in("noi", MAIL)
        client.logout()
    User.objects.filter(pk=user.pk).update(is_active=False)

    answer = sign_in("noi", MAIL)

    assert answer.redirect_chain[-1][0] == reverse("account_inactive")
    assert CLOSED in words(answer)
    assert "_auth_user_id" not in client.session


def test_the_second_factor_is_asked_for_here_too(client: Client, user: User, sign_in: Any) -> None:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")

    answer = sign_in("noi", MAIL)

    assert answer.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_who_says_no_at_the_provider_comes_back_to_a_sentence(
    client: Client, server: str, sign_in: Any
) -> None:
    sent = client.post(reverse("openid_connect_login", args=["don-vi"]))
    given = requests.post(
        sent["Location"], data={"action": "deny"}, allow_redirects=False, timeout=10
    )
    back = urlsplit(given.headers["Location"])

    answer = client.get(f"{back.path}?{back.query}", follow=True)

    assert "Hệ thống đăng nhập của đơn vị chưa xác nhận bạn." in words(answer)
    assert "_auth_user_id" not in client.session


def test_a_forged_answer_is_no_sign_in(client: Client, user: User, sign_in: Any) -> None:
    client.post(reverse("openid_connect_login", args=["don-vi"]))

    answer = client.get(
        reverse("openid_connect_callback", args=["don-vi"]), {"code": "x", "state": "gia-mao"}
    )

    assert "Hệ thống đăng nhập của đơn vị chưa xác nhận bạn." in words(answer)
    assert "_auth_user_id" not in client.session
