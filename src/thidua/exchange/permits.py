"""Who keeps partners, and who sends and takes in parcels."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Reason, permit
from thidua.documents.permits import READERS
from thidua.exchange import queries
from thidua.exchange.models import Incoming, Outgoing
from thidua.orgs.permits import holds
from thidua.orgs.queries import holds_anywhere


def the_unit(subject: Any) -> Any:
    """The unit that exchanges: of the parcel's partner, of the partner, or itself."""
    if isinstance(subject, Incoming | Outgoing):
        subject = subject.partner
    return getattr(subject, "unit", subject)


keeps_partner = holds(*queries.KEEPERS, of=the_unit)
exchanges = holds(*queries.SENDERS, of=the_unit)


@permit
def keeps_some(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Keep the exchange of some unit; lists are cut to those units."""
    if holds_anywhere(actor, *queries.KEEPERS):
        return None
    return _("Trang này dành cho cán bộ thi đua, khen thưởng và quản trị hệ thống.")


@permit
def exchanges_some(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Send parcels of some unit; lists are cut to those units."""
    if holds_anywhere(actor, *queries.SENDERS):
        return None
    return _("Gói tin giữa các hệ thống dành cho cán bộ thi đua, khen thưởng.")


@READERS.register("exchange.incoming")
def _reads_incoming(actor: Any, key: str) -> Reason | None:
    """The file of a parcel is for those who take it in."""
    found = queries.incoming_by_key(key)
    return exchanges(actor, found) if found else _("Không còn gói tin này.")


@READERS.register("exchange.outgoing")
def _reads_outgoing(actor: Any, key: str) -> Reason | None:
    """The file of a parcel is for those who send it."""
    found = queries.outgoing_by_key(key)
    return exchanges(actor, found) if found else _("Không còn gói tin này.")
