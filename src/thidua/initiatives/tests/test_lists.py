"""The lists: filters, search, sort, files, who sees what, in how many queries."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from thidua.core.period import Period
from thidua.initiatives.models import Initiative
from thidua.initiatives.tests.factories import DifficultyFactory, InitiativeFactory
from thidua.initiatives.tests.pages import LIST, as_, words
from thidua.initiatives.tests.test_actions import movement
from thidua.initiatives.tests.test_queries import ROLES
from thidua.movements.measures import measure
from thidua.orgs.tests.factories import Hospital

pytestmark = pytest.mark.django_db


def test_the_list_shows_names_figures_and_the_next_step(house: Hospital) -> None:
    InitiativeFactory(
        unit=house.group, entered_by=house.member, state="submitted", title="Gọi số",
        figure_unit="phút", figure_before=Decimal("45.5"), figure_after=30,
        authors=[(house.member.person, 60), (house.head.person, 40)],
    )  # fmt: skip
    page = words(as_(house.member).get(LIST))
    assert f"{house.member.full_name} và 1 người Tổ công đoàn Nội" in page
    assert "45,5 → 30 phút" in page
    # The head is an author here: somebody else verifies.
    assert "Chờ xác nhận Cán bộ thi đua, khen thưởng xác nhận" in page


def test_an_empty_list_says_what_will_appear(house: Hospital) -> None:
    for address, title in ((LIST, "sáng kiến"), (f"{LIST}kho-khan/", "giải pháp")):
        assert f"Chưa có {title} nào" in words(as_(house.member).get(address))


@pytest.fixture
def several(house: Hospital) -> Hospital:
    """Three entries that differ in everything one can filter by."""
    here = movement(house)
    InitiativeFactory(
        unit=house.group, entered_by=house.member, state="submitted", title="Một",
        benefit="cost", movement=here, submitted_at="2026-03-01T23:30+07:00",
    )  # fmt: skip
    InitiativeFactory(
        unit=house.other_group, entered_by=house.other_member, state="verified", title="Hai",
        submitted_at="2026-03-02T00:10+07:00",
    )  # fmt: skip
    InitiativeFactory(
        unit=house.other_group, entered_by=house.other_member, state="returned", title="Ba",
        submitted_at="2026-03-03T08:00+07:00",
    )  # fmt: skip
    return house


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("", ["Ba", "Hai", "Một"]),
        ("state=verified", ["Hai"]),
        ("state=standing", ["Hai", "Một"]),
        ("benefit=cost", ["Một"]),
        ("unit={other}", ["Ba", "Hai"]),
        ("unit={union}", ["Ba", "Hai", "Một"]),
        ("movement={movement}", ["Một"]),
        ("sent_from=2/3/2026", ["Ba", "Hai"]),
        ("sent_to=01/03/2026", ["Một"]),
        ("mine=on", []),
        ("waiting=on", []),
        ("q=mot", ["Một"]),
        ("sort=title", ["Ba", "Hai", "Một"]),
        ("sort=-title", ["Một", "Hai", "Ba"]),
    ],
)
def test_filters_search_and_sort(several: Hospital, asked: str, titles: list[str]) -> None:
    asked = asked.format(
        other=several.other_group.pk, union=several.union.pk,
        movement=Initiative.objects.get(title="Một").movement_id,
    )  # fmt: skip
    answer = as_(several.officer).get(f"{LIST}?{asked}")
    assert [row["title"] for row in answer.context["page"].object_list] == titles


def test_own_and_waiting_entries_are_filtered(several: Hospital) -> None:
    def titles(user: Any, asked: str) -> list[str]:
        page = as_(user).get(f"{LIST}?{asked}").context["page"]
        return [row["title"] for row in page.object_list]

    assert titles(several.other_member, "mine=on") == ["Ba", "Hai"]
    assert titles(several.head, "waiting=on") == ["Một"]


def test_a_figure_opens_the_list_that_it_counts(several: Hospital) -> None:
    here = Initiative.objects.get(title="Một").movement
    assert here is not None
    span = Period(date(2026, 3, 1), date(2026, 3, 7))
    for name in ("initiatives.submitted", "initiatives.verified", "difficulties.solved"):
        figure = measure(name, here, several.union, span)
        answer = as_(several.officer).get(figure.url)
        assert answer.context["total"] == figure.value


def test_filters_offer_only_what_one_may_read(house: Hospital) -> None:
    hidden = movement(house, title="PHONGTRAOKIN")
    InitiativeFactory(unit=house.group, entered_by=house.member, movement=hidden)
    page = as_(house.other_member).get(LIST).content.decode()
    assert "PHONGTRAOKIN" not in page
    assert house.group.name not in page


@pytest.mark.parametrize("make", [InitiativeFactory, DifficultyFactory])
def test_nothing_leaks_to_any_role(house: Hospital, make: Any) -> None:
    entry = make(unit=house.group, entered_by=house.member, title="TENKIN", solution="NOIDUNGKIN")
    base = LIST if make is InitiativeFactory else f"{LIST}kho-khan/"
    tails = ("", "?q=tenkin", f"{entry.pk}/", f"{entry.pk}/sua/")
    for name in set(ROLES) - {"member"}:
        client = as_(getattr(house, name))
        for tail in tails:
            content = client.get(base + tail).content.decode()
            # The search box shows again what was typed, in small letters.
            assert "TENKIN" not in content, (name, tail)
            assert "NOIDUNGKIN" not in content, (name, tail)
        for move in ("gui", "rut-lai", "xac-nhan", "tra-lai"):
            assert client.post(f"{base}{entry.pk}/{move}/").status_code == 404, (name, move)


def test_visitors_are_sent_to_sign_in(house: Hospital) -> None:
    entry = InitiativeFactory(unit=house.group, entered_by=house.member, state="verified")
    for tail in ("", "moi/", f"{entry.pk}/", "kho-khan/", "kho-khan/moi/"):
        answer = Client().get(LIST + tail)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (
            302, "/tai-khoan/dang-nhap/",
        )  # fmt: skip


@pytest.mark.parametrize("make", [InitiativeFactory, DifficultyFactory])
def test_lists_ask_equally_often_at_one_and_three_rows(
    house: Hospital, make: Any, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    address = LIST if make is InitiativeFactory else f"{LIST}kho-khan/"
    client = as_(house.officer)
    client.get(address)

    def count() -> int:
        with django_assert_max_num_queries(12) as asked:
            client.get(address)
        return len(asked)

    make(unit=house.group, entered_by=house.member, state="submitted")
    one = count()
    make(unit=house.group, entered_by=house.head, state="verified")
    make(unit=house.other_group, entered_by=house.other_member, state="returned")
    assert count() == one


def test_a_page_asks_equally_often_with_one_and_three_authors(
    house: Hospital, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = as_(house.member)
    people = [house.member.person, house.head.person, house.other_member.person]
    one = InitiativeFactory(unit=house.group, entered_by=house.member)
    three = InitiativeFactory(
        unit=house.group, entered_by=house.member,
        authors=list(zip(people, (34, 33, 33), strict=True)),
    )  # fmt: skip
    asked = []
    for entry in (one, one, three):
        with django_assert_max_num_queries(40) as queries:
            client.get(f"/sang-kien/{entry.pk}/")
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_the_list_of_difficulties(house: Hospital) -> None:
    DifficultyFactory(unit=house.group, entered_by=house.member, state="submitted", title="Xe lăn")
    page = words(as_(house.head).get(f"{LIST}kho-khan/?q=xe+lan"))
    assert f"Xe lăn {house.member.full_name} Tổ công đoàn Nội 01/03/2026" in page


def test_the_file_names_all_authors_and_figures(house: Hospital) -> None:
    InitiativeFactory(
        unit=house.group, entered_by=house.member, state="verified", title="Gọi số",
        figure_name="thời gian chờ", figure_unit="phút", figure_before=Decimal("45.5"),
        figure_after=30, applied_on=date(2026, 2, 1),
        authors=[(house.member.person, 60), (house.head.person, 40)],
    )  # fmt: skip
    answer = as_(house.member).get(f"{LIST}?export=xlsx")
    cells = [
        [cell for cell in row if cell not in ("", None)]
        for row in CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        .get_sheet_by_index(0)
        .to_python()
    ]
    assert cells[-1][:9] == [
        "Gọi số", f"{house.member.full_name}, {house.head.full_name}", "Tổ công đoàn Nội",
        "hợp lý hóa kỹ thuật, quy trình", "thời gian chờ", 45.5, 30.0, "phút", date(2026, 2, 1),
    ]  # fmt: skip


def test_only_who_verifies_is_offered_that_filter(house: Hospital) -> None:
    offered = {
        name: "waiting" in as_(getattr(house, name)).get(LIST).context["filters"].form.fields
        for name in ("member", "head", "officer")
    }
    assert offered == {"member": False, "head": True, "officer": True}
