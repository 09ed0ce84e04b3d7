"""The campaign's other half: works and care, letters of commendation, and the closing review."""

import base64
import re
import tempfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from thidua.play.rows import Row, Watch
from thidua.play.stories.awarding import VERDICTS
from thidua.play.stories.company import here, typed
from thidua.play.stories.hospital_sprint_acts import Campaign
from thidua.play.stories.hospital_sprint_facts import Work
from thidua.play.stories.union_letters import UnionAwarding
from thidua.ui.formats import number

BENEFIT = {
    "cost": "Tiết kiệm chi phí", "productivity": "Tăng năng suất lao động",
    "process": "Hợp lý hóa kỹ thuật, quy trình",
    "resources": "Sử dụng tốt hơn thời gian, thiết bị, vật tư",
    "quality": "Nâng cao chất lượng công việc",
}  # fmt: skip
# The smallest picture there is: it stands for the photograph of a finished work.
PHOTO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Closing(Campaign):
    """From the works to the review of it all."""

    def carry(self) -> Row:
        """Works for the congress are handed over; care is recorded and its reasons kept close."""
        watch = Watch(6, "Congress works and care have an owner, a due date and evidence")
        self.stage.turn_to(self.facts.movement.launched_on)
        officer, works = self.officer(), self.facts.works
        officer.open(self._plan()).follow("Thêm công trình, phần việc")
        officer.add_rows("work", len(works), "title")
        rows: dict[str, Any] = {}
        for place, work in enumerate(works):
            rows |= {
                f"work-{place}-title": work.title, f"work-{place}-person": work.person,
                f"work-{place}-unit": officer.choice(
                    f"work-{place}-unit", self.facts.group_name(work.group)
                ),
                f"work-{place}-due_on": typed(work.due_on),
            }  # fmt: skip
        officer.submit("Giao việc", rows)
        for work in sorted(works, key=lambda each: each.done_on):
            self._hand_over(watch, work)
        told = officer.open(self._plan()).table("Công trình, phần việc chào mừng")
        confirmed = sum("Đã xác nhận" in row["Trạng thái"] for row in told)
        watch.expect("works_confirmed", confirmed, len(works))
        self._care(watch)
        return watch.row()

    def _hand_over(self, watch: Watch, work: Work) -> None:
        """The owner reports with a photograph; somebody else confirms."""
        self.stage.turn_to(work.done_on)
        officer = self.officer().open(self._plan())
        officer.follow(work.title)
        address, owner = here(officer), self.facts.person(work.person).name
        named = officer.says(owner) and officer.says(typed(work.due_on))
        watch.expect(f"owner_and_due_date_{work.person}", named, wanted=True)
        with tempfile.TemporaryDirectory() as folder:
            photo = Path(folder) / "ban-giao.png"
            photo.write_bytes(PHOTO)
            page = self.someone(work.person).open(address)
            page.submit("Đã xong", {"result": work.result}, {"photo": photo})
        officer.open(address).submit("Xác nhận đã xong")
        evidence = officer.says(work.result) and officer.says("ban-giao")
        watch.expect(f"evidence_{work.person}", evidence, wanted=True)

    def _plan(self) -> str:
        return self.addresses["movement"].replace("/phong-trao/", "/chuong-trinh/phong-trao/")

    def _care(self, watch: Watch) -> None:
        """The head records it; the recipient reads all of it, a colleague nothing."""
        care, facts = self.facts.care, self.facts
        person = facts.person(care.person)
        self.stage.turn_to(care.given_on)
        head = self.someone(facts.head(person.group)).open(self.addresses["movement"])
        head.follow("Ghi chăm lo")
        fields = care.model_dump(exclude={"person", "given_on"})
        given = {**fields, "recipient": person.code, "given_on": typed(care.given_on)}
        unit = head.choice("unit", facts.group_name(person.group))
        head.submit("Lưu", {**given, "unit": unit})
        address = here(head)
        watch.expect("care_decision", head.says(care.decision), wanted=True)
        money = f"{number(care.amount)} đ"
        watch.expect("care_amount", head.says(money), wanted=True)
        own = self.someone(person.code).open(address)
        watch.expect("recipient_reads_why", own.says(care.circumstances), wanted=True)
        other = next(p.code for p in facts.people if p.group != person.group and p.role is None)
        watch.expect("colleague_finds", self.someone(other).open(address).status, 404)

    def honour(self, registered: Row) -> Row:
        """Letters of the director and of the union; the year's titles explained only."""
        watch = Watch(7, "Letters are issued for the movement; yearly titles are explained only")
        parts = [registered, self.propose()]
        self._explain_titles(watch)
        parts += [self.judge(), self.decide(), self.verify()]
        for part in parts:
            watch.see(**part.figures)
            watch.failed.extend(part.failed)
        UnionAwarding(self, self.facts).play(watch)
        return watch.row()

    def _explain_titles(self, watch: Watch) -> None:
        """Draft dossiers for the year's title: each shows its verdict and the articles for it."""
        titles = self.facts.titles
        self._open_round("titles", "Xét danh hiệu cuối năm", [titles.award])
        self._prepare_dossiers("titles", titles.award, list(titles.verdicts))
        for code, verdict in titles.verdicts.items():
            page = self.officer().open(self.addresses["titles"])
            page.open(page.link_with(self.facts.person(code).name, "/ho-so/"))
            seen = [name for name, words in VERDICTS.items() if page.says(f"Điều kiện {words}")]
            watch.expect(f"{titles.award}_{code}", seen, [verdict])
            articles = sorted(set(re.findall(r"[Đđ]iều \d+", page.words())))
            watch.see(**{f"{titles.award}_{code}_articles": articles})
            watch.expect(f"{titles.award}_{code}_is_explained", bool(articles), wanted=True)

    def close(self) -> Row:
        """The review's figures are the facts' sums; what comes later is marked, not taken over."""
        facts, review = self.facts, self.facts.review
        watch = Watch(5, "The closing review is drafted from data and equals the facts' sums")
        self.enter_until(review.drafted_on)
        self.stage.turn_to(review.drafted_on)
        page = self.officer().open(self.addresses["movement"])
        page.follow("Dự thảo tổng kết")
        page.submit("Dự thảo từ số liệu", {"symbol": review.symbol})
        address = here(page)
        by_benefit = page.table("Sáng kiến theo loại lợi ích")
        watch.expect("by_benefit", sorted(map(self._line, by_benefit)), self._sums())
        targets = {
            f"{row['Đơn vị']}: {head.rpartition(' (')[0]}": told.partition(" – ")[0]
            for row in page.table("Chỉ tiêu giao ước và kết quả")
            for head, told in row.items()
            if head != "Đơn vị"
        }
        wanted = {
            f"{group.name}: {clause.text}": str(facts.entered(clause.measure, group.code))
            for group in facts.groups for clause in facts.pact.clauses
        }  # fmt: skip
        watch.expect("targets", targets, wanted)
        exemplars = page.table("Tập thể, cá nhân được khen thưởng")
        letters = facts.must.letters + len(facts.union_letters.proposals.people)
        watch.expect("exemplars", len(exemplars), letters)
        left = page.says("Nêu hạn chế và nguyên nhân chủ quan, khách quan.")
        watch.expect("weaknesses_left_to_the_author", left, wanted=True)
        self._enter_initiative(review.entry)
        total = facts.entered("initiatives.submitted")
        marked = page.open(address).says(f"số liệu đã thay đổi: {total} → {total + 1}")
        watch.expect("later_entry_marks_the_figure", marked, wanted=True)
        kept = sorted(map(self._line, page.table("Sáng kiến theo loại lợi ích")))
        watch.expect("figures_kept", kept == self._sums(), wanted=True)
        reading = page.open(address.removesuffix("soan/"))
        paper = reading.open(reading.link_with("PDF", "/tai-lieu/"))
        watch.expect("pdf", paper.content.startswith(b"%PDF"), wanted=True)
        return watch.row()

    @staticmethod
    def _line(row: dict[str, str]) -> tuple[str, ...]:
        names = ("Loại lợi ích", "Đơn vị tính", "Sáng kiến đã xác nhận", "Trước", "Sau")
        return tuple(row[name] for name in names)

    def _sums(self) -> list[tuple[str, ...]]:
        """By kind of benefit and unit: how many, and the sums before and after."""
        sums: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 3)
        for told in self.facts.initiatives:
            figures = [Decimal(1), decimal(told.figure_before), decimal(told.figure_after)]
            key = (BENEFIT[told.benefit], told.figure_unit)
            sums[key] = [one + other for one, other in zip(sums[key], figures, strict=True)]
        return sorted((*key, *map(number, figures)) for key, figures in sums.items())


def decimal(text: str) -> Decimal:
    """A figure as people type it."""
    return Decimal(text.replace(".", "").replace(",", "."))
