"""The design system's own pages: «Thêm», theme, language, the app on a phone, gallery, errors."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, get_language, override
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView, View

from thidua.core.permit import anyone
from thidua.ui import install
from thidua.ui.gallery import samples
from thidua.ui.middleware import language_chosen
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
            language_chosen.send(Language, request=request, language=language)
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


def _open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    view.permit = anyone  # type: ignore[attr-defined] # read by tests of the house
    return require_safe(view)


@_open_to_all
def manifest(request: HttpRequest) -> HttpResponse:
    told = install.manifest(get_language() or settings.LANGUAGE_CODE)
    return HttpResponse(told, content_type="application/manifest+json")


@_open_to_all
def app_icon(request: HttpRequest, size: int) -> HttpResponse:
    if size not in install.SIZES:
        raise Http404
    picture = install.icon_png(size, maskable="maskable" in request.GET)
    return HttpResponse(
        picture, content_type="image/png", headers={"Cache-Control": "public, max-age=86400"}
    )


@_open_to_all
def worker(request: HttpRequest) -> HttpResponse:
    script = install.worker(get_language() or settings.LANGUAGE_CODE)
    return HttpResponse(
        script, content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


@_open_to_all
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """The page shown without a network: of nobody, so that it may be kept."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        return HttpResponse(render_to_string("ui/offline.html", {"language": language}))


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
