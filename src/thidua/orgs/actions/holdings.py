"""What hangs on a membership or a unit, and how it ends with it in the same write."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.core.permit import Refused
from thidua.orgs.models import (
    Deputation,
    Membership,
    Person,
    Position,
    RoleGrant,
    Unit,
    UnitLink,
)
from thidua.orgs.states import Line, MembershipKind

LINES = {
    MembershipKind.HOME: Line.GOVERNMENT,
    MembershipKind.SECONDMENT: Line.GOVERNMENT,
    MembershipKind.UNION: Line.UNION,
    MembershipKind.YOUTH: Line.YOUTH,
}


def open_on(day: date) -> Q:
    """Rows that go on after `day`."""
    return Q(valid_to=None) | Q(valid_to__gt=day)


def eve(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def end(row: Any, on: date) -> None:
    """Make `on` the last day of a dated row; what had not begun by then is taken away."""
    if row.valid_to is not None and row.valid_to <= on:
        raise Refused(_("Việc này đã kết thúc từ %(day)s.") % {"day": f"{row.valid_to:%d/%m/%Y}"})
    if row.valid_from > on:
        row.delete()
        return
    row.valid_to = on
    row.save()


def end_role(grant: RoleGrant, on: date) -> None:
    """A role ends with its deputies."""
    for deputation in Deputation.objects.filter(open_on(on), grant=grant):
        end(deputation, on)
    end(grant, on)


def end_of_unit(unit: Unit, on: date) -> None:
    """With a unit end its roles, positions and links."""
    for grant in RoleGrant.objects.filter(open_on(on), unit=unit):
        end_role(grant, on)
    for position in Position.objects.filter(open_on(on), unit=unit):
        end(position, on)
    for link in UnitLink.objects.filter(open_on(on), Q(unit=unit) | Q(counterpart=unit)):
        end(link, on)


def end_membership(membership: Membership, on: date) -> list[str]:
    """End a membership and, in the same write, the roles and offices that stood on it.

    A role stands on a membership of its own line in the role's unit, above or below it.
    Answers what ended, for the trail.
    """
    end(membership, on)
    person, ended = membership.person, [str(membership.unit_id)]
    kept = [
        other.unit.path
        for other in Membership.objects.filter(open_on(on), person=person)
        .exclude(pk=membership.pk)
        .select_related("unit")
        if LINES[MembershipKind(other.kind)] == LINES[MembershipKind(membership.kind)]
    ]
    line = LINES[MembershipKind(membership.kind)]
    grants = RoleGrant.objects.filter(open_on(on), person=person, unit__line=line)
    for grant in grants.select_related("unit"):
        if _stands_on(grant.unit, membership.unit) and not any(
            path.startswith(grant.unit.path) or grant.unit.path.startswith(path) for path in kept
        ):
            end_role(grant, on)
            ended.append(f"{grant.role}:{grant.unit_id}")
    positions = Position.objects.filter(open_on(on), person=person, unit=membership.unit)
    for position in positions:
        end(position, on)
        ended.append(f"position:{position.unit_id}")
    return ended


def _stands_on(unit: Unit, member_of: Unit) -> bool:
    return unit.path.startswith(member_of.path) or member_of.path.startswith(unit.path)


def join(
    person: Person, unit: Unit, kind: MembershipKind | str, since: date, contract: str = ""
) -> tuple[Membership, list[str]]:
    """Begin a membership; of home, union and youth the earlier one ends the day before.

    Answers the new membership and what ended. Raises `Refused` when the person is there already.
    """
    if LINES[MembershipKind(kind)] != unit.line:
        raise Refused(
            _("«%(kind)s» không đi với đơn vị thuộc hệ %(line)s.")
            % {"kind": MembershipKind(kind).label, "line": unit.get_line_display()}
        )
    earlier = Membership.objects.filter(open_on(since), person=person, kind=kind)
    if kind == MembershipKind.SECONDMENT:
        earlier = earlier.filter(unit=unit)
    found = list(earlier.select_related("unit", "person"))
    if any(membership.unit_id == unit.pk for membership in found):
        raise Refused(_("%(who)s đang thuộc %(unit)s.") % {"who": person, "unit": unit})
    # The new one stands first, so that roles above both are seen to be supported still.
    ended: list[str] = []
    for membership in found:
        Membership.objects.filter(pk=membership.pk).update(
            valid_to=max(eve(since), membership.valid_from)
        )
    made = Membership.objects.create(
        person=person, unit=unit, kind=kind, valid_from=since, contract=contract
    )
    for membership in found:
        ended += end_membership(membership, eve(since))
    return made, ended


def leave_all(person: Person, on: date) -> list[str]:
    """The last day with the unit: everything that the person is, holds or stands in for ends."""
    ended = []
    for deputation in Deputation.objects.filter(open_on(on), deputy=person):
        end(deputation, on)
    for grant in RoleGrant.objects.filter(open_on(on), person=person):
        end_role(grant, on)
        ended.append(f"{grant.role}:{grant.unit_id}")
    for membership in Membership.objects.filter(open_on(on), person=person):
        end(membership, on)
        ended.append(str(membership.unit_id))
    for position in Position.objects.filter(open_on(on), person=person):
        end(position, on)
    return ended


def move_all(old: Unit, new: Unit, since: date, *, with_roles: bool) -> int:
    """Everybody of a unit goes over; with a mere new name their roles, offices and links too."""
    last = eve(since)
    memberships = list(Membership.objects.filter(open_on(last), unit=old).order_by("pk"))
    for membership in memberships:
        end(membership, last)
        Membership.objects.create(
            person_id=membership.person_id, unit=new, kind=membership.kind,
            contract=membership.contract, valid_from=max(since, membership.valid_from),
        )  # fmt: skip
    if with_roles:
        held: list[type[RoleGrant] | type[Position]] = [RoleGrant, Position]
        for model in held:
            for row in model.objects.filter(open_on(last), unit=old):
                row.pk, row.unit, row.valid_from = None, new, max(since, row.valid_from)
                row.save()
        for link in UnitLink.objects.filter(open_on(last), Q(unit=old) | Q(counterpart=old)):
            link.pk, link.valid_from = None, max(since, link.valid_from)
            link.unit = new if link.unit_id == old.pk else link.unit
            link.counterpart = new if link.counterpart_id == old.pk else link.counterpart
            link.save()
    return len(memberships)
