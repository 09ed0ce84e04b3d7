"""Strangers verify a paper and learn nothing more; people inside find only what they may see."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from thidua.awards.models import Honour
from thidua.awards.tests.factories import Scene, person, scene
from thidua.documents import actions as documents
from thidua.documents import queries
from thidua.documents.models import Paper, StoredFile
from thidua.documents.tests.signing_samples import give_keys
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
        assert (answer.status_code, answer.context["paper"]) == (404, None)
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
    with django_assert_max_num_queries(3):  # type: ignore[operator] # a fixture that is called
        client.get(address(letter.code))


def file_address(code: str) -> str:
    return reverse("portal:verify_file", args=[code])


SAME = "Tệp vừa chọn đúng là văn bản này"
OTHER = "Tệp vừa chọn không phải bản do nơi ban hành phát ra"


def test_a_file_is_compared_by_its_hash_alone_or_sent_and_forgotten() -> None:
    _at, _letter = issued()
    decision = Paper.objects.get(kind="awards.decision")
    assert decision.pdf is not None
    content = queries.content_of(decision.pdf)
    assert content is not None
    there = file_address(decision.code)
    before = StoredFile.objects.count()

    by_hash = Client().get(there, {"bam": decision.sha256.upper()}).content.decode()
    sent = Client().post(there, {"tep": SimpleUploadedFile("a.pdf", content)}).content.decode()
    for text in (by_hash, sent):
        assert (SAME in text, OTHER in text) == (True, False)
    changed = SimpleUploadedFile("a.pdf", content + b" ")
    for answer in (Client().get(there, {"bam": "0" * 64}), Client().post(there, {"tep": changed})):
        text = answer.content.decode()
        assert (SAME in text, OTHER in text) == (False, True)
        assert decision.sha256 not in text
    for answer in (Client().get(there), Client().get(there, {"bam": "x"}), Client().post(there)):
        text = answer.content.decode()
        assert (answer.status_code, SAME in text, OTHER in text) == (200, False, False)
    assert StoredFile.objects.count() == before


def test_a_unit_that_shows_nothing_outside_answers_as_if_unknown() -> None:
    at, letter = issued()
    decision = Paper.objects.get(kind="awards.decision")
    at.house.hospital.is_veiled = True
    at.house.hospital.save()
    hashed = {"bam": decision.sha256}

    def face(answer: HttpResponse, code: str) -> tuple[int, str]:
        token = re.compile('name="csrfmiddlewaretoken" value="[^"]*"')
        return answer.status_code, token.sub("", answer.content.decode().replace(code, "CODE"))

    asks: list[tuple[str, Callable[[str], HttpResponse]]] = [
        (letter.code, lambda code: Client().get(address(code))),
        (decision.code, lambda code: Client().get(file_address(code), hashed)),
        (decision.code, lambda code: Client().post(file_address(code))),
    ]
    for code, ask in asks:
        unknown = face(ask("AAAABBBBCCCCDDDD"), "AAAABBBBCCCCDDDD")
        assert unknown[0] == 404
        assert face(ask(code), code) == unknown


def test_correction_and_revocation_are_told_with_their_papers_but_not_their_reasons() -> None:
    at, letter = issued()
    documents.correct_paper(
        actor=at.house.director, paper=letter, reason="Sai họ đệm KIN", basis="9/QĐ-BV"
    )
    text = Client().get(address(letter.code)).content.decode()
    assert ("Có hiệu lực, đã đính chính" in text, "theo 9/QĐ-BV" in text) == (True, True)
    assert "KIN" not in text
    letter.refresh_from_db()
    taking = Paper.objects.get(kind="awards.decision")
    documents.revoke_with(actor=at.house.director, papers=[letter], by=taking, reason="Sai KIN")
    text = Client().get(address(letter.code)).content.decode()
    told = ("không còn giá trị" in text, f"theo {taking.reference} ngày" in text)
    assert told == (True, True)
    assert ("có hiệu lực" in text.lower(), "KIN" in text) == (False, False)


def test_the_signatures_of_a_paper_are_listed_and_a_file_that_was_touched_is_told() -> None:
    at, _letter = issued()
    decision = Paper.objects.get(kind="awards.decision")
    give_keys(at.house)
    documents.sign_electronically(actor=at.house.director, paper=decision, key="giam-doc")
    decision.refresh_from_db()
    text = Client().get(address(decision.code)).content.decode()
    assert ("Chữ ký số hợp lệ" in text, str(at.house.director) in text) == (True, True)
    signed = decision.signed_pdf
    assert signed is not None
    there = file_address(decision.code)
    assert SAME in Client().get(there, {"bam": signed.sha256}).content.decode()
    assert SAME in Client().get(there, {"bam": decision.sha256}).content.decode()

    default_storage.delete(str(signed.content.name))
    default_storage.save(str(signed.content.name), ContentFile(b"%PDF-1.7 another"))
    text = Client().get(address(decision.code)).content.decode()
    assert "Văn bản này đã bị thay đổi" in text
    assert "Tệp lưu ở nơi ban hành không còn nguyên như lúc ký." in text


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
