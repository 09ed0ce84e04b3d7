"""Cases of the action contract."""

from typing import Any

from tests.contract import Case, case

from thidua.orgs.tests.factories import Hospital, hospital
from thidua.reviews import actions
from thidua.reviews.models import Review
from thidua.reviews.states import BlockKind, ReviewKind
from thidua.reviews.tests import factories as f

UNION = "Công đoàn cơ sở Bệnh viện Quân y Sông Thao"
OFFICER = f"Việc này dành cho cán bộ thi đua, khen thưởng của {UNION}."
DIRECTOR = f"Việc này dành cho thủ trưởng đơn vị của {UNION}."
BOTH = f"Việc này dành cho thủ trưởng đơn vị, cán bộ thi đua, khen thưởng của {UNION}."


def in_state(label: str) -> str:
    return f"Đang ở trạng thái «{label}» nên không thực hiện được việc này."


def at(state: str) -> tuple[Hospital, Review]:
    house = hospital()
    draft = f.review(house)
    return house, draft if state == "draft" else f.brought_to(house, draft, state)


def after(house: Hospital, given: dict[str, Any], state: str, label: str) -> Any:
    """The same keywords when the paper has gone on."""

    def wrong() -> tuple[dict[str, Any], str]:
        f.brought_to(house, given["review"], state)
        return given, in_state(label)

    return wrong


@case("reviews.review.draft")
def draft() -> Case:
    house = hospital()
    movement = f.movement_of(house)
    given = {
        "movement": movement, "kind": ReviewKind.INTERIM, "starts_on": f.STARTS,
        "as_of": f.AS_OF, "symbol": "BC-CĐCS", "on": f.DAY,
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        movement.state = "draft"
        movement.save()
        return given, "Phong trào chưa phát động nên chưa có gì để sơ kết, tổng kết."

    return Case(house.officer, given, house.director, OFFICER, wrong=wrong)


@case("reviews.review.write")
def write() -> Case:
    house, review = at("draft")
    given = {"review": review, "texts": {"b1": {"text": "Tình hình"}}, "on": f.DAY}
    wrong = after(house, given, "for_signature", "Trình ký")
    return Case(house.officer, given, house.director, OFFICER, wrong=wrong)


@case("reviews.review.add_block")
def add_block() -> Case:
    house, review = at("draft")
    given = {"review": review, "kind": BlockKind.TEXT, "on": f.DAY}
    wrong = after(house, given, "for_signature", "Trình ký")
    return Case(house.officer, given, house.head, OFFICER, wrong=wrong)


@case("reviews.review.move_block")
def move_block() -> Case:
    house, review = at("draft")
    given = {"review": review, "block": "b1", "by": 1}
    wrong = after(house, given, "for_signature", "Trình ký")
    return Case(house.officer, given, house.member, OFFICER, wrong=wrong)


@case("reviews.review.remove_block")
def remove_block() -> Case:
    house, review = at("draft")
    given = {"review": review, "block": "b1", "on": f.DAY}
    wrong = after(house, given, "for_signature", "Trình ký")
    return Case(house.officer, given, house.inspector, OFFICER, wrong=wrong)


@case("reviews.review.refresh")
def refresh() -> Case:
    house, review = at("draft")
    f.initiative(house, review.movement)
    given = {"review": review, "on": f.DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.refresh_review(actor=house.officer, **given)
        return given, "Số liệu không thay đổi từ khi dự thảo."

    return Case(house.officer, given, house.director, OFFICER, wrong=wrong)


@case("reviews.review.submit")
def submit() -> Case:
    house, review = at("draft")
    given = {"review": f.complete(house, review)}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.submit_review(actor=house.officer, **given)
        return given, in_state("Trình ký")

    return Case(house.officer, given, house.director, OFFICER, wrong=wrong)


@case("reviews.review.return")
def give_back() -> Case:
    house, review = at("for_signature")
    given = {"review": review, "reason": "Nêu rõ hạn chế."}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.return_review(actor=house.director, **given)
        return given, in_state("Dự thảo")

    return Case(house.director, given, house.inspector, BOTH, wrong=wrong)


@case("reviews.review.sign")
def sign() -> Case:
    house, review = at("for_signature")
    given = {"review": review, "on": f.DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.sign_review(actor=house.director, **given)
        return given, in_state("Đã ký")

    return Case(house.director, given, house.officer, DIRECTOR, wrong=wrong)


@case("reviews.review.number")
def number() -> Case:
    house, review = at("signed")
    given = {"review": review, "number": 7, "dated_on": f.DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.number_review(actor=house.officer, **given)
        return given, in_state("Đã cấp số, đóng dấu")

    return Case(house.officer, given, house.director, OFFICER, wrong=wrong)


@case("reviews.review.issue")
def issue() -> Case:
    house, review = at("numbered")
    given = {"review": review, "on": f.DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.issue_review(actor=house.officer, **given)
        return given, in_state("Đã phát hành")

    return Case(house.officer, given, house.director, OFFICER, wrong=wrong)
