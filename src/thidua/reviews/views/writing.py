"""The draft as one form: every button keeps what was typed, then does what it says."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.core import period
from thidua.documents.states import PaperState
from thidua.orgs.pages import attempt, page
from thidua.reviews import actions, content, forms, matrices, permits, rules, sources
from thidua.reviews.models import Review
from thidua.reviews.states import BlockKind
from thidua.reviews.views.common import changes_of, parts_of, the_review

PLAIN = (BlockKind.TEXT, BlockKind.SUBHEADING, BlockKind.HEADING)


@require_safe
@page(permit=permits.writes_review, subject=the_review)
def edit(request: HttpRequest, review: Review) -> HttpResponse:
    """The blocks of a draft in their order, each to be written, moved or taken out."""
    if review.report.state != PaperState.DRAFT:
        return redirect("reviews:detail", pk=review.pk)
    return _page(request, review)


def _page(request: HttpRequest, review: Review) -> HttpResponse:
    changes, paper = changes_of(review), review.report
    posted = request.POST
    body = [{**b, "text": posted.get(f"text-{b['id']}", b["text"])} for b in paper.blocks["body"]]
    tables = sources.tables(review.movement, review.span, on=period.today())
    return render(request, "reviews/edit.html", {
        "review": review, "paper": paper,
        "parts": [
            (part, typed["text"], posted.get(f"note-{typed['id']}", typed["note"]))
            for part, typed in zip(parts_of(review, changes), body, strict=True)
        ],
        "title": posted.get("title", paper.title),
        "recipients": posted.get("recipients", "\n".join(paper.blocks["recipients"])),
        "changes": changes,
        "offered": [
            (name, label, unit) for name, (label, unit) in sources.figure_names().items()
        ],
        "add": forms.AddForm(what=_addable(tables), after=_places(paper.blocks["body"])),
    })  # fmt: skip


def _addable(tables: dict[str, Any]) -> list[tuple[str, Any]]:
    """Plain blocks, tables, and charts of a table's figures."""
    charts = [
        (f"chart|{name}|{what}", f"{table['title']}: {what}")
        for name, table in tables.items()
        for what in _drawable(table)
    ]
    shown = [(f"table|{name}|", table["title"]) for name, table in tables.items()]
    return [
        *((f"{kind}||", kind.label) for kind in PLAIN),
        (_("Bảng số liệu"), shown),
        (_("Biểu đồ"), charts),
    ]


def _drawable(table: dict[str, Any]) -> list[str]:
    """What a chart can be drawn of: a thing judged, or a column of figures."""
    if matrices.is_matrix(table):
        return matrices.whats(table)
    return [table["columns"][column] for column in rules.numeric_columns(table)]


def _places(body: list[rules.Block]) -> list[tuple[str, Any]]:
    named = [
        (block["id"], f"{number} {block['text']}"[:70])
        for block, number in zip(body, rules.numbered(body), strict=True)
        if number
    ]
    return [("", _("Cuối báo cáo")), *named]


@require_POST
@page(permit=permits.writes_review, subject=the_review)
def revise(request: HttpRequest, review: Review) -> HttpResponse:
    """Keep what was typed; then move, add, take out, insert or bring up to date."""
    verb, _sep, rest = request.POST.get("do", "save").partition(":")
    texts, seen = _typed(request)
    if verb == "insert":
        block, _sep, name = rest.partition(":")
        if block in texts:
            spoken = texts[block].get("text", "").rstrip()
            texts[block]["text"] = f"{spoken} {rules.place_of(name)}".strip()
    title, recipients = request.POST.get("title"), _lines(request, "recipients")
    kept: Review | None = review
    if not content.stands(review, texts, title, recipients):
        kept = attempt(request, lambda: actions.write_review(
            actor=request.user, review=review, texts=texts, seen=seen, on=period.today(),
            title=title, recipients=recipients,
        ))  # fmt: skip
    if kept is None:
        return _page(request, review)
    act = _DO.get(verb)
    if act is None or attempt(request, lambda: act(request, kept, rest)) is not None:
        messages.success(request, _("Đã lưu báo cáo."))
    target = reverse("reviews:edit", args=[review.pk])
    anchor = rest.partition(":")[0]
    return redirect(f"{target}#muc-{anchor}" if anchor.startswith("b") else target)


def _lines(request: HttpRequest, name: str) -> list[str] | None:
    return request.POST[name].splitlines() if name in request.POST else None


def _typed(request: HttpRequest) -> tuple[dict[str, dict[str, str]], dict[str, int]]:
    """Texts and notes by block, and the revision of each that the writer had before them."""
    texts: dict[str, dict[str, str]] = {}
    seen: dict[str, int] = {}
    for key, value in request.POST.items():
        what, _sep, block = key.partition("-")
        if what in ("text", "note") and block:
            texts.setdefault(block, {})[what] = str(value)
        elif what == "seen" and str(value).isdigit():
            seen[block] = int(str(value))
    return texts, seen


def _move(request: HttpRequest, review: Review, rest: str) -> Any:
    block, _sep, by = rest.partition(":")
    return actions.move_block(
        actor=request.user, review=review, block=block, by=-1 if by == "up" else 1
    )


def _remove(request: HttpRequest, review: Review, rest: str) -> Any:
    return actions.remove_block(actor=request.user, review=review, block=rest, on=period.today())


def _refresh(request: HttpRequest, review: Review, rest: str) -> Any:
    return actions.refresh_review(
        actor=request.user, review=review, on=period.today(), names=[rest] if rest else None
    )


def _add(request: HttpRequest, review: Review, rest: str) -> Any:
    what, source, column = [*request.POST.get("what", "").split("|", 2), "", ""][:3]
    if what not in BlockKind.values:
        raise content.BlockGone(_("Chọn mục muốn thêm."))
    return actions.add_block(
        actor=request.user, review=review, kind=BlockKind(what), source=source,
        columns=[column] if column else [], after=request.POST.get("after", ""), on=period.today(),
    )  # fmt: skip


_DO: dict[str, Callable[[HttpRequest, Review, str], Any]] = {
    "move": _move,
    "remove": _remove,
    "refresh": _refresh,
    "add": _add,
}
