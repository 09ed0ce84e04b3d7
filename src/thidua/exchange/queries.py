"""Named questions about partners and parcels."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.core.models import TaskRun, reference
from thidua.core.permit import Refused
from thidua.documents.queries import content_of
from thidua.exchange import identity, wrapping
from thidua.exchange.models import Incoming, Outgoing, Partner
from thidua.exchange.registry import Arrived
from thidua.exchange.states import IncomingState, PartnerState
from thidua.orgs.queries import units_in_reach
from thidua.orgs.states import Role

SENDERS = (Role.OFFICER,)
KEEPERS = (Role.OFFICER, Role.ADMIN)
RECEIPT, RETURN = "exchange.receipt", "exchange.return"


class FileLost(Refused):
    """The file of a parcel is no longer what was stored."""


def partners_visible_to(actor: Any) -> QuerySet[Partner]:
    """Partners of the units whose exchange one keeps."""
    units = units_in_reach(actor, KEEPERS).values("pk")
    return Partner.objects.filter(unit__in=units).select_related("unit", "stands_for")


def partners_of(actor: Any) -> QuerySet[Partner]:
    """Partners to whom one may send today."""
    units = units_in_reach(actor, SENDERS).values("pk")
    rows = Partner.objects.filter(unit__in=units, state=PartnerState.CONFIRMED)
    return rows.select_related("unit").order_by("name", "pk")


def outgoing_visible_to(actor: Any) -> QuerySet[Outgoing]:
    units = units_in_reach(actor, SENDERS).values("pk")
    return Outgoing.objects.filter(partner__unit__in=units).select_related("partner__unit", "file")


def incoming_visible_to(actor: Any) -> QuerySet[Incoming]:
    units = units_in_reach(actor, SENDERS).values("pk")
    return Incoming.objects.filter(partner__unit__in=units).select_related("partner__unit", "file")


def waiting_for(actor: Any) -> QuerySet[Incoming]:
    """What came and was neither taken in nor returned."""
    going = [IncomingState.ARRIVED, IncomingState.PREVIEWED]
    return incoming_visible_to(actor).filter(state__in=going).order_by("pk")


def partner_by_key(key: int | str) -> Partner | None:
    rows = Partner.objects.select_related("unit", "stands_for", "confirmed_by")
    return rows.filter(pk=key).first()


def outgoing_by_key(key: int | str) -> Outgoing | None:
    return Outgoing.objects.select_related("partner__unit", "file").filter(pk=key).first()


def incoming_by_key(key: int | str) -> Incoming | None:
    return Incoming.objects.select_related("partner__unit", "file").filter(pk=key).first()


def partner_with(unit: Any, key: str) -> Partner | None:
    """Whom a unit knows by a public key."""
    return Partner.objects.select_related("unit").filter(unit=unit, key=key).first()


def run_of(parcel: Incoming) -> TaskRun | None:
    """The newest long work on taking in a parcel."""
    runs = TaskRun.objects.filter(name="exchange.take", arguments__parcel_id=parcel.pk)
    return runs.order_by("-pk").first()


def received_before(partner: Partner, key: UUID) -> Incoming | None:
    return Incoming.objects.filter(partner=partner, key=key).first()


def original_of(incoming: Incoming) -> Outgoing | None:
    """The parcel of ours that one answers; only one that went to the same partner."""
    if incoming.reply_to is None:
        return None
    rows = Outgoing.objects.select_related("partner__unit", "file")
    return rows.filter(partner=incoming.partner, key=incoming.reply_to).first()


def replies_to(incoming: Incoming) -> QuerySet[Outgoing]:
    """What we have answered to a parcel, receipt first."""
    rows = Outgoing.objects.filter(partner=incoming.partner, reply_to=incoming.key)
    return rows.select_related("file").order_by("pk")


def replies_on(outgoing: Outgoing) -> QuerySet[Incoming]:
    """What came in answer to a parcel of ours."""
    rows = Incoming.objects.filter(partner=outgoing.partner, reply_to=outgoing.key)
    return rows.order_by("pk")


def parcels_about(subject: Any) -> QuerySet[Outgoing]:
    """What was sent of an object, oldest first."""
    kind, key = reference(subject)
    rows = Outgoing.objects.filter(subject_type=kind, subject_id=key)
    return rows.select_related("partner").order_by("pk")


def opened(parcel: Incoming | Outgoing) -> wrapping.Opened:
    """The parcel read again from its kept file; raises `FileLost`."""
    content = content_of(parcel.file) if parcel.file is not None else None
    if content is None:
        raise FileLost(_("Tệp của gói tin đã mất hoặc bị thay đổi trong kho."))
    own = parcel.partner.key if isinstance(parcel, Outgoing) else identity.own_key()
    return wrapping.read(content, trusts=lambda _party: None, own=own)


def arrived(incoming: Incoming) -> Arrived:
    """A parcel that came, with its data and what it answers."""
    found = opened(incoming)
    return Arrived(incoming, found.data, found.files, original_of(incoming))


def units_kept(actor: Any, *, roles: Iterable[Role] = SENDERS) -> QuerySet[Any]:
    """Units whose exchange one keeps, the highest first."""
    return units_in_reach(actor, roles).order_by("path")
