"""What a capability declares in its `tests/leaks.py`: its objects' addresses and its secrets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from thidua.core.text import fold

# Every secret begins so: `?q=` + ASKED finds all that a search box gives away. What is typed
# comes back in small letters, and the secrets are written in capitals.
MARK, ASKED = "BIMAT", "bimat"


@dataclass(frozen=True)
class Secret:
    """A text in one field of one record, and exactly those who find it on some page."""

    text: str
    seen_by: frozenset[str]
    name: str
    # Other ways in which pages write it, as a telephone number in groups.
    also: tuple[str, ...] = ()

    def is_in(self, page: str) -> bool:
        return any(text in page for text in (self.text, *self.also))


def secret(record: Any, name: str, seen_by: frozenset[str]) -> Secret:
    """Write a secret into a field of a stored record, and into its folded column."""
    model = type(record)
    text = f"{MARK}{model.__name__}{name}{record.pk}Z".replace("_", "")
    setattr(record, name, text)
    changes = {name: text}
    if hasattr(record, "folded"):
        changes["folded"] = f"{record.folded} {fold(text)}"
    model._default_manager.filter(pk=record.pk).update(**changes)
    return Secret(text, seen_by, f"{model._meta.label}.{name} ({record.pk})")


@dataclass(frozen=True)
class Planted:
    """`objects`: by the part of an address up to its last `<…>`, what to put there: keys, or
    tuples of them. `questions`: what else to ask of an address, as `?q=`, by its whole route.
    """

    objects: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    secrets: Sequence[Secret] = ()
    questions: Mapping[str, Sequence[str]] = field(default_factory=dict)
