"""What is at work when the processes are killed: ballots to cast and to count, letters to issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.ballots import session_of
from thidua.awards import actions as awards
from thidua.awards.models import Dossier, Round
from thidua.awards.tests.factories import DAY, Scene, scene
from thidua.core.period import now
from thidua.councils import actions as councils
from thidua.councils import queries
from thidua.councils.states import Way
from thidua.councils.tests import factories as f

MEMBERS, ON_LIST, HONOURED = 8, 2, 25


@dataclass(frozen=True)
class House:
    """Keys of rows and of sessions alone, good in a copy of the database as well."""

    ballots: Sequence[int]
    decisions: Sequence[int]
    voters: Sequence[str]
    """Sessions of those who vote in every ballot."""
    officer: str
    """The session of who counts and issues."""


def build(*, ballots: int, decisions: int) -> House:
    """An invented hospital with open secret polls on dossiers, and numbered decisions."""
    at = scene()
    h: Any = at.house
    council = f.council_of(h, size=MEMBERS, **f.REGULATION)
    return House(
        ballots=[queries.ballot_of(_poll(at, council)).pk for _number in range(ballots)],
        decisions=[_decision(at, number) for number in range(1, decisions + 1)],
        voters=[session_of(seat.person.user) for seat in council.seats.select_related("person")],
        officer=session_of(h.officer),
    )


def _dossiers(at: Scene, for_round: Round, count: int, state: str) -> list[Dossier]:
    return Dossier.objects.bulk_create(
        Dossier(
            round=for_round, award="GK", person=f.person_in(at.house.group), state=state,
            home_unit=at.house.department, created_by=at.house.officer, created_at=now(),
            achievement="Có thành tích xuất sắc trong đợt thi đua cao điểm",
        ) for _number in range(count)
    )  # fmt: skip


def _poll(at: Scene, council: Any) -> Any:
    """A session of its own, with a secret ballot on its one list."""
    h: Any = at.house
    meeting = f.meeting_of(h, council, held_on=DAY)
    cases = [
        councils.open_case(
            actor=h.officer, council=council, kind="awards.dossier", subject_id=dossier.pk,
            topic="GK", title=str(dossier.person),
        ) for dossier in _dossiers(at, at.round, ON_LIST, "in_council")
    ]  # fmt: skip
    councils.schedule_cases(actor=h.officer, meeting=meeting, cases=cases)
    meeting = f.opened(h, meeting)
    return councils.open_poll(actor=h.officer, meeting=meeting, cases=cases, way=Way.SECRET)


def _decision(at: Scene, number: int) -> int:
    h = at.house
    held = Round.objects.create(
        unit=h.hospital, name=f"Khen thưởng đợt {number}", year=DAY.year, awards=["GK"],
        submit_by=DAY, state="in_council",
    )  # fmt: skip
    _dossiers(at, held, HONOURED, "recommended")
    decision = awards.draft_decision(
        actor=h.officer, round=held, award="GK", on=DAY, symbol="QĐ-BV"
    )
    awards.submit_decision(actor=h.officer, decision=decision)
    awards.sign_decision(actor=h.director, decision=decision, on=DAY)
    awards.number_decision(actor=h.officer, decision=decision, number=200 + number, dated_on=DAY)
    return int(decision.pk)
