"""400 readers of one board that poll: requests a second, «304», latency, CPU, an entry's way."""

import asyncio
import os
import random
import time
from collections.abc import Iterator
from typing import Any

from bench.board import DAY, movement_with
from bench.serving import served
from bench.stage import stage, tell

READERS, GROUPS, SECONDS = 400, 12, 40
ENTRIES_AT = (12, 20, 28)
FLAT_CLIENTS, FLAT_SECONDS = 4, 8
LEAST, MOST = 2.5, 3.5  # the beat that the pages choose, in seconds
SEEN_WITHIN = 5.0


def main() -> None:
    os.environ["THIDUA_TODAY"] = DAY.isoformat()
    with stage() as _home:
        from django.conf import settings

        from thidua.orgs.tests.factories import hospital

        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        house = hospital()
        movement = movement_with(house, GROUPS)
        readers = [reader(movement) for _number in range(READERS)]
        with served("thidua.config.wsgi:application") as (port, cpu_of):
            before = cpu_of()
            crowd = Crowd(port, readers, lambda: enter(house, movement))
            asyncio.run(crowd.look())
            cpu = cpu_of() - before
            flat = asyncio.run(flat_out(port, *readers[0], etag=crowd.etags[0], wanted=304))
        with served("bench.reference.wsgi:application") as (port, _cpu_of):
            bare = asyncio.run(flat_out(port, "/tron/", readers[0][1], etag="", wanted=200))
        report(crowd, cpu=cpu, flat=flat, bare=bare)


def report(crowd: "Crowd", *, cpu: float, flat: float, bare: float) -> None:
    times = sorted(crowd.times)
    unchanged = crowd.statuses.count(304)
    slowest = max(crowd.ways())
    tell(
        readers=READERS,
        requests_per_second=len(times) / SECONDS,
        share_unchanged=unchanged / len(times),
        median_milliseconds=1000 * times[len(times) // 2],
        p95_milliseconds=1000 * times[int(0.95 * len(times))],
        server_cpu_share_of_one_core=cpu / SECONDS,
        entry_seen_by_all_after_seconds=slowest,
        flat_out_requests_per_second=flat,
        bare_django_view_requests_per_second=bare,
        ratio_to_bare_view=flat / bare,
    )
    assert set(crowd.statuses) <= {200, 304}, f"answers: {set(crowd.statuses)}"
    assert slowest < SEEN_WITHIN, f"an entry took {slowest:.1f} s to be seen by all"


def reader(movement: Any) -> tuple[str, str]:
    """The address that a signed-in member's page polls, and the member's session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from thidua.boards import queries
    from thidua.boards.views import looks
    from thidua.core import period
    from thidua.movements import queries as movements
    from thidua.orgs.tests.factories import person_in

    unit = random.choice(movements.units_in_scope(movement))
    user = person_in(unit).user
    viewer = queries.viewer_of(user, movement, on=DAY)
    look = looks.Look(movement.pk, "board", user.pk, viewer.paths, viewer.sees_all)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "thidua.accounts.backends.AnyIdentifier"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    # Noted as seen just now: that write comes once in five minutes, whatever the page.
    session["accounts.seen_at"] = int(period.now().timestamp())
    session.save()
    return looks.live_url(look), str(session.session_key)


def enter(house: Any, movement: Any) -> float:
    """An initiative through its actions; answers when it was committed."""
    from django.db import close_old_connections

    from thidua.initiatives import actions
    from thidua.movements import queries as movements
    from thidua.orgs.tests.factories import person_in

    unit = movements.units_in_scope(movement)[0]
    user = person_in(unit).user
    entry = actions.create_initiative(
        actor=user, unit=unit, on=DAY, authors=[(user.person, 100)],
        facts={"title": "Mới", "solution": "Mới.", "benefit": "process", "movement": movement},
    )  # fmt: skip
    actions.submit_initiative(actor=user, initiative=entry, on=DAY)
    close_old_connections()
    return time.perf_counter()


class Link:
    """One kept connection that asks for one address."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.session = port, session

    async def open(self) -> None:
        self._from, self._to = await asyncio.open_connection("127.0.0.1", self.port)

    async def get(self, address: str, etag: str) -> tuple[int, str]:
        known = f"If-None-Match: {etag}\r\n" if etag else ""
        self._to.write(
            f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nHX-Request: true\r\n{known}"
            f"Cookie: sessionid={self.session}\r\n\r\n".encode()
        )
        head = (await self._from.readuntil(b"\r\n\r\n")).decode("latin-1")
        lines = head.split("\r\n")
        fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        if length := int(fields.get("content-length", 0)):
            await self._from.readexactly(length)
        return int(lines[0].split()[1]), fields.get("etag", "")


class Crowd:
    """Readers, each at a beat of their own, while now and then somebody enters something."""

    def __init__(self, port: int, readers: list[tuple[str, str]], enter: Any) -> None:
        self.port, self.readers, self.enter = port, readers, enter
        self.times: list[float] = []
        self.statuses: list[int] = []
        self.news: list[list[float]] = [[] for _reader in readers]
        self.etags = [""] * len(readers)
        self.entered: list[float] = []

    def ways(self) -> Iterator[float]:
        """How long each entry took to each reader; an answer may come before the commit is told."""
        for entered in self.entered:
            for news in self.news:
                came = next((end for end in news if end > entered - 1), float("inf"))
                yield max(0.0, came - entered)

    async def look(self) -> None:
        until = time.perf_counter() + SECONDS
        polling = [self._poll(number, until) for number in range(len(self.readers))]
        await asyncio.gather(self._enter(), *polling)

    async def _enter(self) -> None:
        start = time.perf_counter()
        for moment in ENTRIES_AT:
            await asyncio.sleep(start + moment - time.perf_counter())
            self.entered.append(await asyncio.to_thread(self.enter))

    async def _poll(self, number: int, until: float) -> None:
        address, session = self.readers[number]
        beat = random.uniform(LEAST, MOST)
        link = Link(self.port, session)
        await asyncio.sleep(random.uniform(0, MOST))
        await link.open()
        while time.perf_counter() < until:
            start = time.perf_counter()
            status, etag = await link.get(address, self.etags[number])
            end = time.perf_counter()
            self.times.append(end - start)
            self.statuses.append(status)
            if status == 200 and self.etags[number]:
                self.news[number].append(end)
            self.etags[number] = etag
            await asyncio.sleep(beat)


async def flat_out(port: int, address: str, session: str, *, etag: str, wanted: int) -> float:
    """Requests a second of a few clients that ask again at once."""
    done = 0
    until = time.perf_counter() + FLAT_SECONDS

    async def ask() -> None:
        nonlocal done
        link = Link(port, session)
        await link.open()
        while time.perf_counter() < until:
            status, _etag = await link.get(address, etag)
            assert status == wanted, f"{address} answered {status}"
            done += 1

    start = time.perf_counter()
    await asyncio.gather(*(ask() for _client in range(FLAT_CLIENTS)))
    return done / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
