"""Writing a draft: texts and notes, the order of blocks, and figures brought up to date."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import marks
from thidua.core.action import action, note
from thidua.core.machine import WrongState
from thidua.core.marks import Fields
from thidua.core.permit import Refused
from thidua.documents import actions as documents
from thidua.documents.states import PAPER
from thidua.movements.measures import TABLES
from thidua.reviews import content, drafting, permits, rules
from thidua.reviews.models import Review
from thidua.reviews.rules import Block
from thidua.reviews.states import BlockKind


def _insist_on_draft(review: Review) -> None:
    if reason := PAPER.refusal(review.report, "submit"):
        raise WrongState(reason)


def _keep(actor: Any, review: Review, blocks: Mapping[str, Any], title: str | None = None) -> None:
    documents.revise_paper(actor=actor, paper=review.report, blocks=blocks, title=title)


def _body(review: Review, block_id: str = "") -> list[Block]:
    """The draft's blocks; refused when one that is named is no longer there."""
    _insist_on_draft(review)
    body: list[Block] = review.report.blocks["body"]
    if block_id and block_id not in {block["id"] for block in body}:
        raise content.BlockGone(_("Mục này vừa được người khác bỏ: mở lại trang."))
    return body


@action(
    "reviews.review.write", gettext_lazy("Sửa báo cáo sơ kết, tổng kết"), on="review",
    permit=permits.writes_review,
)  # fmt: skip
def write_review(
    *,
    actor: Any,
    review: Review,
    texts: Mapping[str, Mapping[str, str]],
    on: date,
    seen: Fields | None = None,
    title: str | None = None,
    recipients: Sequence[str] | None = None,
) -> Review:
    """Keep new texts and notes by block; `seen` are marks of what the writer had before them.

    What they left as it was is not written. Refused for a figure that does not exist, and where
    somebody else wrote the same field meanwhile.
    """
    _insist_on_draft(review)
    given = content.typed(texts, title, recipients)
    new = marks.changed(content.fields_of(review), given, seen or {})
    content.insist_on_no_clash(review, new, seen or {})
    for name, text in new.items():
        if name.startswith("text-"):
            content.insist_on_names(text)
    blocks = content.with_body(review, content.written(_body(review), new), on=on)
    if "recipients" in new:
        lines = new["recipients"].split("\n")
        blocks["recipients"] = [line.strip() for line in lines if line.strip()]
    if "title" in new and not new["title"].strip():
        raise Refused(_("Ghi trích yếu của báo cáo."))
    _keep(actor, review, blocks, new["title"].strip()[:400] if "title" in new else None)
    return review


@action(
    "reviews.review.add_block", gettext_lazy("Thêm mục vào báo cáo"), on="review",
    permit=permits.writes_review,
)  # fmt: skip
def add_block(
    *,
    actor: Any,
    review: Review,
    kind: BlockKind,
    on: date,
    after: str = "",
    source: str = "",
    columns: Sequence[str] = (),
) -> Review:
    """Put a new block after another (at the end when none is named); tables by their name."""
    body = _body(review, after)
    if kind in (BlockKind.TABLE, BlockKind.CHART):
        if source not in TABLES:
            raise Refused(_("Chọn bảng số liệu trong danh sách."))
        fresh = drafting.new_block(kind, source=source, columns=list(columns))
    else:
        fresh = drafting.new_block(kind, prompt=str(_("Viết nội dung của mục.")))
    number = review.report.blocks["next"]
    body = rules.inserted(body, {**fresh, "id": f"b{number}"}, after=after)
    blocks = content.with_body(review, body, on=on)
    _keep(actor, review, {**blocks, "next": number + 1})
    note(added=f"b{number}", kind=str(kind), source=source)
    return review


@action(
    "reviews.review.move_block", gettext_lazy("Chuyển chỗ mục của báo cáo"), on="review",
    permit=permits.writes_review,
)  # fmt: skip
def move_block(*, actor: Any, review: Review, block: str, by: int) -> Review:
    """Move a block up (negative) or down."""
    body = rules.moved(_body(review, block), block, by)
    _keep(actor, review, {**review.report.blocks, "body": body})
    note(moved=block, by=by)
    return review


@action(
    "reviews.review.remove_block", gettext_lazy("Bỏ mục khỏi báo cáo"), on="review",
    permit=permits.writes_review,
)  # fmt: skip
def remove_block(
    *, actor: Any, review: Review, block: str, on: date, seen: Collection[str] | None = None
) -> Review:
    """Take a block out; its text stays in the trail.

    Refused where its text bears none of the marks in `seen`: somebody else has just written it.
    """
    body = _body(review, block)
    gone = body[rules.index_of(body, block)]
    if seen is not None and marks.mark_of(gone["text"]) not in seen:
        raise Refused(_("Mục này vừa được người khác sửa: đọc lại rồi hãy bỏ."))
    _keep(actor, review, content.with_body(review, rules.removed(body, block), on=on))
    note(removed=block, text=gone["text"] or gone["source"])
    return review


@action(
    "reviews.review.refresh", gettext_lazy("Cập nhật số liệu của báo cáo"), on="review",
    permit=permits.writes_review,
)  # fmt: skip
def refresh_review(
    *, actor: Any, review: Review, on: date, names: Collection[str] | None = None
) -> list[str]:
    """Take figures and tables as they are now (all, or those named); answers what has changed."""
    _insist_on_draft(review)
    now = content.counted_now(review, on=on)
    found = content.changes(review, now)
    chosen = [name for name in found if names is None or name in names]
    if not chosen:
        raise Refused(_("Số liệu không thay đổi từ khi dự thảo."))
    note(refreshed={name: str(found[name].text) for name in chosen})
    _keep(actor, review, content.refreshed(review.report.blocks, chosen, now))
    return chosen
