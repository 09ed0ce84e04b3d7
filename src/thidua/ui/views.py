"""The design system's own pages: «Thêm», theme and language, the gallery, and the error pages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.generic import TemplateView, View

from thidua.core.permit import anyone
from thidua.ui.gallery import samples
from thidua.ui.theme import COOKIE, THEMES, YEAR


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Where the person came from, when that is a page of this site."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if safe else "/")


class More(TemplateView):
    """Every place that the phone's bottom bar has no room for."""

    permit = anyone
    template_name = "ui/more.html"


class Theme(View):
    permit = anyone
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        answer = _back(request)
        theme = request.POST.get("theme", "")
        if theme in THEMES:
            answer.set_cookie(
                COOKIE, theme, max_age=YEAR, samesite="Lax", secure=request.is_secure()
            )
        return answer


class Language(View):
    permit = anyone
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        answer = _back(request)
        language = request.POST.get("language", "")
        if language in dict(settings.LANGUAGES) and check_for_language(language):
            answer.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=YEAR,
                samesite="Lax",
                secure=request.is_secure(),
            )
        return answer


class Gallery(TemplateView):
    """Every component in its states."""

    permit = anyone
    template_name = "ui/gallery.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **samples(self.request)}


def _error(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    return render(request, f"{status}.html", {"reason": reason}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 403, str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    # No request in the context: whatever broke may break the shell too.
    return HttpResponse(render_to_string("500.html"), status=500)
