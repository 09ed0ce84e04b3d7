"""Cases of the action contract."""

from typing import Any

from tests.contract import Case, case

from thidua.indicators.tests.factories import Sector, sector
from thidua.initiatives.tests.factories import photo
from thidua.oversight import actions
from thidua.oversight.models import Draw, Finding, Plan, Visit
from thidua.oversight.tests.factories import (
    DUE,
    FACTS,
    SEED,
    TODAY,
    answered,
    approved,
    concluded,
    director,
    drafted,
    drawn,
    prepared,
    raised,
    remedied,
    running,
    visit,
)

KEEPERS = (
    "Việc này dành cho cán bộ thi đua, khen thưởng, thanh tra, kiểm tra "
    "của Công đoàn ngành Y tế Sông Thao."
)
DIRECTOR = "Việc này dành cho thủ trưởng đơn vị của Công đoàn ngành Y tế Sông Thao."
TEAM = "Việc này dành cho thành viên đoàn kiểm tra."
REPORTERS = (
    "Việc này dành cho trưởng khoa, phòng, tổ, cán bộ thi đua, khen thưởng, thủ trưởng đơn vị "
    "của Công đoàn cơ sở số 1."
)
SENT = "Kế hoạch đã trình nên không sửa được; người duyệt trả lại thì sửa."
EARLY = "Rút mẫu và chọn đơn vị khi kế hoạch đã duyệt và chưa kết thúc."
UNPACKED = "Kế hoạch duyệt rồi mới có hồ sơ kiểm tra."
Wrong = tuple[dict[str, Any], str]


def in_state(label: str) -> str:
    return f"Đang ở trạng thái «{label}» nên không thực hiện được việc này."


def made_draft(of: type[Plan] = Plan) -> None:
    of.objects.update(state="draft", approved_at=None)


@case("oversight.plan.draft")
def draft() -> Case:
    at = sector()
    given = {"unit": at.union, "of_set": at.set, "facts": FACTS, "team": [at.inspector.person]}

    def unopened() -> Wrong:
        at.set.state = "draft"
        at.set.save()
        return given, "Bộ chỉ tiêu chưa được áp dụng nên chưa có gì để kiểm tra."

    return Case(at.officer, given, at.heads[0], KEEPERS, wrong=unopened)


def on_draft(changed: set[str], **more: Any) -> Case:
    at = sector()
    plan = drafted(at)
    given = {"plan": plan, **more}

    def sent() -> Wrong:
        Plan.objects.update(state="sent")
        return given, SENT

    return Case(at.officer, given, at.heads[0], KEEPERS, frozenset(changed), sent)


case("oversight.plan.revise")(lambda: on_draft({"aim"}, facts={"aim": "Số thật."}, team=[]))
case("oversight.plan.ask")(lambda: on_draft(set(), questions=[(None, "Có lưu sổ không?")]))


@case("oversight.plan.send")
def send() -> Case:
    at = sector()
    given = {"plan": drafted(at), "on": TODAY}

    def nobody() -> Wrong:
        actions.revise_plan(actor=at.officer, plan=given["plan"], facts=FACTS, team=[])
        return given, "Ghi trưởng đoàn kiểm tra rồi trình."

    return Case(at.officer, given, at.heads[0], KEEPERS, frozenset({"state"}), nobody)


def on_sent(changed: set[str], **more: Any) -> Case:
    at = sector()
    plan = actions.send_plan(actor=at.officer, plan=drafted(at), on=TODAY)
    given = {"plan": plan, **more}

    def back() -> Wrong:
        made_draft()
        return given, in_state("Đang soạn")

    return Case(director(at), given, at.officer, DIRECTOR, frozenset(changed), back)


case("oversight.plan.return")(lambda: on_sent({"state", "return_reason"}, reason="Thiếu đoàn."))
case("oversight.plan.approve")(lambda: on_sent({"state", "approved_by_id", "approved_at"}))


@case("oversight.plan.start")
def start() -> Case:
    at = sector()
    plan = approved(at)
    drawn(at, plan)
    given = {"plan": plan}

    def empty() -> Wrong:
        Visit.objects.all().delete()
        return given, "Chưa có đơn vị nào được rút mẫu hoặc chọn để kiểm tra."

    return Case(at.officer, given, at.heads[0], KEEPERS, frozenset({"state"}), empty)


@case("oversight.plan.close")
def close() -> Case:
    at = sector()
    here = visit(at)
    concluded(at, here)
    given = {"plan": here.plan}

    def unfinished() -> Wrong:
        Visit.objects.update(state="planned")
        return given, "Còn đơn vị chưa kết luận: Công đoàn cơ sở số 1."

    return Case(at.officer, given, at.heads[0], KEEPERS, frozenset({"state"}), unfinished)


def choosing(at: Sector, given: dict[str, Any], changed: set[str]) -> Case:
    def early() -> Wrong:
        made_draft()
        return given, EARLY

    return Case(at.officer, given, at.heads[0], KEEPERS, frozenset(changed), early)


