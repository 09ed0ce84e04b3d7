"""What is said after an act; where the act has a true inverse, the message offers it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason

_MARK = "undo:"
_TAKE_BACK: Reason = _("Hoàn tác")


@dataclass(frozen=True)
class Undo:
    """The address that takes an act back, and what is posted there (a list posts each)."""

    url: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    label: Reason = _TAKE_BACK

    def pairs(self) -> Iterator[tuple[str, str]]:
        for name, value in self.fields.items():
            for each in value if isinstance(value, list | tuple) else [value]:
                yield name, str(each)


def done(request: HttpRequest, text: Reason, undo: Undo | None = None) -> None:
    """Say that something was done; `undo` only where the inverse restores what was before."""
    tags = ""
    if undo is not None:
        # Messages travel through the session, signed, as words alone.
        tags = _MARK + json.dumps([undo.url, list(undo.pairs()), str(undo.label)])
    messages.success(request, str(text), extra_tags=tags)


def undo_of(message: Any) -> dict[str, Any] | None:
    """What a message offers to take back."""
    tags = getattr(message, "extra_tags", "") or ""
    if not tags.startswith(_MARK):
        return None
    url, pairs, label = json.loads(tags.removeprefix(_MARK))
    return {"url": url, "pairs": pairs, "label": label}
