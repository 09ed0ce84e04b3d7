"""An award session of eleven members and sixty candidates: three browsers, to the minutes."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import sign_in
from tests.support import world
from thidua.ballots.actions import cast_ballot
from thidua.ballots.wording import new_receipt
from thidua.councils import actions as councils
from thidua.councils import queries
from thidua.councils.models import Meeting, Poll
from thidua.councils.outcomes import OUTCOMES, WITHDRAWN
from thidua.councils.rules import Count, Line
from thidua.councils.states import CouncilKind, SeatPosition
from thidua.legal.regulations import Share

pytestmark = pytest.mark.django_db(transaction=True)
KIND, MANY, SLOTS = "test.award_session", 60, 59
HEARD: list[bool] = []

if KIND not in OUTCOMES:

    @OUTCOMES.register(KIND)
    def hear(*, cases: Any, **_given: Any) -> None:
        HEARD.extend(case.result["passed"] for case in cases)

    WITHDRAWN.register(KIND)(lambda **_given: None)


def called(here: world.World) -> Meeting:
    """Eleven who vote; sixty candidates of one title and one of another on the agenda."""
    people = [here.people[name] for name in ("giamdoc", "chutich", "canbo", "admin", "thuky")]
    people[4:4] = here.members[:6]
    positions = [SeatPosition.CHAIR, SeatPosition.DEPUTY, *[SeatPosition.MEMBER] * 8]
    here.council = councils.create_council(
        actor=here.user("canbo"), unit=here.top, name="Hội đồng Thi đua - Khen thưởng Bệnh viện",
        kind=CouncilKind.COMMENDATION, decision="Quyết định số 11/QĐ-BVST ngày 06/01/2025",
        valid_from=world.SINCE,
        seats=list(zip(people, [*positions, SeatPosition.SECRETARY], strict=True)),
        regulation="Quy chế số 12/QC-HĐ", regulation_on=world.SINCE, quorum=Share(2, 3),
        thresholds={"GK": Share(1, 2, strict=True), "LDTT": Share(1, 2, strict=True)},
    )  # fmt: skip
    for number in range(1, MANY + 2):
        councils.open_case(
            actor=here.user("thuky"), council=here.council, kind=KIND, subject_id=number,
            topic="LDTT" if number > MANY else "GK", title=f"Ứng viên số {number:02}",
        )  # fmt: skip
    return here.call_session().meeting


def test_award_session_in_three_browsers(people: Callable[..., Page]) -> None:
    here = world.build(size=8)
    meeting = called(here)
    secretary, member, wall = people("desk"), people("tablet"), people("desk")
    sign_in(secretary, "thuky")
    sign_in(member, here.members[0].code)
    sign_in(wall, "canbo")
    wall.goto(f"/hoi-dong/phien-hop/{meeting.pk}/man-hinh/")

    # The member scans what the wall shows, and is on the roll before it is called.
    member.goto(f"/hoi-dong/phien-hop/{meeting.pk}/diem-danh/{queries.code_of(meeting)}/")
    member.get_by_role("button", name="Tôi có mặt").click()
    expect(member.get_by_text("Đã ghi bạn có mặt.")).to_be_visible()
    expect(wall.get_by_text("1/11 đã điểm danh")).to_be_visible()

    away = here.members[5].full_name
    roll_call(secretary, meeting, away)
    expect(wall.get_by_text("10/11 có mặt")).to_be_visible()
    one_secret_item(here, meeting, secretary=secretary, member=member, wall=wall, away=away)
    paper_list_with_last_slot(here, meeting, secretary, wall)

    secretary.get_by_label("Kết luận của chủ trì").fill("Thống nhất đề nghị khen thưởng.")
    secretary.get_by_role("button", name="Bế mạc phiên họp").click()
    expect(wall.get_by_text("Phiên họp đã bế mạc")).to_be_visible()
    minutes = secretary.request.get(f"/hoi-dong/phien-hop/{meeting.pk}/bien-ban.pdf").body()
    text = " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(minutes)).pages).split())
    for told in (
        "bỏ phiếu kín trên máy", "bỏ phiếu giấy", "Tối đa 59 suất", "không có ai là nữ",
        "Đề nghị của chủ trì", "Thâm niên dài hơn", "Ban kiểm phiếu", "có quan hệ gia đình",
        "Thống nhất đề nghị khen thưởng.",
    ):  # fmt: skip
        assert told in text
    assert HEARD.count(True) == SLOTS + 1


def roll_call(page: Page, meeting: Meeting, away: str) -> None:
    """Who has scanned is there already; the others are ticked, one is away."""
    page.goto(f"/hoi-dong/phien-hop/{meeting.pk}/")
    expect(page.get_by_text("1 người đã quét mã trên màn hình.")).to_be_visible()
    for line in page.locator(".roll-line").all():
        if away not in (line.locator("legend").text_content() or ""):
            line.get_by_label("có mặt", exact=True).check()
    _line(page, away).get_by_role("textbox").fill("đi công tác")
    page.get_by_role("button", name="Khai mạc").click()
    expect(page.get_by_text("Có mặt 10/11, cần ít nhất 8.")).to_be_visible()


def _line(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name).first


def one_secret_item(
    here: world.World, meeting: Meeting, *, secretary: Page, member: Page, wall: Page, away: str
) -> None:
    """A member stands aside, the absent one has written, the others vote in secret."""
    case = meeting.cases.get(topic="LDTT")
    secretary.goto(f"/hoi-dong/phien-hop/{meeting.pk}/?muc={case.pk}")
    secretary.get_by_text("Thành viên không tham gia vì xung đột lợi ích").click()
    aside = secretary.locator("form", has=secretary.locator("button[value=recuse]"))
    aside.get_by_label("Thành viên", exact=True).select_option(label=here.members[1].full_name)
    aside.get_by_label("Lý do", exact=True).fill("em vợ của người được đề nghị")
    aside.get_by_role("button", name="Ghi vào biên bản").click()
    expect(secretary.get_by_text("Thành viên có xung đột lợi ích")).to_be_visible()

    secretary.get_by_text("Bỏ phiếu kín hoặc phiếu giấy").click()
    secretary.get_by_role("button", name="Mở bỏ phiếu").click()
    expect(secretary.get_by_text("Đã bỏ 0/10 phiếu.")).to_be_visible()
    expect(wall.get_by_text("0/10 phiếu đã bỏ")).to_be_visible()
    ballot = queries.ballot_of(queries.open_poll_of(meeting))
    cast_by_all_but(ballot, here.members[0])
    member.goto(f"/bo-phieu-kin/{ballot.pk}/")
    member.get_by_label("Đồng ý", exact=True).check()
    member.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    expect(wall.get_by_text("10/10 phiếu đã bỏ")).to_be_visible()

    # The connection breaks: the same address opens where the session stands.
    secretary.goto(f"/hoi-dong/phien-hop/{meeting.pk}/")
    secretary.get_by_text("Ý kiến bằng văn bản của thành viên vắng mặt").click()
    _line(secretary, away).get_by_label("đồng ý", exact=True).check()
    _line(secretary, away).get_by_role("textbox").fill("Nhất trí.")
    secretary.get_by_role("button", name="Ghi ý kiến").click()
    secretary.get_by_role("button", name="Kết thúc bỏ phiếu, kiểm phiếu").click()
    expect(secretary.get_by_text("Đã kiểm phiếu và công bố kết quả.")).to_be_visible()
    expect(wall.get_by_text("11/11")).to_be_visible()


def cast_by_all_but(ballot: Any, person: Any) -> None:
    """The others on the roll agree, each by their own account."""
    for voter in ballot.voters.exclude(person=person).select_related("person__user"):
        cast_ballot(
            actor=voter.person.user, ballot=ballot, receipt=new_receipt(), on=world.TODAY,
            marks={item.key: "agree" for item in ballot.items.all()},
        )  # fmt: skip


def paper_list_with_last_slot(
    here: world.World, meeting: Meeting, secretary: Page, wall: Page
) -> None:
    """Sixty on paper for fifty-nine slots: two are equal, voted on again, and equal again."""
    secretary.goto(f"/hoi-dong/phien-hop/{meeting.pk}/?chung=GK")
    secretary.get_by_text("Danh sách này có giới hạn số suất").click()
    secretary.get_by_label("Số suất", exact=True).fill(str(SLOTS))
    secretary.get_by_label("Căn cứ của số suất").fill("Công văn số 15/SYT ngày 03/11/2025")
    secretary.get_by_role("button", name="Ghi số suất").click()
    on_paper(secretary, here, "Mở bỏ phiếu 60 nội dung")
    expect(wall.get_by_text("60 nội dung")).to_be_visible()
    count(secretary, meeting, [10] * 58 + [9, 9])

    expect(secretary.get_by_text("Ngang nhau", exact=True)).to_have_count(2)
    told = "Đã kiểm phiếu 60 nội dung, chờ chốt danh sách"
    expect(wall.get_by_text(told)).to_be_visible()
    secretary.get_by_label("Căn cứ", exact=True).fill("không có ai là nữ")
    secretary.get_by_role("button", name="Ghi kết quả xét ưu tiên").click()
    on_paper(secretary, here, "Mở bỏ phiếu lại")
    count(secretary, meeting, [5, 5])
    secretary.get_by_label("Ứng viên số 60", exact=True).check()
    secretary.get_by_label("Lý do của chủ trì").fill("Thâm niên dài hơn")
    secretary.get_by_role("button", name="Ghi đề nghị của chủ trì").click()
    secretary.get_by_role("button", name="Chốt danh sách").click()
    expect(secretary.get_by_text("Đã chốt danh sách: 59 suất.")).to_be_visible()
    expect(wall.get_by_text("Đủ tỷ lệ, hết suất")).to_be_visible()


def on_paper(page: Page, here: world.World, button: str) -> None:
    if (summary := page.locator("#bo-phieu > summary")).count():
        summary.click()
    page.get_by_label("bỏ phiếu giấy").check()
    page.get_by_label("Trưởng ban kiểm phiếu").select_option(label=here.members[2].full_name)
    page.get_by_label(here.members[3].full_name, exact=True).check()
    page.get_by_role("button", name=button).click()


def count(page: Page, meeting: Meeting, agree: list[int]) -> None:
    """Both tellers enter the same, each with their own account; the secretary closes."""
    poll: Poll = queries.open_poll_of(meeting)
    items, valid = list(poll.items.all()), 10
    lines = {
        item.case_id: Line(yes, valid - yes, 0) for item, yes in zip(items, agree, strict=True)
    }
    for teller in poll.tellers.all():
        councils.enter_count(
            actor=teller.person.user, poll=poll, count=Count(10, 10, valid, 0, lines)
        )
    page.reload()
    page.get_by_role("button", name="Chốt kết quả bỏ phiếu").click()
