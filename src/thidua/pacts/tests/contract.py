"""Cases of the action contract."""

from decimal import Decimal
from typing import Any

from tests.contract import Case, case

from thidua.core import period
from thidua.movements.tests.factories import IN_TIME, launched
from thidua.orgs.tests.factories import hospital
from thidua.pacts import actions
from thidua.pacts.models import Pact
from thidua.pacts.tests import factories as make

UNION = "Công đoàn cơ sở Bệnh viện Quân y Sông Thao"
KEEPER = f"Việc này dành cho cán bộ thi đua, khen thưởng của {UNION}."


def in_state(label: str) -> str:
    return f"Đang ở trạng thái «{label}» nên không thực hiện được việc này."


@case("pacts.pact.create")
def create_pact() -> Case:
    house = hospital()
    given = {
        "movement": launched(house), "facts": make.FACTS, "parties": make.both(house),
        "clauses": make.CLAUSES,
    }  # fmt: skip

    def over() -> tuple[dict[str, Any], str]:
        movement = given["movement"]
        movement.state = "closed"
        movement.save()
        return given, "Phong trào đã kết thúc, không lập thêm giao ước."

    return Case(house.officer, given, house.head, KEEPER, wrong=over)


@case("pacts.pact.update")
def update_pact() -> Case:
    house = hospital()
    given = {
        "pact": make.draft(house), "facts": {"title": "Thi đua nước rút"},
        "parties": make.both(house), "clauses": make.CLAUSES,
    }  # fmt: skip
    return Case(
        house.officer, given, house.head, KEEPER, frozenset({"title"}),
        lambda: ({**given, "pact": make.opened(house)}, in_state("Đang lấy chữ ký")),
    )  # fmt: skip


@case("pacts.pact.open")
def open_pact() -> Case:
    house = hospital()
    given = {"pact": make.draft(house), "on": IN_TIME}
    return Case(
        house.officer, given, house.head, KEEPER, frozenset({"state", "opened_at"}),
        lambda: ({**given, "pact": make.opened(house)}, in_state("Đang lấy chữ ký")),
    )  # fmt: skip


@case("pacts.clause.bind")
def bind_clause() -> Case:
    house = hospital()
    pact = make.draft(house)
    clause, place = make.clause(pact), make.place(pact, house.group)
    given = {"clause": clause, "bound": {place.pk: Decimal(3)}}

    def nobody() -> tuple[dict[str, Any], str]:
        return {**given, "bound": {}}, (
            "Đánh dấu ít nhất một bên chịu ràng buộc, hoặc bỏ hẳn nội dung này."
        )

    return Case(house.officer, given, house.head, KEEPER, frozenset({"is_for_named"}), nobody)


@case("pacts.pact.recall")
def recall_pact() -> Case:
    house = hospital()
    given = {"pact": make.opened(house), "reason": "Ghi nhầm mức phấn đấu."}
    return Case(
        house.officer, given, house.head, KEEPER, frozenset({"state", "opened_at"}),
        lambda: ({**given, "pact": make.draft(house)}, in_state("Dự thảo")),
    )  # fmt: skip


@case("pacts.pact.sign")
def sign_pact() -> Case:
    house = hospital()
    pact = make.opened(house)
    given = {
        "pact": pact, "party": make.place(pact, house.group), "secret": make.SECRET, "on": IN_TIME,
    }  # fmt: skip

    def not_open() -> tuple[dict[str, Any], str]:
        other = make.draft(house)
        return {**given, "pact": other, "party": make.place(other, house.group)}, in_state(
            "Dự thảo"
        )

    refusal = "Việc này dành cho người đứng đầu của Tổ công đoàn Nội hoặc người được giao thay mặt."
    return Case(house.head, given, house.member, refusal, frozenset(), not_open)


@case("pacts.pact.seal")
def seal_pact() -> Case:
    house = hospital()
    pact = make.opened(house, parties=make.both(house))
    make.sign(pact, house.head, house.group)
    make.sign(pact, house.other_member, house.other_group)
    witness = make.place(pact, house.hospital)
    given = {
        "pact": Pact.objects.get(pk=pact.pk), "on": IN_TIME,
        "absences": {witness.pk: "Đi công tác."},
    }  # fmt: skip

    def too_few() -> tuple[dict[str, Any], str]:
        return {**given, "pact": make.opened(house)}, (
            "Giao ước cần ít nhất hai bên đã ký mới niêm phong được."
        )

    return Case(
        house.officer, given, house.head, KEEPER,
        frozenset({"state", "sealed_at", "record_sha256", "paper_id"}), too_few,
    )  # fmt: skip


@case("pacts.pact.amend")
def amend_pact() -> Case:
    house = hospital()
    given = {"pact": make.sealed(house), "reason": "Thêm chỉ tiêu sáng kiến."}

    def under_way() -> tuple[dict[str, Any], str]:
        with period.standing_on(IN_TIME):
            actions.amend_pact(actor=house.officer, **given)
        return given, "Giao ước này đang có một bản sửa đổi chưa ký xong."

    return Case(house.officer, given, house.head, KEEPER, frozenset(), under_way)


@case("pacts.party.remind")
def remind_signers() -> Case:
    house = hospital()
    pact = make.opened(house)
    given = {"parties": [make.place(pact, house.group)], "on": IN_TIME}

    def signed() -> tuple[dict[str, Any], str]:
        make.sign(pact, house.head, house.group)
        return given, "Tổ công đoàn Nội đã ký giao ước này."

    return Case(house.officer, given, house.head, KEEPER, wrong=signed)


@case("pacts.sheet.record")
def record_sheet() -> Case:
    house = hospital()
    pact = make.opened(house)
    given = {
        "pact": pact, "scan": make.scan(), "on": IN_TIME,
        "signed": {make.place(pact, house.group).pk: "Trần Thị Hiền"},
    }  # fmt: skip

    def waiting() -> tuple[dict[str, Any], str]:
        make.ticked(house, pact, house.group)
        return given, "Tổ công đoàn Nội đang chờ người thứ hai xác nhận."

    return Case(house.officer, given, house.head, KEEPER, frozenset(), waiting)


@case("pacts.sheet.confirm")
def confirm_sheet() -> Case:
    house = hospital()
    pact = make.opened(house)
    sheet = make.ticked(house, pact, house.group)
    given = {"sheet": sheet, "agreed": [make.place(pact, house.group).pk], "on": IN_TIME}

    def done() -> tuple[dict[str, Any], str]:
        with period.standing_on(IN_TIME):
            actions.confirm_sheet(actor=house.director, **given)
        return given, "Bản quét này đã được xác nhận."

    return Case(
        house.director, given, house.officer,
        "Bạn đã đánh dấu bản quét này nên người thứ hai phải xác nhận.",
        frozenset({"confirmed_by_id", "confirmed_at"}), done,
    )  # fmt: skip
