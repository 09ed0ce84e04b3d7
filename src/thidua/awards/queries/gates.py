"""What is met before the next step: the list in public, and findings that hold until signing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from thidua import legal
from thidua.awards.models import Decision, Dossier, Round
from thidua.awards.queries.evidence import DISCLOSED, evidence_of
from thidua.awards.queries.merits import Repeat, repeats_of
from thidua.awards.queries.standing import held_back
from thidua.awards.states import DossierState
from thidua.core.permit import Reason
from thidua.disclosures.queries import Shown, shown_by_key
from thidua.legal import Assessment, Stage, Verdict
from thidua.legal.judge import Finding
from thidua.legal.packs import AnyOf, packs
from thidua.overlays.queries import packs_for

_CHECK = "disclosed"
STOPPING = (Verdict.FAIL, Verdict.HOLD)


@dataclass(frozen=True)
class Gate:
    """One dossier before a step: `blocking` sentences stop it, `doubtful` ones take a reason."""

    dossier: Dossier
    blocking: tuple[Reason, ...] = ()
    doubtful: tuple[Reason, ...] = ()

    @property
    def why(self) -> str:
        return " ".join(str(sentence) for sentence in self.blocking or self.doubtful)


def before_vote(dossiers: Sequence[Dossier], *, on: date) -> list[Gate]:
    """Whether each dossier of one round has stood in public as its award demands.

    The product's own record tells it, so that a verified criterion stops what was never shown; an
    unverified one never stops by itself.
    """
    if not dossiers:
        return []
    evidence = evidence_of(dossiers, on=on)
    shown = shown_by_key(DISCLOSED, dossiers[0].round_id, on=on)
    laid = packs_for(dossiers[0].round.unit, on=on)
    return [
        _gate(
            dossier,
            legal.assess(
                dossier.award, evidence[dossier.pk], on=on, overlays=laid, stage=Stage.DISCLOSE
            ),
            shown.get(dossier.pk), on,
        ) for dossier in dossiers
    ]  # fmt: skip


def _gate(dossier: Dossier, found: Assessment, shown: Shown | None, on: date) -> Gate:
    names = _demanding(dossier.award, on)
    concerned = [
        item for reading in found.readings for item in reading.findings if item.criterion in names
    ]
    unfinished = shown is not None and not shown.is_done
    told = [
        (item.verified, _said(item, shown))
        for item in concerned
        if unfinished or item.verdict is not Verdict.PASS
    ]
    return Gate(
        dossier,
        tuple(dict.fromkeys(said for verified, said in told if verified)),
        tuple(dict.fromkeys(said for verified, said in told if not verified)),
    )


def _said(item: Finding, shown: Shown | None) -> str:
    if shown is None:
        return _(
            "Danh sách chưa được công khai (%(article)s). Công khai danh sách đề nghị ở đợt xét."
        ) % {"article": item.citation}
    if item.verdict is Verdict.PASS:
        return _(
            "Việc công khai chưa kết thúc (%(article)s). Kết thúc công khai và ghi kết quả trước."
        ) % {"article": item.citation}
    mend = f" {item.mend.render()}" if item.mend else ""
    return f"{item.reason.render()}{mend}"


def _demanding(award: str, on: date) -> set[str]:
    """The criteria by which an award demands that its list stand in public."""
    version = packs()[award].version_at(on)
    parts = [version, version.beside] if version else []
    return {
        item.id for part in parts if part is not None for item in part.rules
        if not isinstance(item, AnyOf) and item.check == _CHECK
    }  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A finding that is no longer what it was when the dossier was received."""

    before: Finding | None
    now: Finding


