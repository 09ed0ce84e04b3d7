"""Prepared, opened, cast, closed, voided, cleared: what each does, and what each refuses."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from thidua.ballots import actions, keys, queries, wording
from thidua.ballots.actions import NewItem
from thidua.ballots.models import Ballot, Envelope, Mark, Receipt
from thidua.ballots.rules import Counts, Tally
from thidua.ballots.tests import factories as f
from thidua.core.action import SYSTEM
from thidua.core.capability import Unanswered
from thidua.core.models import AuditEntry, SecurityEvent
from thidua.core.permit import Refused
from thidua.notices.models import Notice
from thidua.orgs.tests.factories import Hospital, hospital

pytestmark = pytest.mark.django_db

YES, NO, NONE = ("agree", "agree"), ("disagree", "agree"), ("blank", "blank")


@pytest.fixture(autouse=True)
def key_folder(tmp_path: Path, settings: Any) -> Path:
    settings.THIDUA_BALLOT_KEYS = tmp_path / "ballot-keys"
    return tmp_path / "ballot-keys"


@pytest.fixture
def h() -> Hospital:
    return hospital()


def fresh(ballot: Ballot) -> Ballot:
    return Ballot.objects.get(pk=ballot.pk)


def test_a_ballot_without_a_host_is_refused_loudly(h: Hospital) -> None:
    with pytest.raises(Unanswered, match=r"no host of a ballot is registered as 'nobody.home'"):
        actions.create_ballot(
            actor=h.officer, kind="nobody.home", subject_id=1, title="x", items=f.ITEMS,
            voters=f.voters_of(h, 3), members=3, on=f.DAY,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"items": []}, "Phiếu chưa có nội dung nào."),
        (
            {"items": [NewItem("a", "A"), NewItem("a", "B")]},
            "Hai nội dung trên phiếu trùng nhau.",
        ),
        (
            {"members": 2},
            "Danh sách bỏ phiếu có 3 người, nhiều hơn tổng số 2 thành viên.",
        ),
        ({"due_on": f.DAY.replace(day=9)}, "Hạn bỏ phiếu đã qua; hãy chọn ngày khác."),
    ],
)
def test_a_paper_that_cannot_be_counted_is_not_made(
    h: Hospital, given: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        f.drafted(h, f.voters_of(h, 3), **given)
    assert str(refused.value) == reason


def test_two_voters_go_to_open_voting(h: Hospital) -> None:
    with pytest.raises(Refused) as refused:
        f.drafted(h, f.voters_of(h, 2))
    assert str(refused.value) == (
        "Chỉ có 2 phiếu kín nên người trong cuộc sẽ đoán được phiếu của nhau; "
        "nội dung này chuyển sang biểu quyết công khai."
    )


def test_opening_makes_a_key_that_only_its_owner_reads_and_tells_the_voters(
    h: Hospital, key_folder: Path
) -> None:
    voters = f.voters_of(h, 3)
    ballot = f.opened(h, voters)

    (path,) = key_folder.iterdir()
    assert (path.name, path.stat().st_mode & 0o777) == (f"{ballot.public_key}.key", 0o600)
    assert key_folder.stat().st_mode & 0o777 == 0o700
    told = Notice.objects.filter(kind="ballots").values_list("recipient", flat=True)
    assert sorted(told) == sorted(person.user_id for person in voters)


def test_a_folder_that_takes_no_key_stops_the_opening(h: Hospital, settings: Any) -> None:
    settings.THIDUA_BALLOT_KEYS = "/proc/nothing/here"
    ballot = f.drafted(h, f.voters_of(h, 3))
    with pytest.raises(Refused, match="không cất và thử được khóa của phiếu kín"):
        actions.open_ballot(actor=h.officer, ballot=ballot, on=f.DAY)
    assert fresh(ballot).state == "draft"


def test_the_same_request_again_is_answered_alike_and_another_ballot_refused(h: Hospital) -> None:
    voters = f.voters_of(h, 3)
    ballot = f.opened(h, voters)
    code = f.cast(ballot, voters[0], *YES)
    given = {"ballot": ballot, "marks": {"binh": "agree", "hoa": "agree"}, "on": f.DAY}

    again = actions.cast_ballot(actor=voters[0].user, receipt=code, **given)
    assert again == actions.Cast(code, again=True)
    with pytest.raises(Refused) as refused:
        actions.cast_ballot(actor=voters[0].user, receipt=wording.new_receipt(), **given)
    assert str(refused.value) == (
        "Bạn đã bỏ phiếu trước đó. Phiếu ấy được giữ nguyên; phiếu gửi sau không được nhận."
    )
    with pytest.raises(Refused, match="Mã biên nhận này đã có người dùng; hãy mở lại trang"):
        actions.cast_ballot(actor=voters[1].user, receipt=code, **given)
    assert queries.turnout_of(ballot) == queries.Turnout(1, 3)


@pytest.mark.parametrize(
    ("marks", "receipt", "reason"),
    [
        ({"ai do": "agree"}, "", "Phiếu có nội dung không thuộc cuộc bỏ phiếu này"),
        ({"binh": "yes"}, "", "Phiếu có nội dung không thuộc cuộc bỏ phiếu này"),
        ({"binh": "agree"}, "CUATOI", "Phiếu này không do phần mềm phát ra"),
    ],
)
def test_a_paper_of_ones_own_making_is_not_taken(
    h: Hospital, marks: dict[str, str], receipt: str, reason: str
) -> None:
    voters = f.voters_of(h, 3)
    ballot = f.opened(h, voters)
    with pytest.raises(Refused, match=reason):
        actions.cast_ballot(
            actor=voters[0].user, ballot=ballot, marks=marks, on=f.DAY,
            receipt=receipt or wording.new_receipt(),
        )  # fmt: skip
    assert Envelope.objects.count() == 0


def test_after_the_day_and_after_closing_nothing_goes_in(h: Hospital) -> None:
    ballot = f.voted(h, YES, NO, NO, due_on=f.DAY)
    person = f.person_in(h.group)
    assert person not in [voter.person for voter in ballot.voters.all()]
    last = ballot.voters.last()
    assert last is not None
    Envelope.objects.filter(voter=last.pk).delete()
    given = {"ballot": ballot, "marks": {}, "receipt": wording.new_receipt()}
    with pytest.raises(Refused, match="Đã hết hạn bỏ phiếu; phiếu của bạn chưa được nhận"):
        actions.cast_ballot(actor=last.person.user, on=f.DAY.replace(day=11), **given)
    f.cast(ballot, last.person, *NO)
    f.closed(h, ballot)
    with pytest.raises(Refused, match=r"không mở \(«Đã kiểm phiếu»\); phiếu của bạn chưa được"):
        actions.cast_ballot(actor=last.person.user, on=f.DAY, **given)


def test_closing_counts_over_all_members_with_written_opinions_apart(h: Hospital) -> None:
    ballot = f.voted(h, YES, YES, YES, NO, NONE, members=7)
    f.WRITTEN[ballot.pk] = {"binh": Counts(agree=1), "hoa": Counts(agree=1, disagree=1)}

    closed = f.closed(h, ballot)

    assert (closed.state, closed.collected, closed.valid) == ("closed", 5, 4)
    expected = {
        "binh": Tally(Counts(3, 1, 1), Counts(1, 0, 0), members=7, passed=False),
        "hoa": Tally(Counts(4, 0, 1), Counts(1, 1, 0), members=7, passed=False),
    }
    assert queries.tallies_of(closed) == expected
    assert f.HEARD[-1] == ("closed", ballot.pk, expected)
    assert Envelope.objects.count() == 0
    assert [voter.voted for voter in closed.voters.all()] == [True] * 5
    assert queries.recount(closed) == []


def test_both_lists_lie_in_the_order_of_their_contents(h: Hospital) -> None:
    ballot = f.closed(h, f.voted(h, NO, YES, NONE, YES, NO, NO))
    codes = list(Receipt.objects.order_by("pk").values_list("code", flat=True))
    marks = list(Mark.objects.order_by("pk").values_list("item__key", "choice"))
    assert codes == sorted(codes)
    assert marks == sorted(marks)
    assert len(codes) == ballot.collected == 6


def test_eighty_of_a_hundred_of_all_members_passes(h: Hospital) -> None:
    closed = f.closed(h, f.voted(h, YES, YES, YES, YES, NO))
    assert {key: t.passed for key, t in queries.tallies_of(closed).items()} == {
        "binh": True, "hoa": True,
    }  # fmt: skip


def test_fewer_than_three_in_the_box_publishes_nothing_and_the_host_hears(h: Hospital) -> None:
    voters = f.voters_of(h, 5)
    ballot = f.opened(h, voters)
    f.cast(ballot, voters[0], *YES)
    f.cast(ballot, voters[1], *NO)

    ended = f.closed(h, ballot)

    assert ended.state == "voided"
    assert ended.void_reason == (
        "Chỉ có 2 phiếu kín nên người trong cuộc sẽ đoán được phiếu của nhau; "
        "nội dung này chuyển sang biểu quyết công khai."
    )
    assert f.HEARD[-1] == ("voided", ballot.pk, ended.void_reason)
    counts = [model.objects.count() for model in (Envelope, Receipt, Mark)]
    assert counts == [0, 0, 0]
    assert {voter.voted for voter in ended.voters.all()} == {None}


def test_voiding_wants_its_reason(h: Hospital) -> None:
    ballot = f.voted(h, YES, NO, NO)
    with pytest.raises(Refused, match="Hãy ghi lý do hủy"):
        actions.void_ballot(actor=h.officer, ballot=ballot, reason=" ", on=f.DAY)
    ended = actions.void_ballot(actor=h.officer, ballot=ballot, reason="Nhầm tên", on=f.DAY)
    assert (ended.state, ended.void_reason, Envelope.objects.count()) == ("voided", "Nhầm tên", 0)


def test_a_lost_key_is_said_before_anything_is_lost(h: Hospital, key_folder: Path) -> None:
    ballot = f.voted(h, YES, NO, NO)
    path = keys.path_of(ballot.public_key)
    away = path.rename(key_folder / "elsewhere")
    with pytest.raises(Refused) as refused:
        f.closed(h, ballot)
    assert str(refused.value) == (
        f"Chưa kiểm được phiếu: máy chủ không tìm thấy khóa {path}. Các phiếu vẫn còn "
        "nguyên. Đề nghị người quản trị đưa tệp khóa về chỗ cũ rồi kiểm phiếu lại; nếu "
        "khóa đã mất hẳn thì hủy cuộc bỏ phiếu này và tổ chức bỏ phiếu lại."
    )
    assert (fresh(ballot).state, Envelope.objects.count()) == ("open", 3)

    path.write_bytes(bytes(range(32)))
    with pytest.raises(Refused, match="máy chủ không tìm thấy khóa"):
        f.closed(h, ballot)
    away.rename(path)
    assert f.closed(h, ballot).state == "closed"


@pytest.mark.parametrize("change", ["sealed", "voter", "receipt"])
def test_a_meddled_box_is_not_counted(h: Hospital, change: str) -> None:
    ballot = f.voted(h, YES, NO, NO)
    first, second = Envelope.objects.order_by("voter")[:2]
    if change == "voter":
        Envelope.objects.filter(pk=first.pk).update(sealed=bytes(second.sealed))
    else:
        Envelope.objects.filter(pk=first.pk).update(**{change: b"0" * 32})
    with pytest.raises(Refused, match="1 phiếu trong hòm không mở được bằng khóa"):
        f.closed(h, ballot)
    assert (fresh(ballot).state, Envelope.objects.count()) == ("open", 3)


def partitions() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits ORDER BY 1")
        return [
            name
            for (name,) in cursor.fetchall()
            if name.removeprefix("ballots_envelope_").isdecimal()
        ]


def test_clearing_destroys_key_and_storage_and_bears_repeating(
    h: Hospital, key_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=False):
        ballot = f.closed(h, f.voted(h, YES, NO, NO))
    # The process died right after the commit.
    assert (len(list(key_folder.iterdir())), partitions()) == (1, [f"ballots_envelope_{ballot.pk}"])
    assert list(queries.uncleared()) == [ballot]

    assert actions.clear_left() == 1
    assert (list(key_folder.iterdir()), partitions()) == ([], [])
    assert (fresh(ballot).is_cleared, actions.clear_left()) == (True, 0)
    actions.clear_ballot(actor=SYSTEM, ballot=ballot)


def test_closing_clears_at_once(
    h: Hospital, key_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ballot = f.closed(h, f.voted(h, YES, NO, NO))
    assert (fresh(ballot).is_cleared, list(key_folder.iterdir()), partitions()) == (True, [], [])


def test_an_open_ballot_keeps_its_key(h: Hospital) -> None:
    with pytest.raises(Refused, match="Cuộc bỏ phiếu chưa kết thúc nên khóa còn được giữ"):
        actions.clear_ballot(actor=SYSTEM, ballot=f.voted(h, YES, NO, NO))


def test_reminding_reaches_who_has_not_voted_once_a_day(h: Hospital) -> None:
    voters = f.voters_of(h, 4)
    ballot = f.opened(h, voters)
    f.cast(ballot, voters[0], *YES)
    remind = actions.remind_voters
    assert remind(actor=h.officer, ballot=ballot, on=f.DAY) == 3
    assert remind(actor=h.officer, ballot=ballot, on=f.DAY) == 0
    assert remind(actor=h.officer, ballot=ballot, on=f.DAY.replace(day=11)) == 3


def test_the_trail_and_the_log_hold_no_word_of_a_ballot(h: Hospital) -> None:
    voters = f.voters_of(h, 3)
    ballot = f.opened(h, voters)
    codes = [f.cast(ballot, person, *YES) for person in voters]
    with pytest.raises(Refused):
        f.cast(ballot, voters[0], *NO)
    entries = AuditEntry.objects.filter(action="ballots.ballot.cast")
    assert [(e.subject_id, e.result_id, e.changes, e.facts) for e in entries] == [
        ("", "", {}, {"ballot": f"ballots.ballot:{ballot.pk}"})
    ] * 3
    told = str(list(AuditEntry.objects.values())) + str(list(SecurityEvent.objects.values()))
    assert [code for code in codes if code in told] == []
    assert "disagree" not in told
