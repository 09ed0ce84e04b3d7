"""Dossiers passed up to the level above, checked there, returned in part or whole, and answered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import papers, permits, queries
from thidua.awards.actions import moving
from thidua.awards.actions.dossiers import freeze, pass_gates
from thidua.awards.actions.outside import entry_of
from thidua.awards.models import Dossier, Honour, OutsideDecision, Passage, Round
from thidua.awards.states import ROUND, DossierState, PassageState, RoundState
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.core.text import nfc
from thidua.documents import actions as documents
from thidua.legal import Threshold, threshold_for
from thidua.notices.actions import tell
from thidua.orgs.queries import accounts_with_role
from thidua.orgs.states import Role
from thidua.overlays.queries import regulations_for
from thidua.ui import formats


@action(
    "awards.round.rise", gettext_lazy("Trình hồ sơ lên cấp trên"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def rise(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    dossiers: Sequence[int],
    on: date,
    to_round: Round | None = None,
    to_body: str = "",
    number: str = "",
    dated_on: date | None = None,
    record: str = "",
    record_on: date | None = None,
    reason: str = "",
) -> list[Passage]:
    """Pass dossiers (by key) to a round of a unit above, or to a body outside, with their letter.

    A unit without a council proposes by the record of its own meeting (law 06/2022, article 84):
    `record` names it, `record_on` is its day; the council of the level above still votes.
    `number` and `dated_on` are those of the letter in the clerk's register. Inside the house the
    dossiers then lie in the round above, to be checked there. Raises `NotEligible` where one no
    longer meets a verified condition, `NeedsReason` where `reason` has to go past a difference.
    """
    if round.state == RoundState.CLOSED:
        raise Refused(ROUND.refusal(round, "close") or "")
    rows = _of(round, dossiers)
    unvoted = queries.unvoted(round, [row.pk for row in rows], on=on)
    _insist_on_risable(round, rows, unvoted)
    if to_round is None and not to_body.strip():
        raise Refused(_("Chọn đợt xét của cấp trên, hoặc ghi cơ quan nhận hồ sơ."))
    if to_round is not None:
        to_round = _received_by(round, to_round, rows)
    minutes = ""
    if unvoted:
        minutes = minutes_of(record, record_on, on)
        _insist_on_no_share(unvoted, to_round, on)
    pass_gates([each.gate for each in queries.renewed(rows, on=on)], reason)
    to = str(to_round.unit) if to_round is not None else to_body.strip()[:200]
    paper = documents.draft_paper(
        actor=actor, issuer=round.unit, kind="awards.rise", subject=round,
        title=papers.rise_title(rows, to), symbol=papers.rise_symbol(round.unit),
        blocks=papers.rise_blocks(
            round, rows, to, number=number, dated_on=dated_on, minutes=minutes
        ),
    )  # fmt: skip
    steps = Passage.objects.bulk_create(
        Passage(
            dossier=row, from_round=round, to_round=to_round, paper=paper, sent_on=on,
            to_body="" if to_round is not None else to, sent_by=actor,
        ) for row in rows
    )  # fmt: skip
    for row in rows:
        moving.move(row, "rise")
        row.return_reason = ""
        if to_round is not None:
            moving.move(row, "arrive")
            row.round = to_round
    proposed = {row.pk for row in unvoted}
    for row in rows:
        if row.pk in proposed and row.checklist.get("minutes", {}).get("state") != "there":
            row.checklist = {**row.checklist, "minutes": {"state": "there", "note": minutes}}
    Dossier.objects.bulk_update(
        rows, ["state", "moved_on", "return_reason", "round", "override_reason", "checklist"]
    )
    note(to=to, count=len(rows), paper=paper.pk, minutes=minutes)
    tabulate([[row.pk, row.award] for row in rows])
    if to_round is not None:
        _tell_officers(
            to_round, f"awards.risen.{paper.pk}", on,
            _("%(unit)s trình %(count)s hồ sơ: %(round)s"),
            {"unit": round.unit, "count": len(rows), "round": to_round},
        )  # fmt: skip
    return steps


def _of(round: Round, keys: Sequence[int]) -> list[Dossier]:  # noqa: A002 # the clerk's word for it
    rows = list(
        round.dossiers.select_for_update(of=("self",)).filter(pk__in=list(keys))
        .select_related("person", "unit", "home_unit", "round__unit__parent", "round__movement")
        .order_by("pk")
    )  # fmt: skip
    if not rows:
        raise Refused(_("Chọn ít nhất một hồ sơ của đợt xét này."))
    return rows


def minutes_of(record: str, record_on: date | None, on: date) -> str:
    """The record of the unit's own meeting, as the letter and the dossiers name it."""
    if not record.strip() or record_on is None:
        raise Refused(
            _("Đơn vị không có hội đồng: ghi số và ngày biên bản họp bình xét của đơn vị.")
        )
    if record_on > on:
        raise Refused(_("Ngày họp bình xét phải đến hôm nay."))
    facts = {"record": nfc(record.strip())[:120], "day": formats.day(record_on)}
    return _("Biên bản họp bình xét của đơn vị số %(record)s ngày %(day)s") % facts


