"""Dossiers that came by parcel taken into a round: people matched, single ones returned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits, queries
from thidua.awards.actions import moving
from thidua.awards.models import Dossier, Merit, Origin, Report, Round
from thidua.awards.parcels import RETURNS, SentDossier, SentDossiers, SentReturn, SentReturns
from thidua.awards.queries import parcels as asked
from thidua.awards.queries.sent import judged_here, read_assessment
from thidua.awards.states import ROUND, Confirmation, DossierState, RoundState
from thidua.core import period
from thidua.core.action import SYSTEM, action, note, tabulate
from thidua.core.permit import Refused
from thidua.documents.actions import remove_file, upload_file
from thidua.documents.queries import files_of
from thidua.exchange import actions as exchange
from thidua.legal import Subject
from thidua.orgs import actions as orgs
from thidua.orgs.queries import people_by_pk, person_by_code, unit_by_code, units_by_pk
from thidua.orgs.states import MembershipKind, UnitKind

NEW, BACK = "new", "return"


@dataclass
class _Done:
    taken: list[Dossier] = field(default_factory=list)
    again: list[Dossier] = field(default_factory=list)
    known: int = 0
    back: list[SentReturn] = field(default_factory=list)

    def told(self, target: Round) -> list[str]:
        lines = []
        if self.taken:
            told = _("Đã nhận %(count)s hồ sơ vào đợt «%(round)s».")
            lines.append(told % {"count": len(self.taken), "round": target})
        if self.again:
            told = _("Đã nhận lại %(count)s hồ sơ bên gửi vừa bổ sung.")
            lines.append(told % {"count": len(self.again)})
        if self.known:
            told = _("%(count)s hồ sơ đã có từ trước, giữ nguyên.")
            lines.append(told % {"count": self.known})
        if self.back:
            told = _("Trả lại %(count)s hồ sơ: gửi tệp gói trả lại cho bên gửi.")
            lines.append(told % {"count": len(self.back)})
        return lines


@action(
    "awards.parcel.take", gettext_lazy("Nhận hồ sơ từ gói tin vào đợt xét"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def take_dossiers(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    parcel: Any,
    data: SentDossiers,
    files: Mapping[str, bytes],
    home: Any,
    who: Mapping[str, str],
    reason: str,
    on: date,
) -> list[str]:
    """Each dossier once, as `who` says by reference: a person's or unit's key, new, or returned.

    People unknown here are entered in `home`, without an account. What came before stays, but for
    what was returned and is sent again. Answers what was done, in sentences.
    """
    if round.state != RoundState.OPEN:
        raise Refused(ROUND.refusal(round, "send_to_council") or "")
    came = asked.origins_of(parcel.partner, [item.reference for item in data.dossiers])
    done = _Done()
    for item in data.dossiers:
        origin, choice = came.get(item.reference), who.get(item.reference, "")
        if origin is not None and origin.dossier.state != DossierState.RETURNED:
            done.known += 1
        elif choice == BACK:
            done.back.append(_back(item, reason))
        elif origin is not None:
            dossier = _renew(origin, item, parcel, round)
            done.again.append(_filled(actor, dossier, item, files))
        else:
            dossier = _make(
                actor, item, parcel, round, home=home, who=_resolved(item, choice, home, on)
            )
            done.taken.append(_filled(actor, dossier, item, files))
    if done.back:
        exchange.send_parcel(
            actor=actor, partner=parcel.partner, kind=RETURNS, files={}, reply_to=parcel.key,
            title=_("Trả lại %(count)s hồ sơ: %(title)s")
            % {"count": len(done.back), "title": parcel.title},
            data=SentReturns(returns=tuple(done.back)),
        )  # fmt: skip
    note(parcel=str(parcel.key), returned=[each.reference for each in done.back])
    tabulate([[row.pk, row.person_id, row.unit_id] for row in [*done.taken, *done.again]])
    return done.told(round)


def _back(item: SentDossier, reason: str) -> SentReturn:
    return SentReturn(
        reference=item.reference, outcome=asked.RETURNED, reason=moving.insist_on_reason(reason)
    )


def _insist_on_award(item: SentDossier, target: Round) -> None:
    if item.award not in target.awards:
        raise Refused(
            _("Đợt «%(round)s» không xét %(award)s: sửa đợt xét, hoặc chọn trả lại %(who)s.")
            % {
                "round": target, "award": queries.name_of(item.award), "who": item.subject.name,
            }
        )  # fmt: skip


def _resolved(item: SentDossier, choice: str, home: Any, on: date) -> Any:
    """The person or unit here that the choice names."""
    is_person = item.subject.kind is Subject.INDIVIDUAL
    if choice == NEW:
        return _entered(item, home, on) if is_person else _founded(item, home, on)
    key = int(choice) if choice.isdecimal() else 0
    found = (people_by_pk if is_person else units_by_pk)([key]).get(key)
    if found is None:
        raise Refused(_("Chưa chọn %(who)s là ai trong hệ thống này.") % {"who": item.subject.name})
    return found


def _entered(item: SentDossier, home: Any, on: date) -> Any:
    """A file without an account in the unit that stands for the sender: by the system, since
    whoever takes in dossiers need not administer that unit."""
    code = item.subject.code
    if not code or person_by_code(code) is not None:
        code = asked.here_code(home, code or item.reference)
    if (earlier := person_by_code(code)) is not None and str(earlier) == item.subject.name:
        return earlier
    return orgs.add_person(
        actor=SYSTEM, unit=home, code=code[:40], full_name=item.subject.name[:120],
        kind=MembershipKind.HOME, valid_from=on, with_account=False,
    )  # fmt: skip


def _founded(item: SentDossier, home: Any, on: date) -> Any:
    code = item.subject.code
    if not code or unit_by_code(code) is not None:
        code = asked.here_code(home, code or item.reference)
    if (earlier := unit_by_code(code)) is not None and str(earlier) == item.subject.name:
        return earlier
    return orgs.create_unit(
        actor=SYSTEM, parent=home, code=code[:40], name=item.subject.name[:200],
        kind=UnitKind.DEPARTMENT, line=home.line, valid_from=on,
    )  # fmt: skip


def _make(
    actor: Any, item: SentDossier, parcel: Any, target: Round, *, home: Any, who: Any
) -> Dossier:
    is_person = item.subject.kind is Subject.INDIVIDUAL
    whose = {"person": who if is_person else None, "unit": None if is_person else who}
    _insist_on_award(item, target)
    standing = target.dossiers.exclude(state=DossierState.WITHDRAWN)
    if standing.filter(award=item.award, **whose).exists():
        raise Refused(
            _("%(who)s đã có hồ sơ đề nghị %(award)s trong đợt xét «%(round)s».")
            % {"who": who, "award": queries.name_of(item.award), "round": target}
        )
    merit = None
    if item.merit is not None:
        merit = Merit.objects.create(
            **whose, title=item.merit.title[:200], text=item.merit.text, done_on=item.merit.done_on
        )
    origin = Origin.objects.create(
        partner=parcel.partner, reference=item.reference[:40], parcel=parcel,
        assessment=_kept(item),
    )  # fmt: skip
    dossier = Dossier(
        round=target, award=item.award, **whose, home_unit=home if is_person else who,
        merit=merit, origin=origin, state=DossierState.SUBMITTED, created_by=actor,
        created_at=period.now(), moved_on=period.today(),
    )  # fmt: skip
    return _written(dossier, item)


def _renew(origin: Origin, item: SentDossier, parcel: Any, target: Round) -> Dossier:
    """What we returned comes again: the same dossier, mended."""
    dossier: Dossier = origin.dossier
    if dossier.round.state != RoundState.OPEN:
        dossier.round = target
    _insist_on_award(item, dossier.round)
    moving.move(dossier, "submit")
    dossier.return_reason = ""
    origin.parcel, origin.answer, origin.assessment = parcel, None, _kept(item)
    origin.save()
    for stored in files_of(dossier, role=asked.SENT):
        remove_file(stored)
    if dossier.merit is not None and item.merit is not None:
        dossier.merit.title, dossier.merit.text = item.merit.title[:200], item.merit.text
        dossier.merit.done_on = item.merit.done_on
        dossier.merit.save()
    return _written(dossier, item)


def _kept(item: SentDossier) -> dict[str, Any] | None:
    return dict(item.assessment) if item.assessment is not None else None


def _written(dossier: Dossier, item: SentDossier) -> Dossier:
    """As sent, judged by our own packs on the sender's evidence."""
    judged = judged_here(item.award, read_assessment(item.assessment))
    known = {name: bool(item.confirmed[name]) for name in Confirmation if name in item.confirmed}
    dossier.achievement, dossier.confirmed = item.achievement, known
    dossier.assessment = judged.to_dict() if judged is not None else None
    dossier.assessed_on = judged.on if judged is not None else period.today()
    dossier.override_reason = item.override_reason[:500]
    dossier.submitted_at = period.now()
    dossier.save()
    Report.objects.update_or_create(
        dossier=dossier, defaults={"texts": dict(item.report), "written_at": period.now()}
    )
    return dossier


def _filled(actor: Any, dossier: Dossier, item: SentDossier, files: Mapping[str, bytes]) -> Dossier:
    """Every file that came with it through the one door."""
    for each in item.files:
        content = files.get(each.name)
        if content is None:
            raise Refused(_("Gói tin thiếu tệp %(name)s.") % {"name": each.name})
        upload_file(actor=actor, subject=dossier, role=asked.SENT, name=each.title, content=content)
    return dossier
