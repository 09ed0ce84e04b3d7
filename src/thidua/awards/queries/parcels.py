"""What may be sent up, what is known here of those who are sent, and what is still to answer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.awards import rules
from thidua.awards.models import Dossier, Honour, Origin, OutsideDecision, Passage, Round
from thidua.awards.parcels import SentDossier, SentSubject
from thidua.awards.queries.rising import UNDER_WAY, risable
from thidua.awards.states import DossierState, RoundState
from thidua.core.text import fold
from thidua.documents.queries import files_of
from thidua.exchange.queries import incoming_by_key
from thidua.legal import Subject
from thidua.orgs.queries import people_ever_in, units_in_reach
from thidua.orgs.states import Role

SENT = "sent"
"""The role of files that came with a dossier."""
RETURNED, DECLINED = "returned", "declined"
_DECLINED = (DossierState.NOT_RECOMMENDED, DossierState.REFUSED, DossierState.WITHDRAWN)


def sendable(round: Round, keys: Sequence[int] | None = None) -> list[Dossier]:  # noqa: A002 # the clerk's word
    """Dossiers that may go by parcel: those that may rise, and those that rose to a body outside
    and went there in no parcel yet."""
    rose = Passage.objects.filter(
        from_round=round, to_round=None, parcel=None, state__in=UNDER_WAY,
        dossier__state=DossierState.RISEN,
    )  # fmt: skip
    rows = round.dossiers.filter(pk__in=rose.values("dossier")).select_related(
        "person", "unit", "home_unit", "round__unit", "round__movement"
    )
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    return [*risable(round, keys), *rows.order_by("award", "pk")]


def parcel_with(round: Round, keys: Sequence[int], partner: Any) -> Any:  # noqa: A002 # the clerk's word
    """The newest parcel to a partner in which every one of these dossiers went."""
    rows = Passage.objects.filter(
        from_round=round, dossier__in=keys, parcel__partner=partner, state__in=UNDER_WAY
    ).select_related("parcel")
    found: dict[Any, set[int]] = defaultdict(set)
    for step in rows.order_by("-parcel"):
        found[step.parcel].add(step.dossier_id)
    return next((parcel for parcel, went in found.items() if went >= set(keys)), None)


def rounds_for(actor: Any, unit: Any) -> QuerySet[Round]:
    """Open rounds of a unit and those below it that the actor runs."""
    units = units_in_reach(actor, (Role.OFFICER,)).filter(path__startswith=unit.path)
    rows = Round.objects.filter(unit__in=units.values("pk"), state=RoundState.OPEN)
    return rows.select_related("unit").order_by("-year", "-pk")


def units_for(unit: Any) -> QuerySet[Any]:
    """The units to which those who are sent may belong here."""
    found: QuerySet[Any] = type(unit)._default_manager.filter(path__startswith=unit.path)
    return found.order_by("path")


@dataclass(frozen=True)
class Known:
    """Who here may be the one sent: `sure` has the same code and name, others only a likeness."""

    sure: Any = None
    alike: Sequence[Any] = ()


@dataclass
class _Here:
    by_code: dict[str, Any] = field(default_factory=dict)
    by_name: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))

    def add(self, each: Any, name: str) -> None:
        self.by_code[each.code.casefold()] = each
        self.by_name[fold(name)].append(each)


def here_code(home: Any, code: str) -> str:
    """The code under which somebody sent is entered here, where their own is another's."""
    return f"{home.code}-{code}"[:40]


def known_here(unit: Any, home: Any, items: Sequence[SentDossier]) -> dict[str, Known]:
    """By reference, whom of our own files each one sent may mean."""
    codes = [item.subject.code for item in items]
    if home is not None:
        codes += [here_code(home, code) for code in codes]
    names = [item.subject.name for item in items]
    people, units = _Here(), _Here()
    # Names are compared as the sender wrote them: accents tell people apart.
    for person in people_ever_in(unit).filter(Q(code__in=codes) | Q(full_name__in=names)):
        people.add(person, person.full_name)
    for each in units_for(unit).filter(Q(code__in=codes) | Q(name__in=names)):
        units.add(each, each.name)
    return {
        item.reference: _known(
            item.subject, people if item.subject.kind is Subject.INDIVIDUAL else units, home
        ) for item in items
    }  # fmt: skip


def _known(subject: SentSubject, here: _Here, home: Any) -> Known:
    codes = [subject.code] + ([here_code(home, subject.code)] if home is not None else [])
    by_code = [here.by_code[code.casefold()] for code in codes if code.casefold() in here.by_code]
    sure = next((each for each in by_code if _is_same(subject, each)), None)
    alike = [*by_code, *here.by_name.get(fold(subject.name), [])]
    return Known(sure, list({each.pk: each for each in alike}.values()))


