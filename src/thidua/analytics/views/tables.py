"""The tables that there are, one filled, its file, and the list behind any of its numbers."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from thidua.analytics import papers, permits, queries, rules
from thidua.analytics.content import Table, value_named
from thidua.analytics.gathering import DECISION, HONOUR, MOVEMENT
from thidua.analytics.layouts import layouts
from thidua.analytics.rules import Fact
from thidua.analytics.views.common import Asked, FileFormat, as_file, asked, grid
from thidua.analytics.words import HONOURS, MOVEMENTS
from thidua.awards.queries import honours_visible_to, name_of
from thidua.awards.queries.outside import fifth_level, outside_visible_to
from thidua.core import period
from thidua.core.permit import Reason
from thidua.movements.queries import visible_to as movements_visible_to
from thidua.orgs.pages import Paged, page
from thidua.ui import formats
from thidua.ui.columns import Column
from thidua.ui.lists import Empty, ListPage

FILES: dict[FileFormat, Any] = {"pdf": papers.pdf_of, "xlsx": papers.xlsx_of}


@require_safe
@page(permit=permits.works_on_statistics)
def index(request: HttpRequest) -> HttpResponse:
    """The forms of the law and a unit's own tables, and what was sent last."""
    every = layouts().values()
    return render(request, "analytics/index.html", {
        "statutory": [each for each in every if each.form],
        "own": [each for each in every if not each.form],
        "sent": list(queries.visible_to(request.user)[:5]),
    })  # fmt: skip


@require_safe
@page(permit=permits.reads_statistics, subject=asked)
def table(request: HttpRequest, asked: Asked) -> HttpResponse:
    """A table filled for a unit and a period; every number opens its list."""
    context: dict[str, Any] = {"asked": asked, "layout": asked.layout, "form": asked.form}
    if asked.unit is None:
        return render(request, "analytics/table.html", context)
    filled = asked.filled()
    scope = filled.scope
    behind = asked.url("behind")
    has_below = asked.layout.source == HONOURS and scope.is_whole
    last = queries.last_sent(asked.unit, asked.layout.name, scope.period.start, scope.period.end)
    return render(request, "analytics/table.html", context | {
        "content": filled.content, **grid(filled.content, behind),
        "gaps": [(gap.text, f"{behind}&thieu={gap.key}") for gap in filled.gaps],
        "remarks": filled.content["notes"][len(filled.gaps):],
        "is_empty": not filled.filled.facts and not filled.gaps,
        "below": fifth_level(asked.unit, scope.period, scope.movement) if has_below else [],
        "below_url": reverse("awards:below"),
        "last": last,
        "send_reason": _why_not_sent(request, asked),
        "pdf_url": asked.url("table_file", "pdf"), "xlsx_url": asked.url("table_file", "xlsx"),
        "send_url": asked.url("send"),
    })  # fmt: skip


def _why_not_sent(request: HttpRequest, asked: Asked) -> Reason | None:
    if asked.scope().movement is not None:
        return _("Bảng của riêng một phong trào không gửi đi: bỏ chọn phong trào.")
    return permits.sends_statistics(request.user, asked.unit)


@require_safe
@page(permit=permits.reads_statistics, subject=asked)
def table_file(request: HttpRequest, asked: Asked, ext: FileFormat) -> HttpResponse:
    """The table as PDF or as a worksheet."""
    if ext not in FILES or asked.unit is None:
        raise Http404
    filled = asked.filled()
    made = FILES[ext](filled.content, unit=asked.unit, on=period.today())
    return as_file(made, ext, ["thong-ke", asked.layout.name])


