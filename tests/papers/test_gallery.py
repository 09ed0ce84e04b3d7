"""The gallery shows every paper that is registered, and stays small."""

import re

from tests.support.papers import GALLERY
from thidua.documents.registry import PAPERS

MOST_BYTES = 1_500_000


def test_every_registered_paper_is_in_the_gallery() -> None:
    shown = set(re.findall(r"\]\(([\w.]+)\.png\)", (GALLERY / "README.md").read_text("utf-8")))
    wanted = {name for name, _ in PAPERS if not name.startswith("test.")}
    assert sorted(wanted - shown) == []
    assert {path.stem for path in GALLERY.glob("*.png")} == shown


def test_the_gallery_is_small() -> None:
    assert sum(path.stat().st_size for path in GALLERY.iterdir()) < MOST_BYTES
