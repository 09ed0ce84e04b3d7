"""What the contract cannot say of each action: shares, figures, who verifies, who is told."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.initiatives import actions
from thidua.initiatives.models import Difficulty, Initiative
from thidua.initiatives.queries import photos_of
from thidua.initiatives.states import Benefit, EntryState
from thidua.initiatives.tests.factories import DifficultyFactory, InitiativeFactory, photo
from thidua.movements.models import Dispatch, Movement
from thidua.notices.models import Notice
from thidua.orgs.models import Deputation, RoleGrant
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, grant, person_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
HEADS_ONLY = "Việc này dành cho trưởng khoa, phòng, tổ của Tổ công đoàn Nội."
OFFICERS_ONLY = "Việc này dành cho cán bộ thi đua, khen thưởng của Tổ công đoàn Nội."


def create(house: Hospital, **more: Any) -> Initiative:
    given: dict[str, Any] = {
        "actor": house.member, "unit": house.group, "on": DAY,
        "facts": {"title": "Gọi số tại khoa"}, "authors": [(house.member.person, 100)],
    } | more  # fmt: skip
    made: Initiative = actions.create_initiative(**given)
    return made


def refusal(run: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        run(**given)
    return str(refused.value)


def movement(house: Hospital, **more: Any) -> Movement:
    facts = {
        "title": "120 ngày tăng tốc", "state": "launched", "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 4, 30), "kind": "peak", "level": "unit",
    } | more  # fmt: skip
    made = Movement.objects.create(unit=house.union, **facts)
    Dispatch.objects.create(movement=made, unit=house.group)
    return made


def test_authors_are_kept_in_their_order_and_noted_in_the_trail(house: Hospital) -> None:
    made = create(house, authors=[(house.other_member.person, 30), (house.member.person, 70)])

    kept = list(made.authors.values_list("person_id", "share", "order"))
    assert kept == [(house.other_member.person.pk, 30, 0), (house.member.person.pk, 70, 1)]
    entry = AuditEntry.objects.get(action="initiatives.initiative.create")
    assert entry.facts == {
        "authors": [[house.other_member.person.pk, 30], [house.member.person.pk, 70]]
    }


@pytest.mark.parametrize(
    ("shares", "reason"),
    [
        ([], "Cần ghi ít nhất một tác giả."),
        ([60, 60], "Tỷ lệ đóng góp của các tác giả cộng lại là 120 %, phải bằng đúng 100 %."),
        ([100, 0], "Mỗi tác giả có tỷ lệ đóng góp từ 1 % trở lên."),
    ],
)
def test_shares_that_do_not_make_a_whole(house: Hospital, shares: list[int], reason: str) -> None:
    people = [house.member.person, house.head.person]
    authors = list(zip(people, shares, strict=False))
    assert refusal(create, house=house, authors=authors) == reason
    assert Initiative.objects.count() == 0


def test_an_author_is_named_once(house: Hospital) -> None:
    twice = [(house.member.person, 50), (house.member.person, 50)]
    expected = f"{house.member.full_name} được ghi hai lần; mỗi tác giả ghi một dòng."
    assert refusal(create, house=house, authors=twice) == expected


def test_updating_replaces_the_authors(house: Hospital) -> None:
    made = create(house)
    actions.update_initiative(
        actor=house.member, initiative=made, on=DAY, facts={"solution": "Gọi theo số."},
        authors=[(house.head.person, 100)],
    )  # fmt: skip
    assert list(made.authors.values_list("person_id", "share")) == [(house.head.person.pk, 100)]
    assert Initiative.objects.get().solution == "Gọi theo số."


def test_facts_that_nobody_declared_are_a_fault(house: Hospital) -> None:
    with pytest.raises(TypeError, match="state"):
        create(house, facts={"title": "x", "state": "verified"})


def test_a_figure_needs_its_name_and_unit(house: Hospital) -> None:
    facts = {"title": "Gọi số", "figure_before": Decimal(45), "figure_name": "thời gian chờ"}
    reason = "Số liệu trước và sau cần có tên số đo và đơn vị tính."
    assert refusal(create, house=house, facts=facts) == reason


def test_the_movement_runs_in_the_unit_on_the_day(house: Hospital) -> None:
    here = movement(house)
    facts = {"title": "Gọi số", "movement": here}
    assert create(house, facts=facts).movement == here
    late = refusal(create, house=house, facts=facts, on=date(2026, 5, 1))
    assert late == ("120 ngày tăng tốc không diễn ra ở Tổ công đoàn Nội vào ngày 01/05/2026.")
    elsewhere = {"actor": house.other_member, "unit": house.other_group, "facts": facts}
    assert refusal(create, house=house, **elsewhere) == (
        "120 ngày tăng tốc không diễn ra ở Tổ công đoàn Ngoại vào ngày 01/03/2026."
    )


def test_a_returned_entry_is_completed_after_its_movement_has_closed(house: Hospital) -> None:
    made = create(house, facts={"title": "Gọi số", "movement": movement(house)})
    Movement.objects.update(state="closed")
    changed = actions.update_initiative(
        actor=house.member, initiative=made, on=DAY,
        facts={"title": "Gọi số mới", "movement": made.movement},
        authors=[(house.member.person, 100)],
    )  # fmt: skip
    assert changed.title == "Gọi số mới"


def test_what_is_missing_is_named_at_once(house: Hospital) -> None:
    made = create(house, facts={"title": "Gọi số", "applied_on": date(2026, 3, 2)})
    given = {"actor": house.member, "initiative": made, "on": DAY}
    assert refusal(actions.submit_initiative, **given) == (
        "Còn thiếu: nội dung giải pháp, loại lợi ích, "
        "ngày áp dụng lần đầu đã qua (đang ghi 02/03/2026)."
    )
    bare = DifficultyFactory(
        unit=house.group, entered_by=house.member, trouble="", solution="", solved_on=None
    )
    given = {"actor": house.member, "difficulty": bare, "on": DAY}
    assert refusal(actions.submit_difficulty, **given) == (
        "Còn thiếu: khó khăn, vướng mắc, cách giải quyết, ngày giải quyết xong."
    )
    Difficulty.objects.update(trouble="a", solution="b", solved_on=date(2026, 3, 2))
    assert refusal(actions.submit_difficulty, **given) == (
        "Còn thiếu: ngày giải quyết xong đã qua (đang ghi 02/03/2026)."
    )


def test_the_way_from_draft_to_verified(house: Hospital) -> None:
    made = create(
        house, facts={"title": "Gọi số", "solution": "Gọi theo số.", "benefit": Benefit.PROCESS}
    )
    actions.submit_initiative(actor=house.member, initiative=made, on=DAY)
    actions.return_initiative(actor=house.head, initiative=made, reason=" Thiếu số liệu sau. ")
    back = Initiative.objects.get()
    assert (back.state, back.return_reason) == (EntryState.RETURNED, "Thiếu số liệu sau.")
    actions.submit_initiative(actor=house.member, initiative=made, on=DAY)
    actions.verify_initiative(actor=house.head, initiative=made)
    done = Initiative.objects.get()
    assert (done.state, done.return_reason, done.verified_by) == (
        EntryState.VERIFIED, "", house.head,
    )  # fmt: skip
    assert list(Notice.objects.order_by("pk").values_list("recipient", "text", "url")) == [
        (house.member.pk, "«Gọi số» được trả lại: Thiếu số liệu sau.", f"/sang-kien/{made.pk}/"),
        (house.member.pk, "«Gọi số» đã được xác nhận.", f"/sang-kien/{made.pk}/"),
    ]


def test_a_return_says_why(house: Hospital) -> None:
    sent = InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    given = {"actor": house.head, "initiative": sent, "reason": "  "}
    assert refusal(actions.return_initiative, **given) == "Cần nêu lý do trả lại."


def test_nobody_verifies_their_own_work(house: Hospital) -> None:
    sent = InitiativeFactory(
        unit=house.group, entered_by=house.member, state="submitted",
        authors=[(house.head.person, 50), (house.member.person, 50)],
    )  # fmt: skip
    given = {"initiative": sent}
    own = "Bạn là tác giả nên người khác xác nhận."
    assert refusal(actions.verify_initiative, actor=house.head, **given) == own
    assert refusal(actions.verify_initiative, actor=house.director, **given) == OFFICERS_ONLY
    done = actions.verify_initiative(actor=house.officer, **given)
    assert done.verified_by == house.officer


def test_the_officer_leaves_it_to_a_head_who_is_no_author(house: Hospital) -> None:
    sent = InitiativeFactory(
        unit=house.group, entered_by=house.head, state="submitted",
        authors=[(house.head.person, 100)],
    )  # fmt: skip
    second = person_in(house.group, Role.HEAD)
    given = {"initiative": sent}
    assert refusal(actions.verify_initiative, actor=house.officer, **given) == HEADS_ONLY
    assert actions.verify_initiative(actor=second.user, **given).verified_by == second.user


def test_an_officer_who_is_an_author_does_not_verify_either(house: Hospital) -> None:
    people = [(house.head.person, 50), (house.officer.person, 50)]
    sent = InitiativeFactory(
        unit=house.group, entered_by=house.member, state="submitted", authors=people
    )
    given = {"actor": house.officer, "initiative": sent}
    assert refusal(actions.verify_initiative, **given) == "Bạn là tác giả nên người khác xác nhận."


def test_a_deputy_verifies_for_the_head_unless_the_head_is_an_author(house: Hospital) -> None:
    role = RoleGrant.objects.get(person=house.head.person)
    Deputation.objects.create(
        grant=role, deputy=house.other_member.person, basis="Giấy ủy quyền số 3",
        valid_from=date(2020, 1, 1), valid_to=date(2099, 1, 1),
    )  # fmt: skip
    of_member = InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    of_head = InitiativeFactory(unit=house.group, entered_by=house.head, state="submitted")

    actions.verify_initiative(actor=house.other_member, initiative=of_member)
    entry = AuditEntry.objects.get(action="initiatives.initiative.verify")
    assert entry.facts == {
        "on_behalf_of": str(house.head.person.pk), "acting_as": "head",
    }  # fmt: skip
    given = {"actor": house.other_member, "initiative": of_head}
    assert refusal(actions.verify_initiative, **given) == OFFICERS_ONLY


def test_a_difficulty_of_the_head_is_verified_by_the_officer(house: Hospital) -> None:
    sent = DifficultyFactory(unit=house.group, entered_by=house.head, state="submitted")
    own = "Bạn là tác giả nên người khác xác nhận."
    assert refusal(actions.verify_difficulty, actor=house.head, difficulty=sent) == own
    done = actions.verify_difficulty(actor=house.officer, difficulty=sent)
    assert (done.state, done.verified_by) == (EntryState.VERIFIED, house.officer)


def test_a_head_of_the_union_reaches_its_groups(house: Hospital) -> None:
    chair = person_in(house.union, Role.HEAD)
    sent = InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    assert actions.verify_initiative(actor=chair.user, initiative=sent).verified_by == chair.user


def test_without_a_head_the_officer_verifies(house: Hospital) -> None:
    sent = InitiativeFactory(
        unit=house.other_group, entered_by=house.other_member, state="submitted"
    )
    assert refusal(actions.verify_initiative, actor=house.head, initiative=sent) == (
        "Việc này dành cho cán bộ thi đua, khen thưởng của Tổ công đoàn Ngoại."
    )
    done = actions.verify_initiative(actor=house.officer, initiative=sent)
    assert done.state == EntryState.VERIFIED


def test_an_author_withdraws_and_goes_on_writing(house: Hospital) -> None:
    sent = InitiativeFactory(
        unit=house.group, entered_by=house.head, state="submitted",
        authors=[(house.member.person, 100)],
    )  # fmt: skip
    back = actions.withdraw_initiative(actor=house.member, initiative=sent)
    assert (back.state, back.submitted_at) == (EntryState.DRAFT, None)


def test_a_photo_is_kept_upright_without_place_and_camera(house: Hospital) -> None:
    made = create(house)
    actions.attach_photo(actor=house.member, initiative=made, photo=photo())
    stored = photos_of(made).get()
    with stored.content.open() as file:
        content = file.read()
    assert b"MAYANH-BIMAT" not in content
    with stored.content.open() as file, Image.open(file) as picture:
        assert (picture.size, dict(picture.getexif())) == ((20, 40), {})


def test_a_photo_must_be_a_picture(house: Hospital) -> None:
    made = create(house)
    paper = SimpleUploadedFile("anh.jpg", b"%PDF-1.7\n%%EOF")
    given = {"actor": house.member, "initiative": made, "photo": paper}
    assert refusal(actions.attach_photo, **given) == (
        "Không nhận tệp này (PDF). Hãy gửi tệp dạng: JPG, PNG, WEBP."
    )
    assert photos_of(made).count() == 0


def test_photos_have_a_limit(house: Hospital) -> None:
    made = create(house)
    for _n in range(6):
        actions.attach_photo(actor=house.member, initiative=made, photo=photo())
    given = {"actor": house.member, "initiative": made, "photo": photo()}
    assert refusal(actions.attach_photo, **given) == (
        "Đã có 6 ảnh: bỏ bớt một ảnh trước khi thêm ảnh khác."
    )


def test_a_removed_photo_is_gone_unless_it_is_used_elsewhere(
    house: Hospital, django_capture_on_commit_callbacks: Any
) -> None:
    one, two = create(house), create(house)
    for each in (one, two):
        actions.attach_photo(actor=house.member, initiative=each, photo=photo())
    first, second = photos_of(one).get(), photos_of(two).get()
    storage, path = first.content.storage, first.content.name

    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_photo(actor=house.member, initiative=one, photo=first.pk)
    assert (photos_of(one).count(), storage.exists(path)) == (0, True)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_photo(actor=house.member, initiative=two, photo=second.pk)
    assert storage.exists(path) is False
    given = {"actor": house.member, "initiative": two, "photo": second.pk}
    assert refusal(actions.remove_photo, **given) == "Ảnh này không còn ở sáng kiến."


def test_the_system_verifies_nothing(house: Hospital) -> None:
    sent = InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    grant(house.stranger.person, house.other_group, Role.HEAD)
    given = {"actor": house.stranger, "initiative": sent}
    assert refusal(actions.verify_initiative, **given) == HEADS_ONLY
