"""What the pages of this capability show, in a constant number of queries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from thidua.accounts.queries import accounts_in, names_of
from thidua.core import period
from thidua.core.models import SecurityEvent, TaskRun, reference
from thidua.core.text import fold
from thidua.orgs import queries
from thidua.orgs.models import (
    Deputation,
    Import,
    Membership,
    MovedDay,
    Person,
    Position,
    RoleGrant,
    Succession,
    Unit,
    UnitLink,
)
from thidua.orgs.states import FILE_READERS, LeaderLevel, MembershipKind, Role


def kept_units(actor: Any) -> QuerySet[Unit]:
    """Open units that `actor` administers."""
    return queries.units_in_reach(actor, [Role.ADMIN]).filter(valid_to=None)


def unit_by_key(pk: int) -> Unit | None:
    return Unit.objects.select_related("parent").filter(pk=pk).first()


@dataclass
class Branch:
    """A unit of the tree with what hangs below it."""

    unit: Unit
    members: int
    depth: int


def tree(actor: Any, *, line: str, on: date) -> list[Branch]:
    """The units of a line in force, each after the one above it, siblings in list order."""
    units = list(queries.visible_units(actor, on=on).order_by("sort_key", "pk"))
    counts = dict(
        Membership.objects.on(on).values_list("unit").annotate(Count("person", distinct=True))
    )
    below: dict[int | None, list[Unit]] = {}
    here = {unit.pk for unit in units}
    for unit in units:
        above = unit.parent_id if unit.parent_id in here else None
        below.setdefault(above, []).append(unit)
    found: list[Branch] = []

    def walk(above: int | None, depth: int) -> None:
        for unit in below.get(above, []):
            if unit.line == line:
                found.append(Branch(unit, counts.get(unit.pk, 0), depth))
            walk(unit.pk, depth + (unit.line == line))

    walk(None, 0)
    return found


def moved_days_of(unit: Unit) -> tuple[list[MovedDay], list[MovedDay]]:
    """What the unit itself says of its days, and what units above it say, newest first."""
    above = [int(part) for part in unit.path.split("/") if part]
    rows = MovedDay.objects.filter(unit__in=above, dropped_on=None).select_related("unit")
    found = list(rows.order_by(Coalesce("off", "worked").desc(), "pk"))
    own = [row for row in found if row.unit_id == unit.pk]
    return own, [row for row in found if row.unit_id != unit.pk]


def moved_day_by_key(pk: int) -> MovedDay | None:
    return MovedDay.objects.select_related("unit").filter(pk=pk).first()


def roles_on(unit: Unit, *, on: date) -> list[RoleGrant]:
    """Roles held on a unit today, with their deputies."""
    return list(
        RoleGrant.objects.on(on)
        .filter(unit=unit)
        .select_related("person")
        .prefetch_related("deputations__deputy")
        .order_by("role", "person__sort_key")
    )


def links_of(unit: Unit, *, on: date) -> list[tuple[UnitLink, Unit]]:
    """With whom of the other lines a unit stands today."""
    links = UnitLink.objects.on(on).filter(Q(unit=unit) | Q(counterpart=unit))
    return [
        (link, link.counterpart if link.unit_id == unit.pk else link.unit)
        for link in links.select_related("unit", "counterpart").order_by("valid_from", "pk")
    ]


def successions_of(unit: Unit) -> list[Succession]:
    rows = Succession.objects.filter(Q(old=unit) | Q(new=unit)).select_related("old", "new")
    return list(rows.order_by("on", "pk"))


def positions_in(unit: Unit, *, on: date) -> list[Position]:
    """The first twelve offices, leaders before others; the list of people has them all."""
    rows = Position.objects.on(on).filter(unit=unit).select_related("person")
    leads = Case(When(leader_level=LeaderLevel.DIRECT, then=1), default=0)
    return list(rows.order_by(leads, "leader_level", "person__sort_key", "pk")[:12])


def people_rows(actor: Any, *, on: date) -> QuerySet[Person]:
    """Visible people with their home unit, office and account: the list page's rows."""
    home = Membership.objects.on(on).filter(person=OuterRef("pk"), kind=MembershipKind.HOME)
    any_unit = Membership.objects.on(on).filter(person=OuterRef("pk")).order_by("kind")
    office = Position.objects.on(on).filter(person=OuterRef("pk")).order_by("-valid_from", "-pk")
    return (
        Person.objects.filter(pk__in=queries.visible_people(actor, on=on).values("pk"))
        .filter(erased_at=None)
        .select_related("user")
        .annotate(
            home_name=Subquery(home.values("unit__name")[:1]),
            home_path=Subquery(home.values("unit__path")[:1]),
            unit_name=Subquery(any_unit.values("unit__name")[:1]),
            unit_path=Subquery(any_unit.values("unit__path")[:1]),
            office=Subquery(office.values("title")[:1]),
        )
    )


