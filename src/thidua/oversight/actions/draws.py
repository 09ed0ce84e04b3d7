"""A sample that anybody can repeat: the list is fixed, then the seed published, then drawn."""

import secrets
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.oversight import permits, queries, rules
from thidua.oversight.models import Draw, Plan, Visit
from thidua.oversight.states import CHOOSING, DRAW, DrawState

SHORTEST = 6


@action(
    "oversight.draw.prepare", gettext_lazy("Chốt danh sách để rút mẫu"), on="plan",
    permit=permits.plans,
)  # fmt: skip
def prepare_draw(*, actor: Any, plan: Plan, of: str, strata: str, size: int) -> Draw:
    """Fix what is drawn from and how many, before anybody knows the seed.

    A list to which no seed was published is replaced: nothing was known of it.
    """
    _insist_on_time(plan)
    if plan.draws.filter(state=DrawState.SEEDED).exists():
        raise Refused(_("Mã rút mẫu đã công bố: rút mẫu theo mã đó trước đã."))
    lines = queries.lines_for(plan, of, strata)
    if not 1 <= size <= len(lines):
        raise Refused(
            _("Danh sách có %(all)s dòng: rút từ 1 đến %(all)s.") % {"all": len(lines)}
            if lines else _("Danh sách để rút mẫu còn trống.")
        )  # fmt: skip
    plan.draws.filter(state=DrawState.PREPARED).delete()
    mark = rules.digest([(line[0], line[2]) for line in lines])
    note(lines=len(lines), digest=mark)
    return Draw.objects.create(
        plan=plan, of=of, strata=strata, size=size, listed=lines, digest=mark,
        prepared_by=actor, prepared_at=period.now(),
    )  # fmt: skip


@action("oversight.draw.seed", gettext_lazy("Công bố mã rút mẫu"), on="draw", permit=permits.plans)
def publish_seed(*, actor: Any, draw: Draw, seed: str = "") -> Draw:
    """Write the seed once, before drawing: as given at a public meeting, else made at random."""
    _insist_on_time(draw.plan)
    DRAW.move(draw, "seed")
    draw.seed, draw.is_made = rules.plain(seed), not seed.strip()
    if draw.is_made:
        draw.seed = secrets.token_hex(16)
    elif len(draw.seed) < SHORTEST:
        raise Refused(
            _("Mã rút mẫu cần ít nhất %(least)s ký tự để không ai đoán trước được.")
            % {"least": SHORTEST}
        )
    draw.seeded_by, draw.seeded_at = actor, period.now()
    draw.save()
    return draw


@action("oversight.draw.draw", gettext_lazy("Rút mẫu"), on="draw", permit=permits.plans)
def perform_draw(*, actor: Any, draw: Draw) -> Draw:
    """What list and seed lead to; each unit drawn gets its visit, once."""
    _insist_on_time(draw.plan)
    DRAW.move(draw, "draw")
    draw.drawn = rules.sample([(line[0], line[2]) for line in draw.listed], draw.seed, draw.size)
    draw.drawn_by, draw.drawn_at = actor, period.now()
    draw.save()
    known = set(draw.plan.visits.values_list("unit", flat=True))
    units = dict.fromkeys(line[3] for line in queries.drawn_lines(draw))
    new = [key for key in units if key not in known]
    Visit.objects.bulk_create(Visit(plan=draw.plan, unit_id=key, draw=draw) for key in new)
    note(drawn=len(draw.drawn), visits=len(new))
    return draw


@action(
    "oversight.visit.choose", gettext_lazy("Chọn thêm đơn vị kiểm tra"), on="plan",
    permit=permits.plans,
)  # fmt: skip
def choose_unit(*, actor: Any, plan: Plan, unit: Any, reason: str) -> Visit:
    """A unit beside the sample, with the reason that stays beside its name."""
    _insist_on_time(plan)
    if not reason.strip():
        raise Refused(_("Ghi lý do chọn đơn vị này ngoài mẫu."))
    if unit not in queries.units_to_inspect(plan):
        raise Refused(_("%(unit)s không báo cáo bộ chỉ tiêu được kiểm tra.") % {"unit": unit})
    if plan.visits.filter(unit=unit).exists():
        raise Refused(_("%(unit)s đã có trong đợt kiểm tra.") % {"unit": unit})
    return Visit.objects.create(plan=plan, unit=unit, reason=reason.strip()[:300])


def _insist_on_time(plan: Plan) -> None:
    if plan.state not in CHOOSING:
        raise Refused(_("Rút mẫu và chọn đơn vị khi kế hoạch đã duyệt và chưa kết thúc."))
