"""One paper: what it is, its files and signatures, and what is done to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.core import period
from thidua.core.capability import offers
from thidua.documents import actions, forms, permits, queries, registry, signing
from thidua.documents.models import Paper
from thidua.documents.states import PaperState
from thidua.documents.tables import TONES, kind_label
from thidua.documents.uploads import MIME
from thidua.documents.views.files import sealed
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import trail_of
from thidua.ui.components import Case, Record


def the_paper(request: HttpRequest, pk: int) -> Paper | None:
    return queries.paper_by_key(pk)


@page(permit=permits.reads_paper, subject=the_paper)
def paper(request: HttpRequest, paper: Paper) -> HttpResponse:
    """One paper: what it is, its files, and how it came to be."""
    today = period.today()
    case = Case(
        who=str(paper.issuer), what=paper.title, state=paper.get_state_display(),
        tone=TONES[paper.state], facts=_facts(paper),
    )  # fmt: skip
    signatures = queries.signature_rows(paper)
    keys = _keys(request.user, paper)
    left = queries.unused(keys, signatures)
    may_scan = paper.state in {PaperState.SIGNED, PaperState.NUMBERED, PaperState.ISSUED}
    context = {
        "case": case, "paper": paper, "documents": _records(paper), "trail": trail_of(paper),
        "offers": offers(request.user, paper, on=today),
        "can_scan": may_scan and permits.keeps_papers(request.user, paper) is None,
        "signatures": signatures, "amendments": queries.amendments_of(paper),
        "can_sign": bool(left), "has_signed": keys and not left,
        "next": queries.next_to_sign(paper, signatures) if keys and not left else "",
        **_may(request.user, paper),
    }  # fmt: skip
    return render(request, "documents/paper.html", context)


def _keys(actor: Any, paper: Paper) -> list[signing.Key]:
    """The keys with which the actor signs this paper, those among them that have signed it."""
    if paper.is_from_outside or paper.state not in actions.SIGNABLE:
        return []
    return [
        key
        for key in queries.keys_for(actor, paper)
        if permits.signs_with(actor, paper, key=key.name) is None
    ]


def _may(actor: Any, paper: Paper) -> dict[str, bool]:
    is_issued = paper.state == PaperState.ISSUED
    return {
        "can_correct": is_issued and permits.returns_papers(actor, paper) is None,
        "can_revoke": (
            is_issued and not registry.revoked_by(paper.kind)
            and permits.signs_papers(actor, paper) is None
        ),
        "can_keep": paper.number is not None and permits.keeps_papers(actor, paper) is None,
    }  # fmt: skip


def _facts(paper: Paper) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [(_("Loại"), kind_label(paper))]
    if paper.reference:
        facts.append((_("Số, ký hiệu"), paper.reference))
    if paper.dated_on:
        facts.append((_("Ngày ban hành"), f"{paper.dated_on:%d/%m/%Y}"))
    if paper.signer_name:
        who = [paper.signer_name, paper.signer_position]
        facts.append((_("Người ký"), ", ".join(part for part in who if part)))
    if paper.state in {PaperState.ISSUED, PaperState.REVOKED}:
        facts.append((_("Mã tra cứu"), paper.code))
    if paper.retention:
        facts.append((_("Bảo quản"), paper.get_retention_display()))
    if paper.file is not None:
        facts.append((_("Mã băm tệp (SHA-256)"), paper.file.sha256))
    return facts


def _records(paper: Paper) -> list[Record]:
    records = []
    if paper.signed_pdf is not None:
        url = reverse("documents:file", args=[paper.signed_pdf.pk])
        records.append(Record(_("Bản PDF đã ký số"), url))
    if paper.kind in registry.PAPERS:
        for file_format in registry.PAPERS[paper.kind].formats:
            label = _("Bản PDF") if file_format == "pdf" else _("Bản Word (xuất ra)")
            url = reverse("documents:rendered", args=[paper.pk, file_format])
            records.append(Record(label, url))
    if paper.scan is not None:
        url = reverse("documents:file", args=[paper.scan.pk])
        is_file = paper.is_from_outside and not paper.is_scan
        label = _("Tệp đã ký số") if is_file else _("Bản quét đã ký")
        records.append(Record(label, url, paper.scan.name))
    return records


@require_safe
@page(permit=permits.reads_paper, subject=the_paper)
def rendered(request: HttpRequest, paper: Paper, file_format: registry.Format) -> HttpResponseBase:
    """The paper as PDF (the kept one, once it is numbered) or as Word, from the same blocks."""
    if paper.kind not in registry.PAPERS:
        raise Http404
    if file_format not in registry.PAPERS[paper.kind].formats:
        raise Http404
    if file_format == "pdf" and paper.pdf is not None:
        return redirect("documents:file", pk=paper.pdf.pk)
    content = attempt(
        request,
        lambda: _made(paper, file_format),
    )
    if content is None:
        return redirect("documents:paper", pk=paper.pk)
    answer = HttpResponse(content, content_type=MIME[file_format])
    name = (paper.reference or f"van-ban-{paper.pk}").replace("/", "-")
    answer.headers["Content-Disposition"] = f'inline; filename="{paper.pk}.{file_format}"'
    if name.isascii():
        answer.headers["Content-Disposition"] = f'inline; filename="{name}.{file_format}"'
    return sealed(answer)


def _made(paper: Paper, file_format: registry.Format) -> bytes:
    return registry.render(
        paper.kind, registry.build(paper.kind, paper), file_format=file_format, on=period.today(),
        issuer=paper.issuer,
    )  # fmt: skip


@page(permit=permits.keeps_papers, subject=the_paper)
def attach_scan(request: HttpRequest, paper: Paper) -> HttpResponse:
    """Attach the signed and sealed scan."""
    form = forms.ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        scan = form.cleaned_data["scan"]
        if attempt(
            request, lambda: actions.attach_scan(actor=request.user, paper=paper, scan=scan)
        ):
            messages.success(request, _("Đã đính kèm bản quét."))
            return redirect("documents:paper", pk=paper.pk)
    return render(request, "documents/form.html", {
        "title": _("Đính kèm bản quét"), "state": paper.title, "form": form,
        "button": _("Đính kèm"), "back_url": reverse("documents:paper", args=[paper.pk]),
    })  # fmt: skip


@page(permit=permits.reads_paper, subject=the_paper)
def sign(request: HttpRequest, paper: Paper) -> HttpResponse:
    """Sign the kept PDF with one of one's own keys, or with the seal that one keeps."""
    if request.method == "POST":
        name = request.POST.get("key", "")
        signed = attempt(
            request,
            lambda: actions.sign_electronically(actor=request.user, paper=paper, key=name),
        )
        if signed:
            messages.success(request, _("Đã ký số văn bản."))
        return redirect("documents:paper", pk=paper.pk)
    signatures = queries.signature_rows(paper)
    keys = _keys(request.user, paper)
    left = queries.unused(keys, signatures)
    choices = attempt(request, lambda: [_choice(paper, key) for key in left])
    return render(request, "documents/sign.html", {
        "paper": paper, "keys": choices or [], "has_signed": keys and not left,
        "signatures": signatures, "next": queries.next_to_sign(paper, signatures),
    })  # fmt: skip


