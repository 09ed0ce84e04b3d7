"""A person at a browser without JavaScript: opens pages, fills forms, presses buttons."""

import json
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag

# Seconds; a long list is decided in one request, and machines that play are often busy.
PATIENCE = 240


class Stuck(Exception):
    """A person cannot go on: the page has no such form, field, link or button, or refuses."""


class Browser:
    """One person's session; every step leaves `page` and `status` behind."""

    def __init__(self, base: str, who: str) -> None:
        self.base, self.who = base, who
        self.session = requests.Session()
        self.session.trust_env = False
        self.address, self.status = base, 0
        self.content = b""
        self._html = ""

    @cached_property
    def page(self) -> BeautifulSoup:
        """The page as it stands, read where somebody looks: after many a button nobody does."""
        return BeautifulSoup(self._html, "lxml")

    def open(self, address: str) -> "Browser":
        """Go to an address; a refusal is kept, not raised, so that it can be seen."""
        self._keep(self.session.get(urljoin(self.address, address), timeout=PATIENCE))
        return self

    def follow(self, text: str) -> "Browser":
        """Press the link whose text holds `text`."""
        for link in self.page.find_all("a", href=True):
            if text in self._words(link):
                return self.open(str(link["href"]))
        raise Stuck(self._tell(f"no link «{text}»"))

    def submit(
        self, button: str, fields: Mapping[str, Any] | None = None,
        files: Mapping[str, Path] | None = None,
    ) -> "Browser":  # fmt: skip
        """Fill the form that holds the button `button` and press it."""
        form, pressed = self._form(button)
        filled = self._filled(form)
        if pressed.get("name"):
            filled.append((str(pressed["name"]), str(pressed.get("value", ""))))
        for name, value in (fields or {}).items():
            if not form.find(attrs={"name": name}):
                raise Stuck(self._tell(f"the form of «{button}» has no field {name!r}"))
            values = value if isinstance(value, list | tuple) else [value]
            filled = [(key, old) for key, old in filled if key != name]
            filled += [(name, str(each)) for each in values]
        address = urljoin(self.address, str(pressed.get("formaction") or form.get("action") or ""))
        if str(form.get("method", "get")).lower() == "get":
            self._keep(self.session.get(address, params=filled, timeout=PATIENCE))
            return self
        uploads = [(name, (path.name, path.read_bytes())) for name, path in (files or {}).items()]
        # requests sends multipart only with files; a form that declares it gets it always.
        self._keep(
            self.session.post(
                address, data=filled, files=uploads or None, timeout=PATIENCE,
                headers={"Referer": self.address},
            )
        )  # fmt: skip
        return self

    def press(self, address: str, fields: Mapping[str, Any]) -> "Browser":
        """Press the button of one form among several alike, with what that form holds."""
        self._keep(
            self.session.post(
                urljoin(self.address, address), data=dict(fields), timeout=PATIENCE,
                headers={"Referer": self.address},
            )
        )  # fmt: skip
        return self

    def link_to(self, text: str) -> str:
        """The address behind the link that says `text`."""
        for link in self.page.find_all("a", href=True):
            if self._words(link) == text:
                return str(link["href"])
        raise Stuck(self._tell(f"no link «{text}»"))

    def link_with(self, text: str, address: str) -> str:
        """The first address holding `address` behind a link whose text holds `text`."""
        for link in self.page.find_all("a", href=True):
            if text in self._words(link) and address in str(link["href"]):
                return str(link["href"])
        raise Stuck(self._tell(f"no link «{text}» to …{address}…"))

    def choice(self, field: str, text: str) -> str:
        """The value of the option or tick of `field` that is labelled `text`."""
        for tick in self.page.find_all("input", attrs={"name": field}):
            label = tick.find_parent("label") or self.page.find("label", attrs={"for": tick["id"]})
            if isinstance(label, Tag) and self._words(label) == text:
                return str(tick["value"])
        for option in self.page.select(f"select[name={field}] option"):
            if self._words(option) == text:
                return str(option["value"])
        raise Stuck(self._tell(f"{field!r} offers no «{text}»"))

    def pick(self, text: str) -> str:
        """The value of the tick in the list's row that shows `text`."""
        for row in self.rows():
            tick = row.find("input", attrs={"name": "pick"})
            if isinstance(tick, Tag) and text in self._words(row):
                return str(tick["value"])
        raise Stuck(self._tell(f"no row of «{text}» to pick"))

    def row_number(self, prefix: str, text: str) -> str:
        """The number in the name of a field (`p17`) whose row or legend begins with `text`."""
        for field in self.page.find_all("input", attrs={"name": re.compile(rf"^{prefix}_?\d+$")}):
            row = field.find_parent(["tr", "fieldset", "li"])
            if isinstance(row, Tag) and self._words(row).startswith(text):
                return re.sub(r"\D", "", str(field["name"]))
        raise Stuck(self._tell(f"no row of «{text}»"))

    def add_rows(self, prefix: str, count: int, field: str, button: str = "Thêm") -> "Browser":
        """Ask a form of many rows for more, as its button without script does."""
        while not self.page.find(attrs={"name": f"{prefix}-{count - 1}-{field}"}):
            self.submit(button)
        return self

    def poll(self) -> "Browser":
        """Let the part of the page that renews itself ask once; «304» leaves the page as it is."""
        part = self.page.select_one("[hx-get][hx-headers]")
        if part is None:
            raise Stuck(self._tell("nothing here renews itself"))
        headers = json.loads(str(part["hx-headers"]))
        address = urljoin(self.address, str(part["hx-get"]))
        answer = self.session.get(address, headers=headers, timeout=PATIENCE)
        if answer.status_code == requests.codes.not_modified:
            self.status = answer.status_code
        else:
            self._keep(answer)
        return self

    def cells(self, text: str) -> dict[str, str]:
        """The cells of the list's row that begins with `text`, by their labels."""
        for row in self.rows():
            if self._words(row).startswith(text):
                labelled = row.find_all("td", attrs={"data-label": True})
                return {str(cell["data-label"]): self._words(cell) for cell in labelled}
        raise Stuck(self._tell(f"no row of «{text}»"))

    def table(self, caption: str) -> list[dict[str, str]]:
        """The rows, by column, of the table with that caption or below that heading."""
        for told in self.page.select("caption, section > h2"):
            table = told.find_parent("table") or told.find_next("table")
            if self._words(told) == caption and isinstance(table, Tag):
                head = [self._words(cell) for cell in table.select("thead th")]
                rows = table.select("tbody tr, tfoot tr")
                return [
                    dict(zip(head, map(self._words, row.find_all(["th", "td"])), strict=False))
                    for row in rows
                ]
        raise Stuck(self._tell(f"no table «{caption}»"))

    def items_with(self, text: str) -> list[str]:
        """The items of the page's lists that show a text."""
        items = [self._words(item) for item in self.page.select("main li")]
        return [item for item in items if text in item]

    def mark(self, attribute: str) -> str:
        """What the page says to programs in an attribute."""
        found = self.page.find(attrs={attribute: True})
        return str(found[attribute]) if isinstance(found, Tag) else ""

    def figure(self, label: str) -> str:
        """The number that the page shows under `label`."""
        for box in self.page.select(".figure-box"):
            shown, value = box.select_one(".figure-label"), box.select_one(".figure-value")
            if shown and value and self._words(shown) == label:
                return self._words(value)
        raise Stuck(self._tell(f"no figure «{label}»"))

    def rows(self) -> list[Tag]:
        """The rows of the page's list."""
        return list(self.page.select("table tbody tr"))

    def says(self, text: str) -> bool:
        """Whether the page shows a text."""
        return text in self._words(self.page)

    def rows_with(self, text: str) -> int:
        """How many rows of the page's list show a text."""
        return sum(text in self._words(row) for row in self.rows())

    def cells_with(self, text: str) -> int:
        """How many cells of the page's list begin with a text."""
        return sum(self._words(cell).startswith(text) for cell in self.page.select("tbody td"))

    def count(self, text: str) -> int:
        """How often the page's main part shows a text."""
        return self.words().count(text)

    def words(self) -> str:
        """The text of the page's main part."""
        return self._words(self.page.select_one("main") or self.page)

    def has(self, field: str) -> bool:
        """Whether the page asks for a field."""
        return self.page.find(attrs={"name": field}) is not None

    def reason(self) -> str:
        """The first error or refusal on the page."""
        found = self.page.select_one("[role=alert], .refusal, .errorlist")
        return self._words(found) if found else ""

    def _keep(self, answer: requests.Response) -> None:
        self.address, self.status, self.content = answer.url, answer.status_code, answer.content
        is_page = "html" in answer.headers.get("Content-Type", "")
        self._html = answer.text if is_page else ""
        self.__dict__.pop("page", None)
        if answer.status_code >= 500:
            raise Stuck(self._tell(f"the server answered {answer.status_code}"))

    def _form(self, button: str) -> tuple[Tag, Tag]:
        for pressed in self.page.find_all("button"):
            if button not in self._words(pressed):
                continue
            if pressed.get("form"):
                form = self.page.find("form", id=pressed["form"])
            else:
                form = pressed.find_parent("form")
            if isinstance(form, Tag):
                if pressed.has_attr("disabled"):
                    raise Stuck(self._tell(f"the button «{button}» is disabled"))
                return form, pressed
        raise Stuck(self._tell(f"no button «{button}»"))

    def _filled(self, form: Tag) -> list[tuple[str, str]]:
        """What the form would send untouched."""
        sent: list[tuple[str, str]] = []
        for field in form.find_all(["input", "textarea", "select"]):
            name = str(field.get("name", ""))
            if not name or field.has_attr("disabled"):
                continue
            kind = str(field.get("type", "text"))
            if field.name == "select":
                chosen = field.find_all("option", selected=True)
                if not chosen and not field.has_attr("multiple"):
                    chosen = field.find_all("option")[:1]
                sent += [(name, str(option.get("value", ""))) for option in chosen]
            elif field.name == "textarea":
                sent.append((name, field.text.lstrip("\n")))
            elif kind in {"checkbox", "radio"}:
                if field.has_attr("checked"):
                    sent.append((name, str(field.get("value", "on"))))
            elif kind not in {"file", "submit", "button", "image"}:
                sent.append((name, str(field.get("value", ""))))
        return sent

    @staticmethod
    def _words(tag: Tag) -> str:
        return " ".join(tag.get_text(" ").split())

    def _tell(self, what: str) -> str:
        shown = self.reason() or self.words()[:400]
        return f"{self.who} at {self.address} ({self.status}): {what}. The page says: {shown}"
