"""What a review's paper holds: blocks, the figures and tables that they show, and what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import marks
from thidua.core.marks import Fields
from thidua.core.period import Period
from thidua.core.permit import Reason, Refused
from thidua.documents.wording import clean
from thidua.reviews import drafting, rules, sources
from thidua.reviews.models import Review
from thidua.reviews.rules import Block
from thidua.ui import formats

Content = dict[str, Any]


class BlockGone(Refused):
    """The block was taken out meanwhile."""


def first(movement: Any, kind: str, span: Period, *, on: date) -> Content:
    """The content of a new review, with every registered table."""
    tables = sources.tables(movement, span, on=on)
    counted = sources.figures(movement, span, sources.figure_names(), on=on)
    concerned = [name for name, found in counted.items() if found["text"] != sources.NOT_APPLICABLE]
    body = drafting.first_blocks(movement, kind, span, tables, concerned)
    content = {
        "body": body, "next": len(body) + 1, "tables": tables, "figures": counted,
        "recipients": list(drafting.RECIPIENTS),
    }  # fmt: skip
    return _supplied(content, movement, span, on=on)


def texts_of(body: Iterable[Block]) -> list[str]:
    return [block["text"] for block in body]


def filled(content: Content, block: Block) -> str:
    """A block's text with its figures as they were counted."""
    values = {name: figure["text"] for name, figure in content["figures"].items()}
    return rules.filled(block["text"], values)


def with_body(review: Review, body: list[Block], *, on: date) -> Content:
    """The content with other blocks; what they newly name is counted, the rest stays as it was."""
    return _supplied({**review.report.blocks, "body": body}, review.movement, review.span, on=on)


def _supplied(content: Content, movement: Any, span: Period, *, on: date) -> Content:
    """Figures and tables for exactly what the blocks name; those that were there are kept."""
    names = rules.names_in(texts_of(content["body"]))
    shown = [block["source"] for block in content["body"] if block["source"]]
    figures, tables = content["figures"], content["tables"]
    new = [name for name in names if name not in figures]
    wanted = [name for name in dict.fromkeys(shown) if name not in tables]
    found = sources.figures(movement, span, new, on=on) if new else {}
    gathered = sources.tables(movement, span, wanted, on=on) if wanted else {}
    return {
        **content,
        "figures": {name: {**figures, **found}[name] for name in names},
        "tables": {
            name: table for name, table in {**tables, **gathered}.items() if name in shown
        },
    }  # fmt: skip


def insist_on_names(text: str) -> None:
    """Refuse braces that name nothing, with the sentence that says what to do."""
    known = sources.figure_names()
    wrong = [name for name in rules.names_in([text]) if name not in known]
    said = rules.place_of(wrong[0]) if wrong else rules.crooked(text)
    if said:
        raise Refused(
            _("Không có số liệu nào tên «%(name)s»: chọn trong danh sách «Chèn số liệu» của mục.")
            % {"name": said}
        )


def tidy(text: str) -> str:
    """Typed text as it is kept."""
    return clean(text.replace("\r\n", "\n")).strip()


def fields_of(review: Review) -> dict[str, str]:
    """Everything that is written in a review: `title`, `recipients`, `text-b3`, `note-b3`."""
    paper = review.report
    found = {"title": paper.title, "recipients": "\n".join(paper.blocks["recipients"])}
    for block in paper.blocks["body"]:
        found |= {f"{key}-{block['id']}": block[key] for key in ("text", "note")}
    return found


def typed(
    texts: Mapping[str, Mapping[str, str]], title: str | None, recipients: Iterable[str] | None
) -> dict[str, str]:
    """What was sent, by the names of `fields_of`."""
    found = {f"{key}-{name}": text for name, each in texts.items() for key, text in each.items()}
    if title is not None:
        found["title"] = title
    if recipients is not None:
        found["recipients"] = "\n".join(recipients)
    return found


