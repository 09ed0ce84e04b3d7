"""Cases of the action contract: reports opened, filled, sent, checked, mended."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.contract import Case, case

from thidua.indicators import actions, queries
from thidua.indicators.actions.reporting import Given
from thidua.indicators.models import Entry, IndicatorSet
from thidua.indicators.tests.factories import DAY, YEAR, Sector, figures, opened, reported, sector
from thidua.initiatives.tests.factories import photo

REPORTER = (
    "Việc này dành cho trưởng khoa, phòng, tổ, cán bộ thi đua, khen thưởng, thủ trưởng đơn vị "
    "của Công đoàn cơ sở số 1."
)
CHECKER = (
    "Việc này dành cho cán bộ thi đua, khen thưởng của đơn vị cấp trên của Công đoàn cơ sở số 1."
)
OFFICER = "Việc này dành cho cán bộ thi đua, khen thưởng của Công đoàn ngành Y tế Sông Thao."
SENT = "Báo cáo đã gửi: rút về hoặc chờ trả lại rồi mới sửa."


def in_state(label: str) -> str:
    return f"Đang ở trạng thái «{label}» nên không thực hiện được việc này."


@case("indicators.report.open")
def open_report() -> Case:
    at = sector()
    facts = {
        "unit": at.grassroots[0], "of_set": at.set, "frequency": "year", "starts_on": YEAR[0],
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        IndicatorSet.objects.update(state="closed")
        return (
            {**facts, "of_set": IndicatorSet.objects.get(pk=at.set.pk)},
            "Bộ chỉ tiêu này hiện không nhận báo cáo.",
        )

    return Case(at.heads[0], facts, at.stranger, REPORTER, wrong=wrong)


def _sent(at: Sector) -> Any:
    return reported(at, 0)


@case("indicators.report.fill")
def save_entries() -> Case:
    at = sector()
    facts = {"report": opened(at), "given": figures(at)}
    return Case(
        at.heads[0], facts, at.stranger, REPORTER,
        wrong=lambda: ({**facts, "report": _sent(at)}, SENT),
    )  # fmt: skip


@case("indicators.report.send")
def send_report() -> Case:
    at = sector()
    report = opened(at)
    actions.save_entries(actor=at.heads[0], report=report, given=figures(at))
    fields = {"state", "path", "kind", "ownership", "reported_at", "reported_by_id"}

    def wrong() -> tuple[dict[str, Any], str]:
        return {"report": _sent(at)}, in_state("Đã báo cáo")

    return Case(at.heads[0], {"report": report}, at.stranger, REPORTER, frozenset(fields), wrong)


@case("indicators.report.take_back")
def take_back() -> Case:
    at = sector()
    report = reported(at)

    def wrong() -> tuple[dict[str, Any], str]:
        actions.take_back(actor=at.heads[0], report=report)
        return {"report": report}, in_state("Chưa báo cáo")

    return Case(at.heads[0], {"report": report}, at.stranger, REPORTER, frozenset({"state"}), wrong)


def _many(action: Any, label: str) -> Case:
    at = sector()
    report = reported(at)
    facts = {"reports": [report]}

    def wrong() -> tuple[dict[str, Any], str]:
        action(actor=at.officer, **facts)
        return facts, in_state(label)

    return Case(at.officer, facts, at.heads[0], CHECKER, wrong=wrong)


@case("indicators.report.check")
def check_reports() -> Case:
    return _many(actions.check_reports, "Đã kiểm tra")


@case("indicators.report.accept")
def accept_reports() -> Case:
    return _many(actions.accept_reports, "Đã chấp nhận")


@case("indicators.report.lock")
def lock_reports() -> Case:
    at = sector()
    report = reported(at)
    actions.accept_reports(actor=at.officer, reports=[report])
    facts = {"reports": [report]}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.lock_reports(actor=at.officer, **facts)
        return facts, in_state("Đã khóa")

    return Case(at.officer, facts, at.heads[0], CHECKER, wrong=wrong)


@case("indicators.report.return")
def return_report() -> Case:
    at = sector()
    facts = {"report": reported(at), "reason": "Số liệu chưa khớp."}
    return Case(
        at.officer, facts, at.heads[0], CHECKER, frozenset({"state", "return_reason"}),
        lambda: ({**facts, "reason": " "}, "Ghi lý do trả lại."),
    )  # fmt: skip


@case("indicators.report.extend")
def extend_report() -> Case:
    at = sector()
    facts = {"report": opened(at), "until": date(2026, 2, 1), "reason": "Đang sáp nhập."}
    return Case(
        at.officer, facts, at.heads[0], OFFICER, frozenset({"extended_to", "extension_reason"}),
        lambda: (
            {**facts, "report": _sent(at)}, "Báo cáo đã gửi nên không cần gia hạn."
        ),
    )  # fmt: skip


@case("indicators.entry.correct")
def correct_entry() -> Case:
    at = sector()
    report = reported(at)
    actions.accept_reports(actor=at.officer, reports=[report])
    facts = {
        "entry": Entry.objects.get(report=report, indicator=at.members),
        "said": Given(numerator=Decimal(6)), "reason": "Đếm lại.",
    }  # fmt: skip
    return Case(
        at.officer, facts, at.heads[0], CHECKER, frozenset({"numerator", "version"}),
        lambda: ({**facts, "reason": ""}, "Ghi lý do đính chính."),
    )  # fmt: skip


@case("indicators.set.call")
def call_reports() -> Case:
    at = sector()
    facts = {"of_set": at.set, "on": DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        IndicatorSet.objects.update(state="closed")
        return facts, "Bộ chỉ tiêu này hiện không nhận báo cáo."

    return Case(at.officer, facts, at.heads[0], OFFICER, wrong=wrong)


@case("indicators.set.compute")
def compute_figures() -> Case:
    at = sector()
    facts = {"of_set": at.set, "on": DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        IndicatorSet.objects.update(state="closed")
        return facts, "Bộ chỉ tiêu này hiện không nhận báo cáo."

    return Case(at.officer, facts, at.heads[0], OFFICER, wrong=wrong)


@case("indicators.report.remind")
def remind_reports() -> Case:
    at = sector()
    facts = {"reports": [opened(at)], "on": DAY}
    return Case(
        at.officer, facts, at.heads[0], CHECKER,
        wrong=lambda: ({**facts, "reports": [_sent(at)]}, "Báo cáo đã gửi nên không cần nhắc."),
    )  # fmt: skip


@case("indicators.report.attach")
def attach_evidence() -> Case:
    at = sector()
    facts = {"report": opened(at), "indicator": at.dues.pk, "file": photo()}
    return Case(
        at.heads[0], facts, at.stranger, REPORTER,
        wrong=lambda: (
            {**facts, "report": _sent(at)},
            "Báo cáo đã gửi: rút về hoặc chờ trả lại rồi mới sửa minh chứng.",
        ),
    )  # fmt: skip


@case("indicators.report.detach")
def detach_evidence() -> Case:
    at = sector()
    report = opened(at)
    actions.attach_evidence(actor=at.heads[0], report=report, indicator=at.dues.pk, file=photo())
    facts = {"report": report, "file": queries.evidence_of(report).get().pk}
    return Case(
        at.heads[0], facts, at.stranger, REPORTER,
        wrong=lambda: ({**facts, "file": 0}, "Tệp này không còn ở báo cáo."),
    )  # fmt: skip
