"""What this capability answers to lower apps, and offers to registries."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.accounts.permits import KEEPERS
from thidua.accounts.queries import account_data
from thidua.core import period
from thidua.core.capability import PERSONAL, SEARCH, Hit
from thidua.core.merge import MERGES, Rows
from thidua.orgs import page_queries, permits, queries
from thidua.orgs.actions import holdings
from thidua.orgs.models import Person, RoleGrant

KEEPERS.register("people")(permits.keeps_account)


@PERSONAL.register("orgs")
def kept_here(person: Person) -> dict[str, Any]:
    """The person's file, places, offices, roles, and who opened the file."""
    return page_queries.file_of(person)


@PERSONAL.register("accounts")
def kept_of_account(person: Person) -> dict[str, Any]:
    """The account, its sessions and its log; registered here, where persons are known."""
    return account_data(person.user) if person.user is not None else {}


@SEARCH.register("orgs.people")
def search_people(actor: Any, folded: str, *, limit: int) -> list[Hit]:
    """Visible people by name or staff code; a file closed to the actor leads to the list."""
    found = page_queries.people_found(actor, folded, on=period.today())[:limit]
    opens = page_queries.opens_file(actor)
    people = reverse("orgs:people")
    return [
        Hit(
            row.full_name,
            reverse("orgs:person", args=[row.pk]) if opens(row) else f"{people}?q={row.code}",
            _("Nhân sự"),
            " · ".join(part for part in (row.code, row.office, row.unit_name) if part),
        )
        for row in found
    ]


@SEARCH.register("orgs.units")
def search_units(actor: Any, folded: str, *, limit: int) -> list[Hit]:
    """Units in force, of every line, by name, short name or code."""
    found = queries.search_units(actor, folded, on=period.today())[:limit]
    return [
        Hit(
            row.name, reverse("orgs:unit", args=[row.pk]), _("Đơn vị"),
            " · ".join(part for part in (row.code, row.parent.name if row.parent else "") if part),
        )
        for row in found
    ]  # fmt: skip


def _settle(row: Any, on: date) -> None:
    """Somebody stands twice in one place: the duplicate's row ends, then it moves as history."""
    if isinstance(row, RoleGrant):
        holdings.end_role(row, on)
    else:
        holdings.end(row, on)


MERGES.register("orgs")(
    Rows(
        "orgs",
        settle=_settle,
        fate=_("kết thúc hôm nay rồi chuyển sang, thành quá trình công tác"),
        Membership=_("nơi công tác, sinh hoạt"),
        Position=_("chức vụ"),
        RoleGrant=_("vai trò trong phần mềm"),
        Deputation=_("việc được ủy quyền thay mặt"),
        Person=_("hồ sơ đã gộp trước đây"),
    )
)
