"""Opening a round, recording ratings, and putting its dossiers before a council."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits, queries
from thidua.awards.actions import moving
from thidua.awards.actions.dossiers import pass_gates
from thidua.awards.models import Dossier, Rating, Round
from thidua.awards.queries import deadlines
from thidua.awards.states import ROUND, DossierState, RatingLevel, RoundState, Way
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.councils import actions as councils
from thidua.legal.packs import packs


def _insist_on_awards(awards: Sequence[str]) -> list[str]:
    unknown = sorted(set(awards) - packs().keys())
    if unknown:
        raise Refused(_("Chưa có bộ quy tắc cho: %(codes)s.") % {"codes": ", ".join(unknown)})
    if not awards:
        raise Refused(_("Chọn ít nhất một danh hiệu hoặc hình thức để xét."))
    return [code for code in packs() if code in set(awards)]


@action(
    "awards.round.create", gettext_lazy("Mở đợt xét khen thưởng"), on="unit",
    permit=permits.is_officer,
)  # fmt: skip
def create_round(
    *,
    actor: Any,
    unit: Any,
    name: str,
    year: int,
    awards: Sequence[str],
    submit_by: date | None = None,
    movement: Any = None,
    way: Way | str = Way.MERIT,
) -> Round:
    """Open a round of a unit for a year of achievement, or for a movement that has started.

    Without a last day of its own it takes the first that a local rule or the law sets.
    """
    if movement is not None and movement.state == "draft":
        raise Refused(_("Phong trào «%(title)s» chưa phát động.") % {"title": movement})
    kept = _insist_on_awards(awards)
    return Round.objects.create(
        unit=unit, name=name.strip(), year=year, awards=kept,
        submit_by=submit_by or _due_by(unit, kept, year), movement=movement, way=Way(way),
    )  # fmt: skip


def _due_by(unit: Any, awards: Sequence[str], year: int) -> date:
    dues = deadlines.dues_of(unit, awards, year, on=period.today())
    if not dues:
        raise Refused(_("Ghi ngày cuối nhận hồ sơ: chưa có quy định nào đặt thời hạn."))
    return dues[0].day


@action("awards.round.update", gettext_lazy("Sửa đợt xét"), on="round", permit=permits.is_officer)
def update_round(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    name: str,
    awards: Sequence[str],
    submit_by: date,
    way: Way | str | None = None,
) -> Round:
    """Change name, awards, way or the last day; an award with dossiers stays."""
    if round.state == RoundState.CLOSED:
        raise Refused(ROUND.refusal(round, "close") or "")
    kept = _insist_on_awards(awards)
    used = set(_open(round).values_list("award", flat=True)) - set(kept)
    if used:
        names = ", ".join(sorted(queries.name_of(code) for code in used))
        raise Refused(_("Đã có hồ sơ đề nghị: %(names)s.") % {"names": names})
    round.name, round.awards, round.submit_by = name.strip(), kept, submit_by
    round.way = Way(way) if way else round.way
    round.save()
    return round


def _open(round: Round) -> Any:  # noqa: A002 # the clerk's word for it
    return round.dossiers.exclude(state=DossierState.WITHDRAWN)


@action(
    "awards.ratings.record", gettext_lazy("Ghi xếp loại hằng năm"), on="unit",
    permit=permits.is_officer,
)  # fmt: skip
def record_ratings(
    *,
    actor: Any,
    unit: Any,
    year: int,
    levels: Mapping[Any, RatingLevel],
    basis: str = "",
    is_provisional: bool = False,
) -> int:
    """Keep the year's rating of people and units, the newest standing; returns how many changed.

    `basis` names the paper, or who signed a provisional rating.
    """
    if is_provisional and not basis.strip():
        raise Refused(_("Xếp loại tạm cần ghi người ký."))
    people = {s.pk: s for s in levels if hasattr(s, "full_name")}
    units = {s.pk: s for s in levels if s.pk not in people or people[s.pk] is not s}
    before = {
        ("person", r.person_id) if r.person_id else ("unit", r.unit_id): r
        for r in [
            *Rating.objects.filter(year=year, person__in=people),
            *Rating.objects.filter(year=year, unit__in=units),
        ]
    }
    new, changed, table = [], [], []
    facts = {"basis": basis.strip(), "is_provisional": is_provisional}
    for subject, level in levels.items():
        kind = "person" if hasattr(subject, "full_name") else "unit"
        rating = before.get((kind, subject.pk))
        old = rating.level if rating else None
        if rating is None:
            new.append(Rating(**{kind: subject}, year=year, level=level, **facts))
        elif (rating.level, rating.basis, rating.is_provisional) != (level, *facts.values()):
            rating.level, rating.basis, rating.is_provisional = level, basis.strip(), is_provisional
            changed.append(rating)
        else:
            continue
        table.append([kind, subject.pk, old, level])
    Rating.objects.bulk_create(new)
    Rating.objects.bulk_update(changed, ["level", "basis", "is_provisional"])
    note(year=year, **facts)
    tabulate(table)
    return len(table)


@action(
    "awards.round.send", gettext_lazy("Đưa hồ sơ ra hội đồng"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def send_to_council(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    council: Any,
    on: date,
    only: Sequence[int] | None = None,
    reason: str = "",
) -> int:
    """Open one case for each submitted dossier (of `only`, by key); returns how many.

    The list has stood in public before the vote where the award demands it: raises `NotEligible`
    on a verified condition, `NeedsReason` on an unverified one that `reason` does not go past.
    """
    if round.state not in (RoundState.OPEN, RoundState.IN_COUNCIL):
        raise Refused(ROUND.refusal(round, "send_to_council") or "")
    rows = round.dossiers.filter(state=DossierState.SUBMITTED)
    if only is not None:
        rows = rows.filter(pk__in=only)
    unchecked = {row.pk for row in queries.unreceived(round)}
    found = rows.select_related("person", "unit", "home_unit", "round__unit", "round__movement")
    ordered = found.order_by("award", "person__sort_key", "unit__sort_key", "pk")
    waiting = [row for row in ordered if row.pk not in unchecked]
    if not waiting and unchecked:
        raise Refused(_("Tiếp nhận hồ sơ cấp dưới trình trước khi đưa ra hội đồng."))
    if not waiting:
        raise Refused(_("Chưa có hồ sơ nào đã nộp để đưa ra hội đồng."))
    pass_gates(queries.before_council(round, waiting, on=on), reason)
    for dossier in waiting:
        moving.move(dossier, "send_to_council")
    councils.open_cases(
        actor=actor, council=council, kind=permits.CASE_KIND,
        questions=[
            councils.Question(
                subject_id=dossier.pk, topic=dossier.award, summary=summary_of(dossier),
                title=f"{queries.name_of(dossier.award)}: {dossier.subject}"[:300],
                url=reverse("awards:dossier", args=[dossier.pk]),
                concerned=[dossier.person] if dossier.person else [],
                units=[dossier.unit] if dossier.unit else [],
            ) for dossier in waiting
        ],
    )  # fmt: skip
    Dossier.objects.bulk_update(waiting, ["state", "moved_on", "override_reason"])
    if round.state == RoundState.OPEN:
        ROUND.move(round, "send_to_council")
        round.save(update_fields=["state"])
    note(council=council, count=len(waiting))
    tabulate([[dossier.pk, dossier.award] for dossier in waiting])
    return len(waiting)


def summary_of(dossier: Dossier) -> str:
    """What a council member reads first: the unit, the achievement, and why it went on."""
    parts = [str(dossier.home_unit), dossier.achievement.strip()]
    if dossier.override_reason:
        parts.append(_("Lý do đi tiếp: %(reason)s") % {"reason": dossier.override_reason})
    return "\n".join(part for part in parts if part)


@action(
    "awards.round.reopen", gettext_lazy("Mở lại đợt xét để nhận hồ sơ"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def reopen_round(*, actor: Any, round: Round) -> Round:  # noqa: A002 # the clerk's word for it
    """Take in further dossiers while the council considers."""
    ROUND.move(round, "reopen")
    round.save(update_fields=["state"])
    return round


@action(
    "awards.round.close", gettext_lazy("Kết thúc đợt xét"), on="round", permit=permits.is_officer
)
def close_round(*, actor: Any, round: Round) -> Round:  # noqa: A002 # the clerk's word for it
    """End a round; refuses while the council or a decision still has a dossier in hand."""
    pending = [DossierState.IN_COUNCIL, DossierState.RECOMMENDED]
    if count := round.dossiers.filter(state__in=pending).count():
        raise Refused(
            _("Còn %(count)d hồ sơ đang chờ hội đồng hoặc quyết định.") % {"count": count}
        )
    ROUND.move(round, "close")
    round.save(update_fields=["state"])
    return round
