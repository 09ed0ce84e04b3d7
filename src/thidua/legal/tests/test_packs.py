"""Reading packs: what is wrong is named by file, table and field."""

from dataclasses import replace
from datetime import date

import pytest

from thidua.legal import (
    Evidence,
    ManagingBody,
    PackError,
    Subject,
    Verdict,
    parse,
    registered_for,
)
from thidua.legal.packs import Example, Expectation, Wording, expectations, packs
from thidua.legal.sources import Basis

from .samples import OVERLAY

PACK = """
code = "X"
issuer = "state"
kind = "title"
for_whom = ["individual"]
[name]
vi = "X"
[[version]]
in_force = 2024-01-01
wording = "2022"
law = { source = "law-2022", article = "24" }
status = "verified"
[[version.criterion]]
id = "a"
check = "registered"
basis = [{ source = "law-2022", article = "5" }]
status = "verified"
stage = "register"
[[version.any_of]]
id = "g"
stage = "submit"
[[version.any_of.criterion]]
id = "b"
check = "united"
basis = [{ source = "law-2022", article = "28" }]
status = "verified"
stage = "submit"
[[version.any_of.criterion]]
id = "c"
check = "law_abiding"
basis = [{ source = "law-2022", article = "28" }]
status = "verified"
stage = "submit"
"""
LATER = """
[[version]]
in_force = 2025-01-01
wording = "2022"
law = { source = "law-2022", article = "24" }
status = "verified"
same_as = 2024-01-01
drop = ["g"]
[[version.criterion]]
id = "a"
check = "law_abiding"
basis = [{ source = "law-2022", article = "5" }]
status = "verified"
stage = "submit"
"""

BESIDE = """
[version.beside]
wording = "Dự thảo"
law = { source = "draft-2026" }
same_as = 2024-01-01
[[version.beside.criterion]]
id = "a"
check = "united"
basis = [{ source = "draft-2026" }]
status = "unverified"
stage = "submit"
"""
EXAMPLES = """
[[example]]
name = "đủ"
on = 2025-01-01
evidence = { subject = "individual", year = 2025, registered = true }
expect = { verdict = "pass", findings = { a = "pass", b = "pass" } }
[[example]]
name = "không rõ"
on = 2025-01-02
like = "đủ"
evidence = { united = false }
expect = { findings = { b = "fail" } }
[[example]]
name = "trượt"
on = 2025-01-03
like = "không rõ"
evidence = { year = 2024 }
expect = { verdict = "fail" }
[[example]]
name = "như trên"
on = 2025-01-04
like = "trượt"
"""


def broken(old: str, new: str, text: str = PACK) -> PackError:
    assert old in text
    with pytest.raises(PackError) as caught:
        parse(text.replace(old, new), "x.toml")
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "table", "field", "problem"),
    [
        ('issuer = "state"', "", "", "issuer", "thiếu trường bắt buộc"),
        (
            'issuer = "state"',
            'issuer = "city"',
            "",
            "issuer",
            "«city» không thuộc: state, union, health, army, youth",
        ),
        ('issuer = "state"', "issuer = 3", "", "issuer", "phải là Issuer, không phải int"),
        (
            'code = "X"',
            'code = "X"\nquota = 3',
            "",
            "quota",
            "trường này không có trong lược đồ",
        ),
        ('vi = "X"', "vi = true", "name", "vi", "phải là str, không phải bool"),
        (
            'for_whom = ["individual"]',
            'for_whom = "individual"',
            "",
            "for_whom",
            "phải là một danh sách",
        ),
        (
            "in_force = 2024-01-01",
            "in_force = 2024",
            "version[1]",
            "in_force",
            "phải là date, không phải int",
        ),
        (
            "in_force = 2024-01-01",
            'in_force = "1/1"',
            "version[1]",
            "in_force",
            "không phải một ngày: 1/1",
        ),
        (
            'law = { source = "law-2022", article = "24" }',
            'law = "x"',
            "version[1]",
            "law",
            "phải là một bảng",
        ),
        (
            'law = { source = "law-2022", article = "24" }',
            'law = { source = "law-1999" }',
            "version[1].law",
            "source",
            "không có văn bản «law-1999»",
        ),
        (
            'check = "registered"',
            'check = "charming"',
            "version[1].criterion[1]",
            "check",
            "không có phép kiểm «charming»",
        ),
        (
            'check = "registered"',
            'check = "rating_at_least"',
            "version[1].criterion[1].with",
            "level",
            "thiếu trường bắt buộc",
        ),
        (
            'check = "registered"',
            'check = "registered"\nwith = 3',
            "version[1].criterion[1]",
            "with",
            "phải là một bảng",
        ),
        (
            'basis = [{ source = "law-2022", article = "5" }]',
            "basis = []",
            "version[1].criterion[1]",
            "basis",
            "cần ít nhất một căn cứ",
        ),
        (
            'basis = [{ source = "law-2022", article = "5" }]',
            'basis = [{ source = "this" }]',
            "version[1].criterion[1].basis",
            "source",
            "không có văn bản «this»",
        ),
        (
            'id = "b"',
            'id = "a"',
            "version[1].any_of[1].criterion[1]",
            "id",
            "«a» đã dùng trong phiên bản",
        ),
        ('id = "g"', 'id = "a"', "version[1].any_of[1]", "id", "«a» đã dùng trong phiên bản"),
        (
            'id = "b"',
            'id = "g"',
            "version[1].any_of[1].criterion[1]",
            "id",
            "«g» đã dùng trong phiên bản",
        ),
        (
            'stage = "submit"\n[[version.any_of.criterion]]\nid = "c"',
            'stage = "sign"\n[[version.any_of.criterion]]\nid = "c"',
            "version[1].any_of[1].criterion[1]",
            "stage",
            "phải cùng bước với nhóm",
        ),
        (
            PACK[PACK.index('[[version.any_of.criterion]]\nid = "c"') :],
            "",
            "version[1].any_of[1]",
            "criterion",
            "nhóm cần ít nhất hai tiêu chuẩn",
        ),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, table: str, field: str, problem: str) -> None:
    error = broken(old, new)
    assert (error.file, error.table, error.field, error.problem) == (
        "x.toml",
        table,
        field,
        problem,
    )
    assert str(error) == f"x.toml: bảng [{table or '-'}], trường «{field or '-'}»: {problem}"


