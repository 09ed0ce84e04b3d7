"""Erasing what is personal of one person who has left."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts import actions as accounts
from thidua.core import period
from thidua.core.action import action, note
from thidua.core.capability import ERASERS
from thidua.core.permit import Refused
from thidua.orgs import permits
from thidua.orgs.actions import holdings
from thidua.orgs.models import Membership, Person

NAMELESS = gettext_lazy("Người đã xóa dữ liệu")


@action(
    "orgs.person.erase", gettext_lazy("Xóa dữ liệu cá nhân"), on="person",
    permit=permits.keeps_person,
)  # fmt: skip
def erase_person(*, actor: Any, person: Person, on: date, basis: str) -> Person:
    """Take out what tells who somebody was (law 91/2025/QH15), after they have left.

    The person's salt goes too: veiled values of the trail then match nothing any more. What was
    issued and archived (decisions, registers of honours) keeps the name that it was signed with.
    """
    if person.erased_at is not None:
        raise Refused(_("Dữ liệu của người này đã được xóa theo quy định."))
    if Membership.objects.filter(holdings.open_on(on), person=person).exists():
        raise Refused(_("Người này còn thuộc đơn vị. Cho thôi công tác trước khi xóa dữ liệu."))
    note(reason=basis)
    for each in (*person.merged.all(), person):
        for _name, erase in ERASERS:
            erase(actor, each)
        if each.user is not None:
            accounts.erase_user(actor=actor, user=each.user, name=str(NAMELESS))
        each.code, each.full_name = f"XOA-{each.pk}", str(NAMELESS)
        each.sex = each.phone = each.email = each.audit_salt = ""
        each.born_on, each.erased_at = None, period.now()
        each.save()
    return person
