"""Merits: told once, proven once, handed from line to line; works on which dossiers rest."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits, queries
from thidua.awards.actions.dossiers import EDITABLE, CreationReport, create_dossiers, retell
from thidua.awards.models import Dossier, Merit, MeritOffer, Round, WorkUse
from thidua.awards.queries import checklists, merits, works
from thidua.awards.states import DOSSIER, DossierState
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.core.text import nfc
from thidua.documents import uploads
from thidua.documents.actions import remove_file, upload_file
from thidua.legal.checklists import checklist_for
from thidua.notices.actions import tell
from thidua.orgs.queries import accounts_with_role
from thidua.orgs.states import Role

MOST_FILES = 10
# Until the signature a part may still be added: minutes and proofs come late.
CHECKED = (*EDITABLE, DossierState.SUBMITTED, DossierState.IN_COUNCIL, DossierState.RECOMMENDED)


@action(
    "awards.dossier.tell_merit", gettext_lazy("Ghi thành tích dùng chung cho các hệ"), on="dossier",
    permit=permits.writes_dossier,
)  # fmt: skip
def tell_merit(
    *, actor: Any, dossier: Dossier, title: str = "", done_on: date | None = None
) -> Merit:
    """The dossier's achievement as a merit on which dossiers of other lines may rest too.

    Repeatable: a merit that is there already is given back.
    """
    if dossier.merit is not None:
        return dossier.merit
    if not dossier.achievement.strip():
        raise Refused(_("Ghi thành tích trong hồ sơ trước."))
    first = title.strip() or dossier.achievement.strip().splitlines()[0]
    merit = Merit.objects.create(
        person=dossier.person, unit=dossier.unit, title=nfc(first)[:200],
        text=dossier.achievement, done_on=done_on,
    )  # fmt: skip
    dossier.merit = merit
    dossier.save(update_fields=["merit"])
    # Praised before it was told: else what the merit brought would not be known of the next line.
    for honour in queries.honours_from([dossier]).values():
        honour.merit = merit
        honour.save(update_fields=["merit"])
    note(merit=merit.pk)
    return merit


@action(
    "awards.merit.update", gettext_lazy("Sửa thành tích"), on="merit", permit=permits.writes_merit
)
def update_merit(
    *, actor: Any, merit: Merit, title: str, text: str, done_on: date | None = None
) -> Merit:
    """Write it for every line: dossiers not handed in follow, those handed in stay as they were."""
    if not title.strip():
        raise Refused(_("Ghi việc làm, thành tích."))
    if done_on is not None and done_on > period.today():
        raise Refused(_("Ngày lập thành tích chưa tới."))
    merit.title, merit.done_on = nfc(title.strip())[:200], done_on
    merit.save(update_fields=["title", "done_on"])
    note(followed=retell(merit, nfc(text.strip())))
    return merit


@action(
    "awards.merit.attach", gettext_lazy("Thêm minh chứng của thành tích"), on="merit",
    permit=permits.writes_merit,
)  # fmt: skip
def attach_evidence(*, actor: Any, merit: Merit, file: uploads.Sent) -> Merit:
    """A file that proves it, for every line; raises `uploads.NotAccepted`."""
    if merits.evidence_files(merit).count() >= MOST_FILES:
        raise Refused(_("Đã có %(most)s tệp: bỏ bớt một tệp trước.") % {"most": MOST_FILES})
    upload_file(
        actor=actor, subject=merit, role=merits.FILES, name=file.name or "", content=file.read()
    )
    return merit


@action(
    "awards.merit.detach", gettext_lazy("Bỏ minh chứng của thành tích"), on="merit",
    permit=permits.writes_merit,
)  # fmt: skip
def detach_evidence(*, actor: Any, merit: Merit, file: int) -> Merit:
    """Take a file away, while no dossier that rests on it has been handed in."""
    stored = merits.evidence_files(merit).filter(pk=file).first()
    if stored is None:
        raise Refused(_("Tệp này không còn ở thành tích."))
    if any(each.state not in EDITABLE for each in merits.resting_on_merit(merit)):
        raise Refused(_("Đã có hồ sơ nộp kèm minh chứng này nên không bỏ được."))
    remove_file(stored)
    return merit


@action(
    "awards.merit.offer", gettext_lazy("Chuyển thành tích cho hệ khác"), on="merit",
    permit=permits.writes_merit,
)  # fmt: skip
def offer_merit(*, actor: Any, merit: Merit, unit: Any, note_to: str = "", on: date) -> MeritOffer:
    """Hand it over to a unit of another line: its officers are told and may propose for it."""
    if unit not in merits.receivers_of(merit, on=on):
        raise Refused(
            _("%(unit)s không có cán bộ thi đua ở hệ khác của người này.") % {"unit": unit}
        )
    made, is_new = MeritOffer.objects.get_or_create(
        merit=merit, unit=unit,
        defaults={
            "note": nfc(note_to.strip())[:300], "offered_by": actor, "offered_at": period.now()
        },
    )  # fmt: skip
    if not is_new:
        raise Refused(_("Thành tích này đã chuyển cho %(unit)s.") % {"unit": unit})
    tell(
        recipients=accounts_with_role([unit], [Role.OFFICER], on=on),
        key=f"awards.merit_offered.{made.pk}", kind="awards.dossier",
        text=lambda: _("Thành tích của %(who)s được chuyển để xem xét đề nghị: %(title)s")
        % {"who": merit.subject, "title": merit.title},
        url=reverse("awards:merit", args=[merit.pk]),
    )  # fmt: skip
    return made


@action(
    "awards.merit.propose", gettext_lazy("Lập hồ sơ từ thành tích đã có"), on="merit",
    permit=permits.proposes_merit,
)  # fmt: skip
def propose_merit(
    *, actor: Any, merit: Merit, round: Round, award: str, on: date  # noqa: A002 # the clerk's word for it
) -> CreationReport:  # fmt: skip
    """A dossier of the round's line that rests on the same merit, with what was confirmed once."""
    subject = merit.subject
    confirmed: dict[str, bool] = {}
    for dossier in merits.resting_on_merit(merit):
        confirmed |= dossier.confirmed
    return create_dossiers(
        actor=actor, round=round, award=award, subjects=[subject], achievement=merit.text,
        confirmed=confirmed, merit=merit, on=on,
    )  # fmt: skip


