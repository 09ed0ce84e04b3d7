"""The minutes of a session (domain rules of minutes: who, when, where, how voted, concluded)."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.core.period import HANOI
from thidua.councils import queries
from thidua.councils.models import Case, Meeting, Presence
from thidua.councils.papers import ways
from thidua.councils.states import Attendance, Base, CaseState, Choice, Method, RecusalRule, TieKind
from thidua.documents.blocks import (
    Block,
    Column,
    Heading,
    Listing,
    Paragraph,
    SignatureRow,
    Signer,
    Table,
)
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper
from thidua.documents.wording import long_day, lowered
from thidua.legal.regulations import Share
from thidua.legal.thresholds import share_text

PEOPLE = (
    Column(title="TT", width=0.4, align="center"), Column(title="Họ và tên", width=2),
    Column(title="Tham gia Hội đồng", width=1.6),
)  # fmt: skip
COUNTS = (
    Column(title="TT", width=0.5, align="center"), Column(title="Nội dung", width=3.4),
    Column(title="Đồng ý", width=0.8, align="center"),
    Column(title="Không đồng ý", width=0.9, align="center"),
    Column(title="Không có ý kiến", width=0.9, align="center"),
    Column(title="Tỷ lệ đồng ý", width=1, align="center"),
    Column(title="Kết quả", width=1.5),
)  # fmt: skip

WHY = {
    TieKind.SELF: "là người được đề nghị", TieKind.KIN: "có quan hệ gia đình",
    TieKind.COAUTHOR: "đồng tác giả sáng kiến", TieKind.SUPERIOR: "phụ trách trực tiếp",
    TieKind.UNIT: "cùng đơn vị", TieKind.HONOUR: "từng được khen chung",
}  # fmt: skip
DOES = {
    RecusalRule.ON_LIST: "không dự phần thảo luận, biểu quyết trên danh sách chung",
    RecusalRule.SILENT: "không dự phần thảo luận, không biểu quyết, vẫn tính trong tổng số",
    RecusalRule.UNCOUNTED: "không dự phần thảo luận, không biểu quyết, không tính trong tổng số",
}


@paper("councils.minutes", label=gettext_lazy("Biên bản họp hội đồng"))
def minutes(
    meeting: Meeting, *, veiled: Set[int] = frozenset(), **facts: Any
) -> AdministrativePaper:
    """The minutes as they stand; marked as a draft until the session is closed.

    For a reader in conflict, what was said on the cases `veiled` is left out, and that is said.
    """
    council = meeting.council
    presences = queries.presences_of(meeting)
    cases = [case for case in queries.agenda_of(meeting) if case.state == CaseState.CLOSED]
    return AdministrativePaper(
        parent=council.unit.name.upper(), issuer=council.name.upper(),
        kind="BIÊN BẢN", symbol="BB-HĐ",
        subject=f"{meeting.purpose[:1].upper()}{meeting.purpose[1:]}", on=meeting.held_on,
        draft=meeting.closed_at is None,
        blocks=(
            *_opening(meeting, presences), *_attendance(meeting, presences),
            *_results(meeting, cases, presences, veiled), *_closing(meeting, _names(presences)),
        ),
    )  # fmt: skip


def _opening(meeting: Meeting, presences: Sequence[Presence]) -> Iterable[Block]:
    at = f"Hồi {_clock(meeting.opened_at)}, " if meeting.opened_at else ""
    yield Paragraph(
        name="opening",
        text=(
            f"{at}{long_day(meeting.held_on)}, tại {meeting.place}, {meeting.council.name} "
            f"(thành lập theo {meeting.council.decision}{_present_decision(meeting)}) "
            f"họp {lowered(meeting.purpose)}."
        ),
    )


def _present_decision(meeting: Meeting) -> str:
    """The decision that named who sat on the day, where it is not the first one."""
    found = queries.composition_on(meeting.council, meeting.held_on)
    first = meeting.council.decision
    return f"; thành phần theo {found}" if found and found.decision != first else ""


def _attendance(meeting: Meeting, presences: Sequence[Presence]) -> Iterable[Block]:
    yield Heading(name="people", text="I. Thành phần")
    names = _names(presences)
    if meeting.presider:
        yield Paragraph(name="presider", lead="Chủ trì:", text=_seated(meeting.presider, names))
    if meeting.secretary:
        yield Paragraph(name="secretary", lead="Thư ký:", text=_seated(meeting.secretary, names))
    here = [row for row in presences if row.attendance == Attendance.PRESENT]
    away = [row for row in presences if row.attendance == Attendance.ABSENT]
    if here:
        yield Paragraph(name="present_lead", text=f"Có mặt ({len(here)}):")
        yield Table(
            name="present", columns=PEOPLE,
            rows=tuple(_person(number, row) for number, row in enumerate(here, 1)),
        )  # fmt: skip
    if away:
        yield Paragraph(name="absent_lead", text=f"Vắng mặt ({len(away)}):")
        yield Table(
            name="absent", columns=(*PEOPLE, Column(title="Lý do", width=2)),
            rows=tuple(
                (*_person(number, row), row.reason) for number, row in enumerate(away, 1)
            ),
        )  # fmt: skip
    if presences:
        yield Paragraph(name="quorum", text=_quorum(meeting))


def _quorum(meeting: Meeting) -> str:
    quorum = queries.quorum_now(meeting)
    verb = "Đủ" if quorum.is_met else "Chưa đủ"
    source = getattr(quorum.rule, "citation", "")
    return (
        f"{verb} thành viên để họp: có mặt {quorum.present}/{quorum.members} thành viên, "
        f"cần ít nhất {quorum.needed}{f' (theo {source})' if source else ''}."
    )


def _results(
    meeting: Meeting, cases: Sequence[Case], presences: Sequence[Presence], veiled: Set[int]
) -> Iterable[Block]:
    yield Heading(name="results", text="II. Nội dung và kết quả biểu quyết")
    if not cases:
        yield Paragraph(name="nothing", text="Chưa có nội dung nào được biểu quyết.")
        return
    yield Paragraph(
        name="method",
        text=(
            f"{ways.ways_told(cases)} Tỷ lệ tính trên {' và '.join(_bases(cases))} có quyền "
            "biểu quyết."
        ),
    )
    yield from ways.ballots(meeting)
    conflicts = queries.conflicts_in(cases, [row.sitter.pk for row in presences])
    for number, topic in enumerate(dict.fromkeys(case.topic for case in cases), 1):
        same = [case for case in cases if case.topic == topic]
        yield from _topic(number, topic, same)
        yield from ways.last_slot(meeting, topic, same)
        yield from ways.scores(meeting, topic, veiled)
        if aside := tuple(_recusals(same, presences, conflicts)):
            yield Paragraph(name=f"recusals_lead_{number}", text="Xung đột lợi ích:", keep=True)
            yield Listing(name=f"recusals_{number}", items=aside)
        yield from _discussion(number, same, _names(presences), veiled)


def _bases(cases: Iterable[Case]) -> list[str]:
    """Of whom the shares were taken, each way once."""
    given = {(case.threshold or {}).get("base", Base.ALL) for case in cases}
    words = {Base.ALL: "tổng số thành viên", Base.PRESENT: "số thành viên dự họp"}
    return [word for base, word in words.items() if base in given]


def _recusals(
    cases: Sequence[Case], presences: Sequence[Presence],
    conflicts: Mapping[int, Mapping[int, queries.Conflict]],
) -> Iterable[str]:  # fmt: skip
    """Who stood aside from what, why, and what that did to the vote."""
    told: dict[str, list[str]] = {}
    for case in cases:
        frozen = case.threshold or {}
        policy = RecusalRule(frozen.get("recusal", RecusalRule.ON_LIST))
        for row in presences:
            found = conflicts[case.pk].get(row.sitter.pk)
            if found is None or not row.seat.may_vote:
                continue
            why = found.reason if found.kind == TieKind.OTHER else WHY[found.kind]
            told.setdefault(f"{_sitter(row)} ({why}) {DOES[policy]}", []).append(case.title)
    for text, titles in told.items():
        yield f"{text}, đối với: {'; '.join(titles)}."


def _topic(number: int, topic: str, cases: list[Case]) -> Iterable[Block]:
    yield Heading(name=f"topic_{number}", text=f"{number}. {queries.topic_name(topic)}")
    for place, basis in enumerate(dict.fromkeys(_basis(case) for case in cases)):
        yield Paragraph(name=f"threshold_{number}_{place}", text=basis)
    yield Table(
        name=f"counts_{number}", columns=COUNTS,
        rows=tuple(_count(place, case) for place, case in enumerate(cases, 1)),
    )  # fmt: skip


def _discussion(
    number: int, cases: list[Case], names: Mapping[int, str], veiled: Set[int]
) -> Iterable[Block]:
    if said := tuple(_opinions([case for case in cases if case.pk not in veiled], names)):
        yield Paragraph(name=f"opinions_lead_{number}", text="Ý kiến được ghi lại:")
        yield Listing(name=f"opinions_{number}", items=said)
    if left_out := [case.title for case in cases if case.pk in veiled]:
        yield Paragraph(
            name=f"veiled_{number}",
            text=(
                "Bản dành cho thành viên có xung đột lợi ích, không gồm phần thảo luận về: "
                f"{'; '.join(left_out)}."
            ),
        )


def _basis(case: Case) -> str:
    assert case.result is not None
    share = Share(**case.result["threshold"])
    (whom,) = _bases([case])
    return (
        f"Tỷ lệ cần đạt: {_share(share)} {whom}, tức ít nhất "
        f"{case.result['needed']}/{case.result['members']} (theo {case.result['basis']})."
    )


def _count(number: int, case: Case) -> tuple[str, ...]:
    assert case.result is not None
    agree, members = case.result["agree"], case.result["members"]
    silent = members - agree - case.result["disagree"]
    return (
        str(number), case.title, f"{agree}/{members}", str(case.result["disagree"]), str(silent),
        share_text(agree, members, Share(**case.result["threshold"])),
        _verdict(case.result),
    )  # fmt: skip


def _verdict(result: Mapping[str, Any]) -> str:
    if result["passed"]:
        return "Thống nhất đề nghị"
    return "Đủ tỷ lệ, hết suất" if result.get("reached") else "Chưa đủ tỷ lệ"


def _opinions(cases: Sequence[Case], names: Mapping[int, str]) -> Iterable[str]:
    """Written opinions, votes that do not agree, and the discussion; each once."""
    heard: dict[str, list[str]] = {}
    for case in cases:
        for vote in case.votes.all():
            if vote.method == Method.SHOW_OF_HANDS and vote.choice == Choice.AGREE:
                continue
            method = "ý kiến bằng văn bản" if vote.method == Method.WRITTEN else "biểu quyết"
            text = f"{names[vote.seat_id]} ({method}): {vote.get_choice_display()}"
            heard.setdefault(f"{text}. {vote.reason}".rstrip(". "), []).append(case.title)
        if case.notes:
            heard.setdefault(case.notes, []).append(case.title)
    for text, titles in heard.items():
        yield f"{text}." if len(titles) == len(cases) else f"{text} (về: {'; '.join(titles)})."


def _closing(meeting: Meeting, names: Mapping[int, str]) -> Iterable[Block]:
    yield Heading(name="conclusion_head", text="III. Kết luận")
    yield Paragraph(name="conclusion", text=meeting.conclusion or "…")
    yield Paragraph(
        name="advice",
        text="Hội đồng thống nhất đề nghị; Thủ trưởng đơn vị xem xét, quyết định theo thẩm quyền.",
    )
    if meeting.closed_at:
        yield Paragraph(
            name="end",
            text=(
                f"Phiên họp bế mạc hồi {_clock(meeting.closed_at)} cùng ngày. "
                "Biên bản đã được thông qua."
            ),
        )
    yield SignatureRow(
        name="signatures",
        signers=(
            Signer(lines=("THƯ KÝ",), name=_name(meeting.secretary, names)),
            Signer(lines=("CHỦ TRÌ",), name=_name(meeting.presider, names)),
        ),
    )


def _clock(at: datetime) -> str:
    local = at.astimezone(HANOI)
    return f"{local.hour:02d} giờ {local.minute:02d} phút"


def _names(presences: Iterable[Presence]) -> dict[int, str]:
    return {row.seat_id: _sitter(row) for row in presences}


def _sitter(row: Presence) -> str:
    """Who sat, a substitute with the member's name."""
    own = str(row.seat.person)
    return f"{row.substitution.person} (dự thay {own})" if row.substitution else own


def _seated(seat: Any, names: Mapping[int, str]) -> str:
    return f"{names.get(seat.pk, str(seat.person))} - {seat.get_position_display()} Hội đồng."


def _person(number: int, row: Presence) -> tuple[str, str, str]:
    return str(number), _sitter(row), row.seat.get_position_display()


def _name(seat: Any, names: Mapping[int, str]) -> str:
    return names.get(seat.pk, str(seat.person)).partition(" (dự thay ")[0] if seat else ""


def _share(share: Share) -> str:
    text = f"{share.part}%" if share.whole == 100 else f"{share.part}/{share.whole}"
    if (share.part, share.whole) == (1, 2):
        text = "50%"
    return f"trên {text}" if share.strict else f"từ {text}"
