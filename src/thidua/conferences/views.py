"""Pages of conferences: list, one, candidates of a unit, figures, lists to print."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.awards.queries import name_of
from thidua.conferences import actions, forms, papers, permits, queries, tables
from thidua.conferences.models import Conference, Nomination
from thidua.conferences.states import ConferenceState, NominationState
from thidua.core import period
from thidua.core.permit import Reason
from thidua.documents.pages import hand_out, hand_out_sheet
from thidua.documents.sheets import write_list
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import role_units, trail_of, units_by_pk
from thidua.ui import formats
from thidua.ui.components import Case, Record
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage

FORM_METHODS = ["GET", "HEAD", "POST"]
LISTS = {"dai-bieu": "conferences.delegates", "moi-du": "conferences.invited"}


def the_conference(request: HttpRequest, pk: int) -> Conference | None:
    return queries.conference_of(pk)


def the_nomination(request: HttpRequest, pk: int) -> Nomination | None:
    return queries.nomination_of(pk)


class ConferenceList(Paged, ListPage):
    """Conferences that one may see, the newest first."""

    permit = permits.sees_some
    title = gettext_lazy("Hội nghị điển hình tiên tiến")
    columns = tables.CONFERENCES
    search_fields = ("folded",)
    default_sort = ("-last_year", "-pk")
    row_url = "conferences:conference"
    export_name = "hoi-nghi-dien-hinh"
    empty = Empty(
        gettext_lazy("Chưa có hội nghị nào"),
        gettext_lazy(
            "Hội nghị điển hình tiên tiến chọn đại biểu từ sổ khen thưởng của nhiều năm, do các "
            "đơn vị giới thiệu lên từng cấp."
        ),
    )

    def get_rows(self) -> Any:
        return queries.with_counts(self.request.user)

    def get_context(self) -> dict[str, Any]:
        if permits.prepares_some(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("conferences:create"),
            "main_action_label": gettext_lazy("Lập hội nghị"),
        }


def _asked(
    request: HttpRequest, form: Any, act: Callable[[dict[str, Any]], Any], *, title: Reason,
    submit: Reason, said: Reason, back: str, state: Reason = "", intro: Reason = "",
) -> HttpResponse:  # fmt: skip
    if form.is_valid() and attempt(request, lambda: act(form.cleaned_data)) is not None:
        messages.success(request, str(said))
        return redirect(back)
    context = {
        "form": form, "title": title, "submit": submit, "state": state, "back_url": back,
        "intro": intro,
    }  # fmt: skip
    return render(request, "conferences/form.html", context)


def _done(request: HttpRequest, act: Callable[[], Any], said: Reason, pk: int) -> HttpResponse:
    if attempt(request, act) is not None:
        messages.success(request, str(said))
    return redirect("conferences:conference", pk)


def _address(conference: Conference) -> str:
    return reverse("conferences:conference", args=[conference.pk])


@require_http_methods(FORM_METHODS)
@page(permit=permits.prepares_some)
def create(request: HttpRequest) -> HttpResponse:
    last = period.today().year
    form = forms.ConferenceForm(
        request.POST or None, actor=request.user,
        initial={"first_year": last - 4, "last_year": last},
    )  # fmt: skip

    def act(given: dict[str, Any]) -> Any:
        facts = dict(given)
        unit = facts.pop("unit")
        return actions.create_conference(actor=request.user, unit=unit, facts=facts)

    return _asked(
        request, form, act, title=_("Lập hội nghị điển hình tiên tiến"), submit=_("Lập hội nghị"),
        said=_("Đã lập hội nghị."), back=reverse("conferences:list"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.prepares, subject=the_conference)
def edit(request: HttpRequest, conference: Conference) -> HttpResponse:
    names = ("name", "first_year", "last_year", "held_on", "place", "least_of_people",
             "least_of_units", "awards")  # fmt: skip
    form = forms.ConferenceForm(
        request.POST or None, initial={name: getattr(conference, name) for name in names}
    )
    return _asked(
        request, form,
        lambda given: actions.update_conference(
            actor=request.user, conference=conference, facts=given
        ),
        title=_("Sửa hội nghị"), submit=_("Lưu"), said=_("Đã lưu."), back=_address(conference),
        state=str(conference),
    )  # fmt: skip


@require_safe
@page(permit=permits.sees, subject=the_conference)
def conference(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Where it stands: quotas, nominations with who has to answer, delegates, papers."""
    actor, on = request.user, period.today()
    reads_all = permits.reads_all(actor, conference) is None
    within = None if reads_all else role_units(actor, queries.BELOW)
    rows = [
        (row, tables.NOMINATION_TONES[row.state], queries.told(row.figures), _answers(actor, row))
        for row in queries.nominations_visible_to(actor, conference)
        if row.state != NominationState.WITHDRAWN
    ]
    context = {
        "conference": conference,
        "case": Case(
            who=str(conference.unit), what=conference.name, state=conference.get_state_display(),
            tone=tables.TONES[conference.state], facts=_facts(conference),
        ),
        "rows": rows,
        "delegates": [row for row, *_rest in rows if row.state == NominationState.CONFIRMED],
        "places": queries.places_of(conference, within=within),
        "units": queries.nominating_units(actor, conference, on=on),
        "is_draft": conference.state == ConferenceState.DRAFT,
        "is_nominating": conference.state == ConferenceState.NOMINATING,
        "is_confirmed": conference.state == ConferenceState.CONFIRMED,
        "prepare_reason": permits.prepares(actor, conference),
        "approve_reason": permits.approves(actor, conference),
        "reads_all": reads_all,
        "documents": _documents(conference) if reads_all else [],
        "trail": trail_of(conference) if reads_all else [],
    }  # fmt: skip
    return render(request, "conferences/conference.html", context)