def _insist_on_no_share(
    rows: Sequence[Dossier], to_round: Round | None, on: date
) -> None:  # fmt: skip
    """What asks the vote of the submitting level's council does not leave the house without."""
    if to_round is not None:
        return
    for row in rows:
        share = threshold_for(row.award, on, *regulations_for(row.round.unit, on=on))
        if isinstance(share, Threshold) and (share.by_regulation or share.council == "submitting"):
            told = _(
                "%(award)s phải được hội đồng của đơn vị trình bỏ phiếu (%(article)s): trình "
                "đơn vị cấp trên có hội đồng, hoặc lập hội đồng của đơn vị."
            )
            raise Refused(told % {"award": queries.name_of(row.award), "article": share.citation})


def _insist_on_risable(
    round: Round, rows: Sequence[Dossier], unvoted: Sequence[Dossier]  # noqa: A002 # as above
) -> None:  # fmt: skip
    fit = {row.pk for row in (*queries.risable(round, [row.pk for row in rows]), *unvoted)}
    for row in rows:
        if row.pk in fit:
            continue
        if row.reserve is not None:
            raise Refused(_("%(who)s đang ở danh sách dự bị.") % {"who": row.subject})
        if row.decision_id is not None:
            told = _("%(who)s đã có trong dự thảo quyết định của đơn vị.")
            raise Refused(told % {"who": row.subject})
        told = _(
            "%(who)s (%(state)s): chỉ trình cấp trên hồ sơ hội đồng đã thống nhất đề nghị, hoặc "
            "hồ sơ cấp dưới trình đã được tiếp nhận."
        )
        raise Refused(told % {"who": row.subject, "state": row.get_state_display()})


def _received_by(round: Round, target: Round, rows: Sequence[Dossier]) -> Round:  # noqa: A002 # as above
    """The round above, locked, if it takes these dossiers in."""
    above = queries.rounds_above(round).select_for_update(of=("self",)).filter(pk=target.pk).first()
    if above is None:
        told = _("«%(round)s» không phải đợt xét cùng năm, cùng hệ của đơn vị cấp trên.")
        raise Refused(told % {"round": target})
    named = {"round": above, "unit": above.unit}
    if above.state != RoundState.OPEN:
        told = _("Đợt xét «%(round)s» của %(unit)s không nhận hồ sơ: %(state)s.")
        raise Refused(told % {**named, "state": above.get_state_display().lower()})
    strange = {queries.name_of(row.award) for row in rows if row.award not in above.awards}
    if strange:
        told = _("Đợt xét «%(round)s» của %(unit)s không xét %(awards)s.")
        raise Refused(told % {**named, "awards": ", ".join(sorted(strange))})
    taken = {
        (each.award, each.person_id, each.unit_id)
        for each in above.dossiers.exclude(state=DossierState.WITHDRAWN)
    }
    for row in rows:
        if (row.award, row.person_id, row.unit_id) in taken:
            told = _("%(who)s đã có hồ sơ đề nghị %(award)s trong đợt xét «%(round)s».")
            raise Refused(told % {**named, "who": row.subject, "award": queries.name_of(row.award)})
    return above


