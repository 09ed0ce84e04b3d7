"""Who is proposed beside who works there: shares, rotation, years waited. It informs only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import rules
from thidua.awards.models import Decision, Dossier, Honour, Round
from thidua.awards.states import Category, DossierState
from thidua.care.rules import LEAST, hidden, is_small
from thidua.core.permit import Reason
from thidua.core.text import fold
from thidua.orgs.queries import members_of, offices_on, units_by_pk
from thidua.orgs.states import Sex
from thidua.ui import formats
from thidua.ui.charts import Bars, Series

GONE = (DossierState.WITHDRAWN, DossierState.NOT_RECOMMENDED, DossierState.REFUSED)
SPANS: Sequence[tuple[int, int, Reason]] = (
    (0, 1, gettext_lazy("dưới 2 năm")), (2, 2, gettext_lazy("2 năm")),
    (3, 5, gettext_lazy("3 đến 5 năm")), (6, 10**3, gettext_lazy("trên 5 năm")),
)  # fmt: skip
NEVER = gettext_lazy("chưa được khen lần nào")
RUNNING = 3
"""So many years with an honour, one after the other, make somebody a repeat winner."""


@dataclass(frozen=True)
class Part:
    """So many of so many; a count that would point at somebody is kept back."""

    count: int
    of: int
    is_hidden: bool = False

    @property
    def is_shown(self) -> bool:
        small = is_small(self.count) or is_small(self.of)
        return bool(self.of) and not self.is_hidden and not small

    @property
    def percent(self) -> int | None:
        """Whole percent; none where nothing is known or the count is small."""
        return round(100 * self.count / self.of) if self.is_shown else None

    @property
    def told(self) -> str:
        if not self.of:
            return _("chưa có dữ liệu")
        if is_small(self.of):
            return _("dưới %(least)s người") % {"least": LEAST}
        if not self.is_shown:
            return _("dưới %(least)s trên %(of)s") % {"least": LEAST, "of": formats.number(self.of)}
        return _("%(count)s trên %(of)s (%(share)s)") % {
            "count": formats.number(self.count), "of": formats.number(self.of),
            "share": formats.percent(self.count / self.of, 0),
        }  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A group among those proposed and among all who work there."""

    label: str
    chosen: Part
    unit: Part


@dataclass(frozen=True)
class Fairness:
    """Everything on the page; `missing` are sentences on what the records do not say."""

    people: int
    collectives: int
    staff: int
    groups: Sequence[Row]
    waits: Sequence[Row]
    departments: Sequence[Row]
    again: Part
    running: Sequence[tuple[Any, int]]
    median_wait: float | None
    missing: Sequence[str]

    def chart(self, title: str, rows: Sequence[Row]) -> Bars:
        return Bars(
            title, [row.label for row in rows],
            [
                Series(_("Được đề nghị"), [row.chosen.percent for row in rows]),
                Series(_("Toàn đơn vị"), [row.unit.percent for row in rows]),
            ],
            unit="%",
        )  # fmt: skip


def of_round(round: Round, *, on: date) -> Fairness:  # noqa: A002 # the clerk's word for it
    """Of everybody in a round who still may be praised."""
    return _fairness(round.dossiers.exclude(state__in=GONE), round, on)


def of_decision(decision: Decision, *, on: date) -> Fairness:
    """Of everybody on the list of a draft."""
    return _fairness(decision.dossiers.all(), decision.round, on)


@dataclass(frozen=True)
class _Staff:
    """What is known of everybody: sex, category, department, years of honours."""

    sexes: Mapping[int, str]
    categories: Mapping[int, str]
    departments: Mapping[int, int]
    years: Mapping[int, set[int]]


def _fairness(dossiers: Any, round: Round, on: date) -> Fairness:  # noqa: A002 # the clerk's word for it
    rows: list[Dossier] = list(dossiers.select_related("person").order_by("person__sort_key", "pk"))
    people = {row.person.pk: row.person for row in rows if row.person}
    homes = {row.person_id or 0: row.home_unit_id for row in rows if row.person}
    staff = list(members_of(round.unit, on=on).filter(erased_at=None))
    known = _known({each.pk: each for each in staff} | people, homes, round, on)
    chosen, everybody = list(people), [each.pk for each in staff]
    waits = {key: _waited(known.years.get(key, ()), round.year) for key in {*chosen, *everybody}}
    last = {key for key in everybody if round.year - 1 in known.years.get(key, ())}
    running = [
        (people[key], count) for key in chosen
        if (count := _in_a_row(known.years.get(key, ()), round.year - 1)) >= RUNNING
    ]  # fmt: skip
    told = [wait for key in chosen if (wait := waits[key]) is not None]
    return Fairness(
        people=len(chosen), collectives=sum(row.unit_id is not None for row in rows),
        staff=len(everybody), groups=_groups(chosen, everybody, known),
        waits=_waits(chosen, everybody, waits),
        departments=_departments(chosen, everybody, known),
        again=Part(len(last & set(chosen)), len(last)), running=running,
        median_wait=rules.median(told), missing=_missing(everybody, known),
    )  # fmt: skip


