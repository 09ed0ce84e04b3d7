"""What an act answered, and what people were told of it."""

import pytest

from thidua.core.permit import Refused
from thidua.notices.models import Notice


def refused(act, kind=Refused):
    with pytest.raises(kind) as found:
        act()
    return str(found.value)


def told(user, kind):
    return list(
        Notice.objects.filter(recipient=user, kind=kind)
        .order_by("pk")
        .values_list("text", flat=True)
    )
