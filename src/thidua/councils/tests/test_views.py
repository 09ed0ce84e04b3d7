"""The pages of councils: the console, who sees what, the minutes, and counted queries."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core import capability
from thidua.councils import actions, queries
from thidua.councils.models import Case, Council, Meeting
from thidua.councils.states import Choice
from thidua.councils.tests import factories as f
from thidua.orgs.models import Unit
from thidua.orgs.states import ManagingBody, UnitKind
from thidua.orgs.tests.factories import (
    SINCE,
    Hospital,
    UnitFactory,
    hospital,
    person_in,
)

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def console(meeting: Meeting) -> str:
    return reverse("councils:meeting", args=[meeting.pk])


def votes_of(meeting: Meeting, **changes: str) -> dict[str, str]:
    """What the vote form sends: everybody present agrees but for `changes` by seat."""
    sent = {}
    for row in queries.presences_of(meeting):
        if row.seat.may_vote:
            sent[f"vote_{row.seat_id}"] = "agree" if row.attendance == "present" else ""
    return sent | changes


def test_a_session_runs_on_one_page() -> None:
    h = hospital()
    council = f.council_of(h, size=11)
    meeting = f.meeting_of(h, council)
    cases = [f.case_in(h, council, subject=n) for n in (1, 2, 3)]
    client, url = signed_in(h.officer), console(meeting)

    page = client.get(url)
    assert page.context["quorum"].needed == 8
    client.post(url, {"do": "schedule", "cases": [case.pk for case in cases]})
    seats = list(council.seats.all())
    roll = {f"seat_{seat.pk}": "present" for seat in seats}
    roll |= {f"seat_{seat.pk}": "absent" for seat in seats[-2:]}
    started = {"do": "open", "presider": str(f.chair_of(council).pk), **roll}
    page = client.post(url, started)
    assert said(page) == [f"Ghi lý do vắng của {seats[-2].person}."]
    assert page.context["attendance"][f"seat_{seats[-1].pk}"].value() == "absent"
    why = {f"reason_{seat.pk}": "đi học" for seat in seats[-2:]}
    page = client.post(url, {**started, **why}, follow=True)
    assert page.context["current"] == cases[0]
    assert (page.context["needed"], page.context["members"]) == (9, 11)

    opinion = {f"vote_{seats[-1].pk}": "disagree", f"reason_{seats[-1].pk}": "cần xem lại"}
    sent = votes_of(meeting, **opinion, **{f"vote_{seats[0].pk}": "blank"})
    page = client.post(url, {"do": "vote", "case": cases[0].pk, "notes": "", **sent}, follow=True)
    counted = page.context["tally"]
    assert (counted.agree, counted.disagree, counted.blank, counted.silent) == (8, 1, 1, 1)
    assert page.context["passes"] is False
    again = client.get(url)
    assert again.context["current"] == cases[0]
    sent = votes_of(meeting, **opinion)
    client.post(url, {"do": "vote", "case": cases[0].pk, "notes": "", **sent})
    page = client.post(url, {"do": "decide", "case": cases[0].pk}, follow=True)
    assert said(page) == ["Đã chốt: Đề nghị số 1 – đồng ý 9/11."]
    assert page.context["current"] == cases[1]

    together = {"do": "together", "cases": [cases[1].pk, cases[2].pk], **votes_of(meeting)}
    page = client.post(f"{url}?chung=CSTDCS", together)
    assert page.context["preview"] == cases[1:]
    assert Case.objects.get(pk=cases[1].pk).state == "scheduled"
    page = client.post(f"{url}?chung=CSTDCS", {**together, "confirm": "1"}, follow=True)
    assert said(page) == ["Đã chốt 2 nội dung."]
    proposed = page.context["conclusion"]["conclusion"].value()
    assert proposed.startswith("Hội đồng thống nhất đề nghị 3/3 nội dung đã biểu quyết.")
    page = client.post(url, {"do": "close", "conclusion": proposed}, follow=True)
    assert page.context["meeting"].state == "closed"


def test_members_watch_and_learn_why_they_cannot_run_it() -> None:
    h = hospital()
    meeting, case = f.session(h)
    client, url = signed_in(h.director), console(meeting)
    page = client.get(url)
    reason = "Việc này dành cho Thư ký của Hội đồng Thi đua - Khen thưởng."
    assert page.context["why_not"] == reason
    # The director may prepare a session, but in it every button is its secretary's.
    kept = "Điểm danh, ghi biểu quyết và bế mạc là việc của Thư ký Hội đồng Thi đua - Khen thưởng."
    content = page.content.decode()
    assert (kept in content, ' name="do"' in content, ' name="move"' in content) == (
        True, False, False,
    )  # fmt: skip
    Meeting.objects.update(state="planned")
    assert ' value="unschedule"' in client.get(url).content.decode()
    Meeting.objects.update(state="open")
    sent = {"do": "vote", "case": case.pk, "notes": "", **votes_of(meeting)}
    page = client.post(url, sent)
    assert page.context["vote"].errors == {"__all__": [reason]}
    assert case.votes.count() == 0


def test_a_refused_vote_loses_nothing_typed() -> None:
    h = hospital()
    council = f.council_of(h)
    meeting = f.meeting_of(h, council, held_on=f.DAY.replace(month=12))
    case = f.case_in(h, council)
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[case])
    f.opened(h, meeting)
    chair = f.chair_of(council)
    sent = votes_of(meeting, **{f"vote_{chair.pk}": "disagree"})
    answer = signed_in(h.officer).post(
        console(meeting), {"do": "vote", "case": case.pk, "notes": "đã bàn kỹ", **sent}
    )
    form = answer.context["vote"]
    assert list(form.errors) == ["citation"]
    assert (form["notes"].value(), form[f"vote_{chair.pk}"].value()) == ("đã bàn kỹ", "disagree")


def test_a_member_concerned_is_named_with_the_highest_share_left() -> None:
    h = hospital()
    council = f.council_of(h, size=9)
    meeting = f.meeting_of(h, council)
    case = actions.open_case(
        actor=h.officer, council=council, kind=f.KIND, subject_id=5, topic="CSTDTQ",
        title="Giám đốc", concerned=[h.director.person],
    )  # fmt: skip
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[case])
    f.opened(h, meeting)
    shown = signed_in(h.officer).get(console(meeting)).context
    assert [row.sitter for row, _conflict in shown["concerned"]] == [h.director.person]
    assert (shown["highest"], shown["in_reach"]) == ("88,9%", False)


def test_latecomers_and_items_left_for_later() -> None:
    h = hospital()
    meeting, case = f.session(h, absent=1)
    client, url = signed_in(h.officer), console(meeting)
    seat = meeting.council.seats.last()
    client.post(url, {"do": "presence", "seat": seat.pk, "attendance": "present", "reason": ""})
    assert queries.quorum_now(meeting).present == 5
    client.post(url, {"do": "unschedule", "case": case.pk})
    assert Case.objects.get(pk=case.pk).state == "waiting"
    assert client.post(url, {"do": "dance"}).status_code == 302


# Who sees what.


def other_council() -> tuple[Hospital, Council]:
    """A council of another hospital, whose names must not be seen from outside."""
    top = UnitFactory(
        name="Bệnh viện Kín Như Bưng", kind=UnitKind.HOSPITAL, managing_body=ManagingBody.ARMY
    )
    people = {
        name: person_in(top, *roles, name=f"Kín {name}").user
        for name, roles in (("officer", ["officer"]), ("director", ["director"]), ("member", []))
    }
    unit: Unit = top
    h = Hospital(
        unit, unit, unit, unit, unit, people["officer"], people["officer"], people["director"],
        people["officer"], people["member"], people["member"], people["officer"], people["member"],
    )  # fmt: skip
    council = f.council_of(h, size=3)
    Council.objects.filter(pk=council.pk).update(name="Hội đồng Canary Kín", folded="canary kin")
    return h, Council.objects.get(pk=council.pk)


ROLES = ("admin", "officer", "director", "head", "member", "inspector", "stranger")


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_another_units_council_leaks(role: str) -> None:
    h = hospital()
    f.council_of(h)
    away, council = other_council()
    meeting = f.meeting_of(away, council)
    case = f.case_in(away, council)
    actions.schedule_cases(actor=away.officer, meeting=meeting, cases=[case])
    user = getattr(h, role)
    client = signed_in(user)
    for name, args in (
        ("councils:council", [council.pk]), ("councils:meeting", [meeting.pk]),
        ("councils:minutes", [meeting.pk, "pdf"]), ("councils:plan", [council.pk]),
        ("councils:regulation", [council.pk]), ("councils:create", [away.hospital.pk]),
    ):  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code == 404
    assert "Canary" not in client.get(reverse("councils:list")).content.decode()
    hits = capability.SEARCH["councils"](user, "canary", limit=9)
    assert hits == []
    assert capability.SEARCH["councils"](away.officer, "canary", limit=9) != []


def test_who_is_inside_sees_their_own_councils() -> None:
    h = hospital()
    council = f.council_of(h)
    seen = {
        role: list(queries.visible_to(getattr(h, role))) == [council]
        for role in ("admin", "officer", "director", "inspector", "member", "stranger")
    }
    assert seen == {
        "admin": False, "officer": True, "director": True, "inspector": True,
        "member": False, "stranger": False,
    }  # fmt: skip
    member = council.seats.last().person
    assert list(queries.visible_to(member.user)) == [council]
    seat = council.seats.last()
    actions.unseat_member(actor=h.officer, seat=seat, on=f.DAY, reason="chuyển công tác")
    assert list(queries.visible_to(member.user)) == []


def test_without_an_account_there_is_only_the_sign_in_page() -> None:
    h = hospital()
    meeting = f.meeting_of(h, f.council_of(h))
    answer = Client().get(console(meeting))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/")


# Lists and settings.


@pytest.mark.parametrize("url_name", ["councils:list", "councils:meeting", "councils:council"])
def test_queries_do_not_grow_with_rows(url_name: str, django_assert_max_num_queries: Any) -> None:
    h = hospital()
    meeting, _case = f.session(h)
    council = meeting.council
    args = {"councils:meeting": [meeting.pk], "councils:council": [council.pk]}.get(url_name, [])
    url, client = reverse(url_name, args=args), signed_in(h.officer)
    client.get(url)
    with django_assert_max_num_queries(99) as one:
        client.get(url)
    for n in (2, 3):
        case = f.case_in(h, council, subject=n)
        actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[case])
        f.case_in(h, council, subject=n * 10)
        f.council_of(h)
    with django_assert_max_num_queries(99) as three:
        client.get(url)
    # One offer more, to put what waits on the agenda, may look it up once.
    assert len(three) - len(one) <= 1


def test_a_council_is_set_up_by_staff_codes() -> None:
    h = hospital()
    client, url = signed_in(h.officer), reverse("councils:create", args=[h.hospital.pk])
    rows = {
        "ghe-TOTAL_FORMS": "2", "ghe-INITIAL_FORMS": "0", "ghe-MIN_NUM_FORMS": "0",
        "ghe-MAX_NUM_FORMS": "60", "ghe-0-code": h.director.person.code, "ghe-0-position": "chair",
        "ghe-1-code": "KHONGCO", "ghe-1-position": "secretary",
    }  # fmt: skip
    given = {
        "name": "Hội đồng mới", "kind": "commendation", "decision": "QĐ 1",
        "valid_from": "01/02/2025",
        "regulation": "", "regulation_on": "", **rows,
    }  # fmt: skip
    answer = client.post(url, given)
    assert answer.context["form"].non_field_errors() == ["Không có mã nhân viên: KHONGCO"]
    given["ghe-1-code"] = h.officer.person.code
    answer = client.post(url, given)
    council = Council.objects.get(name="Hội đồng mới")
    assert answer["Location"] == reverse("councils:council", args=[council.pk])
    assert [seat.position for seat in council.seats.all()] == ["chair", "secretary"]


def test_the_regulation_is_written_as_people_write_shares() -> None:
    h = hospital()
    council = f.council_of(h)
    client, url = signed_in(h.officer), reverse("councils:regulation", args=[council.pk])
    given = {
        "regulation": "45/QC-HĐ", "regulation_on": "01/02/2024", "quorum": "3/4",
        "thresholds": "CSTDCS 80%\nGK trên 1/2", "base": "present", "recusal": "silent",
    }  # fmt: skip
    bad = client.post(url, {**given, "quorum": "nhiều"})
    assert bad.context["form"].errors == {"quorum": ["Không đọc được tỷ lệ «nhiều»."]}
    client.post(url, given)
    council.refresh_from_db()
    assert (council.quorum_of, council.quorum_in) == (3, 4)
    assert (council.base, council.recusal) == ("present", "silent")
    assert council.thresholds == {
        "CSTDCS": {"part": 80, "whole": 100, "strict": False},
        "GK": {"part": 1, "whole": 2, "strict": True},
    }
    page = client.get(url)
    assert page.context["form"]["thresholds"].value() == "CSTDCS 80%\nGK trên 1/2"


def test_a_session_is_called() -> None:
    h = hospital()
    council = f.council_of(h)
    answer = signed_in(h.officer).post(
        reverse("councils:plan", args=[council.pk]),
        {"held_on": "10/03/2025", "place": "Hội trường", "purpose": "xét khen thưởng"},
    )
    assert answer["Location"] == console(Meeting.objects.get())


# The minutes, what is asked, and what is kept on a person.


def text_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read("word/document.xml").decode()


def closed_session(h: Hospital) -> Meeting:
    meeting, case = f.session(h, size=11, absent=2)
    *_others, one, other = meeting.council.seats.all()
    actions.record_votes(
        actor=h.officer, case=case, notes="Thành tích rõ, có số liệu",
        opinions={one.pk: (Choice.AGREE, "nhất trí"), other.pk: (Choice.DISAGREE, "")},
    )  # fmt: skip
    actions.close_case(actor=h.officer, case=case)
    return actions.close_meeting(
        actor=h.officer, meeting=meeting, conclusion="Thống nhất đề nghị 1 cá nhân."
    )


def test_the_minutes_tell_of_no_written_opinions_where_the_absent_sent_none() -> None:
    h = hospital()
    meeting, case = f.session(h, size=11, absent=2)
    actions.record_votes(actor=h.officer, case=case)
    actions.close_case(actor=h.officer, case=case)
    word = signed_in(h.officer).get(reverse("councils:minutes", args=[meeting.pk, "docx"]))
    text = text_of(word.content)
    assert "Hội đồng biểu quyết giơ tay." in text
    assert "Vắng mặt (2):" in text
    assert "ý kiến bằng văn bản" not in text


def test_the_minutes_tell_who_was_there_and_how_it_was_voted() -> None:
    h = hospital()
    meeting = closed_session(h)
    one, other = list(meeting.council.seats.all())[-2:]
    client = signed_in(h.officer)
    word = client.get(reverse("councils:minutes", args=[meeting.pk, "docx"]))
    text = text_of(word.content)
    for sentence in (
        "ngày 10 tháng 3 năm 2025, tại Hội trường A", "Hội đồng Thi đua - Khen thưởng",
        "Đủ thành viên để họp: có mặt 9/11 thành viên, cần ít nhất 8", "đi công tác",
        "Tỷ lệ cần đạt: từ 80% tổng số thành viên, tức ít nhất 9/11", "10/11", "90,9%",
        f"{one.person} (ý kiến bằng văn bản): đồng ý. nhất trí.",
        f"{other.person} (ý kiến bằng văn bản): không đồng ý.",
        "Hội đồng biểu quyết giơ tay; 2 thành viên vắng mặt gửi ý kiến bằng văn bản.",
        "Thành tích rõ, có số liệu.", "Thống nhất đề nghị 1 cá nhân.", "THƯ KÝ", "CHỦ TRÌ",
    ):  # fmt: skip
        assert sentence in text, sentence
    assert "DỰ THẢO" not in text
    pdf = client.get(reverse("councils:minutes", args=[meeting.pk, "pdf"]))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    odd = client.get(reverse("councils:minutes", args=[meeting.pk, "exe"]))
    assert odd.status_code == 404


def test_minutes_of_a_running_session_are_a_draft() -> None:
    h = hospital()
    meeting, _case = f.session(h)
    word = signed_in(h.officer).get(reverse("councils:minutes", args=[meeting.pk, "docx"]))
    assert "Chưa có nội dung nào được biểu quyết." in text_of(word.content)


def test_the_secretary_is_asked_and_nobody_else() -> None:
    h = hospital()
    council = f.council_of(h)
    f.case_in(h, council)
    meeting = f.meeting_of(h, council)
    asked = capability.ASKS["councils"](h.officer, on=f.DAY)
    assert [(str(ask.what), ask.url) for ask in asked] == [
        ("Điều hành phiên họp: xét khen thưởng đợt thi đua", console(meeting)),
        ("Đưa 1 nội dung vào chương trình họp", reverse("councils:council", args=[council.pk])),
    ]
    assert capability.ASKS["councils"](h.director, on=f.DAY) == []
    assert capability.ASKS["councils"](h.stranger, on=f.DAY) == []


def test_a_persons_data_can_be_handed_over() -> None:
    h = hospital()
    meeting = closed_session(h)
    person = meeting.council.seats.last().person
    kept = capability.PERSONAL["councils"](person)
    assert kept == {
        "seats": [
            {"council": meeting.council.name, "position": "Ủy viên", "from": SINCE, "to": None}
        ],
        "presences": [{"meeting": str(meeting), "attendance": "vắng mặt", "reason": "đi công tác"}],
        "votes": [{"case": "Đề nghị số 1", "choice": "không đồng ý", "reason": ""}],
        "substitutions": [], "rolls": [], "recusals": [], "kinships": [],
        "scored": [], "arrivals": [], "counted": [],
    }  # fmt: skip
