"""What stands in a person's inbox, what waits to be mailed and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from thidua.accounts import queries as accounts
from thidua.core import period
from thidua.notices.models import Mailing, Notice, Preference
from thidua.notices.rules import Hours
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role

MOST_TRIES = 5


def visible_to(actor: Any) -> QuerySet[Notice]:
    """One's own notices only, newest first."""
    return Notice.objects.filter(recipient_id=actor.pk or 0).order_by("-created_at", "-pk")


def unread(actor: Any) -> QuerySet[Notice]:
    return visible_to(actor).filter(read_at=None)


def who_can_help(most: int = 5) -> list[Any]:
    """Roles of administrators, who can join an account to a person; the highest units first."""
    grants = orgs.grants_of(Role.ADMIN, on=period.today()).select_related("unit")
    return list(grants.order_by("unit__path", "person__sort_key", "pk")[:most])


def mail_is_set_up() -> bool:
    """Whether this installation sends mail at all."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def preference_of(actor: Any) -> Preference:
    """How a person wants to be told; the defaults, unsaved, where nothing was set."""
    return Preference.objects.filter(user=actor.pk).first() or Preference(user_id=actor.pk)


def hours_of(keys: Iterable[int]) -> dict[int, Hours]:
    """The hours of those accounts that have an address and want mail."""
    addresses = accounts.addresses_of(keys)
    chosen = {each.user_id: each for each in Preference.objects.filter(user__in=addresses)}
    found = {}
    for key in addresses:
        each = chosen.get(key) or Preference(user_id=key)
        if each.by_mail:
            found[key] = Hours(
                each.quiet_from, each.quiet_until, each.rests_until,
                each.digest_at if each.digest else None,
            )  # fmt: skip
    return found


def is_veiled(recipient: int) -> bool:
    """Whether mail to this account must say nothing of the matter."""
    return bool(orgs.accounts_veiled([recipient], on=period.today()))


def address_of(key: int) -> str:
    """Where to write to an account."""
    return accounts.addresses_of([key])[key]


def recipients_due(now: datetime) -> list[int]:
    """Accounts with mail whose moment has come."""
    found = Mailing.objects.filter(sent_at=None, due_at__lte=now, tries__lt=MOST_TRIES)
    found = found.order_by("notice__recipient")
    return list(found.values_list("notice__recipient", flat=True).distinct())


def due_mail(recipient: int, now: datetime) -> QuerySet[Mailing]:
    """The mail of one account whose moment has come, locked; what another worker holds is not."""
    found = Mailing.objects.select_for_update(of=("self",), skip_locked=True).filter(
        notice__recipient=recipient, sent_at=None, due_at__lte=now, tries__lt=MOST_TRIES
    )
    return found.select_related("notice__recipient").order_by("pk")


def waiting_mail(actor: Any) -> QuerySet[Mailing]:
    """One's own mail that has not gone out, by its moment."""
    found = Mailing.objects.filter(notice__recipient=actor.pk, sent_at=None)
    return found.select_related("notice").order_by("due_at", "pk")


def mail_of(keys: Iterable[str]) -> dict[str, list[Mailing]]:
    """By the key of a notice, the mail that carries it: who told can see what waits and why."""
    found: dict[str, list[Mailing]] = {}
    rows = Mailing.objects.filter(notice__key__in=list(keys)).select_related("notice")
    for row in rows.order_by("due_at", "pk"):
        found.setdefault(row.notice.key, []).append(row)
    return found


def kept_preference(actor: Any) -> dict[str, Any]:
    """What a person chose, for export; empty where nothing was set."""
    names = ("by_mail", "digest", "digest_at", "quiet_from", "quiet_until", "rests_until")
    return Preference.objects.filter(user=actor.pk).values(*names).first() or {}
