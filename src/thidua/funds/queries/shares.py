"""How the law wants the fund shared, by date, with its source."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from thidua.legal.codec import decode
from thidua.legal.sources import Basis
from thidua.legal.terms import Status


@dataclass(frozen=True, kw_only=True)
class ShareRule:
    """The share of the fund that goes under a heading from a day on."""

    heading: str
    in_force: date
    hundredths: int
    basis: Basis
    status: Status

    @property
    def is_verified(self) -> bool:
        return self.status is Status.VERIFIED


@dataclass(frozen=True)
class _Shares:
    rules: tuple[ShareRule, ...] = field(metadata={"key": "share"})


@cache
def _shares() -> tuple[ShareRule, ...]:
    text = (Path(__file__).parents[1] / "shares.toml").read_text("utf-8")
    return decode(_Shares, tomllib.loads(text)).rules


def share_rules(on: date) -> tuple[ShareRule, ...]:
    """The rules in force on a day, the newest of each heading."""
    newest: dict[str, ShareRule] = {}
    for rule in sorted(_shares(), key=lambda rule: rule.in_force):
        if rule.in_force <= on:
            newest[rule.heading] = rule
    return tuple(newest.values())
