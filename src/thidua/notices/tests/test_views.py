"""The first page and the inbox: one's own things only, at a constant cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.core import capability
from thidua.notices import actions, queries
from thidua.notices.models import Notice
from thidua.orgs.tests.factories import PersonFactory, UserFactory, hospital

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


@pytest.mark.parametrize("name", ["notices:home", "notices:inbox", "notices:mine"])
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


def test_the_inbox_marks_one_as_read_by_its_button(client):
    here = hospital()
    tell(here.member, 1, "Thứ nhất")
    tell(here.member, 2, "Thứ hai")
    client.force_login(here.member)
    text = client.get(reverse("notices:inbox")).content.decode()
    assert "2 thông báo, 2 chưa đọc." in text
    assert text.count("Đã đọc</button>") == 2
    last = queries.unread(here.member).first()
    after = client.post(reverse("notices:read"), {"notice": last.pk}, follow=True).content.decode()
    assert "2 thông báo, 1 chưa đọc." in after
    client.post(reverse("notices:read"))
    text = client.get(reverse("notices:inbox")).content.decode()
    assert "Đánh dấu đã đọc tất cả" not in text


def test_an_account_of_nobody_is_shown_whom_to_ask(client):
    here = hospital()
    client.force_login(UserFactory(full_name="Trần Thị Lẻ"))
    text = client.get("/").content.decode()
    assert "Tài khoản này chưa gắn với hồ sơ nhân sự nào" in text
    assert here.admin.full_name in text
    assert reverse("accounts:me") in text
    assert client.get(reverse("notices:mine")).status_code == 403


def test_without_any_administrator_the_installer_is_named(client):
    client.force_login(UserFactory())
    assert "hãy hỏi người cài đặt phần mềm" in client.get("/").content.decode()


def test_ones_own_place_teaches_when_it_is_empty(client):
    client.force_login(hospital().stranger)
    text = client.get(reverse("notices:mine")).content.decode()
    assert "Chưa có gì của bạn ở đây" in text


def test_telling_counts_only_those_who_did_not_know():
    here = hospital()
    tell(here.member)
    told = actions.tell(
        recipients=[here.member.pk, here.head.pk, here.head.pk], key="k1", kind="x", text="Mới"
    )
    assert told == 1
    assert Notice.objects.get(recipient=here.member).text == "Đã phát động"


def test_personal_data_holds_the_notices():
    here = hospital()
    tell(here.member)
    keeper = capability.PERSONAL["notices"]
    assert [row["text"] for row in keeper(here.member.person)["notices"]] == ["Đã phát động"]
    without = PersonFactory(user=None, full_name="Trần Văn Khách")
    assert keeper(without) == {}
