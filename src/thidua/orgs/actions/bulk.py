"""Many rows of a checked sheet written in few statements."""

from datetime import date
from typing import Any

from thidua.accounts.actions import create_users
from thidua.orgs.actions.people import set_membership, set_position, update_person
from thidua.orgs.actions.units import create_unit, move_unit, update_unit
from thidua.orgs.imports import PLACES, Progress, silently, units_by_code
from thidua.orgs.models import Membership, Person, Position, Unit
from thidua.orgs.states import LeaderLevel, MembershipKind, Ownership

Line = dict[str, Any]
CHUNK = 1000
STEP = 100
FACTS = ("code", "full_name", "sex", "born_on", "phone", "email")


def take_units(
    actor: Any, rows: list[dict[str, Any]], under: Unit, on: date, progress: Progress = silently
) -> list[Line]:
    """Make or correct units, those above before those below; answers what became of each row."""
    own = {values["code"].casefold(): values for values in rows}
    known = units_by_code([*own, *(values["parent"] for values in rows if values["parent"])])
    lines: list[Line] = []
    done: set[str] = set()

    def take(code: str) -> None:
        if code in done:
            return
        done.add(code)
        values = own[code]
        above = values["parent"].casefold()
        if above in own:
            take(above)
        parent = known[above] if above else under
        facts = {
            name: values[name]
            for name in ("name", "short_name", "kind", "place", "managing_body")
            if values[name]
        }
        if values["ownership"]:
            facts["ownership"] = values["ownership"]
        unit = known.get(code)
        if unit is None:
            unit = create_unit(
                actor=actor, parent=parent, code=values["code"], line=values["line"],
                valid_from=values["since"] or on,
                **{"ownership": Ownership.PUBLIC, **facts},
            )  # fmt: skip
            what = "new"
        else:
            unit = Unit.objects.get(pk=unit.pk)
            what = "same"
            if any(getattr(unit, name) != value for name, value in facts.items()):
                unit, what = update_unit(actor=actor, unit=unit, facts=facts), "changed"
            if values["parent"] and unit.parent_id != parent.pk:
                unit, what = move_unit(actor=actor, unit=unit, parent=parent), "changed"
        known[code] = unit
        lines.append({"row": values["row"], "what": what, "unit": unit.pk})

    for number, code in enumerate(own, start=1):
        take(code)
        if number % STEP == 0:
            progress(number, len(own))
    return lines


def take_people(
    actor: Any, rows: list[dict[str, Any]], under: Unit, on: date, progress: Progress = silently
) -> list[Line]:
    """Make or correct people; an empty cell of somebody known leaves what is there."""
    units = units_by_code(values[name] for values in rows for name, _kind, _line in PLACES)
    by_code = {person.code.casefold(): person for person in Person.objects.filter(erased_at=None)}
    by_key = {person.pk: person for person in by_code.values()}
    fresh, known = [], []
    for values in rows:
        person = by_code.get(values["code"].casefold()) or by_key.get(values.get("same") or 0)
        if person is None:
            fresh.append(values)
        else:
            known.append((person, values))
    lines = _make(actor, fresh, units, on)
    progress(len(fresh), len(rows))
    lines += _correct(
        actor, known, units, on, lambda done, _known: progress(len(fresh) + done, len(rows))
    )
    return sorted(lines, key=lambda line: line["row"])


def _make(actor: Any, rows: list[dict[str, Any]], units: dict[str, Unit], on: date) -> list[Line]:
    users = create_users(actor=actor, people=rows)
    people = Person.objects.bulk_create(
        [
            Person(
                code=values["code"], full_name=values["full_name"], sex=values["sex"],
                born_on=values["born_on"], phone=values["phone"], email=values["email"], user=user,
            )
            for values, user in zip(rows, users, strict=True)
        ],
        batch_size=CHUNK,
    )  # fmt: skip
    memberships, positions = [], []
    for person, values in zip(people, rows, strict=True):
        since = values["since"] or on
        for name, kind, _line in PLACES:
            if values[name]:
                memberships.append(
                    Membership(
                        person=person, unit=units[values[name].casefold()], kind=kind,
                        valid_from=since,
                        contract=values["contract"] if kind == MembershipKind.HOME else "",
                    )
                )  # fmt: skip
        if values["position"]:
            positions.append(
                Position(
                    person=person, unit=units[values["unit"].casefold()],
                    title=values["position"], valid_from=since,
                    leader_level=LeaderLevel.DIRECT,
                )
            )  # fmt: skip
    Membership.objects.bulk_create(memberships, batch_size=CHUNK)
    Position.objects.bulk_create(positions, batch_size=CHUNK)
    return [
        {"row": values["row"], "what": "new", "person": person.pk}
        for person, values in zip(people, rows, strict=True)
    ]


def _correct(
    actor: Any, known: list[tuple[Person, dict[str, Any]]], units: dict[str, Unit], on: date,
    progress: Progress,
) -> list[Line]:  # fmt: skip
    """People who are here already, each by the action that a page would call."""
    keys = [person.pk for person, _values in known]
    open_rows = Membership.objects.filter(person__in=keys, valid_to=None)
    places = {(m.person_id, m.kind): m.unit_id for m in open_rows}
    held = Position.objects.filter(person__in=keys, valid_to=None)
    titles = {(p.person_id, p.unit_id, p.title) for p in held}
    lines = []
    for person, values in known:
        since, what = values["since"] or on, "same"
        facts = {name: values[name] or getattr(person, name) for name in FACTS}
        if any(getattr(person, name) != value for name, value in facts.items()):
            person, what = update_person(actor=actor, person=person, **facts), "changed"  # noqa: PLW2901 - the fresh row
        for name, kind, _line in PLACES:
            unit = units[values[name].casefold()] if values[name] else None
            if unit is not None and places.get((person.pk, kind)) != unit.pk:
                set_membership(
                    actor=actor, person=person, unit=unit, kind=kind, valid_from=since,
                    contract=values["contract"] if kind == MembershipKind.HOME else "",
                )  # fmt: skip
                what = "changed"
        home = units[values["unit"].casefold()]
        if values["position"] and (person.pk, home.pk, values["position"]) not in titles:
            set_position(
                actor=actor, person=person, unit=home, title=values["position"], valid_from=since
            )
            what = "changed"
        lines.append({"row": values["row"], "what": what, "person": person.pk})
        if len(lines) % STEP == 0:
            progress(len(lines), len(known))
    return lines
