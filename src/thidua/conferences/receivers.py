"""What conferences answer to others: asks, one's own, personal data."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.conferences import queries
from thidua.core.capability import ASKS, MINE, PERSONAL, Ask, Own, Section
from thidua.core.merge import MERGES, Rows


@ASKS.register("conferences")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Each level answers the nominations that wait for it."""
    return [
        Ask(
            _("Trả lời giới thiệu đại biểu: %(name)s") % {"name": conference.name},
            reverse("conferences:conference", args=[conference.pk]), count=count,
            detail=ngettext(
                "%(count)s giới thiệu chờ bạn", "%(count)s giới thiệu chờ bạn", count
            ) % {"count": count},
        ) for conference, count in queries.waiting_for(actor, on=on)
    ]  # fmt: skip


@MINE.register("conferences")
def mine(actor: Any, *, on: date) -> list[Section]:
    """Where I am a delegate."""
    rows = [
        Own(
            row.conference.name, reverse("awards:mine"), row.get_state_display(), "honour",
            row.conference.place,
        ) for row in queries.own(actor)
    ]  # fmt: skip
    return [Section(_("Hội nghị mời tôi"), rows)]


@PERSONAL.register("conferences")
def personal(person: Any) -> dict[str, Any]:
    """Nominations of one person."""
    return queries.record_of(person)


MERGES.register("conferences")(
    Rows("conferences", Nomination=gettext_lazy("lượt giới thiệu dự hội nghị"))
)
