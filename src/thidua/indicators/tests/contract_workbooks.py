"""Cases of the action contract: files of figures brought, read, taken, thrown away."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.contract import Case, case

from thidua.indicators import actions
from thidua.indicators.models import IndicatorSet, Workbook
from thidua.indicators.tests.contract_reports import in_state
from thidua.indicators.tests.factories import Sector, sector
from thidua.indicators.tests.test_workbooks import bring, filled, form, typed

STRANGER = "Việc này dành cho người báo cáo của các đơn vị được giao bộ chỉ tiêu này."
ANOTHER = "Tệp này do người khác đưa lên."


def _brought(at: Sector) -> Workbook:
    return bring(at, typed(form(at), filled("CS1")))


@case("indicators.workbook.bring")
def bring_workbook() -> Case:
    at = sector()
    facts = {
        "of_set": at.set,
        "file": SimpleUploadedFile("bao-cao.xlsx", typed(form(at), filled("CS1"))),
    }

    def wrong() -> tuple[dict[str, Any], str]:
        IndicatorSet.objects.update(state="closed")
        return facts, "Bộ chỉ tiêu này hiện không nhận báo cáo."

    return Case(at.officer, facts, at.stranger, STRANGER, wrong=wrong)


@case("indicators.workbook.check")
def check_workbook() -> Case:
    at = sector()
    facts = {"workbook": _brought(at)}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.discard_workbook(actor=at.officer, **facts)
        return facts, in_state("Đã bỏ")

    return Case(at.officer, facts, at.heads[0], ANOTHER, wrong=wrong)


@case("indicators.workbook.start_take")
def start_take() -> Case:
    # What changed stands in the entry of the taking itself.
    return _take("start_take")


@case("indicators.workbook.take")
def take_workbook() -> Case:
    return _take("take_workbook", "state", "taken_at")


def _take(name: str, *changed: str) -> Case:
    at = sector()
    facts = {"workbook": _brought(at), "sends": False}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.take_workbook(actor=at.officer, **facts)
        return facts, in_state("Đã nhận")

    return Case(at.officer, facts, at.heads[0], ANOTHER, frozenset(changed), wrong)


@case("indicators.workbook.discard")
def discard_workbook() -> Case:
    at = sector()
    facts = {"workbook": _brought(at)}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.discard_workbook(actor=at.officer, **facts)
        return facts, in_state("Đã bỏ")

    return Case(at.officer, facts, at.heads[0], ANOTHER, frozenset({"state", "file_id"}), wrong)
