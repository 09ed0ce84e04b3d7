"""What suggestions answer to the shell: asks, offers, one's own, personal data, attachments."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.capability import ASKS, MINE, OFFERS, PERSONAL, Ask, Offer, Own, Section
from thidua.core.permit import Reason
from thidua.documents.permits import READERS
from thidua.movements.outcomes import CLOSING, Ending
from thidua.suggestions import permits, queries, tables
from thidua.suggestions.states import WAITING, Kind, State

MOST_ASKED = 5


@ASKS.register("suggestions")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Whoever is nearest to the holding unit answers, by the day that was promised."""
    waiting = list(queries.awaiting(actor, on=on))
    found = [
        Ask(
            _("Trả lời: %(what)s") % {"what": each},
            reverse("suggestions:detail", args=[each.pk]), each.due_on,
            detail=Kind(each.kind).label,
        )
        for each in waiting[:MOST_ASKED]
    ]  # fmt: skip
    if rest := waiting[MOST_ASKED:]:
        url = f"{reverse('suggestions:list')}?whose=answer"
        said = _("Trả lời %(count)s kiến nghị, vướng mắc khác") % {"count": len(rest)}
        found.append(Ask(said, url, rest[0].due_on, len(rest)))
    return found


@OFFERS.register("suggestions")
def offers(actor: Any, subject: Any, *, on: date) -> list[Offer]:
    """Write to a running movement's sponsor from its page."""
    if subject._meta.label_lower != "movements.movement":
        return []
    if not queries.offered_movements(actor, on=on).filter(pk=subject.pk).exists():
        return []
    address = f"{reverse('suggestions:send')}?phong-trao={subject.pk}"
    return [Offer(_("Gửi kiến nghị, vướng mắc"), address)]


@MINE.register("suggestions")
def mine(actor: Any, *, on: date) -> list[Section]:
    """What the actor wrote, and who holds it."""
    rows = [
        Own(
            str(each), reverse("suggestions:detail", args=[each.pk]), State(each.state).label,
            tables.TONES[each.state], str(each.unit),
        )
        for each in queries.own(actor)
    ]  # fmt: skip
    return [Section(_("Kiến nghị, vướng mắc tôi gửi"), rows)]


@PERSONAL.register("suggestions")
def personal(person: Any) -> dict[str, Any]:
    """What a person wrote, and what they answered."""
    return queries.kept_on(person)


@READERS.register("suggestions.suggestion")
def reads_attachments(actor: Any, subject_id: str) -> Reason | None:
    """Whoever reads it sees what came with it."""
    return permits.reads(actor, queries.suggestion_by_key(subject_id))


@CLOSING.register("suggestions")
def ends(movement: Any) -> list[Ending]:
    """What the end of a movement does to what was suggested."""
    waiting = movement.suggestions.filter(state__in=WAITING).count()
    return [Ending(_("kiến nghị chưa trả lời"), waiting, _("vẫn phải trả lời đúng hạn"))]
