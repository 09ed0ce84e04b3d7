"""A conference over the invented hospital, with honours in its years."""

from datetime import date
from typing import Any

from thidua.awards.models import Honour
from thidua.conferences import actions
from thidua.conferences.models import Conference, Nomination
from thidua.orgs.models import Person, Unit
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, grant

DAY = date(2026, 3, 10)
FACTS: dict[str, Any] = {
    "name": "Hội nghị điển hình tiên tiến giai đoạn 2021 - 2025", "first_year": 2021,
    "last_year": 2025, "held_on": date(2026, 5, 19), "place": "Hội trường A",
    "awards": ["GK", "CSTDCS"], "least_of_people": 2, "least_of_units": 2,
}  # fmt: skip


def person(house: Hospital, name: str = "member") -> Person:
    return Person.objects.get(user=getattr(house, name))


def honoured(subject: Any, *years: int, award: str = "GK", **more: Any) -> None:
    """An honour in each of the years."""
    for year in years:
        Honour.objects.create(
            person=subject if isinstance(subject, Person) else None,
            unit=subject if isinstance(subject, Unit) else None, award=award, year=year,
            line="government", decision_reference=f"{year}/QĐ-BV",
            decided_on=date(year, 12, 20), decided_by="Giám đốc", **more,
        )  # fmt: skip


def conference_of(house: Hospital, *, is_open: bool = True) -> Conference:
    """Of the union, whose chair heads the hospital too, with nominations open."""
    grant(house.director.person, house.union, Role.DIRECTOR)
    made = actions.create_conference(actor=house.officer, unit=house.union, facts=FACTS)
    if is_open:
        actions.open_nominations(actor=house.officer, conference=made, on=DAY)
    return Conference.objects.get(pk=made.pk)


def nominated(house: Hospital, conference: Conference, name: str = "member") -> Nomination:
    """By the head of the group, with enough honours."""
    who = person(house, name)
    honoured(who, 2023, 2024)
    return actions.nominate(
        actor=house.head, conference=conference, unit=house.group, subject=who,
        reason="Cứu người bệnh giữa ca đêm", on=DAY,
    )  # fmt: skip
