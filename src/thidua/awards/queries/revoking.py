"""Honours taken back: which ones can be, what rested on them, and what is still open."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.awards import rules
from thidua.awards.models import (
    Decision,
    Dossier,
    Honour,
    Reconsideration,
    Recovery,
    Revocation,
)
from thidua.awards.queries.evidence import name_of
from thidua.awards.queries.lists import READERS
from thidua.documents.states import PaperState
from thidua.orgs.queries import members_of, units_in_reach, units_led
from thidua.orgs.states import Role


def revocable(decision: Decision) -> list[Honour]:
    """Honours of a decision that stand, and that no revocation on its way holds."""
    held = Recovery.objects.filter(revocation__decision=decision).values("honour")
    rows = decision.honours.filter(revoked_on=None).exclude(pk__in=held)
    return sorted(
        rows.select_related("person", "unit", "letter", "dossier__home_unit", "dossier__person"),
        key=lambda honour: (honour.person_id is not None, honour.subject.sort_key, honour.pk),
    )


def revocations_visible_to(actor: Any) -> QuerySet[Revocation]:
    """Of units where one is officer, director or inspector."""
    units = units_in_reach(actor, READERS)
    return Revocation.objects.filter(decision__round__unit__in=units.values("pk")).select_related(
        "paper", "decision__paper", "decision__round__unit"
    )


def revocations_with_counts(actor: Any) -> QuerySet[Revocation]:
    """The same with how many honours, how much to recover and how many later ones to look into."""
    rows = revocations_visible_to(actor)
    open_rows = Q(rows__artefact_on=None) | (Q(rows__prize_on=None) & ~Q(rows__honour__prize=0))
    return rows.annotate(
        count=Count("rows", distinct=True),
        to_recover=Count("rows", filter=open_rows, distinct=True),
        to_look=Count("rows__later", filter=Q(rows__later__closed_on=None), distinct=True),
    )


def revocation_of(pk: int) -> Revocation | None:
    rows = Revocation.objects.select_related(
        "paper__issuer__parent", "decision__paper", "decision__round__unit"
    )
    return rows.filter(pk=pk).first()


def rows_of(revocation: Revocation) -> list[Recovery]:
    """What it takes back, collectives first, then people by name."""
    rows = revocation.rows.select_related(
        "honour__person",
        "honour__unit",
        "honour__letter",
        "honour__dossier__home_unit",
        "honour__dossier__person",
    )
    return sorted(
        rows,
        key=lambda row: (row.honour.person_id is not None, row.honour.subject.sort_key, row.pk),
    )


def recovery_of(pk: int) -> Recovery | None:
    rows = Recovery.objects.select_related(
        "honour__person", "honour__unit", "revocation__decision__round__unit", "revocation__paper"
    )
    return rows.filter(pk=pk).first()


def reconsideration_of(pk: int) -> Reconsideration | None:
    rows = Reconsideration.objects.select_related(
        "honour__person", "honour__unit", "recovery__honour",
        "recovery__revocation__decision__round__unit",
    )  # fmt: skip
    return rows.filter(pk=pk).first()


def later_of(revocation: Revocation) -> list[Reconsideration]:
    """The later honours on review, open ones first."""
    rows = Reconsideration.objects.filter(recovery__revocation=revocation).select_related(
        "honour__person", "honour__unit", "recovery__honour__person", "recovery__honour__unit",
        "closed_by",
    )  # fmt: skip
    return sorted(rows, key=lambda row: (row.closed_on is not None, row.honour.subject.sort_key))


def revocations_to_handle(actor: Any) -> QuerySet[Revocation]:
    """What waits for the actor's signature, number, recovery or review."""
    of_officer = units_in_reach(actor, (Role.OFFICER,)).values("pk")
    of_director = units_led(actor).values("pk")
    mine = Q(decision__round__unit__in=of_officer)
    issued = Q(paper__state=PaperState.ISSUED)
    rows = revocations_with_counts(actor).filter(
        Q(paper__state=PaperState.FOR_SIGNATURE, decision__round__unit__in=of_director)
        | Q(mine, paper__state__in=[PaperState.DRAFT, PaperState.SIGNED])
        | Q(mine & issued, to_recover__gt=0)
        | Q(mine & issued, to_look__gt=0)
    )
    return rows.order_by("pk")


def resting_on(honour: Honour) -> list[Honour]:
    """Later honours whose frozen assessment rested on this one: the subject's own, and those of
    the collectives whose roster counted its title."""
    later = Honour.objects.filter(
        revoked_on=None, dossier__isnull=False, decided_on__gte=honour.decided_on
    ).exclude(pk=honour.pk)
    own = later.filter(person=honour.person) if honour.person else later.filter(unit=honour.unit)
    text = rules.honour_record(name_of(honour.award), honour.year)
    found = [
        each for each in own.select_related("dossier")
        if each.dossier is not None and text in set(records_in(each.dossier.assessment))
    ]  # fmt: skip
    if honour.person is not None and honour.award in rules.COUNTED_IN_ROSTERS:
        shared = later.filter(year=honour.year, unit__isnull=False)
        found += [
            each for each in shared.select_related("dossier", "unit")
            if each.dossier is not None and _counted(honour.person, each.dossier)
        ]  # fmt: skip
    return found


def _counted(person: Any, dossier: Dossier) -> bool:
    """Whether the assessment of a collective looked at a roster with this person on it."""
    prefix = rules.roster_record(str(dossier.unit), None)
    unit, on = dossier.unit, dossier.assessed_on
    if (
        unit is None
        or on is None
        or not any(text.startswith(prefix) for text in records_in(dossier.assessment))
    ):
        return False
    return members_of(unit, on=on).filter(pk=person.pk).exists()


def records_in(assessment: Any) -> Iterator[str]:
    """Every record named anywhere in a frozen assessment."""
    if isinstance(assessment, dict):
        for key, value in assessment.items():
            if key == "records" and isinstance(value, list):
                yield from (text for text in value if isinstance(text, str))
            else:
                yield from records_in(value)
    elif isinstance(assessment, list):
        for value in assessment:
            yield from records_in(value)
