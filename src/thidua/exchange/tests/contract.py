"""Cases of the action contract."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from tests.contract import Case, case

from thidua.exchange import actions, identity
from thidua.exchange.models import Incoming, Outgoing, Partner
from thidua.exchange.tests.senders import Sender
from thidua.orgs.tests.factories import Hospital, hospital

DAY = date(2025, 12, 22)
WHERE = "của Bệnh viện Quân y Sông Thao."
KEEPER_ONLY = f"Việc này dành cho cán bộ thi đua, khen thưởng, quản trị hệ thống {WHERE}"
OFFICER_ONLY = f"Việc này dành cho cán bộ thi đua, khen thưởng {WHERE}"
Wrong = Callable[[], tuple[dict[str, Any], str]]


def stuck(state: str) -> str:
    return f"Đang ở trạng thái «{state}» nên không thực hiện được việc này."


def known(house: Hospital, sender: Sender, *, confirmed: bool = True) -> Partner:
    partner = actions.add_partner(actor=house.officer, unit=house.hospital, card=sender.card)
    if not confirmed:
        return partner
    return actions.confirm_partner(
        actor=house.officer, partner=partner, how="Gọi điện", on=DAY,
        fingerprint=identity.fingerprint(sender.key),
    )  # fmt: skip


@case("exchange.partner.add")
def add() -> Case:
    house, sender = hospital(), Sender()
    given = {"unit": house.hospital, "card": sender.card}

    def wrong() -> tuple[dict[str, Any], str]:
        known(house, sender)
        return given, "Đã có đối tác này: Sở Y tế Sông Thao."

    return Case(house.officer, given, house.head, KEEPER_ONLY, wrong=wrong)


def _of_partner(
    name: str, changed: set[str], more: Callable[[Sender], dict[str, Any]],
    wrong: Callable[[Hospital, Partner, Sender], tuple[dict[str, Any], str]],
    *, confirmed: bool = True, blocked: bool = False,
) -> None:  # fmt: skip
    def build() -> Case:
        house, sender = hospital(), Sender()
        partner = known(house, sender, confirmed=confirmed)
        if blocked:
            actions.block_partner(actor=house.officer, partner=partner, reason="Nghi lộ khóa")
        given = {"partner": partner, **more(sender)}

        def refused() -> tuple[dict[str, Any], str]:
            changes, why = wrong(house, partner, sender)
            return given | changes, why

        return Case(house.admin, given, house.head, KEEPER_ONLY, frozenset(changed), refused)

    case(f"exchange.partner.{name}")(build)


_of_partner(
    "update", {"name"}, lambda _sender: {"name": "Sở Y tế"},
    lambda _house, _partner, _sender: ({"name": " "}, "Ghi tên đối tác."),
)  # fmt: skip
_of_partner(
    "confirm", {"state", "confirmed_on", "confirmed_by_id", "confirmed_how"},
    lambda sender: {
        "fingerprint": identity.fingerprint(sender.key), "how": "Gọi điện", "on": DAY,
    },
    lambda _house, _partner, _sender: (
        {"fingerprint": identity.fingerprint("00" * 32)},
        "Dấu vân tay không khớp với khóa đã lưu: đừng trao đổi, hãy hỏi lại đối tác.",
    ),
    confirmed=False,
)  # fmt: skip


def _block(house: Hospital, partner: Partner, _sender: Sender) -> tuple[dict[str, Any], str]:
    actions.block_partner(actor=house.officer, partner=partner, reason="Nghi lộ khóa")
    return {}, stuck("Ngừng trao đổi")


def _unblock(house: Hospital, partner: Partner, _sender: Sender) -> tuple[dict[str, Any], str]:
    actions.unblock_partner(actor=house.officer, partner=partner, reason="Đã rõ")
    return {}, stuck("Chưa đối chiếu dấu vân tay")


_of_partner("block", {"state", "block_reason"}, lambda _sender: {"reason": "Nghi lộ khóa"}, _block)
_of_partner(
    "unblock",
    {"state", "block_reason", "confirmed_on", "confirmed_by_id", "confirmed_how"},
    lambda _sender: {"reason": "Đã có khóa mới"}, _unblock, blocked=True,
)  # fmt: skip


@case("exchange.parcel.send")
def send() -> Case:
    house = hospital()
    partner = known(house, Sender())
    given = {
        "partner": partner, "kind": "exchange.return", "title": "Trả lại", "files": {},
        "data": {"reason": "Thiếu"},
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        actions.block_partner(actor=house.officer, partner=partner, reason="Nghi lộ khóa")
        return given, "Đã ngừng trao đổi với Sở Y tế Sông Thao: Nghi lộ khóa"

    return Case(house.officer, given, house.head, OFFICER_ONLY, wrong=wrong)


def sent(house: Hospital, partner: Partner) -> Outgoing:
    return actions.send_parcel(
        actor=house.officer, partner=partner, kind="exchange.return", title="Gói đã gửi",
        data={"reason": "Thiếu"}, files={},
    )  # fmt: skip


def returned(house: Hospital, sender: Sender, partner: Partner) -> bytes:
    """A parcel by which the partner gives one of ours back."""
    return sender.parcel(
        "exchange.return", {"reason": "Thiếu biên bản"}, reply_to=sent(house, partner).key
    )


@case("exchange.parcel.receive")
def receive() -> Case:
    house, sender = hospital(), Sender()
    partner = known(house, sender)
    given = {"unit": house.hospital, "content": returned(house, sender, partner), "on": DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        stray = sender.parcel("exchange.return", {"reason": "Thiếu"}, reply_to=uuid4())
        return {**given, "content": stray}, (
            "Gói tin này trả lời một gói mà hệ thống này không gửi cho Sở Y tế Sông Thao."
        )

    return Case(house.officer, given, house.head, OFFICER_ONLY, wrong=wrong)


def came(house: Hospital, sender: Sender, partner: Partner) -> Incoming:
    return actions.receive_parcel(
        actor=house.officer, unit=house.hospital, content=returned(house, sender, partner), on=DAY
    )


@case("exchange.parcel.preview")
def preview() -> Case:
    house, sender = hospital(), Sender()
    parcel = came(house, sender, known(house, sender))

    def wrong() -> tuple[dict[str, Any], str]:
        actions.preview_parcel(actor=house.officer, parcel=parcel)
        return {"parcel": parcel}, stuck("Đã xem trước")

    return Case(
        house.officer, {"parcel": parcel}, house.head, OFFICER_ONLY, frozenset({"state"}), wrong
    )


@case("exchange.parcel.start_take")
def start_take() -> Case:
    house, sender = hospital(), Sender()
    partner = known(house, sender)
    parcel = actions.preview_parcel(actor=house.officer, parcel=came(house, sender, partner))
    given: dict[str, Any] = {
        "parcel": parcel, "form": None, "given": {}, "count": actions.IN_THE_REQUEST + 1, "on": DAY
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        return {**given, "parcel": came(house, sender, partner)}, stuck("Mới đến")

    return Case(house.officer, given, house.head, OFFICER_ONLY, wrong=wrong)


@case("exchange.parcel.take")
def take() -> Case:
    house, sender = hospital(), Sender()
    partner = known(house, sender)
    parcel = actions.preview_parcel(actor=house.officer, parcel=came(house, sender, partner))
    given = {"parcel": parcel, "choices": {}, "on": DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        return {**given, "parcel": came(house, sender, partner)}, stuck("Mới đến")

    return Case(house.officer, given, house.head, OFFICER_ONLY, frozenset({"state"}), wrong)


@case("exchange.parcel.return")
def return_() -> Case:
    house, sender = hospital(), Sender()
    partner = known(house, sender)
    # What nobody here declares as an answer may be returned: a list of dossiers.
    parcel = Incoming.objects.create(
        partner=partner, kind="awards.dossiers", title="2 hồ sơ", key=uuid4(),
        made_at=datetime(2025, 12, 22, tzinfo=UTC), arrived_at=datetime(2025, 12, 22, tzinfo=UTC),
    )  # fmt: skip
    given = {"parcel": parcel, "reason": "Thiếu tờ trình"}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.return_parcel(actor=house.officer, **given)
        return given, stuck("Trả lại")

    return Case(
        house.officer, given, house.head, OFFICER_ONLY, frozenset({"state", "reason"}), wrong
    )
