"""Sheets of people and units: errors told by row, doubles asked, all or nothing, repeatable."""

import io
from datetime import date

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from thidua.core import task
from thidua.core.models import AuditEntry, TaskRun
from thidua.core.permit import Refused
from thidua.orgs import actions, sheet
from thidua.orgs.imports import check, day_of
from thidua.orgs.models import Import, Membership, Person, Position, Unit
from thidua.orgs.states import ImportState, Role
from thidua.orgs.tests.factories import Hospital, UnitFactory, hospital, person_in

pytestmark = pytest.mark.django_db
HEAD = [
    "Mã nhân viên", "Họ và tên", "Giới tính", "Ngày sinh", "Số điện thoại", "E-mail", "Mã đơn vị",
    "Loại hợp đồng", "Chức vụ", "Mã tổ công đoàn", "Mã chi đoàn", "Từ ngày",
]  # fmt: skip
LAN = [
    "BS77", "Lê Thị Lan", "nữ", "22/11/1985", "0912 345 678", "Lan@benhvien.example", "KNOI",
    "viên chức", "Điều dưỡng trưởng", "TNOI", "", "01/03/2020",
]  # fmt: skip
DAY = date(2026, 3, 1)


@pytest.fixture
def house() -> Hospital:
    return hospital()


def preview(house: Hospital, *rows: list[str], kind: str = "people", head: list[str] = HEAD):
    return actions.preview_import(
        actor=house.admin, unit=house.hospital, kind=kind, sheet=[head, *rows]
    )


def take(house: Hospital, *rows: list[str], kind: str = "people", head: list[str] = HEAD) -> Import:
    imported = preview(house, *rows, kind=kind, head=head)
    actions.start_import(actor=house.admin, imported=imported)
    imported.refresh_from_db()
    return imported


def test_a_row_becomes_a_person_with_all_that_it_says(house: Hospital) -> None:
    imported = take(house, LAN)

    person = Person.objects.get(code="BS77")
    assert (person.full_name, person.sex, person.born_on, person.phone, person.email) == (
        "Lê Thị Lan", "female", date(1985, 11, 22), "+84912345678", "lan@benhvien.example",
    )  # fmt: skip
    assert person.user is not None
    assert (person.user.phone, person.user.has_usable_password()) == ("+84912345678", False)
    rows = Membership.objects.filter(person=person).order_by("kind")
    assert list(rows.values_list("unit__code", "kind", "contract", "valid_from")) == [
        ("KNOI", "home", "public_employee", date(2020, 3, 1)),
        ("TNOI", "union", "", date(2020, 3, 1)),
    ]
    assert Position.objects.get(person=person).title == "Điều dưỡng trưởng"
    assert (imported.state, imported.report) == (
        ImportState.COMMITTED, {"new": 1, "changed": 0, "same": 0},
    )  # fmt: skip
    entry = AuditEntry.objects.get(action="orgs.import.commit")
    assert entry.table == [{"row": 2, "what": "new", "person": person.pk}]
    assert person.sort_key != ""


def test_the_same_sheet_again_changes_nothing(house: Hospital) -> None:
    take(house, LAN)
    again = take(house, LAN)

    assert again.report == {"new": 0, "changed": 0, "same": 1}
    assert Person.objects.filter(full_name="Lê Thị Lan").count() == 1
    assert Membership.objects.filter(person__code="BS77").count() == 2


def test_a_changed_sheet_corrects_and_moves(house: Hospital) -> None:
    take(house, LAN)
    moved = [*LAN]
    moved[1], moved[4], moved[9], moved[11] = "Lê Thị Lan Anh", "", "TNGOAI", "01/03/2026"

    again = take(house, moved)

    person = Person.objects.get(code="BS77")
    assert again.report == {"new": 0, "changed": 1, "same": 0}
    assert (person.full_name, person.phone) == ("Lê Thị Lan Anh", "+84912345678")
    union = Membership.objects.filter(person=person, kind="union").order_by("valid_from")
    assert list(union.values_list("unit__code", "valid_from", "valid_to")) == [
        ("TNOI", date(2020, 3, 1), date(2026, 2, 28)),
        ("TNGOAI", date(2026, 3, 1), None),
    ]


