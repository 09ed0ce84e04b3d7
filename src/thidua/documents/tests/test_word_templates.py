"""The page of own Word templates, and papers exported in one."""

import io
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from thidua.awards.tests.factories import scene
from thidua.documents.models import StoredFile, WordTemplate
from thidua.documents.tests.contract import word_file
from thidua.orgs.tests.factories import hospital

pytestmark = pytest.mark.django_db
PAGE = "documents:word_templates"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def lines(content: bytes) -> list[str]:
    return [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]


def body(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else bytes(answer.content)


def test_a_decision_is_exported_in_the_units_own_template_and_the_pdf_is_not() -> None:
    at = scene()
    decision = at.decision()
    client = signed_in(at.house.officer)
    address = reverse("documents:rendered", args=[decision.paper_id, "docx"])
    before = client.get(address).content
    sent = {
        "unit": at.house.hospital.pk, "kind": "awards.decision",
        "file": word_file("Mẫu riêng: {{ trich_yeu }}"),
    }  # fmt: skip
    assert client.post(reverse(PAGE), sent).status_code == 302
    assert lines(client.get(address).content) == [f"Mẫu riêng: {decision.paper.title}"]

    template = WordTemplate.objects.get()
    shown = client.get(reverse(PAGE)).content.decode()
    assert "{{ trich_yeu }}" in shown
    assert "mau.docx" in shown
    preview = client.get(reverse("documents:word_template_preview", args=[template.pk]))
    assert lines(preview.content) == ["Mẫu riêng: Về việc tặng Giấy khen"]

    client.post(reverse("documents:word_template_drop", args=[template.pk]))
    assert client.get(address).content == before
    gone = client.get(reverse("documents:word_template_preview", args=[template.pk]))
    assert gone.status_code == 404


def test_an_unknown_field_is_told_on_the_page_and_nothing_is_kept() -> None:
    house = hospital()
    sent = {
        "unit": house.hospital.pk, "kind": "awards.decision", "file": word_file("Số {{ so_hieu }}"),
    }  # fmt: skip
    answer = signed_in(house.officer).post(reverse(PAGE), sent)
    assert [str(m) for m in answer.context["messages"]] == [
        "Không có trường «so_hieu», nằm ở đoạn: «Số {{ so_hieu }}». Xem danh sách trường."
    ]
    assert (WordTemplate.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_another_template_takes_the_place_of_the_first() -> None:
    house = hospital()
    client = signed_in(house.officer)
    for text in ("{{ co_quan }}", "{{ nguoi_ky }}"):
        data = {"unit": house.hospital.pk, "kind": "reviews.report", "file": word_file(text)}
        client.post(reverse(PAGE), data)
    assert (WordTemplate.objects.count(), StoredFile.objects.count()) == (1, 1)
    assert signed_in(house.member).get(reverse(PAGE)).status_code == 403


@pytest.mark.parametrize(
    ("kind", "address", "said"),
    [
        ("awards.report", "awards:dossier_report", "BÁO CÁO THÀNH TÍCH"),
        ("awards.summary", "awards:round_paper", "DANH SÁCH TRÍCH NGANG"),
        ("movements.plan", "movements:paper", "KẾ HOẠCH"),
    ],
)
def test_papers_outside_the_register_take_the_template_too(kind, address, said) -> None:
    at = scene()
    dossier = at.submitted()
    more = {
        "awards:dossier_report": [dossier.pk, "docx"],
        "awards:round_paper": [at.round.pk, "trich-ngang", "docx"],
        "movements:paper": [at.movement.pk, "ke-hoach", "docx"],
    }[address]
    client = signed_in(at.house.officer)
    sent = {"unit": at.house.hospital.pk, "kind": kind, "file": word_file("{{ ten_loai }} riêng")}
    assert client.post(reverse(PAGE), sent).status_code == 302
    assert lines(body(client.get(reverse(address, args=more)))) == [f"{said} riêng"]
