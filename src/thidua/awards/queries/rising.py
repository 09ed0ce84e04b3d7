"""How dossiers rise from level to level: by which steps, who holds each, and since when."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from thidua.awards.models import Dossier, Honour, OutsideDecision, Passage, Round
from thidua.awards.queries.evidence import name_of
from thidua.awards.states import DossierState, MinistryCode, PassageState
from thidua.core.period import HANOI
from thidua.councils.queries import cases_for
from thidua.councils.states import CaseState
from thidua.documents.states import PaperState
from thidua.ui import formats
from thidua.ui.components import Moment

CASE_KIND = "awards.dossier"
UNDER_WAY = (PassageState.SENT, PassageState.RECEIVED)


def _steps(rows: Iterable[Dossier]) -> QuerySet[Passage]:
    return Passage.objects.filter(dossier__in=[row.pk for row in rows]).select_related(
        "from_round__unit", "to_round__unit", "paper", "dossier"
    )


def came_by(rows: Iterable[Dossier]) -> dict[int, Passage]:
    """By dossier, the step under way by which it came to the round where it lies."""
    found = _steps(rows).filter(to_round=F("dossier__round"), state__in=UNDER_WAY)
    return {step.dossier_id: step for step in found}


def steps_to(rows: Iterable[Dossier]) -> dict[int, list[Passage]]:
    """By dossier, every step under way by which it has risen, the first one first."""
    found: dict[int, list[Passage]] = defaultdict(list)
    for step in _steps(rows).filter(state__in=UNDER_WAY).order_by("pk"):
        found[step.dossier_id].append(step)
    return found


def steps_of(rows: Iterable[Dossier]) -> list[Passage]:
    """Every step of many dossiers, in their order."""
    return list(_steps(rows).order_by("pk"))


def honours_from(rows: Iterable[Dossier]) -> dict[int, Honour]:
    """What came of dossiers, by dossier."""
    found = Honour.objects.filter(dossier__in=[row.pk for row in rows])
    return {each.dossier_id: each for each in found if each.dossier_id is not None}


def passages_of(dossier: Dossier) -> list[Passage]:
    """Every step that a dossier has made upwards, answered or not, in their order."""
    return steps_of([dossier])


def risen_subjects(round: Round, award: str) -> set[tuple[int | None, int | None]]:  # noqa: A002 # the clerk's word
    """People and units whose dossiers for an award rose from a round and are still above."""
    rows = Passage.objects.filter(from_round=round, dossier__award=award, state__in=UNDER_WAY)
    return {(person, unit) for person, unit in rows.values_list("dossier__person", "dossier__unit")}


def rounds_above(round: Round) -> QuerySet[Round]:  # noqa: A002 # the clerk's word for it
    """Rounds of the units above, of the same line, for the same year of achievement."""
    *above, _own = [int(key) for key in round.unit.path.strip("/").split("/")]
    return (
        Round.objects.filter(unit__in=above, unit__line=round.unit.line, year=round.year)
        .select_related("unit")
        .order_by("-unit__path", "submit_by", "pk")
    )


def risable(round: Round, keys: Sequence[int] | None = None) -> list[Dossier]:  # noqa: A002 # as above
    """Dossiers that a round may pass up: recommended ones that no decision holds; checked ones
    from below; those that the level above returned and that were mended."""
    passed_here = Passage.objects.filter(from_round=round, state=PassageState.RETURNED)
    checked = Passage.objects.filter(to_round=round, state=PassageState.RECEIVED)
    rows = round.dossiers.filter(reserve=None).filter(
        Q(state=DossierState.RECOMMENDED, decision=None)
        | Q(state=DossierState.SUBMITTED, pk__in=passed_here.values("dossier"))
        | Q(state=DossierState.SUBMITTED, pk__in=checked.values("dossier"))
    )
    # What has just come up again is checked again first.
    rows = rows.exclude(pk__in=unchecked(round))
    return _listed(rows, keys)


def has_council(round: Round, *, on: date) -> bool:  # noqa: A002 # as above
    """Whether the unit of a round has a commendation council of its own on a day."""
    council: Any = round.unit.councils.model
    return bool(council.objects.on(on).filter(unit=round.unit, kind="commendation").exists())


def unvoted(
    round: Round, keys: Sequence[int] | None = None, *, on: date  # noqa: A002 # as above
) -> list[Dossier]:  # fmt: skip
    """Dossiers that a unit without a council may pass up by the record of its own meeting."""
    if has_council(round, on=on):
        return []
    fit = {row.pk for row in risable(round, keys)}
    rows = round.dossiers.filter(reserve=None, state=DossierState.SUBMITTED)
    return _listed(rows.exclude(pk__in=fit).exclude(pk__in=unchecked(round)), keys)


def unreceived(round: Round, keys: Sequence[int] | None = None) -> list[Dossier]:  # noqa: A002 # as above
    """Dossiers that came from below and were not checked by this level yet."""
    rows = round.dossiers.filter(state=DossierState.SUBMITTED)
    return _listed(rows.filter(pk__in=unchecked(round)), keys)


def returnable(round: Round, keys: Sequence[int] | None = None) -> list[Dossier]:  # noqa: A002 # as above
    """Dossiers that a level may give back: handed in, or recommended without a decision."""
    states = [DossierState.SUBMITTED, DossierState.RECOMMENDED]
    return _listed(round.dossiers.filter(state__in=states, decision=None), keys)


def unanswered(round: Round, keys: Sequence[int] | None = None) -> list[Dossier]:  # noqa: A002 # as above
    """Dossiers that rose from a round to a body outside and wait for its answer."""
    return _listed(round.dossiers.filter(state=DossierState.RISEN), keys)


def in_reserve(round: Round) -> list[Dossier]:  # noqa: A002 # as above
    """The reserve list of a round, by award and rank."""
    rows = _listed(round.dossiers.exclude(reserve=None).exclude(state=DossierState.WITHDRAWN))
    return sorted(rows, key=lambda row: (row.award, row.reserve or 0, row.pk))


def dropped_out(round: Round) -> list[Dossier]:  # noqa: A002 # as above
    """Dossiers of a round that were returned, withdrawn or refused: somebody may step in."""
    gone = [
        DossierState.RETURNED, DossierState.WITHDRAWN, DossierState.REFUSED,
        DossierState.NOT_RECOMMENDED,
    ]  # fmt: skip
    return _listed(round.dossiers.filter(state__in=gone, reserve=None))


def with_whence(round: Round) -> QuerySet[Dossier]:  # noqa: A002 # as above
    """The dossiers of a round, each with the unit from which it rose as `whence`."""
    steps = Passage.objects.filter(
        dossier=OuterRef("pk"), to_round=round, state__in=UNDER_WAY
    ).values("from_round__unit__name")
    rows = round.dossiers.annotate(whence=Subquery(steps[:1]))
    return rows.select_related("person", "unit", "home_unit")


def risen_from(round: Round) -> list[Passage]:  # noqa: A002 # as above
    """The steps under way by which dossiers rose from a round, the newest first."""
    rows = Passage.objects.filter(from_round=round, state__in=UNDER_WAY).select_related(
        "dossier__person", "dossier__unit", "dossier__round__unit", "to_round__unit", "paper"
    )
    return list(rows.order_by("-sent_on", "-pk"))


def risen_back(round: Round) -> list[Dossier]:  # noqa: A002 # as above
    """Dossiers that left a round for good: refused above, or given back to the round below."""
    refused = Passage.objects.filter(
        Q(from_round=round, state=PassageState.DECLINED)
        | Q(to_round=round, state=PassageState.RETURNED)
    )
    return _listed(Dossier.objects.filter(pk__in=refused.values("dossier")).exclude(round=round))


def outside_for(round: Round) -> QuerySet[OutsideDecision]:  # noqa: A002 # as above
    """Entered decisions of other bodies that may praise what rose from a round."""
    rows = OutsideDecision.objects.filter(unit=round.unit, year=round.year)
    return rows.filter(award__in=round.awards).order_by("-decided_on", "-pk")


def of_round(round: Round) -> list[Dossier]:  # noqa: A002 # as above
    """The dossiers of a round and those that rose from it, as reports on it list them."""
    risen = Passage.objects.filter(from_round=round).values("dossier")
    rows = Dossier.objects.filter(Q(round=round) | Q(pk__in=risen))
    return _listed(rows.exclude(state=DossierState.WITHDRAWN))


def passed_up_from(units: QuerySet[Any]) -> QuerySet[Any]:
    """Dossiers that rose from a round of one of the units, wherever they lie by now."""
    return Passage.objects.filter(from_round__unit__in=units.values("pk")).values("dossier")


def unchecked(round: Round) -> QuerySet[Any]:  # noqa: A002 # as above
    """Dossiers that came from below and wait for this level's checks."""
    return _unchecked(round).values("dossier")


