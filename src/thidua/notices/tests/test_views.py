"""The first page and the inbox: one's own things only, at a constant cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.notices import actions, queries
from thidua.notices.models import Notice
from thidua.orgs.tests.factories import hospital

pytestmark = pytest.mark.django_db


def tell(user, number=1, text="Đã phát động"):
    actions.tell(recipients=[user.pk], key=f"k{number}", kind="x", text=text, url="/phong-trao/")


def test_a_notice_is_told_once_per_key():
    here = hospital()
    tell(here.member)
    tell(here.member)
    assert Notice.objects.count() == 1


def test_home_shows_only_ones_own_notices(client):
    here = hospital()
    tell(here.member, text="CANARY-thành-viên")
    for user in (here.head, here.officer, here.director, here.admin, here.inspector):
        client.force_login(user)
        assert "CANARY" not in client.get("/").content.decode()
    client.force_login(here.member)
    assert "CANARY-thành-viên" in client.get("/").content.decode()


def test_a_stranger_without_unit_sees_an_empty_page_that_teaches(client):
    client.force_login(hospital().stranger)
    assert "Không có việc nào chờ bạn" in client.get("/").content.decode()


def test_nobody_signed_in_is_asked_to(client):
    answer = client.get("/")
    assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next=/")


def test_inbox_marks_as_read_ones_own_only(client):
    here = hospital()
    tell(here.member, 1)
    tell(here.member, 2)
    tell(here.head, 1)
    client.force_login(here.member)
    first = queries.unread(here.member).last()
    client.post(reverse("notices:read"), {"notice": [first.pk, "x"]})
    assert queries.unread(here.member).count() == 1
    client.post(reverse("notices:read"))
    assert queries.unread(here.member).count() == 0
    assert queries.unread(here.head).count() == 1


@pytest.mark.parametrize("name", ["notices:home", "notices:inbox"])
def test_cost_does_not_grow(client, name):
    here = hospital()
    client.force_login(here.member)
    tell(here.member, 0)
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(name))
    tell(here.member, 1)
    tell(here.member, 2)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse(name))
    assert len(three) == len(one)
