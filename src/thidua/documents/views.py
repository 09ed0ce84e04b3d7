"""The register of papers, one paper with its files, and the private door of stored files."""

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thidua.core import audit, period
from thidua.core.capability import offers
from thidua.core.models import SecurityEvent
from thidua.documents import actions, permits, queries, registry
from thidua.documents.forms import OutsideForm, ScanForm
from thidua.documents.models import Paper, StoredFile
from thidua.documents.states import PaperState
from thidua.documents.uploads import MIME
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import trail_of, units_in_reach
from thidua.orgs.states import Role
from thidua.ui.columns import Column
from thidua.ui.components import Case, Record, Tone
from thidua.ui.formats import number
from thidua.ui.lists import Empty, ListPage

TONES: dict[str, Tone] = {
    PaperState.DRAFT: "draft", PaperState.FOR_SIGNATURE: "work", PaperState.SIGNED: "work",
    PaperState.NUMBERED: "work", PaperState.ISSUED: "pass", PaperState.REVOKED: "fail",
}  # fmt: skip
SHOWN_IN_PLACE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


def _paper(request: HttpRequest, pk: int) -> Paper | None:
    return queries.paper_by_key(pk)


def _file(request: HttpRequest, pk: int) -> StoredFile | None:
    return queries.file_by_key(pk)


def kind_label(paper: Paper) -> str:
    """The paper's kind in words."""
    if paper.is_from_outside:
        return _("Văn bản lập ngoài hệ thống")
    return str(registry.PAPERS[paper.kind].label) if paper.kind in registry.PAPERS else paper.kind