def test_a_pack_needs_a_version() -> None:
    head = PACK[: PACK.index("[[version]]")]
    error = broken('code = "X"', 'code = "X"\nversion = []', head)
    assert (error.field, error.problem) == ("version", "cần ít nhất một phiên bản")


def test_versions_start_one_after_the_other() -> None:
    error = broken("in_force = 2025-01-01", "in_force = 2024-01-01", PACK + LATER)
    assert (error.table, error.field) == ("version[2]", "in_force")
    assert error.problem == "phiên bản phải xếp theo ngày tăng dần"
    error = broken("same_as = 2024-01-01", "same_as = 2023-01-01", PACK + LATER)
    assert str(error) == (
        "x.toml: bảng [version[2]], trường «same_as»: không có phiên bản trước bắt đầu từ ngày này"
    )


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        (
            "same_as = 2024-01-01",
            "same_as = 2025-01-02",
            "version[2].beside.same_as",
            "không có phiên bản trước bắt đầu từ ngày này",
        ),
        (
            'law = { source = "draft-2026" }',
            'law = { source = "this" }',
            "version[2].beside.law.source",
            "không có văn bản «this»",
        ),
    ],
)
def test_a_wording_beside_is_read_as_strictly(old: str, new: str, where: str, problem: str) -> None:
    assert old in BESIDE
    with pytest.raises(PackError) as caught:
        parse(PACK + LATER + BESIDE.replace(old, new), "x.toml")
    assert (f"{caught.value.table}.{caught.value.field}", caught.value.problem) == (where, problem)


def test_a_wording_beside_takes_over_from_an_earlier_version_or_from_its_own() -> None:
    first, alone = parse(PACK + LATER, "x.toml").versions
    assert alone == replace(
        first,
        in_force=date(2025, 1, 1),
        same_as=date(2024, 1, 1),
        drop=("g",),
        criteria=alone.criteria,
        groups=(),
    )
    _first, version = parse(PACK + LATER + BESIDE, "x.toml").versions
    draft = version.beside
    assert draft is not None
    assert draft == Wording(
        wording="Dự thảo",
        law=Basis("draft-2026"),
        same_as=date(2024, 1, 1),
        criteria=draft.criteria,
        groups=first.groups,
    )
    assert [(rule.id, rule.check) for rule in draft.criteria] == [("a", "united")]
    assert replace(version, beside=None) == alone
    own = BESIDE.replace("2024-01-01", "2025-01-01").replace('id = "a"', 'id = "d"')
    _first, version = parse(PACK + LATER + own, "x.toml").versions
    assert version.beside is not None
    assert [rule.id for rule in version.beside.rules] == ["a", "d"]


def test_a_version_that_gives_nothing_of_its_own_keeps_everything() -> None:
    bare = LATER[: LATER.index("drop")]
    first, second = parse(PACK + bare, "x.toml").versions
    assert (second.criteria, second.groups) == (first.criteria, first.groups)
    other = LATER.replace('id = "a"', 'id = "d"').replace('drop = ["g"]\n', "")
    _first, third = parse(PACK + other, "x.toml").versions
    assert [rule.id for rule in third.criteria] == ["a", "d"]
    assert third.groups == first.groups


