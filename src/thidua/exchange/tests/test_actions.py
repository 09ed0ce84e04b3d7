"""Whom one listens to, what comes twice or late, and the same by the command line."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from thidua.awards.models import Round
from thidua.core.capability import Unanswered
from thidua.core.permit import Refused
from thidua.exchange import actions, identity
from thidua.exchange.models import Incoming, Outgoing
from thidua.exchange.tests.contract import DAY, known, returned, sent
from thidua.exchange.tests.senders import Sender
from thidua.orgs.models import Person
from thidua.orgs.tests.factories import Hospital, hospital, person_in

pytestmark = pytest.mark.django_db
KEY = "6f1c7e0e-6f0b-4a53-9a1e-0d6f3f0f7f01"


def receive(house: Hospital, content: bytes) -> Incoming:
    return actions.receive_parcel(actor=house.officer, unit=house.hospital, content=content, on=DAY)


def refusal(house: Hospital, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        receive(house, content)
    assert Incoming.objects.count() == 0
    return str(refused.value)


def test_nobody_is_listened_to_before_the_key_was_compared_nor_once_blocked() -> None:
    house, sender = hospital(), Sender()
    content = sender.parcel("awards.dossiers", {})
    assert refusal(house, content) == (
        f"Không biết bên gửi: Sở Y tế Sông Thao (dấu vân tay {identity.fingerprint(sender.key)}) "
        "chưa có trong danh sách đối tác của Bệnh viện Quân y Sông Thao."
    )
    partner = known(house, sender, confirmed=False)
    assert refusal(house, content) == "Chưa đối chiếu dấu vân tay khóa của Sở Y tế Sông Thao."
    partner = actions.confirm_partner(
        actor=house.officer, partner=partner, how="Gọi điện", on=DAY,
        fingerprint=identity.fingerprint(sender.key),
    )  # fmt: skip
    assert refusal(house, sender.parcel("other.kind", {})) == (
        "Phần mềm này chưa biết loại gói tin «other.kind»: hãy cập nhật phần mềm."
    )
    with pytest.raises(Unanswered):
        actions.send_parcel(
            actor=house.officer, partner=partner, kind="other.kind", title="", data={}, files={}
        )
    actions.block_partner(actor=house.officer, partner=partner, reason="Nghi lộ khóa")
    assert refusal(house, content) == "Đã ngừng trao đổi với Sở Y tế Sông Thao: Nghi lộ khóa"
    with pytest.raises(Refused, match="chính hệ thống này"):
        actions.add_partner(
            actor=house.officer, unit=house.hospital, card=identity.card("Chúng ta")
        )


def test_a_return_counts_once_and_a_late_receipt_changes_nothing() -> None:
    house, sender = hospital(), Sender()
    partner = known(house, sender)
    back = returned(house, sender, partner)
    parcel = actions.preview_parcel(actor=house.officer, parcel=receive(house, back))
    told = actions.take_parcel(actor=house.officer, parcel=parcel, choices={}, on=DAY)
    assert told == ["Gói đã bị trả lại: Thiếu biên bản"]
    (ours,) = Outgoing.objects.filter(kind="exchange.return")
    assert (ours.state, ours.reason) == ("returned", "Thiếu biên bản")
    # Everything that came has its receipt on the way back.
    (receipt,) = Outgoing.objects.filter(kind="exchange.receipt")
    assert receipt.reply_to == parcel.key

    late = receive(house, sender.parcel(
        "exchange.receipt", {"parcel": KEY, "received_at": "x"}, reply_to=ours.key
    ))  # fmt: skip
    assert (late.state, late.report) == ("taken", ["Đã biết từ trước."])
    other = receive(house, sender.parcel("exchange.return", {"reason": "Lại"}, reply_to=ours.key))
    other = actions.preview_parcel(actor=house.officer, parcel=other)
    told = actions.take_parcel(actor=house.officer, parcel=other, choices={}, on=DAY)
    assert told == ["Gói này đã có trả lời từ trước."]
    ours.refresh_from_db()
    assert ours.reason == "Thiếu biên bản"

    waiting = sent(house, partner)
    receive(house, sender.parcel(
        "exchange.receipt", {"parcel": KEY, "received_at": "x"}, reply_to=waiting.key
    ))  # fmt: skip
    waiting.refresh_from_db()
    assert waiting.state == "received"


def test_the_command_line_takes_in_what_is_clear_and_asks_for_the_rest(tmp_path: Path) -> None:
    house, sender = hospital(), Sender()
    known(house, sender)
    officer = Person.objects.get(user=house.officer)
    target = Round.objects.create(
        unit=house.hospital, name="Cuối năm", year=2025, awards=["GK"], submit_by=DAY
    )
    person_in(house.department, name="Trần Thị Bến")
    who = {"kind": "individual", "name": "Trần Thị Bến", "code": "X01", "unit": "Khoa Nội"}
    file = tmp_path / "goi-tin.zip"
    file.write_bytes(sender.parcel("awards.dossiers", {
        "round": "Cuối năm", "unit": "Sở", "year": 2025, "way": "merit",
        "dossiers": [{"reference": "7", "award": "GK", "subject": who}],
    }))  # fmt: skip

    def parcel(*words: Any) -> Any:
        out = StringIO()
        call_command(
            "parcel", *map(str, words), "--unit", house.hospital.code, "--json", stdout=out
        )
        return json.loads(out.getvalue())

    shown = parcel("show", file)
    assert (shown["kind"], shown["received"]) == ("awards.dossiers", None)
    by = ("take", file, "--by", officer.code)
    with pytest.raises(CommandError, match=r"Cần trả lời bằng --set: home: .*; who-0: "):
        parcel(*by)
    home = f"home={house.department.pk}"
    taken = parcel(*by, "--set", home, "--set", "who-0=new")
    assert (taken["new"], taken["state"]) == (False, "taken")
    assert taken["report"] == ["Đã nhận 1 hồ sơ vào đợt «Cuối năm»."]
    assert [str(each.person) for each in target.dossiers.all()] == ["Trần Thị Bến"]
    assert Person.objects.get(code="X01").user is None
    assert parcel(*by)["report"] == taken["report"]
    assert target.dossiers.count() == 1
    with pytest.raises(CommandError, match="Không có tài khoản nào của mã AI"):
        parcel("take", file, "--by", "AI")
