"""Sums are worked out anew from entries, and only what differs is written."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from thidua.core.action import SYSTEM
from thidua.indicators import actions, rollup
from thidua.indicators.actions.rebuilding import Rebuilt
from thidua.indicators.models import Summary
from thidua.indicators.tests.factories import reported, sector

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
