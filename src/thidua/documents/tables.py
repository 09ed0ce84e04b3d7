"""Columns and filters of the register of papers."""

from typing import Any

import django_filters as filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.documents import queries, registry
from thidua.documents.models import Paper
from thidua.documents.states import PaperState, Retention
from thidua.ui.columns import Column
from thidua.ui.components import Tone

TONES: dict[str, Tone] = {
    PaperState.DRAFT: "draft", PaperState.FOR_SIGNATURE: "work", PaperState.SIGNED: "work",
    PaperState.NUMBERED: "work", PaperState.ISSUED: "pass", PaperState.REVOKED: "fail",
}  # fmt: skip


def kind_label(paper: Paper) -> str:
    """The paper's kind in words."""
    if paper.is_scan:
        return _("Bản quét, lập ngoài hệ thống")
    if paper.is_from_outside:
        return _("Văn bản lập ngoài hệ thống")
    return str(registry.PAPERS[paper.kind].label) if paper.kind in registry.PAPERS else paper.kind


REGISTER = (
    Column("title", gettext_lazy("Trích yếu")),
    Column("reference", gettext_lazy("Số, ký hiệu"), sort=("year", "symbol", "number"),
           value=lambda paper: paper.reference or None),
    Column("dated_on", gettext_lazy("Ngày ban hành"), kind="day", sort=("dated_on",)),
    Column("kind", gettext_lazy("Loại"), value=kind_label, phone=False),
    Column("signer", gettext_lazy("Người ký"), value=lambda paper: paper.signer_name or None,
           phone=False),
    Column("retention", gettext_lazy("Bảo quản"), sort=("retention",), phone=False,
           value=lambda paper: paper.get_retention_display() or None),
    Column("state", gettext_lazy("Trạng thái"), kind="status", sort=("state",),
           value=lambda paper: (TONES[paper.state], paper.get_state_display())),
)  # fmt: skip


class RegisterFilter(filters.FilterSet):  # type: ignore[misc] # django-filter has no types
    """Year, symbol, issuer, state, term; offered is what occurs in the register."""

    year = filters.ChoiceFilter(label=gettext_lazy("Năm"))
    symbol = filters.ChoiceFilter(label=gettext_lazy("Ký hiệu"))
    issuer = filters.ChoiceFilter(label=gettext_lazy("Đơn vị ban hành"))
    state = filters.ChoiceFilter(label=gettext_lazy("Trạng thái"), choices=PaperState.choices)
    retention = filters.ChoiceFilter(label=gettext_lazy("Bảo quản"), choices=Retention.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years, symbols, issuers = queries.facets(self.queryset)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years]
        self.filters["symbol"].extra["choices"] = [(symbol, symbol) for symbol in symbols]
        self.filters["issuer"].extra["choices"] = issuers
