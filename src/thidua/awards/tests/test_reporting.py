"""Achievement reports: begun from facts, written item by item, and what is still missing."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from thidua.awards import actions, queries, reports
from thidua.awards.models import Honour, Report
from thidua.awards.tests.factories import DAY, person, scene
from thidua.core.permit import Refused
from thidua.documents import registry

pytestmark = pytest.mark.django_db


def test_every_form_has_its_sections_and_says_what_nobody_has_checked() -> None:
    found = reports.forms()
    assert [*found.by_number] == [f"{n:02d}" for n in range(2, 13)]
    assert not any(form.sections_verified for form in found.by_number.values())
    asked = {
        number: [[item.key for item in part.items] for part in form.sections(is_person=True)]
        for number, form in found.by_number.items()
    }
    assert asked["06"] == [["identity"], ["results"]]
    assert asked["05"] == [
        ["identity", "career"],
        ["duties", "measures", "results", "plan", "initiatives", "ratings"],
        ["titles", "forms"],
    ]
    collective = found.by_number["04"].sections(is_person=False)
    assert [item.key for item in collective[0].items] == ["identity", "history", "structure"]


def test_it_begins_with_facts_is_written_by_the_person_and_printed() -> None:
    at = scene()
    dossier = at.dossier()
    Honour.objects.create(
        person=person(at.house), award="LDTT", year=2024, line="government",
        decision_reference="7/QĐ-BV", decided_on=date(2025, 1, 9), decided_by="GIÁM ĐỐC",
    )  # fmt: skip
    written = queries.report_of(dossier)
    begun = {part.item.key: part.text or list(part.rows) for part in written.parts}
    assert begun["identity"] == f"{dossier.person}, Điều dưỡng, Khoa Nội"
    assert begun["career"] == "Từ 01/01/2020 đến nay: Điều dưỡng, Khoa Nội"
    assert begun["results"] == "Đã chăm sóc người bệnh tận tình"
    assert begun["ratings"] == [("2025", "Hoàn thành tốt nhiệm vụ", "TB 9")]
    assert begun["titles"] == [("2024", "Lao động tiên tiến", "7/QĐ-BV, 09/01/2025", "GIÁM ĐỐC")]
    assert written.missing == ["Chức năng, nhiệm vụ được giao", "Biện pháp tổ chức thực hiện"]

    client = Client()
    client.force_login(at.house.member)
    address = reverse("awards:report_edit", args=[dossier.pk])
    shown = client.get(address).content.decode()
    assert "Còn 2 mục bắt buộc chưa viết" in shown
    officer = Client()
    officer.force_login(at.house.officer)
    submit = officer.get(reverse("awards:dossier_submit", args=[dossier.pk])).content.decode()
    assert "Biện pháp tổ chức thực hiện" in submit
    texts = {"text-duties": "Chăm sóc", "text-measures": "Đi buồng\r\nhai lần mỗi ngày "}
    assert client.post(address, texts).status_code == 302
    assert queries.report_of(dossier).missing == []
    page = registry.build("awards.report", dossier)
    told = [getattr(block, "text", "") for block in page.blocks]
    assert "Đi buồng\nhai lần mỗi ngày" in told
    assert begun["results"] in told
    for ext in ("pdf", "docx"):
        made = client.get(reverse("awards:dossier_report", args=[dossier.pk, ext]))
        assert made.status_code == 200


def test_nobody_writes_over_another_and_nothing_after_submission() -> None:
    at = scene()
    dossier = at.dossier()
    first = queries.report_of(dossier)
    seen = {part.item.key: part.mark for part in first.parts}
    actions.write_report(
        actor=at.house.member, dossier=dossier, texts={"duties": "Trực"}, seen=seen
    )
    client = Client()
    client.force_login(at.house.officer)
    address = reverse("awards:report_edit", args=[dossier.pk])
    shown = client.post(
        address, {"text-duties": "Khám bệnh", "seen-text-duties": seen["duties"]}
    ).content.decode()
    assert "Bản đang lưu của người khác" in shown
    assert "Khám bệnh" in shown
    assert Report.objects.get().texts["duties"] == "Trực"
    with pytest.raises(Refused) as refused:
        actions.write_report(actor=at.house.officer, dossier=dossier, texts={"x": "1"})
    assert str(refused.value) == "Mẫu báo cáo không có mục «x»."
    actions.submit_dossier(actor=at.house.officer, dossier=dossier, on=DAY)
    assert client.get(address).status_code == 302
