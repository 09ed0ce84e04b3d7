"""Reports add up, go back, are believed, and are mended without losing what was."""

from decimal import Decimal
from typing import Any

import pytest

from thidua.core.permit import Refused
from thidua.indicators import actions, queries
from thidua.indicators.actions.reporting import Given
from thidua.indicators.actions.summing import meanings_of
from thidua.indicators.models import Batch, Entry, Indicator, Report, Summary
from thidua.indicators.queries.sums import Key
from thidua.indicators.rules import Cell, Filled, Goal, total, value
from thidua.indicators.tests.factories import YEAR, Sector, opened, reported, sector
from thidua.orgs import actions as orgs
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import grant

pytestmark = pytest.mark.django_db
DUES = "«Đoàn phí thu được trên số phải thu»"


@pytest.fixture
def at() -> Sector:
    return sector()


def sums_of(at: Sector, unit: Any, **narrowed: str) -> dict[str, Decimal | None]:
    """The year's figures of a unit by code."""
    pairs = (
        (at.dues, "ratio"), (at.members, "sum"), (at.rating, "worst"), (at.well, "share"),
        (at.best, "share"),
    )  # fmt: skip
    cells = queries.cells_of(
        unit, [i.pk for i, _adds in pairs], starts_on=YEAR[0], ends_on=YEAR[1], **narrowed
    )
    return {i.code: value(adds, total(cells.get(i.pk, []))) for i, adds in pairs}


def anew() -> dict[Key, Cell]:
    """All sums that add up, worked out from entries."""
    entries = list(Entry.objects.select_related("report"))
    meanings = meanings_of([e.indicator_id for e in entries], on=YEAR[1])
    kept = {k: [m for m in ms if m.adds != "worst"] for k, ms in meanings.items()}
    return queries.rebuilt(entries, kept)


def kept() -> dict[Key, Cell]:
    """The same as the write path keeps them."""
    rows = Summary.objects.exclude(indicator__code="XL")
    found = {
        Key(r.unit_id, r.indicator_id, r.starts_on, r.ends_on, r.kind, r.ownership): r.cell
        for r in rows
    }
    return {key: cell for key, cell in found.items() if not cell.is_empty}


def test_reports_add_up_the_tree_by_type_and_missing_is_not_zero(at: Sector) -> None:
    reported(at, 0, dues="80", members="10", rating="3")
    reported(at, 1, dues="90", members="0", rating="2")
    reported(at, 3, dues="40", members="5", rating="1")
    none: dict[str, Decimal | None] = dict.fromkeys(("DP", "DV", "XL", "XL.1", "XL.2"))

    assert sums_of(at, at.union) == {
        "DP": 70, "DV": 15, "XL": 1, "XL.1": Decimal(200) / 3, "XL.2": 50,
    }  # fmt: skip
    assert sums_of(at, at.union, ownership="public") == {
        "DP": 85, "DV": 10, "XL": 2, "XL.1": 100, "XL.2": 50,
    }  # fmt: skip
    assert sums_of(at, at.clusters[0]) == sums_of(at, at.union)
    assert sums_of(at, at.clusters[1]) == none
    assert sums_of(at, at.grassroots[2]) == none
    [found] = queries.filled(at.union, [at.members.pk], starts_on=YEAR[0], ends_on=YEAR[1]).values()
    assert found == Filled(assigned=5, reported=3, absent=0, on_time=3)
    assert anew() == kept()


def test_not_applicable_is_neither_zero_nor_missing(at: Sector) -> None:
    report = opened(at)
    given: dict[int, Any] = {
        at.dues.pk: Given(numerator=Decimal(1), denominator=Decimal(1)),
        at.members.pk: Given(absent=True, note="Không có người mới tuyển."),
        at.rating.pk: Given(numerator=Decimal(2)),
    }
    actions.save_entries(actor=at.heads[0], report=report, given=given)
    actions.send_report(actor=at.heads[0], report=report)
    found = queries.filled(at.union, [at.members.pk], starts_on=YEAR[0], ends_on=YEAR[1])
    assert (found[at.members.pk].absent, found[at.members.pk].missing) == (1, 4)
    assert sums_of(at, at.union)["DV"] is None


