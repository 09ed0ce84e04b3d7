"""Conflicts of interest: found, declared, what they leave of a vote, and how the minutes say it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core.permit import Refused
from thidua.councils import actions, outcomes, queries
from thidua.councils.models import Case, Meeting
from thidua.councils.papers.minutes import minutes
from thidua.councils.states import Choice, RecusalRule, TieKind
from thidua.councils.tests import factories as f
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, grant, hospital, person_in

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def about(h: Hospital, meeting: Meeting, *people: Any, subject: int = 9, **more: Any) -> Case:
    """A case about some people on the meeting's agenda."""
    case = actions.open_case(
        actor=h.officer, council=meeting.council, kind=f.KIND, subject_id=subject, topic="CSTDCS",
        title=f"Người số {subject}", concerned=people, **more,
    )  # fmt: skip
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[case])
    return Case.objects.get(pk=case.pk)


def council_with(h: Hospital, rule: RecusalRule, *, size: int = 9) -> Meeting:
    own = {"regulation": "45/QC-HĐ", "regulation_on": f.DAY.replace(year=2024), "recusal": rule}
    return f.meeting_of(h, f.council_of(h, size=size, **own))


def ties_in(meeting: Meeting, case: Case) -> list[tuple[str, str, str]]:
    sitters = queries.sitters(meeting)
    found = outcomes.found_ties(meeting, [case], on=f.DAY)[case.pk]
    return [(str(sitters[tie.person_id].sitter), tie.kind, tie.detail) for tie in found]


def test_ties_are_found_in_the_organisations_data() -> None:
    h = hospital()
    council = f.council_of(h, size=4)
    meeting = f.meeting_of(h, council)
    *_leading, kin, head = [seat.person for seat in council.seats.all()]
    grant(head, h.department, Role.HEAD)
    candidate = person_in(h.department, name="Người được đề nghị")
    actions.declare_kinship(actor=kin.user, relative=candidate, relation="chồng", on=f.DAY)
    assert ties_in(meeting, about(h, meeting, candidate)) == [
        (str(kin), "kin", "chồng"),
        (str(head), "superior", "Khoa Nội"),
        (str(kin), "unit", "Khoa Nội"),
    ]
    collective = about(h, meeting, subject=10, units=[h.department])
    assert ties_in(meeting, collective) == [
        (str(head), "superior", "Khoa Nội"), (str(kin), "unit", "Khoa Nội"),
    ]  # fmt: skip
    everybody = about(h, meeting, subject=11, units=[h.hospital])
    assert ties_in(meeting, everybody) == []


def test_kinship_counts_whoever_of_the_two_declared_it() -> None:
    h = hospital()
    meeting = f.meeting_of(h, f.council_of(h))
    case = about(h, meeting, h.member.person)
    actions.declare_kinship(actor=h.director, relative=h.member.person, relation="anh", on=f.DAY)
    assert (str(h.director), "kin", "anh") in ties_in(meeting, case)
    assert queries.conflicts_in([case], [h.director.person.pk])[case.pk] == {}


def test_ties_of_three_cases_cost_no_more_than_of_one(django_assert_max_num_queries: Any) -> None:
    h = hospital()
    meeting = f.meeting_of(h, f.council_of(h))
    cases = [about(h, meeting, person_in(h.department), subject=n) for n in (1, 2, 3)]
    with django_assert_max_num_queries(99) as one:
        outcomes.found_ties(meeting, cases[:1], on=f.DAY)
    with django_assert_max_num_queries(99) as three:
        outcomes.found_ties(meeting, cases, on=f.DAY)
    assert len(one) == len(three)


@pytest.mark.parametrize(
    ("rule", "voters", "members", "highest"),
    [
        (RecusalRule.ON_LIST, 9, 9, "8/9 (88,9%)"),
        (RecusalRule.SILENT, 8, 9, "8/9 (88,9%)"),
        (RecusalRule.UNCOUNTED, 8, 8, "8/8 (100,0%)"),
    ],
)
def test_what_a_conflict_leaves_is_shown_before_the_vote(
    rule: RecusalRule, voters: int, members: int, highest: str
) -> None:
    h = hospital()
    meeting = (
        f.meeting_of(h, f.council_of(h, size=9))
        if rule == RecusalRule.ON_LIST
        else council_with(h, rule)
    )
    about(h, meeting, h.director.person)
    f.opened(h, meeting)
    answer = signed_in(h.officer).get(reverse("councils:meeting", args=[meeting.pk]))
    shown = answer.context
    assert (len(shown["vote"].voters), shown["members"]) == (voters, members)
    assert f"cao nhất có thể đạt {highest}" in answer.content.decode().lower()