def _known(people: Mapping[int, Any], homes: Mapping[int, int], round: Round, on: date) -> _Staff:  # noqa: A002 # the clerk's word for it
    held: dict[int, set[int]] = defaultdict(set)
    given = Honour.objects.filter(person__in=people, revoked_on=None, decided_on__lt=on)
    for key, year in given.values_list("person_id", "year"):
        held[key or 0].add(year)
    offices = offices_on(people.values(), on=on)
    current = Q(memberships__valid_to=None) | Q(memberships__valid_to__gte=on)
    within = members_of(round.unit, on=on).filter(
        current, memberships__valid_from__lte=on,
        memberships__unit__path__startswith=round.unit.path,
        memberships__unit__line=round.unit.line,
    )  # fmt: skip
    return _Staff(
        sexes={key: person.sex for key, person in people.items()},
        categories={
            key: rules.category_of((level, fold(title)) for level, title in offices.get(key, ()))
            for key in people
        },
        departments=dict(within.values_list("pk", "memberships__unit_id")) | dict(homes),
        years=held,
    )


def _part(keys: Iterable[int], has: Any, knows: Any) -> Part:
    counted = [key for key in keys if knows(key)]
    return Part(sum(bool(has(key)) for key in counted), len(counted))


def _groups(chosen: Sequence[int], everybody: Sequence[int], known: _Staff) -> list[Row]:
    def sex(key: int) -> str:
        return known.sexes.get(key, "")

    def category(key: int) -> str:
        return known.categories.get(key, "")

    asked: list[tuple[str, Any, Any]] = [
        (_("Nữ"), lambda key: sex(key) == Sex.FEMALE, sex),
        (_("Người trực tiếp"), lambda key: category(key) == Category.DIRECT, category),
        (_("Lãnh đạo, quản lý"), lambda key: category(key) != Category.DIRECT, category),
    ]
    return [
        Row(label, _part(chosen, has, knows), _part(everybody, has, knows))
        for label, has, knows in asked
    ]


def _waited(years: Iterable[int], year: int) -> int | None:
    """Years since the last honour before; none for who never had one."""
    before = [each for each in years if each <= year]
    return year - max(before) if before else None


def _in_a_row(years: Iterable[int], last: int) -> int:
    held, count = set(years), 0
    while last - count in held:
        count += 1
    return count


def _waits(
    chosen: Sequence[int], everybody: Sequence[int], waits: Mapping[int, int | None]
) -> list[Row]:
    def row(label: str, has: Any) -> Row:
        return Row(str(label), _part(chosen, has, _always), _part(everybody, has, _always))

    spans = [
        row(str(label), lambda key, low=low, high=high: _between(waits[key], low, high))
        for low, high, label in SPANS
    ]
    return [*spans, row(str(NEVER), lambda key: waits[key] is None)]


def _between(wait: int | None, low: int, high: int) -> bool:
    return wait is not None and low <= wait <= high


def _always(_key: int) -> bool:
    return True


def _departments(chosen: Sequence[int], everybody: Sequence[int], known: _Staff) -> list[Row]:
    """By department, the largest first; small counts are covered so that no sum gives them away."""
    here = Counter(known.departments[key] for key in chosen if key in known.departments)
    there = Counter(known.departments[key] for key in everybody if key in known.departments)
    names = units_by_pk({*here, *there})
    keys = sorted(names, key=lambda key: (-there[key], names[key].sort_key, key))
    veiled = hidden([here[key] for key in keys])
    return [
        Row(
            str(names[key]),
            Part(here[key], len(chosen), is_hidden=veiled is None or place in veiled),
            Part(there[key], len(everybody)),
        ) for place, key in enumerate(keys)
    ]  # fmt: skip


def _missing(everybody: Sequence[int], known: _Staff) -> list[str]:
    of = formats.number(len(everybody))
    without_sex = sum(not known.sexes.get(key) for key in everybody)
    without_office = sum(not known.categories.get(key) for key in everybody)
    said = []
    if without_sex:
        said.append(
            _("Chưa ghi giới tính của %(count)s trên %(of)s người.")
            % {"count": formats.number(without_sex), "of": of}
        )
    if without_office:
        said.append(
            _("Chưa ghi chức vụ, vị trí của %(count)s trên %(of)s người.")
            % {"count": formats.number(without_office), "of": of}
        )
    return [*said, _("Chưa có dữ liệu người làm việc theo ca, kíp.")]
