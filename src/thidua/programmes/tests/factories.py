"""Programmes, launch records and tasks for tests, on a movement that was launched."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.core import period
from thidua.movements.models import Movement
from thidua.movements.tests.factories import launched
from thidua.orgs.tests.factories import Hospital
from thidua.programmes import actions
from thidua.programmes.models import Launch, Programme, Task
from thidua.programmes.states import Part, ProgrammeState, TaskState

TODAY = date(2025, 10, 15)
DUE = date(2025, 10, 31)
LAUNCH = {
    "held_on": date(2025, 9, 1), "place": "Hội trường tầng 5",
    "presided_by": "Chủ tịch công đoàn cơ sở",
}  # fmt: skip


def movement(house: Hospital) -> Movement:
    """One movement of the house, made once."""
    return Movement.objects.filter(unit=house.union).first() or launched(house)


def task(house: Hospital, part: str = Part.WORK, **facts: Any) -> Task:
    """An open task of the first group; with `person` of that person."""
    here = facts.pop("movement", None) or movement(house)
    state = facts.get("state", TaskState.OPEN)
    if state in {TaskState.DONE, TaskState.CONFIRMED}:
        facts = {"done_on": TODAY, "done_by": house.member, **facts}
    if part == Part.ACTION and "programme" not in facts:
        facts["programme"] = programme(house, ProgrammeState.ACCEPTED)
    if part in {Part.DIRECTION, Part.COMMITMENT}:
        facts.setdefault("launch", launch(house))
    given = {"title": "Trồng hàng cây trước khoa", "unit": house.group, "due_on": DUE, **facts}
    return Task.objects.create(movement=here, part=part, **given)


def programme(house: Hospital, state: str = ProgrammeState.DRAFT, *, rows: int = 0) -> Programme:
    """The first group's programme in a state, sent by its head."""
    sent = state != ProgrammeState.DRAFT
    found, _made = Programme.objects.update_or_create(
        movement=movement(house), unit=house.group,
        defaults={
            "state": state, "sent_by": house.head if sent else None,
            "sent_at": period.now() if sent else None,
        },
    )  # fmt: skip
    for number in range(rows):
        Task.objects.create(
            movement=found.movement, part=Part.ACTION, programme=found, unit=found.unit,
            title=f"Việc {number}", due_on=DUE,
        )  # fmt: skip
    return found


def launch(house: Hospital) -> Launch:
    here = movement(house)
    found = Launch.objects.filter(movement=here).first()
    return found or actions.record_launch(
        actor=house.officer, movement=here, on=TODAY, facts=LAUNCH
    )


def paper(name: str = "bien-ban.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\nfake\n%%EOF", content_type="application/pdf")
