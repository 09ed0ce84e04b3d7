"""What councils ask of people, let them find, and keep on them."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.core.capability import ASKS, PERSONAL, SEARCH, Ask, Hit
from thidua.core.merge import MERGES, Rows
from thidua.councils import queries


@ASKS.register("councils")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Sessions to run and cases to put on an agenda, for who keeps the minutes."""
    found = [
        Ask(
            _("Điều hành phiên họp: %(purpose)s") % {"purpose": meeting.purpose},
            reverse("councils:meeting", args=[meeting.pk]),
            due_on=meeting.held_on, detail=meeting.council.name,
        ) for meeting in queries.meetings_to_run(actor, on=on).select_related("council")
    ]  # fmt: skip
    for council, count in queries.waiting_by_council(actor, on=on):
        text = ngettext(
            "Đưa %(count)s nội dung vào chương trình họp",
            "Đưa %(count)s nội dung vào chương trình họp",
            count,
        )
        url = reverse("councils:council", args=[council.pk])
        found.append(Ask(text % {"count": count}, url, count=count, detail=council.name))
    return found


@SEARCH.register("councils")
def search(actor: Any, folded_query: str, *, limit: int) -> list[Hit]:
    """Councils and cases that the actor sees, by any words of their names."""
    councils = queries.holding_words(queries.visible_to(actor), folded_query)[:limit]
    cases = queries.holding_words(queries.cases_visible_to(actor), folded_query)[:limit]
    hits = [
        Hit(council.name, reverse("councils:council", args=[council.pk]), _("Hội đồng"))
        for council in councils
    ]
    hits += [
        Hit(case.title, case.url, _("Nội dung hội đồng xét"), case.council.name)
        for case in cases
        if case.url
    ]
    return hits[:limit]


@PERSONAL.register("councils")
def personal(person: Any) -> Any:
    """Seats, presences and open votes."""
    return queries.record_of(person)


MERGES.register("councils")(
    Rows(
        "councils",
        Seat=gettext_lazy("thành viên hội đồng"),
        Case_concerned=gettext_lazy("nội dung hội đồng xét về người này"),
    )
)
