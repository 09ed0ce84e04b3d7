"""The facts on which awards are judged, gathered from every capability into frozen evidence."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, prefetch_related_objects

from thidua.awards import rules
from thidua.awards.models import Dossier, Honour, Rating, Round
from thidua.awards.states import Confirmation, DossierState
from thidua.core import period
from thidua.disclosures import queries as disclosures
from thidua.legal import Evidence, ManagingBody, Subject
from thidua.legal.criteria import CHECKS
from thidua.legal.evidence import Achievement, EarlierAward, Member, RatingFact, Roster, Work
from thidua.legal.evidence import Disclosure as DisclosureFact
from thidua.legal.evidence import Hold as HoldFact
from thidua.legal.evidence import Honour as HonourFact
from thidua.legal.packs import AnyOf, packs
from thidua.legal.terms import AwardType, HoldKind, Kind, MeritKind, Standing
from thidua.legal.terms import Rating as Level
from thidua.orgs.queries import members_of
from thidua.orgs.states import ContractKind, MembershipKind

CONFIRMED_BY = "Xác nhận của đơn vị đề nghị"
_PRIOR_YEARS = 5
DISCLOSED = "awards.round"
_FACTS = {
    "law_abiding": Confirmation.LAW_ABIDING,
    "active_in_movement": Confirmation.ACTIVE,
    "achievements": Confirmation.ATTAINED,
    "holds": Confirmation.NO_HOLD,
    "disciplines": Confirmation.NO_DISCIPLINE,
    "absences": Confirmation.NO_ABSENCE,
    "movement_effective": Confirmation.EFFECTIVE,
    "united": Confirmation.UNITED,
}


def confirmable(award: str, subject: Subject, *, on: date) -> list[Confirmation]:
    """The facts without a record that an award asks of such a subject, in the law's order."""
    pack = packs()[award]
    version = pack.version_at(on)
    found: dict[Confirmation, None] = {}
    for rule in version.rules if version else ():
        for criterion in rule.criteria if isinstance(rule, AnyOf) else (rule,):
            if not criterion.for_whom or subject in criterion.for_whom:
                for fact in CHECKS[criterion.check].facts:
                    if fact in _FACTS:
                        found[_FACTS[fact]] = None
    return list(found)


def managing_body_of(unit: Any) -> ManagingBody | None:
    """Whose rules count for a unit: its own, else that of the nearest unit above."""
    while unit is not None:
        if unit.managing_body:
            return ManagingBody(unit.managing_body)
        unit = unit.parent
    return None


