"""What movements answer to the shell: asks, one's own registrations, search, personal data."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.capability import (
    ASKS,
    MINE,
    PERSONAL,
    SEARCH,
    TALLIES,
    Ask,
    Hit,
    Own,
    Section,
    Tally,
)
from thidua.core.merge import MERGES, Rows
from thidua.core.permit import Reason
from thidua.documents.permits import READERS
from thidua.movements import permits, queries, wording
from thidua.movements.asked import Asked, asked_of
from thidua.movements.outcomes import CLOSING, Ending
from thidua.movements.pulse import IDLE_DAYS, beats
from thidua.movements.states import PhaseRule
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
    open_to_me = list(queries.own_running(actor, on=on))
    due = [each for each in asked_of(actor, open_to_me, on=on) if not each.is_met]
    asking = {each.due.phase.movement_id for each in due}
    running = [
        Ask(
            _("Tham gia: %(title)s") % {"title": row.title},
            reverse("movements:detail", args=[row.pk]),
            row.ends_on,
            detail=row.slogan,
        )
        for row in open_to_me
        if row.pk not in asking
    ]
    return owed + approve + [_due(each) for each in due] + running


def _due(each: Asked) -> Ask:
    """What a unit still owes this week, or by the end of a phase."""
    pattern = (
        _("Tuần này, %(unit)s: %(what)s")
        if each.due.phase.rule == PhaseRule.WEEKLY
        else _("%(unit)s: %(what)s trước khi hết đợt")
    )
    return Ask(
        pattern % {"unit": each.due.unit, "what": wording.amount_of(each.due.amount, each.measure)},
        each.url,
        each.due.span.end,
        detail=f"{each.due.phase.title} · {wording.done_of(each)}",
    )


@TALLIES.register("movements")
def tallies(actor: Any, *, on: date) -> list[Tally]:
    """For those who watch: what runs, and which of it has been silent for too long."""
    if permits.watches_some_movements(actor, None) is not None:
        return []
    found = beats(queries.running(actor, on=on), on=on)
    address = reverse("movements:pulse")
    idle = _("không có gì mới từ %(days)s ngày") % {"days": IDLE_DAYS}
    return [
        Tally(_("Phong trào đang diễn ra"), len(found), address),
        Tally(
            _("Phong trào đang lặng"), sum(beat.is_idle for beat in found), f"{address}?chi=lang",
            idle,
        ),
    ]  # fmt: skip


@CLOSING.register("movements")
def ends(movement: Any) -> list[Ending]:
    """What the end does to phases, lists and answers."""
    numbers = queries.numbers_of(movement)
    return [
        Ending(_("đợt"), movement.phases.count(), _("dừng giao việc; số đã có giữ lại")),
        Ending(
            _("đăng ký đã duyệt"), numbers["approved"],
            _("giữ nguyên, dùng khi xét khen thưởng"),
        ),
        Ending(
            _("đăng ký chờ duyệt"), numbers["waiting"], _("vẫn duyệt được, không trả lại được nữa")
        ),
        Ending(_("đơn vị chưa gửi đăng ký"), numbers["owing"], _("không gửi được nữa")),
        Ending(
            _("phong trào cấp trên được hưởng ứng"), len(queries.parents_of(movement)),
            _("vẫn diễn ra, giữ phần đã tính cho chúng"),
        ),
        Ending(
            _("phong trào đang hưởng ứng phong trào này"), len(queries.responders_of(movement)),
            _("vẫn diễn ra đến ngày của mình"),
        ),
    ]  # fmt: skip


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


MERGES.register("movements")(
    Rows(
        "movements",
        Registrant=gettext_lazy("người trong danh sách đăng ký thi đua"),
        JointParty=gettext_lazy("chữ ký trên kế hoạch liên tịch"),
    )
)


@READERS.register("movements.movement")
def reads_attachments(actor: Any, subject_id: str) -> Reason | None:
    """Who sees the movement reads its papers."""
    found = queries.movement_of(int(subject_id))
    if found is None:
        return _("Phong trào này không còn.")
    return permits.sees_movement(actor, found)
