"""A unit's own Word templates: the list with the fields, a preview, dropping one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.documents import actions, forms, own_word, permits, queries, registry
from thidua.documents.models import WordTemplate
from thidua.documents.uploads import MIME
from thidua.documents.views.files import sealed
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import units_in_reach
from thidua.orgs.states import Role


def the_template(request: HttpRequest, pk: int) -> WordTemplate | None:
    return queries.word_template_by_key(pk)


def _kinds() -> list[tuple[str, str]]:
    return [(name, str(kind.label)) for name, kind in registry.PAPERS if "docx" in kind.formats]


@page(permit=permits.keeps_some_templates)
def word_templates(request: HttpRequest) -> HttpResponse:
    """What is kept, what a template may name, and the form that takes one in."""
    units = units_in_reach(request.user, [Role.OFFICER]).order_by("path")
    form = forms.WordTemplateForm(
        request.POST or None, request.FILES or None, units=units, kinds=_kinds()
    )
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            request, lambda: actions.keep_word_template(actor=request.user, **form.cleaned_data)
        )
        if kept is not None:
            messages.success(request, _("Đã lưu mẫu. Xem thử trước khi dùng."))
            return redirect("documents:word_templates")
    labels = dict(_kinds())
    rows = queries.word_templates_visible_to(request.user).exclude(file=None)
    context: dict[str, Any] = {
        "form": form, "rows": [(row, labels.get(row.kind, row.kind)) for row in rows],
        "fields": own_word.FIELDS.items(),
    }  # fmt: skip
    return render(request, "documents/word_templates.html", context)


@require_safe
@page(permit=permits.keeps_template, subject=the_template)
def word_template_preview(request: HttpRequest, template: WordTemplate) -> HttpResponseBase:
    """The template filled with an invented paper."""
    if template.file is None:
        raise Http404
    with template.file.content.open() as kept:
        content = kept.read()
    made = attempt(request, lambda: own_word.fill(content, own_word.words_of(own_word.SAMPLE)))
    if made is None:
        return redirect("documents:word_templates")
    answer = HttpResponse(made, content_type=MIME["docx"])
    answer["Content-Disposition"] = f'attachment; filename="xem-thu-{template.pk}.docx"'
    return sealed(answer)


@require_POST
@page(permit=permits.keeps_template, subject=the_template)
def word_template_drop(request: HttpRequest, template: WordTemplate) -> HttpResponse:
    if attempt(request, lambda: actions.drop_word_template(actor=request.user, template=template)):
        messages.success(request, _("Đã bỏ mẫu; văn bản xuất theo mẫu chung."))
    return redirect("documents:word_templates")