def insist_on_no_clash(review: Review, new: Fields, seen: Fields) -> None:
    """Refuse to write over what somebody else has written or taken out."""
    kept = fields_of(review)
    for name in marks.clashing(kept, new, seen):
        if name not in kept:
            raise BlockGone(
                _(
                    "Một mục bạn viết vừa được người khác bỏ: chép phần của bạn sang mục khác, "
                    "xóa ô đó rồi lưu."
                )
            )
        raise Refused(
            _(
                "%(what)s vừa được người khác sửa: so với bản đang lưu ghi dưới ô, sửa phần của "
                "bạn cho khớp rồi lưu."
            )
            % {"what": _called(review, name)}
        )


def _called(review: Review, name: str) -> Reason:
    """A field as people call it."""
    if name in _NAMES:
        return _NAMES[name]
    body = review.report.blocks["body"]
    block = body[rules.index_of(body, name.partition("-")[2])]
    return _("Mục «%(text)s»") % {"text": block["text"][:60] or block["prompt"][:60]}


_NAMES = {"title": gettext_lazy("Trích yếu"), "recipients": gettext_lazy("Nơi nhận")}


def written(body: list[Block], new: Fields) -> list[Block]:
    """Blocks with new texts and notes."""
    return [
        {
            **block,
            **{
                key: tidy(new[f"{key}-{block['id']}"])
                for key in ("text", "note")
                if f"{key}-{block['id']}" in new
            },
        }
        for block in body
    ]


def refreshed(content: Content, names: Iterable[str], now: "Now") -> Content:
    """The content with some figures and tables as they are now."""
    chosen = set(names)
    fresh = {
        kind: {
            name: latest.get(name, kept) if name in chosen else kept
            for name, kept in content[kind].items()
        }
        for kind, latest in (("figures", now.figures), ("tables", now.tables))
    }
    return {**content, **fresh}


@dataclass(frozen=True)
class Now:
    """Figures and tables of a review, counted anew."""

    figures: Mapping[str, Any]
    tables: Mapping[str, Any]
    on: date


def counted_now(review: Review, *, on: date) -> Now:
    """The same names over the same days, as the data are today."""
    kept = review.report.blocks
    return Now(
        sources.figures(review.movement, review.span, list(kept["figures"]), on=on),
        sources.tables(review.movement, review.span, list(kept["tables"]), on=on),
        on,
    )


@dataclass(frozen=True)
class Change:
    """What is no longer as drafted: its name and the sentence that says so."""

    name: str
    text: Reason


def changes(review: Review, now: Now) -> dict[str, Change]:
    """By name, the figures and tables whose data have changed since they were counted."""
    kept, day = review.report.blocks, f"{now.on:%d/%m/%Y}"
    found = {}
    for name, figure in kept["figures"].items():
        after = now.figures.get(name, figure)["text"]
        if after != figure["text"]:
            said = _("số liệu đã thay đổi: %(before)s → %(after)s, ngày %(day)s")
            found[name] = Change(
                name, said % {"before": figure["text"], "after": after, "day": day}
            )
    for name, table in kept["tables"].items():
        cells = rules.table_changes(table, now.tables.get(name, table))
        if cells:
            found[name] = Change(name, _told(cells, day))
    return found


MOST_TOLD = 3


def _told(cells: list[rules.CellChange], day: str) -> Reason:
    told = "; ".join(_one(cell) for cell in cells[:MOST_TOLD])
    more = len(cells) - MOST_TOLD
    if more > 0:
        told += _("; và %(n)s chỗ khác") % {"n": more}
    return _("số liệu đã thay đổi: %(what)s, ngày %(day)s") % {"what": told, "day": day}


def _one(cell: rules.CellChange) -> str:
    if not cell.column:
        what = _("thêm dòng «%(row)s»") if cell.after else _("không còn dòng «%(row)s»")
        return what % {"row": cell.row}
    facts = {
        "row": cell.row, "column": cell.column, "before": shown(cell.before),
        "after": shown(cell.after),
    }  # fmt: skip
    return _("%(row)s, %(column)s %(before)s → %(after)s") % facts


def shown(cell: rules.Cell) -> str:
    """A cell as papers write it."""
    if isinstance(cell, dict):
        return formats.number(rules.number_in(cell) or 0)
    return cell if cell is not None else sources.MISSING