def _tell_officers(
    to: Round, key: str, on: date, text: str, facts: dict[str, Any]
) -> None:  # fmt: skip
    tell(
        recipients=accounts_with_role([to.unit], [Role.OFFICER], on=on), key=key,
        kind="awards.dossier", text=lambda: text % facts,
        url=reverse("awards:round", args=[to.pk]),
    )  # fmt: skip


@action(
    "awards.round.receive", gettext_lazy("Tiếp nhận hồ sơ cấp dưới trình"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def receive(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    dossiers: Sequence[int],
    on: date,
    reason: str = "",
) -> list[Dossier]:
    """Check what came from below again by this level's own rules, and take it in.

    The assessment is frozen anew. Raises `NotEligible`, `NeedsReason` as submission does.
    """
    rows = queries.unreceived(round, dossiers)
    if not rows:
        raise Refused(_("Không có hồ sơ cấp dưới trình nào chờ tiếp nhận."))
    freeze(rows, on=on, reason=reason, step="")
    came = queries.came_by(rows)
    for step in came.values():
        moving.answer(step, "receive", on=on)
    for row in rows:
        row.moved_on = on
    Passage.objects.bulk_update(came.values(), ["state", "answered_on"])
    Dossier.objects.bulk_update(
        rows, ["assessment", "assessed_on", "override_reason", "submitted_at", "moved_on"]
    )
    tabulate([[row.pk, row.award] for row in rows])
    return rows


@action(
    "awards.round.send_back", gettext_lazy("Trả lại hồ sơ trong danh sách"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def send_back(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    dossiers: Sequence[int],
    reason: str,
    on: date,
) -> list[Dossier]:
    """Return dossiers (by key) with a reason: to the round below, if they came from one.

    What the council has recommended goes back only where a verified condition is no longer met.
    """
    reason = moving.insist_on_reason(reason)
    rows = _of(round, dossiers)
    passed = [row for row in rows if row.state == DossierState.RECOMMENDED]
    stopped = {each.dossier.pk for each in queries.renewed(passed, on=on) if each.blocking}
    for row in passed:
        if row.decision_id is not None:
            told = _("%(who)s đang ở dự thảo quyết định: đưa ra khỏi danh sách đó trước.")
            raise Refused(told % {"who": row.subject})
        if row.pk not in stopped:
            told = _("%(who)s vẫn đủ điều kiện và đã được hội đồng thống nhất đề nghị.")
            raise Refused(told % {"who": row.subject})
    others = [row for row in rows if row.state != DossierState.RECOMMENDED]
    back = moving.give_back(passed, "send_back", reason) if passed else []
    back += moving.give_back(others, "return", reason) if others else []
    note(reason=reason)
    tabulate([[row.pk, row.round_id] for row in back])
    tell_returned(back, reason, on=on)
    return back


def tell_returned(rows: Sequence[Dossier], reason: str, *, on: date) -> None:
    """Who wrote each dossier and whom it proposes."""
    for row in rows:
        _tell_returned(row, reason, on)


def _tell_returned(row: Dossier, reason: str, on: date) -> None:
    concerned = [row.person.user_id] if row.person and row.person.user_id else []
    tell(
        recipients={row.created_by_id, *concerned},
        key=f"awards.returned.{row.pk}.{on:%Y%m%d}.{row.round_id}", kind="awards.dossier",
        text=lambda: _("Hồ sơ đề nghị %(award)s của %(who)s được trả lại: %(reason)s")
        % {"award": queries.name_of(row.award), "who": row.subject, "reason": reason},
        url=reverse("awards:dossier", args=[row.pk]),
    )  # fmt: skip


@action(
    "awards.round.answer", gettext_lazy("Ghi trả lời của cơ quan ngoài"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def answer_rise(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    dossiers: Sequence[int],
    answer: PassageState | str,
    on: date,
    answered_on: date,
    reason: str = "",
    outside: OutsideDecision | None = None,
) -> list[Dossier]:
    """What a body outside said of dossiers passed to it: returned, declined, or praised.

    Praise rests on `outside`, the decision of that body as it was entered in the register.
    """
    rows = _of(round, dossiers)
    for row in rows:
        if row.state != DossierState.RISEN:
            told = _("%(who)s (%(state)s): chưa trình cơ quan ngoài.")
            raise Refused(told % {"who": row.subject, "state": row.get_state_display()})
    if answered_on > on:
        raise Refused(_("Ngày trả lời phải đến hôm nay."))
    answer = PassageState(answer)
    if answer == PassageState.RETURNED:
        reason = moving.insist_on_reason(reason)
        _finish(rows, "come_back", "return", reason, answered_on)
        for row in rows:
            row.return_reason = reason
        Dossier.objects.bulk_update(rows, ["return_reason"])
        tell_returned(rows, reason, on=on)
    elif answer == PassageState.DECLINED:
        _finish(rows, "refuse", "decline", moving.insist_on_reason(reason), answered_on)
    else:
        _enter_honours(rows, _praising(rows, outside))
        _finish(rows, "award", "praise", str(outside), answered_on)
    note(answer=answer, reason=reason.strip(), outside=outside.pk if outside else None)
    tabulate([[row.pk, row.award] for row in rows])
    return rows


def _praising(rows: Sequence[Dossier], outside: OutsideDecision | None) -> OutsideDecision:
    """The decision, if it is one that gives these dossiers what they ask for."""
    if outside is None:
        raise Refused(_("Chọn quyết định khen thưởng của cơ quan đó đã nhập vào sổ."))
    for row in rows:
        if row.award != outside.award or row.round.year != outside.year:
            told = _("Quyết định %(decision)s không tặng %(award)s của năm %(year)s.")
            facts = {"award": queries.name_of(row.award), "year": row.round.year}
            raise Refused(told % {"decision": outside, **facts})
    return outside


def _enter_honours(rows: Sequence[Dossier], outside: OutsideDecision) -> None:
    """Each is in the register once: a name that the entered list holds already gets its dossier."""
    known = {(each.person_id, each.unit_id): each for each in outside.honours.all()}
    fresh, kept = [], []
    for row in rows:
        found = known.get((row.person_id, row.unit_id))
        if found is None:
            facts = {"achievement": row.achievement, "dossier": row, "merit_id": row.merit_id}
            fresh.append(entry_of(outside, person=row.person, unit=row.unit, **facts))
        else:
            found.dossier, found.merit_id = row, row.merit_id
            kept.append(found)
    Honour.objects.bulk_create(fresh)
    Honour.objects.bulk_update(kept, ["dossier", "merit"])


def _finish(
    rows: Sequence[Dossier], move: str, answer: str, reason: str, answered_on: date
) -> None:  # fmt: skip
    """The step to the body outside is answered; below it too, unless the dossier only came back."""
    steps = queries.steps_to(rows)
    for row in rows:
        moving.move(row, move)
    concerned = [
        step for row in rows for step in steps[row.pk]
        if answer != "return" or step.to_round_id is None
    ]  # fmt: skip
    for step in concerned:
        moving.answer(step, answer, reason, on=answered_on)
    Dossier.objects.bulk_update(rows, ["state", "moved_on"])
    Passage.objects.bulk_update(concerned, ["state", "answered_on", "reason"])
