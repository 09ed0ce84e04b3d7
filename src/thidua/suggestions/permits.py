"""Who writes, passes on, answers, closes and asks again."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Reason, permit
from thidua.orgs import queries as orgs
from thidua.orgs.permits import holds, is_signed_in
from thidua.suggestions import queries


@permit
def writes_to(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Anybody, to their own units, those above, and sponsors of what runs there."""
    if (reason := is_signed_in(actor, subject)) is not None:
        return reason
    if queries.offered_units(actor, on=given["on"]).filter(pk=subject.pk).exists():
        return None
    return _("Bạn gửi được đến đơn vị của mình, cấp trên của đơn vị và nơi tổ chức phong trào.")


@permit
def is_not_the_author(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Nobody answers themselves."""
    if subject.author_id != actor.pk:
        return None
    return _("Bạn là người gửi nên người khác trả lời.")


answers = holds(*queries.ANSWERING) & is_not_the_author
"""The officer or the head of the unit that holds it, or of one above."""


@permit
def is_the_author(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever wrote it has the last word."""
    if subject.author_id == actor.pk:
        return None
    return _("Chỉ người gửi thực hiện được việc này.")


@permit
def reads(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever finds it in their list."""
    if subject is not None and queries.visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Nội dung này chưa mở cho bạn đọc.")


@permit
def answers_somewhere(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Be an officer or a head."""
    if orgs.holds_anywhere(actor, *queries.ANSWERING):
        return None
    return _("Việc này dành cho cán bộ thi đua, khen thưởng và trưởng đơn vị.")
