"""Tags and filters of the design system; the README shows each in use."""

import json
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.template import Context, Library
from django.template.base import Parser, Token
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.core.period import today as core_today
from thidua.core.permit import Reason
from thidua.ui import formats
from thidua.ui.components import TONE_ICONS, VERDICTS
from thidua.ui.context import drawn, shell_of
from thidua.ui.icons import svg
from thidua.ui.messages import undo_of

register = Library()


@register.simple_tag
def icon(name: str, label: Reason = "") -> SafeString:
    """An outline icon as inline SVG; decoration unless it has a label."""
    return svg(name, str(label))


class AgainNode(template.Node):
    """Renders a block of the page a second time (the title is both `<title>` and `<h1>`)."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: Context) -> SafeString:
        blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
        block = blocks.get_block(self.name) if blocks is not None else None
        return mark_safe("") if block is None else block.render(context)


@register.simple_tag(takes_context=True)
def frame(context: Context, template_name: str, part_of_nav: bool = False) -> SafeString:
    """A part of the frame, drawn once for everybody who has the same (see `ui.context.drawn`)."""
    return drawn(
        f"ui/{template_name}.html",
        get_language(),
        shell_of(context["request"]) if part_of_nav else None,
    )


@register.tag
def again(parser: Parser, token: Token) -> AgainNode:
    _tag, name = token.split_contents()
    return AgainNode(name)


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """`{{ 1234567.5|number }}` is `1.234.567,5`; nothing stays nothing."""
    return "" if value is None or value == "" else formats.number(value, places)


@register.filter
def money(value: Any) -> str:
    return "" if value is None or value == "" else formats.money(value)


@register.filter
def percent(value: Any, places: int | None = 1) -> str:
    """A share of 1 as a percentage."""
    return "" if value is None or value == "" else formats.percent(value, places)


@register.filter
def day(value: date | None) -> str:
    return formats.day(value) if value else ""


@register.filter
def when(value: datetime | None) -> str:
    return formats.when(value) if value else ""


@register.filter
def week(value: date | None) -> str:
    return formats.week(value) if value else ""


@register.filter
def distance(value: date | None, today: date | None = None) -> str:
    return formats.distance(value, today or core_today()) if value else ""


@register.filter
def undo(message: Any) -> dict[str, Any] | None:
    """What a message offers to take back."""
    return undo_of(message)


@register.filter
def lookup(mapping: Any, key: Any) -> Any:
    """The value under a key; nothing when it is not there."""
    return mapping.get(key)


@cache
def _tone_icon(tone: str) -> SafeString:
    return svg(TONE_ICONS[tone])


def badge(tone: str, label: Reason = "") -> SafeString:
    """A state as word, icon and colour; without a label the verdict's own word."""
    word = label or VERDICTS[tone]
    return format_html('<span class="state state-{}">{}{}</span>', tone, _tone_icon(tone), word)


@register.simple_tag
def status(tone: str, label: Reason = "") -> SafeString:
    return badge(tone, label)


def deadline_tone(due: date, today: date, *, done: bool) -> str:
    """`done`, `late`, `near` (three days or fewer) or `far`."""
    if done:
        return "done"
    days = (due - today).days
    return "late" if days < 0 else "near" if days <= 3 else "far"


DEADLINE_ICONS = {"done": "check", "late": "alert-circle", "near": "clock", "far": "calendar"}


@cache
def _deadline_icon(tone: str) -> SafeString:
    return svg(DEADLINE_ICONS[tone])


def deadline_html(due: date, today: date, *, done: bool = False, label: Reason = "") -> SafeString:
    """A due day in figures with the distance beside it; the colour never tells alone."""
    tone = deadline_tone(due, today, done=done)
    return format_html(
        '<span class="deadline deadline-{}">{}{}<time datetime="{}">{}</time>{}</span>',
        tone,
        _deadline_icon(tone),
        format_html("<span>{}</span> ", label) if label else "",
        due.isoformat(),
        formats.day(due),
        ""
        if done
        else format_html(' <span class="deadline-away">{}</span>', formats.distance(due, today)),
    )


@register.simple_tag
def deadline(
    due: date | None, label: Reason = "", today: date | None = None, *, done: bool = False
) -> SafeString:
    return (
        deadline_html(due, today or core_today(), done=done, label=label) if due else SafeString()
    )


@register.inclusion_tag("ui/c/figure.html")
def figure(
    value: Any, label: Reason, url: str = "", note: Reason = "", *, absent: Reason = ""
) -> dict[str, Any]:
    """A number that opens its list; `None` reads as missing (or as `absent` says), never as 0."""
    shown = (
        formats.number(value)
        if isinstance(value, int | float) or hasattr(value, "quantize")
        else value
    )
    return {"value": shown, "label": label, "url": url, "note": note, "absent": absent}


@register.inclusion_tag("ui/c/progress.html")
def progress(value: Any, maximum: Any, label: Reason = "", note: Reason = "") -> dict[str, Any]:
    return {"value": value, "maximum": maximum, "label": label, "note": note}


@register.inclusion_tag("ui/c/findings.html")
def findings(found: Any) -> dict[str, Any]:
    return {"findings": found}


