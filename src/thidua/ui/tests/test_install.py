"""The app on a phone: description, icons, the page for no network, what is kept."""

import io
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from thidua.ui import install

pytestmark = [pytest.mark.django_db, pytest.mark.urls("thidua.ui.tests.urls")]


def test_the_manifest_names_the_app_and_its_icons(client: Client) -> None:
    answer = client.get(reverse("ui:manifest"))
    told = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["display"], told["start_url"]) == (
        "Thi đua, khen thưởng", "standalone", "/",
    )  # fmt: skip
    assert [(i["sizes"], i.get("purpose", "any")) for i in told["icons"]] == [
        ("any", "any"), ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    ]  # fmt: skip
    for icon in told["icons"][1:]:
        picture = Image.open(io.BytesIO(client.get(icon["src"]).content))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]


@pytest.mark.parametrize(("maskable", "corner"), [(False, 0), (True, 255)])
def test_an_icon_is_the_mark_in_its_colours(maskable: bool, corner: int) -> None:
    picture = Image.open(io.BytesIO(install.icon_png(192, maskable=maskable))).convert("RGBA")
    assert picture.getpixel((0, 0))[3] == corner  # type: ignore[index] # four bands
    assert picture.getpixel((96, 20)) == (11, 93, 115, 255)
    # Within the bookmark, below the star.
    assert picture.getpixel((96, 112)) == (255, 255, 255, 255)


def test_only_the_sizes_that_are_told_are_drawn(client: Client) -> None:
    assert client.get("/bieu-tuong/4096.png").status_code == 404


def test_the_worker_keeps_one_page_and_what_draws_it(client: Client) -> None:
    answer = client.get(reverse("ui:worker"))
    script = answer.content.decode()
    files = json.loads(re.search(r"const FILES = (\[.*\]);", script).group(1))  # type: ignore[union-attr] # asserted by use
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        "text/javascript", "no-cache",
    )  # fmt: skip
    assert [name for name in files if not name.startswith("/static/")] == []
    assert 'const OFFLINE = "/ngoai-tuyen/vi/"' in script
    # Nothing is put into the store but at installation.
    assert re.findall(r"cache\.(?:put|add\b)|cache\.addAll", script) == ["cache.addAll"]


def test_the_page_for_no_network_is_nobodys(client: Client) -> None:
    html = client.get("/ngoai-tuyen/vi/").content.decode()
    assert "Chữ đã gõ vẫn còn trên máy này" in html
    assert re.findall(r"csrfmiddlewaretoken|data-user|<form (?!method=\"dialog\")", html) == []
    assert client.get("/ngoai-tuyen/xx/").status_code == 404


def test_the_page_for_no_network_speaks_the_language_asked_for(client: Client) -> None:
    assert '<html lang="en"' in client.get("/ngoai-tuyen/en/").content.decode()
