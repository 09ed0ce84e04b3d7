"""What this capability answers to lower apps, and offers to registries."""

from thidua.accounts.permits import KEEPERS
from thidua.orgs import permits

KEEPERS.register("people")(permits.keeps_account)