def test_what_is_returned_no_longer_counts_until_it_is_mended(at: Sector) -> None:
    reported(at, 0, members="10")
    second = reported(at, 1, members="7", rating="0")
    accepted, *_rest = actions.accept_reports(actor=at.officer, reports=[second])
    assert [s.believed for s in Summary.objects.filter(unit=at.union, indicator=at.members)] == [1]

    actions.return_report(actor=at.officer, report=accepted, reason="Số đoàn viên chưa khớp.")
    assert sums_of(at, at.union) == {"DP": 80, "DV": 10, "XL": 2, "XL.1": 100, "XL.2": 0}
    assert [s.believed for s in Summary.objects.filter(unit=at.union, indicator=at.members)] == [0]

    again = Report.objects.get(pk=second.pk)
    assert (again.state, again.return_reason) == ("returned", "Số đoàn viên chưa khớp.")
    mended = {at.members.pk: Given(numerator=Decimal(8))}
    actions.save_entries(actor=at.heads[1], report=again, given=mended)
    actions.send_report(actor=at.heads[1], report=again)
    assert (sums_of(at, at.union)["DV"], sums_of(at, at.union)["XL"]) == (18, 0)
    assert anew() == kept()


def test_a_correction_lowers_as_well_as_raises_and_keeps_its_history(at: Sector) -> None:
    report = reported(at, 0, members="10")
    reported(at, 1, members="5")
    entry = Entry.objects.get(report=report, indicator=at.members)
    said = Given(numerator=Decimal(6))
    with pytest.raises(Refused, match="Báo cáo chưa được chấp nhận: trả lại để đơn vị sửa"):
        actions.correct_entry(actor=at.officer, entry=entry, said=said, reason="Đếm lại")
    actions.accept_reports(actor=at.officer, reports=[report])
    actions.lock_reports(actor=at.officer, reports=[report])
    made = actions.correct_entry(
        actor=at.officer, entry=entry, said=said, reason="Đếm lại theo danh sách",
        basis="Biên bản kiểm tra số 3",
    )  # fmt: skip
    assert (sums_of(at, at.union)["DV"], made.version) == (11, 2)
    assert (made.before["numerator"], made.after["numerator"]) == ("10.0000", "6")
    assert anew() == kept()
    [union] = Summary.objects.filter(unit=at.union, indicator=at.members)
    assert (union.count, union.believed) == (2, 1)


def test_a_unit_that_moves_stays_where_it_was_when_it_reported(at: Sector) -> None:
    reported(at, 0, members="10")
    admin = at.officer
    grant(admin.person, at.union, Role.ADMIN)
    orgs.move_unit(actor=admin, unit=at.grassroots[0], parent=at.clusters[1])
    assert sums_of(at, at.clusters[0])["DV"] == 10
    assert sums_of(at, at.clusters[1])["DV"] is None
    assert anew() == kept()


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (Given(), f"{DUES}: chưa có số liệu."),
        (
            Given(numerator=Decimal(5)),
            f"{DUES}: thiếu mẫu số (đoàn phí phải thu).",
        ),
        (
            Given(numerator=Decimal(0), denominator=Decimal(0)),
            f"{DUES}: mẫu số bằng 0: chọn «Không áp dụng» và ghi lý do.",
        ),
        (
            Given(numerator=Decimal(5), denominator=Decimal(4)),
            f"{DUES}: tử số lớn hơn mẫu số.",
        ),
        (Given(absent=True), f"{DUES}: ghi vì sao không áp dụng."),
    ],
)
def test_a_figure_that_cannot_be_is_refused_and_nothing_is_kept(
    at: Sector, said: Given, problem: str
) -> None:
    report = opened(at)
    given: dict[int, Any] = {at.members.pk: Given(numerator=Decimal(1)), at.dues.pk: said}
    with pytest.raises(Refused) as refused:
        actions.save_entries(actor=at.heads[0], report=report, given=given)
    assert (str(refused.value), Entry.objects.count()) == (problem, 0)


