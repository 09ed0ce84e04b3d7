"""The achievement report: written item by item, begun from what is known."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.awards import actions, permits, queries
from thidua.awards.actions.reporting import EDITABLE
from thidua.awards.views.common import FORM_METHODS, the_dossier
from thidua.core.marks import mark_of
from thidua.orgs.pages import attempt, page
from thidua.ui.messages import done


@require_http_methods(FORM_METHODS)
@page(permit=permits.writes_report, subject=the_dossier)
def report_edit(request: HttpRequest, dossier: Any) -> HttpResponse:
    """Every item of the form with its text; facts that are kept as tables stand beside."""
    if dossier.state not in EDITABLE:
        return redirect("awards:dossier", pk=dossier.pk)
    typed, seen = _typed(request)
    if request.method == "POST":
        kept = attempt(
            request,
            lambda: actions.write_report(
                actor=request.user, dossier=dossier, texts=typed, seen=seen
            ),
        )
        if kept is not None:
            done(request, _("Đã lưu báo cáo."))
            return redirect("awards:report_edit", pk=dossier.pk)
    written = queries.report_of(dossier)
    return render(request, "awards/report.html", {
        "dossier": dossier, "form": written.form, "missing": written.missing,
        "award": queries.name_of(dossier.award),
        "sections": [
            (section, [(part, *_shown(part, typed, seen)) for part in parts])
            for section, parts in written.sections
        ],
    })  # fmt: skip


def _typed(request: HttpRequest) -> tuple[dict[str, str], dict[str, str]]:
    """Texts by item, and the mark of each that its writer had before them."""
    sent = {name: str(value) for name, value in request.POST.items()}
    typed = {name[5:]: text for name, text in sent.items() if name.startswith("text-")}
    return typed, {key: sent[f"seen-text-{key}"] for key in typed if f"seen-text-{key}" in sent}


def _shown(part: Any, typed: dict[str, str], seen: dict[str, str]) -> tuple[str, bool, bool]:
    """The text in its place, whether it was typed just now, and whether another one is kept."""
    key = part.item.key
    if key not in typed or mark_of(typed[key]) == part.mark:
        return part.text, False, False
    return typed[key], True, seen.get(key, part.mark) != part.mark
