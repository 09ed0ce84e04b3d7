"""Who sits in a council over time: new decisions, substitutes, councils in one sitting."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core import period
from thidua.core.permit import Refused
from thidua.councils import actions, queries
from thidua.councils.models import Council, Meeting, Substitution
from thidua.councils.papers.minutes import minutes
from thidua.councils.states import Attendance, SeatPosition
from thidua.councils.tests import factories as f
from thidua.orgs.tests.factories import Hospital, hospital, person_in

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def names_on(council: Council, day: date) -> list[str]:
    return [seat.who for seat in queries.seats_on(council, day)]


def successor(h: Hospital, council: Council, newcomer: Any) -> Any:
    """A new decision: the last member leaves, the one before becomes deputy, somebody comes."""
    *stay, promoted, _leaver = council.seats.all()
    seats = [(seat.person, SeatPosition(seat.position)) for seat in stay]
    seats += [(promoted.person, SeatPosition.DEPUTY), (newcomer, SeatPosition.MEMBER)]
    return actions.recompose_council(
        actor=h.officer, council=council, decision="Quyết định số 45/QĐ-BV ngày 01/03/2025",
        valid_from=f.DAY, seats=seats,
    )  # fmt: skip


def test_a_new_decision_keeps_who_sat_on_every_day() -> None:
    h = hospital()
    council = f.council_of(h)
    before = [str(seat.person) for seat in council.seats.all()]
    newcomer = person_in(h.department, name="Ủy viên Mới")
    successor(h, council, newcomer)
    assert names_on(council, f.DAY - timedelta(1)) == before
    assert names_on(council, f.DAY) == [*before[:4], "Ủy viên Mới"]
    positions = [seat.position for seat in queries.seats_on(council, f.DAY)]
    assert positions == ["chair", "secretary", "member", "deputy", "member"]
    first, second = reversed(queries.compositions_of(council))
    assert first.valid_to == f.DAY - timedelta(1)
    assert queries.composition_on(council, f.DAY - timedelta(1)) == first
    assert queries.composition_on(council, f.DAY) == second
    url = reverse("councils:council", args=[council.pk])
    shown = signed_in(h.officer).get(url, {"ngay": f"{f.DAY - timedelta(1):%d/%m/%Y}"})
    assert [seat.who for seat in shown.context["seats"]] == before
    assert [seat.who for seat in signed_in(h.officer).get(url).context["seats"]][-1] == (
        "Ủy viên Mới"
    )


def test_a_decision_does_not_reach_back_over_a_session() -> None:
    h = hospital()
    meeting, _case = f.session(h)
    actions.close_meeting(actor=h.officer, meeting=meeting, conclusion="Thống nhất.")
    with pytest.raises(Refused, match="Ngày 10/03/2025 hội đồng đã họp theo thành phần cũ"):
        successor(h, meeting.council, person_in(h.department))


def test_the_page_begins_with_those_who_sit() -> None:
    h = hospital()
    council = f.council_of(h)
    client, url = signed_in(h.officer), reverse("councils:recompose", args=[council.pk])
    typed = [form.initial["code"] for form in client.get(url).context["seats"].initial_forms]
    assert len(typed) == 5
    newcomer = person_in(h.department, name="Ủy viên Mới")
    people = [*typed[:4], newcomer.code]
    positions = ["chair", "secretary", "deputy", "member", "member"]
    rows = {
        "ghe-TOTAL_FORMS": "5", "ghe-INITIAL_FORMS": "5", "ghe-MIN_NUM_FORMS": "0",
        "ghe-MAX_NUM_FORMS": "60",
        **{f"ghe-{n}-code": code for n, code in enumerate(people)},
        **{f"ghe-{n}-position": position for n, position in enumerate(positions)},
    }  # fmt: skip
    given = {"decision": "Quyết định số 45/QĐ-BV", "valid_from": "10/03/2025", **rows}
    bad = client.post(url, {**given, "ghe-4-code": "KHONGCO"})
    assert bad.context["form"].non_field_errors() == ["Không có mã nhân viên: KHONGCO"]
    assert client.post(url, given)["Location"] == reverse("councils:council", args=[council.pk])
    assert names_on(council, f.DAY)[-1] == "Ủy viên Mới"


def test_a_substitute_at_one_meeting_is_named_with_the_member_everywhere() -> None:
    h = hospital()
    meeting = f.planned(h)
    member = meeting.council.seats.last().person
    f.substitute_in(h, meeting.council, h.member.person, meeting=meeting)
    said = f"{h.member} (dự thay {member})"
    assert names_on(meeting.council, f.DAY)[-1] == str(member)
    assert queries.seats_at(meeting)[-1].who == said
    page = signed_in(h.officer).get(reverse("councils:meeting", args=[meeting.pk]))
    assert said in page.content.decode()
    meeting = f.opened(h, meeting)
    case = meeting.cases.get()
    actions.record_votes(
        actor=h.officer, case=case, exceptions={meeting.council.seats.last().pk: "disagree"}
    )
    actions.close_case(actor=h.officer, case=case)
    text = str(minutes(meeting))
    assert text.count(said) == 2
    assert f"{said} (biểu quyết): không đồng ý" in text


def test_a_substitute_sees_the_meeting_named_and_no_other() -> None:
    h = hospital()
    today = period.today()
    council = f.council_of(h)
    meeting = f.meeting_of(h, council, held_on=today)
    other = f.meeting_of(h, council, held_on=today)
    f.substitute_in(h, council, h.member.person, meeting=meeting, valid_from=today)
    assert list(queries.meetings_visible_to(h.member)) == [meeting]
    assert list(queries.visible_to(h.member)) == []
    client = signed_in(h.member)
    codes = [
        client.get(reverse("councils:meeting", args=[each.pk])).status_code
        for each in (meeting, other)
    ]
    assert codes == [200, 404]
    assert client.get(reverse("councils:council", args=[council.pk])).status_code == 404


def test_from_a_day_the_substitute_has_the_members_seat() -> None:
    h = hospital()
    council = f.council_of(h)
    secretary = council.seats.get(position=SeatPosition.SECRETARY)
    named = actions.name_substitute(
        actor=h.director, seat=secretary, person=h.member.person, basis="Giấy ủy quyền",
        valid_from=f.DAY,
    )  # fmt: skip
    meeting = f.meeting_of(h, council)
    opened = actions.open_meeting(
        actor=h.member, meeting=meeting, attendance=f.roll(meeting), presider=f.chair_of(council)
    )
    assert opened.secretary == secretary
    assert opened.presences.get(seat=secretary).who == f"{h.member} (dự thay {h.officer})"
    with pytest.raises(Refused, match="Người dự thay đã dự họp từ ngày này"):
        actions.end_substitution(actor=h.director, substitution=named, on=f.DAY, reason="về")
    actions.end_substitution(
        actor=h.director, substitution=named, on=f.DAY + timedelta(5), reason="về"
    )
    assert Substitution.objects.get().valid_to == f.DAY + timedelta(4)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"basis": " "}, "Ghi văn bản cử người dự thay."),
        ({"valid_from": date(2019, 1, 1)}, "không phải là thành viên hội đồng"),
    ],
)
def test_a_substitute_needs_a_paper_and_a_member(changes: Any, reason: str) -> None:
    h = hospital()
    with pytest.raises(Refused, match=reason):
        f.substitute_in(h, f.council_of(h), h.member.person, **changes)


def test_nobody_has_two_voices() -> None:
    h = hospital()
    council = f.council_of(h)
    with pytest.raises(Refused, match=f"{h.director} đã là thành viên hội đồng"):
        f.substitute_in(h, council, h.director.person)
    f.substitute_in(h, council, h.member.person)
    with pytest.raises(Refused, match="mỗi người một phiếu"):
        actions.name_substitute(
            actor=h.officer, seat=council.seats.first(), person=h.member.person,
            basis="Giấy ủy quyền", valid_from=f.DAY,
        )  # fmt: skip


# Several councils in one sitting.


def sitting_of(h: Hospital) -> tuple[Any, list[Meeting]]:
    sitting = actions.plan_sitting(actor=h.officer, **f.sitting_facts(h))
    return sitting, list(sitting.meetings.order_by("turn"))


def open_by_roll(h: Hospital, meeting: Meeting) -> Meeting:
    return actions.open_meeting(
        actor=h.officer, meeting=meeting, presider=f.chair_of(meeting.council)
    )


def test_one_roll_serves_every_council_of_a_sitting() -> None:
    h = hospital()
    sitting, (first, second) = sitting_of(h)
    seats = queries.seats_at(first)
    away = seats[-1].person
    roll = {seat.person_id: (Attendance.PRESENT, "") for seat in seats}
    actions.record_roll(
        actor=h.officer, sitting=sitting,
        attendance=roll | {away.pk: (Attendance.ABSENT, "đi công tác")},
    )  # fmt: skip
    open_by_roll(h, first)
    assert [row.reason for row in queries.presences_of(first)] == ["", "", "", "", "đi công tác"]
    # Who comes late in the first session is there in the second.
    actions.record_presence(
        actor=h.officer, meeting=first, seat=seats[-1], attendance=Attendance.PRESENT
    )
    actions.close_meeting(actor=h.officer, meeting=first, conclusion="Thống nhất.")
    open_by_roll(h, second)
    assert {row.attendance for row in queries.presences_of(second)} == {"present"}


def test_a_turn_waits_for_the_one_before() -> None:
    h = hospital()
    _sitting, (first, second) = sitting_of(h)
    with pytest.raises(Refused, match="Bế mạc phiên của Hội đồng Thi đua - Khen thưởng trước"):
        actions.open_meeting(
            actor=h.officer, meeting=second, attendance=f.roll(second),
            presider=f.chair_of(second.council),
        )  # fmt: skip
    f.opened(h, first)
    actions.close_meeting(actor=h.officer, meeting=first, conclusion="Thống nhất.")
    f.opened(h, second)
    assert minutes(first).issuer != minutes(second).issuer


def test_the_roll_is_entered_on_one_page() -> None:
    h = hospital()
    client = signed_in(h.officer)
    facts = f.sitting_facts(h)
    (one, _), (two, _) = facts["councils"]
    answer = client.post(
        reverse("councils:sitting_plan", args=[h.hospital.pk]),
        {"held_on": "10/03/2025", "place": "Hội trường", "purpose": "xét cuối năm",
         "council_1": one.pk, "purpose_1": "", "council_2": two.pk, "purpose_2": "sáng kiến"},
    )  # fmt: skip
    meetings = list(Meeting.objects.order_by("turn"))
    assert [meeting.purpose for meeting in meetings] == ["xét cuối năm", "sáng kiến"]
    url = answer["Location"]
    people = list(client.get(url).context["form"].people)
    assert len(people) == 5
    sent = {f"person_{key}": "present" for key in people}
    client.post(url, {**sent, f"person_{people[-1]}": "absent", f"reason_{people[-1]}": "ốm"})
    shown = client.get(reverse("councils:meeting", args=[meetings[1].pk])).context
    assert (shown["earlier"], shown["has_roll"]) == (meetings[0], True)
    shown = client.get(reverse("councils:meeting", args=[meetings[0].pk])).context
    assert shown["attendance"][f"reason_{one.seats.last().pk}"].value() == "ốm"
