"""A local rule from draft to its end, and what holds for a unit on each day of it."""

from datetime import date

import pytest

from thidua.core.permit import Refused
from thidua.legal import ManagingBody
from thidua.legal.regulations import Share
from thidua.orgs.models import Unit
from thidua.orgs.states import Role, UnitKind
from thidua.orgs.tests.factories import Hospital, hospital, person_in
from thidua.overlays import actions, queries
from thidua.overlays.states import RuleState
from thidua.overlays.tests.factories import POWER, QUOTA, RATING, VOTES, draft, held

pytestmark = pytest.mark.django_db
DAY = date(2025, 11, 24)


@pytest.fixture
def house() -> Hospital:
    made = hospital()
    Unit.objects.update(managing_body="province")
    for unit in (made.hospital, made.department):
        unit.refresh_from_db()
    return made


def test_it_holds_for_the_unit_and_below_from_its_day_to_its_end(house: Hospital) -> None:
    rule = held(house.admin, house.hospital, POWER, VOTES, RATING)
    assert queries.packs_for(house.department, on=date(2025, 1, 31)) == ()
    (pack,) = queries.packs_for(house.department, on=DAY)
    assert (pack.code, pack.digest) == ("LDTT", rule.digest)
    (made,) = queries.regulations_for(house.department, on=DAY)
    assert (made.powers, made.thresholds["LDTT"]) == (("LDTT",), Share(70, 100))
    actions.withdraw_rule(actor=house.admin, rule=rule, on=DAY, reason="Hết hiệu lực")
    assert queries.regulations_for(house.department, on=DAY) == ()
    (before,) = queries.regulations_for(house.department, on=date(2025, 11, 23))
    assert before.ended_on == DAY


def test_a_draft_holds_for_nobody_nor_another_managing_body(house: Hospital) -> None:
    draft(house.admin, house.hospital, POWER)
    assert queries.packs_for(house.hospital, on=DAY) == ()
    held(house.admin, house.hospital, POWER, number="16/2025/QĐ-UBND")
    Unit.objects.filter(pk=house.department.pk).update(managing_body="ministry")
    house.department.refresh_from_db()
    assert queries.managing_body_of(house.department) is ManagingBody.MINISTRY
    assert queries.packs_for(house.department, on=DAY) == ()


def test_a_new_version_ends_the_one_before_on_its_own_day(house: Hospital) -> None:
    first = held(house.admin, house.hospital, VOTES)
    second = actions.renew_rule(actor=house.admin, rule=first, on=date(2025, 6, 1))
    assert (second.version, second.in_force, second.rows) == (2, date(2025, 6, 1), first.rows)
    second = actions.enter_row(actor=house.admin, rule=second, row={**VOTES, "part": 80})
    with pytest.raises(Refused, match="Quy định này đã có phiên bản kế tiếp"):
        actions.renew_rule(actor=house.admin, rule=first, on=DAY)
    actions.enact_rule(actor=house.admin, rule=second, on=date(2025, 5, 20))
    first.refresh_from_db()
    assert (first.state, first.ended_on) == (RuleState.REPLACED, date(2025, 6, 1))
    for on, part in ((date(2025, 5, 31), 70), (date(2025, 6, 1), 80)):
        (made,) = queries.regulations_for(house.hospital, on=on)
        assert made.thresholds["LDTT"] == Share(part, 100)


def test_a_units_own_is_asked_before_its_provinces_but_lends_no_power(house: Hospital) -> None:
    held(house.admin, house.hospital, QUOTA)
    held(
        house.officer, house.hospital, {**QUOTA, "part": 10}, POWER, scope="unit",
        number="04/QC-BV",
    )  # fmt: skip
    own, above = queries.regulations_for(house.hospital, on=DAY)
    assert (own.quotas["CSTDCS"].share, own.powers) == (Share(10, 100), ())
    assert above.quotas["CSTDCS"].share == Share(15, 100)


