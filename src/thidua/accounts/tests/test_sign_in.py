"""Signing in by any of three identifiers, and what stops it."""

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.models import User
from thidua.accounts.queries import languages_of
from thidua.accounts.rules import phone_as_written, phone_number
from thidua.core.models import AuditEntry, SecurityEvent
from thidua.orgs.tests.factories import hospital

pytestmark = pytest.mark.django_db
WRONG = "Mã nhân viên, số điện thoại hoặc mật khẩu chưa đúng."
WAIT = (
    "Đã nhập sai quá nhiều lần. Vui lòng chờ 5 phút rồi thử lại, hoặc đề nghị người hỗ trợ của "
    "đơn vị cấp lại phiếu đăng nhập."
)


@pytest.fixture
def user() -> User:
    member = hospital().member
    member.code, member.phone, member.email = "BS0042", "+84912345678", "noi@benhvien.example"
    member.set_password("mưa-rơi-rào-rào")
    member.save()
    return member


def sign_in(client: Client, typed: str, password: str = "mưa-rơi-rào-rào"):
    return client.post(reverse("account_login"), {"login": typed, "password": password})


@pytest.mark.parametrize(
    "typed",
    [
        "BS0042", "bs0042", " BS0042 ", "0912345678", "0912 345 678", "0912.345.678",
        "+84 912 345 678", "84912345678", "0084912345678", "912345678", "NOI@benhvien.example",
    ],
)  # fmt: skip
def test_any_usual_writing_signs_in(client: Client, user: User, typed: str) -> None:
    answer = sign_in(client, typed)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_password_says_the_same_as_an_unknown_person(client: Client, user: User) -> None:
    known, unknown = sign_in(client, "BS0042", "sai"), sign_in(client, "ai-đó", "sai")

    assert known.context["form"].non_field_errors() == [WRONG]
    assert unknown.context["form"].non_field_errors() == [WRONG]


def test_five_wrong_passwords_close_the_account_for_a_while_under_all_names(
    client: Client, user: User
) -> None:
    for typed in ("BS0042", "0912345678", "noi@benhvien.example", "bs0042", "+84912345678"):
        sign_in(client, typed, "sai")

    answer = sign_in(client, "BS0042")

    assert answer.context["form"].non_field_errors() == [WAIT]
    assert "_auth_user_id" not in client.session


def test_an_inactive_account_stays_out(client: Client, user: User) -> None:
    user.is_active = False
    user.save()

    assert sign_in(client, "BS0042").context["form"].non_field_errors() == [WRONG]


def test_sign_ins_failures_and_sign_outs_are_logged(client: Client, user: User) -> None:
    sign_in(client, "BS0042", "sai")
    sign_in(client, "BS0042")
    client.post(reverse("account_logout"))

    log = SecurityEvent.objects.order_by("id").values_list("kind", "actor_id", "subject_id")
    assert list(log) == [
        ("sign_in_failed", user.pk, str(user.pk)),
        ("signed_in", user.pk, str(user.pk)),
        ("signed_out", user.pk, str(user.pk)),
    ]


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_there_is_no_public_sign_up_and_no_reset_by_mail(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 404


def test_phone_numbers_are_shown_as_people_write_them() -> None:
    assert phone_as_written("+84912345678") == "0912 345 678"
    assert phone_as_written("+4915123456789") == "+49 1512 3456789"
    assert phone_as_written("không rõ") == "không rõ"
    assert [phone_number(typed) for typed in ("", "12", "không rõ")] == [None, None, None]


def choose(client: Client, language: str) -> None:
    client.post(reverse("ui:language"), {"language": language})


def language_of(user: User) -> str:
    user.refresh_from_db()
    return user.language


def test_the_account_remembers_the_language_that_its_person_chose(user: User) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here, "BS0042")
    assert languages_of([user.pk]) == {user.pk: "vi"}
    choose(here, "en")
    choose(here, "en")
    assert languages_of([user.pk]) == {user.pk: "en"}
    assert AuditEntry.objects.filter(action="accounts.language.choose").count() == 1
    sign_in(elsewhere, "BS0042")
    assert '<html lang="en"' in elsewhere.get(reverse("ui:more")).content.decode()
    # What is chosen on a machine goes first there.
    elsewhere.cookies["django_language"] = "vi"
    assert '<html lang="vi"' in elsewhere.get(reverse("ui:more")).content.decode()


def test_a_language_chosen_before_the_first_sign_in_is_kept(client: Client, user: User) -> None:
    choose(client, "en")
    assert language_of(user) == ""
    sign_in(client, "BS0042")
    assert language_of(user) == "en"
    other = Client()
    choose(other, "vi")
    sign_in(other, "BS0042")
    assert language_of(user) == "en"
