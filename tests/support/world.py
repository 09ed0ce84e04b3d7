"""An invented hospital amid its movement, brought to each step by the actions of its people."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thidua.accounts.actions import open_demo_accounts
from thidua.awards import actions as awards
from thidua.awards import queries as award_queries
from thidua.awards.actions.decisions import Named
from thidua.awards.states import RatingLevel
from thidua.core import period
from thidua.core.action import SYSTEM
from thidua.core.task import perform
from thidua.councils import actions as councils
from thidua.councils import queries as council_queries
from thidua.councils.states import Attendance, Choice, CouncilKind, SeatPosition
from thidua.demo.people import invented_people
from thidua.demo.story import MOVEMENT
from thidua.initiatives import actions as initiatives
from thidua.legal.regulations import Share
from thidua.movements import actions as movements
from thidua.movements import queries as movement_queries
from thidua.movements.states import OwedBy, PhaseRule
from thidua.orgs import actions as orgs
from thidua.orgs.states import Line, ManagingBody, MembershipKind, Role, UnitKind
from thidua.pacts import actions as pacts
from thidua.pacts.actions import ClauseFacts, PartyFacts
from thidua.reviews import actions as reviews
from thidua.reviews.states import ReviewKind

PASSWORD = "mat-khau-cua-nguoi-trong-chuyen"
# Before the law's changes of 2026, so that what these journeys see stays.
TODAY = date(2025, 11, 24)
SINCE = date(2020, 1, 2)
CONFIRMED = {"law_abiding": True, "attained": True, "no_hold": True, "no_discipline": True}
REGULATION = Named(number="88/QC-BVST", on=date(2025, 1, 6), issuer="Bệnh viện Quân y Sông Thao")
LEADING = (
    ("admin", "Trịnh Quang Ước", Role.ADMIN),
    ("giamdoc", "Đặng Xuân Lâm", Role.DIRECTOR),
    ("canbo", "Lương Thị Thu Oanh", Role.OFFICER),
    ("chutich", "Phạm Đức Thắng", None),
    ("thuky", "Ngô Thị Ngọc Yến", None),
)
# Monday, the first day of the week that each group owes.
WEEKLY: dict[str, Any] = {
    "title": "Mỗi tuần một sáng kiến", "rule": PhaseRule.WEEKLY,
    "measure": "initiatives.submitted", "amount": 1, "owed_by": OwedBy.EACH, "starts_on": TODAY,
    "ends_on": date(2025, 12, 28),
}  # fmt: skip
PACT = {
    "title": "Giao ước thi đua cao điểm 120 ngày", "place": "Hội trường A", "held_on": TODAY,
    "sign_by": TODAY, "commitment": "Các bên cam kết thi đua đúng thực chất, không hình thức.",
}  # fmt: skip
# What a stranger must never read.
PHONE, BORN_ON = "0912345678", date(1987, 3, 9)


@dataclass
class World:
    """Units, people and what has come about; each step may be taken once and takes those before."""

    top: Any
    union: Any
    group: Any
    other_group: Any
    people: dict[str, Any]
    members: list[Any]
    movement: Any = None
    pact: Any = None
    council: Any = None
    meeting: Any = None
    round: Any = None
    decision: Any = None
    dossiers: list[int] = field(default_factory=list)

    def user(self, name: str) -> Any:
        return self.people[name].user

    @property
    def head(self) -> Any:
        return self.members[0]

    @property
    def other_head(self) -> Any:
        return self.people["totruong2"]

    def launch(self, *phases: dict[str, Any]) -> "World":
        """A peak movement sent to both groups, registration open until the end of the month."""
        self.movement = movements.create_movement(
            actor=self.user("canbo"), unit=self.top,
            facts={
                **MOVEMENT, "kind": "peak", "level": "unit", "starts_on": date(2025, 9, 1),
                "ends_on": date(2025, 12, 31), "register_by": date(2025, 11, 30),
            },
            scope=[self.group, self.other_group], sponsors=[self.top, self.union],
        )  # fmt: skip
        for facts in phases:
            movements.add_phase(actor=self.user("canbo"), movement=self.movement, facts=facts)
        self.movement = movements.launch_movement(
            actor=self.user("giamdoc"), movement=self.movement, on=TODAY
        )
        return self

    def open_pact(self) -> "World":
        """A pact of both groups and the union, for which its chair signs, before its signers."""
        officer = self.user("canbo")
        drafted = pacts.create_pact(
            actor=officer, movement=self.movement, facts=PACT,
            parties=[
                PartyFacts(self.group), PartyFacts(self.other_group),
                PartyFacts(self.union, signer=self.people["chutich"]),
            ],
            clauses=[ClauseFacts("Mỗi tuần có một sáng kiến được gửi")],
        )  # fmt: skip
        self.pact = pacts.open_pact(actor=officer, pact=drafted, on=TODAY)
        return self

    def enter(self, *all_facts: dict[str, Any]) -> "World":
        """The second member's initiatives in the movement, verified by the head."""
        author = self.members[1]
        for facts in all_facts:
            entered = initiatives.create_initiative(
                actor=author.user, unit=self.group, on=TODAY, authors=[(author, 100)],
                facts={**facts, "movement": self.movement, "solution": "Đã áp dụng ở tổ."},
            )  # fmt: skip
            initiatives.submit_initiative(actor=author.user, initiative=entered, on=TODAY)
            initiatives.verify_initiative(actor=self.head.user, initiative=entered)
        return self

    def review(self) -> Any:
        """An interim review until today, every part of its author's written, issued."""
        officer = self.user("canbo")
        drafted = reviews.draft_review(
            actor=officer, movement=self.movement, kind=ReviewKind.INTERIM, symbol="BC-BVST",
            starts_on=self.movement.starts_on, as_of=TODAY, on=TODAY,
        )  # fmt: skip
        waiting = [block for block in drafted.report.blocks["body"] if block["prompt"]]
        reviews.write_review(
            actor=officer, review=drafted, on=TODAY,
            texts={
                block["id"]: {"text": f"Nhận xét thứ {number} của người viết."}
                for number, block in enumerate(waiting, 1) if not block["text"]
            },
        )  # fmt: skip
        reviews.submit_review(actor=officer, review=drafted)
        reviews.sign_review(actor=self.user("giamdoc"), review=drafted, on=TODAY)
        reviews.number_review(actor=officer, review=drafted, number=61, dated_on=TODAY)
        return reviews.issue_review(actor=officer, review=drafted, on=TODAY)

    def register(self) -> "World":
        """Everybody of the group aims for a letter; the officer has approved."""
        (registration,) = movement_queries.lists_of(self.head.user, self.movement, on=TODAY)
        movements.fill_registration(
            actor=self.head.user, registration=registration, on=TODAY,
            people={person: ["GK"] for person in self.members},
        )  # fmt: skip
        registration = movements.submit_registration(
            actor=self.head.user, registration=registration, on=TODAY
        )
        movements.approve_registrations(actor=self.user("canbo"), registrations=[registration])
        return self

    def seat_council(self) -> "World":
        """Five who vote, by a regulation of their own, and a secretary among them."""
        seats = [
            ("giamdoc", SeatPosition.CHAIR), ("chutich", SeatPosition.DEPUTY),
            ("canbo", SeatPosition.MEMBER), ("admin", SeatPosition.MEMBER),
            ("thuky", SeatPosition.SECRETARY),
        ]  # fmt: skip
        self.council = councils.create_council(
            actor=self.user("canbo"), unit=self.top,
            name="Hội đồng Thi đua - Khen thưởng Bệnh viện", kind=CouncilKind.COMMENDATION,
            decision="Quyết định số 11/QĐ-BVST ngày 06/01/2025", valid_from=date(2025, 1, 6),
            seats=[(self.people[name], position) for name, position in seats],
            regulation="Quy chế số 12/QC-HĐ", regulation_on=date(2025, 1, 6), quorum=Share(2, 3),
            thresholds={"GK": Share(1, 2, strict=True)},
        )  # fmt: skip
        return self

    def propose(self, count: int) -> "World":
        """So many members before the council for a director's letter."""
        self.open_round(count)
        awards.submit_dossiers(
            actor=self.user("canbo"), round=self.round, dossiers=self.dossiers, on=TODAY,
            reason="Đã đối chiếu quy chế của đơn vị.",
        )  # fmt: skip
        awards.send_to_council(
            actor=self.user("canbo"), round=self.round, council=self.council, on=TODAY,
            reason="Danh sách công khai sau khi hội đồng họp, trước khi quyết định.",
        )  # fmt: skip
        return self

    def open_round(self, count: int) -> "World":
        """A round with dossiers in drafting for so many members."""
        officer, chosen = self.user("canbo"), self.members[:count]
        self.round = awards.create_round(
            actor=officer, unit=self.top, name="Khen thưởng sơ kết đợt thi đua cao điểm",
            year=2025, awards=["GK"], submit_by=date(2025, 12, 5), movement=self.movement,
        )  # fmt: skip
        awards.record_ratings(
            actor=officer, unit=self.top, year=2025, basis="Thông báo xếp loại tạm thời",
            levels=dict.fromkeys(chosen, RatingLevel.GOOD), is_provisional=True,
        )  # fmt: skip
        report = awards.create_dossiers(
            actor=officer, round=self.round, award="GK", subjects=chosen, on=TODAY,
            achievement="Hoàn thành tốt nhiệm vụ trong đợt thi đua cao điểm 120 ngày",
            confirmed=CONFIRMED,
        )  # fmt: skip
        self.dossiers = [dossier.pk for dossier in report.created]
        return self

    def call_session(self) -> "World":
        """A session of today with everything that waits on its agenda."""
        self.meeting = councils.plan_meeting(
            actor=self.user("thuky"), council=self.council, held_on=TODAY,
            place="Phòng họp số 1", purpose="xét khen thưởng sơ kết đợt thi đua cao điểm",
        )  # fmt: skip
        councils.schedule_cases(
            actor=self.user("thuky"), meeting=self.meeting,
            cases=list(council_queries.waiting_cases(self.council)),
        )  # fmt: skip
        return self

    def recommend(self) -> "World":
        """The session held: all present, all agree."""
        secretary = self.user("thuky")
        seats = list(council_queries.seats_on(self.council, TODAY))
        self.meeting = councils.open_meeting(
            actor=secretary, meeting=self.meeting, presider=seats[0],
            attendance={seat.pk: (Attendance.PRESENT, "") for seat in seats},
        )  # fmt: skip
        councils.vote_together(
            actor=secretary, meeting=self.meeting, exceptions={seats[3].pk: Choice.BLANK},
            cases=list(council_queries.agenda_of(self.meeting)),
        )  # fmt: skip
        councils.close_meeting(
            actor=secretary, meeting=self.meeting, conclusion="Hội đồng thống nhất đề nghị."
        )
        self.round = award_queries.rounds_visible_to(self.user("canbo")).get(pk=self.round.pk)
        return self

    def draft(self) -> "World":
        """The officer's draft, laid before the director."""
        officer = self.user("canbo")
        self.decision = awards.draft_decision(
            actor=officer, round=self.round, award="GK", on=TODAY, symbol="QĐ-BVST",
            regulation=REGULATION, merit="có thành tích trong đợt thi đua cao điểm 120 ngày",
        )  # fmt: skip
        awards.submit_decision(actor=officer, decision=self.decision)
        return self

    def issue(self) -> "World":
        """Signed, numbered, issued; the letters' one file stays unprinted."""
        officer = self.user("canbo")
        awards.sign_decision(actor=self.user("giamdoc"), decision=self.decision, on=TODAY)
        awards.number_decision(actor=officer, decision=self.decision, number=412, dated_on=TODAY)
        awards.issue_decision(actor=officer, decision=self.decision, on=TODAY)
        return self

    def print_letters(self) -> Any:
        """The run that sets all letters of the decision in one file, done."""
        run = awards.start_issue(actor=self.user("canbo"), decision=self.decision)
        perform(run_id=run.pk)
        return run


