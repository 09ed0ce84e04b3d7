"""2,000 voters over HTTP on 50 connections, the web process killed half-way, then the count."""

import asyncio
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.serving import _free_port, _wait_for
from bench.stage import stage, tell
from bench.world import DAY

ROOT = Path(__file__).parents[1]
WORKERS = os.environ.get("THIDUA_WORKERS", str(os.cpu_count()))
VOTERS, CONNECTIONS, CANDIDATES = 2000, 50, 5
WITHIN, COUNTED_WITHIN = 60.0, 2.0
TOKEN = "b" * 32
MARKS = ("agree", "disagree", "")


def main() -> None:
    os.environ["THIDUA_TODAY"] = DAY.isoformat()
    with stage():
        house, ballot, voters = a_ballot()
        runner = session_of(house.officer)
        room = Room(ballot.pk, [session_of(person.user) for person in voters])
        try:
            room.serve()
            took = asyncio.run(room.vote())
            closing, shown = asyncio.run(room.count(runner))
        finally:
            room.kill()
        report(ballot, room, took=took, closing=closing, shown=shown)


def a_ballot() -> tuple[Any, Any, list[Any]]:
    from thidua.ballots import actions
    from thidua.ballots.actions import NewItem
    from thidua.ballots.tests import factories as f
    from thidua.orgs.tests.factories import hospital, person_in

    house = hospital()
    voters = [person_in(house.group) for _number in range(VOTERS)]
    items = [NewItem(f"n{number}", f"Người thứ {number}") for number in range(CANDIDATES)]
    ballot = actions.create_ballot(
        actor=house.officer, kind=f.KIND, subject_id=house.hospital.pk, title="Lấy phiếu toàn viện",
        items=items, voters=voters, members=VOTERS, on=DAY,
    )  # fmt: skip
    return house, actions.open_ballot(actor=house.officer, ballot=ballot, on=DAY), voters