def _answers(actor: Any, row: Nomination) -> tuple[bool, bool]:
    """Whether the actor answers it at this level, and may take it back."""
    waits = row.state == NominationState.NOMINATED
    return (
        waits and permits.decides(actor, row) is None,
        permits.withdraws(actor, row) is None,
    )


def _facts(conference: Conference) -> list[tuple[Reason, Any]]:
    counted = ", ".join(name_of(award) for award in conference.awards)
    return [
        (_("Giai đoạn"), f"{conference.first_year} - {conference.last_year}"),
        (_("Ngày tổ chức"), formats.day(conference.held_on) if conference.held_on else "–"),
        (_("Địa điểm"), conference.place or "–"),
        (
            _("Tiêu chí"),
            _("cá nhân được khen từ %(people)s lần, tập thể từ %(units)s lần (%(awards)s)")
            % {
                "people": conference.least_of_people, "units": conference.least_of_units,
                "awards": counted or _("mọi danh hiệu, hình thức"),
            },
        ),
    ]  # fmt: skip


def _documents(conference: Conference) -> list[Record]:
    def at(name: str, ext: str) -> str:
        return reverse("conferences:paper", args=[conference.pk, name, ext])

    return [
        Record(_("Danh sách đại biểu và số liệu (PDF)"), at("dai-bieu", "pdf")),
        Record(_("Danh sách đại biểu (Word)"), at("dai-bieu", "docx")),
        Record(_("Danh sách đại biểu (Excel)"), at("dai-bieu", "xlsx")),
        Record(_("Danh sách mời (PDF)"), at("moi-du", "pdf")),
        Record(_("Danh sách mời (Excel)"), at("moi-du", "xlsx")),
    ]


@require_POST
@page(permit=permits.prepares, subject=the_conference)
def open_nominations(request: HttpRequest, conference: Conference) -> HttpResponse:
    act, on = actions.open_nominations, period.today()
    return _done(
        request, lambda: act(actor=request.user, conference=conference, on=on),
        _("Đã mở giới thiệu đại biểu."), conference.pk,
    )  # fmt: skip


@require_POST
@page(permit=permits.approves, subject=the_conference)
def confirm_delegates(request: HttpRequest, conference: Conference) -> HttpResponse:
    act = actions.confirm_delegates
    return _done(
        request, lambda: act(actor=request.user, conference=conference),
        _("Đã chốt danh sách đại biểu."), conference.pk,
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.approves, subject=the_conference)
def reopen(request: HttpRequest, conference: Conference) -> HttpResponse:
    return _asked(
        request, ReasonForm(request.POST or None),
        lambda given: actions.reopen(actor=request.user, conference=conference, **given),
        title=_("Mở lại danh sách đại biểu"), submit=_("Mở lại"), said=_("Đã mở lại."),
        back=_address(conference), state=str(conference),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.prepares, subject=the_conference)
