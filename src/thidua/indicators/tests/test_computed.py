"""Figures that the product counts: proposed, never typed, fresh until their report is locked."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.core import period
from thidua.core.action import SYSTEM
from thidua.core.period import HANOI
from thidua.core.permit import Refused
from thidua.indicators import actions, queries
from thidua.indicators.actions.reporting import Given
from thidua.indicators.models import Entry, Report, Summary
from thidua.indicators.tests.factories import DAY, YEAR, Sector, figures, opened, sector
from thidua.initiatives.models import Initiative
from thidua.initiatives.tests.factories import InitiativeFactory

pytestmark = pytest.mark.django_db
SENT = {
    "name": "Sáng kiến", "counted_in": "sáng kiến", "shape": "number", "adds": "sum",
    "numerator_measure": "initiatives.submitted",
}  # fmt: skip
SHARE = {
    "name": "Sáng kiến trên đoàn viên", "counted_in": "%", "shape": "ratio", "adds": "ratio",
    "denominator": "đoàn viên", "numerator_measure": "initiatives.submitted",
}  # fmt: skip


def with_counted() -> tuple[Sector, Any, Any]:
    at = sector()
    made = [
        actions.define(
            actor=at.officer, unit=at.union, code=code, facts=facts, valid_from=at.set.starts_on
        ) for code, facts in (("SK", SENT), ("SK.2", SHARE))
    ]  # fmt: skip
    every = [at.dues, at.members, at.rating, at.well, at.best, *made]
    actions.fill_set(actor=at.officer, of_set=at.set, indicators=every)
    actions.assign(
        actor=at.officer, of_set=at.set, units=at.grassroots, indicators=made, since=YEAR[0]
    )
    return at, *made


def initiatives(at: Sector, number: int, count: int) -> None:
    """So many sent in 2025 by members of a grassroots union."""
    who = at.heads[number]
    for _each in range(count):
        InitiativeFactory(
            entered_by=who, unit=at.grassroots[number], movement=at.movement, state="submitted",
            submitted_at=datetime(2025, 6, 1, 9, tzinfo=HANOI),
        )  # fmt: skip


def said_of(report: Report, indicator: Any) -> tuple[Any, Any]:
    entry = Entry.objects.get(report=report, indicator=indicator)
    return entry.numerator, entry.denominator


def test_what_the_product_counts_is_not_typed_and_opens_its_list(client: Client) -> None:
    at, sent, share = with_counted()
    initiatives(at, 0, 3)
    report = opened(at)
    address = reverse("indicators:report", args=[report.pk])
    typed = {
        f"ct{at.dues.pk}-numerator": "80", f"ct{at.dues.pk}-denominator": "100",
        f"ct{at.members.pk}-numerator": "10", f"ct{at.rating.pk}-numerator": "2",
        f"ct{sent.pk}-numerator": "99", f"ct{share.pk}-numerator": "99",
        f"ct{share.pk}-denominator": "2",
    }  # fmt: skip
    client.force_login(at.heads[0])
    with period.standing_on(DAY):
        page = client.get(address).content.decode()
        assert page.count("Hệ thống tính; đếm lại đến khi báo cáo được khóa.") == 2
        assert "sent_from=01%2F01%2F2025" in page
        assert client.post(address, {f"ct{at.members.pk}-numerator": "1"}).status_code == 302
        assert not Entry.objects.filter(indicator=share).exists()
        initiatives(at, 0, 1)
        assert client.post(address, {**typed, "send": "1"}).status_code == 302
    assert Report.objects.get(pk=report.pk).state == "reported"
    # More initiatives than members is a share above the whole; whoever counts it is believed.
    assert [said_of(report, each) for each in (sent, share)] == [(4, None), (4, 2)]


def test_it_stays_fresh_until_it_is_locked_in_as_many_questions_for_many_units() -> None:
    at, sent, share = with_counted()
    reports = []
    with period.standing_on(DAY):
        for number in range(3):
            initiatives(at, number, number)
            report, head = opened(at, number), at.heads[number]
            given = {**figures(at), share.pk: Given(denominator=Decimal(10))}
            actions.save_entries(actor=head, report=report, given=given)
            reports.append(actions.send_report(actor=head, report=report))
        accepted = actions.accept_reports(actor=at.officer, reports=reports)
        actions.lock_reports(actor=at.officer, reports=accepted[:1])
    assert [said_of(each, sent) for each in reports] == [(0, None), (1, None), (2, None)]
    given = {"of_set": at.set, "on": DAY}
    assert actions.compute_figures(actor=SYSTEM, **given) == 0
    initiatives(at, 0, 5)
    initiatives(at, 1, 5)
    assert actions.compute_figures(actor=SYSTEM, **given) == 2
    assert [said_of(each, share) for each in reports] == [(0, 10), (6, 10), (2, 10)]
    [whole] = Summary.objects.filter(unit=at.union, indicator=sent)
    assert (whole.numerator, whole.count, whole.believed) == (8, 3, 3)
    assert actions.rebuild(actor=SYSTEM).written == 0

    meanings = queries.definitions_on([sent.pk, share.pk], on=YEAR[1]).values()
    counts = []
    for units in (at.grassroots[:1], at.grassroots):
        with CaptureQueriesContext(connection) as asked:
            queries.computed(at.movement, units, meanings, starts_on=YEAR[0], ends_on=YEAR[1])
        counts.append(len(asked))
    assert counts[0] == counts[1]

    entry = Entry.objects.get(report=reports[1], indicator=sent)
    actions.correct_entry(
        actor=at.officer, entry=entry, said=Given(numerator=Decimal(5)), reason="Trùng một bản."
    )
    Initiative.objects.filter(unit=at.grassroots[1]).update(state="returned")
    assert actions.compute_figures(actor=SYSTEM, **given) == 1
    assert [said_of(reports[1], each) for each in (sent, share)] == [(5, None), (0, 10)]


def test_only_numbers_are_counted() -> None:
    at = sector()
    with pytest.raises(Refused, match="Phần mềm chỉ đếm được số, hoặc tử số và mẫu số"):
        actions.define(
            actor=at.officer, unit=at.union, code="CO", valid_from=YEAR[0],
            facts={"name": "Có sáng kiến", "shape": "level", "levels": ["A", "B"],
                   "adds": "worst", "numerator_measure": "initiatives.submitted"},
        )  # fmt: skip
