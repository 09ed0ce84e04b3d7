"""After the number: signatures on the page, corrections, terms, files from outside, archives."""

import csv
import hashlib
import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from thidua.core.models import AuditEntry, TaskRun
from thidua.core.permit import Refused
from thidua.core.task import perform
from thidua.documents import actions, queries, retention
from thidua.documents.models import Paper, StoredFile
from thidua.documents.signing import Verdict
from thidua.documents.tests.contract import (
    DAY,
    ISSUED,
    NUMBERED,
    Desk,
    desk,
    desk_again,
    scan,
)
from thidua.documents.tests.signing_samples import give_keys

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_keys(settings: Any) -> None:
    """Keys that a test gives are taken back after it."""
    settings.THIDUA_SIGNING_KEYS = settings.THIDUA_SIGNING_KEYS
    settings.THIDUA_TRUST = settings.THIDUA_TRUST


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: Any, name: str, *args: Any, **query: Any) -> str:
    answer = client_of(user).get(reverse(f"documents:{name}", args=args), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def kept_bytes(stored: StoredFile) -> bytes:
    content = queries.content_of(stored)
    assert content is not None
    return content


def sign(here: Desk, who: str, key: str) -> Paper:
    actions.sign_electronically(actor=getattr(here.house, who), paper=here.paper, key=key)
    here.paper.refresh_from_db()
    return here.paper


def test_director_and_seal_sign_in_order_on_the_pages() -> None:
    here = desk(*NUMBERED)
    house, paper = here.house, here.paper
    give_keys(house)
    url = reverse("documents:sign", args=[paper.pk])
    shown = reverse("documents:paper", args=[paper.pk])
    original = paper.sha256

    offered = page(house.director, "sign", paper.pk)
    assert ("Chữ ký của tôi" in offered, "Con dấu của đơn vị" in offered) == (True, False)
    assert "Tên trên chứng thư khác tên trên văn bản" not in offered
    assert url in page(house.director, "paper", paper.pk)
    assert client_of(house.director).post(url, {"key": "giam-doc"})["Location"] == shown
    seal = f"Bạn đã ký số văn bản này. Tiếp theo: con dấu của {house.hospital}."
    for name, offer in (("paper", f'"{url}"'), ("sign", 'name="key"')):
        text = page(house.director, name, paper.pk)
        assert (seal in text, offer in text) == (True, False)
    offered = page(house.officer, "sign", paper.pk)
    assert ("Chữ ký của tôi" in offered, "Con dấu của đơn vị" in offered) == (False, True)
    client_of(house.officer).post(url, {"key": "con-dau"})

    paper.refresh_from_db()
    rows = queries.signature_rows(paper)
    assert rows is not None
    assert [(row.report.who, row.report.verdict, row.differs) for row in rows] == [
        (str(house.director), Verdict.VALID, ""), (str(house.hospital), Verdict.VALID, ""),
    ]  # fmt: skip
    assert (paper.sha256, paper.pdf and paper.pdf.sha256) == (original, original)
    text = page(house.officer, "paper", paper.pk)
    assert ("Bản PDF đã ký số" in text, text.count("Chữ ký số hợp lệ")) == (True, 2)
    assert ("Không còn ai phải ký số." in text, f'"{url}"' in text) == (True, False)
    facts = AuditEntry.objects.filter(action="documents.paper.sign_electronically").first()
    assert facts is not None
    assert (facts.facts["key"], facts.facts["differs"]) == ("giam-doc", False)


def test_nobody_signs_with_anothers_key_or_twice() -> None:
    here = desk(*ISSUED)
    give_keys(here.house)
    foreign = "Khóa ký số này không phải của bạn hoặc của đơn vị ban hành."
    for who, key in (("officer", "giam-doc"), ("member", "giam-doc"), ("director", "khac")):
        with pytest.raises(Refused) as refused:
            sign(here, who, key)
        assert str(refused.value) == foreign
    with pytest.raises(Refused) as refused:
        sign(here, "director", "con-dau")
    assert str(refused.value) == (
        "Việc này dành cho cán bộ thi đua, khen thưởng của Bệnh viện Quân y Sông Thao."
    )
    sign(here, "director", "giam-doc")
    with pytest.raises(Refused) as refused:
        sign(here, "director", "giam-doc")
    assert str(refused.value) == f"{here.house.director} đã ký số văn bản này."


def test_a_certificate_of_another_name_is_shown_and_noted() -> None:
    here = desk(*NUMBERED)
    give_keys(here.house)
    Paper.objects.filter(pk=here.paper.pk).update(signer_name="Trần Văn Khác")
    assert "Tên trên chứng thư khác tên trên văn bản" in page(
        here.house.director, "sign", here.paper.pk
    )
    sign(here, "director", "giam-doc")
    text = page(here.house.officer, "paper", here.paper.pk)
    assert "Tên trên chứng thư khác người ký ghi trên văn bản: Trần Văn Khác." in text


def test_a_kept_file_that_was_touched_is_told_and_not_signed_again() -> None:
    here = desk(*NUMBERED)
    give_keys(here.house)
    stored = sign(here, "director", "giam-doc").signed_pdf
    assert stored is not None
    default_storage.delete(str(stored.content.name))
    default_storage.save(str(stored.content.name), ContentFile(b"%PDF-1.7 changed"))

    assert "Tệp trong kho đã mất hoặc bị thay đổi" in page(
        here.house.officer, "paper", here.paper.pk
    )
    with pytest.raises(Refused) as refused:
        sign(here, "officer", "con-dau")
    assert str(refused.value) == (
        "Tệp của văn bản không còn nguyên trong kho: hãy báo người quản trị."
    )


def test_a_signed_file_from_outside_is_verified_and_a_scan_is_marked() -> None:
    here = desk(*NUMBERED)
    give_keys(here.house)
    stored = sign(here, "director", "giam-doc").signed_pdf
    assert stored is not None
    content = kept_bytes(stored)
    facts = {
        "actor": here.house.officer, "issuer": here.house.hospital, "title": "Về việc khen",
        "symbol": "QĐ-SYT", "dated_on": DAY, "signer_name": str(here.house.director),
        "signer_position": "Giám đốc",
    }  # fmt: skip
    signed = actions.register_paper(
        **facts, number=1, scan=SimpleUploadedFile("ky-so.pdf", content)
    )
    scanned = actions.register_paper(**facts, number=2, scan=scan(), retention="permanent")
    assert [(each.is_scan, each.retention) for each in (signed, scanned)] == [
        (False, "10"), (True, "permanent"),
    ]  # fmt: skip
    assert "Chữ ký số hợp lệ" in page(here.house.officer, "paper", signed.pk)
    assert "Bản quét, lập ngoài hệ thống" in page(here.house.officer, "paper", scanned.pk)

    at = content.index(b"%PDF") + 1200
    changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    with pytest.raises(Refused) as refused:
        actions.register_paper(**facts, number=3, scan=SimpleUploadedFile("sua.pdf", changed))
    assert "Không dùng tệp này; hãy xin lại bản gốc từ nơi ban hành." in str(refused.value)
    assert Paper.objects.filter(symbol="QĐ-SYT").count() == 2


def test_correction_and_revocation_on_the_pages() -> None:
    here = desk(*ISSUED)
    paper, house = here.paper, here.house
    facts = {"reason": "Sai họ đệm", "basis": "9/QĐ-BV", "on": f"{DAY:%d/%m/%Y}"}
    url = reverse("documents:correct", args=[paper.pk])
    assert client_of(house.officer).get(url).status_code == 200
    assert client_of(house.officer).post(url, facts).status_code == 302
    text = page(house.inspector, "paper", paper.pk)
    for part in ("Đã đính chính", "9/QĐ-BV", "Sai họ đệm", str(house.officer)):
        assert part in text
    url = reverse("documents:revoke", args=[paper.pk])
    assert client_of(house.officer).get(url).status_code == 403
    assert client_of(house.director).post(url, facts).status_code == 302
    paper.refresh_from_db()
    assert paper.state == "revoked"
    assert [each.kind for each in queries.amendments_of(paper)] == ["corrected", "revoked"]
    again = client_of(house.director).post(url, facts).content.decode()
    assert "Đang ở trạng thái «Đã hủy bỏ, thu hồi»" in again


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"reason": " ", "basis": "9/QĐ-BV"},
         "Ghi nội dung đính chính và số, ngày của văn bản đính chính."),
        ({"reason": "Sai", "basis": "9/QĐ-BV", "on": date(2099, 1, 1)}, "Ngày này chưa đến."),
    ],
)  # fmt: skip
def test_a_correction_names_its_paper_and_a_day_that_has_come(
    given: dict[str, Any], why: str
) -> None:
    here = desk(*ISSUED)
    with pytest.raises(Refused) as refused:
        actions.correct_paper(actor=here.house.officer, paper=here.paper, **given)
    assert str(refused.value) == why


