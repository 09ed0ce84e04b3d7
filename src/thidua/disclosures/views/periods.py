"""The lists in public: all of them, one with its rows, its opening, and its page for strangers."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.core import period
from thidua.core.permit import Reason, anyone
from thidua.disclosures import actions, forms, papers, permits, queries, rules, tables
from thidua.disclosures.models import Disclosure
from thidua.disclosures.states import CommentState, DisclosureState, Stance
from thidua.disclosures.views.common import form_page, provisional_day, the_disclosure
from thidua.documents import registry
from thidua.documents.uploads import MIME
from thidua.orgs import permits as orgs_permits
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.components import Case, Record
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage

_PAGE = "disclosures:detail"


class DisclosureList(Paged, ListPage):
    permit = orgs_permits.is_signed_in
    title = _("Công khai lấy ý kiến")
    columns = tables.DISCLOSURES
    filterset_class = tables.DisclosureFilter
    search_fields = ("folded",)
    search_hint = _("Tìm theo tên danh sách; không cần dấu")
    default_sort = ("-state", "ends_on", "pk")
    row_url = _PAGE
    export_name = "cong-khai"
    empty = Empty(
        _("Chưa có danh sách nào đang công khai"),
        _("Danh sách đề nghị khen thưởng được công khai hiện ở đây để mọi người xem và góp ý "
          "trước khi quyết định. Ý kiến được ghi tên hoặc bảo vệ tên, và luôn được trả lời."),
        icon="speakerphone",
    )  # fmt: skip

    def get_rows(self) -> Any:
        return queries.visible_to(self.request.user).select_related("unit")

    def get_state(self, total: int) -> Reason:
        return gettext("%(total)s danh sách") % {"total": formats.number(total)}

    def get_context(self) -> dict[str, Any]:
        if permits.opens_somewhere(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("disclosures:open"),
            "main_action_label": _("Công khai danh sách"),
        }


@page(permit=permits.opens_somewhere)
def open_list(request: HttpRequest) -> HttpResponseBase:
    """A list typed or pasted by hand; lists of award rounds are opened from the round."""
    on = period.today()
    form = forms.OpenForm(request.POST or None, actor=request.user, on=on)
    lines = forms.Lines(request.POST or None, prefix="dong")
    if request.method == "POST" and lines.is_valid() and form.is_valid():
        given, act = form.cleaned_data, actions.open_disclosure
        made = attempt(
            request,
            lambda: act(
                actor=request.user, on=on, lines=forms.lines_of(lines.kept), **given
            ),
        )  # fmt: skip
        if made is not None:
            _say_opened(request, made)
            return redirect(_PAGE, made.pk)
    context = {"form": form, "lines": lines, "usual": rules.usual_days(on)}
    return render(request, "disclosures/open.html", context)


def _say_opened(request: HttpRequest, made: Disclosure) -> None:
    said = gettext("Đã công khai đến hết ngày %(day)s; mọi người trong phạm vi được báo.")
    messages.success(request, said % {"day": formats.day(made.ends_on)})


def _end(disclosure: Disclosure) -> str:
    moved = orgs.days_moved(disclosure.unit)
    reached = rules.shown_until(disclosure.starts_on, disclosure.days, moved=moved)
    return provisional_day(disclosure.ends_on, is_provisional=reached.is_provisional)


@require_safe
@page(permit=orgs_permits.is_signed_in, subject=the_disclosure)
def detail(request: HttpRequest, disclosure: Disclosure) -> HttpResponse:
    actor, on = request.user, period.today()
    runs = permits.opens(actor, disclosure) is None
    oversees = permits.oversees(actor, disclosure) is None
    counted = queries.counted_comments(disclosure) if oversees else {}
    address = reverse("disclosures:comments")
    context = {
        "disclosure": disclosure,
        "case": _case(disclosure, runs=runs, on=on),
        "rows": queries.rows_of(disclosure),
        "figures": [
            (counted.get(stance, 0), Stance(stance).label,
             f"{address}?disclosure={disclosure.pk}&stance={stance}")
            for stance in Stance
        ] if oversees else [],
        "comments": [_worded(row) for row in queries.comments_of(disclosure, actor)],
        "oversees": oversees,
        "runs": runs and disclosure.state == DisclosureState.OPEN,
        "is_over": on > disclosure.ends_on,
        "may_comment": _takes_comments(disclosure, on)
        and queries.is_reached(actor, disclosure, on=on),
        "extensions": disclosure.extensions.all(),
        "documents": _documents(disclosure) if oversees else [],
        "trail": orgs.trail_of(disclosure) if oversees else [],
    }  # fmt: skip
    return render(request, "disclosures/detail.html", context)


def _worded(row: dict[str, Any]) -> dict[str, Any]:
    state = CommentState(row["state"])
    return row | {
        "stance_label": Stance(row["stance"]).label, "state_label": state.label,
        "tone": tables.TONES[state],
    }  # fmt: skip


def _takes_comments(disclosure: Disclosure, on: Any) -> bool:
    is_open = disclosure.state == DisclosureState.OPEN
    return is_open and bool(disclosure.starts_on <= on <= disclosure.ends_on)


def _documents(disclosure: Disclosure) -> list[Record]:
    found = [
        Record(
            gettext("Thông báo công khai (%(format)s)") % {"format": file_format.upper()},
            reverse("disclosures:notice", args=[disclosure.pk, file_format]),
            gettext("in, ký, niêm yết trên bảng tin") if file_format == "pdf" else "",
        )
        for file_format in ("pdf", "docx")
    ]
    if disclosure.url:
        found.append(Record(gettext("Hồ sơ gốc của danh sách"), disclosure.url))
    return found


def _case(disclosure: Disclosure, *, runs: bool, on: Any) -> Case:
    is_open = disclosure.state == DisclosureState.OPEN
    facts: list[tuple[Reason, Any]] = [
        (_("Phạm vi"), disclosure.get_reach_display()),
        (_("Từ ngày"), formats.day(disclosure.starts_on)),
        (_("Đến hết ngày"), _end(disclosure)),
        (_("Thời gian"), gettext("%(days)s ngày làm việc") % {"days": disclosure.days}),
        (_("Căn cứ"), disclosure.basis),
    ]
    if disclosure.closed_on is not None:
        facts.append((_("Kết thúc ngày"), formats.day(disclosure.closed_on)))
    step: Reason = ""
    if is_open and on > disclosure.ends_on:
        step = _("Cán bộ thi đua trả lời ý kiến còn lại và kết thúc công khai")
    elif is_open and runs:
        step = _("Trả lời ý kiến; kết thúc sau ngày cuối")
    elif is_open:
        step = _("Xem danh sách và góp ý trước khi hết thời gian")
    return Case(
        who=str(disclosure.unit), what=disclosure.title, state=disclosure.get_state_display(),
        tone=tables.TONES[disclosure.state], next_step=step,
        due_on=disclosure.ends_on if is_open else None, facts=facts,
    )  # fmt: skip


@require_safe
@page(permit=permits.oversees, subject=the_disclosure)
def notice(
    request: HttpRequest, disclosure: Disclosure, file_format: registry.Format
) -> HttpResponse:
    """The sheet for the board."""
    if file_format not in registry.PAPERS[papers.NOTICE].formats:
        raise Http404
    layout = registry.build(papers.NOTICE, disclosure)
    content = registry.render(
        papers.NOTICE, layout, file_format=file_format, on=disclosure.starts_on,
        issuer=disclosure.unit,
    )  # fmt: skip
    answer = HttpResponse(content, content_type=MIME[file_format])
    way = "inline" if file_format == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{way}; filename="thong-bao-cong-khai.{file_format}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@page(permit=permits.opens, subject=the_disclosure)
def extend(request: HttpRequest, disclosure: Disclosure) -> HttpResponseBase:
    form = forms.ExtendForm(request.POST or None)
    if form.is_valid():
        given, on, act = form.cleaned_data, period.today(), actions.extend_disclosure
        made = attempt(
            request, lambda: act(actor=request.user, disclosure=disclosure, on=on, **given)
        )
        if made is not None:
            said = gettext("Đã kéo dài đến hết ngày %(day)s.")
            messages.success(request, said % {"day": formats.day(made.ends_on)})
            return redirect(_PAGE, disclosure.pk)
    return _form(request, disclosure, form, _("Kéo dài thời gian công khai"))


@page(permit=permits.opens, subject=the_disclosure)
def close(request: HttpRequest, disclosure: Disclosure) -> HttpResponseBase:
    """After the last day at once; before it the reason is asked."""
    on, act = period.today(), actions.close_disclosure
    is_over = on > disclosure.ends_on
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and (is_over or form.is_valid()):
        reason = "" if is_over else form.cleaned_data["reason"]
        if attempt(
            request, lambda: act(actor=request.user, disclosure=disclosure, on=on, reason=reason)
        ):
            messages.success(request, gettext("Đã kết thúc công khai."))
            return redirect(_PAGE, disclosure.pk)
    if is_over:
        return redirect(_PAGE, disclosure.pk)
    return _form(request, disclosure, form, _("Kết thúc công khai sớm"))


def _form(
    request: HttpRequest, disclosure: Disclosure, form: Any, title: Reason
) -> HttpResponseBase:
    return form_page(
        request, form, title=title, back=reverse(_PAGE, args=[disclosure.pk]),
        back_label=disclosure.title,
        state=gettext("Đang công khai đến hết ngày %(day)s") % {"day": _end(disclosure)},
        draft=f"cong-khai-{disclosure.pk}",
    )  # fmt: skip


@require_safe
@page(permit=anyone)
def public(request: HttpRequest, code: str) -> HttpResponse:
    """For strangers, only while it runs; afterwards the names are nobody's business."""
    if not settings.THIDUA_PUBLIC:
        raise Http404
    disclosure = queries.public_list(code, on=period.today())
    context = {
        "disclosure": disclosure,
        "end": _end(disclosure) if disclosure else "",
        "rows": queries.rows_of(disclosure) if disclosure else [],
    }
    status = 200 if disclosure else 404
    answer = render(request, "disclosures/public.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer
