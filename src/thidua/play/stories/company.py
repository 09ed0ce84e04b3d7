"""The people of a story: how they are brought in, get their roles and first sign in."""

import io
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.management import call_command

from thidua.play.browser import Browser, Stuck
from thidua.play.stage import Stage

PASSWORD = "mot-con-duong-2025"  # noqa: S105 - invented people of a scratch database
ADMIN = "QT01"
WAITS = 120


class Company:
    """Who has signed in, and where things stand."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.slips: dict[str, str] = {}
        self.addresses: dict[str, str] = {}

    def someone(self, code: str) -> Browser:
        """A person's browser; the first time they come with their printed slip."""
        browser = self.stage.browser(code)
        if code in self.slips:
            browser.open(self.slips.pop(code))
            browser.submit("Đặt mật khẩu", {"password1": PASSWORD, "password2": PASSWORD})
        return browser

    def administrator(self, unit: str, name: str) -> Browser:
        """The first account of an installation, with its first unit."""
        told = io.StringIO()
        call_command(
            "user_create", "--json", code=ADMIN, name="Người Quản trị", stdout=told, unit=unit,
            unit_name=name,
        )  # fmt: skip
        self.slips[ADMIN] = re.sub(r"^https?://[^/]+", "", json.loads(told.getvalue())["url"])
        return self.someone(ADMIN)

    def bring(self, what: str, rows: Sequence[Sequence[str]]) -> None:
        """Import a sheet of units (`don-vi`) or people (`nhan-su`), its head first."""
        admin = self.someone(ADMIN)
        text = "\n".join("\t".join(row) for row in rows)
        admin.open(f"/don-vi/nhap/{what}/").submit("Xem trước", {"text": text})
        admin.submit("Nhập")
        if int(admin.figure("dòng mới")) != len(rows) - 1:
            raise Stuck(f"{what}: not every row was taken: {admin.words()[:300]}")

    def print_slips(self, unit: str, codes: Iterable[str]) -> None:
        """Lay the printed slips of a unit aside; each person will use their own."""
        admin = self.someone(ADMIN)
        admin.open(f"{self.addresses[unit]}phieu/").submit("Lập phiếu để in")
        for slip in admin.page.select(".slip"):
            words = slip.get_text(" ")
            code = next(each for each in codes if re.search(rf"\b{each}\b", words))
            token = slip.select_one(".slip-code")
            assert token is not None
            self.slips[code] = f"/tai-khoan/lan-dau/{''.join(token.get_text().split())}/"

    def give_role(self, unit: str, person: str, role: str) -> None:
        self.someone(ADMIN).open(f"{self.addresses[unit]}vai-tro/").submit(
            "Giao vai trò", {"person": person, "role": role}
        )

    def number_of(self, unit: str) -> str:
        """The number in the address of a unit's page."""
        return self.addresses[unit].strip("/").rsplit("/", 1)[-1]

    def found_council(
        self, officer: Browser, unit: str, seats: Sequence[tuple[str, str]], *, name: str,
        decision: str, since: date,
    ) -> str:  # fmt: skip
        """A commendation council of a unit by its decision; answers its address."""
        officer.open(f"/hoi-dong/thanh-lap/{self.number_of(unit)}/")
        officer.add_rows("ghe", len(seats), "code")
        typed_seats: dict[str, Any] = {}
        for place, (code, position) in enumerate(seats):
            typed_seats[f"ghe-{place}-code"] = code
            typed_seats[f"ghe-{place}-position"] = position
        officer.submit(
            "Thành lập",
            {
                "name": name, "kind": "commendation", "decision": decision,
                "valid_from": typed(since), **typed_seats,
            },
        )  # fmt: skip
        return here(officer)

    def wait_for(self, page: Browser, address: str, text: str) -> None:
        """Look at a page until it says what the work in the background has made."""
        for _look in range(WAITS):
            if page.open(address).says(text):
                return
            self.stage.wait()
        raise Stuck(f"«{text}» did not come: {page.words()[:300]}")


def typed(day: date) -> str:
    """A day as people type it."""
    return f"{day:%d/%m/%Y}"


def here(page: Browser) -> str:
    """A page's address without host and question."""
    return re.sub(r"^https?://[^/]+", "", page.address).split("?")[0]
