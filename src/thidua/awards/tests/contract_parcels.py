"""Cases of the action contract: dossiers, returns and decisions by parcel."""

from typing import Any

from tests.contract import Case, case

from thidua.awards import actions
from thidua.awards.actions import parcels
from thidua.awards.models import Round
from thidua.awards.parcels import (
    SentDecision,
    SentDossier,
    SentDossiers,
    SentReturn,
    SentReturns,
    SentSubject,
)
from thidua.awards.tests.factories import DAY, Scene, scene
from thidua.exchange import actions as exchange
from thidua.exchange.models import Incoming, Outgoing
from thidua.exchange.tests.contract import OFFICER_ONLY, known
from thidua.exchange.tests.senders import Sender
from thidua.legal import Subject

CLOSED = "Đang ở trạng thái «Đã kết thúc» nên không thực hiện được việc này."


def sent_up(at: Scene, sender: Sender) -> tuple[Outgoing, str]:
    """A parcel of ours with one dossier, and the dossier's reference."""
    (dossier,) = at.recommended()
    parcel = parcels.send_dossiers(
        actor=at.house.officer, round=at.round, dossiers=[dossier.pk], on=DAY,
        partner=known(at.house, sender),
    )  # fmt: skip
    return parcel, str(dossier.pk)


def list_of_one(name: str = "Trần Thị Bến") -> SentDossiers:
    """Another installation's list with one person whom nobody here knows."""
    subject = SentSubject(
        kind=Subject.INDIVIDUAL, name=name, code="X01", unit="Khoa Nội", birth_year=1990
    )
    return SentDossiers(
        round="Đợt của bệnh viện", unit="Bệnh viện Sông Lô", year=2025, way="merit",
        dossiers=(SentDossier(reference="7", award="GK", subject=subject, achievement="Tận tụy"),),
    )  # fmt: skip


def arrived(at: Scene, sender: Sender, sent: SentDossiers | None = None) -> Incoming:
    """Their parcel, received."""
    known(at.house, sender)
    return exchange.receive_parcel(
        actor=at.house.officer, unit=at.house.hospital, on=DAY,
        content=sender.parcel("awards.dossiers", sent or list_of_one()),
    )  # fmt: skip


def taking(at: Scene, parcel: Incoming) -> dict[str, Any]:
    return {
        "round": at.round, "parcel": parcel, "data": list_of_one(), "files": {}, "reason": "",
        "home": at.house.department, "who": {"7": "new"}, "on": DAY,
    }  # fmt: skip


@case("awards.parcel.send")
def send() -> Case:
    at = scene()
    (dossier,) = at.recommended()
    given = {
        "round": at.round, "dossiers": [dossier.pk], "on": DAY,
        "partner": known(at.house, Sender()),
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        Round.objects.update(state="closed")
        return given, CLOSED

    return Case(at.house.officer, given, at.house.head, OFFICER_ONLY, wrong=wrong)


@case("awards.parcel.start_send")
def start_send() -> Case:
    built = send()
    given = {name: value for name, value in built.given.items() if name != "on"}

    def wrong() -> tuple[dict[str, Any], str]:
        Round.objects.update(state="closed")
        return given, CLOSED

    return Case(built.actor, given, built.stranger, OFFICER_ONLY, wrong=wrong)


@case("awards.parcel.take")
def take() -> Case:
    at = scene()
    given = taking(at, arrived(at, Sender()))

    def wrong() -> tuple[dict[str, Any], str]:
        Round.objects.update(state="closed")
        return given, CLOSED

    return Case(at.house.officer, given, at.house.head, OFFICER_ONLY, wrong=wrong)


@case("awards.parcel.answer")
def answer() -> Case:
    at = scene()
    given = taking(at, arrived(at, Sender()))
    parcels.take_dossiers(actor=at.house.officer, **given)
    actions.return_dossier(
        actor=at.house.officer, dossier=at.round.dossiers.get(), reason="Thiếu số liệu"
    )
    asked = {"parcel": given["parcel"], "on": DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        parcels.answer_parcel(actor=at.house.officer, **asked)
        return asked, "Chưa có kết quả mới để trả lời bên gửi."

    return Case(at.house.officer, asked, at.house.head, OFFICER_ONLY, wrong=wrong)


@case("awards.parcel.hear_returns")
def hear_returns() -> Case:
    at = scene()
    parcel, reference = sent_up(at, Sender())
    back = SentReturn(reference=reference, outcome="returned", reason="Thiếu số liệu")
    given = {"parcel": parcel, "data": SentReturns(returns=(back,)), "on": DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        odd = SentReturn(reference=reference, outcome="lost", reason="Không rõ")
        return {**given, "data": SentReturns(returns=(odd,))}, (
            "Gói tin ghi kết quả không rõ: lost."
        )

    return Case(at.house.officer, given, at.house.head, OFFICER_ONLY, wrong=wrong)


@case("awards.parcel.hear_decision")
def hear_decision() -> Case:
    at = scene()
    parcel, reference = sent_up(at, Sender())
    facts: dict[str, Any] = {
        "number": "88/QĐ-SYT", "decided_by": "Giám đốc Sở Y tế", "award": "GK",
        "line": "government", "level": "sector", "way": "merit", "year": 2025,
        "references": (reference,),
    }  # fmt: skip
    given = {
        "parcel": parcel, "data": SentDecision(decided_on=DAY, **facts), "files": {},
        "level": "sector", "way": "merit", "on": DAY,
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        later = SentDecision(decided_on=DAY.replace(day=30), **facts)
        return {**given, "data": later}, "Ngày quyết định không thể sau hôm nay."

    return Case(at.house.officer, given, at.house.head, OFFICER_ONLY, wrong=wrong)


@case("awards.parcel.hear_receipt")
def hear_receipt() -> Case:
    at = scene()
    parcel, _reference = sent_up(at, Sender())
    given = {"parcel": parcel, "on": DAY}
    Outgoing.objects.update(state="received")

    def wrong() -> tuple[dict[str, Any], str]:
        Outgoing.objects.update(state="sent")
        return given, "Chưa có biên nhận của bên nhận cho gói tin này."

    return Case(at.house.officer, given, at.house.head, OFFICER_ONLY, wrong=wrong)
