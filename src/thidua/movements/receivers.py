"""What movements answer to the shell: asks, one's own registrations, search, personal data."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.capability import ASKS, MINE, PERSONAL, SEARCH, Ask, Hit, Own, Section
from thidua.movements import queries, wording
from thidua.movements.wording import TONES


@ASKS.register("movements")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Heads owe a registration; officers approve; everybody sees what runs."""
    owed = [
        Ask(
            _("Đăng ký thi đua: %(unit)s") % {"unit": row.unit},
            reverse("movements:registration", args=[row.pk]),
            row.movement.register_by,
            detail=row.return_reason or row.movement.title,
        )
        for row in queries.waiting_for_head(actor, on=on)
    ]
    approve = [
        Ask(
            _("Duyệt đăng ký của %(count)s đơn vị") % {"count": row.submitted},
            reverse("movements:follow_up", args=[row.pk]),
            row.register_by,
            row.submitted,
            row.title,
        )
        for row in queries.waiting_for_officer(actor, on=on)
    ]
    running = [
        Ask(
            _("Tham gia: %(title)s") % {"title": row.title},
            reverse("movements:detail", args=[row.pk]),
            row.ends_on,
            detail=row.slogan,
        )
        for row in queries.own_running(actor, on=on)
    ]
    return owed + approve + running


@MINE.register("movements")
def mine(actor: Any, *, on: date) -> list[Section]:
    """The lists on which the actor stands."""
    rows = [
        Own(
            row.registration.movement.title,
            reverse("movements:registration", args=[row.registration_id]),
            row.registration.get_state_display(),
            TONES[row.registration.state],
            f"{', '.join(wording.names_of(row.awards))} · {row.registration.unit}",
        )
        for row in queries.own_registrations(actor)
    ]
    return [Section(_("Đăng ký thi đua của tôi"), rows)]


@SEARCH.register("movements")
def search(actor: Any, folded: str, *, limit: int) -> list[Hit]:
    """Visible movements by title, theme and slogan."""
    found = queries.visible_to(actor)
    for word in folded.split():
        found = found.filter(folded__contains=word)
    return [
        Hit(row.title, reverse("movements:detail", args=[row.pk]), gettext_lazy("Phong trào"))
        for row in found.order_by("-pk")[:limit]
    ]


@PERSONAL.register("movements")
def personal(person: Any) -> dict[str, Any]:
    """The registrations on which a person stands."""
    rows = person.registrants.values(
        "registration__movement__title", "registration__unit__name", "awards"
    )
    return {"registrations": list(rows)}
