"""Every list asks the database equally often for one row and for three."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.leaks.conftest import House
from tests.leaks.pages import Route, routes

pytestmark = pytest.mark.django_db

LISTS = [route for route in routes() if route.lists]
# A decision takes a whole round, so the world has one; `awards` counts with more by itself.
ONE_ROW = {"khen-thuong/quyet-dinh/", "quy/tien-thuong/"}


@pytest.mark.parametrize("route", LISTS, ids=lambda route: route.prefix + route.rest)
def test_rows_cost_no_queries(house: House, route: Route, monkeypatch: Any) -> None:
    client = house.client("officer")
    objects = house.planted[route.owner].objects if route.slot else {"": [()]}
    address = route.filled(objects[route.slot][-1])

    def asked(rows: int) -> tuple[int, int]:
        monkeypatch.setattr(route.view.view_class, "page_size", rows)
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(address).context["lines"]
        return len(shown), len(queries)

    asked(3)  # what is asked once in a process is asked now
    (one, few), (three, more) = asked(1), asked(3)
    if route.prefix + route.rest not in ONE_ROW:
        assert one == 1, f"plant more rows for {address} in {route.owner}/tests/leaks.py"
        assert three > one, f"plant more rows for {address} in {route.owner}/tests/leaks.py"
    assert more == few
