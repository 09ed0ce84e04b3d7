"""Attaching papers to a movement."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.movements import actions, permits
from thidua.movements.forms import AttachForm
from thidua.movements.views.subjects import movement
from thidua.orgs.pages import attempt, page


@require_POST
@page(permit=permits.keeps_movements, subject=movement)
def attach(request: HttpRequest, movement: Any) -> HttpResponse:
    """Take in one paper."""
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn tệp rồi bấm «Tải văn bản lên»."))
    elif attempt(
        request,
        lambda: actions.attach_file(
            actor=request.user, movement=movement, file=form.cleaned_data["file"]
        ),
    ):
        messages.success(request, _("Đã thêm văn bản."))
    return _back(movement)


@require_POST
@page(permit=permits.keeps_movements, subject=movement)
def detach(request: HttpRequest, movement: Any) -> HttpResponse:
    """Take one paper off a draft."""
    chosen = request.POST.get("file", "")
    key = int(chosen) if chosen.isdigit() else 0
    if attempt(
        request,
        lambda: actions.detach_file(actor=request.user, movement=movement, file=key),
    ):
        messages.success(request, _("Đã bỏ văn bản."))
    return _back(movement)


def _back(movement: Any) -> HttpResponse:
    return redirect(reverse("movements:detail", args=[movement.pk]) + "#van-ban")