class Book:
    """What is known of many subjects for one year, read in a constant number of queries."""

    def __init__(
        self,
        *,
        unit: Any,
        year: int,
        on: date,
        people: Sequence[Any] = (),
        units: Sequence[Any] = (),
        round: Round | None = None,  # noqa: A002 # the clerk's word for it
    ) -> None:
        self.year, self.on, self.round = year, on, round
        self.body = managing_body_of(unit)
        self.movement = round.movement if round else None
        prefetch_related_objects(
            list(people),
            "memberships", "registrants__registration__movement", "authorships__initiative",
        )  # fmt: skip
        prefetch_related_objects(list(units), "registrations__movement")
        concerned = Q(person__in=[p.pk for p in people]) | Q(unit__in=[u.pk for u in units])
        self._ratings = _by_subject(
            Rating.objects.filter(concerned, year__lte=year, year__gte=year - _PRIOR_YEARS)
        )
        self._honours = _by_subject(
            Honour.objects.filter(concerned, revoked_on=None).select_related("decision__round")
        )
        self._proposed = _by_subject(
            Dossier.objects.filter(concerned, round=round).exclude(
                state__in=[DossierState.WITHDRAWN, DossierState.NOT_RECOMMENDED]
            )
            if round
            else ()
        )
        self._holds = disclosures.holds_on(people=people, units=units)
        self._shown = (
            disclosures.shown_by_key(DISCLOSED, round.pk, on=on) if round is not None else {}
        )

    def evidence(
        self, subject: Any, award: str, *, confirmed: Mapping[str, bool], achievement: str = "",
        dossier: int | None = None,
    ) -> Evidence:  # fmt: skip
        """The evidence on one of the subjects; what nobody recorded or confirmed stays missing."""
        is_person = hasattr(subject, "full_name")
        key = ("person" if is_person else "unit", subject.pk)
        stated = {name: bool(value) for name, value in confirmed.items()}
        own = self._of_person(subject, award) if is_person else self._of_unit(subject, award)
        return Evidence(
            subject=Subject.INDIVIDUAL if is_person else Subject.COLLECTIVE,
            year=self.year,
            subject_id=str(subject.pk),
            managing_body=self.body,
            ratings={
                rating.year: RatingFact(
                    level=Level(rating.level), provisional=rating.is_provisional,
                    signer=rating.basis if rating.is_provisional else "",
                    record=f"Xếp loại năm {rating.year}: {rating.get_level_display()}"
                    + (f" ({rating.basis})" if rating.basis else ""),
                ) for rating in self._ratings[key]
            },
            honours=self._honours_of(key),
            achievements=self._achievements(key, award, stated, achievement),
            law_abiding=stated.get(Confirmation.LAW_ABIDING),
            active_in_movement=stated.get(Confirmation.ACTIVE),
            movement_effective=stated.get(Confirmation.EFFECTIVE),
            united=stated.get(Confirmation.UNITED),
            holds=self._held(key, is_denied=bool(stated.get(Confirmation.NO_HOLD))),
            disclosure=self._disclosed(dossier),
            disciplines=() if stated.get(Confirmation.NO_DISCIPLINE) else None,
            absences=() if stated.get(Confirmation.NO_ABSENCE) else None,
            records={
                fact: (CONFIRMED_BY,) for fact, name in _FACTS.items() if name in stated
            } | own.pop("records", {}),
            **own,
        )  # fmt: skip

    def _held(
        self, key: tuple[str, int], *, is_denied: bool
    ) -> tuple[HoldFact, ...] | None:  # fmt: skip
        """Holds on record (K6) go before what the unit confirms; neither of the two: missing."""
        running = tuple(
            HoldFact(
                kind=HoldKind(hold.ground), opened_on=hold.paper_on, ended_on=hold.ended_on,
                paper=f"{hold.paper} ngày {hold.paper_on:%d/%m/%Y}", record=str(hold),
            ) for hold in self._holds[key] if hold.ended_on is None or self.on < hold.ended_on
        )  # fmt: skip
        return running or (() if is_denied else None)

    def _disclosed(self, dossier: int | None) -> DisclosureFact | None:
        shown = self._shown.get(dossier) if dossier is not None else None
        if shown is None:
            return None
        return DisclosureFact(
            working_days=shown.working_days, open_comments=shown.open_comments,
            record=shown.record,
        )  # fmt: skip

    def _of_person(self, person: Any, award: str) -> dict[str, Any]:
        homes = sorted(
            (m for m in person.memberships.all() if m.kind == MembershipKind.HOME),
            key=lambda m: m.valid_from,
        )
        facts: dict[str, Any] = {"works": self._works(person)}
        facts["registered"], titles = self._registered(
            [(r.registration, r.awards) for r in person.registrants.all()], award
        )
        facts["records"] = {"registered": titles} if titles else {}
        if homes:
            spans = [(m.valid_from, m.valid_to) for m in homes]
            facts["months_in_year"] = rules.months_in_year(spans, self.year)
            facts["not_applicable"] = self._not_applicable(homes)
        return facts

    def _not_applicable(self, homes: Sequence[Any]) -> frozenset[str]:
        absent = set()
        if homes[-1].contract and homes[-1].contract != ContractKind.FIXED_TERM:
            absent.add("contract_months")
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        in_year = [
            m for m in homes if m.valid_from <= last and (m.valid_to is None or m.valid_to >= first)
        ]
        if len({m.unit_id for m in in_year}) <= 1:
            absent.add("transfer")
        return frozenset(absent)

    def _works(self, person: Any) -> tuple[Work, ...]:
        """Initiatives that a head verified; whether a council recognises them is not known here."""
        verified = (
            author.initiative
            for author in person.authorships.all()
            if author.initiative.state == "verified"
        )
        return tuple(
            Work(
                year=entry.submitted_at.astimezone(period.HANOI).year,
                recognised=None,
                record=f"Sáng kiến «{entry.title}»",
            )
            for entry in verified
            if entry.submitted_at.astimezone(period.HANOI).year <= self.year
        )

    def _registered(
        self, registrations: Sequence[tuple[Any, Sequence[str]]], award: str
    ) -> tuple[bool | None, tuple[str, ...]]:
        """Whether an approved registration aims for the award; unknown where there is none."""
        concerned = [
            (registration, awards)
            for registration, awards in registrations
            if registration.state == "approved" and self._counts(registration.movement)
        ]
        titles = tuple(
            f"Đăng ký trong «{registration.movement.title}»"
            for registration, awards in concerned
            if award in awards
        )
        if titles:
            return True, titles
        return (False if concerned or self.movement else None), ()

    def _counts(self, movement: Any) -> bool:
        if self.movement is not None:
            return bool(movement.pk == self.movement.pk)
        return bool(
            movement.starts_on
            and movement.starts_on.year
            <= self.year
            <= (movement.ends_on or movement.starts_on).year
        )

    def _of_unit(self, unit: Any, award: str) -> dict[str, Any]:
        registered, titles = self._registered(
            [(r, r.collective_awards) for r in unit.registrations.all()], award
        )
        facts: dict[str, Any] = {
            "registered": registered,
            "dissolved": unit.valid_to is not None and unit.valid_to <= self.on,
            "records": {"registered": titles} if titles else {},
        }
        if packs()[award].kind is Kind.TITLE:
            facts["roster"] = self._roster(unit)
        return facts

    def _roster(self, unit: Any) -> Roster:
        """The members of a collective on the day, with the titles they hold or are proposed for."""
        people = list(members_of(unit, on=self.on))
        keys = [person.pk for person in people]
        titles = defaultdict(set)
        held = Honour.objects.filter(person__in=keys, year=self.year, revoked_on=None)
        proposed = Dossier.objects.filter(
            person__in=keys, round__year=self.year,
            round__unit=self.round.unit if self.round else unit,
        ).exclude(state__in=[DossierState.WITHDRAWN, DossierState.NOT_RECOMMENDED])  # fmt: skip
        for rows in (held, proposed):
            for person_id, award in rows.values_list("person_id", "award"):
                titles[person_id].add(award)
        rated = dict(
            Rating.objects.filter(person__in=keys, year=self.year).values_list("person_id", "level")
        )
        return Roster(
            as_of=self.on,
            record=f"Danh sách {unit} ngày {self.on:%d/%m/%Y}",
            members=tuple(
                Member(
                    ref=person.code,
                    counted=True,
                    advanced=bool(titles[person.pk] & {"LDTT", "CSTDCS"}),
                    fighter="CSTDCS" in titles[person.pk],
                    completed=(rated[person.pk] != "not_completed") if person.pk in rated else None,
                )
                for person in people
            ),
        )

    def _honours_of(self, key: tuple[str, int]) -> tuple[HonourFact, ...]:
        held = tuple(
            HonourFact(
                code=honour.award, year=honour.year, award_type=_type_of(honour),
                decision=f"{honour.decision_reference} ngày {honour.decided_on:%d/%m/%Y}",
                record=f"{name_of(honour.award)} năm {honour.year}",
            ) for honour in self._honours[key]
        )  # fmt: skip
        proposed = tuple(
            HonourFact(
                code=dossier.award, year=self.year, standing=Standing.PROPOSED,
                record=f"Đề nghị {name_of(dossier.award)} trong cùng đợt xét",
            ) for dossier in self._proposed[key]
        )  # fmt: skip
        return held + proposed

    def _achievements(
        self, key: tuple[str, int], award: str, stated: Mapping[str, bool], achievement: str
    ) -> tuple[Achievement, ...] | None:
        attained = stated.get(Confirmation.ATTAINED)
        if self.movement is not None:
            earlier = tuple(
                EarlierAward(
                    award=honour.award, line=honour.line,
                    decision=f"{honour.decision_reference} ngày {honour.decided_on:%d/%m/%Y}",
                ) for honour in self._honours[key]
                if honour.decision and honour.decision.round.movement_id == self.movement.pk
            )  # fmt: skip
            assert self.round is not None
            return (
                Achievement(
                    kind=MeritKind.MOVEMENT, title=self.movement.title, attained=attained,
                    line=self.round.unit.line, awarded=earlier,
                    record=f"Phong trào «{self.movement.title}»",
                ),
            )  # fmt: skip
        if not achievement.strip():
            return None
        return (
            Achievement(
                kind=MeritKind.FIELD, title=achievement.strip()[:120], attained=attained,
                record="Thành tích ghi trong hồ sơ",
            ),
        )  # fmt: skip


