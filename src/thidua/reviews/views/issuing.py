"""From draft to issue: submit, return, sign, number, issue."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core import period
from thidua.orgs.pages import attempt, page
from thidua.reviews import actions, forms, permits
from thidua.reviews.models import Review
from thidua.reviews.views.common import FORM_METHODS, the_review
from thidua.ui.forms import ReasonForm


def _done(request: HttpRequest, review: Review, act: Callable[[], Any], said: str) -> HttpResponse:
    if attempt(request, act) is not None:
        messages.success(request, said)
    return redirect("reviews:detail", pk=review.pk)


def _form(request: HttpRequest, review: Review, form: Any, title: str, submit: str) -> HttpResponse:
    return render(request, "reviews/form.html", {
        "title": title, "state": review.report.title, "form": form, "submit": submit,
        "back_url": reverse("reviews:detail", args=[review.pk]),
    })  # fmt: skip


@require_POST
@page(permit=permits.writes_review, subject=the_review)
def submit(request: HttpRequest, review: Review) -> HttpResponse:
    return _done(
        request, review,
        lambda: actions.submit_review(actor=request.user, review=review), _("Đã trình ký."),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.returns_review, subject=the_review)
def give_back(request: HttpRequest, review: Review) -> HttpResponse:
    """Send the draft back with what is to be mended."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return _done(
            request, review,
            lambda: actions.return_review(actor=request.user, review=review, reason=reason),
            _("Đã trả lại dự thảo."),
        )  # fmt: skip
    return _form(request, review, form, _("Trả lại dự thảo báo cáo"), _("Trả lại"))


@require_POST
@page(permit=permits.signs_review, subject=the_review)
def sign(request: HttpRequest, review: Review) -> HttpResponse:
    """Record the signature, with the scan if there is one."""
    form = forms.ScanForm(request.POST, request.FILES)
    scan = form.cleaned_data["scan"] if form.is_valid() else None
    return _done(
        request, review,
        lambda: actions.sign_review(
            actor=request.user, review=review, on=period.today(), scan=scan
        ),
        _("Đã ghi nhận chữ ký."),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.writes_review, subject=the_review)
def number(request: HttpRequest, review: Review) -> HttpResponse:
    """Number and day from the clerk's register."""
    form = forms.NumberForm(request.POST or None, initial={"dated_on": period.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = attempt(
            request,
            lambda: actions.number_review(actor=request.user, review=review, **given),
        )
        if done is not None:
            messages.success(request, _("Đã ghi số, ngày của báo cáo."))
            return redirect("reviews:detail", pk=review.pk)
    return _form(request, review, form, _("Ghi số, ngày của báo cáo"), _("Ghi số, ngày"))


@require_POST
@page(permit=permits.writes_review, subject=the_review)
def issue(request: HttpRequest, review: Review) -> HttpResponse:
    return _done(
        request, review,
        lambda: actions.issue_review(actor=request.user, review=review, on=period.today()),
        _("Đã phát hành báo cáo."),
    )  # fmt: skip
