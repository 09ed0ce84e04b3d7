"""What awards needs of the register of papers, until the register's own actions stand."""

from typing import Any

from django.core.files.base import ContentFile

from thidua.awards.models import Decision
from thidua.core import period
from thidua.core.permit import Refused
from thidua.documents.states import PAPER, PaperState

Paper: Any = Decision._meta.get_field("paper").related_model
StoredFile: Any = Decision._meta.get_field("letters").related_model


def draft_paper(*, actor, issuer, kind, title, subject, blocks, symbol=""):
    return Paper.objects.create(
        kind=kind,
        title=title,
        issuer=issuer,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        blocks=blocks,
        symbol=symbol,
        created_at=period.now(),
    )


def _move(paper, name):
    PAPER.move(paper, name)
    paper.save()


def submit_paper(*, actor, paper):
    _move(paper, "submit")


def return_paper(*, actor, paper, reason):
    _move(paper, "return")


def sign_paper(*, actor, paper, signer, position, authority_line, scan):
    paper.signer, paper.signer_name, paper.signer_position, paper.authority_line = (
        signer,
        str(signer),
        position,
        authority_line,
    )
    paper.signed_at = period.now()
    _move(paper, "sign")


def number_paper(*, actor, paper, number, dated_on):
    if Paper.objects.filter(
        issuer=paper.issuer, symbol=paper.symbol, year=dated_on.year, number=number
    ).exists():
        raise Refused("Số đã có.")
    paper.number, paper.dated_on, paper.year = number, dated_on, dated_on.year
    _move(paper, "number")


def issue_paper(*, actor, paper, on):
    paper.issued_at = period.now()
    _move(paper, "issue")


def revise_paper(*, actor, paper, blocks, title=None):
    paper.blocks = blocks
    paper.save()


def issue_many(*, kind, issued_with, symbol, rows):
    return Paper.objects.bulk_create(
        Paper(
            kind=kind,
            title=title,
            issuer=issued_with.issuer,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            blocks=blocks,
            symbol=symbol,
            number=number,
            year=issued_with.dated_on.year,
            dated_on=issued_with.dated_on,
            state=PaperState.ISSUED,
            signer=issued_with.signer,
            signer_name=issued_with.signer_name,
            signer_position=issued_with.signer_position,
            authority_line=issued_with.authority_line,
            signed_at=issued_with.signed_at,
            issued_at=period.now(),
            created_at=period.now(),
        )
        for number, subject, title, blocks in rows
    )


def store_file(*, actor, subject, role, name, content, mime=""):
    import hashlib

    digest = hashlib.sha256(content).hexdigest()
    stored = StoredFile(
        name=name,
        mime=mime,
        size=len(content),
        sha256=digest,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        role=role,
        uploaded_by=actor,
        created_at=period.now(),
    )
    stored.content.save(name, ContentFile(content), save=False)
    stored.save()
    return stored
