"""What minutes tell of ballots, scores and the last slot."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from thidua.councils import queries
from thidua.councils.models import Case, Meeting, Poll, Quota
from thidua.councils.papers.counting import tellers_of
from thidua.councils.states import Method, PollState, ScoringState, Way
from thidua.documents.blocks import Block, Column, Listing, Paragraph, Table

WAYS = {
    Way.HANDS: "biểu quyết giơ tay", Way.SECRET: "bỏ phiếu kín trên máy",
    Way.PAPER: "bỏ phiếu giấy",
}  # fmt: skip
RUNGS = {
    "agree": "Số phiếu đồng ý", "score": "Điểm chấm", "equality": "Ưu tiên bình đẳng giới",
    "reballot": "Bỏ phiếu lại", "chair": "Đề nghị của chủ trì",
}  # fmt: skip
SCORES = (
    Column(title="Hạng", width=0.6, align="center"), Column(title="Nội dung", width=3.4),
    Column(title="Điểm", width=0.8, align="center"),
    Column(title="Phiếu chấm", width=0.9, align="center"),
    Column(title="Ghi chú", width=1.6),
)  # fmt: skip


def way_of(case: Case) -> Way:
    """How a closed case was voted on; before ways were kept it was by hands."""
    return Way((case.result or {}).get("way", Way.HANDS))


def ways_told(cases: Sequence[Case]) -> str:
    """The ways that a session took, in words, and how many absent members wrote their opinion."""
    found = [WAYS[way] for way in Way if way in {way_of(case) for case in cases}]
    wrote = {
        vote.seat_id for case in cases for vote in case.votes.all()
        if vote.method == Method.WRITTEN
    }  # fmt: skip
    if wrote:
        found.append(f"{len(wrote)} thành viên vắng mặt gửi ý kiến bằng văn bản")
    return f"Hội đồng {'; '.join(found)}."


def ballots(meeting: Meeting) -> Iterable[Block]:
    """Each ballot with its papers and tellers, those that were voided with the reason."""
    polls = list(meeting.polls.order_by("opened_at", "pk"))
    if polls:
        yield Paragraph(name="ballots_lead", text="Các lần bỏ phiếu:", keep=True)
        yield Listing(name="ballots", items=tuple(_ballot(poll) for poll in polls))


def _ballot(poll: Poll) -> str:
    again = " (bỏ phiếu lại)" if poll.is_runoff else ""
    head = f"{queries.topic_name(poll.topic)}{again}, {WAYS[Way(poll.way)]}"
    if poll.state == PollState.VOIDED:
        return f"{head}: hủy, không kiểm phiếu. Lý do: {poll.void_reason}"
    if poll.state == PollState.OPEN:
        return f"{head}: đang bỏ phiếu."
    told = (
        f"{head}: phát ra {poll.issued}, thu về {poll.collected}, hợp lệ {poll.valid}, "
        f"không hợp lệ {poll.invalid} phiếu"
    )
    if poll.way == Way.PAPER:
        return f"{told}. Ban kiểm phiếu: {'; '.join(tellers_of(poll))}."
    return f"{told}; kết quả do phần mềm kiểm, có biên bản kiểm phiếu."


def scores(meeting: Meeting, topic: str, veiled: Set[int]) -> Iterable[Block]:
    """The closed scores of a topic, without the cases on which the reader is in conflict."""
    rows = queries.scorings_of(meeting).filter(
        state=ScoringState.CLOSED, case__topic=topic
    ).exclude(case__in=veiled)  # fmt: skip
    found = queries.standings(meeting, list(rows))
    if not found:
        return
    sheet = found[0].scoring.sheet
    yield Paragraph(
        name=f"scores_lead_{topic}", keep=True,
        text=f"Điểm chấm theo {sheet} ({sheet.regulation}), {sheet.get_average_display()}:",
    )  # fmt: skip
    yield Table(name=f"scores_{topic}", columns=SCORES, rows=tuple(_score(each) for each in found))


def _score(each: queries.Standing) -> tuple[str, ...]:
    notes = [f"{len(each.missing)} chưa chấm"] if each.missing else []
    notes += [f"{len(each.outlying)} phiếu khác biệt"] if each.outlying else []
    return (
        str(each.rank or ""), each.case.title, each.shown or "chưa có",
        f"{len(each.totals)}/{each.expected}", "; ".join(notes),
    )  # fmt: skip


def last_slot(meeting: Meeting, topic: str, cases: Sequence[Case]) -> Iterable[Block]:
    """How many of a topic there were places for, and by which steps the last was given."""
    quota = queries.quotas_of(meeting).get(topic)
    if quota is None:
        return
    titles = {case.pk: case.title for case in cases}
    yield Paragraph(
        name=f"quota_{topic}",
        text=f"Tối đa {quota.slots} suất, căn cứ {quota.basis}."
        + (" Suất cuối được xét lần lượt:" if _contested(quota) else ""),
    )  # fmt: skip
    if _contested(quota):
        yield Listing(
            name=f"steps_{topic}", numbered=True,
            items=tuple(_step(step, quota, titles) for step in quota.steps or ()),
        )  # fmt: skip


def _contested(quota: Quota) -> bool:
    return len(quota.steps or ()) > 1


def _step(step: Mapping[str, Any], quota: Quota, titles: Mapping[int, str]) -> str:
    name = RUNGS[step["rule"]]
    if not step["known"]:
        return f"{name}: không đủ điểm của mọi người ngang nhau nên chuyển bước sau."
    left = [titles[key] for key in step["left"] if key in titles]
    chosen = [titles[key] for key in step["chosen"] if key in titles]
    # The many above the border are in the table of results.
    told = f"{len(chosen)} được chọn" if step["rule"] == "agree" else (
        f"chọn {'; '.join(chosen)}" if chosen else "chưa chọn được"
    )  # fmt: skip
    equal = f"; còn ngang nhau: {'; '.join(left)}" if left else ""
    why = {"equality": quota.ground, "chair": quota.chair_reason}.get(step["rule"], "")
    return f"{name}: {told}{equal}{f' ({why})' if why else ''}."
