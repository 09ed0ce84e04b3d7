"""How the pages of statistics find what they are about, and how a table looks on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from thidua.analytics import forms, queries
from thidua.analytics.content import Content, Table, heads_of, made, rows_shown
from thidua.analytics.gathering import Scope
from thidua.analytics.layouts import layouts
from thidua.analytics.rules import Layout
from thidua.analytics.words import HONOURS
from thidua.documents.uploads import MIME
from thidua.orgs.queries import units_by_pk

FileFormat = Literal["pdf", "xlsx"]
FORM_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Asked:
    """A table, and of which unit and days it is asked; no unit where one works on none."""

    layout: Layout
    unit: Any
    form: forms.ScopeForm
    query: str

    def filled(self) -> Table:
        return made(self.layout, self.scope())

    def scope(self) -> Scope:
        form = self.form
        span = form.span
        movement = form.cleaned_data.get("phong_trao") if form.is_valid() else None
        is_alone = form.is_valid() and form.cleaned_data["rieng"]
        return Scope(self.unit, span, movement.pk if movement else None, is_whole=not is_alone)

    def url(self, name: str, *more: str) -> str:
        """Another page of the same table, unit and days."""
        return f"{reverse(f'analytics:{name}', args=[self.layout.name, *more])}?{self.query}"


def asked(request: HttpRequest, name: str) -> Asked:
    """What the address asks for; `Http404` for a table that there is not."""
    layout = layouts().get(name)
    if layout is None:
        raise Http404
    key = request.GET.get("don_vi", "")
    unit = units_by_pk([int(key)]).get(int(key)) if key.isdigit() and len(key) < 10 else None
    if unit is None:
        unit = queries.units_for(request.user).first()
    by_movement = not layout.form and layout.source == HONOURS
    form = forms.ScopeForm(request.GET, actor=request.user, unit=unit, by_movement=by_movement)
    query = urlencode({
        name: value for name, value in form.data.items() if value and name in form.fields
    })  # fmt: skip
    return Asked(layout, unit, form, query)


def grid(content: Content, address: str = "") -> dict[str, Any]:
    """Heads and rows for the page; counts that are not nought link to their list at `address`."""
    keys = [column["key"] for column in content["columns"]]
    return {
        "heads": heads_of(content),
        "rows": [
            (row, [(cell, _address(address, row["key"], key) if cell else "")
                   for cell, key in zip(cells, keys, strict=True)])
            for row, cells in rows_shown(content)
        ],
        "codes": [column["code"] for column in content["columns"]],
    }  # fmt: skip


def _address(address: str, row: str, column: str) -> str:
    return f"{address}&{urlencode({'hang': row, 'cot': column})}" if address else ""


def as_file(content: bytes, ext: FileFormat, names: Sequence[str]) -> HttpResponse:
    """A file to open (PDF) or keep (sheet), never from a cache."""
    answer = HttpResponse(content, content_type=MIME[ext])
    place = "inline" if ext == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{place}; filename="{"-".join(names)}.{ext}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
