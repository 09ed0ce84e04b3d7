"""What is taken out of old registers while a person's file is erased."""

from typing import Any

from thidua.legacy.models import Row


def forget_told(person: Any) -> None:
    """Called inside the act of erasing, whose permit and trail count."""
    Row.objects.filter(person=person).update(
        name="", folded="", values={}, problems=[], candidates=[]
    )
