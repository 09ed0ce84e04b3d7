"""Letters on blank paper and on printed sheets, in one file and one by one."""

import io
import zipfile
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from thidua.awards import actions, tasks
from thidua.awards.queries import PRINTS
from thidua.awards.tests.factories import scene
from thidua.awards.tests.test_path import Silence
from thidua.certificates import actions as certificates
from thidua.certificates.tests.contract import printer, stock
from thidua.core.models import TaskRun
from thidua.core.permit import Refused
from thidua.documents.queries import files_of
from thidua.orgs.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def sizes(content: bytes) -> list[tuple[int, int]]:
    pages = pypdfium2.PdfDocument(content)
    return [tuple(round(s / 72 * 25.4) for s in page.get_size()) for page in pages]  # type: ignore[misc]


def read(file: Any) -> bytes:
    with file.content.open() as kept:
        return bytes(kept.read())


def test_letters_on_a_sheet_then_one_by_one_then_on_blank_paper() -> None:
    at = scene()
    decision = at.decision("member", "head", state="numbered")
    sheet, machine = stock(at.house, width=420, height=297), printer(at.house)
    client = Client()
    client.force_login(at.house.officer)
    page = reverse("awards:decision", args=[decision.pk])
    send = reverse("awards:decision_issue", args=[decision.pk])
    assert "Giấy khen A4" in client.get(page).content.decode()

    def run(**form: Any) -> Silence:
        started = client.post(send, form)
        task = TaskRun.objects.latest("pk")
        assert started.headers["Location"] == reverse("orgs:task", args=[task.pk])
        progress = Silence()
        tasks.issue(progress, actor_id=at.house.officer.pk, **task.arguments)
        task.state = TaskRun.State.DONE
        task.save()
        return progress

    first = run(stock=sheet.pk, printer=machine.pk, is_apart="on")
    decision.refresh_from_db()
    assert sizes(read(decision.letters)) == [(420, 297)] * 2
    (package,) = files_of(decision, role=PRINTS)
    with zipfile.ZipFile(io.BytesIO(read(package))) as files:
        assert [name[:5] for name in files.namelist()] == ["0001-", "0002-"]
        assert [sizes(files.read(name)) for name in files.namelist()] == [[(420, 297)]] * 2
    assert first.told == [(0, 6), (2, 6), (4, 6), (6, 6)]
    assert first.message == "Đã phát hành 2 giấy khen, giấy chứng nhận."

    again = run()
    assert again.message == "Đã in lại 2 giấy khen, giấy chứng nhận."
    kept = files_of(decision, role=PRINTS)
    assert [each.mime for each in kept] == ["application/zip", "application/pdf"]
    assert sizes(read(kept[1])) == [(297, 210)] * 2
    run()
    assert files_of(decision, role=PRINTS).count() == 2
    shown = client.get(page).content.decode()
    assert kept[0].name in shown
    assert "In lại, in trên phôi hoặc lấy từng tệp" in shown


def test_sheets_and_printers_of_other_hospitals_are_refused() -> None:
    at = scene()
    decision = at.decision(state="numbered")
    other = UnitFactory(name="Bệnh viện khác")
    sheet, machine = stock(at.house), printer(at.house)
    sheet.unit = machine.unit = other
    sheet.save()
    machine.save()
    officer = at.house.officer
    with pytest.raises(Refused) as refused:
        actions.start_issue(actor=officer, decision=decision, stock=sheet)
    assert str(refused.value) == (
        "Phôi này không dùng ở Bệnh viện Quân y Sông Thao: hãy chọn phôi khác."
    )
    with pytest.raises(Refused) as refused:
        actions.start_issue(actor=officer, decision=decision, printer=machine)
    assert str(refused.value) == (
        "Máy in này không có ở Bệnh viện Quân y Sông Thao: hãy chọn máy khác."
    )
    client = Client()
    client.force_login(officer)
    send = reverse("awards:decision_issue", args=[decision.pk])
    answer = client.post(send, {"stock": sheet.pk}, follow=True)
    assert len(list(answer.context["messages"])) == 1
    assert TaskRun.objects.count() == 0


def test_who_does_not_fit_on_the_sheet_is_named_and_nothing_is_kept() -> None:
    at = scene()
    decision = at.decision("member", state="numbered")
    small = stock(at.house)
    boxes = [{**small.boxes[2], "width": 5, "least": 20}]
    small = certificates.revise_stock(actor=at.house.officer, stock=small, name="Hẹp", boxes=boxes)
    name = at.house.member.full_name
    with pytest.raises(Refused) as refused:
        tasks.issue(
            Silence(), actor_id=at.house.officer.pk, decision_id=decision.pk, stock_id=small.pk
        )
    assert str(refused.value) == (
        f"Nội dung không vừa ô dù đã thu chữ đến cỡ nhỏ nhất: {name} – Người, tập thể được tặng"
    )
    decision.refresh_from_db()
    assert decision.letters is None
