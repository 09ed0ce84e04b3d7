"""Runs every worked example: those of the packs, of overlays, and of the dated numbers."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import zip_longest
from pathlib import Path

from thidua.legal.assess import assess
from thidua.legal.codec import decode
from thidua.legal.packs import Judgement, Pack, expectations, packs
from thidua.legal.prizes import PrizeItem, payable
from thidua.legal.quotas import EXCELLENT_PERSON, excellent
from thidua.legal.thresholds import Threshold, threshold_for


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One example: of what, under which name, and what came out otherwise than it states."""

    of: str
    name: str
    on: date
    differences: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.differences


@dataclass(frozen=True, kw_only=True)
class VoteExample:
    """So many of so many members agree: whether that is enough."""

    name: str
    award: str
    on: date
    members: int
    agree: int
    met: bool


@dataclass(frozen=True, kw_only=True)
class PaymentExample:
    """What is paid for each of one subject's awards; 0 where a higher one is paid instead."""

    name: str
    items: tuple[PrizeItem, ...]
    paid: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ExcellentExample:
    """How many may be excellent, by both ways of counting."""

    name: str
    on: date
    counted: int
    inclusive: int
    exclusive: int
    of: str = EXCELLENT_PERSON
    unit_is_excellent: bool = False


@dataclass(frozen=True, kw_only=True)
class Worked:
    """Everything in worked.toml."""

    votes: tuple[VoteExample, ...] = field(metadata={"key": "vote"})
    payments: tuple[PaymentExample, ...] = field(metadata={"key": "payment"})
    excellent: tuple[ExcellentExample, ...]


@cache
def worked() -> Worked:
    """The examples of votes, payment and quotas."""
    text = (Path(__file__).parent / "worked.toml").read_text("utf-8")
    return decode(Worked, tomllib.loads(text))


def check_examples(overlays: Sequence[Pack] = ()) -> Iterator[Checked]:
    """Every example shipped, then those of the overlays given, each judged anew."""
    for pack in packs().values():
        yield from check_pack(pack)
    for overlay in overlays:
        yield from check_pack(overlay, overlays=(overlay,))
    yield from _votes()
    yield from _payments()
    yield from _excellent()


def check_pack(pack: Pack, *, overlays: Sequence[Pack] = ()) -> Iterator[Checked]:
    """The examples of one pack or overlay."""
    for example, evidence, expected in expectations(pack):
        found = assess(pack.code, evidence, on=example.on, overlays=overlays, stage=example.stage)
        got = [
            Judgement(
                verdict=reading.verdict,
                findings={item.criterion: item.verdict for item in reading.findings},
            )
            for reading in found.readings
        ]
        got[0] = replace(got[0], verdict=found.verdict)
        wanted = [Judgement(verdict=expected.verdict, findings=expected.findings)]
        if expected.beside:
            wanted.append(expected.beside)
        yield _checked(pack.code, example.name, example.on, _unlike(wanted, got))


def _unlike(wanted: Sequence[Judgement], got: Sequence[Judgement]) -> Iterator[str]:
    for want, have in zip_longest(wanted, got):
        if want is None or have is None:
            yield "readings"
            return
        if want.verdict is not have.verdict:
            yield f"verdict: {want.verdict} ≠ {have.verdict}"
        for name in sorted({*want.findings, *have.findings}):
            one, other = want.findings.get(name), have.findings.get(name)
            if one is not other:
                yield f"{name}: {one or '-'} ≠ {other or '-'}"


def _votes() -> Iterator[Checked]:
    for one in worked().votes:
        rule = threshold_for(one.award, one.on)
        met = isinstance(rule, Threshold) and rule.met(one.agree, one.members)
        yield _checked(one.award, one.name, one.on, _figures({"met": (one.met, met)}))


def _payments() -> Iterator[Checked]:
    for one in worked().payments:
        amounts = [item.prize.amount if item.paid else 0 for item in payable(one.items)]
        pairs = {
            item.award: (want, got)
            for item, want, got in zip(one.items, one.paid, amounts, strict=True)
        }
        last = one.items[-1]
        yield _checked(last.award, one.name, last.on, _figures(pairs))


def _excellent() -> Iterator[Checked]:
    for one in worked().excellent:
        found = excellent(one.counted, one.on, of=one.of, unit_is_excellent=one.unit_is_excellent)
        got = (found.inclusive, found.exclusive) if found else (None, None)
        pairs = {"inclusive": (one.inclusive, got[0]), "exclusive": (one.exclusive, got[1])}
        yield _checked(one.of, one.name, one.on, _figures(pairs))


def _figures(pairs: Mapping[str, tuple[object, object]]) -> Iterator[str]:
    return (f"{name}: {want} ≠ {got}" for name, (want, got) in pairs.items() if want != got)


def _checked(of: str, name: str, on: date, differences: Iterator[str]) -> Checked:
    return Checked(of=of, name=name, on=on, differences=tuple(differences))
