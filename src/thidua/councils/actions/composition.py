"""Setting up a council: its decision, its seats, and what its own regulation says."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.councils import permits
from thidua.councils.models import Council, Seat
from thidua.councils.states import CouncilKind, MeetingState, SeatPosition
from thidua.legal.regulations import Share

RECORDING = {SeatPosition.SECRETARY, SeatPosition.CLERK}


@action(
    "councils.council.create",
    gettext_lazy("Thành lập hội đồng"),
    on="unit",
    permit=permits.makes_councils,
)
def create_council(
    *,
    actor: Any,
    unit: Any,
    name: str,
    kind: CouncilKind,
    decision: str,
    valid_from: date,
    seats: Sequence[tuple[Any, SeatPosition]],
    regulation: str = "",
    regulation_on: date | None = None,
    quorum: Share | None = None,
    thresholds: Mapping[str, Share] | None = None,
) -> Council:
    """Set up a council by decision; `seats` are people with their positions, in the order printed.

    Refuses without exactly one chair, without anybody to keep the minutes, with a person twice,
    and own shares without a regulation named by number and day.
    """
    _insist_on_composition(seats)
    _insist_on_regulation(regulation, regulation_on, quorum, thresholds)
    council = Council.objects.create(
        unit=unit, name=name, kind=kind, decision=decision, valid_from=valid_from,
        **_own_rules(regulation, regulation_on, quorum, thresholds),
    )  # fmt: skip
    for order, (person, position) in enumerate(seats):
        Seat.objects.create(
            council=council, person=person, position=position, order=order, valid_from=valid_from
        )
    return council


@action(
    "councils.council.regulate",
    gettext_lazy("Ghi quy chế của hội đồng"),
    on="council",
    permit=permits.is_officer,
)
def set_regulation(
    *,
    actor: Any,
    council: Council,
    regulation: str,
    regulation_on: date | None,
    quorum: Share | None = None,
    thresholds: Mapping[str, Share] | None = None,
) -> Council:
    """Name the regulation in force and the shares that it sets; thresholds of open votes stay."""
    _insist_on_rest(council)
    _insist_on_regulation(regulation, regulation_on, quorum, thresholds)
    for name, value in _own_rules(regulation, regulation_on, quorum, thresholds).items():
        setattr(council, name, value)
    council.save()
    return council


@action(
    "councils.seat.add",
    gettext_lazy("Bổ sung thành viên hội đồng"),
    on="council",
    permit=permits.is_officer,
)
def seat_member(
    *,
    actor: Any,
    council: Council,
    person: Any,
    position: SeatPosition,
    valid_from: date,
    order: int = 99,
) -> Seat:
    """Give a person a seat from a day; one chair at a time, one seat a person."""
    _insist_on_rest(council)
    open_seats = council.seats.filter(valid_to=None)
    if open_seats.filter(person=person).exists():
        raise Refused(_("%(person)s đã là thành viên hội đồng.") % {"person": person})
    if position == SeatPosition.CHAIR and open_seats.filter(position=position).exists():
        raise Refused(_("Hội đồng đã có Chủ tịch."))
    return Seat.objects.create(
        council=council, person=person, position=position, valid_from=valid_from, order=order
    )


@action(
    "councils.seat.end",
    gettext_lazy("Thôi thành viên hội đồng"),
    on="seat",
    permit=permits.is_officer,
)
def unseat_member(*, actor: Any, seat: Seat, on: date, reason: str) -> Seat:
    """End a seat with the day before `on`; meetings already held keep it."""
    if seat.valid_to is not None:
        raise Refused(_("Thành viên này đã thôi từ trước."))
    _insist_on_rest(seat.council)
    note(reason=reason)
    seat.valid_to = max(seat.valid_from, on - timedelta(days=1))
    seat.save(update_fields=["valid_to"])
    return seat


def _insist_on_composition(seats: Sequence[tuple[Any, SeatPosition]]) -> None:
    positions = [position for _person, position in seats]
    if positions.count(SeatPosition.CHAIR) != 1:
        raise Refused(_("Hội đồng cần đúng một Chủ tịch."))
    if not RECORDING.intersection(positions):
        raise Refused(_("Hội đồng cần một Thư ký để ghi biên bản."))
    people = [person.pk for person, _position in seats]
    if len(set(people)) != len(people):
        raise Refused(_("Một người chỉ có một vị trí trong hội đồng."))


def _insist_on_regulation(
    regulation: str,
    regulation_on: date | None,
    quorum: Share | None,
    thresholds: Mapping[str, Share] | None,
) -> None:
    if (quorum or thresholds) and not (regulation.strip() and regulation_on):
        raise Refused(_("Tỷ lệ riêng của hội đồng cần ghi số và ngày của quy chế."))


def _insist_on_rest(council: Council) -> None:
    if council.meetings.filter(state=MeetingState.OPEN).exists():
        raise Refused(_("Hội đồng đang họp; thay đổi sau khi bế mạc."))


def _own_rules(
    regulation: str,
    regulation_on: date | None,
    quorum: Share | None,
    thresholds: Mapping[str, Share] | None,
) -> dict[str, Any]:
    shares = {
        topic: {"part": share.part, "whole": share.whole, "strict": share.strict}
        for topic, share in (thresholds or {}).items()
    }
    return {
        "regulation": regulation, "regulation_on": regulation_on, "thresholds": shares,
        "quorum_of": quorum.part if quorum else None,
        "quorum_in": quorum.whole if quorum else None,
    }  # fmt: skip
