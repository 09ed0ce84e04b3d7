"""Mail beside the inbox: to whom, when, why it waits, and what happens when it fails."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.period import HANOI
from thidua.notices import actions, queries, tasks
from thidua.notices.models import Mailing, Notice
from thidua.notices.receivers import personal
from thidua.orgs.tests.factories import hospital, person_in

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 9, 17, 12, tzinfo=HANOI)


@pytest.fixture
def house():
    return hospital()


@pytest.fixture
def clock(monkeypatch):
    """Sets the one clock to a moment."""

    def stand(moment):
        monkeypatch.setattr("thidua.core.period.now", lambda: moment)

    stand(NOON)
    return stand


def with_address(user, address="to.truong@benhvien.example"):
    user.email = address
    user.save()
    return user


def speak(user, language):
    user.language = language
    user.save()


def translated(msgid):
    with translation.override("en"):
        return _(msgid)


def remind(*users, key="k1", text="Tuần này đến lượt Tổ công đoàn Nội."):
    return actions.tell(
        recipients=[user.pk for user in users], key=key, kind="x", text=text, url="/bang/1/",
        by_mail=True,
    )  # fmt: skip


def test_who_has_no_address_finds_it_in_the_inbox(house, clock):
    assert remind(house.head, with_address(house.member)) == 2
    assert Notice.objects.count() == 2
    assert [each.notice.recipient for each in Mailing.objects.all()] == [house.member]
    assert actions.send_due(now=NOON) == 1
    (letter,) = mail.outbox
    assert letter.to == ["to.truong@benhvien.example"]
    assert letter.subject == "Tuần này đến lượt Tổ công đoàn Nội."
    assert letter.body.split("\n")[:2] == [
        "Tuần này đến lượt Tổ công đoàn Nội.",
        "http://127.0.0.1:8000/bang/1/",
    ]


def test_nothing_is_told_or_sent_twice(house, clock):
    with_address(house.head)
    assert (remind(house.head), remind(house.head)) == (1, 0)
    assert (actions.send_due(now=NOON), actions.send_due(now=NOON)) == (1, 0)
    assert len(mail.outbox) == 1


def test_a_notice_without_mail_rings_nobody(house, clock):
    actions.tell(recipients=[with_address(house.head).pk], key="k", kind="x", text="Phát động")
    assert Mailing.objects.count() == 0


def test_an_installation_without_mail_posts_nothing(house, clock, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    remind(with_address(house.head))
    assert (Notice.objects.count(), Mailing.objects.count()) == (1, 0)


def test_mail_waits_for_the_end_of_quiet_hours_and_says_so(house, clock, client):
    night = NOON.replace(hour=22)
    clock(night)
    remind(with_address(house.head))
    assert actions.send_due(now=night) == 0
    client.force_login(house.head)
    text = client.get(reverse("notices:preference")).content.decode()
    assert "chờ hết giờ yên lặng · 06:00 ngày 18/09/2025" in text
    assert actions.send_due(now=night + timedelta(hours=7, minutes=59)) == 0
    assert actions.send_due(now=night + timedelta(hours=8)) == 1


def test_own_hours_after_night_shifts_count(house, clock):
    with_address(house.head)
    clock(NOON.replace(hour=9))
    actions.set_preference(actor=house.head, facts={"quiet_from": time(8), "quiet_until": time(15)})
    remind(house.head)
    (waiting,) = queries.waiting_mail(house.head)
    assert (waiting.why, waiting.due_at) == ("quiet", NOON.replace(hour=15))


def test_a_change_of_mind_moves_what_waits(house, clock):
    with_address(house.head)
    remind(house.head)
    actions.rest_until(actor=house.head, until=NOON + timedelta(hours=4))
    (waiting,) = queries.waiting_mail(house.head)
    assert (waiting.why, waiting.due_at) == ("rest", NOON + timedelta(hours=4))
    assert actions.send_due(now=NOON) == 0
    actions.rest_until(actor=house.head, until=None)
    assert actions.send_due(now=NOON) == 1


def test_who_wants_no_mail_gets_none(house, clock):
    with_address(house.head)
    remind(house.head)
    actions.set_preference(actor=house.head, facts={"by_mail": False})
    assert Mailing.objects.count() == 0
    remind(house.head, key="k2")
    assert (Notice.objects.count(), Mailing.objects.count()) == (2, 0)


def test_an_address_that_is_gone_ends_the_mail(house, clock):
    remind(with_address(house.head))
    house.head.email = None
    house.head.save()
    assert actions.send_due(now=NOON) == 0
    assert (Notice.objects.count(), Mailing.objects.count()) == (1, 0)


def test_a_digest_is_one_letter(house, clock):
    with_address(house.head)
    actions.set_preference(actor=house.head, facts={"digest": True, "digest_at": time(17)})
    remind(house.head, key="k1", text="Việc một")
    remind(house.head, key="k2", text="Việc hai")
    assert actions.send_due(now=NOON) == 0
    clock(NOON.replace(hour=17))
    tasks.send()
    (letter,) = mail.outbox
    assert letter.subject == "2 việc cần biết"
    assert letter.body.count("Việc ") == 2


def test_hours_are_asked_again_when_the_moment_comes(house, clock):
    """A worker that was down through the day does not ring at night."""
    with_address(house.head)
    remind(house.head)
    night = NOON.replace(hour=23)
    assert actions.send_due(now=night) == 0
    (waiting,) = queries.waiting_mail(house.head)
    assert (waiting.why, waiting.due_at) == ("quiet", datetime(2025, 9, 18, 6, tzinfo=HANOI))


def test_a_letter_that_fails_is_tried_five_times_and_says_so(house, clock, settings, client):
    with_address(house.head)
    remind(house.head)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for _turn in range(7):
        assert actions.send_due(now=NOON) == 0
    (waiting,) = queries.waiting_mail(house.head)
    assert (waiting.tries, waiting.fault.split(":")[0]) == (5, "ConnectionRefusedError")
    client.force_login(house.head)
    text = client.get(reverse("notices:preference")).content.decode()
    assert "gửi chưa được, đã thử 5 lần" in text


# The page.


def test_each_sees_and_sets_only_ones_own(client, house, clock):
    clock(NOON.replace(hour=22))
    remind(with_address(house.head), text="CANARY-của-tổ-trưởng")
    for user in (house.officer, house.director, house.admin, house.member):
        client.force_login(user)
        assert "CANARY" not in client.get(reverse("notices:preference")).content.decode()


def test_the_form_keeps_what_was_chosen(client, house, clock):
    client.force_login(with_address(house.head))
    typed = {
        "by_mail": "on", "quiet_from": "20:30", "quiet_until": "07:00", "digest": "on",
        "digest_at": "17:00",
    }  # fmt: skip
    answer = client.post(reverse("notices:preference"), typed, follow=True)
    assert "Đã lưu cách nhận thông báo." in answer.content.decode()
    kept = queries.preference_of(house.head)
    assert (kept.quiet_from, kept.quiet_until, kept.digest, kept.by_mail) == (
        time(20, 30), time(7), True, True,
    )  # fmt: skip
    wrong = client.post(reverse("notices:preference"), {**typed, "quiet_from": "9 giờ tối"})
    assert "Ghi giờ theo mẫu 21:00." in wrong.content.decode()


def test_rest_by_one_button_and_its_end(client, house, clock):
    client.force_login(with_address(house.head))
    answer = client.post(reverse("notices:rest"), {"hours": "8"}, follow=True)
    assert "Không gửi thư cho bạn đến 20:00 ngày 17/09/2025." in answer.content.decode()
    answer = client.post(reverse("notices:rest"), {"end": "1"}, follow=True)
    assert "Không gửi thư cho bạn đến" not in answer.content.decode()


def test_what_is_kept_on_a_person_can_be_taken_along(house, clock):
    assert personal(house.head.person)["preference"] == {}
    actions.set_preference(actor=house.head, facts={"digest": True})
    assert personal(house.head.person)["preference"]["digest"] is True


def test_each_reads_in_their_own_language(house, clock):
    """The head reads English, the member Vietnamese; who acts matters to neither."""
    speak(with_address(house.head), "en")
    with_address(house.member, "nhan.vien@benhvien.example")
    with translation.override("en"):
        for title in ("Mùa hè", "Mùa thu"):
            remind(
                house.head, house.member, key=title,
                text=lambda title=title: _("Phát động: %(title)s") % {"title": title},
            )  # fmt: skip
        assert actions.send_due(now=NOON) == 2
    rows = Notice.objects.order_by("pk").values_list("recipient", "text")
    assert list(rows) == [
        (house.head.pk, "Launched: Mùa hè"), (house.member.pk, "Phát động: Mùa hè"),
        (house.head.pk, "Launched: Mùa thu"), (house.member.pk, "Phát động: Mùa thu"),
    ]  # fmt: skip
    english, vietnamese = sorted(mail.outbox, key=lambda letter: letter.to, reverse=True)
    assert (english.to, english.subject) == (["to.truong@benhvien.example"], "2 things to know")
    assert english.body.split("\n")[0] == "Launched: Mùa hè"
    assert english.body.split("\n")[-1].startswith("Automatic e-mail.")
    assert vietnamese.subject == "2 việc cần biết"
    assert vietnamese.body.split("\n")[-1].startswith("Thư tự động.")


def test_a_vietnamese_actor_tells_an_english_reader(house, clock):
    speak(house.head, "en")
    with translation.override("vi"):
        remind(house.head, text=gettext_lazy("Chưa có gì của bạn ở đây"))
    client = Client()
    client.force_login(house.head)
    page = client.get(reverse("notices:inbox")).content.decode()
    assert translated("Chưa có gì của bạn ở đây") in page
    assert '<html lang="en"' in page


def test_telling_hundreds_takes_as_many_queries_as_telling_few(house, clock):
    people = [person_in(house.group, name=f"Người {n}").user for n in range(9)]
    for each in people[::2]:
        speak(each, "en")

    def queries_for(those, key):
        with CaptureQueriesContext(connection) as seen:
            remind(*those, key=key, text=lambda: _("Phát động: %(title)s") % {"title": key})
        return len(seen)

    assert queries_for(people[:2], "few") == queries_for(people, "many")


def test_mail_to_a_unit_that_shows_nothing_outside_says_nothing(house, clock):
    house.hospital.is_veiled = True
    house.hospital.save()
    with_address(house.member)
    remind(house.member)
    assert actions.send_due(now=NOON) == 1
    (letter,) = mail.outbox
    assert letter.subject == "Có thông báo mới"
    assert letter.body.split("\n\n")[0] == "Mở phần mềm trong mạng của đơn vị để đọc."
    assert "Tuần này" not in letter.body
    assert "/bang/1/" not in letter.body
