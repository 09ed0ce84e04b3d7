"""Pages of parcels that came and of those that went."""

from typing import Any

import django_filters
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core import period
from thidua.core.models import TaskRun
from thidua.exchange import actions, forms, identity, permits, queries
from thidua.exchange.models import Incoming, Outgoing
from thidua.exchange.registry import KINDS, label_of
from thidua.exchange.states import INCOMING, IncomingState
from thidua.exchange.views.common import FORM_METHODS, TONES, form_page, state
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import trail_of
from thidua.ui.columns import Column
from thidua.ui.components import Record, Tab
from thidua.ui.formats import when
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage


def the_incoming(request: HttpRequest, pk: int) -> Incoming | None:
    return queries.incoming_by_key(pk)


def the_outgoing(request: HttpRequest, pk: int) -> Outgoing | None:
    return queries.outgoing_by_key(pk)


def _kinds() -> list[tuple[str, Any]]:
    return [(name, kind.label) for name, kind in KINDS]


class ParcelFilter(django_filters.FilterSet):  # type: ignore[misc] # the package has no types
    """By kind."""

    kind = django_filters.ChoiceFilter(label=gettext_lazy("Loại"), choices=_kinds)


class _Parcels(Paged, ListPage):
    permit = permits.exchanges_some
    template_name = "exchange/parcels.html"
    filterset_class = ParcelFilter
    search_fields = ("partner__folded",)
    search_hint = gettext_lazy("Tìm theo tên đối tác, không cần dấu")
    default_sort = ("-pk",)
    box = ""

    def get_context(self) -> dict[str, Any]:
        return {
            "boxes": [
                Tab(_("Gói đến"), reverse("exchange:inbox"), self.box == "in"),
                Tab(_("Gói đi"), reverse("exchange:outbox"), self.box == "out"),
            ],
            "main_action_url": reverse("exchange:receive"),
            "main_action_label": _("Nhận gói tin"),
            "main_action_icon": "upload",
        }


class Inbox(_Parcels):
    """Parcels that came."""

    title = gettext_lazy("Gói tin đến")
    row_url = "exchange:incoming"
    box = "in"
    columns = (
        Column("title", gettext_lazy("Nội dung")),
        Column("partner", gettext_lazy("Bên gửi"), value="partner.name"),
        Column("kind", gettext_lazy("Loại"), value=lambda row: label_of(row.kind), phone=False),
        Column("arrived_at", gettext_lazy("Đến lúc"), kind="when", sort=("arrived_at",)),
        Column("state", gettext_lazy("Trạng thái"), kind="status", value=state, sort=("state",)),
    )
    empty = Empty(
        gettext_lazy("Chưa có gói tin nào đến"),
        gettext_lazy(
            "Bên gửi chuyển tệp gói tin qua thư điện tử hoặc USB; tải tệp lên ở đây, phần mềm "
            "kiểm tra chữ ký trước khi mở."
        ),
        gettext_lazy("Nhận gói tin"), "nhan/", "package",
    )  # fmt: skip

    def get_rows(self) -> Any:
        return queries.incoming_visible_to(self.request.user)


class Outbox(_Parcels):
    """Parcels that went out."""

    title = gettext_lazy("Gói tin đi")
    row_url = "exchange:outgoing"
    box = "out"
    columns = (
        Column("title", gettext_lazy("Nội dung")),
        Column("partner", gettext_lazy("Bên nhận"), value="partner.name"),
        Column("kind", gettext_lazy("Loại"), value=lambda row: label_of(row.kind), phone=False),
        Column("made_at", gettext_lazy("Lập lúc"), kind="when", sort=("made_at",)),
        Column("state", gettext_lazy("Trạng thái"), kind="status", value=state, sort=("state",)),
    )
    empty = Empty(
        gettext_lazy("Chưa có gói tin nào đi"),
        gettext_lazy("Gói tin được lập ở trang của việc cần gửi, ví dụ ở đợt xét khen thưởng."),
    )

    def get_rows(self) -> Any:
        return queries.outgoing_visible_to(self.request.user)