@pytest.mark.parametrize(
    ("column", "typed", "told"),
    [
        (0, "", ("Mã nhân viên", "Còn trống.", "Nhập giá trị cho ô này.")),
        (3, "32/01/1985", (
            "Ngày sinh", "«32/01/1985» không phải là một ngày.",
            "Ghi ngày/tháng/năm, ví dụ 22/11/1985.",
        )),
        (3, "1985", (
            "Ngày sinh", "«1985» không phải là một ngày.", "Ghi ngày/tháng/năm, ví dụ 22/11/1985.",
        )),
        (2, "khác", ("Giới tính", "«khác» không có trong danh mục.", "Chọn một trong: nữ, nam.")),
        (4, "12", (
            "Số điện thoại", "«12» không phải là số điện thoại.",
            "Ghi đủ số, ví dụ 0912 345 678, hoặc để trống.",
        )),
        (5, "lan", (
            "E-mail", "«lan» không phải là địa chỉ e-mail.", "Sửa lại hoặc để trống.",
        )),
        (6, "KHAC", (
            "Mã đơn vị", "Không có đơn vị mã KHAC trong Bệnh viện Quân y Sông Thao.",
            "Sửa mã, hoặc nhập đơn vị đó trước.",
        )),
        (6, "TNOI", (
            "Mã đơn vị", "Tổ công đoàn Nội không thuộc hệ chính quyền.",
            "Ghi mã của một đơn vị thuộc hệ chính quyền.",
        )),
        (1, "L" * 121, ("Họ và tên", "Dài quá 120 ký tự.", "Rút gọn nội dung của ô này.")),
    ],
)  # fmt: skip
def test_errors_name_row_column_cause_and_cure(
    house: Hospital, column: int, typed: str, told: tuple[str, str, str]
) -> None:
    wrong = [*LAN]
    wrong[column] = typed
    good = ["BS78", "Trần Văn Tốt", *[""] * 4, "KNOI", *[""] * 5]

    imported = preview(house, good, wrong)

    field, why, mend = told
    assert imported.problems == [{"row": 3, "field": field, "why": why, "what": mend}]
    with pytest.raises(Refused, match=r"Còn 1 lỗi trong tệp\. Sửa tệp rồi nhập lại\."):
        actions.start_import(actor=house.admin, imported=imported)
    assert not Person.objects.filter(code="BS78").exists()


def test_a_code_twice_in_the_sheet_is_told(house: Hospital) -> None:
    imported = preview(house, LAN, [*LAN[:1], "Người Khác", *LAN[2:]])

    assert [(p["row"], p["why"]) for p in imported.problems] == [(3, "Mã BS77 đã có ở dòng 2.")]


def test_a_sheet_without_its_columns_is_refused(house: Hospital) -> None:
    with pytest.raises(Refused) as refused:
        preview(house, LAN, head=["A", "B"])

    assert str(refused.value) == (
        "Không tìm thấy dòng tiêu đề có các cột «Mã nhân viên», «Họ và tên», «Mã đơn vị»."
    )


def test_doubles_are_asked_about_and_decided(house: Hospital) -> None:
    take(house, LAN)
    known = Person.objects.get(code="BS77")
    same, other = ["DD01", *LAN[1:]], ["DD02", "Phạm Văn Chung", *LAN[2:]]
    other[3], other[5] = "", ""

    imported = preview(house, same, other)
    with pytest.raises(Refused, match="Còn 2 dòng chưa rõ là người mới hay người đã có"):
        actions.start_import(actor=house.admin, imported=imported)
    choices = {"2": str(known.pk), "3": "new"}
    actions.decide_import(actor=house.admin, imported=imported, choices=choices)
    actions.start_import(actor=house.admin, imported=imported)

    imported.refresh_from_db()
    known.refresh_from_db()
    new = Person.objects.get(code="DD02")
    assert imported.report == {"new": 1, "changed": 1, "same": 0}
    assert known.code == "DD01"
    # Two people share a telephone: the number stays in the file, signing in is by code.
    assert (new.phone, new.user.phone) == ("+84912345678", None)  # type: ignore[union-attr]


def test_people_of_other_trees_are_not_taken_over(house: Hospital) -> None:
    stranger = house.stranger
    imported = preview(house, [stranger.code, *LAN[1:]])

    assert [p["why"] for p in imported.problems] == [
        "Mã này là của một người ngoài Bệnh viện Quân y Sông Thao."
    ]


UNIT_HEAD = ["Mã đơn vị", "Tên đơn vị", "Loại", "Hệ", "Mã đơn vị cấp trên"]


