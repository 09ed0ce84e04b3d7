"""Tables in and out: the round trip is identity, errors name their cells, bombs stay shut."""

import io
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core import archives
from thidua.core.sheet import MAX_BYTES
from thidua.documents.sheets import (
    CellError,
    Field,
    TableRefused,
    read_pasted,
    read_xlsx,
    write_xlsx,
)
from thidua.documents.tests import samples
from thidua.documents.wording import clean

LEVELS = ("Hoàn thành tốt", "Hoàn thành xuất sắc", "Không hoàn thành")
COLUMNS = (
    Field(key="name", title="Họ và tên", required=True, width=28),
    Field(key="points", title="Điểm", kind="integer"),
    Field(key="share", title="Tỷ lệ (%)", kind="decimal"),
    Field(key="day", title="Ngày vào", kind="day", hint="Ngày ký hợp đồng"),
    Field(key="level", title="Xếp loại", kind="choice", choices=LEVELS),
    Field(key="union", title="Đoàn viên", kind="flag"),
)
ROW = {
    "name": "Lê Ngọc Ánh",
    "points": 0,
    "share": Decimal("12.5"),
    "day": date(2026, 11, 22),
    "level": LEVELS[1],
    "union": False,
}
EMPTY = dict.fromkeys(ROW)

texts = st.text(max_size=40).map(clean).filter(bool)
rows = st.fixed_dictionaries(
    {
        "name": texts,
        "points": st.none() | st.integers(-(10**14), 10**14),
        "share": st.none()
        | st.decimals(-(10**6), 10**6, places=4).map(lambda d: d.normalize() + 0).filter(bool),
        "day": st.none() | st.dates(date(1900, 3, 1), date(2199, 12, 31)),
        "level": st.none() | st.sampled_from(LEVELS),
        "union": st.none() | st.booleans(),
    }
)


def refusal(read: Any, *given: Any, **options: Any) -> str:
    with pytest.raises(TableRefused) as refused:
        read(*given, **options)
    return str(refused.value)


def book(*lines: list[Any]) -> bytes:
    """A worksheet as another program writes it."""
    made = openpyxl.Workbook()
    for line in lines:
        made.active.append(line)  # type: ignore[union-attr]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@settings(max_examples=60)
@given(st.lists(rows, max_size=6))
def test_round_trip_is_identity(wanted: list[dict[str, Any]]) -> None:
    read = read_xlsx(write_xlsx(COLUMNS, wanted, title="Danh sách"), COLUMNS)

    assert [dict(row.values) for row in read.rows] == wanted
    assert (read.errors, read.unknown) == ((), ())


@settings(max_examples=60)
@given(st.lists(rows, min_size=1, max_size=4))
def test_pasted_rows_read_like_a_worksheet(wanted: list[dict[str, Any]]) -> None:
    def cell(value: Any) -> str:
        if isinstance(value, Decimal):
            return f"{value:f}".replace(".", ",")
        if isinstance(value, bool):
            return "Có" if value else "Không"
        text = f"{value:%d/%m/}{value.year:04d}" if isinstance(value, date) else str(value)
        text = "" if value is None else text
        return '"' + text.replace('"', '""') + '"' if set(text) & set('\t\n"') else text

    lines = ["\t".join(column.title for column in COLUMNS)]
    lines += ["\t".join(cell(row[column.key]) for column in COLUMNS) for row in wanted]

    for pasted in (lines, lines[1:]):
        read = read_pasted("\n".join(pasted), COLUMNS)
        assert [dict(row.values) for row in read.rows] == wanted


def test_nought_is_not_nothing_and_addresses_are_those_of_the_sheet() -> None:
    read = read_xlsx(write_xlsx(COLUMNS, [ROW, {"name": "Trần Văn Đạt"}], title="Sổ"), COLUMNS)

    assert [dict(row.values) for row in read.rows] == [ROW, EMPTY | {"name": "Trần Văn Đạt"}]
    assert [row.number for row in read.rows] == [4, 5]
    assert dict(read.rows[0].addresses) == {
        "name": "A4", "points": "B4", "share": "C4", "day": "D4", "level": "E4", "union": "F4",
    }  # fmt: skip
    assert read.rows[0]["points"] == 0
    assert str(read.rows[1].wrong(COLUMNS[0], "chưa có trong danh sách")) == (
        "Ô A5 (Họ và tên): chưa có trong danh sách"
    )