def test_the_term_of_keeping_is_usual_and_may_be_chosen() -> None:
    here = desk(*NUMBERED)
    assert here.paper.retention == "10"
    url = reverse("documents:keep", args=[here.paper.pk])
    client_of(here.house.officer).post(url, {"retention": "permanent"})
    text = page(here.house.officer, "register", retention="permanent")
    assert ("Về việc tặng Giấy khen" in text, "Vĩnh viễn" in text) == (True, True)
    assert "Về việc tặng Giấy khen" not in page(here.house.officer, "register", retention="20")
    assert retention.retention(date(2020, 1, 1)) is None
    assert retention.retention(DAY, "state") == "permanent"


def test_the_register_is_narrowed_and_searched_by_number() -> None:
    here = desk(*ISSUED)
    desk_again(here)
    for query in ({"q": "5"}, {"q": "5/qd-bv"}, {"year": DAY.year}, {"state": "issued"}):
        text = page(here.house.officer, "register", **query)
        assert ("Về việc tặng Giấy khen" in text, "Văn bản khác" in text) == (True, False)


def test_the_choice_of_a_book_on_its_page() -> None:
    here = desk()
    url = reverse("documents:books")
    facts = {"issuer": here.house.hospital.pk, "own": "own"}
    assert client_of(here.house.officer).post(url, facts).status_code == 302
    text = page(here.house.officer, "books")
    assert "Lấy số từ sổ trong phần mềm" in text
    refused = client_of(here.house.officer).post(url, facts).content.decode()
    assert "Đơn vị đã lấy số từ sổ trong phần mềm." in refused
    inspector = client_of(here.house.inspector).post(url, facts)
    assert inspector.status_code == 200  # no unit of theirs can be chosen
    assert client_of(here.house.member).get(url).status_code == 403


