"""How these tests ask for pages and read them."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse


def at(name: str, *args: Any) -> str:
    return reverse(f"pacts:{name}", args=args)


def as_(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(answer: Any) -> str:
    content = answer.content.decode()
    main = content[content.index("<main") : content.index("</main>")]
    return " ".join(unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", main, flags=re.DOTALL)).split())


def read(answer: Any) -> bytes:
    """The whole body; a file that is not read to its end stays open."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def messages_of(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]
