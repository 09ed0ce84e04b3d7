"""Strangers verify a paper and learn nothing more; people inside find only what they may see."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from thidua.awards.models import Honour
from thidua.awards.tests.factories import Scene, person, scene
from thidua.documents.models import Paper
from thidua.orgs.models import Person

pytestmark = pytest.mark.django_db
ROLES = ("officer", "director", "head", "member", "other_member", "inspector", "stranger")


def issued() -> tuple[Scene, Paper]:
    """A letter of commendation for a member of whom more is known than a letter tells."""
    at = scene()
    who = person(at.house)
    Person.objects.filter(pk=who.pk).update(
        born_on=date(1987, 6, 5), phone="0912345678", email="rieng@vi.du", code="MABIMAT77"
    )
    at.decision("member", "head", state="issued")
    letter = Honour.objects.get(person=who).letter
    assert letter is not None
    return at, letter


def address(code: str) -> str:
    return reverse("portal:verify", args=[code])


def test_a_stranger_verifies_a_letter() -> None:
    at, letter = issued()
    honour = Honour.objects.get(letter=letter)

    answer = Client().get(address(letter.code))

    assert answer.status_code == 200
    assert [str(value) for _label, value in answer.context["face"]] == [
        "Giấy khen",
        str(person(at.house)),
        honour.letter.blocks["achievement"],
        honour.letter.blocks["decision_number"],
        f"{letter.number}/2025",
    ]
    text = answer.content.decode()
    assert "Văn bản này là thật" in text
    assert "Hợp lệ" in text
    assert answer["X-Robots-Tag"] == "noindex"
    assert not Client().cookies


def test_the_public_page_tells_no_private_fact() -> None:
    at, letter = issued()
    text = Client().get(address(letter.code)).content.decode()
    who = person(at.house)
    for secret in (
        "1987", "05/06/1987", "0912345678", "rieng@vi.du", "MABIMAT77", who.audit_salt,
        at.house.group.name, at.house.member.code, "710.000", str(at.house.head),
    ):  # fmt: skip
        assert secret not in text, secret


def test_a_decision_shows_no_names() -> None:
    at, letter = issued()
    decision = Paper.objects.get(kind="awards.decision")
    text = Client().get(address(decision.code)).content.decode()
    assert decision.reference in text
    assert str(person(at.house)) not in text
    assert letter.code not in text


def test_a_revoked_letter_says_so() -> None:
    _at, letter = issued()
    Paper.objects.filter(pk=letter.pk).update(state="revoked")
    text = Client().get(address(letter.code)).content.decode()
    assert "Văn bản này đã bị thu hồi" in text
    assert "Hợp lệ" not in text


def test_what_is_not_issued_is_not_known() -> None:
    _at, letter = issued()
    Paper.objects.filter(pk=letter.pk).update(state="signed")
    for code in (letter.code, "AAAABBBBCCCCDDDD"):
        answer = Client().get(address(code))
        assert (answer.status_code, answer.context["face"]) == (404, [])
        assert "Không tìm thấy mã này" in answer.content.decode()


def test_a_typed_code_is_read_kindly() -> None:
    _at, letter = issued()
    typed = f" {letter.code[:4].lower()}-{letter.code[4:8].lower()} {letter.code[8:]}"
    answer = Client().get(reverse("portal:verify_form"), {"ma": typed})
    assert answer["Location"] == address(letter.code)
    assert Client().get(address(letter.code.lower())).status_code == 200
    assert Client().get(reverse("portal:verify_form")).status_code == 200


def test_verification_only_reads() -> None:
    _at, letter = issued()
    assert Client().post(address(letter.code)).status_code == 405
    assert Client().post(reverse("portal:verify_form")).status_code == 405


def test_a_closed_network_shows_nothing(settings: object) -> None:
    _at, letter = issued()
    settings.THIDUA_PUBLIC = False  # type: ignore[attr-defined] # pytest-django's settings
    assert Client().get(address(letter.code)).status_code == 404
    assert Client().get(reverse("portal:verify_form")).status_code == 404


def test_verifying_costs_a_few_queries(django_assert_max_num_queries: object) -> None:
    _at, letter = issued()
    client = Client()
    client.get(address(letter.code))
    with django_assert_max_num_queries(2):  # type: ignore[operator] # a fixture that is called
        client.get(address(letter.code))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_finds_only_what_it_may_see(role: str) -> None:
    at, _letter = issued()
    Person.objects.filter(pk=person(at.house).pk).update(
        full_name="Canary Thị Kín", folded="canary thi kin mabimat77"
    )
    client = Client()
    client.force_login(getattr(at.house, role))

    text = client.get(reverse("portal:search"), {"q": "canary"}).content.decode()

    sees = role not in {"other_member", "stranger"}
    assert ("Canary Thị Kín" in text) is sees


def test_search_asks_for_an_account_and_answers_politely() -> None:
    at, _letter = issued()
    assert Client().get(reverse("portal:search"), {"q": "a"}).status_code == 302
    client = Client()
    client.force_login(at.house.officer)
    empty = client.get(reverse("portal:search"))
    assert (empty.context["count"], empty.context["kinds"]) == (0, {})
    nothing = client.get(reverse("portal:search"), {"q": "zzzz"})
    assert "Không thấy gì" in nothing.content.decode()