def people_found(actor: Any, text: str, *, on: date) -> QuerySet[Any]:
    """Rows of the list whose name or code holds every word of `text`."""
    found = people_rows(actor, on=on)
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    return found.order_by("sort_key", "pk")


def opens_file(actor: Any) -> Callable[[Any], bool]:
    """Whether `actor` may open the file of a row of `people_rows`; asks once for all of them."""
    own = queries.person_of(actor)
    reach = [s.unit.path for s in queries.standings(actor) if s.role in FILE_READERS]

    def opens(row: Any) -> bool:
        if own is not None and row.pk == own.pk:
            return True
        return any((row.home_path or row.unit_path or "").startswith(path) for path in reach)

    return opens


def person_by_key(pk: int) -> Person | None:
    """The person with this number; for a file that was merged, the one that was kept."""
    found = Person.objects.select_related("user", "merged_into__user").filter(pk=pk).first()
    return (found.merged_into or found) if found else None


def kept_people(actor: Any) -> QuerySet[Person]:
    """People of the units that `actor` administers."""
    inside = Membership.objects.filter(unit__in=kept_units(actor).values("pk"))
    return Person.objects.filter(pk__in=inside.values("person"), erased_at=None)


def likely_twins(actor: Any, person: Person) -> list[Person]:
    """Kept people who may be the same: name and birthday, phone number or e-mail agree."""
    same = Q(pk__in=[])
    if person.born_on:
        same |= Q(full_name__iexact=person.full_name, born_on=person.born_on)
    if person.phone:
        same |= Q(phone=person.phone)
    if person.email:
        same |= Q(email__iexact=person.email)
    found = kept_people(actor).filter(same).exclude(pk=person.pk)
    return list(found.order_by("sort_key", "pk")[:10])


def memberships_of(person: Person) -> list[Membership]:
    rows = Membership.objects.filter(person=person).select_related("unit")
    return list(rows.order_by("-valid_from", "-pk"))


def positions_of(person: Person) -> list[Position]:
    rows = Position.objects.filter(person=person).select_related("unit")
    return list(rows.order_by("-valid_from", "-pk"))


def roles_of(person: Person) -> list[RoleGrant]:
    rows = RoleGrant.objects.filter(person=person).select_related("unit")
    return list(rows.order_by("-valid_from", "-pk"))


def deputations_of(person: Person) -> list[Deputation]:
    """Both ways: who acts for the person, and for whom the person acts."""
    rows = Deputation.objects.filter(Q(deputy=person) | Q(grant__person=person))
    return list(
        rows.select_related("grant__unit", "grant__person", "deputy").order_by("-valid_from")
    )


@dataclass(frozen=True)
class Opening:
    """Who opened or exported a personal file, and when."""

    at: Any
    who: str
    what: str


def openings_of(person: Person) -> list[Opening]:
    """The last hundred times that somebody else opened a personal file or exported its data."""
    kind, key = reference(person)
    kinds = [SecurityEvent.Kind.FILE_OPENED, SecurityEvent.Kind.EXPORTED]
    events = list(
        SecurityEvent.objects.filter(subject_type=kind, subject_id=key, kind__in=kinds).order_by(
            "-at"
        )[:100]
    )
    names = names_of({event.actor_id for event in events if event.actor_id})
    return [
        Opening(e.at, names.get(e.actor_id or 0, ""), str(SecurityEvent.Kind(e.kind).label))
        for e in events
    ]


def waiting_for_slips(unit: Unit, *, on: date) -> QuerySet[Person]:
    """People of a unit and below whose account nobody has opened yet."""
    people = queries.members_of(unit, on=on)
    return people.filter(user__in=accounts_in("waiting")).select_related("user")


def import_by_key(pk: int) -> Import | None:
    return Import.objects.select_related("unit").filter(pk=pk).first()


