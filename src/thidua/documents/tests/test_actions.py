"""What the contract does not say: numbers, frozen files, papers that go out together."""

import hashlib
import threading
import time
from datetime import date
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from thidua.core.capability import Unanswered
from thidua.core.machine import WrongState
from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.documents import actions, queries
from thidua.documents.actions.papers import NumberTaken
from thidua.documents.models import OUTSIDE, Paper, StoredFile
from thidua.documents.pdf import NotRendered
from thidua.documents.states import PaperState
from thidua.documents.tests import contract, samples
from thidua.documents.tests.contract import DAY, ISSUED, NUMBERED, SIGNED, desk, desk_again, step
from thidua.documents.tests.test_pdf import words
from thidua.documents.uploads import NotAccepted

pytestmark = pytest.mark.django_db


def refused(act: Any, **given: Any) -> str:
    with pytest.raises(Refused) as reason:
        act(**given)
    return str(reason.value)


def stored(file: StoredFile) -> bytes:
    with default_storage.open(str(file.content.name)) as opened:
        return bytes(opened.read())


def test_the_whole_life_of_a_paper() -> None:
    here = desk(*ISSUED)
    paper = here.paper

    assert (paper.state, paper.reference, paper.year) == (PaperState.ISSUED, "05/QĐ-BV", 2026)
    assert paper.pdf is not None
    content = stored(paper.pdf)
    assert paper.sha256 == paper.pdf.sha256 == hashlib.sha256(content).hexdigest()
    assert "Số: 05/QĐ-BV Sông Lam, ngày 05 tháng 02 năm 2026" in words(content)[0]
    assert (paper.pdf.name, paper.pdf.role, paper.pdf.mime) == (
        "05-QĐ-BV.pdf", "paper", "application/pdf",
    )  # fmt: skip
    assert queries.issued_paper(paper.code.lower()) == paper
    assert [entry.action for entry in AuditEntry.objects.order_by("id")] == [
        f"documents.paper.{name}" for name in ("draft", "submit", "sign", "number", "issue")
    ]


def test_the_code_of_a_draft_is_nobodys_business() -> None:
    assert queries.issued_paper(desk(*NUMBERED).paper.code) is None


def test_a_number_stands_once_per_issuer_symbol_and_year() -> None:
    here = desk(*NUMBERED)
    other = desk_again(here)
    for move in SIGNED:
        step(here.house, other, move)
    given = {"actor": here.house.officer, "paper": other, "number": 5}

    with pytest.raises(NumberTaken) as taken:
        actions.number_paper(dated_on=date(2026, 1, 31), **given)
    assert str(taken.value) == "Số 05/QĐ-BV năm 2026 đã cấp cho văn bản khác trong sổ."
    other.refresh_from_db()
    assert (other.state, other.number) == (PaperState.SIGNED, None)

    assert queries.next_number(here.house.hospital, "QĐ-BV", 2026) == 6
    assert queries.next_number(here.house.hospital, "QĐ-BV", 2025) == 1
    actions.number_paper(dated_on=date(2025, 12, 31), **given)
    other.refresh_from_db()
    assert (other.reference, other.year) == ("05/QĐ-BV", 2025)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_a_number_at_once_one_gets_it() -> None:
    here = desk(*SIGNED)
    other = desk_again(here)
    for move in SIGNED:
        step(here.house, other, move)
    waiting = threading.Event()
    said: list[str] = []

    def enter() -> None:
        try:
            waiting.wait(10)
            said.append(
                refused(
                    actions.number_paper, actor=here.house.officer, paper=other, number=5,
                    dated_on=DAY,
                )
            )  # fmt: skip
        finally:
            connection.close()

    second = threading.Thread(target=enter)
    second.start()
    with transaction.atomic():
        Paper.objects.filter(pk=here.paper.pk).update(number=5, year=2026, dated_on=DAY)
        waiting.set()
        until_somebody_waits_for_a_lock()
    second.join(20)

    assert said == ["Số 05/QĐ-BV năm 2026 đã cấp cho văn bản khác trong sổ."]


def until_somebody_waits_for_a_lock() -> None:
    for _try in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("the second one never came to wait")


def test_the_database_itself_refuses_a_second_holder() -> None:
    here = desk(*NUMBERED)
    other = desk_again(here)
    with pytest.raises(IntegrityError, match="paper_number_once"), transaction.atomic():
        Paper.objects.filter(pk=other.pk).update(number=5, year=2026, dated_on=DAY)
    with pytest.raises(IntegrityError, match="issued_paper_has_number"), transaction.atomic():
        Paper.objects.filter(pk=other.pk).update(state="issued")


def test_numbers_begin_at_one_and_days_are_not_to_come() -> None:
    here = desk(*SIGNED)
    given = {"actor": here.house.officer, "paper": here.paper}

    assert refused(actions.number_paper, number=0, dated_on=DAY, **given) == (
        "Số văn bản bắt đầu từ 01."
    )
    assert refused(actions.number_paper, number=1, dated_on=date(2100, 1, 1), **given) == (
        "Ngày văn bản chưa đến."
    )


