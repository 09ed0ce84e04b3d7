"""What inspection writes: allowed, refused with its reason, and the figure set right."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest

from thidua.core.capability import ASKS, OFFERS, PERSONAL
from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.documents.queries import content_of
from thidua.indicators.actions.reporting import Given
from thidua.indicators.models import Correction, Entry, Report
from thidua.indicators.queries import cells_of
from thidua.indicators.tests.factories import YEAR, Sector, reported
from thidua.initiatives.tests.factories import photo
from thidua.notices.models import Notice
from thidua.orgs.models import RoleGrant
from thidua.oversight import actions, packing, permits, queries, rules
from thidua.oversight.models import Draw, Finding, Visit
from thidua.oversight.tests.factories import (
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

pytestmark = pytest.mark.django_db


def refusal(run: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        run(**given)
    return str(refused.value)


def sum_of_dues(at: Sector) -> Decimal:
    found = cells_of(at.union, [at.dues.pk], starts_on=YEAR[0], ends_on=YEAR[1])
    return sum((cell.numerator for cell in found[at.dues.pk]), Decimal(0))


def test_a_plan_asks_about_evidence_and_books_and_is_approved_by_another(at: Sector) -> None:
    plan = drafted(at)
    assert plan.questions.count() == 2 * 3  # derived indicators ask nobody
    assert [(m.person, m.is_lead) for m in queries.members_of(plan)] == [
        (at.inspector.person, True), (at.officer.person, False),
    ]  # fmt: skip
    sent = actions.send_plan(actor=at.officer, plan=plan, on=TODAY)
    head = director(at)
    back = actions.return_plan(actor=head, plan=sent, reason="Thiếu căn cứ.")
    assert (back.state, back.return_reason) == ("draft", "Thiếu căn cứ.")
    again = actions.send_plan(actor=at.officer, plan=back, on=TODAY)
    assert [str(a.what) for a in ASKS["oversight"](head, on=TODAY)] == ["Duyệt kế hoạch kiểm tra"]
    assert refusal(
        actions.revise_plan, actor=at.officer, plan=again, facts=FACTS, team=[]
    ) == "Kế hoạch đã trình nên không sửa được; người duyệt trả lại thì sửa."  # fmt: skip
    RoleGrant.objects.create(
        person=at.officer.person, unit=at.union, role="director", valid_from=YEAR[0]
    )
    assert refusal(actions.approve_plan, actor=at.officer, plan=again) == (
        "Bạn đã lập kế hoạch này nên người khác phải duyệt."
    )
    assert actions.approve_plan(actor=head, plan=again).state == "approved"


def test_the_sample_is_what_anybody_works_out_from_list_and_seed(at: Sector) -> None:
    plan = approved(at)
    draw = prepared(at, plan, strata="ownership")
    given = {"actor": at.officer, "draw": draw}
    assert refusal(actions.perform_draw, **given) == (
        "Đang ở trạng thái «Đã chốt danh sách» nên không thực hiện được việc này."
    )
    assert refusal(actions.publish_seed, seed="12345", **given) == (
        "Mã rút mẫu cần ít nhất 6 ký tự để không ai đoán trước được."
    )
    seeded = actions.publish_seed(seed=SEED, **given)
    assert refusal(actions.publish_seed, actor=at.officer, draw=seeded, seed="thử lại") == (
        "Đang ở trạng thái «Đã công bố mã» nên không thực hiện được việc này."
    )
    assert refusal(
        actions.prepare_draw, actor=at.officer, plan=plan, of="units", strata="", size=1
    ) == "Mã rút mẫu đã công bố: rút mẫu theo mã đó trước đã."  # fmt: skip
    done = actions.perform_draw(actor=at.officer, draw=seeded)
    rows = [(u.code, u.ownership) for u in reversed(at.grassroots)]
    assert done.drawn == rules.sample(rows, SEED, 2)
    assert {visit.unit.code for visit in plan.visits.all()} == set(done.drawn)
    assert "CS4" in done.drawn  # the only one of companies: no stratum is left out
    assert Draw.objects.get(pk=draw.pk).digest == rules.digest(rows)


def test_without_a_seed_a_new_list_replaces_the_old_and_reports_can_be_drawn(at: Sector) -> None:
    for number in (0, 1, 2):
        reported(at, number)
    plan = approved(at)
    prepared(at, plan)
    draw = drawn(at, plan, of="reports", size=1)
    assert plan.draws.count() == 1
    [line] = queries.drawn_lines(draw)
    [made] = plan.visits.all()
    assert (made.unit_id, queries.drawn_reports(made)) == (line[3], {line[4]})
    made_by_chance = actions.publish_seed(actor=at.officer, draw=prepared(at, plan, size=1))
    assert (made_by_chance.is_made, len(made_by_chance.seed)) == (True, 32)
    assert refusal(
        actions.choose_unit, actor=at.officer, plan=plan, unit=made.unit, reason="Đơn thư."
    ) == f"{made.unit} đã có trong đợt kiểm tra."  # fmt: skip
    assert refusal(
        actions.choose_unit, actor=at.officer, plan=plan, unit=at.clusters[0], reason="Đơn thư."
    ) == "Cụm thi đua số 1 không báo cáo bộ chỉ tiêu được kiểm tra."  # fmt: skip


def test_nobody_inspects_their_own_unit(at: Sector) -> None:
    here = visit(at)
    RoleGrant.objects.create(
        person=at.inspector.person, unit=here.unit, role="head", valid_from=YEAR[0]
    )
    own = "Bạn thuộc Công đoàn cơ sở số 1 nên không kiểm tra đơn vị của mình: thành viên khác làm."
    given = {"visit": here, "on": TODAY, "held_on": TODAY, "answers": {}}
    assert refusal(actions.record_visit, actor=at.inspector, **given) == own
    assert refusal(actions.record_visit, actor=at.heads[0], **given) == (
        "Việc này dành cho thành viên đoàn kiểm tra."
    )
    assert actions.record_visit(actor=at.officer, **given).held_on == TODAY


def test_minutes_are_whole_and_tell_who_has_to_mend(at: Sector) -> None:
    here = visit(at)
    raised(at, here)
    given = {"actor": at.inspector, "visit": here, "on": TODAY}
    assert refusal(actions.conclude_visit, **given) == "Ghi ngày kiểm tra rồi kết luận."
    actions.record_visit(held_on=TODAY, answers={}, **given)
    assert refusal(actions.conclude_visit, **given) == "Còn 6 câu hỏi chưa trả lời."
    answered(at, here)
    actions.attach_evidence(actor=at.inspector, visit=here, file=photo("so-quy.jpg"))
    assert list(queries.findings_visible_to(at.heads[0])) == []
    assert ASKS["oversight"](at.heads[0], on=TODAY) == []
    actions.conclude_visit(**given)
    told = "Công đoàn cơ sở số 1 cần khắc phục tồn tại qua kiểm tra, hạn 31/03/2026"
    assert Notice.objects.get(recipient=at.heads[0], kind="oversight.finding").text == (
        f"{told}: Đối chiếu lại sổ quỹ."
    )
    [ask] = ASKS["oversight"](at.heads[0], on=TODAY)
    assert str(ask.what) == "Khắc phục tồn tại qua kiểm tra: Đối chiếu lại sổ quỹ."
    assert refusal(actions.conclude_visit, **given) == (
        "Đang ở trạng thái «Đã kết luận» nên không thực hiện được việc này."
    )
    plan = actions.close_plan(actor=at.officer, plan=here.plan)
    assert plan.state == "closed"


def test_a_finding_corrects_a_locked_figure_by_its_door_and_history_stays(at: Sector) -> None:
    reported(at, 1)
    finding = concluded(at, visit(at, lock=True))
    assert (finding.reported, sum_of_dues(at)) == ("80 / 100 = 80,0 %", 160)
    assert refusal(actions.settle_figure, actor=at.inspector, finding=finding) == (
        "Việc này dành cho cán bộ thi đua, khen thưởng của đơn vị cấp trên của "
        "Công đoàn cơ sở số 1."
    )
    assert (Correction.objects.count(), Finding.objects.get().settled) == (0, "")
    done = actions.settle_figure(actor=at.officer, finding=finding)
    made = Correction.objects.get()
    assert (made.before["numerator"], made.after["numerator"]) == ("80.0000", "60.0000")
    assert made.basis == ("Biên bản kiểm tra ngày 02/03/2026 tại Công đoàn cơ sở số 1, mục 1")
    assert (done.settled, sum_of_dues(at), Report.objects.get(unit=at.grassroots[0]).state) == (
        "corrected", 140, "locked",
    )  # fmt: skip
    [dues] = [row for row in Visit.objects.get().reported if row[0].startswith("Đoàn phí")]
    assert dues[2] == "80 / 100 = 80,0 %"  # what the minutes found stands in them
    entry = AuditEntry.objects.get(action="indicators.entry.correct")
    assert entry.cause == "oversight.finding.settle"
    assert refusal(actions.settle_figure, actor=at.officer, finding=done) == (
        "Số liệu này đã xử lý theo kết luận."
    )


def test_before_acceptance_the_report_goes_back_with_the_minutes(at: Sector) -> None:
    finding = concluded(at, visit(at, accept=False))
    done = actions.settle_figure(actor=at.officer, finding=finding)
    report = Report.objects.get()
    assert (done.settled, report.state, sum_of_dues(at)) == ("returned", "returned", 0)
    assert report.return_reason == (
        "Biên bản kiểm tra ngày 02/03/2026 tại Công đoàn cơ sở số 1, mục 1. Sổ quỹ chỉ ghi thu 60."
    )
    # While it is with its unit nothing can be corrected.
    Finding.objects.update(settled="")
    again = Finding.objects.get()
    assert refusal(actions.settle_figure, actor=at.officer, finding=again) == (
        "Báo cáo đang ở đơn vị: đơn vị sửa số liệu rồi gửi lại."
    )


def test_a_right_figure_must_make_sense_and_be_of_what_is_inspected(at: Sector) -> None:
    here = visit(at)
    wrong = Given(numerator=Decimal(5), denominator=Decimal(4))
    with pytest.raises(Refused, match="tử số lớn hơn mẫu số"):
        raised(at, here, said=wrong)
    with pytest.raises(Refused, match="Chọn số liệu nào của báo cáo cần sửa"):
        raised(at, here, entry=None)
    reported(at, 1)
    other = Entry.objects.filter(unit=at.grassroots[1]).first()
    with pytest.raises(Refused, match="không thuộc báo cáo được kiểm tra"):
        raised(at, here, entry=other)
    with pytest.raises(Refused, match="Hạn khắc phục phải sau hôm nay"):
        raised(at, here, due_on=TODAY)
    absent = raised(at, here, said=Given(absent=True))
    assert (absent.is_figure, absent.is_absent, absent.numerator) == (True, True, None)
    plain = raised(at, here, entry=None, said=None)
    assert (plain.number, plain.reported) == (2, "")
    actions.withdraw_finding(actor=at.inspector, visit=here, number=2)
    assert here.findings.count() == 1


def test_a_finding_is_mended_sent_back_and_closed(at: Sector) -> None:
    finding = remedied(at, visit(at))
    given = {"actor": at.inspector, "on": TODAY}
    assert [str(a.what) for a in ASKS["oversight"](at.inspector, on=TODAY)] == [
        "Xem kết quả khắc phục: Công đoàn cơ sở số 1"
    ]
    back = actions.return_finding(finding=finding, reason="Thiếu bản chụp sổ.", **given)
    assert (back.state, back.is_overdue(back.due_on), back.return_reason) == (
        "open", False, "Thiếu bản chụp sổ.",
    )  # fmt: skip
    assert back.is_overdue(back.due_on.replace(month=4, day=1))
    assert actions.remind_findings(actor=at.officer, findings=[back], on=TODAY) == 1
    assert actions.remind_findings(actor=at.officer, findings=[back], on=TODAY) == 0
    again = actions.remedy_finding(
        actor=at.heads[0], finding=back, said="Đã gửi bản chụp.", file=photo("so.jpg")
    )
    closed = actions.close_finding(actor=at.inspector, finding=again)
    assert (closed.state, closed.closed_by, closed.return_reason) == ("closed", at.inspector, "")
    assert len(PERSONAL["oversight"](at.heads[0].person)["remedies"]) == 1


def test_who_sees_what(at: Sector) -> None:
    here = visit(at)
    finding = concluded(at, here)
    seen = {
        name: (
            queries.plans_visible_to(user).count(), queries.visits_visible_to(user).count(),
            queries.findings_visible_to(user).count(),
        ) for name, user in (
            ("officer", at.officer), ("inspector", at.inspector), ("first", at.heads[0]),
            ("second", at.heads[1]), ("stranger", at.stranger),
        )
    }  # fmt: skip
    assert seen == {
        "officer": (1, 1, 1), "inspector": (1, 1, 1), "first": (1, 1, 1), "second": (1, 0, 0),
        "stranger": (0, 0, 0),
    }  # fmt: skip
    assert permits.sees_finding(at.heads[1], finding) == "Tồn tại này chưa mở cho bạn xem."
    [offer, _more] = OFFERS["oversight"](at.officer, at.movement, on=TODAY)
    assert str(offer.label) == FACTS["title"]


def test_the_pack_holds_everything(at: Sector) -> None:
    here = visit(at)
    actions.attach_evidence(actor=at.inspector, visit=here, file=photo("so-quy.jpg"))
    concluded(at, here)
    plan = queries.plan_by_pk(here.plan_id)
    assert plan is not None
    drawn(at, plan)
    content = packing.pack(plan, told=lambda done, total: None)
    kept = actions.store_pack(actor=at.officer, plan=plan, content=content)
    with zipfile.ZipFile(io.BytesIO(content_of(kept) or b"")) as package:
        names = set(package.namelist())
    files = {f"don-vi/{v.unit.code.lower()}/bien-ban.pdf" for v in Visit.objects.filter(plan=plan)}
    [evidence] = queries.evidence_of(here)
    files.add(f"don-vi/cs1/kiem-tra/{evidence.pk}-so-quy.jpg")
    assert names == files | {"ho-so-kiem-tra.xlsx", "cach-rut-mau.txt", "SHA256SUMS"}


def test_a_plan_without_units_below_or_days_in_order_is_refused(at: Sector) -> None:
    given = {"actor": at.officer, "of_set": at.set}
    assert refusal(
        actions.draft_plan, unit=at.grassroots[0], facts=FACTS, **given
    ) == "Công đoàn cơ sở số 1 không có đơn vị trực thuộc nào báo cáo bộ chỉ tiêu này."  # fmt: skip
    late = {**FACTS, "ends_on": YEAR[0]}
    assert refusal(actions.draft_plan, unit=at.union, facts=late, **given) == (
        "Ngày kết thúc phải từ ngày bắt đầu trở đi."
    )
    with pytest.raises(TypeError, match="a plan has no state"):
        actions.draft_plan(unit=at.union, facts={"state": "closed"}, **given)
    plan = running(at)
    assert refusal(actions.close_plan, actor=at.officer, plan=plan) == (
        "Còn đơn vị chưa kết luận: Công đoàn cơ sở số 1."
    )
