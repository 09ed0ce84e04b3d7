"""Cases of the action contract."""

from collections.abc import Callable
from typing import Any

from tests.contract import Case, case

from thidua.awards import actions
from thidua.awards.models import Dossier, Rating, Round
from thidua.awards.states import RatingLevel
from thidua.awards.tests.factories import DAY, UNSHOWN, Scene, person, scene
from thidua.councils.models import Case as CouncilCase
from thidua.documents.models import Paper

HOSPITAL = "Bệnh viện Quân y Sông Thao"
NOT_OFFICER = f"Việc này dành cho cán bộ thi đua, khen thưởng của {HOSPITAL}."
NOT_READER = (
    "Việc này dành cho cán bộ thi đua, khen thưởng, thủ trưởng đơn vị, thanh tra, kiểm tra, "
    f"trưởng khoa, phòng, tổ của {HOSPITAL}."
)
NOT_DIRECTOR = f"Việc này dành cho thủ trưởng đơn vị của {HOSPITAL}."
Wrong = Callable[[], tuple[dict[str, Any], str]]


def stuck(state: str) -> str:
    return f"Đang ở trạng thái «{state}» nên không thực hiện được việc này."


def closed(at: Scene) -> Round:
    Round.objects.filter(pk=at.round.pk).update(state="closed")
    return at.round


def round_case(
    at: Scene, more: dict[str, Any], changed: set[str], wrong: Wrong, stranger: str = "head"
) -> Case:
    return Case(
        at.house.officer, {"round": at.round, **more}, getattr(at.house, stranger), NOT_OFFICER,
        frozenset(changed), wrong,
    )  # fmt: skip


def dossier_case(
    at: Scene, dossier: Dossier, more: dict[str, Any], changed: set[str], wrong: Wrong,
    *, refusal: str = NOT_OFFICER,
) -> Case:  # fmt: skip
    return Case(
        at.house.officer, {"dossier": dossier, **more}, at.house.other_member, refusal,
        frozenset(changed), wrong,
    )  # fmt: skip


@case("awards.round.create")
def create_round() -> Case:
    at = scene()
    facts = {
        "unit": at.house.hospital, "name": "Cuối năm", "year": 2025, "awards": ["LDTT"],
        "submit_by": DAY,
    }  # fmt: skip
    return Case(
        at.house.officer, facts, at.house.head, NOT_OFFICER,
        wrong=lambda: ({**facts, "awards": ["KHONG_CO"]}, "Chưa có bộ quy tắc cho: KHONG_CO."),
    )  # fmt: skip


@case("awards.round.update")
def update_round() -> Case:
    at = scene()
    more = {"name": "Đợt mới", "awards": ["GK", "LDTT"], "submit_by": at.round.submit_by}
    return round_case(
        at, more, {"name"}, lambda: ({"round": closed(at), **more}, stuck("Đã kết thúc"))
    )


@case("awards.round.disclose")
def disclose_round() -> Case:
    at = scene()
    at.submitted()
    more = {"on": DAY, "starts_on": DAY, "reach": "hospital"}
    return round_case(
        at, more, set(), lambda: ({"round": closed(at), **more}, stuck("Đã kết thúc"))
    )


@case("awards.ratings.record")
def record_ratings() -> Case:
    at = scene()
    facts = {
        "unit": at.house.hospital, "year": 2025, "basis": "Thông báo 9/TB-BV",
        "levels": {person(at.house): RatingLevel.GOOD},
    }  # fmt: skip
    return Case(
        at.house.officer, facts, at.house.head, NOT_OFFICER,
        wrong=lambda: (
            {**facts, "basis": "", "is_provisional": True}, "Xếp loại tạm cần ghi người ký.",
        ),
    )  # fmt: skip


@case("awards.dossiers.create")
def create_dossiers() -> Case:
    at = scene()
    more = {"award": "GK", "subjects": [person(at.house)], "on": DAY}
    return round_case(
        at, more, set(), lambda: ({"round": closed(at), **more}, stuck("Đã kết thúc"))
    )


@case("awards.dossiers.confirm")
def confirm_facts() -> Case:
    at = scene()
    more = {"dossiers": [at.dossier().pk], "confirmed": {"united": True}}
    return round_case(
        at, more, set(), lambda: ({"round": closed(at), **more}, stuck("Đã kết thúc"))
    )


