"""Pages of secret ballots: the paper, the word that it is in, the desk, the result, the command."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from thidua.ballots import queries
from thidua.ballots.models import Ballot, Item, Mark, Receipt
from thidua.ballots.rules import Counts
from thidua.ballots.tests import factories as f
from thidua.core.capability import ASKS, MINE, PERSONAL, SEARCH, Ask
from thidua.core.text import fold
from thidua.orgs.tests.factories import Hospital, hospital

pytestmark = pytest.mark.django_db

YES, NO, NONE = ("agree", "agree"), ("disagree", "agree"), ("blank", "blank")


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    monkeypatch.setenv("THIDUA_TODAY", f.DAY.isoformat())
    settings.THIDUA_BALLOT_KEYS = tmp_path


@pytest.fixture
def h() -> Hospital:
    return hospital()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def code_on(page: Any) -> str:
    found = re.search(r'name="code" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def paper(ballot: Ballot) -> str:
    return f"/bo-phieu-kin/{ballot.pk}/"


def test_voting_says_unmistakably_that_it_is_in(h: Hospital) -> None:
    voters = f.voters_of(h, 3)
    ballot = f.opened(h, voters)
    client = signed_in(voters[0].user)

    page = client.get(paper(ballot))
    assert "Bạn chưa bỏ phiếu" in text(page)
    assert "Chỉ 3 người bỏ phiếu" in text(page)
    assert page["Cache-Control"] == "private, no-store"
    sent = {"code": code_on(page), "m0": "agree", "m1": "disagree"}

    first = client.post(paper(ballot), sent)
    assert "Phiếu của bạn đã nằm trong hòm phiếu." in text(first)
    assert "Bạn chưa bỏ phiếu" not in text(first)
    shown = re.search(r"<output>(.+)</output>", first.content.decode())
    again = client.post(paper(ballot), sent)
    assert shown is not None
    assert f"<output>{shown[1]}</output>" in again.content.decode()
    assert "gửi lại không thành hai phiếu" in text(again)

    later = client.get(paper(ballot))
    assert "Phiếu của bạn đã nằm trong hòm phiếu." in text(later)
    assert shown[1] not in later.content.decode()
    assert queries.turnout_of(ballot).cast == 1


def test_a_second_tab_cannot_vote_again(h: Hospital) -> None:
    voters = f.voters_of(h, 3)
    ballot = f.opened(h, voters)
    client = signed_in(voters[0].user)
    tabs = [code_on(client.get(paper(ballot))) for _tab in range(2)]
    client.post(paper(ballot), {"code": tabs[0], "m0": "agree"})
    page = client.post(paper(ballot), {"code": tabs[1], "m0": "disagree"})
    assert "phiếu gửi sau không được nhận" in text(page)
    assert "<output>" not in page.content.decode()


def test_a_code_of_somebody_else_s_page_is_not_taken(h: Hospital) -> None:
    voters = f.voters_of(h, 3)
    ballot = f.opened(h, voters)
    code = code_on(signed_in(voters[0].user).get(paper(ballot)))
    for given in (code, "CUATOI", ""):
        page = signed_in(voters[1].user).post(paper(ballot), {"code": given, "m0": "agree"})
        assert "<output>" not in page.content.decode()
    assert queries.turnout_of(ballot).cast == 0


def test_an_empty_paper_is_asked_about_once(h: Hospital) -> None:
    voters = f.voters_of(h, 3)
    ballot = f.opened(h, voters)
    client = signed_in(voters[0].user)
    code = code_on(client.get(paper(ballot)))
    page = client.post(paper(ballot), {"code": code, "m0": "", "m1": ""})
    assert "Bạn chưa đánh dấu nội dung nào." in text(page)
    assert code_on(page) == code
    page = client.post(paper(ballot), {"code": code, "empty": "on"})
    assert "Phiếu của bạn đã nằm trong hòm phiếu." in text(page)


def test_late_and_followers_and_voided(h: Hospital, monkeypatch: pytest.MonkeyPatch) -> None:
    voters = f.voters_of(h, 3)
    ballot = f.opened(h, voters, due_on=f.DAY)
    assert "bạn không có tên trong danh sách bỏ phiếu" in text(
        signed_in(h.director).get(paper(ballot))
    )
    client = signed_in(voters[0].user)
    code = code_on(client.get(paper(ballot)))
    monkeypatch.setenv("THIDUA_TODAY", "2025-03-11")
    assert "Đã hết hạn bỏ phiếu." in text(client.get(paper(ballot)))
    page = client.post(paper(ballot), {"code": code, "m0": "agree"})
    assert "Đã hết hạn bỏ phiếu; phiếu của bạn chưa được nhận." in text(page)
    signed_in(h.officer).post(f"{paper(ballot)}huy/", {"reason": "Nhầm tên người được đề nghị"})
    page = client.get(paper(ballot))
    assert "Cuộc bỏ phiếu này đã hủy" in text(page)
    assert "Nhầm tên người được đề nghị" in text(page)


def test_strangers_and_voters_stay_out_of_the_desk(h: Hospital) -> None:
    voters = f.voters_of(h, 3)
    ballot = f.opened(h, voters)
    assert signed_in(h.other_member).get(paper(ballot)).status_code == 404
    for address in ("dieu-hanh/", "kiem-phieu/", "huy/"):
        answer = signed_in(voters[0].user).get(f"{paper(ballot)}{address}")
        assert answer.status_code == 403
        assert f.ONLY_OFFICER in text(answer)


def test_the_desk_from_opening_to_the_count(h: Hospital) -> None:
    voters = f.voters_of(h, 4)
    ballot = f.drafted(h, voters)
    client = signed_in(h.officer)
    assert "Cuộc bỏ phiếu đang được chuẩn bị" in text(client.get(paper(ballot)))
    client.post(f"{paper(ballot)}mo/")
    for person in voters[:2]:
        f.cast(ballot, person, *YES)

    page = text(client.get(f"{paper(ballot)}dieu-hanh/"))
    assert "Đã bỏ phiếu: 2 trên 4 người" in page
    assert "Chưa bỏ phiếu (2)" in page
    assert [person.full_name in page for person in voters] == [False, False, True, True]
    assert "Đã nhắc 2 người." in text(client.post(f"{paper(ballot)}nhac/", follow=True))
    assert "đều đã được nhắc hôm nay" in text(client.post(f"{paper(ballot)}nhac/", follow=True))
    assert "Chưa đủ 3 phiếu kín" in text(client.get(f"{paper(ballot)}kiem-phieu/"))
    f.cast(ballot, voters[2], *NO)
    page = text(client.get(f"{paper(ballot)}kiem-phieu/"))
    assert "1 người chưa bỏ phiếu sẽ không bỏ được nữa." in page
    assert "Dưới 7 phiếu kín" in page

    page = text(client.post(f"{paper(ballot)}kiem-phieu/", follow=True))
    assert "Đã kiểm phiếu và công bố kết quả." in page
    assert "thu về 3/4 phiếu" in page
    assert client.get(f"{paper(ballot)}kiem-phieu/").status_code == 302
    assert "Xem kết quả" in text(client.get(f"{paper(ballot)}dieu-hanh/"))


def test_the_result_can_be_added_up_by_the_room(h: Hospital) -> None:
    voters = f.voters_of(h, 8)
    ballot = f.opened(h, voters, members=10)
    codes = [
        f.cast(ballot, person, *marks)
        for person, marks in zip(voters, [YES] * 5 + [NO] * 2 + [NONE], strict=True)
    ]
    f.WRITTEN[ballot.pk] = {"binh": Counts(1), "hoa": Counts(1, 1)}
    f.closed(h, ballot)

    page = text(signed_in(voters[7].user).get(paper(ballot)))
    assert "danh sách người đã bỏ phiếu và số đếm khớp nhau" in page
    assert "ĐĐĐĐĐKKT" in page
    assert "ĐĐĐĐĐĐĐT" in page
    assert "6/10 (60,0%)" in page
    assert "8/10 (80,0%)" in page
    assert "Phiếu hợp lệ 7, không hợp lệ 1" in page
    listed = re.findall(r"[A-Z2-9]{4}(?: [A-Z2-9]{4}){3}", page)
    assert [code.replace(" ", "") for code in listed] == sorted(codes)


def test_unanimity_is_said(h: Hospital) -> None:
    ballot = f.closed(h, f.voted(h, YES, YES, NO))
    page = text(signed_in(h.officer).get(paper(ballot)))
    assert "Phiếu kín giống hệt nhau về: Ông Phạm Văn Hòa." in page


def test_the_turnout_polls_and_stops(h: Hospital) -> None:
    ballot = f.voted(h, YES, NO, NO)
    client, url = signed_in(h.director), f"{paper(ballot)}tien-do/so-phieu/"
    assert "Đã bỏ phiếu: 3 trên 3 người" in text(client.get(f"{paper(ballot)}tien-do/"))
    first = client.get(url)
    assert (first["ETag"], b"hx-get" in first.content) == ('"open-3"', True)
    assert client.get(url, headers={"If-None-Match": '"open-3"'}).status_code == 304
    f.closed(h, ballot)
    last = client.get(url, headers={"If-None-Match": '"open-3"'})
    assert (last.status_code, b"hx-get" in last.content) == (200, False)


@pytest.mark.parametrize("ext", ["pdf", "docx"])
def test_minutes_of_the_count(h: Hospital, ext: str) -> None:
    ballot = f.voted(h, YES, NO, NONE, members=5)
    client, url = signed_in(h.officer), f"{paper(ballot)}bien-ban-kiem-phieu.{ext}"
    assert client.get(url).status_code == 404
    f.closed(h, ballot)
    answer = client.get(url)
    assert (answer.status_code, len(answer.content) > 2000) == (200, True)
    assert client.get(f"{paper(ballot)}bien-ban-kiem-phieu.txt").status_code == 404


def test_the_minutes_tell_issued_collected_valid_written_and_shares(h: Hospital) -> None:
    from thidua.documents import registry  # noqa: PLC0415 - beside the one test that needs it

    ballot = f.voted(h, YES, YES, YES, NONE, members=5)
    f.WRITTEN[ballot.pk] = {"binh": Counts(1), "hoa": Counts(0, 1)}
    built = registry.build("ballots.minutes", f.closed(h, ballot))
    blocks = {block.name: block for block in built.blocks}
    said = [str(blocks[name].text) for name in ("members", "issued", "valid", "written", "basis_0")]
    assert said == [
        "Tổng số thành viên: 5.",
        "Số phiếu phát ra: 4; số phiếu thu về: 4.",
        "Số phiếu hợp lệ: 3; số phiếu không hợp lệ: 1.",
        "Ý kiến bằng văn bản của thành viên vắng mặt (không kín): 1.",
        "Cần đạt: 80% tổng số thành viên, ít nhất 4/5 (theo Điều 30 Nghị định 98/2023/NĐ-CP).",
    ]
    assert blocks["secret"].rows == (
        ("1", "Bà Lê Thị Bình", "3 + 1", "0", "1", "4/5 (80,0%)", "Đủ tỷ lệ"),
        ("2", "Ông Phạm Văn Hòa", "3", "0 + 1", "1", "3/5 (60,0%)", "Chưa đủ tỷ lệ"),
    )


def test_what_is_asked_shown_as_ones_own_found_and_kept(h: Hospital) -> None:
    voters = f.voters_of(h, 3)
    ballot, url = f.opened(h, voters, due_on=f.DAY), "/bo-phieu-kin/{}/"
    actor = voters[0].user
    here = url.format(ballot.pk)
    assert ASKS["ballots"](actor, on=f.DAY) == [
        Ask("Bỏ phiếu kín: Bình xét năm 2025", here, due_on=f.DAY)
    ]
    (section,) = MINE["ballots"](actor, on=f.DAY)
    assert [(row.url, str(row.state)) for row in section.rows] == [(here, "Chưa bỏ phiếu")]
    f.cast(ballot, voters[0], *YES)
    assert ASKS["ballots"](actor, on=f.DAY) == []
    (section,) = MINE["ballots"](actor, on=f.DAY)
    assert [str(row.state) for row in section.rows] == ["Đã bỏ phiếu"]
    hits = SEARCH["ballots"](actor, fold("bình xét"), limit=5)
    assert [hit.url for hit in hits] == [here]
    assert SEARCH["ballots"](h.other_member, fold("bình xét"), limit=5) == []
    assert PERSONAL["ballots"](voters[0]) == [
        {"ballot": "Bình xét năm 2025", "opened_on": f.DAY, "voted": None}
    ]


def test_lists_ask_as_much_for_three_as_for_one(
    h: Hospital, django_assert_max_num_queries: Any
) -> None:
    voters = f.voters_of(h, 3)
    client = signed_in(voters[0].user)
    client.get("/bo-phieu-kin/")  # what a process remembers
    counts = []
    for _round in range(2):
        f.opened(h, voters)
        with django_assert_max_num_queries(60) as seen:
            assert client.get("/bo-phieu-kin/").status_code == 200
            ASKS["ballots"](voters[0].user, on=f.DAY)
            MINE["ballots"](voters[0].user, on=f.DAY)
        counts.append(len(seen))
        f.opened(h, voters)
    assert counts[0] == counts[1]


def test_verify_counts_again_and_notices(h: Hospital) -> None:
    ballot = f.voted(h, YES, NO, NO)
    with pytest.raises(CommandError, match="chưa có kết quả để kiểm lại"):
        call_command("ballot_verify", str(ballot.pk))
    with pytest.raises(CommandError, match="Không có cuộc bỏ phiếu số 999999"):
        call_command("ballot_verify", "999999")
    f.closed(h, ballot)
    said = StringIO()
    call_command("ballot_verify", str(ballot.pk), stdout=said)
    assert said.getvalue().startswith("Khớp: 3 mã biên nhận, 3 người đã bỏ phiếu, 2 nội dung;")

    Mark.objects.filter(item__ballot=ballot, item__key="binh").update(choice="agree")
    Item.objects.filter(ballot=ballot, key="binh").update(agree=3, disagree=0, passed=True)
    said = StringIO()
    with pytest.raises(CommandError, match="Không khớp: trail"):
        call_command("ballot_verify", str(ballot.pk), "--json", stdout=said)
    told = json.loads(said.getvalue())
    assert (told["agrees"], told["wrong"]) == (False, [{"what": "trail", "item": ""}])
    Receipt.objects.filter(ballot=ballot).first().delete()  # type: ignore[union-attr]
    page = text(signed_in(h.officer).get(paper(ballot)))
    assert "Các danh sách công bố không khớp nhau." in page
