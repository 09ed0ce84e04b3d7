"""Every write on suggestions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.documents import uploads
from thidua.documents.actions import upload_file
from thidua.notices.actions import Words, tell
from thidua.orgs.queries import days_moved
from thidua.suggestions import permits, queries, rules
from thidua.suggestions.models import Passing, Suggestion
from thidua.suggestions.states import SUGGESTION, Kind

MOST_FILES = 3


@action(
    "suggestions.suggestion.send", gettext_lazy("Gửi kiến nghị, vướng mắc"), on="unit",
    permit=permits.writes_to,
)  # fmt: skip
def send_suggestion(
    *, actor: Any, unit: Any, on: date, kind: Kind | str, text: str, movement: Any = None,
    is_name_kept: bool = False, files: Sequence[uploads.Sent] = (),
) -> Suggestion:  # fmt: skip
    """It is received at once: the clock begins, and who must answer is told."""
    if not text.strip():
        raise Refused(_("Cần ghi nội dung."))
    if len(files) > MOST_FILES:
        raise Refused(_("Gửi kèm nhiều nhất %(most)s tệp.") % {"most": MOST_FILES})
    if movement is not None and movement not in queries.offered_movements(actor, on=on):
        raise Refused(_("Phong trào này không diễn ra ở đơn vị của bạn."))
    made = Suggestion.objects.create(
        unit=unit, author=actor, kind=kind, text=text.strip(), movement=movement,
        is_name_kept=is_name_kept, received_on=on,
        due_on=rules.due_after(on, moved=days_moved(unit)),
    )  # fmt: skip
    for file in files:
        upload_file(
            actor=actor, subject=made, role=queries.ATTACHMENT, name=file.name or "",
            content=file.read(),
        )  # fmt: skip
    _tell_holders(made, "received", lambda: _("Cần trả lời: %(what)s") % {"what": made}, on)
    return made


@action(
    "suggestions.suggestion.pass_on", gettext_lazy("Chuyển đơn vị khác trả lời"),
    on="suggestion", permit=permits.answers,
)  # fmt: skip
def pass_suggestion(
    *, actor: Any, suggestion: Suggestion, unit: Any, reason: str, on: date
) -> Suggestion:
    """Another unit owes the answer from now on; the author's clock goes on."""
    SUGGESTION.move(suggestion, "pass_on")
    if not reason.strip():
        raise Refused(_("Cần nêu lý do chuyển."))
    if unit.pk == suggestion.unit_id:
        raise Refused(_("%(unit)s đang giữ rồi: chọn đơn vị khác.") % {"unit": unit})
    passed = Passing.objects.create(
        suggestion=suggestion, source=suggestion.unit, target=unit, reason=reason.strip(),
        passed_on=on,
    )  # fmt: skip
    suggestion.unit = unit
    suggestion.save()
    note(reason=passed.reason)
    what = {"unit": unit, "what": suggestion}
    _tell_holders(
        suggestion, f"passed-{passed.pk}", lambda: _("Cần trả lời: %(what)s") % what, on
    )  # fmt: skip
    _tell_author(
        suggestion, f"passed-{passed.pk}", lambda: _("Đã chuyển đến %(unit)s: %(what)s") % what
    )  # fmt: skip
    return suggestion


@action(
    "suggestions.suggestion.answer", gettext_lazy("Trả lời kiến nghị, vướng mắc"),
    on="suggestion", permit=permits.answers,
)  # fmt: skip
def answer_suggestion(*, actor: Any, suggestion: Suggestion, answer: str, on: date) -> Suggestion:
    """The author reads it and has the last word."""
    SUGGESTION.move(suggestion, "answer")
    if not answer.strip():
        raise Refused(_("Cần ghi nội dung trả lời."))
    suggestion.answer, suggestion.answered_on = answer.strip(), on
    suggestion.answered_by = actor
    suggestion.save()
    _tell_author(
        suggestion, f"answered-{suggestion.due_on}",
        lambda: _("Đã có trả lời: %(what)s") % {"what": suggestion},
    )  # fmt: skip
    return suggestion


@action(
    "suggestions.suggestion.close", gettext_lazy("Khép lại"), on="suggestion",
    permit=permits.is_the_author,
)  # fmt: skip
def close_suggestion(*, actor: Any, suggestion: Suggestion) -> Suggestion:
    """The author is content."""
    SUGGESTION.move(suggestion, "close")
    suggestion.save()
    return suggestion


@action(
    "suggestions.suggestion.reopen", gettext_lazy("Hỏi lại"), on="suggestion",
    permit=permits.is_the_author,
)  # fmt: skip
def reopen_suggestion(*, actor: Any, suggestion: Suggestion, reason: str, on: date) -> Suggestion:
    """The answer does not do; the clock begins again, the old answer stays to be read."""
    SUGGESTION.move(suggestion, "reopen")
    if not reason.strip():
        raise Refused(_("Cần nêu điều chưa được trả lời."))
    suggestion.reopen_reason = reason.strip()
    suggestion.due_on = rules.due_after(on, moved=days_moved(suggestion.unit))
    suggestion.answered_on = None
    suggestion.save()
    _tell_holders(
        suggestion, f"reopened-{suggestion.due_on}",
        lambda: _("Người gửi hỏi lại: %(what)s") % {"what": suggestion}, on,
    )  # fmt: skip
    return suggestion


def _tell_holders(suggestion: Suggestion, what: str, text: Words, on: date) -> None:
    _tell(suggestion, queries.answering_accounts(suggestion, on=on), what, text)


def _tell_author(suggestion: Suggestion, what: str, text: Words) -> None:
    _tell(suggestion, [suggestion.author_id], what, text)


def _tell(suggestion: Suggestion, accounts: Sequence[int], what: str, text: Words) -> None:
    tell(
        recipients=accounts,
        key=f"suggestion-{suggestion.pk}-{what}",
        kind=f"suggestions.{what.partition('-')[0]}",
        text=text,
        url=reverse("suggestions:detail", args=[suggestion.pk]),
    )