@require_safe
@page(permit=permits.reads_file, subject=_file)
def stored_file(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """A private file for whom its subject lets in; the security log notes it once a day."""
    name = str(stored.content.name)
    if not default_storage.exists(name):
        raise Http404
    if not queries.was_opened(stored, by=request.user, on=period.today()):
        audit.record_security(
            SecurityEvent.Kind.FILE_OPENED, actor_id=request.user.pk, subject=stored,
            detail=stored.role,
        )  # fmt: skip
    answer = FileResponse(
        default_storage.open(name),
        as_attachment=stored.mime not in SHOWN_IN_PLACE,
        filename=stored.name,
        content_type=stored.mime,
    )
    return _sealed(answer)


def _sealed(answer: HttpResponseBase) -> HttpResponseBase:
    """What was sent in by others must neither run nor stay in shared caches."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    if answer["Content-Type"] != "application/pdf":  # a sandbox keeps browsers from showing PDF
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


class Register(Paged, ListPage):
    """The register of papers of the units in which one keeps, signs or inspects them."""

    permit = permits.sees_register
    title = gettext_lazy("Sổ văn bản")
    search_fields = ("folded",)
    search_hint = gettext_lazy("Tìm theo trích yếu, ký hiệu, người ký")
    default_sort = ("-created_at", "-pk")
    row_url = "documents:paper"
    export_name = "so-van-ban"
    columns = (
        Column("title", gettext_lazy("Trích yếu")),
        Column("reference", gettext_lazy("Số, ký hiệu"), sort=("year", "symbol", "number"),
               value=lambda paper: paper.reference or None),
        Column("dated_on", gettext_lazy("Ngày ban hành"), kind="day", sort=("dated_on",)),
        Column("kind", gettext_lazy("Loại"), value=kind_label, phone=False),
        Column("signer", gettext_lazy("Người ký"), value=lambda paper: paper.signer_name or None,
               phone=False),
        Column("state", gettext_lazy("Trạng thái"), kind="status", sort=("state",),
               value=lambda paper: (TONES[paper.state], paper.get_state_display())),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có văn bản"),
        gettext_lazy("Quyết định, biên bản và giấy khen hiện ở đây khi được dự thảo."),
    )

    def get_rows(self) -> QuerySet[Paper]:
        return queries.visible_to(self.request.user)

    def get_state(self, total: int) -> Any:
        return _("%(total)s văn bản") % {"total": number(total)}

    def get_context(self) -> dict[str, Any]:
        if not _keeps(self.request.user).exists():
            return {}
        return {
            "main_action_url": reverse("documents:register_paper"),
            "main_action_label": _("Vào sổ văn bản lập ngoài"),
        }


def _keeps(actor: Any) -> Any:
    """Units whose papers the actor keeps."""
    return units_in_reach(actor, [Role.OFFICER]).order_by("path")


@page(permit=permits.reads_paper, subject=_paper)
def paper(request: HttpRequest, paper: Paper) -> HttpResponse:
    """One paper: what it is, its files, and how it came to be."""
    today = period.today()
    case = Case(
        who=str(paper.issuer), what=paper.title, state=paper.get_state_display(),
        tone=TONES[paper.state], facts=_facts(paper),
    )  # fmt: skip
    may_scan = paper.state in {PaperState.SIGNED, PaperState.NUMBERED, PaperState.ISSUED}
    context = {
        "case": case, "paper": paper, "documents": _records(paper), "trail": trail_of(paper),
        "offers": offers(request.user, paper, on=today),
        "can_scan": may_scan and permits.keeps_papers(request.user, paper) is None,
    }  # fmt: skip
    return render(request, "documents/paper.html", context)


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
    return facts


def _records(paper: Paper) -> list[Record]:
    records = []
    if paper.kind in registry.PAPERS:
        for file_format in registry.PAPERS[paper.kind].formats:
            label = _("Bản PDF") if file_format == "pdf" else _("Bản Word")
            url = reverse("documents:rendered", args=[paper.pk, file_format])
            records.append(Record(label, url))
    if paper.scan is not None:
        url = reverse("documents:file", args=[paper.scan.pk])
        records.append(Record(_("Bản quét đã ký"), url, paper.scan.name))
    return records


@require_safe
@page(permit=permits.reads_paper, subject=_paper)
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
        lambda: registry.render(
            paper.kind, registry.build(paper.kind, paper), file_format=file_format,
            on=period.today(),
        ),
    )  # fmt: skip
    if content is None:
        return redirect("documents:paper", pk=paper.pk)
    answer = HttpResponse(content, content_type=MIME[file_format])
    name = (paper.reference or f"van-ban-{paper.pk}").replace("/", "-")
    answer.headers["Content-Disposition"] = f'inline; filename="{paper.pk}.{file_format}"'
    if name.isascii():
        answer.headers["Content-Disposition"] = f'inline; filename="{name}.{file_format}"'
    return _sealed(answer)


@page(permit=permits.keeps_papers, subject=_paper)
def attach_scan(request: HttpRequest, paper: Paper) -> HttpResponse:
    """Attach the signed and sealed scan."""
    form = ScanForm(request.POST or None, request.FILES or None)
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


@page(permit=permits.sees_register)
def register_paper(request: HttpRequest) -> HttpResponse:
    """Enter a paper that was finished outside, with its signed file."""
    form = OutsideForm(request.POST or None, request.FILES or None)
    units = _keeps(request.user)
    form.fields["issuer"].queryset = units  # type: ignore[attr-defined] # a choice of rows
    form.fields["issuer"].initial = units.first()
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request, lambda: actions.register_paper(actor=request.user, **form.cleaned_data)
        )
        if made:
            messages.success(request, _("Đã vào sổ văn bản %(paper)s.") % {"paper": made.reference})
            return redirect("documents:paper", pk=made.pk)
    return render(request, "documents/form.html", {
        "title": _("Vào sổ văn bản lập ngoài"), "form": form, "button": _("Vào sổ"),
        "state": _("Văn bản đã ký, đóng dấu và có số ở nơi khác; sổ ghi rõ là lập ngoài hệ thống."),
        "back_url": reverse("documents:register"),
    })  # fmt: skip
