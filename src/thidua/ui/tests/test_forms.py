"""Fields read what Vietnamese type, show errors in place, and grow rows without script."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from thidua.core.period import HANOI
from thidua.ui.forms import Form, PhotoInput, read_day, read_number, rows


class Sample(Form):
    name = forms.CharField(label="Tên", help_text="Như trong quyết định.")
    on = forms.DateField(label="Ngày", required=False)
    amount = forms.DecimalField(label="Số tiền", required=False, max_digits=12, decimal_places=2)
    at = forms.DateTimeField(label="Lúc", required=False)
    kind = forms.ChoiceField(
        label="Loại", widget=forms.RadioSelect, choices=[("a", "Một"), ("b", "Hai")], required=False
    )


class Author(Form):
    name = forms.CharField(label="Họ và tên")
    share = forms.IntegerField(label="Tỷ lệ", max_value=100)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.200.000", "1200000"),
        ("710.000 đ", "710000"),
        ("96,5", "96.5"),
        ("96.5", "96.5"),
        ("0.375", "0.375"),
        ("1.200.000,25", "1200000.25"),
        ("−5", "-5"),
        ("abc", "abc"),
    ],
)
def test_figures_are_read_as_written(typed: str, read: str) -> None:
    assert read_number(typed) == read


@pytest.mark.parametrize(
    "typed", ["22/11/2026", "22.11.2026", "22-11-2026", "22 11 2026", "22112026"]
)
def test_days_are_read_day_first(typed: str) -> None:
    assert read_day(typed) == "22/11/2026"


def test_a_form_cleans_to_python_values() -> None:
    form = Sample({"name": "A", "on": "05/07/2026", "amount": "710.000", "at": "22/11/2026 14:05"})
    assert form.is_valid()
    assert form.cleaned_data == {
        "name": "A",
        "on": date(2026, 7, 5),
        "amount": Decimal(710000),
        "at": datetime(2026, 11, 22, 14, 5, tzinfo=HANOI),
        "kind": "",
    }


def test_month_first_is_refused() -> None:
    form = Sample({"name": "A", "on": "11/22/2026"})
    assert form.errors == {"on": ["Ghi ngày theo mẫu 22/11/2026."]}


def test_text_arrives_composed() -> None:
    form = Sample({"name": unicodedata.normalize("NFD", "Nguyễn Thị Mẫu")})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Nguyễn Thị Mẫu"


def test_passwords_are_left_alone() -> None:
    class Secret(Form):
        word = forms.CharField(strip=False, widget=forms.PasswordInput)

    form = Secret({"word": " a  b "})
    assert form.is_valid()
    assert form.cleaned_data["word"] == " a  b "


def test_values_are_shown_as_written() -> None:
    fresh = Sample(initial={"on": date(2026, 7, 5), "amount": Decimal("710000.50")})
    again = Sample({"amount": "1.200.000", "on": "31/02/2026"})
    values = [
        re.search(r'value="([^"]*)"', str(form[name])).group(1)  # type: ignore[union-attr] # rendered above
        for form, name in [(fresh, "on"), (fresh, "amount"), (again, "amount"), (again, "on")]
    ]
    assert values == ["05/07/2026", "710.000,5", "1.200.000", "31/02/2026"]


def test_day_and_figure_fields_do_not_follow_the_machines_language() -> None:
    kinds = [
        re.search(r'type="(\w+)"', str(Sample()[name])).group(1) for name in ("on", "amount", "at")
    ]  # type: ignore[union-attr] # rendered above
    assert kinds == ["text", "text", "text"]


def test_an_error_stands_at_its_field_and_in_the_summary() -> None:
    html = str(Sample({"on": "x"}))
    assert html.count("Cần điền mục này.") == 2
    assert '<a href="#id_name">Tên: Cần điền mục này.</a>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html


def test_what_may_be_left_out_says_so() -> None:
    assert str(Sample()).count("(không bắt buộc)") == 4


def test_a_row_is_added_without_script_and_nothing_is_judged() -> None:
    authors = rows(Author, extra=1, most=3)
    data = MultiValueDict(
        {
            "a-TOTAL_FORMS": ["1"],
            "a-INITIAL_FORMS": ["0"],
            "a-0-name": ["Trần Thị Mẫu"],
            "a-more": ["1"],
        }
    )
    formset = authors(data, prefix="a")
    assert not formset.is_valid()
    html = str(formset)
    assert (len(formset.forms), "Cần điền" in html, 'value="Trần Thị Mẫu"' in html) == (
        2,
        False,
        True,
    )


def test_kept_rows_leave_out_empty_and_crossed_out_ones() -> None:
    authors = rows(Author, extra=1, most=4)
    formset = authors(
        {
            "a-TOTAL_FORMS": "3",
            "a-INITIAL_FORMS": "0",
            "a-0-name": "Một",
            "a-0-share": "60",
            "a-1-name": "Hai",
            "a-1-share": "40",
            "a-1-DELETE": "on",
        },
        prefix="a",
    )
    assert formset.is_valid()
    assert formset.kept == [{"name": "Một", "share": 60, "DELETE": False}]


def test_too_many_rows_are_refused() -> None:
    data = {"a-TOTAL_FORMS": "2", "a-INITIAL_FORMS": "0"}
    for i in range(2):
        data |= {f"a-{i}-name": "X", f"a-{i}-share": "50"}
    formset = rows(Author, most=1)(data, prefix="a")
    assert not formset.is_valid()


def test_a_photograph_or_a_file_comes_under_one_name() -> None:
    class Upload(Form):
        photo = forms.FileField(widget=PhotoInput)

    taken = SimpleUploadedFile("b.jpg", b"x")
    form = Upload({}, MultiValueDict({"photo": [taken]}))
    assert form.is_valid()
    assert form.cleaned_data["photo"] is taken
    assert str(Upload()["photo"]).count('type="file"') == 2


class Seat(Form):
    name = forms.CharField(label="Họ và tên")
    position = forms.ChoiceField(
        label="Vị trí", choices=[("chair", "Chủ tịch"), ("member", "Ủy viên")]
    )


@pytest.mark.parametrize(
    "text",
    [
        "Hai\tỦy viên\nBa\tchu tich\n",
        "Vị trí\tGhi chú\tHọ và tên\nỦy viên\t-\tHai\nChủ tịch\t-\tBa",
    ],
)
def test_lines_of_a_sheet_become_rows_after_those_filled_in(text: str) -> None:
    data = {
        "g-TOTAL_FORMS": "2", "g-INITIAL_FORMS": "0", "g-0-name": "Một", "g-0-position": "chair",
        "g-pasted": text,
    }  # fmt: skip
    asked = rows(Seat)(
        MultiValueDict({k: [v] for k, v in (data | {"g-read": "1"}).items()}), prefix="g"
    )
    assert not asked.is_valid()
    shown = [(f["name"].value(), f["position"].value()) for f in asked.forms]
    assert shown == [("Một", "chair"), ("Hai", "member"), ("Ba", "chair")]


def test_more_lines_than_a_form_takes_are_not_taken() -> None:
    text = "\n".join(f"Người {n}" for n in range(3000))
    data = {"g-TOTAL_FORMS": "1", "g-INITIAL_FORMS": "0", "g-pasted": text, "g-read": "1"}
    formset = rows(Seat, most=5)(MultiValueDict({k: [v] for k, v in data.items()}), prefix="g")
    assert len(formset.forms) == formset.absolute_max
