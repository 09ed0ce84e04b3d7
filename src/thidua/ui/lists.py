"""List pages: declared columns, filters, search, sort, pages, selection, bulk actions, export."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from thidua.core.capability import Registry
from thidua.core.permit import Reason, Refused
from thidua.core.text import fold
from thidua.ui import formats
from thidua.ui.columns import Column, cells
from thidua.ui.forms import ReasonForm
from thidua.ui.messages import Undo, done

Exporter = Callable[..., HttpResponse]
EXPORTERS: Registry[Exporter] = Registry("exporter of lists")
"""`(*, name, title, header, rows) -> HttpResponse` by file format, such as `xlsx`."""


@dataclass(frozen=True)
class BulkAction:
    """What can be done to many rows at once: first shown to whom, then done.

    `refuse(actor, row)` tells why a row is left out; `effect(actor, row)` what will happen to it;
    `act(actor, rows)` does it (one action of the app) and returns the sentence to show, or that
    and the `Undo` that restores what was before. With `asks_reason` the preview asks for one and
    `act` gets it as `reason=`.
    """

    name: str
    label: Reason
    act: Callable[..., Reason | tuple[Reason, Undo]]
    effect: Callable[[Any, Any], Reason] | None = None
    refuse: Callable[[Any, Any], Reason | None] | None = None
    permit: Callable[[Any], Reason | None] | None = None
    icon: str = "arrow-right"
    danger: bool = False
    asks_reason: bool = False


@dataclass(frozen=True)
class Total:
    """A number over the whole list that opens its part.

    `of` is an aggregate (`Count("pk", filter=Q(state="submitted"))`); `opens` what the address
    then says (`{"state": "submitted"}`).
    """

    label: Reason
    of: Any
    opens: Mapping[str, str] = field(default_factory=dict)
    kind: Literal["number", "money"] = "number"


@dataclass(frozen=True)
class Empty:
    """What an empty list teaches: what will appear and how."""

    title: Reason
    text: Reason = ""
    action: Reason = ""
    url: str = ""
    icon: str = "inbox"


class ListPage(View):
    """A list; subclasses declare columns and give `get_rows()`, already cut by `visible_to`."""

    template_name = "ui/list.html"
    title: Reason = ""
    columns: Sequence[Column] = ()
    filterset_class: ClassVar[Any] = None
    search_fields: Sequence[str] = ()
    search_hint: Reason = gettext_lazy("Tìm theo tên, không cần dấu")
    default_sort: Sequence[str] = ()
    page_size = 50
    row_url = ""
    bulk_actions: Sequence[BulkAction] = ()
    totals: Sequence[Total] = ()
    empty = Empty(gettext_lazy("Chưa có gì ở đây"))
    export_name = "danh-sach"

    # What a list page overrides.

    def get_rows(self) -> QuerySet[Any]:
        raise LookupError(f"{type(self).__name__} gives no rows")

    def get_columns(self) -> Sequence[Column]:
        return self.columns

    def search(self, rows: QuerySet[Any], folded: str) -> QuerySet[Any]:
        """Rows whose folded `search_fields` hold every word; override for full-text search."""
        for word in folded.split():
            words = Q()
            for name in self.search_fields:
                words |= Q(**{f"{name}__contains": word})
            rows = rows.filter(words)
        return rows

    def get_state(self, total: int) -> Reason:
        said = ngettext("%(total)s dòng", "%(total)s dòng", total)
        return said % {"total": formats.number(total)}

    def get_context(self) -> dict[str, Any]:
        """More for the template, as `main_action_url` and `main_action_label`."""
        return {}

    # How it runs.

    @property
    def can_search(self) -> bool:
        return bool(self.search_fields) or type(self).search is not ListPage.search

    def narrowed(self, params: QueryDict) -> tuple[QuerySet[Any], Any]:
        """The rows that filters, search and sort of the address leave, and the filter form."""
        rows = self.get_rows()
        filters = None
        if self.filterset_class is not None:
            filters = self.filterset_class(params, queryset=rows, request=self.request)
            rows = filters.qs
        if self.can_search and (query := fold(params.get("q", ""))):
            rows = self.search(rows, query)
        return self.sorted(rows, params.get("sort", "")), filters

    def sorted(self, rows: QuerySet[Any], sort: str) -> QuerySet[Any]:
        column = next((c for c in self.get_columns() if c.sort and c.key == sort.lstrip("-")), None)
        names = column.sort if column else self.default_sort
        if column and sort.startswith("-"):
            names = [
                name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in names
            ]
        # A last, unique key: without it rows move between pages.
        return rows.order_by(*names, "pk") if names or not rows.query.order_by else rows

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows, filters = self.narrowed(request.GET)
        if request.GET.get("export") in self.formats():
            return self.export(rows, request.GET["export"])
        page: Page[Any] = Paginator(rows, self.page_size).get_page(request.GET.get("page"))
        total = page.paginator.count
        own = self.get_context()
        context = {
            "title": self.title,
            "state": self.get_state(total),
            "page": page,
            "total": total,
            "columns": self.headed(request.GET),
            "lines": list(self.lines(page.object_list)),
            "sums": self.summed(rows) if total else None,
            "totals": self.counted(request.GET),
            "filters": filters,
            "filters_on": self.filters_on(request.GET, filters),
            "query": request.GET.get("q", ""),
            "narrowed": self.is_narrowed(request.GET, filters),
            "can_search": self.can_search,
            "search_hint": self.search_hint,
            "bulk": self.allowed_bulk(),
            "empty": self.taught(own),
            "exports": self.formats() if total else [],
            "without_page": _without(request.GET, "page", "export"),
            "sort": request.GET.get("sort", ""),
            **own,
        }
        return render(request, self.template_name, context)

    def taught(self, own: Mapping[str, Any]) -> Empty:
        """What an empty list teaches; who may begin it is offered that there as well."""
        if self.empty.url or not own.get("main_action_url"):
            return self.empty
        return replace(self.empty, url=own["main_action_url"], action=own["main_action_label"])

    def filters_on(self, params: QueryDict, filters: Any) -> int:
        """How many filters narrow the list."""
        return sum(1 for name in (filters.form.fields if filters else ()) if params.get(name))

    def is_narrowed(self, params: QueryDict, filters: Any) -> bool:
        return bool(params.get("q") or self.filters_on(params, filters))

    def counted(self, params: QueryDict) -> list[dict[str, Any]]:
        """The totals with the address of the part that each opens."""
        if not self.totals:
            return []
        wanted = {f"total_{i}": total.of for i, total in enumerate(self.totals)}
        found = self.get_rows().order_by().aggregate(**wanted)
        return [
            {
                "label": total.label,
                "value": formats.money(value) if total.kind == "money" and value else value,
                "url": f"?{urlencode(total.opens)}" if total.opens else self.request.path,
                "current": all(params.get(k) == v for k, v in total.opens.items())
                and bool(total.opens),
            }
            for total, value in zip(self.totals, found.values(), strict=True)
        ]

    def summed(self, rows: QuerySet[Any]) -> list[str] | None:
        """The foot of the table: sums over all that the filters leave, not over the page."""
        names = {column.sum for column in self.get_columns() if column.sum}
        if not names:
            return None
        columns = [column.prepared() for column in self.get_columns()]
        found = rows.order_by().aggregate(**{f"sum_{name}": Sum(name) for name in names})
        return [c.foot(found.get(f"sum_{c.column.sum}")) for c in columns]

    def headed(self, params: QueryDict) -> list[dict[str, Any]]:
        """Column heads with the address that sorts by them."""
        now = params.get("sort", "")
        heads = []
        for column in self.get_columns():
            down = now == column.key
            link = ""
            if column.sort:
                kept = _without(params, "page", "export", "sort")
                link = f"?{kept}{'&' if kept else ''}sort={'-' if down else ''}{column.key}"
            order = "ascending" if down else "descending" if now == f"-{column.key}" else ""
            heads.append({"column": column, "url": link, "order": order})
        return heads

    def lines(self, rows: Any) -> Iterator[tuple[Any, SafeString]]:
        """Each row as its key and its cells, made without a template or a reverse."""
        columns = [column.prepared() for column in self.get_columns()]
        address = ""
        for row in rows:
            key = row["pk"] if isinstance(row, dict) else row.pk
            if self.row_url and not address:
                address = _pattern(self.row_url, key)
            url = address.replace(_mark(key), str(key)) if address else ""
            yield key, cells(columns, row, url)

    # Export.

    def formats(self) -> list[str]:
        return [name for name, _exporter in EXPORTERS]

    def export(self, rows: QuerySet[Any], file_format: str) -> HttpResponse:
        """Everything the filters leave, in the file format's own types."""
        columns = [column.prepared() for column in self.get_columns()]
        return EXPORTERS[file_format](
            name=self.export_name,
            title=str(self.title),
            header=[str(column.label) for column in columns],
            rows=(
                [column.raw(row) for column in columns] for row in rows.iterator(chunk_size=2000)
            ),
        )

    # Many at once.

    def allowed_bulk(self) -> list[BulkAction]:
        actor = self.request.user
        return [a for a in self.bulk_actions if a.permit is None or a.permit(actor) is None]

    def picked(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows ticked, or all that the address leaves; always within `get_rows`."""
        if request.POST.get("all"):
            return self.narrowed(request.GET)[0]
        keys = [k for given in request.POST.getlist("pick") for k in given.split(",") if k]
        return self.sorted(self.get_rows().filter(pk__in=keys), "")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = request.POST.get("do", "")
        bulk = next((action for action in self.bulk_actions if action.name == name), None)
        back = HttpResponseRedirect(request.get_full_path())
        if bulk is None:
            messages.error(request, _("Chọn việc cần làm cho các dòng đã đánh dấu."))
            return back
        if bulk.permit is not None and (reason := bulk.permit(request.user)) is not None:
            raise PermissionDenied(str(reason))
        judged = [
            (row, bulk.refuse(request.user, row) if bulk.refuse else None)
            for row in self.picked(request)
        ]
        touched = [row for row, reason in judged if reason is None]
        if not judged:
            messages.error(request, _("Chưa đánh dấu dòng nào."))
            return back
        why = ReasonForm(request.POST if request.POST.get("confirm") else None)
        if not request.POST.get("confirm") or (bulk.asks_reason and not why.is_valid()):
            return self.preview(bulk, touched, judged, why)
        given = {"reason": why.cleaned_data["reason"]} if bulk.asks_reason else {}
        try:
            said = bulk.act(request.user, touched, **given)
            text, undo = said if isinstance(said, tuple) else (said, None)
            done(request, text, undo)
        except Refused as refused:
            messages.error(request, str(refused))
        return back

    def preview(
        self,
        bulk: BulkAction,
        touched: list[Any],
        judged: list[tuple[Any, Reason | None]],
        why: ReasonForm,
    ) -> HttpResponse:
        """To whom what will happen, and who is left out and why."""
        actor = self.request.user
        effect = bulk.effect or (lambda _actor, _row: "")
        return render(
            self.request,
            "ui/bulk.html",
            {
                "title": bulk.label,
                "bulk": bulk,
                "why": why if bulk.asks_reason else None,
                "touched": [(row, effect(actor, row)) for row in touched],
                "left_out": [(row, reason) for row, reason in judged if reason is not None],
                "keys": ",".join(str(row.pk) for row in touched),
                "back_url": self.request.get_full_path(),
            },
        )


def _without(params: QueryDict, *names: str) -> str:
    kept = params.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()


def _mark(key: Any) -> str:
    """A key of the same kind that no address holds by chance."""
    return "918273645" if isinstance(key, int) else "5b5e9d6c-8f7a-4e3b-9c1d-2a3b4c5d6e7f"


def _pattern(name: str, key: Any) -> str:
    return reverse(name, args=[_mark(key)])
