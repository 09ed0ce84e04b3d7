"""Targets against results, and how much has been reported, as tables behind a review."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.core import period as clock
from thidua.core.period import Period
from thidua.indicators import queries
from thidua.indicators.looked import Judged
from thidua.indicators.queries import Frames, Look
from thidua.indicators.told import Told
from thidua.movements.measures import TABLES, Table


def _told(movement: Any, period: Period) -> Iterator[Told]:
    """What every set of the movement says of the reporting periods that are over by then."""
    today = clock.today()
    for of_set in queries.sets_of_movement(movement):
        look = Look(
            set=of_set, unit=of_set.unit, starts_on=max(of_set.starts_on, period.start),
            ends_on=min(of_set.ends_on, period.end or today), on=today,
        )  # fmt: skip
        if look.starts_on <= look.ends_on:
            yield Told.of(look, Frames(of_set, on=today))


def _url(told: Told) -> str:
    return reverse("indicators:rollup", args=[told.look.set.pk])


@TABLES.register("indicators.targets")
def targets(movement: Any, period: Period) -> Table:
    """Each target beside the figure that it judges; a missing report is never nought."""
    rows: list[tuple[Any, ...]] = []
    urls: list[str] = []
    for told in _told(movement, period):
        for line in told.lines:
            value = f"{line.parts} = {line.value}" if line.parts else line.value
            wanted: Sequence[Judged | None] = line.judged or [None]
            for judged in wanted:
                rows.append(
                    (
                        line.meaning.name, judged.told if judged else "",
                        judged.said or value if judged else value,
                        str(judged.label) if judged else "", line.filled.assigned,
                        line.filled.reported, line.missing, line.filled.absent,
                    )
                )  # fmt: skip
                urls.append(_url(told))
    return Table(
        title=_("Mức chỉ tiêu và kết quả"),
        columns=(
            _("Chỉ tiêu"), _("Mức"), _("Kết quả"), _("Đánh giá"), _("Báo cáo được giao"),
            _("Đã báo cáo"), _("Chưa báo cáo"), _("Không áp dụng"),
        ),
        rows=rows, urls=urls,
    )  # fmt: skip


@TABLES.register("indicators.completeness")
def completeness(movement: Any, period: Period) -> Table:
    """How much of what is asked the units right below have said, and how much of it in time."""
    found = [(told, row) for told in _told(movement, period) for row in told.rows]
    return Table(
        title=_("Mức đầy đủ của số liệu chỉ tiêu"),
        columns=(
            _("Đơn vị"), _("Số liệu được giao"), _("Đã báo cáo"), _("Chưa báo cáo"),
            _("Không áp dụng"), _("Gửi đúng hạn"),
        ),
        rows=[
            (
                str(row.unit), row.filled.assigned, row.filled.reported, row.missing,
                row.filled.absent, row.filled.on_time,
            ) for _told_of, row in found
        ],
        urls=[_url(told) for told, _row in found],
    )  # fmt: skip
