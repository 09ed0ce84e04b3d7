"""One show of hands on 12 and on 166 dossiers: sent, put on the agenda, voted, shown; a ballot."""

import os
import time
from collections.abc import Callable
from typing import Any

from bench.stage import stage, tell

SIZES = (12, 166)
MEMBERS = 9


def measured(work: Callable[[], Any]) -> tuple[Any, int, float]:
    """What the work answers, how many queries it asks, and its seconds."""
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    start = time.perf_counter()
    with connection.execute_wrapper(count):
        answer = work()
    return answer, len(asked), time.perf_counter() - start


def submitted(at: Any, size: int) -> list[int]:
    """So many dossiers of one award that wait for a council, by key."""
    from thidua.awards.models import Dossier
    from thidua.core.period import now
    from thidua.orgs.tests.factories import person_in

    return [
        row.pk for row in Dossier.objects.bulk_create(
            Dossier(
                round=at.round, award="GK", person=person_in(at.house.group),
                home_unit=at.house.department, state="submitted", created_by=at.house.officer,
                achievement="Có thành tích xuất sắc trong đợt thi đua", created_at=now(),
            ) for _number in range(size)
        )
    ]  # fmt: skip


def session(at: Any, council: Any, size: int) -> dict[str, tuple[int, float]]:
    """Queries and seconds of every step of a session that considers so many dossiers."""
    from django.test import Client
    from django.urls import reverse

    from thidua.awards import actions as awards
    from thidua.awards.models import Dossier
    from thidua.awards.tests.factories import DAY, UNSHOWN
    from thidua.councils import actions
    from thidua.councils.models import Case, Meeting
    from thidua.councils.states import Way
    from thidua.councils.tests.factories import meeting_of, opened

    officer, found = at.house.officer, {}
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(officer)

    def step(name: str, work: Callable[[], Any]) -> Any:
        answer, *found[name] = measured(work)
        return answer

    for way in ("hands", "secret"):
        keys = submitted(at, size)
        step("sent", lambda keys=keys: awards.send_to_council(
            actor=officer, round=at.round, council=council, on=DAY, only=keys, reason=UNSHOWN,
        ))  # fmt: skip
        meeting = meeting_of(at.house, council, held_on=DAY)
        cases = list(Case.objects.filter(kind="awards.dossier", subject_id__in=keys))
        step("put on the agenda", lambda meeting=meeting, cases=cases: actions.schedule_cases(
            actor=officer, meeting=meeting, cases=cases
        ))  # fmt: skip
        meeting = opened(at.house, Meeting.objects.get(pk=meeting.pk))
        pages = {
            "session page": reverse("councils:meeting", args=[meeting.pk]),
            "list to vote on": reverse("councils:meeting", args=[meeting.pk]) + "?chung=GK",
        }
        for name, address in pages.items():
            page = step(name, lambda address=address: browser.get(address))
            assert page.status_code == 200, page.status_code
        if way == "secret":
            step("ballot opened", lambda meeting=meeting, cases=cases: actions.open_poll(
                actor=officer, meeting=meeting, cases=cases, way=Way.SECRET
            ))  # fmt: skip
            continue
        step("voted together", lambda meeting=meeting, cases=cases: actions.vote_together(
            actor=officer, meeting=meeting, cases=cases
        ))  # fmt: skip
        done = Dossier.objects.filter(pk__in=keys, state="recommended").count()
        assert done == size, f"only {done} of {size} dossiers were recommended"
        step("session page after", lambda address=pages["session page"]: browser.get(address))
        step("minutes", lambda meeting=meeting: browser.get(
            reverse("councils:minutes", args=[meeting.pk, "docx"])
        ))  # fmt: skip
    return {name: (queries, seconds) for name, (queries, seconds) in found.items()}


def main() -> None:
    os.environ["THIDUA_TODAY"] = "2025-12-22"
    with stage():
        from thidua.awards.tests.factories import scene
        from thidua.councils.tests.factories import REGULATION, council_of

        at = scene()
        council = council_of(at.house, size=MEMBERS, **REGULATION)
        session(at, council, 1)
        few, many = (session(at, council, size) for size in SIZES)
    for name, (queries, seconds) in many.items():
        before, took = few[name]
        tell(**{
            f"{name}: queries at {SIZES[0]} and {SIZES[1]}": [before, queries],
            f"{name}: seconds at {SIZES[0]} and {SIZES[1]}": [round(took, 3), round(seconds, 3)],
            f"{name}: seconds a dossier, many to few": round(
                (seconds / SIZES[1]) / (took / SIZES[0]), 2
            ),
        })  # fmt: skip


if __name__ == "__main__":
    main()
