"""What this capability keeps on one person."""

from typing import Any

from thidua.core.capability import PERSONAL
from thidua.notices import queries


@PERSONAL.register("notices")
def personal(person: Any) -> dict[str, Any]:
    """The person's notices, for export."""
    if person.user is None:
        return {}
    rows = queries.visible_to(person.user).values("created_at", "kind", "text", "read_at")
    return {"notices": list(rows), "preference": queries.kept_preference(person.user)}
