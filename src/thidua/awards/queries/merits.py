"""Merits: who reads them, what rests on them, where they may go, and what they already brought."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.awards import rules
from thidua.awards.models import Dossier, Honour, Merit, Round
from thidua.awards.queries.evidence import name_of
from thidua.awards.queries.lists import visible_to
from thidua.awards.states import DossierState, RoundState
from thidua.core import period
from thidua.core.permit import Reason
from thidua.core.text import fold
from thidua.documents.queries import files_of
from thidua.legal import deciders_of
from thidua.legal.packs import packs
from thidua.legal.terms import Kind
from thidua.orgs.queries import run_above, units_in_reach
from thidua.orgs.states import Line, Role
from thidua.ui import formats

FILES = "evidence"
"""The role of evidence among the files of a merit."""

Grade = Literal["again", "beside", "likely"]


@dataclass(frozen=True)
class Repeat:
    """An earlier honour for what a dossier asks to praise.

    `again`: the same merit, line and level, so that going on takes a reason; `beside`: the same
    merit in another line, which is lawful and said; `likely`: much alike, to be looked at.
    """

    honour: Honour
    grade: Grade

    @property
    def decision(self) -> str:
        """The earlier decision: what it gave, its number, its day and its body."""
        return _("%(award)s theo Quyết định số %(number)s ngày %(day)s của %(body)s") % {
            "award": name_of(self.honour.award), "number": self.honour.decision_reference,
            "day": formats.day(self.honour.decided_on), "body": self.honour.decided_by,
        }  # fmt: skip

    @property
    def told(self) -> Reason:
        words = {
            "again": _("Thành tích này đã được khen cùng hệ, cùng cấp: %(decision)s."),
            "beside": _("Thành tích này đã được khen ở hệ %(line)s: %(decision)s."),
            "likely": _("Có thể trùng với thành tích đã được khen: %(decision)s."),
        }
        line = Line(self.honour.line).label if self.honour.line in Line else self.honour.line
        return words[self.grade] % {"decision": self.decision, "line": line}


def repeats_of(dossiers: Sequence[Dossier]) -> dict[int, list[Repeat]]:
    """By dossier, what has been given for the same merit or for one much alike; one query.

    One achievement brings one award of a form in a line; a title beside a form is lawful
    (law 06/2022, article 5; decree 152/2025, article 49, clause 7).
    """
    if not dossiers:
        return {}
    years = {dossier.round.year for dossier in dossiers}
    people = [dossier.person_id for dossier in dossiers if dossier.person_id]
    units = [dossier.unit_id for dossier in dossiers if dossier.unit_id]
    concerned = Q(merit__in=[dossier.merit_id for dossier in dossiers if dossier.merit_id]) | Q(
        Q(person__in=people) | Q(unit__in=units), year__in=years
    )
    by_subject: dict[tuple[int | None, int | None], list[Honour]] = defaultdict(list)
    held = Honour.objects.filter(concerned, revoked_on=None).select_related(
        "decision__round__unit", "outside"
    )
    for honour in held.order_by("-decided_on", "-pk"):
        by_subject[honour.person_id, honour.unit_id].append(honour)
    found: dict[int, list[Repeat]] = {}
    for dossier in dossiers:
        graded = [
            Repeat(honour, grade)
            for honour in by_subject[dossier.person_id, dossier.unit_id]
            if honour.dossier_id != dossier.pk and (grade := _grade(dossier, honour)) is not None
        ]
        if graded:
            found[dossier.pk] = graded
    return found


def _grade(dossier: Dossier, honour: Honour) -> Grade | None:
    is_same_form = honour.award == dossier.award
    kinds = {_kind(honour.award), _kind(dossier.award)}
    if len(kinds) > 1 or (kinds == {Kind.TITLE} and not is_same_form):
        return None
    level = level_of_round(dossier.round, dossier.award)
    is_same_level = bool(level) and level == level_of_honour(honour)
    if not (is_same_form or is_same_level):
        return None
    if dossier.merit_id is not None and honour.merit_id == dossier.merit_id:
        return "again" if honour.line == dossier.round.unit.line else "beside"
    is_alike = honour.year == dossier.round.year and (
        _is_of_movement(dossier, honour)
        or rules.alike(fold(honour.achievement), fold(dossier.achievement))
    )
    return "likely" if is_alike else None


def _is_of_movement(dossier: Dossier, honour: Honour) -> bool:
    movement = dossier.round.movement_id
    given = honour.decision.round.movement_id if honour.decision else None
    if honour.outside is not None:
        given = honour.outside.movement_id
    return movement is not None and given == movement


def _kind(award: str) -> Kind:
    pack = packs().get(award)
    return pack.kind if pack else Kind.COMMENDATION


def level_of_round(round: Round, award: str, on: date | None = None) -> str:  # noqa: A002 # the clerk's word for it
    """How high the body stands that decides an award of the round; empty where nobody knows."""
    deciders = deciders_of(award, on or period.today())
    return rules.level_of(round.unit.kind, [each.level for each in deciders])


def level_of_honour(honour: Honour) -> str:
    """As frozen at issuing; for older rows as their decision tells it."""
    if honour.level:
        return honour.level
    if honour.outside is not None:
        return honour.outside.level
    if honour.decision is not None:
        return level_of_round(honour.decision.round, honour.award, honour.decided_on)
    return ""


def merit_of(pk: int) -> Merit | None:
    return Merit.objects.select_related("person", "unit").filter(pk=pk).first()


def resting_on_merit(merit: Merit) -> list[Dossier]:
    """The dossiers of every line that rest on a merit, oldest first."""
    rows = merit.dossiers.exclude(state=DossierState.WITHDRAWN)
    return list(
        rows.select_related(
            "person", "unit", "home_unit", "round__unit__parent", "round__movement"
        ).order_by("pk")
    )


def seen_among(actor: Any, dossiers: Sequence[Dossier]) -> set[int]:
    """Those of the dossiers that the actor may open."""
    keys = [dossier.pk for dossier in dossiers]
    return set(visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))


def was_offered(actor: Any, merit: Merit) -> bool:
    """Whether a merit was handed over to a unit where the actor is officer."""
    units = units_in_reach(actor, (Role.OFFICER,))
    return merit.offers.filter(unit__in=units.values("pk")).exists()


def offers_of(merit: Merit) -> QuerySet[Any]:
    return merit.offers.select_related("unit").order_by("pk")


def evidence_files(merit: Merit) -> QuerySet[Any]:
    return files_of(merit, role=FILES)


def honours_for(merit: Merit) -> list[Honour]:
    """What the merit has brought, the newest first."""
    rows = merit.honours.select_related("person", "unit", "decision__round__unit", "outside")
    return list(rows.filter(revoked_on=None).order_by("-decided_on", "-pk"))


def rounds_for_merit(actor: Any, merit: Merit) -> QuerySet[Round]:
    """Open rounds that the actor runs as officer, where nothing rests on the merit yet."""
    units = units_in_reach(actor, (Role.OFFICER,))
    taken = merit.dossiers.exclude(state=DossierState.WITHDRAWN).values("round")
    rows = Round.objects.filter(state=RoundState.OPEN, unit__in=units.values("pk"))
    return rows.exclude(pk__in=taken).select_related("unit").order_by("-year", "-pk")


def receivers_of(merit: Merit, *, on: date) -> list[Any]:
    """Units of other lines with an officer of their own around the one who earned it."""
    known = {dossier.round.unit.line for dossier in resting_on_merit(merit)}
    around = run_above(merit.subject, on=on)
    return [unit for unit in around if unit.line not in known]


def dossiers_waiting(merit: Merit) -> list[Dossier]:
    """Those that still take their text from the merit."""
    return list(
        merit.dossiers.filter(state__in=[DossierState.DRAFT, DossierState.RETURNED]).order_by("pk")
    )


def sisters_of(dossier: Dossier) -> list[Dossier]:
    """The other dossiers that rest on the same merit."""
    if dossier.merit is None:
        return []
    return [each for each in resting_on_merit(dossier.merit) if each.pk != dossier.pk]


def warned(dossiers: Sequence[Dossier]) -> Mapping[int, list[Reason]]:
    """What to say of each dossier before it goes on."""
    return {key: [each.told for each in found] for key, found in repeats_of(dossiers).items()}
