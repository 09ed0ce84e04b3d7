"""What a unit took over from those in whose place it stands: worked out, never copied."""

from collections import defaultdict

from thidua.indicators import rules
from thidua.indicators.models import Summary
from thidua.indicators.queries.looking.looks import Frames, Inherited, Look
from thidua.indicators.states import Adds
from thidua.orgs.queries import took_over, units_by_pk

ADDITIVE = (Adds.SUM, Adds.RATIO)
"""What carries on; a mean, a count or a worst is said of units as they were."""


def inherited_by(look: Look, every: Frames) -> dict[int, list[Inherited]]:
    """By indicator, what the unit looked at took over by the end of these days.

    Split units leave nothing here, as nobody has said how they are parted. What stands below
    the unit is in its sums already.
    """
    rows = took_over(on=min(look.ends_on, look.on))
    if all(row.new_id != look.unit.pk for row in rows):
        return {}
    direct = {row.old_id: row for row in rows if row.new_id == look.unit.pk}
    old = {row.old_id for row in rows if not row.old.path.startswith(look.unit.path)}
    steps = [rules.Step(old=r.old_id, new=r.new_id or 0, on=r.on) for r in rows]
    own: dict[int, dict[int, rules.Cell]] = defaultdict(lambda: defaultdict(rules.Cell))
    frames = every.within(look)
    keys = [key for key, frame in frames.items() if frame.meaning.adds in ADDITIVE]
    for key in keys:
        own[key] = defaultdict(rules.Cell, dict.fromkeys(old, rules.Cell()))
    for row in Summary.objects.filter(
        unit__in=old, indicator__in=keys, starts_on__gte=look.starts_on, ends_on__lte=look.ends_on
    ):
        span = (row.starts_on, row.ends_on)
        if look.takes(row.kind, row.ownership) and span in frames[row.indicator_id].spans:
            own[row.indicator_id][row.unit_id] += row.cell
    units = units_by_pk(old)
    found = {}
    for key in keys:
        held = rules.carried(own[key], steps).get(look.unit.pk, {})
        found[key] = [
            Inherited(
                source=units[pk], since=direct[pk].on if pk in direct else None,
                kind=direct[pk].get_kind_display() if pk in direct else "", cell=cell,
            ) for pk, cell in held.items()
        ]  # fmt: skip
    return {key: those for key, those in found.items() if those}
