"""The life of a paper (decree 30/2020): drafted, submitted, signed, numbered, issued, revoked."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.machine import WrongState
from thidua.core.models import reference
from thidua.core.permit import Refused
from thidua.documents import permits, registry, uploads
from thidua.documents.actions.files import store_file, upload_file
from thidua.documents.actions.numbers import NumberTaken, give_number
from thidua.documents.issuers import signing_for
from thidua.documents.models import Paper
from thidua.documents.states import PAPER, PaperState


@action("documents.paper.draft", gettext_lazy("Dự thảo văn bản"), permit=permits.drafts_paper)
def draft_paper(
    *,
    actor: Any,
    issuer: Any,
    kind: str,
    subject: Model,
    title: str,
    symbol: str = "",
    blocks: Mapping[str, Any] | None = None,
) -> Paper:
    """Begin a paper of a declared kind; `blocks` are its owner's texts, kept as given.

    Raises `core.capability.Unanswered` for a kind that nobody declares.
    """
    declared = registry.PAPERS[kind]
    subject_type, subject_id = reference(subject)
    return Paper.objects.create(
        kind=declared.name,
        title=title,
        issuer=issuer,
        subject_type=subject_type,
        subject_id=subject_id,
        symbol=symbol,
        blocks=dict(blocks or {}),
        created_at=period.now(),
    )


@action(
    "documents.paper.revise",
    gettext_lazy("Sửa dự thảo văn bản"),
    on="paper",
    permit=permits.keeps_papers,
)
def revise_paper(
    *, actor: Any, paper: Paper, blocks: Mapping[str, Any], title: str | None = None
) -> Paper:
    """Replace the texts of a draft; the trail names the parts that changed."""
    if reason := PAPER.refusal(paper, "submit"):
        raise WrongState(reason)
    changed = {key for key in {*paper.blocks, *blocks} if paper.blocks.get(key) != blocks.get(key)}
    note(blocks=sorted(changed))
    paper.blocks = dict(blocks)
    paper.title = paper.title if title is None else title
    paper.save()
    return paper


def drop_draft(paper: Paper) -> None:
    """Take a draft out that nobody goes on with; called inside the act of its owner."""
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if reason := PAPER.refusal(paper, "submit"):
        raise WrongState(reason)
    note(dropped=paper.title)
    paper.delete()


@action(
    "documents.paper.submit",
    gettext_lazy("Trình ký văn bản"),
    on="paper",
    permit=permits.keeps_papers,
)
def submit_paper(*, actor: Any, paper: Paper) -> Paper:
    """Lay a draft before whoever signs; from now on its texts stand."""
    PAPER.move(paper, "submit")
    paper.save()
    return paper


@action(
    "documents.paper.return",
    gettext_lazy("Trả lại dự thảo văn bản"),
    on="paper",
    permit=permits.returns_papers,
)
def return_paper(*, actor: Any, paper: Paper, reason: str) -> Paper:
    """Send it back to be mended; the reason stands in the trail."""
    PAPER.move(paper, "return")
    if not reason.strip():
        raise Refused(_("Ghi lý do trả lại."))
    note(reason=reason.strip())
    paper.save()
    return paper


@action(
    "documents.paper.sign",
    gettext_lazy("Ký văn bản"),
    on="paper",
    permit=permits.signs_papers,
)
def sign_paper(
    *,
    actor: Any,
    paper: Paper,
    signer: Any,
    position: str,
    authority_line: str = "",
    scan: uploads.Sent | None = None,
) -> Paper:
    """Record who signed, in what office and by what authority line («KT. GIÁM ĐỐC»).

    Whether the signer has the power is asked by the capability that owns the paper.
    """
    PAPER.move(paper, "sign")
    paper.signer = signer
    paper.signer_name = str(signer or "")
    paper.signer_position = position
    paper.authority_line = authority_line
    paper.signed_at = period.now()
    if scan is not None:
        paper.scan = upload_file(
            actor=actor,
            subject=paper,
            role="scan",
            name=scan.name or "",
            content=scan.read(),
            kinds=uploads.PAPERS | uploads.IMAGES,
        )
    paper.save()
    return paper


def sign_for_issuer(
    *, actor: Any, paper: Paper, on: date, scan: uploads.Sent | None = None
) -> Paper:
    """Sign with the authority of the offices that the actor holds that day («KT.», «TUQ.»)."""
    signer, authority = signing_for(paper.issuer, actor, on=on)
    return sign_paper(
        actor=actor, paper=paper, signer=signer, position=authority.position,
        authority_line=authority.text, scan=scan,
    )  # fmt: skip


@action(
    "documents.paper.number",
    gettext_lazy("Ghi số, ngày văn bản"),
    on="paper",
    permit=permits.keeps_papers,
)
def number_paper(*, actor: Any, paper: Paper, number: int | None, dated_on: date) -> Paper:
    """Enter number and day from the clerk's register, or take the next of the unit's own book.

    The PDF is made and its hash kept. Raises `NumberTaken`, and `pdf.NotRendered` when the paper
    cannot be set.
    """
    PAPER.move(paper, "number")
    give_number(paper, number=number, dated_on=dated_on)
    page = registry.build(paper.kind, paper)
    content = registry.render(paper.kind, page, file_format="pdf", on=dated_on)
    paper.pdf = store_file(
        actor=actor,
        subject=paper,
        role="paper",
        name=f"{paper.reference.replace('/', '-')}.pdf",
        content=content,
        mime=uploads.MIME["pdf"],
    )
    paper.sha256 = hashlib.sha256(content).hexdigest()
    paper.save()
    return paper


@action(
    "documents.paper.issue",
    gettext_lazy("Phát hành văn bản"),
    on="paper",
    permit=permits.keeps_papers,
)
def issue_paper(*, actor: Any, paper: Paper, on: date) -> Paper:
    """Send it out: from now on its code can be verified, and nothing in it changes."""
    PAPER.move(paper, "issue")
    note(on=on)
    paper.issued_at = period.now()
    paper.save()
    return paper


def issue_many(
    *,
    kind: str,
    issued_with: Paper,
    symbol: str,
    rows: Iterable[tuple[int, Model, str, Mapping[str, Any]]],
) -> list[Paper]:
    """Papers that go out with an issued one (letters with their decision), ready at once.

    `rows` are (number, subject, title, texts); issuer, signer and day are those of `issued_with`.
    Called inside the action that issues, which tabulates them. Raises `NumberTaken`.
    """
    issued_with = Paper.objects.select_related("issuer").get(pk=issued_with.pk)
    if reason := PAPER.refusal(issued_with, "revoke"):
        raise WrongState(reason)
    declared = registry.PAPERS[kind]
    now = period.now()
    papers = []
    for number, subject, title, blocks in rows:
        subject_type, subject_id = reference(subject)
        papers.append(
            Paper(
                kind=declared.name,
                title=title,
                issuer=issued_with.issuer,
                subject_type=subject_type,
                subject_id=subject_id,
                state=PaperState.ISSUED,
                blocks=dict(blocks),
                symbol=symbol,
                number=number,
                year=issued_with.year,
                dated_on=issued_with.dated_on,
                signer=issued_with.signer,
                signer_name=issued_with.signer_name,
                signer_position=issued_with.signer_position,
                authority_line=issued_with.authority_line,
                signed_at=issued_with.signed_at,
                retention=issued_with.retention,
                issued_at=now,
                created_at=now,
            )
        )
    try:
        with transaction.atomic():
            return Paper.objects.bulk_create(papers, batch_size=500)
    except IntegrityError as error:
        raise NumberTaken(_("Một số trong sổ vừa được cấp ở nơi khác: hãy làm lại.")) from error