def archived(here: Desk, who: Any) -> tuple[StoredFile, zipfile.ZipFile]:
    facts = {"issuer": here.house.hospital.pk, "year": DAY.year}
    answer = client_of(who).post(reverse("documents:archive"), facts)
    assert answer.status_code == 302
    run = TaskRun.objects.latest("pk")
    perform(run.pk)
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == ("done", run.total, run.total)
    kept = StoredFile.objects.get(role="archive")
    assert run.result_url == reverse("documents:file", args=[kept.pk])
    return kept, zipfile.ZipFile(io.BytesIO(kept_bytes(kept)))


def test_an_archive_holds_files_index_and_hashes() -> None:
    here = desk(*ISSUED)
    give_keys(here.house)
    paper = sign(here, "director", "giam-doc")
    lost = actions.register_paper(
        actor=here.house.officer, issuer=here.house.hospital, title="Về việc khen",
        symbol="QĐ-BV", number=7, dated_on=DAY, signer_name="Đặng Hoài Nam",
        signer_position="Giám đốc", scan=scan(),
    )  # fmt: skip
    assert lost.scan is not None
    default_storage.delete(str(lost.scan.content.name))

    kept, package = archived(here, here.house.inspector)

    name = f"van-ban/05-qd-bv-{paper.pk}.pdf"
    assert package.namelist() == [name, "muc-luc.xlsx", "muc-luc.csv", "SHA256SUMS"]
    assert paper.signed_pdf is not None
    assert hashlib.sha256(package.read(name)).hexdigest() == paper.signed_pdf.sha256
    sums = dict(
        reversed(line.split("  ")) for line in package.read("SHA256SUMS").decode().splitlines()
    )
    assert sums == {
        file: hashlib.sha256(package.read(file)).hexdigest() for file in package.namelist()[:3]
    }
    rows = list(csv.reader(io.StringIO(package.read("muc-luc.csv").decode("utf-8-sig"))))
    assert [(row[0], row[1], row[9], row[12]) for row in rows[1:]] == [
        ("1", "05/QĐ-BV", "10 năm", ""),
        ("2", "07/QĐ-BV", "10 năm", "tệp đã mất hoặc bị thay đổi trong kho"),
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(package.read("muc-luc.xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[4]][1:4] == ["05/QĐ-BV", sheet["C4"].value, paper.title]

    url = reverse("documents:file", args=[kept.pk])
    mine = client_of(here.house.inspector).get(url)
    assert (mine.status_code, b"".join(mine.streaming_content)[:2]) == (200, b"PK")
    assert client_of(here.house.officer).get(url).status_code == 403


def test_a_paper_without_a_file_is_set_again_for_the_archive() -> None:
    here = desk(*ISSUED)
    (letter,) = actions.issue_many(
        kind="test.letter", issued_with=here.paper, symbol="GK",
        rows=[(1, here.house.department, "Giấy khen", {"recipient": "Bà Lê Ngọc Ánh"})],
    )  # fmt: skip
    _kept, package = archived(here, here.house.officer)
    assert package.read(f"van-ban/01-gk-{letter.pk}.pdf")[:5] == b"%PDF-"
    assert "dựng lại từ sổ khi xuất" in package.read("muc-luc.csv").decode()
    give_keys(here.house)
    actions.sign_electronically(actor=here.house.director, paper=letter, key="giam-doc")
    letter.refresh_from_db()
    assert letter.pdf is not None
    assert (letter.sha256, letter.signed_pdf is not None) == (letter.pdf.sha256, True)


def test_an_empty_year_is_refused_with_its_reason() -> None:
    here = desk(*ISSUED)
    facts = {"issuer": here.house.hospital.pk, "year": 2001}
    answer = client_of(here.house.officer).post(reverse("documents:archive"), facts)
    assert "Năm 2001 đơn vị chưa phát hành văn bản nào." in answer.content.decode()