@case("oversight.draw.prepare")
def prepare() -> Case:
    at = sector()
    return choosing(at, {"plan": approved(at), "of": "units", "strata": "", "size": 2}, set())


@case("oversight.visit.choose")
def choose() -> Case:
    at = sector()
    given = {"plan": approved(at), "unit": at.grassroots[0], "reason": "Có đơn phản ánh."}
    return choosing(at, given, set())


@case("oversight.draw.seed")
def seed() -> Case:
    at = sector()
    given = {"draw": prepared(at, approved(at)), "seed": SEED}
    return choosing(at, given, {"state", "seed", "seeded_by_id", "seeded_at"})


@case("oversight.draw.draw")
def perform() -> Case:
    at = sector()
    draw = actions.publish_seed(actor=at.officer, draw=prepared(at, approved(at)), seed=SEED)
    given = {"draw": draw}

    def done() -> Wrong:
        Draw.objects.update(state="drawn")
        return given, in_state("Đã rút mẫu")

    changed = frozenset({"state", "drawn", "drawn_by_id", "drawn_at"})
    return Case(at.officer, given, at.heads[0], KEEPERS, changed, done)


def on_visit(changed: set[str], prepare: Any = None, **more: Any) -> Case:
    at = sector()
    here = visit(at)
    if prepare:
        prepare(at, here)
    given = {"visit": here, **more}

    def unstarted() -> Wrong:
        Plan.objects.update(state="approved")
        return given, "Kế hoạch chưa bắt đầu kiểm tra hoặc đã kết thúc."

    return Case(at.inspector, given, at.heads[0], TEAM, frozenset(changed), unstarted)


case("oversight.visit.record")(
    lambda: on_visit({"held_on", "remarks"}, on=TODAY, held_on=TODAY, remarks="Tốt.", answers={})
)
case("oversight.visit.attach")(lambda: on_visit(set(), file=photo("so-quy.jpg")))
case("oversight.visit.conclude")(
    lambda: on_visit({"state", "concluded_by_id", "concluded_at"}, answered, on=TODAY)
)


@case("oversight.finding.raise")
def raise_finding() -> Case:
    made = on_visit(
        set(), on=TODAY, found="Thiếu sổ.", remedy="Lập sổ.", due_on=DUE,
    )  # fmt: skip
    made.given["unit"] = made.given["visit"].unit
    return made


@case("oversight.finding.withdraw")
def withdraw() -> Case:
    at = sector()
    here = visit(at)
    given = {"visit": here, "number": raised(at, here).number}

    def standing() -> Wrong:
        actions.conclude_visit(actor=at.inspector, visit=answered(at, here), on=TODAY)
        return given, in_state("Đã kết luận")

    return Case(at.inspector, given, at.heads[0], TEAM, wrong=standing)


@case("oversight.finding.remedy")
def remedy() -> Case:
    at = sector()
    given = {"finding": concluded(at, visit(at)), "said": "Đã sửa sổ."}

    def closed() -> Wrong:
        Finding.objects.update(state="closed")
        return given, in_state("Đã đóng")

    changed = frozenset({"state", "remedied", "remedied_by_id", "remedied_at"})
    return Case(at.heads[0], given, at.heads[1], REPORTERS, changed, closed)


def on_remedied(changed: set[str], **more: Any) -> Case:
    at = sector()
    given = {"finding": remedied(at, visit(at)), **more}

    def again() -> Wrong:
        Finding.objects.update(state="open")
        return given, in_state("Chờ khắc phục")

    return Case(at.inspector, given, at.heads[0], TEAM, frozenset(changed), again)


case("oversight.finding.return")(
    lambda: on_remedied({"state", "return_reason"}, reason="Thiếu ảnh.", on=TODAY)
)
case("oversight.finding.close")(lambda: on_remedied({"state", "closed_by_id", "closed_at"}))


@case("oversight.finding.settle")
def settle() -> Case:
    at = sector()
    given = {"finding": concluded(at, visit(at))}

    def elsewhere() -> Wrong:
        finding = given["finding"]
        finding.report.state = "returned"
        finding.report.save()
        return given, "Báo cáo đang ở đơn vị: đơn vị sửa số liệu rồi gửi lại."

    changed = frozenset({"settled", "settled_by_id", "settled_at"})
    return Case(at.officer, given, at.stranger, KEEPERS, changed, elsewhere)


@case("oversight.finding.remind")
def remind() -> Case:
    at = sector()
    finding = concluded(at, visit(at))
    given = {"findings": [finding], "on": TODAY}

    def closed() -> Wrong:
        Finding.objects.update(state="closed")
        return given, "Chỉ nhắc tồn tại còn chờ khắc phục."

    return Case(at.officer, given, at.heads[0], KEEPERS, wrong=closed)


def packing(**more: Any) -> Case:
    at = sector()
    given = {"plan": running(at), **more}

    def unapproved() -> Wrong:
        made_draft()
        return given, UNPACKED

    return Case(at.officer, given, at.heads[0], KEEPERS, wrong=unapproved)


case("oversight.pack.start")(packing)
case("oversight.pack.store")(lambda: packing(content=b"PK"))
