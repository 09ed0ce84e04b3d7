"""Everybody before every award, at 1,000 to 100,000 people, in one process and in two.

People on record alike are judged once; what it costs without that is measured on 1,000 of them.
CPU seconds are told beside the clock's, for a machine that is shared.
"""

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import NamedTuple

from bench.people import people
from bench.stage import stage, tell

DAY = date(2025, 12, 22)
SIZES = (1_000, 2_000, 10_000, 100_000)
WORKERS = 2


class Measured(NamedTuple):
    """How many were judged, in how many seconds by clock and processor, with what verdicts."""

    count: int
    seconds: float
    cpu: float
    verdicts: dict[str, int]


def judged(first: int, size: int) -> Measured:
    """So many people from the `first` on before all awards."""
    import django

    django.setup()
    from thidua.awards import queries
    from thidua.legal import Subject
    from thidua.orgs.models import Person, Unit

    unit = Unit.objects.get(parent=None, line="government")
    awards = queries.open_to(Subject.INDIVIDUAL, on=DAY, unit=unit)
    rows = Person.objects.filter(code__startswith="BM").order_by("pk")[first : first + size]
    start, cpu = time.perf_counter(), time.process_time()
    verdicts: dict[str, int] = {}
    count = 0
    for _person, cells in queries.cells(
        rows.iterator(chunk_size=queries.BATCH), awards, unit=unit, year=DAY.year, on=DAY
    ):
        count += 1
        for cell in cells.values():
            verdicts[str(cell.verdict)] = verdicts.get(str(cell.verdict), 0) + 1
    return Measured(count, time.perf_counter() - start, time.process_time() - cpu, verdicts)


def each_alone(size: int) -> float:
    """CPU seconds for so many people when each is judged apart, with every finding kept."""
    from thidua.awards import queries
    from thidua.legal import Subject
    from thidua.orgs.models import Person, Unit

    unit = Unit.objects.get(parent=None, line="government")
    awards = queries.open_to(Subject.INDIVIDUAL, on=DAY, unit=unit)
    rows = list(Person.objects.filter(code__startswith="BM").order_by("pk")[:size])
    cpu = time.process_time()
    queries.could_be_proposed(rows, awards, unit=unit, year=DAY.year, on=DAY)
    return time.process_time() - cpu


def main() -> None:
    most = int(sys.argv[sys.argv.index("--people") + 1]) if "--people" in sys.argv else SIZES[-1]
    sizes = [size for size in SIZES if size <= most]
    with stage():
        people(most)
        judged(0, 100)  # rules read, connections open
        found = [judged(0, size) for size in sizes]
        assert [each.count for each in found] == sizes, "somebody was not judged"
        alone = each_alone(1_000)
        with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
            list(pool.map(judged, [0] * WORKERS, [100] * WORKERS))
            half = -(-sizes[-1] // WORKERS)
            start = time.perf_counter()
            parts = list(pool.map(judged, range(0, sizes[-1], half), [half] * WORKERS))
            both = time.perf_counter() - start
        together = {
            word: sum(part.verdicts.get(word, 0) for part in parts) for word in found[-1].verdicts
        }
        assert together == found[-1].verdicts, "two processes found other verdicts than one"
        tell(
            people=sizes,
            seconds_in_one_process=[round(each.seconds, 1) for each in found],
            cpu_seconds_in_one_process=[round(each.cpu, 1) for each in found],
            cpu_microseconds_per_person=[round(1e6 * each.cpu / each.count) for each in found],
            each_alone_cpu_microseconds_per_person=round(1e6 * alone / 1_000),
            seconds_in_two_processes=round(both, 1),
            cpu_seconds_in_two_processes=[round(part.cpu, 1) for part in parts],
            verdicts=found[-1].verdicts,
        )


if __name__ == "__main__":
    main()
