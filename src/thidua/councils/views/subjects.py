"""What the pages of councils are about, found within what one may see."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from thidua.councils import queries
from thidua.councils.models import Case, Council, Meeting, Sitting
from thidua.orgs.queries import units_in_reach
from thidua.orgs.states import Role

MAKERS = (Role.OFFICER, Role.DIRECTOR)


def the_council(request: HttpRequest, pk: int) -> Council:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def the_meeting(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(queries.meetings_visible_to(request.user), pk=pk)


def the_sitting(request: HttpRequest, pk: int) -> Sitting:
    return get_object_or_404(queries.sittings_visible_to(request.user), pk=pk)


def the_case(request: HttpRequest, pk: int) -> Case:
    """A case without a conflict of interest: one that is hidden is as one that is not there."""
    return get_object_or_404(queries.cases_visible_to(request.user), pk=pk)


def the_unit(request: HttpRequest, unit: int) -> Any:
    return get_object_or_404(units_in_reach(request.user, MAKERS), pk=unit)
