"""One merit for two lines, a dossier that rises, praise at once, and a conference of years."""

import re
from datetime import date, timedelta

from bs4 import Tag

from thidua.play.browser import Browser, Stuck
from thidua.play.rows import Row, Watch
from thidua.play.stories.city_praise import REASON, Praise
from thidua.play.stories.company import here, typed

COUNCIL = "Hội đồng Thi đua - Khen thưởng của đơn vị"


class Rise(Praise):
    """What is left of the year once the long list is out."""

    def praise_at_once(self) -> Row:
        """From a deed to its decision on a short path, with the clock visible."""
        facts, spot = self.facts, self.facts.spot
        watch = Watch(4, "The clock from deed to decision, per dossier and as a median; late shows")
        unit = next(each.union.code for each in facts.hospitals if each.code == spot.hospital)
        officer = self.officer(unit)
        self.stage.turn_to(spot.done_on - timedelta(days=20))
        officer.open("/khen-thuong/dot-xuat/so-ngay/").submit(
            "Lưu",
            {
                "unit": officer.choice("unit", facts.name_of(unit)), "days": spot.wanted_days,
                "source": facts.praise.regulation,
            },
        )  # fmt: skip
        self.stage.turn_to(spot.done_on + timedelta(days=1))
        officer.open("/khen-thuong/dot-xuat/de-nghi/").submit(
            "Gửi đề nghị",
            {
                "title": spot.deed, "who": spot.person, "done_on": typed(spot.done_on),
                "unit": officer.choice("unit", facts.name_of(unit)),
            },
        )  # fmt: skip
        at = here(officer).replace("dot-xuat/", "")
        officer.submit(
            "Nộp và đưa đi tiếp",
            {
                "confirmed": ["attained", "law_abiding", "no_hold", "no_discipline"],
                "council": "", "regulation": facts.praise.regulation, "reason": REASON,
            },
        )  # fmt: skip
        self.stage.turn_to(spot.decided_on)
        self.decide(at, unit, spot.award, symbol="QĐ-CĐCS", number=spot.number, on=spot.decided_on)
        page = officer.open("/khen-thuong/dot-xuat/")
        name = self.name_of_member(spot.person)
        late = f"{spot.days} ngày, quá {spot.days - spot.wanted_days} ngày"
        watch.expect("clock", page.rows_with(late), 1)
        median = page.table("Từ việc làm đến quyết định")
        row = next(each for each in median if each["Đơn vị khen"] == facts.name_of(unit))
        watch.expect("median_days", row["Trung vị (ngày)"], f"{spot.days},0")
        page.open("/khen-thuong/dot-xuat/?late=late")
        watch.expect("late_is_listed", page.rows_with(name), 1)
        return watch.row()

    def name_of_member(self, code: str) -> str:
        return next(person.name for person in self.members if person.code == code)

    def serve_two_lines(self) -> Row:
        """One merit in the union's line and in the government's; the same level warns."""
        facts = self.facts
        watch = Watch(2, "One set of evidence for two lines; praise twice at one level is named")
        self.stage.turn_to(facts.praise.dated_on + timedelta(days=7))
        officer = self.officer(facts.department.code)
        government = self.open_round(
            facts.department.code, "Giám đốc Sở khen phòng, chống dịch", ["GK"],
            submit_by=facts.praise.dated_on + timedelta(days=30),
        )  # fmt: skip
        merit = self.addresses["merit"]
        self._put_forward(officer, merit, "Giám đốc Sở khen phòng, chống dịch", "GK")
        dossier = here(officer)
        self._decide_of_department(officer, government)
        page = officer.open(dossier)
        watch.expect("prize_of_the_day", page.says(facts.must.government_prize), wanted=True)
        page = officer.open(merit)
        lines = page.items_with("hệ ")
        watch.expect("lines_served", len(lines), 2)
        earlier = f"{facts.praise.number:02d}/{facts.praise.symbol}"
        watch.expect("earlier_decision_shown", page.says(earlier), wanted=True)
        again = "Khen lần hai"
        union = self.open_round(
            facts.union.code, again, [facts.praise.award],
            submit_by=facts.praise.dated_on + timedelta(days=30),
        )  # fmt: skip
        mine = self.officer(facts.union.code)
        self._put_forward(mine, merit, again, facts.praise.award)
        warned = mine.says(earlier)
        mine.open(f"{union}nop/")
        watch.expect("same_level_warned_by_number", warned or mine.says(earlier), wanted=True)
        mine.submit("Nộp ")
        watch.expect("stops_until_a_reason", mine.open(union).rows_with("Đang lập"), 1)
        return watch.row()

    def _decide_of_department(self, officer: Browser, at: str) -> None:
        """The department's own council and its director's decision."""
        facts, unit = self.facts, self.facts.department.code
        officer.open(f"{at}nop/")
        officer.submit("Nộp ", {"reason": REASON} if officer.has("reason") else {})
        on = facts.praise.dated_on + timedelta(days=7)
        self._council_at(unit, "GK")
        self.recommend(
            officer,
            at,
            COUNCIL,
            on=on,
            secretary=officer.who,
            room=self.addresses[f"council {unit}"],
        )
        self.decide(at, unit, "GK", symbol="QĐ-SYT", number=facts.praise.number + 400, on=on)

    def _put_forward(self, page: Browser, merit: str, name: str, award: str) -> None:
        page.open(f"{merit}ho-so/")
        options = page.page.select("select[name=round] option")
        keys = [str(each["value"]) for each in options if name in each.get_text()]
        if not keys:
            raise Stuck(f"{page.who}: no round «{name}» for the merit: {page.words()[:300]}")
        page.submit("Lập hồ sơ", {"round": keys[0], "award": award})

    def rise(self) -> Row:
        """From the grassroots union to the sector's round, back with a reason, up and decided."""
        facts, told = self.facts, self.facts.rise
        watch = Watch(3, "A dossier rises by levels, comes back with a reason, and is decided once")
        home = next(each.union.code for each in facts.hospitals if each.code == told.hospital)
        low, high = self.officer(home), self.officer(facts.union.code)
        name = self.name_of_member(told.person)
        self.stage.turn_to(told.sent_on)
        upper = self.open_round(
            facts.union.code, "Xét hồ sơ cơ sở trình", [told.award], submit_by=told.again_on
        )
        lower = self.open_round(home, "Cơ sở đề nghị", [told.award], submit_by=told.again_on)
        self._council_at(home, told.award)
        self._through_council(lower, home, [told.person], told.sent_on)
        self._send_up(low, lower)
        watch.expect("waits_above", high.open(upper).rows_with(name), 1)
        self.stage.turn_to(told.returned_on)
        high.open(f"{upper}tra-lai/")
        ticks = [str(each["value"]) for each in high.page.select("input[name=dossiers]")]
        high.submit("Trả lại", {"dossiers": ticks, "reason": told.reason})
        low.open(lower)
        low.open(low.link_with(name, "/ho-so/"))
        dossier = here(low)
        watch.expect("reason_on_top", low.says(told.reason), wanted=True)
        self.stage.turn_to(told.again_on)
        self._through_council(lower, home, [], told.again_on)
        self._send_up(low, lower)
        high.open(f"{upper}tiep-nhan/")
        high.submit("Tiếp nhận", {"reason": REASON} if high.has("reason") else {})
        self.recommend(high, upper, facts.praise.council, on=told.again_on)
        self.decide(
            upper, facts.union.code, told.award, symbol=facts.praise.symbol, number=told.number,
            on=told.again_on,
        )  # fmt: skip
        high.open(f"/khen-thuong/so-khen-thuong/?q={name}&award={told.award}")
        decided = sum(
            f"{told.number:02d}/{facts.praise.symbol}" in " ".join(row.get_text(" ").split())
            for row in high.rows()
        )
        watch.expect("decided_once", decided, 1)
        page = self.officer(home).open(dossier)
        watch.expect("way_is_shown", page.says(facts.union.name), wanted=True)
        return watch.row()

    def _council_at(self, unit: str, award: str) -> None:
        """A body's own council."""
        facts, officer = self.facts, self.officer(unit)
        seats = [
            (facts.director_of(unit), "chair"), *((code, "member") for code in facts.praise.members
            if code not in {facts.director_of(unit), facts.officer_of(unit)}),
            (facts.officer_of(unit), "secretary"),
        ]  # fmt: skip
        at = self.found_council(
            officer, unit, seats, name=COUNCIL, decision="Quyết định số 02/QĐ",
            since=facts.praise.regulation_on,
        )  # fmt: skip
        officer.open(f"{at}quy-che/").submit(
            "Ghi quy chế",
            {
                "regulation": "Quy chế số 03/QC",
                "regulation_on": typed(facts.praise.regulation_on), "quorum": "2/3",
                "thresholds": f"{award} trên 1/2",
            },
        )  # fmt: skip
        self.addresses[f"council {unit}"] = at

    def _through_council(self, at: str, unit: str, codes: list[str], on: date) -> None:
        """Proposed where new, else mended; handed in, voted on and recommended."""
        officer, told = self.officer(unit), self.facts.rise
        if codes:
            self.propose(officer, at, told.award, codes)
        else:
            officer.open(at)
            if officer.says("Mở lại để nhận hồ sơ"):
                officer.submit("Mở lại để nhận hồ sơ")
            officer.open(f"{at}nop/")
            officer.submit("Nộp ", {"reason": REASON} if officer.has("reason") else {})
        self.recommend(
            officer, at, COUNCIL, on=on, secretary=officer.who,
            room=self.addresses[f"council {unit}"],
        )  # fmt: skip

    def _send_up(self, officer: Browser, at: str) -> None:
        officer.open(f"{at}trinh-len/")
        officer.submit("Trình lên", {"reason": REASON} if officer.has("reason") else {})

    def confer(self) -> Row:
        """Candidates from the register of five years, nominated by levels, delegates listed."""
        facts, told = self.facts, self.facts.conference
        watch = Watch(7, "A conference draws on five years: nominations by levels, delegates")
        self.stage.turn_to(told.held_on - timedelta(days=30))
        high = self.officer(facts.union.code).open("/hoi-nghi/moi/")
        high.submit(
            "Lập hội nghị",
            {
                "unit": high.choice("unit", facts.union.name), "name": told.title,
                "first_year": told.first_year, "last_year": told.last_year,
                "held_on": typed(told.held_on), "least_of_people": told.least,
                "least_of_units": told.least,
            },
        )  # fmt: skip
        if high.address.endswith("/hoi-nghi/"):
            high.follow(told.title)
        at = here(high)
        high.submit("Mở giới thiệu đại biểu")
        for code in told.delegates:
            person = next(each for each in self.members if each.code == code)
            home = next(e.union for e in facts.hospitals if e.code == person.hospital)
            low = self.officer(home.code).open(at)
            low.open(low.link_with(home.name, "/du-tieu-chi/"))
            row = next((r for r in low.rows() if person.name in r.get_text(" ")), None)
            link = row.find("a", href=re.compile("gioi-thieu")) if row else None
            if not isinstance(link, Tag):
                raise Stuck(f"{home.name}: {person.name} is no candidate: {low.words()[:300]}")
            low.open(str(link["href"])).submit("Giới thiệu", {"reason": "Việc làm nổi bật."})
        while self._agree(high, at):
            pass
        director = self.director(facts.union.code).open(at)
        director.submit("Chốt danh sách đại biểu")
        page = high.open(at)
        watch.expect("delegates", int(page.figure("Là đại biểu")), len(told.delegates))
        printed = high.open(f"{at}dai-bieu.pdf").content
        watch.expect("list_of_delegates", printed.startswith(b"%PDF"), wanted=True)
        figures = high.open(f"{at}so-lieu/")
        total = re.search(r"([\d.]+) lượt khen thưởng", figures.words())
        watch.expect("five_years_have_figures", total is not None and total[1] != "0", wanted=True)
        watch.see(praises_in_five_years=total[1] if total else "")
        return watch.row()

    @staticmethod
    def _agree(page: Browser, at: str) -> bool:
        """The level above agrees to one; whether there was one."""
        page.open(at)
        if not page.page.find("form", action=re.compile("dong-y")):
            return False
        page.submit("Đồng ý")
        return True
