"""Named questions about stored files and the register of papers."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Max, Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core import period
from thidua.core.models import SecurityEvent, reference
from thidua.core.period import start_of_day
from thidua.core.text import fold
from thidua.documents import signing
from thidua.documents.blocks import Mark
from thidua.documents.models import (
    Amendment,
    NumberBook,
    Paper,
    Series,
    StoredFile,
    WordTemplate,
)
from thidua.documents.states import PaperState
from thidua.orgs.queries import is_veiled, person_of, units_in_reach
from thidua.orgs.states import Role

KEEPERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)


def issued_paper(code: str) -> Paper | None:
    """The paper issued under a public code, a revoked one too; drafts are nobody's business.

    Nor are papers of a unit that shows nothing outside: their codes are like unknown ones.
    """
    known = {PaperState.ISSUED, PaperState.REVOKED}
    papers = Paper.objects.select_related("issuer", "pdf", "signed_pdf", "scan")
    paper = papers.filter(code=code.upper(), state__in=known).first()
    return paper if paper is not None and is_shown_outside(paper.issuer) else None


def paper_by_key(key: int | str) -> Paper | None:
    files = ("issuer", "pdf", "signed_pdf", "scan")
    return Paper.objects.select_related(*files).filter(pk=key).first()


def file_by_key(key: int | str) -> StoredFile | None:
    return StoredFile.objects.filter(pk=key).first()


def visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Paper]:
    """The papers of units in which `actor` keeps, signs or inspects them; no role, no rows."""
    return Paper.objects.filter(issuer__in=units_in_reach(actor, KEEPERS, on=on))


def holding_words(papers: QuerySet[Paper], folded: str) -> QuerySet[Paper]:
    """Papers whose number, title, symbol or signer hold every word of a folded text, newest first.

    «125» and «125/qd-bv» find a number.
    """
    for word in folded.split():
        wanted = Q(folded__contains=word)
        number, _slash, symbol = word.partition("/")
        if number.isdecimal() and len(number) < 9:
            wanted |= Q(number=int(number), folded__contains=symbol)
        papers = papers.filter(wanted)
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


def files_among(kind: str, keys: Iterable[int | str]) -> QuerySet[StoredFile]:
    """What was stored with any of the objects of a kind (`app.model`), oldest first."""
    files = StoredFile.objects.filter(subject_type=kind, subject_id__in=[str(k) for k in keys])
    return files.order_by("created_at", "pk")


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


def keeps_own_book(issuer: Any) -> bool:
    """Whether the unit's numbers come from the product instead of its clerk's register."""
    return NumberBook.objects.filter(issuer=issuer).exists()


def own_books(units: Any) -> set[int]:
    """Which of these units let the product give their numbers."""
    return set(NumberBook.objects.filter(issuer__in=units).values_list("issuer", flat=True))


def last_numbers(units: Any) -> list[Series]:
    """The series of the year in the product's own books, each with its last number."""
    series = Series.objects.filter(issuer__in=units, year=period.today().year)
    return list(series.select_related("issuer").order_by("issuer__path", "symbol"))


def facets(papers: QuerySet[Paper]) -> tuple[list[int], list[str], list[tuple[int, str]]]:
    """The years, symbols and issuers that occur among papers."""
    found = papers.order_by().values_list("year", "symbol", "issuer", "issuer__name").distinct()
    rows = list(found)
    years = sorted({year for year, *_rest in rows if year}, reverse=True)
    symbols = sorted({symbol for _year, symbol, *_rest in rows if symbol})
    issuers = sorted({(key, name) for *_rest, key, name in rows}, key=lambda each: each[1])
    return years, symbols, issuers


def content_of(stored: StoredFile) -> bytes | None:
    """The bytes of a stored file, if they are still there and still the same."""
    name = str(stored.content.name)
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as opened:
        content = bytes(opened.read())
    return content if hashlib.sha256(content).hexdigest() == stored.sha256 else None


def signatures_in(stored: StoredFile | None) -> tuple[signing.Report, ...] | None:
    """What the electronic signatures in a file are worth today; none in pictures and plain PDF.

    `None` when the file itself is lost or no longer what was stored.
    """
    if stored is None:
        return ()
    content = content_of(stored)
    if content is None:
        return None
    if stored.mime != "application/pdf":
        return ()
    return signing.examine(content, at=period.now())


@dataclass(frozen=True)
class SignatureRow:
    """A signature as pages show it; `differs` names whom the paper says where that is another."""

    report: signing.Report
    differs: str = ""


def signature_rows(paper: Paper) -> list[SignatureRow] | None:
    """The signatures of the paper's file; `None` when the file is not what was stored."""
    reports = signatures_in(paper.file)
    if reports is None:
        return None
    expected = [paper.signer_name, str(paper.issuer)]
    return [
        SignatureRow(report, "" if _names(report.who, expected) else paper.signer_name)
        for report in reports
    ]


