"""`{% chart bars %}`: a picture beside its table, the same on every device and without script."""

from typing import Any

from django import template
from django.utils.safestring import mark_safe

from thidua.ui import charts

register = template.Library()


@register.inclusion_tag("ui/c/chart.html")
def chart(bars: charts.Bars, *, caption: bool = True) -> dict[str, Any]:
    """Draw `bars`; `caption=False` where the page already names it."""
    return {
        "bars": bars,
        "caption": caption,
        # Made by Vega from data alone: every text in it is escaped there, its alt by us.
        "svg": mark_safe(charts.svg(bars, "screen")),  # noqa: S308 # see above
        "rows": [(label, [charts.shown(value) for value in values]) for label, values in bars.rows],
    }
