"""What care answers to the shell: offers, one's own, personal data, erasing; no search."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.care import actions, queries
from thidua.core.capability import ERASERS, MINE, OFFERS, PERSONAL, Offer, Own, Section
from thidua.core.merge import MERGES, Rows
from thidua.movements.outcomes import CLOSING, Ending
from thidua.orgs import queries as orgs
from thidua.ui import formats


@OFFERS.register("care")
def offers(actor: Any, subject: Any, *, on: date) -> list[Offer]:
    """Record care from the movement's page."""
    if subject._meta.label_lower != "movements.movement" or subject.state == "draft":
        return []
    if not queries.units_in_charge(actor, under=subject.unit).exists():
        return []
    return [Offer(_("Ghi chăm lo"), f"{reverse('care:create')}?phong-trao={subject.pk}")]


@MINE.register("care")
def mine(actor: Any, *, on: date) -> list[Section]:
    """What the actor was given."""
    person = orgs.person_of(actor)
    rows = [
        Own(
            record.occasion, reverse("care:record", args=[record.pk]), record.get_kind_display(),
            "pass", formats.day(record.given_on),
        )
        for record in (queries.of_person(person) if person is not None else [])
        if record.cancelled_at is None
    ]  # fmt: skip
    return [Section(_("Chăm lo tôi đã nhận"), rows)]


@PERSONAL.register("care")
def personal(person: Any) -> dict[str, Any]:
    """What the person was given and why."""
    return queries.kept_on(person)


@ERASERS.register("care")
def erase(actor: Any, person: Any) -> None:
    """Name and circumstances go with the person's file."""
    for record in queries.of_person(person):
        actions.erase_record(actor=actor, record=record)


MERGES.register("care")(Rows("care", CareRecord=gettext_lazy("lần chăm lo")))


@CLOSING.register("care")
def ends(movement: Any) -> list[Ending]:
    """What the end of a movement does to its care records."""
    return [Ending(_("lần chăm lo"), movement.care_records.count(), _("giữ nguyên"))]
