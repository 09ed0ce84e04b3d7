"""Two files of one person: which is kept, what would move, then all of it at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.core import merge as merging
from thidua.core import period
from thidua.core.text import fold
from thidua.orgs import actions, forms, page_queries, permits, tables
from thidua.orgs.models import Person
from thidua.orgs.pages import attempt, page
from thidua.orgs.views.people import address, the_person


@page(permit=permits.keeps_person, subject=the_person)
def merge(request: HttpRequest, person: Person) -> HttpResponse:
    """Name the file that is kept, read what moves to it, give the reason."""
    kept = page_queries.kept_people(request.user).exclude(pk=person.pk)
    chosen = forms.TwinForm(request.GET if "person" in request.GET else None, people=kept)
    context = {"person": person, "chosen": chosen, "back": address(person)}
    if not chosen.is_valid():
        context["twins"] = page_queries.likely_twins(request.user, person)
        return render(request, "orgs/merge.html", context)
    into: Person = chosen.cleaned_data["person"]
    form = forms.ReasonOnly(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = attempt(
            request,
            lambda: actions.merge_people(
                actor=request.user, person=person, into=into, on=period.today(), reason=reason
            ),
        )
        if done is not None:
            messages.success(request, _("Đã gộp hồ sơ."))
            return HttpResponseRedirect(address(done))
    context |= {
        "into": into, "form": form, "moved": merging.preview(person, into),
        "facts": tables.side_by_side(person, into), "differ": _differ(person, into),
        "closes": person.user is not None and into.user is not None,
        "carries": person.user is not None and into.user is None,
    }  # fmt: skip
    return render(request, "orgs/merge.html", context)


def _differ(person: Person, into: Person) -> bool:
    """Whether the two files name, or date the birth of, two different people."""
    days = {person.born_on, into.born_on} - {None}
    return fold(person.full_name) != fold(into.full_name) or len(days) > 1
