"""What every page stands on: sign-in, a declared permit, refusals that are shown."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from thidua.core.permit import Permit, Reason, Refused, anyone, permit

View = Callable[..., HttpResponseBase]
Result = TypeVar("Result")


@permit
def has_account(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Anybody who has signed in; a person behind the account is not asked for."""
    if getattr(actor, "is_authenticated", False) and actor.is_active:
        return None
    return _("Bạn cần đăng nhập bằng tài khoản của mình.")


def insist(request: HttpRequest, permit: Permit, subject: Any) -> None:
    """Answer «403» with the permit's reason, unless it lets the visitor in."""
    if (reason := permit(request.user, subject)) is not None:
        raise PermissionDenied(str(reason))


def page(
    *,
    permit: Permit,
    subject: Callable[..., Any] | None = None,
    insist: Callable[..., None] = insist,
) -> Callable[[View], View]:
    """Declare who may open a view; everybody else gets the sign-in page or the reason.

    `subject(request, **captured)` names what the page is about (`Http404` or `None` when there
    is no such thing). The view then gets it as its second argument, in place of the captured
    parts of the address that `subject` takes by name. The permit is asked as
    `permit(request.user, the_subject)`. `view.permit` can be read by whoever checks the house.
    """

    def declare(view: View) -> View:
        eaten = set(inspect.signature(subject).parameters) if subject else set()

        @functools.wraps(view)
        def run(request: HttpRequest, *args: Any, **captured: Any) -> HttpResponseBase:
            if permit is not anyone and not request.user.is_authenticated:
                return redirect_to_login(_way_back(request))
            found: tuple[Any, ...] = ()
            if subject is not None:
                found = (subject(request, **{k: v for k, v in captured.items() if k in eaten}),)
                if found[0] is None:
                    raise Http404
                captured = {k: v for k, v in captured.items() if k not in eaten}
            insist(request, permit, found[0] if found else None)
            return view(request, *found, *args, **captured)

        run.permit = permit  # type: ignore[attr-defined] # read by tests and by «who may see this»
        run.subject = subject  # type: ignore[attr-defined] # the same
        return run

    return declare


def _way_back(request: HttpRequest) -> str:
    """Where to go on after signing in: what was sent goes back to the page that it was typed on."""
    typed_on = urlsplit(request.headers.get("Referer", ""))
    if request.method != "POST" or typed_on.netloc != request.get_host():
        return request.get_full_path()
    return urlunsplit(("", "", typed_on.path, typed_on.query, ""))


def attempt(request: HttpRequest, act: Callable[[], Result]) -> Result | None:
    """Run an action; when it is refused, its reason becomes an error on the page."""
    try:
        return act()
    except Refused as refused:
        messages.error(request, str(refused))
        return None
