"""How figures spread over the units that report, read from their sums alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db.models import F

from thidua.indicators import judging
from thidua.indicators.models import Definition, Summary
from thidua.indicators.queries.looking import Seen
from thidua.indicators.states import Adds, Shape


def spread_of(seen: Seen) -> Mapping[int, Mapping[str, int]]:
    """How many reporting units stand where, by share or level, in the last period looked at."""
    wanted = {
        key: [*whole.periods][-1] for key, whole in seen.whole.items()
        if whole.periods and _spreads(whole.meaning)
    }  # fmt: skip
    if not wanted:
        return {}
    look = seen.look
    narrow = {"kind": look.kind} if look.kind else {}
    narrow |= {"ownership": look.ownership} if look.ownership else {}
    rows = Summary.objects.filter(
        unit__assignments__indicator=F("indicator"),
        unit__path__startswith=look.unit.path,
        indicator__in=wanted,
        ends_on__in={end for _start, end in wanted.values()},
        count=1,
        **narrow,
    ).values_list("unit", "indicator", "starts_on", "ends_on", "numerator", "denominator")
    found: dict[int, Counter[str]] = {key: Counter() for key in wanted}
    for _unit, key, start, end, numerator, denominator in rows.distinct():
        if (start, end) == wanted[key]:
            meaning = seen.whole[key].meaning
            found[key][_place(meaning, numerator, denominator)] += 1
    return {
        key: {name: found[key][name] for name in places_of(seen.whole[key].meaning)}
        for key in wanted
    }


def _spreads(meaning: Definition) -> bool:
    if meaning.is_derived:
        return False
    return meaning.adds == Adds.RATIO or meaning.shape == Shape.LEVEL


def places_of(meaning: Definition) -> Sequence[str]:
    """The levels of an indicator from the highest, or the bands of a share."""
    if meaning.shape == Shape.LEVEL:
        return [*reversed(meaning.levels)]
    return [band for _least, band in judging.BANDS]


def _place(meaning: Definition, numerator: Decimal, denominator: Decimal) -> str:
    if meaning.shape == Shape.LEVEL:
        return str(meaning.levels[int(numerator)])
    return judging.band(numerator, denominator)
