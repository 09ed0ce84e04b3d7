"""Cases of the action contract."""

from collections.abc import Callable
from typing import Any

from tests.contract import Case, case

from thidua.awards import actions as awards
from thidua.awards.tests.factories import Scene, person
from thidua.funds import actions
from thidua.funds.models import Entry, Fund, Item, Movement, Prize
from thidua.funds.tests.factories import (
    DAY,
    FEBRUARY,
    frames_of,
    fund_of,
    issued,
    pay,
    prizes_in,
    scene,
)

HOSPITAL = "Bệnh viện Quân y Sông Thao"
NOT_OFFICER = f"Việc này dành cho cán bộ thi đua, khen thưởng của {HOSPITAL}."
NOT_DIRECTOR = f"Việc này dành cho thủ trưởng đơn vị của {HOSPITAL}."
OPEN = "Đang ở trạng thái «Đang thu, chi» nên không thực hiện được việc này."
CLOSED = "Đang ở trạng thái «Đã khóa sổ» nên không thực hiện được việc này."
DUE = "Đang ở trạng thái «Chưa chi» nên không thực hiện được việc này."
Wrong = Callable[[], tuple[dict[str, Any], str]]


def by_officer(at: Scene, given: dict[str, Any], changed: set[str], wrong: Wrong) -> Case:
    return Case(at.house.officer, given, at.house.head, NOT_OFFICER, frozenset(changed), wrong)


def by_director(at: Scene, given: dict[str, Any], changed: set[str], wrong: Wrong) -> Case:
    return Case(at.house.director, given, at.house.head, NOT_DIRECTOR, frozenset(changed), wrong)


def closed(fund: Fund) -> Fund:
    Fund.objects.filter(pk=fund.pk).update(state="closed")
    return fund


@case("funds.fund.create")
def create_fund() -> Case:
    at = scene()
    given = {"unit": at.house.hospital, "year": 2026}

    def wrong() -> tuple[dict[str, Any], str]:
        Fund.objects.get_or_create(unit=at.house.hospital, line="government", year=2026)
        return given, f"Quỹ năm 2026 của {HOSPITAL} đã có."

    return by_officer(at, given, set(), wrong)


@case("funds.fund.plan")
def plan_fund() -> Case:
    at = scene()
    fund = actions.create_fund(actor=at.house.officer, unit=at.house.hospital, year=2026)
    given = {"fund": fund, "amounts": {"budget": 1000}}
    return by_officer(at, given, set(), lambda: ({**given, "fund": closed(fund)}, CLOSED))


@case("funds.fund.approve")
def approve_fund() -> Case:
    at = scene()
    fund = actions.create_fund(actor=at.house.officer, unit=at.house.hospital, year=2026)
    actions.plan_fund(actor=at.house.officer, fund=fund, amounts={"budget": 1000})
    given = {"fund": fund, "basis": "QĐ 12"}
    changed = {"state", "basis"}
    return by_director(at, given, changed, lambda: ({**given, "fund": closed(fund)}, CLOSED))


@case("funds.fund.close")
def close_fund() -> Case:
    at = scene()
    fund = fund_of(at)
    return by_director(at, {"fund": fund}, {"state"}, lambda: ({"fund": closed(fund)}, CLOSED))


@case("funds.fund.reopen")
def reopen_fund() -> Case:
    at = scene()
    fund = closed(fund_of(at))

    def wrong() -> tuple[dict[str, Any], str]:
        Fund.objects.update(state="open")
        return {"fund": fund, "reason": "Thiếu"}, OPEN

    return by_director(at, {"fund": fund, "reason": "Thiếu một phiếu"}, {"state"}, wrong)


@case("funds.entry.create")
def enter() -> Case:
    at = scene()
    given = {
        "fund": fund_of(at), "heading": "organising", "amount": 1000, "day": FEBRUARY,
        "paper": "PC 2", "purpose": "Hội nghị", "on": FEBRUARY,
    }  # fmt: skip
    wrong = "Tiền thưởng được chi từ danh sách của từng quyết định, không ghi tay."
    return by_officer(at, given, set(), lambda: ({**given, "heading": "prizes"}, wrong))


@case("funds.entry.correct")
def correct_entry() -> Case:
    at = scene()
    fund_of(at)
    entry = Entry.objects.get()
    given = {"entry": entry, "reason": "Nhầm", "on": FEBRUARY}

    def wrong() -> tuple[dict[str, Any], str]:
        if not entry.corrections.exists():
            actions.correct_entry(actor=at.house.officer, **given)
        return given, "Bút toán này đã được ghi ngược."

    return by_officer(at, given, set(), wrong)


@case("funds.rate.set")
def set_rate() -> Case:
    at = scene()
    given = {
        "unit": at.house.hospital, "award": "GK", "is_collective": False, "amount": 300_000,
        "valid_from": DAY, "basis": "QC 5",
    }  # fmt: skip
    wrong = {**given, "award": "KHONG_CO"}
    return by_officer(at, given, set(), lambda: (wrong, "Chưa có bộ quy tắc cho: KHONG_CO."))


@case("funds.decision.follow")
def follow_decision() -> Case:
    at = scene()
    decision = issued(at, "GK", [person(at.house)], number=1)
    Prize.objects.all().delete()
    return Case(at.house.officer, {"decision": decision, "on": DAY}, at.house.head, NOT_OFFICER)


