"""Named questions about accounts."""

from collections.abc import Iterable

from django.db.models import Q

from thidua.accounts.models import User


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """Full names by account id."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("pk", "full_name"))


def find_by_identifier(typed: str) -> User | None:
    """The active account whose staff code, phone number or e-mail is `typed`."""
    given = typed.strip()
    found = User.objects.filter(
        Q(code__iexact=given) | Q(email__iexact=given) | Q(phone=given), is_active=True
    )
    return found.first() if given else None
