"""Reports on the page, an indicator of one's own, and what the level above does with them."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from bs4 import Tag

from thidua.play.browser import Browser, Stuck
from thidua.play.rows import Row, Watch
from thidua.play.stories.company import here, typed
from thidua.play.stories.sector_books import Books
from thidua.play.stories.sector_facts import Figure, Indicator
from thidua.play.stories.sector_oversight import Oversight

LIST = "/chi-tieu/bao-cao/kiem-tra/"


class Reports(Books, Oversight):
    """From the first report to the figure mended after acceptance."""

    def reporter(self, unit: str) -> Browser:
        return self.having("officer", unit)

    def choose(self) -> Row:
        """A union adds an indicator of its own profession; no other union is asked for it."""
        facts, own = self.facts, self.facts.own
        watch = Watch(5, "A self-chosen indicator lives beside the common ones, undisturbing")
        self.stage.turn_to(facts.web[0].on)
        page = self.reporter(own.unit)
        self._define(
            page, facts.name_of(own.unit),
            Indicator(
                **own.model_dump(exclude={"unit", "figure"}), shape="ratio", adds="ratio",
                counted_in="%",
            ),
        )  # fmt: skip
        unit = self.addresses[own.unit].strip("/").rsplit("/", 1)[-1]
        page.open(f"{self.addresses['set']}tu-chon/{unit}/")
        page.submit(
            "Chọn chỉ tiêu",
            {
                "indicator": page.choice("indicator", f"{own.code}. {own.name}"),
                "since": typed(facts.movement.starts_on.replace(year=facts.year)),
            },
        )  # fmt: skip
        watch.expect("chosen", page.says(f"{facts.name_of(own.unit)}: {own.name}"), wanted=True)
        common = self.officer().open(self.addresses["set"]).table("Chỉ tiêu")
        watch.expect("common_indicators", len(common), len(facts.indicators))
        seen = {each.unit: self._open_report(each.unit).says(own.name) for each in facts.web}
        wanted = {each.unit: each.unit == own.unit for each in facts.web}
        watch.expect("who_is_asked_for_it", seen, wanted)
        return watch.row()

    def _open_report(self, unit: str) -> Browser:
        """The form of the year's report, from what the unit owes."""
        page, year = self.reporter(unit).open("/chi-tieu/bao-cao/"), self.facts.year
        for row in page.rows():
            words = " ".join(row.get_text(" ").split())
            if f"năm {year}" in words and self.facts.name_of(unit) in words:
                link = row.find("a", href=True)
                if isinstance(link, Tag):
                    return page.open(str(link["href"]))
                fields = {
                    str(field["name"]): str(field.get("value", ""))
                    for field in row.find_all("input")
                }
                page.press("/chi-tieu/bao-cao/mo/", fields)
                self.addresses[f"report {unit}"] = here(page)
                return page
        raise Stuck(f"{unit} owes no report of {year}: {page.words()[:300]}")

    def report(self) -> Row:
        """On the page: what is missing is told with its place, then it is sent whole."""
        facts = self.facts
        watch = Watch(2, "Unions report on the page or in Excel; errors are told by their place")
        for told in facts.web:
            self.stage.turn_to(told.on)
            page = self._open_report(told.unit)
            given = self._given(page, told.unit)
            lacking = {name: "" for name in given if name.endswith("-numerator")}
            first = next(iter(lacking))
            page.submit("Gửi báo cáo", {**given, first: ""})
            refused = page.says("Còn chỉ tiêu chưa có số liệu") or page.says("Còn chỗ chưa đúng")
            watch.expect(f"incomplete_refused_{told.unit}", refused, wanted=True)
            page.submit("Gửi báo cáo", given)
            sent = page.says("Đã gửi báo cáo lên cấp trên")
            watch.expect(f"sent_{told.unit}", sent, wanted=True)
        self.bring_workbook(watch)
        return watch.row()

    def _given(self, page: Browser, unit: str) -> dict[str, Any]:
        """The fields of the form as this union fills them in."""
        facts = self.facts
        said = {each.name: facts.figure(unit, each.code) for each in facts.asked_of(unit)}
        if unit == facts.own.unit:
            number, _slash, of = facts.own.figure.partition("/")
            said[facts.own.name] = Figure(Decimal(number), Decimal(of))
        if unit == facts.returned.unit:
            wrong = facts.read(facts.returned.indicator, facts.returned.wrong)
            said[facts.indicator(facts.returned.indicator).name] = wrong
        fields: dict[str, Any] = {}
        for name, figure in said.items():
            fields |= self._typed(self._card(page, name), figure)
        return fields

    @staticmethod
    def _card(page: Browser, name: str) -> str:
        """The prefix of the fields of the card that is headed by an indicator's name."""
        for card in page.page.select("form section.sheet"):
            heading = card.find("h2")
            if heading is not None and heading.get_text(" ", strip=True) == name:
                return str(card["id"])
        raise Stuck(f"{page.who} at {page.address}: no card «{name}»")

    @staticmethod
    def _typed(card: str, figure: Figure) -> dict[str, Any]:
        if figure.numerator is None:
            return {f"{card}-absent": "on", f"{card}-note": figure.reason}
        fields = {f"{card}-numerator": str(figure.numerator)}
        if figure.denominator is not None:
            fields[f"{card}-denominator"] = str(figure.denominator)
        return fields

    def check(self) -> Row:
        """The cluster checks, the sector accepts or sends back; a mended figure keeps both."""
        facts = self.facts
        watch = Watch(4, "The level above checks, accepts or returns; corrections keep history")
        self.stage.turn_to(facts.checked_on)
        self._send_back(watch)
        cluster = self.having("officer", facts.clusters[0].code).open(LIST)
        near = [facts.name_of(each.unit) for each in facts.web if self._is_below_first(each.unit)]
        picks = [cluster.pick(name) for name in near]
        self._in_bulk(cluster, "Xác nhận đã kiểm tra", picks)
        told = cluster.says(f"Đã xác nhận kiểm tra {len(near)} báo cáo.")
        watch.expect("checked_by_the_cluster", told, wanted=True)
        accepted = 0
        for each in facts.web:
            name = facts.name_of(each.unit)
            officer = self.officer().open(f"{LIST}?{urlencode({'q': name})}")
            self._in_bulk(officer, "Chấp nhận", [officer.pick(name)])
            accepted += officer.says("Đã chấp nhận 1 báo cáo.")
        watch.expect("accepted_by_the_sector", accepted, len(facts.web))
        self.inspect(watch)
        self._read_history(watch)
        return watch.row()

    def _is_below_first(self, unit: str) -> bool:
        first = self.facts.clusters[0].code
        return any((each.code, each.cluster) == (unit, first) for each in self.facts.unions)

    @staticmethod
    def _in_bulk(page: Browser, button: str, picks: list[str]) -> None:
        """Ticked rows: the question what will be done, and yes."""
        page.submit(button, {"pick": picks}).submit(button)

    def _read_history(self, watch: Watch) -> None:
        """The figure that was accepted has a further version; the first one stays to be read."""
        told = self.facts.correction
        before = self.facts.figure(told.unit, told.indicator)
        after = self.facts.read(told.indicator, told.figure)
        officer = self.officer().open(self.addresses[f"report {told.unit}"])
        name = self.facts.indicator(told.indicator).name
        row = next(r for r in officer.rows() if r.get_text(" ", strip=True).startswith(name))
        link = row.find("a", string="Đính chính")
        assert isinstance(link, Tag)
        [kept] = officer.open(str(link["href"])).table("Các lần đính chính")
        both = [
            kept[column].startswith(f"{figure.numerator} / {figure.denominator}")
            for column, figure in (("Trước", before), ("Sau", after))
        ]
        watch.expect("both_figures_are_kept", both, [True, True])
        watch.expect("why_is_kept", told.reason in kept["Lý do"], wanted=True)
        watch.see(basis=kept["Lý do"])

    def _send_back(self, watch: Watch) -> None:
        """The reason stands on the unit's first page; the mended report is sent again."""
        returned = self.facts.returned
        address = self.addresses[f"report {returned.unit}"]
        officer = self.officer().open(address)
        officer.submit("Trả lại", {"reason": returned.reason})
        watch.expect("returned", officer.says("Trả lại để sửa"), wanted=True)
        page = self.reporter(returned.unit).open("/")
        watch.expect("reason_at_home", page.says(returned.reason), wanted=True)
        page.open(address)
        name = self.facts.indicator(returned.indicator).name
        right = self.facts.figure(returned.unit, returned.indicator)
        page.submit("Gửi báo cáo", self._typed(self._card(page, name), right))
        sent = page.says("Đã gửi báo cáo lên cấp trên")
        watch.expect("sent_again", sent, wanted=True)
