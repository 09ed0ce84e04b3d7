"""Who brings old registers in: the officer of the unit whose they are."""

from typing import Any

from thidua.awards import permits as awards
from thidua.legacy.models import Row
from thidua.orgs.permits import holds
from thidua.orgs.states import Role


def the_unit(subject: Any) -> Any:
    """The unit at stake: the subject itself, or that of its batch."""
    if isinstance(subject, Row):
        subject = subject.batch
    return getattr(subject, "unit", subject)


is_officer_somewhere = awards.is_officer_somewhere
keeps_register = holds(Role.OFFICER, of=the_unit)
