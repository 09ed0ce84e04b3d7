"""Background runs: a decision issued with its letters, and a whole unit's eligibility."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.queries import user_by_id
from thidua.awards import actions, papers, queries, tables
from thidua.awards.actions import parcels
from thidua.awards.actions.eligibility import TASK as ELIGIBILITY
from thidua.awards.actions.issuing import TASK
from thidua.awards.actions.parcels.sending import TASK as PARCEL
from thidua.awards.queries.parcels import parcel_with
from thidua.certificates import papers as sheets
from thidua.certificates.queries import printer_by_key, stock_by_key
from thidua.core import period, task
from thidua.documents.sheets import write_list
from thidua.documents.uploads import MIME
from thidua.exchange.queries import partner_by_key
from thidua.orgs.queries import units_by_pk

STAMP = (1980, 1, 1, 0, 0, 0)  # the same letters give the same package
ZIP = "application/zip"


@task.task(TASK)
def issue(
    progress: Any,
    *,
    actor_id: int,
    decision_id: int,
    stock_id: int | None = None,
    printer_id: int | None = None,
    is_apart: bool = False,
    is_again: bool = False,
) -> None:
    """Issue, then print: all repeatable, so that a run cut short can be started again."""
    actor = user_by_id(actor_id)
    decision = queries.decision_by_id(decision_id)
    count = decision.dossiers.count()
    total = count * (3 if is_apart else 2)
    progress(0, total)
    actions.issue_decision(actor=actor, decision=decision, on=period.today())
    progress(count, total)
    decision = queries.decision_by_id(decision_id)
    letters = papers.letters_of(list(queries.letters_of(decision)))
    stock, printer = stock_by_key(stock_id or 0), printer_by_key(printer_id or 0)
    sheet = sheets.sheet_of(stock, printer) if stock else None
    name = f"giay-khen-{decision.pk}-{period.today():%Y%m%d}"
    if decision.letters is None or is_again:
        content = sheets.render(sheet, letters)
        if decision.letters is None:
            actions.keep_letters(actor=actor, decision=decision, content=content)
        else:
            actions.keep_print(
                actor=actor, decision=decision, name=f"{name}.pdf", content=content,
                mime=MIME["pdf"],
            )  # fmt: skip
    progress(2 * count, total)
    if is_apart:
        package = _zipped(sheets.apart(sheet, letters), progress, 2 * count, total)
        actions.keep_print(
            actor=actor, decision=decision, name=f"{name}.zip", content=package, mime=ZIP
        )
    progress.finish(
        message=(
            _("Đã in lại %(count)d giấy khen, giấy chứng nhận.")
            if is_again
            else _("Đã phát hành %(count)d giấy khen, giấy chứng nhận.")
        ) % {"count": len(letters)},
        url=reverse("awards:decision", args=[decision_id]),
    )  # fmt: skip


def _zipped(files: Iterable[tuple[str, bytes]], progress: Any, done: int, total: int) -> bytes:
    """One package of single letters, telling how far it has come."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (name, content) in enumerate(files, done + 1):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
            if number % 10 == 0 or number == total:
                progress(number, total)
    return out.getvalue()


@task.task(ELIGIBILITY)
def judge_all(
    progress: Any, *, actor_id: int, unit_id: int, year: int, beside: Sequence[int] = ()
) -> None:
    """Everybody of units and below before every award; run again it makes another sheet."""
    actor, units = user_by_id(actor_id), units_by_pk([unit_id, *beside])
    unit = units[unit_id]
    on = period.today()
    everybody = queries.considered_people(actor, on=on).order_by("sort_key", "pk")
    parts = [
        (each, queries.people_below(everybody, each, on=on))
        for each in (units[key] for key in (unit_id, *beside))
    ]
    total = sum(people.count() for _unit, people in parts)
    progress(0, total)
    table = tables.eligibility_of_units(parts, year=year, told=lambda done: progress(done, total))
    names = ", ".join(str(each) for each, _people in parts)
    title = _("Điều kiện khen thưởng năm %(year)s: %(unit)s") % {"year": year, "unit": names}
    content = write_list(table["header"], table["rows"], title=title)
    kept = actions.store_eligibility(actor=actor, unit=unit, year=year, content=content)
    progress.finish(
        message=_("Đã xét %(count)d người.") % {"count": total},
        url=reverse("documents:file", args=[kept.pk]),
    )


@task.task(PARCEL)
def pack(
    progress: Any,
    *,
    actor_id: int,
    round_id: int,
    dossiers: Sequence[int],
    partner_id: int,
    dated_on: str | None,
    number: str,
    reason: str,
    record: str = "",
    record_on: str | None = None,
) -> None:
    """Pack in one transaction; run again it finds the parcel that went."""
    actor, partner = user_by_id(actor_id), partner_by_key(partner_id)
    round = queries.round_of(round_id)  # noqa: A001 # the clerk's word for it
    assert round is not None  # nothing deletes a round with dossiers
    made = parcel_with(round, dossiers, partner)
    if made is None:
        made = parcels.send_dossiers(
            actor=actor, round=round, dossiers=dossiers, partner=partner, on=period.today(),
            number=number, dated_on=date.fromisoformat(dated_on) if dated_on else None,
            record=record, record_on=date.fromisoformat(record_on) if record_on else None,
            reason=reason,
            progress=lambda done, total: progress.aside(done, total, _("Đang in báo cáo")),
        )  # fmt: skip
    progress(len(dossiers), len(dossiers))
    progress.finish(
        message=_("Đã lập gói tin. Tải tệp rồi chuyển cho bên nhận."),
        url=reverse("exchange:outgoing", args=[made.pk]),
    )
