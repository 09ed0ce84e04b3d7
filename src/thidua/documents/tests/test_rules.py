"""Authority lines, by the words of decree 30/2020."""

import pytest

from thidua.documents.rules import Authority, authority

BODY = "Ban Chấp hành"


@pytest.mark.parametrize(
    ("title", "given", "lines", "position"),
    [
        ("Giám đốc", {}, (), "Giám đốc"),
        ("", {}, (), "Giám đốc"),
        ("Phó Giám đốc", {}, ("KT. Giám đốc",), "Phó Giám đốc"),
        ("Phó  Giám đốc phụ trách", {}, ("KT. Giám đốc",), "Phó Giám đốc phụ trách"),
        ("Quyền Giám đốc", {}, (), "Q. Giám đốc"),
        ("Q. giám đốc", {}, (), "Q. Giám đốc"),
        ("Trưởng phòng", {"is_below": True}, ("TL. Giám đốc",), "Trưởng phòng"),
        (
            "Trưởng phòng", {"is_below": True, "is_mandated": True, "body": BODY},
            ("TUQ. Giám đốc",), "Trưởng phòng",
        ),
        ("Chủ tịch", {"body": BODY}, ("TM. Ban Chấp hành",), "Chủ tịch"),
        (
            "Phó Chủ tịch", {"body": BODY, "head": "Chủ tịch"},
            ("TM. Ban Chấp hành", "KT. Chủ tịch"), "Phó Chủ tịch",
        ),
        (
            "Phó Chủ tịch", {"body": BODY, "deputies_speak_for_body": True},
            ("TM. Ban Chấp hành",), "Phó Chủ tịch",
        ),
        ("Quyền Chủ tịch", {"body": BODY}, ("TM. Ban Chấp hành",), "Q. Chủ tịch"),
    ],
)  # fmt: skip
def test_how_an_office_signs(
    title: str, given: dict[str, object], lines: tuple[str, ...], position: str
) -> None:
    found = authority(title=title, **{"head": "Giám đốc", **given})  # type: ignore[arg-type]
    assert found == Authority(lines, position)
    assert found.text == "\n".join(lines)
