"""A local rule as it stands: what it settles, what it would change, and its steps."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core import period
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import trail_of
from thidua.overlays import actions, permits, queries, tables
from thidua.overlays.models import LocalRule
from thidua.overlays.states import RowKind, RuleScope, RuleState
from thidua.overlays.views.common import FORM_METHODS, PAGE, form_page, the_rule
from thidua.ui import formats
from thidua.ui.components import Case, Record
from thidua.ui.forms import ReasonForm


def _head(rule: LocalRule) -> Case:
    tone, state = tables.state_of(rule)
    facts = [
        (_("Cơ quan ban hành"), rule.issuer),
        (_("Ngày ban hành"), formats.day(rule.issued_on)),
        (_("Quy định"), RuleScope(rule.scope).label),
        (_("Áp dụng từ"), formats.day(rule.in_force)),
        (_("Phiên bản"), rule.version),
        (_("Người nhập"), rule.author.full_name),
    ]
    if rule.ended_on:
        facts.insert(4, (_("Thôi áp dụng từ"), formats.day(rule.ended_on)))
    if rule.withdrawn_because:
        facts.append((_("Lý do bãi bỏ"), rule.withdrawn_because))
    return Case(
        who=str(rule.unit), what=f"{rule.number}: {rule.title}", state=state, tone=tone,  # type: ignore[arg-type] # one of the tones
        facts=facts,
    )  # fmt: skip


@require_safe
@page(permit=permits.reads_rule, subject=the_rule)
def rule(request: HttpRequest, rule: LocalRule) -> HttpResponse:
    is_kept = permits.keeps_rule(request.user, rule) is None
    is_draft = rule.state == RuleState.DRAFT
    faults = queries.faults_of(rule)
    documents = [
        Record(
            _("Bản quét văn bản"), reverse("documents:file", args=[rule.scan_id]), rule.scan.name
        )
    ] if rule.scan else []  # fmt: skip
    documents.append(
        Record(
            _("Văn bản quy tắc (TOML)"), reverse("overlays:document", args=[rule.pk]),
            _("mã băm %(digest)s") % {"digest": rule.digest[:12]},
        )
    )  # fmt: skip
    context = {
        "case": _head(rule), "rule": rule, "documents": documents, "faults": faults,
        "rows": [(n, queries.told(row)) for n, row in enumerate(rule.rows)],
        "awards": queries.names_of_awards(rule.awards),
        "can": {"edit": is_kept and is_draft, "keep": is_kept},
        "kinds": [(kind.value, kind.label) for kind in RowKind if kind != RowKind.CRITERION],
        "versions": queries.versions_of(rule).exclude(pk=rule.pk),
        "trail": trail_of(rule), "back_url": reverse("overlays:rules"),
    }  # fmt: skip
    return render(request, "overlays/rule.html", context)


@require_safe
@page(permit=permits.reads_rule, subject=the_rule)
def document(request: HttpRequest, rule: LocalRule) -> HttpResponse:
    answer = HttpResponse(rule.text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="quy-dinh-{rule.pk}.toml"'
    return answer


@require_safe
@page(permit=permits.keeps_rule, subject=the_rule)
def preview(request: HttpRequest, rule: LocalRule) -> HttpResponse:
    """The draft beside what holds now: powers, shares and quotas, then verdicts."""
    on, faults = period.today(), queries.faults_of(rule)
    context: dict[str, Any] = {
        "rule": rule, "faults": faults, "back_url": reverse(PAGE, args=[rule.pk]),
    }  # fmt: skip
    if not faults:
        effects = queries.preview(request.user, rule, on=on)
        context |= {
            "effects": effects, "settled": queries.settled_by(rule, on=on),
            "differing": sum(n for _a, before, after, n in effects.counts if before != after),
        }  # fmt: skip
    return render(request, "overlays/preview.html", context)


@require_POST
@page(permit=permits.keeps_rule, subject=the_rule)
def enact(request: HttpRequest, rule: LocalRule) -> HttpResponse:
    on = period.today()
    if attempt(request, lambda: actions.enact_rule(actor=request.user, rule=rule, on=on)):
        messages.success(
            request,
            _("Quy định áp dụng từ ngày %(day)s.") % {"day": formats.day(rule.in_force)},
        )
    return redirect(PAGE, pk=rule.pk)


@require_POST
@page(permit=permits.keeps_rule, subject=the_rule)
def renew(request: HttpRequest, rule: LocalRule) -> HttpResponse:
    made = attempt(
        request,
        lambda: actions.renew_rule(actor=request.user, rule=rule, on=period.today()),
    )
    if made is None:
        return redirect(PAGE, pk=rule.pk)
    messages.success(request, _("Đã lập phiên bản mới. Bản đang áp dụng giữ nguyên cho tới khi "
                                "phiên bản mới được áp dụng."))  # fmt: skip
    return redirect(PAGE, pk=made.pk)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_rule, subject=the_rule)
def withdraw(request: HttpRequest, rule: LocalRule) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["reason"]
        done = attempt(
            request,
            lambda: actions.withdraw_rule(
                actor=request.user, rule=rule, on=period.today(), reason=why
            ),
        )
        if done is not None:
            messages.success(request, _("Đã bãi bỏ; những gì đã xét theo quy định này giữ nguyên."))
            return redirect(PAGE, pk=rule.pk)
    return form_page(
        request, form, title=_("Bãi bỏ quy định"), button=_("Bãi bỏ"), state=rule,
        back_url=reverse(PAGE, args=[rule.pk]),
    )  # fmt: skip
