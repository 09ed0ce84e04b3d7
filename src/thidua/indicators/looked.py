"""Sums in words, the same for page, print and worksheet: figure, target, what is missing, when."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.permit import Reason
from thidua.indicators import judging, queries, rules
from thidua.indicators.models import Definition, Target
from thidua.indicators.queries.looking import Inherited, Look, Seen, Sum, Whole
from thidua.indicators.states import Adds, Reach, Shape
from thidua.indicators.wording import goal_told, target_told
from thidua.ui.components import Tone
from thidua.ui.formats import day, number

VERDICTS: dict[judging.Verdict, tuple[Tone, Reason]] = {
    "met": ("pass", gettext_lazy("Đạt")),
    "unmet": ("fail", gettext_lazy("Chưa đạt")),
    "met_so_far": ("hold", gettext_lazy("Tạm đạt")),
    "unmet_so_far": ("hold", gettext_lazy("Đến nay chưa đạt")),
    "missing": ("unknown", gettext_lazy("Chưa báo cáo")),
    "absent": ("draft", gettext_lazy("Không áp dụng")),
    "unasked": ("draft", gettext_lazy("Không giao")),
}
SILENT: dict[judging.Verdict | None, Reason] = {
    "missing": gettext_lazy("chưa báo cáo"), "absent": gettext_lazy("không áp dụng"),
    "unasked": gettext_lazy("không giao"), None: "",
}  # fmt: skip
PERCENT = (Adds.RATIO, Adds.SHARE)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A target as its sentence, and how the figure stands to it."""

    told: str
    verdict: judging.Verdict
    said: str = ""
    # What keeps a verdict open.
    waits: str = ""

    @property
    def tone(self) -> Tone:
        return VERDICTS[self.verdict][0]

    @property
    def label(self) -> Reason:
        label = VERDICTS[self.verdict][1]
        is_open = self.verdict in {"met_so_far", "unmet_so_far"}
        return f"{label}, {self.waits}" if is_open and self.waits else label

    @property
    def words(self) -> str:
        """The sentence with the verdict, for paper and worksheet."""
        said = f" ({self.said})" if self.said else ""
        return f"{self.told} {self.label}{said}."


@dataclass(frozen=True, kw_only=True)
class Line:
    """One indicator as every output shows it."""

    key: int
    meaning: Definition
    value: str
    figure: Decimal | None
    parts: str
    filled: rules.Filled
    unasked: int
    judged: Sequence[Judged]
    believed: int
    # What the unit took over, from whom; empty where it stands in nobody's place.
    inherited: str = ""

    @property
    def reported(self) -> str:
        """«12/15»: who gave a figure, of those that are asked."""
        return f"{number(self.filled.reported)}/{number(self.filled.assigned)}"

    @property
    def missing(self) -> int:
        return max(0, self.filled.missing)

    @property
    def on_time(self) -> str:
        said = self.filled.reported + self.filled.absent
        return f"{number(self.filled.on_time)}/{number(said)}" if said else "–"


def share_told(figure: Decimal, places: int) -> str:
    """Rounded, but never to «100» or «0» what is not: 1999 of 2000 reads «99,95»."""
    for more in range(places, places + 4):
        rounded = round(figure, more)
        if rounded == figure or rounded not in {rules.ZERO, rules.HUNDRED}:
            break
    return number(rounded)


def value_told(meaning: Definition, figure: Decimal | None, filled: rules.Filled) -> str:
    """A figure with what it counts, or which of the three silences stands in its place."""
    if figure is None:
        return str(SILENT[judging.standing(figure, filled)])
    if meaning.adds in PERCENT:
        return f"{share_told(figure, meaning.decimals or 1)} %"
    is_level = meaning.shape == Shape.LEVEL and meaning.adds in {Adds.WORST, Adds.LAST}
    if is_level and figure == int(figure) and 0 <= figure < len(meaning.levels):
        return str(meaning.levels[int(figure)])
    if meaning.adds == Adds.MEAN:
        return f"{number(figure, meaning.decimals or 1)} {meaning.counted_in}".strip()
    return f"{number(figure)} {meaning.counted_in}".strip()


def parts_told(meaning: Definition, cell: rules.Cell) -> str:
    """Numerator and denominator of a share; never a bare percentage."""
    if not cell.count:
        return ""
    if meaning.adds == Adds.RATIO:
        return f"{number(cell.numerator)}/{number(cell.denominator)}"
    if meaning.adds in {Adds.SHARE, Adds.MET}:
        return _("%(met)s/%(count)s đơn vị") % {
            "met": number(cell.met), "count": number(cell.count),
        }  # fmt: skip
    if meaning.adds == Adds.MEAN:
        return _("%(sum)s trên %(count)s đơn vị") % {
            "sum": number(cell.numerator), "count": number(cell.count),
        }  # fmt: skip
    return ""


