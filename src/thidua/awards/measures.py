"""Tables of a movement's honours, for its reviews."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.awards import queries
from thidua.awards.models import Dossier, Honour
from thidua.awards.states import DossierState
from thidua.core.period import Period
from thidua.core.permit import Reason
from thidua.movements.measures import TABLES, Table

OF_WHOM = (_("Tập thể"), _("Cá nhân"))


def _honours(movement: Any, period: Period) -> QuerySet[Honour]:
    """What decisions of the movement's rounds brought in the period and stands."""
    found = Honour.objects.filter(decision__round__movement=movement, revoked_on=None)
    found = found.filter(decided_on__gte=period.start)
    return found.filter(decided_on__lte=period.end) if period.end is not None else found


def _by_award(rows: Iterable[tuple[str, int | None]], title: Reason, url: str) -> Table:
    """Awards with how many collectives and people; `rows` are an award and its person, if any."""
    counts: Counter[tuple[str, bool]] = Counter(
        (award, person is not None) for award, person in rows
    )
    awards = sorted({award for award, _is_person in counts}, key=queries.name_of)
    return Table(
        title=title,
        columns=(_("Danh hiệu, hình thức"), *OF_WHOM),
        rows=[
            (queries.name_of(award), counts[award, False], counts[award, True]) for award in awards
        ],
        urls=[url for _award in awards],
    )


@TABLES.register("awards.honours")
def honours(movement: Any, period: Period) -> Table:
    """How many were commended with what, by the day of the decision."""
    rows = _honours(movement, period).values_list("award", "person")
    return _by_award(rows, _("Kết quả khen thưởng"), reverse("awards:registry"))


@TABLES.register("awards.exemplars")
def exemplars(movement: Any, period: Period) -> Table:
    """Who was commended and for what, as the decisions name them: collectives first."""
    found = _honours(movement, period).select_related("person", "unit", "dossier__home_unit")
    rows = sorted(
        found.order_by("award", "pk"),
        key=lambda row: (row.person_id is not None, row.subject.sort_key, row.pk),
    )
    return Table(
        title=_("Tập thể, cá nhân được khen thưởng"),
        columns=(_("Họ và tên, tập thể"), _("Đơn vị"), _("Hình thức"), _("Thành tích")),
        rows=[
            (
                str(row.subject), str(row.dossier.home_unit) if row.dossier and row.person else "",
                queries.name_of(row.award), (row.achievement.strip().splitlines() or [""])[0],
            ) for row in rows
        ],
        urls=[reverse("awards:registry") for _row in rows],
    )  # fmt: skip


@TABLES.register("awards.proposed")
def proposed(movement: Any, period: Period) -> Table:
    """What councils recommend and no issued decision has brought yet; numbers, no names."""
    rows = Dossier.objects.filter(round__movement=movement, state=DossierState.RECOMMENDED)
    return _by_award(
        rows.values_list("award", "person"), _("Hội đồng thống nhất đề nghị khen thưởng"),
        reverse("awards:rounds"),
    )  # fmt: skip
