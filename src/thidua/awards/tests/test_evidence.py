"""What is known of people and units, and what stays missing."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua import legal
from thidua.awards import queries, rules
from thidua.awards.models import Dossier, Honour, Rating
from thidua.awards.tests.factories import CONFIRMED, DAY, Scene, person, scene
from thidua.initiatives.models import Author, Initiative
from thidua.legal import Verdict
from thidua.orgs.models import Membership

pytestmark = pytest.mark.django_db


def evidence(at: Scene, name: str = "member", award: str = "GK", **more: object) -> legal.Evidence:
    return queries.evidence_for(
        person(at.house, name), award, 2025, DAY, unit=at.house.hospital, round=at.round,
        **more,  # type: ignore[arg-type] # facts of one test
    )  # fmt: skip


def test_nothing_recorded_is_missing_and_never_false() -> None:
    at = scene()
    found = evidence(at)
    assert found.managing_body == "ministry"
    assert found.registered is True
    assert found.records["registered"] == ("Đăng ký trong «Lao động giỏi, lao động sáng tạo»",)
    assert (found.law_abiding, found.holds, found.disciplines, found.absences) == (None,) * 4
    assert (found.ratings, found.honours, found.works) == ({}, (), ())
    assert found.achievements is not None
    assert found.achievements[0].attained is None
    assessment = legal.assess("GK", found, on=DAY)
    assert assessment.verdict is Verdict.UNKNOWN
    assert assessment.blocking == ()


def test_not_on_the_movements_list_is_not_registered() -> None:
    at = scene()
    assert evidence(at, "other_member").registered is False
    assert evidence(at, award="CSTDCS").registered is False


def test_what_is_confirmed_rests_on_the_confirmation() -> None:
    at = scene()
    Rating.objects.create(person=person(at.house), year=2025, level="good", basis="TB 9")
    found = evidence(at, confirmed=CONFIRMED)
    assert (found.holds, found.disciplines, found.law_abiding) == ((), (), True)
    assert found.records["holds"] == ("Xác nhận của đơn vị đề nghị",)
    assert legal.assess("GK", found, on=DAY).verdict is Verdict.PASS


def test_a_provisional_rating_names_its_signer() -> None:
    at = scene()
    Rating.objects.create(
        person=person(at.house), year=2025, level="excellent", basis="Trưởng khoa Nội",
        is_provisional=True,
    )  # fmt: skip
    fact = evidence(at).ratings[2025]
    assert (fact.level, fact.provisional, fact.signer) == ("excellent", True, "Trưởng khoa Nội")


def test_honours_held_and_proposed_in_the_same_round() -> None:
    at = scene()
    at.dossier(award="LDTT")
    Honour.objects.create(
        person=person(at.house), award="LDTT", year=2024, line="government",
        decision_reference="88/QĐ-BV", decided_on=date(2024, 12, 30), decided_by="Giám đốc",
    )  # fmt: skip
    Honour.objects.create(
        person=person(at.house), award="GK", year=2023, line="government",
        decision_reference="9/QĐ-BV", decided_on=date(2023, 12, 30), decided_by="Giám đốc",
        revoked_on=date(2024, 2, 1),
    )  # fmt: skip
    found = evidence(at, award="CSTDCS").honours or ()
    assert [(h.code, h.year, str(h.standing)) for h in found] == [
        ("LDTT", 2024, "held"), ("LDTT", 2025, "proposed"),
    ]  # fmt: skip


def test_one_merit_of_a_movement_names_the_earlier_decision() -> None:
    at = scene()
    decision = at.decision(state="issued")
    again = evidence(at, confirmed=CONFIRMED)
    assert again.achievements is not None
    assert [e.decision for e in again.achievements[0].awarded] == ["215/QĐ-BV ngày 22/12/2025"]
    assert decision.paper.reference == "215/QĐ-BV"


def test_initiatives_count_in_the_year_of_sending_once_their_recognition_is_decided() -> None:
    at = scene()
    for year, state in ((2025, "verified"), (2026, "verified"), (2025, "submitted")):
        initiative = Initiative.objects.create(
            unit=at.house.group, title=f"Khay {year} {state}", solution="…", benefit="cost",
            state=state, entered_by=at.house.member, created_at=datetime(2025, 1, 1, tzinfo=UTC),
            submitted_at=datetime(year, 6, 1, tzinfo=UTC),
        )  # fmt: skip
        Author.objects.create(initiative=initiative, person=person(at.house), share=100)
    works = evidence(at, award="CSTDCS").works or ()
    assert [(w.year, w.recognised, w.record) for w in works] == [
        (2025, None, "Sáng kiến «Khay 2025 verified»")
    ]
    kept = Initiative.objects.filter(title="Khay 2025 verified")
    kept.update(recognition="refused", examined_by=at.house.hospital)
    assert [w.recognised for w in evidence(at, award="CSTDCS").works or ()] == [False]
    kept.update(
        recognition="recognised", recognised_on=date(2025, 7, 1), recognition_number="55/QĐ-BV"
    )
    found = evidence(at, award="CSTDCS")
    assert [(w.recognised, w.record) for w in found.works or ()] == [
        (
            True,
            (
                "Sáng kiến «Khay 2025 verified», công nhận cấp cơ sở: Quyết định số 55/QĐ-BV "
                "ngày 01/07/2025"
            ),
        )
    ]
    merits = [f for f in legal.assess("CSTDCS", found, on=DAY).findings if f.criterion == "merit"]
    assert [merit.verdict for merit in merits] == [Verdict.PASS]


def test_months_on_the_roll_and_contract_from_memberships() -> None:
    at = scene()
    who = person(at.house)
    Membership.objects.filter(person=who, kind="home").update(
        valid_from=date(2025, 3, 15), contract="public_employee"
    )
    found = evidence(at, award="LDTT")
    assert found.months_in_year == 9
    assert found.not_applicable == {"contract_months", "transfer"}


def test_a_collective_is_judged_on_its_roster() -> None:
    at = scene()
    at.dossier(award="LDTT")
    found = queries.evidence_for(
        at.house.group, "TTLDTT", 2025, DAY, unit=at.house.hospital, round=at.round
    )
    assert found.subject == "collective"
    assert found.roster is not None
    assert [(m.ref, m.advanced) for m in found.roster.members] == [
        (person(at.house, "head").code, False), (person(at.house).code, True),
    ]  # fmt: skip
    assert found.dissolved is False
    Honour.objects.create(
        person=person(at.house, "head"), award="CSTT", year=2025, line="army",
        decision_reference="9/QĐ-BV", decided_on=DAY, decided_by="CHỈ HUY",
    )  # fmt: skip
    found = queries.evidence_for(at.house.group, "DVTT", 2025, DAY, unit=at.house.hospital)
    assert [(m.advanced, m.fighter) for m in found.roster.members] == [
        (True, False),
        (False, False),
    ]


@pytest.mark.parametrize("names", [("member",), ("member", "head", "other_member")])
def test_a_constant_number_of_queries(names: tuple[str, ...]) -> None:
    at = scene()
    keys = [at.dossier(name).pk for name in names]
    rows = queries.submittable(at.round, keys)
    with CaptureQueriesContext(
        connection,
    ) as context:
        found = queries.evidence_of(rows, on=DAY)
    assert len(found) == len(names)
    assert len(context) == 9


def test_frozen_findings_read_back_equal() -> None:
    at = scene()
    dossier = Dossier.objects.get(pk=at.submitted().pk)
    assert dossier.assessment is not None
    frozen = legal.Assessment.from_dict(dossier.assessment)
    assert frozen.verdict is Verdict.PASS
    assert frozen.recompute() == frozen


@pytest.mark.parametrize(
    ("spans", "months"),
    [
        ([(date(2020, 1, 1), None)], 12),
        ([(date(2025, 3, 1), None)], 10),
        ([(date(2025, 3, 2), None)], 9),
        ([(date(2024, 1, 1), date(2025, 2, 28))], 2),
        ([(date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 7, 1), None)], 12),
        ([(date(2026, 1, 1), None)], 0),
    ],
)
def test_months_in_year(spans: list[tuple[date, date | None]], months: int) -> None:
    assert rules.months_in_year(spans, 2025) == months
