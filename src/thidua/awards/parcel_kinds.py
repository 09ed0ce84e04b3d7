"""The kinds of parcels of awards: how each is shown before it is taken in, and what it does."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import parcels, queries
from thidua.awards.actions import parcels as actions
from thidua.awards.forms.parcels import TakeDecisionForm, TakeForm, field_of
from thidua.awards.parcels import SentDecision, SentDossier, SentDossiers, SentReturns
from thidua.awards.queries import parcels as asked
from thidua.awards.queries.sent import judged_here, read_assessment
from thidua.awards.states import Way
from thidua.core.capability import Offer
from thidua.core.permit import Refused
from thidua.exchange.registry import Arrived, Item, Judged, Kind, Preview, register
from thidua.exchange.states import IncomingState
from thidua.exchange.wrapping import understood
from thidua.legal import Assessment
from thidua.legal.packs import packs
from thidua.ui import formats

OUTCOMES = {
    asked.RETURNED: gettext_lazy("Trả lại để bổ sung"),
    asked.DECLINED: gettext_lazy("Không khen thưởng"),
}


def send(*, actor: Any, subject: str, partner: Any, on: date) -> Sequence[Any]:
    """Everything of a round that may go up."""
    found = queries.round_of(int(subject)) if subject.isdecimal() else None
    if found is None:
        raise Refused(_("Không có đợt xét số %(key)s.") % {"key": subject})
    rows = asked.sendable(found)
    if not rows and queries.unvoted(found, on=on):
        raise Refused(
            _("Đơn vị không có hội đồng: gửi từ trang của đợt xét, ghi biên bản họp bình xét.")
        )
    if not rows:
        raise Refused(_("Đợt xét chưa có hồ sơ nào gửi được."))
    return [
        actions.send_dossiers(
            actor=actor, round=found, dossiers=[row.pk for row in rows], partner=partner, on=on
        )
    ]


def show(*, actor: Any, arrived: Arrived, data: Any, on: date) -> Preview:
    """Every dossier: who it may be here, and both verdicts where the packs differ."""
    sent: SentDossiers = understood(SentDossiers, arrived.data)
    partner = arrived.parcel.partner
    known = asked.known_here(partner.unit, partner.stands_for, sent.dossiers)
    waits = arrived.parcel.state != IncomingState.TAKEN
    came = asked.references_from(partner) if waits else set()
    form = TakeForm(
        data, rounds=asked.rounds_for(actor, partner.unit), homes=asked.units_for(partner.unit),
        items=sent.dossiers, known=known, on=on, initial={"home": partner.stands_for},
    )  # fmt: skip
    return Preview(
        facts=[
            (_("Đợt xét bên gửi"), sent.round), (_("Đơn vị đề nghị"), sent.unit),
            (_("Năm thành tích"), str(sent.year)),
            (_("Loại hình khen thưởng"), dict(Way.choices).get(sent.way, sent.way)),
        ],
        items=[
            _item(n, dossier, known[dossier.reference], dossier.reference in came)
            for n, dossier in enumerate(sent.dossiers)
        ],
        form=form,
    )  # fmt: skip


def _item(place: int, sent: SentDossier, known: asked.Known, is_back: bool) -> Item:
    notes: list[tuple[str, Any]] = []
    if sent.award not in packs():
        told = _("Hệ thống này chưa có bộ quy tắc cho «%(award)s»: chỉ trả lại được.")
        notes.append(("fail", told % {"award": sent.award}))
    if is_back:
        notes.append(("work", _("Hồ sơ này đã đến từ trước: nhận vào không lập thêm hồ sơ.")))
    elif known.sure is None and known.alike:
        notes.append(("hold", _("Có người, tập thể cùng tên hoặc cùng mã: chọn đúng ai.")))
    who = sent.subject
    facts = [
        (_("Đề nghị"), queries.name_of(sent.award)), (_("Đơn vị"), who.unit),
        (_("Chức vụ"), who.position), (_("Năm sinh"), who.birth_year or ""),
        (_("Mã bên gửi"), who.code), (_("Thành tích"), sent.achievement),
        (_("Tệp kèm theo"), ", ".join(each.title for each in sent.files)),
    ]  # fmt: skip
    return Item(
        title=who.name, facts=[(name, value) for name, value in facts if value], notes=notes,
        judged=_judged(sent), field=field_of(place),
    )  # fmt: skip


def _judged(sent: SentDossier) -> list[Judged]:
    theirs = read_assessment(sent.assessment)
    if theirs is None:
        told = _("Bên gửi không kèm kết quả xét, hoặc kèm dạng mà phần mềm này không đọc được.")
        return [Judged(_("Bên gửi xét"), "unknown", told)]
    ours = judged_here(sent.award, theirs)
    day = {"day": formats.day(theirs.on)}
    sides = [_side(_("Bên gửi xét"), theirs, _("xét ngày %(day)s") % day)]
    if ours is None:
        return sides
    if ours.pack_digest == theirs.pack_digest and ours.verdict == theirs.verdict:
        sides[0] = _side(_("Hai bên xét như nhau"), theirs, _("xét ngày %(day)s") % day)
        return sides
    note = _("bộ quy tắc ở đây khác bản của bên gửi; cùng dữ kiện, cùng ngày")
    return [*sides, _side(_("Hệ thống này xét"), ours, note)]


def _side(label: str, found: Assessment, note: str) -> Judged:
    return Judged(label, found.verdict.value, note, queries.findings_shown(found, only_open=True))


def take(*, actor: Any, arrived: Arrived, choices: Any, on: date) -> Sequence[str]:
    return actions.take_dossiers(
        actor=actor, round=choices["round"], parcel=arrived.parcel, home=choices["home"],
        data=understood(SentDossiers, arrived.data), files=arrived.files, who=choices["who"],
        reason=choices.get("reason", ""), on=on,
    )  # fmt: skip


def received(*, actor: Any, outgoing: Any, on: date) -> None:
    actions.hear_receipt(actor=actor, parcel=outgoing, on=on)


def returned(*, actor: Any, outgoing: Any, reason: str, on: date) -> None:
    """The whole parcel came back: every dossier of it does."""
    back = tuple(
        parcels.SentReturn(reference=key, outcome=asked.RETURNED, reason=reason)
        for key in asked.sent_by(outgoing)
    )
    actions.take_returns(actor=actor, parcel=outgoing, data=SentReturns(returns=back), on=on)


def answers(*, actor: Any, incoming: Any) -> Sequence[Offer]:
    """Once its dossiers lie here, their results are told to the sender."""
    if not asked.brought_by(incoming):
        return ()
    found = asked.to_answer(incoming)
    reason = None if found.is_any else _("chưa có kết quả mới")
    address = reverse("awards:parcel_answer", args=[incoming.pk])
    return [Offer(_("Gửi kết quả cho bên gửi"), address, reason)]


def answer(*, actor: Any, subject: str, partner: Any, on: date) -> Sequence[Any]:
    """All that the sender of a parcel (by its key here) does not know yet."""
    from_here = asked.parcel_by_key(subject)
    if from_here is None:
        raise Refused(_("Không có gói tin đến số %(key)s.") % {"key": subject})
    return actions.answer_parcel(actor=actor, parcel=from_here, on=on)


def show_returns(*, actor: Any, arrived: Arrived, data: Any, on: date) -> Preview:
    sent: SentReturns = understood(SentReturns, arrived.data)
    named = asked.named_by(arrived.original)
    return Preview(
        items=[
            Item(
                title=named.get(each.reference, _("hồ sơ không thuộc gói này")),
                facts=[(_("Kết quả"), OUTCOMES.get(each.outcome, each.outcome)),
                       (_("Lý do"), each.reason)],
            ) for each in sent.returns
        ]
    )  # fmt: skip


def take_returns(*, actor: Any, arrived: Arrived, choices: Any, on: date) -> Sequence[str]:
    return actions.take_returns(
        actor=actor, parcel=arrived.original, data=understood(SentReturns, arrived.data), on=on
    )


def show_decision(*, actor: Any, arrived: Arrived, data: Any, on: date) -> Preview:
    sent: SentDecision = understood(SentDecision, arrived.data)
    named = asked.named_by(arrived.original)
    return Preview(
        facts=[
            (_("Quyết định số"), sent.number), (_("Ngày"), formats.day(sent.decided_on)),
            (_("Cơ quan quyết định"), sent.decided_by),
            (_("Danh hiệu, hình thức"), queries.name_of(sent.award)),
        ],
        items=[
            Item(title=named.get(key, _("hồ sơ không thuộc gói này"))) for key in sent.references
        ],
        form=TakeDecisionForm(data, data_sent=sent),
    )  # fmt: skip


def take_decision(*, actor: Any, arrived: Arrived, choices: Any, on: date) -> Sequence[str]:
    return actions.take_decision(
        actor=actor, parcel=arrived.original, data=understood(SentDecision, arrived.data),
        files=arrived.files, level=choices["level"], way=choices["way"], on=on,
    )  # fmt: skip


register(
    Kind(
        parcels.DOSSIERS, gettext_lazy("Hồ sơ trình khen thưởng"), preview=show, take=take,
        send=send, received=received, returned=returned, answers=answers,
    )
)  # fmt: skip
register(
    Kind(
        parcels.RETURNS, gettext_lazy("Hồ sơ trả lại"), preview=show_returns, take=take_returns,
        send=answer, replies_to=parcels.DOSSIERS, returnable=False,
    )
)  # fmt: skip
register(
    Kind(
        parcels.DECISION, gettext_lazy("Quyết định khen thưởng"), preview=show_decision,
        take=take_decision, send=answer, replies_to=parcels.DOSSIERS, returnable=False,
    )
)  # fmt: skip
