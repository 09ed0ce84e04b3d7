"""Who may be proposed for what: one in full, many in a list, a whole unit in the background."""

import io
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.awards import queries, tasks
from thidua.awards.models import Honour, Rating
from thidua.awards.tests.factories import DAY, Scene, person, scene
from thidua.awards.tests.test_path import Silence
from thidua.awards.tests.test_views import counted, signed_in
from thidua.core.models import TaskRun
from thidua.documents.models import StoredFile
from thidua.initiatives.models import Author, Initiative
from thidua.legal import Subject, Verdict
from thidua.orgs.models import RoleGrant
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import person_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())


def with_record(at: Scene, *names: str) -> list[Any]:
    return recorded([person(at.house, name) for name in names])


def recorded(people: list[Any]) -> list[Any]:
    for who in people:
        Rating.objects.create(person=who, year=2025, level="good", basis="TB 9")
        Honour.objects.create(
            person=who, award="CSTDCS", year=2024, line="government",
            decision_reference="88/QĐ-BV", decided_on="2024-12-30", decided_by="Giám đốc",
        )  # fmt: skip
    return people


def initiative(at: Scene, who: Any, title: str) -> None:
    sent = datetime(2025, 6, 1, tzinfo=UTC)
    made = Initiative.objects.create(
        unit=at.house.group, title=title, solution="…", benefit="cost", state="verified",
        entered_by=at.house.member, created_at=sent, submitted_at=sent,
    )  # fmt: skip
    Author.objects.create(initiative=made, person=who, share=100)


def test_the_evidence_of_many_is_that_of_each() -> None:
    at = scene()
    people = with_record(at, "member", "head")
    initiative(at, people[0], "Khay thuốc ba màu")
    subjects = [*people, person(at.house, "other_member"), at.house.group]
    given = {"unit": at.house.hospital, "round": at.round}
    found = queries.evidence_for_many(subjects, ["GK", "LDTT"], 2025, DAY, **given)  # type: ignore[arg-type] # facts of one test
    for subject in subjects:
        for award in ("GK", "LDTT"):
            alone = queries.evidence_for(subject, award, 2025, DAY, **given)  # type: ignore[arg-type] # as above
            assert found[queries.key_of(subject)][award] == alone


def test_rosters_of_many_collectives_take_one_reading() -> None:
    at = scene()
    given = {"unit": at.house.hospital}
    counts = []
    for units in ([at.house.group], [at.house.group, at.house.other_group, at.house.department]):
        with CaptureQueriesContext(connection) as context:
            queries.evidence_for_many(units, ["TTLDTT", "TTLDXS"], 2025, DAY, **given)
        counts.append(len(context))
    assert counts[0] == counts[1]


def test_people_on_record_alike_are_judged_once_and_each_as_alone() -> None:
    at = scene()
    people = recorded([person_in(at.house.group), person_in(at.house.group)])
    initiative(at, people[0], "Khay thuốc ba màu")
    initiative(at, people[1], "Phiếu bàn giao một trang")
    awards = queries.open_to(Subject.INDIVIDUAL, on=DAY, unit=at.house.hospital)
    given = {"unit": at.house.hospital, "year": 2025, "on": DAY}
    found = {who.pk: cells for who, cells in queries.cells(people, awards, **given)}  # type: ignore[arg-type] # facts of one test
    assert found[people[0].pk] is found[people[1].pk]
    alone = queries.could_be_proposed(people, awards, **given)  # type: ignore[arg-type] # as above
    for who in people:
        assert {code: cell.verdict for code, cell in found[who.pk].items()} == {
            standing.award: standing.assessment.verdict for standing in alone[who.pk]
        }
        assert {code: list(cell.why) for code, cell in found[who.pk].items()} == {
            standing.award: standing.why[:3] for standing in alone[who.pk]
        }


def test_an_award_alone_is_judged_as_among_all() -> None:
    at = scene()
    people = with_record(at, "member")
    given: dict[str, Any] = {"unit": at.house.hospital, "year": 2025, "on": DAY}
    awards = queries.open_to(Subject.INDIVIDUAL, on=DAY, unit=at.house.hospital)
    ((_who, among),) = queries.cells(people, awards, **given)
    for award in awards:
        ((_who, alone),) = queries.cells(people, [award], **given)
        assert alone == {award: among[award]}


