"""How these tests ask for pages and read them."""

import re
from typing import Any

from django.test import Client

LIST = "/chuong-trinh/"


def as_(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(answer: Any) -> str:
    """The text of a page as it is read, white space folded."""
    content = answer.content.decode()
    main = content[content.index("<main") : content.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def told(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def taken(answer: Any, part: str, name: str = "rows") -> dict[str, str]:
    """What the form of a page with pasted rows would send, as a browser does."""
    rows = answer.context[name]
    data = {f"{part}-TOTAL_FORMS": str(len(rows.forms)), f"{part}-INITIAL_FORMS": "0"}
    return data | {
        form.add_prefix(field): str(form[field].value() or "")
        for form in rows.forms
        for field in form.fields
        if field != "DELETE"
    }


def typed(part: str, *rows: dict[str, str], pasted: str = "") -> dict[str, str]:
    """What a form of rows sends."""
    data = {
        f"{part}-TOTAL_FORMS": str(len(rows)), f"{part}-INITIAL_FORMS": "0",
        f"{part}-MIN_NUM_FORMS": "0", f"{part}-MAX_NUM_FORMS": "200",
    }  # fmt: skip
    if pasted:
        data |= {f"{part}-pasted": pasted, f"{part}-read": "1"}
    for number, row in enumerate(rows):
        data |= {f"{part}-{number}-{name}": value for name, value in row.items()}
    return data
