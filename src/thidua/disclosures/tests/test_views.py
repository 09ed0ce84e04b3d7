"""Pages: who reads what, protected names, the steps by hand, what the shell is told."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.core.capability import ASKS, MINE, PERSONAL, SEARCH
from thidua.core.models import AuditEntry, SecurityEvent
from thidua.core.text import fold
from thidua.disclosures import actions, queries
from thidua.disclosures.models import Comment, Complaint, Disclosure, Hold
from thidua.disclosures.tests.factories import AFTER, END, TODAY, comment, hold, letter, shown
from thidua.disclosures.tests.pages import as_, told, words
from thidua.notices.models import Notice
from thidua.orgs import queries as orgs
from thidua.orgs.tests.factories import Hospital, person_in

pytestmark = pytest.mark.django_db
ROLES = ("admin", "officer", "director", "head", "member", "other_member", "inspector", "stranger")
NAME = "Lò Thị Kín"


def at(name: str, *args: Any) -> str:
    return reverse(f"disclosures:{name}", args=args)


def gets(client: Client, *addresses: str) -> str:
    return "".join(client.get(each).content.decode("utf-8", "replace") for each in addresses)


def test_a_protected_name_stays_behind_its_door(house: Hospital) -> None:
    author = person_in(house.group, name=NAME).user
    on_list = shown(house)
    made = actions.send_comment(
        actor=author, disclosure=on_list, on=TODAY, stance="objection", text="NOIDUNGKIN",
        row=on_list.rows.first(), is_protected=True,
    )  # fmt: skip
    pages = (
        at("list"), at("detail", on_list.pk), at("comments"), at("comments") + "?export=xlsx",
        at("comments") + "?q=noidungkin", at("comments") + f"?q={fold(NAME)}",
        at("comment", made.pk), at("answer", made.pk), at("take_over", made.pk),
        "/tim/?q=noidungkin", "/",
    )  # fmt: skip
    seen: dict[str, set[str]] = {"NOIDUNGKIN": set(), NAME: set()}
    for name in ROLES:
        user = getattr(house, name)
        text = gets(as_(user), *pages)
        text += str(list(Notice.objects.filter(recipient=user).values()))
        for word, found in seen.items():
            if word in text:
                found.add(name)
    assert seen == {"NOIDUNGKIN": {"officer", "director", "inspector"}, NAME: set()}
    assert NAME in gets(as_(author), at("comment", made.pk))
    assert PERSONAL["disclosures"](author.person)["comments"] == []
    # The trail of the list names nobody who wrote, and the comment's own shows no text.
    assert [entry.actor for entry in orgs.trail_of(on_list)] == []
    assert "NOIDUNGKIN" not in str(list(AuditEntry.objects.values("changes", "facts", "table")))


def test_opening_a_name_is_for_the_handler_and_is_written_down(house: Hospital) -> None:
    author = person_in(house.group, name=NAME).user
    made = comment(house, author=author, is_protected=True)
    codes = {
        name: as_(getattr(house, name)).post(at("open_name", made.pk)).status_code for name in ROLES
    }
    assert codes == {
        "admin": 404, "officer": 200, "director": 403, "head": 404, "member": 404,
        "other_member": 404, "inspector": 403, "stranger": 404,
    }  # fmt: skip
    opened = SecurityEvent.objects.filter(kind="file_opened", detail="name")
    assert list(opened.values_list("actor_id", flat=True)) == [house.officer.pk]
    page = words(as_(house.officer).post(at("open_name", made.pk)))
    assert f"Người góp ý {NAME}" in page
    assert NAME not in gets(as_(house.officer), at("comment", made.pk))
    mine = words(as_(author).get(at("comment", made.pk)))
    assert f"Ai đã mở tên {house.officer.full_name}" in mine
    signed = comment(house, made.disclosure, author=author)
    refused = as_(house.officer).post(at("open_name", signed.pk))
    assert "Người góp ý đã nêu tên." in words(refused)


def test_nobody_handles_what_is_said_of_themselves(house: Hospital) -> None:
    made = comment(house)
    row = made.row
    assert row is not None
    row.person = house.officer.person
    row.save()
    assert as_(house.officer).get(at("comment", made.pk)).status_code == 404
    assert list(queries.awaiting_answer(house.officer, on=TODAY)) == []
    assert as_(house.director).get(at("comment", made.pk)).status_code == 200


def test_signed_names_are_for_those_who_handle(house: Hospital) -> None:
    author = person_in(house.group, name=NAME).user
    made = comment(house, author=author)
    seen = {
        name for name in ROLES
        if NAME in gets(as_(getattr(house, name)), at("comments"), at("comment", made.pk))
    }  # fmt: skip
    assert seen == {"officer", "director"}


def test_from_the_list_typed_by_hand_to_its_end(
    house: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = as_(house.officer)
    assert "Ít nhất" not in words(officer.get(at("open")))
    data = {
        "title": "Danh sách quý I", "unit": str(house.union.pk), "reach": "unit",
        "starts_on": f"{TODAY:%d/%m/%Y}", "days": "5", "regulation": "",
        "dong-TOTAL_FORMS": "1", "dong-INITIAL_FORMS": "0", "dong-0-name": "Nguyễn Thị Hoa",
        "dong-0-proposed": "Giấy khen", "dong-0-unit_name": "Tổ Nội", "dong-0-summary": "",
    }  # fmt: skip
    short = officer.post(at("open"), {**data, "days": "3"})
    assert told(short) == ["Ít hơn 5 ngày làm việc thường dùng: ghi quy chế của đơn vị cho phép."]
    private = officer.post(at("open"), {**data, "dong-0-summary": "Sinh ngày 01/02/1980"})
    assert told(private) == [
        "Dòng 1 có số giấy tờ tùy thân hoặc ngày sinh: bỏ ra trước khi công khai."
    ]
    opened = officer.post(at("open"), data, follow=True)
    assert told(opened) == [
        "Đã công khai đến hết ngày 23/03/2026; mọi người trong phạm vi được báo."
    ]
    made = Disclosure.objects.get()
    (notice,) = Notice.objects.filter(recipient=house.member)
    assert notice.text == "Công khai lấy ý kiến đến hết ngày 23/03/2026: Danh sách quý I"
    section, _said = MINE["disclosures"](house.member, on=TODAY)
    assert [own.title for own in section.rows] == ["Danh sách quý I"]
    assert MINE["disclosures"](house.stranger, on=TODAY)[0].rows == []

    member = as_(house.member)
    row = made.rows.get()
    said = member.post(
        at("send", made.pk), {"row": str(row.pk), "stance": "question", "text": "Căn cứ nào?"},
        follow=True,
    )  # fmt: skip
    assert told(said) == ["Đã gửi. Bạn được trả lời trước hết ngày 23/03/2026."]
    blank = member.post(at("send", made.pk), {"stance": "objection", "text": ""})
    assert blank.context["form"].errors == {
        "text": ["Cần ghi nội dung để người phụ trách xem xét được."]
    }
    agreed = member.post(at("send", made.pk), {"stance": "agree"}, follow=True)
    assert told(agreed) == ["Đã ghi nhận ý kiến đồng ý. Cảm ơn bạn."]
    one = Comment.objects.get(stance="question")
    assert [ask.what for ask in ASKS["disclosures"](house.officer, on=TODAY)] == [
        "Trả lời ý kiến: Hỏi thêm: Nguyễn Thị Hoa (Giấy khen)"
    ]
    officer.post(at("verify", one.pk))
    done = officer.post(at("answer", one.pk), {"answer": "Theo biên bản họp tổ."}, follow=True)
    assert told(done)[-1:] == ["Đã trả lời; người góp ý được báo."]
    assert "Theo biên bản họp tổ." in words(member.get(at("comment", one.pk)))
    early = officer.post(at("close", made.pk), {"reason": ""})
    assert early.context["form"].errors == {"reason": ["Cần điền mục này."]}
    longer = officer.post(
        at("extend", made.pk), {"days": "1", "reason": "Xác minh thêm."}, follow=True
    )
    assert told(longer) == ["Đã kéo dài đến hết ngày 24/03/2026."]
    monkeypatch.setenv("THIDUA_TODAY", "2026-03-25")
    assert [ask.what for ask in ASKS["disclosures"](house.officer, on=date(2026, 3, 25))] == [
        "Kết thúc công khai: Danh sách quý I"
    ]
    closed = officer.post(at("close", made.pk), follow=True)
    assert told(closed) == ["Đã kết thúc công khai."]
    assert as_(house.member).get(at("detail", made.pk)).status_code == 404


def test_the_public_page_shows_the_least_and_only_while_it_runs(
    house: Hospital, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shown(house, reach="public")
    address = at("public", made.code)
    page = Client().get(address)
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex")
    assert "Nguyễn Thị Hoa" in words(page)
    inside = shown(house, reach="hospital")
    assert Client().get(at("public", inside.code)).status_code == 404
    Disclosure.objects.filter(pk=made.pk).update(state="closed", closed_on=END)
    gone = Client().get(address)
    assert (gone.status_code, "Nguyễn Thị Hoa" in words(gone)) == (404, False)
    settings.THIDUA_PUBLIC = False
    assert Client().get(address).status_code == 404


def test_the_notice_for_the_board(house: Hospital, settings: Any) -> None:
    made = shown(house)
    pdf = as_(house.officer).get(at("notice", made.pk, "pdf"))
    assert (pdf.status_code, pdf.content[:4]) == (200, b"%PDF")
    assert as_(house.officer).get(at("notice", made.pk, "docx")).content[:2] == b"PK"
    assert as_(house.officer).get(at("notice", made.pk, "exe")).status_code == 404
    assert as_(house.member).get(at("notice", made.pk, "pdf")).status_code == 403
    settings.THIDUA_PUBLIC = False
    bare = as_(house.officer).get(at("notice", made.pk, "pdf")).content
    assert b"cong-khai" not in bare


def test_a_letter_on_its_way(house: Hospital) -> None:
    director, made = as_(house.director), letter(house)
    page = words(director.get(at("complaint", made.pk)))
    assert "Hạn: 26/03/2026 · Điều 27 Luật 02/2011/QH13 (chưa kiểm chứng)" in page
    given = {"paper": "05/TB-CĐ", "day": f"{TODAY:%d/%m/%Y}"}
    accepted = director.post(at("accept", made.pk), given, follow=True)
    assert told(accepted) == ["Đã thụ lý."]
    made.refresh_from_db()
    assert made.due_on == date(2026, 4, 15)
    director.post(at("place_for", made.pk), {"who": "TNOI"})
    (held,) = Hold.objects.all()
    assert (held.unit, held.ground, held.paper) == (house.group, "complaint", "05/TB-CĐ")
    assert queries.holds_of(house.group, on=TODAY) == [held]
    end = {**given, "paper": "9/QĐ-CĐ", "is_upheld": "no", "conclusion": "Giữ nguyên kết quả."}
    settled = director.post(at("settle", made.pk), end, follow=True)
    assert told(settled)[-1:] == ["Đã giải quyết; việc tạm dừng theo đơn này đã kết thúc."]
    assert queries.holds_of(house.group, on=TODAY) == []
    again = director.post(at("file_again", made.pk), {"filed_on": f"{TODAY:%d/%m/%Y}"}, follow=True)
    assert told(again) == ["Đã nhận đơn khiếu nại lần hai."]
    assert Complaint.objects.get(stage="second").previous == made


def test_a_letter_filed_declined_and_a_denouncer_kept(house: Hospital) -> None:
    officer = as_(house.officer)
    data = {
        "kind": "denunciation", "unit": str(house.union.pk), "subject": "Kê khai thành tích",
        "filer": NAME, "filed_on": f"{TODAY:%d/%m/%Y}",
    }  # fmt: skip
    officer.post(at("file"), data)
    made = Complaint.objects.get()
    assert made.is_protected
    pages = (at("complaints"), at("complaint", made.pk), at("complaints") + "?export=xlsx")
    assert NAME not in gets(officer, *pages)
    assert NAME in words(officer.post(at("open_filer", made.pk)))
    assert as_(house.director).post(at("open_filer", made.pk)).status_code == 403
    officer.post(at("decline", made.pk), {"reason": "Không đủ căn cứ."})
    page = words(officer.get(at("complaint", made.pk)))
    assert "Không đủ căn cứ." in page


def test_a_comment_becomes_a_letter(house: Hospital) -> None:
    officer, made = as_(house.officer), comment(house, is_protected=True)
    officer.post(at("take_over", made.pk), {"kind": "complaint"})
    (taken,) = Complaint.objects.all()
    assert (taken.filed_on, taken.is_protected, taken.comment) == (TODAY, True, made)
    assert "được giải quyết như đơn" in words(as_(house.member).get(at("comment", made.pk)))
    opened = words(officer.post(at("open_filer", taken.pk)))
    assert house.member.full_name in opened


def test_a_hold_is_placed_and_ended_by_its_papers(house: Hospital) -> None:
    officer = as_(house.officer)
    day = f"{TODAY:%d/%m/%Y}"
    data = {"who": house.member.code, "ground": "discipline", "paper": "31/QĐ", "day": day}
    assert told(officer.post(at("place"), data, follow=True)) == ["Đã ghi tạm dừng xét."]
    made = Hold.objects.get()
    assert (made.person, made.kept_by) == (house.member.person, house.department)
    page = words(officer.get(at("holds") + "?running=yes"))
    assert house.member.full_name in page
    end = {"paper": "40/KL", "day": day, "conclusion": "Không vi phạm."}
    done = officer.post(at("end_hold", made.pk), end, follow=True)
    assert told(done) == ["Đã kết thúc tạm dừng; việc xét được đi tiếp."]
    assert "Không vi phạm." in words(officer.get(at("hold", made.pk)))
    unknown = officer.post(at("place"), {**data, "who": "Không Có Ai"})
    assert list(unknown.context["form"].errors) == ["who"]
    away = officer.post(at("place"), {**data, "who": house.stranger.code})
    assert told(away) == [f"{house.stranger.full_name} không thuộc đơn vị bạn phụ trách."]


def test_search_finds_lists_by_title_only(house: Hospital) -> None:
    made = shown(house)
    comment(house, made, text="khuatlap")
    find = SEARCH["disclosures"]
    assert [hit.title for hit in find(house.member, "quy i", limit=5)] == [made.title]
    assert find(house.stranger, "quy i", limit=5) == []
    assert find(house.officer, "khuatlap", limit=5) == []


def test_lists_and_the_page_of_a_list_ask_equally_often(house: Hospital) -> None:
    client, on_list = as_(house.officer), shown(house)
    pages = [at(name) for name in ("list", "comments", "complaints", "holds")]
    pages.append(at("detail", on_list.pk))

    def asked() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries_made:
                assert client.get(page).status_code == 200
            counts.append(len(queries_made))
        return counts

    def one_more() -> None:
        comment(house, on_list)
        letter(house)
        hold(house)

    one_more()
    asked()
    few = asked()
    shown(house)
    one_more()
    one_more()
    assert asked() == few


def test_after_the_last_day_no_comment_comes_in(
    house: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shown(house)
    monkeypatch.setenv("THIDUA_TODAY", AFTER.isoformat())
    late = as_(house.member).post(
        at("send", made.pk), {"stance": "objection", "text": "Chưa đúng."}
    )
    assert told(late) == [
        f"Đã hết thời gian lấy ý kiến. Có thể gửi đơn khiếu nại, tố cáo đến {house.union}."
    ]
