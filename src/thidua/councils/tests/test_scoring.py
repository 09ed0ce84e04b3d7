"""Members score each for themselves; what is read together comes after; conflicts leave no gap."""

from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.councils import actions, queries
from thidua.councils.models import Meeting, ScoreCard, Scoring
from thidua.councils.rules import Average, Outliers
from thidua.councils.states import TieKind
from thidua.councils.tests import factories as f
from thidua.orgs.tests.factories import Hospital, hospital

pytestmark = pytest.mark.django_db


def give(meeting: Meeting, scoring: Scoring, seat: int, *points: str, hand_in: bool = True) -> None:
    """The member on a seat gives points in the order of the criteria."""
    person = list(meeting.council.seats.all())[seat].person
    keys = [each.pk for each in scoring.sheet.criteria.all()]
    given = {key: Decimal(each) for key, each in zip(keys, points, strict=False)}
    actions.record_scores(
        actor=person.user, meeting=meeting, points={scoring.pk: given}, hand_in=hand_in
    )


def opened(**more: object) -> tuple[Hospital, Meeting, Scoring]:
    h = hospital()
    meeting, case = f.session(h)
    return h, meeting, f.scoring_of(h, meeting, case, **more)


def standing(meeting: Meeting, scoring: Scoring) -> queries.Standing:
    (found,) = queries.standings(meeting, [Scoring.objects.get(pk=scoring.pk)])
    return found


def test_draft_does_not_count_and_handing_in_wants_every_criterion() -> None:
    _h, meeting, scoring = opened()
    give(meeting, scoring, 0, "8", hand_in=False)
    assert standing(meeting, scoring).totals == {}
    with pytest.raises(Refused, match=r"còn tiêu chí chưa chấm. Điểm 0 phải ghi là 0."):
        give(meeting, scoring, 0, "8")
    give(meeting, scoring, 0, "8", "0")
    assert list(standing(meeting, scoring).totals.values()) == [Decimal(16)]


def test_points_beyond_the_maximum_are_refused() -> None:
    _h, meeting, scoring = opened()
    with pytest.raises(Refused, match="«Kết quả công tác»: điểm từ 0 đến"):
        give(meeting, scoring, 0, "10.5", "0")
    assert ScoreCard.objects.count() == 0


def test_the_last_who_hands_in_closes_and_the_trail_tells_no_points() -> None:
    h, meeting, scoring = opened(
        average=Average("trimmed", 1), outliers=Outliers("gap", Decimal(15))
    )
    for seat, points in enumerate(("8 15", "8 16", "9 15", "9 16", "1 1")):
        assert Scoring.objects.get(pk=scoring.pk).state == "open"
        give(meeting, scoring, seat, *points.split())
    found = standing(meeting, scoring)
    assert (found.scoring.state, found.missing) == ("closed", ())
    assert found.score == Fraction(32)  # 3, 31, 32, 33, 34 without the ends
    (apart,) = found.outlying
    assert found.totals[apart] == Decimal(3)
    with pytest.raises(Refused, match="không còn mở"):
        give(meeting, scoring, 0, "10", "20")
    client = Client()
    client.force_login(h.officer)
    sheet = load_workbook(BytesIO(client.get(
        reverse("councils:scores_xlsx", args=[meeting.pk])
    ).content)).active  # fmt: skip
    assert [str(cell.value) for cell in sheet[4]][1:] == ["Đề nghị số 1", "1", "32", "5", "0", "1"]


def test_a_closed_scoring_shows_who_is_missing_not_nought() -> None:
    h, meeting, scoring = opened()
    give(meeting, scoring, 0, "8", "15")
    actions.close_scoring(actor=h.officer, meeting=meeting, cases=[scoring.case])
    found = standing(meeting, scoring)
    assert (found.shown, len(found.missing), found.expected) == ("31", 4, 5)


def test_nobody_sees_scores_of_others_before_they_are_closed() -> None:
    h, meeting, scoring = opened()
    give(meeting, scoring, 1, "7.25", "13.75")
    client = Client()
    for actor in (h.director, h.officer):
        client.force_login(actor)
        for name in ("scores", "score", "meeting", "wall", "minutes"):
            args = [meeting.pk, "docx"] if name == "minutes" else [meeting.pk]
            page = client.get(reverse(f"councils:{name}", args=args))
            own = name == "score" and actor == h.officer
            assert (b"7,25" in page.content) == own, (name, actor)


def test_a_member_scores_on_their_page_and_finds_the_draft_again() -> None:
    h, meeting, scoring = opened()
    client = Client()
    client.force_login(h.director)
    url = reverse("councils:score", args=[meeting.pk])
    first, second = scoring.sheet.criteria.all()
    names = [f"diem_{scoring.pk}_{each.pk}" for each in (first, second)]
    client.post(url, {names[0]: "8,5", "do": "keep"})
    assert 'value="8,5"' in client.get(url).content.decode()
    client.post(url, {names[0]: "8,5", names[1]: "0", "do": "hand_in"})
    assert list(standing(meeting, scoring).totals.values()) == [Decimal(17)]


