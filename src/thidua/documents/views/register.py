"""The register of papers: found, entered, numbered, archived."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.documents import actions, forms, permits, queries, tables
from thidua.documents.models import Paper
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import units_in_reach
from thidua.orgs.states import Role
from thidua.ui.formats import number
from thidua.ui.lists import Empty, ListPage


class Register(Paged, ListPage):
    """The register of papers of the units in which one keeps, signs or inspects them."""

    permit = permits.sees_register
    template_name = "documents/register.html"
    title = gettext_lazy("Sổ văn bản")
    search_fields = ("folded",)
    search_hint = gettext_lazy("Tìm theo số, trích yếu, ký hiệu, người ký")
    filterset_class = tables.RegisterFilter
    default_sort = ("-created_at", "-pk")
    row_url = "documents:paper"
    export_name = "so-van-ban"
    columns = tables.REGISTER
    empty = Empty(
        gettext_lazy("Chưa có văn bản"),
        gettext_lazy("Quyết định, biên bản và giấy khen hiện ở đây khi được dự thảo."),
    )

    def get_rows(self) -> QuerySet[Paper]:
        return queries.visible_to(self.request.user)

    def search(self, rows: QuerySet[Paper], folded: str) -> QuerySet[Paper]:
        return queries.holding_words(rows, folded)

    def get_state(self, total: int) -> Any:
        return _("%(total)s văn bản") % {"total": number(total)}

    def get_context(self) -> dict[str, Any]:
        if not _keeps(self.request.user).exists():
            return {}
        return {
            "keeps": True,
            "main_action_url": reverse("documents:register_paper"),
            "main_action_label": _("Vào sổ văn bản lập ngoài"),
        }


def _keeps(actor: Any) -> Any:
    """Units whose papers the actor keeps."""
    return units_in_reach(actor, [Role.OFFICER]).order_by("path")


@page(permit=permits.sees_register)
def register_paper(request: HttpRequest) -> HttpResponse:
    """Enter a paper that was finished outside, with its signed file."""
    form = forms.OutsideForm(request.POST or None, request.FILES or None)
    units = _keeps(request.user)
    form.fields["issuer"].queryset = units  # type: ignore[attr-defined] # a choice of rows
    form.fields["issuer"].initial = units.first()
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request, lambda: actions.register_paper(actor=request.user, **form.cleaned_data)
        )
        if made:
            messages.success(request, _("Đã vào sổ văn bản %(paper)s.") % {"paper": made.reference})
            return redirect("documents:paper", pk=made.pk)
    return render(request, "documents/form.html", {
        "title": _("Vào sổ văn bản lập ngoài"), "form": form, "button": _("Vào sổ"),
        "state": _("Văn bản đã ký, đóng dấu và có số ở nơi khác; sổ ghi rõ là lập ngoài hệ thống."),
        "back_url": reverse("documents:register"),
    })  # fmt: skip


@page(permit=permits.sees_register)
def books(request: HttpRequest) -> HttpResponse:
    """From where each unit's numbers come, and the choice of another place."""
    units = list(_keeps(request.user))
    own = queries.own_books(units)
    form = forms.BookForm(request.POST or None, units=_keeps(request.user))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = attempt(
            request,
            lambda: actions.choose_book(
                actor=request.user, issuer=given["issuer"], own=given["own"] == "own",
                on=period.today(),
            ),
        )  # fmt: skip
        if chosen:
            messages.success(request, _("Đã chọn sổ cấp số."))
            return redirect("documents:books")
    return render(request, "documents/books.html", {
        "form": form, "last": queries.last_numbers(units),
        "owners": [unit for unit in units if unit.pk in own],
        "back_url": reverse("documents:register"),
    })  # fmt: skip


@page(permit=permits.sees_register)
def archive(request: HttpRequest) -> HttpResponse:
    """Ask for a year's papers of a unit in one file, made in the background."""
    units = units_in_reach(request.user, queries.KEEPERS).order_by("path")
    form = forms.ArchiveForm(request.POST or None, units=units, initial={"issuer": units.first()})
    if request.method == "POST" and form.is_valid():
        run = attempt(
            request, lambda: actions.start_archive(actor=request.user, **form.cleaned_data)
        )
        if run:
            return redirect("orgs:task", pk=run.pk)
    return render(request, "documents/form.html", {
        "title": _("Xuất lưu trữ"), "form": form, "button": _("Xuất"),
        "state": _(
            "Một tệp nén gồm các văn bản đã phát hành trong năm, mục lục Excel và CSV, "
            "và tệp mã băm SHA-256 để đối chiếu về sau."
        ),
        "back_url": reverse("documents:register"),
    })  # fmt: skip
