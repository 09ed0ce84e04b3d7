"""Pages of pacts: list, one pact, its form, its paper, its versions, its progress."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thidua.core import marks, period
from thidua.documents import registry
from thidua.documents.uploads import MIME
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.permits import is_signed_in
from thidua.pacts import actions, drafts, forms, papers, permits, queries, wording
from thidua.pacts.models import Pact, Party
from thidua.pacts.states import ASKS_NOTHING, PACT, PactState, PartyRole
from thidua.pacts.views.subjects import FORM_METHODS, the_movement, the_pact
from thidua.ui.columns import NOT_APPLICABLE, Column
from thidua.ui.components import Case, Record, Signature
from thidua.ui.lists import Empty, ListPage

SEALED = (PactState.SEALED, PactState.SUPERSEDED)


def _signed(pact: Any) -> Any:
    """How many have signed; a draft has nobody to ask."""
    return NOT_APPLICABLE if pact.state == PactState.DRAFT else f"{pact.signed}/{pact.places}"


class PactList(Paged, ListPage):
    """Pacts that concern me, the newest first, each in its newest version."""

    permit = is_signed_in
    title = gettext_lazy("Giao ước thi đua")
    search_fields = ("folded",)
    row_url = "pacts:detail"
    export_name = "giao-uoc"
    columns = (
        Column("title", gettext_lazy("Giao ước"), sort=("title",)),
        Column("movement", gettext_lazy("Phong trào"), phone=False),
        Column("signed", gettext_lazy("Bên đã ký"), value=_signed),
        Column("sign_by", gettext_lazy("Hạn ký"), kind="day", sort=("sign_by",)),
        Column("version", gettext_lazy("Bản"), kind="number", phone=False),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status", sort=("state",),
            value=lambda row: (wording.TONES[row.state], row.get_state_display()),
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có giao ước nào"),
        gettext_lazy(
            "Giao ước được lập trên trang của phong trào và hiện ở đây khi mở lấy chữ ký."
        ),
        icon="writing-sign",
    )

    def get_rows(self) -> Any:
        return queries.listed(self.request.user)

    def get_state(self, total: int) -> str:
        return _("%(total)s giao ước") % {"total": total}


@require_safe
@page(permit=permits.reads_pact, subject=the_pact)
def detail(request: HttpRequest, pact: Pact) -> HttpResponse:
    """A pact: what was promised, who signed, how far each party is, whether the seal holds."""
    today = period.today()
    parties, clauses = queries.parties_of(pact), queries.clauses_of(pact)
    is_sealed = pact.state in SEALED
    rows = queries.progress_of(pact, on=today) if is_sealed else []
    own = {unit.pk for unit in orgs.own_units(request.user, on=today)}
    seal = queries.check_seal(pact) if is_sealed else None
    signed = sum(party.signed_at is not None for party in parties)
    context = {
        "pact": pact,
        "case": Case(
            who=pact.movement.title,
            who_url=reverse("movements:detail", args=[pact.movement_id]),
            what=pact.title,
            state=pact.get_state_display(),
            tone=wording.TONES[pact.state],
            due_on=pact.sign_by if pact.state == PactState.OPEN else None,
        ),
        "places": len(parties),
        "signed": signed,
        "clauses": _told_clauses(clauses, rows),
        "mine": [row for row in rows if row.party.unit_id in own],
        "met": sum(row.met for row in rows),
        "judged": sum(row.judged for row in rows),
        "to_sign": _mine_to_sign(request, pact, parties),
        "signatures": _signatures(parties),
        "sheets": queries.pending_sheets(pact),
        "seal": seal,
        "seal_words": wording.seal_sentence(seal) if seal else "",
        "documents": _documents(request, pact, parties),
        "versions": queries.versions_of(pact, request.user),
        "remind_url": f"{reverse('pacts:follow_up')}?pact={pact.pk}&standing=unsigned",
        "keeps": permits.keeps_pact(request.user, pact) is None,
        "amend_reason": PACT.refusal(pact, "supersede"),
        # It gives the reason of an amendment that is still a draft.
        "trail": orgs.trail_of(pact) if permits.watches_pact(request.user, pact) is None else [],
    }
    return render(request, "pacts/detail.html", context)


def _mine_to_sign(request: HttpRequest, pact: Pact, parties: list[Party]) -> list[Party]:
    if pact.state != PactState.OPEN:
        return []
    return [
        p
        for p in parties
        if p.signed_at is None and queries.signing_as(request.user, p) is not None
    ]


def _told_clauses(clauses: Any, rows: Any) -> list[dict[str, Any]]:
    """Each clause with its target, and how many parties meet it."""
    found = []
    for clause in clauses:
        results = [r for row in rows for r in row.results if r.clause.pk == clause.pk]
        said = wording.said_of(results)
        found.append(
            {
                "clause": clause,
                "target": wording.target_of(clause),
                "met": said["met"],
                "missing": said["missing"],
                "terms": wording.terms_of(clause),
                "judged": sum(r.verdict not in ASKS_NOTHING for r in results),
            }
        )
    return found


def _signatures(parties: list[Party]) -> list[Signature]:
    expected = queries.expected_names(
        [p for p in parties if p.signed_at is None], on=period.today()
    )
    names = wording.title_names()
    return [
        Signature(
            name=str(party),
            role=" · ".join(_role(party, expected.get(party.pk, ""), names)),
            on=party.signed_at.astimezone(period.HANOI).date() if party.signed_at else None,
            acting_for=party.behalf_name,
            note=_note(party),
        )
        for party in parties
    ]


def _role(party: Party, expected: str, names: Mapping[str, str]) -> Iterator[str]:
    """Who signs or signed, as a witness, and what the party has registered for."""
    if party.signed_at is not None:
        yield ", ".join(part for part in (party.signer_name, party.signer_position) if part)
    else:
        yield expected or _("chưa có người đứng đầu để ký")
    if party.role == PartyRole.WITNESS:
        yield str(party.get_role_display())
    if party.titles:
        yield _("đăng ký %(titles)s") % {"titles": wording.names_of(party.titles, names)}


def _note(party: Party) -> str:
    if party.signed_at is not None:
        clock = f"{party.signed_at.astimezone(period.HANOI):%H:%M}"
        return f"{clock}, {wording.manner_of(party)}"
    if party.awaits_second:
        return _("đã đánh dấu trên bản quét, chờ người thứ hai xác nhận")
    return party.absence


def _documents(request: HttpRequest, pact: Pact, parties: list[Party]) -> list[Record]:
    """The sealed paper, or the text to read and sign by hand; scans for those who may open them."""
    if pact.paper is not None and pact.paper.pdf is not None:
        url = reverse("documents:file", args=[pact.paper.pdf.pk])
        found = [Record(_("Giao ước đã niêm phong (PDF)"), url, pact.paper.reference)]
    else:
        url = reverse("pacts:paper", args=[pact.pk])
        found = [Record(_("Bản in để đọc và ký tay (PDF)"), url)]
    if permits.reads_scans(request.user, pact) is None:
        scans = {p.sheet.scan.pk: p.sheet.scan for p in parties if p.sheet and p.sheet.scan}
        found += [
            Record(_("Bản quét trang có chữ ký"), reverse("documents:file", args=[key]), scan.name)
            for key, scan in scans.items()
        ]
    return found


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_pact, subject=the_movement)
def create(request: HttpRequest, movement: Any) -> HttpResponse:
    """A new draft; its parties are the movement's units with what they registered for."""
    return _write(request, movement, None)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_pact, subject=the_pact)