@case("funds.prizes.fill")
def fill_prizes() -> Case:
    at = scene()
    decision = issued(at, "GK", [person(at.house)], number=1)
    Prize.objects.update(amount=None)
    actions.set_rate(
        actor=at.house.officer, unit=at.house.hospital, award="GK", is_collective=False,
        amount=300_000, valid_from=DAY, basis="QC 5",
    )  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        Prize.objects.update(amount=1)
        said = "Không có khoản nào điền được: ghi mức thưởng của đơn vị trước."
        return {"decision": decision}, said

    return by_officer(at, {"decision": decision}, set(), wrong)


@case("funds.prize.treat_apart")
def treat_apart() -> Case:
    at = scene()
    [prize] = prizes_in(issued(at, "LDTT", [person(at.house)], number=1))
    given = {"prize": prize, "reason": "Khác đợt"}

    def wrong() -> tuple[dict[str, Any], str]:
        Prize.objects.update(is_title=False)
        return given, "Chỉ danh hiệu chưa chi mới ghi chi riêng được."

    return by_officer(at, given, {"apart"}, wrong)


@case("funds.prizes.pay")
def pay_prizes() -> Case:
    at = scene()
    decision, fund = issued(at, "GK", [person(at.house)], number=1), fund_of(at)
    given = {
        "fund": fund, "decision": decision, "prizes": [prizes_in(decision)[0].pk],
        "paid_on": FEBRUARY, "way": "cash", "paper": "PC 7", "on": FEBRUARY,
    }  # fmt: skip
    return by_officer(at, given, set(), lambda: ({**given, "fund": closed(fund)}, CLOSED))


def _paid(at: Scene) -> tuple[Fund, Prize]:
    decision, fund = issued(at, "GK", [person(at.house)], number=1), fund_of(at)
    pay(at, fund, decision)
    return fund, Prize.objects.get()


@case("funds.prize.take_back")
def take_back_prize() -> Case:
    at = scene()
    _fund, prize = _paid(at)
    given = {"prize": prize, "reason": "Nhầm người", "on": FEBRUARY}

    def wrong() -> tuple[dict[str, Any], str]:
        Prize.objects.update(state="due", paid_on=None, entry=None)
        return given, DUE

    return by_officer(at, given, {"state", "paid_on", "way", "received_by", "entry_id"}, wrong)


@case("funds.prize.recover")
def recover_prize() -> Case:
    at = scene()
    revocation = at.revocation("member", state="signed")
    fund = fund_of(at)
    pay(at, fund, revocation.decision)
    awards.issue_revocation(
        actor=at.house.officer, revocation=revocation, number=216, dated_on=DAY, on=DAY
    )
    awards.record_recovery(
        actor=at.house.officer, recovery=revocation.rows.get(), what="prize",
        recovered_on=FEBRUARY, on=FEBRUARY,
    )  # fmt: skip
    prize = Prize.objects.get()
    given = {"prize": prize, "fund": fund, "paper": "PT 9", "on": FEBRUARY}

    def wrong() -> tuple[dict[str, Any], str]:
        Prize.objects.update(state="due", paid_on=None, entry=None, recovered_by=None)
        return given, DUE

    return by_officer(at, given, {"state", "recovered_by_id"}, wrong)


ITEM = {"name": "Khung A4", "kind": "frame", "measure": "chiếc", "awards": ["GK"]}


@case("funds.item.create")
def create_item() -> Case:
    at = scene()
    given = {"unit": at.house.hospital, **ITEM}
    wrong = {**given, "awards": ["KHONG_CO"]}
    return by_officer(at, given, set(), lambda: (wrong, "Chưa có bộ quy tắc cho: KHONG_CO."))


@case("funds.item.update")
def update_item() -> Case:
    at = scene()
    given = {"item": frames_of(at), **ITEM}
    wrong = {**given, "name": " "}
    return by_officer(at, given, {"name"}, lambda: (wrong, "Ghi tên hiện vật."))


def _on_item(name: str, given: dict[str, Any], wrong: dict[str, Any], why: str) -> None:
    def build() -> Case:
        at = scene()
        facts = {"item": frames_of(at, 5), "day": DAY, "on": DAY, **given}
        return by_officer(at, facts, {"balance"}, lambda: ({**facts, **wrong}, why))

    case(name)(build)


_on_item(
    "funds.stock.take_in", {"cause": "bought", "number": 3, "paper": "HĐ 1"}, {"cause": "given"},
    "Nhập kho là mua về hoặc cấp trên cấp.",
)  # fmt: skip
_on_item("funds.stock.spoil", {"number": 2, "reason": "Vỡ"}, {"number": 9}, "Kho chỉ còn 5 chiếc.")
_on_item(
    "funds.stock.count", {"counted": 4, "reason": "Mất một chiếc"}, {"reason": "", "counted": 3},
    "Sổ còn 5, đếm được 3: ghi lý do chênh lệch.",
)  # fmt: skip


@case("funds.stock.return")
def return_artefact() -> Case:
    at = scene()
    frames_of(at, 3)
    revocation = at.revocation("member", state="issued")
    awards.record_recovery(
        actor=at.house.officer, recovery=revocation.rows.get(), what="artefact",
        recovered_on=FEBRUARY, on=FEBRUARY,
    )  # fmt: skip
    given = {"movement": Movement.objects.get(cause="given"), "on": FEBRUARY}

    def wrong() -> tuple[dict[str, Any], str]:
        Movement.objects.filter(cause="returned").delete()
        Item.objects.update(balance=3)
        Movement.objects.filter(cause="given").update(cause="spoiled")
        return given, "Chỉ hiện vật đã xuất theo quyết định mới nhập lại được."

    return by_officer(at, given, set(), wrong)
