"""What inspection answers to the shell: asks, offers, search, personal data, files."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.capability import ASKS, OFFERS, PERSONAL, SEARCH, Ask, Hit, Offer
from thidua.core.merge import MERGES, Rows
from thidua.core.permit import Reason
from thidua.documents.permits import READERS
from thidua.indicators.queries import sets_visible_to
from thidua.oversight import permits, queries


@ASKS.register("oversight")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Heads approve, the team visits and closes, units mend."""
    approve = [
        Ask(_("Duyệt kế hoạch kiểm tra"), _to("plan", plan), plan.starts_on, detail=plan.title)
        for plan in queries.to_approve(actor, on=on)
    ]
    visit = [
        Ask(
            _("Kiểm tra %(left)s đơn vị") % {"left": left}, _to("plan", plan), plan.ends_on, left,
            plan.title,
        )
        for plan, left in queries.to_visit(actor)
    ]  # fmt: skip
    mend = [
        Ask(
            _("Khắc phục tồn tại qua kiểm tra: %(what)s") % {"what": finding.remedy},
            _to("finding", finding), finding.due_on,
            detail=finding.return_reason or str(finding.unit),
        )
        for finding in queries.owed_by(actor, on=on)
    ]  # fmt: skip
    close = [
        Ask(
            _("Xem kết quả khắc phục: %(unit)s") % {"unit": finding.visit.unit},
            _to("finding", finding), detail=finding.visit.plan.title,
        )
        for finding in queries.to_close(actor)
    ]  # fmt: skip
    return [*approve, *visit, *mend, *close]


def _to(name: str, thing: Any) -> str:
    return reverse(f"oversight:{name}", args=[thing.pk])


@OFFERS.register("oversight")
def offers(actor: Any, subject: Any, *, on: date) -> list[Offer]:
    """From a movement to the inspection plans of its sets."""
    if subject._meta.label_lower != "movements.movement":
        return []
    found = [
        Offer(plan.title, _to("plan", plan))
        for plan in queries.plans_visible_to(actor, on=on)
        .filter(set__movement=subject).order_by("-year", "-pk")
    ]  # fmt: skip
    has_sets = sets_visible_to(actor, on=on).filter(movement=subject).exclude(state="draft")
    if permits.plans(actor, subject.unit) is None and has_sets.exists():
        found.append(Offer(_("Lập kế hoạch kiểm tra"), reverse("oversight:create")))
    return found


@SEARCH.register("oversight")
def search(actor: Any, folded: str, *, limit: int) -> list[Hit]:
    """Plans by their title."""
    return [
        Hit(plan.title, _to("plan", plan), gettext_lazy("Kế hoạch kiểm tra"), str(plan.unit))
        for plan in queries.found_by(actor, folded, limit=limit)
    ]


@PERSONAL.register("oversight")
def personal(person: Any) -> dict[str, Any]:
    """Teams of which somebody is, and what they reported as mended."""
    return queries.kept_on(person)


MERGES.register("oversight")(
    Rows("oversight", Member=gettext_lazy("tên trong đoàn kiểm tra"))
)  # fmt: skip


@READERS.register("oversight.plan")
def reads_pack(actor: Any, subject_id: str) -> Reason | None:
    """The pack is for those who may make it."""
    return permits.packs(actor, queries.plan_by_pk(int(subject_id)))


@READERS.register("oversight.visit")
def reads_evidence(actor: Any, subject_id: str) -> Reason | None:
    """Who reads the minutes sees the evidence."""
    return permits.reads_minutes(actor, queries.visit_by_pk(int(subject_id)))


@READERS.register("oversight.finding")
def reads_remedy(actor: Any, subject_id: str) -> Reason | None:
    """Who reads a finding sees what shows that it was mended."""
    return permits.sees_finding(actor, queries.finding_by_pk(int(subject_id)))