def session_of(user: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from thidua.core import period

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "thidua.accounts.backends.AnyIdentifier"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["accounts.seen_at"] = int(period.now().timestamp())
    session.save()
    return str(session.session_key)


def report(ballot: Any, room: "Room", *, took: float, closing: float, shown: float) -> None:
    from thidua.ballots import queries
    from thidua.ballots.models import Ballot
    from thidua.core.models import AuditEntry

    ballot = Ballot.objects.get(pk=ballot.pk)
    found = set(queries.receipts_of(ballot))
    counted = {key: tally.secret for key, tally in queries.tallies_of(ballot).items()}
    wrong = [
        key
        for place, key in enumerate(sorted(counted))
        if Counter(paper[place] or "blank" for paper in room.papers.values())
        != Counter(
            {
                "agree": counted[key].agree, "disagree": counted[key].disagree,
                "blank": counted[key].blank,
            }
        )
    ]  # fmt: skip
    entries = AuditEntry.objects.filter(action="ballots.ballot.cast").count()
    tell(
        web_processes=int(WORKERS), voters=VOTERS, connections=CONNECTIONS, candidates=CANDIDATES,
        load_average_of_the_machine=os.getloadavg()[0],
        all_voted_after_seconds=took, votes_per_second=VOTERS / took,
        seconds_without_a_server=room.down, requests_sent_again=room.again,
        answered_as_in_already=room.known,
        median_milliseconds=1000 * sorted(room.times)[len(room.times) // 2],
        p95_milliseconds=1000 * sorted(room.times)[int(0.95 * len(room.times))],
        lost=VOTERS - (ballot.collected or 0), double=entries - VOTERS - room.known,
        receipts_not_found=len(set(room.codes) - found), tallies_wrong=len(wrong),
        counted_after_seconds=closing, result_page_after_seconds=closing + shown,
        second_count_disagreements=len(queries.recount(ballot)),
    )  # fmt: skip
    assert (ballot.collected, len(found), wrong) == (VOTERS, VOTERS, [])
    assert set(room.codes) == found
    assert closing + shown < COUNTED_WITHIN, f"the result took {closing + shown:.1f} s"
    assert took < WITHIN, f"voting took {took:.0f} s"


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Lost(Exception):
    """No answer came, so the same request is sent again."""


class Room:
    """Voters who each open their page and vote, and a server that is killed and started again."""

    def __init__(self, ballot: int, sessions: list[str]) -> None:
        self.address = f"/bo-phieu-kin/{ballot}/"
        self.port = _free_port()
        self.waiting = list(enumerate(sessions))
        random.shuffle(self.waiting)
        self.papers: dict[int, list[str]] = {}
        self.codes: list[str] = []
        self.times: list[float] = []
        self.again = self.known = 0
        self.down = 0.0
        self.half = asyncio.Event()
        self.server: subprocess.Popen[bytes] | None = None

    def serve(self) -> None:
        self.server = subprocess.Popen(
            [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host",
             "127.0.0.1", "--port", str(self.port), "--workers", WORKERS, "--blocking-threads", "4",
             "--log-level", "critical", "bench.ballot_host:application"],
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        _wait_for(self.port)

    def kill(self) -> None:
        """As a power cut would, the worker with its master."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        while _answers(self.port):  # the worker dies a moment after its master
            time.sleep(0.01)

    async def vote(self) -> float:
        start = time.perf_counter()
        await asyncio.gather(self._break(), *(self._booth() for _each in range(CONNECTIONS)))
        return time.perf_counter() - start

    async def _break(self) -> None:
        await self.half.wait()
        start = time.perf_counter()
        await asyncio.to_thread(self.kill)
        await asyncio.to_thread(self.serve)
        self.down = time.perf_counter() - start

    async def _booth(self) -> None:
        booth = Booth(self.port)
        while self.waiting:
            voter, session = self.waiting.pop()
            page = await self._ask(booth, session, self.address)
            found = re.search(r'name="code" value="([^"]+)"', page)
            assert found is not None, page[:2000]
            paper = random.choices(MARKS, k=CANDIDATES)
            self.papers[voter] = paper
            body = {"code": found[1], "empty": "on"}
            body |= {f"m{place}": mark for place, mark in enumerate(paper)}
            page = await self._ask(booth, session, self.address, body)
            code = re.search(r"<output>([A-Z2-9 ]+)</output>", page)
            assert code is not None, page[:2000]
            self.known += "gửi lại không thành hai phiếu" in page
            self.codes.append(code[1].replace(" ", ""))
            if len(self.codes) == VOTERS // 2:
                self.half.set()

    async def _ask(
        self, booth: "Booth", session: str, address: str, body: dict[str, str] | None = None
    ) -> str:
        while True:
            start = time.perf_counter()
            try:
                status, page = await booth.ask(session, address, body)
            except (OSError, asyncio.IncompleteReadError, Lost):
                self.again += 1
                await booth.leave()
                await asyncio.sleep(0.2)
                continue
            self.times.append(time.perf_counter() - start)
            assert status == 200, f"{address} answered {status}"
            return page

    async def count(self, runner: str) -> tuple[float, float]:
        """How long the runner waits for the count, and then anybody for the page of the result."""
        booth = Booth(self.port)
        start = time.perf_counter()
        status, _page = await booth.ask(runner, f"{self.address}kiem-phieu/", {})
        counted = time.perf_counter() - start
        assert status == 302, f"counting answered {status}"
        status, page = await booth.ask(runner, self.address, None)
        assert status == 200
        assert f"/{VOTERS:,}".replace(",", ".") in page
        return counted, time.perf_counter() - start - counted


class Booth:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._to: asyncio.StreamWriter | None = None

    async def ask(self, session: str, address: str, body: dict[str, str] | None) -> tuple[int, str]:
        if self._to is None:
            self._from, self._to = await asyncio.open_connection("127.0.0.1", self.port)
        sent = urlencode(body).encode() if body is not None else b""
        form = (
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"X-CSRFToken: {TOKEN}\r\nContent-Length: {len(sent)}\r\n"
            if body is not None
            else ""
        )
        verb = "GET" if body is None else "POST"
        self._to.write(
            f"{verb} {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n{form}"
            f"Cookie: sessionid={session}; csrftoken={TOKEN}\r\n\r\n".encode()
            + sent
        )
        head = (await self._from.readuntil(b"\r\n\r\n")).decode("latin-1")
        lines = head.split("\r\n")
        fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        if "content-length" not in fields:
            raise Lost(head)
        page = await self._from.readexactly(int(fields["content-length"]))
        return int(lines[0].split()[1]), page.decode()

    async def leave(self) -> None:
        if self._to is not None:
            self._to.close()
        self._to = None


if __name__ == "__main__":
    main()
