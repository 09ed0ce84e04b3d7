"""A list of 50 among 1,000 initiatives: queries, CPU, and requests a second beside a plain page."""

import http.client
import threading
import time
from typing import Any

from bench.serving import served
from bench.stage import stage, tell

ROWS = 1000
CLIENTS = 4
SECONDS = 8
LOOKS = 30
# pretalx, a page of 50 submissions on such a machine, as quoted by those who measured it.
PRETALX = {"queries": 386, "cpu_seconds": 0.79, "requests_per_second": 2.4}


def main() -> None:
    with stage():
        from django.conf import settings
        from django.db import connection
        from django.test import Client

        from bench.world import with_initiatives

        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        here = with_initiatives(ROWS)
        client = Client()
        client.force_login(here.officer)
        for _ in range(3):
            client.get("/sang-kien/")
        asked: list[str] = []

        def count(execute, sql, params, many, context):
            asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            page = client.get("/sang-kien/")
        assert page.content.count(b"<tr") >= 50, "the list is not there"
        start = time.process_time()
        for _ in range(LOOKS):
            client.get("/sang-kien/")
        cpu = (time.process_time() - start) / LOOKS
        session = client.cookies["sessionid"].value
        connection.close()
        ours = rate("thidua.config.wsgi:application", "/sang-kien/", session)
        plain = rate("bench.reference.wsgi:application", "/sang-kien/", session)
        tell(
            rows=ROWS,
            queries=len(asked),
            cpu_milliseconds=1000 * cpu,
            requests_per_second=ours,
            plain_django_requests_per_second=plain,
            ratio_to_plain_django=ours / plain,
            pretalx_quoted=PRETALX,
        )


def rate(application: str, address: str, session: str) -> float:
    """Requests a second at `CLIENTS` clients that keep their connections."""
    headers = {"Cookie": f"sessionid={session}"}
    with served(application) as (port, _cpu_of):
        ask(port, address, headers)
        done = [0] * CLIENTS
        until = time.perf_counter() + SECONDS

        def look(number: int) -> None:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            while time.perf_counter() < until:
                link.request("GET", address, headers=headers)
                answer = link.getresponse()
                body = answer.read()
                if answer.status != 200 or len(body) < 5000:
                    raise SystemExit(f"{application} answered {answer.status}")
                done[number] += 1
            link.close()

        start = time.perf_counter()
        clients = [threading.Thread(target=look, args=(n,)) for n in range(CLIENTS)]
        for thread in clients:
            thread.start()
        for thread in clients:
            thread.join()
        return sum(done) / (time.perf_counter() - start)


def ask(port: int, address: str, headers: dict[str, Any]) -> None:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(5):
        link.request("GET", address, headers=headers)
        link.getresponse().read()
    link.close()


if __name__ == "__main__":
    main()
