"""The rows of a batch: found by state, settled many at once or one by one."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import django_filters
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from thidua.awards.queries import name_of
from thidua.core.permit import Reason
from thidua.legacy import actions, permits, queries
from thidua.legacy.columns import FIELDS
from thidua.legacy.forms import CLOSED
from thidua.legacy.models import Row
from thidua.legacy.states import RowState
from thidua.legacy.views.batches import FORM_METHODS
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.columns import Column, cells
from thidua.ui.lists import BulkAction, Empty, ListPage
from thidua.ui.messages import done

TONES: dict[str, Any] = {
    RowState.BAD: "fail", RowState.OPEN: "hold", RowState.TWIN: "hold", RowState.READY: "pass",
    RowState.MERGE: "pass", RowState.KNOWN: "draft", RowState.LEFT: "draft",
    RowState.TAKEN: "honour", RowState.MERGED: "honour",
}  # fmt: skip
SETTLED = (RowState.TAKEN, RowState.KNOWN, RowState.MERGED)


def the_row(request: HttpRequest, pk: int, number: int) -> Row | None:
    return queries.row_of(pk, number)


class RowFilter(django_filters.FilterSet):  # type: ignore[misc] # the package has no types
    """By how far a row has come."""

    state = django_filters.ChoiceFilter(label=gettext_lazy("Trạng thái"), choices=RowState.choices)


def _answers(answer: Any) -> Callable[[Any, Sequence[Row]], Reason]:
    def act(actor: Any, rows: Sequence[Row]) -> Reason:
        count = actions.answer_rows(
            actor=actor, batch=rows[0].batch, rows=[row.pk for row in rows], answer=answer
        )
        return _("Đã xác nhận %(count)s dòng.") % {"count": count}

    return act


def _settled(actor: Any, row: Row) -> Reason | None:
    return _("Dòng này đã ghi hoặc đã có trong sổ.") if row.state in SETTLED else None


def _unreadable(actor: Any, row: Row) -> Reason | None:
    if row.problems:
        return _("Dòng này chưa đọc được: sửa tệp rồi đọc lại, hoặc để lại.")
    return _settled(actor, row)


def _no_candidate(actor: Any, row: Row) -> Reason | None:
    reason = _unreadable(actor, row)
    return reason or (None if row.candidates else _("Không có ai gần giống."))


def _no_person(actor: Any, row: Row) -> Reason | None:
    reason = _unreadable(actor, row)
    return reason or (_("Đây là tập thể.") if row.values.get("kind") == "unit" else None)


def _no_double(actor: Any, row: Row) -> Reason | None:
    reason = _unreadable(actor, row)
    return reason or (None if row.is_double else _("Sổ và tệp không có dòng nào giống."))


def _told(row: Row) -> str:
    """The award, its year and number as far as they were read."""
    values = row.values
    told = (name_of(values["award"]) if values.get("award") else "", values.get("year"))
    return " ".join(str(each) for each in (*told, values.get("reference")) if each)


def _worded(row: Row) -> list[tuple[Any, Any]]:
    """What the row was read as, in the words of the pages."""
    kinds = {"person": _("cá nhân"), "unit": _("tập thể")}
    found = []
    for field in FIELDS:
        value = row.values.get(field.name)
        if not value:
            continue
        if field.name == "award":
            value = name_of(value)
        elif field.name == "kind":
            value = kinds.get(value, value)
        elif field.name == "decided_on":
            value = formats.day(date.fromisoformat(value))
        elif field.name in CLOSED:
            value = CLOSED[field.name](value).label
        found.append((field.label, str(value)))
    return found


def _compared(row: Row) -> list[tuple[Any, str, str]]:
    """What a row tells beside what a row before it or the register holds of it, where either
    says something."""
    if row.same_as is not None:
        there_told, here_told = dict(_worded(row.same_as)), dict(_worded(row))
        return [
            (label, here_told.get(label, ""), there_told.get(label, ""))
            for label in dict.fromkeys((*here_told, *there_told))
        ]
    if row.twin is None:
        return []
    twin = row.twin
    held = {
        "award": name_of(twin.award), "year": str(twin.year),
        "reference": twin.decision_reference, "decided_on": formats.day(twin.decided_on),
        "decided_by": twin.decided_by, "level": twin.get_level_display(),
        "way": twin.get_way_display(), "achievement": twin.achievement,
    }  # fmt: skip
    told = dict(_worded(row))
    pairs = [(field.label, told.get(field.label, ""), held.get(field.name)) for field in FIELDS]
    return [
        (label, here, there) for label, here, there in pairs if there is not None and here + there
    ]


def _held(honour: Any) -> str:
    """An entry of the register, as short as it is known again."""
    return _("%(award)s %(year)s, số %(reference)s ngày %(day)s") % {
        "award": name_of(honour.award), "year": honour.year,
        "reference": honour.decision_reference, "day": formats.day(honour.decided_on),
    }  # fmt: skip


def _means(row: Row) -> Any:
    if row.problems:
        return row.problems[0][1]
    if row.same_as is not None:
        return _("%(who)s · giống %(sheet)s, dòng %(number)s") % {
            "who": row.person or row.unit or row.name, "sheet": row.same_as.sheet,
            "number": row.same_as.number,
        }  # fmt: skip
    if row.twin is not None:
        return _("%(who)s · đã có: %(held)s") % {
            "who": row.person or row.unit, "held": _held(row.twin),
        }  # fmt: skip
    if row.person or row.unit:
        return f"{row.person or row.unit}"
    return _("người cũ, sẽ lập hồ sơ không tài khoản") if row.is_former else _likenesses(row)


def _likenesses(row: Row) -> Any:
    if row.candidates:
        return _("có %(count)s ứng viên") % {"count": len(row.candidates)}
    return _("không có ai gần giống")


class RowList(Paged, ListPage):
    """Every row of a batch with whom it means."""

    permit = permits.keeps_register
    template_name = "legacy/rows.html"
    filterset_class = RowFilter
    search_fields = ("folded",)
    default_sort = ("sheet", "number")
    export_name = "so-cu"
    columns = (
        Column("name", gettext_lazy("Họ tên, tập thể trong sổ")),
        Column("place", gettext_lazy("Dòng"), value=lambda row: f"{row.sheet}, {row.number}"),
        Column("told", gettext_lazy("Khen thưởng"), phone=False, value=_told),
        Column("means", gettext_lazy("Là ai"), value=_means),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status", sort=("state",),
            value=lambda row: (TONES[row.state], row.get_state_display()),
        ),
    )  # fmt: skip
    bulk_actions = (
        BulkAction(
            "first", gettext_lazy("Xác nhận ứng viên gần nhất"), _answers("first"),
            refuse=_no_candidate, icon="check",
        ),
        BulkAction(
            "former", gettext_lazy("Là người cũ, lập hồ sơ"), _answers("former"),
            refuse=_no_person, icon="user-plus",
        ),
        BulkAction(
            "merge", gettext_lazy("Gộp vào dòng đã có"), _answers("merge"), refuse=_no_double,
            icon="copy",
        ),
        BulkAction(
            "another", gettext_lazy("Ghi là khen thưởng khác"), _answers("another"),
            refuse=_no_double, icon="plus",
        ),
        BulkAction(
            "leave", gettext_lazy("Để lại, không ghi"), _answers("leave"), refuse=_settled,
            icon="x",
        ),
        BulkAction(
            "again", gettext_lazy("Xét lại"), _answers("again"), refuse=_settled, icon="refresh"
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có dòng nào"),
        gettext_lazy("Xếp cột rồi đọc sổ: các dòng hiện ở đây cùng người, tập thể được đối chiếu."),
    )

    def get_subject(self) -> Any:
        found = queries.batch_of(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @property
    def title(self) -> Any:  # type: ignore[override] # said of this batch
        return _("Các dòng của sổ: %(name)s") % {"name": self.subject}

    def get_rows(self) -> Any:
        return queries.rows_of(self.subject)

    def lines(self, rows: Any) -> Any:
        """Each row opens its own page."""
        columns = [column.prepared() for column in self.get_columns()]
        for row in rows:
            address = reverse("legacy:row", args=[row.batch_id, row.pk])
            yield row.pk, cells(columns, row, address)

    def get_context(self) -> dict[str, Any]:
        return {"batch": self.subject}


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_register, subject=the_row)
def row(request: HttpRequest, row: Any) -> HttpResponse:
    """What one row tells, and who may be meant: chosen, made anew, or left out."""
    if request.method == "POST":
        answer, _sep, key = request.POST.get("la", "").partition("-")
        settled = attempt(
            request,
            lambda: actions.answer_rows(
                actor=request.user, batch=row.batch, rows=[row.pk], answer=answer,  # type: ignore[arg-type] # what is not known is refused there
                subject=int(key) if key.isdigit() else None,
            ),
        )  # fmt: skip
        if settled is not None:
            done(request, _("Đã xác nhận."))
            waits = RowState.TWIN if row.state == RowState.TWIN else RowState.OPEN
            return redirect(f"{reverse('legacy:rows', args=[row.batch_id])}?state={waits}")
    return render(request, "legacy/row.html", {
        "row": row, "told": _worded(row), "tone": TONES[row.state],
        "is_settled": row.state in SETTLED,
        "candidates": queries.named(row.candidates), "compared": _compared(row),
        "beside": _("Dòng kia") if row.same_as else _("Sổ khen thưởng"),
    })  # fmt: skip