def inherited_told(found: Sum, those: Sequence[Inherited]) -> str:
    """«nhận từ Công đoàn A (sáp nhập từ 01/07/2025): 12 người; cộng dồn: 30 người»."""
    given = [each for each in those if each.cell.count]
    if not given:
        return ""
    parts = []
    for each in given:
        told = {"unit": str(each.source), "figure": _cell_told(found.meaning, each.cell)}
        if each.since is not None:
            told |= {"kind": each.kind, "day": day(each.since)}
            parts.append(_("nhận từ %(unit)s (%(kind)s từ %(day)s): %(figure)s") % told)
        else:
            parts.append(_("nhận từ %(unit)s: %(figure)s") % told)
    whole = _cell_told(found.meaning, with_inherited(found, those).cell)
    return "; ".join([*parts, _("cộng dồn: %(figure)s") % {"figure": whole}])


def _cell_told(meaning: Definition, cell: rules.Cell) -> str:
    parts = parts_told(meaning, cell)
    value = value_told(meaning, rules.value(meaning.adds, cell), rules.Filled())
    return f"{parts} = {value}" if parts else value


def with_inherited(found: Sum, those: Iterable[Inherited]) -> Sum:
    """A sum together with what was taken over: what a cumulative target judges."""
    return replace(found, cell=rules.total([found.cell, *(each.cell for each in those)]))


def targets_with_inherited(
    totals: Iterable[Target], targets: Iterable[Target], unit: Any, those: Iterable[Inherited]
) -> list[Target]:
    """The totals asked of a unit, its cumulative ones raised by those of whom it stands for."""
    found = list(totals)
    sources = {each.source.pk for each in those}
    for old in targets:
        if old.unit_id not in sources or not old.is_cumulative or old.reach != Reach.TOTAL:
            continue
        at = next((n for n, t in enumerate(found) if _same_but_whose(t, old)), None)
        joined = copy(old)
        joined.unit = unit
        if at is None:
            found.append(joined)
            continue
        mine, found[at] = found[at], joined
        joined.low = mine.low + old.low
        joined.high = None if old.high is None else (mine.high or rules.ZERO) + old.high
    return found


def _same_but_whose(one: Target, other: Target) -> bool:
    names = ("relation", "starts_on", "ends_on", "is_cumulative", "for_kind", "for_ownership")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def line_of(
    key: int, found: Sum, *, unasked: int = 0, judged: Sequence[Judged] = (),
    inherited: Sequence[Inherited] = (),
) -> Line:  # fmt: skip
    return Line(
        key=key, meaning=found.meaning, figure=found.figure,
        value=value_told(found.meaning, found.figure, found.filled),
        parts=parts_told(found.meaning, found.cell), filled=found.filled, unasked=unasked,
        judged=judged, believed=found.believed, inherited=inherited_told(found, inherited),
    )  # fmt: skip


def lines_of(found: Seen, targets: Iterable[Target]) -> list[Line]:
    """Every indicator of the set for the unit and days looked at."""
    by_key: dict[int, list[Target]] = {}
    for target in targets:
        by_key.setdefault(target.indicator_id, []).append(target)
    return [
        line_of(
            key, whole, unasked=whole.unasked,
            judged=_judged(found, whole, by_key.get(key, []), found.inherited.get(key, ())),
            inherited=found.inherited.get(key, ()),
        ) for key, whole in found.whole.items()
    ]  # fmt: skip


def _judged(
    seen: Seen, whole: Whole, targets: Sequence[Target], those: Sequence[Inherited]
) -> list[Judged]:
    """The targets that hold for the total here; for one unit also what is asked of each."""
    look = seen.look
    totals = [t for t in targets if t.reach == Reach.TOTAL and t.unit_id == look.unit.pk]
    totals = targets_with_inherited(totals, targets, look.unit, those)
    found = [each for t in totals if (each := _total(look, whole, t, those)) is not None]
    if seen.is_leaf:
        totals = nearest_of(targets, look.unit)
        found += [each for t in totals if (each := _total(look, whole, t, those)) is not None]
    return found


def nearest_of(targets: Iterable[Target], unit: Any) -> list[Target]:
    """What is asked of each unit, the nearest for one span, and what it binds itself to."""
    mine = [t for t in targets if t.reach == Reach.EACH and queries.holds_for(t, unit)]
    asked: dict[tuple[Any, ...], Target] = {}
    for target in sorted((t for t in mine if t.commits_to_id is None), key=queries.nearness):
        asked[target.is_cumulative, target.starts_on, target.ends_on] = target
    own = [t for t in mine if t.commits_to_id is not None and t.unit_id == unit.pk]
    return [*asked.values(), *own]


