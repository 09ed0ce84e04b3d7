"""People and units in the one search box: found without accents, by whom, leading where."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from thidua.core.capability import SEARCH, Hit
from thidua.orgs import actions
from thidua.orgs.models import Person, Position
from thidua.orgs.tests.factories import SINCE, Hospital, hospital, person_in

pytestmark = pytest.mark.django_db
ROLES = ("admin", "officer", "director", "head", "member", "other_member", "inspector", "stranger")


@pytest.fixture
def house() -> Hospital:
    return hospital()


@pytest.fixture
def canary(house: Hospital) -> Person:
    """Somebody in the first union group, whose chairman is `head` and to whom `member` belongs."""
    return person_in(house.group, name="Lý Thị Chim Yến", phone="+84987654321")


def people(actor, text: str = "chim yen") -> list[Hit]:
    return SEARCH["orgs.people"](actor, text, limit=8)


def test_a_person_is_found_with_office_and_unit(house: Hospital, canary: Person) -> None:
    Position.objects.create(person=canary, unit=house.group, title="Tổ phó", valid_from=SINCE)

    (hit,) = people(house.admin)

    assert (hit.title, hit.url, str(hit.kind), hit.detail) == (
        "Lý Thị Chim Yến", reverse("orgs:person", args=[canary.pk]), "Nhân sự",
        f"{canary.code} · Tổ phó · Tổ công đoàn Nội",
    )  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_each_role_finds_its_own_and_arrives(
    client: Client, house: Hospital, canary: Person, role: str
) -> None:
    user = getattr(house, role)
    found = people(user)

    assert [hit.title for hit in found] == (
        [] if role in {"other_member", "stranger"} else ["Lý Thị Chim Yến"]
    )
    client.force_login(user)
    for hit in found:
        answer = client.get(hit.url)
        assert answer.status_code == 200
        assert ("0987 654 321" in answer.content.decode()) == (
            role in {"admin", "officer", "director", "inspector"}
        )


def test_a_merged_file_is_found_once(house: Hospital, canary: Person) -> None:
    twin = person_in(house.group, name="Lý Thị Chim Yến")
    actions.merge_people(
        actor=house.admin, person=canary, into=twin, on=SINCE, reason="Nhập hai lần"
    )

    assert [hit.url for hit in people(house.admin)] == [reverse("orgs:person", args=[twin.pk])]


@pytest.mark.parametrize("role", ROLES)
def test_units_are_found_by_everybody_inside(house: Hospital, role: str) -> None:
    found = SEARCH["orgs.units"](getattr(house, role), "khoa noi", limit=8)

    assert [(hit.title, hit.url, str(hit.kind), hit.detail) for hit in found] == [
        (
            "Khoa Nội", reverse("orgs:unit", args=[house.department.pk]), "Đơn vị",
            "KNOI · Bệnh viện Quân y Sông Thao",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("more", [0, 2])
def test_the_cost_does_not_grow_with_what_is_found(
    house: Hospital,
    canary: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    more: int,
) -> None:
    for _each in range(more):
        person_in(house.group, name="Lý Thị Chim Yến")

    with django_assert_num_queries(3):
        assert len(people(house.member)) == 1 + more


def test_the_box_of_the_shell_shows_them(client: Client, house: Hospital, canary: Person) -> None:
    client.force_login(house.admin)

    answer = client.get(reverse("portal:search"), {"q": "Chim Yến"})

    assert [
        (kind, [hit.title for hit in hits]) for kind, hits in answer.context["kinds"].items()
    ] == [("Nhân sự", ["Lý Thị Chim Yến"])]
