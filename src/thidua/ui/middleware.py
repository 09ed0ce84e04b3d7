"""The language of a page: the one the person chose, else the installation's own."""

from collections.abc import Callable

from django.conf import settings
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.utils import translation

language_chosen = Signal()
"""Somebody pressed a language: `request`, `language`; who keeps accounts remembers it."""


class ChosenLanguage:
    """In place of Django's `LocaleMiddleware`, which believes the browser.

    Hospital machines mostly speak English while their people speak Vietnamese. The choice made on
    this machine goes first, then the one that the account remembers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        # Asked of the session alone: whoever has none costs no query here.
        if not chosen and request.session.session_key:
            chosen = getattr(request.user, "language", "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
