"""The console over HTTP: forms act once, tellers see only their own, the wall names nobody."""

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core import capability
from thidua.councils.models import Meeting, Poll, TellerCount
from thidua.councils.tests import factories as f
from thidua.orgs.tests.factories import Hospital, hospital

pytestmark = pytest.mark.django_db
TOKEN = "0123456789abcdef" * 2


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type] # a user of the factories
    return client


def polled() -> tuple[Hospital, Meeting, Poll, dict[str, object]]:
    """The secretary has opened a paper ballot by the form of the console."""
    h = hospital()
    meeting, case = f.session(h)
    seats = list(meeting.council.seats.all())
    form = {
        "do": "poll", "token": TOKEN, "case": case.pk, "way": "paper",
        "head": seats[0].person.pk, "tellers": [seats[2].person.pk],
    }  # fmt: skip
    client_of(h.officer).post(reverse("councils:meeting", args=[meeting.pk]), form)
    return h, meeting, Poll.objects.get(), form


def counted(poll: Poll, agree: int) -> dict[str, object]:
    key = poll.items.get().case_id
    return {
        "issued": 5, "collected": 5, "valid": 5, "invalid": 0, f"agree_{key}": agree,
        f"disagree_{key}": 5 - agree, f"blank_{key}": 0,
    }  # fmt: skip


def test_a_form_sent_again_leads_to_where_the_session_stands() -> None:
    h, meeting, poll, form = polled()
    client = client_of(h.officer)
    answer = client.post(reverse("councils:meeting", args=[meeting.pk]), form, follow=True)
    assert Poll.objects.count() == 1
    assert "Đang có một cuộc bỏ phiếu" not in answer.content.decode()
    assert list(answer.context["poll_cases"]) == [poll.items.get().case]


def test_tellers_see_each_other_only_where_they_differ() -> None:
    h, meeting, poll, _form = polled()
    url = reverse("councils:counting", args=[poll.pk])
    first, second = (client_of(teller.person.user) for teller in poll.tellers.all())
    assert "Bạn đã nhập." in first.post(url, counted(poll, 5), follow=True).content.decode()
    assert second.get(url).context["apart"] == []
    second.post(url, counted(poll, 4))
    for client in (first, second):
        shown = client.get(url).context["apart"]
        assert [(one, other) for _label, _title, one, other in shown] == [(5, 4), (0, 1)]
    for client in (first, second):
        client.post(url, counted(poll, 5))
    assert TellerCount.objects.count() == 4
    console = reverse("councils:meeting", args=[meeting.pk])
    client_of(h.officer).post(console, {"do": "count", "poll": poll.pk})
    assert meeting.cases.get().result["agree"] == 5
    minutes = reverse("councils:count_minutes", args=[poll.pk, "docx"])
    assert client_of(h.officer).get(minutes).status_code == 200


def test_tellers_are_led_to_the_count_until_their_figures_stand() -> None:
    h, meeting, poll, _form = polled()
    url = reverse("councils:counting", args=[poll.pk])
    tellers = [teller.person.user for teller in poll.tellers.all()]

    def led() -> list[bool]:
        return [
            any(ask.url == url for ask in capability.ASKS["councils"](each, on=meeting.held_on))
            for each in (*tellers, h.officer, h.stranger)
        ]

    console = reverse("councils:meeting", args=[meeting.pk])
    assert led() == [True, True, False, False]
    assert url in client_of(tellers[0]).get(console).content.decode()
    client_of(tellers[0]).post(url, counted(poll, 5))
    assert led() == [False, True, False, False]
    assert url not in client_of(tellers[0]).get(console).content.decode()
    client_of(tellers[1]).post(url, counted(poll, 4))
    assert led() == [True, True, False, False]
    for teller in tellers:
        client_of(teller).post(url, counted(poll, 5))
    assert led() == [False] * 4


def test_the_wall_names_nobody_and_tells_results_after_closing_alone() -> None:
    h, meeting, poll, _form = polled()
    names = [str(seat.person) for seat in meeting.council.seats.all()]
    page = client_of(h.officer).get(reverse("councils:wall_now", args=[meeting.pk]))
    text = page.content.decode()
    assert [name for name in names if name in text] == []
    assert "Đề nghị số 1" in text
    assert "Thống nhất" not in text
    assert poll.state == "open"
