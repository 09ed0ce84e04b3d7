"""Pages of registrations: the ticks of a head, what is decided, reminders, the end."""

import re

import pytest

from thidua.movements import actions
from thidua.movements.models import Registrant
from thidua.movements.tests.factories import (
    IN_TIME,
    LATE_UNTIL,
    approved,
    filled,
    launched,
    list_of,
    person,
    submitted,
)
from thidua.movements.tests.pages import at, figures, press, see
from thidua.notices.models import Notice
from thidua.orgs.tests.factories import person_in

pytestmark = pytest.mark.django_db
CANARY = "CANARY-bí-mật"
ROLES = ("admin", "officer", "director", "head", "member", "other_member", "inspector", "stranger")
WATCHERS = {"officer", "director", "inspector"}
IN_SCOPE = {"head", "member", "other_member"}


# The registration.


def ticks(house, *, send=True, **more):
    member = person(house.member)
    return {f"p{member.pk}": ["LDTT", "CSTDCS"], **({"submit": "1"} if send else {}), **more}


def test_a_head_registers_without_script(client, house):
    movement = launched(house)
    registration = list_of(movement, house.group)
    page = at("registration", registration.pk)
    text = see(client, house.head, page)
    boxes = re.findall(r'<input type="checkbox"[^>]*name="(p\d+)" value="(\w+)"[^>]*>', text)
    people = [person(user).pk for user in (house.head, house.member)]
    assert sorted(boxes) == sorted(
        (f"p{pk}", code)
        for pk in people
        for code in ("CSTDBT", "CSTDCS", "CSTDTQ", "GK", "LDTT", "DVCD")
    )
    assert f'aria-label="{house.member.full_name}: Lao động tiên tiến"' in text
    kept = press(client, house.head, page, **ticks(house, send=False))
    assert "Đã lưu tạm danh sách, chưa gửi." in kept
    registration.refresh_from_db()
    assert registration.state == "open"
    sent = press(client, house.head, page, **ticks(house, collective=["TTLDTT"]))
    assert "Đã gửi đăng ký, chờ duyệt." in sent
    registration.refresh_from_db()
    assert (registration.state, registration.collective_awards) == ("submitted", ["TTLDTT"])
    assert Registrant.objects.get().awards == ["CSTDCS", "LDTT"]
    after = see(client, house.head, page)
    assert "Chiến sĩ thi đua cơ sở, Lao động tiên tiến" in after
    assert "Gửi đăng ký</button>" not in after


def test_namesakes_are_told_apart_by_their_code(client, house):
    movement = launched(house)
    twin = person_in(house.group, name=house.member.full_name)
    text = see(client, house.head, at("registration", list_of(movement, house.group).pk))
    assert twin.code in text
    assert person(house.member).code in text
    assert person(house.head).code not in text


def test_a_late_list_asks_for_its_reason_and_loses_no_tick(client, house, monkeypatch):
    movement = launched(house)
    page = at("registration", list_of(movement, house.group).pk)
    assert "late_reason" not in see(client, house.head, page)
    monkeypatch.setenv("THIDUA_TODAY", LATE_UNTIL.isoformat())
    text = press(client, house.head, page, **ticks(house))
    assert "Đã quá hạn ngày 10/09/2025. Hãy ghi lý do đăng ký muộn." in text
    assert len(re.findall(r"<input[^>]*name=\"p\d+\"[^>]* checked", text)) == 2
    sent = press(client, house.head, page, **ticks(house, late_reason="Đi công tác"))
    assert "Đã gửi đăng ký, chờ duyệt." in sent
    assert list_of(movement, house.group).late_reason == "Đi công tác"


def test_after_the_last_day_the_page_says_so_and_takes_nothing(client, house, monkeypatch):
    movement = launched(house, late_until=None)
    page = at("registration", list_of(movement, house.group).pk)
    monkeypatch.setenv("THIDUA_TODAY", LATE_UNTIL.isoformat())
    closed = "Đã hết hạn đăng ký, kể cả đăng ký muộn."
    text = see(client, house.head, page)
    assert closed in text
    assert "Gửi đăng ký</button>" not in text
    assert closed in press(client, house.head, page, **ticks(house))
    assert Registrant.objects.count() == 0


def test_a_member_cannot_fill(client, house):
    movement = launched(house)
    page = at("registration", list_of(movement, house.group).pk)
    text = press(client, house.member, page, **ticks(house))
    assert "Việc này dành cho trưởng khoa, phòng, tổ của Tổ công đoàn Nội." in text
    assert Registrant.objects.count() == 0


def test_an_empty_list_is_not_sent(client, house):
    movement = launched(house)
    page = at("registration", list_of(movement, house.group).pk)
    text = press(client, house.head, page, submit="1")
    assert "Chưa có ai trong danh sách đăng ký." in text


def test_somebody_who_left_meanwhile_is_not_on_the_list(client, house):
    movement = launched(house)
    page = at("registration", list_of(movement, house.group).pk)
    other = person(house.other_member)
    text = press(client, house.head, page, submit="1", **{f"p{other.pk}": ["LDTT"]})
    assert "Chưa có ai trong danh sách đăng ký." in text


# Decisions.


def test_an_officer_approves_one_list(client, house):
    registration = submitted(house, launched(house))
    text = press(client, house.officer, at("decide", registration.pk), approve="1")
    assert "Đã duyệt đăng ký." in text
    registration.refresh_from_db()
    assert registration.state == "approved"


