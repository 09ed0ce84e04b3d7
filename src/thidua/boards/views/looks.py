"""How one reader looks at one board: signed into the page, so that a poll asks nothing again."""

import hashlib
import json
import random
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Literal

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from thidua.boards import actions, rules, wording
from thidua.boards.queries import NOBODY, Viewer, rows_for
from thidua.core import period

SALT = "boards.look"
HOLDS = 600
"""Seconds for which a look is believed; then who may see the board is asked again."""
LEAST_PAUSE, MOST_PAUSE = 2500, 3500
TILES, TURN = 12, 15

Shape = Literal["board", "wall"]


@dataclass(frozen=True)
class Look:
    """Who looks at which board in which shape; `user` is 0 for a screen where nobody signed in."""

    movement: int
    shape: Shape = "board"
    user: int = 0
    paths: tuple[str, ...] = ()
    sees_all: bool = False

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.paths, self.sees_all) if self.user else NOBODY

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def read(text: str) -> Look | None:
    """The look that was signed, while it is believed."""
    try:
        given = signing.loads(text, salt=SALT, max_age=HOLDS)
    except signing.BadSignature:
        return None
    return Look(**{**given, "paths": tuple(given["paths"])})


def fragment(request: HttpRequest, look: Look, url: str) -> HttpResponse:
    """The moving part of a board, or «304» while the reader has it already."""
    now = _Now(look, actions.refresh(look.movement, on=period.today()))
    if request.headers.get("If-None-Match") == now.etag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = render(request, f"boards/{look.shape}_now.html", now.context(url))
    answer["ETag"] = now.etag
    answer["Cache-Control"] = "private, no-cache"
    return answer


def context_of(look: Look, url: str, *, still: bool = False) -> dict[str, Any]:
    """The same for the page that is opened, true to this moment; `still` does not poll."""
    kept = actions.refresh(look.movement, on=period.today(), at_once=True)
    return _Now(look, kept, still=still).context(url)


def live_url(look: Look) -> str:
    return f"{reverse('boards:live', args=[look.movement])}?nhin={look.signed()}"


class _Now:
    """A kept picture as one look shows it at this moment; equal for all who see the same."""

    def __init__(self, look: Look, kept: Any, *, still: bool = False) -> None:
        self.look, self.kept, self.still = look, kept, still
        self.page, self.pages = 0, 1
        if look.shape == "wall":
            second = int(period.now().timestamp())
            self.page, self.pages = rules.page_at(
                second, count=kept.groups, size=TILES, seconds=TURN
            )
        seen = [look.shape, look.paths, look.sees_all, self.page, get_language()]
        face = hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:12]
        self.etag = f'"{kept.version}-{face}"'
        self._known_by = (look.movement, self.etag, still)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Now) and self._known_by == other._known_by

    def __hash__(self) -> int:
        return hash(self._known_by)

    def context(self, url: str) -> dict[str, Any]:
        """What the page needs: the face, and how this reader's poll goes on."""
        return {
            "face": _drawn(self),
            "still": self.still,
            "url": url,
            "headers": json.dumps({"If-None-Match": self.etag}),
            # Each reader polls at a beat of their own, so that hundreds do not come at once.
            "pause": random.randint(LEAST_PAUSE, MOST_PAUSE),  # noqa: S311 - a beat, no secret
        }

    def facts(self) -> dict[str, Any]:
        """What the face tells."""
        body = self.kept.body
        every = rows_for(body, self.look.viewer)
        is_wall = self.look.shape == "wall"
        rows = every[self.page * TILES : (self.page + 1) * TILES] if is_wall else every
        due = [row for row in every if row.asked]
        return {
            "movement_pk": self.look.movement,
            "body": body,
            "rows": rows,
            "mine": [row for row in every if row.is_own],
            "due": len(due),
            "delivered": len([row for row in due if row.week in rules.COUNTED]),
            "measures": [(name, wording.label_of(name)) for name in body["measures"]],
            "ranking": wording.ranking_rule(body["criteria"]),
            "late_rule": wording.late_rule(),
            "tones": wording.TONES,
            "changed_at": self.kept.changed_at,
            "still": self.still,
            "page": self.page + 1,
            "pages": self.pages,
            "columns": min(4, max(2, -(-min(len(every), TILES) // 3))),
        }


@lru_cache(maxsize=256)
def _drawn(now: _Now) -> SafeString:
    """The face of a picture, drawn once for all of a group: after an entry hundreds ask at once."""
    return render_to_string(f"boards/{now.look.shape}_face.html", now.facts())