def test_one_sees_each_award_with_its_article_records_and_earliest_year() -> None:
    at = scene()
    (who,) = with_record(at, "member")
    address = reverse("awards:eligibility_of", args=[who.pk])
    page = signed_in(at.house.member).get(address).content.decode()
    assert "Có thể đề nghị sớm nhất năm 2026, nếu:" in page
    assert "Đạt danh hiệu Chiến sĩ thi đua cơ sở năm 2025, 2026." in page
    assert "Xếp loại năm 2025: Hoàn thành tốt nhiệm vụ (TB 9)" in page
    assert "Điều 24 Luật 06/2022/QH15" in page
    (fighter,) = [o for o in queries.outlook(who, year=2025, on=DAY) if o.award == "CSTDBT"]
    assert (fighter.verdict, fighter.earliest) == (Verdict.FAIL, "2026")
    for role, status in (("head", 200), ("officer", 200), ("other_member", 403)):
        assert signed_in(getattr(at.house, role)).get(address).status_code == status
    refused = signed_in(at.house.other_member).get(address).content.decode()
    assert "chỉ người đó và người phụ trách xem được." in refused


def test_a_collective_is_shown_to_who_answers_for_it() -> None:
    at = scene()
    address = reverse("awards:eligibility_of_unit", args=[at.house.group.pk])
    page = signed_in(at.house.officer).get(address).content.decode()
    assert "Tập thể lao động tiên tiến" in page
    assert signed_in(at.house.member).get(address).status_code == 403


def test_an_officer_sifts_by_award_verdict_and_unit() -> None:
    at = scene()
    with_record(at, "member")
    officer = signed_in(at.house.officer)
    address = reverse("awards:eligibility")
    failing = officer.get(f"{address}?award=CSTDBT&verdict=fail").content.decode()
    assert "Cần danh hiệu Chiến sĩ thi đua cơ sở liên tục các năm 2023, 2024, 2025" in failing
    assert "Không có dòng nào khớp" in officer.get(
        f"{address}?award=CSTDBT&verdict=pass"
    ).content.decode()  # fmt: skip
    here = officer.get(f"{address}?unit={at.house.group.pk}").content.decode()
    assert str(person(at.house)) in here
    assert str(person(at.house, "director")) not in here


@pytest.mark.parametrize("more", [0, 3])
def test_the_list_takes_the_same_number_of_queries(more: int) -> None:
    at = scene()
    for _n in range(more):
        person_in(at.house.group)
    officer = signed_in(at.house.officer)
    address = reverse("awards:eligibility")
    # One of each reading asks which local rules hold for the unit.
    assert counted(officer, address) == 16
    assert counted(officer, f"{address}?award=LDTT&verdict=unknown") == 25


def test_the_table_goes_to_excel_at_once_or_in_the_background() -> None:
    at = scene()
    with_record(at, "member")
    officer = signed_in(at.house.officer)
    answer = officer.get(reverse("awards:eligibility") + "?export=xlsx")
    now = _rows(answer.content)
    address = reverse("awards:eligibility_export")
    assert officer.get(address).status_code == 200
    started = officer.post(address, {"unit": at.house.hospital.pk})
    run = TaskRun.objects.get()
    assert started.headers["Location"] == reverse("orgs:task", args=[run.pk])
    tasks.judge_all(Silence(), actor_id=at.house.officer.pk, **run.arguments)
    stored = StoredFile.objects.get(role="eligibility")
    with stored.content.open() as file:
        later = _rows(file.read())
    assert now[1:] == later[1:]
    head = now[1]
    row = next(row for row in now if row[1] == person(at.house).code)
    assert row[head.index("Chiến sĩ thi đua bộ, ban, ngành, tỉnh")] == "Chưa đủ điều kiện"
    served = reverse("documents:file", args=[stored.pk])
    assert _rows(b"".join(officer.get(served))) == later  # type: ignore[arg-type] # it streams
    assert signed_in(at.house.director).get(served).status_code == 403


def test_all_units_in_reach_go_into_one_table_and_no_other() -> None:
    at = scene()
    two = [at.house.group, at.house.other_group]
    head = person_in(two[0], Role.HEAD)
    RoleGrant.objects.create(person=head, unit=two[1], role=Role.HEAD, valid_from="2025-01-01")
    client = signed_in(head.user)
    address = reverse("awards:eligibility_export")
    client.post(address)
    run = TaskRun.objects.get()
    assert [run.arguments["unit_id"], *run.arguments["beside"]] == [unit.pk for unit in two]
    tasks.judge_all(Silence(), actor_id=head.user.pk, **run.arguments)
    with StoredFile.objects.get(role="eligibility").content.open() as file:
        _title, header, *rows = _rows(file.read())
    assert header[0] == "Đơn vị"
    assert {row[0] for row in rows} == {str(unit) for unit in two}
    client.post(address, {"unit": at.house.hospital.pk})
    assert TaskRun.objects.count() == 1


def _rows(content: bytes) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    return [row for row in sheet.iter_rows(values_only=True) if any(row)]
