"""Regulations of a province or a unit laid over a pack, with what else they settle."""

from datetime import date

import pytest

from thidua.legal import (
    Evidence,
    Pack,
    PackError,
    Refusal,
    Regulation,
    Verdict,
    assess,
    power_to_decide,
)
from thidua.legal.localrules import line_of, local_rules
from thidua.legal.messages import codes_of
from thidua.legal.packs import overlay as read
from thidua.legal.quotas import Cap, quota_for
from thidua.legal.regulations import Per, Quota, Rounding, Share
from thidua.legal.terms import Stage
from thidua.legal.thresholds import Threshold, quorum_for, threshold_for

from .samples import DAY, OVERLAY, worker

SETTLES = """
powers = ["LDTT", "CSTDCS"]
thresholds = { LDTT = { part = 70, whole = 100 } }
quorum = { part = 3, whole = 4 }
quotas = { CSTDCS = { share = { part = 15, whole = 100 }, per = "advanced" } }
ended_on = 2026-06-01
"""
PLACE = 'managing_body = "province"\n'
FULL = OVERLAY.replace(PLACE, PLACE + SETTLES)
OWN = (
    OVERLAY.replace(PLACE, PLACE + 'scope = "unit"\npowers = ["LDTT"]\n')
    .replace("15/2025/QĐ-UBND", "04/QC-BV")
    .replace('level = "excellent"', 'level = "good"')
)


def test_what_a_document_settles_is_a_regulation() -> None:
    made = read(FULL, "p.toml").regulation
    assert made is not None
    assert made.settles() == Regulation(
        number="15/2025/QĐ-UBND",
        on=date(2025, 2, 10),
        issuer="UBND tỉnh Thanh Bình",
        powers=("LDTT", "CSTDCS"),
        thresholds={"LDTT": Share(70, 100)},
        quorum=Share(3, 4),
        quotas={"CSTDCS": Quota(share=Share(15, 100), per=Per.ADVANCED, rounding=Rounding.DOWN)},
        ended_on=date(2026, 6, 1),
    )


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        (
            OVERLAY[OVERLAY.index("[regulation]") : OVERLAY.index("[[version]]")],
            "",
            "regulation",
            "thiếu bảng nêu số, ngày và cơ quan ban hành",
        ),
        ('"15/2025/QĐ-UBND"', '" "', "regulation.number", "phải có số văn bản"),
        ('code = "LDTT"', 'code = "X"', "code", "chưa có bộ quy tắc cho «X»"),
        ('"title"', '"commendation"', "kind", "loại và hệ phải như trong bộ quy tắc"),
        ('issuer = "state"', 'issuer = "army"', "kind", "loại và hệ phải như trong bộ quy tắc"),
        (
            'for_whom = ["individual"]',
            'for_whom = ["individual", "collective"]',
            "for_whom",
            "đối tượng phải có trong bộ quy tắc",
        ),
    ],
)
def test_a_document_that_fits_no_pack_is_refused(
    old: str, new: str, where: str, problem: str
) -> None:
    text = OVERLAY.replace(
        'law = { source = "this", article = "6" }', 'law = { source = "law-2022" }'
    )
    for article in ("6(1)", "6(2)", "6(3)"):
        text = text.replace(
            f'{{ source = "this", article = "{article}" }}', '{ source = "law-2022" }'
        )
    text = text.replace('{ source = "this" }', '{ source = "law-2022" }')
    assert old in text
    with pytest.raises(PackError) as caught:
        read(text.replace(old, new, 1), "p.toml")
    error = caught.value
    assert (f"{error.table}.{error.field}".strip("."), error.problem) == (where, problem)
    assert error.file == "p.toml"


def provincial(**changes: object) -> Evidence:
    facts: dict[str, object] = {
        "managing_body": "province",
        "papers": ["proposal", "report", "minutes"],
        "disclosure": {"working_days": 5, "open_comments": 0},
        "ballot": {"members": 10, "agree": 7, "took_part": 8},
    }
    return worker(**{**facts, **changes})


def verdicts(*overlays: Pack, on: date = DAY, **changes: object) -> dict[str, Verdict]:
    found = assess("LDTT", provincial(**changes), on=on, overlays=overlays, stage=Stage.SIGN)
    return {item.criterion: item.verdict for item in found.findings}


def test_the_steps_ask_the_document_for_powers_votes_and_quorum() -> None:
    bare = verdicts()
    assert (bare["power"], bare["votes"], bare["overlay"]) == ("fail", "pass", "unknown")
    laid = verdicts(read(FULL, "p"))
    assert (laid["power"], laid["votes"], laid["quorum"]) == ("pass", "pass", "pass")
    assert "overlay" not in laid
    short = verdicts(read(FULL, "p"), ballot={"members": 10, "agree": 6, "took_part": 7})
    assert (short["votes"], short["quorum"]) == ("fail", "fail")
    result = assess("LDTT", provincial(), on=DAY, overlays=[read(FULL, "p")], stage=Stage.SIGN)
    cited = {item.criterion: item.citation for item in result.findings}
    assert cited["votes"] == "15/2025/QĐ-UBND ngày 10/02/2025 của UBND tỉnh Thanh Bình"


