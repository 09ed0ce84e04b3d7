"""Pages on which dossiers rise, are received, come back, are answered and are replaced."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.awards import actions, papers, permits, queries
from thidua.awards.forms import GoOnForm
from thidua.awards.forms import rising as forms
from thidua.awards.views.common import FORM_METHODS, picked, the_decision, the_round
from thidua.core import period
from thidua.documents.pages import hand_out_sheet
from thidua.orgs.pages import attempt, page


def _form(
    request: HttpRequest, round: Any, form: Any, title: str, submit: str, **more: Any  # noqa: A002 # the clerk's word
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "title": title, "submit": submit, "state": round.name,
        "back_url": reverse("awards:round", args=[round.pk]), **more,
    }  # fmt: skip
    return render(request, "awards/form.html", context)


def _noted(gate: queries.Gate) -> str:
    name = queries.name_of(gate.dossier.award)
    return f"{name}. {gate.why}" if gate.why else name


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def round_rise(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """Which dossiers go up, who no longer may, and to whom they go."""
    today = period.today()
    keys = picked(request)
    unvoted = queries.unvoted(round, keys, on=today)
    rows = [*queries.risable(round, keys), *unvoted]
    gates = {each.dossier.pk: each.gate for each in queries.renewed(rows, on=today)}
    stopped = {key for key, gate in gates.items() if gate.blocking}
    going = [row for row in rows if row.pk not in stopped]
    above = queries.rounds_above(round).filter(state="open")
    form = forms.RiseForm(
        request.POST or None, rounds=above, initial={"to_round": above.first()},
        by_meeting=bool(unvoted),
        is_doubtful=any(gate.doubtful for gate in gates.values() if not gate.blocking),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        steps = attempt(
            request,
            lambda: actions.rise(
                actor=request.user, round=round, on=today, dossiers=[row.pk for row in going],
                **form.cleaned_data,
            ),
        )  # fmt: skip
        if steps is not None:
            messages.success(request, _("Đã trình %(n)s hồ sơ lên cấp trên.") % {"n": len(steps)})
            return redirect("awards:round", pk=round.pk)
    noted = [
        (row, _noted(gates[row.pk]) if row.pk in gates else queries.name_of(row.award))
        for row in rows
    ]
    return _form(
        request, round, form, _("Trình hồ sơ lên cấp trên"), _("Trình lên"),
        listed=[(row.subject, note) for row, note in noted if row.pk not in stopped],
        listed_title=_("Hồ sơ sẽ trình"), nothing=_("Chưa có hồ sơ nào trình được."),
        left_out=[(row.subject, note) for row, note in noted if row.pk in stopped],
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def round_receive(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """What came from below, judged again by this level's own rules."""
    today = period.today()
    rows = queries.unreceived(round, picked(request))
    came = queries.came_by(rows)
    found = queries.submission_preview(rows, on=today)
    going = [each.dossier for each in found["ready"] + found["doubtful"] if each.dossier]
    form = GoOnForm(request.POST or None)
    if not found["doubtful"]:
        del form.fields["reason"]
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.receive(
                actor=request.user, round=round, on=today, dossiers=[row.pk for row in going],
                reason=form.cleaned_data.get("reason", ""),
            ),
        )  # fmt: skip
        if done is not None:
            messages.success(request, _("Đã tiếp nhận %(n)s hồ sơ.") % {"n": len(done)})
            return redirect("awards:round", pk=round.pk)
    return _form(
        request, round, form, _("Tiếp nhận hồ sơ cấp dưới trình"), _("Tiếp nhận"),
        listed=_judged(found["ready"] + found["doubtful"], came),
        listed_title=_("Hồ sơ tiếp nhận được"), nothing=_("Chưa có hồ sơ nào tiếp nhận được."),
        left_out=_judged(found["blocked"], came),
    )  # fmt: skip


