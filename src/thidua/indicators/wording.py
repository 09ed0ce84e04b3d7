"""Targets, periods and definitions as sentences, and how states look."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Reason
from thidua.indicators.models import Definition, Target
from thidua.indicators.rules import Clash, Condition, Goal
from thidua.indicators.states import Frequency, Reach, SetState, Shape
from thidua.movements.measures import MEASURES
from thidua.orgs.states import Ownership, UnitKind
from thidua.ui.components import Tone
from thidua.ui.formats import day, number

TONES: dict[str, Tone] = {SetState.DRAFT: "draft", SetState.OPEN: "work", SetState.CLOSED: "pass"}


def goal_told(goal: Goal, definition: Definition | None = None) -> str:
    """«từ 95 % trở lên», «từ 100 đến 200 người», «không có trường hợp nào»."""
    low, high = _figure(goal.low, definition), _figure(goal.high or goal.low, definition)
    unit = definition.counted_in if definition else ""
    told = {
        "equal": _("bằng %(low)s"), "at_least": _("từ %(low)s trở lên"),
        "at_most": _("không quá %(low)s"), "between": _("từ %(low)s đến %(high)s"),
        "zero": _("không có trường hợp nào"), "least_between": _("ít nhất từ %(low)s đến %(high)s"),
    }[goal.relation]  # fmt: skip
    if unit and goal.relation in {"between", "least_between"}:
        high = f"{high} {unit}"
    elif unit:
        low = f"{low} {unit}"
    return told % {"low": low, "high": high}


def _figure(value: Any, definition: Definition | None) -> str:
    """A number, or the name of the level that it stands for."""
    is_level = definition is not None and definition.shape == Shape.LEVEL
    if definition and is_level and not definition.is_derived:
        levels = definition.levels
        if value == int(value) and 0 <= value < len(levels):
            return f"«{levels[int(value)]}»"
    return number(value)


def condition_told(condition: Condition | None, base: Definition | None = None) -> str:
    if condition is None or condition.goal is None:
        return ""
    return goal_told(condition.goal, base)


def span_told(start: date, end: date) -> str:
    """«năm 2025», «giai đoạn 2021–2030», «quý I/2025», «tháng 3/2025», else both days."""
    whole = (start.month, start.day) == (1, 1) and (end + timedelta(days=1)).day == 1
    if whole and end.month == 12:
        if start.year == end.year:
            return _("năm %(year)s") % {"year": start.year}
        return _("giai đoạn %(from)s–%(to)s") % {"from": start.year, "to": end.year}
    months = end.month - start.month + 1
    if start.year == end.year and start.day == 1 and (end + timedelta(days=1)).day == 1:
        told: dict[str, Any] = {"year": start.year, "month": start.month}
        if months == 1:
            return _("tháng %(month)s/%(year)s") % told
        if months == 3 and start.month % 3 == 1:
            told["quarter"] = ["I", "II", "III", "IV"][start.month // 3]
            return _("quý %(quarter)s/%(year)s") % told
    return _("từ %(from)s đến hết %(to)s") % {"from": day(start), "to": day(end)}


def span_short(start: date, end: date) -> str:
    """«T3/2025», «quý I/2025», «2025»: where a chart has little room."""
    if (end - start).days < 7:
        return day(start)
    told: dict[str, Any] = {"year": start.year, "month": start.month}
    months = end.month - start.month + 1 + 12 * (end.year - start.year)
    if months == 1:
        return _("T%(month)s/%(year)s") % told
    if months == 3 and start.month % 3 == 1:
        told["quarter"] = ["I", "II", "III", "IV"][start.month // 3]
        return _("quý %(quarter)s/%(year)s") % told
    if months == 12:
        return str(start.year)
    return f"{start:%m/%Y}–{end:%m/%Y}"


def each_time(definition: Definition) -> str:
    return {
        Frequency.WEEK: _("mỗi tuần"), Frequency.MONTH: _("mỗi tháng"),
        Frequency.QUARTER: _("mỗi quý"), Frequency.HALF: _("mỗi sáu tháng"),
        Frequency.YEAR: _("mỗi năm"), Frequency.MOVEMENT: _("cả phong trào"),
    }[Frequency(definition.frequency)]  # fmt: skip


def whose_told(target: Target) -> str:
    """Whose figure is judged: the total of a unit, each below it, or one that binds itself."""
    if target.commits_to_id is not None:
        return _("%(unit)s cam kết") % {"unit": target.unit}
    told = {"unit": str(target.unit), "kind": _kinds(target)}
    if target.reach == Reach.EACH:
        return _("Từng %(kind)s thuộc %(unit)s") % told
    if target.for_kind or target.for_ownership:
        return _("Số tổng hợp của %(unit)s, chỉ tính %(kind)s") % told
    return _("Số tổng hợp của %(unit)s") % told


def _kinds(target: Target) -> str:
    kind = UnitKind(target.for_kind).label if target.for_kind else _("đơn vị báo cáo")
    if not target.for_ownership:
        return str(kind)
    return f"{kind} {Ownership(target.for_ownership).label}"


def when_told(target: Target, definition: Definition) -> str:
    """«mỗi năm, giai đoạn 2021–2030», «năm 2025», «lũy kế giai đoạn 2021–2030»."""
    span = span_told(target.starts_on, target.ends_on)
    if target.is_cumulative:
        return _("lũy kế %(span)s") % {"span": span}
    is_one = target.starts_on.year == target.ends_on.year
    if is_one and definition.frequency == Frequency.YEAR:
        return span
    return _("%(each)s, %(span)s") % {"each": each_time(definition), "span": span}


def target_told(target: Target, definition: Definition) -> str:
    """The whole target as a sentence."""
    return _("%(whose)s, %(when)s: %(goal)s.") % {
        "whose": whose_told(target), "when": when_told(target, definition),
        "goal": goal_told(target.goal, definition),
    }  # fmt: skip


def clash_told(target: Target, definition: Definition, found: Clash, *, never: bool) -> str:
    """What the targets of the periods add up to, against the cumulative one."""
    unit = f" {definition.counted_in}" if definition.counted_in else ""
    if found.most is None:
        added = _("từ %(least)s trở lên") % {"least": number(found.least or 0)}
    elif found.least == found.most:
        added = number(found.most)
    else:
        added = _("từ %(least)s đến %(most)s") % {
            "least": number(found.least or 0), "most": number(found.most),
        }  # fmt: skip
    told = {
        "name": definition.name, "added": f"{added}{unit}",
        "whole": goal_told(target.goal, definition),
    }  # fmt: skip
    if never:
        return _(
            "«%(name)s»: mức từng kỳ cộng lại được %(added)s, không thể đạt mức lũy kế %(whole)s."
        ) % told  # fmt: skip
    return _(
        "«%(name)s»: mức từng kỳ cộng lại được %(added)s, chưa chắc đúng mức lũy kế %(whole)s."
    ) % told  # fmt: skip


def counts_told(definition: Definition, base: Definition | None = None) -> str:
    """How a figure comes about: numerator over denominator, or what it is derived from."""
    if definition.base is not None:
        told = {"code": definition.base.code, "passes": condition_told(definition.passes, base)}
        if definition.within.goal is None:
            return _("Đếm đơn vị có chỉ tiêu %(code)s %(passes)s") % told
        told["within"] = condition_told(definition.within, base)
        return _(
            "Đếm đơn vị có chỉ tiêu %(code)s %(passes)s, trong số đơn vị %(within)s"
        ) % told  # fmt: skip
    if definition.denominator:
        return _("%(numerator)s trên %(denominator)s") % {
            "numerator": definition.numerator or definition.name,
            "denominator": definition.denominator,
        }  # fmt: skip
    return definition.numerator


def counted_told(definition: Definition) -> str:
    """Which parts the product counts itself, by what measure."""
    parts = (
        (definition.numerator_measure, _("tử số") if definition.denominator else _("số liệu")),
        (definition.denominator_measure, _("mẫu số")),
    )
    return "; ".join(
        f"{part}: {MEASURES[name].label}" for name, part in parts if name in MEASURES
    )  # fmt: skip


def facts_of(definition: Definition, base: Definition | None = None) -> list[tuple[Reason, Any]]:
    """Everything a definition says, for its page; what is empty is left out."""
    for_whom = " ".join(
        str(label) for label in (
            definition.get_for_kind_display() if definition.for_kind else "",
            definition.get_for_ownership_display() if definition.for_ownership else "",
        ) if label
    )  # fmt: skip
    rows: list[tuple[Reason, Any]] = [
        (_("Cách tính"), counts_told(definition, base)),
        (_("Do hệ thống tính"), counted_told(definition)),
        (_("Đơn vị tính"), definition.counted_in),
        (_("Cách ghi số liệu"), definition.get_shape_display()),
        (_("Các mức, từ thấp đến cao"), ", ".join(definition.levels)),
        (_("Cách tổng hợp"), definition.get_adds_display()),
        (_("Chiều"), definition.get_direction_display()),
        (_("Số chữ số thập phân"), str(definition.decimals)),
        (_("Kỳ báo cáo"), definition.get_frequency_display()),
        (_("Cho"), for_whom),
        (_("Minh chứng phải kèm"), definition.evidence),
        (_("Cách hiểu"), definition.note),
    ]
    return [(label, value) for label, value in rows if value]