@register.inclusion_tag("ui/c/findings.html")
def finding(found: Any) -> dict[str, Any]:
    return {"findings": [found]}


@register.inclusion_tag("ui/c/trail.html")
def trail(entries: Any) -> dict[str, Any]:
    return {"entries": entries}


@register.inclusion_tag("ui/c/signatures.html")
def signatures(rows: Any) -> dict[str, Any]:
    return {"rows": rows}


@register.inclusion_tag("ui/c/timeline.html")
def timeline(moments: Any) -> dict[str, Any]:
    return {"moments": moments}


@register.inclusion_tag("ui/c/steps.html")
def steps(labels: Any, current: Any) -> dict[str, Any]:
    """Where a paper stands: `current` is the label (or the index from 0) of the step it is at."""
    names = list(labels)
    at = current if isinstance(current, int) else names.index(current)
    rows = [
        (name, "done" if i < at else "now" if i == at else "next") for i, name in enumerate(names)
    ]
    return {"steps": rows}


@register.inclusion_tag("ui/c/people.html")
def people(persons: Any) -> dict[str, Any]:
    return {"people": persons}


@register.inclusion_tag("ui/c/documents.html")
def documents(records: Any) -> dict[str, Any]:
    return {"records": records}


@register.inclusion_tag("ui/c/tabs.html")
def tabs(items: Any, label: Reason) -> dict[str, Any]:
    return {"tabs": items, "label": label}


@register.inclusion_tag("ui/c/empty.html")
def empty(
    title: Reason, text: Reason = "", url: str = "", action: Reason = "", icon: str = "inbox"
) -> dict[str, Any]:
    """An empty place that says what will appear and how."""
    return {"title": title, "text": text, "url": url, "action": action, "icon": icon}


@register.inclusion_tag("ui/c/notice.html")
def notice(text: Reason, tone: str = "work", title: Reason = "") -> dict[str, Any]:
    icons = {**TONE_ICONS, "work": "info-circle", "hold": "alert-triangle"}
    return {"text": text, "tone": tone, "title": title, "icon": icons[tone]}


@register.inclusion_tag("ui/c/action.html", takes_context=True)
def action_button(
    context: Context,
    label: Reason,
    url: str,
    reason: Reason | None = None,
    *,
    method: str = "get",
    icon: str = "",
    tone: str = "primary",
    dialog: str = "",
    **hidden: Any,
) -> dict[str, Any]:
    """An action; with a permit's `reason` it is closed and the reason stands beside it.

    `method="post"` makes a one-button form with the token and `hidden` fields; `dialog` opens
    a dialog of the page and falls back on `url` without script. Tones: primary, quiet, danger.
    """
    return {
        "label": label,
        "url": url,
        "reason": reason,
        "method": method,
        "icon": icon,
        "tone": tone,
        "dialog": dialog,
        "hidden": hidden,
        "csrf_token": context.get("csrf_token"),
        "id": f"vi-sao-{abs(hash((str(label), url))) % 10**8}",
    }


@register.simple_block_tag
def card(
    content: str, title: Reason = "", url: str = "", note: Reason = "", kind: str = ""
) -> SafeString:
    """`{% card title %}…{% endcard %}`; `kind="honour"` where somebody is honoured."""
    head = format_html('<a href="{}">{}</a>', url, title) if url else conditional_escape(str(title))
    return format_html(
        '<section class="sheet{}">{}{}</section>',
        f" sheet-{kind}" if kind else "",
        format_html(
            '<header class="sheet-head"><h2>{}</h2>{}</header>',
            head,
            format_html('<p class="sheet-note">{}</p>', note) if note else "",
        )
        if title
        else "",
        content,
    )


@register.simple_block_tag
def dialog(content: str, name: str, title: Reason) -> SafeString:
    """`{% dialog "tra-lai" "Trả lại" %}…{% enddialog %}`, opened by `data-dialog="tra-lai"`."""
    return format_html(
        '<dialog class="dialog" id="{}" aria-labelledby="{}-ten"><header class="dialog-head">'
        '<h2 id="{}-ten">{}</h2><form method="dialog">'
        '<button class="btn-icon" aria-label="{}">{}</button></form></header>'
        '<div class="dialog-body">{}</div></dialog>',
        name,
        name,
        name,
        title,
        _("Đóng"),
        svg("x"),
        content,
    )


@register.simple_block_tag
def menu(content: str, label: Reason) -> SafeString:
    """`{% menu "Việc khác" %}<a …>…</a>{% endmenu %}`: secondary actions."""
    return format_html(
        '<details class="menu"><summary class="btn btn-quiet">{}{}</summary>'
        '<div class="menu-list">{}</div></details>',
        label,
        svg("chevron-down"),
        content,
    )


@register.simple_tag
def htmx_config() -> str:
    """The htmx settings that the content security policy asks for."""
    handling = [
        # «Nothing» and «nothing new» leave the page as it is.
        {"code": "[23]04", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "[45]..", "swap": False, "error": True},
    ]
    return json.dumps(
        {
            "includeIndicatorStyles": False, "allowEval": False, "historyCacheSize": 0,
            "responseHandling": handling,
        }
    )  # fmt: skip
