"""The first page: what is most urgent first, then by urgency; numbers; where my things stand."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from thidua.core import capability, period
from thidua.core.capability import Ask, Own, Section, Tally
from thidua.notices import actions, home, queries
from thidua.orgs.tests.factories import hospital

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def ask(what, days=None):
    return Ask(what, f"/{what}/", None if days is None else TODAY + timedelta(days=days))


def test_asks_are_parted_by_urgency():
    asks = [ask("trễ", -1), ask("nay", 0), ask("tuần", 7), ask("sau", 8), ask("không", None)]
    parts = [(str(p.title), [a.what for a in p.asks]) for p in home.parted(asks, on=TODAY)]
    assert parts == [
        ("Quá hạn", ["trễ"]), ("Trong 7 ngày tới", ["nay", "tuần"]), ("Sau đó", ["sau"]),
        ("Chưa có hạn", ["không"]),
    ]  # fmt: skip


@pytest.fixture
def told(monkeypatch):
    """What one capability has for everybody."""

    def ones(registry, provider):
        monkeypatch.setattr(registry, "_providers", {"thử": provider})

    ones(capability.ASKS, lambda actor, *, on: [ask("sau", 9), ask("gấp", 1)])
    ones(capability.TALLIES, lambda actor, *, on: [Tally("Chờ duyệt", 3, "/cho/", "hôm nay")])
    rows = [Own(f"Việc {n}", f"/v/{n}/", "Chờ") for n in range(7)]
    ones(capability.MINE, lambda actor, *, on: [Section("Của tôi", rows)])


@pytest.mark.usefixtures("told")
def test_the_page_leads_with_the_most_urgent_and_shows_where_things_stand(client):
    client.force_login(hospital().member)
    with period.standing_on(TODAY):
        text = client.get("/").content.decode()
    assert text.index('class="ask-first" href="/gấp/"') < text.index('href="/sau/"')
    assert "2 việc đang chờ bạn, ngày 23/11/2026." in text
    assert '<a class="figure-box" href="/cho/">' in text
    assert ("Việc 4" in text, "Việc 5" in text, "Xem thêm 2 mục của tôi" in text) == (
        True, False, True,
    )  # fmt: skip


def test_reading_can_be_taken_back_for_ones_own_only(client):
    here = hospital()
    for user in (here.member, here.head):
        for key in ("a", "b"):
            actions.tell(recipients=[user.pk], key=key, kind="x", text=key)
    actions.mark_read(actor=here.head)
    client.force_login(here.member)
    said = client.post(reverse("notices:read"), follow=True).content.decode()
    keys = ",".join(str(n.pk) for n in queries.visible_to(here.member))
    assert "Đã đánh dấu 2 thông báo là đã đọc." in said
    assert f'action="{reverse("notices:unread")}" class="undo"' in said
    others = ",".join(str(n.pk) for n in queries.visible_to(here.head))
    client.post(reverse("notices:unread"), {"notice": f"{keys},{others}"})
    assert (queries.unread(here.member).count(), queries.unread(here.head).count()) == (2, 0)
