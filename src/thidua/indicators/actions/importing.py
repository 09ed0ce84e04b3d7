"""Files of figures brought in: read and looked at, then taken, each unit whole or not at all."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period, task
from thidua.core.action import action, note, tabulate
from thidua.core.models import TaskRun
from thidua.core.permit import Refused
from thidua.core.text import nfc
from thidua.documents import actions as documents
from thidua.documents.queries import content_of
from thidua.documents.uploads import Kind, Sent
from thidua.indicators import permits, queries, worksheets
from thidua.indicators.actions import many
from thidua.indicators.actions.reporting import (
    Given,
    counted_into,
    insist_on_open,
    insist_on_taking,
)
from thidua.indicators.models import IndicatorSet, Portion, Report, Workbook
from thidua.indicators.queries.many import Slot
from thidua.indicators.queries.workbooks import TASKS
from thidua.indicators.states import REPORT, WORKBOOK, PortionState
from thidua.indicators.worksheets import layout
from thidua.indicators.worksheets.checking import Found, check, is_same
from thidua.orgs import queries as orgs

CHECK, TAKE = TASKS
KINDS: frozenset[Kind] = frozenset({"xlsx"})
SMALL = 200_000  # bytes of a file that is read, and lines that are taken, while one waits
FEW = 1_000
CHUNK = 1_000
NOTHING = gettext_lazy("Tệp không có gì mới để nhận: số liệu đã có đủ, còn trống hoặc đang có lỗi.")
Progress = Callable[[int, int], None]


@action(
    "indicators.workbook.bring", gettext_lazy("Đưa tệp Excel báo cáo chỉ tiêu lên"), on="of_set",
    permit=permits.brings_figures,
)  # fmt: skip
def bring_workbook(*, actor: Any, of_set: IndicatorSet, file: Sent) -> Workbook:
    """Keep the file and read it, a large one in the background. Raises `TableRefused`."""
    insist_on_open(of_set)
    content, name = file.read(), nfc(file.name or "")
    workbook = Workbook.objects.create(
        set=of_set, name=name[:200], made_by_id=actor.pk, made_at=period.now()
    )
    workbook.file = documents.upload_file(
        actor=actor, subject=workbook, role="figures", name=name, content=content, kinds=KINDS
    )
    workbook.save(update_fields=["file"])
    if len(content) <= SMALL:
        return check_workbook(actor=actor, workbook=workbook)
    title = _("Đọc tệp Excel: %(name)s") % {"name": workbook}
    task.defer(CHECK, actor=actor, title=title, workbook_id=workbook.pk)
    return workbook


@action(
    "indicators.workbook.check", gettext_lazy("Đọc tệp Excel báo cáo chỉ tiêu"), on="workbook",
    permit=permits.brought,
)  # fmt: skip
def check_workbook(
    *, actor: Any, workbook: Workbook, progress: Progress | None = None
) -> Workbook:  # fmt: skip
    """Say of each unit what would become of it; nothing of it is in any report yet."""
    WORKBOOK.move(workbook, "check")
    book = worksheets.read(_content(workbook))
    slot = _slot(workbook.set, book.stamp)
    form = form_for(actor, slot)
    if why := layout.differences(book.stamp, form.stamp):
        raise Refused(layout.refused_for(why))
    found = check(book, form, progress)
    if not found:
        raise Refused(_("Tệp không có dòng nào của đơn vị: tải mẫu mới rồi ghi vào mẫu."))
    workbook.portions.all().delete()
    rows = (_portion(workbook, each) for each in found)
    Portion.objects.bulk_create(rows, batch_size=CHUNK)
    workbook.frequency, workbook.starts_on = slot.frequency, slot.starts_on
    workbook.ends_on, workbook.lines = slot.ends_on, sum(len(each.given) for each in found)
    workbook.save()
    note(units=len(found), faulty=sum(bool(each.problems) for each in found))
    return workbook


def form_for(actor: Any, slot: Slot) -> worksheets.Form:
    """The form of all units of a set for which one reports, or for reading what they brought."""
    today = period.today()
    units = queries.units_reported_by(actor, slot.set, on=today)
    own = {unit.pk for unit in orgs.role_units(actor, permits.REPORTERS, on=today)}
    return worksheets.form_of(slot, units, own=own)


def _content(workbook: Workbook) -> bytes:
    content = content_of(workbook.file) if workbook.file is not None else None
    if content is None:
        raise Refused(_("Không còn tệp gốc: hãy đưa tệp lên lại."))
    return content


def slot_of(workbook: Workbook) -> Slot:
    """For what a file that was read reports."""
    assert workbook.starts_on is not None
    assert workbook.ends_on is not None
    return Slot(workbook.set, workbook.frequency, workbook.starts_on, workbook.ends_on)


def read_again(workbook: Workbook) -> worksheets.Book:
    """The kept file, to write its faults into a copy."""
    return worksheets.read(_content(workbook))


def _slot(of_set: IndicatorSet, stamp: layout.Stamp) -> Slot:
    if stamp.set != of_set.pk:
        raise Refused(
            _("Mẫu này của một bộ chỉ tiêu khác, không phải «%(set)s»: nộp ở trang của bộ đó.")
            % {"set": of_set}
        )
    found = queries.slot_of(of_set, stamp.frequency, stamp.starts_on)
    if found is None or found[0] != stamp.starts_on:
        raise Refused(layout.refused_for(_("Kỳ báo cáo của mẫu này không còn trong bộ chỉ tiêu.")))
    return Slot(of_set, stamp.frequency, *found)


def _portion(workbook: Workbook, found: Found) -> Portion:
    given = {
        str(key): [
            None if said.numerator is None else str(said.numerator),
            None if said.denominator is None else str(said.denominator), said.absent, said.note,
        ] for key, said in found.changed.items()
    }  # fmt: skip
    title = found.title if found.unit is not None else f"{found.first.unit} {found.title}".strip()
    return Portion(
        workbook=workbook, unit=found.unit, title=title[:300], state=found.state,
        is_whole=found.is_whole, changes=len(found.changed), problems=found.problems,
        questions=found.questions, given=given if found.state == PortionState.READY else {},
    )  # fmt: skip


@action(
    "indicators.workbook.start_take", gettext_lazy("Nhận số liệu từ tệp Excel"), on="workbook",
    permit=permits.brought,
)  # fmt: skip
def start_take(*, actor: Any, workbook: Workbook, sends: bool) -> TaskRun | None:
    """Take every unit without faults: at once, or in the background when there is much."""
    _insist_on_some(workbook, sends=sends)
    if workbook.lines <= FEW:
        take_workbook(actor=actor, workbook=workbook, sends=sends)
        return None
    title = _("Nhận số liệu từ tệp Excel: %(name)s") % {"name": workbook}
    return task.defer(TAKE, actor=actor, title=title, workbook_id=workbook.pk, sends=sends)


def _insist_on_some(workbook: Workbook, *, sends: bool) -> None:
    if reason := WORKBOOK.refusal(workbook, "take"):
        raise Refused(reason)
    units, _figures, whole = queries.takeable(workbook)
    if not units and not (sends and whole):
        raise Refused(NOTHING)


@action(
    "indicators.workbook.take", gettext_lazy("Ghi số liệu từ tệp Excel vào báo cáo"),
    on="workbook", permit=permits.brought,
)  # fmt: skip
def take_workbook(*, actor: Any, workbook: Workbook, sends: bool) -> Workbook:
    """The figures of each unit, judged again as they stand now; whole reports are sent if wanted.

    A unit that no longer may be written is left out whole and says why.
    """
    _insist_on_some(workbook, sends=sends)
    WORKBOOK.move(workbook, "take")
    insist_on_open(workbook.set)
    slot = slot_of(workbook)
    wanted = (PortionState.READY, PortionState.SAME) if sends else (PortionState.READY,)
    portions = list(queries.portions_of(workbook, *wanted))
    _open_all(slot, [_unit(each) for each in portions])
    form = form_for(actor, slot)
    taken: dict[Report, dict[int, Given]] = {}
    sent: list[Report] = []
    left: list[Portion] = []
    for portion in portions:
        try:
            report, given = _insist_on_portion(actor, form, portion)
        except Refused as refused:
            portion.state, portion.problems = PortionState.REFUSED, [("", "", str(refused))]
            left.append(portion)
            continue
        known = form.entries.get(_unit(portion), {})
        asked = form.asked[_unit(portion)]
        is_whole = all(row.indicator_id in known or row.indicator_id in given for row, _m in asked)
        goes_up = sends and is_whole and REPORT.refusal(report, "report") is None
        if given or goes_up:
            taken[report] = given
        if goes_up:
            sent.append(report)
    if not taken:
        raise Refused(left[0].problems[0][2] if left else NOTHING)
    many.write_entries({report: given for report, given in taken.items() if given})
    many.send_all(sent, actor=actor)
    _mark(workbook, portions, sent, left)
    workbook.taken_at = period.now()
    workbook.save()
    note(
        units=sum(map(bool, taken.values())), sent=len(sent), left=len(left),
        for_others=sum(report.unit_id not in form.own for report in taken),
    )  # fmt: skip
    tabulate([[report.pk, _told(given)] for report, given in taken.items()])
    return workbook


def _unit(portion: Portion) -> int:
    assert portion.unit_id is not None  # of what may be taken, it is known
    return portion.unit_id


def _open_all(slot: Slot, units: list[int]) -> None:
    """A report for each unit, held in their order until the act is over."""
    due_on = slot.ends_on + timedelta(days=slot.set.due_days)
    known = queries.reports_of_units(slot, units)
    Report.objects.bulk_create(
        (
            Report(
                set=slot.set, unit_id=unit, frequency=slot.frequency, starts_on=slot.starts_on,
                ends_on=slot.ends_on, due_on=due_on,
            ) for unit in units if unit not in known
        ), batch_size=CHUNK, ignore_conflicts=True,
    )  # fmt: skip
    rows = Report.objects.select_for_update(of=("self",)).filter(
        set=slot.set, frequency=slot.frequency, starts_on=slot.starts_on, unit__in=units
    )
    list(rows.order_by("pk").values_list("pk"))


def _insist_on_portion(
    actor: Any, form: worksheets.Form, portion: Portion
) -> tuple[Report, dict[int, Given]]:
    """What the form of one unit's report on screen would insist on."""
    if portion.unit_id not in form.asked:
        raise Refused(
            permits.reports(actor, portion.unit)
            or _("%(unit)s không được giao chỉ tiêu nào trong kỳ này.") % {"unit": portion.unit}
        )
    unit = _unit(portion)
    report, known = form.reports[unit], form.entries.get(unit, {})
    whole = counted_into(report, form.computed.get(unit, {}), known, _given(portion))
    given = {
        key: said for key, said in whole.items()
        if said is not None and not is_same(said, known.get(key))
    }  # fmt: skip
    if given:
        asked = {row.indicator_id: meaning for row, meaning in form.asked[unit]}
        insist_on_taking(report, given, asked, known)
    return report, given


