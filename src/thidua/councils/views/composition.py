"""The decisions on a council: who sits from when, its regulation, who sits for whom."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core import period
from thidua.councils import actions, forms, permits, queries
from thidua.councils.models import Council
from thidua.councils.states import Base, CouncilKind, MeetingState, RecusalRule
from thidua.councils.views.subjects import the_council, the_unit
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import units_below


@page(permit=permits.makes_councils, subject=the_unit)
def create(request: HttpRequest, unit: Any) -> HttpResponse:
    """A council from its decision, with its seats by staff code."""
    form = forms.CouncilForm(request.POST or None, units=units_below(unit, on=period.today()))
    seats = forms.SeatRows(request.POST or None, prefix="ghe")
    if request.method == "POST" and form.is_valid() and seats.is_valid():
        given = form.cleaned_data
        rows, unknown = forms.seats_typed(request.user, seats)
        if unknown:
            _tell_unknown(form, unknown)
        else:
            kind = CouncilKind(given.pop("kind"))
            made = attempt(request, lambda: actions.create_council(
                actor=request.user, unit=unit, kind=kind, seats=rows, **given
            ))  # fmt: skip
            if made is not None:
                return redirect("councils:council", made.pk)
    return render(request, "councils/create.html", {
        "title": _("Thành lập hội đồng"), "state": unit.name, "form": form, "seats": seats,
        "draft": "hoi-dong", "button": _("Thành lập"),
    })  # fmt: skip


@page(permit=permits.is_officer, subject=the_council)
def regulation(request: HttpRequest, council: Council) -> HttpResponse:
    """The council's own regulation: number, day, quorum and shares."""
    given = queries.regulation_of(council)
    form = forms.RegulationForm(request.POST or None, initial={
        "regulation": council.regulation, "regulation_on": council.regulation_on,
        "quorum": str(given.quorum) if given and given.quorum else "",
        "thresholds": "\n".join(
            f"{topic} {share}" for topic, share in sorted(given.thresholds.items())
        )
        if given else "",
        "base": council.base, "recusal": council.recusal,
    })  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        rules = said | {"base": Base(said["base"]), "recusal": RecusalRule(said["recusal"])}
        done = attempt(request, lambda: actions.set_regulation(
            actor=request.user, council=council, **rules
        ))  # fmt: skip
        if done is not None:
            return redirect("councils:council", council.pk)
    return render(request, "councils/form.html", {
        "title": _("Quy chế của hội đồng"), "state": council.name, "form": form,
        "button": _("Ghi quy chế"), "back_url": reverse("councils:council", args=[council.pk]),
    })  # fmt: skip


@page(permit=permits.is_officer, subject=the_council)
def recompose(request: HttpRequest, council: Council) -> HttpResponse:
    """A new decision on who sits, beginning with those who sit today."""
    today = period.today()
    seated = [
        {"code": f"{seat.person} ({seat.person.code})", "position": seat.position}
        for seat in queries.seats_on(council, today)
    ]
    form = forms.CompositionForm(
        request.POST or None, units=units_below(council.unit, on=today),
        initial={"valid_to": council.valid_to, "standing_body": council.standing_body_id},
    )  # fmt: skip
    seats = forms.SeatRows(request.POST or None, prefix="ghe", initial=seated)
    if request.method == "POST" and form.is_valid() and seats.is_valid():
        rows, unknown = forms.seats_typed(request.user, seats)
        if unknown:
            _tell_unknown(form, unknown)
        else:
            made = attempt(request, lambda: actions.recompose_council(
                actor=request.user, council=council, seats=rows, **form.cleaned_data
            ))  # fmt: skip
            if made is not None:
                messages.success(request, _("Đã ghi thành phần mới."))
                return redirect("councils:council", council.pk)
    return render(request, "councils/create.html", {
        "title": _("Thay đổi thành phần"), "state": council.name, "form": form, "seats": seats,
        "draft": f"thanh-phan-{council.pk}", "button": _("Ghi thành phần mới"),
        "back_url": reverse("councils:council", args=[council.pk]),
    })  # fmt: skip


@page(permit=permits.prepares, subject=the_council)
def substitutes(request: HttpRequest, council: Council) -> HttpResponse:
    """Who sits for whom, from a day or at one session; naming one more, ending one."""
    today = period.today()
    standing = queries.substitutions_of(council, on=today)
    ending = next((each for each in standing if str(each.pk) == request.POST.get("end")), None)
    form = forms.SubstituteForm(
        request.POST if request.method == "POST" and ending is None else None,
        actor=request.user, seats=queries.seats_on(council, today),
        meetings=list(queries.meetings_of(council).filter(state=MeetingState.PLANNED)),
    )  # fmt: skip
    acts: list[Any] = []
    if ending is not None:
        reason = request.POST.get("reason", "") or _("Thành viên dự họp lại")
        acts = [lambda: actions.end_substitution(
            actor=request.user, substitution=ending, on=today, reason=reason
        ) or ending]  # fmt: skip
    elif form.is_bound and form.is_valid():
        acts = [lambda: actions.name_substitute(actor=request.user, **form.given)]
    if acts and attempt(request, acts[0]) is not None:
        messages.success(request, _("Đã ghi."))
        return redirect("councils:substitutes", council.pk)
    return render(request, "councils/substitutes.html", {
        "title": _("Người dự thay"), "council": council, "form": form, "standing": standing,
    })  # fmt: skip


def _tell_unknown(form: Any, codes: list[str]) -> None:
    form.add_error(None, _("Không có mã nhân viên: %(codes)s") % {"codes": ", ".join(codes)})
