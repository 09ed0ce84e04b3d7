"""Figures of initiatives and difficulties, for phases, boards and reviews."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.core.period import HANOI, Period
from thidua.initiatives import queries
from thidua.initiatives.models import Author, Difficulty, Entry, Initiative
from thidua.initiatives.states import Benefit, EntryState, Recognition
from thidua.movements.measures import (
    TABLES,
    Figure,
    Log,
    Logged,
    Table,
    counted,
    register,
    rolled_up,
)

MOST_LEADING = 10
"""So many authors at most are told as leading."""


@dataclass(frozen=True)
class _Asked:
    """What a board asks: which movement, of which units, in which days."""

    movement: Any
    units: Sequence[Any]
    span: Period

    def entries(self, model: type[Entry]) -> QuerySet[Any]:
        found = queries.in_movement(model, self.movement)
        return found.filter(queries.sent_within(self.span))

    def figures(self, found: QuerySet[Any], name: str, **part: str) -> dict[int, Figure]:
        """By unit, each opening the list of that `part`."""
        by_path = found.order_by().values_list("unit__path").annotate(Count("pk"))
        sums = rolled_up(self.units, by_path)
        return {
            unit.pk: counted(sums[unit.pk], self.table_url(name, unit=unit.pk, **part))
            for unit in self.units
        }

    def table_url(self, name: str, **more: Any) -> str:
        """The list of what stands in these days, narrowed by `more`."""
        days = {"sent_from": self.span.start, "sent_to": self.span.end}
        asked = {"movement": self.movement.pk, "state": queries.STANDING_NAME} | more
        asked |= {key: f"{day:%d/%m/%Y}" for key, day in days.items() if day is not None}
        return f"{reverse(name)}?{urlencode(asked)}"


def _log(model: type[Entry], states: Iterable[str], **more: str) -> Log:
    """What was sent in the movements themselves and stands in one of `states`, day by day."""

    def log(movements: Collection[int], period: Period) -> Iterable[Logged]:
        found = model._default_manager.filter(
            queries.sent_within(period), movement__in=movements, state__in=list(states), **more
        )
        days = found.order_by().annotate(day=TruncDate("submitted_at", tzinfo=HANOI))
        rows = days.values_list("movement", "unit__path", "day").annotate(Count("pk"))
        return [Logged(*row) for row in rows]

    return log


@register(
    "initiatives.submitted", label=_("Sáng kiến đã gửi"), unit=_("sáng kiến"),
    enter_url="initiatives:create", log=_log(Initiative, queries.STANDING),
)  # fmt: skip
def submitted(movement: Any, units: Sequence[Any], period: Period) -> dict[int, Figure]:
    """Initiatives sent in the period and not returned, verified ones included."""
    asked = _Asked(movement, units, period)
    return asked.figures(asked.entries(Initiative), "initiatives:list", state=queries.STANDING_NAME)


@register(
    "initiatives.verified", label=_("Sáng kiến đã xác nhận"), unit=_("sáng kiến"),
    enter_url="initiatives:create", log=_log(Initiative, [EntryState.VERIFIED]),
)  # fmt: skip
def verified(movement: Any, units: Sequence[Any], period: Period) -> dict[int, Figure]:
    """Of those sent in the period, the verified ones: a head's delay does not move the week."""
    asked = _Asked(movement, units, period)
    found = asked.entries(Initiative).filter(state=EntryState.VERIFIED)
    return asked.figures(found, "initiatives:list", state=EntryState.VERIFIED)


@register(
    "initiatives.recognised", label=_("Sáng kiến được công nhận"), unit=_("sáng kiến"),
    enter_url="initiatives:create",
    log=_log(Initiative, [EntryState.VERIFIED], recognition=Recognition.RECOGNISED),
)  # fmt: skip
def recognised(movement: Any, units: Sequence[Any], period: Period) -> dict[int, Figure]:
    """Of those sent in the period, what the head of the unit recognised after the council."""
    asked = _Asked(movement, units, period)
    found = asked.entries(Initiative).filter(recognition=Recognition.RECOGNISED)
    return asked.figures(found, "initiatives:list", recognition=Recognition.RECOGNISED)


@register(
    "difficulties.solved", label=_("Khó khăn đã tháo gỡ"), unit=_("khó khăn"),
    enter_url="initiatives:difficulty_create", log=_log(Difficulty, [EntryState.VERIFIED]),
)  # fmt: skip
def solved(movement: Any, units: Sequence[Any], period: Period) -> dict[int, Figure]:
    """Verified difficulties sent in the period."""
    asked = _Asked(movement, units, period)
    found = asked.entries(Difficulty).filter(state=EntryState.VERIFIED)
    return asked.figures(found, "initiatives:difficulty_list", state=EntryState.VERIFIED)