@case("awards.dossier.update")
def update_dossier() -> Case:
    at = scene()
    dossier = at.dossier()

    def wrong() -> tuple[dict[str, Any], str]:
        Dossier.objects.update(state="submitted")
        return {"dossier": dossier, "achievement": ""}, stuck("Đã nộp")

    return dossier_case(at, dossier, {"achievement": "Cứu người"}, {"achievement"}, wrong)


@case("awards.dossier.submit")
def submit_dossier() -> Case:
    at = scene()
    dossier = at.dossier()

    def wrong() -> tuple[dict[str, Any], str]:
        Rating.objects.update(level="completed")
        Dossier.objects.update(award="LDTT")
        return {"dossier": dossier, "on": DAY}, (
            f"{dossier.subject} (Lao động tiên tiến): Xếp loại năm 2025: Hoàn thành "
            "nhiệm vụ; yêu cầu từ Hoàn thành tốt nhiệm vụ trở lên."
        )

    return dossier_case(at, dossier, {"on": DAY}, {"state", "assessed_on", "submitted_at"}, wrong)


@case("awards.dossiers.submit")
def submit_dossiers() -> Case:
    at = scene()
    more = {"dossiers": [at.dossier().pk], "on": DAY}
    return round_case(
        at, more, set(), lambda: ({"round": closed(at), **more}, stuck("Đã kết thúc"))
    )


@case("awards.dossier.return")
def return_dossier() -> Case:
    at = scene()
    dossier, reason = at.submitted(), {"reason": "Thiếu biên bản"}

    def wrong() -> tuple[dict[str, Any], str]:
        Dossier.objects.update(state="in_council")
        return {"dossier": dossier, **reason}, stuck("Chờ hội đồng")

    return dossier_case(at, dossier, reason, {"state", "return_reason"}, wrong)


@case("awards.dossier.withdraw")
def withdraw_dossier() -> Case:
    at = scene()
    dossier, reason = at.dossier(), {"reason": "Chuyển công tác"}

    def wrong() -> tuple[dict[str, Any], str]:
        Dossier.objects.update(state="awarded")
        return {"dossier": dossier, **reason}, stuck("Đã khen thưởng")

    return dossier_case(at, dossier, reason, {"state"}, wrong)


@case("awards.dossiers.conclude")
def conclude_dossiers() -> Case:
    at = scene()
    (dossier,) = at.in_council()
    at.closed_case(dossier)
    given = {"council": at.council, "passed": {dossier.pk: True}}

    def wrong() -> tuple[dict[str, Any], str]:
        return (
            {**given, "passed": {dossier.pk: False}},
            "Chỉ ghi kết quả mà hội đồng đã biểu quyết và chốt.",
        )

    return Case(
        at.house.officer, given, at.house.member, wrong=wrong,
        refusal="Việc này dành cho Thư ký của Hội đồng Thi đua - Khen thưởng.",
    )  # fmt: skip


@case("awards.dossier.take_back")
def take_back_dossier() -> Case:
    at = scene()
    (dossier,) = at.in_council()
    CouncilCase.objects.update(state="withdrawn")

    def wrong() -> tuple[dict[str, Any], str]:
        CouncilCase.objects.update(state="waiting")
        return (
            {"dossier": dossier, "reason": "Đưa nhầm hội đồng."},
            "Chỉ nhận lại nội dung đã rút khỏi hội đồng.",
        )

    return dossier_case(
        at, dossier, {"reason": "Đưa nhầm hội đồng."}, {"state"}, wrong,
        refusal="Việc này dành cho Thư ký của Hội đồng Thi đua - Khen thưởng.",
    )  # fmt: skip


@case("awards.round.send")
def send_to_council() -> Case:
    at = scene()
    at.submitted()
    more = {"council": at.council, "on": DAY, "reason": UNSHOWN}
    return round_case(
        at, more, {"state"}, lambda: ({"round": closed(at), **more}, stuck("Đã kết thúc"))
    )


@case("awards.round.reopen")
def reopen_round() -> Case:
    at = scene()
    at.in_council()
    at.round.refresh_from_db()
    return round_case(at, {}, {"state"}, lambda: ({"round": closed(at)}, stuck("Đã kết thúc")))


@case("awards.round.close")
def close_round() -> Case:
    at = scene()

    def wrong() -> tuple[dict[str, Any], str]:
        at.in_council()
        return {"round": at.round}, "Còn 1 hồ sơ đang chờ hội đồng hoặc quyết định."

    return round_case(at, {}, {"state"}, wrong)