def test_a_paper_that_cannot_be_set_gets_no_number() -> None:
    here = desk()
    actions.revise_paper(actor=here.house.officer, paper=here.paper, blocks={"text": "Khen 😀"})
    for move in SIGNED:
        step(here.house, here.paper, move)

    with pytest.raises(NotRendered, match="😀"):
        step(here.house, here.paper, "number")
    here.paper.refresh_from_db()
    assert (here.paper.state, here.paper.number) == (PaperState.SIGNED, None)
    assert StoredFile.objects.count() == 0


def test_reasons_are_asked_for() -> None:
    here = desk("submit")
    assert refused(
        actions.return_paper, actor=here.house.director, paper=here.paper, reason=" "
    ) == ("Ghi lý do trả lại.")
    issued = step(here.house, here.paper, "sign")
    for move in ("number", "issue"):
        issued = step(here.house, issued, move)
    assert refused(actions.revoke_paper, actor=here.house.director, paper=issued, reason="") == (
        "Ghi lý do và văn bản làm căn cứ hủy bỏ, thu hồi."
    )


def test_an_unknown_kind_is_loud() -> None:
    here = desk()
    with pytest.raises(Unanswered):
        actions.draft_paper(
            actor=here.house.officer, issuer=here.house.hospital, kind="test.nothing",
            subject=here.house.department, title="x",
        )  # fmt: skip


def test_the_trail_names_changed_parts_but_not_their_text() -> None:
    here = desk()
    actions.revise_paper(
        actor=here.house.officer, paper=here.paper, blocks={"text": "Khen.", "more": "x"}
    )
    entry = AuditEntry.objects.order_by("id").last()
    assert entry is not None
    assert (entry.changes, entry.facts) == ({}, {"blocks": ["more", "text"]})


def test_signed_with_its_scan() -> None:
    here = desk("submit")
    actions.sign_paper(
        actor=here.house.director, paper=here.paper, scan=contract.scan("../Bản quét.pdf"),
        **contract.signature(here.house),
    )  # fmt: skip
    here.paper.refresh_from_db()
    assert here.paper.scan is not None
    assert (here.paper.scan.name, here.paper.scan.role) == ("Bản quét.pdf", "scan")
    assert here.paper.scan.uploaded_by == here.house.director


def test_a_scan_is_a_picture_or_pdf() -> None:
    here = desk(*SIGNED)
    table = SimpleUploadedFile("a.pdf", samples.package({"xl/workbook.xml": b"<a/>"}))
    with pytest.raises(NotAccepted, match=r"Hãy gửi tệp dạng: JPG, PNG, WEBP, PDF\.$"):
        actions.attach_scan(actor=here.house.officer, paper=here.paper, scan=table)


def test_the_same_content_lies_once() -> None:
    here = desk()
    files = [
        actions.store_file(
            actor=here.house.officer, subject=here.paper, role="test", name=name,
            content=b"twice the same", mime="text/plain",
        ) for name in ("a.txt", "b.txt")
    ]  # fmt: skip

    assert (
        files[0].content.name == files[1].content.name == f"{files[0].sha256[:2]}/{files[0].sha256}"
    )
    assert stored(files[0]) == b"twice the same"
    assert list(queries.files_of(here.paper)) == files
    assert list(queries.files_of(here.paper, role="scan")) == []


def test_letters_go_out_with_their_decision() -> None:
    here = desk(*ISSUED)
    rows = [
        (n, here.house.department, f"Giấy khen {n}", {"recipient": f"Ông Nguyễn Văn {n}"})
        for n in (1, 2)
    ]
    stale = Paper(pk=here.paper.pk, state=PaperState.NUMBERED)

    letters = actions.issue_many(kind="test.letter", issued_with=stale, symbol="SV", rows=rows)

    assert [(p.reference, p.year, p.state, p.signer_name, p.dated_on) for p in letters] == [
        (f"0{n}/SV", 2026, PaperState.ISSUED, here.paper.signer_name, DAY) for n in (1, 2)
    ]
    assert len({p.code for p in letters}) == 2
    assert list(queries.papers_of(here.house.department)) == [here.paper, *letters]
    with pytest.raises(NumberTaken) as taken:
        actions.issue_many(kind="test.letter", issued_with=here.paper, symbol="SV", rows=rows[:1])
    assert str(taken.value) == "Một số trong sổ vừa được cấp ở nơi khác: hãy làm lại."


def test_letters_wait_for_their_decision() -> None:
    here = desk(*NUMBERED)
    with pytest.raises(WrongState, match="Đã cấp số, đóng dấu"):
        actions.issue_many(kind="test.letter", issued_with=here.paper, symbol="SV", rows=[])


def test_a_paper_from_outside_is_marked_so() -> None:
    case = contract.register()
    paper = actions.register_paper(actor=case.actor, **case.given)

    assert (paper.kind, paper.is_from_outside, paper.state) == (OUTSIDE, True, PaperState.ISSUED)
    assert paper.scan is not None
    assert (paper.sha256, paper.pdf) == (paper.scan.sha256, None)
    assert queries.issued_paper(paper.code) == paper
    again = {**case.given, "scan": contract.picture()}
    assert refused(actions.register_paper, actor=case.actor, **again) == (
        "Số 07/QĐ-BV năm 2026 đã cấp cho văn bản khác trong sổ."
    )
    empty = {**case.given, "title": " ", "number": 8, "scan": contract.picture()}
    assert refused(actions.register_paper, actor=case.actor, **empty) == (
        "Ghi đủ trích yếu, ký hiệu và người ký."
    )
