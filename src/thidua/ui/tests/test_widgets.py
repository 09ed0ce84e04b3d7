"""A widget drawn in Python says what Django's own template says."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test.html import parse_html
from django.utils.translation import gettext_lazy

from thidua.ui.forms import Renderer
from thidua.ui.widgets import PLAIN

LINE = "\"Tổ\" <A> & 'B'"
GROUPED = [
    ("", "Tất cả"),
    (1, LINE),
    ("Khối <nội>", [("a", "A"), ("b", gettext_lazy("Không"))]),
]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput(attrs={"data-x": LINE, "hidden": True, "wrap": False}), LINE),
        (forms.TextInput(), None),
        (forms.HiddenInput(), 1000),
        (forms.NumberInput(attrs={"step": 1}), 1234),
        (forms.EmailInput(), "ai@benh-vien.example"),
        (forms.DateInput(), "05/07/2026"),
        (forms.DateTimeInput(), "05/07/2026 14:05"),
        (forms.CheckboxInput(), True),
        (forms.CheckboxInput(), False),
        (forms.Select(choices=GROUPED), 1),
        (forms.Select(choices=GROUPED, attrs={"required": True}), "b"),
        (forms.Select(choices=[]), None),
    ],
)
def test_the_markup_is_that_of_the_template(widget: forms.Widget, value: Any) -> None:
    context = widget.get_context("ten", value, {"id": "id_ten", "class": "form-select"})
    assert widget.template_name in PLAIN
    ours = Renderer().render(widget.template_name, context)
    theirs = TemplatesSetting().render(widget.template_name, context)
    assert parse_html(ours) == parse_html(theirs)