def build(size: int = 8) -> World:
    """The hospital with `size` members in the group under its head; everybody has `PASSWORD`."""
    with period.standing_on(SINCE):
        top = add_unit(
            None, "BVST", "Bệnh viện Quân y Sông Thao", UnitKind.HOSPITAL, Line.GOVERNMENT,
            short_name="BVST", managing_body=ManagingBody.ARMY, is_legal_entity=True,
            place="Việt Trì",
        )  # fmt: skip
        union = add_unit(
            top, "CDST", "Công đoàn cơ sở Bệnh viện Quân y Sông Thao", UnitKind.GRASSROOTS_UNION,
            Line.UNION,
        )  # fmt: skip
        group, other = (
            add_unit(union, code, name, UnitKind.UNION_GROUP, Line.UNION)
            for code, name in (("T01", "Tổ công đoàn Nội"), ("T02", "Tổ công đoàn Ngoại"))
        )
        people = {
            code: add_person(top, code, name, MembershipKind.HOME) for code, name, _role in LEADING
        }
        for code, _name, role in LEADING:
            if role is not None:
                grant(top, people[code], role)
        orgs.set_position(
            actor=SYSTEM, person=people["giamdoc"], unit=top, title="Giám đốc", valid_from=SINCE
        )
        people["totruong2"] = add_person(other, "T2001", "Vũ Thị Bích Hà", MembershipKind.UNION)
        grant(other, people["totruong2"], Role.HEAD)
        members = _members(group, size)
        everybody = [person.code for person in [*people.values(), *members]]
        open_demo_accounts(actor=SYSTEM, codes=everybody, password=PASSWORD)
    return World(top, union, group, other, people, members)


