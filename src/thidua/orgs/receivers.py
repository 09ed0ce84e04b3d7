"""What this capability answers to lower apps, and offers to registries."""

from typing import Any

from thidua.accounts.permits import KEEPERS
from thidua.accounts.queries import account_data
from thidua.core.capability import PERSONAL
from thidua.orgs import page_queries, permits
from thidua.orgs.models import Person

KEEPERS.register("people")(permits.keeps_account)


@PERSONAL.register("orgs")
def kept_here(person: Person) -> dict[str, Any]:
    """The person's file, places, offices, roles, and who opened the file."""
    return page_queries.file_of(person)


@PERSONAL.register("accounts")
def kept_of_account(person: Person) -> dict[str, Any]:
    """The account, its sessions and its log; registered here, where persons are known."""
    return account_data(person.user) if person.user is not None else {}