def _choice(paper: Paper, key: signing.Key) -> dict[str, Any]:
    """A key as it is offered: whose certificate, and whether the paper names somebody else."""
    holder = signing.holder_of(key)
    expected = str(paper.issuer) if key.is_seal else paper.signer_name
    return {
        "name": key.name, "holder": holder, "is_seal": key.is_seal, "expected": expected,
        "differs": not queries.same_name(holder, expected),
    }  # fmt: skip


def _asked(
    request: HttpRequest, paper: Paper, form: Any, act: Callable[[dict[str, Any]], Any],
    **words: Any,
) -> HttpResponse:  # fmt: skip
    """One form about a paper: acted on, or shown with the reason why not."""
    back = reverse("documents:paper", args=[paper.pk])
    done = words.pop("done")
    asked = request.method == "POST" and form.is_valid()
    if asked and attempt(request, lambda: act(form.cleaned_data)):
        messages.success(request, done)
        return redirect(back)
    return render(
        request, "documents/form.html",
        {"state": str(paper), "form": form, "back_url": back, **words},
    )  # fmt: skip


@page(permit=permits.returns_papers, subject=the_paper)
def correct(request: HttpRequest, paper: Paper) -> HttpResponse:
    return _asked(
        request, paper, forms.AmendForm(request.POST or None),
        lambda given: actions.correct_paper(actor=request.user, paper=paper, **given),
        title=_("Đính chính văn bản"), button=_("Ghi đính chính"), done=_("Đã ghi đính chính."),
    )  # fmt: skip


@page(permit=permits.signs_papers, subject=the_paper)
def revoke(request: HttpRequest, paper: Paper) -> HttpResponse:
    return _asked(
        request, paper, forms.AmendForm(request.POST or None),
        lambda given: actions.revoke_paper(actor=request.user, paper=paper, **given),
        title=_("Hủy bỏ, thu hồi văn bản"), button=_("Thu hồi"), done=_("Đã thu hồi văn bản."),
    )  # fmt: skip


@page(permit=permits.keeps_papers, subject=the_paper)
def keep(request: HttpRequest, paper: Paper) -> HttpResponse:
    return _asked(
        request, paper,
        forms.KeepForm(request.POST or None, initial={"retention": paper.retention}),
        lambda given: actions.keep_paper(actor=request.user, paper=paper, **given),
        title=_("Thời hạn bảo quản"), button=_("Lưu"), done=_("Đã xếp thời hạn bảo quản."),
    )  # fmt: skip
