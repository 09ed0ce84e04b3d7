"""Sums of a set as a table: unit by unit downwards to the report, on paper and as a worksheet."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.documents.pages import hand_out, hand_out_sheet
from thidua.indicators import looked as words
from thidua.indicators import papers, permits, queries, told, wording
from thidua.indicators.models import IndicatorSet
from thidua.indicators.reported import tone_of
from thidua.indicators.views.looks import looked
from thidua.indicators.views.subjects import the_set
from thidua.orgs.pages import page


@require_safe
@page(permit=permits.sums_up, subject=the_set)
def rollup(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    """Each indicator of the set for one unit, and the units right below it as rows."""
    at = looked(request, of_set)
    seen = queries.seen(at.look, at.frames)
    targets = queries.targets_of(of_set)
    lines = words.lines_of(seen, targets)
    one = next((line for line in lines if line.key == at.indicator), None)
    units = {at.look.unit.pk, *seen.leaves}
    reports: dict[int, list[Any]] = {pk: [] for pk in units}
    for report in queries.reports_at(at.look, units):
        reports[report.unit_id].append(report)
    context = {
        "set": of_set, "at": at, "told": told.look_told(at.look), "seen": seen, "one": one,
        "lines": [
            (line, at.address("rollup", chi_tieu=line.key), at.address("proof", line.key))
            for line in ([one] if one else lines)
        ],
        "rows": [
            (row, at.address("rollup", don_vi=row.unit.pk), reports.get(row.unit.pk, []))
            for row in words.rows_of(seen, targets, at.indicator)
        ],
        "reports": [(report, tone_of(report.state)) for report in reports[at.look.unit.pk]],
        "above": [(unit, at.address("rollup", don_vi=unit.pk)) for unit in at.above],
        "counts": wording.counts_told(one.meaning) if one else "",
        "all_url": at.address("rollup", chi_tieu=""),
        "pdf_url": at.address("rollup_file", "pdf", chi_tieu=""),
        "xlsx_url": at.address("rollup_file", "xlsx", chi_tieu=""),
        "board_url": at.address("dashboard", chi_tieu=""),
        "asking_url": at.address("asking", chi_tieu="")
        if permits.may_ask(request.user, of_set) is None else "",
    }  # fmt: skip
    return render(request, "indicators/rollup.html", context)


@require_safe
@page(permit=permits.sums_up, subject=the_set)
def rollup_file(request: HttpRequest, of_set: IndicatorSet, ext: str) -> HttpResponse:
    """The same figures on paper (PDF, Word) or as a worksheet."""
    at = looked(request, of_set)
    shown = told.Told.of(at.look, at.frames)
    if ext == "xlsx":
        return hand_out_sheet(papers.sheet_of(shown), "tong-hop-chi-tieu")
    return hand_out(
        request, "indicators.rollup", of_set, issuer=at.look.unit, ext=ext, on=at.look.on,
        name="tong-hop-chi-tieu", back="indicators:rollup", shown=shown,
    )  # fmt: skip


@require_safe
@page(permit=permits.sums_up, subject=the_set)
def proof(request: HttpRequest, of_set: IndicatorSet, indicator: int) -> HttpResponse:
    """Which units make up one figure, and why each counts or does not."""
    at = looked(request, of_set)
    if indicator not in at.frames.keys:
        raise Http404
    seen = queries.seen(at.look, at.frames, below=False)
    lines = words.lines_of(seen, queries.targets_of(of_set))
    line = next(each for each in lines if each.key == indicator)
    found = queries.proof_of(at.look, at.frames, indicator)
    groups = told.proven(line.meaning, found)
    if request.GET.get("tep") == "xlsx":
        sheet = papers.proof_sheet(told.look_told(at.look), line, groups)
        return hand_out_sheet(sheet, "chung-minh-chi-tieu")
    context = {
        "set": of_set, "at": at, "told": told.look_told(at.look), "line": line, "groups": groups,
        "counts": wording.counts_told(line.meaning, found.base),
        "above": [(unit, at.address("proof", indicator, don_vi=unit.pk)) for unit in at.above],
        "back_url": at.address("rollup"),
        "xlsx_url": at.address("proof", indicator, tep="xlsx"),
    }  # fmt: skip
    return render(request, "indicators/proof.html", context)


@require_safe
@page(permit=permits.may_ask, subject=the_set)
def asking(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    """What whoever checks may ask about, as questions."""
    at = looked(request, of_set)
    found = queries.questions_on(at.look, at.frames)
    context = {
        "set": of_set, "at": at, "told": told.look_told(at.look),
        "rows": [
            (each, told.asked_told(each, at.frames.known(each.indicator))) for each in found
        ],
        "above": [(unit, at.address("asking", don_vi=unit.pk)) for unit in at.above],
        "back_url": at.address("rollup"),
    }  # fmt: skip
    return render(request, "indicators/asking.html", context)
