"""A round with dossiers in any state of the path, over the invented hospital."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.awards import actions
from thidua.awards.models import Decision, Dossier, Rating, Revocation, Round
from thidua.councils.models import Case, Council, Meeting, Seat
from thidua.councils.outcomes import announce
from thidua.movements.models import Movement, Registrant, Registration
from thidua.orgs.models import Person, Position
from thidua.orgs.tests.factories import SINCE, Hospital, hospital

DAY = date(2025, 12, 22)
UNSHOWN = "Danh sách công khai sau khi hội đồng họp, trước khi quyết định."
CONFIRMED = {"law_abiding": True, "attained": True, "no_hold": True, "no_discipline": True}


def person(house: Hospital, name: str = "member") -> Person:
    return Person.objects.get(user=getattr(house, name))


@dataclass(frozen=True)
class Scene:
    """A ministry's hospital that runs a movement and a round of GK for it."""

    house: Hospital
    movement: Movement
    round: Round
    council: Council

    def dossier(self, name: str = "member", **changes: Any) -> Dossier:
        """A draft with everything confirmed and rated, so that nothing stands in the way."""
        who = person(self.house, name)
        Rating.objects.get_or_create(
            person=who, year=2025, defaults={"level": "good", "basis": "TB 9"}
        )
        facts = {"award": "GK", "achievement": "Đã chăm sóc người bệnh tận tình", **changes}
        report = actions.create_dossiers(
            actor=self.house.officer, round=self.round, subjects=[who], confirmed=CONFIRMED,
            on=DAY, **facts,
        )  # fmt: skip
        return report.created[0]

    def submitted(self, name: str = "member", **changes: Any) -> Dossier:
        dossier = self.dossier(name, **changes)
        return actions.submit_dossier(actor=self.house.officer, dossier=dossier, on=DAY)

    def in_council(self, *names: str) -> list[Dossier]:
        keys = [self.submitted(name).pk for name in names or ("member",)]
        actions.send_to_council(
            actor=self.house.officer, round=self.round, council=self.council, on=DAY,
            reason=UNSHOWN,
        )  # fmt: skip
        return list(Dossier.objects.filter(pk__in=keys).order_by("pk"))

    def recommended(self, *names: str, passed: bool = True) -> list[Dossier]:
        """Dossiers on which the council has voted."""
        found = self.in_council(*names)
        for dossier in found:
            case = self.closed_case(dossier, passed=passed)
            announce(actor=self.house.officer, cases=[case], on=DAY)
        return list(Dossier.objects.filter(pk__in=[d.pk for d in found]).order_by("pk"))

    def closed_case(self, dossier: Dossier, *, passed: bool = True) -> Case:
        case = Case.objects.get(kind="awards.dossier", subject_id=dossier.pk)
        case.state, case.result = "closed", {"passed": passed}
        case.save()
        return case

    def decision(self, *names: str, state: str = "draft") -> Decision:
        """A decision brought to a state of its paper by the actions of its life."""
        self.recommended(*names)
        self.round.refresh_from_db()
        decision = actions.draft_decision(
            actor=self.house.officer, round=self.round, award="GK", on=DAY, symbol="QĐ-BV"
        )
        steps = ["for_signature", "signed", "numbered", "issued"]
        for step in steps[: steps.index(state) + 1 if state in steps else 0]:
            self.step(decision, step)
        return Decision.objects.select_related("paper", "round__unit").get(pk=decision.pk)

    def step(self, decision: Decision, step: str) -> None:
        officer, director = self.house.officer, self.house.director
        if step == "for_signature":
            actions.submit_decision(actor=officer, decision=decision)
        elif step == "signed":
            actions.sign_decision(actor=director, decision=decision, on=DAY)
        elif step == "numbered":
            actions.number_decision(actor=officer, decision=decision, number=215, dated_on=DAY)
        else:
            actions.issue_decision(actor=officer, decision=decision, on=DAY)

    def revocation(self, *names: str, state: str = "draft") -> Revocation:
        """A revocation of all that an issued decision gave, brought to a state of its paper."""
        decision = self.decision(*names, state="issued")
        made = actions.draft_revocation(
            actor=self.house.officer, decision=decision, reason="Kê khai không đúng",
            honours=[honour.pk for honour in decision.honours.all()],
            article="khoản 2 Điều 15 Luật Thi đua, khen thưởng", symbol="QĐ-BV",
        )  # fmt: skip
        steps: list[tuple[str, Any, dict[str, Any]]] = [
            ("for_signature", actions.submit_revocation, {"actor": self.house.officer}),
            ("signed", actions.sign_revocation, {"actor": self.house.director, "on": DAY}),
            (
                "issued", actions.issue_revocation,
                {"actor": self.house.officer, "number": 216, "dated_on": DAY, "on": DAY},
            ),
        ]  # fmt: skip
        known = [name for name, _act, _given in steps]
        for _name, act, given in steps[: known.index(state) + 1 if state in known else 0]:
            act(revocation=made, **given)
        return Revocation.objects.select_related("paper", "decision__paper").get(pk=made.pk)


def scene() -> Scene:
    house = hospital()
    house.hospital.managing_body = "ministry"
    house.hospital.save()
    movement = Movement.objects.create(
        unit=house.hospital, title="Lao động giỏi, lao động sáng tạo", kind="peak", level="unit",
        state="launched", starts_on=date(2025, 9, 1), ends_on=date(2025, 12, 31),
    )  # fmt: skip
    registration = Registration.objects.create(
        movement=movement, unit=house.group, state="approved"
    )
    for name in ("member", "head"):
        Registrant.objects.create(
            registration=registration, person=person(house, name), awards=["GK", "LDTT"]
        )
    opened = Round.objects.create(
        unit=house.hospital, movement=movement, name="Khen thưởng đợt cao điểm", year=2025,
        awards=["GK", "LDTT"], submit_by=date(2025, 12, 20),
    )  # fmt: skip
    council = Council.objects.create(
        unit=house.hospital, name="Hội đồng Thi đua - Khen thưởng", kind="commendation",
        decision="QĐ 11", valid_from=SINCE,
    )  # fmt: skip
    for name, position in (("director", "chair"), ("officer", "secretary")):
        Seat.objects.create(
            council=council, person=person(house, name), position=position, valid_from=SINCE
        )
    Position.objects.create(
        person=person(house), unit=house.department, title="Điều dưỡng", valid_from=SINCE
    )
    return Scene(house, movement, opened, council)


def meeting(at: Scene) -> Meeting:
    return Meeting.objects.create(
        council=at.council, held_on=DAY, place="Phòng họp", purpose="Xét khen thưởng"
    )
