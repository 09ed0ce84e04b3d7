"""Pages of rounds: list, round with its dossiers, proposing, submitting, sending to a council."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from thidua.awards import actions, forms, permits, queries
from thidua.awards.queries import deadlines
from thidua.awards.states import RoundState
from thidua.awards.tables import tone
from thidua.awards.views.common import FORM_METHODS, picked, the_round
from thidua.awards.views.quotas import caps
from thidua.core import period
from thidua.movements.queries import visible_to as movements_visible_to
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.columns import Column
from thidua.ui.lists import Empty, ListPage

HERE = gettext_lazy("Hồ sơ trong đợt")


def _left(row: Any) -> str | None:
    """How far the last day of an open round is."""
    if row.state != RoundState.OPEN:
        return None
    return str(formats.distance(row.submit_by, period.today()))


class RoundList(Paged, ListPage):
    """Rounds of my units, the newest first."""

    permit = permits.works_on_rounds
    title = gettext_lazy("Đợt xét khen thưởng")
    row_url = "awards:round"
    default_sort = ("-year", "-pk")
    columns = (
        Column("name", gettext_lazy("Đợt xét"), sort=("name",)),
        Column("unit", gettext_lazy("Đơn vị"), value="unit.name", phone=False),
        Column(
            "line", gettext_lazy("Hệ, cấp"), phone=False,
            value=lambda row: f"{row.unit.get_line_display()}, {row.unit.get_kind_display()}",
        ),
        Column("year", gettext_lazy("Năm"), value=lambda row: str(row.year), sort=("year",)),
        Column(
            "way", gettext_lazy("Loại hình"), value=lambda row: row.get_way_display(), phone=False
        ),
        Column("dossiers", gettext_lazy("Hồ sơ"), value="count", kind="number"),
        Column(
            "submit_by", gettext_lazy("Nhận đến hết"), sort=("submit_by",), phone=False,
            kind="day",
        ),
        Column(
            "left", gettext_lazy("Còn lại"), value=_left, absent=gettext_lazy("không nhận nữa")
        ),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status",
            value=lambda row: (tone(row), row.get_state_display()),
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có đợt xét nào"),
        gettext_lazy(
            "Mở một đợt xét cho phong trào hoặc cho năm, rồi lập hồ sơ từ danh sách đăng ký."
        ),
    )

    def get_rows(self) -> Any:
        return queries.rounds_with_counts(self.request.user)

    def get_context(self) -> dict[str, Any]:
        if permits.is_officer_somewhere(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("awards:round_create"),
            "main_action_label": _("Mở đợt xét"),
        }


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer_somewhere)
def round_create(request: HttpRequest) -> HttpResponse:
    """Open a round; a movement may be given by `phong-trao` in the address."""
    today = period.today()
    units = queries.units_run_by(request.user)
    form = forms.RoundForm(
        request.POST or None, units=units, movements=movements_visible_to(request.user),
        initial={
            "unit": units.first(), "year": today.year, "movement": request.GET.get("phong-trao"),
            "submit_by": forms.default_submit_by(today), "awards": ["GK"],
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request, lambda: actions.create_round(actor=request.user, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("Đã mở đợt xét."))
            _warn_of_days(request, made)
            return redirect("awards:round", pk=made.pk)
    context = {"form": form, "title": _("Mở đợt xét khen thưởng"), "submit": _("Mở đợt xét")}
    return render(request, "awards/form.html", {**context, "back_url": reverse("awards:rounds")})


def _warn_of_days(request: HttpRequest, round: Any) -> None:  # noqa: A002 # the clerk's word
    """What is handed in by the round's last day may be too late for a regulation's."""
    for due in deadlines.missed_by(round, on=period.today()):
        messages.warning(request, _("Đợt xét nhận hồ sơ sau thời hạn. %s") % due.told)


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def round_update(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """Change name, awards and last day."""
    form = forms.RoundEditForm(
        request.POST or None,
        initial={
            "name": round.name,
            "awards": round.awards,
            "submit_by": round.submit_by,
            "way": round.way,
        },
    )
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.update_round(actor=request.user, round=round, **form.cleaned_data),
        )
        if done is not None:
            messages.success(request, _("Đã sửa đợt xét."))
            _warn_of_days(request, done)
            return redirect("awards:round", pk=round.pk)
    return _form(request, round, form, _("Sửa đợt xét"), _("Lưu"))


def _form(
    request: HttpRequest, round: Any, form: Any, title: str, submit: str, /, **more: Any  # noqa: A002 # the clerk's word
) -> HttpResponse:  # fmt: skip
    back = reverse("awards:round", args=[round.pk])
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "state": round.name,
        "back_url": back,
    }
    return render(request, "awards/form.html", {**context, **more})


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def propose(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """Dossiers for many at once; who is left out is told with the reason."""
    people = queries.considered_people(request.user, on=period.today())
    codes = people.filter(pk__in=picked(request) or []).values_list("code", flat=True)
    initial = {"source": "list", "codes": "\n".join(codes)} if picked(request) else None
    form = forms.ProposeForm(request.POST or None, round=round, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        subjects, unknown = queries.proposable(
            round, given["source"], given["award"], given["codes"], on=period.today()
        )
        report = attempt(
            request,
            lambda: actions.create_dossiers(
                actor=request.user, round=round, award=given["award"], subjects=subjects,
                achievement=given["achievement"], confirmed=form.facts(), on=period.today(),
            ),
        )  # fmt: skip
        if report is not None:
            for code in unknown:
                messages.warning(request, _("Không có mã «%(code)s».") % {"code": code})
            for who, why in [*report.skipped, *report.warned]:
                messages.warning(request, f"{who}: {why}")
            messages.success(request, _("Đã lập %(n)s hồ sơ.") % {"n": len(report.created)})
            return redirect("awards:round", pk=round.pk)
    return _form(
        request, round, form, _("Lập hồ sơ đề nghị"), _("Lập hồ sơ"), draft=f"de-nghi-{round.pk}"
    )


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def round_submit(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """Whose dossiers will be received, which need a reason, which cannot go on and why."""
    today = period.today()
    rows = queries.submittable(round, picked(request))
    found = queries.submission_preview(rows, on=today)
    form = forms.GoOnForm(request.POST or None)
    going = [each.dossier.pk for each in found["ready"] + found["doubtful"] if each.dossier]
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = attempt(
            request,
            lambda: actions.submit_dossiers(
                actor=request.user, round=round, dossiers=going, on=today, reason=reason
            ),
        )
        if done is not None:
            messages.success(request, _("Đã nộp %(n)s hồ sơ.") % {"n": len(done)})
            return redirect("awards:round", pk=round.pk)
    context = {
        "round": round, "found": found, "form": form, "going": len(going),
        **_caps(request, round, rows),
    }  # fmt: skip
    return render(request, "awards/submit.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def round_send(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """Which dossiers go before which council, which wait for the list in public, and why."""
    today = period.today()
    waiting = queries.sendable(round, picked(request))
    gates = queries.before_council(round, waiting, on=today)
    rows = [gate.dossier for gate in gates if not gate.blocking]
    councils = queries.councils_for(round, on=today)
    form = forms.SendForm(
        request.POST or None, councils=councils, initial={"council": councils.first()},
        is_doubtful=any(gate.doubtful for gate in gates),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        count = attempt(
            request,
            lambda: actions.send_to_council(
                actor=request.user, round=round, council=form.cleaned_data["council"], on=today,
                only=[row.pk for row in rows], reason=form.cleaned_data.get("reason", ""),
            ),
        )  # fmt: skip
        if count is not None:
            messages.success(request, _("Đã đưa %(n)s hồ sơ ra hội đồng.") % {"n": count})
            return redirect("awards:round", pk=round.pk)
    return _form(
        request, round, form, _("Đưa hồ sơ ra hội đồng"), _("Đưa ra hội đồng"),
        listed=[(gate.dossier, _noted(gate)) for gate in gates if not gate.blocking],
        listed_title=_("Hồ sơ sẽ đưa ra"), nothing=_("Chưa có hồ sơ nào đưa ra được."),
        left_out=[(gate.dossier, _noted(gate)) for gate in gates if gate.blocking],
        **_caps(request, round, waiting),
    )  # fmt: skip


def _caps(request: HttpRequest, round: Any, rows: Any) -> dict[str, Any]:  # noqa: A002 # the clerk's word
    """The caps beside a preview: before and after these dossiers."""
    return {**caps(request, round, rows), "shows_caps": True}


def _noted(gate: queries.Gate) -> str:
    name = queries.name_of(gate.dossier.award)
    return f"{name}. {gate.why}" if gate.why else name


@require_POST
@page(permit=permits.is_officer, subject=the_round)
def round_reopen(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    if attempt(request, lambda: actions.reopen_round(actor=request.user, round=round)):
        messages.success(request, _("Đã mở lại đợt xét."))
    return redirect("awards:round", pk=round.pk)


@require_POST
@page(permit=permits.is_officer, subject=the_round)
def round_close(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    if attempt(request, lambda: actions.close_round(actor=request.user, round=round)):
        messages.success(request, _("Đã kết thúc đợt xét."))
    return redirect("awards:round", pk=round.pk)


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer_somewhere)
def ratings(request: HttpRequest) -> HttpResponse:
    """Ratings of a year, pasted; a line that cannot be read stops all and is named."""
    today = period.today()
    units = queries.units_run_by(request.user)
    form = forms.RatingsForm(
        request.POST or None, units=units, initial={"unit": units.first(), "year": today.year}
    )
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        levels, problems = queries.read_ratings(given["text"], given["unit"], on=today)
        if not problems:
            count = attempt(
                request,
                lambda: actions.record_ratings(
                    actor=request.user, unit=given["unit"], year=given["year"], levels=levels,
                    basis=given["basis"], is_provisional=given["is_provisional"],
                ),
            )  # fmt: skip
            if count is not None:
                messages.success(request, _("Đã ghi %(n)s mức xếp loại.") % {"n": count})
                return redirect("awards:ratings")
    unit = units.first()
    kept = queries.ratings_of(unit, today.year, on=today) if unit else []
    context = {"form": form, "problems": problems, "kept": kept, "year": str(today.year)}
    return render(request, "awards/ratings.html", context)
