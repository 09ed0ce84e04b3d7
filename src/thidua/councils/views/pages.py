"""The councils that one sees, who sat on a day, the calling of sessions, and the minutes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.councils import actions, forms, permits, queries
from thidua.councils.models import Council, Meeting
from thidua.councils.views.subjects import MAKERS, the_council, the_meeting
from thidua.documents.pages import hand_out
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.permits import is_signed_in
from thidua.orgs.queries import trail_of, units_in_reach
from thidua.orgs.states import UnitKind
from thidua.ui.columns import Column
from thidua.ui.lists import Empty, ListPage

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
        return {
            "main_action_url": url, "main_action_label": _("Thành lập hội đồng"),
            "sitting_url": reverse("councils:sitting_plan", args=[unit.pk]),
        }  # fmt: skip


@page(permit=permits.sees, subject=the_council)
def council(request: HttpRequest, council: Council) -> HttpResponse:
    """Who sits, or sat on the day asked for; what waits, which sessions were held."""
    today = period.today()
    asked = forms.DayForm(request.GET if "ngay" in request.GET else None)
    day = asked.cleaned_data["ngay"] if asked.is_bound and asked.is_valid() else today
    rule = queries.regulation_of(council)
    return render(request, "councils/council.html", {
        "title": council.name, "council": council, "day": day, "asked": asked, "today": today,
        "seats": queries.seats_on(council, day),
        "composition": queries.composition_on(council, day),
        "compositions": queries.compositions_of(council),
        "substitutions": queries.substitutions_of(council, on=today),
        "meetings": queries.meetings_of(council),
        "waiting": queries.waiting_cases(council),
        "veiled": queries.veiled_cases(request.user, queries.waiting_cases(council)),
        "shares": [
            (queries.topic_name(topic), share) for topic, share in rule.thresholds.items()
        ] if rule else [],
        "quorum": queries.quorum_of(council, present=0, members=1, on=today).rule,
        "why_not_plan": permits.prepares(request.user, council),
        "why_not_regulate": permits.is_officer(request.user, council),
        "sits": permits.is_council_member(request.user, council) is None,
        "trail": trail_of(council),
    })  # fmt: skip


@page(permit=permits.prepares, subject=the_council)
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


@page(permit=permits.sees, subject=the_meeting)
def ballot(request: HttpRequest, meeting: Meeting, ext: str) -> HttpResponse:
    """The ballot paper to be printed and handed out."""
    return hand_out(
        request, "councils.ballot", meeting, issuer=meeting.council.unit, ext=ext,
        on=meeting.held_on,
        name=f"phieu-binh-xet-{meeting.pk}", back="councils:meeting",
    )  # fmt: skip


@page(permit=permits.sees, subject=the_meeting)
def minutes(request: HttpRequest, meeting: Meeting, ext: str) -> HttpResponse:
    """The minutes as PDF or Word; a reader in conflict gets a copy of their own."""
    return hand_out(
        request, "councils.minutes", meeting, issuer=meeting.council.unit, ext=ext,
        on=meeting.held_on, name=f"bien-ban-{meeting.pk}", back="councils:meeting",
        veiled=queries.veiled_cases(request.user, meeting.cases.all()),
    )  # fmt: skip
