"""Pages of the library, sets, assigning and targets."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.core.permit import Refused
from thidua.indicators import actions
from thidua.indicators.models import Assignment, Batch, Definition, Indicator, IndicatorSet, Target
from thidua.indicators.rules import Goal
from thidua.indicators.tests.factories import FIRST, LAST, MEMBERS, YEAR, Sector, sector
from thidua.orgs.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Sector:
    return sector()


def url(name: str, *args: int) -> str:
    return reverse(f"indicators:{name}", args=args)


def see(client: Client, user: Any, address: str, status: int = 200) -> str:
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def pasted(*lines: str) -> dict[str, str]:
    """The form of targets as it is sent with rows of the table's columns."""
    names = (
        "indicator", "goal", "reach", "unit", "for_kind", "for_ownership", "first_year",
        "last_year", "way", "note",
    )  # fmt: skip
    sent = {"muc-TOTAL_FORMS": str(len(lines)), "muc-INITIAL_FORMS": "0"}
    for number, line in enumerate(lines):
        for name, cell in zip(names, line.split("|"), strict=False):
            sent[f"muc-{number}-{name}"] = cell
    return sent


def test_an_indicator_is_defined_redefined_from_a_day_and_retired(
    client: Client, at: Sector
) -> None:
    client.force_login(at.officer)
    given = {
        "unit": at.union.pk, "code": "CL.9", "valid_from": "01/01/2021", "name": "Thu kinh phí 2 %",
        "counted_in": "%", "shape": "number", "adds": "share", "direction": "more",
        "frequency": "year", "decimals": "1", "base": at.dues.pk, "passes": "≥ 95",
    }  # fmt: skip
    answer = client.post(url("define"), given, follow=True)
    made = Indicator.objects.get(code="CL.9")
    assert said(answer) == ["Đã thêm chỉ tiêu."]
    assert "Đếm đơn vị có chỉ tiêu DP từ 95 % trở lên" in answer.content.decode()

    later = {**given, "valid_from": "01/01/2025", "passes": "khá nhiều"}
    answer = client.post(url("redefine", made.pk), later)
    wrong = answer.context["form"].errors["passes"]
    assert wrong[0] == ("Chưa hiểu «khá nhiều». Ghi như: ≥ 95; = 100; 100–200; 0; ít nhất 3–5.")
    client.post(url("redefine", made.pk), {**later, "passes": "= 100"})
    meanings = Definition.objects.filter(indicator=made).order_by("valid_from")
    assert [(m.valid_from.year, m.passes and m.passes.goal) for m in meanings] == [
        (2021, Goal(relation="at_least", low=95)), (2025, Goal(relation="equal", low=100)),
    ]  # fmt: skip
    client.post(url("retire", made.pk), {"on": "01/01/2026"})
    assert Indicator.objects.get(pk=made.pk).retired_on == date(2026, 1, 1)
    assert "Thư viện chỉ tiêu do cán bộ thi đua" in see(client, at.heads[0], url("define"), 403)
    see(client, at.stranger, url("indicator", made.pk), 403)


def test_the_library_is_searched_and_filtered_at_a_constant_price(
    client: Client, at: Sector
) -> None:
    client.force_login(at.officer)
    found = client.get(url("library"), {"q": "doan vien"})
    assert [row.code for row in found.context["page"].object_list] == ["DV"]
    found = client.get(url("library"), {"shape": "ratio"})
    assert [row.code for row in found.context["page"].object_list] == ["DP"]
    found = client.get(url("library"), {"standing": "retired"})
    assert found.context["total"] == 0
    assert client.get(url("library"), {"export": "xlsx"}).status_code == 200
    costs = []
    for code in ("X1", "X2", "X3"):
        with CaptureQueriesContext(connection) as asked:
            client.get(url("library"))
            client.get(url("set", at.set.pk))
            client.get(url("targets", at.set.pk))
            client.get(url("steps", at.set.pk))
        costs.append(len(asked))
        more = actions.define(
            actor=at.officer, unit=at.union, code=code, facts=MEMBERS, valid_from=FIRST
        )
        actions.fill_set(
            actor=at.officer, of_set=at.set,
            indicators=[at.dues, at.members, at.rating, at.well, at.best, more],
        )  # fmt: skip
        actions.assign(
            actor=at.officer, of_set=at.set, units=at.clusters, indicators=[at.dues], since=FIRST
        )
        actions.set_target(
            actor=at.officer, of_set=at.set, indicator=at.dues, unit=at.union, reach="each",
            goal=Goal(relation="at_least", low=50), starts_on=FIRST,
            ends_on=LAST.replace(year=2030 - int(code[1])),
        )  # fmt: skip
    assert costs[1] == costs[2]


