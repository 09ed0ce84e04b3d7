"""Reports as Excel files: the form handed out, brought back, taken unit by unit, never twice."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from thidua.core import period
from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.indicators import actions
from thidua.indicators.actions.reporting import Given
from thidua.indicators.models import Entry, Portion, Report, Summary, Workbook
from thidua.indicators.queries import Slot
from thidua.indicators.tests.factories import (
    DAY,
    DUES,
    YEAR,
    Sector,
    figures,
    opened,
    reported,
    sector,
)
from thidua.indicators.worksheets import write_faults, write_form
from thidua.indicators.worksheets.checking import faults_by_line

pytestmark = pytest.mark.django_db
SHEET, OTHER = "Công đoàn cơ sở công lập", "Công đoàn cơ sở ngoài công lập"
FULL = {"DP": (80, 100), "DV": ("1.234", None), "XL": ("Hoàn thành tốt", None)}


def form(at: Sector, actor: Any = None) -> bytes:
    with period.standing_on(DAY):
        return write_form(actions.form_for(actor or at.officer, Slot(at.set, "year", *YEAR)))


def typed(content: bytes, change: Callable[[Any, dict[tuple[str, str], Any]], None]) -> bytes:
    """The form as Excel saves it after somebody typed; rows are found by unit and indicator."""
    book = load_workbook(io.BytesIO(content))
    rows = {
        (row[0].value, row[2].value): row
        for sheet in book.worksheets for row in sheet.iter_rows(min_row=5)
        if row[0].value and len(row) > 9
    }  # fmt: skip
    change(book, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(*codes: str, **said: dict[str, Any]) -> Callable[[Any, Any], None]:
    """Units with all figures, some told otherwise: `CS1={"DP": (7, 5)}`."""

    def fill(_book: Any, rows: Any) -> None:
        for code in codes:
            for what, (figure, of) in {**FULL, **said.get(code, {})}.items():
                rows[code, what][6].value, rows[code, what][7].value = figure, of

    return fill


def bring(at: Sector, content: bytes, actor: Any = None) -> Workbook:
    with period.standing_on(DAY):
        return actions.bring_workbook(
            actor=actor or at.officer, of_set=at.set,
            file=SimpleUploadedFile("bao-cao.xlsx", content),
        )  # fmt: skip


def take(at: Sector, workbook: Workbook, actor: Any = None, *, sends: bool = True) -> None:
    with period.standing_on(DAY):
        actions.start_take(actor=actor or at.officer, workbook=workbook, sends=sends)


def states(workbook: Workbook) -> dict[str, str]:
    rows = workbook.portions.order_by("pk").select_related("unit")
    return {row.unit.code if row.unit else row.title: row.state for row in rows}


def sums() -> list[tuple[Any, ...]]:
    names = [f.attname for f in Summary._meta.concrete_fields if f.attname != "id"]
    return sorted(Summary.objects.values_list(*names))


def test_a_form_is_locked_but_for_its_cells_and_brings_the_last_period() -> None:
    at = sector()
    with period.standing_on(DAY):
        before = opened(at, 0, starts_on=YEAR[0].replace(year=2024))
        said = {at.members.pk: Given(absent=True, note="Không tuyển ai.")}
        actions.save_entries(actor=at.heads[0], report=before, given=figures(at) | said)
        actions.send_report(actor=at.heads[0], report=before)
    book = load_workbook(io.BytesIO(form(at)))
    assert [(s.title, s.sheet_state) for s in book.worksheets] == [
        (SHEET, "visible"), (OTHER, "visible"), ("thidua", "veryHidden"), ("Danh mục", "hidden"),
    ]  # fmt: skip
    sheet = book[SHEET]
    assert sheet.protection.sheet is True
    assert [cell.value for cell in sheet[5]] == [
        "CS1", "Công đoàn cơ sở số 1", "DP", DUES["name"],
        "Tử số: đoàn phí đã thu. Mẫu số: đoàn phí phải thu.", "80 / 100 = 80,0 %",
        None, None, None, None,
    ]  # fmt: skip
    assert sheet["F6"].value == "không áp dụng"
    assert [cell.protection.locked for cell in sheet[5]] == [True] * 6 + [False] * 4
    assert [cell.protection.locked for cell in sheet[6]] == [True] * 6 + [
        False, True, False, False,
    ]  # fmt: skip
    lists = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert lists["G7 G10 G13 G16"] == "'Danh mục'!$A$1:$A$4"
    assert [cell.value for cell in book["Danh mục"]["A"]][2] == "Hoàn thành tốt"


def test_a_faulty_unit_loads_nothing_a_correct_one_whole_and_the_copy_says_where() -> None:
    at = sector()

    def fill(book: Any, rows: Any) -> None:
        filled("CS1", "CS2", "CS3", CS2={"DP": (120, 100), "DV": ("12,345.6", None)})(book, rows)
        rows["CS3", "DV"][6].value = None
        rows["CS3", "DV"][8].value = "Không áp dụng"
        rows["CS4", "DV"][6].value = date(2026, 2, 1)
        rows["CS4", "XL"][6].value = "Tốt"
        rows["CS4", "DP"][6].value = 0

    workbook = bring(at, typed(form(at), fill))
    assert (states(workbook), Entry.objects.count()) == (
        {"CS1": "ready", "CS2": "faulty", "CS3": "faulty", "CS5": "blank", "CS4": "faulty"}, 0
    )  # fmt: skip
    problems = [each for row in workbook.portions.order_by("pk") for each in row.problems]
    assert problems == [
        [SHEET, "G8", f"«{DUES['name']}»: tử số lớn hơn mẫu số."],
        [SHEET, "G9", "«Đoàn viên mới»: cần một số, ví dụ 12,5."],
        [SHEET, "J12", "«Đoàn viên mới»: ghi vì sao không áp dụng."],
        [OTHER, "H5", f"«{DUES['name']}»: thiếu mẫu số (đoàn phí phải thu)."],
        [OTHER, "G6", ("«Đoàn viên mới»: Excel đã đổi số thành ngày 01/02/2026: đặt lại kiểu ô là "
         "số rồi ghi lại số.")],
        [OTHER, "G7", ("«Xếp loại công đoàn cơ sở»: chọn một trong: Không hoàn thành; Hoàn thành; "
         "Hoàn thành tốt; Hoàn thành xuất sắc.")],
    ]  # fmt: skip

    with period.standing_on(DAY):
        copy = write_faults(
            actions.form_for(at.officer, actions.slot_of(workbook)), actions.read_again(workbook),
            faults_by_line(problems),
        )  # fmt: skip
    marked = load_workbook(io.BytesIO(copy))
    cell = marked[SHEET]["G8"]
    assert (cell.value, cell.comment and cell.comment.text, cell.fill.fgColor.rgb) == (
        120, problems[0][2], "FFF9D7D2"
    )  # fmt: skip
    assert (marked[SHEET]["K4"].value, marked[SHEET]["K9"].value) == ("Lỗi", problems[1][2])

    take(at, workbook)
    assert states(workbook)["CS1"] == "sent"
    assert list(Report.objects.values_list("unit__code", "state")) == [("CS1", "reported")]
    assert list(
        Entry.objects.order_by("indicator").values_list("unit__code", "numerator", "denominator")
    ) == [
        ("CS1", Decimal(80), Decimal(100)), ("CS1", Decimal(1234), None), ("CS1", Decimal(2), None)
    ]  # fmt: skip

    # The copy, mended, is a form again; whom it brought before stays as they are.
    def mend(_book: Any, rows: Any) -> None:
        rows["CS2", "DP"][6].value, rows["CS2", "DV"][6].value = 90, "12.345,6"

    again = bring(at, typed(copy, mend))
    assert states(again) == {
        "CS1": "same", "CS2": "ready", "CS3": "faulty", "CS5": "blank", "CS4": "faulty"
    }  # fmt: skip


def test_taken_figures_are_summed_as_those_sent_one_by_one() -> None:
    at = sector()
    for number in range(5):
        reported(at, number, rating=str(number % 4))
    wanted = sums()
    Entry.objects.all().delete()
    Report.objects.all().delete()
    Summary.objects.all().delete()

    levels = ["Không hoàn thành", "Hoàn thành", "Hoàn thành tốt", "Hoàn thành xuất sắc"]
    said = {
        f"CS{n + 1}": {"DP": (80, 100), "DV": (10, None), "XL": (levels[n % 4], None)}
        for n in range(5)
    }  # fmt: skip
    # In two files, so that the second adds to what the first has made.
    for codes in (("CS3", "CS4"), ("CS1", "CS2", "CS5")):
        take(at, bring(at, typed(form(at), filled(*codes, **said))))
    assert sums() == wanted
    entry = AuditEntry.objects.filter(action="indicators.workbook.take").latest("id")
    assert (entry.facts, entry.actor_id) == (
        {"units": 3, "sent": 3, "left": 0, "for_others": 3}, at.officer.pk
    )  # fmt: skip
    assert entry.table is not None
    assert len(entry.table) == 3


def test_the_same_file_twice_changes_nothing_and_says_so() -> None:
    at = sector()
    content = typed(form(at), filled("CS1"))
    take(at, bring(at, content))
    kept = (sums(), list(Entry.objects.order_by("pk").values()))
    again = bring(at, content)
    assert states(again)["CS1"] == "same"
    with pytest.raises(Refused, match="Tệp không có gì mới để nhận"):
        take(at, again, sends=False)
    assert (sums(), list(Entry.objects.order_by("pk").values())) == kept


def test_blank_is_not_reported_zero_is_and_a_part_is_not_sent() -> None:
    at = sector()

    def fill(_book: Any, rows: Any) -> None:
        rows["CS1", "DV"][6].value = "0"

    workbook = bring(at, typed(form(at, at.heads[0]), fill), at.heads[0])
    assert states(workbook) == {"CS1": "ready"}
    take(at, workbook, at.heads[0])
    assert list(Entry.objects.values_list("indicator", "numerator")) == [(at.members.pk, 0)]
    assert (Report.objects.get().state, states(workbook)) == ("open", {"CS1": "taken"})
    # What is typed stays in the next form, and a file with nothing in that cell keeps it.
    book = load_workbook(io.BytesIO(form(at, at.heads[0])))
    assert (book[SHEET]["G5"].value, book[SHEET]["G6"].value) == (None, 0)
    # Another's draft is not shown to those above before it is sent.
    assert load_workbook(io.BytesIO(form(at)))[SHEET]["G6"].value is None


def test_what_is_strange_is_asked_about_but_not_blocked() -> None:
    at = sector()
    with period.standing_on(DAY):
        before = opened(at, 0, starts_on=YEAR[0].replace(year=2024))
        actions.save_entries(actor=at.heads[0], report=before, given=figures(at, members="10"))
        actions.send_report(actor=at.heads[0], report=before)
    workbook = bring(at, typed(form(at), filled("CS1", CS1={"DV": (40, None)})))
    assert workbook.portions.get(unit=at.grassroots[0]).questions == [
        [SHEET, "G6", ("Đoàn viên mới: Số liệu khác kỳ trước từ hai lần trở lên (kỳ trước: 10 "
         "người). Nếu đúng, nêu lý do ở diễn giải.")]
    ]  # fmt: skip
    assert states(workbook)["CS1"] == "ready"


def test_what_was_accepted_is_refused_with_its_reason() -> None:
    at = sector()
    report = reported(at)
    blank = form(at)
    locked = load_workbook(io.BytesIO(blank))[SHEET]["G5"]
    assert (locked.value, locked.protection.locked) == (80, True)
    workbook = bring(at, typed(blank, filled("CS1", "CS2")))
    actions.accept_reports(actor=at.officer, reports=[report])
    portion = Portion.objects.get(workbook=workbook, unit=at.grassroots[0])
    assert (portion.state, portion.problems) == (
        "refused",
        [[SHEET, "A5", "Báo cáo đã gửi: rút về hoặc chờ trả lại rồi mới sửa."]],
    )
    # A report that is sent between the look and the taking is left out whole.
    reported(at, 1)
    with pytest.raises(Refused, match="Báo cáo đã gửi"):
        take(at, workbook)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda at, book: book.remove(book["thidua"]), "không phải mẫu do hệ thống lập"),
        (
            lambda at, book: setattr(book["thidua"]["B1"], "value", "0"),
            "Mẫu này lập theo cách trình bày cũ.",
        ),
        (lambda at, book: setattr(book["thidua"]["B2"], "value", "99"), "Phần ẩn của mẫu"),
        (lambda at, book: setattr(book[SHEET]["C4"], "value", "?"), "Mẫu đã mất dòng tiêu đề"),
        (
            lambda at, book: actions.redefine(
                actor=at.officer, indicator=at.dues, valid_from=YEAR[0],
                facts=DUES | {"denominator": "tổng thu nhập"},
            ),
            "Chỉ tiêu DP đã đổi cách hiểu sau khi mẫu này được tải. Tải mẫu mới",
        ),
    ],
)  # fmt: skip
def test_an_old_or_foreign_form_is_refused_with_what_to_do(
    spoil: Callable[[Any, Any], Any], why: str
) -> None:
    at = sector()

    def change(book: Any, rows: Any) -> None:
        filled("CS1")(book, rows)
        spoil(at, book)
        if why.startswith("Mẫu đã mất"):
            book.remove(book[OTHER])

    with pytest.raises(Refused, match=why):
        bring(at, typed(form(at), change))
    assert Workbook.objects.count() == 0


def test_who_reports_for_one_unit_brings_no_other(client: Client) -> None:
    at = sector()
    content = typed(form(at), filled("CS1", "CS2"))
    with pytest.raises(Refused, match="người báo cáo của các đơn vị"):
        bring(at, content, at.stranger)
    workbook = bring(at, content, at.heads[0])
    take(at, workbook, at.heads[0])
    assert list(Report.objects.values_list("unit__code", flat=True)) == ["CS1"]
    refused = workbook.portions.get(title__startswith="CS2")
    assert (refused.state, refused.unit, refused.problems[0][1]) == ("refused", None, "A8")
    client.force_login(at.officer)
    assert client.get(reverse("indicators:workbook", args=[workbook.pk])).status_code == 403


def test_pages_lead_from_the_form_to_the_figures(client: Client) -> None:
    at = sector()
    client.force_login(at.officer)
    with period.standing_on(DAY):
        page = reverse("indicators:files", args=[at.set.pk])
        assert "Bạn báo cáo cho 5 đơn vị" in client.get(page).content.decode()
        got = client.get(
            reverse("indicators:form_of_set", args=[at.set.pk]), {"ky": "year:2025-01-01"}
        )
        content = typed(got.content, filled("CS1", "CS2", CS2={"DP": (7, 5)}))
        file = SimpleUploadedFile("so-lieu.xlsx", content)
        shown = client.post(page, {"file": file}, follow=True).content.decode()
        assert ("tử số lớn hơn mẫu số" in shown, "Sẽ nhận 3 số liệu của 1 đơn vị" in shown) == (
            True, True
        )  # fmt: skip
        workbook = Workbook.objects.get()
        faults = client.get(reverse("indicators:faults", args=[workbook.pk]))
        assert load_workbook(io.BytesIO(faults.content))[SHEET]["G8"].comment is not None
        client.post(reverse("indicators:take_workbook", args=[workbook.pk]), {"send": "1"})
        listed = client.get(reverse("indicators:portions", args=[workbook.pk]))
        assert "Đã nhận và gửi" in listed.content.decode()
        report = Report.objects.get()
        own = client.get(reverse("indicators:form_of_report", args=[report.pk]))
        assert load_workbook(io.BytesIO(own.content))[SHEET].max_row == 7
        other = bring(at, content)
        client.post(reverse("indicators:discard_workbook", args=[other.pk]))
        other.refresh_from_db()
        assert (other.state, other.file, other.portions.count()) == ("discarded", None, 0)


def test_reading_and_taking_ask_the_same_number_of_questions_for_one_and_for_five() -> None:
    at = sector()
    counts = []
    for codes in (("CS1",), ("CS2", "CS3", "CS4", "CS5")):
        content = typed(form(at), filled(*codes))
        with CaptureQueriesContext(connection) as asked:
            take(at, bring(at, content))
        counts.append(len(asked))
    assert counts[0] == counts[1]
