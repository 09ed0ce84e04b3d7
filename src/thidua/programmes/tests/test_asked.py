"""What is asked, offered and counted of tasks."""

import io
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.core.capability import ASKS, MINE, OFFERS, PERSONAL, Ask
from thidua.core.period import Period
from thidua.movements.measures import MEASURES, TABLES, measure
from thidua.movements.tests.factories import launched
from thidua.orgs.tests.factories import Hospital
from thidua.programmes.models import Programme
from thidua.programmes.states import Part, ProgrammeState, TaskState
from thidua.programmes.tests.factories import DUE, TODAY, launch, movement, programme, task
from thidua.programmes.tests.pages import LIST, as_

pytestmark = pytest.mark.django_db
SPAN = Period(TODAY.replace(day=1), TODAY.replace(day=31))


def at(name: str, *args: Any) -> str:
    return reverse(f"programmes:{name}", args=args)


def test_what_is_asked_of_whom(house: Hospital) -> None:
    first = task(house, person=house.member.person, title="Một", due_on=DUE.replace(day=20))
    for number in range(5):
        task(house, person=house.member.person, title=f"Sau {number}")
    asks = ASKS["programmes"](house.member, on=TODAY)
    title = movement(house).title
    assert asks[0] == Ask("Một", at("task", first.pk), DUE.replace(day=20), detail=title)
    assert asks[-1] == Ask("Và 1 việc khác", f"{LIST}?whose=mine", DUE, 1)
    assert len(asks) == 6
    task(house, state=TaskState.DONE)
    waiting = programme(house, ProgrammeState.SENT, rows=1)
    assert ASKS["programmes"](house.officer, on=TODAY) == [
        Ask("Xác nhận 1 việc đã xong", f"{LIST}?whose=confirm"),
        Ask(
            "Chấp thuận chương trình hành động của 1 đơn vị", at("movement", waiting.movement_id),
            detail=title,
        ),
    ]  # fmt: skip
    programme(house, ProgrammeState.RETURNED)
    Programme.objects.update(return_reason="Thiếu hạn.")
    assert ASKS["programmes"](house.head, on=TODAY) == [
        Ask(
            "Bổ sung chương trình hành động: Tổ công đoàn Nội", at("programme", waiting.pk),
            detail="Thiếu hạn.",
        )
    ]  # fmt: skip
    assert ASKS["programmes"](house.stranger, on=TODAY) == []


def test_ones_own_tasks_offers_and_personal_data(house: Hospital) -> None:
    made = task(house, person=house.member.person, state=TaskState.DONE)
    (section,) = MINE["programmes"](house.member, on=TODAY)
    assert [(row.title, str(row.state)) for row in section.rows] == [(made.title, "Chờ xác nhận")]
    offers = OFFERS["programmes"](house.member, made.movement, on=TODAY)
    assert [offer.url for offer in offers] == [at("movement", made.movement_id)]
    assert OFFERS["programmes"](house.stranger, made.movement, on=TODAY) == []
    assert OFFERS["programmes"](house.member, house.group, on=TODAY) == []
    kept = PERSONAL["programmes"](house.member.person)
    assert [len(rows) for rows in kept.values()] == [1, 1]


def test_the_measure_counts_confirmed_work_and_opens_its_list(house: Hospital) -> None:
    here = movement(house)
    for day in (14, 15, 16):
        task(house, state=TaskState.CONFIRMED, done_on=TODAY.replace(day=day))
    task(house, state=TaskState.DONE)
    task(house, state=TaskState.CONFIRMED, done_on=TODAY, movement=launched(house))
    span = Period(TODAY.replace(day=15), TODAY.replace(day=16))
    figures = [
        measure("programmes.done", here, unit, span) for unit in (house.union, house.other_group)
    ]
    assert [figure.value for figure in figures] == [2, 0]
    assert as_(house.officer).get(figures[0].url).context["total"] == 2
    log = MEASURES["programmes.done"].log
    assert log is not None
    logged = sorted(log([here.pk], span))
    assert [(row.path, row.day.day, row.number) for row in logged] == [
        (house.group.path, 15, 1), (house.group.path, 16, 1),
    ]  # fmt: skip


def test_the_table_counts_what_falls_due_and_opens_its_list(house: Hospital) -> None:
    here = movement(house)
    task(house, due_on=TODAY.replace(day=14))
    task(house, state=TaskState.CONFIRMED)
    task(house, unit=house.union, state=TaskState.DROPPED)
    task(house, due_on=TODAY.replace(month=11))
    task(house, Part.ACTION, programme=programme(house, ProgrammeState.DRAFT))
    table = TABLES["programmes.tasks"](here, SPAN)
    assert table.rows == [
        ("Công đoàn cơ sở Bệnh viện Quân y Sông Thao", 1, 0, 0, 0, 0, 1),
        ("Tổ công đoàn Nội", 2, 1, 0, 1, 1, 0),
    ]
    assert {len(row) for row in table.rows} == {len(table.columns)}
    opened = [as_(house.officer).get(url).context["total"] for url in table.urls]
    assert opened == [row[1] for row in table.rows]
    assert len(list(TABLES["programmes.tasks"](here, Period(SPAN.start)).rows)) == 2


def test_the_file_has_a_column_for_everything(house: Hospital) -> None:
    task(house, Part.COMMUNICATION, channel="bảng tin", person=house.member.person)
    answer = as_(house.officer).get(f"{LIST}?export=xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    cells = [[cell for cell in row if cell not in ("", None)] for row in sheet.to_python()]
    assert cells[-1] == [
        "Trồng hàng cây trước khoa", "Kế hoạch tuyên truyền", movement(house).title,
        "Tổ công đoàn Nội", house.member.full_name, DUE, "bảng tin", "Đang làm",
    ]  # fmt: skip
    assert launch(house).tasks.count() == 0