@case("awards.decision.draft")
def draft_decision() -> Case:
    at = scene()
    at.recommended()
    at.round.refresh_from_db()
    more = {"award": "GK", "on": DAY, "symbol": "QĐ-BV"}

    def wrong() -> tuple[dict[str, Any], str]:
        at.house.hospital.managing_body = "army"
        at.house.hospital.save()
        return {"round": at.round, **more}, (
            "Thẩm quyền quyết định Giấy khen của người đứng đầu đơn vị thuộc quân đội theo "
            "khoản 5 Điều 80 Luật 06/2022/QH15 chưa được kiểm chứng. Dẫn văn bản phân cấp đang "
            "có hiệu lực (số, ngày) quy định thẩm quyền này."
        )

    return round_case(at, more, set(), wrong)


def decision_case(
    state: str, more: dict[str, Any], changed: set[str], wrong_state: tuple[str, str],
    *, by: str = "officer", refusal: str = NOT_OFFICER,
) -> Case:  # fmt: skip
    at = scene()
    decision = at.decision(state=state)

    def wrong() -> tuple[dict[str, Any], str]:
        Paper.objects.filter(pk=decision.paper_id).update(state=wrong_state[0])
        return {"decision": decision, **more}, stuck(wrong_state[1])

    stranger = at.house.head if by == "officer" else at.house.officer
    return Case(
        getattr(at.house, by), {"decision": decision, **more}, stranger, refusal,
        frozenset(changed), wrong,
    )  # fmt: skip


@case("awards.decision.revise")
def revise_decision() -> Case:
    more = {"texts": {"article_2": "Trích từ quỹ khen thưởng."}}
    return decision_case("draft", more, set(), ("for_signature", "Trình ký"))


@case("awards.decision.submit")
def submit_decision() -> Case:
    return decision_case("draft", {}, set(), ("signed", "Đã ký"))


@case("awards.decision.return")
def return_decision() -> Case:
    return decision_case(
        "for_signature", {"reason": "Sửa căn cứ"}, set(), ("signed", "Đã ký"),
        by="director", refusal=NOT_DIRECTOR,
    )  # fmt: skip


@case("awards.decision.sign")
def sign_decision() -> Case:
    return decision_case(
        "for_signature", {"on": DAY}, set(), ("draft", "Dự thảo"),
        by="director", refusal=NOT_DIRECTOR,
    )  # fmt: skip


@case("awards.decision.number")
def number_decision() -> Case:
    return decision_case("signed", {"number": 215, "dated_on": DAY}, set(), ("draft", "Dự thảo"))


@case("awards.decision.start_issue")
def start_issue() -> Case:
    return decision_case("numbered", {}, set(), ("signed", "Đã ký"))


@case("awards.decision.issue")
def issue_decision() -> Case:
    return decision_case("numbered", {"on": DAY}, set(), ("signed", "Đã ký"))


@case("awards.decision.keep_letters")
def keep_letters() -> Case:
    return decision_case(
        "issued", {"content": b"%PDF-1.7"}, {"letters_id"},
        ("numbered", "Đã cấp số, đóng dấu"),
    )  # fmt: skip


@case("awards.decision.keep_print")
def keep_print() -> Case:
    more = {"name": "giay-khen.zip", "content": b"PK", "mime": "application/zip"}
    return decision_case("issued", more, set(), ("numbered", "Đã cấp số, đóng dấu"))


@case("awards.report.write")
def write_report() -> Case:
    at = scene()
    dossier = at.dossier()
    more = {"texts": {"duties": "Chăm sóc người bệnh"}}

    def wrong() -> tuple[dict[str, Any], str]:
        sent = actions.submit_dossier(actor=at.house.officer, dossier=dossier, on=DAY)
        return {"dossier": sent, **more}, stuck("Đã nộp")

    return dossier_case(at, dossier, more, set(), wrong)


@case("awards.eligibility.start")
def start_eligibility() -> Case:
    at = scene()
    facts = {"unit": at.house.hospital, "year": 2025}
    return Case(
        at.house.officer, facts, at.house.member, NOT_READER,
        wrong=lambda: ({**facts, "year": 2999}, "Năm 2999 chưa đến: hãy xét cho năm nay."),
    )  # fmt: skip


@case("awards.eligibility.store")
def store_eligibility() -> Case:
    at = scene()
    facts = {"unit": at.house.hospital, "year": 2025, "content": b"PK"}
    return Case(at.house.officer, facts, at.house.member, NOT_READER)


@case("awards.decision.drop")
def drop_decision() -> Case:
    return decision_case("draft", {}, set(), ("for_signature", "Trình ký"))