def evidence_for(
    subject: Any,
    award: str,
    year: int,
    on: date,
    *,
    unit: Any,
    round: Round | None = None,  # noqa: A002 # the clerk's word for it
    confirmed: Mapping[str, bool] | None = None,
    achievement: str = "",
) -> Evidence:
    """All that is known of one person or unit for an award of a year, in a frozen form.

    `unit` is the unit that considers; its managing body decides whose rules count.
    """
    who = "people" if hasattr(subject, "full_name") else "units"
    book = Book(unit=unit, year=year, on=on, round=round, **{who: [subject]})
    return book.evidence(subject, award, confirmed=confirmed or {}, achievement=achievement)


def evidence_of(dossiers: Sequence[Dossier], *, on: date) -> dict[int, Evidence]:
    """The evidence on dossiers of one round, by dossier."""
    if not dossiers:
        return {}
    round = dossiers[0].round  # noqa: A001 # the clerk's word for it
    people = {d.person.pk: d.person for d in dossiers if d.person}
    units = {d.unit.pk: d.unit for d in dossiers if d.unit}
    book = Book(
        unit=round.unit, year=round.year, on=on, round=round,
        people=list(people.values()), units=list(units.values()),
    )  # fmt: skip
    return {
        dossier.pk: book.evidence(
            people[dossier.person_id] if dossier.person_id else units[dossier.unit_id or 0],
            dossier.award, confirmed=dossier.confirmed, achievement=dossier.achievement,
            dossier=dossier.pk,
        ) for dossier in dossiers
    }  # fmt: skip


def name_of(award: str) -> str:
    """The award's Vietnamese name; its code where no pack has it."""
    pack = packs().get(award)
    return pack.names["vi"] if pack else award


def _type_of(honour: Honour) -> AwardType:
    """Awards for a movement do not count towards higher merit (152/2025 art. 4)."""
    for_movement = honour.decision is not None and honour.decision.round.movement_id is not None
    return AwardType.MOVEMENT if for_movement else AwardType.MERIT


def _by_subject(rows: Any) -> dict[tuple[str, int], list[Any]]:
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in rows:
        key = ("person", row.person_id) if row.person_id else ("unit", row.unit_id)
        found[key].append(row)
    return found
