"""The used-once ledger: which initiative carried which award, when, and for whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.awards.models import Dossier, Honour, WorkUse
from thidua.awards.queries.evidence import name_of
from thidua.awards.states import DossierState
from thidua.initiatives.outcomes import Carried
from thidua.legal.evidence import Use
from thidua.legal.packs import packs
from thidua.legal.terms import Kind
from thidua.ui import formats


@dataclass(frozen=True)
class Used:
    """One use of an initiative: by a dossier, and by a decision once there is one."""

    initiative: int
    dossier: Dossier
    honour: Honour | None

    @property
    def award(self) -> str:
        return self.honour.award if self.honour else self.dossier.award

    @property
    def decision(self) -> str:
        if self.honour is None:
            return ""
        return _("Quyết định số %(number)s ngày %(day)s của %(body)s") % {
            "number": self.honour.decision_reference, "body": self.honour.decided_by,
            "day": formats.day(self.honour.decided_on),
        }  # fmt: skip

    @property
    def told(self) -> str:
        if self.honour is None:
            return _("%(award)s, đang đề nghị") % {"award": name_of(self.award)}
        return f"{name_of(self.award)}, {self.decision}"

    @property
    def as_fact(self) -> Use:
        pack = packs().get(self.award)
        return Use(
            award=self.award, kind=pack.kind if pack else Kind.COMMENDATION,
            year=self.dossier.round.year, decision=self.decision,
        )  # fmt: skip


def uses_of(initiatives: Iterable[int]) -> dict[int, list[Used]]:
    """Every use of initiatives that stands, by initiative, oldest first; one query.

    A dossier that was withdrawn, refused or not recommended used nothing; nor did an honour that
    was revoked.
    """
    gone = [DossierState.WITHDRAWN, DossierState.NOT_RECOMMENDED, DossierState.REFUSED]
    rows = (
        WorkUse.objects.filter(initiative__in=list(initiatives))
        .exclude(dossier__state__in=gone)
        .select_related(
            "dossier__round__unit", "dossier__person", "dossier__unit", "dossier__honour"
        )
        .order_by("pk")
    )
    found: dict[int, list[Used]] = defaultdict(list)
    for row in rows:
        honour = getattr(row.dossier, "honour", None)
        if honour is None or honour.revoked_on is None:
            found[row.initiative_id].append(Used(row.initiative_id, row.dossier, honour))
    return found


def spent(uses: Sequence[Used], dossier: Dossier) -> Used | None:
    """The decided use that keeps an initiative from carrying this dossier's award too.

    A title may be followed by a title of another level, as CSTDCS by CSTDBT; nothing else may.
    What it carried for a co-author is the co-author's.
    """
    pack = packs().get(dossier.award)
    kind = pack.kind if pack else Kind.COMMENDATION
    for use in uses:
        is_own = use.dossier.person_id == dossier.person_id and use.dossier.pk != dossier.pk
        is_another_title = use.as_fact.kind is kind is Kind.TITLE and use.award != dossier.award
        if use.honour is not None and is_own and not is_another_title:
            return use
    return None


@dataclass(frozen=True)
class Offered:
    """An initiative that a dossier may rest on, and what it has carried."""

    initiative: Any
    uses: Sequence[Used]
    spent: Used | None
    is_chosen: bool


def works_for(dossier: Dossier) -> list[Offered]:
    """The verified initiatives of the one proposed, with what each has carried for whom."""
    if dossier.person is None:
        return []
    rows = dossier.person.authorships.filter(initiative__state="verified")
    rows = rows.select_related("initiative").order_by("-initiative__verified_at", "-pk")
    works = [row.initiative for row in rows]
    uses = uses_of([work.pk for work in works])
    chosen = set(dossier.work_uses.values_list("initiative_id", flat=True))
    return [
        Offered(
            work, [use for use in uses.get(work.pk, ()) if use.dossier.pk != dossier.pk],
            spent(uses.get(work.pk, ()), dossier), work.pk in chosen,
        ) for work in works
    ]  # fmt: skip


def ledger_of(initiative: int) -> list[Carried]:
    """What the page of an initiative tells: for whom it carried what, by which decision."""
    return [
        Carried(
            str(use.dossier.subject), use.told, reverse("awards:dossier", args=[use.dossier.pk])
        )
        for use in uses_of([initiative]).get(initiative, ())
        if use.honour is not None
    ]
