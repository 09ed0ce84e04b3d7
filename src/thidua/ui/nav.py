"""The places of the shell: apps register their pages; what is not registered is not shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from thidua.core.permit import Reason

Place = Literal[
    "home", "movements", "mine", "awards", "council", "officer", "sector", "registers", "admin",
    "account",
]  # fmt: skip
"""`movements`: what runs (pacts, programmes, initiatives, care, reviews); `awards`: rounds, the
year's list, quotas, decisions; `council`; `officer`: what only an officer does beside these;
`sector`; `registers`: what is kept and looked up; `admin`; `account`. Order within a place:
10-29 what everybody opens, 30-59 work of the season, 60-99 what is rarely opened."""


@dataclass(frozen=True)
class Item:
    """One entry of the navigation; `permit` gets the actor and answers `None` to show it."""

    place: Place
    label: Reason
    url_name: str
    icon: str
    permit: Callable[[Any], Reason | None] | None = None
    order: int = 50


_items: dict[str, Item] = {}
_search: list[str] = []


def register(
    place: Place,
    label: Reason,
    url_name: str,
    *,
    icon: str,
    permit: Callable[[Any], Reason | None] | None = None,
    order: int = 50,
) -> None:
    """Put a page into the navigation (from `AppConfig.ready`); `ValueError` when it is there twice.

    `icon` names an outline icon of Tabler. The first item (lowest `order`) of `home`,
    `movements` and `mine` stands in the phone's bottom bar; all others stand in the rail and
    on the page «Thêm» under the name of their place.
    """
    if url_name in _items:
        raise ValueError(f"{url_name!r} is in the navigation already")
    _items[url_name] = Item(place, label, url_name, icon, permit, order)


def register_search(url_name: str) -> None:
    """Name the page that answers the shell's search box."""
    _search[:] = [url_name]


def items() -> list[Item]:
    """Every registered item in the order of places, then of `order`, then of registration."""
    return sorted(_items.values(), key=lambda item: item.order)


def search_url_name() -> str | None:
    return _search[0] if _search else None
