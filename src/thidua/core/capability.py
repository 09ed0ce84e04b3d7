"""Registries through which a lower app reaches what higher apps offer, without knowing them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from thidua.core.permit import Reason

Provider = TypeVar("Provider")


class Unanswered(LookupError):
    """Nobody registered under the name: a fault of assembly, so it is loud."""


class Registry(Generic[Provider]):
    """Providers by name; a name is given once."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._providers: dict[str, Provider] = {}

    def register(self, name: str) -> Callable[[Provider], Provider]:
        def keep(provider: Provider) -> Provider:
            if name in self._providers:
                raise ValueError(f"{self.what} {name!r} is registered twice")
            self._providers[name] = provider
            return provider

        return keep

    def __getitem__(self, name: str) -> Provider:
        try:
            return self._providers[name]
        except KeyError:
            raise Unanswered(f"no {self.what} is registered as {name!r}") from None

    def __contains__(self, name: str) -> bool:
        return name in self._providers

    def __iter__(self) -> Iterator[tuple[str, Provider]]:
        return iter(sorted(self._providers.items()))


@dataclass(frozen=True)
class Ask:
    """One thing that is asked of a person: what, where to do it, by when, and how many."""

    what: Reason
    url: str
    due_on: date | None = None
    count: int = 1
    detail: Reason = ""


@dataclass(frozen=True)
class Tally:
    """One number of today that opens the list behind it; `None` where it is not known."""

    label: Reason
    value: int | None
    url: str
    note: Reason = ""


@dataclass(frozen=True)
class Offer:
    """An action of another app shown on a subject's page; `reason` tells why it is closed."""

    label: Reason
    url: str
    reason: Reason | None = None


@dataclass(frozen=True)
class Hit:
    """One search result."""

    title: str
    url: str
    kind: Reason
    detail: str = ""


@dataclass(frozen=True)
class Own:
    """One thing of a person's own: where it is, how it stands, and what else there is to say."""

    title: Reason
    url: str
    state: Reason
    tone: str = "work"
    detail: Reason = ""


@dataclass(frozen=True)
class Section:
    """A person's own things of one kind, under their name."""

    title: Reason
    rows: Sequence[Own]


ASKS: Registry[Callable[..., list[Ask]]] = Registry("provider of asks")
"""`(actor, *, on) -> [Ask]`: what each capability asks of a person today."""

TALLIES: Registry[Callable[..., list[Tally]]] = Registry("provider of today's numbers")
"""`(actor, *, on) -> [Tally]`: what officers and those who lead watch from day to day."""

MINE: Registry[Callable[..., list[Section]]] = Registry("provider of one's own things")
"""`(actor, *, on) -> [Section]`: what a person has entered, registered, been given."""

OFFERS: Registry[Callable[..., list[Offer]]] = Registry("provider of offers")
"""`(actor, subject, *, on) -> [Offer]`: actions of higher apps on a lower app's object."""

SEARCH: Registry[Callable[..., list[Hit]]] = Registry("search provider")
"""`(actor, folded_query, *, limit) -> [Hit]`, each with its own `visible_to`."""

FACES: Registry[Callable[..., list[tuple[Reason, str]]]] = Registry("public face of a paper")
"""By kind of paper, `(paper) -> [(label, value)]`: the least that a stranger must see of it."""

SEALS: Registry[Callable[..., Reason | None]] = Registry("seal of a paper")
"""By kind of paper, `(paper) -> reason`: why it is no longer what was sealed, else `None`."""

PERSONAL: Registry[Callable[..., Any]] = Registry("keeper of personal data")
"""`(person) -> {section: rows}`: everything an app keeps on one person, for export."""

PRIVATE: Registry[Callable[..., Any]] = Registry("keeper of what only its writer reads")
"""`(person) -> rows`: in the export that a person fetches for themselves, in nobody else's."""

ERASERS: Registry[Callable[..., None]] = Registry("eraser of personal data")
"""`(actor, person)`: takes out what an app keeps beside the person's file, while that is erased."""


def offers(actor: Any, subject: Any, *, on: date) -> list[Offer]:
    """Every registered offer on `subject`, in the order of the providers' names."""
    return [offer for _, provider in OFFERS for offer in provider(actor, subject, on=on)]


def asks(actor: Any, *, on: date) -> list[Ask]:
    """What is asked of `actor`, most urgent first; what has no day comes last."""
    found = [ask for _, provider in ASKS for ask in provider(actor, on=on)]
    return sorted(found, key=lambda ask: (ask.due_on is None, ask.due_on or on))


def tallies(actor: Any, *, on: date) -> list[Tally]:
    """Today's numbers for `actor`, in the order of the providers' names."""
    return [tally for _, provider in TALLIES for tally in provider(actor, on=on)]


def mine(actor: Any, *, on: date) -> list[Section]:
    """The actor's own things, in the order of the providers' names; empty sections are left out."""
    found = [section for _, provider in MINE for section in provider(actor, on=on)]
    return [section for section in found if section.rows]
