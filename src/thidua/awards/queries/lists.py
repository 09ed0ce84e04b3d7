"""Lists of rounds, dossiers, decisions and honours, each cut to what the actor may see."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from thidua.awards import rules
from thidua.awards.models import Decision, Dossier, Honour, Rating, Round
from thidua.awards.queries.rising import passed_up_from, unchecked
from thidua.awards.states import DossierState, RatingLevel
from thidua.core import period
from thidua.core.models import TaskRun
from thidua.core.text import fold
from thidua.documents.sheets import Field, TableRefused, read_pasted
from thidua.documents.states import PaperState
from thidua.movements.queries import registrants_of
from thidua.orgs.queries import (
    members_of,
    person_of,
    units_below,
    units_in_reach,
    units_led,
    visible_people,
)
from thidua.orgs.states import Role

READERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)


def rounds_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Round]:
    """Rounds of units where one is officer, director or inspector."""
    units = units_in_reach(actor, READERS, on=on)
    return Round.objects.filter(unit__in=units.values("pk")).select_related("unit", "movement")


def visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Dossier]:
    """Dossiers of one's rounds, those passed up from them too; a head's own people; oneself."""
    return Dossier.objects.filter(
        Q(round__unit__in=units_in_reach(actor, READERS, on=on).values("pk"))
        | Q(pk__in=passed_up_from(units_in_reach(actor, READERS, on=on)))
        | _concerning(actor, on=on, home="home_unit")
    ).select_related("round__unit", "person", "unit", "home_unit")


def honours_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Honour]:
    """Honours of people and units where one is officer, director, inspector or head; one's own."""
    day = on or period.today()
    units = units_in_reach(actor, (*READERS, Role.HEAD), on=day)
    here = Q(person__memberships__unit__in=units.values("pk")) & _current("person__", day)
    read = units_in_reach(actor, READERS, on=day).values("pk")
    of_decision = Q(decision__round__unit__in=read) | Q(outside__unit__in=read)
    own = person_of(actor)
    mine = Q(person=own) if own is not None else Q(pk__in=[])
    return (
        Honour.objects.filter(here | Q(unit__in=units.values("pk")) | of_decision | mine)
        .distinct()
        .select_related("person", "unit", "letter", "decision")
    )


def decisions_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Decision]:
    """Decisions of units where one is officer, director or inspector."""
    units = units_in_reach(actor, READERS, on=on)
    return Decision.objects.filter(round__unit__in=units.values("pk")).select_related(
        "round__unit", "paper", "letters"
    )


def _concerning(actor: Any, *, on: date | None, home: str) -> Q:
    """Rows about people or units that the actor heads, and about the actor."""
    own = person_of(actor)
    if own is None or not actor.is_active:
        return Q(pk__in=[])
    day = on or period.today()
    units = units_in_reach(actor, (Role.HEAD,), on=day)
    members = visible_people(actor, on=day).filter(
        Q(memberships__unit__in=units.values("pk")) & _current("", day)
    )
    return (
        Q(person=own)
        | Q(person__in=members.values("pk"))
        | Q(unit__in=units.values("pk"))
        | Q(**{f"{home}__in": units.values("pk")})
    )


def _current(prefix: str, day: date) -> Q:
    """Memberships that hold on a day."""
    start, end = f"{prefix}memberships__valid_from__lte", f"{prefix}memberships__valid_to"
    return Q(**{start: day}) & (Q(**{end: None}) | Q(**{f"{end}__gte": day}))


def round_figures(round: Round) -> dict[str, int]:  # noqa: A002 # the clerk's word for it
    """How many dossiers stand in which state; states without any are left out."""
    rows = round.dossiers.values_list("state").annotate(n=Count("pk")).order_by()
    return dict(rows)


def undecided_awards(round: Round) -> list[tuple[str, int]]:  # noqa: A002 # as above
    """Awards with dossiers that the council recommends and no decision holds yet."""
    rows = round.dossiers.filter(state=DossierState.RECOMMENDED, decision=None, reserve=None)
    return sorted(Counter(rows.values_list("award", flat=True)).items())


def decision_by_id(key: int) -> Decision:
    """A decision with its paper and round."""
    return Decision.objects.select_related("paper", "round__unit", "letters").get(pk=key)


PRINTS = "prints"
"""The role of files of letters beside the first one: another sheet, or one by one."""


def issue_run_of(decision: Decision) -> TaskRun | None:
    """The newest run that issues the decision, with its progress."""
    runs = TaskRun.objects.filter(name="awards.issue", arguments__decision_id=decision.pk)
    return runs.order_by("-pk").first()


def honours_of_subject(dossier: Dossier) -> QuerySet[Honour]:
    """What the one proposed was given before and still holds, the newest first."""
    held = Honour.objects.filter(revoked_on=None).exclude(dossier=dossier)
    mine = held.filter(person=dossier.person) if dossier.person else held.filter(unit=dossier.unit)
    return mine.order_by("-year", "-decided_on", "-pk")


