"""What ballots ask of people, show as their own, let them find, and keep on them."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.ballots import queries
from thidua.ballots.states import BallotState
from thidua.core.capability import ASKS, MINE, PERSONAL, SEARCH, Ask, Hit, Own, Section
from thidua.core.merge import MERGES, Rows


@ASKS.register("ballots")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Ballots that are open and wait for one's own."""
    return [
        Ask(
            _("Bỏ phiếu kín: %(title)s") % {"title": ballot.title},
            reverse("ballots:ballot", args=[ballot.pk]), due_on=ballot.due_on,
        )
        for ballot in queries.to_cast(actor, on=on)
    ]  # fmt: skip


@MINE.register("ballots")
def mine(actor: Any, *, on: date) -> list[Section]:
    """Whether one has voted in each; never how."""
    rows = []
    for place in queries.places_of(actor):
        done = place.cast is not None or place.voted  # type: ignore[attr-defined] # annotated
        ballot, is_open = place.ballot, place.ballot.state == BallotState.OPEN
        state = _("Đã bỏ phiếu") if done else _("Chưa bỏ phiếu")
        if not is_open:
            state = ballot.get_state_display()
        rows.append(
            Own(
                ballot.title, reverse("ballots:ballot", args=[ballot.pk]), state,
                tone="hold" if is_open and not done else "pass" if done else "draft",
            )
        )  # fmt: skip
    return [Section(_("Bỏ phiếu kín"), rows)]


@SEARCH.register("ballots")
def search(actor: Any, folded_query: str, *, limit: int) -> list[Hit]:
    """Ballots that the actor sees, by any words of their titles."""
    found = queries.holding_words(queries.visible_to(actor), folded_query)[:limit]
    return [
        Hit(ballot.title, reverse("ballots:ballot", args=[ballot.pk]), _("Bỏ phiếu kín"))
        for ballot in found
    ]


@PERSONAL.register("ballots")
def personal(person: Any) -> Any:
    """Places on rolls, and nothing else: there is nothing else."""
    return queries.record_of(person)


MERGES.register("ballots")(Rows("ballots", Voter=gettext_lazy("tên trong danh sách bỏ phiếu kín")))
