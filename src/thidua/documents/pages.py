"""How a page hands out a worksheet, or a paper that is not in the register."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from thidua.documents import registry
from thidua.documents.uploads import MIME
from thidua.orgs.pages import attempt


def hand_out(
    request: HttpRequest, kind: str, subject: Any, *, issuer: Any, ext: str, on: date, name: str,
    back: str, **facts: Any,
) -> HttpResponse:  # fmt: skip
    """The paper as a file, or the page `back` of its subject with why it could not be set.

    `issuer` is the unit whose own Word template counts; `facts` go to the paper's builder.
    """
    answer = attempt(
        request,
        lambda: registry.as_file(
            kind, subject, issuer=issuer, file_format=ext, on=on, name=name, **facts
        ),
    )
    return answer or redirect(back, subject.pk)


def hand_out_sheet(content: bytes, name: str) -> HttpResponse:
    """A worksheet as a file, which nothing between us and the reader may keep."""
    answer = HttpResponse(content, content_type=MIME["xlsx"])
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer
