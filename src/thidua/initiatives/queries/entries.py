"""Entries: who reads which, who verifies, what counts in a movement, what is kept on people."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils.translation import gettext as _

from thidua.core import period
from thidua.core.text import fold
from thidua.documents import queries as documents
from thidua.initiatives.models import Author, Difficulty, Entry, Initiative
from thidua.initiatives.states import EntryState
from thidua.movements import queries as movements
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role, UnitKind
from thidua.ui import formats

AnEntry = TypeVar("AnEntry", bound=Entry)
OVERSEERS = frozenset({Role.HEAD, Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR})
VERIFIERS = (Role.HEAD, Role.OFFICER)
PHOTO = "photo"
MOST_OFFERED = 300
SENT = (EntryState.SUBMITTED, EntryState.RETURNED, EntryState.VERIFIED)
STANDING_NAME = "standing"
STANDING = (EntryState.SUBMITTED, EntryState.VERIFIED)
LIST_FIELDS = (
    "pk", "title", "state", "submitted_at", "benefit", "applied_on", "figure_name", "figure_unit",
    "figure_before", "figure_after", "unit__name", "recognition", "recognised_on",
    "recognition_number",
)  # fmt: skip
DIFFICULTY_FIELDS = (
    "pk", "title", "state", "submitted_at", "solved_on", "unit__name",
    "entered_by__full_name",
)  # fmt: skip


def _own(model: type[Entry], actor: Any) -> Q:
    """A condition on entries: those that `actor` entered or is an author of."""
    entered = Q(entered_by=actor.pk)
    if model is not Initiative:
        return entered
    person = orgs.person_of(actor)
    return entered | Q(pk__in=Author.objects.filter(person=person).values("initiative"))


def _under(paths: Iterable[str]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(unit__path__startswith=path)
    return condition


def _places(actor: Any, on: date) -> tuple[list[str], set[str]]:
    """The paths of one's own units, and of the hospitals (else the roots) above them."""
    above = (
        orgs.visible_units(actor, on=on)
        .filter(kind=UnitKind.HOSPITAL)
        .annotate(below=ExpressionWrapper(OuterRef("path"), CharField()))
        .filter(below__startswith=F("path"))
        .order_by("-path")
    )
    found = orgs.own_units(actor, on=on).annotate(hospital=Subquery(above.values("path")[:1]))
    pairs = list(found.values_list("path", "hospital"))
    return [path for path, _hospital in pairs], {
        hospital or f"/{path.split('/')[1]}/" for path, hospital in pairs
    }


def visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Initiative]:
    """Initiatives that a person may read, see `readable`."""
    return readable(actor, Initiative, on=on)


def readable(actor: Any, model: type[AnEntry], *, on: date | None = None) -> QuerySet[AnEntry]:
    """Entries that a person may read; no role and no unit, no rows.

    One's own always, drafts by nobody else; once sent, those of one's own units and of the
    subtrees that one leads or oversees; once verified, everything of one's hospital.
    """
    if orgs.person_of(actor) is None or not actor.is_active:
        return model._default_manager.none()
    day = on or period.today()
    own_paths, hospitals = _places(actor, day)
    overseen = {s.unit.path for s in orgs.standings(actor, on=day) if s.role in OVERSEERS}
    among_us = Q(unit__path__in=own_paths) | _under(overseen)
    return model._default_manager.filter(
        _own(model, actor)
        | (Q(state__in=SENT) & among_us)
        | (Q(state=EntryState.VERIFIED) & _under(hospitals))
    )


def own_entries(actor: Any, model: type[AnEntry]) -> QuerySet[AnEntry]:
    """What `actor` entered or is an author of, in every state."""
    if orgs.person_of(actor) is None:
        return model._default_manager.none()
    return model._default_manager.filter(_own(model, actor))


def listed_initiatives(actor: Any) -> QuerySet[Initiative, dict[str, Any]]:
    """Rows of the list, plain values: the authors in their order, and whether a head verifies."""
    names = Author.objects.filter(initiative=OuterRef("pk")).order_by("order", "pk")
    rows: QuerySet[Initiative, dict[str, Any]] = visible_to(actor).values(
        *LIST_FIELDS,
        author_names=ArraySubquery(names.values("person__full_name")),
        has_head=Exists(_free_grants(Initiative, period.today())),
    )
    return rows


