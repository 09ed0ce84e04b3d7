"""From the line of an identity to what a parcel brings, by the pages alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from thidua.awards.models import Dossier, Round
from thidua.exchange import identity
from thidua.exchange.models import Incoming, Outgoing, Partner
from thidua.exchange.tests.contract import DAY
from thidua.exchange.tests.senders import Sender
from thidua.orgs.tests.factories import hospital

pytestmark = pytest.mark.django_db


def test_a_partner_is_compared_and_its_parcel_taken_in() -> None:
    house, sender, client = hospital(), Sender(), Client()
    client.force_login(house.officer)
    Round.objects.create(
        unit=house.hospital, name="Cuối năm", year=2025, awards=["GK"], submit_by=DAY
    )
    shown = client.get(reverse("exchange:identity")).content.decode()
    assert identity.fingerprint(identity.own_key()) in shown

    client.post(reverse("exchange:partner_add"), {
        "unit": house.hospital.pk, "card": sender.card, "stands_for": house.department.pk,
    })  # fmt: skip
    partner = Partner.objects.get()
    address = reverse("exchange:partner", args=[partner.pk])
    # Who has not been compared yet is not shown by its fingerprint: it is heard from them.
    assert identity.fingerprint(sender.key) not in client.get(address).content.decode()
    typed = {"fingerprint": identity.fingerprint(sender.key), "how": "Gọi điện", "on": "22/12/2025"}
    client.post(address, typed)
    partner.refresh_from_db()
    assert (partner.state, partner.stands_for) == ("confirmed", house.department)

    who = {"kind": "individual", "name": "Trần Thị Bến", "code": "X01", "unit": "Khoa Nội"}
    content = sender.parcel("awards.dossiers", {
        "round": "Cuối năm", "unit": "Sở", "year": 2025, "way": "merit",
        "dossiers": [{"reference": "7", "award": "GK", "subject": who}],
    })  # fmt: skip
    for _twice in range(2):
        file = SimpleUploadedFile("goi-tin.zip", content)
        client.post(reverse("exchange:receive"), {"unit": house.hospital.pk, "parcel": file})
    parcel = Incoming.objects.get()
    page = reverse("exchange:incoming", args=[parcel.pk])
    assert "Trần Thị Bến" not in client.get(page).content.decode()
    client.post(reverse("exchange:preview", args=[parcel.pk]))
    seen = client.get(page)
    assert "Trần Thị Bến" in seen.content.decode()
    form = seen.context["shown"].form
    assert form.fields["who-0"].initial == "new"
    filled = {"round": Round.objects.get().pk, "home": house.department.pk, "who-0": "return"}
    refused = client.post(reverse("exchange:take", args=[parcel.pk]), filled)
    assert refused.context["shown"].form.errors == {"reason": ["Ghi lý do trả lại."]}
    client.post(reverse("exchange:take", args=[parcel.pk]), filled | {"who-0": "new"})
    parcel.refresh_from_db()
    assert parcel.state == "taken"
    assert str(Dossier.objects.get().person) == "Trần Thị Bến"
    receipt = Outgoing.objects.get()
    told = client.get(reverse("documents:file", args=[receipt.file_id]))
    assert b"".join(told).startswith(b"PK")
    client.force_login(house.head)
    assert client.get(page).status_code == 403
    assert client.get(reverse("documents:file", args=[parcel.file_id])).status_code in {403, 404}