class Behind(Paged, ListPage):
    """What a cell counts, cut to what the reader may see; or what could not be classified."""

    permit = permits.reads_statistics
    template_name = "analytics/behind.html"
    export_name = "danh-sach-thong-ke"
    page_size = 50
    subject: Asked
    empty = Empty(
        gettext_lazy("Không có tên nào để hiện"),
        gettext_lazy(
            "Số này đến từ văn bản không kèm danh sách, hoặc người ngoài phạm vi bạn xem."
        ),
    )

    def get_subject(self) -> Asked:
        return asked(self.request, self.kwargs["name"])

    @property
    def title(self) -> Reason:  # type: ignore[override] # of the cell, not of the class
        return self.found[1]

    def get_rows(self) -> Any:
        keys = [int(each.key[1:]) for each in self.behind if each.key[0] in (HONOUR, MOVEMENT)]
        if self.subject.layout.source == MOVEMENTS:
            found = movements_visible_to(self.request.user).filter(pk__in=keys)
            return found.select_related("unit")
        return honours_visible_to(self.request.user).filter(pk__in=keys)

    @property
    def default_sort(self) -> Sequence[str]:  # type: ignore[override] # by what is listed
        is_of_movements = self.subject.layout.source == MOVEMENTS
        return ("starts_on",) if is_of_movements else ("-decided_on", "person__sort_key")

    @cached_property
    def table(self) -> Table:
        if self.subject.unit is None:
            raise Http404
        return self.subject.filled()

    @cached_property
    def found(self) -> tuple[list[Fact], str]:
        return self._found()

    @property
    def behind(self) -> list[Fact]:
        return self.found[0]

    @cached_property
    def known(self) -> dict[int, dict[str, str]]:
        """By the row's key, what is known of it."""
        return {int(each.key[1:]): dict(each.known) for each in self.behind
                if each.key[0] != DECISION}  # fmt: skip

    def _found(self) -> tuple[list[Fact], str]:
        """The facts and what they are called; `Http404` where the table has no such place."""
        if gap := self.request.GET.get("thieu", ""):
            found = next((each for each in self.table.gaps if each.key == gap), None)
            if found is None:
                raise Http404
            return list(found.facts), _("Chưa đủ thông tin")
        row, column = self.request.GET.get("hang", ""), self.request.GET.get("cot", "")
        if not row and not column:
            return list(self.table.filled.facts), _("Tất cả")
        try:
            facts = self.table.filled.behind(row, column)
        except KeyError as error:
            raise Http404 from error
        content = self.table.content
        labels = {each["key"]: each["label"] for each in content["rows"]}
        heads = {each["key"]: [*each["over"], each["label"]] for each in content["columns"]}
        named = dict.fromkeys([labels[row], " – ".join(heads[column])])
        return facts, " · ".join(named)

    def get_state(self, total: int) -> Reason:
        content, counted = self.table.content, rules.total(self.behind)
        shown = self.get_rows().count() + rules.total(self._unnamed())
        said = _("%(title)s, %(period)s, %(unit)s: %(count)s.") % {
            "title": content["title"], "period": content["period"].lower(),
            "unit": content["unit"], "count": formats.number(counted),
        }  # fmt: skip
        if cut := counted - shown:
            return said + " " + ngettext(
                "%(n)s không hiện tên vì ngoài phạm vi bạn được xem.",
                "%(n)s không hiện tên vì ngoài phạm vi bạn được xem.", cut,
            ) % {"n": formats.number(cut)}  # fmt: skip
        return said

    def _unnamed(self) -> list[Fact]:
        return [fact for fact in self.behind if fact.key[0] == DECISION]

    def get_context(self) -> dict[str, Any]:
        return {"back_url": self.subject.url("table"), "unnamed": list(self._stated())}

    def _stated(self) -> list[dict[str, Any]]:
        """Decisions without names behind the number, those that the reader may open linked."""
        keys = {int(fact.key[1:].split(".")[0]) for fact in self._unnamed()}
        seen = outside_visible_to(self.request.user).filter(pk__in=keys).in_bulk() if keys else {}
        rows = []
        for fact in self._unnamed():
            key = int(fact.key[1:].split(".")[0])
            decision, known = seen.get(key), dict(fact.known)
            rows.append({
                "count": fact.number, "decision": decision,
                "what": name_of(known.get("award", "")), "of": self._named("subject", known),
                "by": known.get("body", ""), "way": self._named("way", known),
                "url": reverse("awards:outside", args=[key]) if decision else "",
            })  # fmt: skip
        return rows

    def _named(self, word: str, known: dict[str, str]) -> str:
        if word not in known:
            return ""
        return value_named(self.subject.layout, word, known[word], self.table.gathered)

    def _word(self, word: str) -> Any:
        return lambda row: self._named(word, self.known[row.pk]) or None

    def get_columns(self) -> Sequence[Column]:
        unknown = gettext_lazy("chưa đủ thông tin")
        if self.subject.layout.source == MOVEMENTS:
            return (
                Column("title", gettext_lazy("Phong trào"), value="title", sort=("title",)),
                Column("host", gettext_lazy("Đơn vị phát động"), value="host"),
                Column("starts_on", gettext_lazy("Từ ngày"), kind="day", sort=("starts_on",)),
                Column("ends_on", gettext_lazy("Đến hết ngày"), kind="day", sort=("ends_on",)),
                Column("scope", gettext_lazy("Phạm vi"), value=self._word("scope")),
                Column("kind", gettext_lazy("Hình thức"), value=self._word("kind"), phone=False),
            )
        return (
            Column("name", gettext_lazy("Người, tập thể"), value="subject",
                   sort=("person__sort_key", "unit__sort_key")),
            Column("award", gettext_lazy("Danh hiệu, hình thức"), value=self._word("award")),
            Column("decision", gettext_lazy("Quyết định"), value="decision_reference"),
            Column("decided_on", gettext_lazy("Ngày"), kind="day", sort=("decided_on",)),
            Column("level", gettext_lazy("Cấp quyết định"), value=self._word("level"),
                   absent=unknown, phone=False),
            Column("way", gettext_lazy("Loại hình khen thưởng"), value=self._word("way"),
                   absent=unknown, phone=False),
            Column("category", gettext_lazy("Đối tượng thống kê"), value=self._word("category"),
                   absent=unknown),
            *([Column("mend", gettext_lazy("Bổ sung ở"), value=self._mend, kind="long")]
              if "thieu" in self.request.GET else []),
        )  # fmt: skip

    def _mend(self, row: Any) -> Any:
        """Where what is missing can be told."""
        known = self.known[row.pk]
        links: list[tuple[str, str]] = []
        if "category" not in known and row.person_id:
            there = reverse("orgs:person", args=[row.person_id])
            links.append((there, _("chức vụ của người này")))
        if row.outside_id:
            links.append(
                (reverse("awards:outside", args=[row.outside_id]), _("quyết định đã nhập"))
            )
        elif row.decision_id:
            links.append((reverse("awards:decision", args=[row.decision_id]), _("quyết định")))
        return format_html_join(", ", '<a href="{}">{}</a>', links)
