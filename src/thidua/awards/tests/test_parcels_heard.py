"""What the sender of dossiers hears: a whole parcel back, a decision from above."""

from typing import Any

import pytest

from thidua.awards.models import Honour, OutsideDecision
from thidua.awards.tests.contract_parcels import sent_up
from thidua.awards.tests.factories import DAY, Scene, scene
from thidua.exchange import actions as exchange
from thidua.exchange.tests.senders import Sender

pytestmark = pytest.mark.django_db
DECISION = {
    "number": "88/QĐ-SYT", "decided_on": "2025-12-20", "decided_by": "Giám đốc Sở Y tế",
    "award": "GK", "line": "government", "level": "sector", "way": "merit", "year": 2025,
}  # fmt: skip


def take(at: Scene, content: bytes, **choices: str) -> Any:
    officer = at.house.officer
    parcel = exchange.receive_parcel(actor=officer, unit=at.house.hospital, content=content, on=DAY)
    parcel = exchange.preview_parcel(actor=officer, parcel=parcel)
    return exchange.take_parcel(actor=officer, parcel=parcel, choices=choices, on=DAY)


def test_a_whole_parcel_back_returns_each_dossier_with_its_reason() -> None:
    at, sender = scene(), Sender()
    parcel, _reference = sent_up(at, sender)
    back = {"reason": "Tờ trình chưa ký"}
    take(at, sender.parcel("exchange.return", back, reply_to=parcel.key))
    dossier = at.round.dossiers.get()
    assert (dossier.state, dossier.return_reason) == ("returned", "Tờ trình chưa ký")
    parcel.refresh_from_db()
    assert (parcel.state, parcel.reason) == ("returned", "Tờ trình chưa ký")


def test_two_parcels_of_one_decision_enter_it_once_and_strange_references_nothing() -> None:
    at, sender = scene(), Sender()
    parcel, reference = sent_up(at, sender)

    def decision(*references: str) -> bytes:
        data = DECISION | {"references": list(references)}
        return sender.parcel("awards.decision", data, reply_to=parcel.key)

    assert take(at, decision("999999"), level="sector", way="merit") == [
        "1 hồ sơ không còn chờ trả lời của gói này."
    ]
    assert OutsideDecision.objects.count() == 0
    first = take(at, decision(reference), level="sector", way="merit")
    again = take(at, decision(reference), level="sector", way="merit")
    assert first == ["1 hồ sơ đã được khen thưởng, ghi vào sổ khen thưởng."]
    assert again == ["1 hồ sơ không còn chờ trả lời của gói này."]
    assert at.round.dossiers.get().state == "awarded"
    honour = Honour.objects.get()
    assert (honour.decision_reference, honour.level, honour.way) == ("88/QĐ-SYT", "sector", "merit")
