"""Electronic signatures put on papers, one after another."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.machine import WrongState
from thidua.core.permit import Refused
from thidua.documents import permits, queries, registry, signing, uploads
from thidua.documents.actions.files import store_file
from thidua.documents.models import Paper
from thidua.documents.signing.stamps import Stamp
from thidua.documents.states import PAPER, PaperState

SIGNABLE = frozenset({PaperState.NUMBERED, PaperState.ISSUED})


@action(
    "documents.paper.sign_electronically",
    gettext_lazy("Ký số văn bản"),
    on="paper",
    permit=permits.signs_with,
)
def sign_electronically(*, actor: Any, paper: Paper, key: str) -> Paper:
    """Put the signature of a configured key on the numbered PDF, after those that stand there.

    A person's key signs for that person alone; the seal of a unit for those who keep its papers.
    Raises `signing.KeyRefused`.
    """
    if paper.state not in SIGNABLE or paper.is_from_outside:
        raise WrongState(
            PAPER.refusal(paper, "issue") or _("Văn bản lập ngoài hệ thống được ký ở nơi lập.")
        )
    chosen = signing.key_named(key)
    assert chosen is not None  # the permit has asked for it
    content = _content(actor, paper)
    at = period.now()
    reports = signing.examine(content, at=at)
    if any(not report.is_intact for report in reports):
        raise Refused(_("Tệp của văn bản đã bị thay đổi sau khi ký: không ký tiếp lên tệp này."))
    holder = signing.holder_of(chosen)
    if any(report.who == holder for report in reports):
        raise Refused(_("%(who)s đã ký số văn bản này.") % {"who": holder})
    who = str(paper.issuer) if chosen.is_seal else queries.name_of(actor)
    above = paper.signer_name if chosen.is_seal else who
    stamp = Stamp(
        who=holder, above=above, organisation="" if chosen.is_seal else str(paper.issuer),
        is_seal=chosen.is_seal, image=chosen.image,
    )  # fmt: skip
    signed = signing.sign(content, key=chosen, stamp=stamp, at=at)
    paper.signed_pdf = store_file(
        actor=actor, subject=paper, role="signed", content=signed, mime=uploads.MIME["pdf"],
        name=f"{paper.reference.replace('/', '-')}.pdf",
    )  # fmt: skip
    note(key=chosen.name, certificate=holder, differs=not _same(holder, who))
    paper.save()
    return paper


def _content(actor: Any, paper: Paper) -> bytes:
    """The file as it stands; a paper that was issued with others gets its PDF now."""
    kept = paper.signed_pdf or paper.pdf
    if kept is not None:
        content = queries.content_of(kept)
        if content is None:
            raise Refused(_("Tệp của văn bản không còn nguyên trong kho: hãy báo người quản trị."))
        return content
    assert paper.dated_on is not None
    made = registry.render(
        paper.kind, registry.build(paper.kind, paper), file_format="pdf", on=paper.dated_on
    )
    paper.pdf = store_file(
        actor=actor, subject=paper, role="paper", content=made, mime=uploads.MIME["pdf"],
        name=f"{paper.reference.replace('/', '-')}.pdf",
    )  # fmt: skip
    paper.sha256 = paper.pdf.sha256
    return made


def _same(one: str, other: str) -> bool:
    return queries.same_name(one, other)
