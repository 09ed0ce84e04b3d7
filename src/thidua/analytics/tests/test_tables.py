"""Each form of the law on a small registry, number by number; the list behind; what was sent."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.analytics import actions, papers
from thidua.analytics.content import Table, differences, table
from thidua.analytics.gathering import Scope, kinds
from thidua.analytics.models import Statistic
from thidua.analytics.rules import total
from thidua.analytics.tests.factories import (
    DAY,
    decided,
    honoured,
    ministry_level,
    movement,
    state_level,
    worker,
)
from thidua.awards.actions import enter_outside, name_outside
from thidua.awards.models import Round
from thidua.awards.tests.factories import person, scene
from thidua.core import period
from thidua.core.permit import Refused
from thidua.documents.pdf import page_count
from thidua.legal import awards
from thidua.orgs.models import Membership
from thidua.orgs.tests.factories import Hospital, UnitFactory, hospital

pytestmark = pytest.mark.django_db
YEAR = period.year(2025)


def counts(found: Table) -> dict[str, dict[str, int]]:
    """By row, every column that is not nought."""
    filled: dict[str, dict[str, int]] = {}
    for (row, column), count in filled_counts(found).items():
        filled.setdefault(row, {})[column] = count
    return filled


def filled_counts(found: Table) -> dict[tuple[str, str], int]:
    return {place: count for place, count in found.filled.counts.items() if count}


def of(house: Hospital, name: str, **more: Any) -> Table:
    return table(name, Scope(house.hospital, YEAR, **more))


def test_0601_by_scope_span_and_way_of_organising() -> None:
    house = hospital()
    movement(house, date(2025, 1, 1), date(2025, 12, 31), kind="regular")
    movement(house, date(2025, 9, 1), date(2025, 12, 31), kind="peak")
    movement(house, date(2025, 3, 1), date(2026, 3, 1), level="cluster", state="closed")
    movement(house, date(2025, 1, 1), date(2029, 12, 31), level="national", body="Thủ tướng")
    movement(house, date(2025, 1, 1), date(2027, 12, 31), level="province", body="Bộ Y tế")
    movement(house, date(2025, 5, 1), date(2025, 6, 1), state="draft")
    movement(house, date(2024, 12, 31), date(2025, 6, 1))
    found = of(house, "0601")
    own, central, middle = {"1": 1, "4": 1}, {"1": 1, "2": 1}, {"1": 1, "3": 1}
    assert counts(found) == {
        "01": {"1": 5, "2": 1, "3": 1, "4": 3},
        "02": central, "03": middle, "04": own, "05": {"1": 2, "4": 2},
        "06": own, "07": own, "08": own, "09": middle, "10": central,
        "11": {"1": 4, "2": 1, "3": 1, "4": 2}, "12": own,
    }  # fmt: skip
    assert found.gaps == ()


def test_0602_in_pairs_of_collectives_and_people() -> None:
    house = hospital()
    state_level(house)
    found = of(house, "0602")
    order, praise = "2~HC_LAO_DONG_3~", "7~"
    people = {
        f"{order}individual": 1, "5~TTUT": 1, f"{praise}individual": 1, "8": 1,
    }  # fmt: skip
    units = {f"{order}collective": 1, "6": 1, f"{praise}collective": 1}
    everything = people | units
    assert counts(found) == {
        "1": everything | {"1": 7},
        "2": everything | {"1": 7},  # the hospital is the army's
        "6": units | {"1": 3},
        "9": people | {"1": 4},
        "10": {"8": 1, "1": 1},
        "11": {f"{order}individual": 1, "1": 1},
        "13": {f"{praise}individual": 1, "1": 1},
        "14": {"5~TTUT": 1, "1": 1},
        "15": {"5~TTUT": 1, "6": 1, "1": 2},
        "16": {"8": 1, "1": 1},
        "17": {f"{praise}individual": 1, f"{praise}collective": 1, "1": 2},
        "19": {f"{order}individual": 1, f"{order}collective": 1, "1": 2},
    }  # fmt: skip
    assert found.gaps == ()
    assert [column["code"] for column in found.content["columns"]] == [
        "1", *["2"] * 6, "3", "4", "5", "5", "6", "7", "7", "8",
    ]  # fmt: skip


def test_orders_and_medals_entered_from_elsewhere_open_their_own_pairs_in_0602() -> None:
    """By the counts of their decisions, and by name as soon as the names are there."""
    house = hospital()
    facts: dict[str, Any] = {
        "decided_on": DAY, "decided_by": "Chủ tịch nước", "level": "state", "year": 2025,
        "line": "government", "way": "contribution", "collectives": 0, "individuals": 0,
        "unsplit": 0,
    }  # fmt: skip
    entered = [
        enter_outside(
            actor=house.officer, unit=house.hospital, on=DAY,
            facts={**facts, "reference": f"{number}/QĐ-CTN", "award": award, **stated},
        ) for number, (award, stated) in enumerate([
            ("HC_DUNG_CAM", {"individuals": 2}), ("HCH_QKQT", {"individuals": 3}),
            ("HC_BVTQ_1", {"collectives": 1}),
        ], 1)
    ]  # fmt: skip
    found = of(house, "0602")
    wanted = {
        "1": 6, "2~HC_DUNG_CAM~individual": 2, "2~HCH_QKQT~individual": 3,
        "2~HC_BVTQ_1~collective": 1,
    }  # fmt: skip
    assert counts(found)["1"] == counts(found)["19"] == wanted
    codes = [column["code"] for column in found.content["columns"]]
    assert codes == ["1", *["2"] * 12, "3", "4", "5", "5", "6", "7", "7", "8"]

    name_outside(actor=house.officer, outside=entered[0], subjects=[worker(house), worker(house)])
    assert counts(of(house, "0602"))["14"] == {"1": 2, "2~HC_DUNG_CAM~individual": 2}


def test_an_order_typed_in_with_another_level_still_counts_in_0602_alone() -> None:
    """The form of honour decides where one level alone gives it, named or only counted."""
    house = hospital()
    honoured(decided(house, "HC_LAO_DONG_3", "province"), worker(house))
    decided(house, "HC_LAO_DONG_2", "central", collectives=1, individuals=0, unsplit=0)
    assert counts(of(house, "0602"))["1"] == {
        "1": 2, "2~HC_LAO_DONG_3~individual": 1, "2~HC_LAO_DONG_2~collective": 1,
    }  # fmt: skip
    assert counts(of(house, "0603")) == {}


def test_0603_counts_what_stands_and_tells_what_it_could_not_place() -> None:
    house = hospital()
    ministry_level(house)
    found = of(house, "0603")
    assert counts(found) == {
        "01": {"1": 9, "2": 5, "3": 1, "4": 1, "5": 2},
        "02": {"1": 3, "2": 1, "4": 1, "5": 1},
        "03": {"1": 1, "2": 1},
        "04": {"1": 1, "5": 1},
        "05": {"1": 6, "2": 4, "3": 1, "5": 1},
        "07": {"1": 1, "3": 1},
        "08": {"1": 1, "2": 1},
        "09": {"1": 1, "2": 1},
        "10": {"1": 2, "2": 1, "5": 1},
        "11": {"1": 6, "2": 5, "4": 1},
        "12": {"1": 1, "3": 1},
        "14": {"1": 1, "5": 1},
        "15": {"1": 1, "5": 1},
    }
    assert [gap.text for gap in found.gaps] == [
        (
            "Dòng 05 khác tổng các dòng 06, 07, 08, 09, 10: 1 lượt khen chưa đủ thông tin để "
            "xếp vào các phần. Chưa biết: đối tượng thống kê."
        )
    ]
    decided(house, "BK_BT", "central", way="resistance", individuals=3)
    found = of(house, "0603")
    assert counts(found)["17"] == {"1": 3, "2": 3}
    assert total(found.filled.behind("17", "2")) == 3


def test_the_front_line_of_2020_reads_as_its_decisions_do() -> None:
    house = hospital()
    covid = {"way": "ad_hoc", "line": "union"}
    bodies = {
        "central": "Tổng Liên đoàn", "province": "Liên đoàn Lao động thành phố",
        "sector": "Công đoàn ngành Y tế thành phố",
    }  # fmt: skip
    decided(house, "BK_TLD", "central", individuals=2, decided_by=bodies["central"], **covid)
    decided(house, "BK_LDLD", "province", unsplit=14, decided_by=bodies["province"], **covid)
    decided(house, "GK", "province", collectives=7, decided_by="Công đoàn Y tế Việt Nam", **covid)
    spot = decided(
        house, "GK", "sector", collectives=124, individuals=42, decided_by=bodies["sector"], **covid
    )
    found = of(house, "muc-khen")
    assert found.content["told"] == "2 / 14 / 7 / 124 + 42"
    assert counts(found)["1"] == {"1": 189, "2": 131, "3": 44, "4": 14}

    # A list of names replaces what the paper stated, and the difference is told.
    honoured(spot, house.department, house.group)
    found = of(house, "muc-khen")
    assert found.content["told"] == "2 / 14 / 7 / 2 + 42"
    assert found.content["notes"][-1] == (
        f"Quyết định số {spot.reference}: văn bản ghi 166, danh sách có 44; "
        "biểu đếm theo danh sách."
    )


def test_every_award_of_the_packs_has_its_form() -> None:
    assert {pack.code for pack in awards()} - set(kinds()) == set()


def test_every_cell_opens_as_many_as_it_counts() -> None:
    house = hospital()
    ministry_level(house)
    client = Client()
    client.force_login(house.officer)
    address = reverse("analytics:behind", args=["0603"])
    found = of(house, "0603")
    for (row, column), count in filled_counts(found).items():
        assert total(found.filled.behind(row, column)) == count
    for row, column in (("01", "1"), ("05", "2"), ("03", "2")):
        asked = {"nam": "2025", "hang": row, "cot": column}
        answer = client.get(address, asked)
        assert answer.status_code == 200
        assert answer.context["total"] == found.filled.count(row, column)
        assert "không hiện tên" not in str(answer.context["state"])
    lost = client.get(address, {"nam": "2025", "thieu": found.gaps[0].key})
    text = lost.content.decode()
    assert (lost.context["total"], "chức vụ của người này" in text) == (1, True)
    assert client.get(address, {"nam": "2025", "hang": "99", "cot": "1"}).status_code == 404


def test_a_list_is_cut_to_what_its_reader_may_see_and_says_so() -> None:
    at = scene()
    at.decision("member", state="issued")
    # Proposed here, decided elsewhere, and gone since.
    Round.objects.update(unit=UnitFactory(kind="health_department"))
    Membership.objects.filter(person=person(at.house)).update(valid_to=date(2025, 12, 31))
    client = Client()
    client.force_login(at.house.inspector)
    asked = {"nam": "2025", "hang": "1", "cot": "1"}
    answer = client.get(reverse("analytics:behind", args=["muc-khen"]), asked)
    assert (answer.context["total"], at.house.member.full_name in answer.content.decode()) == (
        0, False,
    )  # fmt: skip
    assert str(answer.context["state"]).endswith(
        ": 1. 1 không hiện tên vì ngoài phạm vi bạn được xem."
    )


def queries_asked(house: Hospital) -> int:
    with CaptureQueriesContext(connection) as seen:
        of(house, "0603")
        of(house, "0601")
    return len(seen)


def test_filling_costs_the_same_for_one_and_three() -> None:
    house = hospital()
    costs = []
    for more in (1, 2):
        for _each in range(more):
            honoured(decided(house, "BK_BT", "central"), worker(house), house.department)
            decided(house, "BK_LDLD", "province", unsplit=3)
            movement(house, DAY, DAY)
        costs.append(queries_asked(house))
    assert costs[0] == costs[1]


def test_what_is_sent_is_kept_and_later_differences_are_shown() -> None:
    house = hospital()
    ministry_level(house)
    given: dict[str, Any] = {
        "actor": house.officer, "unit": house.hospital, "table": "0603", "span": YEAR,
        "receiver": "Sở Nội vụ",
    }  # fmt: skip
    kept = actions.send_statistic(**given)
    assert (len(kept.sha256), kept.content["cells"][0]) == (64, [9, 5, 1, 1, 2])
    with pytest.raises(Refused, match="Số liệu không khác lần gửi trước"):
        actions.send_statistic(**given)
    honoured(decided(house, "CO_LDLD", "province"), house.group)
    now = of(house, "0603").content
    assert differences(kept.content, now)[0] == ("Tổng số", "Tổng số", 9, 10)
    client = Client()
    client.force_login(house.director)
    text = client.get(reverse("analytics:sent", args=[kept.pk])).content.decode()
    assert kept.sha256 in text
    assert "Khác với số liệu hôm nay" in text
    client.force_login(house.stranger)
    assert client.get(reverse("analytics:sent", args=[kept.pk])).status_code == 403
    assert Statistic.objects.count() == 1


def test_forms_print_as_pdf_and_sheet() -> None:
    house = hospital()
    state_level(house)
    for name in ("0601", "0602", "0603", "muc-khen"):
        content = of(house, name).content
        printed = papers.pdf_of(content, unit=house.hospital, on=DAY)
        assert (printed[:4], page_count(printed)) == (b"%PDF", 1)
        assert papers.xlsx_of(content, unit=house.hospital, on=DAY).startswith(b"PK")


def test_pages_open_for_who_works_on_them_alone() -> None:
    house = hospital()
    ministry_level(house)
    client = Client()
    for who, status in (("officer", 200), ("director", 200), ("inspector", 200), ("head", 403)):
        client.force_login(getattr(house, who))
        assert client.get(reverse("analytics:index")).status_code == status
        answer = client.get(reverse("analytics:table", args=["0603"]), {"nam": "2025"})
        assert answer.status_code == status
    client.force_login(house.officer)
    page = client.get(reverse("analytics:table", args=["0603"]), {"nam": "2025", "ky": "q1"})
    assert "chưa có gì để đếm" in page.content.decode()
    posted = client.post(
        f"{reverse('analytics:send', args=['0603'])}?nam=2025", {"receiver": "Sở Y tế"}
    )
    assert posted.status_code == 302
    assert Statistic.objects.get().receiver == "Sở Y tế"