def test_units_come_in_any_order_and_again_without_doubling(house: Hospital) -> None:
    rows = [
        ["N1", "Đơn nguyên 1", "khoa, phòng", "chính quyền", "KN"],
        ["KN", "Khoa Ngoại", "khoa, phòng", "chính quyền", ""],
        ["KNOI", "Khoa Nội tổng hợp", "khoa, phòng", "chính quyền", "BV"],
    ]
    first = take(house, *rows, kind="units", head=UNIT_HEAD)
    again = take(house, *rows, kind="units", head=UNIT_HEAD)

    assert (first.report, again.report) == (
        {"new": 2, "changed": 1, "same": 0}, {"new": 0, "changed": 0, "same": 3},
    )  # fmt: skip
    ward, surgery = Unit.objects.get(code="N1"), Unit.objects.get(code="KN")
    assert (ward.parent, surgery.parent) == (surgery, house.hospital)
    assert ward.path == f"{surgery.path}{ward.pk}/"


def test_units_under_themselves_or_nowhere_are_told(house: Hospital) -> None:
    imported = preview(
        house,
        ["A", "A", "khoa, phòng", "chính quyền", "B"],
        ["B", "B", "khoa, phòng", "chính quyền", "A"],
        ["C", "C", "khoa, phòng", "chính quyền", "D"],
        kind="units", head=UNIT_HEAD,
    )  # fmt: skip

    assert [(p["row"], p["why"]) for p in imported.problems] == [
        (2, "Đơn vị nằm dưới chính nó."),
        (3, "Đơn vị nằm dưới chính nó."),
        (4, "Không có đơn vị mã D trong Bệnh viện Quân y Sông Thao."),
    ]


def many(count: int) -> list[list[str]]:
    return [
        [f"NV-{n:05d}", f"Nguyễn Văn {n}", *[""] * 4, "KNOI", *[""] * 5] for n in range(count)
    ]  # fmt: skip


def test_many_rows_go_to_the_background(house: Hospital) -> None:
    imported = preview(house, *many(201))
    run = actions.start_import(actor=house.admin, imported=imported)
    assert (TaskRun.objects.get().pk, Person.objects.filter(code="NV-00000").count()) == (run.pk, 0)

    task.perform(run.pk)

    run.refresh_from_db()
    assert (run.state, run.done, run.total, run.message, run.result_url) == (
        "done", 201, 201, "Đã nhập 201 dòng mới, sửa 0 dòng, 0 dòng không đổi.",
        reverse("orgs:import", args=[imported.pk]),
    )  # fmt: skip
    assert Person.objects.filter(code__startswith="NV-").count() == 201


