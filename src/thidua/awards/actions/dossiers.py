"""Dossiers: proposed, submitted with the assessment frozen, returned, withdrawn, concluded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits, queries
from thidua.awards.actions import moving
from thidua.awards.models import Dossier, Merit, Round
from thidua.awards.queries import merits
from thidua.awards.states import DOSSIER, ROUND, Confirmation, DossierState, RoundState
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Reason, Refused
from thidua.legal import Subject
from thidua.legal.packs import packs
from thidua.notices.actions import tell
from thidua.orgs.queries import keeping_unit_of

EDITABLE = (DossierState.DRAFT, DossierState.RETURNED)


class NotEligible(Refused):
    """A verified condition fails or is on hold; the reason tells each with its sentence."""


class NeedsReason(Refused):
    """Facts are missing or rules unverified: going on takes a written reason."""


@dataclass
class CreationReport:
    """The dossiers made, who was left out and why, and what their merit has brought before."""

    created: list[Dossier] = field(default_factory=list)
    skipped: list[tuple[Any, Reason]] = field(default_factory=list)
    warned: list[tuple[Any, Reason]] = field(default_factory=list)


@action(
    "awards.dossiers.create", gettext_lazy("Lập hồ sơ đề nghị khen thưởng"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def create_dossiers(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    award: str,
    subjects: Sequence[Any],
    achievement: str = "",
    confirmed: Mapping[str, bool] | None = None,
    merit: Merit | None = None,
    on: date,
) -> CreationReport:
    """Propose people or units for one award of the round; who has a dossier already is skipped."""
    if round.state != RoundState.OPEN:
        raise Refused(ROUND.refusal(round, "send_to_council") or "")
    if award not in round.awards:
        raise Refused(_("Đợt xét này không xét %(award)s.") % {"award": queries.name_of(award)})
    report = CreationReport()
    existing: set[tuple[int | None, int | None]] = {
        (person_id, unit_id)
        for person_id, unit_id in round.dossiers.filter(award=award)
        .exclude(state=DossierState.WITHDRAWN)
        .values_list("person_id", "unit_id")
    } | queries.risen_subjects(round, award)
    at, made = period.now(), []
    for subject in dict.fromkeys(subjects):
        is_person = hasattr(subject, "full_name")
        key = (subject.pk, None) if is_person else (None, subject.pk)
        if merit is not None and merit.subject != subject:
            raise Refused(_("Thành tích này là của %(who)s.") % {"who": merit.subject})
        home = keeping_unit_of(subject, on=on) if is_person else subject
        if reason := _not_proposed(award, subject, home, is_known=key in existing):
            report.skipped.append((subject, reason))
            continue
        made.append(
            Dossier(
                round=round, award=award, home_unit=home, achievement=achievement.strip(),
                person=subject if is_person else None, unit=None if is_person else subject,
                confirmed=_known(confirmed or {}), created_by=actor, created_at=at, merit=merit,
            )
        )  # fmt: skip
    report.created = Dossier.objects.bulk_create(made)
    told = merits.warned(report.created)
    report.warned = [
        (each.subject, why) for each in report.created for why in told.get(each.pk, ())
    ]
    note(award=award, created=len(report.created), skipped=len(report.skipped))
    tabulate([[d.pk, d.person_id, d.unit_id] for d in report.created])
    return report


def _not_proposed(award: str, subject: Any, home: Any, *, is_known: bool) -> Reason | None:
    who = Subject.INDIVIDUAL if hasattr(subject, "full_name") else Subject.COLLECTIVE
    if who not in packs()[award].for_whom:
        return _("%(award)s không dành cho đối tượng này.") % {"award": queries.name_of(award)}
    if is_known:
        return _("Đã có hồ sơ trong đợt xét này.")
    return None if home is not None else _("Chưa thuộc đơn vị nào.")


def _known(confirmed: Mapping[str, bool]) -> dict[str, bool]:
    unknown = sorted(set(confirmed) - set(Confirmation.values))
    if unknown:
        raise Refused(_("Không có dữ kiện: %(names)s.") % {"names": ", ".join(unknown)})
    return {name: bool(value) for name, value in confirmed.items()}


@action(
    "awards.dossier.update", gettext_lazy("Sửa hồ sơ"), on="dossier", permit=permits.writes_dossier
)
def update_dossier(
    *, actor: Any, dossier: Dossier, achievement: str, confirmed: Mapping[str, bool] | None = None
) -> Dossier:
    """Write the achievement and the facts that the unit confirms; only before submission.

    An achievement that several lines share is one: the other dossiers not handed in follow.
    """
    if dossier.state not in EDITABLE:
        raise Refused(DOSSIER.refusal(dossier, "submit") or "")
    dossier.achievement = achievement.strip()
    if dossier.merit is not None:
        retell(dossier.merit, dossier.achievement)
    if confirmed is not None:
        dossier.confirmed = _known(confirmed)
    dossier.save()
    return dossier


def retell(merit: Merit, text: str) -> int:
    """Write a merit's text, for itself and every dossier on it that is not handed in."""
    merit.text = text
    merit.save(update_fields=["text"])
    waiting = merits.dossiers_waiting(merit)
    for dossier in waiting:
        dossier.achievement = text
    return Dossier.objects.bulk_update(waiting, ["achievement"])


