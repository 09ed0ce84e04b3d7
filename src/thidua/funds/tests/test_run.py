"""One repeatable run: 124 collectives and 42 people issued twice are the same 166."""

from datetime import date

import pytest

from thidua.awards import tasks
from thidua.awards.models import Honour
from thidua.awards.tests.test_path import Silence
from thidua.documents.models import Paper
from thidua.funds import actions, queries
from thidua.funds.models import Item, Movement, Prize
from thidua.funds.tests.factories import DAY, decided, frames_of, scene
from thidua.notices.models import Notice
from thidua.orgs.models import Person, Unit
from thidua.orgs.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
# The situation's own year has no dated figures at hand; the shifted one has.
YEARS = [
    (date(2020, 4, 29), None, "Chưa có"),
    (DAY, 124 * 1_410_000 + 42 * 710_000, ""),
]


@pytest.mark.parametrize(("dated_on", "total", "note"), YEARS)
def test_166_recipients_issued_twice_are_the_same_166(
    dated_on: date, total: int | None, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whether letters print is shown elsewhere, with fewer of them.
    monkeypatch.setattr("thidua.certificates.papers.render", lambda _sheet, _letters: b"%PDF-1.7")
    at = scene()
    top = at.house.hospital
    units = [UnitFactory(name=f"Khoa số {n}", parent=top) for n in range(124)]
    people = [
        Person(code=f"CN{n:03d}", full_name=f"Người Số {n}", sort_key=f"{n:03d}") for n in range(42)
    ]
    people = Person.objects.bulk_create(people)
    frames_of(at, 160)
    decision = decided(at, "GK", [*units, *people], number=300, dated_on=dated_on)
    told: list[tuple[int, ...]] = []

    for _turn in range(2):
        progress = Silence()
        tasks.issue(progress, actor_id=at.house.officer.pk, decision_id=decision.pk)
        assert progress.told == [(0, 332), (166, 332), (332, 332)]
        honours = Honour.objects.filter(decision=decision)
        told.append(
            (
                honours.count(), Paper.objects.filter(kind="awards.letter").count(),
                Prize.objects.count(), Movement.objects.filter(cause="given").count(),
                Notice.objects.filter(kind__startswith="funds.").count(),
                Item.objects.get().balance,
            )
        )  # fmt: skip

    assert told == [(166, 166, 166, 160, 2, 0)] * 2
    assert (Unit.objects.filter(honours__isnull=False).count(), len(people)) == (124, 42)
    rows = queries.pay_list(decision, on=dated_on)
    if total is None:
        assert {row.verdict.value for row in rows} == {"unknown"}
        assert {row.prize.amount for row in rows} == {None}
        assert {str(row.reason)[: len(note)] for row in rows} == {note}
    else:
        assert sum(row.prize.amount or 0 for row in rows if row.is_payable) == total

    [need] = queries.needs_of(decision)
    assert (need.wanted, need.given, need.lacking) == (166, 160, 6)
    item = Item.objects.get()
    actions.take_in(
        actor=at.house.officer, item=item, cause="received", number=10, day=DAY, paper="PN 2",
        on=DAY,
    )  # fmt: skip
    tasks.issue(Silence(), actor_id=at.house.officer.pk, decision_id=decision.pk)
    assert Movement.objects.filter(cause="given").count() == 166
    assert Item.objects.get().balance == 4