@dataclass(frozen=True)
class Renewed:
    """One dossier judged again on today's records, by the law of the day it was received."""

    dossier: Dossier
    changes: tuple[Change, ...]
    provisional: bool
    # A hold on record that no changed condition tells; what the merit has brought before.
    stops: tuple[Reason, ...] = ()
    repeats: tuple[Repeat, ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Verified findings that now fail or hold."""
        return tuple(
            each.now for each in self.changes if each.now.verified and each.now.verdict in STOPPING
        )

    @property
    def doubtful(self) -> tuple[Finding, ...]:
        """What got worse without stopping: a fact that is gone, or an unverified criterion."""
        return tuple(
            each.now for each in self.changes
            if each.now.verdict is not Verdict.PASS and each.now not in self.blocking
        )  # fmt: skip

    @property
    def gate(self) -> Gate:
        return Gate(
            self.dossier,
            (*(item.reason.render() for item in self.blocking), *self.stops),
            (*dict.fromkeys(item.reason.render() for item in self.doubtful), *self._unanswered),
        )

    @property
    def _unanswered(self) -> list[Reason]:
        """Praise of the same merit for which nobody has written a reason yet."""
        since, is_answered = self.dossier.assessed_on, bool(self.dossier.override_reason)
        return [
            each.told for each in self.repeats
            if each.grade == "again"
            and not (is_answered and since is not None and each.honour.decided_on <= since)
        ]  # fmt: skip


def renewed(dossiers: Sequence[Dossier], *, on: date) -> list[Renewed]:
    """Each dossier with what differs from the assessment frozen on receipt, as K10 has it.

    Ratings given after the vote, holds placed, honours revoked: whatever the records say today.
    """
    found: list[Renewed] = []
    by_round = groupby(sorted(dossiers, key=lambda d: (d.round_id, d.pk)), lambda d: d.round_id)
    for _round, rows in by_round:
        group = list(rows)
        laid: dict[date, tuple[legal.Pack, ...]] = {}
        evidence, repeats = evidence_of(group, on=on), repeats_of(group)
        for dossier in group:
            if dossier.assessment is None or dossier.assessed_on is None:
                continue
            frozen = Assessment.from_dict(dossier.assessment)
            received = dossier.assessed_on
            if received not in laid:
                laid[received] = packs_for(dossier.round.unit, on=received)
            now = legal.assess(
                dossier.award, evidence[dossier.pk], on=received, overlays=laid[received]
            )
            rating = evidence[dossier.pk].ratings.get(dossier.round.year)
            provisional = rating is not None and rating.provisional
            changes = _changes(frozen, now)
            stopping = [each.now for each in changes if each.now.verified]
            found.append(
                Renewed(
                    dossier, changes, provisional, held_back(evidence[dossier.pk], stopping),
                    tuple(repeats.get(dossier.pk, ())),
                )
            )  # fmt: skip
    return found


def before_signature(decision: Decision, *, on: date) -> list[Renewed]:
    """The dossiers of a decision that differ, are held, praised before, or rated provisionally."""
    rows = decision.dossiers.select_related("person", "unit", "round__unit", "round__movement")
    found = renewed(list(rows.order_by("pk")), on=on)
    return [
        each for each in found if each.changes or each.provisional or each.stops or each.repeats
    ]


def stopped_since(round: Round, *, on: date) -> list[Gate]:  # noqa: A002 # the clerk's word for it
    """Recommended dossiers without a decision that a verified condition stops by now."""
    rows = round.dossiers.filter(
        state=DossierState.RECOMMENDED, decision=None, reserve=None
    ).select_related("person", "unit", "round__unit", "round__movement")
    return [each.gate for each in renewed(list(rows), on=on) if each.gate.blocking]


def _changes(frozen: Assessment, now: Assessment) -> tuple[Change, ...]:
    found: dict[str, Change] = {}
    for reading in now.readings:
        past = next((each for each in frozen.readings if each.wording == reading.wording), None)
        before = {item.criterion: item for item in past.findings} if past else {}
        for item in reading.findings:
            old = before.get(item.criterion)
            if old is None or _told(old) != _told(item):
                found.setdefault(item.reason.render(), Change(old, item))
    return tuple(found.values())


def _told(item: Finding) -> tuple[str, str]:
    return item.verdict.value, item.reason.render()