def _given(portion: Portion) -> dict[int, Given]:
    return {
        int(key): Given(
            numerator=None if figure is None else Decimal(figure),
            denominator=None if of is None else Decimal(of), absent=absent, note=words,
        ) for key, (figure, of, absent, words) in portion.given.items()
    }  # fmt: skip


def _mark(
    workbook: Workbook, portions: list[Portion], sent: list[Report], left: list[Portion]
) -> None:  # fmt: skip
    Portion.objects.bulk_update(left, ["state", "problems"], batch_size=CHUNK)
    rows = workbook.portions.filter(unit__in=[report.unit_id for report in sent])
    kept = {each.pk for each in left}
    fresh = [each.pk for each in portions if each.state == PortionState.READY]
    workbook.portions.filter(pk__in=set(fresh) - kept).update(state=PortionState.TAKEN)
    rows.update(state=PortionState.SENT)


def _told(given: Mapping[int, Given]) -> str:
    """«12=80/100; 13=không áp dụng»: what was taken, by the number of the indicator."""
    return "; ".join(
        f"{key}=–" if said.absent
        else f"{key}={said.numerator}" + (f"/{said.denominator}" if said.denominator else "")
        for key, said in given.items()
    )  # fmt: skip


@action(
    "indicators.workbook.discard", gettext_lazy("Bỏ tệp Excel báo cáo chỉ tiêu"), on="workbook",
    permit=permits.brought,
)  # fmt: skip
def discard_workbook(*, actor: Any, workbook: Workbook) -> Workbook:
    """Throw the file and what was read of it away; nothing of it is in any report."""
    WORKBOOK.move(workbook, "discard")
    workbook.portions.all().delete()
    file, workbook.file = workbook.file, None
    workbook.save()
    if file is not None:
        documents.remove_file(file)
    return workbook
