"""The list of clusters, one cluster on a day, and the forms of its officer."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.clusters import actions, forms, permits, queries, tables
from thidua.clusters.models import Cluster
from thidua.core import period
from thidua.core.permit import Reason
from thidua.orgs import permits as orgs_permits
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.components import Case
from thidua.ui.lists import Empty, ListPage

_PAGE = "clusters:cluster"


def the_cluster(request: HttpRequest, pk: int) -> Cluster | None:
    return queries.cluster_for(request.user, pk)


class ClusterList(Paged, ListPage):
    permit = orgs_permits.is_signed_in
    title = _("Cụm, khối thi đua")
    columns = tables.CLUSTERS
    filterset_class = tables.ClusterFilter
    search_fields = ("folded",)
    search_hint = _("Tìm theo tên cụm, khối; không cần dấu")
    default_sort = ("unit__sort_key", "folded")
    row_url = _PAGE
    export_name = "cum-khoi-thi-dua"
    empty = Empty(
        _("Chưa có cụm, khối thi đua nào"),
        _("Các đơn vị ngang nhau thi đua trong một cụm, khối theo quyết định từng năm. Cán bộ thi "
          "đua của đơn vị cấp trên lập ở đây: dán danh sách thành viên, chọn trưởng, phó."),
        icon="users-group",
    )  # fmt: skip

    def get_rows(self) -> Any:
        return queries.listed(self.request.user, on=period.today())

    def get_state(self, total: int) -> Reason:
        return gettext("%(total)s cụm, khối") % {"total": formats.number(total)}

    def get_context(self) -> dict[str, Any]:
        if permits.sets_up_somewhere(self.request.user, None) is not None:
            return {}
        return {"main_action_url": reverse("clusters:set_up"), "main_action_label": _("Thành lập")}


def _asked_day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return period.today()


@require_safe
@page(permit=orgs_permits.is_signed_in, subject=the_cluster)
def detail(request: HttpRequest, cluster: Cluster) -> HttpResponseBase:
    """The members on a day (`?ngay=`, otherwise today), and every term."""
    day = _asked_day(request)
    term = queries.term_on(cluster, day)
    has_ended = cluster.ended_on is not None and cluster.ended_on < period.today()
    facts: list[tuple[Reason, Any]] = [(_("Loại"), cluster.get_kind_display())]
    if term is not None:
        until = formats.day(term.valid_to) if term.valid_to else gettext("khi có quyết định mới")
        facts += [
            (_("Đơn vị trưởng"), term.head), (_("Theo quyết định"), term.decision),
            (_("Nhiệm kỳ"), f"{formats.day(term.valid_from)} – {until}"),
        ]  # fmt: skip
    if cluster.ended_on is not None:
        facts.append((_("Hoạt động đến hết ngày"), formats.day(cluster.ended_on)))
        facts.append((_("Lý do kết thúc"), cluster.end_reason))
    context = {
        "cluster": cluster,
        "case": Case(
            who=str(cluster.unit), what=cluster.name, facts=facts,
            state=_("Đã kết thúc") if has_ended else _("Đang hoạt động"),
            tone="draft" if has_ended else "pass",
        ),
        "day": day,
        "term": term,
        "members": queries.members_of(term) if term is not None else [],
        "terms": queries.terms_of(cluster),
        "may": permits.changes(request.user, cluster) is None,
        "trail": orgs.trail_of(cluster) if permits.keeps(request.user, cluster) is None else [],
    }  # fmt: skip
    return render(request, "clusters/cluster.html", context)


@page(permit=permits.sets_up_somewhere)
def set_up(request: HttpRequest) -> HttpResponseBase:
    form = forms.ClusterForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        act = actions.set_up_cluster
        made = attempt(request, lambda: act(actor=request.user, **form.facts))
        if made is not None:
            messages.success(request, gettext("Đã thành lập."))
            return redirect(_PAGE, made.pk)
    return render(request, "clusters/form.html", {"form": form})


@page(permit=permits.changes, subject=the_cluster)
def change(request: HttpRequest, cluster: Cluster) -> HttpResponseBase:
    """The next term, filled in with who is there now."""
    last = queries.last_term(cluster)
    form = forms.TermForm(request.POST or None, owner=cluster.unit, term=last)
    if request.method == "POST" and form.is_valid():
        act = actions.change_members
        made = attempt(request, lambda: act(actor=request.user, cluster=cluster, **form.facts))
        if made is not None:
            messages.success(request, gettext("Đã lập nhiệm kỳ mới."))
            return redirect(_PAGE, cluster.pk)
    return render(request, "clusters/form.html", {"form": form, "cluster": cluster})


@page(permit=permits.changes, subject=the_cluster)
def end(request: HttpRequest, cluster: Cluster) -> HttpResponseBase:
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act, given = actions.end_cluster, form.cleaned_data
        if attempt(request, lambda: act(actor=request.user, cluster=cluster, **given)):
            messages.success(request, gettext("Đã kết thúc cụm, khối."))
            return redirect(_PAGE, cluster.pk)
    return render(request, "clusters/end.html", {"form": form, "cluster": cluster})
