"""What disclosures answer to the shell: asks, one's own, search, personal data, merging."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.capability import ASKS, MINE, PERSONAL, SEARCH, Ask, Hit, Own, Section
from thidua.core.merge import MERGES, Rows
from thidua.disclosures import queries, tables
from thidua.ui import formats

MOST_ASKED = 3


@ASKS.register("disclosures")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Officers answer what was said, close lists whose time is over, and mind letters."""
    found = [
        Ask(
            _("Kết thúc công khai: %(title)s") % {"title": each},
            reverse("disclosures:detail", args=[each.pk]), each.ends_on,
        )
        for each in queries.to_close(actor, on=on)
    ]  # fmt: skip
    waiting = list(queries.awaiting_answer(actor, on=on))
    found += [
        Ask(
            _("Trả lời ý kiến: %(what)s") % {"what": each},
            reverse("disclosures:comment", args=[each.pk]), each.due_on,
            detail=str(each.disclosure),
        )
        for each in waiting[:MOST_ASKED]
    ]  # fmt: skip
    if rest := waiting[MOST_ASKED:]:
        said = _("Trả lời %(count)s ý kiến khác") % {"count": len(rest)}
        url = f"{reverse('disclosures:comments')}?state=waiting"
        found.append(Ask(said, url, rest[0].due_on, len(rest)))
    found += [
        Ask(
            _("%(step)s: %(what)s")
            % {
                "step": _("Giải quyết đơn") if each.accepted_on else _("Xem xét thụ lý đơn"),
                "what": each.subject,
            },
            reverse("disclosures:complaint", args=[each.pk]), each.due_on,
            detail=each.get_kind_display(),
        )
        for each in queries.pending_complaints(actor)[:MOST_ASKED]
    ]  # fmt: skip
    return found


@MINE.register("disclosures")
def mine(actor: Any, *, on: date) -> list[Section]:
    """Lists that ask for one's word now, and what became of what one said."""
    shown = [
        Own(
            each.title, reverse("disclosures:detail", args=[each.pk]), each.get_state_display(),
            "work", _("lấy ý kiến đến hết ngày %(day)s") % {"day": formats.day(each.ends_on)},
        )
        for each in queries.in_reach(actor, on=on)
    ]  # fmt: skip
    said = [
        Own(
            str(each), reverse("disclosures:comment", args=[each.pk]), each.get_state_display(),
            tables.TONES[each.state], str(each.disclosure),
        )
        for each in queries.own_comments(actor)
    ]  # fmt: skip
    return [
        Section(_("Đang công khai lấy ý kiến"), shown), Section(_("Ý kiến tôi đã gửi"), said)
    ]  # fmt: skip


@SEARCH.register("disclosures")
def search(actor: Any, folded: str, *, limit: int) -> list[Hit]:
    """Lists by their title; neither comments nor letters are found from outside their pages."""
    return [
        Hit(
            each.title, reverse("disclosures:detail", args=[each.pk]),
            gettext_lazy("Công khai lấy ý kiến"), each.get_state_display(),
        )
        for each in queries.holding_words(actor, folded)[:limit]
    ]  # fmt: skip


@PERSONAL.register("disclosures")
def personal(person: Any) -> dict[str, Any]:
    """What one said under one's name, answered, where one was listed, and holds."""
    return queries.kept_on(person)


MERGES.register("disclosures")(
    Rows(
        "disclosures",
        Row=gettext_lazy("dòng trong danh sách công khai"),
        Hold=gettext_lazy("việc tạm dừng xét"),
    )
)
