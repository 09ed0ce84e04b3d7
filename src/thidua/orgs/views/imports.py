"""Sheets brought in: given, looked through, decided, taken; and the progress of long work."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from thidua.core import audit, period
from thidua.core.encodings import NAMES
from thidua.core.models import SecurityEvent, TaskRun
from thidua.core.permit import Refused
from thidua.orgs import actions, forms, page_queries, permits, sheet
from thidua.orgs.columns import FIELDS
from thidua.orgs.imports import ENCODING, check, in_unicode, old_encoding
from thidua.orgs.models import Import
from thidua.orgs.pages import attempt, page
from thidua.orgs.states import ImportState

SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def the_import(request: HttpRequest, pk: int) -> Import | None:
    return page_queries.import_by_key(pk)


def the_run(request: HttpRequest, pk: int) -> TaskRun | None:
    return page_queries.run_by_key(pk)


def _bring(request: HttpRequest, kind: str) -> HttpResponse:
    units = page_queries.kept_units(request.user)
    form = forms.SheetForm(
        request.POST or None, request.FILES or None, units=units,
        initial={"unit": units.order_by("path").first()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> Import:
            file = given["file"]
            rows = sheet.from_file(file.read()) if file else sheet.from_text(given["text"])
            return actions.preview_import(
                actor=request.user, unit=given["unit"], kind=kind, sheet=rows
            )

        imported = attempt(request, act)
        if imported is not None:
            return HttpResponseRedirect(reverse("orgs:import", args=[imported.pk]))
    context = {
        "form": form, "kind": kind, "columns": FIELDS[kind],
        "lately": page_queries.imports_of(request.user, kind),
    }  # fmt: skip
    return render(request, "orgs/bring.html", context)


@page(permit=permits.keeps_some_unit)
def import_units(request: HttpRequest) -> HttpResponse:
    return _bring(request, "units")


@page(permit=permits.keeps_some_unit)
def import_people(request: HttpRequest) -> HttpResponse:
    return _bring(request, "people")


@page(permit=permits.keeps_some_unit)
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The sheet to fill in; with `don-vi` the people of that unit are in it, to be corrected."""
    columns = [
        (str(c.label), str(c.help), [str(x.label) for x in c.choices] if c.choices else [])
        for c in FIELDS[kind]
    ]
    rows: list[list[str]] = []
    name = _("Nhân sự") if kind == "people" else _("Đơn vị")
    asked = request.GET.get("don-vi", "")
    unit = page_queries.kept_units(request.user).filter(pk=asked if asked.isdigit() else 0).first()
    if unit is not None and kind == "people":
        rows = page_queries.sheet_of_people(unit, on=period.today())
        audit.record_security(
            SecurityEvent.Kind.EXPORTED, actor_id=request.user.pk, subject=unit,
            detail=f"{len(rows)}",
        )  # fmt: skip
    answer = HttpResponse(sheet.template(name, columns, rows), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{slugify(kind)}.xlsx"'
    return answer


@page(permit=permits.imports_rows, subject=the_import)
def imported(request: HttpRequest, imported: Import) -> HttpResponse:
    """A sheet before and after it is taken."""
    if "convert" in request.POST or "keep-encoding" in request.POST:
        attempt(request, lambda: _settle_encoding(request, imported))
        return HttpResponseRedirect(request.path)
    if request.method == "POST":
        return _answer(request, imported)
    context = {
        "imported": imported, "total": len(imported.rows), "shown": SHOWN,
        "is_preview": imported.state == ImportState.PREVIEW,
        "run": page_queries.run_of(imported) if imported.state == ImportState.RUNNING else None,
    }  # fmt: skip
    encoding = old_encoding(imported.rows, imported.choices)
    if imported.state == ImportState.PREVIEW and encoding:
        context |= {"encoding": NAMES[encoding], "before_after": _before_after(imported, encoding)}
    elif imported.state == ImportState.PREVIEW:
        checked = check(
            imported.kind, imported.rows, under=imported.unit, choices=imported.choices,
            on=period.today(),
        )  # fmt: skip
        keys = [pk for question in checked.questions for pk in question["people"]]
        people = page_queries.people_by_keys(keys)
        context |= {
            "problems": checked.problems[:SHOWN], "problem_count": len(checked.problems),
            "questions": [
                {**question, "found": [people[pk] for pk in question["people"]]}
                for question in checked.questions
            ][:SHOWN],
            "open_count": sum(question["is_open"] for question in checked.questions),
            "good_count": len(checked.good), "sample": imported.rows[:8],
            "columns": [c for c in FIELDS[imported.kind] if c.name in imported.rows[0]["values"]],
        }  # fmt: skip
    return render(request, "orgs/import.html", context)


def _before_after(imported: Import, encoding: str) -> list[tuple[int, str, str]]:
    """The first rows in which something changes: their number, as they are, as they would be."""
    changed = []
    for old, new in zip(imported.rows, in_unicode(imported.rows, encoding), strict=True):
        if old != new:
            changed.append((old["row"], _line(imported.kind, old), _line(imported.kind, new)))
    return changed[:12]


def _line(kind: str, row: dict[str, Any]) -> str:
    cells = (row["values"].get(column.name, "") for column in FIELDS[kind])
    return " · ".join(cell for cell in cells if cell)


def _answer(request: HttpRequest, imported: Import) -> HttpResponse:
    here = HttpResponseRedirect(request.path)
    if "discard" in request.POST:
        if attempt(request, lambda: actions.discard_import(actor=request.user, imported=imported)):
            messages.success(request, _("Đã bỏ tệp nhập."))
            return HttpResponseRedirect(reverse(f"orgs:import_{imported.kind}"))
        return here
    choices = {
        name.removeprefix("row-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("row-") and value
    }
    try:
        if choices:
            actions.decide_import(actor=request.user, imported=imported, choices=choices)
        if "take" not in request.POST:
            return here
        run = actions.start_import(actor=request.user, imported=imported)
    except Refused as refused:
        messages.error(request, str(refused))
        return here
    if run is not None:
        return HttpResponseRedirect(reverse("orgs:task", args=[run.pk]))
    messages.success(request, _("Đã nhập xong."))
    return here


def _settle_encoding(request: HttpRequest, imported: Import) -> Import:
    encoding = old_encoding(imported.rows, imported.choices)
    if encoding is None or "keep-encoding" in request.POST:
        kept = {ENCODING: "unicode"}
        return actions.decide_import(actor=request.user, imported=imported, choices=kept)
    return actions.convert_import(actor=request.user, imported=imported, encoding=encoding)


@page(permit=permits.follows_run, subject=the_run)
def task(request: HttpRequest, run: TaskRun) -> HttpResponse:
    """How far long work has come; asked for again by the page itself until it is over."""
    template_name = "orgs/task_now.html" if request.headers.get("HX-Request") else "orgs/task.html"
    return render(request, template_name, {"run": run})
