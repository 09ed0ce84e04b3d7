"""Decisions and honours as strangers read them: the least that is true, nothing of veiled units."""

from copy import copy
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from thidua.awards.models import Decision, Honour
from thidua.awards.queries.public import MOST
from thidua.awards.tests.factories import Scene, person, scene
from thidua.documents.models import Paper
from thidua.orgs.models import Person, Unit
from thidua.orgs.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
CANARIES = ("05/06/1987", "1987-06-05", "0912345678", "rieng@vi.du", "MABIMAT77", "710.000")


def issued() -> Scene:
    at = scene()
    Person.objects.filter(pk=person(at.house).pk).update(
        full_name="Trần Thị Hoàng Oanh", folded="tran thi hoang oanh mabimat77",
        born_on=date(1987, 6, 5), phone="0912345678", email="rieng@vi.du", code="MABIMAT77",
    )  # fmt: skip
    at.decision("member", "head", state="issued")
    return at


def searched(text: str) -> tuple[Any, str]:
    answer = Client().post(reverse("portal:honours"), {"ten": text})
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
    return answer.context["found"], answer.content.decode()


def pages() -> str:
    decision = Decision.objects.get()
    answers = [
        Client().get(reverse("portal:decisions")),
        Client().get(reverse("portal:decision", args=[decision.pk])),
        Client().post(reverse("portal:honours"), {"ten": "Trần Thị Hoàng Oanh"}),
    ]
    return "".join(answer.content.decode() for answer in answers)


def test_a_decision_is_read_with_names_and_units_and_nothing_more() -> None:
    at = issued()
    text = pages()
    assert all(
        told in text
        for told in (
            "Số 215/QĐ-BV",
            "Trần Thị Hoàng Oanh",
            str(at.house.head),
            "2 cá nhân",
        )
    )
    assert [secret for secret in CANARIES if secret in text] == []


def test_honours_are_found_by_a_whole_name_never_by_a_code_or_a_part() -> None:
    issued()
    (found,), text = searched("hoàng oanh")
    assert (found.name, found.award, found.year) == ("Trần Thị Hoàng Oanh", "Giấy khen", 2025)
    assert [secret for secret in CANARIES if secret in text] == []
    for few in ("oanh", "o a", "tran mabimat77", "hoan oan"):
        assert not searched(few)[0], few
    letter = Honour.objects.exclude(letter=None).first().letter  # type: ignore[union-attr] # there
    assert letter is not None
    typed = f"{letter.code[:8].lower()} {letter.code[8:]}"
    answer = Client().post(reverse("portal:honours"), {"ten": typed})
    assert answer["Location"] == reverse("portal:verify", args=[letter.code])


def test_names_that_merely_hold_the_letters_do_not_hide_the_one_asked_for() -> None:
    issued()
    pattern = Honour.objects.filter(person__full_name="Trần Thị Hoàng Oanh").get()
    pattern.pk, pattern.dossier_id, pattern.letter_id, pattern.year = None, None, None, 2019
    pattern.person = PersonFactory(full_name="Đặng An Hòa")
    pattern.save()
    pattern.person, pattern.year = PersonFactory(full_name="Đặng Hoài Hoàng Lan"), 2025
    copies = []
    for _each in range(MOST * 10):
        pattern.pk = None
        copies.append(copy(pattern))
    Honour.objects.bulk_create(copies)
    (found,), _text = searched("an hòa")
    assert (found.name, found.year) == ("Đặng An Hòa", 2019)


def test_a_name_that_many_bear_is_answered_by_nobody() -> None:
    issued()
    pattern = Honour.objects.filter(person__full_name="Trần Thị Hoàng Oanh").get()
    for _each in range(MOST):
        pattern.pk, pattern.dossier_id, pattern.letter_id = None, None, None
        pattern.person = PersonFactory(full_name="Trần Thị Hoàng Oanh")
        pattern.save()
    assert searched("Trần Thị Hoàng Oanh")[0] is None


def test_searching_again_and_again_is_stopped(settings: Any) -> None:
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"public_search": "2/m/ip"}
    address = reverse("portal:honours")
    codes = [Client().post(address, {"ten": "an binh"}).status_code for _each in range(3)]
    assert codes == [200, 200, 429]


def test_what_is_taken_back_or_not_issued_is_not_public() -> None:
    issued()
    Honour.objects.filter(person__code="MABIMAT77").update(revoked_on=date(2026, 1, 5))
    text = pages()
    assert ("1 cá nhân" in text, "Trần Thị Hoàng Oanh</strong>" in text) == (True, False)
    Paper.objects.filter(kind="awards.decision").update(state="signed")
    decision = Decision.objects.get()
    assert Client().get(reverse("portal:decision", args=[decision.pk])).status_code == 404
    assert "Chưa có quyết định nào" in Client().get(reverse("portal:decisions")).content.decode()


@pytest.mark.parametrize("whose", ["hospital", "group"])
def test_a_veiled_unit_leaves_no_trace(whose: str, settings: Any) -> None:
    at = issued()
    unit = getattr(at.house, whose)
    Unit.objects.filter(pk=unit.pk).update(is_veiled=True)
    decision = Decision.objects.get()
    there = Client().get(reverse("portal:decision", args=[decision.pk]))
    found, text = searched("Trần Thị Hoàng Oanh")
    assert (found, "Trần Thị Hoàng Oanh</strong>" in text) == ([], False)
    listed = Client().get(reverse("portal:decisions")).content.decode()
    if whose == "hospital":
        assert (there.status_code, "215/QĐ-BV" in listed) == (404, False)
        return
    # The hospital shows itself; the names of the veiled group's people are only counted.
    assert (there.status_code, "2 tên không công khai" in there.content.decode()) == (200, True)
    settings.THIDUA_PUBLIC = False
    for name, args in (("decisions", []), ("decision", [decision.pk]), ("honours", [])):
        assert Client().get(reverse(f"portal:{name}", args=args)).status_code == 404
