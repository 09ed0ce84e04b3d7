"""The officer's guide to December: each step's page says what the guide says, and is pictured.

With `THIDUA_PICTURES=1` the pictures of the guide are taken anew (`make pictures`).
"""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import sign_in
from tests.support import world

pytestmark = pytest.mark.django_db(transaction=True)

GUIDE = Path(__file__).parents[2] / "docs" / "huong-dan" / "thang-muoi-hai.md"
WIDTH, COLOURS = 1000, 64


def steps() -> list[tuple[str, str, list[str]]]:
    """Each step: its picture, its text, and what it quotes from the page."""
    parts = re.split(r"^## \d+\. ", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found = []
    for part in parts:
        picture = re.search(r"!\[[^\]]*\]\(([^)]+)\)", part)
        assert picture is not None, part.splitlines()[0]
        found.append((picture[1], part, re.findall(r"«([^»]+)»", part)))
    return found


def pages(here: world.World) -> list[tuple[str, str]]:
    """Who opens what, step by step, in a hospital whose first round is decided."""
    decided, decision = here.round, here.decision
    here.open_round(count=3)
    drafting, meeting = here.round, here.meeting
    return [
        ("canbo", reverse("notices:home")),
        ("canbo", reverse("awards:eligibility")),
        ("canbo", reverse("awards:ratings")),
        ("canbo", reverse("awards:round_create")),
        ("canbo", reverse("awards:round", args=[drafting.pk])),
        ("canbo", reverse("awards:round_submit", args=[drafting.pk])),
        ("thuky", reverse("councils:meeting", args=[meeting.pk])),
        ("canbo", reverse("awards:round", args=[decided.pk])),
        ("canbo", reverse("awards:decision", args=[decision.pk])),
        ("canbo", reverse("analytics:index")),
    ]


def test_the_guide_says_what_the_pages_say(people: Callable[..., Page]) -> None:
    here = world.build(size=6).launch().register()
    here.seat_council().propose(3).call_session().recommend().draft().issue()
    here.print_letters()
    told, opened = steps(), pages(here)
    assert len(told) == len(opened) == 10
    browsers: dict[str, Page] = {}
    missing = []
    for (picture, _text, quoted), (who, address) in zip(told, opened, strict=True):
        if who not in browsers:
            browsers[who] = people("desk")
            sign_in(browsers[who], who)
        page = browsers[who]
        page.goto(address)
        words = page.locator("body").text_content() or ""
        said = " ".join(words.split())
        missing += [f"{address}: «{each}»" for each in quoted if each not in said]
        if os.environ.get("THIDUA_PICTURES"):
            keep(page.screenshot(), GUIDE.parent / picture)
        assert (GUIDE.parent / picture).is_file(), "make pictures"
    assert missing == []


def keep(shot: bytes, path: Path) -> None:
    """Small enough to live beside the text."""
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    image = image.resize((WIDTH, image.height * WIDTH // image.width), Image.Resampling.LANCZOS)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(COLOURS).save(path, optimize=True)
