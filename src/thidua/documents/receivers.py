"""What papers and files offer to lower apps: worksheets of lists, search, personal data."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.capability import PERSONAL, SEARCH, Hit
from thidua.core.merge import MERGES, Rows
from thidua.documents import queries
from thidua.documents.pages import hand_out_sheet
from thidua.documents.sheets import write_list
from thidua.ui.lists import EXPORTERS


@EXPORTERS.register("xlsx")
def xlsx(
    *, name: str, title: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Any list of the product as a worksheet."""
    return hand_out_sheet(write_list(header, rows, title=title), name)


@SEARCH.register("documents")
def search(actor: Any, folded_query: str, *, limit: int) -> list[Hit]:
    """Papers that the actor sees, by words of title, symbol and signer."""
    found = queries.holding_words(queries.visible_to(actor), folded_query)[:limit]
    return [
        Hit(paper.title, reverse("documents:paper", args=[paper.pk]), _("Văn bản"), paper.reference)
        for paper in found
    ]


@PERSONAL.register("documents")
def personal(person: Any) -> Any:
    """Papers signed and files put in."""
    return queries.record_of(person)


MERGES.register("documents")(Rows("documents", Paper=gettext_lazy("văn bản đã ký")))
