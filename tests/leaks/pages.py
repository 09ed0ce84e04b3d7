"""Every address of the house that can be opened, made from the URLconf and the planted objects."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pypdf import PdfReader

from tests.leaks.planted import ASKED, Planted
from thidua.ui.lists import ListPage

CAPTURED = re.compile(r"<(?:\w+:)?\w+>")


@dataclass(frozen=True)
class Route:
    """One pattern of the URLconf: whose it is, where its capability stands, and the rest."""

    owner: str
    prefix: str
    rest: str
    view: Any

    @property
    def slot(self) -> str:
        """The rest of the address up to its last captured part."""
        return self.rest[: self.rest.rindex(">") + 1] if ">" in self.rest else ""

    @property
    def lists(self) -> bool:
        view_class = getattr(self.view, "view_class", None)
        return view_class is not None and issubclass(view_class, ListPage)

    def filled(self, keys: Any) -> str:
        given = iter(keys if isinstance(keys, tuple) else (keys,))
        return f"/{self.prefix}" + CAPTURED.sub(lambda _part: str(next(given)), self.rest)


def routes() -> list[Route]:
    """Every route, owned by the capability that brings it."""
    found: list[Route] = []
    for part in get_resolver().url_patterns:
        if isinstance(part, URLResolver):
            owner = part.urlconf_name.__name__.split(".")[1]
            prefix = str(part.pattern)
            found += [Route(owner, prefix, rest, view) for rest, view in _below(part.url_patterns)]
    return found


def _below(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, here)
        else:
            yield here, pattern.callback


def addresses(every: list[Route], planted: Mapping[str, Planted]) -> Iterator[str]:
    """Each route with each of its objects; lists searched and exported too."""
    asked_about: set[str] = set()
    for route in every:
        told = planted.get(route.owner, Planted())
        for keys in told.objects.get(route.slot, ()) if route.slot else [()]:
            address = route.filled(keys)
            yield address
            questions = list(told.questions.get(route.rest, ()))
            if route.lists:
                questions += ["?export=xlsx", f"?q={ASKED}"]
            yield from (address + question for question in questions)
            if route.slot and route.owner not in asked_about:
                asked_about.add(route.owner)
                yield f"{reverse('orgs:who_may_see')}?path={address}"


def read(client: Client, address: str) -> str:
    """All that an answer tells: its head, and what is inside pages, sheets, files and papers."""
    answer = client.get(address)
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return f"{answer.headers}\n{_text(body)}"


@lru_cache(maxsize=256)  # an issued paper is the same file for everybody
def _text(body: bytes) -> str:
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            return "\n".join(
                package.read(name).decode(errors="replace") for name in package.namelist()
            )
    if body.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return body.decode(errors="replace")
