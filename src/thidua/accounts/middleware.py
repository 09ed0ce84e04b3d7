"""Notes where people are signed in, without a write on every page."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponseBase

from thidua.core import period

EVERY = 300
_SEEN = "accounts.seen_at"


class NoteSessions:
    """Keep «last seen» true to five minutes: a write on every request costs more than the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Asked of the session alone: whoever has none costs no query here.
        if request.session.session_key and request.user.is_authenticated:
            now = int(period.now().timestamp())
            if now - request.session.get(_SEEN, 0) >= EVERY:
                UserSession.objects.create_from_request(request)
                request.session[_SEEN] = now
        return self.get_response(request)
