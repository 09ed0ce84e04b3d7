"""SIGKILL at 20 moments amid voting, counting and letters: what was answered is there, once.

Killed, from this process: the process that answers (the web server starts another), the worker of
background tasks, both with all their processes, and these together with PostgreSQL, whose
durability is on. They are the processes that `thidua serve` starts, by its own commands. Not
killed is the machine: what the kernel holds reaches the disk, so that a lost power supply is not
shown.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import tempfile
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo
from tests.support.postgres import PREFIX

from bench.faults.house import HONOURED, MEMBERS, ON_LIST, House, build
from bench.faults.installation import ALL, POWER, WEB, WORKER, Installation
from bench.faults.people import PATIENCE, Ballot, Browser
from thidua.awards.tests.factories import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20251222
VOTES, COUNTS, LETTERS = "votes", "counts", "letters"
LONGEST = {VOTES: 0.6, COUNTS: 0.2, LETTERS: 0.8}
PLAN = [
    *((VOTES, victims) for victims in (WEB, WEB, WEB, WEB, WEB, WEB, ALL)),
    *((COUNTS, victims) for victims in (WEB, WEB, WEB, WEB, WEB, WEB, POWER)),
    *((LETTERS, victims) for victims in (WORKER, WORKER, WORKER, WORKER, ALL, POWER)),
]
DECISIONS = sum(amid == LETTERS for amid, _victims in PLAN)
RECEIPTS = "SELECT code FROM ballots_receipt WHERE ballot_id = %s ORDER BY code"
VOTED = """
    SELECT count(*), count(*) FILTER (WHERE voted), count(envelope.voter_id)
    FROM ballots_voter voter LEFT JOIN ballots_envelope envelope ON envelope.voter_id = voter.id
    WHERE voter.ballot_id = %s
"""
COUNTED = 'SELECT agree, disagree, blank FROM ballots_item WHERE ballot_id = %s ORDER BY "order"'
PUBLISHED = """
    SELECT count(*) FILTER (WHERE choice = 'agree'), count(*) FILTER (WHERE choice = 'disagree'),
           count(*) FILTER (WHERE choice = 'blank')
    FROM ballots_mark mark JOIN ballots_item item ON item.id = mark.item_id
    WHERE item.ballot_id = %s GROUP BY item.id ORDER BY item.order
"""
CLOSED = "SELECT state, collected, valid, subject_id FROM ballots_ballot WHERE id = %s"
TOLD = "SELECT count(*) FROM core_auditentry WHERE action = %s AND subject_id = %s"
DOSSIERS = """
    SELECT dossier.state FROM councils_pollitem item
    JOIN councils_case on_agenda ON on_agenda.id = item.case_id
    JOIN awards_dossier dossier ON dossier.id = on_agenda.subject_id
    WHERE item.poll_id = %s ORDER BY item.order
"""
RUNS = "SELECT id, state FROM core_taskrun WHERE id = ANY(%s) ORDER BY id"
STARTED = """
    SELECT 1 FROM core_taskrun
    WHERE state <> 'waiting' AND (arguments ->> 'decision_id')::integer = %s
"""
UNFINISHED = "SELECT 1 FROM core_taskrun WHERE state IN ('waiting', 'running')"
LEFT = "SELECT id FROM procrastinate_jobs WHERE task_name = 'core.perform' AND status = 'doing'"
HONOURS = """
    SELECT honour.decision_id, count(*), count(DISTINCT dossier_id), count(DISTINCT letter_id)
    FROM awards_honour honour JOIN awards_dossier dossier ON dossier.id = honour.dossier_id
    WHERE dossier.state = 'awarded' GROUP BY honour.decision_id ORDER BY honour.decision_id
"""
NUMBERS = "SELECT number FROM documents_paper WHERE kind = 'awards.letter' ORDER BY number"
FILES = """
    SELECT content, sha256, size FROM documents_storedfile file
    JOIN awards_decision decision ON decision.letters_id = file.id ORDER BY decision.id
