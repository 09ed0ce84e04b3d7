"""A joint plan: one text, two numbers, two signatures, in force when both are there."""

from datetime import timedelta
from typing import Any

import pytest

from thidua.core.permit import Refused
from thidua.movements import actions, papers, queries
from thidua.movements.models import JointParty, Movement
from thidua.movements.tests.factories import LAUNCH, joint
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, grant, hospital, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Hospital:
    return hospital()


@pytest.fixture
def chair(house: Hospital) -> Any:
    return person_in(house.union, Role.DIRECTOR, name="Lò Thị Chủ Tịch").user


def party(movement: Movement, unit: Any) -> JointParty:
    return movement.parties.select_related("movement", "unit").get(unit=unit)


def sign(movement: Movement, unit: Any, actor: Any) -> None:
    actions.sign_joint_plan(actor=actor, party=party(movement, unit), on=LAUNCH)


def number(house: Hospital, movement: Movement, unit: Any, value: int, day: Any = LAUNCH) -> None:
    actions.number_joint_plan(
        actor=house.officer, party=party(movement, unit), number=value, symbol=f"KHLT-{value}",
        dated_on=day,
    )  # fmt: skip


def test_it_is_in_force_when_both_have_signed_and_numbered(house: Hospital, chair: Any) -> None:
    plan = joint(house)
    sign(plan, house.union, chair)
    number(house, plan, house.union, 7)
    with pytest.raises(actions.NotReady) as refused:
        actions.launch_movement(actor=house.director, movement=plan, on=LAUNCH)
    assert str(refused.value) == (
        f"Kế hoạch liên tịch có hiệu lực khi các bên đã ký và ghi số; còn thiếu: {house.hospital}."
    )
    sign(plan, house.hospital, house.director)
    later = LAUNCH + timedelta(days=2)
    number(house, plan, house.hospital, 12, later)
    plan.refresh_from_db()
    assert queries.in_force_from(plan) == later
    assert plan.joint_plan is not None
    page = papers.plan(plan)
    (other,) = page.co_issuers
    assert (page.number, page.symbol, other.number, other.symbol) == (
        "7",
        "KHLT-7",
        "12",
        "KHLT-12",
    )
    assert (page.signer.name, other.signer.name) == ("Lò Thị Chủ Tịch", str(house.director.person))
    assert page.draft is False
    launched = actions.launch_movement(actor=house.director, movement=plan, on=LAUNCH)
    assert launched.state == "launched"


def test_a_changed_text_waits_for_new_signatures(house: Hospital, chair: Any) -> None:
    plan = joint(house)
    sign(plan, house.union, chair)
    number(house, plan, house.union, 7)
    plan = actions.update_movement(
        actor=house.officer, movement=plan, facts={"slogan": "Khác trước"}
    )
    assert [each.is_current for each in queries.signatures_of(plan)] == [False, False]
    with pytest.raises(Refused, match="ký trước, ghi số sau"):
        number(house, plan, house.union, 8)
    sign(plan, house.union, chair)
    assert party(plan, house.union).number is None


def test_the_director_of_the_hospital_does_not_sign_for_its_union(house: Hospital) -> None:
    with pytest.raises(Refused) as refused:
        sign(joint(house), house.union, house.director)
    assert str(refused.value) == f"Việc này dành cho thủ trưởng đơn vị của {house.union}."


def test_one_person_does_not_sign_for_both(house: Hospital) -> None:
    grant(house.director.person, house.union, Role.DIRECTOR)
    plan = joint(house)
    sign(plan, house.hospital, house.director)
    with pytest.raises(Refused) as refused:
        sign(plan, house.union, house.director)
    assert str(refused.value) == (f"Bạn đã ký cho {house.hospital}: mỗi bên do một người khác ký.")


def test_joint_means_at_least_two(house: Hospital) -> None:
    plan = joint(house)
    with pytest.raises(Refused, match="ít nhất hai cơ quan chủ trì"):
        actions.update_movement(
            actor=house.officer, movement=plan, facts={}, sponsors=[house.union]
        )


def test_the_page_offers_each_body_its_own_step(house: Hospital, chair: Any, client: Any) -> None:
    plan = joint(house)
    client.force_login(chair)
    page = client.get(f"/phong-trao/{plan.pk}/").content.decode()
    assert page.count("Ký cho ") == 1
    own = party(plan, house.union)
    answer = client.post(f"/phong-trao/lien-tich/{own.pk}/ky/", follow=True).content.decode()
    assert "Đã ký, chưa có số" in answer
    client.force_login(house.officer)
    facts = {"number": "7", "symbol": "KHLT-CĐ", "dated_on": "01/09/2025"}
    answer = client.post(f"/phong-trao/lien-tich/{own.pk}/so/", facts, follow=True).content.decode()
    assert "số 7/KHLT-CĐ ngày 01/09/2025" in answer
