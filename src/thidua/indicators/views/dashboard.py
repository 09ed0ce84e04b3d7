"""Where a set stands at a glance: lights with words, periods side by side, spread, types."""

import hashlib
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from thidua.core import period
from thidua.documents.pages import hand_out_sheet
from thidua.indicators import charted, papers, permits, queries
from thidua.indicators.models import IndicatorSet
from thidua.indicators.told import Told, look_told
from thidua.indicators.views.looks import Looked, looked
from thidua.indicators.views.subjects import the_set
from thidua.orgs.pages import page


@require_safe
@page(permit=permits.reads_somewhere)
def boards(request: HttpRequest) -> HttpResponse:
    """The open sets whose sums one sees."""
    rows = queries.sets_summed_for(request.user, on=period.today())
    return render(request, "indicators/boards.html", {"rows": rows})


@require_safe
@page(permit=permits.sums_up, subject=the_set)
def dashboard(request: HttpRequest, of_set: IndicatorSet) -> HttpResponseBase:
    """Drawn anew only when a figure, the day or the reader changes."""
    at = looked(request, of_set)
    told = Told.of(at.look, at.frames)
    drawn = charted.Drawn.of(told)
    if request.GET.get("tep") == "xlsx":
        return hand_out_sheet(papers.charts_sheet(look_told(at.look), drawn), "bang-chi-tieu")
    etag = _mark(request, told, drawn)
    if not len(get_messages(request)):
        same = get_conditional_response(request, etag=etag)
        if same is not None:
            return same
    answer = render(request, "indicators/dashboard.html", _context(at, told, drawn))
    answer["ETag"], answer["Cache-Control"] = etag, "private, no-cache"
    return answer


def _mark(request: HttpRequest, told: Told, drawn: charted.Drawn) -> str:
    """Of everything that the page tells, and of whom it tells it to."""
    said = [
        request.user.pk, request.session.session_key, get_language(), told.look.on,
        request.get_full_path(), drawn, [
            (line.meaning.name, line.value, line.parts, line.filled, line.unasked,
             [each.words for each in line.judged]) for line in told.lines
        ],
        [(row.unit.pk, str(row.unit), row.filled, row.met) for row in told.rows],
    ]  # fmt: skip
    return f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:32]}"'


def _context(at: Looked, told: Told, drawn: charted.Drawn) -> dict[str, Any]:
    judged = [each.verdict for line in told.lines for each in line.judged]
    filled = told.filled
    return {
        "set": at.look.set, "at": at, "told": look_told(at.look), "drawn": drawn,
        "filled": filled, "missing": max(0, filled.missing),
        "said": filled.reported + filled.absent,
        "met": judged.count("met"), "unmet": judged.count("unmet"), "judged": len(judged),
        "open_count": len(judged) - judged.count("met") - judged.count("unmet"),
        "lines": [
            (line, at.address("rollup", chi_tieu=line.key), at.address("proof", line.key))
            for line in told.lines
        ],
        "types": charted.by_type(told),
        "rows": [(row, at.address("dashboard", don_vi=row.unit.pk)) for row in told.rows],
        "above": [(unit, at.address("dashboard", don_vi=unit.pk)) for unit in at.above],
        "rollup_url": at.address("rollup"), "xlsx_url": at.address("dashboard", tep="xlsx"),
        "back_url": reverse("indicators:set", args=[at.look.set.pk]),
    }  # fmt: skip