def _members(group: Any, size: int) -> list[Any]:
    found = []
    for number, invented in zip(range(size), invented_people(), strict=False):
        private = {"phone": PHONE, "born_on": BORN_ON} if number == 1 else {}
        found.append(
            add_person(group, invented.code, invented.name, MembershipKind.UNION, **private)
        )
        orgs.set_position(
            actor=SYSTEM, person=found[-1], unit=group, valid_from=SINCE,
            title="Điều dưỡng" if number else "Tổ trưởng tổ công đoàn",
        )  # fmt: skip
    grant(group, found[0], Role.HEAD)
    return found


def add_unit(parent: Any, code: str, name: str, kind: UnitKind, line: Line, **more: Any) -> Any:
    return orgs.create_unit(
        actor=SYSTEM, parent=parent, code=code, name=name, kind=kind, line=line,
        valid_from=SINCE, **more,
    )  # fmt: skip


def add_person(unit: Any, code: str, name: str, kind: MembershipKind, **more: Any) -> Any:
    return orgs.add_person(
        actor=SYSTEM, unit=unit, code=code, full_name=name, kind=kind, valid_from=SINCE, **more
    )


def grant(unit: Any, person: Any, role: Role) -> None:
    orgs.grant_role(
        actor=SYSTEM, unit=unit, person=person, role=role, valid_from=SINCE,
        basis="Quyết định phân công nhiệm vụ",
    )  # fmt: skip
