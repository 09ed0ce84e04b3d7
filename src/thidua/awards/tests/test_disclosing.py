"""A round's list in public: what is frozen, what the check reads, who hears its end; holds."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.awards import actions, queries
from thidua.awards.models import Dossier
from thidua.awards.tests.factories import DAY, scene
from thidua.disclosures import actions as disclosures
from thidua.disclosures import queries as shown
from thidua.legal.evidence import Disclosure as DisclosureFact
from thidua.notices.models import Notice

pytestmark = pytest.mark.django_db
CLOSE = date(2025, 12, 30)


def evidence(dossier: Dossier, on: date) -> object:
    fresh = Dossier.objects.select_related("round__unit", "person").get(pk=dossier.pk)
    return queries.evidence_of([fresh], on=on)[fresh.pk]


def test_the_check_reads_days_and_open_comments_of_the_showing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
    at = scene()
    dossier = at.submitted()
    assert evidence(dossier, DAY).disclosure is None
    made = actions.disclose_round(
        actor=at.house.officer, round=at.round, on=DAY, starts_on=DAY, reach="hospital"
    )
    (row,) = shown.rows_of(made)
    assert (row.name, row.key, row.person) == (str(dossier.person), dossier.pk, dossier.person)
    said = disclosures.send_comment(
        actor=at.house.head, disclosure=made, on=DAY, stance="objection", text="Chưa rõ.", row=row
    )
    standing = evidence(dossier, made.ends_on).disclosure
    assert isinstance(standing, DisclosureFact)
    assert (standing.working_days, standing.open_comments) == (5, 1)
    assert not shown.is_done("awards.round", at.round.pk, made.ends_on)
    disclosures.answer_comment(
        actor=at.house.officer, comment=said, answer="Đã đối chiếu.", on=made.ends_on
    )
    closed = disclosures.close_disclosure(actor=at.house.officer, disclosure=made, on=CLOSE)
    assert evidence(dossier, CLOSE).disclosure.open_comments == 0
    assert shown.is_done("awards.round", at.round.pk, CLOSE)
    told = Notice.objects.filter(recipient=at.house.director, kind="awards.disclosed")
    assert [notice.text for notice in told] == [
        f"Công khai xong, không còn ý kiến chưa trả lời: {closed.title}"
    ]


def test_a_hold_on_record_goes_before_what_the_unit_confirmed() -> None:
    at = scene()
    dossier = at.submitted()
    assert evidence(dossier, DAY).holds == ()
    held = disclosures.place_hold(
        actor=at.house.officer, unit=at.house.department, person=dossier.person, on=DAY,
        ground="discipline", paper="31/QĐ-BV", paper_on=DAY,
    )  # fmt: skip
    (fact,) = evidence(dossier, DAY).holds
    told = (fact.kind, fact.paper, fact.record)
    assert told == ("discipline", "văn bản do cán bộ thi đua giữ", "")
    disclosures.end_hold(
        actor=at.house.officer, hold=held, paper="40/KL-BV", ended_on=CLOSE,
        conclusion="Không vi phạm.", on=CLOSE,
    )  # fmt: skip
    assert evidence(dossier, CLOSE).holds == ()


def test_only_those_who_keep_holds_read_which_paper_stops_a_dossier(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
    at = scene()
    dossier = at.dossier()
    held = disclosures.place_hold(
        actor=at.house.officer, unit=at.house.department, person=dossier.person, on=DAY,
        ground="discipline", paper="31/QĐ-BV", paper_on=DAY,
    )  # fmt: skip
    page, mine = reverse("awards:dossier", args=[dossier.pk]), reverse("awards:mine")
    link = reverse("disclosures:hold", args=[held.pk])

    def read(user: Any, address: str) -> tuple[bool, bool, bool]:
        client.force_login(user)
        text = client.get(address).content.decode()
        return "Tạm dừng xét" in text, "31/QĐ-BV" in text, link in text

    house = at.house
    assert [read(user, page) for user in (house.member, house.head, house.officer)] == [
        (True, False, False), (True, False, False), (True, True, True)
    ]  # fmt: skip
    assert read(house.member, mine)[1:] == (False, False)
    for name in ("yearly", "eligibility"):
        lists = reverse(f"awards:{name}")
        assert [read(user, lists)[1] for user in (house.head, house.officer)] == [False, False]
