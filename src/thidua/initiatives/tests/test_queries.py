"""Who sees which entry, whose turn it is, and what is counted."""

from datetime import date, datetime
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from thidua.core.capability import PERSONAL, SEARCH, Ask, asks
from thidua.core.period import HANOI, Period
from thidua.initiatives import permits, queries
from thidua.initiatives.models import Difficulty, Initiative
from thidua.initiatives.states import EntryState
from thidua.initiatives.tests.factories import DifficultyFactory, InitiativeFactory
from thidua.initiatives.tests.test_actions import movement
from thidua.movements.measures import Standing, measure
from thidua.orgs.models import Membership
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, UnitFactory, grant, person_in

pytestmark = pytest.mark.django_db
ROLES = (
    "admin", "officer", "director", "head", "member", "other_member", "inspector", "stranger",
)  # fmt: skip
OVERSEERS = {"officer", "director", "head", "inspector"}
SEEN_BY = {
    EntryState.DRAFT: {"member"},
    EntryState.SUBMITTED: {"member", *OVERSEERS},
    EntryState.RETURNED: {"member", *OVERSEERS},
    EntryState.VERIFIED: set(ROLES) - {"stranger"},
}


@pytest.mark.parametrize(
    ("state", "make"), list(product(EntryState, (InitiativeFactory, DifficultyFactory)))
)
def test_who_reads_an_entry_in_each_state(house: Hospital, state: EntryState, make: Any) -> None:
    entry = make(unit=house.group, entered_by=house.member, state=state)
    actors = {name: getattr(house, name) for name in ROLES}
    seen = {n for n, actor in actors.items() if queries.readable(actor, type(entry)).exists()}
    assert seen == SEEN_BY[state]


def test_colleagues_read_what_was_sent_and_not_drafts(house: Hospital) -> None:
    colleague = person_in(house.group).user
    for state in EntryState:
        InitiativeFactory(unit=house.group, entered_by=house.member, state=state, title=state)
    seen = queries.visible_to(colleague).values_list("title", flat=True)
    assert set(seen) == {"submitted", "returned", "verified"}


def test_an_author_reads_the_draft_that_somebody_else_entered(house: Hospital) -> None:
    shares = [(house.other_member.person, 100)]
    made = InitiativeFactory(unit=house.group, entered_by=house.member, authors=shares)
    assert list(queries.visible_to(house.other_member)) == [made]
    assert list(queries.own_entries(house.other_member, Initiative)) == [made]
    assert list(queries.own_entries(house.head, Initiative)) == []


def test_verified_entries_stay_within_the_hospital(house: Hospital) -> None:
    elsewhere = UnitFactory(name="Bệnh viện Đa khoa Bến Ngự", kind="hospital")
    neighbour = person_in(UnitFactory(parent=elsewhere)).user
    InitiativeFactory(unit=house.group, entered_by=house.member, state="verified")
    assert queries.visible_to(neighbour).count() == 0
    assert queries.visible_to(house.other_member).count() == 1


def test_hospitals_under_one_department_do_not_read_each_other(house: Hospital) -> None:
    root = UnitFactory(name="Sở Y tế", kind="health_department")
    one, two = (UnitFactory(parent=root, kind="hospital") for _n in range(2))
    writer, neighbour = person_in(one).user, person_in(two).user
    overseer = person_in(root, Role.INSPECTOR).user
    InitiativeFactory(unit=one, entered_by=writer, state="verified")
    assert [queries.visible_to(a).count() for a in (writer, neighbour, overseer)] == [1, 0, 1]


def test_who_has_left_reads_only_their_own(house: Hospital) -> None:
    own = InitiativeFactory(unit=house.group, entered_by=house.member, state="verified")
    InitiativeFactory(unit=house.group, entered_by=house.head, state="verified")
    Membership.objects.filter(person=house.member.person).update(valid_to=date(2021, 1, 1))
    assert list(queries.visible_to(house.member)) == [own]
    house.member.is_active = False
    assert list(queries.visible_to(house.member)) == []


def test_what_is_asked_to_verify_is_what_may_be_verified(house: Hospital) -> None:
    second = person_in(house.group, Role.HEAD)
    chair = person_in(house.union, Role.HEAD).user
    actors = [getattr(house, name) for name in ROLES] + [second.user, chair]
    for unit, entered_by in (
        (house.group, house.member), (house.group, house.head),
        (house.other_group, house.other_member),
    ):  # fmt: skip
        for state in (EntryState.SUBMITTED, EntryState.RETURNED):
            InitiativeFactory(unit=unit, entered_by=entered_by, state=state)
            DifficultyFactory(unit=unit, entered_by=entered_by, state=state)
    both = [(house.head.person, 50), (second, 50)]
    InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted", authors=both)
    today = date(2026, 3, 1)
    for model, actor in product((Initiative, Difficulty), actors):
        asked = set(queries.awaiting(actor, model, on=today))
        sent = model._default_manager.filter(state=EntryState.SUBMITTED)
        assert asked == {entry for entry in sent if permits.verifies(actor, entry) is None}


