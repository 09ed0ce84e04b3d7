"""Cases of the action contract: the library, sets, who is asked what, and targets."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.contract import Case, case

from thidua.core.action import SYSTEM
from thidua.indicators import actions
from thidua.indicators.models import Indicator, IndicatorSet
from thidua.indicators.rules import Goal
from thidua.indicators.tests.factories import DUES, FIRST, LAST, MEMBERS, YEAR, Sector, sector

NOT_OFFICER = "Việc này dành cho cán bộ thi đua, khen thưởng của {unit}."
NOT_REPORTER = (
    "Việc này dành cho trưởng khoa, phòng, tổ, cán bộ thi đua, khen thưởng, thủ trưởng đơn vị "
    "của {unit}."
)
CLOSED = "Bộ chỉ tiêu đã khép lại."
Wrong = Callable[[], tuple[dict[str, Any], str]]


def closed(given: dict[str, Any], why: str = CLOSED) -> Wrong:
    """The same once the set is closed."""

    def wrong() -> tuple[dict[str, Any], str]:
        IndicatorSet.objects.update(state="closed")
        if isinstance(of_set := given.get("of_set"), IndicatorSet):
            of_set.refresh_from_db()
        return given, why

    return wrong


def by_officer(
    at: Sector, given: dict[str, Any], wrong: Wrong | None, changed: frozenset[str] = frozenset()
) -> Case:
    return Case(
        at.officer, given, at.heads[0], NOT_OFFICER.format(unit=at.union), changed, wrong
    )  # fmt: skip


@case("indicators.indicator.define")
def define() -> Case:
    at = sector()
    given = {"unit": at.union, "code": "DP.2", "facts": DUES, "valid_from": FIRST}
    taken = "Mã «DP» đã có trong thư viện: chọn mã khác hoặc sửa chỉ tiêu ấy."
    return by_officer(at, given, lambda: ({**given, "code": "DP"}, taken))


@case("indicators.indicator.redefine")
def redefine() -> Case:
    at = sector()
    given = {"indicator": at.members, "facts": MEMBERS, "valid_from": YEAR[0]}
    early = {**given, "valid_from": FIRST.replace(year=2020)}
    return by_officer(
        at, given, lambda: (early, "Nội dung mới phải áp dụng từ ngày 01/01/2021 trở đi.")
    )


@case("indicators.indicator.retire")
def retire() -> Case:
    at = sector()
    return by_officer(at, {"indicator": at.members, "on": YEAR[0]}, None, frozenset({"retired_on"}))


@case("indicators.set.create")
def create_set() -> Case:
    at = sector()
    given = {"movement": at.movement, "title": "Bộ bổ sung", "starts_on": FIRST, "ends_on": LAST}
    wrong = {**given, "ends_on": LAST.replace(year=2031)}
    why = "Bộ chỉ tiêu phải nằm trong thời gian của phong trào (01/01/2021 – 31/12/2030)."
    return by_officer(at, given, lambda: (wrong, why))


@case("indicators.set.fill")
def fill_set() -> Case:
    at = sector()
    given = {
        "of_set": at.set, "indicators": [at.rating, at.dues, at.members, at.well, at.best]
    }  # fmt: skip
    return by_officer(at, given, closed(given))


def _moving(name: str, before: str, wrong_state: str, label: str, **more: Any) -> None:
    def build() -> Case:
        at = sector()
        IndicatorSet.objects.update(state=before)
        at.set.refresh_from_db()
        given = {"of_set": at.set, **more}

        def wrong() -> tuple[dict[str, Any], str]:
            IndicatorSet.objects.update(state=wrong_state)
            at.set.refresh_from_db()
            return given, f"Đang ở trạng thái «{label}» nên không thực hiện được việc này."

        return by_officer(at, given, wrong, frozenset({"state"}))

    case(name)(build)


_moving("indicators.set.open", "draft", "closed", "Đã khép lại")
_moving("indicators.set.close", "open", "draft", "Đang soạn")
_moving("indicators.set.reopen", "closed", "open", "Đang áp dụng", reason="Bổ sung kỳ cuối")


@case("indicators.set.assign")
def assign() -> Case:
    at = sector()
    given = {
        "of_set": at.set, "units": at.clusters, "indicators": [at.members], "since": FIRST
    }  # fmt: skip
    return by_officer(at, given, closed(given))


def _asked(at: Sector) -> dict[str, Any]:
    return {
        "indicator": at.dues, "unit": at.union, "reach": "each", "starts_on": YEAR[0],
        "ends_on": YEAR[1], "goal": Goal(relation="at_least", low=Decimal(50)),
    }  # fmt: skip


@case("indicators.set.target")
def set_target() -> Case:
    at = sector()
    given = {"of_set": at.set, **_asked(at)}
    return by_officer(at, given, closed(given))


@case("indicators.set.aim")
def set_targets() -> Case:
    at = sector()
    given = {"of_set": at.set, "aims": [actions.Aim(**_asked(at))]}
    return by_officer(at, given, closed(given))


@case("indicators.target.commit")
def commit_to_more() -> Case:
    at = sector()
    target = actions.set_target(actor=at.officer, of_set=at.set, **_asked(at))
    unit = at.grassroots[0]
    given = {
        "target": target, "unit": unit, "goal": Goal(relation="at_least", low=Decimal(60))
    }  # fmt: skip
    wrong = {**given, "goal": Goal(relation="at_least", low=Decimal(40))}
    return Case(
        at.heads[0], given, at.heads[1], NOT_REPORTER.format(unit=unit),
        wrong=lambda: (wrong, "Mức cam kết phải cao hơn mức được giao."),
    )  # fmt: skip


@case("indicators.assignment.adopt")
def adopt_own() -> Case:
    at = sector()
    unit = at.grassroots[0]
    own = Indicator.objects.create(unit=unit, code="RIENG")
    given = {"unit": unit, "of_set": at.set, "indicator": own, "since": FIRST}
    wrong = closed(given, "Bộ chỉ tiêu này không mở cho đơn vị của bạn.")
    return Case(at.heads[0], given, at.heads[1], NOT_REPORTER.format(unit=unit), wrong=wrong)


@case("indicators.batch.undo")
def undo_batch() -> Case:
    at = sector()
    batch = at.set.batches.get()
    given = {"batch": batch}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.undo_batch(actor=at.officer, batch=batch)
        batch.refresh_from_db()
        return given, "Việc này đã được hoàn tác."

    return by_officer(at, given, wrong, frozenset({"undone_at"}))


@case("indicators.summary.rebuild")
def rebuild() -> Case:
    return Case(SYSTEM, {}, sector().officer, "Chỉ hệ thống thực hiện việc này.")
