"""What is hidden from a member in conflict leaves no trace: answers compared byte by byte."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core import capability
from thidua.core.action import SYSTEM
from thidua.councils import actions, queries
from thidua.councils.models import Case, Meeting, PrivateNote, Vote
from thidua.councils.states import TieKind
from thidua.councils.tests import factories as f
from thidua.orgs.queries import everything_of
from thidua.orgs.tests.factories import Hospital, hospital

pytestmark = pytest.mark.django_db

CHANGING = re.compile(rb'csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|nonce-[^\' ]+')
WORDS = "bímật xungđột"


def world() -> tuple[Hospital, Meeting, Case]:
    """A session in which the director is in conflict on one of two cases, both decided."""
    h = hospital()
    meeting = f.planned(h, size=5)
    case = meeting.cases.get()
    other = f.case_in(h, meeting.council, subject=2)
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[other])
    actions.declare_conflict(
        actor=h.director, case=case, person=h.director.person, kind=TieKind.KIN, reason="em vợ"
    )
    f.opened(h, meeting)
    f.scored(meeting, other)
    for each in (case, other):
        actions.record_votes(actor=h.officer, case=each)
        actions.close_case(actor=h.officer, case=each)
    return h, Meeting.objects.get(pk=meeting.pk), Case.objects.get(pk=case.pk)


def hidden_data(h: Hospital, meeting: Meeting, case: Case) -> None:
    """Everything that is deliberated on the case, as rows: add new kinds of it here."""
    Case.objects.filter(pk=case.pk).update(
        notes=WORDS, summary=WORDS, url="/bi-mat/", folded=f"{case.folded} bimat xungdot"
    )
    Vote.objects.filter(case=case).exclude(seat__person=h.director.person).update(
        choice="disagree", reason=WORDS
    )
    PrivateNote.objects.create(
        case=case, person=meeting.council.seats.last().person, text=WORDS,
        noted_at=meeting.opened_at,
    )  # fmt: skip
    f.scored(meeting, case, exclude=h.director.person)


def answers(h: Hospital, meeting: Meeting, case: Case) -> dict[str, bytes]:
    """Everything that the director can ask of councils, without what changes by itself."""
    client = Client()
    client.force_login(h.director)
    addresses = [
        reverse("councils:list"),
        f"{reverse('councils:list')}?q=bimat",
        reverse("councils:council", args=[meeting.council_id]),
        reverse("councils:meeting", args=[meeting.pk]),
        f"{reverse('councils:meeting', args=[meeting.pk])}?muc={case.pk}",
        reverse("councils:papers", args=[meeting.pk]),
        reverse("councils:conflicts", args=[meeting.pk]),
        f"{reverse('councils:compare', args=[meeting.pk])}?"
        + "&".join(f"muc={each.pk}" for each in meeting.cases.all()),
        reverse("councils:card", args=[case.pk]),
        reverse("councils:card_paper", args=[case.pk, "pdf"]),
        reverse("councils:scores", args=[meeting.pk]),
        reverse("councils:score", args=[meeting.pk]),
        reverse("councils:wall", args=[meeting.pk]),
        reverse("councils:wall_now", args=[meeting.pk]),
        reverse("councils:minutes", args=[meeting.pk, "pdf"]),
        reverse("councils:minutes", args=[meeting.pk, "docx"]),
    ]
    found = {}
    for address in addresses:
        answer = client.get(address)
        found[address] = b"%d " % answer.status_code + CHANGING.sub(b"", answer.content)
    person = h.director.person
    for name, said in (
        ("search", capability.SEARCH["councils"](h.director, "bimat", limit=9)),
        ("export", capability.PERSONAL["councils"](person)),
        ("asks", capability.ASKS["councils"](h.director, on=f.DAY)),
    ):
        found[name] = repr(said).encode()
    return found


def test_a_member_in_conflict_gets_the_same_bytes_with_and_without_hidden_data() -> None:
    h, meeting, case = world()
    before = answers(h, meeting, case)
    hidden_data(h, meeting, case)
    after = answers(h, meeting, case)
    assert [address for address in before if before[address] != after[address]] == []
    assert not any("bímật".encode() in said for said in after.values())


def test_others_are_told_what_is_hidden_from_one() -> None:
    h, meeting, case = world()
    hidden_data(h, meeting, case)
    client = Client()
    client.force_login(h.officer)
    assert "bímật" in client.get(reverse("councils:card", args=[case.pk])).content.decode()
    assert [hit.title for hit in capability.SEARCH["councils"](h.officer, "bimat", limit=9)] == [
        case.title
    ]


def test_private_notes_are_their_writers_alone() -> None:
    h = hospital()
    meeting = f.planned(h)
    case = meeting.cases.get()
    writer, reader = h.director, h.officer
    client = Client()
    client.force_login(writer)
    url = reverse("councils:card", args=[case.pk])
    client.post(url, {"do": "note", "text": "bímật của tôi"})
    assert queries.private_notes_of(writer, [case]) == {case.pk: "bímật của tôi"}
    assert "bímật của tôi" in client.get(url).content.decode()
    client.force_login(reader)
    for name in ("councils:card", "councils:papers", "councils:meeting"):
        key = case.pk if name == "councils:card" else meeting.pk
        assert "bímật" not in client.get(reverse(name, args=[key])).content.decode()
    kept = {
        (owner, to): everything_of(owner.person, to=to).get("private", {}).get("councils")
        for owner, to in ((writer, writer), (writer, h.admin), (reader, reader))
    }
    assert kept == {
        (writer, writer): [{"case": case.title, "text": "bímật của tôi"}],
        (writer, h.admin): None,
        (reader, reader): [],
    }
    capability.ERASERS["councils"](SYSTEM, writer.person)
    assert queries.private_notes_of(writer, [case]) == {}