def _is_same(subject: SentSubject, each: Any) -> bool:
    born = getattr(each, "born_on", None)
    differs = born is not None and subject.birth_year not in (None, born.year)
    return fold(str(each)) == fold(subject.name) and not differs


def origins_of(partner: Any, references: Sequence[str]) -> dict[str, Origin]:
    """What came from a partner before, by the partner's own numbers, locked."""
    rows = Origin.objects.select_for_update(of=("self",)).filter(
        partner=partner, reference__in=references
    )
    return {row.reference: row for row in rows}


def files_sent(dossier: Dossier) -> list[Any]:
    """What came with a dossier from another installation; nothing for one that was made here."""
    return list(files_of(dossier, role=SENT)) if dossier.origin_id is not None else []


def brought_by(parcel: Any) -> list[Dossier]:
    """The dossiers that a parcel brought, or brought again."""
    rows = Dossier.objects.filter(origin__parcel=parcel).select_related(
        "person", "unit", "origin", "round__unit"
    )
    return list(rows.order_by("pk"))


def sent_by(parcel: Any) -> dict[str, Dossier]:
    """The dossiers that a parcel of ours carries and that still wait, by their references."""
    steps = Passage.objects.filter(parcel=parcel, state__in=UNDER_WAY)
    rows = Dossier.objects.filter(passages__in=steps, state=DossierState.RISEN).select_related(
        "person", "unit", "home_unit", "round__unit__parent", "round__movement"
    )
    return {str(row.pk): row for row in rows}


@dataclass(frozen=True)
class ToAnswer:
    """What a parcel's sender does not know yet: returned or declined dossiers, and honours."""

    back: Sequence[tuple[Dossier, str, str]]
    praised: Sequence[Sequence[Honour]]
    waiting: int

    @property
    def is_any(self) -> bool:
        return bool(self.back or self.praised)


def to_answer(parcel: Any) -> ToAnswer:
    """Honours in groups of one decision each."""
    rows = [row for row in brought_by(parcel) if row.origin and row.origin.answer_id is None]
    back = [
        (row, RETURNED if row.state == DossierState.RETURNED else DECLINED, row.return_reason)
        for row in rows if row.state in (DossierState.RETURNED, *_DECLINED)
    ]  # fmt: skip
    honours = Honour.objects.filter(dossier__in=rows, revoked_on=None).select_related(
        "dossier__origin", "dossier__round__unit", "decision__paper", "outside__scan"
    )
    groups: dict[tuple[Any, ...], list[Honour]] = defaultdict(list)
    for honour in honours.order_by("pk"):
        key = (honour.decision_reference, honour.decided_on, honour.decided_by, honour.award)
        groups[key].append(honour)
    praised = sum(map(len, groups.values()))
    return ToAnswer(back, list(groups.values()), len(rows) - len(back) - praised)


def entered_already(unit: Any, number: str, decided_on: date, award: str) -> OutsideDecision | None:
    """The same decision in the unit's register, however its number is written."""
    bare = rules.bare_reference(number)
    rows = OutsideDecision.objects.filter(unit=unit, decided_on=decided_on, award=award)
    return next((row for row in rows if rules.bare_reference(row.reference) == bare), None)


def steps_by(parcel: Any) -> QuerySet[Passage]:
    """The steps upwards that a parcel of ours carries, whatever became of them."""
    return Passage.objects.filter(parcel=parcel).select_related("dossier").order_by("pk")


def steps_to_send(round: Round, rows: Sequence[Dossier]) -> list[Passage]:  # noqa: A002 # the clerk's word
    """The open steps to a body outside of dossiers that have just risen, or had risen before."""
    steps = Passage.objects.filter(
        dossier__in=[row.pk for row in rows], from_round=round,
        to_round=None, parcel=None, state__in=UNDER_WAY,
    )  # fmt: skip
    return list(
        steps.select_related(
            "paper", "dossier__person", "dossier__unit", "dossier__home_unit",
            "dossier__round__unit__parent", "dossier__merit", "dossier__report",
        ).order_by("pk")
    )  # fmt: skip


def references_from(partner: Any) -> set[str]:
    """The partner's own numbers of what came from it before."""
    return set(Origin.objects.filter(partner=partner).values_list("reference", flat=True))


def named_by(parcel: Any) -> dict[str, str]:
    """Whom the dossiers of a parcel of ours are about, by their references."""
    steps = steps_by(parcel).select_related("dossier__person", "dossier__unit")
    return {str(step.dossier_id): str(step.dossier) for step in steps}


def parcel_by_key(key: str) -> Any:
    """A parcel that came, by its number here."""
    return incoming_by_key(key) if key.isdecimal() else None
