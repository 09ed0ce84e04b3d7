"""Telling people; kept out of the audit trail, which the act that tells is already in."""

from collections.abc import Iterable
from typing import Any

from thidua.core import period
from thidua.core.permit import Reason
from thidua.notices.models import Notice

CHUNK = 1000


def tell(*, recipients: Iterable[int], key: str, kind: str, text: Reason, url: str = "") -> int:
    """Put one notice into each account's inbox, once per `key`; returns how many are new.

    Called inside an action, so that the notice exists if and only if the act does.
    """
    at, wanted = period.now(), set(recipients)
    told = Notice.objects.filter(key=key, recipient__in=wanted)
    notices = [
        Notice(recipient_id=each, key=key, kind=kind, text=str(text)[:400], url=url, created_at=at)
        for each in sorted(wanted - set(told.values_list("recipient", flat=True)))
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=CHUNK)
    return len(notices)


def mark_read(*, actor: Any, notices: Iterable[int] | None = None) -> int:
    """Mark the actor's own notices as read, all of them without a choice."""
    unread = Notice.objects.filter(recipient_id=actor.pk, read_at=None)
    if notices is not None:
        unread = unread.filter(pk__in=list(notices))
    return unread.update(read_at=period.now())