def _names(who: str, expected: list[str]) -> bool:
    return any(same_name(who, name) for name in expected)


def same_name(one: str, other: str) -> bool:
    """Whether two texts name the same person, whatever their case, accents and spaces."""
    return bool(one) and fold(one) == fold(other)


def name_of(actor: Any) -> str:
    return str(person_of(actor) or "")


def keys_for(actor: Any, paper: Paper) -> list[signing.Key]:
    """The keys of the installation with which `actor` could sign: one's own, the issuer's seal."""
    person = person_of(actor)
    if person is None:
        return []
    return signing.keys_of(holder=person.code, units=frozenset({paper.issuer.code}))


def unused(keys: Iterable[signing.Key], rows: Iterable[SignatureRow] | None) -> list[signing.Key]:
    """Those of `keys` that have not signed yet; one that does not open stays, to say so."""
    signed = {row.report.who for row in rows or ()}
    return [key for key in keys if _holder(key) not in signed]


def next_to_sign(paper: Paper, rows: Iterable[SignatureRow] | None) -> str:
    """Whose electronic signature comes next: who signs the paper, then the issuer's seal."""
    rows = list(rows or ())
    if paper.signer_name and not any(same_name(r.report.who, paper.signer_name) for r in rows):
        own = signing.keys_of(holder=paper.signer.code) if paper.signer else []
        if len(unused(own, rows)) == len(own):
            return paper.signer_name
    seals = signing.keys_of(units=frozenset({paper.issuer.code}))
    if seals and len(unused(seals, rows)) == len(seals):
        return _("con dấu của %(unit)s") % {"unit": paper.issuer}
    return ""


def _holder(key: signing.Key) -> str:
    try:
        return signing.holder_of(key)
    except signing.KeyRefused:
        return ""


def is_one_of(paper: Paper, sha256: str) -> bool:
    """Whether a file with that hash was ever a file of the paper: as numbered, signed or sent."""
    kind, key = reference(paper)
    files = StoredFile.objects.filter(subject_type=kind, subject_id=key, sha256=sha256.lower())
    return files.filter(role__in=["paper", "signed", "scan"]).exists()


def amendments_of(paper: Paper) -> QuerySet[Amendment]:
    """What was said of an issued paper since, oldest first."""
    return paper.amendments.select_related("by").order_by("on", "pk")


def archived(issuers: Any, *, year: int) -> QuerySet[Paper]:
    """The papers of a year that went out, in the order of the register."""
    sent = Paper.objects.filter(
        issuer__in=issuers, year=year, state__in=[PaperState.ISSUED, PaperState.REVOKED]
    )
    return sent.select_related("issuer", "pdf", "signed_pdf", "scan").order_by(
        "issuer__path", "symbol", "number", "pk"
    )


def is_shown_outside(issuer: Any) -> bool:
    """Whether strangers may learn anything of the unit's papers."""
    return settings.THIDUA_PUBLIC and not is_veiled(issuer)


def marks_of(papers: Iterable[Paper]) -> Iterator[Mark | None]:
    """Where strangers check each paper; nothing where nothing is shown outside."""
    shown: dict[int, bool] = {}
    for paper in papers:
        if paper.issuer_id not in shown:
            shown[paper.issuer_id] = is_shown_outside(paper.issuer)
        address = f"{settings.SITE_URL.rstrip('/')}{reverse('portal:verify', args=[paper.code])}"
        caption = address.split("://", 1)[-1].rstrip("/")
        yield Mark(url=address, caption=caption) if shown[paper.issuer_id] else None


def mark_of(paper: Paper) -> Mark | None:
    """The same of one paper."""
    return next(marks_of([paper]))


def word_templates_visible_to(actor: Any) -> QuerySet[WordTemplate]:
    """Own Word templates of the units in which `actor` keeps the papers."""
    units = units_in_reach(actor, [Role.OFFICER]).values("pk")
    found = WordTemplate.objects.filter(unit__in=units).select_related("unit", "file")
    return found.order_by("unit__path", "kind")


def word_template_by_key(key: int | str) -> WordTemplate | None:
    return WordTemplate.objects.select_related("unit", "file").filter(pk=key).first()


def word_template_for(unit: Any, kind: str) -> WordTemplate | None:
    """The template in which a unit exports a kind: its own, else that of the nearest above."""
    above = [int(key) for key in unit.path.split("/") if key]
    found = WordTemplate.objects.filter(unit__in=above, kind=kind).exclude(file=None)
    return found.select_related("file").order_by("-unit__path").first()


def word_template_content(unit: Any, kind: str) -> bytes | None:
    """The bytes of that template, if there is one."""
    own = word_template_for(unit, kind)
    return content_of(own.file) if own is not None and own.file is not None else None