def quotas(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Places for the units directly below."""
    units = queries.quota_units(conference, on=period.today())
    known = {place.unit.pk: place.places for place in queries.places_of(conference)}
    form = forms.QuotaForm(
        request.POST or None, units=units,
        initial={f"unit_{unit.pk}": known.get(unit.pk) for unit in units},
    )  # fmt: skip
    return _asked(
        request, form,
        lambda _given: actions.set_quotas(
            actor=request.user, conference=conference, places=form.places
        ),
        title=_("Phân bổ đại biểu"), submit=_("Lưu phân bổ"), said=_("Đã lưu phân bổ."),
        back=_address(conference), state=str(conference),
        intro=_("Để trống: đơn vị không bị giới hạn số đại biểu."),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.prepares, subject=the_conference)
def guests(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Who is invited beside the delegates."""
    kept = "\n".join(f"{each.name}, {each.office}" for each in queries.guests_of(conference))
    form = forms.GuestsForm(request.POST or None, initial={"guests": kept})
    return _asked(
        request, form,
        lambda _given: actions.set_guests(
            actor=request.user, conference=conference, guests=form.rows
        ),
        title=_("Khách mời"), submit=_("Lưu danh sách"), said=_("Đã lưu danh sách khách mời."),
        back=_address(conference), state=str(conference),
    )  # fmt: skip


@require_safe
@page(permit=permits.reads_all, subject=the_conference)
def figures(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Honours by level and year, in one table and a chart."""
    grid = queries.figures_of(conference, on=period.today())
    context = {
        "conference": conference, "grid": grid,
        "rows": [(papers.level_label(level), cells, whole) for level, cells, whole in grid.rows],
        "chart": papers.movement_chart(grid) if grid.whole.total else None,
    }  # fmt: skip
    return render(request, "conferences/figures.html", context)


def _nominating(request: HttpRequest, conference: Conference, key: int) -> Any:
    """The unit of the address, if the actor nominates for it; «404» otherwise."""
    unit = units_by_pk([key]).get(key)
    if unit is None or permits.nominates(request.user, conference, unit=unit) is not None:
        raise Http404
    return unit


@require_safe
@page(permit=permits.sees, subject=the_conference)
def candidates(request: HttpRequest, conference: Conference, unit: int) -> HttpResponse:
    """Who of a unit has enough, with figures of the years, and who was nominated already."""
    of = _nominating(request, conference, unit)
    context = {
        "conference": conference, "unit": of,
        "rows": [
            (row, row.nomination and tables.NOMINATION_TONES[row.nomination.state])
            for row in queries.candidates_of(conference, of, on=period.today())
        ],
        "is_nominating": conference.state == ConferenceState.NOMINATING,
        "facts": _facts(conference),
    }  # fmt: skip
    return render(request, "conferences/candidates.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.sees, subject=the_conference)
def nominate(request: HttpRequest, conference: Conference, unit: int, who: str) -> HttpResponse:
    """Why this one; a returned nomination goes again."""
    of, subject = _nominating(request, conference, unit), queries.subject_by_key(who)
    on = period.today()
    found = subject and queries.candidate_of(conference, of, subject, on=on)
    if not found:
        raise Http404
    kept = found.nomination
    form = forms.NominateForm(request.POST or None, initial={"reason": kept.reason if kept else ""})
    return _asked(
        request, form,
        lambda given: actions.nominate(
            actor=request.user, conference=conference, unit=of, subject=subject, on=on, **given
        ),
        title=_("Giới thiệu %(who)s") % {"who": subject}, submit=_("Giới thiệu"),
        said=_("Đã giới thiệu lên cấp trên."),
        back=reverse("conferences:candidates", args=[conference.pk, of.pk]),
        state=conference.name, intro=found.told,
    )  # fmt: skip


@require_POST
@page(permit=permits.decides, subject=the_nomination)
def agree(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    return _done(
        request, lambda: actions.confirm(actor=request.user, nomination=nomination),
        _("Đã đồng ý giới thiệu."), nomination.conference_id,
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.decides, subject=the_nomination)
def send_back(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    return _asked(
        request, ReasonForm(request.POST or None),
        lambda given: actions.return_nomination(
            actor=request.user, nomination=nomination, **given
        ),
        title=_("Trả lại giới thiệu"), submit=_("Trả lại"), said=_("Đã trả lại."),
        back=_address(nomination.conference), state=str(nomination),
    )  # fmt: skip


@require_POST
@page(permit=permits.withdraws, subject=the_nomination)
def withdraw(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    return _done(
        request, lambda: actions.withdraw(actor=request.user, nomination=nomination),
        _("Đã rút giới thiệu."), nomination.conference_id,
    )  # fmt: skip


@require_safe
@page(permit=permits.reads_all, subject=the_conference)
def paper(request: HttpRequest, conference: Conference, name: str, ext: str) -> HttpResponse:
    """The list of delegates (`dai-bieu`) or of whom to invite (`moi-du`)."""
    if name not in LISTS:
        raise Http404
    on = period.today()
    if ext == "xlsx":
        return _sheet(conference, name)
    return hand_out(
        request, LISTS[name], conference, issuer=conference.unit, ext=ext, on=on,
        name=f"{name}-{conference.pk}", back="conferences:conference", day=on,
    )  # fmt: skip


def _sheet(conference: Conference, name: str) -> HttpResponse:
    on = period.today()
    header: tuple[str, ...]
    if name == "dai-bieu":
        header, rows = papers.DELEGATE_HEADS, papers.delegate_rows(conference, on=on)
    else:
        header = ("Họ và tên, tập thể", "Chức vụ, đơn vị", "Thành phần")
        rows = papers.invited_rows(conference, on=on)
    content = write_list(header, rows, title=conference.name)
    return hand_out_sheet(content, f"{name}-{conference.pk}")