def test_who_makes_which(house: Hospital) -> None:
    with pytest.raises(Refused, match="người quản trị hoặc cán bộ của Sở Y tế"):
        draft(house.officer, house.hospital)
    with pytest.raises(Refused, match="do cán bộ thi đua, khen thưởng của đơn vị lập"):
        draft(house.admin, house.hospital, scope="unit")
    Unit.objects.filter(pk=house.hospital.pk).update(kind=UnitKind.HEALTH_DEPARTMENT)
    house.hospital.refresh_from_db()
    assert draft(house.officer, house.hospital).state == RuleState.DRAFT


def test_what_is_written_by_hand_is_kept_and_put_in_force_only_when_right(house: Hospital) -> None:
    rule = draft(house.admin, house.hospital, POWER)
    right = rule.text
    rule = actions.write_text(
        actor=house.admin, rule=rule, text=right.replace("15/2025", "51/2025")
    )
    (fault,) = queries.faults_of(rule)
    assert (fault.line, fault.field) == (2, "regulation.number")
    with pytest.raises(Refused, match=r"còn lỗi ở dòng 2, «regulation\.number»"):
        actions.enact_rule(actor=house.admin, rule=rule, on=DAY)
    with pytest.raises(Refused, match="hãy sửa ở phần văn bản"):
        actions.enter_row(actor=house.admin, rule=rule, row=VOTES)
    rule = actions.write_text(actor=house.admin, rule=rule, text="")
    assert (rule.text, rule.is_by_hand, queries.faults_of(rule)) == (right, False, [])


def test_terms_and_rows_are_told_with_their_articles(house: Hospital) -> None:
    days = {
        "kind": "limit", "name": "disclosure.unit", "days": 7, "working": True, "article": "8",
    }  # fmt: skip
    held(house.admin, house.hospital, days)
    named = "Điều 8 15/2025/QĐ-UBND ngày 10/01/2025 của UBND tỉnh Thanh Bình"
    assert queries.limit_for(house.hospital, "disclosure.unit", on=DAY) == queries.TermFound(
        7, is_working=True, citation=named, by_regulation=True
    )
    usual = queries.limit_for(house.hospital, "disclosure.unit", on=date(2025, 1, 20))
    assert usual is not None
    assert (usual.days, usual.by_regulation) == (5, False)
    due_by = {
        "kind": "deadline", "award": "CSTDTQ", "month": 11, "day": 30, "years_after": 0,
        "article": "9",
    }  # fmt: skip
    held(house.admin, house.hospital, due_by, number="16/2025/QĐ-UBND")
    due = queries.deadline_for(house.hospital, "CSTDTQ", 2025, on=DAY)
    assert due == (
        date(2025, 11, 30), "Điều 9 16/2025/QĐ-UBND ngày 10/01/2025 của UBND tỉnh Thanh Bình",
    )  # fmt: skip
    assert queries.deadline_for(house.hospital, "CSTDTQ", 2024, on=date(2025, 1, 20)) == (
        date(2025, 12, 31), "Nghị định 98/2023/NĐ-CP",
    )  # fmt: skip
    assert queries.deadline_for(house.hospital, "GK", 2025, on=DAY) is None
    assert [queries.told(row) for row in (POWER, VOTES, QUOTA, RATING, days)] == [
        "Lao động tiên tiến: thủ trưởng đơn vị quyết định (khoản 1 Điều 5)",
        "Lao động tiên tiến: ít nhất 70% tổng số thành viên hội đồng đồng ý (khoản 2 Điều 6)",
        "Chiến sĩ thi đua cơ sở: tối đa 15% số người đạt danh hiệu tiên tiến (Điều 7)",
        (
            "Lao động tiên tiến: Xếp loại chất lượng năm xét (mức: Hoàn thành xuất sắc nhiệm vụ) "
            "(khoản 1 Điều 6)"
        ),
        "Công khai danh sách trong đơn vị: 7 ngày làm việc (Điều 8)",
    ]


def test_the_admin_of_another_hospital_sees_none_and_those_below_only_what_holds(
    house: Hospital,
) -> None:
    in_force = held(house.admin, house.hospital, POWER)
    draft(house.admin, house.hospital, number="16/2025/QĐ-UBND")
    below = person_in(house.department, Role.OFFICER).user
    assert queries.visible_to(house.officer).count() == 2
    assert list(queries.visible_to(below)) == [in_force]
    assert queries.visible_to(house.stranger).count() == 0
    assert queries.visible_to(house.head).count() == 0
