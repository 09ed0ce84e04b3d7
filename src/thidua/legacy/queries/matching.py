"""Whom a row of an old register means: one and exactly, or candidates for a person to choose."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from thidua.core.text import fold, nfc
from thidua.legacy import rules
from thidua.orgs.queries import people_ever_in

Kind = Literal["person", "unit"]
MOST = 5
BLOCK = 400


class Known(NamedTuple):
    """A person or a unit of the house, as names are compared."""

    kind: Kind
    key: int
    code: str
    name: str
    folded: str
    born_on: date | None
    # Folded names and codes of the units where a person is or was.
    units: frozenset[str]


class Candidate(NamedTuple):
    """Somebody who may be meant, and how alike, 0 to 100."""

    kind: Kind
    key: int
    score: int


@dataclass
class Found:
    """What matching found: exactly one, or candidates, the likeliest first."""

    exact: Known | None = None
    candidates: list[Candidate] = field(default_factory=list)


class House:
    """The people, also former ones, and the units of a unit, indexed by their names."""

    def __init__(self, unit: Any) -> None:
        self.root = unit
        units = list(
            type(unit).objects.filter(path__startswith=unit.path)
            .only("pk", "code", "name", "short_name", "valid_from", "valid_to")
        )  # fmt: skip
        self.units = {each.pk: each for each in units}
        self._by_code: dict[str, Known] = {}
        self._by_name: dict[tuple[Kind, str], list[Known]] = defaultdict(list)
        self._by_pair: dict[tuple[Kind, str], list[Known]] = defaultdict(list)
        self.unit_names: dict[str, list[int]] = defaultdict(list)
        for each in units:
            known = Known("unit", each.pk, each.code, each.name, fold(each.name), None, frozenset())
            self._add(known)
            for word in {fold(each.name), fold(each.short_name), fold(each.code)} - {""}:
                self.unit_names[word].append(each.pk)
        names = {pk: fold(each.name) for pk, each in self.units.items()}
        self._add_people(unit, names)

    def _add_people(self, unit: Any, names: Mapping[int, str]) -> None:
        rows = people_ever_in(unit).order_by().values_list(
            "pk", "code", "full_name", "born_on", "memberships__unit_id"
        )  # fmt: skip
        people: dict[int, tuple[str, str, date | None]] = {}
        places: dict[int, set[str]] = defaultdict(set)
        for pk, code, name, born_on, place in rows.iterator(chunk_size=5000):
            people[pk] = (code, name, born_on)
            if place in names:
                places[pk].add(names[place])
        for pk, (code, name, born_on) in people.items():
            known = Known("person", pk, code, name, fold(name), born_on, frozenset(places[pk]))
            self._add(known)

    def _add(self, known: Known) -> None:
        self._by_code[known.code.casefold()] = known
        self._by_name[known.kind, known.folded].append(known)
        for pair in rules.pairs(known.folded):
            self._by_pair[known.kind, pair].append(known)

    def find(self, values: Mapping[str, Any], kind: Kind) -> Found:
        """Whom a row means by its code, name, unit and birth."""
        name, folded = nfc(values["name"]), fold(values["name"])
        if (known := self._by_code.get((values.get("code") or "").casefold())) is not None:
            if known.folded == folded:
                return Found(exact=known)
            return Found(candidates=[Candidate(known.kind, known.key, 100)])
        alike = self._by_name.get((kind, folded), [])
        fitting = [each for each in alike if _fits(each, values)]
        told = [each for each in fitting if _agrees(each, values)] if len(fitting) > 1 else fitting
        if len(told) == 1 and told[0].name.casefold() == name.casefold():
            only = told[0]
            if len(alike) == 1 or _agrees(only, values):
                return Found(exact=only)
        return Found(candidates=self._likely(folded, kind, values))

    def _likely(self, folded: str, kind: Kind, values: Mapping[str, Any]) -> list[Candidate]:
        shared: dict[int, Known] = {}
        for pair in rules.pairs(folded):
            for each in self._by_pair.get((kind, pair), ())[:BLOCK]:
                shared[each.key] = each
        scored = [
            Candidate(kind, each.key, max(0, min(99, score)))
            for each in shared.values()
            if (alike := rules.likeness(folded, each.folded)) >= rules.ENOUGH
            for score in [alike + _bonus(each, values)]
        ]
        return sorted(scored, key=lambda each: (-each.score, each.key))[:MOST]

    def unit_called(self, text: str) -> Any:
        """The one unit with this name, short name or code; nothing where several or none."""
        keys = self.unit_names.get(fold(text), [])
        return self.units[keys[0]] if len(keys) == 1 else None


def _born(values: Mapping[str, Any]) -> tuple[int | None, date | None]:
    text = values.get("born") or ""
    return rules.year_in(text), rules.day_in(text)


def _fits(known: Known, values: Mapping[str, Any]) -> bool:
    """Nothing that is told speaks against it: neither the birth nor the unit."""
    year, day = _born(values)
    if known.born_on is not None and year is not None and known.born_on.year != year:
        return False
    if known.born_on is not None and day is not None and known.born_on != day:
        return False
    place = fold(values.get("unit") or "")
    return not (place and known.units) or _is_at(known, place)


def _is_at(known: Known, place: str) -> bool:
    return any(place == unit or unit in place or place in unit for unit in known.units)


def _agrees(known: Known, values: Mapping[str, Any]) -> bool:
    """Something that is told speaks for it."""
    year, _day = _born(values)
    place = fold(values.get("unit") or "")
    born = known.born_on is not None and known.born_on.year == year
    return born or bool(place and _is_at(known, place))


def _bonus(known: Known, values: Mapping[str, Any]) -> int:
    year, _day = _born(values)
    place = fold(values.get("unit") or "")
    score = 0
    if known.born_on is not None and year is not None:
        score += 6 if known.born_on.year == year else -12
    if place and known.units:
        score += 6 if _is_at(known, place) else -6
    return score
