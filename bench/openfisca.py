"""CSTDCS and CSTDBT of 100,000 people: our explained verdicts beside OpenFisca-core's arrays.

Both read the same rows of one database, each by its own questions, and every verdict of the one is
held against the other's. OpenFisca answers with two arrays; ours come with findings, articles and
what would mend them. The reference needs `pip install -r requirements/bench.txt`.
"""

import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from bench.people import people
from bench.stage import stage, tell

DAY = date(2025, 12, 22)
CODES = ("CSTDCS", "CSTDBT")
MOST, BATCH = 100_000, 1_000
# What the unit confirms of three people in five; of the others it is not known.
CONFIRMED = {"no_hold": True, "no_discipline": True}
# Recognised, refused and open works. No register holds a work recognised by a ministry yet: those
# of one kind of benefit stand for them, on both sides.
VARIED = """
    UPDATE initiatives_initiative SET examined_by_id = unit_id, folded = '',
        recognition = (ARRAY['recognised', 'refused', 'none'])[1 + id %% 3],
        recognised_on = CASE WHEN id %% 3 = 0 THEN DATE '2025-11-03' END,
        benefit = CASE WHEN id %% 5 = 0 THEN 'cost' ELSE 'process' END
"""
ROWS = """
    SELECT p.id, (p.id %% 5 < 3)::int AS confirmed,
        (SELECT level FROM awards_rating r WHERE r.person_id = p.id AND r.year = 2025),
        EXISTS (SELECT FROM movements_registrant g WHERE g.person_id = p.id),
        EXISTS (SELECT FROM awards_honour h WHERE h.person_id = p.id AND h.award = 'LDTT'
                AND h.year = 2025),
        (SELECT count(DISTINCT h.year) FROM awards_honour h WHERE h.person_id = p.id
            AND h.award = 'CSTDCS' AND h.year BETWEEN 2023 AND 2025),
        (SELECT i.recognition FROM initiatives_author a JOIN initiatives_initiative i
            ON i.id = a.initiative_id WHERE a.person_id = p.id),
        (SELECT i.benefit = 'cost' FROM initiatives_author a JOIN initiatives_initiative i
            ON i.id = a.initiative_id WHERE a.person_id = p.id)
    FROM orgs_person p WHERE p.code LIKE 'BM%%' ORDER BY p.id
"""


def theirs(least: int) -> tuple[dict[str, Any], float, float]:
    """The verdicts of OpenFisca by award; seconds to read the rows, and to judge them."""
    import numpy as np
    from django.db import connection

    from bench.reference import fighters

    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [])
        _ids, confirmed, level, listed, titled, years, work, is_wide = zip(
            *cursor.fetchall(), strict=True
        )
    known = np.where(np.array(confirmed) == 1, 1, -1)
    registered = np.where(np.array(listed), 1, -1)
    recognised = np.array([{"recognised": 1, "none": -1}.get(each, 0) for each in work])
    facts = {
        "rating": np.array([fighters.LEVELS.index(each) if each else -1 for each in level]),
        "registered_fighter": registered, "registered_ministry": registered,
        "no_hold": known, "no_discipline": known,
        "advanced_held": np.array(titled, dtype=int), "fighter_years": np.array(years),
        "initiative": recognised,
        "wide_initiative": np.where(np.array(is_wide, dtype=bool), recognised, 0),
    }  # fmt: skip
    read = time.perf_counter() - start
    rules = fighters.system()
    start = time.perf_counter()
    first, second = fighters.judged(rules, facts, DAY.year)
    words = np.array(["pass", "unknown", "fail"])
    assert len(first) == least, "somebody was not judged"
    return dict(zip(CODES, (words[first], words[second]), strict=True)), read, (
        time.perf_counter() - start
    )  # fmt: skip


def ours() -> tuple[dict[str, list[str]], float, float, int]:
    """Our verdicts by award; seconds to read, seconds to judge, and how many findings they hold."""
    from thidua import legal
    from thidua.awards.queries.evidence import Book
    from thidua.initiatives.models import Initiative
    from thidua.legal.terms import Level
    from thidua.orgs.models import Person, Unit

    unit = Unit.objects.get(parent=None, line="government")
    wide = set(
        Initiative.objects.filter(benefit="cost").values_list("authors__person_id", flat=True)
    )
    verdicts: dict[str, list[str]] = {code: [] for code in CODES}
    reading = judging = 0.0
    findings = 0
    rows = Person.objects.filter(code__startswith="BM").order_by("pk")
    for at in range(0, rows.count(), BATCH):
        start = time.perf_counter()
        batch = list(rows[at : at + BATCH])
        book = Book(unit=unit, year=DAY.year, on=DAY, people=batch)
        known = [
            (code, person.pk in wide,
             book.evidence(person, code, confirmed=CONFIRMED if person.pk % 5 < 3 else {}))
            for person in batch for code in CODES
        ]  # fmt: skip
        reading += time.perf_counter() - start
        start = time.perf_counter()
        for code, is_wide, evidence in known:
            level = Level.MINISTRY_PROVINCE if is_wide else Level.GRASSROOTS
            works = tuple(replace(work, level=level) for work in evidence.works or ())
            found = legal.assess(code, replace(evidence, works=works), on=DAY)
            verdicts[code].append(str(found.verdict))
            findings += len(found.findings)
        judging += time.perf_counter() - start
    return verdicts, reading, judging, findings


def main() -> None:
    most = int(sys.argv[sys.argv.index("--people") + 1]) if "--people" in sys.argv else MOST
    with stage():
        from django.db import connection

        people(most)
        with connection.cursor() as cursor:
            cursor.execute(VARIED, [])
        reference, their_read, their_judging = theirs(most)
        verdicts, read, judging, findings = ours()
        unlike = {
            code: sum(mine != other for mine, other in zip(verdicts[code], reference[code],
                                                           strict=True))
            for code in CODES
        }  # fmt: skip
        tell(
            verdicts_compared=sum(map(len, verdicts.values())),
            verdicts_that_differ=unlike,
            verdicts={code: dict(Counter(verdicts[code])) for code in CODES},
            findings_with_articles=findings,
            our_seconds_reading=round(read, 2),
            our_seconds_judging=round(judging, 2),
            openfisca_seconds_reading=round(their_read, 2),
            openfisca_seconds_judging=round(their_judging, 4),
            judging_as_many_times_as_openfisca=round(judging / their_judging),
            whole_as_many_times_as_openfisca=round(
                (read + judging) / (their_read + their_judging), 1
            ),
        )
        assert not any(unlike.values()), f"verdicts differ: {unlike}"


if __name__ == "__main__":
    main()
