"""The facts on which awards are judged, gathered from every capability into frozen evidence."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.awards import rules
from thidua.awards.models import Dossier, Round
from thidua.awards.queries.facts import RECOGNISED, type_of, use_of, work_record
from thidua.awards.queries.records import (
    Facts,
    Held,
    Home,
    Key,
    Listed,
    Made,
    Rated,
    Records,
    Stopped,
)
from thidua.awards.queries.sent import as_sent
from thidua.awards.states import Confirmation, RatingLevel, Way
from thidua.core import period
from thidua.disclosures import queries as disclosures
from thidua.legal import Evidence, Pack, Subject
from thidua.legal.criteria import CHECKS
from thidua.legal.evidence import Achievement, EarlierAward, Member, RatingFact, Roster, Work
from thidua.legal.evidence import Disclosure as DisclosureFact
from thidua.legal.evidence import Hold as HoldFact
from thidua.legal.evidence import Honour as HonourFact
from thidua.legal.packs import AnyOf, packs
from thidua.legal.terms import HoldKind, Kind, MeritKind, Standing
from thidua.legal.terms import Rating as Level
from thidua.orgs.queries import reorganised_in
from thidua.orgs.states import ContractKind, MembershipKind
from thidua.overlays import queries as local_rules

CONFIRMED_BY = "Xác nhận của đơn vị đề nghị"
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


managing_body_of = local_rules.managing_body_of


class Book:
    """What is known of many subjects for one year, read in a constant number of queries.

    `laid` are the local rules that hold for the unit on the day, unless others are given.
    """

    def __init__(
        self,
        *,
        unit: Any,
        year: int,
        on: date,
        people: Sequence[Any] = (),
        units: Sequence[Any] = (),
        round: Round | None = None,  # noqa: A002 # the clerk's word for it
        laid: Sequence[Pack] | None = None,
    ) -> None:
        self.year, self.on, self.round = year, on, round
        self.laid = local_rules.packs_for(unit, on=on) if laid is None else tuple(laid)
        self.body = managing_body_of(unit)
        self.movement = round.movement if round else None
        self.records = Records(year=year, on=on, people=people, units=units, round=round)
        self._levels = {level: str(label) for level, label in RatingLevel.choices}
        self._lasting: dict[Key, dict[str, Any]] = {}
        self._reorganised = reorganised_in(units, year) if units else set()
        self._shown = (
            disclosures.shown_by_key(DISCLOSED, round.pk, on=on) if round is not None else {}
        )

    def evidence(
        self, subject: Any, award: str, *, confirmed: Mapping[str, bool], achievement: str = "",
        dossier: int | None = None,
    ) -> Evidence:  # fmt: skip
        """The evidence on one of the subjects; what nobody recorded or confirmed stays missing."""
        key = key_of(subject)
        lasting = self._known(key, subject)
        facts: Facts = lasting["facts"]
        stated = {name: bool(value) for name, value in confirmed.items()}
        registered, titles = self._registered(facts.lists, award)
        own: dict[str, Any] = {}
        if key[0] == "unit" and packs()[award].kind is Kind.TITLE:
            own["roster"] = self._roster(subject)
        return Evidence(
            **lasting["evidence"],
            **own,
            registered=registered,
            achievements=self._achievements(facts.honours, stated, achievement),
            law_abiding=stated.get(Confirmation.LAW_ABIDING),
            active_in_movement=stated.get(Confirmation.ACTIVE),
            movement_effective=stated.get(Confirmation.EFFECTIVE),
            united=stated.get(Confirmation.UNITED),
            holds=self._held(facts.holds, is_denied=bool(stated.get(Confirmation.NO_HOLD))),
            disclosure=self._disclosed(dossier),
            disciplines=() if stated.get(Confirmation.NO_DISCIPLINE) else None,
            absences=() if stated.get(Confirmation.NO_ABSENCE) else None,
            records={fact: (CONFIRMED_BY,) for fact, name in _FACTS.items() if name in stated}
            | ({"registered": titles} if titles else {}),
        )

    def pattern(self, subject: Any) -> Hashable:
        """Whom it is equal for, the same is found of: all that verdicts turn on, no names."""
        key = key_of(subject)
        facts = self.records.of(key)
        times = self._times(facts) if key[0] == "person" else {}
        return (times.get("months_in_year"), times.get("not_applicable"), facts.nameless)

    def _known(self, key: Key, subject: Any) -> dict[str, Any]:
        if key not in self._lasting:
            self._lasting[key] = self._whatever_award(key, subject)
        return self._lasting[key]

    def _whatever_award(self, key: Key, subject: Any) -> dict[str, Any]:
        """The rows of a subject, and what of the evidence is the same for every award."""
        facts = self.records.of(key)
        is_person = key[0] == "person"
        own = self._of_person(facts) if is_person else self._of_unit(subject)
        evidence = {
            "subject": Subject.INDIVIDUAL if is_person else Subject.COLLECTIVE,
            "year": self.year,
            "subject_id": str(subject.pk),
            "managing_body": self.body,
            "ratings": {rating.year: self._rating(rating) for rating in facts.ratings},
            "honours": self._honours_of(facts),
            **own,
        }
        return {"facts": facts, "evidence": evidence}

    def _rating(self, rating: Rated) -> RatingFact:
        told = f"Xếp loại năm {rating.year}: {self._levels[rating.level]}"
        return RatingFact(
            level=Level(rating.level), provisional=rating.is_provisional,
            signer=rating.basis if rating.is_provisional else "",
            record=f"{told} ({rating.basis})" if rating.basis else told,
        )  # fmt: skip

    def _held(
        self, holds: Sequence[Stopped], *, is_denied: bool
    ) -> tuple[HoldFact, ...] | None:  # fmt: skip
        """Holds on record (K6) go before what the unit confirms; neither of the two: missing.

        Findings are read by the one proposed, heads and the council: they learn that something
        is verified, not by which paper, which stands on the page of the hold.
        """
        running = tuple(
            HoldFact(
                kind=HoldKind(hold.ground), opened_on=hold.paper_on, ended_on=hold.ended_on,
                paper=_("văn bản do cán bộ thi đua giữ"),
            ) for hold in holds if hold.ended_on is None or self.on < hold.ended_on
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

    def _of_person(self, facts: Facts) -> dict[str, Any]:
        return {"works": self._works(facts.works), **self._times(facts)}

    def _times(self, facts: Facts) -> dict[str, Any]:
        """How long a person was there in the year, and what cannot be asked of them."""
        homes = sorted(
            (home for home in facts.homes if home.kind == MembershipKind.HOME),
            key=lambda home: home.start,
        )
        if not homes:
            return {}
        spans = [(home.start, home.end) for home in homes]
        return {
            "months_in_year": rules.months_in_year(spans, self.year),
            "not_applicable": self._not_applicable(homes),
        }

    def _not_applicable(self, homes: Sequence[Home]) -> frozenset[str]:
        absent = set()
        if homes[-1].contract and homes[-1].contract != ContractKind.FIXED_TERM:
            absent.add("contract_months")
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        in_year = {
            home.unit
            for home in homes
            if home.start <= last and (home.end is None or home.end >= first)
        }
        if len(in_year) <= 1:
            absent.add("transfer")
        return frozenset(absent)

    def _works(self, works: Sequence[Made]) -> tuple[Work, ...]:
        """Initiatives that a head verified; recognised or not once the unit's head has decided."""
        verified = (
            (entry, entry.submitted_at.astimezone(period.HANOI).year)
            for entry in works
            if entry.state == "verified" and entry.submitted_at is not None
        )
        return tuple(
            Work(
                year=year,
                recognised=RECOGNISED.get(entry.recognition),
                used_for=tuple(use_of(each) for each in entry.uses),
                record=work_record(entry),
            )
            for entry, year in verified
            if year <= self.year
        )

    def _registered(
        self, lists: Sequence[Listed], award: str
    ) -> tuple[bool | None, tuple[str, ...]]:
        """Whether an approved registration aims for the award; unknown where there is none."""
        concerned = [each for each in lists if each.state == "approved" and self._counts(each)]
        titles = tuple(
            f"Đăng ký trong «{each.title}»" for each in concerned if award in each.awards
        )
        if titles:
            return True, titles
        return (False if concerned or self.movement else None), ()

    def _counts(self, listed: Listed) -> bool:
        if self.movement is not None:
            return bool(listed.movement == self.movement.pk)
        return bool(
            listed.starts_on
            and listed.starts_on.year <= self.year <= (listed.ends_on or listed.starts_on).year
        )

    def _of_unit(self, unit: Any) -> dict[str, Any]:
        # Of a unit that began within the year without a predecessor on record it is not known.
        was_there = unit.valid_from < date(self.year, 1, 1)
        return {
            "dissolved": unit.valid_to is not None and unit.valid_to <= self.on,
            "reorganised": unit.pk in self._reorganised or (False if was_there else None),
        }

    def _roster(self, unit: Any) -> Roster:
        """The members of a collective on the day, with the titles they hold or are proposed for."""
        seats, titles, rated = self.records.roster(unit)
        return Roster(
            as_of=self.on,
            record=rules.roster_record(str(unit), self.on),
            members=tuple(
                Member(
                    ref=seat.code,
                    counted=True,
                    advanced=bool(titles[seat.key] & rules.COUNTED_IN_ROSTERS),
                    fighter="CSTDCS" in titles[seat.key],
                    completed=(rated[seat.key] != "not_completed") if seat.key in rated else None,
                )
                for seat in seats
            ),
        )

    def _honours_of(self, facts: Facts) -> tuple[HonourFact, ...]:
        held = tuple(
            HonourFact(
                code=honour.award, year=honour.year, award_type=type_of(honour),
                decision=honour.decision,
                record=rules.honour_record(name_of(honour.award), honour.year),
            ) for honour in facts.honours
        )  # fmt: skip
        proposed = tuple(
            HonourFact(
                code=award, year=self.year, standing=Standing.PROPOSED,
                record=f"Đề nghị {name_of(award)} trong cùng đợt xét",
            ) for award in facts.proposed
        )  # fmt: skip
        return held + proposed

    def _achievements(
        self, honours: Sequence[Held], stated: Mapping[str, bool], achievement: str
    ) -> tuple[Achievement, ...] | None:
        attained = stated.get(Confirmation.ATTAINED)
        if self.movement is not None:
            earlier = tuple(
                EarlierAward(award=honour.award, line=honour.line, decision=honour.decision)
                for honour in honours
                if honour.movement == self.movement.pk
            )
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
        is_ad_hoc = self.round is not None and self.round.way == Way.AD_HOC
        return (
            Achievement(
                kind=MeritKind.AD_HOC if is_ad_hoc else MeritKind.FIELD,
                title=achievement.strip()[:120], attained=attained,
                record="Thành tích ghi trong hồ sơ",
            ),
        )  # fmt: skip


