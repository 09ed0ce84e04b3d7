"""Dossiers that go to another installation, come back in part, go again, and are decided."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from thidua.awards import actions
from thidua.awards.actions import parcels
from thidua.awards.actions.parcels.taking import BACK
from thidua.awards.models import Dossier, Honour, Merit, OutsideDecision, Passage, Report, Round
from thidua.awards.tests.factories import DAY, UNSHOWN, Scene, scene
from thidua.core.models import AuditEntry
from thidua.councils.outcomes import announce
from thidua.documents.queries import content_of, files_of
from thidua.exchange import actions as exchange
from thidua.exchange import identity
from thidua.exchange.models import Incoming, Outgoing
from thidua.exchange.queries import arrived, opened
from thidua.exchange.registry import KINDS
from thidua.exchange.tests.installations import Installation, another, befriend
from thidua.orgs.models import Person, Unit
from thidua.orgs.tests.factories import UnitFactory, person_in

pytestmark = pytest.mark.django_db(transaction=True)
LATER = date(2025, 12, 24)
AT = datetime(2025, 12, 1, tzinfo=UTC)


@dataclass
class Side:
    """One installation with its scene, and the other as its partner."""

    at: Installation
    scene: Scene
    partner: Any = None

    @property
    def officer(self) -> Any:
        return self.scene.house.officer

    def receive(self, content: bytes) -> Incoming:
        return exchange.receive_parcel(
            actor=self.officer, unit=self.scene.house.hospital, content=content, on=DAY
        )

    def take(self, content: bytes, **chosen: str) -> tuple[Incoming, Any]:
        """Received, looked at, taken in as the form suggests but for what is chosen."""
        parcel = self.receive(content)
        parcel = exchange.preview_parcel(actor=self.officer, parcel=parcel)
        choices = suggested(self.officer, parcel, chosen)
        told = exchange.take_parcel(actor=self.officer, parcel=parcel, choices=choices, on=DAY)
        return parcel, told


def suggested(officer: Any, parcel: Incoming, chosen: dict[str, str]) -> Any:
    kind = KINDS[parcel.kind]
    form = kind.preview(actor=officer, arrived=arrived(parcel), data=None, on=DAY).form
    if form is None:
        return {}
    filled = {}
    for name in form.fields:
        value = form.get_initial_for_field(form.fields[name], name)
        filled[name] = str(getattr(value, "pk", value) if value is not None else "")
    bound = kind.preview(actor=officer, arrived=arrived(parcel), data=filled | chosen, on=DAY).form
    assert bound.is_valid(), bound.errors
    return bound.cleaned_data


def content(parcel: Outgoing) -> bytes:
    found = content_of(parcel.file) if parcel.file else None
    assert found is not None
    return found


def newest(kind: str) -> bytes:
    return content(Outgoing.objects.filter(kind=kind).latest("pk"))


def city(house_name: str) -> tuple[Scene, Unit]:
    """A department of health with a round of its own, and the hospital as a unit below it."""
    at = scene()
    at.house.hospital.name, at.house.hospital.kind = "Sở Y tế Sông Thao", "health_department"
    at.house.hospital.save()
    below = UnitFactory(name=house_name, kind="hospital", parent=at.house.hospital)
    return at, below


@pytest.fixture
def sides(tmp_path: Path, django_db_setup: None) -> Any:
    from django.db import connection  # noqa: PLC0415 # its name is known once the test has begun

    below = Installation(connection.settings_dict["NAME"], tmp_path / "benh-vien")
    with another(tmp_path / "so-y-te") as above:
        with below.here():
            lower = Side(below, scene())
            lower_card = identity.card("Bệnh viện Quân y Sông Thao")
        with above.here():
            made, unit = city("Bệnh viện Quân y Sông Thao")
            upper = Side(above, made)
            upper_card = identity.card("Sở Y tế Sông Thao")
            upper.partner = befriend(
                upper.officer, made.house.hospital, lower_card, stands_for=unit
            )
        with below.here():
            lower.partner = befriend(lower.officer, lower.scene.house.hospital, upper_card)
        yield lower, upper


def proposed(lower: Side) -> list[Dossier]:
    rows = lower.scene.recommended("member", "head", "other_member")
    merit = Merit.objects.create(
        person=rows[0].person, title="Cứu người đuối nước", text="Ở bến sông", done_on=DAY
    )
    Dossier.objects.filter(pk=rows[0].pk).update(merit=merit)
    Report.objects.create(
        dossier=rows[0], texts={"measures": "Trực 40 đêm"}, written_at="2025-12-01T00:00Z"
    )
    return rows


def states(model: Any) -> list[str]:
    return list(model.objects.order_by("pk").values_list("state", flat=True))


def test_there_back_in_part_again_decided_and_everything_twice(sides: tuple[Side, Side]) -> None:
    lower, upper = sides
    with lower.at.here():
        rows = proposed(lower)
        names = [str(row.person) for row in rows]
        parcel = parcels.send_dossiers(
            actor=lower.officer, round=lower.scene.round, on=DAY, partner=lower.partner,
            dossiers=[row.pk for row in rows],
        )  # fmt: skip
        first = content(parcel)
        assert states(Dossier) == ["risen"] * 3
        assert states(Passage) == ["sent"] * 3
        sent = opened(parcel)

    with upper.at.here():
        # One here has the same name as the second: nobody is chosen for the officer.
        twin = person_in(upper.scene.house.department, name=names[1])
        parcel_here = upper.receive(first)
        parcel_here = exchange.preview_parcel(actor=upper.officer, parcel=parcel_here)
        with pytest.raises(AssertionError, match="who-1"):
            suggested(upper.officer, parcel_here, {})
        chosen = {"who-1": "new", "who-2": BACK, "reason": "Thiếu xác nhận của đơn vị"}
        told = exchange.take_parcel(
            actor=upper.officer, parcel=parcel_here, on=DAY,
            choices=suggested(upper.officer, parcel_here, chosen),
        )  # fmt: skip
        assert told == [
            "Đã nhận 2 hồ sơ vào đợt «Khen thưởng đợt cao điểm».",
            "Trả lại 1 hồ sơ: gửi tệp gói trả lại cho bên gửi.",
        ]
        before = AuditEntry.objects.count()
        with pytest.raises(exchange.AlreadyReceived) as again:
            upper.receive(first)
        assert again.value.parcel.pk == parcel_here.pk
        assert AuditEntry.objects.count() == before
        here = list(Dossier.objects.order_by("pk"))
        assert [str(each.person) for each in here] == names[:2]
        assert [each.person.user for each in here if each.person] == [None, None]
        assert twin.pk not in {each.person_id for each in here}
        told_there = sent.data["dossiers"][0]
        assert here[0].achievement == told_there["achievement"]
        assert here[0].merit is not None
        assert (here[0].merit.title, here[0].merit.done_on) == ("Cứu người đuối nước", DAY)
        assert Report.objects.get(dossier=here[0]).texts == {"measures": "Trực 40 đêm"}
        assert here[0].assessment == told_there["assessment"]
        assert [content_of(each) for each in files_of(here[0])] == [
            sent.files[each["name"]] for each in told_there["files"]
        ]
        receipt, back = newest("exchange.receipt"), newest("awards.returns")

    with lower.at.here():
        lower.receive(receipt)
        assert states(Passage) == ["received"] * 3
        for _again in range(2):
            with pytest.raises(exchange.AlreadyReceived):
                lower.receive(receipt)
        _parcel, told = lower.take(back)
        assert told == ["1 hồ sơ được trả lại."]
        third = Dossier.objects.get(pk=rows[2].pk)
        assert (third.state, third.return_reason) == ("returned", "Thiếu xác nhận của đơn vị")
        assert states(Passage) == ["received", "received", "returned"]
        assert Outgoing.objects.get(pk=parcel.pk).state == "answered"

        Round.objects.update(state="open")
        actions.update_dossier(actor=lower.officer, dossier=third, achievement="Đã xác nhận")
        actions.submit_dossier(actor=lower.officer, dossier=third, on=DAY)
        second = content(
            parcels.send_dossiers(
                actor=lower.officer, round=lower.scene.round, on=DAY, partner=lower.partner,
                dossiers=[third.pk],
            )
        )  # fmt: skip

    with upper.at.here():
        upper.take(second)
        later = Dossier.objects.latest("pk")
        assert (str(later.person), later.achievement) == (names[2], "Đã xác nhận")
        # The ordinary way back of a dossier that lies here, told by the next answer.
        actions.return_dossier(actor=upper.officer, dossier=later, reason="Bổ sung số liệu")
        (answer,) = parcels.answer_parcel(
            actor=upper.officer, parcel=Incoming.objects.latest("pk"), on=DAY
        )
        back = content(answer)
        with pytest.raises(exchange.Refused, match="Chưa có kết quả mới"):
            parcels.answer_parcel(actor=upper.officer, parcel=Incoming.objects.latest("pk"), on=DAY)

    with lower.at.here():
        lower.take(back)
        third.refresh_from_db()
        assert (third.state, third.return_reason) == ("returned", "Bổ sung số liệu")
        actions.update_dossier(actor=lower.officer, dossier=third, achievement="Đủ số liệu")
        actions.submit_dossier(actor=lower.officer, dossier=third, on=DAY)
        resent = content(
            parcels.send_dossiers(
                actor=lower.officer, round=lower.scene.round, on=DAY, partner=lower.partner,
                dossiers=[third.pk],
            )
        )  # fmt: skip

    with upper.at.here():
        _parcel, told = upper.take(resent)
        assert told == ["Đã nhận lại 1 hồ sơ bên gửi vừa bổ sung."]
        assert Dossier.objects.count() == 3
        later.refresh_from_db()
        assert (later.state, later.achievement) == ("submitted", "Đủ số liệu")
        people = Person.objects.count()
        decide(upper)
        answers = [
            content(each)
            for came in Incoming.objects.filter(kind="awards.dossiers").order_by("pk")
            if came.pk != Incoming.objects.filter(kind="awards.dossiers")[1].pk
            for each in parcels.answer_parcel(actor=upper.officer, parcel=came, on=LATER)
        ]
        assert Person.objects.count() == people

    with lower.at.here():
        for each in answers:
            lower.take(each)
            with pytest.raises(exchange.AlreadyReceived):
                lower.receive(each)
        assert states(Dossier) == ["awarded"] * 3
        assert sorted(states(Passage)) == ["praised"] * 3 + ["returned"] * 2
        (decision,) = OutsideDecision.objects.all()
        assert (decision.reference, decision.decided_on) == ("215/QĐ-BV", DAY)
        assert decision.scan is not None
        assert (
            content_of(decision.scan)
            == opened(Incoming.objects.latest("pk")).files["quyet-dinh.pdf"]
        )
        honours = Honour.objects.order_by("dossier_id")
        assert [each.dossier_id for each in honours] == [row.pk for row in rows]
        assert {each.outside_id for each in honours} == {decision.pk}


def decide(upper: Side) -> None:
    """The council above agrees, and its director signs for all."""
    at, officer = upper.scene, upper.officer
    actions.send_to_council(
        actor=officer, round=at.round, council=at.council, on=DAY, reason=UNSHOWN
    )
    for dossier in Dossier.objects.all():
        announce(actor=officer, cases=[at.closed_case(dossier)], on=DAY)
    at.round.refresh_from_db()
    decision = actions.draft_decision(
        actor=officer, round=at.round, award="GK", on=DAY, symbol="QĐ-BV"
    )
    for step in ("for_signature", "signed", "numbered", "issued"):
        at.step(decision, step)
