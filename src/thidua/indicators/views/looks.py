"""Which unit and days of a set a page looks at: read from the address, cut to one's reach."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from thidua.core import period
from thidua.indicators import permits, queries
from thidua.indicators.forms.looking import LookForm, name_of
from thidua.indicators.models import IndicatorSet
from thidua.indicators.queries import Frames, Look


@dataclass(frozen=True)
class Looked:
    """A look with its form, the way down to its unit, and what periods there are."""

    look: Look
    form: LookForm
    frames: Frames
    above: list[Any]
    indicator: int | None

    def address(self, name: str, *more: Any, **changed: Any) -> str:
        """The same look on another page, or with something changed; nothing changed to is left."""
        look = self.look
        given = {
            "don_vi": look.unit.pk, "ky": name_of((look.starts_on, look.ends_on)),
            "loai": look.kind, "khoi": look.ownership, "chi_tieu": self.indicator or "",
        } | changed  # fmt: skip
        query = urlencode({key: value for key, value in given.items() if value})
        return f"{reverse(f'indicators:{name}', args=[look.set.pk, *more])}?{query}"


def looked(request: HttpRequest, of_set: IndicatorSet) -> Looked:
    """What the address asks for; `Http404` where it is not the reader's to see."""
    on = period.today()
    above, unit = _picked(request, of_set)
    frames = Frames(of_set, on=on)
    spans = frames.every
    whole = (of_set.starts_on, of_set.ends_on)
    over = [span for span in spans if span[1] < on]
    usual = (over or spans or [whole])[0]
    form = LookForm(
        request.GET, spans=[span for span in spans if span != whole], whole=whole, usual=usual
    )
    starts_on, ends_on = form.span
    key = request.GET.get("chi_tieu", "")
    indicator = int(key) if key.isdigit() and len(key) < 10 else None
    if indicator is not None and indicator not in frames.keys:
        raise Http404
    return Looked(
        Look(
            set=of_set, unit=unit, starts_on=starts_on, ends_on=ends_on, on=on,
            kind=form.choice("loai"), ownership=form.choice("khoi"),
        ),
        form, frames, above, indicator,
    )  # fmt: skip


def _picked(request: HttpRequest, of_set: IndicatorSet) -> tuple[list[Any], Any]:
    """The unit that the address names with the way to it, else the uppermost that one watches."""
    reach = queries.within_reach(request.user, of_set)
    key = request.GET.get("don_vi", "")
    if key:
        way = queries.way_to(reach, int(key)) if key.isdigit() and len(key) < 10 else []
    else:
        way = [of_set.unit] if permits.watches(request.user, of_set.unit) else [reach.first()]
    if not way or way[-1] is None:
        raise Http404
    return way[:-1], way[-1]
