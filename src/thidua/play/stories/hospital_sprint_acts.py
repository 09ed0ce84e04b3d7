"""The campaign under way: its launch, the pact, the board's weeks, one missed and allowed."""

import re
from datetime import date, timedelta
from typing import Any

from thidua.play.browser import Browser, Stuck
from thidua.play.rows import Row, Watch
from thidua.play.stage import Stage
from thidua.play.stories.awarding import Awarding
from thidua.play.stories.company import PASSWORD, here, typed
from thidua.play.stories.hospital_sprint_facts import Phase, SprintFacts
from thidua.play.stories.movement_facts import Difficulty, Initiative, Person

WEEK = {
    "not_due": "Không đến lượt", "kept": "Đã nộp đủ", "owing": "Đến lượt, chưa nộp đủ",
    "missed": "Lỡ tuần",
}  # fmt: skip
LOOKS, UNCHANGED = 20, 304


class Campaign(Awarding):
    """From the launch to the last week of the rhythm."""

    facts: SprintFacts

    def __init__(self, stage: Stage, facts: SprintFacts) -> None:
        super().__init__(stage, facts)
        told: list[Initiative | Difficulty] = [*facts.initiatives, *facts.difficulties]
        self.unsent = sorted(told, key=lambda each: each.on)

    def officer(self) -> Browser:
        return self.someone(self.facts.having("officer"))

    def board(self, page: Browser) -> Browser:
        return page.open(self.addresses["movement"].replace("/phong-trao/", "/bang-thi-dua/"))

    def unit_of(self, group: str) -> str:
        """The number of a group's page."""
        return self.addresses[group].strip("/").rsplit("/", 1)[-1]

    def enter_until(self, day: date) -> int:
        """Everything told up to a day is sent and verified; answers how much."""
        verified = 0
        while self.unsent and self.unsent[0].on <= day:
            told = self.unsent.pop(0)
            if isinstance(told, Initiative):
                verified += self._enter_initiative(told)
            else:
                verified += self._enter_difficulty(told)
        return verified

    def launch(self) -> Row:
        """The campaign with its drives answers three higher movements and goes to all groups."""
        facts, movement = self.facts, self.facts.movement
        watch = Watch(1, "Launched with phases, slogans, scope and the higher movements it answers")
        self._launch(watch)
        page = self.officer().open(self.addresses["movement"])
        watch.expect(
            "phases_with_slogans",
            [phase.title for phase in facts.phases if page.says(f"{phase.title} «{phase.slogan}»")],
            [phase.title for phase in facts.phases],
        )
        watch.expect(
            "parents", [each.title for each in facts.parents if page.says(each.title)],
            [each.title for each in facts.parents],
        )  # fmt: skip
        calendar = (movement.ends_on - movement.starts_on).days + 1
        watch.expect("days_left", int(page.figure("ngày còn lại")), calendar)
        watch.expect("sponsored_by_the_union", page.says(facts.union.name), wanted=True)
        return watch.row()

    def _contents(self, officer: Browser) -> dict[str, Any]:
        union = officer.choice("sponsors", self.facts.union.name)
        return {**super()._contents(officer), "sponsors": [union]}

    def _complete_draft(self, officer: Browser) -> None:
        """The drives with their rules, and the higher movements that are answered."""
        movement = self.addresses["movement"]
        for phase in self.facts.phases:
            asked: dict[str, Any] = {"rule": phase.rule}
            if phase.measure is not None:
                asked |= phase.model_dump(include={"measure", "amount", "owed_by"})
            if phase.owed_by == "in_turn":
                for place, group in enumerate(self.facts.groups, start=1):
                    unit = self.unit_of(group.code)
                    asked |= {f"u{unit}": "on", f"n{unit}": place}
            officer.open(f"{movement}dot/").submit(
                "Lưu đợt",
                {
                    "title": phase.title, "slogan": phase.slogan,
                    "starts_on": typed(phase.starts_on), "ends_on": typed(phase.ends_on), **asked,
                },
            )  # fmt: skip
            if officer.has("rule"):
                raise Stuck(f"«{phase.title}» was not kept: {officer.reason()}")
        for parent in self.facts.parents:
            days = {"starts_on": typed(parent.starts_on), "ends_on": typed(parent.ends_on)}
            fields = parent.model_dump(exclude={"starts_on", "ends_on"})
            officer.open("/phong-trao/cua-co-quan-khac/").submit("Lưu", {**fields, **days})
            self.addresses[parent.title] = here(officer)
        officer.open(f"{movement}huong-ung/")
        ticks = [officer.choice("parents", f"{p.title} ({p.body})") for p in self.facts.parents]
        officer.submit("Lưu", {"parents": ticks})

    def _is_asked(self, person: Person, home: Browser) -> bool:
        """Whether the first page says what each phase asks of the person's group this week."""
        asks = [
            phase for phase in self.facts.phases
            if phase.measure is not None and self._owes(person.group, phase)
        ]  # fmt: skip
        name = self.facts.group_name(person.group)
        return all(
            home.says(phase.title) and home.says(f"{name}: {phase.amount}") for phase in asks
        )

    def _owes(self, group: str, phase: Phase) -> bool:
        """Whether a phase asks something of a group in the week of the launch."""
        if phase.owed_by == "each":
            return True
        week = (self.facts.movement.launched_on - phase.starts_on).days // 7
        return self.facts.groups[week % len(self.facts.groups)].code == group

    def sign(self, watch: Watch) -> None:
        """Every head signs the one pact under their own account; the last signature seals it."""
        facts, pact = self.facts, self.facts.pact
        officer = self.officer().open(self.addresses["movement"])
        officer.follow("Lập giao ước")
        clauses: dict[str, Any] = {}
        officer.add_rows("noi-dung", len(pact.clauses), "text", "Thêm nội dung")
        for number, clause in enumerate(pact.clauses):
            row = {**clause.model_dump(), "operator": "ge"}
            clauses |= {f"noi-dung-{number}-{name}": value for name, value in row.items()}
        officer.submit(
            "Lưu dự thảo",
            {
                "title": pact.title, "place": pact.place, "sign_by": typed(pact.sign_by),
                "held_on": typed(facts.movement.launched_on), "commitment": pact.commitment,
                **clauses,
            },
        )  # fmt: skip
        self.addresses["pact"] = here(officer)
        officer.open(f"{self.addresses['pact']}mo-ky/").submit("Mở lấy chữ ký")
        refused = 0
        for day in sorted(set(pact.signed_on.values())):
            self.stage.turn_to(day)
            now = [group for group, on in pact.signed_on.items() if on == day]
            refused += sum(self._sign_for(group) for group in now)
            waiting = self._unsigned(officer.open(self.addresses["pact"]))
            wanted = [group for group, on in pact.signed_on.items() if on > day]
            watch.expect(f"unsigned_on_{day}", waiting, wanted)
        watch.expect("wrong_password_refused", refused, len(facts.groups))
        self._look_at_seal(watch, officer)

    def _sign_for(self, group: str) -> bool:
        """A head reads and signs; answers whether a wrong password was refused before."""
        name = self.facts.group_name(group)
        head = self.someone(self.facts.head(group)).open("/")
        head.open(head.link_with(f"Ký giao ước: {name}", "/ky/"))
        refused = head.submit(f"Ký cho {name}", {"secret": f"{PASSWORD}?"}).has("secret")
        if not head.submit(f"Ký cho {name}", {"secret": PASSWORD}).says(f"Đã ký cho {name}"):
            raise Stuck(f"{name} could not sign: {head.reason()}")
        return refused

    def _unsigned(self, page: Browser) -> list[str]:
        waiting = page.items_with("Chưa ký")
        return [
            group for group in self.facts.pact.signed_on
            if any(item.startswith(self.facts.group_name(group)) for item in waiting)
        ]  # fmt: skip

    def _look_at_seal(self, watch: Watch, officer: Browser) -> None:
        """One sealed paper that anybody can hold against its public page and nobody can edit."""
        page = officer.open(self.addresses["pact"])
        watch.expect("signatures", int(page.figure("bên đã ký")), len(self.facts.groups))
        watch.expect("seal", page.mark("data-seal"), "holds")
        code, paper = page.link_with("xác minh", "/xac-minh/"), page.link_with("PDF", "/tai-lieu/")
        watch.expect("paper", page.open(paper).content.startswith(b"%PDF"), wanted=True)
        editing = page.open(f"{self.addresses['pact']}sua/")
        watch.expect("sealed_pact_can_be_edited", editing.has("commitment"), wanted=False)
        stranger = self.stage.browser("a stranger").open(code)
        watch.expect("public_page_says_valid", stranger.says("Hợp lệ"), wanted=True)

    def count_in_parents(self, watch: Watch) -> None:
        """What was entered once stands in each of the higher movements, once."""
        facts = self.facts
        entered = facts.entered("initiatives.submitted"), facts.entered("difficulties.solved")
        for number, parent in enumerate(facts.parents, start=1):
            page = self.officer().open(self.addresses[parent.title])
            told = page.table("Các phong trào hưởng ứng")[-1]
            seen = int(told["Sáng kiến đã gửi"]), int(told["Khó khăn đã tháo gỡ"])
            watch.expect(f"entered_counted_in_parent_{number}", seen, entered)

    def look_at_board(self) -> Row:
        """The board on one day, before and after the group in turn has sent."""
        facts, board = self.facts, self.facts.board
        watch = Watch(3, "The board shows who is due, the rhythm and the rule, and moves by itself")
        self.enter_until(board.looked_on - timedelta(days=1))
        self.stage.turn_to(board.looked_on)
        page = self.board(self.someone(facts.having("director")))
        watch.expect("days_left", int(page.figure("ngày còn lại")), board.days_left)
        watch.expect("delivered", int(page.figure("tổ đã nộp đủ tuần này")), board.delivered)
        watch.expect("due", page.says(f"trên {board.due} tổ đến lượt"), wanted=True)
        watch.expect("rule_in_words", page.says("Xếp hạng lần lượt theo: 1)"), wanted=True)
        for code, wanted in board.standings.items():
            told = page.cells(facts.group_name(code))
            streak = "chưa đến lượt" if wanted.streak is None else str(wanted.streak)
            watch.expect(code, self._standing(told), (
                WEEK[wanted.week], streak, str(wanted.difficulties), str(wanted.targets),
            ))  # fmt: skip
        watch.expect("unchanged", page.poll().status, UNCHANGED)
        verified = self.enter_until(board.looked_on)
        for _look in range(LOOKS):
            if page.poll().status != UNCHANGED:
                break
            self.stage.wait()
        now = int(page.figure("tổ đã nộp đủ tuần này"))
        watch.expect("delivered_after_entry_without_reload", now, board.delivered + verified)
        return watch.row()

    @staticmethod
    def _standing(told: dict[str, str]) -> tuple[str, ...]:
        week = re.sub(r" \d+/\d+$", "", told["Tuần này"])
        names = ("Tuần liền không lỡ", "Khó khăn đã tháo gỡ", "Chỉ tiêu giao ước đã đạt")
        return (week, *(told[name] for name in names))

    def remind(self, watch: Watch) -> None:
        """In the week that will be missed, the officer reminds those who owe."""
        late, facts = self.facts.late, self.facts
        self.enter_until(late.reminded_on)
        self.stage.turn_to(late.reminded_on)
        desk = self.board(self.officer())
        desk.open(f"{desk.address}theo-doi/").submit("Nhắc các tổ đã đánh dấu").submit("Nhắc")
        watch.expect("reminded", desk.says("Đã nhắc 1 tổ."), wanted=True)
        last = late.week + timedelta(days=6)
        name = facts.group_name(late.group)
        inbox = self.someone(facts.head(late.group)).open("/thong-bao/")
        told = f"Tuần này đến lượt {name}: mới có 0 trên 1, hạn hết ngày {typed(last)}."
        watch.expect("reminder_in_inbox", inbox.says(told), wanted=True)
        watch.see(reminded_on=late.reminded_on.isoformat(), week_ends_on=last.isoformat())

    def allow_late(self, watch: Watch) -> None:
        """What came after the week counts for it only once the officer allows it with a reason."""
        late, facts = self.facts.late, self.facts
        self.enter_until(late.allowed_on)
        self.stage.turn_to(late.allowed_on)
        name, week = facts.group_name(late.group), f"tuần từ {typed(late.week)}"
        board = self.board(self.officer()).address
        page = self.officer().open(f"{board}to/{self.unit_of(late.group)}/")
        watch.expect("before_leave", page.cells(week)["Kết quả"], "Lỡ tuần")
        page.submit("Cho tính muộn", {"week": late.week, "reason": ""})
        watch.expect("without_reason", page.says("Cần chọn tuần và ghi lý do."), wanted=True)
        page.submit("Cho tính muộn", {"week": late.week, "reason": late.reason})
        watch.expect("after_leave", page.cells(week)["Kết quả"], "Được tính muộn")
        streak = self.board(self.officer()).cells(name)["Tuần liền không lỡ"]
        watch.expect("unbroken_weeks_after_leave", streak, str(late.streak_after))
        others = [p.code for p in facts.people if p.group != late.group and p.role is None]
        seen = self.board(self.someone(others[0])).says(late.reason)
        watch.expect("reason_visible_to_another_group", seen, wanted=True)
