"""Remembers, while one page is made, which roles the reader holds."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from thidua.orgs import queries


class RememberStandings:
    """Every navigation entry and every row asks the same question; it is answered once.

    Actions never look here: their permits ask the database (see `queries.standings`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with queries.remembering():
            return self.get_response(request)
