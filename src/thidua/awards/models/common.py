"""What more than one kind of row keeps to."""

from django.db.models import Q

ONE_SUBJECT = Q(person__isnull=False, unit__isnull=True) | Q(
    person__isnull=True, unit__isnull=False
)
