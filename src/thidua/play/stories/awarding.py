"""Round, council, decision, letters, verification: the second half of a movement's story."""

from collections.abc import Sequence

from thidua.play.browser import Browser, Stuck
from thidua.play.rows import Row, Watch
from thidua.play.stories.company import here, typed
from thidua.play.stories.movement_acts import MovementPlay
from thidua.play.stories.movement_facts import Named
from thidua.ui.formats import number

CONFIRMED = ["law_abiding", "attained", "no_hold", "no_discipline"]
VERDICTS = {
    "pass": "Đủ điều kiện", "fail": "Chưa đủ điều kiện", "hold": "Tạm dừng xét",
    "unknown": "Chưa đủ thông tin",
}  # fmt: skip


class Awarding(MovementPlay):
    """From proposals to a letter that a stranger verifies, in the hospital's own line."""

    awards: tuple[str, ...] = ("GK", "LDTT", "CSTDCS", "TTLDTT")
    issued_before = 0

    @property
    def unit(self) -> Named:
        """Who decides and issues."""
        return self.facts.hospital

    @property
    def signer(self) -> str:
        """The code of its head."""
        return self.facts.having("director")

    def propose(self) -> Row:
        """Dossiers are assessed by the pack: told apart are pass, fail, hold and unknown."""
        facts = self.facts
        watch = Watch(4, "Dossiers are assessed with reasons; titles are explained, not decided")
        self.stage.turn_to(facts.meeting.held_on)
        officer = self.someone(facts.having("officer"))
        self._set_up_council(officer)
        officer.open("/khen-thuong/xep-loai/").submit(
            "Ghi xếp loại",
            {
                "year": facts.proposals.year, "basis": "Thông báo số 31/TB",
                "text": "\n".join(f"{code}\tHTTNV" for code in facts.proposals.people),
            },
        )  # fmt: skip
        self._open_round("round", "Khen thưởng phong trào", self.awards)
        self._prepare_dossiers("round", facts.proposals.award, facts.proposals.people)
        officer.open(f"{self.addresses['round']}nop/")
        count = len(facts.proposals.people)
        reason = "Đã đối chiếu quy chế của đơn vị."
        officer.submit(f"Nộp {count} hồ sơ", {"reason": reason} if officer.has("reason") else {})
        officer.open(f"{self.addresses['round']}hoi-dong/")
        sent = {"council": officer.choice("council", facts.council.name)}
        if officer.has("reason"):
            sent["reason"] = "Danh sách công khai sau khi hội đồng họp, trước khi quyết định."
        officer.submit("Đưa ra hội đồng", sent)
        yearly = officer.open("/khen-thuong/xet-nam/")
        watch.see(year_titles=self._verdicts(yearly))
        proposed = officer.open(self.addresses["round"])
        watch.expect("proposed", len(proposed.rows()), count)
        watch.expect("waiting_for_council", proposed.rows_with("Chờ hội đồng"), count)
        return watch.row()

    def _open_round(self, key: str, name: str, awards: Sequence[str]) -> None:
        """The officer opens a round for the movement; its address is kept under `key`."""
        officer = self.someone(self.facts.having("officer")).open("/khen-thuong/dot-xet/mo/")
        officer.submit(
            "Mở đợt xét",
            {
                "name": name, "year": self.facts.proposals.year, "awards": list(awards),
                "unit": officer.choice("unit", self.unit.name),
                "movement": officer.choice("movement", self.facts.movement.title),
                "submit_by": typed(self.facts.meeting.held_on),
            },
        )  # fmt: skip
        self.addresses[key] = here(officer)

    def _prepare_dossiers(self, key: str, award: str, people: list[str]) -> None:
        self.someone(self.facts.having("officer")).open(f"{self.addresses[key]}de-nghi/").submit(
            "Lập hồ sơ",
            {
                "award": award, "source": "list", "codes": "\n".join(people),
                "achievement": "Có thành tích trong phong trào thi đua.",
                "confirmed": CONFIRMED,
            },
        )  # fmt: skip

    def _set_up_council(self, officer: Browser) -> None:
        council = self.facts.council
        seats = [
            (council.chair, "chair"), *((code, "member") for code in council.members),
            (council.secretary, "secretary"),
        ]  # fmt: skip
        self.addresses["council"] = self.found_council(
            officer, self.unit.code, seats, name=council.name, decision=council.decision,
            since=self.facts.movement.launched_on,
        )  # fmt: skip
        officer.open(f"{self.addresses['council']}quy-che/").submit(
            "Ghi quy chế",
            {
                "regulation": council.regulation, "regulation_on": typed(council.decided_on),
                "quorum": "2/3", "thresholds": f"{self.facts.proposals.award} trên 1/2",
            },
        )  # fmt: skip

    @staticmethod
    def _verdicts(page: Browser) -> dict[str, int]:
        """How many of each verdict the list of the year shows."""
        return {name: page.cells_with(words) for name, words in VERDICTS.items()}

    def judge(self) -> Row:
        """One session: attendance, quorum, an open vote over all members, written opinions."""
        facts, meeting = self.facts, self.facts.meeting
        watch = Watch(5, "The council votes over all members; its result is a recommendation")
        secretary = self.someone(facts.council.secretary)
        secretary.open(f"{self.addresses['council']}lich-hop/")
        secretary.submit(
            "Lên lịch",
            {
                "held_on": typed(meeting.held_on),
                "place": meeting.place,
                "purpose": "xét khen thưởng",
            },
        )
        if "phien-hop" not in secretary.address:
            secretary.follow("Xét khen thưởng")
        self.addresses["meeting"] = here(secretary)
        secretary.submit("Đưa vào chương trình")
        attendance: dict[str, str] = {}
        for code in meeting.absent:
            seat = secretary.row_number("seat", facts.person(code).name)
            attendance |= {f"seat_{seat}": "absent", f"reason_{seat}": "bận công tác"}
        secretary.submit("Khai mạc", attendance)
        members = len(facts.council.everybody)
        present = members - len(meeting.absent)
        watch.expect("present", secretary.says(f"Có mặt {present}/{members}"), wanted=True)
        passed = [self._vote(secretary, code, watch) for code in self._order(secretary)]
        secretary.submit("Bế mạc phiên họp")
        watch.expect("recommended", sum(passed), facts.must.letters)
        for ext, magic in (("pdf", b"%PDF"), ("docx", b"PK")):
            minutes = secretary.open(f"{self.addresses['meeting']}bien-ban.{ext}").content
            watch.expect(f"minutes_{ext}", minutes.startswith(magic), wanted=True)
        return watch.row()

    def _order(self, page: Browser) -> list[str]:
        """The people proposed, in the order of the agenda."""
        words = page.words()
        people = self.facts.proposals.people
        return sorted(people, key=lambda code: words.rfind(self.facts.name_of(code)))

    def _vote(self, page: Browser, code: str, watch: Watch) -> bool:
        """The vote on one person; answers whether the page calls it passed."""
        facts = self.facts
        name = facts.name_of(code)
        link = page.open(self.addresses["meeting"]).link_with(name, "muc=")
        page.open(link)
        votes: dict[str, str] = {}
        against = facts.meeting.against.get(code, [])
        for member in against:
            votes[f"vote_{page.row_number('vote', facts.person(member).name)}"] = "disagree"
        for member, choice in facts.meeting.written.items():
            seat = page.row_number("vote", facts.person(member).name)
            votes |= {f"vote_{seat}": choice, f"reason_{seat}": "Ý kiến gửi trước phiên họp."}
        page.submit("Ghi kết quả biểu quyết", votes)
        members = len(facts.council.everybody)
        written = sum(choice == "agree" for choice in facts.meeting.written.values())
        agree = members - len(facts.meeting.absent) - len(against) + written
        passed = 2 * agree > members
        if not page.says(f"{agree}/{members}"):
            raise Stuck(f"{name}: the page does not show {agree}/{members}: {page.reason()}")
        page.submit("Chốt kết quả")
        watch.see(**{code: f"{agree}/{members} {'passed' if passed else 'not passed'}"})
        return passed

    def decide(self) -> Row:
        """Draft, signature, number and day, letters for all with a progress bar."""
        facts, decision = self.facts, self.facts.decision
        watch = Watch(6, "The decision is signed and numbered; everybody gets a letter and a prize")
        officer = self.someone(facts.having("officer"))
        self.stage.turn_to(decision.dated_on)
        officer.open(f"{self.addresses['round']}quyet-dinh/").submit(
            "Dự thảo",
            {
                "award": facts.proposals.award, "symbol": decision.symbol,
                "number": decision.regulation,
                "on": typed(decision.regulation_on) if decision.regulation_on else "",
                "issuer": self.unit.name if decision.regulation else "",
            },
        )  # fmt: skip
        self.addresses["decision"] = here(officer)
        officer.submit("Trình ký")
        refused = officer.open(self.addresses["decision"]).says("Việc này dành cho thủ trưởng")
        watch.expect("officer_cannot_sign", refused, wanted=True)
        director = self.someone(self.signer).open(self.addresses["decision"])
        director.submit("Ghi nhận đã ký")
        officer.open(f"{self.addresses['decision']}cap-so/").submit(
            "Ghi số, ngày", {"number": decision.number, "dated_on": typed(decision.dated_on)}
        )
        officer.open(self.addresses["decision"]).submit("Phát hành và in giấy khen")
        self.wait_for(officer, self.addresses["decision"], "Mở tất cả giấy khen")
        page = officer.open(self.addresses["decision"])
        letters = page.count("Sổ vàng ")
        watch.expect("letters", letters, facts.must.letters)
        watch.expect("prize_shown_for_each", page.count(self._prize()), letters)
        watch.expect(
            "decision_number",
            page.says(f"{decision.number:02d}/{decision.symbol}"),
            wanted=True,
        )
        registry = officer.open("/khen-thuong/so-khen-thuong/")
        watch.expect("registry", len(registry.rows()), self.issued_before + facts.must.letters)
        return watch.row()

    def _prize(self) -> str:
        """What stands beside each one honoured."""
        return f"{number(self.facts.must.prize)} đ"

    def verify(self) -> Row:
        """A stranger without an account holds the letter against its public page."""
        facts = self.facts
        watch = Watch(7, "A stranger verifies a letter and sees the least personal data")
        officer = self.someone(facts.having("officer")).open(self.addresses["decision"])
        address = officer.link_with("xác minh", "/xac-minh/")
        stranger = self.stage.browser("a stranger").open(address)
        honoured = [code for code in facts.proposals.people if stranger.says(facts.name_of(code))]
        watch.expect("valid", stranger.says("Hợp lệ"), wanted=True)
        watch.expect("names_its_issuer", stranger.says(f"Do {self.unit.name} ph"), wanted=True)
        watch.expect("names_one_honoured", len(honoured), 1)
        shown = [p.code for p in facts.people if stranger.says(p.code)]
        phones = [p.phone for p in facts.people if p.phone and stranger.says(p.phone)]
        watch.expect("staff_codes_and_phones_shown", shown + phones, [])
        wrong = stranger.open("/xac-minh/KHONGCOMANAYDAU2/")
        watch.expect("unknown_code_refused", wrong.status, 404)
        return watch.row()
