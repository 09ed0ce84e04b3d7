"""Cases of the action contract: revocations, recoveries and what they put on review."""

from datetime import date
from typing import Any

from tests.contract import Case, case

from thidua.awards.models import Reconsideration, Revocation
from thidua.awards.tests.contract import (
    NOT_DIRECTOR,
    NOT_OFFICER,
    Wrong,
    stuck,
)
from thidua.awards.tests.factories import DAY, Scene, scene
from thidua.documents.models import Paper


def revocation_case(
    at: Scene, made: Revocation, more: dict[str, Any], changed: set[str], wrong: Wrong,
    *, signs: bool = False,
) -> Case:  # fmt: skip
    actor, refusal = at.house.officer, NOT_OFFICER
    if signs:
        actor, refusal = at.house.director, NOT_DIRECTOR
    facts = {"revocation": made, **more}
    return Case(actor, facts, at.house.head, refusal, frozenset(changed), wrong)


WHY = {"reason": "Kê khai sai", "article": "Điều 15"}
NO_WORDS = "Ghi lý do và điều, khoản làm căn cứ hủy bỏ, thu hồi."
TOO_EARLY = date(2025, 12, 1)


@case("awards.revocation.draft")
def draft_revocation() -> Case:
    at = scene()
    decision = at.decision(state="issued")
    facts = {"decision": decision, "honours": [decision.honours.get().pk], "symbol": "QĐ-BV", **WHY}
    return Case(
        at.house.officer, facts, at.house.head, NOT_OFFICER, frozenset(),
        lambda: ({**facts, "reason": " "}, NO_WORDS),
    )  # fmt: skip


@case("awards.revocation.revise")
def revise_revocation() -> Case:
    at = scene()
    made = at.revocation()
    return revocation_case(
        at, made, WHY, {"article"},
        lambda: ({"revocation": made, **WHY, "article": ""}, NO_WORDS),
    )  # fmt: skip


def moved(made: Revocation, state: str) -> Revocation:
    Paper.objects.filter(pk=made.paper_id).update(state=state)
    return Revocation.objects.get(pk=made.pk)


@case("awards.revocation.drop")
def drop_revocation() -> Case:
    at = scene()
    made = at.revocation()
    return revocation_case(
        at, made, {}, set(),
        lambda: ({"revocation": moved(made, "for_signature")}, stuck("Trình ký")),
    )  # fmt: skip


@case("awards.revocation.submit")
def submit_revocation() -> Case:
    at = scene()
    made = at.revocation()
    return revocation_case(
        at, made, {}, set(),
        lambda: ({"revocation": moved(made, "for_signature")}, stuck("Trình ký")),
    )  # fmt: skip


@case("awards.revocation.return")
def return_revocation() -> Case:
    at = scene()
    made = at.revocation(state="for_signature")
    more = {"reason": "Chưa đủ căn cứ"}
    return revocation_case(
        at, made, more, set(),
        lambda: ({"revocation": made, "reason": " "}, "Ghi lý do trả lại."), signs=True,
    )  # fmt: skip


@case("awards.revocation.sign")
def sign_revocation() -> Case:
    at = scene()
    made = at.revocation(state="for_signature")
    return revocation_case(
        at, made, {"on": DAY}, set(),
        lambda: ({"revocation": moved(made, "draft"), "on": DAY}, stuck("Dự thảo")), signs=True,
    )  # fmt: skip


@case("awards.revocation.issue")
def issue_revocation() -> Case:
    at = scene()
    made = at.revocation(state="signed")
    more = {"number": 216, "dated_on": DAY, "on": DAY}
    early = {**more, "revocation": made, "dated_on": TOO_EARLY}
    return revocation_case(
        at, made, more, set(),
        lambda: (early, "Ngày quyết định thu hồi phải từ ngày 22/12/2025 đến hôm nay."),
    )  # fmt: skip


@case("awards.recovery.record")
def record_recovery() -> Case:
    at = scene()
    row = at.revocation(state="issued").rows.get()
    facts = {"recovery": row, "what": "prize", "recovered_on": DAY, "on": DAY}
    early = {**facts, "recovered_on": TOO_EARLY}
    return Case(
        at.house.officer, facts, at.house.head, NOT_OFFICER, frozenset({"prize_on"}),
        lambda: (early, "Ngày thu hồi phải từ ngày 22/12/2025 đến hôm nay."),
    )  # fmt: skip


@case("awards.reconsideration.close")
def close_reconsideration() -> Case:
    at = scene()
    row = at.revocation(state="issued").rows.get()
    flag = Reconsideration.objects.create(recovery=row, honour=row.honour)
    facts = {"flag": flag, "outcome": "Giữ nguyên", "on": DAY}
    return Case(
        at.house.officer, facts, at.house.head, NOT_OFFICER,
        frozenset({"closed_on", "closed_by_id"}),
        lambda: ({**facts, "outcome": " "}, "Ghi kết luận: giữ nguyên hay thu hồi, vì sao."),
    )  # fmt: skip
