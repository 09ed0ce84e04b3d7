"""Councils, their composition and regulation, the calling of sessions, and the minutes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.councils import actions, forms, permits, queries
from thidua.councils.models import Council, Meeting
from thidua.councils.states import CouncilKind, SeatPosition
from thidua.documents import registry
from thidua.documents.uploads import MIME
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.permits import is_signed_in
from thidua.orgs.queries import trail_of, units_in_reach, visible_people
from thidua.orgs.states import Role, UnitKind
from thidua.ui.columns import Column
from thidua.ui.lists import Empty, ListPage

MAKERS = (Role.OFFICER, Role.DIRECTOR)
LEGAL = {UnitKind.HOSPITAL, UnitKind.HEALTH_DEPARTMENT, UnitKind.GRASSROOTS_UNION}


class Councils(Paged, ListPage):
    """The councils that one sees."""

    permit = is_signed_in
    title = gettext_lazy("Hội đồng")
    row_url = "councils:council"
    search_fields = ("folded",)
    export_name = "hoi-dong"
    empty = Empty(
        gettext_lazy("Bạn chưa thuộc hội đồng nào"),
        gettext_lazy("Hội đồng mà bạn là thành viên, hoặc của đơn vị bạn phụ trách, hiện ở đây."),
        icon="users-group",
    )
    columns = (
        Column("name", gettext_lazy("Hội đồng"), sort=("name",)),
        Column("unit", gettext_lazy("Đơn vị"), "unit.name", phone=False),
        Column("members", gettext_lazy("Thành viên"), kind="number"),
        Column("waiting", gettext_lazy("Chờ đưa ra họp"), kind="number"),
        Column("in_session", gettext_lazy("Phiên chưa bế mạc"), kind="number", phone=False),
    )

    def get_rows(self) -> Any:
        return queries.councils_with_work(self.request.user)

    def get_context(self) -> dict[str, Any]:
        units = units_in_reach(self.request.user, MAKERS).filter(kind__in=LEGAL)
        unit = units.order_by("path").first()
        if unit is None:
            return {}
        url = reverse("councils:create", args=[unit.pk])
        return {"main_action_url": url, "main_action_label": _("Thành lập hội đồng")}


def _council(request: HttpRequest, pk: int) -> Council:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(queries.meetings_visible_to(request.user), pk=pk)


def _unit(request: HttpRequest, unit: int) -> Any:
    return get_object_or_404(units_in_reach(request.user, MAKERS), pk=unit)


@page(permit=permits.sees, subject=_council)
def council(request: HttpRequest, council: Council) -> HttpResponse:
    """Who sits, what waits, which sessions were held."""
    today = period.today()
    rule = queries.regulation_of(council)
    return render(request, "councils/council.html", {
        "title": council.name, "council": council,
        "seats": queries.seats_on(council, today),
        "meetings": queries.meetings_of(council),
        "waiting": queries.waiting_cases(council),
        "shares": [
            (queries.topic_name(topic), share) for topic, share in rule.thresholds.items()
        ] if rule else [],
        "quorum": queries.quorum_of(council, present=0, members=1, on=today).rule,
        "why_not_plan": permits.prepares(request.user, council),
        "why_not_regulate": permits.is_officer(request.user, council),
        "trail": trail_of(council),
    })  # fmt: skip


@page(permit=permits.makes_councils, subject=_unit)
def create(request: HttpRequest, unit: Any) -> HttpResponse:
    """A council from its decision, with its seats by staff code."""
    form = forms.CouncilForm(request.POST or None)
    seats = forms.SeatRows(request.POST or None, prefix="ghe")
    if request.method == "POST" and form.is_valid() and seats.is_valid():
        given = form.cleaned_data
        known = visible_people(request.user).filter(code__in=[row["code"] for row in seats.kept])
        people = {person.code: person for person in known}
        unknown = [row["code"] for row in seats.kept if row["code"] not in people]
        if unknown:
            form.add_error(
                None, _("Không có mã nhân viên: %(codes)s") % {"codes": ", ".join(unknown)}
            )
        else:
            rows = [(people[row["code"]], SeatPosition(row["position"])) for row in seats.kept]
            kind = CouncilKind(given.pop("kind"))
            made = attempt(request, lambda: actions.create_council(
                actor=request.user, unit=unit, kind=kind, seats=rows, **given
            ))  # fmt: skip
            if made is not None:
                return redirect("councils:council", made.pk)
    return render(request, "councils/create.html", {
        "title": _("Thành lập hội đồng"), "state": unit.name, "form": form, "seats": seats,
    })  # fmt: skip


@page(permit=permits.is_officer, subject=_council)
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
    })  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done = attempt(request, lambda: actions.set_regulation(
            actor=request.user, council=council, **form.cleaned_data
        ))  # fmt: skip
        if done is not None:
            return redirect("councils:council", council.pk)
    return render(request, "councils/form.html", {
        "title": _("Quy chế của hội đồng"), "state": council.name, "form": form,
        "button": _("Ghi quy chế"), "back_url": reverse("councils:council", args=[council.pk]),
    })  # fmt: skip


@page(permit=permits.prepares, subject=_council)
def plan(request: HttpRequest, council: Council) -> HttpResponse:
    """Call a session; everything that waits goes on its agenda."""
    form = forms.MeetingForm(request.POST or None, initial={"held_on": period.today()})
    if request.method == "POST" and form.is_valid():
        made = attempt(request, lambda: actions.plan_meeting(
            actor=request.user, council=council, **form.cleaned_data
        ))  # fmt: skip
        if made is not None:
            return redirect("councils:meeting", made.pk)
    return render(request, "councils/form.html", {
        "title": _("Lên lịch họp"), "state": council.name, "form": form,
        "button": _("Lên lịch"), "back_url": reverse("councils:council", args=[council.pk]),
    })  # fmt: skip


@page(permit=permits.sees, subject=_meeting)
def minutes(request: HttpRequest, meeting: Meeting, ext: str) -> HttpResponse:
    """The minutes as PDF or Word, from the same blocks."""
    if ext not in ("pdf", "docx"):
        raise Http404
    content = registry.render(
        "councils.minutes", registry.build("councils.minutes", meeting),
        file_format="pdf" if ext == "pdf" else "docx", on=meeting.held_on,
    )  # fmt: skip
    response = HttpResponse(content, content_type=MIME["pdf" if ext == "pdf" else "docx"])
    response["Content-Disposition"] = f'inline; filename="bien-ban-{meeting.pk}.{ext}"'
    return response