def ratings_of(unit: Any, year: int, *, on: date) -> QuerySet[Rating]:
    """Ratings of a year of the unit's people and of the units below it."""
    people = members_of(unit, on=on)
    return (
        Rating.objects.filter(year=year)
        .filter(Q(person__in=people.values("pk")) | Q(unit__path__startswith=unit.path))
        .select_related("person", "unit")
        .order_by("person__sort_key", "pk")
    )


def dossier_by_id(key: int) -> Dossier:
    """A dossier with its subject and round."""
    return Dossier.objects.select_related("person", "unit", "round__unit").get(pk=key)


def letters_of(decision: Decision) -> list[Any]:
    """The letters of a decision that stand, in the order of the golden book."""
    letter: Any = Honour._meta.get_field("letter").related_model
    return list(
        letter.objects.filter(honour__decision=decision, honour__revoked_on=None)
        .select_related("issuer__parent")
        .order_by("number")
    )


def round_of(pk: int) -> Round | None:
    """A round with its unit and movement."""
    return Round.objects.select_related("unit__parent", "movement").filter(pk=pk).first()


def round_or_404(pk: int) -> Round:
    """The same; raises `Http404` when there is none."""
    found = round_of(pk)
    if found is None:
        raise Http404
    return found


def dossier_of(pk: int) -> Dossier | None:
    """A dossier with everything its page names."""
    rows = Dossier.objects.select_related(
        "person", "unit", "home_unit", "round__unit__parent", "round__movement"
    )
    return rows.filter(pk=pk).first()


def decision_of(pk: int) -> Decision | None:
    """A decision with its paper and round."""
    rows = Decision.objects.select_related(
        "paper__issuer__parent", "round__unit__parent", "round__movement", "letters"
    )
    return rows.filter(pk=pk).first()


def honour_of(pk: int) -> Honour | None:
    return Honour.objects.select_related("person", "unit", "letter").filter(pk=pk).first()


def honour_from(dossier: Dossier) -> Honour | None:
    """What came of a dossier."""
    return Honour.objects.filter(dossier=dossier).select_related("letter").first()


def honours_by_dossier(decision: Decision) -> dict[int, Honour]:
    """What a decision brought, by dossier."""
    rows = Honour.objects.filter(decision=decision).select_related("letter")
    return {honour.dossier_id: honour for honour in rows if honour.dossier_id is not None}


def rounds_with_counts(actor: Any) -> QuerySet[Round]:
    """Visible rounds with the number of their dossiers."""
    living = Count("dossiers", filter=~Q(dossiers__state=DossierState.WITHDRAWN))
    return rounds_visible_to(actor).annotate(count=living)


def decisions_with_counts(actor: Any) -> QuerySet[Decision]:
    """Visible decisions with how many they honour."""
    return decisions_visible_to(actor).annotate(count=Count("dossiers"))


def decisions_of(round: Round) -> QuerySet[Decision]:  # noqa: A002 # the clerk's word for it
    return round.decisions.select_related("paper").order_by("pk")


def units_run_by(actor: Any, *, on: date | None = None) -> QuerySet[Any]:
    """Units in which the actor is officer, the highest first."""
    return units_in_reach(actor, (Role.OFFICER,), on=on).order_by("path")


def first_unit(actor: Any, *, on: date | None = None) -> Any:
    """The highest unit in which the actor holds a role that reads lists."""
    return units_in_reach(actor, (*READERS, Role.HEAD), on=on).order_by("path").first()


def considered_people(actor: Any, *, on: date) -> QuerySet[Any]:
    """People of the units where one is officer, director, inspector or head."""
    units = units_in_reach(actor, (*READERS, Role.HEAD), on=on)
    people = visible_people(actor, on=on).filter(erased_at=None, is_outside=False)
    return people.filter(Q(memberships__unit__in=units.values("pk")) & _current("", on)).distinct()


def submittable(round: Round, keys: Sequence[int] | None) -> list[Dossier]:  # noqa: A002 # as above
    """Dossiers still to be submitted, of `keys` where given, with everything judging reads."""
    rows = round.dossiers.filter(state__in=[DossierState.DRAFT, DossierState.RETURNED])
    return _picked(rows, keys)


def sendable(round: Round, keys: Sequence[int] | None) -> list[Dossier]:  # noqa: A002 # as above
    """Submitted dossiers, of `keys` where given."""
    rows = round.dossiers.filter(state=DossierState.SUBMITTED)
    return _picked(rows.exclude(pk__in=unchecked(round)), keys)


def _picked(rows: QuerySet[Dossier], keys: Sequence[int] | None) -> list[Dossier]:
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    return list(
        rows.select_related(
            "person", "unit", "home_unit", "round__unit", "round__movement"
        ).order_by("award", "person__sort_key", "unit__sort_key", "pk")
    )


