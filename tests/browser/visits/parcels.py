"""Parcels between installations: lists, one that came and is open, one that went, partners."""

from django.urls import reverse

from tests.browser.visits.visit import Visit
from tests.support import world
from thidua.exchange import actions
from thidua.exchange.tests.leaks import list_come, partner_of
from thidua.exchange.tests.senders import Sender


def of_parcels(here: world.World) -> list[Visit]:
    officer, sender = here.user("canbo"), Sender()
    partner = partner_of(officer, here.top, sender)
    unknown = actions.add_partner(actor=officer, unit=here.top, card=Sender(name="Bộ Y tế").card)
    parcel = list_come(officer, here.top, sender)
    gone = actions.return_parcel(
        actor=officer, parcel=list_come(officer, here.top, sender), reason="Thiếu tờ trình"
    )
    return [
        ("exchange/parcels.html", "canbo", reverse("exchange:inbox")),
        ("exchange/incoming.html", "canbo", reverse("exchange:incoming", args=[parcel.pk])),
        ("exchange/outgoing.html", "canbo", reverse("exchange:outgoing", args=[gone.pk])),
        ("exchange/form.html", "canbo", reverse("exchange:receive")),
        ("exchange/partners.html", "admin", reverse("exchange:partners")),
        ("exchange/partner.html", "admin", reverse("exchange:partner", args=[partner.pk])),
        ("exchange/partner.html", "admin", reverse("exchange:partner", args=[unknown.pk])),
        ("exchange/identity.html", "admin", reverse("exchange:identity")),
    ]
