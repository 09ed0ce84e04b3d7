"""The pages of inspection: from an empty list to a figure that was set right."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from thidua.core import task
from thidua.core.models import TaskRun
from thidua.indicators.tests.factories import Sector
from thidua.oversight import queries
from thidua.oversight.models import Draw, Finding, Plan
from thidua.oversight.tests.factories import concluded, director, drawn, running, visit

pytestmark = pytest.mark.django_db


def at_(name: str, *args: Any) -> str:
    return reverse(f"oversight:{name}", args=args)


def as_(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def told(answer: Any) -> str:
    """The last sentence: earlier ones were on pages that nobody opened."""
    return [str(message) for message in answer.context["messages"]][-1]


def test_a_plan_is_written_approved_drawn_and_begun_by_its_pages(at: Sector) -> None:
    officer, head = as_(at.officer), as_(director(at))
    assert "Chưa có kế hoạch kiểm tra nào" in officer.get(at_("plans")).content.decode()
    page = officer.get(at_("create"))
    given = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    given |= {
        "unit": at.union.pk, "of_set": at.set.pk, "bases": "", "aim": "",
        "team": f"{at.inspector.person.code}\n{at.officer.person}",
        "about_from": "01/01/2025", "about_to": "31/12/2025", "starts_on": "02/03/2026",
        "ends_on": "01/03/2026",
    }  # fmt: skip
    page = officer.post(at_("create"), given)
    assert page.context["form"].errors == {
        "ends_on": ["Ngày kết thúc phải từ ngày bắt đầu trở đi."]
    }
    assert officer.post(at_("create"), {**given, "ends_on": "30/04/2026"}).status_code == 302
    plan = Plan.objects.get()
    rows = officer.get(at_("questions", plan.pk)).context["rows"]
    typed = {"cau-hoi-TOTAL_FORMS": "2", "cau-hoi-INITIAL_FORMS": "0"} | {
        f"cau-hoi-{n}-{name}": str(rows.forms[n][name].value()) for n in range(2)
        for name in ("indicator", "text")
    }  # fmt: skip
    assert officer.post(at_("questions", plan.pk), typed).status_code == 302
    assert plan.questions.count() == 2
    move = at_("move", plan.pk)
    officer.post(move, {"send": "1"})
    head.post(move, {"reason": "Ghi thêm căn cứ."})
    assert Plan.objects.get().return_reason == "Ghi thêm căn cứ."
    officer.post(move, {"send": "1"})
    assert told(head.post(move, {"approve": "1"}, follow=True)) == (
        "Đã duyệt. Đơn vị báo cáo bộ chỉ tiêu thấy kế hoạch từ bây giờ."
    )
    officer.post(at_("prepare_draw", plan.pk), {"of": "units", "strata": "ownership", "size": "2"})
    draw = Draw.objects.get()
    officer.post(at_("seed", draw.pk), {"seed": "48213-07"})
    officer.post(at_("perform_draw", draw.pk))
    page = as_(at.heads[4]).get(at_("draw", draw.pk))
    assert [line["code"] for line in page.context["chosen"]] == Draw.objects.get().drawn
    assert "48213-07" in page.content.decode()
    assert told(officer.post(move, {"start": "1"}, follow=True)) == "Đã bắt đầu kiểm tra."


def test_a_visit_is_recorded_concluded_and_its_finding_mended_by_pages(at: Sector) -> None:
    here = visit(at)
    inspector, head, officer = as_(at.inspector), as_(at.heads[0]), as_(at.officer)
    entry = queries.reports_under(here.plan, here.unit)[0].entries.get(indicator=at.dues)
    wrong = {
        "numerator": "120", "denominator": "100", "found": "Sổ ghi khác.", "remedy": "Sửa sổ.",
        "unit": str(here.unit.pk), "due_on": "31/03/2026",
    }  # fmt: skip
    address = f"{at_('raise', here.pk)}?so-lieu={entry.pk}"
    assert inspector.post(address, wrong).context["form"].errors.keys() == {"numerator"}
    assert inspector.post(address, {**wrong, "numerator": "60"}).status_code == 302
    answers = {f"q{q.pk}": "no" for q in queries.questions_of(here.plan)}
    inspector.post(at_("record", here.pk), {"held_on": "02/03/2026", **answers})
    assert told(inspector.post(at_("conclude", here.pk), follow=True)) == (
        "Đã kết luận. Đơn vị thấy kết luận và tồn tại cần khắc phục."
    )
    finding = Finding.objects.get()
    page = inspector.get(at_("finding", finding.pk))
    assert "dành cho cán bộ thi đua" in str(page.context["why_not_settle"])
    assert officer.get(at_("finding", finding.pk)).context["why_not_settle"] is None
    officer.post(at_("settle", finding.pk))
    entry.refresh_from_db()
    assert (entry.numerator, entry.version, Finding.objects.get().settled) == (60, 2, "corrected")
    assert head.get(at_("finding", finding.pk)).context["remedies"]
    head.post(at_("remedy", finding.pk), {"said": "Đã sửa sổ."})
    inspector.post(at_("decide", finding.pk), {"reason": "Thiếu bản chụp."})
    head.post(at_("remedy", finding.pk), {"said": "Đã gửi bản chụp."})
    inspector.post(at_("decide", finding.pk), {"close": "1"})
    assert Finding.objects.get().state == "closed"
    text = PdfReader(io.BytesIO(head.get(at_("minutes", here.pk, "pdf")).content)).pages[0]
    assert "Kiểm tra báo cáo chỉ tiêu thi đua tại Công đoàn cơ sở số 1" in " ".join(
        text.extract_text().split()
    )


def test_others_units_and_unfinished_minutes_stay_closed(at: Sector) -> None:
    here = visit(at)
    assert as_(at.heads[1]).get(at_("visit", here.pk)).status_code == 403
    assert as_(at.heads[0]).get(at_("visit", here.pk)).context["inside"] is False
    assert as_(at.heads[0]).get(at_("minutes", here.pk, "pdf")).status_code == 403
    assert as_(at.heads[0]).get(at_("record", here.pk)).status_code == 403
    assert as_(at.stranger).get(at_("plan", here.plan_id)).status_code == 403
    page = as_(at.heads[1]).get(at_("plan", here.plan_id))
    assert (page.context["visits"], page.context["hidden"]) == ([], 1)


def test_lists_ask_the_same_number_of_questions(at: Sector) -> None:
    finding = concluded(at, visit(at))
    client, counts = as_(at.officer), []
    client.get(at_("findings"))
    for round_ in range(2):
        with CaptureQueriesContext(connection) as seen:
            client.get(at_("plans"))
            client.get(at_("findings"))
        counts.append(len(seen))
        for number in (2, 3):
            finding.pk, finding.number = None, number + 2 * round_
            finding.save(force_insert=True)
    assert counts[0] == counts[1]


def test_the_pack_is_made_in_the_background(at: Sector) -> None:
    plan = running(at)
    drawn(at, plan)
    as_(at.officer).post(at_("pack", plan.pk))
    run = TaskRun.objects.get()
    task.perform(run.pk)
    run.refresh_from_db()
    [pack] = queries.packs_of(plan)
    assert (run.state, run.result_url) == ("done", reverse("documents:file", args=[pack.pk]))
    assert as_(at.heads[0]).get(run.result_url).status_code == 403
    answer = as_(at.inspector).get(run.result_url)
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    answer.close()
