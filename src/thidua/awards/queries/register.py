"""The register of honours of one person, of one unit through its predecessors, and its doubles."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.awards import rules
from thidua.awards.models import Honour, MergedHonour
from thidua.awards.queries.lists import READERS
from thidua.orgs.queries import people_ever_in, successions, units_in_reach
from thidua.orgs.states import Role

SHOWN = 200


def units_read_by(actor: Any) -> QuerySet[Any]:
    """Units in which one is officer, director or inspector, the highest first."""
    return units_in_reach(actor, READERS).order_by("path")


def honours_of_person(person: Any) -> list[Honour]:
    """Everything that is on record of a person, revoked entries among it, the newest first."""
    rows = Honour.objects.filter(person=person).select_related("letter")
    return list(rows.order_by("-decided_on", "-pk"))


def honours_of_unit(unit: Any) -> tuple[list[Honour], list[tuple[Any, list[Honour]]]]:
    """A unit's own honours, and those of each unit in whose place it stands; each entry once."""
    before = rules.lineage(successions(), unit.pk)
    rows = Honour.objects.filter(unit__in=[unit.pk, *before]).select_related("unit", "letter")
    own: list[Honour] = []
    inherited: dict[Any, list[Honour]] = defaultdict(list)
    for row in rows.order_by("-decided_on", "-pk"):
        (own if row.unit_id == unit.pk else inherited[row.unit]).append(row)
    return own, sorted(inherited.items(), key=lambda pair: pair[0].sort_key)


def _kept_by(actor: Any) -> Q:
    """Entries of the people, also former ones, and of the units whose officer one is."""
    within = units_in_reach(actor, (Role.OFFICER,)).values("pk")
    return Q(person__memberships__unit__in=within) | Q(unit__in=within)


def twins_of(actor: Any) -> list[list[Honour]]:
    """Entries of one subject, award and year that may be one honour entered twice, side by side."""
    rows = Honour.objects.filter(_kept_by(actor), revoked_on=None)
    groups = (
        rows.order_by().values("person", "unit", "award", "year")
        .annotate(count=Count("pk", distinct=True)).filter(count__gt=1)[:SHOWN]
    )  # fmt: skip
    found: dict[tuple[Any, ...], list[Honour]] = {
        (each["person"], each["unit"], each["award"], each["year"]): [] for each in groups
    }
    if not found:
        return []
    alike = Honour.objects.filter(revoked_on=None).filter(
        Q(person__in=[key[0] for key in found if key[0]])
        | Q(unit__in=[key[1] for key in found if key[1]])
    )
    for row in alike.select_related("person", "unit", "outside").order_by("decided_on", "pk"):
        key = (row.person_id, row.unit_id, row.award, row.year)
        if key in found:
            found[key].append(row)
    return sorted(found.values(), key=lambda group: (group[0].subject.sort_key, group[0].year))


def mergers_by(actor: Any) -> QuerySet[MergedHonour]:
    """What was merged among the entries that one keeps and can be taken apart again."""
    kept = Honour.objects.filter(_kept_by(actor)).values("pk")
    rows = MergedHonour.objects.filter(kept__in=kept, undone_at=None)
    return rows.select_related("kept__person", "kept__unit", "merged_by").order_by("-pk")[:SHOWN]


def merger_of(pk: int) -> MergedHonour | None:
    return MergedHonour.objects.select_related("kept__person", "kept__unit").filter(pk=pk).first()


def issuers_in(rows: QuerySet[Honour]) -> list[str]:
    """Who decided, among `rows`, by name."""
    return sorted(rows.order_by().values_list("decided_by", flat=True).distinct())


def people_kept(actor: Any) -> list[Any]:
    """Whoever is or was in the highest unit of which one is officer."""
    top = units_in_reach(actor, (Role.OFFICER,)).order_by("path").first()
    return list(people_ever_in(top)) if top else []


def entries_of_house(unit: Any) -> dict[tuple[Any, ...], int]:
    """Keys of the entries of everybody who is or was in a unit and of its units, by what makes
    them the same: person, unit, award, year, number as any clerk would write it, day."""
    people = people_ever_in(unit).values("pk")
    rows = Honour.objects.filter(Q(person__in=people) | Q(unit__path__startswith=unit.path))
    bare: dict[str, str] = {}
    found: dict[tuple[Any, ...], int] = {}
    for key, person, place, award, year, reference, day in rows.order_by("pk").values_list(
        "pk", "person_id", "unit_id", "award", "year", "decision_reference", "decided_on"
    ):
        if reference not in bare:
            bare[reference] = rules.bare_reference(reference)
        found.setdefault((person, place, award, year, bare[reference], day.isoformat()), key)
    return found