def test_an_example_fills_in_the_tables_of_an_earlier_one() -> None:
    found = list(expectations(parse(PACK + EXAMPLES, "x.toml")))
    facts = [
        {"subject": "individual", "year": 2025, "registered": True},
        {"subject": "individual", "year": 2025, "registered": True, "united": False},
        {"subject": "individual", "year": 2024, "registered": True, "united": False},
        {"subject": "individual", "year": 2024, "registered": True, "united": False},
    ]
    verdicts = [("pass", "pass"), ("pass", "fail"), ("fail", "fail"), ("fail", "fail")]
    names = ["", "đủ", "không rõ", "trượt", "như trên"]
    assert found == [
        (
            Example(
                name=names[n],
                on=date(2025, 1, n),
                like=names[n - 1],
                evidence=fact,
                expect={"verdict": verdict, "findings": {"a": "pass", "b": b}},
            ),
            Evidence.from_dict(fact),
            Expectation(verdict=Verdict(verdict), findings={"a": Verdict.PASS, "b": Verdict(b)}),
        )
        for n, (fact, (verdict, b)) in enumerate(zip(facts, verdicts, strict=True), 1)
    ]


def test_text_that_is_not_toml() -> None:
    with pytest.raises(PackError) as caught:
        parse("code = ", "x.toml")
    assert str(caught.value).startswith("x.toml: bảng [-], trường «-»: không đọc được TOML")


def test_a_version_takes_over_replaces_and_drops() -> None:
    pack = parse(PACK + LATER, "x.toml")
    first, second = pack.versions
    assert [rule.id for rule in first.rules] == ["a", "g"]
    assert [(rule.id, rule.stage) for rule in second.rules] == [("a", "submit")]
    assert second.criteria[0].check == "law_abiding"
    assert pack.version_at(date(2024, 12, 31)) == first
    assert pack.version_at(date(2025, 1, 1)) == second
    assert pack.version_at(date(2023, 12, 31)) is None


def test_the_digest_is_of_the_text() -> None:
    one, two = parse(PACK, "x"), parse(PACK + "# note\n", "x")
    assert one.versions == two.versions
    assert one.digest != two.digest


def test_an_overlay_is_read_by_the_same_parser() -> None:
    made = parse(OVERLAY, "overlay").regulation
    assert made is not None
    assert (made.number, made.on, made.managing_body) == (
        "15/2025/QĐ-UBND",
        date(2025, 2, 10),
        "province",
    )


@pytest.mark.parametrize(
    ("example", "where", "problem"),
    [
        (
            'like = "nothing"',
            "example[1].like",
            "không có ví dụ trước tên «nothing»",
        ),
        (
            'evidence = { subject = "individual", year = "x" }',
            "example[1].evidence.year",
            "phải là int, không phải str",
        ),
        (
            'evidence = { subject = "individual", year = 2025, ratings = { x = {} } }',
            "example[1].evidence.ratings.x",
            "khóa phải là một năm",
        ),
        (
            'evidence = { subject = "individual", year = 2025, ratings = 3 }',
            "example[1].evidence.ratings",
            "phải là một bảng",
        ),
        (
            'evidence = { subject = "individual", year = 2025 }',
            "example[1].expect.verdict",
            "thiếu trường bắt buộc",
        ),
    ],
)
def test_a_broken_example_is_named(example: str, where: str, problem: str) -> None:
    pack = parse(f'{PACK}\n[[example]]\nname = "n"\non = 2025-01-01\n{example}\n', "x")
    with pytest.raises(PackError) as caught:
        list(expectations(pack))
    assert f"{caught.value.table}.{caught.value.field}" == where
    assert str(caught.value).startswith(f"X: bảng [{caught.value.table}], trường")
    assert caught.value.problem == problem


def test_people_sign_up_for_what_asks_it() -> None:
    person, unit = registered_for("individual"), registered_for(Subject.COLLECTIVE)
    assert [pack.code for pack in person] == ["CSTDBT", "CSTDCS", "CSTDTQ", "GK", "LDTT", "DVCD"]
    assert [pack.code for pack in unit] == ["CO_BT", "CO_CP", "GK", "TTLDTT", "TTLDXS"]
    army = [pack.code for pack in registered_for("collective", ManagingBody.ARMY)]
    assert army == ["CO_BT", "CO_CP", "GK", "TTLDTT", "TTLDXS", "DVQT", "DVTT"]
    for pack in packs().values():
        asks = any(
            item.check == "registered" for version in pack.versions for item in version.criteria
        )
        assert pack.registers or not asks


def test_versions_never_overlap_and_stay_open() -> None:
    for pack in packs().values():
        starts = [version.in_force for version in pack.versions]
        assert starts == sorted(set(starts))
        assert pack.version_at(date(2099, 1, 1)) == pack.versions[-1]
