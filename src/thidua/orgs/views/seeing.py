"""«Who may see this page, and why»: the permit of any page, asked of everybody with a role."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from thidua.core import period
from thidua.core.permit import Permit, anyone
from thidua.orgs import page_queries, permits, queries
from thidua.orgs.models import Person
from thidua.orgs.pages import insist, page


@page(permit=permits.is_signed_in)
def who_may_see(request: HttpRequest) -> HttpResponse:
    """For whoever may open the page at `path`: who else may, as what, or that everybody may."""
    path = request.GET.get("path", "")
    permit, subject = _of(request, path)
    insist(request, permit, subject)
    everybody = permit is anyone or permit is permits.is_signed_in
    seers = [] if everybody else _seers(permit, subject)
    context = {
        "path": path, "subject": subject, "seers": seers, "everybody": everybody,
        "is_public": permit is anyone,
    }  # fmt: skip
    return render(request, "orgs/who_may_see.html", context)


def _of(request: HttpRequest, path: str) -> tuple[Permit, Any]:
    """The permit and the subject of the page at an address of this site."""
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        raise Http404 from None
    view: Any = match.func
    permit = getattr(view, "permit", None)
    if permit is None:
        raise Http404
    if (view_class := getattr(view, "view_class", None)) is not None:
        opened = view_class()
        opened.setup(request, *match.args, **match.kwargs)
        return permit, opened.get_subject() if hasattr(opened, "get_subject") else None
    find = getattr(view, "subject", None)
    if find is None:
        return permit, None
    eaten = {k: v for k, v in match.kwargs.items() if k in find.__code__.co_varnames}
    found = find(request, **eaten)
    if found is None:
        raise Http404
    return permit, found


def _seers(permit: Permit, subject: Any) -> list[dict[str, Any]]:
    """Holders of roles whom the permit lets in, with what they hold; and the subject itself."""
    today = period.today()
    people = page_queries.role_holders(on=today)
    own = subject if isinstance(subject, Person) else getattr(subject, "person", None)
    if isinstance(own, Person) and own.user is not None and own not in people:
        people.insert(0, own)
    found = []
    for person in people:
        if permit(person.user, subject) is not None:
            continue
        why = [
            _("%(role)s của %(unit)s") % {"role": s.role.label, "unit": s.unit}
            + (_(" (thay mặt %(who)s)") % {"who": s.principal} if s.principal else "")
            for s in queries.standings(person.user, on=today)
        ]
        found.append({"person": person, "why": why or [_("chính là người của hồ sơ này")]})
    return found
