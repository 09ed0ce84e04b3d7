"""Sums are worked out anew from entries, and only what differs is written."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from thidua.core import period
from thidua.core.action import SYSTEM
from thidua.core.permit import Refused
from thidua.indicators import actions, queries, rollup, rules
from thidua.indicators.actions.rebuilding import Rebuilt
from thidua.indicators.actions.reporting import Given
from thidua.indicators.models import Summary
from thidua.indicators.tests.factories import DAY, YEAR, figures, opened, reported, sector

pytestmark = pytest.mark.django_db


def test_a_rebuild_mends_what_was_spoilt_and_leaves_the_rest() -> None:
    at = sector()
    sent = [reported(at, n, rating=str(n % 4)) for n in (0, 1, 3, 4)]
    actions.accept_reports(actor=at.officer, reports=sent[:2])
    true = list(Summary.objects.order_by("unit", "indicator", "kind", "ownership").values())
    sums = sum(bool(row["count"] + row["absent"]) for row in true)

    first = actions.rebuild(actor=SYSTEM)
    assert first.removed == 0
    assert first.written == 0
    assert first.sums == sums

    spoilt = Summary.objects.filter(unit=at.union)
    Summary.objects.filter(unit=at.clusters[1]).delete()
    spoilt.update(numerator=7, believed=0)
    Summary.objects.create(
        unit=at.union,
        indicator=at.dues, starts_on=true[0]["starts_on"], ends_on=true[0]["ends_on"],
        kind="nothing", ownership="", count=1,
    )  # fmt: skip
    out = StringIO()
    call_command("rollup", rebuild=True, json=True, stdout=out)

    done = json.loads(out.getvalue())
    assert (done["sums"], done["removed"]) == (sums, 1)
    assert done["written"] > 0
    same = list(Summary.objects.order_by("unit", "indicator", "kind", "ownership").values())
    for row in (*true, *same):
        del row["id"]
    held = [row for row in true if row["count"] + row["absent"]]
    assert [row for row in same if row["count"] + row["absent"]] == held
    assert actions.rebuild(actor=SYSTEM) == Rebuilt(sums=sums, written=0, removed=0)


def test_who_answers_with_yes_is_counted_among_those_who_answer() -> None:
    at = sector()
    facts = {"name": "Tổ chức hội nghị người lao động", "shape": "yes_no", "adds": "share"}
    asked = actions.define(
        actor=at.officer, unit=at.union, code="HN", facts=facts, valid_from=YEAR[0]
    )
    with pytest.raises(Refused, match="Đếm đơn vị đạt phải có điều kiện"):
        actions.define(
            actor=at.officer, unit=at.union, code="X", valid_from=YEAR[0],
            facts={**facts, "shape": "number"},
        )  # fmt: skip
    every = [at.dues, at.members, at.rating, asked]
    actions.fill_set(actor=at.officer, of_set=at.set, indicators=every)
    actions.assign(
        actor=at.officer, of_set=at.set, units=at.grassroots, indicators=[asked], since=YEAR[0]
    )
    answers = {0: Given(numerator=Decimal(1)), 1: Given(numerator=Decimal(0)),
               3: Given(absent=True, note="Chưa đủ sáu tháng hoạt động.")}  # fmt: skip
    for number, answer in answers.items():
        head, report = at.heads[number], opened(at, number)
        given = {**figures(at), asked.pk: answer}
        actions.save_entries(actor=head, report=report, given=given)
        with period.standing_on(DAY):
            actions.send_report(actor=head, report=report)

    [cell] = queries.cells_of(at.union, [asked.pk], starts_on=YEAR[0], ends_on=YEAR[1])[asked.pk]
    assert (cell.met, cell.count, cell.absent) == (1, 2, 1)
    assert rules.value("share", cell) == 50
    assert actions.rebuild(actor=SYSTEM).written == 0


def test_without_its_engine_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(rollup, "import_module", missing)
    with pytest.raises(CommandError) as refused:
        call_command("rollup", check=True)
    assert str(refused.value) == (
        "Chưa cài phần tính tổng hợp: chạy «make rollup», hoặc dùng --rebuild."
    )


def test_a_condition_on_a_share_is_one_on_its_per_cent() -> None:
    at = sector()
    facts = {
        "name": "Công đoàn cơ sở thu đoàn phí từ 80 % trở lên", "counted_in": "%",
        "shape": "number", "adds": "share", "base": at.dues,
        "passes_relation": "at_least", "passes_low": Decimal(80),
    }  # fmt: skip
    share = actions.define(
        actor=at.officer, unit=at.union, code="DP.1", facts=facts, valid_from=YEAR[0]
    )
    with period.standing_on(DAY):
        for number, paid in enumerate((Decimal(45), Decimal(30))):
            report = opened(at, number)
            given = figures(at) | {at.dues.pk: Given(numerator=paid, denominator=Decimal(50))}
            actions.save_entries(actor=at.heads[number], report=report, given=given)
            actions.send_report(actor=at.heads[number], report=report)
    found = Summary.objects.get(unit=at.union, indicator=share)
    assert (found.count, found.met) == (2, 1)
    assert actions.rebuild(actor=SYSTEM).written == 0
