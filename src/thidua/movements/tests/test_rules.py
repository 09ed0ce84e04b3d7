"""Readiness, spoken days and lateness: numbers and words in, findings out."""

from datetime import date, timedelta

import pytest

from thidua.core.period import Period
from thidua.movements import rules, wording
from thidua.movements.tests.factories import FACTS

READY = {
    name: FACTS[name] for name in (*rules.CONTENTS, *rules.ADVISED, "starts_on", "ends_on", "kind")
}
SPAN = Period(FACTS["starts_on"], FACTS["ends_on"])
PHASE = rules.PhaseFacts(SPAN, "each", 0)
ORDER = [
    "objectives", "subjects", "content", "criteria", "plan", "measures", "starts_on", "scope",
    "phases_inside", "phases_owed", "phases", "parents", "sponsors", "bases", "decision",
    "register_by",
]  # fmt: skip


def checks(facts, *, units=1, sponsors=1, parents=1, phases=(PHASE,)):
    return rules.readiness(facts, units=units, sponsors=sponsors, parents=parents, phases=phases)


def missing(facts, **counted):
    return [check.field for check in checks(facts, **counted) if not check.is_met]


def test_everything_there_is_ready():
    found = checks(READY)
    assert [(check.field, check.is_met) for check in found] == [(name, True) for name in ORDER]
    assert [(check.by_law, check.is_needed) for check in found] == [
        *[(True, False)] * 8, *[(False, True)] * 2, *[(False, False)] * 6,
    ]  # fmt: skip
    assert [check for check in found if check.stops] == []


def test_nothing_there_names_everything():
    nothing = {**dict.fromkeys(READY), "kind": "peak"}
    amiss = rules.PhaseFacts(SPAN, "some", 0)
    counted = {"units": 0, "sponsors": 0, "parents": 0}
    assert missing(nothing, **counted, phases=[amiss]) == [n for n in ORDER if n != "phases"]
    assert missing(nothing, **counted, phases=[]) == [
        name for name in ORDER if name not in {"phases_inside", "phases_owed"}
    ]


@pytest.mark.parametrize("name", [*rules.CONTENTS, *rules.ADVISED])
def test_one_missing_text_is_named(name):
    assert missing({**READY, name: ""}) == [name]


@pytest.mark.parametrize("name", ["starts_on", "ends_on"])
def test_both_days_are_asked_for(name):
    assert missing({**READY, name: None}, phases=[]) == ["starts_on", "phases"]


def test_scope_and_sponsors_are_counted():
    assert missing(READY, units=0) == ["scope"]
    assert missing(READY, sponsors=0) == ["sponsors"]


def test_only_a_peak_is_advised_to_have_phases_and_to_answer():
    assert missing(READY, parents=0, phases=[]) == ["phases", "parents"]
    assert [check.field for check in checks(READY, phases=[])] == [
        name for name in ORDER if not name.startswith("phases_")
    ]
    assert missing({**READY, "kind": "regular"}, parents=0, phases=[]) == []


@pytest.mark.parametrize(
    ("start", "end", "is_inside"), [(0, 0, True), (-1, 0, False), (0, 1, False), (1, -1, True)]
)
def test_a_phase_outside_the_days_stops_the_launch(start, end, is_inside):
    span = Period(SPAN.start + timedelta(days=start), SPAN.end + timedelta(days=end))
    found = {
        check.field: check for check in checks(READY, phases=[rules.PhaseFacts(span, "each", 0)])
    }
    assert found["phases_inside"].is_met is is_inside
    assert found["phases_inside"].stops is not is_inside


def test_a_phase_for_chosen_units_needs_one():
    assert missing(READY, phases=[PHASE, rules.PhaseFacts(SPAN, "some", 1)]) == []
    assert missing(READY, phases=[PHASE, rules.PhaseFacts(SPAN, "some", 0)]) == ["phases_owed"]


def test_every_check_has_both_sentences():
    for met in (True, False):
        said = [str(wording.sentence(rules.Check(name, met, by_law=True))) for name in ORDER]
        assert len(set(said)) == len(ORDER)


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("Đợt thi đua cao điểm 120 ngày", ""), 120),
        (("Thi đua cuối năm", "120 NGÀY tăng tốc"), 120),
        (("Thi đua 90 ngày", "120 ngày tăng tốc"), 90),
        (("Thi đua năm 2025", "Ngày hội 1000 ngày, 5 ngày"), None),
        ((), None),
    ],
)
def test_spoken_days(texts, days):
    assert rules.spoken_days(*texts) == days


def test_what_a_title_says_need_not_be_what_the_calendar_says():
    spoken = rules.spoken_days("Đợt thi đua cao điểm 120 ngày")
    assert (spoken, Period(date(2025, 9, 1), date(2025, 12, 31)).days) == (120, 122)


BY, UNTIL = date(2025, 9, 10), date(2025, 9, 20)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "by", "until", "how"),
    [
        (BY - DAY, BY, UNTIL, "in_time"),
        (BY, BY, UNTIL, "in_time"),
        (BY + DAY, BY, UNTIL, "late"),
        (UNTIL, BY, UNTIL, "late"),
        (UNTIL + DAY, BY, UNTIL, "closed"),
        (BY + DAY, BY, None, "closed"),
        (UNTIL + DAY, None, None, "in_time"),
    ],
)
def test_lateness_counts_both_last_days(on, by, until, how):
    assert rules.lateness(on, by, until) == how


@pytest.mark.parametrize(
    ("code", "name", "short"),
    [
        ("LDTT", "Lao động tiên tiến", "LĐTT"),
        ("CSTDCS", "Chiến sĩ thi đua cơ sở", "CSTĐCS"),
        ("CSTDBT", "Chiến sĩ thi đua bộ, ban, ngành, tỉnh", "CSTĐBT"),
        ("TTLDXS", "Tập thể lao động xuất sắc", "TTLĐXS"),
        ("GK", "Giấy khen", "GK"),
        ("LDTT", "Advanced Worker", "LDTT"),
    ],
)
def test_an_award_is_shortened_as_clerks_do(code, name, short):
    assert rules.abbreviation(code, name) == short
