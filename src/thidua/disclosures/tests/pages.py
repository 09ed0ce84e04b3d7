"""How these tests ask for pages and read them."""

import re
from typing import Any

from django.test import Client


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
