"""The union's own letters of commendation: another line, another head, no prize of the State."""

from thidua.play.rows import Watch
from thidua.play.stories.awarding import Awarding
from thidua.play.stories.company import ADMIN, typed
from thidua.play.stories.hospital_sprint_facts import SprintFacts
from thidua.play.stories.movement_facts import Named

NO_PRIZE = "Mức tiền thưởng của hệ này quy định riêng và chưa được nhập."
UNNAMED = "chưa được kiểm chứng"


class UnionAwarding(Awarding):
    """The way from proposals to verified letters again, in the line of the union."""

    facts: SprintFacts
    awards = ("GK",)

    def __init__(self, after: Awarding, facts: SprintFacts) -> None:
        super().__init__(after.stage, facts.of_union())
        self.slips, self.addresses = after.slips, dict(after.addresses)
        self.issued_before = facts.must.letters

    @property
    def unit(self) -> Named:
        return self.facts.union

    @property
    def signer(self) -> str:
        return self.facts.union_letters.chair

    def _prize(self) -> str:
        return NO_PRIZE

    def play(self, watch: Watch) -> None:
        """What is seen goes into the watch under names that begin with `union_`."""
        self._seat_chair()
        rows = [self.propose(), self.judge()]
        self._see_that_power_is_named(watch)
        rows += [self.decide(), self.verify()]
        for row in rows:
            watch.see(**{f"union_{name}": figure for name, figure in row.figures.items()})
            watch.failed.extend(f"union_{failed}" for failed in row.failed)
        page = self.someone(self.signer).open(self.addresses["decision"])
        chair = self.facts.person(self.signer).name
        in_office = page.says(f"{chair}, {self.facts.union_letters.position}")
        watch.expect("union_signed_in_office", in_office, wanted=True)

    def _seat_chair(self) -> None:
        """The administrator enters the chair's office in the union and gives them its role."""
        told, admin = self.facts.union_letters, self.someone(ADMIN)
        self.stage.turn_to(told.meeting.held_on)
        admin.open(f"{self.addresses[self.unit.code]}vai-tro/").submit(
            "Giao vai trò",
            {"person": told.chair, "role": "director", "valid_from": typed(told.since)},
        )
        name = self.facts.person(told.chair).name
        person = admin.open(f"/don-vi/nhan-su/?q={told.chair}").link_with(name, "/nhan-su/")
        admin.open(f"{person}chuc-vu/").submit(
            "Ghi",
            {
                "unit": admin.choice("unit", self.unit.name), "title": told.position,
                "valid_from": typed(told.since),
            },
        )  # fmt: skip

    def _see_that_power_is_named(self, watch: Watch) -> None:
        """Without the union's own regulation, named by number and day, nothing is drafted."""
        officer = self.someone(self.facts.having("officer"))
        officer.open(f"{self.addresses['round']}quyet-dinh/").submit(
            "Dự thảo",
            {"award": self.facts.proposals.award, "symbol": self.facts.decision.symbol},
        )
        refused = officer.says(UNNAMED)
        watch.expect("union_power_wants_its_regulation", refused, wanted=True)
