"""Pages of the register: of one person, of one unit, doubles, and honours carried along."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.awards import actions, papers, permits, queries
from thidua.awards.forms import outside as typed
from thidua.awards.models import MergedHonour
from thidua.awards.queries import portable, register
from thidua.awards.views.common import FORM_METHODS
from thidua.core import audit, period
from thidua.core.models import SecurityEvent
from thidua.core.permit import Refused
from thidua.documents.pdf import render_administrative
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import keeping_unit_of, people_by_pk, person_by_code, units_by_pk
from thidua.ui.messages import Undo, done


def the_person(request: HttpRequest, pk: int) -> Any:
    return people_by_pk([pk]).get(pk)


def the_collective(request: HttpRequest, pk: int) -> Any:
    return units_by_pk([pk]).get(pk)


def the_merger(request: HttpRequest, pk: int) -> MergedHonour | None:
    return register.merger_of(pk)


def _told(rows: Any) -> list[tuple[Any, str]]:
    return [(row, queries.name_of(row.award)) for row in rows]


@require_safe
@page(permit=permits.reads_honours_of, subject=the_person)
def honours_of(request: HttpRequest, person: Any) -> HttpResponse:
    """Everything on record of a person, with the file to take along."""
    rows = register.honours_of_person(person)
    return render(request, "awards/honours.html", {
        "subject": person, "own": _told(rows), "inherited": [],
        "standing": sum(row.revoked_on is None for row in rows),
        "person": person, "carry_reason": permits.carries_honours_of(request.user, person),
    })  # fmt: skip


@require_safe
@page(permit=permits.reads_collective, subject=the_collective)
def honours_of_unit(request: HttpRequest, unit: Any) -> HttpResponse:
    """A unit's honours, and apart from them those of the units in whose place it stands."""
    own, inherited = register.honours_of_unit(unit)
    every = [*own, *(row for _unit, rows in inherited for row in rows)]
    return render(request, "awards/honours.html", {
        "subject": unit, "own": _told(own),
        "inherited": [(each, _told(rows)) for each, rows in inherited],
        "standing": sum(row.revoked_on is None for row in every),
    })  # fmt: skip


@require_safe
@page(permit=permits.carries_honours_of, subject=the_person)
def honours_carried(request: HttpRequest, person: Any, ext: str) -> HttpResponse:
    """The file for a person who moves: JSON for the new installation, PDF for people."""
    today = period.today()
    unit = keeping_unit_of(person, on=today)
    name = f"khen-thuong-{slugify(person.full_name)}-{today:%Y%m%d}"
    if ext == "pdf":
        paper = papers.carried(person, unit, register.honours_of_person(person), on=today)
        content, kind = render_administrative(paper, on=today).content, "application/pdf"
    else:
        text = portable.written(person, unit=str(unit or ""), on=today)
        content, kind = text.encode(), "application/json"
    audit.record_security(
        SecurityEvent.Kind.EXPORTED, actor_id=request.user.pk, subject=person, detail=name
    )
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ext}"'
    return answer


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer_somewhere)
def honours_bring(request: HttpRequest) -> HttpResponse:
    """Take in what somebody brings from another unit: shown first, then entered."""
    form = typed.BringForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        shown = attempt(request, lambda: _looked(request, form.cleaned_data))
        if shown is not None and "take" in request.POST:
            count = attempt(
                request,
                lambda: actions.bring_honours(
                    actor=request.user, person=shown["person"], text=shown["text"]
                ),
            )
            if count is not None:
                done(request, _("Đã nhận %(count)s khen thưởng mang theo.") % {"count": count})
                return redirect("awards:honours_of", pk=shown["person"].pk)
        context |= shown or {}
    return render(request, "awards/bring.html", context)


def _looked(request: HttpRequest, given: dict[str, Any]) -> dict[str, Any]:
    """What the file tells, whose it is here, and what of it is new. Raises `Refused`."""
    text = given["text"]
    if given["file"]:
        try:
            text = given["file"].read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise portable.NotPortable(portable.STRANGE) from error
    if not text:
        raise Refused(_("Chọn tệp lý lịch khen thưởng (.json)."))
    file = portable.read(text)
    if given["person"]:
        person = person_by_code(given["person"])
        unknown = _("Không có ai mang mã %(code)s.") % {"code": given["person"]}
    else:
        person = portable.likely_owner(register.people_kept(request.user), file)
        unknown = _("Không tìm thấy đúng một người tên %(name)s: hãy ghi mã nhân viên.") % {
            "name": file.person.full_name
        }
    if person is None:
        raise Refused(unknown)
    if reason := permits.keeps_honours_of(request.user, person):
        raise Refused(reason)
    new = portable.lacking(person, file)
    return {
        "file": file, "text": text, "person": person, "new": len(new),
        "rows": [(row, row in new) for row in file.honours],
    }  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer_somewhere)
def twins(request: HttpRequest) -> HttpResponse:
    """Entries that may be one honour entered twice, side by side; what was merged, to undo."""
    if request.method == "POST":
        return _merge(request)
    groups = register.twins_of(request.user)
    return render(request, "awards/twins.html", {
        "groups": [(group[0].subject, queries.name_of(group[0].award), group) for group in groups],
        "mergers": [
            (row, queries.name_of(row.kept.award)) for row in register.mergers_by(request.user)
        ],
    })  # fmt: skip


def _merge(request: HttpRequest) -> HttpResponse:
    keys = [request.POST.get("giu", ""), request.POST.get("bo", "")]
    found = [queries.honour_of(int(key)) for key in keys if key.isdigit()]
    kept, gone = [*found, None, None][:2]
    if kept is not None and gone is not None:
        merged = attempt(
            request, lambda: actions.merge_honours(actor=request.user, kept=kept, gone=gone)
        )
        if merged is not None:
            undo = Undo(reverse("awards:unmerge", args=[merged.pk]))
            done(request, _("Đã gộp hai dòng thành một."), undo)
    return redirect("awards:twins")


@require_POST
@page(permit=permits.keeps_entry, subject=the_merger)
def unmerge(request: HttpRequest, merged: Any) -> HttpResponse:
    if attempt(request, lambda: actions.unmerge_honours(actor=request.user, merged=merged)):
        done(request, _("Đã tách lại thành hai dòng."))
    return redirect("awards:twins")
