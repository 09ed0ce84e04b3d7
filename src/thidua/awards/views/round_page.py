"""The page of one round: figures, caps, what rose, its dossiers, and the next step."""

from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.awards import actions, forms, permits, queries
from thidua.awards.queries import deadlines
from thidua.awards.states import ROUND, DossierState, RoundState
from thidua.awards.tables import tone
from thidua.awards.views.quotas import caps
from thidua.core import period
from thidua.disclosures import queries as disclosures
from thidua.orgs.pages import Paged
from thidua.ui.columns import Column
from thidua.ui.lists import BulkAction, Empty, ListPage


class DossierFilter(django_filters.FilterSet):  # type: ignore[misc] # the package has no types
    """By award and state."""

    award = django_filters.ChoiceFilter(
        label=gettext_lazy("Danh hiệu, hình thức"), choices=forms.award_choices
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Trạng thái"), choices=DossierState.choices
    )


def _verdict(row: Any) -> tuple[str, str] | None:
    return (row.assessment["verdict"], "") if row.assessment else None


def _stand_by(actor: Any, rows: Any) -> str:
    keys = [row.pk for row in rows]
    done = actions.hold_in_reserve(actor=actor, round=rows[0].round, dossiers=keys)
    return _("Đã đưa %(n)s hồ sơ vào danh sách dự bị.") % {"n": len(done)}


def _place(row: Any) -> str:
    """The department; whence it rose, and its place among those that stand by."""
    told = [
        row.home_unit.name,
        _("từ %(unit)s") % {"unit": row.whence} if row.whence else "",
        _("dự bị thứ %(n)s") % {"n": row.reserve} if row.reserve is not None else "",
    ]
    return "; ".join(part for part in told if part)


class RoundPage(Paged, ListPage):
    """A round: figures that open lists, the dossiers, and the next step."""

    permit = permits.reads_unit
    template_name = "awards/round.html"
    filterset_class = DossierFilter
    search_fields = ("person__folded", "unit__folded")
    default_sort = ("award", "person__sort_key", "unit__sort_key")
    row_url = "awards:dossier"
    columns = (
        Column("name", gettext_lazy("Người, tập thể"), value="subject", sort=("person__sort_key",)),
        Column("award", gettext_lazy("Đề nghị"), value=lambda row: queries.name_of(row.award)),
        Column("home_unit", gettext_lazy("Đơn vị"), value=_place),
        Column(
            "verdict", gettext_lazy("Điều kiện khi nộp"), kind="status", value=_verdict,
            absent=gettext_lazy("chưa nộp"),
        ),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status",
            value=lambda row: (tone(row), row.get_state_display()), sort=("state",),
        ),
    )  # fmt: skip
    bulk_actions = (
        BulkAction("submit", gettext_lazy("Nộp hồ sơ"), act=lambda actor, rows: "", icon="send"),
        BulkAction(
            "send", gettext_lazy("Đưa ra hội đồng"), act=lambda actor, rows: "", icon="users-group"
        ),
        BulkAction("rise", gettext_lazy("Trình lên"), act=lambda actor, rows: "", icon="arrow-up"),
        BulkAction("back", gettext_lazy("Trả lại"), act=lambda actor, rows: "", icon="arrow-left"),
        BulkAction(
            "reserve",
            gettext_lazy("Đưa vào dự bị"),
            act=_stand_by,
            icon="clock",
            effect=lambda actor, row: queries.name_of(row.award),
        ),
    )
    empty = Empty(
        gettext_lazy("Chưa có hồ sơ nào"),
        gettext_lazy("Lập hồ sơ từ danh sách đăng ký của phong trào hoặc dán danh sách."),
    )

    def get_subject(self) -> Any:
        return queries.round_or_404(self.kwargs["pk"])

    @property
    def title(self) -> str:  # type: ignore[override] # of the round, not of the class
        return str(self.subject.name)

    def get_rows(self) -> Any:
        return queries.with_whence(self.subject).select_related("round")

    def allowed_bulk(self) -> list[BulkAction]:
        return list(self.bulk_actions) if self.runs else []

    @property
    def runs(self) -> bool:
        return permits.is_officer(self.request.user, self.subject) is None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Many at once goes on to the page that shows to whom what will happen."""
        name = request.POST.get("do", "")
        if name not in ("submit", "send", "rise", "back") or not self.runs:
            return super().post(request, *args, **kwargs)
        keys = ",".join(str(row.pk) for row in self.picked(request))
        address = reverse(f"awards:round_{name}", args=[self.subject.pk])
        return redirect(f"{address}?pick={keys}" if keys else request.get_full_path())

    def get_state(self, total: int) -> str:
        return ""

    def get_context(self) -> dict[str, Any]:
        found = queries.round_figures(self.subject)
        address = reverse("awards:round", args=[self.subject.pk])
        return {
            "round": self.subject,
            "tone": tone(self.subject),
            "figures": [
                (found[state], DossierState(state).label, f"{address}?state={state}")
                for state in DossierState
                if found.get(state)
            ],
            "decisions": queries.decisions_of(self.subject),
            "undecided": [
                (queries.name_of(code), count)
                for code, count in queries.undecided_awards(self.subject)
            ],
            "runs": self.runs,
            **caps(self.request, self.subject),
            "has_reserve": bool(queries.in_reserve(self.subject)),
            "waits_outside": bool(found.get(DossierState.RISEN)),
            "risen": queries.risen_from(self.subject),
            "disclosed": disclosures.latest_of(permits.DISCLOSED, self.subject.pk),
            "next": self._next(found) if self.runs else None,
            "dues": self._dues(),
            "is_open": self.subject.state == RoundState.OPEN,
            "reopen_reason": ROUND.refusal(self.subject, "reopen"),
            "close_reason": ROUND.refusal(self.subject, "close"),
        }

    def _dues(self) -> list[deadlines.Due]:
        """The days that regulations set, while dossiers are taken in."""
        if self.subject.state != RoundState.OPEN:
            return []
        about = self.subject
        return deadlines.dues_of(about.unit, about.awards, about.year, on=period.today())

    def _next(self, found: dict[str, int]) -> tuple[str, str] | None:
        """The one step that the officer owes the round."""
        to = [self.subject.pk]
        waiting = found.get(DossierState.DRAFT, 0) + found.get(DossierState.RETURNED, 0)
        is_open = self.subject.state == RoundState.OPEN
        if queries.unreceived(self.subject):
            return _("Tiếp nhận hồ sơ cấp dưới trình"), reverse("awards:round_receive", args=to)
        if queries.undecided_awards(self.subject):
            return _("Dự thảo quyết định"), reverse("awards:decision_draft", args=to)
        if is_open and waiting:
            told = ngettext("Nộp %(n)s hồ sơ", "Nộp %(n)s hồ sơ", waiting) % {"n": waiting}
            return told, reverse("awards:round_submit", args=to)
        if found.get(DossierState.SUBMITTED):
            if not queries.councils_for(self.subject, on=period.today()).exists():
                return _("Trình lên"), reverse("awards:round_rise", args=to)
            return _("Đưa ra hội đồng"), reverse("awards:round_send", args=to)
        return (_("Lập hồ sơ"), reverse("awards:propose", args=to)) if is_open else None