def test_who_is_in_conflict_neither_scores_nor_is_missing() -> None:
    h = hospital()
    meeting, case = f.session(h)
    case.concerned.add(h.director.person)
    scoring = f.scoring_of(h, meeting, case)
    assert queries.own_scores(h.director, meeting) == []
    with pytest.raises(Refused, match="không còn mở để bạn chấm"):
        give(meeting, scoring, 0, "8", "15")
    assert standing(meeting, scoring).expected == 4


@pytest.mark.parametrize("count", [1, 3])
def test_standings_take_the_same_number_of_queries(
    count: int, django_assert_num_queries: object
) -> None:
    h = hospital()
    council = f.council_of(h)
    meeting = f.meeting_of(h, council)
    cases = [f.case_in(h, council, subject=n) for n in range(count)]
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=cases)
    f.opened(h, meeting)
    for case in meeting.cases.all():
        f.scored(meeting, case)
    with django_assert_num_queries(6):  # type: ignore[operator] # a fixture of pytest-django
        queries.standings(meeting, list(queries.scorings_of(meeting)))


def test_what_is_typed_is_kept_for_another_device_and_for_nobody_else() -> None:
    h, meeting, scoring = opened()
    first, second = (seat.person.user for seat in list(meeting.council.seats.all())[2:4])
    url = reverse("councils:score", args=[meeting.pk])
    one, other = scoring.sheet.criteria.all()
    typed = {f"diem_{scoring.pk}_{one.pk}": "7,25", f"diem_{scoring.pk}_{other.pk}": "999"}

    def page(user: object, address: str = url) -> str:
        client = Client()
        client.force_login(user)  # type: ignore[arg-type] # an account
        return client.get(address).content.decode()

    client = Client()
    client.force_login(first)
    for _again in range(2):
        answer = client.post(url, {**typed, "do": "keep_draft"})
        assert "Đã lưu nháp trên máy chủ lúc " in answer.content.decode()
    card = ScoreCard.objects.get()
    assert [score.points for score in card.scores.all()] == [Decimal("7.25")]
    assert AuditEntry.objects.filter(action="councils.scoring.score").count() == 1
    assert "7,25" in page(first)
    read = reverse("councils:scores", args=[meeting.pk])
    others = [page(second), page(second, read), page(h.officer), page(h.officer, read)]
    assert ["7,25" in text for text in others] == [False] * 4

    give(meeting, scoring, 2, "8", "15")
    client.post(url, {**typed, "do": "keep_draft"})
    assert list(standing(meeting, scoring).totals.values()) == [Decimal(31)]
    client.post(url, {**typed, f"diem_{scoring.pk}_{other.pk}": "", "do": "keep"})
    assert (standing(meeting, scoring).totals, ScoreCard.objects.get().handed_in_at) == ({}, None)


def test_a_late_draft_leaves_what_was_handed_in_and_a_wrong_figure_erases_none() -> None:
    _h, meeting, scoring = opened()
    member = list(meeting.council.seats.all())[2].person.user
    one, other = (each.pk for each in scoring.sheet.criteria.all())
    client = Client()
    client.force_login(member)
    url = reverse("councils:score", args=[meeting.pk])

    def kept(first: str, second: str) -> str:
        typed = {f"diem_{scoring.pk}_{one}": first, f"diem_{scoring.pk}_{other}": second}
        return client.post(url, {**typed, "do": "keep_draft"}).content.decode()

    kept("7", "13")
    told = kept("8", "999")
    assert told.endswith("chưa nộp. Chưa lưu «Sáng kiến: Đề nghị số 1»: điểm ghi chưa đúng.</span>")
    points = queries.points_of(member.person, [scoring])
    assert points == {scoring.pk: {one: Decimal(8), other: Decimal(13)}}

    give(meeting, scoring, 2, "8", "15")
    actions.record_scores(
        actor=member, meeting=meeting, points={scoring.pk: {one: Decimal(1)}}, draft=True
    )
    told = kept("9", "15")
    assert told == '<span id="nhap">Điểm đã nộp chưa đổi; bấm Nộp để thay.</span>'
    assert list(standing(meeting, scoring).totals.values()) == [Decimal(31)]


def test_a_recused_member_keeps_nothing_and_a_draft_of_before_is_not_counted() -> None:
    h, meeting, scoring = opened()
    seat = list(meeting.council.seats.all())[2]
    (one, _other) = scoring.sheet.criteria.all()
    give(meeting, scoring, 2, "7.25", hand_in=False)
    actions.declare_conflict(
        actor=h.officer, case=scoring.case, person=seat.person, kind=TieKind.KIN, reason="anh em"
    )
    client = Client()
    client.force_login(seat.person.user)
    url = reverse("councils:score", args=[meeting.pk])
    assert "7,25" not in client.get(url).content.decode()
    client.post(url, {f"diem_{scoring.pk}_{one.pk}": "9", "do": "keep_draft"})
    actions.close_scoring(actor=h.officer, meeting=meeting, cases=[scoring.case])
    found = standing(meeting, scoring)
    assert ([score.points for score in ScoreCard.objects.get().scores.all()], found.totals) == (
        [Decimal("7.25")], {},
    )  # fmt: skip
    assert seat.pk not in found.scorers
