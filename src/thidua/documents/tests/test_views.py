"""Pages of the register, and who gets through the door of stored files."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.capability import PERSONAL, SEARCH, Hit
from thidua.core.models import SecurityEvent
from thidua.documents import actions, permits, queries, receivers
from thidua.documents.blocks import Mark
from thidua.documents.models import Paper, StoredFile
from thidua.documents.states import PaperState
from thidua.documents.tests import contract
from thidua.documents.tests.contract import ISSUED, NUMBERED, SIGNED, Desk, desk, desk_again, step
from thidua.documents.tests.test_pdf import words
from thidua.orgs.models import Person
from thidua.orgs.tests.factories import hospital

pytestmark = pytest.mark.django_db
CLOSED = "Tài liệu này chỉ dành cho người phụ trách hồ sơ."


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def body(answer: Any) -> bytes:
    if answer.streaming:
        return b"".join(answer.streaming_content)
    return bytes(answer.content)


def kept_file(here: Desk, mime: str = "application/pdf") -> StoredFile:
    return actions.store_file(
        actor=here.house.officer, subject=here.house.department, role="evidence",
        name="Minh chứng.pdf", content=b"%PDF- canary", mime=mime,
    )  # fmt: skip


def test_a_file_opens_for_its_sender_and_is_logged() -> None:
    here = desk()
    file = kept_file(here)
    answer = client_of(here.house.officer).get(reverse("documents:file", args=[file.pk]))

    assert (answer.status_code, body(answer)) == (200, b"%PDF- canary")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''Minh%20ch%E1%BB%A9ng.pdf"
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == (
        "private, no-store", "nosniff",
    )  # fmt: skip
    event = SecurityEvent.objects.filter(kind="file_opened").get()
    assert (event.actor_id, event.subject_id, event.detail) == (
        here.house.officer.pk, str(file.pk), "evidence",
    )  # fmt: skip


def test_a_file_that_could_run_is_a_download_in_a_sandbox() -> None:
    here = desk()
    file = kept_file(here, mime="application/vnd.ms-excel")
    answer = client_of(here.house.officer).get(reverse("documents:file", args=[file.pk]))

    body(answer)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_file_opened_again_the_same_day_is_logged_once() -> None:
    here = desk()
    url = reverse("documents:file", args=[kept_file(here).pk])
    first = period.today()
    days = [first, first + timedelta(days=1)]
    for on, times in zip(days, (2, 1), strict=True):
        with period.standing_on(on):
            for _time in range(times):
                assert body(client_of(here.house.officer).get(url)) == b"%PDF- canary"
    opened = SecurityEvent.objects.filter(kind="file_opened").order_by("at")
    assert [event.at.astimezone(period.HANOI).date() for event in opened] == days


@pytest.mark.parametrize("role", ["admin", "director", "head", "member", "inspector", "stranger"])
def test_a_file_without_a_rule_opens_for_nobody_else(role: str) -> None:
    here = desk()
    url = reverse("documents:file", args=[kept_file(here).pk])
    answer = client_of(getattr(here.house, role)).get(url)

    assert (answer.status_code, b"canary" in answer.content) == (403, False)
    assert CLOSED in answer.content.decode()
    assert Client().get(url).status_code == 302


def test_the_owner_of_the_subject_lets_readers_in(monkeypatch: pytest.MonkeyPatch) -> None:
    here = desk()
    asked: list[tuple[Any, str]] = []

    def rule(actor: Any, subject_id: str) -> str | None:
        asked.append((actor, subject_id))
        return None if actor == here.house.member else "Chỉ của nhân viên."

    monkeypatch.setitem(permits.READERS._providers, "orgs.unit", rule)
    url = reverse("documents:file", args=[kept_file(here).pk])

    allowed = client_of(here.house.member).get(url)
    body(allowed)
    assert allowed.status_code == 200
    assert asked == [(here.house.member, str(here.house.department.pk))]
    assert client_of(here.house.head).get(url).status_code == 403


def test_a_file_lost_from_the_store_is_not_found() -> None:
    here = desk()
    file = kept_file(here)
    default_storage.delete(str(file.content.name))
    url = reverse("documents:file", args=[file.pk])

    assert client_of(here.house.officer).get(url).status_code == 404
    assert client_of(here.house.officer).get(url.replace(str(file.pk), "0")).status_code == 404


def page_text(user: Any, name: str, *args: Any, **query: Any) -> str:
    answer = client_of(user).get(reverse(f"documents:{name}", args=args), query)
    assert answer.status_code == 200, answer.content
    return " ".join(answer.content.decode().split())


def test_the_register_shows_each_role_its_own() -> None:
    here = desk(*ISSUED)
    for role in ("officer", "director", "inspector"):
        text = page_text(getattr(here.house, role), "register")
        assert "Về việc tặng Giấy khen" in text
        assert ("Vào sổ văn bản lập ngoài" in text) is (role == "officer")
    for role in ("admin", "head", "member", "stranger"):
        answer = client_of(getattr(here.house, role)).get(reverse("documents:register"))
        assert (answer.status_code, "Về việc tặng" in answer.content.decode()) == (403, False)
        assert list(queries.visible_to(getattr(here.house, role))) == []


def test_the_register_asks_the_database_equally_often_for_many() -> None:
    here = desk()
    client = client_of(here.house.officer)
    client.get(reverse("documents:register"))
    counts = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("documents:register"))
        counts.append(len(asked))
        desk_again(here)
        desk_again(here)
    assert counts[0] == counts[1]


def test_the_register_is_searched_without_accents_and_exported() -> None:
    here = desk(*ISSUED)
    desk_again(here)
    found = page_text(here.house.officer, "register", q="tang giay khen qd-bv")
    assert "Về việc tặng Giấy khen" in found
    assert "Văn bản khác" not in found

    answer = client_of(here.house.officer).get(reverse("documents:register"), {"export": "xlsx"})
    page = openpyxl.load_workbook(io.BytesIO(body(answer))).active
    assert page is not None
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["Sổ văn bản", None, None, None, None, None, None],
        [None] * 7,
        ["Trích yếu", "Số, ký hiệu", "Ngày ban hành", "Loại", "Người ký", "Bảo quản", "Trạng thái"],
        ["Văn bản khác", None, None, "Quyết định thử", None, None, "Dự thảo"],
        [
            "Về việc tặng Giấy khen", "05/QĐ-BV", datetime(2026, 2, 5), "Quyết định thử",  # noqa: DTZ001 # as Excel keeps days
            str(here.paper.signer_name), "10 năm", "Đã phát hành",
        ],
    ]  # fmt: skip


def test_a_paper_page_tells_number_signer_code_and_trail() -> None:
    here = desk(*ISSUED)
    text = page_text(here.house.officer, "paper", here.paper.pk)

    for part in ("05/QĐ-BV", "05/02/2026", "Phó Giám đốc", here.paper.code, "Bản PDF", "Bản Word",
                 "Ký văn bản", "Đính kèm bản quét"):  # fmt: skip
        assert part in text
    assert "Đính kèm bản quét" not in page_text(here.house.director, "paper", here.paper.pk)
    for role in ("admin", "head", "member", "stranger"):
        url = reverse("documents:paper", args=[here.paper.pk])
        answer = client_of(getattr(here.house, role)).get(url)
        assert (answer.status_code, here.paper.code in answer.content.decode()) == (403, False)


def test_a_draft_comes_as_pdf_and_word_and_a_numbered_one_as_it_was_kept() -> None:
    here = desk()
    client = client_of(here.house.officer)

    def get(ext: str) -> Any:
        return client.get(reverse("documents:rendered", args=[here.paper.pk, ext]))

    draft = get("pdf")
    assert "Tặng Giấy khen." in words(body(draft))[0]
    assert draft["Content-Disposition"] == f'inline; filename="van-ban-{here.paper.pk}.pdf"'
    word = get("docx")
    assert (body(word)[:2], word["Content-Security-Policy"]) == (
        b"PK", "default-src 'none'; sandbox",
    )  # fmt: skip
    assert get("exe").status_code == 404

    paper = here.paper
    for move in NUMBERED:
        paper = step(here.house, paper, move)
    kept = get("pdf")
    assert kept.url == reverse("documents:file", args=[paper.pdf_id])
    whole = client.get(kept.url)
    assert len(body(whole)) == paper.pdf.size  # type: ignore[union-attr]
    assert get("docx")["Content-Disposition"] == f'inline; filename="{paper.pk}.docx"'


def test_a_draft_that_cannot_be_set_says_why() -> None:
    here = desk()
    actions.revise_paper(actor=here.house.officer, paper=here.paper, blocks={"text": "Khen 😀"})
    url = reverse("documents:rendered", args=[here.paper.pk, "pdf"])
    answer = client_of(here.house.officer).get(url, follow=True)

    assert "Phông chữ của văn bản không có ký tự «😀»" in answer.content.decode()


def test_a_scan_is_attached_and_a_bad_one_refused_with_its_reason() -> None:
    here = desk(*SIGNED)
    client = client_of(here.house.officer)
    url = reverse("documents:attach_scan", args=[here.paper.pk])

    assert client.get(url).status_code == 200
    bad = client.post(url, {"scan": io.BytesIO(b"nothing")})
    assert "Không nhận tệp này (không rõ dạng)" in bad.content.decode()
    good = client.post(url, {"scan": contract.scan()})
    assert (good.status_code, good["Location"]) == (
        302, reverse("documents:paper", args=[here.paper.pk]),
    )  # fmt: skip
    here.paper.refresh_from_db()
    assert here.paper.scan is not None
    text = page_text(here.house.officer, "paper", here.paper.pk)
    assert "Thay bản quét" in text
    # The scan is read by whoever reads the paper, and by nobody else.
    scan_url = reverse("documents:file", args=[here.paper.scan.pk])
    seen = client_of(here.house.inspector).get(scan_url)
    body(seen)
    assert seen.status_code == 200
    assert client_of(here.house.member).get(scan_url).status_code == 403


def test_a_paper_from_outside_goes_into_the_register() -> None:
    here = desk()
    client = client_of(here.house.officer)
    url = reverse("documents:register_paper")
    facts = {
        "issuer": here.house.hospital.pk, "title": "Về việc khen đột xuất", "number": "12",
        "symbol": "QĐ-BV", "dated_on": "05/02/2026", "signer_name": "Đặng Hoài Nam",
    }  # fmt: skip

    assert client.get(url).status_code == 200
    answer = client.post(url, {**facts, "scan": contract.picture()})
    made = Paper.objects.get(number=12)
    assert answer["Location"] == reverse("documents:paper", args=[made.pk])
    text = page_text(here.house.officer, "paper", made.pk)
    assert "Bản quét, lập ngoài hệ thống" in text
    assert "Bản PDF" not in text
    assert client.get(reverse("documents:rendered", args=[made.pk, "pdf"])).status_code == 404
    again = client.post(url, {**facts, "scan": contract.picture()}).content.decode()
    assert "Số 12/QĐ-BV năm 2026 đã cấp cho văn bản khác trong sổ." in again
    assert "Về việc khen đột xuất" in again


def test_an_officer_enters_papers_of_own_units_only() -> None:
    here = desk()
    client = client_of(here.house.inspector)
    answer = client.post(
        reverse("documents:register_paper"),
        {"issuer": here.house.hospital.pk, "title": "x", "number": "1", "symbol": "QĐ",
         "dated_on": "05/02/2026", "signer_name": "A", "scan": contract.picture()},
    )  # fmt: skip
    assert (answer.status_code, Paper.objects.count()) == (200, 1)


def test_search_finds_visible_papers_only() -> None:
    here = desk(*ISSUED)
    hit = Hit(
        "Về việc tặng Giấy khen", reverse("documents:paper", args=[here.paper.pk]), "Văn bản",
        "05/QĐ-BV",
    )  # fmt: skip
    find = SEARCH["documents"]
    assert find(here.house.officer, "giay khen", limit=5) == [hit]
    assert find(here.house.officer, "cuoc hop", limit=5) == []
    assert find(here.house.member, "giay khen", limit=5) == []


def test_what_is_kept_on_a_person() -> None:
    here = desk(*ISSUED)
    director = Person.objects.get(user=here.house.director)
    officer = Person.objects.get(user=here.house.officer)

    assert PERSONAL["documents"](director) == {
        "papers": [{
            "title": "Về việc tặng Giấy khen", "reference": "05/QĐ-BV",
            "signed_at": here.paper.signed_at,
        }],
        "files": [],
    }  # fmt: skip
    assert [row["name"] for row in PERSONAL["documents"](officer)["files"]] == ["05-QĐ-BV.pdf"]


def test_any_list_becomes_a_worksheet_in_its_own_types() -> None:
    moment = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
    rows = [["=1+1", 0, Decimal("1.5"), date(2026, 1, 2), True, None],
            [gettext_lazy("Dự thảo"), 2.5, moment, False, "", 7]]  # fmt: skip
    answer = receivers.xlsx(name="a", title="", header=list("abcdef"), rows=rows)
    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert page is not None
    assert answer["Content-Disposition"] == 'attachment; filename="a.xlsx"'
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        list("abcdef"),
        ["=1+1", 0, 1.5, datetime(2026, 1, 2), "Có", None],  # noqa: DTZ001 # as Excel keeps days
        ["Dự thảo", 2.5, "22/11/2026 08:30", "Không", None, 7],
    ]
    assert page["A2"].data_type == "s"


def test_marks_point_at_the_public_page_unless_the_network_is_closed(settings: Any) -> None:
    house = hospital()
    paper = Paper(code="K7QM2PXAK7QM2PXA", state=PaperState.ISSUED, issuer=house.department)
    settings.SITE_URL = "https://thidua.example.vn/"
    assert queries.mark_of(paper) == Mark(
        url="https://thidua.example.vn/xac-minh/K7QM2PXAK7QM2PXA/",
        caption="thidua.example.vn/xac-minh/K7QM2PXAK7QM2PXA",
    )
    settings.THIDUA_PUBLIC = False
    assert queries.mark_of(paper) is None
    settings.THIDUA_PUBLIC = True
    house.hospital.is_veiled = True  # the unit above: so is everything below
    house.hospital.save()
    assert queries.mark_of(paper) is None
