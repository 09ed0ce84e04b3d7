"""The draft as one form: every button keeps what was typed, then does what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.core import marks, period
from thidua.core.marks import Fields
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


@dataclass(frozen=True)
class Field:
    """A place to write: its text, the mark of what is kept, and whose words stand against it."""

    name: str
    text: str
    mark: str
    is_typed: bool = False
    theirs: str | None = None


def _fields(kept: Fields, given: Fields, seen: Fields) -> dict[str, Field]:
    """Every place with what was typed into it, or with what is kept; those that are gone too."""
    new = marks.changed(kept, given, seen)
    clashing = marks.clashing(kept, new, seen)
    return {
        name: Field(
            name, new.get(name, kept.get(name, "")), marks.mark_of(kept.get(name, "")),
            is_typed=name in new, theirs=kept.get(name) if name in clashing else None,
        )
        for name in {**kept, **new}
    }  # fmt: skip


def _page(request: HttpRequest, review: Review) -> HttpResponse:
    changes, paper = changes_of(review), review.report
    kept = content.fields_of(review)
    given, seen = _typed(request)
    fields = _fields(kept, given, seen)
    tables = sources.tables(review.movement, review.span, on=period.today())
    return render(request, "reviews/edit.html", {
        "review": review, "paper": paper,
        "parts": [
            (part, fields[f"text-{part.block['id']}"], fields[f"note-{part.block['id']}"])
            for part in parts_of(review, changes)
        ],
        "gone": [field for name, field in fields.items() if name not in kept],
        "title": fields["title"], "recipients": fields["recipients"],
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
    given, seen = _typed(request)
    if verb == "insert":
        block, _sep, name = rest.partition(":")
        if (place := f"text-{block}") in given:
            given[place] = f"{given[place].rstrip()} {rules.place_of(name)}".strip()
    kept: Review | None = review
    if marks.changed(content.fields_of(review), given, seen):
        kept = attempt(request, lambda: _write(request.user, review, given, seen))
    if kept is None:
        return _page(request, the_review(request, review.pk) or review)
    act = _DO.get(verb)
    if act is None or attempt(request, lambda: act(request, kept, rest)) is not None:
        messages.success(request, _("Đã lưu báo cáo."))
    target = reverse("reviews:edit", args=[review.pk])
    anchor = rest.partition(":")[0]
    return redirect(f"{target}#muc-{anchor}" if anchor.startswith("b") else target)


def _write(actor: Any, review: Review, given: Fields, seen: Fields) -> Review:
    texts: dict[str, dict[str, str]] = {}
    for name, text in given.items():
        what, _sep, block = name.partition("-")
        if block:
            texts.setdefault(block, {})[what] = text
    recipients = given["recipients"].splitlines() if "recipients" in given else None
    return actions.write_review(
        actor=actor, review=review, texts=texts, seen=seen, on=period.today(),
        title=given.get("title"), recipients=recipients,
    )  # fmt: skip


def _typed(request: HttpRequest) -> tuple[dict[str, str], dict[str, str]]:
    """Texts by field, and the mark of each that its writer had before them."""
    sent = {name: str(value) for name, value in request.POST.items()}
    given = {
        name: text
        for name, text in sent.items()
        if name in ("title", "recipients") or name.startswith(("text-", "note-"))
    }
    return given, {name: sent[f"seen-{name}"] for name in given if f"seen-{name}" in sent}


def _move(request: HttpRequest, review: Review, rest: str) -> Any:
    block, _sep, by = rest.partition(":")
    return actions.move_block(
        actor=request.user, review=review, block=block, by=-1 if by == "up" else 1
    )


def _remove(request: HttpRequest, review: Review, rest: str) -> Any:
    given, seen = _typed(request)
    name = f"text-{rest}"
    given_marks = [seen[name], marks.mark_of(given[name])] if name in seen else None
    return actions.remove_block(
        actor=request.user, review=review, block=rest, on=period.today(), seen=given_marks
    )


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
