"""Telling people; kept out of the audit trail, which the act that tells is already in."""

import smtplib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.accounts import queries as accounts
from thidua.core import period
from thidua.core.action import action
from thidua.core.permit import Reason, Refused
from thidua.notices import queries, rules
from thidua.notices.models import Mailing, Notice, Preference
from thidua.orgs.permits import is_signed_in

CHUNK = 1000
Words = Reason | Callable[[], Reason]
PREFERENCES = frozenset({"by_mail", "digest", "digest_at", "quiet_from", "quiet_until"})


def tell(
    *, recipients: Iterable[int], key: str, kind: str, text: Words, url: str = "",
    by_mail: bool = False,
) -> int:  # fmt: skip
    """Put one notice into each account's inbox, once per `key`; returns how many are new.

    `text` with values filled in is given as a function: it is worded once for each language, so
    that everybody reads their own, whoever caused it.
    Called inside an action, so that the notice exists if and only if the act does. The inbox
    rings nobody; `by_mail` also writes to those with an address, once their quiet hours are over.
    """
    at, wanted = period.now(), set(recipients)
    told = Notice.objects.filter(key=key, recipient__in=wanted)
    languages = accounts.languages_of(wanted - set(told.values_list("recipient", flat=True)))
    said = {language: _worded(text, language) for language in set(languages.values())}
    notices = [
        Notice(
            recipient_id=each, key=key, kind=kind, text=said[language], url=url, created_at=at
        )
        for each, language in sorted(languages.items())
    ]  # fmt: skip
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=CHUNK)
    if by_mail and queries.mail_is_set_up():
        _put_in_the_post([each.recipient_id for each in notices], key, now=at)
    return len(notices)


def _worded(text: Words, language: str) -> str:
    with translation.override(language):
        return str(text() if callable(text) else text)[:400]


def _put_in_the_post(recipients: list[int], key: str, *, now: datetime) -> None:
    # Read again: of two that tell at once only one stored the notice.
    notices = Notice.objects.filter(key=key, recipient__in=recipients, mailing=None)
    hours = queries.hours_of(recipients)
    posted = []
    for notice in notices:
        if notice.recipient_id in hours:
            due_at, why = rules.send_at(now, hours[notice.recipient_id])
            posted.append(Mailing(notice=notice, due_at=due_at, why=why))
    Mailing.objects.bulk_create(posted, ignore_conflicts=True, batch_size=CHUNK)


def send_due(*, now: datetime) -> int:
    """Send every mail whose moment has come, one letter to each person; returns how many went out.

    Whose hours have changed meanwhile waits on; a letter that fails is tried again, five times.
    """
    sent = 0
    for recipient in queries.recipients_due(now):
        with transaction.atomic():
            sent += _send(recipient, now)
    return sent


def _send(recipient: int, now: datetime) -> bool:
    mailings = list(queries.due_mail(recipient, now))
    hours = queries.hours_of([recipient]).get(recipient)
    if not mailings:
        return False
    if hours is None:
        # No address any more, or mail no longer wanted: the inbox has it.
        Mailing.objects.filter(pk__in=[each.pk for each in mailings]).delete()
        return False
    due_at, why = rules.send_at(
        now, rules.Hours(hours.quiet_from, hours.quiet_until, hours.rests_until)
    )
    if due_at > now:
        Mailing.objects.filter(pk__in=[each.pk for each in mailings]).update(due_at=due_at, why=why)
        return False
    address = queries.address_of(recipient)
    with translation.override(accounts.languages_of([recipient])[recipient]):
        subject, body = _letter(recipient, [each.notice for each in mailings])
    try:
        send_mail(subject, body, None, [address])
    except (OSError, smtplib.SMTPException) as fault:
        for each in mailings:
            each.tries, each.fault = each.tries + 1, f"{type(fault).__name__}: {fault}"[:200]
        Mailing.objects.bulk_update(mailings, ["tries", "fault"])
        return False
    Mailing.objects.filter(pk__in=[each.pk for each in mailings]).update(sent_at=now, fault="")
    return True


def _letter(recipient: int, told: list[Notice]) -> tuple[str, str]:
    """What the mail says; nothing of the matter where a unit shows nothing outside."""
    if queries.is_veiled(recipient):
        subject = _("Có thông báo mới")
        return subject, "\n\n".join([_("Mở phần mềm trong mạng của đơn vị để đọc."), _foot()])
    subject = subject_of([each.text for each in told])
    return subject, "\n\n".join([*(_lines(each) for each in told), _foot()])


def subject_of(texts: list[str]) -> str:
    """One notice is its own subject; several are counted."""
    if len(texts) == 1:
        return " ".join(texts[0].split())[:150]
    said = ngettext("%(count)s việc cần biết", "%(count)s việc cần biết", len(texts))
    return said % {"count": len(texts)}


def _lines(notice: Notice) -> str:
    return (
        f"{notice.text}\n{settings.SITE_URL.rstrip('/')}{notice.url}" if notice.url else notice.text
    )


def _foot() -> str:
    return _("Thư tự động. Đổi giờ yên lặng hoặc thôi nhận thư: mục Thông báo trong phần mềm.")


def mark_read(*, actor: Any, notices: Iterable[int] | None = None) -> int:
    """Mark the actor's own notices as read, all of them without a choice."""
    unread = Notice.objects.filter(recipient_id=actor.pk, read_at=None)
    if notices is not None:
        unread = unread.filter(pk__in=list(notices))
    return unread.update(read_at=period.now())


def mark_unread(*, actor: Any, notices: Iterable[int]) -> int:
    """Take back that the actor's own notices were read."""
    read = Notice.objects.filter(recipient_id=actor.pk, pk__in=list(notices))
    return read.update(read_at=None)


@action("notices.preference.set", gettext_lazy("Đặt cách nhận thông báo"), permit=is_signed_in)
def set_preference(*, actor: Any, facts: Mapping[str, Any]) -> Preference:
    """How the actor wants to be told; what already waits is judged anew."""
    if unknown := set(facts) - PREFERENCES:
        raise TypeError(f"a preference has no {', '.join(sorted(unknown))}")
    preference, _made = Preference.objects.get_or_create(user_id=actor.pk)
    for name, value in facts.items():
        setattr(preference, name, value)
    preference.save()
    _judge_anew(actor)
    return preference


@action("notices.preference.rest", gettext_lazy("Nghỉ sau ca trực"), permit=is_signed_in)
def rest_until(*, actor: Any, until: datetime | None) -> Preference:
    """No mail before `until`, at most two days ahead; `None` ends the rest."""
    now = period.now()
    if until is not None and not 0 < (until - now).total_seconds() <= 48 * 3600:
        raise Refused(_("Chọn giờ hết nghỉ trong vòng 48 giờ tới."))
    preference, _made = Preference.objects.get_or_create(user_id=actor.pk)
    preference.rests_until = until
    preference.save()
    _judge_anew(actor)
    return preference


def _judge_anew(actor: Any) -> None:
    hours = queries.hours_of([actor.pk]).get(actor.pk)
    waiting = Mailing.objects.filter(notice__recipient=actor.pk, sent_at=None)
    if hours is None:
        waiting.delete()
        return
    due_at, why = rules.send_at(period.now(), hours)
    waiting.update(due_at=due_at, why=why)
