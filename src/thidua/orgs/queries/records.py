"""What is kept of things and people: trails, sheets, and all that is held on one person."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from thidua.accounts.queries import names_of
from thidua.core import audit
from thidua.core.action import ACTIONS
from thidua.core.capability import PERSONAL, PRIVATE
from thidua.orgs.models import Import, Person
from thidua.orgs.queries.people import people_by_key
from thidua.orgs.queries.standing import person_of
from thidua.ui.components import TrailEntry


def trail_of(subject: Model) -> list[TrailEntry]:
    """Who did what to an object and when, oldest first, for people to read.

    Values are not told: personal ones are veiled in the trail, so pages say what was done.
    """
    entries = list(audit.entries_of(subject))
    names = names_of({entry.actor_id for entry in entries})
    principals = people_by_key({str(entry.facts.get("on_behalf_of", "")) for entry in entries})
    return [
        TrailEntry(
            at=entry.at,
            actor=names.get(entry.actor_id) or _("Hệ thống"),
            what=str(ACTIONS[entry.action].label) if entry.action in ACTIONS else entry.action,
            reason=str(entry.facts.get("reason", "")),
            acting_for=principals.get(str(entry.facts.get("on_behalf_of", "")), ""),
        )
        for entry in entries
    ]


def import_by_id(key: int) -> Import:
    """A sheet with the unit into which it goes."""
    return Import.objects.select_related("unit").get(pk=key)


def everything_of(person: Person, *, to: Any = None) -> dict[str, Any]:
    """All that every app keeps on one person, by app: for export (law 91/2025/QH15).

    What only its writer reads is handed over to the person alone.
    """
    found = {name: provider(person) for name, provider in PERSONAL}
    if person_of(to) != person:
        return found
    return found | {"private": {name: provider(person) for name, provider in PRIVATE}}