def test_every_wrong_cell_is_named_and_good_rows_still_read() -> None:
    content = book(
        ["Danh sách của khoa"],
        [],
        ["ĐIỂM", "họ và tên", "Ghi chú", "Tỷ lệ (%)", "Ngày vào", "Xếp loại", "Đoàn viên"],
        [10, "Lê Ngọc Ánh", "x", 1.5, date(2026, 1, 2), "hoan thanh tot", "x"],
        [1.5, None, None, "12.5", "31/02/2026", "Giỏi", "có lẽ"],
        [10**15, "A", None, "1.234,5", "22-11-2026", None, False],
        [None, None, "chỉ ghi chú", None, None, None, None],
        [1, "C", None, 1, True, None, None],
        [True, "B", None, "abc", datetime.combine(date(2026, 1, 2), time(8)), None, 1],
    )
    read = read_xlsx(content, COLUMNS)

    assert [dict(row.values) for row in read.rows] == [
        {"name": "Lê Ngọc Ánh", "points": 10, "share": Decimal("1.5"), "day": date(2026, 1, 2),
         "level": LEVELS[0], "union": True},
    ]  # fmt: skip
    assert read.unknown == ("Ghi chú",)
    assert [str(error) for error in read.errors] == [
        "Ô B5 (Họ và tên): còn để trống",
        "Ô A5 (Điểm): cần một số nguyên, ví dụ 1.250",
        "Ô D5 (Tỷ lệ (%)): cần một số, ví dụ 12,5",
        "Ô E5 (Ngày vào): ngày này không có trong lịch",
        "Ô F5 (Xếp loại): hãy chọn một trong: " + "; ".join(LEVELS),
        "Ô G5 (Đoàn viên): hãy ghi «Có» hoặc «Không»",
        "Ô A6 (Điểm): số quá lớn",
        "Ô E8 (Ngày vào): cần một ngày, ví dụ 22/11/2026",
        "Ô A9 (Điểm): cần một số, ví dụ 1.250",
        "Ô D9 (Tỷ lệ (%)): cần một số, ví dụ 12,5",
        "Ô E9 (Ngày vào): cần một ngày, ví dụ 22/11/2026",
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (912345678, "912345678"),
        (1.5, "1,5"),
        (True, "Có"),
        (False, "Không"),
        (date(2026, 11, 22), "22/11/2026"),
        (datetime.combine(date(2026, 11, 22), time(7, 5)), "22/11/2026 07:05"),
    ],
)
def test_other_cells_in_a_column_of_text(cell: Any, text: str) -> None:
    assert read_xlsx(book(["Họ và tên"], [cell]), COLUMNS[:1]).rows[0]["name"] == text


@pytest.mark.parametrize(
    ("pasted", "share"),
    [("1.234,5", "1234.5"), ("-0,25", "-0.25"), ("1.234", "1234"), ("100", "100"), ("0", "0")],
)
def test_numbers_are_read_as_vietnamese_writes_them(pasted: str, share: str) -> None:
    assert read_pasted(pasted, COLUMNS[2:3]).rows[0]["share"] == Decimal(share)


@pytest.mark.parametrize("pasted", ["12.5", "1.23.456", "1,2,3", "1e5", "٣", "+5", "1 000"])
def test_other_ways_of_writing_numbers_are_asked_back(pasted: str) -> None:
    read = read_pasted(pasted, COLUMNS[2:3])
    assert read.errors == (CellError("A1", "Tỷ lệ (%)", "cần một số, ví dụ 12,5"),)


def test_iso_days_are_understood() -> None:
    assert read_pasted("2026-11-22", COLUMNS[3:4]).rows[0]["day"] == date(2026, 11, 22)


def test_what_headings_are_missing_doubled_or_absent() -> None:
    assert refusal(read_xlsx, book(["a", "b"], [1, 2]), COLUMNS) == (
        "Không thấy dòng tiêu đề. Bảng cần có các cột: "
        "Họ và tên, Điểm, Tỷ lệ (%), Ngày vào, Xếp loại, Đoàn viên."
    )
    assert refusal(read_xlsx, book(["Điểm", "Ngày vào", "Xếp loại"], [1]), COLUMNS) == (
        "Thiếu cột bắt buộc: Họ và tên."
    )
    assert refusal(read_xlsx, book(["Họ và tên", "Điểm", "điểm", "Ngày vào"]), COLUMNS) == (
        "Có hai cột cùng tên «điểm»: hãy bỏ bớt một cột."
    )


