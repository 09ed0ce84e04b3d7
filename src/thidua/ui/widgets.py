"""Django's commonest widgets drawn in plain Python: a page of filters has dozens of small parts.

The markup is that of Django's own templates; a test holds the two equal.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]


def _input(widget: Widget) -> SafeString:
    value = widget["value"]
    given = "" if value is None else format_html(' value="{}"', value)
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"], widget["name"], given, flatatt(widget["attrs"]),
    )  # fmt: skip


def _options(options: list[Widget]) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((each["value"], flatatt(each["attrs"]), each["label"]) for each in options),
    )


def _select(widget: Widget) -> SafeString:
    groups = "".join(
        format_html('<optgroup label="{}">{}</optgroup>', name, _options(options))
        if name
        else _options(options)
        for name, options, _index in widget["optgroups"]
    )
    return format_html(
        '<select name="{}"{}>{}</select>',
        widget["name"],
        flatatt(widget["attrs"]),
        mark_safe(groups),  # noqa: S308 - made of escaped parts
    )


PLAIN: dict[str, Callable[[Widget], SafeString]] = {
    "django/forms/widgets/select.html": _select,
    **{
        f"django/forms/widgets/{name}.html": _input
        for name in ("checkbox", "date", "datetime", "email", "hidden", "input", "number", "text")
    },
}
"""By the template that Django would use."""
