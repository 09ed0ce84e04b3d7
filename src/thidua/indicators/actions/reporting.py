"""A unit's report of one period: opened, filled in, sent, taken back while nobody has checked."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.indicators import permits, queries
from thidua.indicators.actions import summing
from thidua.indicators.models import Definition, Entry, IndicatorSet, Report
from thidua.indicators.states import REPORT, ReportState, SetState, Shape, Standing
from thidua.movements.measures import Standing as Counted

LARGEST = Decimal(10) ** 14


@dataclass(frozen=True, kw_only=True)
class Given:
    """What is said of one indicator; no numerator and `absent` is «not applicable»."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    absent: bool = False
    note: str = ""


@action(
    "indicators.report.open", gettext_lazy("Mở báo cáo chỉ tiêu"), on="unit",
    permit=permits.reports,
)  # fmt: skip
def open_report(
    *, actor: Any, unit: Any, of_set: IndicatorSet, frequency: str, starts_on: date
) -> Report:
    """The unit's report of a period, made the first time it is opened."""
    insist_on_open(of_set)
    slot = next((s for s in queries.slots_of(of_set, frequency) if s[0] == starts_on), None)
    if slot is None:
        raise Refused(_("Không có kỳ báo cáo bắt đầu từ ngày %(day)s.") % {"day": starts_on})
    if not queries.asked_of(of_set, unit, starts_on=slot[0], ends_on=slot[1], frequency=frequency):
        raise Refused(_("%(unit)s không được giao chỉ tiêu nào trong kỳ này.") % {"unit": unit})
    report, _is_new = Report.objects.get_or_create(
        set=of_set,
        unit=unit,
        frequency=frequency,
        starts_on=slot[0],
        defaults={"ends_on": slot[1], "due_on": slot[1] + timedelta(days=of_set.due_days)},
    )
    return report


@action(
    "indicators.report.fill", gettext_lazy("Ghi số liệu báo cáo"), on="report",
    permit=permits.reports,
)  # fmt: skip
def save_entries(*, actor: Any, report: Report, given: Mapping[int, Given | None]) -> Report:
    """Figures by indicator; `None` takes one away again, what is not named stays.

    All or nothing: the first one that makes no sense refuses the whole, named.
    """
    asked = {
        assignment.indicator_id: meaning
        for assignment, meaning in queries.asked_of(
            report.set, report.unit, starts_on=report.starts_on, ends_on=report.ends_on,
            frequency=report.frequency,
        )
    }  # fmt: skip
    known = queries.entries_of(report.unit, report.starts_on, report.ends_on)
    given = with_computed(report, asked, known, given)
    insist_on_taking(report, given, asked, known)
    for key, said in given.items():
        if said is not None:
            Entry.objects.update_or_create(
                indicator_id=key, unit=report.unit, starts_on=report.starts_on,
                ends_on=report.ends_on, defaults={"report": report, **columns(said)},
            )  # fmt: skip
        elif key in known:
            known[key].delete()
    note(figures=len(given))
    return report


def insist_on_taking(
    report: Report, given: Mapping[int, Given | None], asked: Mapping[int, Definition],
    known: Mapping[int, Entry],
) -> None:  # fmt: skip
    """Refuse figures of a report that is not with its unit, that nobody asked for, or senseless."""
    if report.state not in {ReportState.OPEN, ReportState.RETURNED}:
        raise Refused(_("Báo cáo đã gửi: rút về hoặc chờ trả lại rồi mới sửa."))
    for key, said in given.items():
        if key not in asked:
            raise Refused(_("Chỉ tiêu này không được giao cho %(unit)s.") % {"unit": report.unit})
        entry = known.get(key)
        if entry is not None and entry.report_id != report.pk:
            raise Refused(
                _("«%(name)s» đã báo cáo ở %(other)s.")
                % {"name": asked[key].name, "other": entry.report.set}
            )
        if said is not None:
            insist_on_sense(asked[key], said)


def insist_on_open(of_set: IndicatorSet) -> None:
    """Refuse while a set takes no reports."""
    if of_set.state != SetState.OPEN:
        raise Refused(_("Bộ chỉ tiêu này hiện không nhận báo cáo."))


def columns(said: Given) -> dict[str, Any]:
    """What is said, as an entry keeps it."""
    if said.absent:
        return {
            "standing": Standing.NOT_APPLICABLE, "numerator": None, "denominator": None,
            "note": said.note,
        }  # fmt: skip
    return {
        "standing": Standing.VALUE, "numerator": said.numerator, "denominator": said.denominator,
        "note": said.note,
    }  # fmt: skip


def insist_on_sense(meaning: Definition, said: Given) -> None:
    """Refuse what cannot be: a ratio without its denominator, a level that is none, more than all.

    Nought of nought is nobody to count: that is «not applicable», and is said so.
    """
    if said.absent:
        if not said.note.strip():
            raise Refused(_("«%(name)s»: ghi vì sao không áp dụng.") % {"name": meaning.name})
        return
    problem = _problem(meaning, said)
    if problem:
        raise Refused(_("«%(name)s»: %(problem)s.") % {"name": meaning.name, "problem": problem})


def _problem(meaning: Definition, said: Given) -> str:
    number = said.numerator
    if number is None:
        return _("chưa có số liệu")
    if problem := _problem_of_size(number) or _problem_of_size(said.denominator):
        return problem
    if meaning.shape == Shape.RATIO:
        return _problem_of_ratio(meaning, number, said.denominator)
    if meaning.shape == Shape.YES_NO and number not in {0, 1}:
        return _("chỉ ghi «Có» hoặc «Không»")
    if meaning.shape == Shape.LEVEL and number not in range(len(meaning.levels)):
        return _("không có mức xếp loại này")
    return ""