def _unchecked(round: Round) -> QuerySet[Passage]:  # noqa: A002 # as above
    return Passage.objects.filter(to_round=round, state=PassageState.SENT)


def _listed(rows: QuerySet[Dossier], keys: Sequence[int] | None = None) -> list[Dossier]:
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    return list(
        rows.select_related(
            "person", "unit", "home_unit", "decision__paper", "round__unit__parent",
            "round__movement",
        ).order_by("award", "person__sort_key", "unit__sort_key", "pk")
    )  # fmt: skip


def outside_body(steps: Sequence[Passage]) -> str:
    """The body outside before which a dossier lies; empty where it lies before none."""
    return steps[-1].to_body if steps else ""


@dataclass(frozen=True)
class Whereabouts:
    """Who holds a dossier, since which day, and what is waited for; nobody, once it is over."""

    holder: str = ""
    since: date | None = None
    waits_for: str = ""

    @property
    def told(self) -> str:
        if not self.holder or self.since is None:
            return self.holder
        return _("%(holder)s, từ ngày %(day)s") % {
            "holder": self.holder, "day": formats.day(self.since),
        }  # fmt: skip


def whereabouts(rows: Sequence[Dossier]) -> dict[int, Whereabouts]:
    """Where each dossier lies; a constant number of queries, no audit read."""
    steps = steps_to(rows)
    cases = _cases(rows)
    found = {}
    for row in rows:
        holder, waits_for = _held(row, steps.get(row.pk, []), cases.get(row.pk))
        found[row.pk] = Whereabouts(holder, since_of(row) if holder else None, waits_for)
    return found


