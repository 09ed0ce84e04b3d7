"""The reserve list of a round: who stands by, in which order, and who steps in for whom."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits, queries
from thidua.awards.models import Dossier, Round
from thidua.awards.states import ROUND, DossierState, RoundState
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused

STANDS_BY = (DossierState.SUBMITTED, DossierState.IN_COUNCIL, DossierState.RECOMMENDED)


@action(
    "awards.round.reserve", gettext_lazy("Đưa hồ sơ vào danh sách dự bị"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def hold_in_reserve(
    *, actor: Any, round: Round, dossiers: Sequence[int]  # noqa: A002 # the clerk's word for it
) -> list[Dossier]:  # fmt: skip
    """Put dossiers (by key, in this order) behind those that stand by for the same award."""
    _insist_on_going(round)
    order = {key: place for place, key in enumerate(dossiers)}
    rows = sorted(
        round.dossiers.filter(pk__in=order).select_related("person", "unit"),
        key=lambda row: order[row.pk],
    )
    if not rows:
        raise Refused(_("Chọn ít nhất một hồ sơ của đợt xét này."))
    last = dict(
        round.dossiers.exclude(reserve=None)
        .values_list("award")
        .annotate(Max("reserve"))
        .order_by()
    )
    for row in rows:
        if row.reserve is not None:
            raise Refused(_("%(who)s đã ở danh sách dự bị.") % {"who": row.subject})
        if row.state not in STANDS_BY or row.decision_id is not None:
            told = _("%(who)s (%(state)s): chỉ hồ sơ đã nộp, chưa vào quyết định được dự bị.")
            raise Refused(told % {"who": row.subject, "state": row.get_state_display()})
        row.reserve = last[row.award] = last.get(row.award, 0) + 1
    Dossier.objects.bulk_update(rows, ["reserve"])
    tabulate([[row.pk, row.award, row.reserve] for row in rows])
    return rows


def _insist_on_going(round: Round) -> None:  # noqa: A002 # the clerk's word for it
    if round.state == RoundState.CLOSED:
        raise Refused(ROUND.refusal(round, "close") or "")


@action(
    "awards.round.replace", gettext_lazy("Đưa hồ sơ dự bị vào thay"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def take_from_reserve(
    *, actor: Any, round: Round, award: str, instead_of: int | None = None  # noqa: A002 # the clerk's word for it
) -> Dossier:  # fmt: skip
    """The first who stands by for an award steps in, for the dossier `instead_of` if named."""
    _insist_on_going(round)
    row = next((each for each in queries.in_reserve(round) if each.award == award), None)
    if row is None:
        told = _("Danh sách dự bị của %(award)s không còn ai.")
        raise Refused(told % {"award": queries.name_of(award)})
    gone = None
    if instead_of is not None:
        out = [*queries.dropped_out(round), *queries.risen_back(round)]
        gone = next((each for each in out if each.pk == instead_of), None)
        if gone is None or gone.award != award:
            raise Refused(_("Chỉ thay hồ sơ cùng danh hiệu, hình thức đã bị trả lại hoặc rút."))
    _step_out(row)
    note(who=str(row.pk), instead_of=gone.pk if gone else None, award=award)
    return row


@action(
    "awards.dossier.leave_reserve", gettext_lazy("Bỏ khỏi danh sách dự bị"), on="dossier",
    permit=permits.is_officer,
)  # fmt: skip
def leave_reserve(*, actor: Any, dossier: Dossier) -> Dossier:
    """It is proposed like the others again, whatever its place was."""
    if dossier.reserve is None:
        raise Refused(_("%(who)s không ở danh sách dự bị.") % {"who": dossier.subject})
    _step_out(dossier)
    return dossier


def _step_out(row: Dossier) -> None:
    """Those behind move up by one."""
    place, row.reserve = row.reserve, None
    row.save(update_fields=["reserve"])
    behind = Dossier.objects.filter(round=row.round_id, award=row.award, reserve__gt=place)
    behind.update(reserve=F("reserve") - 1)
