"""The sector union's own decision over a long list, issued in one run that can be repeated."""

import re
from collections.abc import Sequence
from datetime import date

from thidua.play.browser import Browser, Stuck
from thidua.play.rows import Row, Watch
from thidua.play.stories.city_levels import Levels
from thidua.play.stories.company import here, typed

FACTS = ["law_abiding", "active_in_movement", "attained", "no_hold", "no_discipline"]
REASON = "Đã đối chiếu quy chế của Công đoàn ngành."


class Praise(Levels):
    """A round of the sector union from its dossiers to letters for all."""

    def _sit(self) -> None:
        """The council of the sector union with its regulation."""
        told, unit = self.facts.praise, self.facts.union.code
        seats = [
            (told.chair, "chair"), *((code, "member") for code in told.members),
            (told.secretary, "secretary"),
        ]  # fmt: skip
        officer = self.officer(unit)
        self.addresses["council"] = self.found_council(
            officer, unit, seats, name=told.council, decision=told.council_decision,
            since=told.regulation_on,
        )  # fmt: skip
        shares = {told.award, self.facts.rise.award}
        officer.open(f"{self.addresses['council']}quy-che/").submit(
            "Ghi quy chế",
            {
                "regulation": told.regulation, "regulation_on": typed(told.regulation_on),
                "quorum": "2/3",
                "thresholds": "\n".join(f"{award} trên 1/2" for award in sorted(shares)),
            },
        )  # fmt: skip

    def open_round(
        self, unit: str, name: str, awards: Sequence[str], *, submit_by: date, way: str = "ad_hoc"
    ) -> str:
        """The officer of a body opens a round for the joint movement; answers its address."""
        officer = self.officer(unit).open("/khen-thuong/dot-xet/mo/")
        officer.submit(
            "Mở đợt xét",
            {
                "name": name, "year": self.facts.year, "awards": list(awards), "way": way,
                "unit": officer.choice("unit", self.facts.name_of(unit)),
                "movement": officer.choice("movement", self.facts.joint.title),
                "submit_by": typed(submit_by),
            },
        )  # fmt: skip
        return here(officer)

    def propose(
        self, page: Browser, at: str, award: str, codes: Sequence[str], told: str = ""
    ) -> None:
        """Dossiers of many by code, handed in at once; the merit of one is `told` for all lines."""
        page.open(f"{at}de-nghi/").submit(
            "Lập hồ sơ",
            {
                "award": award, "source": "list", "codes": "\n".join(codes), "confirmed": FACTS,
                "achievement": "Thành tích trong phòng, chống dịch.",
            },
        )  # fmt: skip
        if told:
            page.open(f"{at}?q={told}")
            page.open(page.link_with(told, "/ho-so/")).submit("từ thành tích này")
            self.addresses["merit"] = here(page)
        page.open(f"{at}nop/")
        page.submit("Nộp ", {"reason": REASON} if page.has("reason") else {})

    def recommend(
        self, page: Browser, at: str, council: str, *, on: date, secretary: str = "", room: str = ""
    ) -> None:
        """One session of the council; the whole list in one vote, in which all agree."""
        page.open(f"{at}hoi-dong/")
        sent = {"council": page.choice("council", council)}
        page.submit("Đưa ra hội đồng", sent | ({"reason": REASON} if page.has("reason") else {}))
        keeper = self.someone(secretary or self.facts.praise.secretary)
        keeper.open(f"{room or self.addresses['council']}lich-hop/").submit(
            "Lên lịch", {"held_on": typed(on), "place": "Phòng họp", "purpose": "xét khen thưởng"}
        )
        if "phien-hop" not in keeper.address:
            keeper.follow(f"{on:%d/%m/%Y}")
        meeting = here(keeper)
        keeper.submit("Đưa vào chương trình").submit("Khai mạc")
        together = [link for link in keeper.page.find_all("a", href=True)
                    if str(link["href"]).startswith("?chung=")]  # fmt: skip
        if together:
            keeper.open(str(together[0]["href"]).split("#")[0])
            keeper.submit("Xem trước kết quả").submit("Chốt kết quả")
        else:
            keeper.submit("Ghi kết quả biểu quyết").submit("Chốt kết quả")
        keeper.open(meeting).submit("Bế mạc phiên họp")

    def decide(self, at: str, unit: str, award: str, *, symbol: str, number: int, on: date) -> str:
        """Draft, signature, number and day, and the run that issues; answers the address."""
        told, officer = self.facts.praise, self.officer(unit)
        officer.open(f"{at}quyet-dinh/").submit(
            "Dự thảo",
            {
                "award": award, "symbol": symbol, "number": told.regulation,
                "on": typed(told.regulation_on), "issuer": self.facts.name_of(unit),
            },
        )  # fmt: skip
        decision = here(officer)
        officer.submit("Trình ký")
        director = self.director(unit).open(decision)
        director.submit("Ghi nhận đã ký", {"reason": REASON} if director.has("reason") else {})
        officer.open(f"{decision}cap-so/").submit(
            "Ghi số, ngày", {"number": number, "dated_on": typed(on)}
        )
        officer.open(decision).submit("Phát hành và in giấy khen")
        self.wait_for(officer, decision, "Mở tất cả giấy khen")
        return decision

    def praise_all(self) -> Row:
        """Collectives and people in one decision; letters, prizes, register, notices, once."""
        facts, told = self.facts, self.facts.praise
        watch = Watch(6, "One run for a long list: letters, prizes, register, notices, repeatable")
        unit = facts.union.code
        self.stage.turn_to(told.met_on)
        self._sit()
        officer = self.officer(unit)
        at = self.open_round(
            unit, "Khen thưởng phòng, chống dịch", [told.award], submit_by=told.dated_on
        )
        codes = [group[0] for group in self.groups] + [person.code for person in self.members]
        self.propose(officer, at, told.award, codes, self.members[0].name)
        self.recommend(officer, at, told.council, on=told.met_on)
        self.stage.turn_to(told.dated_on)
        decision = self.decide(
            at, unit, told.award, symbol=told.symbol, number=told.number, on=told.dated_on
        )
        self.addresses["decision"] = decision
        first = self._issued(officer)
        watch.expect("letters", first["letters"], len(codes))
        watch.expect("prize_said_for_each", first["prizes"], len(codes))
        officer.submit("In giấy khen")
        self.wait_for(officer, decision, "Mở tất cả giấy khen")
        again = self._issued(officer)
        watch.expect("repeated_without_doubling", again, first)
        stranger = self.stage.browser("a stranger")
        stranger.open(officer.link_with("xác minh", "/xac-minh/"))
        watch.expect("public", stranger.says("Hợp lệ"), wanted=True)
        member = self.members[0].code
        self.print_slips(self.members[0].hospital, self.codes)
        told_to = self.someone(member).open("/")
        watch.expect("told_to_the_one_praised", told_to.says(str(told.number)), wanted=True)
        return watch.row()

    def _issued(self, officer: Browser) -> dict[str, int]:
        """Letters and prizes on the decision's page, and what the register holds of it."""
        page = officer.open(self.addresses["decision"])
        if not page.rows():
            raise Stuck("the decision shows no list")
        letters, prizes = page.count("Sổ vàng "), page.count(self.facts.must.prize)
        register = page.open("/khen-thuong/so-khen-thuong/").words()
        held = re.search(r"([\d.]+) dòng", register)
        page.open(self.addresses["decision"])
        return {
            "letters": letters,
            "prizes": prizes,
            "honours": int(held[1].replace(".", "")) if held else 0,
        }