@TABLES.register("initiatives.by_benefit")
def by_benefit(movement: Any, period: Period) -> Table:
    """Initiatives by kind of benefit; before and after are sums of verified ones that tell both.

    Figures of one kind are added up by their unit of measurement, as it is spelled or not.
    """
    asked = _Asked(movement, [], period)
    verified_ones = Q(state=EntryState.VERIFIED)
    measured = verified_ones & Q(figure_before__isnull=False, figure_after__isnull=False)
    grouped = asked.entries(Initiative).order_by().values("benefit", "figure_unit")
    rows = grouped.annotate(
        sent=Count("pk"), verified=Count("pk", filter=verified_ones),
        before=Sum("figure_before", filter=measured), after=Sum("figure_after", filter=measured),
    ).values_list("benefit", "figure_unit", "sent", "verified", "before", "after")  # fmt: skip
    found: dict[tuple[str, str], list[Any]] = {}
    for benefit, spelled, *numbers in sorted(rows):
        key = (benefit, " ".join(spelled.split()).casefold())
        found[key] = [
            _added(*pair) for pair in zip(found.get(key, [None] * 4), numbers, strict=True)
        ]
    order = {str(benefit): place for place, benefit in enumerate(Benefit)}
    keys = sorted(found, key=lambda key: (order[key[0]], key[1]))
    return Table(
        title=_("Sáng kiến theo loại lợi ích"),
        columns=(
            _("Loại lợi ích"), _("Đơn vị tính"), _("Sáng kiến đã gửi"),
            _("Sáng kiến đã xác nhận"), _("Trước"), _("Sau"),
        ),
        rows=[
            (str(Benefit(benefit).label).capitalize(), unit or str(_("chưa có số đo")), *numbers)
            for (benefit, unit), numbers in ((key, found[key]) for key in keys)
        ],
        urls=[asked.table_url("initiatives:list", benefit=benefit) for benefit, _unit in keys],
    )  # fmt: skip


def _added(one: Any, other: Any) -> Any:
    return other if one is None else one if other is None else one + other


@TABLES.register("initiatives.difficulties")
def difficulties(movement: Any, period: Period) -> Table:
    """Verified difficulties with how they were solved, in list order of their units."""
    asked = _Asked(movement, [], period)
    found = asked.entries(Difficulty).filter(state=EntryState.VERIFIED)
    rows = found.order_by("unit__sort_key", "pk").values_list(
        "pk", "title", "solution", "unit__name"
    )
    return Table(
        title=_("Khó khăn, vướng mắc đã tháo gỡ"),
        columns=(_("Khó khăn, vướng mắc"), _("Cách giải quyết"), _("Đơn vị")),
        rows=[(title, shorten(solution, 300, placeholder=" …"), unit)
              for _pk, title, solution, unit in rows],
        urls=[reverse("initiatives:difficulty_detail", args=[pk]) for pk, *_rest in rows],
    )  # fmt: skip


@TABLES.register("initiatives.leading")
def leading(movement: Any, period: Period) -> Table:
    """Authors with the most verified initiatives, joint ones counted for each of their authors.

    Who stands level with somebody for whom there is no place is left out with them: nobody is
    told, or left untold, by an accident of the alphabet.
    """
    asked = _Asked(movement, [], period)
    verified_ones = asked.entries(Initiative).filter(state=EntryState.VERIFIED)
    people = (
        Author.objects.filter(initiative__in=verified_ones.order_by().values("pk"))
        .order_by().values("person__full_name", "person__sort_key", "person")
        .annotate(
            units=ArrayAgg("initiative__unit__name", distinct=True),
            number=Count("pk"),
            recognised=Count(
                "pk", filter=Q(initiative__recognition=Recognition.RECOGNISED)
            ),
        )
        .order_by("-number", "person__sort_key", "person")[: MOST_LEADING + 1]
    )  # fmt: skip
    rows = list(people)
    if len(rows) > MOST_LEADING:
        rows = [row for row in rows if row["number"] > rows[-1]["number"]]
    return Table(
        title=_("Tác giả có nhiều sáng kiến được xác nhận nhất"),
        columns=(
            _("Họ và tên"), _("Đơn vị"), _("Sáng kiến đã xác nhận"), _("Sáng kiến được công nhận"),
        ),
        rows=[
            (row["person__full_name"], ", ".join(row["units"]), row["number"], row["recognised"])
            for row in rows
        ],
        urls=[
            asked.table_url(
                "initiatives:list", state=EntryState.VERIFIED, q=row["person__full_name"]
            ) for row in rows
        ],
    )  # fmt: skip