def test_limits_of_rows_and_of_what_is_pasted() -> None:
    three = "\n".join(["a", "b", "c"])
    assert refusal(read_pasted, three, COLUMNS[:1], max_rows=2) == (
        "Bảng có hơn 2 dòng: hãy chia thành nhiều tệp."
    )
    assert refusal(read_pasted, "a\tb", COLUMNS[:1]) == (
        "Nội dung dán có 2 cột nhưng bảng chỉ có 1 cột: hãy dán kèm dòng tiêu đề."
    )
    assert refusal(read_pasted, "\t" * 200, COLUMNS[:1]) == "Nội dung dán có quá nhiều cột."
    assert refusal(read_pasted, "x" * (MAX_BYTES + 1), COLUMNS) == (
        "Nội dung dán quá lớn: hãy dùng tệp Excel."
    )
    assert refusal(read_pasted, "x" * 200_000, COLUMNS) == (
        "Không đọc được nội dung dán: hãy sao chép lại từ bảng tính."
    )
    assert read_pasted("", COLUMNS).rows == ()


def sheet(inside: str, shared: str = "<sst/>") -> bytes:
    """A worksheet made by hand, as an attacker would."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    members = archives.unpack(book(["Họ và tên"]))
    members["xl/worksheets/sheet1.xml"] = (
        f"<worksheet {space}><sheetData>{inside}</sheetData></worksheet>".encode()
    )
    members["xl/sharedStrings.xml"] = shared.replace("<sst", f"<sst {space}", 1).encode()
    return samples.package(members)


TOO_WIDE = (
    "Trang tính quá rộng hoặc quá dài (tối đa 100000 dòng, 200 cột, 2000000 ô): "
    "hãy xóa các dòng, cột thừa."
)
DAMAGED = "Tệp Excel hỏng: hãy mở bằng Excel và lưu lại."


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ('<row r="1"><c r="XFD1048576"><v>1</v></c></row>', TOO_WIDE),
        ('<row r="9999999"/>', TOO_WIDE),
        ('<row><c r="A9999999"/></row>', TOO_WIDE),
        ('<row r="100000"><c r="GR1"/></row>', TOO_WIDE),
        ("<row>" + "<c/>" * 201 + "</row>", TOO_WIDE),
        ('<row r="99999999999"/>', DAMAGED),
        ('<row r="1"><c r="&#65;AAA1"/></row>', DAMAGED),
    ],
)
def test_a_far_away_cell_never_reserves_memory(cells: str, reason: str) -> None:
    assert refusal(read_xlsx, sheet(cells), COLUMNS) == reason


@pytest.mark.parametrize("part", ["xl/cells.xml", "xl/worksheets/more/sheet1.xml"])
def test_cells_in_a_part_that_was_not_looked_through_are_not_read(part: str) -> None:
    members = archives.unpack(sheet('<row r="1"><c r="XFD1048576"><v>1</v></c></row>'))
    members[part] = members.pop("xl/worksheets/sheet1.xml")
    links = "xl/_rels/workbook.xml.rels"
    members[links] = members[links].replace(b"xl/worksheets/sheet1.xml", part.encode())

    assert refusal(read_xlsx, samples.package(members), COLUMNS) == (
        "Không đọc được trang tính: hãy mở bằng Excel và lưu lại (.xlsx)."
    )


def test_a_sheet_of_another_format_is_not_read() -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": (
            f'<o:document-content xmlns:o="{space}office:1.0" xmlns:t="{space}table:1.0"><o:body>'
            '<o:spreadsheet><t:table t:name="A"><t:table-row t:number-rows-repeated="1048576">'
            '<t:table-cell t:number-columns-repeated="16384" o:value-type="float" o:value="1"/>'
            "</t:table-row></t:table></o:spreadsheet></o:body></o:document-content>"
        ).encode(),
        "META-INF/manifest.xml": b"<manifest/>",
    }

    assert refusal(read_xlsx, samples.package(members), COLUMNS) == (
        "Không đọc được trang tính: hãy mở bằng Excel và lưu lại (.xlsx)."
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_letters_of_another_encoding_are_refused(encoding: str) -> None:
    members = archives.unpack(sheet(""))
    members["xl/worksheets/sheet1.xml"] = "<worksheet/>".encode(encoding)

    assert refusal(read_xlsx, samples.package(members), COLUMNS) == DAMAGED


def test_one_long_text_shared_by_many_cells_never_unfolds() -> None:
    row = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    content = sheet(row * 200, f"<sst><si><t>{'x' * 30_000}</t></si></sst>")

    assert refusal(read_xlsx, content, COLUMNS) == "Trang tính có những ô quá dài: hãy rút gọn."


def test_bombs_and_strange_packages_are_refused() -> None:
    members = archives.unpack(book(["Họ và tên"]))
    bomb = samples.package(members | {"xl/media/a.bin": bytes(archives.MAX_UNPACKED)})
    assert refusal(read_xlsx, bomb, COLUMNS) == (
        "Tệp giải nén ra quá lớn: hãy xóa ảnh, trang tính thừa rồi lưu lại."
    )
    many = samples.package({f"a{n}": b"" for n in range(archives.MAX_MEMBERS + 1)})
    assert refusal(read_xlsx, many, COLUMNS) == (
        "Tệp giải nén ra quá lớn: hãy xóa ảnh, trang tính thừa rồi lưu lại."
    )
    no_excel = "Đây không phải tệp Excel (.xlsx) lành: hãy mở bằng Excel và lưu lại."
    assert refusal(read_xlsx, b"a,b,c", COLUMNS) == no_excel
    assert refusal(read_xlsx, b"0" * (MAX_BYTES + 1), COLUMNS) == (
        "Tệp quá lớn (trên 10 MB): hãy chia thành nhiều tệp."
    )
    out = io.BytesIO(samples.package(members))
    with (
        archives.zipfile.ZipFile(out, "a") as package,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        package.writestr("xl/workbook.xml", b"")
    assert refusal(read_xlsx, out.getvalue(), COLUMNS) == no_excel
    assert refusal(read_xlsx, samples.package({"a": b""}), COLUMNS) == (
        "Không đọc được trang tính: hãy mở bằng Excel và lưu lại (.xlsx)."
    )


def test_the_size_that_a_header_promises_is_what_the_reader_gets() -> None:
    content = bytearray(samples.package({"a": b"x" * 1000}))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(archives.BadPackage):
        archives.unpack(bytes(content))


def test_entities_are_never_expanded() -> None:
    members = archives.unpack(book(["Họ và tên"]))
    laugh = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><worksheet>&b;&b;</worksheet>'
    assert refusal(
        read_xlsx, samples.package(members | {"xl/worksheets/sheet1.xml": laugh}), COLUMNS
    ) == ("Tệp Excel có phần không được phép: hãy mở bằng Excel và lưu lại.")
    torn = samples.package(members | {"xl/worksheets/sheet1.xml": b"<worksheet"})
    assert refusal(read_xlsx, torn, COLUMNS) == "Tệp Excel hỏng: hãy mở bằng Excel và lưu lại."


def test_names_that_look_like_formulas_stay_names() -> None:
    page = openpyxl.load_workbook(
        io.BytesIO(write_xlsx(COLUMNS[:1], [{"name": "=1+1"}, {"name": "http://a.vn"}]))
    ).active
    assert page is not None
    assert [
        (c.value, c.data_type, c.hyperlink) for (c,) in page.iter_rows(min_row=2, max_row=3)
    ] == [
        ("=1+1", "s", None),
        ("http://a.vn", "s", None),
    ]


def test_a_template_has_drop_downs_and_prints_on_a4() -> None:
    long = tuple(f"Khoa số {n}, nhà {n}" for n in range(60))
    columns = (*COLUMNS, Field(key="unit", title="Khoa, phòng", kind="choice", choices=long))
    made = openpyxl.load_workbook(io.BytesIO(write_xlsx(columns, title="Mẫu", sheet="Mẫu")))
    page = made["Mẫu"]

    assert [cell.value for cell in page[3]] == [column.title for column in columns]
    assert sorted(
        (str(v.sqref), v.type, v.formula1) for v in page.data_validations.dataValidation
    ) == [
        ("D4:D503", "date", "1"),
        ("E4:E503", "list", '"Hoàn thành tốt,Hoàn thành xuất sắc,Không hoàn thành"'),
        ("F4:F503", "list", '"Có,Không"'),
        ("G4:G503", "list", "'Danh mục'!$A$1:$A$60"),
    ]
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.print_title_rows, page.freeze_panes) == ("$3:$3", "A4")
    assert made["Danh mục"].sheet_state == "hidden"
    assert [cell.value for (cell,) in made["Danh mục"].iter_rows()] == list(long)


def test_four_thousand_rows_survive() -> None:
    content = write_xlsx(COLUMNS, ({**ROW, "points": n} for n in range(4_000)))
    read = read_xlsx(content, COLUMNS)
    assert [row["points"] for row in read.rows] == list(range(4_000))