@action(
    "awards.dossiers.confirm", gettext_lazy("Xác nhận dữ kiện của nhiều hồ sơ"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def confirm_facts(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    dossiers: Sequence[int],
    confirmed: Mapping[str, bool],
) -> int:
    """Add confirmed facts to dossiers not yet submitted, by key; returns how many changed."""
    if round.state != RoundState.OPEN:
        raise Refused(ROUND.refusal(round, "send_to_council") or "")
    facts = _known(confirmed)
    rows = list(round.dossiers.filter(pk__in=list(dossiers), state__in=EDITABLE))
    for dossier in rows:
        dossier.confirmed = {**dossier.confirmed, **facts}
    Dossier.objects.bulk_update(rows, ["confirmed"])
    note(confirmed=facts)
    tabulate([[dossier.pk] for dossier in rows])
    return len(rows)


@action(
    "awards.dossier.submit", gettext_lazy("Nộp hồ sơ"), on="dossier", permit=permits.writes_dossier
)
def submit_dossier(*, actor: Any, dossier: Dossier, on: date, reason: str = "") -> Dossier:
    """Submit with the assessment frozen as it stands on the day of receipt.

    Raises `NotEligible` on a verified condition that fails, `NeedsReason` where facts are missing
    or rules unverified and no reason is given.
    """
    _insist_on_open(dossier.round)
    freeze([dossier], on=on, reason=reason)
    dossier.save()
    return dossier


@action(
    "awards.dossiers.submit", gettext_lazy("Nộp nhiều hồ sơ"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def submit_dossiers(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    dossiers: Sequence[int],
    on: date,
    reason: str = "",
) -> list[Dossier]:
    """The same for many dossiers of a round, by key: all of them or, where one refuses, none."""
    _insist_on_open(round)
    rows = list(
        round.dossiers.select_for_update(of=("self",))
        .filter(pk__in=list(dossiers))
        .select_related("person", "unit", "round__unit", "round__movement")
        .order_by("pk")
    )
    freeze(rows, on=on, reason=reason)
    Dossier.objects.bulk_update(
        rows,
        ["state", "moved_on", "assessment", "assessed_on", "override_reason", "submitted_at"],
    )
    tabulate([[d.pk, d.assessment["verdict"] if d.assessment else None] for d in rows])
    return rows


def _insist_on_open(round: Round) -> None:  # noqa: A002 # the clerk's word for it
    if round.state != RoundState.OPEN:
        raise Refused(ROUND.refusal(round, "send_to_council") or "")


def freeze(rows: Sequence[Dossier], *, on: date, reason: str, step: str = "submit") -> None:
    """Judge each as of the day and keep the assessment with it; `step` is the move that takes it.

    A level that checks what came from below makes no move (an empty `step`).
    """
    at = period.now()
    for standing in queries.assessments_of(rows, on=on):
        dossier, found = standing.dossier, standing.assessment
        assert dossier is not None
        if step:
            moving.move(dossier, step)
        if standing.state == "blocked":
            raise NotEligible(_told(dossier, standing.why))
        if standing.state == "doubtful" and not reason.strip():
            sentences = _told(dossier, standing.why)
            raise NeedsReason(_("%(why)s Ghi lý do để đi tiếp.") % {"why": sentences})
        dossier.assessment, dossier.assessed_on = found.to_dict(), on
        dossier.override_reason = reason.strip()[:500] if standing.state == "doubtful" else ""
        dossier.submitted_at = at
    note(reason=reason.strip(), received_on=on)


def pass_gates(gates: Sequence[queries.Gate], reason: str, *, mend: str = "") -> list[Dossier]:
    """The dossiers that go past a doubt with `reason`, which is written on each (not saved).

    Raises `NotEligible` where one is stopped, with `mend`; `NeedsReason` where none is given.
    """
    if stopped := [gate for gate in gates if gate.blocking]:
        raise NotEligible(f"{_first_told(stopped)} {mend}".rstrip())
    doubtful = [gate for gate in gates if gate.doubtful]
    if doubtful and not reason.strip():
        raise NeedsReason(_("%(why)s Ghi lý do để đi tiếp.") % {"why": _first_told(doubtful)})
    for gate in doubtful:
        said = [gate.dossier.override_reason, reason.strip()]
        gate.dossier.override_reason = " ".join(dict.fromkeys(filter(None, said)))[:500]
    if doubtful:
        note(reason=reason.strip())
    return [gate.dossier for gate in doubtful]


def _first_told(gates: Sequence[queries.Gate]) -> str:
    return " ".join(_told(gate.dossier, [gate.why]) for gate in gates[:3])


def _told(dossier: Dossier, sentences: Sequence[str]) -> str:
    return f"{dossier.subject} ({queries.name_of(dossier.award)}): {' '.join(sentences)}"


@action(
    "awards.dossier.return", gettext_lazy("Trả lại hồ sơ"), on="dossier", permit=permits.is_officer
)
def return_dossier(*, actor: Any, dossier: Dossier, reason: str) -> Dossier:
    """Send a submitted dossier back with what is missing; its person and writer are told."""
    moving.give_back([dossier], "return", moving.insist_on_reason(reason))
    note(reason=dossier.return_reason)
    tell(
        recipients={dossier.created_by_id, *_account_of(dossier)},
        key=f"awards.returned.{dossier.pk}.{period.now():%Y%m%d%H%M%S}", kind="awards.dossier",
        text=lambda: _("Hồ sơ đề nghị %(award)s của %(who)s được trả lại: %(reason)s")
        % {
            "award": queries.name_of(dossier.award), "who": dossier.subject,
            "reason": dossier.return_reason,
        },
        url=reverse("awards:dossier", args=[dossier.pk]),
    )  # fmt: skip
    return dossier


def _account_of(dossier: Dossier) -> list[int]:
    return [dossier.person.user_id] if dossier.person and dossier.person.user_id else []


@action(
    "awards.dossier.withdraw", gettext_lazy("Rút hồ sơ"), on="dossier", permit=permits.is_officer
)
def withdraw_dossier(*, actor: Any, dossier: Dossier, reason: str) -> Dossier:
    """Take a dossier out of the round before the council has it."""
    if not reason.strip():
        raise Refused(_("Ghi lý do rút hồ sơ."))
    moving.move(dossier, "withdraw")
    moving.settle([dossier], "decline", reason)
    dossier.save()
    note(reason=reason.strip())
    return dossier


@action(
    "awards.dossiers.conclude", gettext_lazy("Nhận kết quả biểu quyết của hội đồng"), on="council",
    permit=permits.hears_council,
)  # fmt: skip
def conclude_dossiers(*, actor: Any, council: Any, passed: Mapping[int, bool]) -> list[Dossier]:
    """What the council advises, by dossier: recommended or not; the head of the unit decides."""
    rows = list(Dossier.objects.select_for_update().filter(pk__in=passed).order_by("pk"))
    for dossier in rows:
        moving.move(dossier, "recommend" if passed[dossier.pk] else "not_recommend")
    moving.settle([dossier for dossier in rows if not passed[dossier.pk]], "decline")
    Dossier.objects.bulk_update(rows, ["state", "moved_on"])
    tabulate([[dossier.pk, passed[dossier.pk]] for dossier in rows])
    return rows


@action(
    "awards.dossier.take_back", gettext_lazy("Nhận lại hồ sơ rút khỏi hội đồng"), on="dossier",
    permit=permits.left_council,
)  # fmt: skip
def take_back_dossier(*, actor: Any, dossier: Dossier, reason: str) -> Dossier:
    """Unvoted from its council: it stands as submitted, and may be sent to another."""
    moving.move(dossier, "leave_council")
    dossier.save(update_fields=["state", "moved_on"])
    note(reason=reason)
    tell(
        recipients={dossier.created_by_id, *_account_of(dossier)},
        key=f"awards.taken_back.{dossier.pk}.{period.now():%Y%m%d%H%M%S}", kind="awards.dossier",
        text=lambda: _("Hồ sơ đề nghị %(award)s của %(who)s được rút khỏi hội đồng: %(reason)s")
        % {"award": queries.name_of(dossier.award), "who": dossier.subject, "reason": reason},
        url=reverse("awards:dossier", args=[dossier.pk]),
    )  # fmt: skip
    return dossier
