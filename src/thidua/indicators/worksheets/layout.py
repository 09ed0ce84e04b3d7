"""What stands where in the form: its columns, its sheets by type of unit, and its stamp."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.permit import Reason
from thidua.indicators import queries
from thidua.indicators.models import Definition, Entry, Report
from thidua.indicators.queries.computed import Computed
from thidua.indicators.queries.many import Asked, Slot
from thidua.orgs.states import Ownership, UnitKind

VERSION = 1
STAMP = "thidua"
MARK = "thidua.indicators"
# Titles are never translated in a file: what was handed out in one language comes back in another.
UNIT, NAME, CODE, WHAT, HOW, BEFORE, FIGURE, OF, ABSENT, NOTE, FAULT = range(11)
COLUMNS: tuple[tuple[str, int], ...] = (
    ("Mã đơn vị", 12), ("Đơn vị", 30), ("Mã chỉ tiêu", 12), ("Chỉ tiêu", 44),
    ("Cách ghi số liệu", 34), ("Kỳ trước", 20), ("Số liệu, tử số hoặc trả lời", 18),
    ("Mẫu số", 14), ("Không áp dụng", 16), ("Diễn giải", 40),
)  # fmt: skip
TITLES = tuple(title for title, _width in COLUMNS)
FAULTS = ("Lỗi", 60)
KEYS = (UNIT, CODE)
NOT_APPLICABLE = "Không áp dụng"
YES_NO = ("Có", "Không")

OLD: Reason = gettext_lazy(
    "%(why)s Tải mẫu mới ở trang «Báo cáo bằng Excel» của bộ chỉ tiêu, chép số liệu sang rồi nộp "
    "lại; chưa nhận gì từ tệp này."
)


@dataclass(frozen=True)
class Stamp:
    """What a form was made for, and what its indicators meant then."""

    set: int
    frequency: str
    starts_on: date
    # By the code that the form shows: the indicator, and the print of its meaning.
    meanings: Mapping[str, tuple[int, str]]

    @property
    def digest(self) -> str:
        facts = [
            VERSION, self.set, self.frequency, self.starts_on.isoformat(), TITLES,
            sorted(self.meanings.items()),
        ]  # fmt: skip
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Form:
    """All that a form of one slot is made from, for the units that the actor reports for."""

    slot: Slot
    units: Mapping[str, Any]  # by code, in the order of the tree
    asked: Mapping[int, Asked]
    reports: Mapping[int, Report]
    entries: Mapping[int, Mapping[int, Entry]]
    before: Mapping[int, Mapping[int, Entry]]
    # Whose figures may be shown before they are sent: one's own units.
    own: Collection[int] = ()
    codes: Mapping[int, str] = field(default_factory=dict)
    # What the product counts itself, by unit and indicator.
    computed: Mapping[int, Mapping[int, Computed]] = field(default_factory=dict)

    @property
    def stamp(self) -> Stamp:
        meanings = {
            self.codes[meaning.indicator_id]: (meaning.indicator_id, print_of(meaning))
            for those in self.asked.values() for _row, meaning in those
        }  # fmt: skip
        return Stamp(self.slot.set.pk, self.slot.frequency, self.slot.starts_on, meanings)

    def sheets(self) -> dict[str, list[Any]]:
        """The units of each sheet, by its name: one sheet for each type of unit."""
        found: dict[str, list[Any]] = defaultdict(list)
        for unit in self.units.values():
            if self.asked.get(unit.pk):
                found[sheet_name(unit)].append(unit)
        return dict(found)


def sheet_name(unit: Any) -> str:
    """«Công đoàn cơ sở công lập», within what a sheet may be called."""
    told = f"{UnitKind(unit.kind).label} {Ownership(unit.ownership).label}"
    told = "".join(each for each in told if each not in "[]:*?/\\'")
    return f"{told[:1].upper()}{told[1:31]}".strip()


def print_of(meaning: Definition) -> str:
    """What changes when figures of before would mean something else."""
    facts = [
        meaning.pk, meaning.shape, meaning.numerator, meaning.denominator, meaning.levels,
        meaning.counted_in, meaning.frequency,
    ]  # fmt: skip
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def form_of(slot: Slot, units: Sequence[Any], *, own: Collection[int] = ()) -> Form:
    """The form for some units, or to read a file by, in a constant number of questions."""
    keys = [unit.pk for unit in units]
    asked = queries.asked_of_units(slot, keys)
    reports = queries.reports_of_units(slot, keys)
    codes: dict[int, str] = {}
    taken: dict[str, int] = {}
    for key, code in sorted(
        {m.indicator_id: m.indicator.code for those in asked.values() for _row, m in those}.items()
    ):
        # Two libraries may use one code: the younger indicator gets its number beside it.
        codes[key] = code if taken.setdefault(code, key) == key else f"{code} ({key})"
    return Form(
        slot, {unit.code: unit for unit in units}, asked, reports,
        queries.entries_of_units(slot, keys, reports.values()),
        queries.before_of_units(slot, keys), own, codes, _computed(slot, units, asked),
    )  # fmt: skip


def _computed(
    slot: Slot, units: Sequence[Any], asked: Mapping[int, Asked]
) -> dict[int, dict[int, Computed]]:  # fmt: skip
    counted = {
        meaning.indicator_id: meaning for those in asked.values() for _row, meaning in those
        if queries.is_counted(meaning)
    }  # fmt: skip
    if not counted:
        return {}
    found = queries.computed(
        slot.set.movement, units, counted.values(), starts_on=slot.starts_on, ends_on=slot.ends_on
    )
    return {
        pk: {row.indicator_id: found[pk][row.indicator_id] for row, _meaning in those
             if row.indicator_id in counted} for pk, those in asked.items()
    }  # fmt: skip


def refused_for(why: str) -> str:
    return str(OLD) % {"why": why}


def differences(stamp: Stamp, now: Stamp) -> str:
    """Why a form can no longer be read as it was meant; empty where it can."""
    current = dict(now.meanings.values())
    changed = [code for code, (key, meant) in stamp.meanings.items()
               if key in current and current[key] != meant]  # fmt: skip
    if changed:
        return _("Chỉ tiêu %(codes)s đã đổi cách hiểu sau khi mẫu này được tải.") % {
            "codes": ", ".join(changed)
        }
    return ""