def listed_difficulties(actor: Any) -> QuerySet[Difficulty, dict[str, Any]]:
    """Rows of the list of difficulties, plain values."""
    rows: QuerySet[Difficulty, dict[str, Any]] = readable(actor, Difficulty).values(
        *DIFFICULTY_FIELDS, has_head=Exists(_free_grants(Difficulty, period.today()))
    )
    return rows


def matching(rows: QuerySet[Any, Any], folded: str) -> QuerySet[Any, Any]:
    """Rows in whose texts or authors' names every folded word occurs."""
    for word in folded.split():
        found = Q(folded__contains=word)
        if rows.model is Initiative:
            found |= Q(
                pk__in=Author.objects.filter(person__folded__contains=word).values("initiative")
            )
        rows = rows.filter(found)
    return rows


def entry_for(actor: Any, model: type[AnEntry], key: int) -> AnEntry | None:
    """One entry with what its page names, if `actor` may read it."""
    found = readable(actor, model).filter(pk=key)
    named = ["unit", "movement", "entered_by", "verified_by"]
    return found.select_related(*named, *(["examined_by"] if model is Initiative else [])).first()


def authors_of(initiative: Initiative) -> QuerySet[Author]:
    """Authors with their shares, in the order in which they stand."""
    return initiative.authors.select_related("person").order_by("order", "pk")


def author_keys(entry: Entry) -> set[int]:
    """The people whose work an entry is; a difficulty is the work of who entered it."""
    if isinstance(entry, Initiative):
        return set(entry.authors.values_list("person_id", flat=True))
    person = orgs.person_of(entry.entered_by)
    return {person.pk} if person is not None else set()


def free_heads(entry: Entry, *, on: date) -> list[Any]:
    """The people who lead the entry's unit and are no authors of it."""
    held = orgs.grants_of(Role.HEAD, on=on).filter(unit=entry.unit_id)
    return [grant.person for grant in held.exclude(person__in=author_keys(entry))]


def awaiting(actor: Any, model: type[AnEntry], *, on: date) -> QuerySet[AnEntry]:
    """Sent entries that `actor` can verify today; the permit decides each in the end."""
    person = orgs.person_of(actor)
    if person is None or not actor.is_active:
        return model._default_manager.none()
    led, kept = Q(pk__in=[]), Q(pk__in=[])
    for standing in orgs.standings(actor, on=on):
        reach = Q(unit__path__startswith=standing.unit.path)
        if standing.principal is not None:
            reach &= ~_work_of(model, standing.principal)
        if standing.role == Role.HEAD:
            led |= reach
        elif standing.role == Role.OFFICER:
            kept |= reach
    return (
        model._default_manager.filter(state=EntryState.SUBMITTED)
        .exclude(_work_of(model, person))
        .filter(led | (kept & ~Exists(_free_grants(model, on))))
    )


def _work_of(model: type[Entry], person: Any) -> Q:
    if model is Initiative:
        return Q(pk__in=Author.objects.filter(person=person).values("initiative"))
    return Q(entered_by__person=person)


def _free_grants(model: type[Entry], on: date) -> QuerySet[Any]:
    """Grants that make somebody other than its authors head of the outer entry's unit."""
    held = orgs.grants_of(Role.HEAD, on=on).filter(unit=OuterRef("unit"))
    if model is Initiative:
        authors = Author.objects.filter(initiative=OuterRef(OuterRef("pk")))
        return held.exclude(person__in=authors.values("person"))
    return held.exclude(person__user=OuterRef("entered_by"))


def photos_of(initiative: Initiative) -> QuerySet[Any]:
    """Its photos, oldest first."""
    return documents.files_of(initiative, role=PHOTO)


def sent_within(span: period.Period) -> Q:
    """A condition on entries: sent on a day of the span, first and last included."""
    condition = Q(submitted_at__gte=period.start_of_day(span.start))
    if span.end is not None:
        condition &= Q(submitted_at__lt=period.start_of_day(span.end + timedelta(days=1)))
    return condition


def in_movement(model: type[AnEntry], movement: Any) -> QuerySet[AnEntry]:
    """Entries that stand (sent and not returned) and count towards a movement."""
    return model._default_manager.filter(
        movement__in=movements.counting_towards(movement), state__in=STANDING
    )


def submitted_of(person: Any, year: int) -> QuerySet[Initiative]:
    """Initiatives with a share of `person`, sent in the year and not returned."""
    sent = Initiative.objects.filter(sent_within(period.year(year)), state__in=STANDING)
    return sent.filter(authors__person=person).order_by("pk")


