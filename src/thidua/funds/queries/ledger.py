"""Funds with their plans, ledgers and balances, each cut to what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Max, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from thidua.funds import rules
from thidua.funds.models import Entry, Fund
from thidua.funds.states import SOURCES, USES, FundState, Heading, Side
from thidua.legal.figures import FundRule
from thidua.legal.funds import fund_share
from thidua.legal.terms import Status
from thidua.orgs.queries import units_in_reach
from thidua.orgs.states import Role

READERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
_CHANGE = Case(When(side=Side.IN, then=F("amount")), default=-F("amount"))


def funds_visible_to(actor: Any) -> QuerySet[Fund]:
    """Funds of units where one is officer, director or inspector."""
    units = units_in_reach(actor, READERS)
    return Fund.objects.filter(unit__in=units.values("pk")).select_related("unit")


def funds_with_sums(actor: Any) -> QuerySet[Fund]:
    """The same with what came in, went out and is left."""
    received = Case(When(entries__side=Side.IN, then=F("entries__amount")), default=0)
    spent = Case(When(entries__side=Side.OUT, then=F("entries__amount")), default=0)
    return funds_visible_to(actor).annotate(
        received=Coalesce(Sum(received), 0), spent=Coalesce(Sum(spent), 0),
        left=F("received") - F("spent"),
    )  # fmt: skip


def fund_of(pk: int) -> Fund | None:
    return Fund.objects.select_related("unit__parent").filter(pk=pk).first()


def entry_of(pk: int) -> Entry | None:
    return Entry.objects.select_related("fund__unit").filter(pk=pk).first()


def open_funds(unit: Any) -> QuerySet[Fund]:
    """The funds of a unit that take entries, the newest first."""
    return Fund.objects.filter(unit=unit, state=FundState.OPEN).order_by("-year")


def balance_of(fund: Fund) -> int:
    """What the fund holds."""
    return int(fund.entries.aggregate(left=Coalesce(Sum(_CHANGE), 0))["left"])


def next_number(fund: Fund) -> int:
    """The number of the next entry; the caller holds the fund's lock."""
    return int(fund.entries.aggregate(last=Coalesce(Max("number"), 0))["last"]) + 1


def is_corrected(entry: Entry) -> bool:
    return entry.corrections.exists()


def is_of_prizes(entry: Entry) -> bool:
    """Whether prizes hang on it: then it is taken back prize by prize."""
    return entry.prizes.exists() or entry.recovered.exists()


def plan_of(fund: Fund) -> dict[str, int]:
    """The planned amounts by heading."""
    return dict(fund.plan.values_list("heading", "amount"))


@dataclass(frozen=True)
class Booked:
    """A line of the ledger with what is left after it."""

    entry: Entry
    left: int
    may_be_corrected: bool


def ledger_of(fund: Fund) -> list[Booked]:
    """All entries by day, each with the running balance."""
    entries = list(
        fund.entries.select_related("corrects").order_by("day", "number")
    )  # fmt: skip
    left = rules.balances([entry.change for entry in entries])
    met = {entry.corrects_id for entry in entries}
    tied = set(fund.entries.filter(prizes__isnull=False).values_list("pk", flat=True))
    tied |= set(fund.entries.filter(recovered__isnull=False).values_list("pk", flat=True))
    return [
        Booked(entry, after, entry.corrects_id is None and entry.pk not in met | tied)
        for entry, after in zip(entries, left, strict=True)
    ]


@dataclass(frozen=True)
class Kept:
    """How a share asked by law stands in a fund."""

    rule: FundRule
    heading: str
    planned: int | None
    actual: int | None

    @property
    def planned_share(self) -> Decimal:
        return _share(self.planned)

    @property
    def actual_share(self) -> Decimal:
        return _share(self.actual)

    @property
    def asked(self) -> Decimal:
        return Decimal(self.rule.share.part) / self.rule.share.whole

    @property
    def is_verified(self) -> bool:
        return self.rule.status is Status.VERIFIED


def _share(hundredths: int | None) -> Decimal:
    return Decimal(hundredths or 0) / 10_000


@dataclass(frozen=True)
class Standing:
    """A fund's plan against what came about."""

    sources: Sequence[rules.Line]
    uses: Sequence[rules.Line]
    shares: Sequence[Kept]

    @property
    def planned_in(self) -> int:
        return sum(line.planned for line in self.sources)

    @property
    def planned_out(self) -> int:
        return sum(line.planned for line in self.uses)

    @property
    def received(self) -> int:
        return sum(line.actual for line in self.sources)

    @property
    def spent(self) -> int:
        return sum(line.actual for line in self.uses)

    @property
    def left(self) -> int:
        return self.received - self.spent


def standing_of(fund: Fund) -> Standing:
    """Plan against actual by heading, and the shares that the law asks on the year's last day."""
    planned = plan_of(fund)
    sums = fund.entries.order_by().values_list("heading").annotate(total=Sum("amount"))
    actual = dict(sums.values_list("heading", "total"))
    sources = rules.compared([each.value for each in SOURCES], planned, actual)
    uses = rules.compared([each.value for each in USES], planned, actual)
    lines = {line.heading: line for line in uses}
    whole_plan, whole = sum(s.planned for s in sources), sum(s.actual for s in sources)
    organising = lines[Heading.ORGANISING]
    rule = fund_share(date(fund.year, 12, 31))
    shares = [] if rule is None else [
        Kept(
            rule, str(Heading.ORGANISING.label),
            rules.share_of(organising.planned, whole_plan),
            rules.share_of(organising.actual, whole),
        )
    ]  # fmt: skip
    return Standing(sources, uses, shares)
