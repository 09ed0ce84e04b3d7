"""What is taken out of old registers while a person's file is erased."""

from typing import Any

from thidua.legacy import queries
from thidua.legacy.models import Row
from thidua.legacy.states import RowState


def forget_told(person: Any) -> None:
    """Called inside the act of erasing, whose permit and trail count."""
    rows = Row.objects.filter(person=person)
    # Nothing is left of them that could be taken.
    rows.filter(state__in=[*queries.UNCLEAR, *queries.CLEAR]).update(state=RowState.LEFT)
    rows.update(name="", folded="", values={}, problems=[], candidates=[], twin=None, same_as=None)
