"""The matrix of permissions, read from the permits themselves: who may do and open what."""

import inspect
from collections.abc import Iterator
from typing import Any

from thidua.core.permit import Permit

YES, ASKS, NO = "●", "◐", ""
HEAD = """# Permissions

Every write and every page with its permit. ● by the role itself, on the units that it reaches;
◐ as the permit's sentence says of the record; empty: no. «nobody» has not signed in, «anybody» has
an account and no role.

"""


def matrix() -> str:
    """All actions and all pages, each with its permit's sentence and the roles it lets in."""
    from thidua.core.action import ACTIONS  # noqa: PLC0415 - needs Django set up

    acts = [
        (f"`{name}`", each.permit, True)
        for name, each in sorted(ACTIONS.items())
        if not name.startswith("test.")
    ]
    opened = [(f"`/{address}`", permit, False) for address, permit in _pages()]
    return HEAD + "\n\n".join(
        [
            f"## {title}\n\n" + "\n".join(_table(rows))
            for title, rows in (("Actions", acts), ("Pages", opened))
        ]
    )


def _table(rows: list[tuple[str, Permit, bool]]) -> Iterator[str]:
    from thidua.orgs.states import Role  # noqa: PLC0415 - needs Django set up

    columns = ["nobody", "anybody", *Role.values]
    yield f"| | {' | '.join(columns)} | permit |"
    yield "|---" * (len(columns) + 2) + "|"
    for name, permit, acts in rows:
        cells = [lets_in(permit, column) for column in columns]
        if acts and permit.name != "anyone":
            cells[0] = NO  # every act has an actor
        yield f"| {name} | {' | '.join(cells)} | {sentence(permit)} |"


def lets_in(permit: Permit, who: str) -> str:
    """Whether a permit lets in somebody of whom one knows the role alone."""
    if permit.name == "anyone":
        return YES
    if who == "nobody":
        return NO
    if permit.name in {"is_signed_in", "has_account"}:
        return YES
    parts = _parts(permit)
    if "roles" in parts:
        return YES if who in parts["roles"] else NO
    if "other" in parts:
        answers = {lets_in(parts["self"], who), lets_in(parts["other"], who)}
        wins, loses = (NO, YES) if _is_both(permit) else (YES, NO)
        return wins if wins in answers else loses if answers == {loses} else ASKS
    return ASKS


def sentence(permit: Permit) -> str:
    """What the permit asks, in the words of its predicates."""
    parts = _parts(permit)
    if "other" in parts:
        word = " And: " if _is_both(permit) else " Or: "
        return sentence(parts["self"]) + word + sentence(parts["other"])
    if "roles" in parts:
        more = inspect.getdoc(permit._predicate)
        return f"Hold the role {' or '.join(parts['roles'])}." + (f" {more}" if more else "")
    told = inspect.getdoc(permit._predicate) or permit.name
    return " ".join(told.split("\n\n")[0].split()).replace("|", "\\|")


def _parts(permit: Permit) -> dict[str, Any]:
    """What a predicate was made of: two permits joined, or the roles it asks for."""
    return dict(inspect.getclosurevars(permit._predicate).nonlocals)


def _is_both(permit: Permit) -> bool:
    return permit._predicate.__name__ == "both"


def _pages() -> Iterator[tuple[str, Permit]]:
    from django.urls import URLResolver, get_resolver  # noqa: PLC0415 - needs Django set up

    def walk(patterns: list[Any], prefix: str) -> Iterator[tuple[str, Permit]]:
        for pattern in patterns:
            here = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, here)
                continue
            view = pattern.callback
            permit = getattr(view, "permit", None) or getattr(
                getattr(view, "view_class", None), "permit", None
            )
            if permit is not None:
                yield here, permit

    yield from walk(get_resolver().url_patterns, "")