@action(
    "awards.dossier.rest_on", gettext_lazy("Chọn sáng kiến làm căn cứ"), on="dossier",
    permit=permits.writes_dossier,
)  # fmt: skip
def rest_on_works(*, actor: Any, dossier: Dossier, initiatives: Sequence[int]) -> int:
    """The initiatives on which it rests, and no others; a used one is refused with its decision."""
    if dossier.state not in EDITABLE:
        raise Refused(DOSSIER.refusal(dossier, "submit") or "")
    offered = {each.initiative.pk: each for each in works.works_for(dossier)}
    wanted = set(initiatives)
    if wanted - offered.keys():
        raise Refused(_("Chỉ chọn sáng kiến đã được xác nhận của người được đề nghị."))
    for key in sorted(wanted):
        if (use := offered[key].spent) is not None:
            raise Refused(
                _("Sáng kiến «%(title)s» đã dùng để khen: %(use)s. Chọn sáng kiến khác.")
                % {"title": offered[key].initiative, "use": use.told}
            )
    dossier.work_uses.exclude(initiative__in=wanted).delete()
    WorkUse.objects.bulk_create(
        [WorkUse(dossier=dossier, initiative_id=key) for key in sorted(wanted)],
        ignore_conflicts=True,
    )
    tabulate([[key] for key in sorted(wanted)])
    return len(wanted)


@action(
    "awards.dossier.check", gettext_lazy("Ghi thành phần hồ sơ"), on="dossier",
    permit=permits.writes_dossier,
)  # fmt: skip
def check_part(
    *, actor: Any, dossier: Dossier, part: str, state: str, reason: str = "",
    file: uploads.Sent | None = None, on: date,
) -> Dossier:  # fmt: skip
    """That a part is there (a note or a file), is not needed (a reason), or is open again."""
    if dossier.state not in CHECKED:
        raise Refused(DOSSIER.refusal(dossier, "submit") or "")
    unit = dossier.round.unit
    known = checklist_for(
        dossier.award, queries.managing_body_of(unit), dossier.round.way, dossier.assessed_on or on
    )
    if part not in {item.id for item in known}:
        raise Refused(_("Hồ sơ này không có thành phần đó."))
    if state == "not_needed" and not reason.strip():
        raise Refused(_("Ghi vì sao không cần."))
    if state == "there" and file is None and not reason.strip():
        raise Refused(_("Đính kèm tệp, hoặc ghi bản giấy đang để ở đâu."))
    if file is not None:
        upload_file(
            actor=actor, subject=dossier, role=f"{checklists.PART}{part}", name=file.name or "",
            content=file.read(),
        )  # fmt: skip
    kept = {key: value for key, value in dossier.checklist.items() if key != part}
    if state in ("there", "not_needed"):
        kept[part] = {"state": state, "note": nfc(reason.strip())[:300]}
    dossier.checklist = kept
    dossier.save(update_fields=["checklist"])
    note(part=part, is_there=state, reason=reason.strip())
    return dossier
