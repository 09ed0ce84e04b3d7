"""What pages show, to whom, and in how many queries."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.awards import actions, tasks
from thidua.awards.models import Decision, Dossier, Origin, Passage, Rating, Round
from thidua.awards.tests.factories import DAY, UNSHOWN, Scene, person, scene
from thidua.awards.tests.test_path import Silence
from thidua.core.action import SYSTEM
from thidua.core.capability import ERASERS, PERSONAL, SEARCH, asks
from thidua.core.models import TaskRun
from thidua.exchange.models import Incoming, Partner
from thidua.orgs.models import Person

pytestmark = pytest.mark.django_db
CANARY = "Chim hoàng yến Đặng Thị Kín"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def issued(at: Scene, *names: str) -> Decision:
    decision = at.decision(*names, state="numbered")
    tasks.issue(Silence(), actor_id=at.house.officer.pk, decision_id=decision.pk)
    return Decision.objects.get(pk=decision.pk)


def test_an_officer_goes_from_a_new_round_to_the_issue_by_pages() -> None:
    at = scene()
    officer, director = signed_in(at.house.officer), signed_in(at.house.director)
    Rating.objects.create(person=person(at.house), year=2025, level="good", basis="TB 9")
    Rating.objects.create(person=person(at.house, "head"), year=2025, level="good", basis="TB 9")
    officer.post(
        reverse("awards:round_create"),
        {
            "unit": at.house.hospital.pk, "name": "Tổng kết", "year": "2025",
            "movement": at.movement.pk, "awards": ["GK"], "submit_by": "25/12/2025",
        },
    )  # fmt: skip
    opened = Round.objects.latest("pk")
    assert (opened.name, opened.awards, opened.movement) == ("Tổng kết", ["GK"], at.movement)
    to = [opened.pk]
    officer.post(
        reverse("awards:propose", args=to),
        {
            "award": "GK", "source": "aiming", "achievement": "Trực đêm không sai sót",
            "confirmed": ["law_abiding", "attained", "no_hold", "no_discipline"],
        },
    )  # fmt: skip
    assert opened.dossiers.count() == 2
    shown = officer.get(reverse("awards:round_submit", args=to)).content.decode()
    assert "2 hồ sơ đủ điều kiện; 0 hồ sơ chưa đủ thông tin; 0 hồ sơ chưa đủ điều kiện." in shown
    officer.post(reverse("awards:round_submit", args=to), {"reason": ""})
    sent = {"council": at.council.pk, "reason": UNSHOWN}
    officer.post(reverse("awards:round_send", args=to), sent)
    assert set(opened.dossiers.values_list("state", flat=True)) == {"in_council"}
    opened.dossiers.update(state="recommended")
    officer.post(
        reverse("awards:decision_draft", args=to), {"award": "GK", "symbol": "QĐ-BV", "merit": ""}
    )
    decision = Decision.objects.get()
    here = [decision.pk]
    officer.post(reverse("awards:decision_submit", args=here))
    director.post(reverse("awards:decision_sign", args=here), {})
    officer.post(
        reverse("awards:decision_number", args=here), {"number": "215", "dated_on": "22/12/2025"}
    )
    started = officer.post(reverse("awards:decision_issue", args=here))
    run = TaskRun.objects.get()
    assert started.headers["Location"] == reverse("orgs:task", args=[run.pk])
    tasks.issue(Silence(), actor_id=at.house.officer.pk, **run.arguments)
    page = officer.get(reverse("awards:decision", args=here)).content.decode()
    assert page.count("710.000\xa0đ") == 2
    assert "1.420.000\xa0đ" in page
    assert "215/QĐ-BV" in page
    receipts = officer.get(reverse("awards:decision_receipts", args=here))
    assert receipts.content[:2] == b"PK"
    mine = signed_in(at.house.member).get(reverse("awards:mine")).content.decode()
    assert "Trực đêm không sai sót" in mine
    letter = Dossier.objects.get(person__user=at.house.member).honour.letter
    answer = signed_in(at.house.member).get(reverse("documents:rendered", args=[letter.pk, "pdf"]))
    assert answer.status_code == 200
    assert answer.content[:5] == b"%PDF-"


def test_what_stands_in_the_way_is_told_on_the_page_of_submission() -> None:
    at = scene()
    dossier = at.dossier(award="LDTT")
    officer = signed_in(at.house.officer)
    address = reverse("awards:dossier_submit", args=[dossier.pk])
    answer = officer.post(address, {"reason": ""}).content.decode()
    assert "Ghi lý do để đi tiếp." in answer
    dossier.refresh_from_db()
    assert dossier.state == "draft"
    officer.post(address, {"reason": "Chờ hồ sơ nhân sự"})
    dossier.refresh_from_db()
    assert (dossier.state, dossier.override_reason) == ("submitted", "Chờ hồ sơ nhân sự")
    page = officer.get(reverse("awards:dossier", args=[dossier.pk])).content.decode()
    assert "Giữ nguyên như khi nhận hồ sơ ngày 22/12/2025." in page
    assert "Điều 24 Luật 06/2022/QH15" in page


PAGES = ("rounds", "decisions", "yearly", "registry", "mine", "ratings", "round_create")
ROLES = ("officer", "director", "inspector", "head", "member", "other_member", "stranger")
SEES = {"officer", "director", "inspector"}


@pytest.mark.parametrize("role", ROLES)
def test_nobody_sees_what_is_not_theirs(role: str) -> None:
    at = scene()
    secret = person(at.house, "other_member")
    secret.full_name = CANARY
    secret.save()
    at.dossier("other_member", achievement=CANARY)
    decision = issued_for_other(at)
    client = signed_in(getattr(at.house, role))
    if role == "stranger":
        client = signed_in(Person.objects.get(user=at.house.stranger).user)
    dossier = Dossier.objects.get(person=secret, award="GK")
    addresses = [reverse(f"awards:{name}") for name in PAGES] + [
        reverse("awards:registry") + "?export=xlsx",
        reverse("awards:round", args=[at.round.pk]),
        reverse("awards:dossier", args=[dossier.pk]),
        reverse("awards:decision", args=[decision.pk]),
        reverse("awards:decision_receipts", args=[decision.pk]),
        reverse("documents:rendered", args=[dossier.honour.letter_id, "pdf"]),
        reverse("documents:file", args=[decision.letters_id]),
    ]
    allowed = role in SEES or role == "other_member"
    for address in addresses:
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told = CANARY in content.decode("utf-8", "replace")
        if not allowed:
            assert not told, address
            assert content[:4] != b"%PDF", address
    hits = [h for name, find in SEARCH if name == "awards"
            for h in find(getattr(at.house, role), "chim hoang yen", limit=8)]  # fmt: skip
    assert bool(hits) is allowed


def issued_for_other(at: Scene) -> Decision:
    dossier = Dossier.objects.get(achievement=CANARY)
    actions.submit_dossier(actor=at.house.officer, dossier=dossier, on=DAY)
    actions.send_to_council(
        actor=at.house.officer, round=at.round, council=at.council, on=DAY, reason=UNSHOWN
    )
    Dossier.objects.update(state="recommended")
    at.round.refresh_from_db()
    decision = actions.draft_decision(
        actor=at.house.officer, round=at.round, award="GK", on=DAY, symbol="QĐ-BV"
    )
    for step in ("for_signature", "signed", "numbered"):
        at.step(Decision.objects.get(pk=decision.pk), step)
    tasks.issue(Silence(), actor_id=at.house.officer.pk, decision_id=decision.pk)
    return Decision.objects.get(pk=decision.pk)


def counted(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as context:
        assert client.get(address).status_code == 200
    return len(context)


@pytest.mark.parametrize("names", [("member",), ("member", "head", "other_member")])
def test_lists_take_the_same_number_of_queries_for_one_and_three(names: tuple[str, ...]) -> None:
    at = scene()
    decision = at.decision(*names)
    client = signed_in(at.house.officer)
    pages: dict[str, list[int]] = {
        "rounds": [], "round": [at.round.pk], "decisions": [], "decision": [decision.pk],
        "registry": [], "yearly": [],
    }  # fmt: skip
    found = {
        name: counted(client, reverse(f"awards:{name}", args=to)) for name, to in pages.items()
    }
    # A decision not signed yet is judged again on all that is recorded of those on it, by local
    # rules too, and beside what their merits have brought before; the year's list looks for the
    # open rounds whose caps stand above it.
    assert found == {
        "rounds": 6, "round": 19, "decisions": 6, "decision": 24, "registry": 5, "yearly": 15,
    }  # fmt: skip


def test_ticks_of_the_years_list_are_shown_against_the_caps_and_go_on_to_the_dossiers() -> None:
    at = scene()
    Round.objects.filter(pk=at.round.pk).update(awards=["LDTT", "CSTDCS"])
    Rating.objects.create(person=person(at.house), year=2025, level="good", basis="TB 9")
    officer, ticked = signed_in(at.house.officer), person(at.house)
    shown = officer.get(reverse("awards:yearly")).content.decode()
    assert f"Tỷ lệ, chỉ tiêu: {at.round}" in shown
    live = officer.get(
        reverse("awards:round_quotas", args=[at.round.pk]), {"of": "people", "pick": ticked.pk}
    )
    added = {
        guard.award: guard.added for guard in live.context["capped"] + live.context["uncapped"]
    }
    assert added == {"LDTT": 1, "CSTDCS": 0}
    gone = officer.post(
        reverse("awards:yearly"), {"do": f"propose-{at.round.pk}", "pick": [ticked.pk]}
    )
    assert gone.url == f"{reverse('awards:propose', args=[at.round.pk])}?pick={ticked.pk}"  # type: ignore[attr-defined] # a redirect
    assert officer.get(gone.url).context["form"]["codes"].value() == ticked.code  # type: ignore[attr-defined] # a redirect
    assert (
        f"propose-{at.round.pk}"
        not in signed_in(at.house.head).get(reverse("awards:yearly")).content.decode()
    )


def test_each_is_asked_for_what_waits_for_them() -> None:
    at = scene()
    at.dossier()
    assert [str(a.what) for a in asks(at.house.officer, on=DAY) if "khen-thuong" in a.url] == [
        "Kiểm tra hồ sơ: Khen thưởng đợt cao điểm"
    ]
    Dossier.objects.all().delete()
    decision = at.decision(state="for_signature")
    assert [str(a.what) for a in asks(at.house.director, on=DAY) if "khen-thuong" in a.url] == [
        "Ký quyết định"
    ]
    at.step(decision, "signed")
    assert [str(a.what) for a in asks(at.house.officer, on=DAY) if "khen-thuong" in a.url] == [
        "Ghi số, ngày của quyết định"
    ]


def test_everything_kept_on_a_person_can_be_given_out() -> None:
    at = scene()
    issued(at)
    dossier = Dossier.objects.get(person=person(at.house))
    Passage.objects.create(
        dossier=dossier, from_round=at.round, to_body="Ủy ban nhân dân tỉnh", sent_on=DAY,
        sent_by=at.house.officer,
    )  # fmt: skip
    kept = PERSONAL["awards"](person(at.house))
    (step,) = kept["passages"]
    assert (step["to"], step["sent_on"], step["parcel"]) == ("Ủy ban nhân dân tỉnh", DAY, "")
    assert {name: len(rows) for name, rows in kept.items()} == {
        "merits": 0, "ratings": 1, "dossiers": 1, "passages": 1, "honours": 1,
    }  # fmt: skip
    assert kept["honours"][0]["prize"] == 710_000


def test_erasing_drops_what_another_installation_told_and_keeps_the_dossier() -> None:
    at = scene()
    dossier = at.dossier()
    now = datetime(2025, 12, 1, tzinfo=UTC)
    partner = Partner.objects.create(unit=at.house.hospital, name="Bệnh viện bạn", key="ab")
    parcel = Incoming.objects.create(
        partner=partner, kind="awards.dossiers", title="Hồ sơ", made_at=now, arrived_at=now,
        key=uuid4(),
    )  # fmt: skip
    dossier.origin = Origin.objects.create(
        partner=partner, reference="1", parcel=parcel, assessment={"evidence": "Điều dưỡng"}
    )
    dossier.save()
    ERASERS["awards"](SYSTEM, person(at.house))
    dossier.refresh_from_db()
    assert dossier.origin is not None
    assert (dossier.origin.assessment, dossier.person) == (None, person(at.house))
