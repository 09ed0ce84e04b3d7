"""Two files found to be one person's: everything goes to the file that is kept."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts import actions as accounts
from thidua.core import merge
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.orgs import permits
from thidua.orgs.actions import holdings
from thidua.orgs.models import Person, RoleGrant

FACTS = ("sex", "born_on", "phone", "email")


@action(
    "orgs.person.merge", gettext_lazy("Gộp hồ sơ trùng"), on="person", permit=permits.keeps_person
)
def merge_people(*, actor: Any, person: Person, into: Person, on: date, reason: str) -> Person:
    """`person` turns out to be `into`, whose file is kept; nothing that was recorded is lost.

    Rows of every app go over (`core.merge`). Facts that `into` lacks are taken over. The account
    goes over too, unless `into` has one: then it is closed.
    """
    into = Person.objects.select_for_update(of=("self",)).get(pk=into.pk)
    if person.pk == into.pk:
        raise Refused(_("Chọn hai hồ sơ khác nhau."))
    if reason_not := permits.keeps_person(actor, into):
        raise Refused(reason_not)
    for each in (person, into):
        if each.erased_at is not None or each.merged_into_id is not None:
            raise Refused(_("Hồ sơ %(code)s đã xóa hoặc đã gộp.") % {"code": each.code})
    grants = RoleGrant.objects.filter(holdings.open_on(on), person=person)
    for grant in grants.select_related("unit"):
        if reason_not := permits.keeps_unit(actor, grant.unit):
            raise Refused(reason_not)
    note(reason=reason, moved=[[str(m.what), m.count] for m in merge.preview(person, into)])
    for name in FACTS:
        setattr(into, name, getattr(into, name) or getattr(person, name))
        setattr(person, name, None if name == "born_on" else "")
    _join_accounts(actor, person, into, reason)
    merge.move(person, into, on)
    person.merged_into = into
    person.save()
    return into


def _join_accounts(actor: Any, person: Person, into: Person, reason: str) -> None:
    old = person.user
    if old is not None and into.user is not None:
        accounts.fold_user(actor=actor, user=old, into=into.user, reason=reason)
    elif old is not None:
        person.user = None
        person.save()
        into.user = type(old).objects.get(pk=old.pk)
    into.save()
    if into.user is not None:
        accounts.update_user(
            actor=actor, user=into.user, code=into.code, full_name=into.full_name,
            phone=into.phone, email=into.email,
        )  # fmt: skip