def test_the_regulation_named_with_the_facts_goes_first() -> None:
    own = {
        "number": "9/QC",
        "on": "2025-01-01",
        "thresholds": {"LDTT": {"part": 80, "whole": 100}},
    }
    assert verdicts(read(FULL, "p"), regulation=own)["votes"] == "fail"
    assert verdicts(read(FULL, "p"), regulation=own)["power"] == "pass"


def test_a_document_that_ended_is_left_aside() -> None:
    after = verdicts(read(FULL, "p"), on=date(2026, 6, 1))
    assert (after["overlay"], after["power"]) == ("unknown", "fail")
    assert "overlay" not in verdicts(read(FULL, "p"), on=date(2026, 5, 31))


def test_a_units_own_document_does_not_stand_for_its_provinces() -> None:
    own, above = read(OWN, "o"), read(FULL, "p")
    alone = verdicts(own)
    assert (alone["overlay"], alone["power"], alone["rating"]) == ("unknown", "fail", "pass")
    for order in ((own, above), (above, own)):
        both = verdicts(*order)
        assert "overlay" not in both
        assert (both["rating"], both["power"]) == ("pass", "pass")
    assert verdicts(above)["rating"] == "fail"


def test_powers_votes_and_quotas_take_the_first_regulation_that_says() -> None:
    made = read(FULL, "p").regulation
    assert made is not None
    none = Regulation(number="1/QC", on=date(2025, 1, 1))
    rules = (None, none, made.settles())
    assert power_to_decide("CSTDCS", "province", DAY, *rules).granted
    threshold, quorum = threshold_for("LDTT", DAY, *rules), quorum_for(DAY, *rules)
    assert isinstance(threshold, Threshold)
    assert isinstance(quorum, Threshold)
    assert (threshold.share, quorum.share) == (Share(70, 100), Share(3, 4))
    cap = quota_for("CSTDCS", DAY, *rules)
    assert isinstance(cap, Cap)
    assert (cap.by_regulation, cap.verified, cap.standing) == (True, False, True)
    assert cap.places(47) == 7


def test_without_its_provinces_document_a_power_is_a_frame() -> None:
    refused = power_to_decide("CSTDCS", "province", DAY)
    assert isinstance(refused, Refusal)
    assert str(refused.reason).endswith(
        "chưa nhập quy định của tỉnh, thành phố nên quy định chung chỉ là khung."
    )
    other = Regulation(number="1/QC", on=date(2025, 1, 1), powers=("GK",))
    named = power_to_decide("CSTDCS", "province", DAY, other)
    assert isinstance(named, Refusal)
    assert str(named.reason).endswith("quyết định Chiến sĩ thi đua cơ sở.")


OWN_RULES = """
code = "GK_CDCS"
issuer = "union"
kind = "commendation"
for_whom = ["individual"]
[name]
vi = "Giấy khen của công đoàn cơ sở"
[regulation]
number = "03/QC-CĐCS"
on = 2025-01-15
author = "Văn phòng Công đoàn"
issuer = "Ban Chấp hành công đoàn cơ sở"
managing_body = "ministry"
powers = ["GK_CDCS"]
[[version]]
in_force = 2025-02-01
wording = "Quy chế của công đoàn cơ sở"
law = { source = "this" }
status = "verified"
drop = ["regulation"]
[[version.criterion]]
id = "rating"
check = "rating_at_least"
with = { level = "good" }
basis = [{ source = "this", article = "7" }]
status = "verified"
stage = "submit"
"""


def test_the_givers_own_rules_end_the_waiting() -> None:
    waiting = assess("GK_CDCS", worker(), on=DAY)
    assert waiting.verdict is Verdict.UNKNOWN
    assert [one.criterion for one in waiting.needs_reason] == ["wording", "regulation"]
    laid = assess("GK_CDCS", worker(), on=DAY, overlays=[read(OWN_RULES, "c")], stage=Stage.SIGN)
    assert {item.criterion: item.verdict for item in laid.findings} == {
        "hold": "pass",
        "rating": "pass",
        "power": "pass",
    }
    assert laid.verdict is Verdict.PASS


def test_one_awards_overlay_is_read_as_a_regulation_over_one_award() -> None:
    found = local_rules(FULL, "p.toml")
    assert [pack.code for pack in found.packs] == ["LDTT"]
    assert found.regulation().powers == ("LDTT", "CSTDCS")
    assert local_rules(OWN, "p.toml").regulation().powers == ()
    with pytest.raises(PackError, match="phải có số văn bản"):
        local_rules('[regulation]\nnumber = " "\non = 2025-01-10\nauthor = ""\nissuer = ""\n'
                    'managing_body = "province"\n', "p.toml")  # fmt: skip
    with pytest.raises(PackError) as refused:
        local_rules(OVERLAY.replace('code = "LDTT"', 'code = "X"'), "p.toml")
    assert (refused.value.field, line_of(OVERLAY, refused.value)) == ("code", 2)
    assert line_of(OVERLAY, PackError("p.toml", "", "rỗng")) is None
    assert line_of("", PackError("p.toml", "regulation.number", "thiếu")) is None


def test_codes_of_words_are_told_in_their_order() -> None:
    assert codes_of("status") == ("verified", "unverified")
