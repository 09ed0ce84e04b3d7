"""500 letters on a printed sheet and a decision over 200 rows, beside the bare engine."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from datetime import time as clock
from typing import Any

from bench.stage import stage, tell

LETTERS, ROWS = 500, 200
RENDER_LIMIT, RUN_LIMIT = 1.5, 3.0


class Quiet:
    def __call__(self, done: int, total: int) -> None: ...

    def finish(self, *, message: str = "", url: str = "") -> None: ...


def seconds(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def bare(template: str, data: dict[str, Any], on: Any, *, tagged: bool) -> float:
    """The same document straight through a warm compiler of its own: no checks, no register."""
    import typst
    from django.conf import settings

    from thidua.documents import pdf

    fonts = [str(settings.THIDUA_PAPER_FONTS)]
    engine = typst.Compiler(root=str(pdf.ROOT), font_paths=fonts, ignore_system_fonts=True)
    given = {
        "input": str(pdf.template_path(template)),
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
        "pdf_standards": pdf.TAGGED if tagged else pdf.UNTAGGED, "pdf_tags": tagged,
        "timestamp": datetime.combine(on, clock(), UTC),
    }  # fmt: skip
    return seconds(lambda: engine.compile(**given))


def main() -> None:
    with stage():
        from bench.world import DAY, recommended
        from thidua.awards import actions, papers, queries, tasks
        from thidua.awards.models import Decision
        from thidua.certificates import actions as certificates
        from thidua.certificates import papers as sheets
        from thidua.documents import registry

        def numbered(count: int, number: int) -> Any:
            at.round.refresh_from_db()
            type(at.round).objects.filter(pk=at.round.pk).update(state="in_council")
            decision = actions.draft_decision(
                actor=officer, round=at.round, award="GK", on=DAY, symbol="QĐ-BV"
            )
            actions.submit_decision(actor=officer, decision=decision)
            actions.sign_decision(actor=director, decision=decision, on=DAY)
            actions.number_decision(actor=officer, decision=decision, number=number, dated_on=DAY)
            return Decision.objects.select_related("paper__issuer", "round__unit").get(
                pk=decision.pk
            )

        at = recommended(LETTERS)
        officer, director = at.house.officer, at.house.director
        stock = certificates.create_stock(
            actor=officer, unit=at.house.hospital, name="Phôi A4", width=297, height=210,
            valid_from=DAY,
        )  # fmt: skip
        decision = numbered(LETTERS, 215)
        given = {"actor_id": officer.pk, "decision_id": decision.pk, "stock_id": stock.pk}
        run = seconds(lambda: tasks.issue(Quiet(), **given))
        letters = papers.letters_of(list(queries.letters_of(decision)))
        if len(letters) != LETTERS:
            raise SystemExit(f"only {len(letters)} letters were entered in the register")
        sheet = sheets.sheet_of(stock)
        # The engine remembers what it has set: each turn gets letters of its own.
        bare_sheets = best(
            lambda n: bare(
                sheets.TEMPLATE, sheets.data_of(sheet, _turn(letters, n)), DAY, tagged=False
            )
        )
        on_sheets = best(lambda n: seconds(lambda: sheets.render(sheet, _turn(letters, n + 9))))

        page = registry.build("awards.decision", decision.paper)
        (annex,) = page.annexes
        page = _cut(page, annex)
        bare_paper = best(
            lambda n: bare("administrative", _retitled(page, n).data(), DAY, tagged=True)
        )
        on_paper = best(
            lambda n: seconds(
                lambda: registry.render(
                    "awards.decision", _retitled(page, n + 9), file_format="pdf", on=DAY
                )
            )
        )
        figures = {
            "letters": LETTERS, "seconds_letters_on_stock": on_sheets,
            "seconds_letters_bare_engine": bare_sheets,
            "times_bare_letters": on_sheets / bare_sheets,
            "rows": ROWS, "seconds_decision": on_paper, "seconds_decision_bare_engine": bare_paper,
            "times_bare_decision": on_paper / bare_paper, "times_bare_wanted": RENDER_LIMIT,
            "seconds_whole_run": run, "times_bare_whole_run": run / bare_sheets,
            "times_whole_run_wanted": RUN_LIMIT,
        }  # fmt: skip
        tell(**figures)


def best(turn: Callable[[int], float]) -> float:
    """The least of three turns: the first one also loads the fonts."""
    return min(turn(number) for number in range(3))


def _turn(letters: Any, number: int) -> Any:
    """The same letters with other words in them."""
    return [replace(each, achievement=f"{each.achievement}, lần {number}") for each in letters]


def _retitled(page: Any, number: int) -> Any:
    (annex,) = page.annexes
    rows = tuple((*row[:-1], f"{row[-1]}, lần {number}") for row in annex.blocks[0].rows)
    table = replace(annex.blocks[0], rows=rows)
    return replace(page, annexes=(replace(annex, blocks=(table,)),))


def _cut(page: Any, annex: Any) -> Any:
    """The decision with the first rows of its list."""
    table = replace(annex.blocks[0], rows=annex.blocks[0].rows[:ROWS])
    return replace(page, annexes=(replace(annex, blocks=(table,)),))


if __name__ == "__main__":
    main()
