"""How many units are asked what: in each period by type, below each unit, and in all."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import F, Q

from thidua.indicators.models import Assignment, Report
from thidua.indicators.queries.looking.looks import Frame, Look, Span, Type
from thidua.indicators.states import COUNTED

ANYTHING = 0  # in place of an indicator: whatever is asked

# By unit right below (none: the unit itself), indicator and type: how many units are asked, when;
# a unit that has ended until its end.
ASKED = """
    WITH asked AS (
        SELECT key, a.unit_id,
            array_agg(DISTINCT concat_ws('|', a.since, least(a.until, u.valid_to))) AS spans
        FROM indicators_assignment a
        JOIN orgs_unit u ON u.id = a.unit_id
        JOIN indicators_indicatorset s ON s.id = a.set_id AND s.state <> 'draft'
        CROSS JOIN LATERAL (VALUES (a.indicator_id), (%(anything)s)) AS i(key)
        WHERE a.indicator_id = ANY(%(indicators)s)
        GROUP BY key, a.unit_id
    )
    SELECT split_part(substr(u.path, %(begin)s), '/', 1) AS child,
        substr(u.path, %(begin)s) LIKE '%%/_%%' AS is_deeper, key, u.kind, u.ownership, spans,
        count(*)
    FROM asked JOIN orgs_unit u ON u.id = asked.unit_id AND u.path LIKE %(below)s
    GROUP BY 1, 2, 3, 4, 5, 6
"""


class Asked:
    """How many units are asked what: in each period by type, below each unit, and in all.

    A unit is asked where its report says that it stood, else where it stands today.
    """

    def __init__(self, look: Look, frames: Mapping[int, Frame]) -> None:
        self.look = look
        self.spans = {frame.source: frame.spans for frame in frames.values()}
        self.by_slot: dict[tuple[int, Span, Type], int] = defaultdict(int)
        self.below: dict[tuple[int, int], int] = defaultdict(int)
        self.units: dict[int, int] = defaultdict(int)
        self.anything = 0
        self.types: set[Type] = set()
        self.children: set[int] = set()
        self.deep: set[int] = set()
        self.is_asked_itself = False
        self.covered = cache(self._covered)
        self._read()
        self._mend_places()

    def _covered(self, key: int, since: tuple[tuple[date, date | None], ...]) -> tuple[Span, ...]:
        return tuple(
            (start, end) for start, end in self.spans.get(key, ())
            if any(s <= end and (u is None or u >= start) for s, u in since)
        )  # fmt: skip

    def _read(self) -> None:
        path = self.look.unit.path
        given: dict[str, Any] = {
            "indicators": list(self.spans), "anything": ANYTHING, "begin": len(path) + 1,
            "below": f"{path}%",
        }  # fmt: skip
        flat: dict[tuple[int, Type, Any], int] = defaultdict(int)
        with connection.cursor() as cursor:
            cursor.execute(ASKED, given)
            for child, is_deeper, key, kind, ownership, told, many in cursor.fetchall():
                since = tuple(_days(each) for each in sorted(told))
                overlaps = any(
                    s <= self.look.ends_on and (u is None or u >= self.look.starts_on)
                    for s, u in since
                )
                if not overlaps:
                    continue
                self.types.add((kind, ownership))
                taken = self.look.takes(kind, ownership)
                if key == ANYTHING:
                    self.anything += many * taken
                    continue
                flat[key, (kind, ownership), since] += many
                self.units[key] += many * taken
                if not child:
                    self.is_asked_itself = True
                    continue
                self.children.add(int(child))
                if is_deeper:
                    self.deep.add(int(child))
                self.below[int(child), key] += many * taken * len(self.covered(key, since))
        for (key, of, since), many in flat.items():
            for span in self.covered(key, since):
                self.by_slot[key, span, of] += many

    def _mend_places(self) -> None:
        """Reports that say another place or type than today's are asked where they say."""
        look = self.look
        moved = list(
            Report.objects.filter(
                Q(path__startswith=look.unit.path) | Q(unit__path__startswith=look.unit.path),
                state__in=COUNTED, starts_on__gte=look.starts_on, ends_on__lte=look.ends_on,
            )
            .exclude(path=F("unit__path"), kind=F("unit__kind"), ownership=F("unit__ownership"))
            .values_list(
                "unit", "starts_on", "ends_on", "path", "kind", "ownership", "unit__path",
                "unit__kind", "unit__ownership",
            )
        )  # fmt: skip
        if not moved:
            return
        asked: dict[int, set[int]] = defaultdict(set)
        for unit, key in Assignment.objects.filter(
            unit__in={row[0] for row in moved}, indicator__in=list(self.spans)
        ).values_list("unit", "indicator"):  # fmt: skip
            asked[unit].add(key)
        for unit, starts_on, ends_on, path, kind, ownership, *now in moved:
            for key in asked[unit]:
                if (starts_on, ends_on) in self.spans[key]:
                    self._count(key, (starts_on, ends_on), now[0], (now[1], now[2]), -1)
                    self._count(key, (starts_on, ends_on), path, (kind, ownership), 1)

    def _count(self, key: int, span: Span, path: str, of: Type, sign: int) -> None:
        top = self.look.unit.path
        if not path.startswith(top):
            return
        self.types.add(of)
        self.by_slot[key, span, of] += sign
        child = path[len(top) :].split("/", maxsplit=1)[0]
        if child:
            self.children.add(int(child))
            self.below[int(child), key] += sign * self.look.takes(*of)


def _days(told: str) -> tuple[date, date | None]:
    since, _bar, until = told.partition("|")
    return date.fromisoformat(since), date.fromisoformat(until) if until else None
