"""Opening a new year: what is copied, what is left behind, what to look at."""

from datetime import date

import pytest

from thidua.initiatives.tests.factories import photo
from thidua.movements import actions, queries, wording
from thidua.movements.states import MovementState, OwedBy
from thidua.movements.tests.factories import ENDS, STARTS, draft, launched, outside, with_phases
from thidua.movements.tests.outcomes import refused
from thidua.orgs.models import Unit

pytestmark = pytest.mark.django_db


def opened(house, movement, on=ENDS):
    return actions.open_year(actor=house.officer, movement=movement, on=on)


def test_the_draft_has_the_texts_and_its_days_a_year_later(house):
    old = launched(house, title="Thi đua năm 2025", budget=5_000_000, year_theme="Đoàn kết")
    new = opened(house, old)
    assert (new.state, new.copied_from, new.title) == (
        MovementState.DRAFT,
        old,
        "Thi đua năm 2026",
    )
    assert (new.starts_on, new.ends_on) == (date(2026, 9, 1), date(2026, 12, 31))
    assert (new.register_by, new.late_until) == (date(2026, 9, 10), date(2026, 9, 20))
    assert {name: getattr(new, name) for name in queries.SPEAKING} == {
        name: getattr(old, name) for name in queries.SPEAKING
    }
    assert (new.decision, new.budget, new.year_theme) == ("", None, "")
    assert list(new.sponsors.all()) == [house.union]
    assert queries.units_in_scope(new) == [house.other_group, house.group]
    assert not new.registrations.exists()
    assert {dispatch.sent_at for dispatch in new.dispatches.all()} == {None}


def test_phases_keep_their_rules_and_turns(house):
    old = with_phases(house, {"units": [house.group, house.other_group]})
    (phase,) = queries.phases_of(opened(house, old))
    assert (phase.starts_on, phase.ends_on) == (date(2026, 9, 1), date(2026, 12, 31))
    assert (phase.measure, phase.amount, phase.owed_by) == (
        "initiatives.submitted",
        1,
        OwedBy.IN_TURN,
    )
    assert [turn.unit for turn in phase.turns.all()] == [house.group, house.other_group]


def test_what_is_no_more_is_left_out_and_said(house):
    lasting = outside(house, title="Còn tiếp")
    ending = outside(house, title="Sắp hết", ends_on=ENDS)
    old = with_phases(
        house, {"units": [house.group, house.other_group]},
        plan="Phát động ngày 1/9/2025.", slogan="Về đích năm 2025",
    )  # fmt: skip
    actions.answer_movements(actor=house.officer, movement=old, parents=[lasting, ending])
    actions.attach_file(actor=house.officer, movement=old, file=photo())
    Unit.objects.filter(pk=house.other_group.pk).update(valid_to=date(2026, 1, 31))
    new = opened(house, old)
    assert queries.units_in_scope(new) == [house.group]
    assert queries.parents_of(new) == [lasting]
    assert [turn.unit for turn in queries.phases_of(new)[0].turns.all()] == [house.group]
    found = queries.carried(new)
    assert (found.units, found.phases, found.files) == (1, 1, 1)
    assert wording.to_look_at(found) == [
        "Văn bản phát động, kinh phí và chủ đề năm không chép sang: hãy ghi của năm mới.",
        "Ngày của phong trào, của các đợt và hạn đăng ký đã chuyển sang năm mới: hãy xem lại.",
        "Không chép các đơn vị nay không còn: Tổ công đoàn Ngoại.",
        "Không chép phong trào cấp trên đã hết thời gian: Sắp hết.",
        "Không chép 1 văn bản kèm theo của năm cũ.",
        "Còn nói đến năm 2025: Khẩu hiệu; Kế hoạch.",
    ]


def test_an_old_movement_comes_to_the_year_ahead(house):
    new = opened(house, launched(house), on=date(2028, 3, 1))
    assert new.starts_on == STARTS.replace(year=2028)


def test_one_draft_at_a_time_and_none_of_anothers(house):
    old = launched(house)
    new = opened(house, old)
    assert refused(lambda: opened(house, old)) == (
        f"Đã có dự thảo «{new.title}» mở từ phong trào này."
    )
    assert refused(lambda: opened(house, outside(house))) == (
        "Phong trào của cơ quan khác thì ghi nhận mới, không mở từ phong trào cũ."
    )


def test_a_draft_of_its_own_was_carried_from_nowhere(house):
    assert queries.carried(draft(house)) is None
