"""People at their browsers, who send the same again until they have an answer."""

import http.client
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlencode

TOKEN = "b" * 32
MARKS = ("agree", "disagree", "")
PATIENCE = 60


class Browser:
    """One signed-in person; an answer that does not come, or a fault, promises nothing."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.session = port, session
        self.unanswered = 0

    def ask(self, address: str, body: Mapping[str, str] | None = None) -> tuple[int, str]:
        """The status and the page, or where it leads."""
        end = time.monotonic() + PATIENCE
        last = ""
        while time.monotonic() < end:
            try:
                status, text = self._once(address, body)
            except (OSError, http.client.HTTPException) as none:
                last = repr(none)
            else:
                if status < http.client.INTERNAL_SERVER_ERROR:
                    return status, text
                last = text
            self.unanswered += 1
            time.sleep(0.2)
        raise TimeoutError(f"{address} was not answered for {PATIENCE} s: {last}")

    def _once(self, address: str, body: Mapping[str, str] | None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        head = {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}"}
        sent = None
        if body is not None:
            head |= {"X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
            sent = urlencode(body)
        try:
            connection.request("GET" if body is None else "POST", address, sent, head)
            answer = connection.getresponse()
            text = answer.read().decode()
            return answer.status, answer.getheader("Location", "") or text
        finally:
            connection.close()


class Ballot:
    """What the voters of one ballot saw: their receipts, and the marks they had given."""

    def __init__(self, key: int, *, items: int) -> None:
        self.key, self.items = key, items
        self.address = f"/bo-phieu-kin/{key}/"
        self.given: list[tuple[str, list[str]]] = []
        self._chance = random.Random(key)
        self._lock = threading.Lock()

    def vote(self, browser: Browser) -> None:
        """Open the paper, mark it, and send it until the receipt is shown."""
        _status, page = browser.ask(self.address)
        found = re.search(r'name="code" value="([^"]+)"', page)
        assert found is not None, page
        with self._lock:
            marks = self._chance.choices(MARKS, k=self.items)
        body = {f"m{place}": mark for place, mark in enumerate(marks)}
        status, page = browser.ask(self.address, {"code": found[1], "empty": "on"} | body)
        receipt = re.search(r"<output>([A-Z2-9 ]+)</output>", page)
        assert receipt is not None, page
        assert status == 200
        with self._lock:
            self.given.append((receipt[1].replace(" ", ""), marks))

    def close(self, browser: Browser) -> None:
        """Count; asked again after it has been counted, the answer leads to the desk."""
        answer = browser.ask(f"{self.address}kiem-phieu/", {})
        assert answer in [(302, self.address), (302, f"{self.address}dieu-hanh/")]

    @property
    def receipts(self) -> list[str]:
        return sorted(receipt for receipt, _marks in self.given)

    @property
    def counts(self) -> list[tuple[int, ...]]:
        """By item: how many agree, do not agree, and give no mark."""
        columns = zip(*(marks for _receipt, marks in self.given), strict=True)
        return [tuple(Counter(column)[mark] for mark in MARKS) for column in columns]
