"""Inspection of what was reported: a sample that anybody can repeat, a finding, a remedy."""

import hashlib
from collections import defaultdict
from typing import Any

from bs4 import Tag

from thidua.play.browser import Browser, Stuck
from thidua.play.rows import Watch
from thidua.play.stories.company import here, typed
from thidua.play.stories.sector_start import Start

PLANS = "/kiem-tra-giam-sat/"


class Oversight(Start):
    """From the plan to a figure set right by the minutes."""

    def inspector(self) -> Browser:
        return self.having("inspector")

    def inspect(self, watch: Watch) -> None:
        """Drawn up by the inspector, approved by the head; one unit more is visited, with why."""
        told = self.facts.oversight
        self.stage.turn_to(told.on)
        page = self.inspector().open(f"{PLANS}moi/")
        page.submit(
            "Lập kế hoạch",
            {
                "unit": page.choice("unit", self.facts.union.name),
                "of_set": page.choice("of_set", self.facts.set_title),
                "team": self.facts.having("inspector", self.facts.union.code),
                "aim": "Đối chiếu số liệu đã báo cáo với sổ sách của đơn vị.",
            },
        )  # fmt: skip
        plan = here(page)
        page.submit("Trình duyệt")
        self.having("director").open(plan).submit("Duyệt kế hoạch")
        page.open(f"{plan}rut-mau/").submit(
            "Chốt danh sách",
            {"of": "units", "strata": page.choice("strata", "theo khối"), "size": told.size},
        )
        draw = here(page)
        page.submit("Công bố mã", {"seed": told.seed}).submit("Rút mẫu")
        self._repeat(watch, page.open(draw))
        chosen = self.facts.name_of(self.facts.correction.unit)
        page.open(f"{plan}chon-don-vi/")
        if chosen in [" ".join(option.get_text().split()) for option in page.page.select("option")]:
            page.submit(
                "Chọn đơn vị", {"unit": page.choice("unit", chosen), "reason": told.why_chosen}
            )
        page.open(plan).submit("Bắt đầu kiểm tra")
        self._visit(watch, page.open(plan).open(page.link_with(chosen, "/don-vi/")))

    def _repeat(self, watch: Watch, page: Browser) -> None:
        """The sample worked out again from list and seed alone, as the page says how."""
        told = self.facts.oversight
        tickets: dict[str, dict[str, str]] = defaultdict(dict)
        drawn: dict[str, set[str]] = defaultdict(set)
        for row in page.table("Danh sách để rút"):
            group, code = row["Nhóm"], row["Mã"]
            tickets[group][code] = hashlib.sha256(f"{told.seed}\n{code}".encode()).hexdigest()
            if row["Kết quả"].startswith("được rút"):
                drawn[group].add(code)
        again = {
            group: set(sorted(codes, key=lambda code: codes[code])[: len(drawn[group])])
            for group, codes in tickets.items()
        }
        sizes = {group: len(codes) for group, codes in tickets.items()}
        watch.expect(
            "listed_by_type", sorted(sizes.values()), sorted(self.facts.by_type().values())
        )
        watch.expect("sample", sum(map(len, drawn.values())), told.size)
        watch.expect("sample_can_be_repeated", dict(drawn) == again, wanted=True)
        watch.see(drawn=sorted(code for codes in drawn.values() for code in codes))

    def _visit(self, watch: Watch, page: Browser) -> None:
        """The books say another figure: a finding, who mends it until when, then the minutes."""
        told, facts = self.facts.correction, self.facts
        visit = here(page)
        name = facts.indicator(told.indicator).name
        link = next(
            (row.find("a", string="Ghi tồn tại") for row in page.rows()
             if " ".join(row.get_text(" ").split()).startswith(name)), None
        )  # fmt: skip
        if not isinstance(link, Tag):
            raise Stuck(f"{page.who} at {page.address}: no figure «{name}»")
        right = facts.read(told.indicator, told.figure)
        page.open(str(link["href"])).submit(
            "Ghi tồn tại",
            {
                "found": told.reason, "numerator": right.numerator,
                "denominator": right.denominator, "remedy": told.remedy,
            },
        )  # fmt: skip
        page.open(f"{visit}ghi/")
        answers: dict[str, Any] = {
            str(field["name"]): "yes" for field in page.page.select("input[type=radio]")
        }
        on = typed(facts.oversight.on)
        page.submit("Lưu", {**answers, "held_on": on, "present": "Chủ tịch Công đoàn cơ sở"})
        page.open(visit).submit("Kết luận")
        finding = page.open(visit).link_with(told.reason, "/ton-tai/")
        self.officer().open(finding).submit("Đính chính số liệu theo biên bản")
        unit = self.having("officer", told.unit).open(finding)
        unit.follow("Báo cáo khắc phục").submit("Gửi báo cáo", {"said": told.remedied})
        page.open(finding).submit("Đóng tồn tại")
        watch.expect("finding_closed", page.says("Đã đóng"), wanted=True)
        watch.expect("remedy_is_told", page.says(told.remedied), wanted=True)
