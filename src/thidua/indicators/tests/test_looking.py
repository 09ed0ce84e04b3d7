"""Sums as people see them: down to the report, silence beside every figure, equal everywhere."""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from thidua.core import period
from thidua.indicators import actions, looked, queries
from thidua.indicators.actions.reporting import Given
from thidua.indicators.queries import Frames, Look
from thidua.indicators.rules import Filled, Goal
from thidua.indicators.tests.factories import (
    DAY,
    FIRST,
    LAST,
    MEMBERS,
    YEAR,
    figures,
    opened,
    reported,
    sector,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_the_day() -> Iterator[None]:
    with period.standing_on(DAY):
        yield


def sent(at: Any, number: int, given: dict[int, Given]) -> None:
    with period.standing_on(DAY):
        report = opened(at, number)
        actions.save_entries(actor=at.heads[number], report=report, given=given)
        actions.send_report(actor=at.heads[number], report=report)


def spoken() -> Any:
    """Two reports of five: one says that members do not apply; three say nothing."""
    at = sector()
    for indicator, goal, ownership in (
        (at.well, Goal(relation="equal", low=Decimal(100)), ""),
        (at.dues, Goal(relation="at_least", low=Decimal(70)), "public"),
    ):
        actions.set_target(
            actor=at.officer, of_set=at.set, indicator=indicator, unit=at.union, reach="total",
            goal=goal, starts_on=FIRST, ends_on=LAST, for_ownership=ownership,
        )  # fmt: skip
    actions.set_target(
        actor=at.officer, of_set=at.set, indicator=at.members, unit=at.union, reach="total",
        goal=Goal(relation="between", low=Decimal(20), high=Decimal(30)), starts_on=FIRST,
        ends_on=LAST, is_cumulative=True,
    )  # fmt: skip
    reported(at, 0)
    given = {
        at.dues.pk: Given(numerator=Decimal(60), denominator=Decimal(100)),
        at.members.pk: Given(absent=True, note="Không tuyển ai."),
        at.rating.pk: Given(numerator=Decimal(3)),
    }
    sent(at, 1, given)
    return at


def lines(at: Any, unit: Any, **more: Any) -> dict[int, looked.Line]:
    given = {"starts_on": YEAR[0], "ends_on": YEAR[1], **more}
    look = Look(set=at.set, unit=unit, on=DAY, **given)
    seen = queries.seen(look, Frames(at.set, on=DAY))
    return {line.key: line for line in looked.lines_of(seen, queries.targets_of(at.set))}


def test_silence_is_neither_nought_nor_success(on_the_day: None) -> None:
    at = spoken()
    found = lines(at, at.union)
    well = found[at.well.pk]
    assert (well.value, well.parts, well.filled) == (
        "100 %", "2/2 đơn vị", Filled(assigned=5, reported=2, on_time=2)
    )  # fmt: skip
    assert [(each.verdict, each.tone) for each in well.judged] == [("met_so_far", "hold")]
    members = found[at.members.pk]
    assert (members.value, members.reported, members.missing, members.filled.absent) == (
        "10 người", "1/5", 3, 1
    )  # fmt: skip
    assert members.judged == []
    [decade] = lines(at, at.union, starts_on=FIRST, ends_on=LAST)[at.members.pk].judged
    assert (decade.verdict, decade.label) == (
        "unmet_so_far", "Đến nay chưa đạt, còn 28 chưa báo cáo"
    )  # fmt: skip
    [public] = found[at.dues.pk].judged
    assert (public.verdict, public.said) == ("met_so_far", "140/200 = 70 %")
    alone = lines(at, at.union, ownership="non_public")[at.dues.pk]
    assert (alone.value, alone.figure, alone.filled) == (
        "chưa báo cáo", None, Filled(assigned=1)
    )  # fmt: skip
    own = lines(at, at.grassroots[1])[at.members.pk]
    assert (own.value, own.filled) == ("không áp dụng", Filled(assigned=1, absent=1, on_time=1))


def test_page_paper_and_sheet_say_what_the_query_says(client: Client, on_the_day: None) -> None:
    at = spoken()
    client.force_login(at.officer)
    look = {"ky": "2025-01-01_2025-12-31"}
    page = client.get(reverse("indicators:rollup", args=[at.set.pk]), look).content.decode()
    files = {
        ext: client.get(reverse("indicators:rollup_file", args=[at.set.pk, ext]), look).content
        for ext in ("pdf", "xlsx")
    }
    paper = " ".join(
        " ".join(each.extract_text() for each in PdfReader(io.BytesIO(files["pdf"])).pages).split()
    )
    book = load_workbook(io.BytesIO(files["xlsx"]))
    cells = {row[0].value: row for row in book.worksheets[0].iter_rows()}
    for line in lines(at, at.union).values():
        said = f"{line.parts} = " if line.parts else ""
        row = cells[line.meaning.name]
        assert (line.value in page, f"{said}{line.value}" in paper, row[3].value) == (
            True, True, line.value
        )  # fmt: skip
        assert [cell.value for cell in row[5:10]] == [
            line.filled.assigned, line.filled.reported, line.missing, line.filled.absent,
            line.unasked,
        ]  # fmt: skip
    assert "Chưa đủ" not in page
    proof = client.get(reverse("indicators:proof", args=[at.set.pk, at.well.pk]), look)
    shown = " ".join(proof.content.decode().split())
    assert ("đúng điều kiện: từ «Hoàn thành tốt» trở lên" in shown, shown.count("<tbody>")) == (
        True, 2
    )  # fmt: skip
    sheet = client.get(
        reverse("indicators:proof", args=[at.set.pk, at.well.pk]), {**look, "tep": "xlsx"}
    )
    rows = list(load_workbook(io.BytesIO(sheet.content)).worksheets[0].iter_rows(min_row=4))
    assert sorted((row[2].value, row[4].value, row[5].value) for row in rows) == sorted(
        [("Được tính là đạt", 1, 1)] * 2 + [("Chưa báo cáo", None, None)] * 3,
        key=lambda row: (row[0], row[1] or 0),
    )


def test_totals_open_down_to_the_report_and_only_within_reach(
    client: Client, on_the_day: None
) -> None:
    at = spoken()
    address = reverse("indicators:rollup", args=[at.set.pk])
    client.force_login(at.cluster_officer)
    top = client.get(address, {"ky": "2025-01-01_2025-12-31"}).content.decode()
    assert (str(at.clusters[0]) in top, str(at.clusters[1]) in top) == (True, False)
    down = client.get(
        address, {"ky": "2025-01-01_2025-12-31", "don_vi": at.grassroots[0].pk}
    ).content.decode()
    [report] = at.grassroots[0].reports.all()
    assert reverse("indicators:report", args=[report.pk]) in down
    for unit in (at.union, at.clusters[1]):
        assert client.get(address, {"don_vi": unit.pk}).status_code == 404
    client.force_login(at.stranger)
    assert client.get(address).status_code == 403


def test_more_units_are_not_more_queries(client: Client, on_the_day: None) -> None:
    at = sector()
    client.force_login(at.officer)
    address = reverse("indicators:rollup", args=[at.set.pk])
    look = {"ky": "2025-01-01_2025-12-31", "don_vi": at.clusters[0].pk}
    asked = []
    for number in (0, 1, 2):
        reported(at, number)
        client.get(address, look)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(address, look).status_code == 200
        asked.append(len(found))
    assert asked[0] == asked[-1]


def test_the_dashboard_says_the_same_and_is_drawn_once(client: Client, on_the_day: None) -> None:
    at = spoken()
    client.force_login(at.officer)
    address = reverse("indicators:dashboard", args=[at.set.pk])
    look = {"ky": "2025-01-01_2025-12-31"}
    client.get(address, look)
    with CaptureQueriesContext(connection) as found:
        first = client.get(address, look)
    page = first.content.decode()
    assert [line.value in page for line in lines(at, at.union).values()] == [True] * 5
    assert len(found) <= 15, "\n".join(each["sql"][:150] for each in found)
    again = client.get(address, look, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    reported(at, 2)
    after = client.get(address, look, headers={"If-None-Match": first["ETag"]})
    assert (after.status_code, after["ETag"] == first["ETag"]) == (200, False)
    assert address in client.get(reverse("indicators:boards")).content.decode()


def test_habits_are_asked_about_and_never_judged(client: Client, on_the_day: None) -> None:
    at = sector()
    actions.redefine(
        actor=at.officer, indicator=at.members, valid_from=FIRST,
        facts={**MEMBERS, "evidence": "danh sách kết nạp"},
    )  # fmt: skip
    said = "Đơn vị đã tổ chức đầy đủ, đúng kế hoạch được giao trong năm."
    for number in (0, 1):
        sent(at, number, figures(at) | {at.members.pk: Given(numerator=Decimal(5), note=said)})
    client.force_login(at.inspector)
    page = client.get(
        reverse("indicators:asking", args=[at.set.pk]), {"ky": "2025-01-01_2025-12-31"}
    ).content.decode()
    assert (page.count("giống hệt nhau ở 2 chỗ"), page.count("danh sách kết nạp")) == (2, 2)
    client.force_login(at.heads[0])
    assert client.get(reverse("indicators:asking", args=[at.set.pk])).status_code == 403
