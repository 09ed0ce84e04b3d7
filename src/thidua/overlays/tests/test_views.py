"""An officer makes a rule on pages and sees what it changes; anybody asks the short questions."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.awards import queries as awards
from thidua.awards.queries.previews import effects_of
from thidua.core import period
from thidua.orgs.models import Unit
from thidua.orgs.states import MembershipKind
from thidua.orgs.tests.factories import Hospital, hospital, join
from thidua.overlays import queries
from thidua.overlays.models import LocalRule
from thidua.overlays.tests.factories import POWER, QUOTA, RATING, VOTES, draft, held, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Hospital:
    monkeypatch.setenv("THIDUA_TODAY", "2025-11-24")
    made = hospital()
    Unit.objects.update(managing_body="province")
    for unit in (made.hospital, made.department):
        unit.refresh_from_db()
    return made


def at(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_rule_is_made_and_put_in_force_on_pages(house: Hospital) -> None:
    client = at(house.admin)
    head = {
        "unit": house.hospital.pk, "scope": "managing_body", "number": "15/2025/QĐ-UBND",
        "issued_on": "10/01/2025", "issuer": "UBND tỉnh Thanh Bình", "title": "Quy chế",
        "in_force": "01/02/2025", "awards": ["LDTT"],
    }  # fmt: skip
    client.post(reverse("overlays:create"), head)
    rule = LocalRule.objects.get()
    page = reverse("overlays:rule", args=[rule.pk])

    def add(kind: str, **row: Any) -> None:
        address = reverse("overlays:enter", args=[rule.pk, kind])
        assert client.get(address).status_code == 200
        assert client.post(address, row).status_code == 302

    add("tham-quyen", award="LDTT", article="5(1)")
    add("ty-le-phieu", award="LDTT", part=70, whole=100, article="6(2)")
    add("so-nguoi-du", part=2, whole=3)
    add("khong-che", award="CSTDCS", part=15, whole=100, per="advanced", rounding="down")
    add("thoi-han", name="disclosure.unit", days=7, working="on", article="8")
    add("han-nop", award="CSTDCS", day=10, month=12, years_after=0)
    asked = f"{reverse('overlays:criterion', args=[rule.pk])}?award=LDTT&check=rating_at_least"
    assert "Thay cho mức của luật: Xếp loại chất lượng năm xét" in client.get(asked).text
    figures = {"with-level": "excellent", "stage": "submit", "article": "6(1)"}
    assert client.post(asked, figures).status_code == 302
    client.post(reverse("overlays:scan", args=[rule.pk]), {"scan": paper()})
    client.post(reverse("overlays:enact", args=[rule.pk]))
    rule.refresh_from_db()
    assert (rule.state, len(rule.rows)) == ("in_force", 7)
    shown = client.get(page).text
    assert "tối đa 15% số người đạt danh hiệu tiên tiến" in shown
    assert client.get(reverse("overlays:document", args=[rule.pk])).text == rule.text


def test_a_provinces_rule_turns_the_frame_into_a_verdict(house: Hospital) -> None:
    """A hospital of a province gets a frame that says so; its province's rule fills it."""
    join(house.member.person, house.hospital, MembershipKind.SECONDMENT)
    people, on = [house.member.person], period.today()
    given: dict[str, Any] = {"unit": house.hospital, "year": 2025, "on": on}
    (before,) = awards.could_be_proposed(people, ["LDTT"], **given)[people[0].pk]
    assert "overlay" in {item.criterion for item in before.assessment.findings}
    held(house.admin, house.hospital, RATING)
    (after,) = awards.could_be_proposed(people, ["LDTT"], **given)[people[0].pk]
    assert "overlay" not in {item.criterion for item in after.assessment.findings}
    assert [used.number for used in after.assessment.overlays] == ["15/2025/QĐ-UBND"]


def test_the_preview_shows_what_would_change_to_who_may_see_it(house: Hospital) -> None:
    rule = draft(house.admin, house.hospital, POWER, VOTES, QUOTA, RATING)
    on = period.today()
    after = queries.laid_for(house.hospital, on=on, instead=rule).packs
    told = effects_of(house.officer, house.hospital, on=on, before=(), after=after)
    assert sum(n for *_pair, n in told.counts) == told.people == 7
    shown = at(house.admin).get(reverse("overlays:preview", args=[rule.pk])).text
    assert "Thủ trưởng đơn vị quyết định (khoản 1 Điều 5 15/2025/QĐ-UBND" in shown
    broken = at(house.admin).post(
        reverse("overlays:write", args=[rule.pk]), {"text": rule.text.replace("70", "x70")}
    )
    assert broken.status_code == 302
    shown = at(house.admin).get(reverse("overlays:preview", args=[rule.pk])).text
    assert "Dòng " in shown
    assert at(house.officer).get(reverse("overlays:preview", args=[rule.pk])).status_code == 403


def test_short_questions_are_answered_to_anybody_by_the_law(house: Hospital) -> None:
    client = Client()
    assert "Nghỉ thai sản trong năm" in client.get(reverse("overlays:corners")).text
    address = reverse("overlays:corner", args=["thai-san"])
    assert "Xếp loại chất lượng năm nay?" in client.get(address).text
    asked = {"kind": "maternity", "months": 6, "rating": "completed"}
    shown = client.get(address, asked).text
    assert "Chưa đủ điều kiện" in shown
    assert "Điều 24 Luật 06/2022/QH15" in shown
    assert client.get(address, {**asked, "months": 40}).status_code == 200
    assert client.get(reverse("overlays:corner", args=["khac"])).status_code == 404
