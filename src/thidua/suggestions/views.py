"""The list of suggestions, the form of a minute, and one suggestion with its clock."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from thidua.core import period
from thidua.core.permit import Reason
from thidua.documents.queries import files_of
from thidua.orgs import permits as orgs_permits
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.suggestions import actions, forms, permits, queries, rules, tables
from thidua.suggestions.models import Suggestion
from thidua.suggestions.states import SETTLED, WAITING, Kind, State
from thidua.ui import formats
from thidua.ui.components import Case, Moment, Record
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage

_PAGE = "suggestions:detail"


def the_suggestion(request: HttpRequest, pk: int) -> Suggestion | None:
    return queries.suggestion_for(request.user, pk)


class SuggestionList(Paged, ListPage):
    permit = orgs_permits.is_signed_in
    title = _("Kiến nghị, vướng mắc")
    columns = tables.SUGGESTIONS
    filterset_class = tables.SuggestionFilter
    search_fields = ("folded",)
    search_hint = _("Tìm theo nội dung; không cần dấu")
    # What waits comes first, the longest overdue at its head; then what was answered.
    default_sort = ("turn", "due_on", "pk")
    row_url = _PAGE
    export_name = "kien-nghi"
    empty = Empty(
        _("Chưa có kiến nghị, vướng mắc nào"),
        _("Điều bạn gửi, và điều gửi đến đơn vị bạn phụ trách, hiện ở đây cùng hạn trả lời."),
        _("Gửi kiến nghị"),
        "moi/",
        "message-2",
    )

    def get_rows(self) -> Any:
        return queries.listed(self.request.user)

    def get_state(self, total: int) -> Reason:
        return gettext("%(total)s kiến nghị, vướng mắc; trả lời trong %(days)s ngày làm việc") % {
            "total": formats.number(total),
            "days": rules.ANSWER_DAYS,
        }

    def get_context(self) -> dict[str, Any]:
        return {
            "main_action_url": reverse("suggestions:send"),
            "main_action_label": _("Gửi kiến nghị"),
        }


@page(permit=orgs_permits.is_signed_in)
def send(request: HttpRequest) -> HttpResponseBase:
    on, asked = period.today(), request.GET.get("phong-trao", "")
    form = forms.SuggestionForm(
        request.POST or None, request.FILES or None, actor=request.user, on=on,
        movement=int(asked) if asked.isdecimal() else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        act = actions.send_suggestion
        made = attempt(request, lambda: act(actor=request.user, on=on, **form.facts))
        if made is not None:
            due = _due(made)
            said = gettext("Đã gửi. %(unit)s trả lời trước hết ngày %(due)s.")
            messages.success(request, said % {"unit": made.unit, "due": due})
            return redirect(_PAGE, made.pk)
    context = {"form": form, "days": rules.ANSWER_DAYS, "lost_file": bool(request.FILES)}
    return render(request, "suggestions/send.html", context)


@page(permit=orgs_permits.is_signed_in, subject=the_suggestion)
def detail(request: HttpRequest, suggestion: Suggestion) -> HttpResponseBase:
    actor = request.user
    waits = suggestion.state in WAITING
    own = permits.is_the_author(actor, suggestion) is None
    knows = queries.knows_author(actor, suggestion)
    answers = waits and permits.answers(actor, suggestion) is None
    context = {
        "suggestion": suggestion,
        "case": _case(suggestion, knows=knows),
        "days": rules.ANSWER_DAYS,
        "moments": _way(suggestion),
        "documents": [
            Record(file.name, reverse("documents:file", args=[file.pk]))
            for file in files_of(suggestion, role=queries.ATTACHMENT)
        ],
        "answer_form": forms.AnswerForm() if answers else None,
        "can": {
            "answer": answers,
            "close": own and suggestion.state == State.ANSWERED,
            "reopen": own and suggestion.state in SETTLED,
        },
        # The trail names who wrote.
        "trail": orgs.trail_of(suggestion) if knows else [],
    }
    return render(request, "suggestions/detail.html", context)


def _due(suggestion: Suggestion) -> str:
    """The last day of the answer, said to be provisional while holidays are not announced."""
    day = formats.day(suggestion.due_on)
    if not rules.is_provisional(suggestion.received_on, suggestion.due_on):
        return day
    return gettext("%(day)s (tạm tính, lịch nghỉ lễ chưa công bố hết)") % {"day": day}


def _case(suggestion: Suggestion, *, knows: bool) -> Case:
    state = State(suggestion.state)
    steps: dict[State, Reason] = {
        State.ANSWERED: _("Người gửi khép lại hoặc hỏi lại"),
        State.CLOSED: "",
    }
    facts: list[tuple[Reason, Any]] = [
        (_("Người gửi"), suggestion.author if knows else gettext("không nêu tên")),
        (_("Ngày gửi"), formats.day(suggestion.received_on)),
    ]
    if suggestion.movement is not None:
        facts.append((_("Phong trào"), suggestion.movement))
    if suggestion.answered_on is not None:
        facts.append((_("Trả lời ngày"), formats.day(suggestion.answered_on)))
    waits = suggestion.state in WAITING
    if waits:
        facts.append((_("Hạn trả lời"), _due(suggestion)))
    return Case(
        who=Kind(suggestion.kind).label,
        what=str(suggestion),
        state=state.label,
        tone=tables.TONES[state],
        holder=str(suggestion.unit) if waits else "",
        next_step=steps.get(state, _("Đơn vị đang giữ trả lời")),
        due_on=suggestion.due_on if waits else None,
        facts=facts,
    )


def _way(suggestion: Suggestion) -> list[Moment]:
    """Through which units it went, each with its reason."""
    passings = queries.passings_of(suggestion)
    first = passings[0].source if passings else suggestion.unit
    received = gettext("%(unit)s tiếp nhận") % {"unit": first}
    moments = [Moment(received, suggestion.received_on, state="done")]
    moments += [
        Moment(
            gettext("Chuyển đến %(unit)s") % {"unit": each.target}, each.passed_on, each.reason,
            state="done",
        )
        for each in passings
    ]  # fmt: skip
    if suggestion.state in WAITING:
        owed = gettext("%(unit)s trả lời") % {"unit": suggestion.unit}
        moments.append(Moment(owed, suggestion.due_on, state="now"))
    else:
        given = gettext("%(unit)s đã trả lời") % {"unit": suggestion.unit}
        moments.append(Moment(given, suggestion.answered_on, state="done"))
    return moments


@page(permit=permits.answers, subject=the_suggestion)
def answer(request: HttpRequest, suggestion: Suggestion) -> HttpResponseBase:
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid():
        act, text, on = actions.answer_suggestion, form.cleaned_data["answer"], period.today()
        if attempt(
            request, lambda: act(actor=request.user, suggestion=suggestion, answer=text, on=on)
        ):
            messages.success(request, gettext("Đã trả lời; người gửi được báo."))
            return redirect(_PAGE, suggestion.pk)
    return _form(request, suggestion, form, _("Trả lời"))


@page(permit=permits.answers, subject=the_suggestion)
def pass_on(request: HttpRequest, suggestion: Suggestion) -> HttpResponseBase:
    on = period.today()
    form = forms.PassForm(request.POST or None, actor=request.user, suggestion=suggestion, on=on)
    if form.is_valid():
        act, given = actions.pass_suggestion, form.cleaned_data
        if attempt(request, lambda: act(actor=request.user, suggestion=suggestion, on=on, **given)):
            said = gettext("Đã chuyển đến %(unit)s; người gửi được báo.")
            messages.success(request, said % {"unit": given["unit"]})
            return redirect(_PAGE, suggestion.pk)
    return _form(request, suggestion, form, _("Chuyển đơn vị khác trả lời"))


@page(permit=permits.is_the_author, subject=the_suggestion)
@require_POST
def close(request: HttpRequest, suggestion: Suggestion) -> HttpResponseBase:
    act = actions.close_suggestion
    if attempt(request, lambda: act(actor=request.user, suggestion=suggestion)):
        messages.success(request, gettext("Đã khép lại. Cảm ơn bạn."))
    return redirect(_PAGE, suggestion.pk)


@page(permit=permits.is_the_author, subject=the_suggestion)
def reopen(request: HttpRequest, suggestion: Suggestion) -> HttpResponseBase:
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        act, reason, on = actions.reopen_suggestion, form.cleaned_data["reason"], period.today()
        if attempt(
            request, lambda: act(actor=request.user, suggestion=suggestion, reason=reason, on=on)
        ):
            messages.success(request, gettext("Đã hỏi lại; hạn trả lời tính lại từ hôm nay."))
            return redirect(_PAGE, suggestion.pk)
    return _form(request, suggestion, form, _("Hỏi lại"))


def _form(
    request: HttpRequest, suggestion: Suggestion, form: Any, title: Reason
) -> HttpResponseBase:
    context = {"form": form, "suggestion": suggestion, "title": title}
    return render(request, "suggestions/form.html", context)