def test_who_sent_it_reads_why_they_cannot_approve(client, house):
    movement = launched(house)
    registration = filled(house, movement)
    actions.submit_registration(actor=house.officer, registration=registration, on=IN_TIME)
    reason = "Bạn đã gửi đăng ký của Tổ công đoàn Nội nên người khác phải duyệt."
    assert reason in see(client, house.officer, at("registration", registration.pk))
    assert reason in press(client, house.officer, at("decide", registration.pk), approve="1")


def test_return_and_reopen_with_a_reason(client, house):
    registration = submitted(house, launched(house))
    decide = at("decide", registration.pk)
    assert "Hãy ghi lý do trả lại." in press(client, house.officer, decide, reason=" ")
    text = press(client, house.officer, decide, reason="Thiếu người.")
    assert "Đã trả lại đăng ký." in text
    page = see(client, house.head, at("registration", registration.pk))
    assert "Bị trả lại" in page
    assert "Thiếu người." in page
    actions.submit_registration(actor=house.head, registration=registration, on=IN_TIME)
    press(client, house.officer, decide, approve="1")
    assert "Hãy ghi lý do mở lại." in press(client, house.officer, decide, reopen="1", reason="")
    text = press(client, house.officer, decide, reopen="1", reason="Có người mới.")
    assert "Đã mở lại đăng ký." in text
    assert "Được mở lại" in see(client, house.head, at("registration", registration.pk))
    # The message offers to take it back, by what its button posts.
    assert '<input type="hidden" name="restore" value="1">' in text
    text = press(client, house.officer, decide, restore="1")
    assert "Đã hoàn tác: đăng ký vẫn như đã duyệt." in text
    assert list_of(registration.movement, house.group).state == "approved"
    assert "Đang ở trạng thái «Đã duyệt»" in press(client, house.officer, decide, restore="1")


def test_many_are_approved_after_a_preview(client, house):
    movement = launched(house)
    first = submitted(house, movement)
    other = list_of(movement, house.other_group)
    follow = at("follow_up", movement.pk)
    numbers = figures(see(client, house.officer, follow))
    assert numbers == {
        "người đăng ký": "1",
        "đơn vị đã duyệt": "0",
        "đơn vị chờ duyệt": "1",
        "đơn vị chưa gửi": "1",
    }  # fmt: skip
    preview = press(client, house.officer, follow, do="approve", pick=[first.pk, other.pk])
    assert "1 dòng sẽ được thực hiện." in preview
    assert "1 người đăng ký." in preview
    assert "Đang ở trạng thái «Đang lập» nên không thực hiện được việc này." in preview
    first.refresh_from_db()
    assert first.state == "submitted"
    done = press(client, house.officer, follow, do="approve", pick=f"{first.pk}", confirm="1")
    assert "Đã duyệt đăng ký của 1 đơn vị." in done
    assert "1/2 đơn vị đã duyệt; 0 chờ duyệt; 1 chưa gửi." in done


def test_the_preview_tells_which_lists_are_late(client, house):
    movement = launched(house)
    late = submitted(house, movement, on=LATE_UNTIL)
    follow = at("follow_up", movement.pk)
    text = press(client, house.officer, follow, do="approve", pick=late.pk)
    assert "1 người đăng ký. Muộn: Tổ trưởng đi công tác." in text


def test_reminders_name_the_units_and_go_once_a_day(client, house):
    movement = launched(house)
    text = see(client, house.officer, at("follow_up", movement.pk))
    assert "Nhắc 2 đơn vị chưa gửi đăng ký…" in text
    assert "chưa có người phụ trách để nhắc" in text
    assert "Nhắc" not in re.sub(
        r"<aside.*?</aside>", "", see(client, house.member, at("follow_up", movement.pk)),
        flags=re.DOTALL,
    )  # fmt: skip
    remind = at("remind", movement.pk)
    assert "Đã nhắc 1 đơn vị." in press(client, house.officer, remind)
    assert "Hôm nay không còn đơn vị nào cần nhắc." in press(client, house.officer, remind)
    assert Notice.objects.filter(kind="movements.reminder").count() == 1


def endings(text):
    """What the page says of each kind: how many and what becomes of them."""
    rows = re.findall(
        r'<td class="num">([^<]*)</td><th scope="row">([^<]*)</th><td>([^<]*)</td>', text
    )
    return {what: (count, becomes) for count, what, becomes in rows}


def test_the_end_says_what_it_means_for_every_list(client, house, monkeypatch):
    movement = launched(house)
    approved(house, movement)
    close = at("close", movement.pk)
    early = press(client, house.officer, close)
    assert "Phong trào còn đến hết ngày 31/12/2025, chưa kết thúc được." in early
    monkeypatch.setenv("THIDUA_TODAY", "2026-01-01")
    text = see(client, house.officer, close)
    assert {
        "đợt": ("0", "dừng giao việc; số đã có giữ lại"),
        "đăng ký đã duyệt": ("1", "giữ nguyên, dùng khi xét khen thưởng"),
        "đăng ký chờ duyệt": ("0", "vẫn duyệt được, không trả lại được nữa"),
        "đơn vị chưa gửi đăng ký": ("1", "không gửi được nữa"),
        "phong trào cấp trên được hưởng ứng": ("0", "vẫn diễn ra, giữ phần đã tính cho chúng"),
        "phong trào đang hưởng ứng phong trào này": ("0", "vẫn diễn ra đến ngày của mình"),
    }.items() <= endings(text).items()
    assert "Tổ công đoàn Ngoại" in text
    assert "Đã kết thúc phong trào." in press(client, house.officer, close)
    assert "Đang ở trạng thái «Đã kết thúc»" in see(client, house.officer, close)
    assert "Phong trào không còn nhận đăng ký." in press(
        client, house.head, at("registration", list_of(movement, house.group).pk), **ticks(house)
    )
