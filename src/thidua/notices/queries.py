"""What stands in a person's inbox."""

from typing import Any

from django.db.models import QuerySet

from thidua.notices.models import Notice


def visible_to(actor: Any) -> QuerySet[Notice]:
    """One's own notices only, newest first."""
    return Notice.objects.filter(recipient_id=actor.pk or 0).order_by("-created_at", "-pk")


def unread(actor: Any) -> QuerySet[Notice]:
    return visible_to(actor).filter(read_at=None)
