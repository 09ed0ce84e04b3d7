"""What the page shell needs to know on every page."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.ui import nav
from thidua.ui.theme import COOKIE, THEMES

BOTTOM = ("home", "movements", "mine")
GROUPS: tuple[tuple[nav.Place, Reason], ...] = (
    ("officer", _("Cán bộ thi đua")),
    ("council", _("Hội đồng")),
    ("sector", _("Ngành, cụm")),
    ("admin", _("Quản trị")),
)
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English", "hi": "हिन्दी"}


@dataclass(frozen=True)
class Link:
    """A navigation item resolved for one request."""

    label: Reason
    url: str
    icon: str
    current: bool


@dataclass(frozen=True)
class Shell:
    """The navigation as one person sees it."""

    bottom: list[Link]
    main: list[Link]
    groups: list[tuple[Reason, list[Link]]]
    account: list[Link]
    more_url: str
    more_current: bool
    search_url: str
    sign_in_url: str
    sign_out_url: str
    theme_url: str
    language_url: str
    home_url: str


def url_or_nothing(name: str) -> str:
    """The address of a page, empty when this installation does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _links(request: HttpRequest, place: str, found: list[nav.Item]) -> list[Link]:
    actor = getattr(request, "user", None)
    links = []
    for item in found:
        if item.place != place or (item.permit is not None and item.permit(actor) is not None):
            continue
        if url := url_or_nothing(item.url_name):
            links.append(Link(item.label, url, item.icon, current=False))
    return links


def _mark_current(path: str, links: list[Link]) -> list[Link]:
    """Mark the one link whose address is the longest beginning of the path."""
    fits = [
        link.url
        for link in links
        if path == link.url or (link.url != "/" and path.startswith(link.url))
    ]
    best = max(fits, key=len, default=None)
    return [Link(link.label, link.url, link.icon, current=link.url == best) for link in links]


def _shell(request: HttpRequest) -> Shell:
    found = nav.items()
    by_place = {
        place: _links(request, place, found)
        for place in (*BOTTOM, *(place for place, _name in GROUPS), "account")
    }
    marked = iter(
        _mark_current(request.path, [link for links in by_place.values() for link in links])
    )
    by_place = {place: [next(marked) for _link in links] for place, links in by_place.items()}
    search = nav.search_url_name()
    bottom = [by_place[place][0] for place in BOTTOM if by_place[place]]
    more_url = url_or_nothing("ui:more")
    return Shell(
        bottom=bottom,
        main=[link for place in BOTTOM for link in by_place[place]],
        groups=[(name, by_place[place]) for place, name in GROUPS if by_place[place]],
        account=by_place["account"],
        more_url=more_url,
        more_current=request.path == more_url or not any(link.current for link in bottom),
        search_url=url_or_nothing(search) if search else "",
        sign_in_url=url_or_nothing("account_login"),
        sign_out_url=url_or_nothing("account_logout"),
        theme_url=url_or_nothing("ui:theme"),
        language_url=url_or_nothing("ui:language"),
        home_url=bottom[0].url if bottom else "/",
    )


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: navigation (worked out only where a page uses it), theme, languages."""
    theme = request.COOKIES.get(COOKIE, "")
    return {
        "shell": cast(Shell, SimpleLazyObject(lambda: _shell(request))),
        "theme": theme if theme in THEMES else "",
        "themes": THEMES,
        "language_names": LANGUAGE_NAMES,
    }