def _cases(rows: Sequence[Dossier]) -> dict[int, Any]:
    waiting = [row.pk for row in rows if row.state == DossierState.IN_COUNCIL]
    return cases_for(CASE_KIND, waiting) if waiting else {}


def since_of(dossier: Dossier) -> date:
    """The day on which it came where it is."""
    known = dossier.submitted_at or dossier.created_at
    return dossier.moved_on or known.astimezone(HANOI).date()


def _held(row: Dossier, steps: Sequence[Passage], case: Any) -> tuple[str, str]:
    officer = f"{_('Cán bộ thi đua, khen thưởng')}, {row.round.unit}"
    is_new = bool(steps) and steps[-1].state == PassageState.SENT
    checks = (
        _("Tiếp nhận, kiểm tra hồ sơ cấp dưới trình, hoặc trả lại.") if is_new
        else _("Kiểm tra rồi đưa ra hội đồng, hoặc trả lại.")
    )  # fmt: skip
    if row.state == DossierState.IN_COUNCIL:
        return _in_council(case)
    if row.state == DossierState.RECOMMENDED:
        return _recommended(row, officer)
    return {
        DossierState.DRAFT: (officer, _("Nộp hồ sơ.")),
        DossierState.RETURNED: (officer, _("Bổ sung theo lý do trả lại rồi nộp lại.")),
        DossierState.SUBMITTED: (officer, checks),
        DossierState.RISEN: (outside_body(steps), _("Chờ trả lời của cơ quan nhận hồ sơ.")),
    }.get(DossierState(row.state), ("", ""))


