"""Two unions become one in mid-year, the province gets another name: what was done carries on."""

from decimal import Decimal

from thidua.play.browser import Browser, Stuck
from thidua.play.rows import Row, Watch
from thidua.play.stories.company import ADMIN, typed
from thidua.play.stories.sector_sums import LINES, Sums

COUNTED = "NN.04"  # new members, cumulative over ten years


class Merging(Sums):
    """The merger on its day, among all else; at the end what came of it."""

    def merge(self) -> None:
        """The administrator records it by the decision; the old union ends the day before."""
        told, facts = self.facts.reorganised, self.facts
        self.stage.turn_to(told.on)
        admin = self.someone(ADMIN)
        tree = admin.open("/don-vi/?he=union")
        for code in (told.old, told.new, facts.clusters[0].code, self._cluster()):
            self.addresses.setdefault(code, tree.link_to(facts.name_of(code)))
        admin.open(f"{self.addresses[told.old]}to-chuc-lai/")
        heir = admin.choice("unit", facts.name_of(told.new))
        admin.submit(
            "Ghi nhận",
            {"kind": "merged", "unit": heir, "on": typed(told.on), "basis": told.basis},
        )
        if not admin.says("Đã ghi nhận việc tổ chức lại."):
            raise Stuck(f"not merged: {admin.reason()}")

    def _cluster(self) -> str:
        return self.facts.reorganised.new.split("-")[0]

    def _pk(self, code: str) -> str:
        return self.addresses[code].strip("/").rsplit("/", 1)[-1]

    def _line(self, page: Browser, span: str, **more: str) -> dict[str, str]:
        name = self.facts.indicator(COUNTED).name
        rows = self._look(page, ky=span, **more).table(LINES)
        return next(row for row in rows if row["Chỉ tiêu"] == name)

    def carry_on(self) -> Row:
        """History stays with the old union, the new one answers for both, nothing is lost."""
        facts, told = self.facts, self.facts.reorganised
        watch = Watch(7, "A mid-year merger, a renamed province: history stays, totals carry on")
        self.stage.turn_to(told.renamed_on)
        officer, movement = self.officer(), facts.movement
        decade = f"{movement.starts_on}_{movement.ends_on}"
        before = self._line(officer, decade)["Kết quả"]
        units = {each.code: each for each in facts.unions}
        old, new = (
            self._said(units[code], COUNTED).numerator or Decimal(0)
            for code in (told.old, told.new)
        )
        name = facts.name_of(told.old)
        watch.expect(
            "carried_on_with_its_source",
            self._line(officer, decade, don_vi=self._pk(told.new))["Kết quả"],
            f"{new} người nhận từ {name} (sáp nhập từ {told.on:%d/%m/%Y}): {old} người; "
            f"cộng dồn: {old + new} người",
        )  # fmt: skip
        watch.expect(
            "history_stays_with_the_old",
            self._line(officer, decade, don_vi=self._pk(told.old))["Kết quả"], f"{old} người",
        )  # fmt: skip
        asked = {
            year: self._line(
                officer, f"{year}-01-01_{year}-12-31", don_vi=self._pk(self._cluster())
            )["Đã báo cáo"].rsplit("/", maxsplit=1)[-1]
            for year in (facts.year, facts.year + 1)
        }  # fmt: skip
        cluster = next(each for each in facts.clusters if each.code == self._cluster())
        watch.expect(
            "asked_until_its_end_only", asked,
            {facts.year: str(cluster.non_public), facts.year + 1: str(cluster.non_public - 1)},
        )  # fmt: skip
        self._rename(watch)
        watch.expect("total_of_the_decade_is_kept", self._line(officer, decade)["Kết quả"], before)
        watch.expect("total_counts_each_once", before, f"{self._sum_of(COUNTED)} người")
        watch.expect("read_under_the_new_name", officer.says(told.new_place), wanted=True)
        return watch.row()

    def _rename(self, watch: Watch) -> None:
        """The province's name in those of its department and its union."""
        told, admin = self.facts.reorganised, self.someone(ADMIN)
        for unit in (self.facts.department, self.facts.union):
            name = unit.name.replace(told.place, told.new_place)
            admin.open(f"{self.addresses[unit.code]}sua/").submit("Lưu", {"name": name})
            admin.open(self.addresses[unit.code])
            watch.expect(f"renamed_{unit.code}", admin.says(name), wanted=True)