@pytest.mark.django_db(transaction=True)
def test_the_page_tells_checking_and_writing_while_they_go_on(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = hospital()
    take(house, *many(150))
    run = actions.start_import(actor=house.admin, imported=preview(house, *many(250)))
    client.force_login(house.admin)
    seen = []

    def look(progress: task.Progress, *given: object) -> None:
        tell(progress, *given)
        now = client.get(reverse("orgs:task", args=[run.pk]), headers={"HX-Request": "true"})
        line = BeautifulSoup(now.content, "html.parser").select_one(".progress-words")
        seen.append(" ".join(line.get_text(" ").split()) if line else "")

    tell = task.Progress.__call__
    monkeypatch.setattr(task.Progress, "__call__", look)
    task.perform(run.pk)

    assert seen == [
        "Đang kiểm tra các dòng 0/250", "Đang ghi các dòng 0/250", "Đang ghi các dòng 100/250",
        "Đang ghi các dòng 200/250", "Tiến độ 250/250",
    ]  # fmt: skip


def test_a_fault_in_the_background_leaves_nothing_and_the_sheet_open(house: Hospital) -> None:
    imported = preview(house, *many(201))
    run = actions.start_import(actor=house.admin, imported=imported)
    Unit.objects.filter(pk=house.department.pk).update(code="KHAC")

    task.perform(run.pk)

    run.refresh_from_db()
    imported.refresh_from_db()
    reason = "Dữ liệu đã thay đổi từ khi xem trước; xem lại rồi nhập."
    assert (run.state, run.message) == ("failed", reason)
    assert (imported.state, imported.report) == (ImportState.PREVIEW, {"fault": reason})
    assert Person.objects.filter(code__startswith="NV-").count() == 0


def test_progress_is_for_who_asked_and_administrators(client: Client, house: Hospital) -> None:
    run = actions.start_import(actor=house.admin, imported=preview(house, *many(201)))
    address = reverse("orgs:task", args=[run.pk])
    other_admin, stranger = (
        person_in(unit, Role.ADMIN).user for unit in (house.hospital, UnitFactory())
    )

    def status(user: object) -> int:
        client.force_login(user)
        return client.get(address).status_code

    people = (house.officer, stranger, other_admin, house.admin)
    assert [status(user) for user in people] == [403, 403, 200, 200]
    polled = client.get(address, headers={"HX-Request": "true"})
    assert polled.content.decode().strip().startswith('<div class="stack" id="tien-do"')


def test_the_number_of_queries_does_not_follow_the_rows(
    house: Hospital, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(200) as few:
        take(house, *many(3))
    with django_assert_max_num_queries(200) as more:
        take(house, *[[f"X{row[0]}", *row[1:]] for row in many(60)])

    assert len(more) == len(few)


def xlsx(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_excel_cells_are_read_as_typed() -> None:
    content = xlsx([["Mã", "Ngày"], [77, date(1985, 11, 22)], ["BS\u0323", None]])

    assert sheet.from_file(content) == [["Mã", "Ngày"], ["77", "1985-11-22"], ["BṢ", ""]]


@pytest.mark.parametrize("content", [b"", b"khong phai excel"], ids=["empty", "text"])
def test_what_is_no_sheet_says_so(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        sheet.from_file(content)

    assert str(refused.value) == (
        "Đây không phải tệp Excel (.xlsx) lành: hãy mở bằng Excel và lưu lại."
    )


def test_a_far_away_cell_is_refused_before_memory_is_reserved() -> None:
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = 1  # type: ignore[index]
    out = io.BytesIO()
    book.save(out)

    with pytest.raises(Refused) as refused:
        sheet.from_file(out.getvalue())

    assert str(refused.value) == (
        "Trang tính quá rộng hoặc quá dài (tối đa 100000 dòng, 200 cột, 2000000 ô): "
        "hãy xóa các dòng, cột thừa."
    )


def test_a_paste_without_line_ends_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        sheet.from_text("x" * 200_000)

    assert str(refused.value) == "Không đọc được nội dung dán: hãy sao chép lại từ bảng tính."


def test_pasted_rows_are_read() -> None:
    assert sheet.from_text("Mã\tTên\nA\tB C\n\n") == [["Mã", "Tên"], ["A", "B C"]]
    assert sheet.from_text("Mã;Tên\nA;B, C") == [["Mã", "Tên"], ["A", "B, C"]]


def test_the_template_with_people_comes_back_as_it_went(client: Client, house: Hospital) -> None:
    take(house, LAN)
    client.force_login(house.admin)
    answer = client.get(reverse("orgs:template_people"), {"don-vi": house.hospital.pk})

    rows = sheet.from_file(answer.content)
    again = actions.preview_import(
        actor=house.admin, unit=house.hospital, kind="people", sheet=rows
    )
    checked = check(
        "people", again.rows, under=house.hospital, choices={}, on=DAY
    )  # fmt: skip

    # Whoever has no home department yet is named, since the sheet asks for one.
    assert {p["why"] for p in checked.problems} <= {"Còn trống."}
    lan = next(row for row in rows if row[0] == "BS77")
    assert lan == [
        "BS77", "Lê Thị Lan", "nữ", "22/11/1985", "+84912345678", "lan@benhvien.example", "KNOI",
        "viên chức", "Điều dưỡng trưởng", "TNOI", "", "",
    ]  # fmt: skip


def test_the_whole_way_on_pages(client: Client, house: Hospital) -> None:
    client.force_login(house.admin)
    file = SimpleUploadedFile("nhan-su.xlsx", xlsx([["DANH SÁCH"], HEAD, LAN]))
    given = {"unit": house.hospital.pk, "file": file}

    shown = client.post(reverse("orgs:import_people"), given, follow=True)
    imported = Import.objects.get()
    assert Person.objects.filter(code="BS77").count() == 0
    taken = client.post(reverse("orgs:import", args=[imported.pk]), {"take": "1"}, follow=True)

    assert "1 dòng: 1 dòng đọc được, 0 lỗi, 0 dòng cần xét trùng." in shown.content.decode()
    assert "Đã nhập xong." in taken.content.decode()
    assert Person.objects.filter(code="BS77").count() == 1


def test_a_form_without_file_and_text_says_what_to_do(client: Client, house: Hospital) -> None:
    client.force_login(house.admin)

    answer = client.post(reverse("orgs:import_people"), {"unit": house.hospital.pk})

    assert answer.context["form"].non_field_errors() == [
        "Chọn một tệp, hoặc dán các dòng; không làm cả hai."
    ]


@pytest.mark.parametrize(
    ("typed", "day"),
    [("22/11/1985", DAY.replace(1985, 11, 22)), ("2-1-1990", date(1990, 1, 2)), ("x", None)],
)
def test_days_are_read_as_written(typed: str, day: date | None) -> None:
    assert day_of(typed) == day
