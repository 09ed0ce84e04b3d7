"""What the pages of this capability share."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from thidua.core import audit
from thidua.core.models import SecurityEvent
from thidua.core.permit import Reason
from thidua.disclosures import queries, rules
from thidua.disclosures.models import Comment, Complaint, Disclosure, Hold
from thidua.ui import formats


def the_disclosure(request: HttpRequest, pk: int) -> Disclosure | None:
    return queries.disclosure_for(request.user, pk)


def the_comment(request: HttpRequest, comment: int) -> Comment | None:
    return queries.comment_for(request.user, comment)


def the_complaint(request: HttpRequest, complaint: int) -> Complaint | None:
    return queries.complaint_for(request.user, complaint)


def the_hold(request: HttpRequest, hold: int) -> Hold | None:
    return queries.hold_for(request.user, hold)


def log_opening(request: HttpRequest, subject: Comment | Complaint) -> None:
    """Who opened a protected name, and when."""
    audit.record_security(
        SecurityEvent.Kind.FILE_OPENED, actor_id=request.user.pk, subject=subject, detail="name"
    )


def form_page(
    request: HttpRequest, form: Any, *, title: Reason, back: str, back_label: Reason,
    state: Reason = "", submit: Reason = "", draft: str = "",
) -> HttpResponseBase:  # fmt: skip
    """One form with its way back."""
    context = {
        "form": form, "title": title, "back_url": back, "back_label": back_label,
        "state": state, "submit": submit or title, "draft": draft,
    }  # fmt: skip
    return render(request, "disclosures/form.html", context)


def provisional_day(day: Any, *, is_provisional: bool) -> str:
    """A day, said to be provisional while the holidays on the way are not announced."""
    if not is_provisional:
        return formats.day(day)
    said = gettext("%(day)s (tạm tính, lịch nghỉ lễ chưa công bố hết)")
    return said % {"day": formats.day(day)}


def term_said(term: rules.Term | None) -> str:
    """A term with its article, marked where nobody has read that article."""
    if term is None:
        return gettext("chưa có dữ liệu thời hạn")
    day = provisional_day(term.day, is_provisional=term.is_provisional)
    said = f"{day} · {term.article}" if term.article else day
    return said if term.is_verified else gettext("%(term)s (chưa kiểm chứng)") % {"term": said}