@require_http_methods(FORM_METHODS)
@page(permit=permits.exchanges_some)
def receive(request: HttpRequest) -> HttpResponse:
    """Take the file of a parcel; one that came before opens as it stands."""
    form = forms.ReceiveForm(
        request.POST or None, request.FILES or None, units=queries.units_kept(request.user)
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = attempt(
                request,
                lambda: actions.receive_parcel(
                    actor=request.user, unit=given["unit"], content=given["parcel"].read(),
                    on=period.today(),
                ),
            )  # fmt: skip
        except actions.AlreadyReceived as again:
            made = again.parcel
        if made is not None:
            return redirect("exchange:incoming", pk=made.pk)
    return form_page(
        request, form, title=_("Nhận gói tin"), button=_("Kiểm tra và nhận"),
        back_url=reverse("exchange:inbox"),
    )  # fmt: skip


@require_safe
@page(permit=permits.exchanges, subject=the_incoming)
def incoming(request: HttpRequest, parcel: Incoming) -> HttpResponse:
    """Who sent what and when; once opened, everything that it would bring."""
    return _incoming(request, parcel)


def _incoming(request: HttpRequest, parcel: Incoming, data: Any = None) -> HttpResponse:
    kind = KINDS[parcel.kind]
    is_open = parcel.state != IncomingState.ARRIVED
    shown = None
    if is_open:
        shown = attempt(
            request,
            lambda: kind.preview(
                actor=request.user, arrived=queries.arrived(parcel), data=data, on=period.today()
            ),
        )
    items = shown.items if shown else ()
    fields = [each.field for each in items if each.field]
    run = queries.run_of(parcel)
    is_running = run is not None and not run.is_over
    waits = parcel.state == IncomingState.PREVIEWED and not is_running
    context = {
        "parcel": parcel, "kind": kind, "tone": TONES[parcel.state], "shown": shown,
        "waits": waits, "run": run if is_running else None,
        "failed": run if waits and run is not None and run.state == TaskRun.State.FAILED else None,
        "items": [
            (each, shown.form[each.field] if waits and shown and each.field else None)
            for each in items
        ],
        "asked": [field for field in shown.form if field.name not in fields]
        if waits and shown and shown.form is not None else [],
        "fingerprint": identity.fingerprint(parcel.partner.key),
        "replies": [
            Record(each.title, reverse("exchange:outgoing", args=[each.pk]), when(each.made_at))
            for each in queries.replies_to(parcel)
        ],
        "original": queries.original_of(parcel),
        "answers": kind.answers(actor=request.user, incoming=parcel),
        "can_return": kind.returnable and INCOMING.refusal(parcel, "return") is None,
        "trail": trail_of(parcel),
    }  # fmt: skip
    return render(request, "exchange/incoming.html", context)


@require_POST
@page(permit=permits.exchanges, subject=the_incoming)
def preview(request: HttpRequest, parcel: Incoming) -> HttpResponse:
    attempt(request, lambda: actions.preview_parcel(actor=request.user, parcel=parcel))
    return redirect("exchange:incoming", pk=parcel.pk)


@require_POST
@page(permit=permits.exchanges, subject=the_incoming)
def take(request: HttpRequest, parcel: Incoming) -> HttpResponse:
    """As chosen on the preview; what is chosen wrong comes back with it."""
    shown = attempt(
        request,
        lambda: KINDS[parcel.kind].preview(
            actor=request.user, arrived=queries.arrived(parcel), data=request.POST,
            on=period.today(),
        ),
    )  # fmt: skip
    if shown is None:
        return redirect("exchange:incoming", pk=parcel.pk)
    if shown.form is not None and not shown.form.is_valid():
        return _incoming(request, parcel, request.POST)
    given = request.POST.dict()
    given.pop("csrfmiddlewaretoken", None)
    run = attempt(
        request,
        lambda: actions.start_take(
            actor=request.user, parcel=parcel, form=shown.form, given=given,
            count=len(shown.items), on=period.today(),
        ) or parcel,
    )  # fmt: skip
    if run is None:
        return _incoming(request, parcel, request.POST)
    if isinstance(run, TaskRun):
        return redirect("orgs:task", pk=run.pk)
    messages.success(request, _("Đã nhận vào hệ thống."))
    return redirect("exchange:incoming", pk=parcel.pk)


@require_http_methods(FORM_METHODS)
@page(permit=permits.exchanges, subject=the_incoming)
def return_(request: HttpRequest, parcel: Incoming) -> HttpResponse:
    """The whole back with its reason; single things are returned when taking in."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        made = attempt(
            request,
            lambda: actions.return_parcel(actor=request.user, parcel=parcel, reason=reason),
        )
        if made is not None:
            messages.success(request, _("Đã trả lại. Gửi tệp gói trả lại cho bên gửi."))
            return redirect("exchange:outgoing", pk=made.pk)
    return form_page(
        request, form, title=_("Trả lại cả gói"), button=_("Trả lại"), state=parcel.title,
        back_url=reverse("exchange:incoming", args=[parcel.pk]),
    )  # fmt: skip


@require_safe
@page(permit=permits.exchanges, subject=the_outgoing)
def outgoing(request: HttpRequest, parcel: Outgoing) -> HttpResponse:
    """The file to carry to the partner, and what came back."""
    context = {
        "parcel": parcel, "label": label_of(parcel.kind), "tone": TONES[parcel.state],
        "replies": [
            Record(
                each.title, reverse("exchange:incoming", args=[each.pk]),
                f"{when(each.arrived_at)} · {each.get_state_display()}",
            ) for each in queries.replies_on(parcel)
        ],
        "trail": trail_of(parcel),
        "wants_answer": KINDS[parcel.kind].returnable if parcel.kind in KINDS else False,
    }  # fmt: skip
    return render(request, "exchange/outgoing.html", context)
