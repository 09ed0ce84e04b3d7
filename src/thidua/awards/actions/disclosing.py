"""A round's list shown for comments before the decision."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits, queries
from thidua.awards.models import Round
from thidua.awards.states import ROUND, RoundState
from thidua.core.action import action
from thidua.core.permit import Refused
from thidua.disclosures import actions as disclosures
from thidua.disclosures.states import Reach


@action(
    "awards.round.disclose", gettext_lazy("Công khai danh sách đề nghị"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def disclose_round(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    on: date,
    starts_on: date,
    reach: Reach | str,
    days: int | None = None,
    regulation: str = "",
) -> Any:
    """Freeze and show all that has been handed in and stands: name, unit, award, achievement."""
    if round.state == RoundState.CLOSED:
        raise Refused(ROUND.refusal(round, "close") or "")
    rows = queries.disclosable(round)
    if not rows:
        raise Refused(_("Chưa có hồ sơ nào đã nộp để công khai."))
    return disclosures.open_disclosure(
        actor=actor, unit=round.unit, on=on, title=round.name, reach=reach, starts_on=starts_on,
        days=days, regulation=regulation, kind=permits.DISCLOSED, subject_id=round.pk,
        url=reverse("awards:round", args=[round.pk]),
        lines=[
            disclosures.Line(
                name=str(row.subject), proposed=queries.name_of(row.award),
                unit_name=row.home_unit.name if row.person else "", summary=row.achievement,
                key=row.pk, person=row.person, unit=row.unit,
            )
            for row in rows
        ],
    )  # fmt: skip
