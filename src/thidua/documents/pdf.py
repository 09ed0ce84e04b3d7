"""PDF by typst: one compiler for the process, no surprise fonts, no warning let through."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from thidua.core.permit import Refused
from thidua.documents.layouts import AdministrativePaper, Letter

ROOT = Path(__file__).resolve().parents[1]  # templates of every app import the common layout
# Both are archival and refuse letters that the font cannot draw; tags are for reading aloud.
TAGGED: Literal["a-2a"] = "a-2a"
UNTAGGED: Literal["a-2u"] = "a-2u"
_lock = Lock()


class NotRendered(Refused):
    """The paper could not be set; the text is for people and says what to mend."""


class WrongPageCount(NotRendered):
    """The text ran over (or short of) the pages that the paper must have."""


@dataclass(frozen=True)
class Rendered:
    """A finished PDF and its number of pages."""

    content: bytes
    pages: int


@cache
def _compiler() -> typst.Compiler:
    fonts = Path(settings.THIDUA_PAPER_FONTS)
    return typst.Compiler(root=str(ROOT), font_paths=[str(fonts)], ignore_system_fonts=True)


def template_path(template: str) -> Path:
    """`letter` is this app's; `awards/paper/flag.typ` another's. `FileNotFoundError` if missing."""
    path = ROOT / template if "/" in template else ROOT / "documents" / "paper" / f"{template}.typ"
    if not path.is_file():
        raise FileNotFoundError(path)
    return path


def compile_template(
    template: str,
    data: dict[str, Any],
    *,
    on: date,
    pages: int | None = None,
    tagged: bool = True,
) -> Rendered:
    """Set `data` with a template; `on` is the creation day: same facts, same bytes.

    Raises `NotRendered` for what cannot be set and `WrongPageCount` when `pages` is given
    and differs. Makes PDF/A-2a, or 2u for the printer where not `tagged`: half the work.
    """
    path = template_path(template)
    try:
        with _lock:
            content, warnings = _compiler().compile_with_warnings(
                input=str(path),
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards=TAGGED if tagged else UNTAGGED,
                pdf_tags=tagged,
                timestamp=datetime.combine(on, time(), UTC),
            )
    except typst.TypstError as error:
        raise NotRendered(_explained(error)) from error
    if warnings:
        raise NotRendered("; ".join(w.message for w in warnings))
    assert isinstance(content, bytes)  # a PDF is one file; only pictures come as a list
    rendered = Rendered(content, page_count(content))
    if pages is not None and rendered.pages != pages:
        raise WrongPageCount(
            _(
                "Văn bản phải có %(wanted)d trang nhưng dàn ra %(found)d trang: "
                "hãy rút gọn nội dung."
            )
            % {"wanted": pages, "found": rendered.pages}
        )
    return rendered


def compile_picture(template: str, data: dict[str, Any], *, ppi: float) -> bytes:
    """The first page as PNG, for the screen; raises `NotRendered` as `compile_template` does."""
    try:
        with _lock:
            content = _compiler().compile(
                input=str(template_path(template)),
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                format="png",
                ppi=ppi,
            )
    except typst.TypstError as error:
        raise NotRendered(_explained(error)) from error
    pages = content if isinstance(content, list) else [content]
    assert isinstance(pages[0], bytes)
    return pages[0]


def _explained(error: typst.TypstError) -> str:
    if letter := re.search(r'the text `"(.+?)"` could not be displayed', error.message):
        return _("Phông chữ của văn bản không có ký tự «%(letter)s»: hãy thay ký tự này.") % {
            "letter": letter[1]
        }
    if overlong := re.search(r"does not fit: (.+)", error.message):
        return _("Nội dung quá dài, không vừa một trang: %(text)s") % {"text": overlong[1]}
    if overfull := re.search(r"does not fit box: (.+)", error.message):
        return _("Nội dung không vừa ô dù đã thu chữ đến cỡ nhỏ nhất: %(text)s") % {
            "text": overfull[1]
        }
    return error.message


def page_count(content: bytes) -> int:
    """Pages of a PDF that this module made (its page objects are never compressed)."""
    return len(re.findall(rb"/Type\s*/Page\b", content))


def render_administrative(
    paper: AdministrativePaper, *, on: date | None = None, pages: int | None = None
) -> Rendered:
    """The paper as PDF; `on` is needed only while the paper itself has no day."""
    day = paper.on or on
    if day is None:
        raise ValueError("a paper without a day needs `on`")
    return compile_template("administrative", paper.data(), on=day, pages=pages)


def render_letters(letters: Sequence[Letter], *, template: str = "letter") -> Rendered:
    """One PDF to be printed, each letter on exactly one page.

    Raises as `compile_template`; an overlong letter is named.
    """
    data = {"letters": [letter.data() for letter in letters]}
    return compile_template(template, data, on=letters[0].on, pages=len(letters), tagged=False)
