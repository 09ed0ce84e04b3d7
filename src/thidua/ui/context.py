"""What the page shell needs to know on every page."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.ui import nav
from thidua.ui.theme import COOKIE, THEMES

BOTTOM = ("home", "movements", "mine")
GROUPS: tuple[tuple[nav.Place, Reason], ...] = (
    ("movements", _("Thi đua")),
    ("mine", _("Của tôi")),
    ("awards", _("Khen thưởng")),
    ("council", _("Hội đồng")),
    ("officer", _("Cán bộ thi đua")),
    ("sector", _("Ngành, cụm")),
    ("registers", _("Sổ sách, văn bản")),
    ("admin", _("Quản trị")),
)
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English", "hi": "हिन्दी"}


@dataclass(frozen=True)
class Link:
    """A navigation item resolved for one request."""

    label: str
    url: str
    icon: str
    current: bool = False


Links = tuple[Link, ...]


@dataclass(frozen=True)
class Shell:
    """The navigation as one person sees it; what is equal is drawn once (see `drawn`)."""

    bottom: Links
    main: Links
    groups: tuple[tuple[str, Links], ...]
    account: Links
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
    return _address(name, settings.ROOT_URLCONF)


@lru_cache(maxsize=512)
def _address(name: str, urlconf: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=1024)
def drawn(template: str, language: str | None, shell: Shell | None) -> SafeString:
    """A part of the frame that many pages have in common, made once per process."""
    return render_to_string(template, {"shell": shell})


def _links(request: HttpRequest, found: list[nav.Item]) -> dict[str, list[Link]]:
    """What each place holds for this person."""
    actor = getattr(request, "user", None)
    by_place: dict[str, list[Link]] = {}
    for item in found:
        if (url := url_or_nothing(item.url_name)) and (
            item.permit is None or item.permit(actor) is None
        ):
            by_place.setdefault(item.place, []).append(Link(str(item.label), url, item.icon))
    return by_place


def _current(path: str, links: list[Link]) -> str | None:
    """The address that is the longest beginning of the path."""
    fits = [
        link.url
        for link in links
        if path == link.url or (link.url != "/" and path.startswith(link.url))
    ]
    return max(fits, key=len, default=None)


def shell_of(request: HttpRequest) -> Shell:
    """Worked out once for a request."""
    if (known := getattr(request, "_shell", None)) is None:
        known = request._shell = _shell(request)  # type: ignore[attr-defined] # kept with it
    return cast(Shell, known)


def _shell(request: HttpRequest) -> Shell:
    by_place = _links(request, nav.items())
    here = _current(request.path, [link for links in by_place.values() for link in links])
    by_place = {
        place: [replace(link, current=True) if link.url == here else link for link in links]
        for place, links in by_place.items()
    }
    bottom = tuple(by_place[place][0] for place in BOTTOM if place in by_place)
    first = by_place.get("home", [])
    main = (*first, *(link for link in bottom if link not in first))
    rest = {place: tuple(x for x in links if x not in main) for place, links in by_place.items()}
    search = nav.search_url_name()
    more_url = url_or_nothing("ui:more")
    return Shell(
        bottom=bottom,
        main=main,
        groups=tuple((str(name), rest[place]) for place, name in GROUPS if rest.get(place)),
        account=rest.get("account", ()),
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
        "shell": cast(Shell, SimpleLazyObject(lambda: shell_of(request))),
        "theme": theme if theme in THEMES else "",
        "themes": THEMES,
        "language_names": LANGUAGE_NAMES,
    }