def verified_of(person: Any, year: int) -> QuerySet[Initiative]:
    """Those of `submitted_of` that the unit's head has verified; the year is the one of sending."""
    return submitted_of(person, year).filter(state=EntryState.VERIFIED)


def author_accounts(entry: Entry) -> list[int]:
    """The accounts of an initiative's authors; people without one are told by their head."""
    if not isinstance(entry, Initiative):
        return []
    found = entry.authors.filter(person__user__isnull=False)
    return list(found.values_list("person__user_id", flat=True))


def candidates(actor: Any, *, on: date) -> QuerySet[Any]:
    """People offered as authors: the members of one's own units, in list order.

    At most `MOST_OFFERED`; others are found by what is typed.
    """
    return orgs.members_of_all(orgs.own_units(actor, on=on), on=on)[:MOST_OFFERED]


def labels(people: Iterable[Any]) -> dict[int, str]:
    """How each of `people` is written: by name, and by staff code too where names are the same."""
    people = list(people)
    times = Counter(fold(person.full_name) for person in people)
    return {
        person.pk: person.full_name
        if times[fold(person.full_name)] == 1
        else f"{person.full_name} ({person.code})"
        for person in people
    }


def with_movement(movements: QuerySet[Any], key: int | None) -> QuerySet[Any]:
    """The movements on offer and the one that an entry already names."""
    every: QuerySet[Any] = movements.model._default_manager.filter(
        Q(pk__in=movements.order_by().values("pk")) | Q(pk=key)
    )
    return every.order_by("-starts_on", "pk")


def returned(actor: Any, model: type[AnEntry]) -> QuerySet[AnEntry]:
    """What was given back to `actor` and waits to be completed."""
    mine = own_entries(actor, model).filter(state=EntryState.RETURNED)
    return mine.select_related("movement").order_by("pk")


def initiative_by_key(key: int | str) -> Initiative | None:
    return Initiative.objects.filter(pk=key).first()


def kept_on(person: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything that stands here on one person, for export."""
    shares = person.authorships.order_by("pk").values(
        "initiative__title", "initiative__unit__name", "initiative__state",
        "initiative__submitted_at", "initiative__recognition", "initiative__recognised_on",
        "initiative__recognition_number", "share",
    )  # fmt: skip
    entered = {
        model._meta.model_name: list(
            model._default_manager.filter(entered_by__person=person)
            .order_by("pk")
            .values("title", "unit__name", "state", "created_at")
        )
        for model in (Initiative, Difficulty)
    }
    return {
        "authorships": list(shares),
        "initiatives_entered": entered["initiative"],
        "difficulties_entered": entered["difficulty"],
    }


def found(
    actor: Any, model: type[AnEntry], folded: str, *, limit: int
) -> list[tuple[int, str, str]]:
    """(number, title, unit) of readable entries that match, newest first."""
    rows = matching(readable(actor, model), folded).order_by("-submitted_at", "-pk")
    return list(rows.values_list("pk", "title", "unit__name")[:limit])


def with_authors(keys: Iterable[int]) -> list[Initiative]:
    """Initiatives with their unit and authors at hand."""
    rows = Initiative.objects.filter(pk__in=list(keys)).select_related("unit")
    return list(rows.prefetch_related("authors__person").order_by("pk"))


def results_of(initiative: Initiative) -> list[tuple[str, str]]:
    """What it brought: the figure before and after, and the effect in words."""
    told = []
    if initiative.figure_before is not None and initiative.figure_after is not None:
        before, after = (
            formats.number(figure) for figure in (initiative.figure_before, initiative.figure_after)
        )
        told.append((initiative.figure_name, f"{before} → {after} {initiative.figure_unit}"))
    return told + ([(_("Hiệu quả"), initiative.effect)] if initiative.effect else [])


def joint_authors(people: Iterable[int], others: Iterable[int]) -> list[tuple[int, int, str]]:
    """Pairs of `people` and `others` who are authors of one sent initiative, with its title."""
    these, those = set(people), set(others)
    theirs = Author.objects.filter(person__in=those).values("initiative")
    rows = Author.objects.filter(
        initiative__in=theirs, initiative__state__in=SENT, person__in=these | those
    ).order_by("initiative", "person")  # fmt: skip
    by_work: dict[tuple[int, str], list[int]] = {}
    for key, title, person in rows.values_list("initiative", "initiative__title", "person"):
        by_work.setdefault((key, title), []).append(person)
    return [
        (one, other, title)
        for (_key, title), authors in by_work.items()
        for one in authors if one in these
        for other in authors if other in those and other != one
    ]  # fmt: skip
