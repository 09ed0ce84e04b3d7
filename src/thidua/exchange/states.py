"""The lives of partners, of parcels that went out, and of parcels that came."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.core.machine import Machine, move


class PartnerState(TextChoices):
    NEW = "new", _("Chưa đối chiếu dấu vân tay")
    CONFIRMED = "confirmed", _("Đã đối chiếu")
    BLOCKED = "blocked", pgettext_lazy("trạng thái", "Ngừng trao đổi")


PARTNER = Machine(
    "exchange.partner",
    PartnerState,
    {
        "confirm": move(PartnerState.NEW, to=PartnerState.CONFIRMED),
        "block": move(PartnerState.NEW, PartnerState.CONFIRMED, to=PartnerState.BLOCKED),
        # Whom one stopped listening to is compared once more before one listens again.
        "unblock": move(PartnerState.BLOCKED, to=PartnerState.NEW),
    },
)


class OutgoingState(TextChoices):
    SENT = "sent", _("Đã lập, chờ biên nhận")
    RECEIVED = "received", _("Bên nhận đã nhận")
    RETURNED = "returned", pgettext_lazy("trạng thái", "Trả lại")
    ANSWERED = "answered", _("Đã có trả lời")


OUTGOING = Machine(
    "exchange.outgoing",
    OutgoingState,
    {
        "receive": move(OutgoingState.SENT, to=OutgoingState.RECEIVED),
        "return": move(OutgoingState.SENT, OutgoingState.RECEIVED, to=OutgoingState.RETURNED),
        # A list is answered in parts: some returned, others decided by several decisions.
        "answer": move(
            OutgoingState.SENT, OutgoingState.RECEIVED, OutgoingState.ANSWERED,
            to=OutgoingState.ANSWERED,
        ),
    },
)  # fmt: skip


class IncomingState(TextChoices):
    ARRIVED = "arrived", _("Mới đến")
    PREVIEWED = "previewed", _("Đã xem trước")
    TAKEN = "taken", _("Đã nhận vào")
    RETURNED = "returned", pgettext_lazy("trạng thái", "Trả lại")


INCOMING = Machine(
    "exchange.incoming",
    IncomingState,
    {
        "preview": move(IncomingState.ARRIVED, to=IncomingState.PREVIEWED),
        "take": move(IncomingState.PREVIEWED, to=IncomingState.TAKEN),
        "return": move(IncomingState.ARRIVED, IncomingState.PREVIEWED, to=IncomingState.RETURNED),
    },
)