@pytest.mark.parametrize(
    ("rule", "members", "sentence"),
    [
        (RecusalRule.SILENT, 5, "không biểu quyết, vẫn tính trong tổng số"),
        (RecusalRule.UNCOUNTED, 4, "không biểu quyết, không tính trong tổng số"),
    ],
)
def test_by_regulation_a_member_in_conflict_does_not_vote(
    rule: RecusalRule, members: int, sentence: str
) -> None:
    h = hospital()
    meeting = council_with(h, rule, size=5)
    case = about(h, meeting, h.director.person)
    free = about(h, meeting, subject=10)
    f.opened(h, meeting)
    chair = f.chair_of(meeting.council)
    with pytest.raises(Refused, match="được biểu quyết nội dung này mới giơ tay"):
        actions.record_votes(actor=h.officer, case=case, exceptions={chair.pk: Choice.BLANK})
    with pytest.raises(Refused, match="biểu quyết riêng nội dung này"):
        actions.vote_together(actor=h.officer, meeting=meeting, cases=[case, free])
    actions.record_votes(actor=h.officer, case=case)
    closed = actions.close_case(actor=h.officer, case=case)
    assert closed.result is not None
    assert (closed.result["agree"], closed.result["members"]) == (4, members)
    # What the regulation says later changes nothing of it.
    council = meeting.council
    council.recusal = RecusalRule.ON_LIST
    council.save()
    told = f"{h.director} (là người được đề nghị) không dự phần thảo luận, {sentence}"
    assert told in str(minutes(Meeting.objects.get(pk=meeting.pk)))


def test_own_customs_need_a_regulation() -> None:
    h = hospital()
    with pytest.raises(Refused, match="Quy định riêng của hội đồng cần ghi số và ngày"):
        f.council_of(h, recusal=RecusalRule.SILENT)


def test_a_conflict_is_declared_by_the_member_and_lifted_by_the_secretary() -> None:
    h = hospital()
    meeting = f.planned(h)
    case = meeting.cases.get()
    client = signed_in(h.director)
    url = reverse("councils:card", args=[case.pk])
    given = {"do": "recuse", "xd-person": h.director.person.pk, "xd-kind": "kin"}
    assert list(client.post(url, given).context["conflict"].errors) == ["reason"]
    answer = client.post(url, {**given, "xd-reason": "em vợ"})
    assert answer["Location"] == reverse("councils:papers", args=[meeting.pk])
    assert client.get(url).status_code == 404
    page = reverse("councils:conflicts", args=[meeting.pk])
    secretary = signed_in(h.officer)
    ((row, conflict),) = secretary.get(page).context["rows"][0]["standing"]
    assert (row.sitter, conflict.reason) == (h.director.person, "em vợ")
    secretary.post(
        page, {"do": "lift", "recusal": conflict.recusal.pk, "reason": "không phải họ hàng"}
    )
    assert client.get(url).status_code == 200


def test_what_was_found_is_recorded_with_one_tick() -> None:
    h = hospital()
    meeting = f.meeting_of(h, f.council_of(h, size=4))
    case = about(h, meeting, person_in(h.department))
    page = reverse("councils:conflicts", args=[meeting.pk])
    client = signed_in(h.officer)
    found = client.get(page).context["rows"][0]["found"]
    assert [tie.kind for _row, tie in found] == [TieKind.UNIT, TieKind.UNIT]
    client.post(page, {"do": "record", "tie": f"{case.pk}.{found[0][1].person_id}"})
    recusal = case.recusals.get()
    assert (recusal.person_id, recusal.kind, recusal.reason) == (
        found[0][1].person_id, "unit", "Khoa Nội",
    )  # fmt: skip
    left = client.get(page).context["rows"][0]
    assert (len(left["found"]), left["highest_votes"], left["members"]) == (1, 3, 4)
    client.post(
        page,
        {"do": "declare", "case": case.pk, "person": h.director.person.pk, "kind": "other",
         "reason": "đang có tranh chấp"},
    )  # fmt: skip
    assert case.recusals.count() == 2


def test_nothing_is_declared_or_lifted_while_votes_are_counted() -> None:
    h = hospital()
    meeting, case = f.session(h)
    given = {"person": h.director.person, "kind": TieKind.KIN, "reason": "em"}
    recusal = actions.declare_conflict(actor=h.director, case=case, **given)
    actions.open_vote(actor=h.officer, case=case)
    with pytest.raises(Refused, match="Đang biểu quyết nội dung này"):
        actions.lift_recusal(actor=h.officer, recusal=recusal, reason="nhầm")
    with pytest.raises(Refused, match="Đang biểu quyết nội dung này"):
        actions.declare_conflict(
            actor=h.officer, case=case, person=meeting.council.seats.last().person,
            kind=TieKind.KIN, reason="em",
        )  # fmt: skip


def test_who_a_case_is_about_needs_no_declaration() -> None:
    h = hospital()
    meeting = f.planned(h)
    case = about(h, meeting, h.director.person)
    with pytest.raises(Refused, match="không tham gia nội dung của mình mà không cần khai"):
        actions.declare_conflict(
            actor=h.director, case=case, person=h.director.person, kind=TieKind.OTHER, reason="tôi"
        )