def test_asks_of_heads_and_of_authors(house: Hospital) -> None:
    InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    DifficultyFactory(unit=house.group, entered_by=house.member, state="submitted")
    back = {"entered_by": house.member, "state": "returned", "return_reason": "Thiếu số liệu."}
    one = InitiativeFactory(unit=house.group, title="Gọi số", **back)
    two = DifficultyFactory(unit=house.group, title="Xe lăn", **back)
    day = date(2026, 3, 1)

    assert asks(house.head, on=day) == [
        Ask("Xác nhận 1 sáng kiến", "/sang-kien/?waiting=on"),
        Ask("Xác nhận 1 giải pháp tháo gỡ khó khăn", "/sang-kien/kho-khan/?waiting=on"),
    ]
    assert asks(house.member, on=day) == [
        Ask("Bổ sung sáng kiến «Gọi số»", f"/sang-kien/{one.pk}/", detail="Thiếu số liệu."),
        Ask(
            "Bổ sung giải pháp «Xe lăn»", f"/sang-kien/kho-khan/{two.pk}/", detail="Thiếu số liệu."
        ),
    ]
    assert asks(house.stranger, on=day) == []


def test_search_finds_by_text_and_author_what_one_may_read(house: Hospital) -> None:
    author = person_in(house.group, name="Lò Thị Ước").user
    made = InitiativeFactory(
        unit=house.group, entered_by=author, state="submitted", title="Gọi số tại khoa"
    )
    hits = {
        (who, text): [hit.url for hit in SEARCH["initiatives"](getattr(house, who), text, limit=5)]
        for who in ("member", "other_member")
        for text in ("goi so", "lo uoc", "khong co")
    }
    here = [f"/sang-kien/{made.pk}/"]
    assert hits == {
        ("member", "goi so"): here, ("member", "lo uoc"): here, ("member", "khong co"): [],
        ("other_member", "goi so"): [], ("other_member", "lo uoc"): [],
        ("other_member", "khong co"): [],
    }  # fmt: skip


def test_personal_data_names_shares_and_entries(house: Hospital) -> None:
    InitiativeFactory(unit=house.group, entered_by=house.member, title="Gọi số")
    DifficultyFactory(unit=house.group, entered_by=house.member, title="Xe lăn")
    kept = PERSONAL["initiatives"](house.member.person)
    assert [row["initiative__title"] for row in kept["authorships"]] == ["Gọi số"]
    assert [row["title"] for row in kept["initiatives_entered"]] == ["Gọi số"]
    assert [row["title"] for row in kept["difficulties_entered"]] == ["Xe lăn"]


def at(day: int, hour: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=HANOI)


def test_evidence_of_a_year_counts_by_the_day_of_sending_in_vietnam(house: Hospital) -> None:
    facts = {"unit": house.group, "entered_by": house.member}
    first = InitiativeFactory(**facts, state="verified", submitted_at=at(1, 0, month=1))
    last = InitiativeFactory(**facts, state="submitted", submitted_at=at(31, 23, month=12))
    InitiativeFactory(**facts, state="returned", submitted_at=at(1, 9))
    InitiativeFactory(
        **facts, state="verified", submitted_at=datetime(2025, 12, 31, 23, tzinfo=HANOI)
    )
    person = house.member.person
    assert list(queries.submitted_of(person, 2026)) == [first, last]
    assert list(queries.verified_of(person, 2026)) == [first]
    assert list(queries.verified_of(house.head.person, 2026)) == []


def test_measures_count_a_units_tree_within_the_period(house: Hospital) -> None:
    here = movement(house)
    facts = {"unit": house.group, "entered_by": house.member, "movement": here}
    week = Period(date(2026, 3, 2), date(2026, 3, 8))
    InitiativeFactory(**facts, state="submitted", submitted_at=at(2, 0))
    InitiativeFactory(**facts, state="verified", submitted_at=at(8, 23))
    InitiativeFactory(**facts, state="verified", submitted_at=at(9, 0))
    InitiativeFactory(**facts, state="returned", submitted_at=at(4, 9))
    InitiativeFactory(**(facts | {"movement": None}), state="verified", submitted_at=at(4, 9))
    DifficultyFactory(**facts, state="verified", submitted_at=at(3, 9))
    DifficultyFactory(**facts, state="submitted", submitted_at=at(3, 9))

    def value(name: str, unit: object, span: Period = week) -> Decimal | None:
        figure = measure(name, here, unit, span)
        assert figure.standing == Standing.VALUE
        return figure.value

    Initiative.objects.filter(submitted_at=at(8, 23)).update(
        recognition="recognised", recognised_on=date(2026, 3, 12), examined_by=house.hospital
    )
    names = (
        "initiatives.submitted", "initiatives.verified", "initiatives.recognised",
        "difficulties.solved",
    )  # fmt: skip
    assert [value(name, house.union) for name in names] == [2, 1, 1, 1]
    assert [value(name, house.other_group) for name in names] == [0, 0, 0, 0]
    assert value("initiatives.verified", house.group, Period(date(2026, 1, 1))) == 2


def test_a_head_elsewhere_is_asked_nothing(house: Hospital) -> None:
    grant(house.stranger.person, house.other_group, Role.HEAD)
    InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    assert queries.awaiting(house.stranger, Initiative, on=date(2026, 3, 1)).count() == 0
