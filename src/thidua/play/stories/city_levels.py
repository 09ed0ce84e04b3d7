"""The joint plan, decisions of others with their tables, and care beside praise."""

from datetime import date, timedelta

from bs4 import Tag

from thidua.play.browser import Browser
from thidua.play.rows import Row, Watch
from thidua.play.stories.city_facts import Outside
from thidua.play.stories.city_people import City
from thidua.play.stories.company import here, typed

# All, collectives, individuals, not split.
COLUMNS = 4
BELOW = ("Báo không khen", "Chưa báo cáo", "Đã có quyết định")


class Levels(City):
    """What is launched together, and what every level has praised."""

    def sign_together(self) -> Row:
        """One text, two numbers, two signatures; in force when both have signed."""
        facts, joint = self.facts, self.facts.joint
        watch = Watch(1, "A joint plan: one text, two numbers, two signatures, in force with both")
        self.stage.turn_to(joint.signed_on)
        first, other = facts.union.code, facts.department.code
        officer = self.officer(first).open("/phong-trao/lap/")
        officer.submit(
            "Lưu dự thảo",
            {
                "title": joint.title, "kind": "thematic", "level": "province",
                "starts_on": typed(joint.starts_on), "ends_on": typed(joint.ends_on),
                "objectives": "Nâng cao chất lượng phục vụ người bệnh.",
                "subjects": "Đoàn viên, viên chức, người lao động.",
                "content": "Người tốt, việc tốt.", "criteria": "Có việc làm cụ thể.",
                "plan": "Cả năm.", "measures": "Tuyên truyền, kiểm tra.",
                "sponsors": [
                    officer.choice("sponsors", facts.name_of(code)) for code in (first, other)
                ],
                "is_joint": "on",
                "scope": [officer.choice("scope", each.union.name) for each in facts.hospitals],
            },
        )  # fmt: skip
        self.addresses["joint"] = here(officer)
        self.director(first).open(self.addresses["joint"]).submit(f"Ký cho {facts.union.name}")
        self._number(first)
        officer.open(f"{self.addresses['joint']}phat-dong/").submit("Phát động phong trào")
        watch.expect("not_in_force_with_one", officer.says("còn thiếu: "), wanted=True)
        director = self.director(other).open(self.addresses["joint"])
        director.submit(f"Ký cho {facts.department.name}")
        self._number(other)
        page = officer.open(self.addresses["joint"])
        both = [page.says(f"số {joint.numbers[code]}/") for code in (first, other)]
        watch.expect("two_numbers_on_one_text", both, [True, True])
        day = max(joint.days.values())
        watch.expect("in_force_from", page.says(f"có hiệu lực từ ngày {day:%d/%m/%Y}"), wanted=True)
        self.stage.turn_to(max(joint.starts_on, day))
        officer.open(f"{self.addresses['joint']}phat-dong/").submit("Phát động phong trào")
        watch.expect("launched", officer.says("Đã phát động"), wanted=True)
        return watch.row()

    def _number(self, unit: str) -> None:
        joint = self.facts.joint
        officer = self.officer(unit).open(self.addresses["joint"])
        officer.open(officer.link_with("Ghi số, ngày", "/lien-tich/"))
        officer.submit(
            "Ghi số, ngày",
            {"number": joint.numbers[unit], "dated_on": typed(joint.days[unit])},
        )

    def care_for(self) -> Row:
        """A care record with amount, source and decision."""
        facts, care = self.facts, self.facts.care
        watch = Watch(8, "Support in hardship is a care record with amount, source and decision")
        self.stage.turn_to(care.on)
        officer = self.officer(facts.union.code).open("/cham-lo/moi/")
        officer.submit(
            "Lưu",
            {
                "unit": officer.choice("unit", facts.union.name), "kind": "hardship",
                "occasion": care.occasion, "given_on": typed(care.on), "recipient": care.person,
                "amount": care.amount, "source": "union_fees", "decision": care.decision,
                "circumstances": "Ốm dài ngày.",
                "movement": officer.choice("movement", facts.joint.title),
            },
        )  # fmt: skip
        amount = f"{care.amount:,}".replace(",", ".")
        watch.expect("amount", officer.says(f"{amount} đ"), wanted=True)
        watch.expect("decision", officer.says(care.decision), wanted=True)
        return watch.row()

    def enter_others(self) -> Row:
        """Decisions of every level, as printed; the table, its lists, and who has not reported."""
        facts = self.facts
        watch = Watch(5, "The figures by level and kind from the decisions, each with its list")
        for told in facts.outside:
            self._enter(told)
        before = self._table()
        for told in facts.outside:
            if told.named:
                self._name(told)
        watch.expect("lists_replace_their_counts", self._table() == before, wanted=True)
        seen = self._table()
        for body, wanted in facts.must.praised.items():
            watch.expect(body, seen.get(body), wanted)
        watch.expect("each_number_opens_its_list", self._unlisted(), [])
        self._state_nothing()
        watch.expect("units_below", self._below(), facts.must.below)
        return watch.row()

    def _enter(self, told: Outside) -> None:
        self.stage.turn_to(told.decided_on + timedelta(days=3))
        officer = self.officer(self.facts.union.code).open("/khen-thuong/ngoai/nhap/")
        counts = told.model_dump(include={"collectives", "individuals", "unsplit"})
        officer.submit(
            "Nhập",
            {
                **told.model_dump(
                    include={"reference", "decided_by", "level", "line", "award", "way", "occasion"}
                ),
                **{name: value for name, value in counts.items() if value is not None},
                "decided_on": typed(told.decided_on), "year": self.facts.year,
                "unit": officer.choice("unit", self.facts.name_of(told.unit)),
                "movement": officer.choice("movement", self.facts.joint.title),
            },
        )  # fmt: skip
        self.addresses[told.reference] = here(officer)

    def _name(self, told: Outside) -> None:
        """The list of names arrives."""
        officer = self.officer(self.facts.union.code)
        officer.open(f"{self.addresses[told.reference]}ten/").submit(
            "Đối chiếu và ghi", {"text": "\n".join(told.named)}
        )

    def _open_table(self) -> Browser:
        year = self.facts.year
        return self.officer(self.facts.union.code).open(
            f"/thong-ke/bang/muc-khen/?tu={typed(date(year, 1, 1))}&den={typed(date(year, 12, 31))}"
        )

    def _rows(self) -> list[tuple[str, list[Tag]]]:
        """The rows of the table of praise: what each says, and its cells."""
        page = self._open_table()
        found = []
        for row in page.page.select("table.count-table tbody tr"):
            head = row.find("th")
            if isinstance(head, Tag):
                found.append((" ".join(head.get_text(" ").split()), list(row.select("td.num"))))
        return found

    def _table(self) -> dict[str, str]:
        """Collectives, individuals and what is not split, by the body that praised and the way."""
        return {
            label: " + ".join(" ".join(cell.get_text().split()) for cell in cells[1:])
            for label, cells in self._rows() if len(cells) == COLUMNS
        }  # fmt: skip

    def _unlisted(self) -> list[str]:
        """The numbers of the table whose list has another length."""
        wrong = []
        for label, cells in self._rows():
            for cell in cells[1:]:
                link = cell.find("a", href=True)
                if isinstance(link, Tag):
                    page = self._open_table().open(str(link["href"]))
                    counted = link.get_text().strip()
                    if not page.says(f": {counted}.") or page.says("không hiện tên"):
                        wrong.append(f"{label}: {link.get_text().strip()}")
        return wrong

    def _state_nothing(self) -> None:
        """Grassroots unions that praised nobody say so: that is another thing than silence."""
        year = self.facts.year
        for unit in self.facts.nothing:
            officer = self.officer(self.facts.union.code).open(
                "/khen-thuong/truc-thuoc/khong-khen/"
            )
            officer.submit(
                "Ghi",
                {
                    "unit": officer.choice("unit", self.facts.name_of(unit)),
                    "starts_on": typed(date(year, 1, 1)), "ends_on": typed(date(year, 12, 31)),
                },
            )  # fmt: skip

    def _below(self) -> dict[str, str]:
        """What each grassroots union has reported of itself, by code."""
        officer = self.officer(self.facts.union.code)
        year = self.facts.year
        found = {}
        officer.open("/khen-thuong/truc-thuoc/")
        unit = officer.choice("don_vi", self.facts.union.name)
        officer.open(
            f"/khen-thuong/truc-thuoc/?don_vi={unit}&tu={typed(date(year, 1, 1))}"
            f"&den={typed(date(year, 12, 31))}"
        )
        for each in self.facts.hospitals:
            row = next(
                (" ".join(r.get_text(" ").split()) for r in officer.rows()
                 if each.union.name in r.get_text(" ")), ""
            )  # fmt: skip
            found[each.union.code] = next((word for word in BELOW if word in row), row)
        return found