def test_a_set_is_made_from_its_movement_filled_assigned_and_opened(
    client: Client, at: Sector
) -> None:
    client.force_login(at.officer)
    page = client.get(reverse("movements:detail", args=[at.movement.pk])).content.decode()
    assert url("create_set", at.movement.pk) in page
    assert url("set", at.set.pk) in page
    client.post(
        url("create_set", at.movement.pk),
        {"title": "Bộ thứ hai", "starts_on": "01/01/2025", "ends_on": "31/12/2026",
         "due_days": "20"},
    )  # fmt: skip
    made = IndicatorSet.objects.get(title="Bộ thứ hai")
    client.post(url("fill", made.pk), {f"place_{at.members.pk}": "1", f"place_{at.dues.pk}": "2"})
    assert list(made.items.values_list("indicator__code", flat=True)) == ["DV", "DP"]
    assert "Chưa giao chỉ tiêu cho đơn vị nào" in str(
        client.post(url("open_set", made.pk), follow=True).content.decode()
    )

    asked = {
        "since": "01/01/2025", "kind": "grassroots_union", "ownership": "public",
        "indicators": [at.members.pk, at.dues.pk],
    }  # fmt: skip
    preview = client.post(url("assign", made.pk), asked)
    assert (preview.context["count"], Assignment.objects.filter(set=made).count()) == (8, 0)
    client.post(url("assign", made.pk), {**asked, "confirm": "1"})
    assert Assignment.objects.filter(set=made).count() == 8
    again = client.post(
        url("assign", made.pk), {**asked, "ownership": "", "indicators": [at.dues.pk]}
    )
    assert (again.context["count"], again.context["as_before"]) == (1, 4)
    assert [unit for unit, _new in again.context["preview"]] == [at.grassroots[3]]

    for name, state in (("open_set", "open"), ("close_set", "closed")):
        client.post(url(name, made.pk))
        assert IndicatorSet.objects.get(pk=made.pk).state == state
    client.post(url("reopen_set", made.pk), {"reason": "Bổ sung kỳ cuối"})
    client.post(url("undo", Batch.objects.get(set=made).pk))
    assert Assignment.objects.filter(set=made).count() == 0
    see(client, at.stranger, url("set", made.pk), 403)
    see(client, at.heads[0], url("assign", at.set.pk), 403)


def test_targets_are_sentences_told_when_they_disagree_and_undone_whole(
    client: Client, at: Sector
) -> None:
    client.force_login(at.officer)
    rows = pasted(
        "DP|≥ 40|each||grassroots_union|non_public|2021|2030||",
        "DV|100–200|total||||2021|2030||kỳ chưa in, hiểu là một năm",
        "DV|2.000–3.000|total|CDN|||2021|2030|cumulative|",
    )
    wrong = client.post(url("set_targets", at.set.pk), {**rows, "muc-2-unit": "KHONG"})
    assert wrong.context["rows"].forms[2].errors == {
        "unit": ["Không có đơn vị mã «KHONG» thuộc Công đoàn ngành Y tế Sông Thao."]
    }
    assert Target.objects.count() == 0

    page = client.post(url("set_targets", at.set.pk), rows, follow=True)
    assert said(page) == ["Đã đặt 3 mức."]
    text = page.content.decode()
    union = "Công đoàn ngành Y tế Sông Thao"
    span = "giai đoạn 2021–2030"
    for told in (
        f"Từng công đoàn cơ sở ngoài công lập thuộc {union}, mỗi năm, {span}: từ 40 % trở lên.",
        f"Số tổng hợp của {union}, lũy kế {span}: từ 2.000 đến 3.000 người.",
        "«Đoàn viên mới»: mức từng kỳ cộng lại được từ 1.000 đến 2.000 người, chưa chắc đúng",
    ):
        assert told in text
    assert "chưa chắc đúng" not in see(client, at.heads[0], url("targets", at.set.pk))

    client.force_login(at.officer)
    again = pasted("DV|50–60|total||||2021|2030||")
    page = client.post(url("set_targets", at.set.pk), again, follow=True)
    assert "không thể đạt mức lũy kế từ 2.000 đến 3.000 người" in page.content.decode()
    first, second = Batch.objects.filter(title__contains="mức").order_by("pk")
    with pytest.raises(Refused, match="hoàn tác bước sau trước"):
        actions.undo_batch(actor=at.officer, batch=first)
    client.post(url("undo", second.pk))
    yearly = Target.objects.get(indicator=at.members, is_cumulative=False)
    assert (yearly.low, yearly.high, yearly.batch) == (100, 200, first)
    client.post(url("undo", first.pk))
    assert Target.objects.count() == 0


def test_a_unit_commits_to_more_and_chooses_its_own(client: Client, at: Sector) -> None:
    unit, head = at.grassroots[0], at.heads[0]
    target = actions.set_target(
        actor=at.officer, of_set=at.set, indicator=at.dues, unit=at.union, reach="each",
        goal=Goal(relation="at_least", low=50), starts_on=YEAR[0], ends_on=YEAR[1],
    )  # fmt: skip
    own = actions.define(
        actor=at.officer, unit=at.union, code="SK", facts={**MEMBERS, "name": "Sáng kiến"},
        valid_from=FIRST,
    )  # fmt: skip
    to = url("commit", at.set.pk, target.pk, unit.pk)
    assert to in see(client, head, url("targets", at.set.pk))
    assert "Mức cam kết phải cao hơn mức được giao" in (
        client.post(to, {"goal": "≥ 40"}).content.decode()
    )
    page = client.post(to, {"goal": "≥ 60"}, follow=True).content.decode()
    assert "Công đoàn cơ sở số 1 cam kết, năm 2025: từ 60 % trở lên." in page
    assert "cam kết, năm 2025" not in see(client, at.heads[1], url("targets", at.set.pk))
    see(client, at.heads[1], to, 404)

    client.force_login(head)
    client.post(url("adopt", at.set.pk, unit.pk), {"indicator": own.pk, "since": "01/01/2025"})
    assert Assignment.objects.get(indicator=own).is_own
    assert "Sáng kiến" in see(client, head, url("set", at.set.pk))
    see(client, at.heads[1], url("adopt", at.set.pk, unit.pk), 404)
    see(client, at.heads[0], url("adopt", at.set.pk, UnitFactory().pk), 404)
