"""How a movement's board ranks, hides and reminds; screens at which nobody signs in."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.boards import permits, queries
from thidua.boards.models import Board, WallLink
from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused

FACTS = frozenset({"criteria", "hides_ranks", "reminds", "remind_on", "remind_at"})


@action(
    "boards.movement.set", gettext_lazy("Đặt bảng thi đua"), on="movement",
    permit=permits.keeps_board,
)  # fmt: skip
def set_board(*, actor: Any, movement: Any, facts: Mapping[str, Any]) -> Board:
    """By which figures the board ranks, in their order; what it hides; when it reminds."""
    if unknown := set(facts) - FACTS:
        raise TypeError(f"a board has no {', '.join(sorted(unknown))}")
    criteria = list(facts.get("criteria", []))
    if len(set(criteria)) != len(criteria):
        raise Refused(_("Mỗi số liệu chỉ xếp hạng một lần: hãy bỏ bớt mục trùng."))
    if strange := [name for name in criteria if not queries.is_known(name)]:
        raise TypeError(f"nobody counts {', '.join(strange)}")
    board, _made = Board.objects.get_or_create(
        movement=movement, defaults={"criteria": queries.usual_criteria()}
    )
    for name, value in facts.items():
        setattr(board, name, value)
    board.save()
    note(**facts)
    return board


@action(
    "boards.wall_link.make", gettext_lazy("Lập đường dẫn cho màn hình"), on="movement",
    permit=permits.keeps_board,
)  # fmt: skip
def make_link(*, actor: Any, movement: Any, place: str) -> tuple[WallLink, str]:
    """A link for a screen at a place, and its code, which is told this once and kept nowhere."""
    if not place.strip():
        raise Refused(_("Cần ghi nơi đặt màn hình, ví dụ: sảnh nhà A."))
    code = secrets.token_urlsafe(24)
    link = WallLink.objects.create(
        movement=movement, place=place.strip(), code_hash=queries.hashed(code),
        made_at=period.now(), made_by=actor,
    )  # fmt: skip
    note(place=link.place)
    return link, code


@action(
    "boards.wall_link.revoke", gettext_lazy("Thu hồi đường dẫn màn hình"), on="link",
    permit=permits.keeps_part_of_board,
)  # fmt: skip
def revoke_link(*, actor: Any, link: WallLink) -> WallLink:
    """From now on the address opens nothing."""
    if link.revoked_at is not None:
        raise Refused(_("Đường dẫn này đã được thu hồi."))
    link.revoked_at = period.now()
    link.save()
    return link
