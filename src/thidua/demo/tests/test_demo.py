"""The demo is told whole, through actions, and once."""

import io
import json
from datetime import date

import pytest
from django.core.management import call_command

from thidua.awards.models import Dossier, Honour
from thidua.core import audit, period
from thidua.initiatives.models import Difficulty, Initiative
from thidua.movements.models import Movement, Registration
from thidua.orgs.models import Person, Unit


def load() -> dict[str, object]:
    told = io.StringIO()
    call_command("demo", "--json", stdout=told)
    return json.loads(told.getvalue())


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2025, 11, 24), date(2026, 11, 23)])
def test_the_story_is_told_once_and_its_trail_holds(today: date) -> None:
    with period.standing_on(today):
        assert load()["loaded"] is True

        assert (Unit.objects.filter(kind="union_group").count(), Person.objects.count()) == (
            12,
            420,
        )
        movement = Movement.objects.get()
        assert movement.starts_on <= today <= movement.ends_on
        states = list(Registration.objects.order_by("state").values_list("state", flat=True))
        assert (states.count("approved"), states.count("submitted"), states.count("open")) == (
            10, 1, 1,
        )  # fmt: skip
        assert (Initiative.objects.count(), Difficulty.objects.count()) == (12, 4)
        assert Honour.objects.count() == 22
        assert Dossier.objects.filter(state="draft").count() == 25
        found = audit.verify()
        assert (found.holds, found.entries > 100) == (True, True)

        assert load()["loaded"] is False
        assert audit.verify().head == found.head
