"""Where awards begin for each role, and whom an empty list offers to begin it."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from thidua.awards.models import Round
from thidua.awards.tests.factories import DAY
from thidua.awards.tests.test_views import signed_in
from thidua.orgs.tests.factories import Hospital, hospital

pytestmark = pytest.mark.django_db
OPENS = "Mở đợt xét"
LISTS = {
    "rounds": ("round_create", OPENS, {"officer"}, {"director", "inspector"}),
    "spot": ("spot_report", "Đề nghị khen", {"officer", "head"}, {"director", "inspector"}),
    "outsides": ("outside_enter", "Nhập quyết định", {"officer"}, {"director", "inspector"}),
}


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())


@pytest.fixture
def house() -> Hospital:
    return hospital()


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("officer", "rounds"), ("director", "rounds"), ("inspector", "rounds"),
        ("head", "registry"), ("member", "mine"), ("admin", "mine"), ("stranger", "mine"),
    ],
)  # fmt: skip
def test_awards_begin_where_a_role_has_something_to_see(
    house: Hospital, role: str, name: str
) -> None:
    client = signed_in(getattr(house, role))
    page = client.get(reverse("awards:start"), follow=True)
    assert (page.redirect_chain, page.status_code) == ([(reverse(f"awards:{name}"), 302)], 200)
    creates = f'href="{reverse("awards:round_create")}"'.encode()
    assert (creates in page.content) == (role == "officer")
    if name != "rounds":
        assert client.get(reverse("awards:rounds")).status_code == 403
    if name == "mine":
        assert client.get(reverse("awards:registry")).status_code == 403


def test_who_is_not_signed_in_is_asked_to() -> None:
    page = Client().get(reverse("awards:start"))
    assert page.status_code == 302
    assert page["Location"].startswith(reverse(settings.LOGIN_URL))


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_offers_its_main_action_to_who_may_begin_it(
    house: Hospital, name: str
) -> None:
    action, label, begin, look = LISTS[name]
    link = f'href="{reverse(f"awards:{action}")}"'.encode()
    for role in begin | look:
        page = signed_in(getattr(house, role)).get(reverse(f"awards:{name}"))
        assert page.status_code == 200, role
        assert page.context["total"] == 0
        # In the head of the page and in what an empty list teaches.
        assert page.content.count(link) == (2 if role in begin else 0), role
        assert (label in page.content.decode()) == (role in begin), role
        assert page.context["empty"].url == (reverse(f"awards:{action}") if role in begin else "")


def test_a_list_that_holds_something_offers_it_once(house: Hospital) -> None:
    Round.objects.create(
        unit=house.hospital, name="Tổng kết", year=2025, awards=["GK"], submit_by=DAY
    )
    page = signed_in(house.officer).get(reverse("awards:rounds"))
    assert page.content.count(f'href="{reverse("awards:round_create")}"'.encode()) == 1
