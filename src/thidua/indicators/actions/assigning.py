"""Who reports what, and what is asked of it: in one step for many, and undone in one step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.indicators import permits
from thidua.indicators.models import (
    Assignment,
    Batch,
    Entry,
    Indicator,
    IndicatorSet,
    Target,
)
from thidua.indicators.rules import Goal
from thidua.indicators.states import Reach, SetState


def _insist_on_living(of_set: IndicatorSet) -> None:
    if of_set.state == SetState.CLOSED:
        raise Refused(_("Bộ chỉ tiêu đã khép lại."))


@action(
    "indicators.set.assign", gettext_lazy("Giao chỉ tiêu cho nhiều đơn vị"), on="of_set",
    permit=permits.keeps_set,
)  # fmt: skip
def assign(
    *, actor: Any, of_set: IndicatorSet, units: Sequence[Any], indicators: Sequence[Indicator],
    since: date, title: str = "",
) -> Batch:  # fmt: skip
    """Every unit reports every indicator; who does already stays as it is. One step to undo."""
    _insist_on_living(of_set)
    if outside := [unit for unit in units if not unit.path.startswith(of_set.unit.path)]:
        raise Refused(
            _("Không thuộc %(unit)s: %(names)s.")
            % {"unit": of_set.unit, "names": ", ".join(map(str, outside[:5]))}
        )
    known = set(of_set.items.values_list("indicator", flat=True))
    if missing := [each.code for each in indicators if each.pk not in known]:
        raise Refused(
            _("Chưa có trong bộ chỉ tiêu: %(codes)s.") % {"codes": ", ".join(missing[:5])}
        )
    have = set(of_set.assignments.values_list("unit_id", "indicator_id"))
    batch = Batch.objects.create(
        set=of_set, title=title[:300], made_by=actor, made_at=period.now()
    )  # fmt: skip
    rows = Assignment.objects.bulk_create(
        Assignment(set=of_set, unit=unit, indicator=indicator, since=since, batch=batch)
        for unit in units for indicator in indicators if (unit.pk, indicator.pk) not in have
    )  # fmt: skip
    batch.made = {"assignments": [row.pk for row in rows]}
    batch.save(update_fields=["made"])
    note(units=len(units), indicators=len(indicators), new=len(rows))
    tabulate([[row.unit_id, row.indicator_id] for row in rows])
    return batch


@action(
    "indicators.set.target", gettext_lazy("Đặt mức chỉ tiêu"), on="of_set",
    permit=permits.keeps_set,
)  # fmt: skip
def set_target(
    *, actor: Any, of_set: IndicatorSet, indicator: Indicator, unit: Any, reach: str, goal: Goal,
    starts_on: date, ends_on: date, is_cumulative: bool = False, for_kind: str = "",
    for_ownership: str = "", text: str = "",
) -> Target:  # fmt: skip
    """What is asked in a period; asked again for the same, the new numbers take the place."""
    aim = Aim(
        indicator=indicator, unit=unit, reach=reach, goal=goal, starts_on=starts_on,
        ends_on=ends_on, is_cumulative=is_cumulative, for_kind=for_kind,
        for_ownership=for_ownership, text=text,
    )  # fmt: skip
    return _aim(of_set, aim, None)


@dataclass(frozen=True, kw_only=True)
class Aim:
    """One target as it is asked for: whose figure, when, and what of it."""

    indicator: Indicator
    unit: Any
    reach: str
    goal: Goal
    starts_on: date
    ends_on: date
    is_cumulative: bool = False
    for_kind: str = ""
    for_ownership: str = ""
    text: str = ""


@action(
    "indicators.set.aim", gettext_lazy("Đặt mức cho nhiều chỉ tiêu"), on="of_set",
    permit=permits.keeps_set,
)  # fmt: skip
def set_targets(*, actor: Any, of_set: IndicatorSet, aims: Sequence[Aim], title: str = "") -> Batch:
    """All of them or none, in one step that can be undone; what they replace is kept for that."""
    if not aims:
        raise Refused(_("Chưa có mức chỉ tiêu nào để đặt."))
    known = set(of_set.items.values_list("indicator", flat=True))
    batch = Batch.objects.create(
        set=of_set, title=title[:300], made_by=actor, made_at=period.now()
    )  # fmt: skip
    made: list[int] = []
    before: list[dict[str, Any]] = []
    for aim in aims:
        if aim.indicator.pk not in known:
            raise Refused(
                _("Chưa có trong bộ chỉ tiêu: %(codes)s.") % {"codes": aim.indicator.code}
            )
        last = Target.objects.filter(**_place_of(of_set, aim)).first()
        if last is not None and last.batch_id != batch.pk:
            before.append({"pk": last.pk, **_numbers_of(last)})
        made.append(_aim(of_set, aim, batch).pk)
    batch.made = {"targets": made, "before": before}
    batch.save(update_fields=["made"])
    note(targets=len(aims), replaced=len(before))
    return batch


def _place_of(of_set: IndicatorSet, aim: Aim) -> dict[str, Any]:
    """What makes a target the same one."""
    return {
        "set": of_set, "indicator": aim.indicator, "unit": aim.unit, "reach": aim.reach,
        "for_kind": aim.for_kind, "for_ownership": aim.for_ownership,
        "starts_on": aim.starts_on, "ends_on": aim.ends_on,
        "is_cumulative": aim.is_cumulative, "commits_to": None,
    }  # fmt: skip


def _numbers_of(target: Target) -> dict[str, Any]:
    return {
        "relation": target.relation, "low": str(target.low),
        "high": None if target.high is None else str(target.high),
        "note": target.note, "batch_id": target.batch_id,
    }  # fmt: skip


def _aim(of_set: IndicatorSet, aim: Aim, batch: Batch | None) -> Target:
    _insist_on_living(of_set)
    if not aim.unit.path.startswith(of_set.unit.path):
        raise Refused(
            _("Không thuộc %(unit)s: %(names)s.") % {"unit": of_set.unit, "names": aim.unit}
        )
    span = of_set.period
    if not (aim.starts_on in span and aim.ends_on in span and aim.starts_on <= aim.ends_on):
        raise Refused(_("Kỳ của mức chỉ tiêu phải nằm trong thời gian của bộ chỉ tiêu."))
    target, _is_new = Target.objects.update_or_create(
        **_place_of(of_set, aim),
        defaults={
            "relation": aim.goal.relation, "low": aim.goal.low,
            "high": aim.goal.high, "note": aim.text[:300], "batch": batch,
        },
    )  # fmt: skip
    return target


@action(
    "indicators.target.commit", gettext_lazy("Cam kết mức cao hơn"), on="target",
    permit=permits.commits,
)  # fmt: skip
def commit_to_more(*, actor: Any, target: Target, unit: Any, goal: Goal) -> Target:
    """A unit binds itself harder than it is asked to; the target stays for all others."""
    if not goal.binds_harder_than(target.goal):
        raise Refused(_("Mức cam kết phải cao hơn mức được giao."))
    mine, _is_new = Target.objects.update_or_create(
        commits_to=target, unit=unit,
        defaults={
            "set": target.set, "indicator": target.indicator, "reach": Reach.EACH,
            "starts_on": target.starts_on, "ends_on": target.ends_on,
            "is_cumulative": target.is_cumulative, "relation": goal.relation, "low": goal.low,
            "high": goal.high,
        },
    )  # fmt: skip
    return mine


@action(
    "indicators.assignment.adopt", gettext_lazy("Tự chọn chỉ tiêu"), on="unit",
    permit=permits.reports,
)  # fmt: skip
def adopt_own(
    *, actor: Any, unit: Any, of_set: IndicatorSet, indicator: Indicator, since: date
) -> Assignment:
    """An indicator that the unit chose itself beside the common ones; no roll-up is disturbed."""
    if of_set.state != SetState.OPEN or not unit.path.startswith(of_set.unit.path):
        raise Refused(_("Bộ chỉ tiêu này không mở cho đơn vị của bạn."))
    if of_set.items.filter(indicator=indicator).exists():
        raise Refused(_("Chỉ tiêu này thuộc bộ chung, do cấp trên giao."))
    mine, _is_new = Assignment.objects.get_or_create(
        set=of_set, unit=unit, indicator=indicator, defaults={"is_own": True, "since": since}
    )
    return mine


@action(
    "indicators.batch.undo", gettext_lazy("Hoàn tác việc giao chỉ tiêu"), on="batch",
    permit=permits.keeps_part,
)  # fmt: skip
def undo_batch(*, actor: Any, batch: Batch) -> Batch:
    """Takes back what the step made; refused once a figure has been reported for any of it."""
    if batch.undone_at is not None:
        raise Refused(_("Việc này đã được hoàn tác."))
    rows = Assignment.objects.filter(batch=batch)
    if _reported(rows):
        raise Refused(
            _("Đã có đơn vị báo cáo số liệu: không hoàn tác cả bước, hãy thôi giao từng chỉ tiêu.")
        )
    targets = Target.objects.filter(batch=batch)
    before = {row.pop("pk"): row for row in batch.made.get("before", [])}
    aimed = Target.objects.filter(pk__in=batch.made.get("targets", []))
    if aimed.exclude(batch=batch).exists():
        raise Refused(_("Mức chỉ tiêu đã được đặt lại ở bước sau: hoàn tác bước sau trước."))
    made = targets.exclude(pk__in=before)
    if Target.objects.filter(commits_to__in=made).exists():
        raise Refused(_("Đã có đơn vị cam kết theo mức chỉ tiêu này nên không hoàn tác được."))
    counts = {"assignments": rows.count(), "targets": targets.count()}
    rows.delete()
    made.delete()
    for pk, numbers in before.items():
        Target.objects.filter(pk=pk).update(**numbers)
    batch.undone_at = period.now()
    batch.save(update_fields=["undone_at"])
    note(**counts)
    return batch


def _reported(rows: Iterable[Assignment]) -> bool:
    pairs = Q(pk__in=[])
    by_unit: dict[int, set[int]] = {}
    for row in rows:
        by_unit.setdefault(row.unit_id, set()).add(row.indicator_id)
    for unit, indicators in by_unit.items():
        pairs |= Q(unit=unit, indicator__in=indicators)
    return bool(by_unit) and Entry.objects.filter(pairs).exists()
