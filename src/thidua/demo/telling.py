"""Tells the story from the launch to today, day by day, through the actions of its people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from thidua.awards import actions as awards
from thidua.awards import queries as award_queries
from thidua.awards.actions.decisions import Named
from thidua.awards.states import RatingLevel
from thidua.core import period
from thidua.core.task import perform
from thidua.councils import actions as councils
from thidua.councils import queries as council_queries
from thidua.councils.states import Attendance, Choice, CouncilKind, SeatPosition
from thidua.demo import story
from thidua.demo.hospital import Hospital, build
from thidua.initiatives import actions as initiatives
from thidua.legal.regulations import Share
from thidua.movements import actions as movements

REGULATION = "Quy chế số 88/QC-BVST"
CONFIRMED = {"law_abiding": True, "attained": True, "no_hold": True, "no_discipline": True}
# Groups that send their list late with a reason, and one that stays silent.
LATE, SILENT = "T07", "T11"


def tell(today: date) -> Hospital:
    """The whole story, moved so that its chosen day is `today`."""
    telling = Telling(today - story.STORY_DAY)
    telling.prepare()
    telling.launch()
    telling.register()
    telling.enter()
    telling.praise_halfway()
    telling.propose_for_the_year()
    return telling.here


class Telling:
    """The story under way."""

    def __init__(self, shift: timedelta) -> None:
        self.shift = shift
        self.here = build(shift)
        self.movement: Any = None
        self.council: Any = None

    def day(self, day: date) -> date:
        """A day of the story, moved with it."""
        return day + self.shift

    @contextmanager
    def on(self, day: date) -> Iterator[date]:
        """Stand on a day of the story."""
        with period.standing_on(self.day(day)):
            yield self.day(day)

    def prepare(self) -> None:
        """A council with its own regulation, before the year's work."""
        people = self.here.people
        heads = [self.here.members[code][0] for code in ("T01", "T03", "T04", "T06", "T08", "T10")]
        with self.on(date(2025, 1, 6)) as day:
            self.council = councils.create_council(
                actor=self.here.user("canbo"), unit=self.here.top,
                name="Hội đồng Thi đua - Khen thưởng Bệnh viện",
                kind=CouncilKind.COMMENDATION,
                decision=f"Quyết định số 11/QĐ-BVST ngày {day:%d/%m/%Y}", valid_from=day,
                seats=[
                    (people["giamdoc"], SeatPosition.CHAIR),
                    (people["chutich"], SeatPosition.DEPUTY),
                    *((head, SeatPosition.MEMBER) for head in heads),
                    (people["thuky"], SeatPosition.SECRETARY),
                ],
                regulation=f"{REGULATION} ngày {day:%d/%m/%Y}", regulation_on=day,
                quorum=Share(2, 3), thresholds={"GK": Share(1, 2, strict=True)},
            )  # fmt: skip

    def launch(self) -> None:
        """The union's peak movement, sent to the twelve groups."""
        officer = self.here.user("canbo")
        with self.on(date(2025, 8, 25)) as planned:
            self.movement = movements.create_movement(
                actor=officer, unit=self.here.top,
                facts={
                    **story.MOVEMENT, "kind": "peak", "level": "unit",
                    "decision": f"Kế hoạch số 15/KH-CĐCS ngày {planned:%d/%m/%Y}",
                    "starts_on": self.day(story.STARTS), "ends_on": self.day(story.ENDS),
                    "register_by": self.day(date(2025, 9, 10)),
                    "late_until": self.day(date(2025, 12, 1)),
                },
                scope=list(self.here.groups.values()),
                sponsors=[self.here.top, self.here.union],
            )  # fmt: skip
        with self.on(story.STARTS) as day:
            self.movement = movements.launch_movement(
                actor=self.here.user("giamdoc"), movement=self.movement, on=day
            )

    def register(self) -> None:
        """Ten groups in time, one late, one silent; one list still waits for approval."""
        sent = []
        for number, (code, unit) in enumerate(self.here.groups.items()):
            if code == SILENT:
                continue
            late = code == LATE
            with self.on(date(2025, 9, 15) if late else date(2025, 9, 3 + number % 7)) as day:
                registration = self.movement.registrations.get(unit=unit)
                members = self.here.members[code]
                chosen = members[: max(5, len(members) * 2 // 3)]
                movements.fill_registration(
                    actor=self.here.head(code), registration=registration, on=day,
                    people={
                        person: ["GK", "LDTT"] if index % 4 else ["CSTDCS", "GK", "LDTT"]
                        for index, person in enumerate(chosen)
                    },
                    collective_awards=["TTLDTT"],
                )  # fmt: skip
                registration = movements.submit_registration(
                    actor=self.here.head(code), registration=registration, on=day,
                    late_reason="Khoa tập trung chống dịch sốt xuất huyết đầu tháng 9."
                    if late else "",
                )  # fmt: skip
                sent.append(registration)
        with self.on(date(2025, 9, 16)):
            movements.approve_registrations(actor=self.here.user("canbo"), registrations=sent[:-1])

    def enter(self) -> None:
        """An initiative a week from each group in turn, difficulties solved, some still waiting."""
        codes = list(self.here.groups)
        for number, idea in enumerate(story.IDEAS):
            code = codes[number]
            members = self.here.members[code]
            first, second = members[1 + number % 3], members[4]
            with self.on(story.STARTS + timedelta(days=7 * number + number % 5)) as day:
                initiative = initiatives.create_initiative(
                    actor=first.user, unit=self.here.groups[code], on=day,
                    facts={
                        "movement": self.movement, "title": idea.title, "before_text": idea.before,
                        "solution": idea.solution, "benefit": idea.benefit,
                        "figure_name": idea.figure, "figure_unit": idea.unit,
                        "figure_before": idea.was, "figure_after": idea.became,
                        "applied_on": day - timedelta(days=5),
                    },
                    authors=[(first, 70), (second, 30)] if number % 2 else [(first, 100)],
                )  # fmt: skip
                initiatives.submit_initiative(actor=first.user, initiative=initiative, on=day)
                if number < len(story.IDEAS) - 2:
                    initiatives.verify_initiative(actor=self.here.head(code), initiative=initiative)
        for number, told in enumerate(story.DIFFICULTIES):
            code = codes[3 * number]
            author = self.here.members[code][2]
            with self.on(date(2025, 9, 20) + timedelta(days=16 * number)) as day:
                difficulty = initiatives.create_difficulty(
                    actor=author.user, unit=self.here.groups[code], on=day,
                    facts={
                        **told, "movement": self.movement,
                        "solved_on": day - timedelta(days=2),
                    },
                )  # fmt: skip
                initiatives.submit_difficulty(actor=author.user, difficulty=difficulty, on=day)
                if number != len(story.DIFFICULTIES) - 1:
                    initiatives.verify_difficulty(actor=self.here.head(code), difficulty=difficulty)

    def praise_halfway(self) -> None:
        """At the interim review: twenty-four people praised, from dossier to letters."""
        officer, people = self.here.user("canbo"), []
        for code in self.here.groups:
            if code != SILENT:
                people += self.here.members[code][1:3]
        praised = people[:24]
        with self.on(date(2025, 11, 10)) as day:
            round_ = self._round("Khen thưởng sơ kết đợt thi đua cao điểm", day, ["GK"])
            self._rate(praised, day)
            dossiers = self._propose(round_, "GK", praised, day)
            awards.submit_dossiers(
                actor=officer, round=round_, dossiers=dossiers, on=day,
                reason="Đã đối chiếu quy chế của đơn vị; các điều kiện khác đã đủ.",
            )  # fmt: skip
            awards.send_to_council(actor=officer, round=round_, council=self.council)
        with self.on(date(2025, 11, 14)) as day:
            self._hold_session(day)
        with self.on(date(2025, 11, 17)) as day:
            round_ = award_queries.rounds_visible_to(officer).get(pk=round_.pk)
            decision = awards.draft_decision(
                actor=officer, round=round_, award="GK", on=day, symbol="QĐ-BVST",
                regulation=Named(
                    number="88/QC-BVST", on=self.day(date(2025, 1, 6)),
                    issuer=story.HOSPITAL,
                ),
                merit="có thành tích trong đợt thi đua cao điểm 120 ngày",
            )  # fmt: skip
            awards.submit_decision(actor=officer, decision=decision)
        with self.on(date(2025, 11, 18)) as day:
            awards.sign_decision(actor=self.here.user("giamdoc"), decision=decision, on=day)
            awards.number_decision(actor=officer, decision=decision, number=412, dated_on=day)
            run = awards.start_issue(actor=officer, decision=decision)
            perform(run_id=run.pk)

    def propose_for_the_year(self) -> None:
        """The year's round has just opened: dossiers in drafting, some handed in."""
        with self.on(date(2025, 11, 20)) as day:
            round_ = self._round(
                "Xét danh hiệu, khen thưởng cuối năm", day, ["LDTT", "CSTDCS", "TTLDTT", "GK"]
            )
            people = [p for code in ("T03", "T08") for p in self.here.members[code][:8]]
            self._rate(people, day)
            self._propose(round_, "GK", people[:6], day)
            self._propose(round_, "LDTT", people, day)
            self._propose(round_, "CSTDCS", people[:3], day)

    def _round(self, name: str, day: date, codes: list[str]) -> Any:
        return awards.create_round(
            actor=self.here.user("canbo"), unit=self.here.top, name=name, year=day.year,
            awards=codes, submit_by=day + timedelta(days=20), movement=self.movement,
        )  # fmt: skip

    def _rate(self, people: list[Any], day: date) -> None:
        awards.record_ratings(
            actor=self.here.user("canbo"), unit=self.here.top, year=day.year,
            levels={
                person: RatingLevel.EXCELLENT if index % 5 == 0 else RatingLevel.GOOD
                for index, person in enumerate(people)
            },
            basis="Thông báo kết quả xếp loại tạm thời", is_provisional=True,
        )  # fmt: skip

    def _propose(self, round_: Any, award: str, people: list[Any], day: date) -> list[int]:
        report = awards.create_dossiers(
            actor=self.here.user("canbo"), round=round_, award=award, subjects=people,
            achievement="Có thành tích trong đợt thi đua cao điểm 120 ngày, "
            "hoàn thành tốt nhiệm vụ, tích cực tham gia sáng kiến của tổ.",
            confirmed=CONFIRMED, on=day,
        )  # fmt: skip
        return [dossier.pk for dossier in report.created]

    def _hold_session(self, day: date) -> None:
        """Seven of nine present, one written opinion, the rest by show of hands."""
        secretary = self.here.user("thuky")
        meeting = councils.plan_meeting(
            actor=secretary, council=self.council, held_on=day, place="Phòng họp số 1",
            purpose="Xét khen thưởng sơ kết đợt thi đua cao điểm",
        )  # fmt: skip
        cases = list(council_queries.waiting_cases(self.council))
        councils.schedule_cases(actor=secretary, meeting=meeting, cases=cases)
        seats = list(council_queries.seats_on(self.council, day))
        away = {seats[3].pk: "đi công tác", seats[5].pk: "trực cấp cứu"}
        meeting = councils.open_meeting(
            actor=secretary, meeting=meeting, presider=seats[0],
            attendance={
                seat.pk: (Attendance.ABSENT, away[seat.pk])
                if seat.pk in away
                else (Attendance.PRESENT, "")
                for seat in seats
            },
        )  # fmt: skip
        councils.vote_together(
            actor=secretary, meeting=meeting, cases=cases,
            exceptions={seats[6].pk: Choice.BLANK},
            opinions={seats[3].pk: (Choice.AGREE, "Đồng ý với danh sách đề nghị.")},
        )  # fmt: skip
        councils.close_meeting(
            actor=secretary, meeting=meeting,
            conclusion="Hội đồng thống nhất đề nghị Giám đốc khen thưởng các cá nhân có tên trên.",
        )  # fmt: skip
