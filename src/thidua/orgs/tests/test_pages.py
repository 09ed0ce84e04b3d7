"""Pages of units and people: content, who may see what, refusals, constant queries."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from thidua.accounts.queries import slip_of
from thidua.core.models import AuditEntry, SecurityEvent
from thidua.orgs.models import Person, RoleGrant
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, grant, hospital, person_in

pytestmark = pytest.mark.django_db
CANARY_PHONE, CANARY_MAIL = "+84987654321", "canary@benhvien.example"
ROLES = ("admin", "officer", "director", "head", "member", "other_member", "inspector", "stranger")
INSIDE = {"admin", "officer", "director", "head", "member", "other_member", "inspector"}


@pytest.fixture
def house() -> Hospital:
    return hospital()


def page(client: Client, user, name: str, *args: object, **query: str):
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def text_of(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def names_in(answer) -> list[str]:
    rows = BeautifulSoup(answer.content, "html.parser").select("tbody th[scope=row]")
    return [" ".join(row.get_text(" ").split()) for row in rows]


@pytest.mark.parametrize(
    "name", ["orgs:units", "orgs:people", "orgs:import_people", "accounts:me", "orgs:who_may_see"]
)
def test_without_sign_in_there_is_the_sign_in_page(client: Client, name: str) -> None:
    answer = client.get(reverse(name))

    assert (answer.status_code, answer["Location"]) == (
        302, f"{reverse('account_login')}?next={reverse(name)}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("admin", INSIDE),
        ("officer", INSIDE),
        ("head", {"head", "member"}),
        ("member", {"head", "member"}),
        ("other_member", {"other_member"}),
        ("stranger", {"stranger"}),
    ],
)  # fmt: skip
def test_the_list_shows_each_role_its_own(
    client: Client, house: Hospital, role: str, seen: set[str]
) -> None:
    answer = page(client, getattr(house, role), "orgs:people")

    assert sorted(names_in(answer)) == sorted(getattr(house, who).full_name for who in seen)


@pytest.mark.parametrize("role", ROLES)
def test_personal_facts_stay_with_those_in_charge(
    client: Client, house: Hospital, role: str
) -> None:
    member = house.member.person
    Person.objects.filter(pk=member.pk).update(phone=CANARY_PHONE, email=CANARY_MAIL)
    user = getattr(house, role)
    may = {"admin", "officer", "director", "inspector", "member"}

    answers = [
        page(client, user, "orgs:person", member.pk),
        page(client, user, "orgs:people"),
        page(client, user, "orgs:unit", house.group.pk),
        page(client, user, "orgs:units"),
        page(client, user, "orgs:export", member.pk),
    ]

    found = {
        canary
        for answer in answers
        for canary in ("0987 654 321", "987654321", CANARY_MAIL)
        if canary in answer.content.decode()
    }
    assert answers[0].status_code == (200 if role in may else 403)
    assert found == ({"0987 654 321", CANARY_MAIL} if role in may else set()) | (
        {"987654321"} if role in {"admin", "member"} else set()
    )


def test_a_phone_number_finds_nobody(client: Client, house: Hospital) -> None:
    Person.objects.filter(user=house.member).update(phone=CANARY_PHONE)

    assert names_in(page(client, house.admin, "orgs:people", q="987654321")) == []


def test_opening_a_file_is_noted_and_told(client: Client, house: Hospital) -> None:
    member = house.member.person
    page(client, house.officer, "orgs:person", member.pk)

    own = page(client, house.member, "orgs:person", member.pk)

    opened = SecurityEvent.objects.filter(kind=SecurityEvent.Kind.FILE_OPENED)
    assert list(opened.values_list("actor_id", "subject_id")) == [
        (house.officer.pk, str(member.pk))
    ]
    assert f"{house.officer.full_name} mở hồ sơ cá nhân" in text_of(own)


def test_a_closed_page_tells_why(client: Client, house: Hospital) -> None:
    answer = page(client, house.head, "orgs:edit_unit", house.department.pk)

    assert answer.status_code == 403
    assert "Việc này dành cho quản trị hệ thống của Khoa Nội." in text_of(answer)


def test_search_needs_no_accents(client: Client, house: Hospital) -> None:
    person_in(house.group, name="Đặng Thị Thủy Tiên")

    answer = page(client, house.officer, "orgs:people", q="dang thuy")

    assert names_in(answer) == ["Đặng Thị Thủy Tiên"]


def test_queries_do_not_grow_with_people_and_units(
    client: Client, house: Hospital, django_assert_max_num_queries
) -> None:
    addresses = [reverse("orgs:people"), reverse("orgs:units"), f"{reverse('orgs:units')}?he=union"]
    addresses += [reverse("orgs:unit", args=[house.group.pk])]
    client.force_login(house.admin)

    def counts() -> list[int]:
        found = []
        for address in addresses:
            with django_assert_max_num_queries(40) as captured:
                assert client.get(address).status_code == 200
            found.append(len(captured))
        return found

    client.get(addresses[0])
    at_one = counts()
    for _more in range(3):
        person_in(house.group, Role.HEAD)

    assert counts() == at_one


def test_slips_open_accounts_once(client: Client, house: Hospital) -> None:
    member = house.member.person
    client.force_login(house.admin)
    address = reverse("orgs:slips", args=[house.department.pk])
    answer = client.post(address, {"pick": [str(member.pk)]})
    soup = BeautifulSoup(answer.content, "html.parser")
    token = soup.select_one(".slip-code").get_text().replace(" ", "")  # type: ignore[union-attr]
    assert len(soup.select(".slip-qr svg")) == 1

    fresh = Client()
    typed = fresh.post(reverse("accounts:type_token"), {"token": token.lower()})
    first = typed["Location"]
    weak = fresh.post(first, {"password1": "12345678", "password2": "12345678"})
    set_up = fresh.post(first, {"password1": "mưa-rơi-rào", "password2": "mưa-rơi-rào"})

    assert weak.context["form"].errors != {}
    assert (set_up.status_code, set_up["Location"]) == (302, "/")
    assert fresh.session["_auth_user_id"] == str(house.member.pk)
    assert slip_of(token) is None
    assert fresh.get(first).status_code == 404


def test_a_helper_resets_members_but_not_holders_of_roles(client: Client, house: Hospital) -> None:
    helper = person_in(house.hospital, Role.HELPER)
    client.force_login(helper.user)

    reset = client.post(reverse("orgs:reset", args=[house.member.person.pk]))
    refused = client.post(reverse("orgs:reset", args=[house.director.person.pk]))

    assert len(BeautifulSoup(reset.content, "html.parser").select(".slip")) == 1
    assert refused.status_code == 403
    assert (
        f"{house.director.full_name} đang giữ vai trò, nên chỉ quản trị hệ thống cấp lại đăng nhập "
        "được."
    ) in text_of(refused)
    entry = AuditEntry.objects.get(action="accounts.user.reset")
    assert (entry.actor_id, entry.subject_id) == (helper.user.pk, str(house.member.pk))


def test_a_reset_ends_the_sessions(client: Client, house: Hospital) -> None:
    house.member.set_password("mưa-rơi-rào-rào")
    house.member.save()
    elsewhere = Client()
    elsewhere.post(
        reverse("account_login"), {"login": house.member.code, "password": "mưa-rơi-rào-rào"}
    )
    assert elsewhere.get(reverse("accounts:me")).status_code == 200

    client.force_login(house.admin)
    client.post(reverse("orgs:reset", args=[house.member.person.pk]))

    assert elsewhere.get(reverse("accounts:me")).status_code == 302


def test_forms_act_and_keep_what_was_typed_when_refused(client: Client, house: Hospital) -> None:
    client.force_login(house.admin)
    address = reverse("orgs:new_unit", args=[house.hospital.pk])
    given = {
        "code": "KNGOAI", "name": "Khoa Ngoại", "kind": "department", "line": "government",
        "ownership": "public", "valid_from": "01/03/2026",
    }  # fmt: skip

    done = client.post(address, given, follow=True)
    again = client.post(address, given)

    assert "Đã lập đơn vị." in text_of(done)
    assert "Mã đơn vị KNGOAI đã dùng cho đơn vị khác." in text_of(again)
    assert again.context["form"]["name"].value() == "Khoa Ngoại"


def test_a_role_is_given_to_a_person_named_by_code(client: Client, house: Hospital) -> None:
    client.force_login(house.admin)
    given = {"person": f"{house.member.code} – gợi ý", "role": "head", "valid_from": "01/03/2026"}

    client.post(reverse("orgs:grant_role", args=[house.department.pk]), given)

    made = RoleGrant.objects.get(unit=house.department)
    assert (made.person.user, made.role, made.valid_from) == (
        house.member, Role.HEAD, date(2026, 3, 1),
    )  # fmt: skip


def test_who_may_see_a_file_and_why(client: Client, house: Hospital) -> None:
    member = house.member.person
    grant(member, house.group, Role.HEAD)

    answer = page(
        client, house.member, "orgs:who_may_see", path=reverse("orgs:person", args=[member.pk])
    )
    closed = page(
        client, house.head, "orgs:who_may_see", path=reverse("orgs:person", args=[member.pk])
    )

    seen = [
        (each["person"].user, [str(why) for why in each["why"]]) for each in answer.context["seers"]
    ]
    top = house.hospital.name
    assert seen == [
        (house.admin, [f"quản trị hệ thống của {top}"]),
        (house.officer, [f"cán bộ thi đua, khen thưởng của {top}"]),
        (house.director, [f"thủ trưởng đơn vị của {top}"]),
        (house.member, [f"trưởng khoa, phòng, tổ của {house.group}"]),
        (house.inspector, [f"thanh tra, kiểm tra của {top}"]),
    ]
    assert closed.status_code == 403


def test_ones_own_data_can_be_taken_along(client: Client, house: Hospital) -> None:
    answer = page(client, house.member, "orgs:export", house.member.person.pk)

    data = json.loads(answer.content)
    assert data["orgs"]["person"]["full_name"] == house.member.full_name
    assert [row["unit"] for row in data["orgs"]["memberships"]] == [
        "Khoa Nội", "Tổ công đoàn Nội",
    ]  # fmt: skip
    assert data["accounts"]["account"]["code"] == house.member.code
