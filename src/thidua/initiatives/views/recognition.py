"""Pages of recognition: who goes before which council, and what its head decides; first shown."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.initiatives import actions, forms, permits, queries
from thidua.initiatives.models import Initiative
from thidua.initiatives.views import moves
from thidua.initiatives.views.subjects import the_initiative
from thidua.orgs.pages import attempt, page
from thidua.ui import formats
from thidua.ui.lists import BulkAction

PUT_FORWARD = BulkAction(
    "put_forward", _("Đưa ra hội đồng sáng kiến"), act=lambda actor, rows: "", icon="users-group"
)
RECOGNISE = BulkAction(
    "recognise", _("Công nhận sáng kiến"), act=lambda actor, rows: "", icon="award"
)
SHOWN = "shown"
_DETAIL = "initiatives:detail"


def _picked(request: HttpRequest) -> list[int] | None:
    given = request.GET.get("pick", "")
    return [int(key) for key in given.split(",") if key.isdecimal()] if given else None


def _asked_for(request: HttpRequest) -> list[int] | None:
    """What the page is about: once it was sent, what it showed; before, what was ticked or all."""
    if request.method != "POST":
        return _picked(request)
    return [int(key) for key in request.POST.getlist(SHOWN) if key.isdecimal()]


def _is_as_shown(request: HttpRequest, rows: list[Initiative], left: int) -> bool:
    """Whether all that the page showed still waits; else it is read again first."""
    if rows and not left:
        return True
    messages.error(request, gettext("Danh sách vừa thay đổi; đọc lại rồi bấm lại."))
    return False


def _authors(initiative: Initiative) -> str:
    return ", ".join(author.person.full_name for author in initiative.authors.all())


@page(permit=permits.puts_forward_somewhere)
def put_forward(request: HttpRequest) -> HttpResponseBase:
    """Which initiatives, whose they are, until when, before which council; what stays and why."""
    on, keys = period.today(), _asked_for(request)
    rows = queries.sendable(request.user, keys, on=on)
    left = _left(keys, rows)
    councils = queries.councils_for(request.user, on=on)
    form = forms.PutForwardForm(
        request.POST or None, councils=councils, initial={"council": councils.first()}
    )
    if request.method == "POST" and form.is_valid() and _is_as_shown(request, rows, left):
        council = form.cleaned_data["council"]
        act = actions.put_forward_many
        count = attempt(request, lambda: act(actor=request.user, council=council, initiatives=rows))
        if count is not None:
            said = ngettext(
                "Đã đưa %(n)s sáng kiến ra hội đồng.", "Đã đưa %(n)s sáng kiến ra hội đồng.", count
            )
            messages.success(request, said % {"n": count})
            return redirect("councils:council", council.pk)
    shown = [(row, f"{row.unit}; {_authors(row)}", queries.due_of(row)) for row in rows]
    return _many(
        request, form, shown, left=left,
        title=gettext("Đưa sáng kiến ra hội đồng"), submit=gettext("Đưa ra hội đồng"),
        nothing=gettext("Chưa có sáng kiến nào đã xác nhận mà chưa đưa ra hội đồng."),
    )  # fmt: skip


@page(permit=permits.recognises_somewhere)
def recognise(request: HttpRequest) -> HttpResponseBase:
    """What the council recommends with its votes; one decision for all that is shown."""
    on, keys = period.today(), _asked_for(request)
    rows = queries.decidable(request.user, keys, on=on)
    unit = rows[0].examined_by if rows else None
    rows = [row for row in rows if row.examined_by == unit]
    left = _left(keys, rows)
    form = forms.RecogniseForm(request.POST or None, initial={"recognised_on": on})
    is_sent = request.method == "POST" and form.is_valid() and _is_as_shown(request, rows, left)
    if is_sent and unit is not None:
        act = actions.recognise_many
        count = attempt(
            request,
            lambda: act(
                actor=request.user, unit=unit, initiatives=rows, on=on, **form.cleaned_data
            ),
        )
        if count is not None:
            said = ngettext("Đã công nhận %(n)s sáng kiến.", "Đã công nhận %(n)s sáng kiến.", count)
            messages.success(request, said % {"n": count})
            return redirect("initiatives:list")
    votes = queries.judged([row.pk for row in rows])
    shown = [(row, _told(row, votes.get(row.pk)), queries.due_of(row)) for row in rows]
    return _many(
        request, form, shown, left=left,
        title=gettext("Công nhận sáng kiến"), submit=gettext("Công nhận"),
        nothing=gettext("Chưa có sáng kiến nào được hội đồng đề nghị công nhận."),
    )  # fmt: skip


def _told(initiative: Initiative, judged: queries.Judged | None) -> str:
    told = f"{initiative.unit}; {_authors(initiative)}"
    if judged is None or not judged.result or judged.held_on is None:
        return told
    return gettext("%(who)s; %(agree)s/%(members)s thành viên đồng ý ngày %(day)s") % {
        "who": told, "agree": judged.result["agree"], "members": judged.result["members"],
        "day": formats.day(judged.held_on),
    }  # fmt: skip


def _left(keys: list[int] | None, rows: list[Initiative]) -> int:
    """How many of what was ticked stay: not verified, before a council already, or one's own."""
    return len(set(keys or ()) - {row.pk for row in rows})


def _many(
    request: HttpRequest, form: Any, shown: Any, *, left: int, **told: Any
) -> HttpResponseBase:
    context = {"form": form, "shown": shown, "name": SHOWN, "left": left, **told}
    return render(request, "initiatives/many.html", context)


refuse = moves.returning(
    the_initiative, permits.recognises, actions.refuse_initiative, as_="initiative",
    said=_("Đã ghi không công nhận; tác giả đọc được lý do."), back=_DETAIL,
    words=(_("Không công nhận sáng kiến"), _("Không công nhận")),
)  # fmt: skip
hand_back = moves.returning(
    the_initiative, permits.recognises, actions.hand_back_initiative, as_="initiative",
    said=_("Đã trả lại; tác giả đọc được lý do."), back=_DETAIL,
)  # fmt: skip
