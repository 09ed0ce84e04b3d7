"""What a program is told: the verdict, or the field to mend."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thidua.api import law
from thidua.legal.asking import answer, question_schema
from thidua.legal.tests.samples import DAY, WORKER

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/legal/assess"
ASKED: dict[str, Any] = {"award": "LDTT", "on": DAY.isoformat(), "evidence": WORKER}


@pytest.fixture(autouse=True)
def _uncounted() -> None:
    cache.clear()


def ask(body: Any) -> Any:
    sent = body if isinstance(body, bytes) else json.dumps(body)
    return Client(enforce_csrf_checks=True).post(ADDRESS, sent, content_type="application/json")


def test_anyone_is_answered_as_the_law_answers_and_nothing_is_stored() -> None:
    with CaptureQueriesContext(connection) as context:
        found = ask(ASKED)
    assert (found.status_code, found.json()) == (200, answer(ASKED, today=DAY))
    written = [q["sql"] for q in context if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in written if '"cache"' not in sql] == []


def test_the_day_is_today_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", "2025-11-03")
    assert ask({"award": "LDTT", "evidence": WORKER}).json()["on"] == "2025-11-03"


def test_an_error_names_the_field_and_says_what_to_do() -> None:
    found = ask({**ASKED, "evidence": {**WORKER, "registered": "có"}})
    assert (found.status_code, found.json()) == (
        422,
        {
            "error": {
                "field": "evidence.registered",
                "problem": "phải là bool, không phải str",
                "mend": "Ghi true hoặc false; bỏ trường này nếu chưa biết.",
            }
        },
    )
    for broken in (b"{", b"[" * 200_000):
        error = ask(broken).json()["error"]
        assert error["problem"].startswith("không phải JSON (")
    assert error["mend"] == "Hãy gửi một bảng JSON theo lược đồ."


def test_too_many_and_too_long_are_refused(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law, "MOST_BYTES", 10)
    assert ask(ASKED).status_code == 413
    monkeypatch.undo()
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {law.LIMIT: "2/m/ip"}
    assert [ask(ASKED).status_code for _n in range(3)] == [200, 200, 429]


def test_it_describes_itself() -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert list(told["paths"]) == [ADDRESS]
    body = told["paths"][ADDRESS]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"] == question_schema()
    assert Client().get(ADDRESS).status_code == 405
