"""What the contract cannot say: terms, freezing, who hears the end, what is refused and why."""

from datetime import date
from typing import Any

import pytest

from thidua.core.capability import Unanswered
from thidua.core.permit import Refused
from thidua.disclosures import actions, outcomes, queries
from thidua.disclosures.actions import Line
from thidua.disclosures.tests.factories import AFTER, END, TODAY, comment, hold, letter, shown
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, grant

pytestmark = pytest.mark.django_db
LINES = [Line(name="Nguyễn Thị Hoa", proposed="Giấy khen")]


def refusal(run: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        run(**given)
    return str(refused.value)


def open_(house: Hospital, **more: Any) -> Any:
    given: dict[str, Any] = {
        "actor": house.officer, "unit": house.union, "on": TODAY, "title": "Danh sách",
        "lines": LINES, "reach": "unit", "starts_on": TODAY,
    } | more  # fmt: skip
    return actions.open_disclosure(**given)


def test_the_term_is_the_usual_one_or_that_of_a_named_regulation(house: Hospital) -> None:
    usual, own = open_(house), open_(house, days=3, regulation="Quy chế số 12/QC-CĐ")
    assert (usual.days, usual.ends_on, usual.basis) == (5, END, "Thông lệ")
    assert (own.days, own.ends_on, own.is_by_regulation) == (3, date(2026, 3, 19), True)
    hospital = open_(house, reach="hospital")
    assert (usual.audience, hospital.audience) == (house.union, house.hospital)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"days": 0}, "Công khai từ 1 đến 60 ngày làm việc."),
        ({"title": " "}, "Cần ghi tên danh sách."),
        ({"starts_on": date(2026, 3, 13)},
         "Ngày bắt đầu đã qua: công khai từ hôm nay hoặc một ngày sau."),
        ({"lines": [Line(name="Hoa", proposed=" ")]},
         "Dòng 1 cần có tên và danh hiệu, hình thức đề nghị."),
    ],
)  # fmt: skip
def test_what_is_not_opened(house: Hospital, more: dict[str, Any], reason: str) -> None:
    assert refusal(open_, house=house, **more) == reason