def _problem_of_size(number: Decimal | None) -> str:
    if number is None:
        return ""
    if number < 0:
        return _("số liệu không thể âm")
    if number >= LARGEST:
        return _("số quá lớn")
    return "" if number == round(number, 4) else _("ghi tối đa 4 chữ số thập phân")


def _problem_of_ratio(meaning: Definition, number: Decimal, of: Decimal | None) -> str:
    if of is None:
        return _("thiếu mẫu số (%(what)s)") % {"what": meaning.denominator}
    if of == 0:
        return _("mẫu số bằng 0: chọn «Không áp dụng» và ghi lý do")
    is_typed = not meaning.numerator_measure
    return _("tử số lớn hơn mẫu số") if number > of and is_typed else ""


@action(
    "indicators.report.send", gettext_lazy("Gửi báo cáo chỉ tiêu"), on="report",
    permit=permits.reports,
)  # fmt: skip
def send_report(*, actor: Any, report: Report) -> Report:
    """All that is asked is said, a value or why it does not apply; from now on it adds up."""
    REPORT.move(report, "report")
    asked = queries.asked_of(
        report.set, report.unit, starts_on=report.starts_on, ends_on=report.ends_on,
        frequency=report.frequency,
    )  # fmt: skip
    known = _counted_again(report, asked)
    insist_on_whole(asked, known)
    if not report.path:
        report.path, report.kind = report.unit.path, report.unit.kind
        report.ownership = report.unit.ownership
    report.reported_at, report.reported_by = period.now(), actor
    report.return_reason = ""
    report.save()
    summing.count_in(report)
    tabulate([[e.indicator_id, e.standing, e.numerator, e.denominator] for e in known.values()])
    return report


def insist_on_whole(asked: Iterable[tuple[Any, Definition]], known: Container[int]) -> None:
    """Refuse to send while something that is asked has no answer."""
    if missing := [m.name for a, m in asked if a.indicator_id not in known]:
        raise Refused(
            _("Còn chỉ tiêu chưa có số liệu: %(names)s.") % {"names": "; ".join(missing[:5])}
        )


@action(
    "indicators.report.take_back", gettext_lazy("Rút báo cáo về"), on="report",
    permit=permits.reports,
)  # fmt: skip
def take_back(*, actor: Any, report: Report) -> Report:
    """While nobody has checked it, the unit may mend it; until sent again it does not count."""
    summing.count_out(report)
    REPORT.move(report, "take_back")
    report.save(update_fields=["state"])
    return report


def _counted_again(report: Report, asked: Sequence[tuple[Any, Definition]]) -> dict[int, Entry]:
    """The figures of a report that is about to be sent, what the product counts among them."""
    known = queries.entries_of(report.unit, report.starts_on, report.ends_on)
    meanings = {row.indicator_id: meaning for row, meaning in asked}
    said = {
        key: Given(numerator=e.numerator, denominator=e.denominator,
                   absent=e.numerator is None, note=e.note)
        for key, e in known.items()
        if key in meanings and queries.is_counted(meanings[key]) and e.report_id == report.pk
    }  # fmt: skip
    for key, now in with_computed(report, meanings, known, said).items():
        if now is None:
            continue
        known[key], _is_new = Entry.objects.update_or_create(
            indicator_id=key, unit=report.unit, starts_on=report.starts_on,
            ends_on=report.ends_on, defaults={"report": report, **columns(now)},
        )  # fmt: skip
    return known


def completed(found: queries.Computed, said: Given | None) -> Given | None:
    """What is said of a figure with what the product counts; `None` where a part is unknown.

    Of nought nothing is a share: that does not apply, whoever counted.
    """
    note = said.note if said is not None else ""
    if not found.is_whole and (said is None or said.absent):
        return said
    parts: list[Decimal | None] = []
    typed = (said.numerator, said.denominator) if said is not None else (None, None)
    for part, entered in zip((found.numerator, found.denominator), typed, strict=True):
        if part is not None and part.standing == Counted.NOT_APPLICABLE:
            return Given(absent=True, note=note or _("Phần mềm: không áp dụng."))
        if part is not None and part.standing == Counted.MISSING:
            return None
        parts.append(entered if part is None else part.value)
    numerator, denominator = parts
    if found.denominator is not None and not denominator:
        return Given(absent=True, note=note or _("Phần mềm đếm được mẫu số bằng 0."))
    return Given(numerator=numerator, denominator=denominator, note=note)


def with_computed(
    report: Report, asked: Mapping[int, Definition], known: Mapping[int, Entry],
    given: Mapping[int, Given | None],
) -> dict[int, Given | None]:  # fmt: skip
    """What is given, with what the product counts in its place, and all that it counts whole."""
    counted = [(None, meaning) for meaning in asked.values() if queries.is_counted(meaning)]
    found = queries.computed_of(report, counted) if counted else {}
    return counted_into(report, found, known, given)


def counted_into(
    report: Report, computed: Mapping[int, queries.Computed], known: Mapping[int, Entry],
    given: Mapping[int, Given | None],
) -> dict[int, Given | None]:  # fmt: skip
    """The same, of what has been counted already."""
    whole = dict(given)
    for key, found in computed.items():
        is_ours = key not in known or known[key].report_id == report.pk
        if key in given or (found.is_whole and is_ours):
            whole[key] = completed(found, given.get(key))
    return whole
