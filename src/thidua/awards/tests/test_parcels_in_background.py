"""Long parcels made and taken by the worker: told to the end, never twice, refusals on the run."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from thidua.awards.actions import parcels
from thidua.awards.actions.parcels import sending
from thidua.awards.models import Dossier
from thidua.awards.tests.contract_parcels import arrived
from thidua.awards.tests.factories import DAY, scene
from thidua.core import task
from thidua.core.models import TaskRun
from thidua.councils.models import Council
from thidua.exchange import actions as exchange
from thidua.exchange.models import Outgoing
from thidua.exchange.tests.contract import known
from thidua.exchange.tests.senders import Sender

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_long_parcel_is_packed_by_the_worker_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
    monkeypatch.setattr(sending, "IN_THE_REQUEST", 0)
    at = scene()
    (dossier,) = at.recommended()
    given = {
        "actor": at.house.officer, "round": at.round, "dossiers": [dossier.pk],
        "partner": known(at.house, Sender()),
    }  # fmt: skip
    runs = [parcels.start_send(**given), parcels.start_send(**given)]
    for run in (*runs, runs[0]):
        task.perform(run_id=run.pk)
    made = Outgoing.objects.get()
    address = reverse("exchange:outgoing", args=[made.pk])
    for run in TaskRun.objects.all():
        assert (run.state, run.done, run.total, run.result_url) == ("done", 1, 1, address)


def test_a_unit_without_a_council_sends_by_the_record_of_its_meeting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
    at, client = scene(), Client()
    dossier = at.submitted()
    Council.objects.update(valid_to=DAY - timedelta(days=1))
    partner = known(at.house, Sender())
    client.force_login(at.house.officer)
    page = reverse("awards:parcel_send", args=[at.round.pk])
    given = {"partner": partner.pk, "dossiers": [dossier.pk]}
    asked = "Đơn vị không có hội đồng: ghi số và ngày biên bản họp bình xét của đơn vị."
    assert asked in client.post(page, given).content.decode()
    with monkeypatch.context() as here:
        here.setattr(sending, "IN_THE_REQUEST", 0)
        assert asked in client.post(page, given).content.decode()
    assert (TaskRun.objects.count(), Outgoing.objects.count()) == (0, 0)
    client.post(page, given | {"record": "03/BB-KN", "record_on": "20/12/2025"})
    dossier.refresh_from_db()
    minutes = "Biên bản họp bình xét của đơn vị số 03/BB-KN ngày 20/12/2025"
    assert (dossier.state, dossier.checklist["minutes"]["note"]) == ("risen", minutes)
    assert Outgoing.objects.get().passages.get().dossier == dossier


def test_a_long_parcel_is_taken_by_the_worker_once_and_a_refusal_stands_on_its_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
    monkeypatch.setattr(exchange, "IN_THE_REQUEST", 0)
    at, sender, client = scene(), Sender(), Client()
    client.force_login(at.house.officer)
    parcel = exchange.preview_parcel(actor=at.house.officer, parcel=arrived(at, sender))
    page = reverse("exchange:incoming", args=[parcel.pk])
    take = reverse("exchange:take", args=[parcel.pk])
    filled = {"round": at.round.pk, "home": at.house.department.pk, "who-0": "new"}
    before = Dossier.objects.count()

    client.post(take, filled)
    waiting = TaskRun.objects.get()
    assert client.get(page).context["run"] == waiting
    client.post(take, filled)
    assert TaskRun.objects.get() == waiting
    exchange.block_partner(actor=at.house.officer, partner=parcel.partner, reason="Nghi lộ khóa")
    task.perform(run_id=waiting.pk)
    seen = client.get(page)
    why = "Đã ngừng trao đổi với Sở Y tế Sông Thao: Nghi lộ khóa"
    assert (seen.context["failed"].message, seen.context["waits"]) == (why, True)
    assert why in seen.content.decode()
    assert Dossier.objects.count() == before

    parcel.partner.state = "confirmed"
    parcel.partner.save()
    client.post(take, filled)
    again = TaskRun.objects.latest("pk")
    for _twice in range(2):
        task.perform(run_id=again.pk)
    again.refresh_from_db()
    assert (again.state, again.result_url) == ("done", page)
    assert Dossier.objects.count() == before + 1