def test_a_record_of_a_host_has_one_list_at_a_time_and_hears_its_end(
    house: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []
    monkeypatch.setitem(outcomes.HOSTS._providers, "test.list", lambda **told: heard.append(told))
    host = {"kind": "test.list", "subject_id": 7}
    made = open_(house, **host)
    assert refusal(open_, house=house, **host) == (
        "Danh sách «Danh sách» đang công khai: kết thúc trước khi công khai lại."
    )
    comment(house, made, row=None)
    assert refusal(
        actions.close_disclosure, actor=house.officer, disclosure=made, on=END
    ) == "Chưa hết ngày 23/03/2026: kết thúc sớm cần nêu lý do bằng văn bản."  # fmt: skip
    closed = actions.close_disclosure(actor=house.officer, disclosure=made, on=AFTER)
    assert heard == [
        {"actor": house.officer, "disclosure": closed, "open_objections": 1, "on": AFTER}
    ]
    assert not queries.is_done("test.list", 7, AFTER)
    assert not queries.is_done("test.list", 8, AFTER)
    early = open_(house, **host)
    actions.close_disclosure(actor=house.officer, disclosure=early, on=TODAY, reason="Nhầm.")
    assert not queries.is_done("test.list", 7, AFTER)
    orphan = open_(house, kind="test.nobody", subject_id=1)
    with pytest.raises(Unanswered):
        actions.close_disclosure(actor=house.officer, disclosure=orphan, on=AFTER)


def test_a_list_that_was_closed_early_says_so_in_its_record(house: Hospital) -> None:
    made = shown(house, kind="test.list", subject_id=7, state="closed", closed_on=TODAY)
    found = queries.shown_by_key("test.list", 7, on=AFTER)
    assert {key: (each.working_days, each.is_done) for key, each in found.items()} == {
        11: (0, False), 12: (0, False),
    }  # fmt: skip
    assert found[11].record == (
        f"Công khai «{made.title}» từ 16/03/2026, kết thúc sớm ngày 16/03/2026"
    )


def test_prolonging_a_list_whose_last_day_has_passed_begins_today(house: Hospital) -> None:
    made = shown(house)
    given = {"actor": house.officer, "disclosure": made}
    longer = actions.extend_disclosure(**given, days=2, reason="Xác minh.", on=date(2026, 3, 25))
    assert (longer.ends_on, longer.days) == (date(2026, 3, 27), 7)
    (extension,) = made.extensions.all()
    assert (extension.old_end, extension.reason) == (END, "Xác minh.")
    assert refusal(actions.extend_disclosure, **given, days=1, reason=" ", on=TODAY) == (
        "Cần nêu lý do kéo dài."
    )
    assert refusal(actions.extend_disclosure, **given, days=61, reason="Lâu.", on=TODAY) == (
        "Kéo dài từ 1 đến 60 ngày làm việc."
    )


def test_what_a_comment_needs(house: Hospital) -> None:
    made, other = shown(house), shown(house)
    given = {"actor": house.member, "disclosure": made, "on": TODAY, "stance": "objection"}
    assert refusal(actions.send_comment, **given, text=" ") == (
        "Cần ghi nội dung để người phụ trách xem xét được."
    )
    assert refusal(actions.send_comment, **given, text="Sai.", row=other.rows.first()) == (
        "Dòng này không thuộc danh sách."
    )
    coming = shown(house, starts_on=date(2026, 3, 18), ends_on=date(2026, 3, 25))
    assert refusal(actions.send_comment, **{**given, "disclosure": coming}, text="Sai.") == (
        "Danh sách lấy ý kiến từ ngày 18/03/2026."
    )
    said = comment(house, made)
    assert refusal(
        actions.answer_comment, actor=house.officer, comment=said, answer="", on=TODAY
    ) == ("Cần ghi nội dung trả lời.")


def test_nobody_answers_themselves_and_the_nearest_officer_is_told(house: Hospital) -> None:
    grant(house.head.person, house.union, Role.OFFICER)
    made = comment(house, author=house.officer)
    assert refusal(
        actions.answer_comment, actor=house.officer, comment=made, answer="Tự trả lời.", on=TODAY
    ) == "Ý kiến này của bạn hoặc về bạn nên người khác xử lý."  # fmt: skip
    assert queries.handlers_of(house.union, on=TODAY) == [house.head.pk]
    assert queries.handlers_of(house.hospital, on=TODAY) == [house.officer.pk]


@pytest.mark.parametrize(
    ("paper", "day", "reason"),
    [
        (" ", TODAY, "Cần ghi số, ký hiệu văn bản."),
        ("05/TB", date(2026, 3, 13), "Ngày văn bản không thể trước ngày 16/03/2026."),
        ("05/TB", date(2026, 3, 17), "Ngày văn bản chưa đến."),
    ],
)
def test_an_acceptance_rests_on_its_paper(
    house: Hospital, paper: str, day: date, reason: str
) -> None:
    given = {"actor": house.officer, "complaint": letter(house), "on": TODAY}
    assert refusal(actions.accept_complaint, **given, paper=paper, accepted_on=day) == reason


def test_what_letters_and_holds_need(house: Hospital) -> None:
    filed = {
        "actor": house.officer, "unit": house.union, "on": TODAY, "kind": "complaint",
        "subject": "Kết quả", "filed_on": TODAY, "filer": "Lê Văn Đơn",
    }  # fmt: skip
    assert refusal(actions.file_complaint, **{**filed, "subject": ""}) == "Cần ghi đơn về việc gì."
    assert refusal(actions.file_complaint, **{**filed, "filed_on": AFTER}) == (
        "Ngày nhận đơn chưa đến."
    )
    new = letter(house)
    assert refusal(
        actions.decline_complaint, actor=house.officer, complaint=new, reason="", on=TODAY
    ) == "Cần nêu lý do không thụ lý."  # fmt: skip
    held = {
        "actor": house.officer, "unit": house.group, "on": TODAY, "ground": "inspection",
        "paper": "15/QĐ", "paper_on": TODAY,
    }  # fmt: skip
    assert refusal(actions.place_hold, **held, complaint=new) == (
        "Đơn chưa thụ lý hoặc đã giải quyết: chỉ tạm dừng khi đang thụ lý."
    )
    assert refusal(actions.place_hold, **{**held, "paper_on": AFTER}) == "Ngày văn bản chưa đến."


def test_a_second_complaint_comes_once_after_the_first_of_its_kind(house: Hospital) -> None:
    again = {"actor": house.officer, "filed_on": TODAY, "on": TODAY}
    other = letter(house, state="settled", kind="denunciation", is_protected=True)
    assert refusal(actions.file_again, **again, complaint=other) == (
        "Chỉ đơn khiếu nại lần đầu có khiếu nại lần hai."
    )
    first = letter(house, state="settled")
    assert refusal(actions.file_again, **{**again, "filed_on": AFTER}, complaint=first) == (
        "Ngày nhận đơn phải sau ngày giải quyết lần đầu và không quá hôm nay."
    )
    second = actions.file_again(**again, complaint=first)
    assert (second.stage, second.due_on) == ("second", date(2026, 3, 26))
    assert refusal(actions.file_again, **again, complaint=first) == (
        "Đơn này đã có khiếu nại lần hai."
    )


def test_nobody_handles_a_letter_about_themselves(house: Hospital) -> None:
    made = letter(house, state="accepted")
    hold(
        house, unit=None, person=house.director.person, kept_by=house.hospital, complaint=made,
        ground="complaint",
    )  # fmt: skip
    assert refusal(
        actions.settle_complaint, actor=house.director, complaint=made, paper="9/QĐ",
        settled_on=TODAY, is_upheld=False, conclusion="Không đúng.", on=TODAY,
    ) == "Đơn này về bạn hoặc chưa mở cho bạn, nên người khác xử lý."  # fmt: skip
    assert queries.complaint_for(house.director, made.pk) is None


def test_a_hold_lasts_to_the_eve_of_its_conclusion(house: Hospital) -> None:
    hold(house, end_paper="20/KL", ended_on=END)
    days = (date(2026, 3, 15), TODAY, date(2026, 3, 22), END)
    assert [len(queries.holds_of(house.group, on=day)) for day in days] == [0, 1, 1, 0]
    assert queries.holds_of(house.member.person, on=TODAY) == []
