"""What the register holds already is found and asked about before anything is taken."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from thidua.awards.models import Honour, OutsideDecision
from thidua.awards.queries.outside import counts_of_decisions
from thidua.legacy import actions, queries
from thidua.legacy.models import Batch, Row
from thidua.legacy.tests.factories import checked, line
from thidua.orgs.tests.factories import Hospital, hospital, person_in

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 22)
NAMES = ("Trần Thị Ánh Nguyệt", "Lê Văn Bình", "Đỗ Thị Hạnh", "Vũ Minh Khang", "Bùi Thị Lan")


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())


def held(person: Any, **more: Any) -> Honour:
    facts = {
        "award": "LDTT", "year": 2018, "line": "government", "decision_reference": "12/QĐ-BV",
        "decided_on": date(2018, 11, 1), "decided_by": "Giám đốc",
    }  # fmt: skip
    return Honour.objects.create(**{"person": person, **facts, **more})


@pytest.fixture
def house() -> Hospital:
    found = hospital()
    people = [person_in(found.department, name=name) for name in NAMES]
    # By the year, by the number, the very same; the last has the same award of another year.
    held(people[0])
    held(people[1], year=2017, decision_reference="0215 / QĐ-BV")
    held(people[2], decision_reference="215/QĐ-BV", decided_on=date(2018, 12, 22))
    held(people[3], way="merit")
    held(people[4], year=2016)
    return found


def read(house: Hospital) -> Batch:
    return checked(house, *(line(name) for name in NAMES))


def states(batch: Batch) -> list[str]:
    return list(batch.rows.order_by("number").values_list("state", flat=True))


def answer(house: Hospital, batch: Batch, number: int, said: Any) -> None:
    key = batch.rows.order_by("number")[number].pk
    actions.answer_rows(actor=house.officer, batch=batch, rows=[key], answer=said)


def test_doubles_are_asked_about_answered_and_not_counted_twice(house: Hospital) -> None:
    batch = read(house)
    assert states(batch) == ["twin", "twin", "known", "twin", "ready"]
    assert (queries.takeable(batch).count(), queries.waiting(batch)) == (0, 1)
    Row.objects.filter(batch=batch).update(values={
        **batch.rows.order_by("number")[3].values, "achievement": "Trực đêm", "way": "ad_hoc",
    })  # fmt: skip
    for number, said in ((0, "another"), (1, "leave"), (3, "merge")):
        answer(house, batch, number, said)
    assert states(batch) == ["ready", "left", "known", "merge", "ready"]

    actions.take_batch(actor=house.officer, batch=batch, on=DAY)
    assert states(batch) == ["taken", "left", "known", "merged", "taken"]
    kept = Honour.objects.get(person__full_name=NAMES[3])
    # What it lacked is filled, what it says stays.
    assert (kept.achievement, kept.way, kept.decision_reference) == (
        "Trực đêm", "merit", "12/QĐ-BV",
    )  # fmt: skip
    (counted,) = counts_of_decisions([house.hospital])
    assert (counted.individuals, counted.stated) == (2, 2)
    assert Honour.objects.count() == 7

    batch = Batch.objects.get(pk=batch.pk)
    actions.undo_batch(actor=house.officer, batch=batch, reason="Nhập nhầm sổ")
    kept.refresh_from_db()
    assert (kept.achievement, kept.way, Honour.objects.count()) == ("", "merit", 5)
    assert not OutsideDecision.objects.exists()
    actions.check_batch(actor=house.officer, batch=Batch.objects.get(pk=batch.pk))
    assert states(batch) == ["ready", "left", "known", "merge", "ready"]
    answer(house, batch, 3, "again")
    assert states(batch)[3] == "twin"


def test_whom_an_answer_names_and_what_came_since_is_looked_up_too(house: Hospital) -> None:
    batch = checked(house, line("Tran Thi Anh Nguyet"), line(NAMES[4], reference="9/QĐ"))
    assert states(batch) == ["open", "ready"]
    answer(house, batch, 0, "first")
    assert states(batch) == ["twin", "ready"]
    person = batch.rows.order_by("number")[1].person
    held(person)
    actions.take_batch(actor=house.officer, batch=batch, on=DAY)
    assert (states(batch), Honour.objects.count()) == (["twin", "twin"], 6)


def test_the_pages_show_both_sides_and_take_many_answers(house: Hospital) -> None:
    batch = read(house)
    officer = Client()
    officer.force_login(house.officer, backend=settings.AUTHENTICATION_BACKENDS[0])
    row = batch.rows.order_by("number")[0]
    page = officer.get(reverse("legacy:row", args=[batch.pk, row.pk])).content.decode()
    assert "12/QĐ-BV" in page
    assert "Là khen thưởng khác: ghi thêm dòng này" in page
    assert (
        "Có thể ghi trùng" in officer.get(reverse("legacy:batch", args=[batch.pk])).content.decode()
    )
    sent = officer.post(reverse("legacy:row", args=[batch.pk, row.pk]), {"la": "merge"})
    rows = reverse("legacy:rows", args=[batch.pk])
    assert sent.headers["Location"] == f"{rows}?state=twin"
    picked = list(batch.rows.filter(state="twin").values_list("pk", flat=True))
    officer.post(rows, {"do": "another", "pick": picked, "confirm": "1"})
    assert states(batch) == ["merge", "ready", "known", "ready", "ready"]


def test_two_rows_of_one_file_are_compared_and_undone_as_one(house: Hospital) -> None:
    """The same award in the same year twice in one file: merged, left, taken as another."""
    name = NAMES[4]
    batch = checked(
        house, line(name), line(name, reference="9/QĐ"), line(name, reference="10/QĐ"),
        line(name, reference="11/QĐ"), line(name, year="2020", reference="12/QĐ"),
        line("Người Đã Nghỉ"), line("Người Đã Nghỉ", reference="9/QĐ"),
    )  # fmt: skip
    first = batch.rows.order_by("number")[0]
    assert states(batch) == ["ready", "twin", "twin", "twin", "ready", "open", "open"]
    assert set(batch.rows.filter(state="twin").values_list("same_as", flat=True)) == {first.pk}
    former = list(batch.rows.filter(state="open").values_list("pk", flat=True))
    actions.answer_rows(actor=house.officer, batch=batch, rows=former, answer="former")
    assert states(batch)[5:] == ["ready", "twin"]

    officer = Client()
    officer.force_login(house.officer, backend=settings.AUTHENTICATION_BACKENDS[0])
    asked = batch.rows.order_by("number")[1]
    page = officer.get(reverse("legacy:row", args=[batch.pk, asked.pk])).content.decode()
    assert f"Giống {first.sheet}, dòng {first.number} của tệp này" in page
    assert "215/QĐ-BV" in page

    Row.objects.filter(pk=asked.pk).update(values=asked.values | {"achievement": "Trực đêm"})
    for number, said in ((1, "merge"), (2, "leave"), (3, "another"), (6, "merge")):
        answer(house, batch, number, said)
    settled = ["ready", "merge", "left", "ready", "ready", "ready", "merge"]
    assert states(batch) == settled
    before = Honour.objects.count()
    actions.take_batch(actor=house.officer, batch=batch, on=DAY)
    assert states(batch) == ["taken", "merged", "left", "taken", "taken", "taken", "merged"]
    assert Honour.objects.count() == before + 4
    first.refresh_from_db()
    assert first.honour is not None
    assert (first.honour.achievement, first.honour.decision_reference) == ("Trực đêm", "215/QĐ-BV")

    batch = Batch.objects.get(pk=batch.pk)
    actions.undo_batch(actor=house.officer, batch=batch, reason="Nhập nhầm sổ")
    assert (states(batch), Honour.objects.count()) == (settled, before)
    # Read again, what was said of the two rows stays said; whom the first means is not.
    actions.check_batch(actor=house.officer, batch=Batch.objects.get(pk=batch.pk))
    assert states(batch)[:5] == settled[:5]
    answer(house, batch, 1, "again")
    assert states(batch)[1] == "twin"
