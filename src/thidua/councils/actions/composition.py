"""Setting up a council, its seats by each decision, and what its own regulation says."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.councils import permits
from thidua.councils.models import Composition, Council, Seat
from thidua.councils.states import Base, CouncilKind, MeetingState, RecusalRule, SeatPosition
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
    valid_to: date | None = None,
    standing_body: Any = None,
    regulation: str = "",
    regulation_on: date | None = None,
    quorum: Share | None = None,
    thresholds: Mapping[str, Share] | None = None,
    base: Base = Base.ALL,
    recusal: RecusalRule = RecusalRule.ON_LIST,
) -> Council:
    """Set up a council by decision; `seats` are people with their positions, in the order printed.

    Its term runs to the end of `valid_to`, where the decision names one.

    Refuses without exactly one chair, without anybody to keep the minutes, with a person twice,
    and own shares without a regulation named by number and day.
    """
    _insist_on_composition(seats)
    _insist_on_term(valid_from, valid_to)
    rules = _own_rules(
        regulation=regulation, regulation_on=regulation_on, quorum=quorum, thresholds=thresholds,
        base=base, recusal=recusal,
    )  # fmt: skip
    council = Council.objects.create(
        unit=unit, name=name, kind=kind, decision=decision, standing_body=standing_body,
        valid_from=valid_from, valid_to=valid_to, **rules,
    )  # fmt: skip
    Composition.objects.create(
        council=council, decision=decision, valid_from=valid_from, valid_to=valid_to
    )
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
    base: Base = Base.ALL,
    recusal: RecusalRule = RecusalRule.ON_LIST,
) -> Council:
    """Name the regulation in force and the shares that it sets; thresholds of open votes stay."""
    _insist_on_rest(council)
    rules = _own_rules(
        regulation=regulation, regulation_on=regulation_on, quorum=quorum, thresholds=thresholds,
        base=base, recusal=recusal,
    )  # fmt: skip
    for name, value in rules.items():
        setattr(council, name, value)
    council.save()
    return council


@action(
    "councils.council.recompose",
    gettext_lazy("Thay đổi thành phần hội đồng"),
    on="council",
    permit=permits.is_officer,
)
def recompose_council(
    *,
    actor: Any,
    council: Council,
    decision: str,
    valid_from: date,
    seats: Sequence[tuple[Any, SeatPosition]],
    valid_to: date | None = None,
    standing_body: Any = None,
) -> Composition:
    """Name who sits from a day by a new decision; who sat before stays on record.

    A seat goes on where person and position are the same; others end the day before. Refuses
    a day on or after which the council has sat, and one that is not after every open seat began.
    """
    _insist_on_rest(council)
    _insist_on_composition(seats)
    _insist_on_term(valid_from, valid_to)
    held = council.meetings.exclude(state=MeetingState.PLANNED).filter(held_on__gte=valid_from)
    if (meeting := held.order_by("held_on").first()) is not None:
        raise Refused(
            _("Ngày %(day)s hội đồng đã họp theo thành phần cũ; ghi ngày sau đó.")
            % {"day": f"{meeting.held_on:%d/%m/%Y}"}
        )
    before = {seat.person_id: seat for seat in council.seats.exclude(valid_to__lt=valid_from)}
    latest = max([council.compositions.latest("valid_from").valid_from,
                  *(seat.valid_from for seat in before.values())])  # fmt: skip
    if valid_from <= latest:
        raise Refused(
            _("Thành phần hiện tại có từ ngày %(day)s; quyết định mới phải có hiệu lực sau đó.")
            % {"day": f"{latest:%d/%m/%Y}"}
        )
    table = []
    for order, (person, position) in enumerate(seats):
        seat = before.pop(person.pk, None)
        if seat is not None and seat.position == position and seat.valid_to is None:
            seat.order = order
            seat.save(update_fields=["order"])
            continue
        if seat is not None:
            _end(seat, valid_from)
        table.append([person.pk, seat.position if seat else None, position])
        Seat.objects.create(
            council=council, person=person, position=position, order=order, valid_from=valid_from
        )
    for seat in before.values():
        table.append([seat.person_id, seat.position, None])
        _end(seat, valid_from)
    tabulate(table)
    council.valid_to, council.standing_body = valid_to, standing_body
    council.save(update_fields=["valid_to", "standing_body"])
    council.compositions.filter(valid_to=None).update(valid_to=valid_from - timedelta(days=1))
    return Composition.objects.create(
        council=council, decision=decision, valid_from=valid_from, valid_to=valid_to
    )


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


def _end(seat: Seat, on: date) -> None:
    """Let a seat and who sits for it end with the day before."""
    last = on - timedelta(days=1)
    if seat.valid_to is None or seat.valid_to > last:
        seat.valid_to = last
        seat.save(update_fields=["valid_to"])
    standing_in = seat.substitutions.filter(meeting=None, valid_from__lte=last)
    standing_in.exclude(valid_to__lt=on).update(valid_to=last)


def _insist_on_term(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise Refused(_("Nhiệm kỳ kết thúc trước ngày bắt đầu; kiểm tra lại hai ngày."))


def _insist_on_composition(seats: Sequence[tuple[Any, SeatPosition]]) -> None:
    positions = [position for _person, position in seats]
    if positions.count(SeatPosition.CHAIR) != 1:
        raise Refused(_("Hội đồng cần đúng một Chủ tịch."))
    if not RECORDING.intersection(positions):
        raise Refused(_("Hội đồng cần một Thư ký để ghi biên bản."))
    people = [person.pk for person, _position in seats]
    if len(set(people)) != len(people):
        raise Refused(_("Một người chỉ có một vị trí trong hội đồng."))


def _insist_on_rest(council: Council) -> None:
    if council.meetings.filter(state=MeetingState.OPEN).exists():
        raise Refused(_("Hội đồng đang họp; thay đổi sau khi bế mạc."))


def _own_rules(
    *,
    regulation: str,
    regulation_on: date | None,
    quorum: Share | None,
    thresholds: Mapping[str, Share] | None,
    base: Base,
    recusal: RecusalRule,
) -> dict[str, Any]:
    """The columns of what the regulation settles, refused where nothing names the regulation."""
    own = quorum or thresholds or base != Base.ALL or recusal != RecusalRule.ON_LIST
    if own and not (regulation.strip() and regulation_on):
        raise Refused(_("Quy định riêng của hội đồng cần ghi số và ngày của quy chế."))
    shares = {
        topic: {"part": share.part, "whole": share.whole, "strict": share.strict}
        for topic, share in (thresholds or {}).items()
    }
    return {
        "regulation": regulation, "regulation_on": regulation_on, "thresholds": shares,
        "quorum_of": quorum.part if quorum else None,
        "quorum_in": quorum.whole if quorum else None,
        "base": base, "recusal": recusal,
    }  # fmt: skip
