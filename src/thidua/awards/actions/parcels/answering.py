"""What became of dossiers sent up: told downwards by parcels, and heard by who sent them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import queries
from thidua.awards.actions import outside as register
from thidua.awards.actions import rising
from thidua.awards.actions.parcels.sending import hear_steps
from thidua.awards.models import Dossier, Honour, Origin
from thidua.awards.parcels import (
    DECISION,
    RETURNS,
    SentDecision,
    SentFile,
    SentReturn,
    SentReturns,
)
from thidua.awards.queries import parcels as asked
from thidua.awards.states import PassageState
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.documents.queries import content_of
from thidua.documents.uploads import MIME
from thidua.exchange import actions as exchange
from thidua.exchange.permits import exchanges
from thidua.exchange.states import OutgoingState
from thidua.notices.actions import tell
from thidua.ui import formats

PAPER = "quyet-dinh.pdf"
OUTCOMES = {asked.RETURNED: PassageState.RETURNED, asked.DECLINED: PassageState.DECLINED}


@action(
    "awards.parcel.answer", gettext_lazy("Lập gói tin trả lời hồ sơ cấp dưới gửi"), on="parcel",
    permit=exchanges,
)  # fmt: skip
def answer_parcel(*, actor: Any, parcel: Any, on: date) -> list[Any]:
    """Tell the sender what it does not know yet: returns in one parcel, each decision in one.

    What was told is not told again. Raises `Refused` where there is nothing new.
    """
    found = asked.to_answer(parcel)
    if not found.is_any:
        raise Refused(_("Chưa có kết quả mới để trả lời bên gửi."))
    sent = []
    if found.back:
        sent.append(_tell_returns(actor, parcel, found.back))
    sent += [_tell_decision(actor, parcel, honours) for honours in found.praised]
    note(parcels=[str(each.key) for each in sent], on=on)
    tabulate(
        [[row.pk, outcome] for row, outcome, _reason in found.back]
        + [[each.dossier_id, PassageState.PRAISED] for group in found.praised for each in group]
    )
    return sent


def _answered(rows: Sequence[Dossier], parcel: Any) -> None:
    keys = [row.origin_id for row in rows if row.origin_id is not None]
    Origin.objects.filter(pk__in=keys).update(answer=parcel)


def _reference(row: Dossier) -> str:
    assert row.origin is not None
    return row.origin.reference


def _tell_returns(actor: Any, parcel: Any, back: Sequence[tuple[Dossier, str, str]]) -> Any:
    silent = _("Không được hội đồng hoặc người có thẩm quyền nhất trí khen thưởng.")
    made = exchange.send_parcel(
        actor=actor, partner=parcel.partner, kind=RETURNS, files={}, reply_to=parcel.key,
        title=_("Trả lại %(count)s hồ sơ: %(title)s")
        % {"count": len(back), "title": parcel.title},
        data=SentReturns(
            returns=tuple(
                SentReturn(reference=_reference(row), outcome=outcome, reason=reason or silent)
                for row, outcome, reason in back
            )
        ),
    )  # fmt: skip
    _answered([row for row, _outcome, _reason in back], made)
    return made


def _tell_decision(actor: Any, parcel: Any, honours: Sequence[Honour]) -> Any:
    first = honours[0]
    rows = [honour.dossier for honour in honours if honour.dossier is not None]
    paper = _paper_of(first)
    round = rows[0].round  # noqa: A001 # the clerk's word for it
    made = exchange.send_parcel(
        actor=actor, partner=parcel.partner, kind=DECISION, reply_to=parcel.key,
        title=_("Quyết định số %(number)s: %(award)s, %(count)s hồ sơ")
        % {
            "number": first.decision_reference, "award": queries.name_of(first.award),
            "count": len(rows),
        },
        files={PAPER: paper} if paper is not None else {},
        data=SentDecision(
            number=first.decision_reference, decided_on=first.decided_on,
            decided_by=first.decided_by, award=first.award, line=first.line,
            level=first.level or queries.level_of_round(round, first.award, first.decided_on),
            way=first.way or round.way, year=first.year,
            occasion=first.outside.occasion if first.outside else "",
            references=tuple(_reference(row) for row in rows),
            paper=SentFile(name=PAPER, title=_("Quyết định")) if paper is not None else None,
        ),
    )  # fmt: skip
    _answered(rows, made)
    return made


def _paper_of(honour: Honour) -> bytes | None:
    stored = honour.decision.paper.file if honour.decision else None
    if stored is None and honour.outside is not None:
        stored = honour.outside.scan
    return content_of(stored) if stored is not None and stored.mime == MIME["pdf"] else None


@action(
    "awards.parcel.hear_returns", gettext_lazy("Nhận hồ sơ cấp trên trả lại qua gói tin"),
    on="parcel", permit=exchanges,
)  # fmt: skip
def take_returns(*, actor: Any, parcel: Any, data: SentReturns, on: date) -> list[str]:
    """Each dossier that still waits there comes back or is declined, with the reason on top."""
    waiting = asked.sent_by(parcel)
    groups: dict[tuple[Any, str, str], list[Dossier]] = defaultdict(list)
    for each in data.returns:
        row = waiting.get(each.reference)
        if row is not None:
            groups[row.round, each.outcome, each.reason].append(row)
    for (round, outcome, reason), rows in groups.items():  # noqa: A001 # the clerk's word for it
        if outcome not in OUTCOMES:
            raise Refused(_("Gói tin ghi kết quả không rõ: %(word)s.") % {"word": outcome})
        rising.answer_rise(
            actor=actor, round=round, dossiers=[row.pk for row in rows], on=on, answered_on=on,
            answer=OUTCOMES[outcome], reason=reason,
        )  # fmt: skip
    count = sum(map(len, groups.values()))
    note(returned=count)
    return _told(_("%(count)s hồ sơ được trả lại."), count, len(data.returns) - count)


def _told(sentence: str, count: int, known: int) -> list[str]:
    lines = [sentence % {"count": count}] if count else []
    if known:
        lines.append(_("%(count)s hồ sơ không còn chờ trả lời của gói này.") % {"count": known})
    return lines


@action(
    "awards.parcel.hear_decision", gettext_lazy("Nhận quyết định của cấp trên qua gói tin"),
    on="parcel", permit=exchanges,
)  # fmt: skip
def take_decision(
    *,
    actor: Any,
    parcel: Any,
    data: SentDecision,
    files: Mapping[str, bytes],
    level: str,
    way: str,
    on: date,
) -> list[str]:
    """The decision enters the register once, and the dossiers that it praises are awarded."""
    waiting = asked.sent_by(parcel)
    rows = [waiting[key] for key in dict.fromkeys(data.references) if key in waiting]
    by_round: dict[Any, list[Dossier]] = defaultdict(list)
    for row in rows:
        by_round[row.round].append(row)
    for round, group in by_round.items():  # noqa: A001 # the clerk's word for it
        entered = asked.entered_already(round.unit, data.number, data.decided_on, data.award)
        if entered is None:
            entered = register.enter_outside(
                actor=actor, unit=round.unit, on=on, scan=_scan(data, files),
                facts={
                    "movement": round.movement, "reference": data.number, "level": level,
                    "decided_on": data.decided_on, "decided_by": data.decided_by[:200],
                    "line": data.line, "award": data.award, "way": way, "year": data.year,
                    "occasion": data.occasion[:300],
                },
            )  # fmt: skip
        rising.answer_rise(
            actor=actor, round=round, dossiers=[row.pk for row in group], on=on,
            answer=PassageState.PRAISED, answered_on=min(data.decided_on, on), outside=entered,
        )  # fmt: skip
    _tell(rows, data)
    note(number=data.number, praised=len(rows))
    return _told(
        _("%(count)s hồ sơ đã được khen thưởng, ghi vào sổ khen thưởng."), len(rows),
        len(data.references) - len(rows),
    )  # fmt: skip


def _scan(data: SentDecision, files: Mapping[str, bytes]) -> Any:
    content = files.get(data.paper.name) if data.paper is not None else None
    return ContentFile(content, name=PAPER) if content is not None else None


def _tell(rows: Sequence[Dossier], data: SentDecision) -> None:
    accounts = [row.person.user_id for row in rows if row.person and row.person.user_id]
    tell(
        recipients=accounts, kind="awards.honour", url=reverse("awards:mine"),
        key=f"awards.praised.{data.number}.{data.decided_on:%Y%m%d}.{data.award}",
        text=lambda: _("Bạn được tặng %(award)s theo Quyết định số %(number)s ngày %(day)s.")
        % {
            "award": queries.name_of(data.award), "number": data.number,
            "day": formats.day(data.decided_on),
        },
    )  # fmt: skip


@action(
    "awards.parcel.hear_receipt", gettext_lazy("Ghi nhận cấp trên đã nhận gói hồ sơ"),
    on="parcel", permit=exchanges,
)  # fmt: skip
def hear_receipt(*, actor: Any, parcel: Any, on: date) -> int:
    """The steps upwards are received, once a receipt says so; answers how many."""
    if parcel.state != OutgoingState.RECEIVED:
        raise Refused(_("Chưa có biên nhận của bên nhận cho gói tin này."))
    return hear_steps(parcel, on=on)
