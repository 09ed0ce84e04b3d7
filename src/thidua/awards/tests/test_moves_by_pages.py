"""Each move of a dossier and a decision, made on its page and told afterwards."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.awards.models import Decision
from thidua.awards.tests.factories import DAY, Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())


@pytest.fixture
def at() -> Scene:
    return scene()


@pytest.fixture
def officer(at: Scene) -> Client:
    client = Client()
    client.force_login(at.house.officer)
    return client


def told(client: Client, page: str, thing: Any, /, **given: Any) -> list[str]:
    """What the page to which one comes says after something was posted."""
    answer = client.post(reverse(f"awards:{page}", args=[thing.pk]), given, follow=True)
    assert answer.status_code == 200
    return [str(message) for message in answer.context["messages"]]


def test_a_dossier_is_mended_submitted_returned_and_withdrawn(at: Scene, officer: Client) -> None:
    dossier = at.dossier()

    said = told(
        officer, "dossier_edit", dossier, achievement="Trực đêm không sai sót",
        confirmed=["law_abiding", "attained", "no_hold", "no_discipline"],
    )  # fmt: skip
    dossier.refresh_from_db()
    assert (said, dossier.achievement) == (["Đã lưu hồ sơ."], "Trực đêm không sai sót")

    assert told(officer, "dossier_submit", dossier, reason="") == ["Đã nộp hồ sơ."]
    assert told(officer, "dossier_return", dossier, reason="Thiếu số liệu") == ["Đã trả lại hồ sơ."]
    assert told(officer, "dossier_withdraw", dossier, reason="Người khác đề nghị") == [
        "Đã rút hồ sơ."
    ]
    dossier.refresh_from_db()
    assert (dossier.state, dossier.return_reason) == ("withdrawn", "Thiếu số liệu")


@pytest.mark.parametrize("move", ["dossier_return", "dossier_withdraw"])
def test_no_reason_no_move(at: Scene, officer: Client, move: str) -> None:
    dossier = at.submitted()
    assert told(officer, move, dossier, reason="") == []
    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def test_what_is_over_is_refused_on_the_page(at: Scene, officer: Client) -> None:
    dossier = at.submitted()
    told(officer, "dossier_withdraw", dossier, reason="Thôi")
    (said,) = told(officer, "dossier_return", dossier, reason="Muộn")
    assert said == "Đang ở trạng thái «Đã rút» nên không thực hiện được việc này."


def test_a_draft_is_returned_mended_and_let_go_of(at: Scene, officer: Client) -> None:
    decision = at.decision("member", "head", state="for_signature")
    director = Client()
    director.force_login(at.house.director)
    said = told(director, "decision_return", decision, reason="Sửa căn cứ")
    assert said == ["Đã trả lại dự thảo."]
    assert Decision.objects.get(pk=decision.pk).paper.state == "draft"

    first = decision.dossiers.order_by("pk")[0]
    assert told(officer, "decision_release", decision, dossier=first.pk) == [
        "Đã đưa ra khỏi danh sách."
    ]
    assert decision.dossiers.count() == 1
