"""Units and people, launch, registration, entries: the first half of a movement's story."""

import re
from datetime import timedelta
from typing import Any

from thidua.play.browser import Browser, Stuck
from thidua.play.rows import Row, Watch
from thidua.play.stage import Stage
from thidua.play.stories.company import Company, here, typed
from thidua.play.stories.movement_facts import Difficulty, Initiative, MovementFacts, Person

SEX = {"female": "nữ", "male": "nam"}


class MovementPlay(Company):
    """A story under way, in one hospital and its union."""

    def __init__(self, stage: Stage, facts: MovementFacts) -> None:
        super().__init__(stage)
        self.facts = facts

    def set_up(self) -> None:
        """The administrator brings units and people, gives roles and prints the slips."""
        facts = self.facts
        self.stage.turn_to(facts.movement.launched_on - timedelta(days=14))
        admin = self.administrator(facts.hospital.code, facts.hospital.name)
        self._mend_hospital(admin)
        self.bring("don-vi", self._unit_rows())
        self.bring("nhan-su", self._people_rows())
        self.addresses[facts.hospital.code] = admin.open("/don-vi/").link_to(facts.hospital.name)
        for unit in (facts.union, *facts.groups):
            self.addresses[unit.code] = admin.open("/don-vi/?he=union").link_to(unit.name)
        for person in facts.people:
            if person.role is not None:
                on = person.group if person.role == "head" else facts.hospital.code
                self.give_role(on, person.code, person.role)
        for group in facts.groups:
            self.print_slips(group.code, [person.code for person in facts.people])

    def _mend_hospital(self, admin: Browser) -> None:
        hospital = self.facts.hospital
        admin.open("/don-vi/").follow(hospital.name)
        admin.open(f"{admin.address}sua/").submit(
            "Lưu",
            {
                "short_name": hospital.short_name, "place": hospital.place,
                "managing_body": hospital.managing_body,
            },
        )  # fmt: skip

    def _unit_rows(self) -> list[list[str]]:
        facts = self.facts
        rows = [["Mã đơn vị", "Tên đơn vị", "Loại", "Hệ", "Mã đơn vị cấp trên"]]
        rows.append([facts.union.code, facts.union.name, "công đoàn cơ sở", "công đoàn", ""])
        for group in facts.groups:
            rows.append([f"K-{group.code}", group.department, "khoa, phòng", "chính quyền", ""])
            rows.append([group.code, group.name, "tổ công đoàn", "công đoàn", facts.union.code])
        return rows

    def _people_rows(self) -> list[list[str]]:
        head = [
            "Mã nhân viên", "Họ và tên", "Giới tính", "Số điện thoại", "Mã đơn vị", "Chức vụ",
            "Mã tổ công đoàn", "Loại hợp đồng",
        ]  # fmt: skip
        return [
            head,
            *(
                [p.code, p.name, SEX[p.sex], p.phone, f"K-{p.group}", p.position, p.group,
                 "viên chức"]
                for p in self.facts.people
            ),
        ]  # fmt: skip

    def launch(self) -> Row:
        """The officer drafts the movement, is told what is missing, and launches it."""
        watch = Watch(1, "A movement with all contents of article 17 is launched to its units")
        self._launch(watch)
        return watch.row()

    def _launch(self, watch: Watch) -> None:
        facts, movement = self.facts, self.facts.movement
        self.stage.turn_to(movement.launched_on)
        officer = self.someone(facts.having("officer"))
        officer.open("/phong-trao/lap/").submit(
            "Lưu dự thảo",
            {
                "title": movement.title, "theme": movement.theme, "slogan": movement.slogan,
                "kind": "peak", "level": "unit", "starts_on": typed(movement.starts_on),
                "ends_on": typed(movement.ends_on), "register_by": typed(movement.register_by),
                "late_until": typed(movement.late_until),
            },
        )  # fmt: skip
        self.addresses["movement"] = here(officer)
        officer.open(f"{self.addresses['movement']}phat-dong/")
        watch.expect("missing_before", officer.says("Chưa phát động được"), wanted=True)
        officer.open(f"{self.addresses['movement']}sua/")
        officer.submit("Lưu dự thảo", self._contents(officer))
        self._complete_draft(officer)
        officer.open(f"{self.addresses['movement']}phat-dong/").submit("Phát động phong trào")
        watch.expect("launched", officer.says("Đã phát động"), wanted=True)
        told_days = officer.says(f"là {movement.days} ngày")
        watch.expect("theme_against_calendar", told_days, wanted=True)
        watch.expect("units", int(officer.figure("đơn vị nhận")), len(facts.groups))
        homes = [(person, self.someone(person.code).open("/")) for person in facts.people]
        asked = sum(self._is_asked(person, home) for person, home in homes)
        watch.expect("people_who_see_it_at_home", asked, len(facts.people))

    def _contents(self, officer: Browser) -> dict[str, Any]:
        """What the law asks for, and the units that receive it."""
        return {
            "scope": [officer.choice("scope", group.name) for group in self.facts.groups],
            "objectives": "Hoàn thành tốt nhiệm vụ được giao.",
            "subjects": "Toàn thể đoàn viên.", "content": "Thi đua lao động giỏi.",
            "criteria": "Có thành tích cụ thể.", "plan": "Bốn tháng.",
            "measures": "Tuyên truyền, kiểm tra.", "bases": "Luật số 06/2022/QH15.",
            "decision": "Kế hoạch số 9/KH",
        }  # fmt: skip

    def _complete_draft(self, officer: Browser) -> None:
        """What else a story's draft holds; this one holds nothing more."""

    def _is_asked(self, person: Person, home: Browser) -> bool:
        """Whether a person's first page says what the launch asks of them."""
        return home.says(self.facts.movement.title)

    def register(self) -> Row:
        """Heads register on their phones; a late one owes a reason; the officer approves."""
        watch = Watch(2, "Groups register their people; a late list takes a reason")
        registered, late_refused = 0, 0
        for told in self.facts.registrations:
            head = self.facts.head_of(told.group)
            assert head is not None
            self.stage.turn_to(told.on)
            page = self.someone(head).open("/")
            page.open(page.link_with("Đăng ký thi đua", "/dang-ky/"))
            ticks: dict[str, Any] = {}
            for code in told.people:
                number = page.row_number("p", self.facts.person(code).name)
                ticks[f"p{number}"] = told.awards
            if told.late_reason:
                late_refused += page.submit("Gửi đăng ký", ticks).says("Hãy ghi lý do đăng ký muộn")
                ticks["late_reason"] = told.late_reason
            page.submit("Gửi đăng ký", ticks)
            registered += len(told.people) * page.says("Đã gửi đăng ký")
        officer = self.someone(self.facts.having("officer"))
        officer.open(f"{self.addresses['movement']}don-vi/")
        sent = [officer.pick(self._group(told.group)) for told in self.facts.registrations]
        officer.submit("Duyệt đăng ký", {"pick": sent}).submit("Duyệt đăng ký")
        officer.open(self.addresses["movement"])
        watch.expect("registered", registered, sum(len(r.people) for r in self.facts.registrations))
        watch.expect("late_without_reason_refused", late_refused, self._late())
        watch.expect(
            "units_approved", int(officer.figure("đăng ký đã duyệt")), len(self.facts.registrations)
        )
        return watch.row()

    def _late(self) -> int:
        by = self.facts.movement.register_by
        return sum(told.on > by for told in self.facts.registrations)

    def _group(self, code: str) -> str:
        return next(group.name for group in self.facts.groups if group.code == code)

    def enter(self) -> Row:
        """Members enter initiatives and solved difficulties; heads verify them."""
        watch = Watch(3, "Initiatives with shares of 100 and solved difficulties are verified")
        verified = sum(self._enter_initiative(told) for told in self.facts.initiatives)
        verified += sum(self._enter_difficulty(told) for told in self.facts.difficulties)
        told_all = len(self.facts.initiatives) + len(self.facts.difficulties)
        watch.see(shares=[sum(told.shares.values()) for told in self.facts.initiatives])
        watch.expect("verified", verified, told_all)
        return watch.row()

    def _enter_initiative(self, told: Initiative) -> bool:
        """Its author sends it on its day; answers whether the head's verification stands."""
        self.stage.turn_to(told.on)
        page = self.someone(told.by).open("/sang-kien/moi/")
        shares: dict[str, Any] = {}
        for number, (code, share) in enumerate(told.shares.items()):
            shares[f"tac-gia-{number}-person"] = code
            shares[f"tac-gia-{number}-share"] = share
        fields = told.model_dump(exclude={"by", "on", "shares", "applied_on"})
        page.add_rows("tac-gia", len(told.shares), "share")
        page.submit("Gửi", {**fields, **shares, "applied_on": typed(told.applied_on)})
        return self._verified(page, told.by)

    def _enter_difficulty(self, told: Difficulty) -> bool:
        """The same for a difficulty."""
        self.stage.turn_to(told.on)
        page = self.someone(told.by).open("/sang-kien/kho-khan/moi/")
        fields = told.model_dump(exclude={"by", "on", "solved_on"})
        page.submit("Gửi", {**fields, "solved_on": typed(told.solved_on)})
        return self._verified(page, told.by)

    def _verified(self, page: Browser, by: str) -> bool:
        head = self.facts.head_of(self.facts.person(by).group)
        assert head is not None
        if not re.search(r"/\d+/$", page.address):
            raise Stuck(f"{by}: what was entered was not sent: {page.reason()}")
        seen = self.someone(head).open(page.address)
        seen.submit("Xác nhận")
        return seen.says("Đã xác nhận")
