"""A mid-year merger and a renamed unit: history stays, what is asked and the decade go over."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from thidua.core import period
from thidua.core.action import SYSTEM
from thidua.indicators import actions, looked, queries
from thidua.indicators.actions.rebuilding import rebuild
from thidua.indicators.models import Entry, Summary
from thidua.indicators.queries import Frames, Look
from thidua.indicators.rules import Goal
from thidua.indicators.tests.factories import DAY, FIRST, LAST, YEAR, reported, sector
from thidua.orgs.models import Succession, Unit

pytestmark = pytest.mark.django_db
NEXT = (date(2026, 1, 1), date(2026, 12, 31))
MERGED = date(2025, 7, 1)


def seen(at: Any, unit: Unit, starts_on: date = FIRST, ends_on: date = LAST) -> dict[int, Any]:
    look = Look(set=at.set, unit=unit, on=DAY, starts_on=starts_on, ends_on=ends_on)
    found = queries.seen(look, Frames(at.set, on=DAY))
    return {line.key: line for line in looked.lines_of(found, queries.targets_of(at.set))}


def merged(kind: str = "merged") -> Any:
    """The first union goes into the second in mid-2025; both report 2025 for their time."""
    at = sector()
    for unit, low in zip(at.grassroots[:2], (12, 15), strict=True):
        actions.set_target(
            actor=at.officer, of_set=at.set, indicator=at.members, unit=unit, reach="total",
            goal=Goal(relation="at_least", low=Decimal(low)), starts_on=FIRST, ends_on=LAST,
            is_cumulative=True,
        )  # fmt: skip
    reported(at, 0, members="10")
    reported(at, 1, members="20")
    old, new = at.grassroots[:2]
    Succession.objects.create(old=old, new=new, kind=kind, on=MERGED)
    Unit.objects.filter(pk=old.pk).update(valid_to=date(2025, 6, 30))
    return at


@pytest.mark.parametrize("kind", ["merged", "renamed"])
def test_the_decade_goes_over_with_its_source_and_target(kind: str) -> None:
    at = merged(kind)

    line = seen(at, at.grassroots[1])[at.members.pk]

    assert line.figure == 20
    assert "nhận từ Công đoàn cơ sở số 1" in line.inherited
    assert line.inherited.endswith("10 người; cộng dồn: 30 người")
    [judged] = line.judged
    assert "27" in judged.told
    assert judged.said == "30 người"


def test_nothing_is_copied_and_the_whole_counts_it_once() -> None:
    at = merged()

    assert seen(at, at.union)[at.members.pk].figure == 30
    assert seen(at, at.union)[at.members.pk].inherited == ""
    assert Entry.objects.filter(indicator=at.members).count() == 2
    before = set(Summary.objects.values_list("unit", "indicator", "numerator", "count"))
    rebuild(actor=SYSTEM)
    assert set(Summary.objects.values_list("unit", "indicator", "numerator", "count")) == before


def test_before_the_merger_nothing_is_taken_over() -> None:
    at = merged()

    line = seen(at, at.grassroots[1], date(2024, 1, 1), date(2024, 12, 31))[at.members.pk]

    assert line.inherited == ""


def test_a_split_leaves_nothing_until_shares_are_stated() -> None:
    at = merged("split")

    assert seen(at, at.grassroots[1])[at.members.pk].inherited == ""


def test_a_unit_owes_the_period_of_its_end_and_none_after() -> None:
    at = merged()
    old, key = at.grassroots[0], at.members.pk

    with period.standing_on(DAY):
        owed = queries.owed_in([at.set], on=DAY, units=[old])
        assert max(each.starts_on for each in owed) == YEAR[0]
        assert queries.asked_of(at.set, old, starts_on=YEAR[0], ends_on=YEAR[1])
        assert not queries.asked_of(at.set, old, starts_on=NEXT[0], ends_on=NEXT[1])
    slot = queries.Slot(at.set, "year", *NEXT)
    assert old.pk not in queries.asked_of_units(slot)
    assert queries.filled(at.union, [key], starts_on=NEXT[0], ends_on=NEXT[1])[key].assigned == 4
    for span, asked in ((YEAR, 5), (NEXT, 4)):
        assert seen(at, at.union, *span)[key].filled.assigned == asked
        look = Look(set=at.set, unit=at.union, on=DAY, starts_on=span[0], ends_on=span[1])
        rows = queries.proof_of(look, Frames(at.set, on=DAY), key).rows
        assert len([row for row in rows if row.group in {"given", "missing"}]) == asked
    [lacking] = queries.lacking_in(
        [at.set], on=DAY, paths=[at.union.path], narrowed={"starts_on": str(NEXT[0])}
    )
    assert lacking.number == 4


def test_the_officer_reads_from_whom_it_came(client: Client) -> None:
    at = merged()
    client.force_login(at.officer)
    query = f"don_vi={at.grassroots[1].pk}&ky={FIRST}_{LAST}"
    with period.standing_on(DAY):
        page = client.get(f"{reverse('indicators:rollup', args=[at.set.pk])}?{query}")
    assert (
        "nhận từ Công đoàn cơ sở số 1 (sáp nhập từ 01/07/2025): 10 người" in page.content.decode()
    )


def test_paper_and_sheet_say_it_as_the_page_does(client: Client) -> None:
    at = merged()
    client.force_login(at.officer)
    look = {"don_vi": at.grassroots[1].pk, "ky": f"{FIRST}_{LAST}"}
    told = seen(at, at.grassroots[1])[at.members.pk].inherited
    with period.standing_on(DAY):
        files = {
            ext: client.get(reverse("indicators:rollup_file", args=[at.set.pk, ext]), look)
            for ext in ("pdf", "xlsx")
        }
    pages = PdfReader(io.BytesIO(files["pdf"].content)).pages
    assert "".join(told.split()) in "".join("".join(p.extract_text() for p in pages).split())
    sheet = load_workbook(io.BytesIO(files["xlsx"].content)).worksheets[0]
    assert told in {cell.value for row in sheet.iter_rows() for cell in row}
