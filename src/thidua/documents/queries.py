"""Named questions about stored files and the register of papers."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max, Model, QuerySet
from django.urls import reverse

from thidua.core.models import SecurityEvent, reference
from thidua.core.period import start_of_day
from thidua.documents.blocks import Mark
from thidua.documents.models import Paper, StoredFile
from thidua.documents.states import PaperState
from thidua.orgs.queries import units_in_reach
from thidua.orgs.states import Role

KEEPERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)


def issued_paper(code: str) -> Paper | None:
    """The paper issued under a public code, a revoked one too; drafts are nobody's business."""
    known = {PaperState.ISSUED, PaperState.REVOKED}
    return Paper.objects.select_related("issuer").filter(code=code.upper(), state__in=known).first()


def paper_by_key(key: int | str) -> Paper | None:
    return Paper.objects.select_related("issuer", "pdf", "scan").filter(pk=key).first()


def file_by_key(key: int | str) -> StoredFile | None:
    return StoredFile.objects.filter(pk=key).first()


def visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Paper]:
    """The papers of units in which `actor` keeps, signs or inspects them; no role, no rows."""
    return Paper.objects.filter(issuer__in=units_in_reach(actor, KEEPERS, on=on))


def holding_words(papers: QuerySet[Paper], folded: str) -> QuerySet[Paper]:
    """Papers whose title, symbol or signer hold every word of a folded text; newest first."""
    for word in folded.split():
        papers = papers.filter(folded__contains=word)
    return papers.order_by("-created_at", "-pk")


def record_of(person: Any) -> dict[str, list[dict[str, Any]]]:
    """What is kept here on one person: papers they signed and files they put in."""
    papers = Paper.objects.filter(signer=person).order_by("pk")
    files = StoredFile.objects.filter(uploaded_by=person.user_id or 0).order_by("pk")
    return {
        "papers": [
            {"title": paper.title, "reference": paper.reference, "signed_at": paper.signed_at}
            for paper in papers
        ],
        "files": [{"name": each.name, "created_at": each.created_at} for each in files],
    }


def files_of(subject: Model, *, role: str | None = None) -> QuerySet[StoredFile]:
    """What was stored with an object, oldest first; with `role` only of that kind."""
    kind, key = reference(subject)
    files = StoredFile.objects.filter(subject_type=kind, subject_id=key).order_by(
        "created_at", "pk"
    )
    return files.filter(role=role) if role is not None else files


def papers_of(subject: Model) -> QuerySet[Paper]:
    """The papers made of an object, oldest first."""
    kind, key = reference(subject)
    return Paper.objects.filter(subject_type=kind, subject_id=key).order_by("created_at", "pk")


def was_opened(stored: StoredFile, *, by: Any, on: date) -> bool:
    """Whether the security log has that `by` opened this file on that day."""
    subject_type, subject_id = reference(stored)
    return SecurityEvent.objects.filter(
        kind=SecurityEvent.Kind.FILE_OPENED, actor_id=by.pk, subject_type=subject_type,
        subject_id=subject_id, at__gte=start_of_day(on),
    ).exists()  # fmt: skip


def holder_of_number(issuer: Any, symbol: str, year: int, number: int) -> Paper | None:
    """The paper that holds a number of the issuer's register, if any."""
    return Paper.objects.filter(issuer=issuer, symbol=symbol, year=year, number=number).first()


def next_number(issuer: Any, symbol: str, year: int) -> int:
    """A suggestion: one above the largest of the year (decree 30/2020: from 1 each January)."""
    same = Paper.objects.filter(issuer=issuer, symbol=symbol, year=year)
    largest: int | None = same.aggregate(largest=Max("number"))["largest"]
    return (largest or 0) + 1


def mark_of(paper: Paper) -> Mark | None:
    """Where strangers check the paper; nothing on a network that shows nothing outside."""
    if not settings.THIDUA_PUBLIC:
        return None
    address = f"{settings.SITE_URL.rstrip('/')}{reverse('portal:verify', args=[paper.code])}"
    return Mark(url=address, caption=address.split("://", 1)[-1].rstrip("/"))