def _total(
    look: Look, whole: Whole, target: Target, those: Sequence[Inherited] = ()
) -> Judged | None:
    """A target against the part of a sum that it judges; `None` where these days are not its."""
    of = {"kind": target.for_kind, "ownership": target.for_ownership}
    if target.reach == Reach.EACH:
        of = {"kind": "", "ownership": ""}
    if not look.takes(of["kind"] or look.kind, of["ownership"] or look.ownership):
        return None
    is_part = any(of.values())
    of = {"kind": of["kind"] or look.kind, "ownership": of["ownership"] or look.ownership}
    told = target_told(target, whole.meaning)
    within = [s for s in whole.periods if target.starts_on <= s[0] and s[1] <= target.ends_on]
    if target.is_cumulative:
        if look.starts_on > target.starts_on or look.ends_on < target.ends_on:
            return None
        found = queries.narrowed(whole, within, **of)
        is_part = is_part or any(each.cell.count for each in those)
        found = with_inherited(found, those)
        return _against(target, told, found, is_over=target.ends_on < look.on, is_part=is_part)
    if not within:
        return None
    each = [(span, queries.narrowed(whole, [span], **of)) for span in within]
    if len(whole.periods) == 1:
        [(span, found)] = each
        return _against(target, told, found, is_over=span[1] < look.on, is_part=is_part)
    verdicts = [
        judging.verdict(target.goal, part.figure, part.filled, is_over=span[1] < look.on)
        for span, part in each
    ]
    said = _("đạt %(met)s trong %(all)s kỳ") % {
        "met": number(verdicts.count("met")), "all": number(len(verdicts)),
    }  # fmt: skip
    filled = sum((part.filled for _span, part in each), rules.Filled())
    return Judged(told=told, verdict=judging.of_all(verdicts), said=said, waits=waits_told(filled))


def waits_told(filled: rules.Filled) -> str:
    """What is still to come before a verdict is final."""
    if filled.missing > 0:
        return _("còn %(count)s chưa báo cáo") % {"count": number(filled.missing)}
    return _("chưa hết kỳ")


def _against(target: Target, told: str, found: Sum, *, is_over: bool, is_part: bool) -> Judged:
    """With the figure itself where it is not the one in the line."""
    verdict = judging.verdict(target.goal, found.figure, found.filled, is_over=is_over)
    value = value_told(found.meaning, found.figure, found.filled)
    parts = parts_told(found.meaning, found.cell)
    said = f"{parts} = {value}" if parts else value
    return Judged(
        told=told, verdict=verdict, said=said if is_part else "", waits=waits_told(found.filled)
    )


@dataclass(frozen=True, kw_only=True)
class Row:
    """A unit right below: its figure where one indicator is looked at, else how much it said."""

    unit: Any
    line: Line | None
    filled: rules.Filled
    judged: Sequence[Judged]

    @property
    def reported(self) -> str:
        return f"{number(self.filled.reported)}/{number(self.filled.assigned)}"

    @property
    def missing(self) -> int:
        return max(0, self.filled.missing)

    @property
    def on_time(self) -> str:
        said = self.filled.reported + self.filled.absent
        return f"{number(self.filled.on_time)}/{number(said)}" if said else "–"

    @property
    def met(self) -> str:
        """«3/5»: targets that are met, of those that are set for it."""
        met = sum(each.verdict == "met" for each in self.judged)
        return f"{number(met)}/{number(len(self.judged))}" if self.judged else ""


def rows_of(seen: Seen, targets: Iterable[Target], key: int | None = None) -> list[Row]:
    """The units right below, for one indicator or for all."""
    by_key: dict[int, list[Target]] = {}
    for target in targets:
        by_key.setdefault(target.indicator_id, []).append(target)
    wanted = [key] if key else list(seen.whole)
    rows = []
    for unit in seen.units:
        sums = seen.below[unit.pk]
        judged = {
            each: _judged_below(seen, unit, seen.whole[each], sums[each], by_key.get(each, ()))
            for each in wanted
        }
        # A derived figure is as complete as the one it is derived from: counted once.
        filled = {(s.meaning.base_id or each): s.filled for each in wanted for s in [sums[each]]}
        rows.append(
            Row(
                unit=unit, line=line_of(key, sums[key], judged=judged[key]) if key else None,
                filled=sum(filled.values(), rules.Filled()),
                judged=[one for each in judged.values() for one in each],
            )
        )  # fmt: skip
    return rows


def _judged_below(
    seen: Seen, unit: Any, whole: Whole, found: Sum, targets: Sequence[Target]
) -> list[Judged]:
    """What is asked of a unit right below in just these days, against its sum."""
    look, spans = seen.look, list(whole.periods)
    holding = [t for t in targets if t.reach == Reach.TOTAL and t.unit_id == unit.pk]
    if unit.pk in seen.leaves:
        holding += nearest_of(targets, unit)
    judged = []
    for target in holding:
        if not spans or (target.reach == Reach.TOTAL and (target.for_kind or target.for_ownership)):
            continue
        if target.is_cumulative:
            fits = look.starts_on <= target.starts_on and target.ends_on <= look.ends_on
        else:
            [start, end] = spans[0]
            fits = len(spans) == 1 and target.starts_on <= start and end <= target.ends_on
        if fits:
            last = target.ends_on if target.is_cumulative else spans[0][1]
            told = goal_told(target.goal, whole.meaning)
            verdict = judging.verdict(
                target.goal, found.figure, found.filled, is_over=last < look.on
            )
            waits = waits_told(found.filled)
            judged.append(Judged(told=told, verdict=verdict, waits=waits))
    return judged
