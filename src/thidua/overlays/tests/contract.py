"""Cases of the action contract."""

from datetime import date
from typing import Any

from tests.contract import Case, case

from thidua.orgs.tests.factories import hospital
from thidua.overlays import actions
from thidua.overlays.tests.factories import FACTS, POWER, draft, held, paper

DAY = date(2025, 11, 24)
ADMIN_ONLY = (
    "Quy định của tỉnh, bộ do người quản trị hoặc cán bộ của Sở Y tế nhập: đề nghị người quản "
    "trị của Bệnh viện Quân y Sông Thao."
)
IN_FORCE = "Quy định đã áp dụng thì không sửa; hãy lập phiên bản mới rồi sửa phiên bản đó."


@case("overlays.rule.draft")
def new() -> Case:
    house = hospital()
    given = {"unit": house.hospital, "scope": "managing_body", "facts": FACTS}
    early = {**FACTS, "in_force": date(2025, 1, 9)}
    return Case(
        house.admin, given, house.officer, ADMIN_ONLY,
        wrong=lambda: ({**given, "facts": early}, "Ngày áp dụng không trước ngày ban hành."),
    )  # fmt: skip


def _of_draft(name: str, changed: set[str], more: dict[str, Any]) -> None:
    def build() -> Case:
        house = hospital()

        def given() -> dict[str, Any]:
            return {key: each() if callable(each) else each for key, each in more.items()}

        def wrong() -> tuple[dict[str, Any], str]:
            rule = held(house.admin, house.hospital, POWER, number="16/2025/QĐ-UBND")
            return {**given(), "rule": rule}, IN_FORCE

        rule = draft(house.admin, house.hospital, POWER, scanned=False)
        return Case(
            house.admin, {**given(), "rule": rule}, house.officer, ADMIN_ONLY, frozenset(changed),
            wrong,
        )  # fmt: skip

    case(f"overlays.rule.{name}")(build)


_of_draft("describe", {"digest", "issuer"}, {"facts": {**FACTS, "issuer": "UBND tỉnh"}})
_of_draft(
    "enter", {"digest"}, {"row": {"kind": "power", "award": "CSTDCS", "article": "5(1)"}}
)  # fmt: skip
_of_draft("strike", {"digest"}, {"number": 0})
_of_draft("write", {"digest", "is_by_hand"}, {"text": "[regulation]\n"})
_of_draft("scan", {"scan_id"}, {"scan": paper})


@case("overlays.rule.enact")
def enact() -> Case:
    house = hospital()
    rule = draft(house.admin, house.hospital, POWER)
    bare = draft(house.admin, house.hospital, scanned=False, number="17/2025/QĐ-UBND")
    return Case(
        house.admin, {"rule": rule, "on": DAY}, house.officer, ADMIN_ONLY, frozenset({"state"}),
        lambda: (
            {"rule": bare, "on": DAY},
            "Đính kèm bản quét văn bản đã ban hành trước khi áp dụng.",
        ),
    )  # fmt: skip


@case("overlays.rule.renew")
def renew() -> Case:
    house = hospital()
    rule = held(house.admin, house.hospital, POWER)
    other = draft(house.admin, house.hospital, scanned=False, number="17/2025/QĐ-UBND")
    return Case(
        house.admin, {"rule": rule, "on": DAY}, house.officer, ADMIN_ONLY, frozenset(),
        lambda: (
            {"rule": other, "on": DAY}, "Chỉ lập phiên bản mới của quy định đang áp dụng.",
        ),
    )  # fmt: skip


@case("overlays.rule.withdraw")
def withdraw() -> Case:
    house = hospital()
    rule = held(house.admin, house.hospital, POWER)
    given = {"rule": rule, "on": DAY, "reason": "Bị thay bởi 20/2025/QĐ-UBND"}
    gone = held(house.admin, house.hospital, number="18/2025/QĐ-UBND")
    return Case(
        house.admin, given, house.officer, ADMIN_ONLY,
        frozenset({"state", "ended_on", "withdrawn_because"}),
        lambda: (
            {
                "rule": actions.withdraw_rule(
                    actor=house.admin, rule=gone, on=DAY, reason="Nhập nhầm"
                ),
                "on": DAY, "reason": "Lần nữa",
            },
            "Đang ở trạng thái «Đã bãi bỏ» nên không thực hiện được việc này.",
        ),
    )  # fmt: skip
