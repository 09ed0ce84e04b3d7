"""How the pages of initiatives find what they are about."""

from django.http import HttpRequest

from thidua.initiatives import queries
from thidua.initiatives.models import Initiative


def the_initiative(request: HttpRequest, pk: int) -> Initiative | None:
    return queries.entry_for(request.user, Initiative, pk)