def councils_for(round: Round, *, on: date) -> QuerySet[Any]:  # noqa: A002 # as above
    """The commendation councils of the round's unit and of the units above it."""
    above = [int(key) for key in round.unit.path.strip("/").split("/")]
    council: Any = round.unit.councils.model
    standing: QuerySet[Any] = council.objects.on(on).filter(unit__in=above, kind="commendation")
    return standing.order_by("-unit__path", "pk")


def proposable(
    round: Round, source: str, award: str, codes: str, *, on: date  # noqa: A002 # as above
) -> tuple[list[Any], list[str]]:  # fmt: skip
    """People and units named by a movement's registrations or by pasted codes; unknown codes."""
    if source in ("aiming", "registered") and round.movement is not None:
        found: list[Any] = [
            row.person
            for row in registrants_of(round.movement)
            if source == "registered" or award in row.awards
        ]
        return list(dict.fromkeys(found)), []
    given = [line.split("\t")[0].strip() for line in codes.splitlines()]
    wanted = [code for code in dict.fromkeys(given) if code]
    known = subjects_by_code(round.unit, wanted, on=on)
    return [known[c] for c in wanted if c in known], [c for c in wanted if c not in known]


def subjects_by_code(unit: Any, codes: Sequence[str], *, on: date) -> dict[str, Any]:
    """People and units of a unit's subtree by their codes."""
    people = members_of(unit, on=on).filter(code__in=codes)
    units = units_below(unit, on=on).filter(code__in=codes)
    found: list[Any] = [*units, *people]
    return {each.code: each for each in found}


def read_ratings(text: str, unit: Any, *, on: date) -> tuple[dict[Any, RatingLevel], list[str]]:
    """Pasted lines as ratings by subject, and what cannot be read, line by line."""
    columns = (
        Field(key="code", title=_("Mã"), required=True),
        Field(key="level", title=_("Mức xếp loại"), required=True),
    )
    try:
        sheet = read_pasted(text, columns)
    except TableRefused as refused:
        return {}, [str(refused)]
    problems = [str(error) for error in sheet.errors]
    known = subjects_by_code(unit, [str(row["code"]) for row in sheet.rows], on=on)
    levels: dict[Any, RatingLevel] = {}
    for row in sheet.rows:
        subject, level = known.get(str(row["code"])), rules.RATINGS.get(fold(str(row["level"])))
        if subject is None:
            problems.append(str(row.wrong(columns[0], _("không có mã này trong đơn vị"))))
        elif level is None:
            problems.append(str(row.wrong(columns[1], _("ghi HTXSNV, HTTNV, HTNV hoặc KHTNV"))))
        else:
            levels[subject] = RatingLevel(level)
    return levels, problems


def rounds_to_check(actor: Any, *, on: date) -> QuerySet[Any]:
    """Open rounds with drafts or submitted dossiers that the actor runs, and how many."""
    units = units_in_reach(actor, (Role.OFFICER,), on=on)
    waiting = Q(dossiers__state__in=[DossierState.DRAFT, DossierState.SUBMITTED])
    return (
        Round.objects.filter(unit__in=units.values("pk"))
        .annotate(count=Count("dossiers", filter=waiting))
        .filter(count__gt=0)
        .order_by("submit_by", "pk")
    )


def decisions_to_handle(actor: Any, *, on: date) -> QuerySet[Decision]:
    """Decisions that wait for the actor: to sign as director, to number and issue as officer."""
    signs = units_led(actor, on=on).values("pk")
    keeps = units_in_reach(actor, (Role.OFFICER,), on=on).values("pk")
    return (
        Decision.objects.filter(
            Q(paper__state=PaperState.FOR_SIGNATURE, round__unit__in=signs)
            | Q(
                paper__state__in=[PaperState.SIGNED, PaperState.NUMBERED],
                round__unit__in=keeps,
            )
        )
        .select_related("paper")
        .order_by("pk")
    )


def own_dossiers(actor: Any) -> QuerySet[Dossier]:
    """The dossiers on which the actor is proposed, the newest first."""
    rows = Dossier.objects.filter(person=person_of(actor), person__isnull=False)
    return rows.select_related("round").order_by("-pk")


def disclosable(round: Round) -> list[Dossier]:  # noqa: A002 # the clerk's word for it
    """Dossiers that were handed in and still stand, as a list in public shows them."""
    rows = round.dossiers.filter(
        state__in=[DossierState.SUBMITTED, DossierState.IN_COUNCIL, DossierState.RECOMMENDED]
    ).select_related("person", "unit", "home_unit")
    return list(rows.order_by("award", "person__sort_key", "unit__sort_key", "pk"))


def own_honours(actor: Any) -> QuerySet[Honour]:
    """What the actor was given, the newest first."""
    rows = Honour.objects.filter(person=person_of(actor), person__isnull=False)
    return rows.order_by("-decided_on", "-pk")


def holding_words(rows: QuerySet[Any], folded: str) -> QuerySet[Any]:
    """Rows whose person's or unit's name holds every word of a folded text."""
    for word in folded.split():
        rows = rows.filter(Q(person__folded__contains=word) | Q(unit__folded__contains=word))
    return rows.order_by("-pk")