def _judged(found: Sequence[queries.Standing], came: Any) -> list[tuple[Any, str]]:
    lines = []
    for each in found:
        assert each.dossier is not None
        whence = _("từ %(unit)s") % {"unit": came[each.dossier.pk].from_round.unit}
        told = f"{queries.name_of(each.award)}, {whence}."
        lines.append((each.subject, " ".join([told, *each.why])))
    return lines


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def round_back(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """Return part of a list or all of it, with the reason; then the reserve is offered."""
    today = period.today()
    wanted = picked(request)
    rows = queries.returnable(round, wanted)
    form = forms.SendBackForm(
        request.POST or None, rows=rows,
        initial={"dossiers": [row.pk for row in rows] if wanted is not None else []},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        back = attempt(
            request,
            lambda: actions.send_back(
                actor=request.user, round=round, on=today, **form.cleaned_data
            ),
        )
        if back is not None:
            messages.success(request, _("Đã trả lại %(n)s hồ sơ.") % {"n": len(back)})
            awards = {row.award for row in back}
            waits = any(row.award in awards for row in queries.in_reserve(round))
            return redirect("awards:round_reserve" if waits else "awards:round", pk=round.pk)
    return _form(
        request, round, form, _("Trả lại hồ sơ"), _("Trả lại"),
        **({} if rows else {"listed_title": "-", "nothing": _("Chưa có hồ sơ nào để trả lại.")}),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def round_answer(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """What a body outside answered, by hand."""
    today = period.today()
    rows = queries.unanswered(round, picked(request))
    form = forms.AnswerForm(
        request.POST or None, rows=rows, decisions=queries.outside_for(round),
        initial={"dossiers": [row.pk for row in rows], "answered_on": today},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.answer_rise(
                actor=request.user, round=round, on=today, **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã ghi trả lời cho %(n)s hồ sơ.") % {"n": len(done)})
            return redirect("awards:round", pk=round.pk)
    nothing = _("Không có hồ sơ nào đang chờ cơ quan ngoài trả lời.")
    return _form(
        request, round, form, _("Trả lời của cơ quan ngoài"), _("Ghi trả lời"),
        **({} if rows else {"listed_title": "-", "nothing": nothing}),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def round_reserve(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """Who stands by for which award, in order; the first of each steps in by one click."""
    gone = queries.dropped_out(round) + queries.risen_back(round)
    award = request.POST.get("award", "")
    if request.method == "POST":
        form = forms.ReplaceForm(request.POST, gone=_of_award(gone, award))
        if form.is_valid():
            row = attempt(
                request,
                lambda: actions.take_from_reserve(
                    actor=request.user, round=round, award=award, **form.cleaned_data
                ),
            )
            if row is not None:
                messages.success(request, _("Đã đưa %(who)s vào thay.") % {"who": row.subject})
        return redirect("awards:round_reserve", pk=round.pk)
    groups: dict[str, list[Any]] = {}
    for row in queries.in_reserve(round):
        groups.setdefault(row.award, []).append(row)
    context = {
        "round": round,
        "groups": [
            (code, queries.name_of(code), rows, forms.ReplaceForm(gone=_of_award(gone, code)))
            for code, rows in groups.items()
        ],
    }
    return render(request, "awards/reserve.html", context)


def _of_award(rows: Sequence[Any], award: str) -> list[Any]:
    return [row for row in rows if row.award == award]


@require_safe
@page(permit=permits.reads_unit, subject=the_round)
def round_ministry(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """The round's lists as the ministry's system takes them."""
    return hand_out_sheet(papers.ministry_lists(round), f"he-thong-khen-thuong-{round.pk}")


@require_POST
@page(permit=permits.is_officer, subject=the_decision)
def decision_drop(request: HttpRequest, decision: Any) -> HttpResponse:
    """Drop a draft whole; its dossiers are free again."""
    back = decision.round_id
    done = attempt(request, lambda: actions.drop_decision(actor=request.user, decision=decision))
    if done is None:
        return redirect("awards:decision", pk=decision.pk)
    messages.success(request, _("Đã bỏ dự thảo; các hồ sơ trở lại danh sách chờ quyết định."))
    return redirect("awards:round", pk=back)