def imports_of(actor: Any, kind: str) -> QuerySet[Import]:
    """Sheets lately brought into the units that `actor` administers."""
    rows = Import.objects.filter(kind=kind, unit__in=kept_units(actor).values("pk"))
    return rows.select_related("unit", "created_by").order_by("-created_at")[:20]


def people_by_keys(keys: list[int]) -> dict[int, Person]:
    return {person.pk: person for person in Person.objects.filter(pk__in=keys)}


def run_by_key(pk: int) -> TaskRun | None:
    return TaskRun.objects.filter(pk=pk).first()


def run_of(imported: Import) -> TaskRun | None:
    """The background run that takes a sheet."""
    runs = TaskRun.objects.filter(name="orgs.import", arguments__import_id=imported.pk)
    return runs.order_by("-pk").first()


def sheet_of_people(unit: Unit, *, on: date) -> list[list[str]]:
    """The people of a unit as rows of the import sheet, so that it can be brought in again."""
    people = list(queries.members_of(unit, on=on))
    keys = [person.pk for person in people]
    places: dict[tuple[int, str], Membership] = {}
    for m in Membership.objects.on(on).filter(person__in=keys).select_related("unit"):
        places[m.person_id, m.kind] = m
    titles = {
        (p.person_id, p.unit_id): p.title for p in Position.objects.on(on).filter(person__in=keys)
    }
    rows = []
    for person in people:
        home = places.get((person.pk, MembershipKind.HOME))
        union = places.get((person.pk, MembershipKind.UNION))
        youth = places.get((person.pk, MembershipKind.YOUTH))
        rows.append(
            [
                person.code,
                person.full_name,
                person.get_sex_display() if person.sex else "",
                f"{person.born_on:%d/%m/%Y}" if person.born_on else "",
                person.phone,
                person.email,
                home.unit.code if home else "",
                home.get_contract_display() if home and home.contract else "",
                titles.get((person.pk, home.unit_id), "") if home else "",
                union.unit.code if union else "",
                youth.unit.code if youth else "",
                "",
            ]
        )
    return rows


def role_holders(*, on: date) -> list[Person]:
    """Everybody who holds a role or acts for a holder today, in list order."""
    holders = RoleGrant.objects.on(on).values("person")
    deputies = Deputation.objects.on(on).values("deputy")
    people = Person.objects.filter(Q(pk__in=holders) | Q(pk__in=deputies), user__is_active=True)
    return list(people.select_related("user").order_by("sort_key", "pk"))


def grant_by_key(pk: int) -> RoleGrant | None:
    return RoleGrant.objects.select_related("unit", "person").filter(pk=pk).first()


def deputation_by_key(pk: int) -> Deputation | None:
    rows = Deputation.objects.select_related("grant__unit", "grant__person", "deputy")
    return rows.filter(pk=pk).first()


def link_by_key(pk: int) -> UnitLink | None:
    return UnitLink.objects.select_related("unit", "counterpart").filter(pk=pk).first()


def position_by_key(pk: int) -> Position | None:
    return Position.objects.select_related("unit", "person__user").filter(pk=pk).first()


def suggested(unit: Unit) -> list[Person]:
    """The first people of a unit, offered where one of them is to be named."""
    return list(queries.members_of(unit, on=period.today())[:200])


def file_of(person: Person) -> dict[str, Any]:
    """Everything that this app keeps on a person, for export."""
    return {
        "person": {
            name: getattr(person, name)
            for name in ("code", "full_name", "sex", "born_on", "phone", "email")
        },
        "merged": list(person.merged.order_by("code").values_list("code", flat=True)),
        "memberships": [
            {"unit": str(m.unit), "kind": m.kind, "contract": m.contract, **_span(m)}
            for m in memberships_of(person)
        ],
        "positions": [
            {"unit": str(p.unit), "title": p.title, **_span(p)} for p in positions_of(person)
        ],
        "roles": [{"unit": str(r.unit), "role": r.role, **_span(r)} for r in roles_of(person)],
        "deputations": [
            {"deputy": str(d.deputy), "for": str(d.grant), "basis": d.basis, **_span(d)}
            for d in deputations_of(person)
        ],
        "openings": [{"at": o.at, "who": o.who, "what": o.what} for o in openings_of(person)],
    }


def _span(row: Any) -> dict[str, Any]:
    return {"from": row.valid_from, "to": row.valid_to}