def test_a_report_is_whole_or_not_sent(at: Sector) -> None:
    report = opened(at)
    given: dict[int, Any] = {at.members.pk: Given(numerator=Decimal(1))}
    actions.save_entries(actor=at.heads[0], report=report, given=given)
    with pytest.raises(Refused) as refused:
        actions.send_report(actor=at.heads[0], report=report)
    assert str(refused.value) == (
        "Còn chỉ tiêu chưa có số liệu: Đoàn phí thu được trên số phải thu; "
        "Xếp loại công đoàn cơ sở."
    )
    assert Summary.objects.count() == 0


def test_levels_of_checking(at: Sector) -> None:
    report = reported(at, 0)
    with pytest.raises(Refused, match="do Công đoàn ngành Y tế Sông Thao chấp nhận"):
        actions.accept_reports(actor=at.cluster_officer, reports=[report])
    actions.check_reports(actor=at.cluster_officer, reports=[report])
    actions.accept_reports(actor=at.officer, reports=[report])
    assert Report.objects.get(pk=report.pk).state == "accepted"


def test_a_step_is_undone_whole_until_somebody_has_reported(at: Sector) -> None:
    extra = actions.define(
        actor=at.officer, unit=at.union, code="HN", valid_from=YEAR[0],
        facts={
            "name": "Tổ chức hội nghị người lao động", "shape": "yes_no", "adds": "share",
        },
    )  # fmt: skip
    every = [at.dues, at.members, at.rating, at.well, at.best, extra]
    actions.fill_set(actor=at.officer, of_set=at.set, indicators=every)
    batch = actions.assign(
        actor=at.officer, of_set=at.set, units=at.grassroots, indicators=[extra, at.dues],
        since=YEAR[0],
    )  # fmt: skip
    assert len(batch.made["assignments"]) == 5
    actions.undo_batch(actor=at.officer, batch=batch)
    assert at.set.assignments.filter(indicator=extra).count() == 0
    reported(at, 0)
    first = Batch.objects.get(title="Giao bộ chung")
    with pytest.raises(Refused, match="Đã có đơn vị báo cáo số liệu"):
        actions.undo_batch(actor=at.officer, batch=first)


def test_the_nearest_target_holds_and_a_unit_may_commit_to_more(at: Sector) -> None:
    def asks(unit: Any, low: int, **more: str) -> Any:
        return actions.set_target(
            actor=at.officer, of_set=at.set, indicator=at.dues, unit=unit, reach="each",
            goal=Goal(relation="at_least", low=Decimal(low)), starts_on=YEAR[0],
            ends_on=YEAR[1], **more,
        )  # fmt: skip

    asks(at.union, 50)
    public = asks(at.union, 100, for_ownership="public")
    own = asks(at.grassroots[1], 70)
    found = [queries.goals_of(at.set, unit, *YEAR)[at.dues.pk] for unit in at.grassroots]
    assert [target.low for target in found] == [100, 70, 100, 50, 100]
    with pytest.raises(Refused, match="Mức cam kết phải cao hơn mức được giao"):
        actions.commit_to_more(actor=at.heads[1], target=own, unit=at.grassroots[1], goal=own.goal)
    mine = actions.commit_to_more(
        actor=at.heads[1], target=own, unit=at.grassroots[1],
        goal=Goal(relation="at_least", low=Decimal(75)),
    )  # fmt: skip
    assert (mine.low, own.low, public.low) == (75, 70, 100)


def test_own_indicators_do_not_disturb_the_common_ones(at: Sector) -> None:
    own = Indicator.objects.create(unit=at.grassroots[0], code="RIENG")
    own.definitions.create(
        name="Giờ vàng cấp cứu", shape="number", adds="sum", frequency="year", valid_from=YEAR[0]
    )
    actions.adopt_own(
        actor=at.heads[0], unit=at.grassroots[0], of_set=at.set, indicator=own, since=YEAR[0]
    )
    asked = queries.asked_of(at.set, at.grassroots[0], starts_on=YEAR[0], ends_on=YEAR[1])
    assert [a.indicator.code for a, _meaning in asked] == ["DP", "DV", "XL", "RIENG"]
    with pytest.raises(Refused, match="Chỉ tiêu này thuộc bộ chung"):
        actions.adopt_own(
            actor=at.heads[0], unit=at.grassroots[0], of_set=at.set, indicator=at.dues,
            since=YEAR[0],
        )  # fmt: skip