"""


@dataclass(frozen=True)
class Moment:
    """What is struck, how long after it has begun, and who dies."""

    amid: str
    after: float
    victims: str


def moments(chance: random.Random) -> list[Moment]:
    plan = chance.sample(PLAN, len(PLAN))
    return [Moment(amid, chance.uniform(0, LONGEST[amid]), victims) for amid, victims in plan]


@pytest.fixture
def house(
    transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[House, Installation]]:
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    settings.THIDUA_BALLOT_KEYS, settings.MEDIA_ROOT = home / "ballot-keys", home / "made"
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
    built = build(ballots=len(PLAN) + 1, decisions=DECISIONS)
    url = make_conninfo(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"])
    running = Installation(home, url=url, files=home / "made")
    yield built, running
    running.remove()


class Day:
    """The work of a day in portions: one ballot is cast, the one before counted, letters issued."""

    def __init__(self, house: House, at: Installation) -> None:
        self.house, self.at = house, at
        self.ballots = [Ballot(key, items=ON_LIST) for key in house.ballots]
        self.runs: dict[int, int] = {}
        self.counting = threading.Event()
        self.unanswered = 0
        self.pool = ThreadPoolExecutor(max_workers=5)

    def vote(self, number: int) -> list[Future[None]]:
        ballot = self.ballots[number]
        return [self.pool.submit(self._vote, ballot, session) for session in self.house.voters]

    def _vote(self, ballot: Ballot, session: str) -> None:
        browser = Browser(self.at.port, session)
        ballot.vote(browser)
        self.unanswered += browser.unanswered

    def count(self, number: int) -> Future[None]:
        self.counting.clear()
        return self.pool.submit(self._count, self.ballots[number])

    def _count(self, ballot: Ballot) -> None:
        self.counting.set()
        ballot.close(Browser(self.at.port, self.house.officer))

    def issue(self, decision: int) -> None:
        browser = Browser(self.at.port, self.house.officer)
        status, where = browser.ask(f"/khen-thuong/quyet-dinh/{decision}/phat-hanh/", {})
        assert status == 302, where
        self.runs[int(where.rstrip("/").rsplit("/", 1)[1])] = decision

    def live(self, moment: Moment, number: int) -> None:
        """One portion, struck in its midst; over when everybody has had an answer."""
        work = [self.count(number), *self.vote(number + 1)]
        decision = self.house.decisions[min(len(self.runs), DECISIONS - 1)]
        if moment.amid == LETTERS:
            work.append(self.pool.submit(self.issue, decision))
        begun = {
            VOTES: lambda: bool(self.ballots[number + 1].given),
            COUNTS: self.counting.is_set,
            LETTERS: lambda: bool(self.at.ask(STARTED, decision)),
        }[moment.amid]
        while not begun():
            self.at.tend()
            time.sleep(0.02)
        time.sleep(moment.after)
        self.at.kill(moment.victims)
        self.finish(work)

    def finish_letters(self) -> None:
        """Nobody asks again: what was cut off is taken up by itself."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.at.ask(UNFINISHED):
            self.at.tend()
            time.sleep(0.1)

    def finish(self, work: list[Future[None]]) -> None:
        while not all(each.done() for each in work):
            self.at.tend()
            time.sleep(0.05)
        for each in work:
            each.result()


@pytest.mark.timeout(600)  # several processes start again and again
def test_what_was_answered_is_there_once_after_20_kills(
    house: tuple[House, Installation],
) -> None:
    built, at = house
    print(f"seed {SEED}")
    day = Day(built, at)
    day.finish(day.vote(0))
    for number, moment in enumerate(moments(random.Random(SEED))):
        print(number, moment)
        day.live(moment, number)
    day.finish([day.count(len(PLAN))])
    day.finish_letters()
    print(f"{day.unanswered} requests sent again")
    assert day.unanswered > 0
    for ballot in day.ballots:
        check_ballot(at, ballot)
    check_letters(at, day)
    assert at.ask(LEFT) == []
    assert json.loads(at.run("audit", "verify", "--json"))["holds"] is True


def check_ballot(at: Installation, ballot: Ballot) -> None:
    """Every receipt that was shown is published once; the count is exact, told to the host once."""
    assert len(ballot.given) == MEMBERS
    key = ballot.key
    assert [code for (code,) in at.ask(RECEIPTS, key)] == ballot.receipts
    assert at.ask(VOTED, key) == [(MEMBERS, MEMBERS, 0)]
    assert at.ask(COUNTED, key) == ballot.counts
    assert at.ask(PUBLISHED, key) == ballot.counts
    state, collected, valid, poll = at.ask(CLOSED, key)[0]
    marked = sum(any(marks) for _receipt, marks in ballot.given)
    assert (state, collected, valid) == ("closed", MEMBERS, marked)
    told = [("ballots.ballot.close", key, 1), ("councils.poll.hear_box", poll, 1)]
    assert [(what, on, at.ask(TOLD, what, str(on))[0][0]) for what, on, _once in told] == told
    assert [state for (state,) in at.ask(DOSSIERS, poll)] == [
        "recommended" if 2 * agree > MEMBERS else "not_recommended"
        for agree, *_rest in ballot.counts
    ]


def check_letters(at: Installation, day: Day) -> None:
    """Each run that was promised is done; one honour, letter and number each, in one whole file."""
    assert at.ask(RUNS, [*day.runs]) == [(run, "done") for run in sorted(day.runs)]
    once = (HONOURED, HONOURED, HONOURED)
    assert at.ask(HONOURS) == [(decision, *once) for decision in day.house.decisions]
    count = HONOURED * DECISIONS
    assert [number for (number,) in at.ask(NUMBERS)] == list(range(1, count + 1))
    files = at.ask(FILES)
    assert len(files) == DECISIONS
    for name, sha256, size in files:
        content = (at.home / "files" / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (size, sha256)
        assert len(pypdfium2.PdfDocument(content)) == HONOURED
