"""What makes the site an app on a phone: its icons, drawn from the mark, and its description."""

import hashlib
import io
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

MARK = Path(__file__).parent / "static" / "ui" / "mark.svg"
SIZES = (180, 192, 512)
GRID = 32
FINER = 4
# Launchers cut icons to their own shape; what matters stands in the middle four fifths.
SAFE = 0.8
GROUND, SURFACE = "#0b5d73", "#f7f6f3"
KEPT = (
    "vendor/tabler/css/tabler.min.css", "ui/tokens.css", "ui/ui.css", "ui/lists.css",
    "ui/components.css", "ui/work.css", "ui/ui.js", "ui/drafts.js", "vendor/htmx/htmx.min.js",
    "ui/mark.svg",
    *(
        f"vendor/be-vietnam-pro/files/be-vietnam-pro-{script}-{weight}-normal.woff2"
        for script in ("latin", "vietnamese") for weight in (400, 600)
    ),
)  # fmt: skip
"""What the page for no network is drawn with; nothing else is ever kept on the device."""

_STEP = re.compile(r"([MLlhvz])([^MLlhvz]*)")
_FIGURE = re.compile(r"-?\d*\.?\d+")
_SVG = "{http://www.w3.org/2000/svg}"


def _points(path: str) -> Iterator[tuple[float, float]]:
    """The corners of a path of straight lines."""
    x = y = 0.0
    for step, given in _STEP.findall(path):
        figures = [float(f) for f in _FIGURE.findall(given)]
        if step == "h":
            moves = [(figures[0], 0.0)]
        elif step == "v":
            moves = [(0.0, figures[0])]
        else:
            moves = list(zip(figures[::2], figures[1::2], strict=True))
        for right, down in moves:
            x, y = (right, down) if step in "ML" else (x + right, y + down)
            yield x, y


@lru_cache(maxsize=8)
def icon_png(size: int, *, maskable: bool = False) -> bytes:
    """The project's mark in pixels; a maskable one fills its square to the edge."""
    root = ET.parse(MARK).getroot()  # noqa: S314 - a file of our own
    wide = size * FINER
    scale = wide / GRID * (SAFE if maskable else 1)
    shift = wide * (1 - SAFE) / 2 if maskable else 0
    picture = Image.new("RGBA", (wide, wide))
    pen = ImageDraw.Draw(picture)
    ground = root.find(f"{_SVG}rect")
    assert ground is not None
    radius = 0 if maskable or size == SIZES[0] else float(ground.attrib["rx"]) * wide / GRID
    pen.rounded_rectangle((0, 0, wide - 1, wide - 1), radius, fill=ground.attrib["fill"])
    for path in root.iter(f"{_SVG}path"):
        corners = [(shift + x * scale, shift + y * scale) for x, y in _points(path.attrib["d"])]
        pen.polygon(corners, fill=path.attrib["fill"])
    made = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(made, "PNG", optimize=True)
    return made.getvalue()


def manifest(language: str) -> str:
    """The web app manifest in the page's language."""
    icons = [
        {"src": static("ui/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(
            {"src": reverse("ui:icon", args=[size]), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in SIZES[1:]
        ),
        {
            "src": f"{reverse('ui:icon', args=[512])}?maskable",
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    told = {
        "id": "/", "start_url": "/", "scope": "/", "display": "standalone", "lang": language,
        "name": _("Thi đua, khen thưởng"), "short_name": _("Thi đua"),
        "background_color": SURFACE, "theme_color": GROUND, "icons": icons,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


@lru_cache(maxsize=8)
def worker(language: str) -> str:
    """The service worker's script; its cache has a new name whenever what it keeps changes."""
    offline = reverse("ui:offline", args=[language])
    files = [static(name) for name in KEPT]
    page = render_to_string("ui/offline.html", {"language": language})
    version = hashlib.sha256("".join([page, *files]).encode()).hexdigest()[:12]
    return render_to_string(
        "ui/worker.js",
        {"version": version, "offline": offline, "files": json.dumps(files)},
    )
