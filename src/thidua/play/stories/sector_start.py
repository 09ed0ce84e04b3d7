"""The sector union, its clusters and unions; the movement, the library, the set and its targets."""

from datetime import timedelta
from typing import Any

from bs4 import Tag

from thidua.play.browser import Browser, Stuck
from thidua.play.rows import Row, Watch
from thidua.play.stage import Stage
from thidua.play.stories.company import Company, here, typed
from thidua.play.stories.movement_acts import SEX
from thidua.play.stories.sector_facts import Indicator, SectorFacts, Target

OWNERSHIP = {"public": "công lập", "non_public": "ngoài công lập"}
TYPED_OF_INDICATOR = (
    "code", "name", "shape", "adds", "counted_in", "numerator", "denominator", "decimals",
    "direction", "note", "passes", "within",
)  # fmt: skip


class Start(Company):
    """Until the set is in force."""

    def __init__(self, stage: Stage, facts: SectorFacts) -> None:
        super().__init__(stage)
        self.facts = facts

    def having(self, role: str, of: str = "") -> Browser:
        return self.someone(self.facts.having(role, of or self.facts.union.code))

    def officer(self) -> Browser:
        return self.having("officer")

    def set_up(self) -> None:
        """The administrator brings 160 units and a handful of people, who sign in at once."""
        facts = self.facts
        self.stage.turn_to(facts.movement.launched_on - timedelta(days=7))
        admin = self.administrator(facts.department.code, facts.department.name)
        department = facts.department
        admin.open("/don-vi/").follow(department.name)
        self.addresses[department.code] = here(admin)
        admin.open(f"{admin.address}sua/").submit(
            "Lưu",
            {
                "kind": "health_department", "short_name": department.short_name,
                "place": department.place, "managing_body": department.managing_body,
            },
        )  # fmt: skip
        self.bring("don-vi", self._units())
        self.bring("nhan-su", self._people())
        tree = admin.open("/don-vi/?he=union")
        for person in facts.people:
            self.addresses.setdefault(person.of, tree.link_to(facts.name_of(person.of)))
        for person in facts.people:
            self.give_role(person.of, person.code, person.role)
        self.print_slips(department.code, [person.code for person in facts.people])
        for person in facts.people:
            self.someone(person.code)  # a slip does not wait for the years that follow

    def _units(self) -> list[list[str]]:
        facts = self.facts
        head = ["Mã đơn vị", "Tên đơn vị", "Loại", "Hệ", "Mã đơn vị cấp trên", "Sở hữu"]
        union = facts.union
        top = [union.code, union.name, "công đoàn cấp trên", "công đoàn", "", ""]
        clusters = [
            [each.code, each.name, "đơn vị khác", "công đoàn", union.code, ""]
            for each in facts.clusters
        ]
        return [head, top, *clusters, *(
            [each.code, each.name, "công đoàn cơ sở", "công đoàn", each.cluster,
             OWNERSHIP[each.ownership]]
            for each in facts.unions
        )]  # fmt: skip

    def _people(self) -> list[list[str]]:
        head = [
            "Mã nhân viên", "Họ và tên", "Giới tính", "Mã đơn vị", "Chức vụ", "Loại hợp đồng",
        ]  # fmt: skip
        of = self.facts.department.code
        return [
            head,
            *([p.code, p.name, SEX[p.sex], of, p.position, "viên chức"] for p in self.facts.people),
        ]

    def begin(self) -> Row:
        """The movement over ten years, the library, and the printed table as targets."""
        watch = Watch(1, "One movement over ten years; targets per type, ranges, zeros, shares")
        self.stage.turn_to(self.facts.movement.launched_on)
        self._launch(watch)
        for told in self.facts.indicators:
            self._define(self.officer(), self.facts.union.name, told)
        self._make_set(watch)
        self._aim(watch)
        self._open(watch)
        return watch.row()

    def _launch(self, watch: Watch) -> None:
        movement = self.facts.movement
        officer = self.officer().open("/phong-trao/lap/")
        clusters = [officer.choice("scope", each.name) for each in self.facts.clusters]
        officer.submit(
            "Lưu dự thảo",
            {
                "title": movement.title, "theme": movement.theme, "kind": "regular",
                "level": "province", "starts_on": typed(movement.starts_on),
                "ends_on": typed(movement.ends_on), "decision": movement.decision,
                "objectives": "Hoàn thành các chỉ tiêu của giai đoạn.",
                "subjects": "Công đoàn cơ sở, đoàn viên, người lao động.",
                "content": "Lao động giỏi, lao động sáng tạo.", "criteria": "Theo bộ chỉ tiêu.",
                "plan": "Mười năm, mỗi năm một kỳ báo cáo.", "measures": "Kiểm tra, giám sát.",
                "bases": "Luật Thi đua, khen thưởng.", "scope": clusters,
            },
        )  # fmt: skip
        self.addresses["movement"] = here(officer)
        officer.open(f"{self.addresses['movement']}phat-dong/").submit("Phát động phong trào")
        watch.expect("launched", officer.says("Đã phát động"), wanted=True)
        years = movement.ends_on.year - movement.starts_on.year + 1
        watch.see(years=years, clusters=len(clusters))

    def _define(self, officer: Browser, unit: str, told: Indicator) -> None:
        """An indicator of a unit's library, as it is typed."""
        officer.open("/chi-tieu/moi/")
        fields: dict[str, Any] = {name: getattr(told, name) for name in TYPED_OF_INDICATOR}
        fields |= {
            "unit": officer.choice("unit", unit), "frequency": "year",
            "levels": "\n".join(told.levels),
            "valid_from": typed(self.facts.movement.starts_on),
        }  # fmt: skip
        if told.base:
            fields["base"] = officer.choice("base", told.base)
        officer.submit("Thêm chỉ tiêu", fields)
        if officer.has("shape"):
            raise Stuck(f"{told.code} was not kept: {officer.reason()}")
        self.addresses[told.code] = here(officer)

    def _make_set(self, watch: Watch) -> None:
        officer = self.officer().open(self.addresses["movement"])
        officer.follow("Lập bộ chỉ tiêu").submit("Lập bộ chỉ tiêu", {"title": self.facts.set_title})
        self.addresses["set"] = of_set = here(officer)
        officer.open(f"{of_set}chon/")
        places = {
            labelled(officer, f"{told.code}. {told.name}"): number
            for number, told in enumerate(self.facts.indicators, start=1)
        }
        officer.submit("Lưu", places)
        for kind in ("public", "non_public", "union"):
            self._assign(watch, kind)

    def _assign(self, watch: Watch, kind: str) -> None:
        """All unions of a type are asked in one step; the sector union alone is ticked."""
        facts, officer = self.facts, self.officer().open(f"{self.addresses['set']}giao/")
        wanted = {kind} if kind == "union" else {kind, "both"}
        asked = [each for each in facts.indicators if each.asked_of in wanted]
        fields: dict[str, Any] = {
            "indicators": [officer.choice("indicators", f"{a.code}. {a.name}") for a in asked],
            "since": typed(facts.movement.starts_on),
        }
        units = 1
        if kind == "union":
            fields["units"] = [officer.choice("units", facts.union.name)]
        else:
            fields |= {"kind": "grassroots_union", "ownership": kind}
            units = sum(each.ownership == kind for each in facts.unions)
        officer.submit("Xem trước", fields)
        count = f"{units * len(asked):,}".replace(",", ".")
        foretold = officer.says(f"Sẽ có thêm {count} lượt giao")
        officer.submit("Giao tất cả")
        done = officer.says(f"Đã giao {count} lượt.")
        watch.see(**{f"asked_of_{kind}": count})
        watch.expect(f"{kind}_foretold_and_done", (foretold, done), (True, True))

    def _aim(self, watch: Watch) -> None:
        """The table is pasted as it was copied, and read back as sentences."""
        facts, officer = self.facts, self.officer().open(f"{self.addresses['set']}muc/dat/")
        rows = ["\t".join(self._pasted(told)) for told in facts.targets]
        officer.submit("Đưa vào các dòng", {"muc-pasted": "\n".join(rows)}).submit("Đặt mức")
        count = len(facts.targets)
        watch.expect("targets", count, facts.must.targets)
        watch.expect("targets_set", officer.says(f"Đã đặt {count} mức."), wanted=True)
        unread = [
            f"{told.indicator} {told.goal}" for told in facts.targets
            if not self._is_told(officer, told)
        ]  # fmt: skip
        watch.expect("targets_not_told_as_asked", unread, [])
        notes = [each for each in facts.must.clashes if officer.says(f"cộng lại được {each}")]
        watch.expect("disagreements_told", notes, facts.must.clashes)

    def _pasted(self, told: Target) -> list[str]:
        movement = self.facts.movement
        return [
            told.indicator, told.goal,
            "Từng đơn vị báo cáo" if told.reach == "each" else "Số tổng hợp", "",
            "", OWNERSHIP[told.of] if told.of else "", str(movement.starts_on.year),
            str(movement.ends_on.year), "lũy kế" if told.cumulative else "", told.note,
        ]  # fmt: skip

    def _is_told(self, page: Browser, told: Target) -> bool:
        """Whether one sentence below the indicator's name says whose, when and how much."""
        name = self.facts.indicator(told.indicator).name
        parts = [f": {told.says}."]
        parts.append("lũy kế" if told.cumulative else "mỗi năm")
        if told.of:
            parts.append(f"{OWNERSHIP[told.of]},")
        for part in page.page.select("section.case-part"):
            heading = part.find("h2")
            if heading is not None and heading.get_text(" ", strip=True) == name:
                lines = [" ".join(line.get_text(" ").split()) for line in part.find_all("li")]
                return any(all(each in line for each in parts) for line in lines)
        return False

    def _open(self, watch: Watch) -> None:
        officer = self.officer().open(self.addresses["set"]).submit("Áp dụng bộ chỉ tiêu")
        watch.expect("in_force", officer.says("Bộ chỉ tiêu đã áp dụng"), wanted=True)
        table = officer.table("Chỉ tiêu")
        watch.expect("rows_of_the_set", len(table), len(self.facts.indicators))
        bare = [row["Chỉ tiêu"] for row in table if row["Cách tính"] in {"", "–"}]
        watch.expect("without_numerator", bare, [])


def labelled(page: Browser, text: str) -> str:
    """The name of the field whose label says `text`."""
    for label in page.page.find_all("label"):
        if " ".join(label.get_text(" ").split()).startswith(text):
            field = page.page.find(id=label.get("for"))
            if isinstance(field, Tag):
                return str(field["name"])
    raise Stuck(f"{page.who} at {page.address}: no field «{text}»")
