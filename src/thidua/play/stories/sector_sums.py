"""What the year adds up to: worked out again from the facts, on the page, on paper, as a sheet."""

import io
import re
from collections.abc import Sequence
from decimal import Decimal

import pypdfium2
from python_calamine import CalamineWorkbook

from thidua.play.browser import Browser
from thidua.play.rows import Row, Watch
from thidua.play.stories.sector_facts import Figure, Indicator, Ownership, Union
from thidua.play.stories.sector_reports import Reports

A4 = (595, 842)  # points
LINES, ROWS = "Kết quả từng chỉ tiêu", "Các đơn vị cấp dưới"
# Of a derived indicator: which levels count, and among which.
LEVELS = {"XL.1": ({2, 3}, {0, 1, 2, 3}), "XL.2": ({3}, {2, 3}), "XL.3": ({0}, {0, 1, 2, 3})}
Told = tuple[str, str, str, str]


class Sums(Reports):
    """Sums by type, by cluster, down to a union's report; the same on paper."""

    def _look(self, page: Browser, ownership: str = "", **more: str) -> Browser:
        year = self.facts.year
        query = "&".join(f"{name}={value}" for name, value in {
            "ky": f"{year}-01-01_{year}-12-31", "khoi": ownership, **more
        }.items() if value)  # fmt: skip
        return page.open(f"{self.addresses['set']}tong-hop/?{query}")

    def sum_up(self) -> Row:
        """Reported, not reported and not applicable stay apart; nothing missing is nought."""
        facts = self.facts
        watch = Watch(3, "Rolled up by type and cluster; a missing report is no zero, no success")
        self.stage.turn_to(facts.summed_on)
        officer = self.officer()
        for ownership in facts.by_type():
            lines = {row["Chỉ tiêu"]: row for row in self._look(officer, ownership).table(LINES)}
            asked = [each for each in facts.indicators if self._counts(each, ownership)]
            seen = {each.code: _told(lines[each.name]) for each in asked}
            watch.see(**{ownership: {code: told[0] for code, told in seen.items()}})
            for each in asked:
                wanted = self._wanted(each, ownership)
                if seen[each.code] != wanted:
                    watch.expect(f"{ownership} {each.code}", seen[each.code], wanted)
        self._descend(watch, officer)
        return watch.row()

    def _counts(self, told: Indicator, ownership: Ownership) -> bool:
        """Whether it adds up over unions of a type; a derived one counts those of both."""
        return bool(told.base) or (told.asked_of in {ownership, "both"} and told.adds != "worst")

    def _wanted(self, told: Indicator, ownership: Ownership) -> Told:
        """Numerator and denominator, then who reported, who did not, whom it does not concern."""
        facts, base = self.facts, told.base or told.code
        units = [each for each in facts.unions if each.ownership == ownership]
        said = [self._said(each, base) for each in units if each.code not in facts.silent]
        values = [each for each in said if each.numerator is not None]
        silent = len(units) - len(said)
        return (
            _parts(told, values), f"{len(values)}/{len(units)}", str(silent),
            str(len(said) - len(values)),
        )  # fmt: skip

    def _said(self, unit: Union, code: str) -> Figure:
        mended = self.facts.correction
        if (mended.unit, mended.indicator) == (unit.code, code):
            return self.facts.read(code, mended.figure)
        return self.facts.figure(unit.code, code)

    def _descend(self, watch: Watch, officer: Browser) -> None:
        """From the sector to the cluster, to the union, to its report; one's own is not above."""
        facts, own = self.facts, self.facts.own
        whole = self._look(officer)
        watch.expect("own_indicator_is_in_no_sum", whole.says(own.name), wanted=False)
        quiet = {facts.name_of(code.split("-")[0]) for code in facts.silent}
        seen = {row["Đơn vị"] for row in whole.table(ROWS) if row["Chưa báo cáo"] != "0"}
        watch.expect("clusters_with_missing_reports", sorted(seen), sorted(quiet))
        cluster = facts.name_of(own.unit.split("-")[0])
        officer.follow(cluster).follow(facts.name_of(own.unit))
        [report] = officer.page.select(".documents a[href*='/bao-cao/']")
        officer.open(str(report["href"]))
        number, _slash, of = own.figure.partition("/")
        shown = own.name in officer.words() and _number(number) in officer.words()
        watch.expect("opened_down_to_the_report", shown, wanted=True)
        watch.see(own=f"{number}/{of}")

    def look_and_print(self) -> Row:
        """Charts of the year; the decade so far; A4 with the figures of the screen."""
        facts, officer = self.facts, self.officer()
        watch = Watch(6, "Seen by period and over the decade; printed on A4 as on the screen")
        shown = [row["Kết quả"] for row in self._look(officer).table(LINES)]
        year = f"{facts.year}-01-01_{facts.year}-12-31"
        pdf = officer.open(f"{self.addresses['set']}tong-hop/tep/pdf/?ky={year}").content
        paper = pypdfium2.PdfDocument(pdf)
        sizes = {tuple(sorted(round(side) for side in page.get_size())) for page in paper}
        watch.expect("paper", sorted(sizes), [A4])
        text = _plain(" ".join(page.get_textpage().get_text_range() for page in paper))
        watch.expect("not_on_paper", [told for told in shown if _plain(told) not in text], [])
        sheet = officer.open(f"{self.addresses['set']}tong-hop/tep/xlsx/?ky={year}").content
        with CalamineWorkbook.from_filelike(io.BytesIO(sheet)) as book:
            pages = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        cells = {_plain(str(cell)) for rows in pages for row in rows for cell in row}
        pieces = {_plain(each) for told in shown for each in told.split(" = ")}
        watch.expect("not_in_the_sheet", sorted(pieces - cells), [])
        movement = facts.movement
        decade = self._look(officer, ky=f"{movement.starts_on}_{movement.ends_on}").table(LINES)
        newcomers = facts.indicator("NN.04").name
        line = next(row for row in decade if row["Chỉ tiêu"] == newcomers)
        _parts_of, value = self._sum_of("NN.04"), line["Kết quả"]
        watch.expect("members_of_the_decade_so_far", value, f"{_parts_of} người")
        watch.expect("cumulative_is_judged", "2.000" in line["Mức, đánh giá"], wanted=True)
        officer.open(f"{self.addresses['set']}bang/?ky={year}")
        watch.expect("charts", bool(officer.page.select("figure.chart-figure")), wanted=True)
        return watch.row()

    def _sum_of(self, code: str) -> str:
        units = [each for each in self.facts.reporting() if self._asks(each, code)]
        return _number(sum((self._said(each, code).numerator or Decimal(0)) for each in units))

    def _asks(self, unit: Union, code: str) -> bool:
        return any(each.code == code for each in self.facts.asked_of(unit.code))


def _told(row: dict[str, str]) -> Told:
    return (
        row["Kết quả"].split(" = ")[0], row["Đã báo cáo"], row["Chưa báo cáo"],
        row["Không áp dụng"],
    )  # fmt: skip


def _parts(told: Indicator, values: Sequence[Figure]) -> str:
    """«98/102 đơn vị», «8.240/8.320», «117 người»: from the facts alone."""
    numbers = [each.numerator for each in values if each.numerator is not None]
    if told.base:
        passing, among = LEVELS[told.code]
        levels = [int(each) for each in numbers if int(each) in among]
        return f"{sum(each in passing for each in levels)}/{len(levels)} đơn vị"
    if told.adds == "share":
        return f"{sum(map(bool, numbers))}/{len(numbers)} đơn vị"
    if told.adds == "ratio":
        of = [each.denominator for each in values if each.denominator is not None]
        return f"{_number(sum(numbers))}/{_number(sum(of))}"
    return f"{_number(sum(numbers))} {told.counted_in}"


def _number(value: Decimal | int | str) -> str:
    return f"{int(value):,}".replace(",", ".")


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)