def key_of(subject: Any) -> Key:
    """How rows name a person or a unit."""
    return ("person" if hasattr(subject, "full_name") else "unit"), subject.pk


def evidence_for_many(
    subjects: Sequence[Any], awards: Sequence[str], year: int, on: date, *, unit: Any,
    round: Round | None = None,  # noqa: A002 # the clerk's word for it
    confirmed: Mapping[str, bool] | None = None, achievement: str = "",
) -> dict[Key, dict[str, Evidence]]:  # fmt: skip
    """All that is known of people and units for awards of a year, by `key_of` and award.

    `unit` is the unit that considers; its managing body decides whose rules count. The number of
    queries is the same for one and for many.
    """
    people = [each for each in subjects if key_of(each)[0] == "person"]
    units = [each for each in subjects if key_of(each)[0] == "unit"]
    book = Book(unit=unit, year=year, on=on, round=round, people=people, units=units)
    given: dict[str, Any] = {"confirmed": confirmed or {}, "achievement": achievement}
    return {
        key_of(each): {award: book.evidence(each, award, **given) for award in awards}
        for each in subjects
    }


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
    """The same for one person or unit and one award."""
    found = evidence_for_many(
        [subject], [award], year, on, unit=unit, round=round, confirmed=confirmed,
        achievement=achievement,
    )  # fmt: skip
    return found[key_of(subject)][award]


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
    found = {
        dossier.pk: book.evidence(
            people[dossier.person_id] if dossier.person_id else units[dossier.unit_id or 0],
            dossier.award, confirmed=dossier.confirmed, achievement=dossier.achievement,
            dossier=dossier.pk,
        ) for dossier in dossiers
    }  # fmt: skip
    return as_sent(dossiers, found)


def name_of(award: str) -> str:
    """The award's Vietnamese name; its code where no pack has it."""
    pack = packs().get(award)
    return pack.names["vi"] if pack else award