def _in_council(case: Any) -> tuple[str, str]:
    if case is None:
        return _("Hội đồng"), _("Hội đồng xét, biểu quyết.")
    if case.meeting is None:
        return str(case.council), _("Chờ đưa vào chương trình phiên họp.")
    day = formats.day(case.meeting.held_on)
    return str(case.council), _("Hội đồng xét ở phiên họp ngày %(day)s.") % {"day": day}


def _recommended(row: Dossier, officer: str) -> tuple[str, str]:
    if row.reserve is not None:
        told = _("Dự bị thứ %(n)s: vào thay khi có hồ sơ bị trả lại hoặc rút.")
        return officer, told % {"n": row.reserve}
    if row.decision is None:
        return officer, _("Dự thảo quyết định, hoặc trình cấp trên.")
    chief = f"{_('Thủ trưởng đơn vị')}, {row.round.unit}"
    return {
        PaperState.DRAFT: (officer, _("Trình ký quyết định.")),
        PaperState.FOR_SIGNATURE: (chief, _("Ký quyết định.")),
        PaperState.SIGNED: (officer, _("Ghi số, ngày của quyết định.")),
    }.get(PaperState(row.decision.paper.state), (officer, _("Phát hành quyết định.")))


def path_of(dossier: Dossier, here: Whereabouts) -> list[Moment]:
    """A dossier's way as a timeline: where it began, each step up with its answer, where it is."""
    steps = passages_of(dossier)
    begun = dossier.created_at.astimezone(HANOI).date()
    first = steps[0].from_round.unit if steps else dossier.round.unit
    moments = [
        Moment(_("Lập hồ sơ ở %(unit)s") % {"unit": first}, begun, name_of(dossier.award), "done")
    ]
    for step in steps:
        to = step.to_round.unit if step.to_round else step.to_body
        letter = step.paper.title if step.paper else ""
        moments.append(Moment(_("Trình lên %(to)s") % {"to": to}, step.sent_on, letter, "done"))
        if step.answered_on is not None:
            said = step.get_state_display()
            moments.append(Moment(f"{to}: {said}", step.answered_on, step.reason, "done"))
    if here.holder:
        moments.append(Moment(here.holder, here.since, here.waits_for, "now"))
    return moments


def ministry_codes(rows: Sequence[Dossier]) -> dict[int, MinistryCode | None]:
    """Each dossier's status in the codes of the ministry's system; none for a withdrawn one."""
    steps: Mapping[int, list[Passage]] = steps_to(rows)
    cases = _cases(rows)
    back = Passage.objects.filter(
        dossier__in=[row.pk for row in rows], from_round=F("dossier__round"),
        state=PassageState.RETURNED,
    )  # fmt: skip
    returned_from_above = set(back.values_list("dossier", flat=True))
    return {
        row.pk: _code(row, steps.get(row.pk, []), cases.get(row.pk), row.pk in returned_from_above)
        for row in rows
    }


_CODES = {
    DossierState.DRAFT: MinistryCode.CC,
    DossierState.RISEN: MinistryCode.DD,
    DossierState.NOT_RECOMMENDED: MinistryCode.KDK,
    DossierState.REFUSED: MinistryCode.KDK,
    DossierState.AWARDED: MinistryCode.DKT,
}


def _code(
    row: Dossier, steps: Sequence[Passage], case: Any, is_from_above: bool
) -> MinistryCode | None:
    match row.state:
        case DossierState.SUBMITTED:
            is_taken = bool(steps) and steps[-1].state == PassageState.RECEIVED
            return MinistryCode.DTN if is_taken else MinistryCode.CD
        case DossierState.RETURNED:
            return MinistryCode.BTLXD if is_from_above else MinistryCode.BTL
        case DossierState.IN_COUNCIL:
            is_waiting = case is None or case.state == CaseState.WAITING
            return MinistryCode.CXKT if is_waiting else MinistryCode.DXKT
        case DossierState.RECOMMENDED:
            return MinistryCode.DDK if row.decision_id is None else MinistryCode.DTH
    return _CODES.get(DossierState(row.state))
