"""What stands in a person's inbox."""

from typing import Any

from django.db.models import QuerySet

from thidua.core import period
from thidua.notices.models import Notice
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role


def visible_to(actor: Any) -> QuerySet[Notice]:
    """One's own notices only, newest first."""
    return Notice.objects.filter(recipient_id=actor.pk or 0).order_by("-created_at", "-pk")


def unread(actor: Any) -> QuerySet[Notice]:
    return visible_to(actor).filter(read_at=None)


def who_can_help(most: int = 5) -> list[Any]:
    """Roles of administrators, who can join an account to a person; the highest units first."""
    grants = orgs.grants_of(Role.ADMIN, on=period.today()).select_related("unit")
    return list(grants.order_by("unit__path", "person__sort_key", "pk")[:most])
