"""Two files of one person become one: nothing is lost, and what cannot move is told before."""

from datetime import date

import pytest
from allauth.socialaccount.models import SocialAccount
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from thidua.accounts.models import User
from thidua.awards.models import Honour
from thidua.core import merge
from thidua.core.capability import Unanswered
from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.orgs import actions, imports, queries
from thidua.orgs.models import Membership, Person, Position, RoleGrant
from thidua.orgs.states import MembershipKind, Role
from thidua.orgs.tests.factories import (
    SINCE,
    Hospital,
    PersonFactory,
    grant,
    hospital,
    join,
    person_in,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@pytest.fixture
def house() -> Hospital:
    return hospital()


@pytest.fixture
def twins(house: Hospital) -> tuple[Person, Person]:
    """The same nurse entered twice in the department; the first file is the duplicate."""
    old = person_in(house.department, Role.HEAD, name="Lê Thị Hoa", phone="+84912345678")
    kept = person_in(house.department, Role.HEAD, name="Lê Thị Hoa", born_on=date(1990, 1, 2))
    Position.objects.create(
        person=old, unit=house.department, title="Điều dưỡng trưởng", valid_from=SINCE
    )
    join(old, house.group)
    return old, kept


def merged(house: Hospital, old: Person, kept: Person) -> Person:
    return actions.merge_people(actor=house.admin, person=old, into=kept, on=DAY, reason="Trùng")


def test_everything_goes_to_the_file_that_is_kept(
    house: Hospital, twins: tuple[Person, Person]
) -> None:
    old, kept = twins

    merged(house, old, kept)

    kept.refresh_from_db()
    places = Membership.objects.filter(person=kept).order_by("pk")
    assert [(m.unit, m.kind, m.valid_to) for m in places] == [
        (house.department, MembershipKind.HOME, DAY),
        (house.department, MembershipKind.HOME, None),
        (house.group, MembershipKind.UNION, None),
    ]
    roles = RoleGrant.objects.filter(person=kept).order_by("pk")
    assert [row.valid_to for row in roles] == [DAY, None]
    assert Position.objects.get(title="Điều dưỡng trưởng").person == kept
    assert (kept.phone, kept.born_on) == ("+84912345678", date(1990, 1, 2))
    assert all(
        not model._base_manager.filter(**{field.name: old}).exists()
        for model, field in merge.fields_to(Person)
    )
    after = queries.members_of(house.department, on=date(2026, 3, 2))
    assert list(after) == [house.member.person, kept]


def test_the_duplicate_stays_as_a_pointer_without_personal_facts(
    house: Hospital, twins: tuple[Person, Person]
) -> None:
    old, kept = twins

    merged(house, old, kept)

    old.refresh_from_db()
    assert (old.merged_into, old.phone, old.born_on) == (kept, "", None)
    assert queries.person_by_code(old.code) == kept
    entry = AuditEntry.objects.get(action="orgs.person.merge")
    assert (entry.subject_id, entry.result_id) == (str(old.pk), str(kept.pk))
    assert entry.facts == {
        "reason": "Trùng",
        "moved": [
            ["nơi công tác, sinh hoạt", 2], ["chức vụ", 1], ["vai trò trong phần mềm", 1],
        ],
    }  # fmt: skip


def test_of_two_accounts_the_duplicates_one_closes(
    house: Hospital, twins: tuple[Person, Person]
) -> None:
    old, kept = twins
    User.objects.filter(pk=old.user_id).update(phone="+84912345678")
    SocialAccount.objects.create(user=old.user, provider="don-vi", uid="hoa")

    merged(house, old, kept)

    closed, stays = User.objects.get(pk=old.user_id), User.objects.get(pk=kept.user_id)
    assert (closed.is_active, closed.phone) == (False, None)
    assert (stays.is_active, stays.phone) == (True, "+84912345678")
    assert SocialAccount.objects.get(uid="hoa").user == stays


def test_the_only_account_goes_over_under_the_kept_code(house: Hospital) -> None:
    old = person_in(house.department)
    kept = PersonFactory(user=None, code="GIULAI", full_name="Lê Thị Hoa")
    join(kept, house.department, MembershipKind.HOME)

    merged(house, old, kept)

    kept.refresh_from_db()
    assert kept.user_id == old.user_id
    assert kept.user.code == "GIULAI"
    old.refresh_from_db()
    assert old.user is None


def test_a_role_elsewhere_asks_for_its_own_administrator(house: Hospital) -> None:
    local = person_in(house.department, Role.ADMIN)
    old, kept = person_in(house.department), person_in(house.department)
    grant(old, house.union, Role.OFFICER)

    with pytest.raises(Refused) as refused:
        actions.merge_people(actor=local.user, person=old, into=kept, on=DAY, reason="Trùng")

    assert str(refused.value) == f"Việc này dành cho quản trị hệ thống của {house.union}."


def test_a_merged_file_is_not_merged_again(house: Hospital, twins: tuple[Person, Person]) -> None:
    old, kept = twins
    merged(house, old, kept)
    third = person_in(house.department)

    with pytest.raises(Refused) as refused:
        actions.merge_people(actor=house.admin, person=third, into=old, on=DAY, reason="Trùng")

    assert str(refused.value) == "Người này chưa thuộc đơn vị nào."

    merged(house, kept, third)
    old.refresh_from_db()
    assert old.merged_into == third


def test_erasing_the_kept_file_erases_the_duplicate_too(
    house: Hospital, twins: tuple[Person, Person]
) -> None:
    old, kept = twins
    merged(house, old, kept)
    actions.leave(actor=house.admin, person=kept, on=DAY, reason="Chuyển công tác")

    actions.erase_person(
        actor=house.admin, person=kept, on=date(2026, 3, 2), basis="Đơn ngày 01/03/2026"
    )

    gone = Person.objects.filter(pk__in=[old.pk, kept.pk]).order_by("pk")
    assert [p.full_name for p in gone] == ["Người đã xóa dữ liệu"] * 2
    assert User.objects.filter(full_name="Lê Thị Hoa").count() == 0


def test_an_imported_row_with_the_merged_code_is_told_the_kept_one(
    house: Hospital, twins: tuple[Person, Person]
) -> None:
    old, kept = twins
    merged(house, old, kept)
    rows = [{"row": 2, "values": {"code": old.code, "full_name": "Lê Thị Hoa", "unit": "KNOI"}}]

    checked = imports.check("people", rows, under=house.hospital, choices={}, on=DAY)

    assert [(p["why"], p["what"]) for p in checked.problems] == [
        (f"Hồ sơ mã này đã gộp vào mã {kept.code}.", f"Ghi mã {kept.code}.")
    ]


def test_a_kind_of_rows_without_a_word_is_a_fault(
    house: Hospital, twins: tuple[Person, Person]
) -> None:
    with pytest.raises(Unanswered, match=r"orgs\.Person\.merged_into has no word in MERGES"):
        merge.Rows("orgs").preview(*twins)


def test_the_page_offers_likely_twins_previews_and_merges(
    client: Client, house: Hospital, twins: tuple[Person, Person]
) -> None:
    old, kept = twins
    Person.objects.filter(pk=old.pk).update(born_on=kept.born_on)
    Honour.objects.create(
        person=old, award="LDTT", year=2024, line="government", decided_by="Giám đốc",
        decision_reference="88/QĐ-BV", decided_on=date(2024, 12, 30),
    )  # fmt: skip
    client.force_login(house.admin)
    here = reverse("orgs:merge", args=[old.pk])

    first = BeautifulSoup(client.get(here).content, "html.parser")
    links = [a["href"] for a in first.select("main .held a")]
    assert links == [f"?person={kept.code}"]

    preview = BeautifulSoup(client.get(here + links[0]).content, "html.parser")
    rows = [
        [" ".join(cell.get_text().split()) for cell in row.select("th, td")]
        for row in preview.select("table")[1].select("tbody tr")
    ]
    ends = "1: kết thúc hôm nay rồi chuyển sang, thành quá trình công tác"
    assert rows == [
        ["Danh hiệu, hình thức đã được tặng", "1", "–"],
        ["Nơi công tác, sinh hoạt", "2", ends],
        ["Chức vụ", "1", "–"],
        ["Vai trò trong phần mềm", "1", ends],
    ]
    differ = "Họ tên hoặc ngày sinh trên hai hồ sơ khác nhau"
    assert differ not in preview.get_text()
    other = client.get(here, {"person": house.member.person.code})
    assert differ in other.content.decode()

    done = client.post(here + links[0], {"reason": "Nhập hai lần"})

    assert done["Location"] == reverse("orgs:person", args=[kept.pk])
    assert Honour.objects.get().person == kept
    follow = client.get(reverse("orgs:person", args=[old.pk]))
    assert (follow.status_code, follow.context["person"]) == (200, kept)


@pytest.mark.parametrize("role", ["head", "officer", "director", "member", "inspector"])
def test_only_administrators_open_the_page(client: Client, house: Hospital, role: str) -> None:
    client.force_login(getattr(house, role))

    answer = client.get(reverse("orgs:merge", args=[house.member.person.pk]))

    assert answer.status_code == 403