def edit(request: HttpRequest, pact: Pact) -> HttpResponse:
    """Correct a draft; what lies before its signers does not change."""
    if (reason := PACT.refusal(pact, "open")) is not None:
        messages.error(request, str(reason))
        return redirect("pacts:detail", pact.pk)
    return _write(request, pact.movement, pact)


def _write(request: HttpRequest, movement: Any, pact: Pact | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    stored = queries.pact_by_key(pact.pk) if pact else None  # the form writes into the other one
    kept_texts = drafts.fields_of(stored) if stored else {}
    seen = {name: marks.mark_of(text) for name, text in kept_texts.items()}
    clashing: list[str] = []
    if data is not None:
        seen = {name: data.get(f"seen-{name}", mark) for name, mark in seen.items()}
    form = forms.PactForm(data, instance=pact)
    parties = forms.party_rows(movement, data, pact, on=period.today())
    clauses = forms.clause_rows(data, pact)
    # All are asked, so that every error is told at once.
    if data is not None and all([form.is_valid(), parties.is_valid(), clauses.is_valid()]):
        given: dict[str, Any] = {
            "facts": form.facts, "parties": forms.facts_of(parties),
            "clauses": forms.facts_of(clauses),
        }  # fmt: skip
        kept = attempt(request, lambda: _keep(request.user, movement, stored, given, seen))
        if kept is not None:
            messages.success(request, _("Đã lưu dự thảo giao ước."))
            return redirect("pacts:detail", kept.pk)
        new = marks.changed(kept_texts, drafts.given(**given), seen)
        clashing = marks.clashing(kept_texts, new, seen)
        # Read now, they may be written over.
        seen |= {name: marks.mark_of(kept_texts[name]) for name in clashing}
    context = {
        "form": form, "parties": parties, "clauses": clauses, "movement": movement, "pact": pact,
        "seen": [(name, mark, name in forms.ROWS) for name, mark in seen.items()],
        "theirs": [
            (drafts.NAMES[name], wording.draft_lines(stored, name)) for name in clashing if stored
        ],
    }  # fmt: skip
    return render(request, "pacts/form.html", context)


def _keep(
    actor: Any, movement: Any, pact: Pact | None, given: dict[str, Any], seen: marks.Fields
) -> Pact:
    if pact is None:
        return actions.create_pact(actor=actor, movement=movement, **given)
    return actions.update_pact(actor=actor, pact=pact, seen=seen, **given)


@require_safe
@page(permit=permits.reads_pact, subject=the_pact)
def paper(request: HttpRequest, pact: Pact) -> HttpResponseBase:
    """The kept PDF once sealed; before, the text with room for the pen."""
    if pact.paper is not None and pact.paper.pdf is not None:
        return redirect("documents:file", pk=pact.paper.pdf.pk)
    content = attempt(
        request,
        lambda: registry.render(
            papers.KIND, papers.page_of(pact), file_format="pdf", on=period.today()
        ),
    )
    if content is None:
        return redirect("pacts:detail", pact.pk)
    answer = HttpResponse(content, content_type=MIME["pdf"])
    answer["Content-Disposition"] = f'inline; filename="giao-uoc-{pact.pk}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@page(permit=permits.reads_pact, subject=the_pact)
def changes(request: HttpRequest, pact: Pact) -> HttpResponse:
    """What a version changes in the one that it amends."""
    parts = []
    if (old := pact.amends) is not None:
        parts = wording.changes_between(
            (old, queries.parties_of(old), queries.clauses_of(old)),
            (pact, queries.parties_of(pact), queries.clauses_of(pact)),
        )
    return render(request, "pacts/changes.html", {"pact": pact, "old": old, "parts": parts})


@require_safe
@page(permit=permits.reads_pact, subject=the_pact)
def progress(request: HttpRequest, pact: Pact) -> HttpResponse:
    """Every party's targets against its results, on any day."""
    form = forms.DayForm(request.GET or None)
    chosen = form.cleaned_data["ngay"] if form.is_valid() else None
    on = chosen or period.today()
    rows = queries.progress_of(pact, on=on)
    clauses = [clause for clause in queries.clauses_of(pact) if clause.measure]
    context = {
        "pact": pact,
        "form": forms.DayForm(initial={"ngay": on})
        if form.is_valid() or not form.is_bound
        else form,
        "on": on,
        "clauses": [(clause, wording.target_of(clause)) for clause in clauses],
        "rows": [
            (
                row,
                [
                    (
                        r,
                        r.target not in (None, r.clause.target)
                        and wording.target_of(r.clause, r.target),
                    )
                    for r in row.results
                ],
            )
            for row in rows
        ],
        "said": wording.said_of(r for row in rows for r in row.results),
        "tones": wording.VERDICT_TONES,
    }
    return render(request, "pacts/progress.html", context)
