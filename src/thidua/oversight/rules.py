"""The draw that anybody can repeat: a list, a seed published before, and SHA-256.

1. Each code gets a ticket: SHA-256, in hexadecimal, of seed, line feed and code, in UTF-8;
   seed and code in Unicode form NFC, without white space around them.
2. Within each stratum codes are put in the order of their tickets; the first ones are drawn.
3. A stratum gives its share of the sample, rounded down, but one at least where the sample has room
   for all; what is left goes by the largest remainder, then the larger stratum, then its name; what
   is too much is taken back from whoever gives most.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence


def plain(text: str) -> str:
    """A seed or a code as it enters a ticket."""
    return unicodedata.normalize("NFC", text).strip()


def ticket(seed: str, code: str) -> str:
    """Where a code stands in the order of a draw, as 64 hexadecimal digits."""
    return hashlib.sha256(f"{plain(seed)}\n{plain(code)}".encode()).hexdigest()


def ordered(codes: Iterable[str], seed: str) -> list[str]:
    """Codes, each once, in the order of their tickets."""
    return sorted(set(codes), key=lambda code: ticket(seed, code))


def shares(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many each stratum gives to a sample, in proportion to its size; never more than it has.

    Where the sample has room for all strata, each gives at least one.
    """
    total = sum(sizes.values())
    if size >= total:
        return dict(sizes)
    least = 1 if size >= len(sizes) else 0
    given = {name: max(least, held * size // total) for name, held in sizes.items()}
    by_rest = sorted(sizes, key=lambda name: (-(sizes[name] * size % total), -sizes[name], name))
    for name in by_rest:
        if sum(given.values()) < size and given[name] < sizes[name]:
            given[name] += 1
    while sum(given.values()) > size:
        # The floor of one went beyond the sample: the largest gives back.
        given[max(given, key=lambda name: (given[name], name))] -= 1
    return given


def sample(rows: Sequence[tuple[str, str]], seed: str, size: int) -> list[str]:
    """The codes drawn from (code, stratum), stratum by stratum in the order of their tickets."""
    strata: dict[str, list[str]] = {}
    for code, stratum in sorted(set(rows)):
        strata.setdefault(stratum, []).append(code)
    wanted = shares({name: len(codes) for name, codes in strata.items()}, size)
    return [
        code
        for name, codes in sorted(strata.items())
        for code in ordered(codes, seed)[: wanted[name]]
    ]


def digest(rows: Iterable[tuple[str, str]]) -> str:
    """The mark of a list: SHA-256 of its sorted lines «code, tab, stratum», each with a feed."""
    lines = sorted(f"{plain(code)}\t{plain(stratum)}\n" for code, stratum in rows)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
