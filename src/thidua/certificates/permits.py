"""Who keeps sheets and printers: whoever keeps the papers of the unit."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.certificates import queries
from thidua.core.permit import Reason, permit
from thidua.documents.permits import READERS
from thidua.orgs.permits import holds
from thidua.orgs.queries import holds_anywhere

keeps_sheets = holds(*queries.KEEPERS)


@permit
def brings_sheets(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Keep the papers of the unit whose sheet or printer it is."""
    return keeps_sheets(actor, given["unit"])


@permit
def keeps_some_sheets(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Keep the papers of some unit; the list is cut to those units."""
    if holds_anywhere(actor, *queries.KEEPERS):
        return None
    return _("Phôi in dành cho cán bộ thi đua, khen thưởng.")


@READERS.register("certificates.stock")
def _reads_scan(actor: Any, subject_id: str) -> Reason | None:
    """The scan of a sheet is read by whoever keeps it."""
    return keeps_sheets(actor, queries.stock_by_key(subject_id))
