"""Signatures by hand at the ceremony: ticked on a scan by one person, confirmed by a second."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.documents import uploads
from thidua.documents.actions import upload_file
from thidua.pacts import permits, queries
from thidua.pacts.actions.signing import (
    insist_on_open,
    position_of,
    seal_when_all_signed,
    write_signature,
)
from thidua.pacts.models import Pact, Party, Sheet
from thidua.pacts.states import Manner

SCAN = "signed_sheet"


@action(
    "pacts.sheet.record", gettext_lazy("Ghi chữ ký tay theo bản quét"), on="pact",
    permit=permits.keeps_pact,
)  # fmt: skip
def record_sheet(
    *, actor: Any, pact: Pact, scan: uploads.Sent, signed: Mapping[int, str], on: date
) -> Sheet:
    """Tick who signed on a scanned sheet: names by the parties' numbers; nobody has signed yet.

    Raises `uploads.NotAccepted`.
    """
    insist_on_open(pact)
    if not signed:
        raise Refused(_("Đánh dấu ít nhất một bên đã ký trên bản quét."))
    parties = _places(pact, signed)
    for party in parties:
        if party.signed_at is not None:
            raise Refused(_("%(unit)s đã ký giao ước này.") % {"unit": party})
        if party.sheet_id is not None:
            raise Refused(_("%(unit)s đang chờ người thứ hai xác nhận.") % {"unit": party})
        if not signed[party.pk].strip():
            raise Refused(_("Ghi tên người đã ký cho %(unit)s.") % {"unit": party})
    sheet = Sheet.objects.create(pact=pact, ticked_by=actor, ticked_at=period.now())
    sheet.scan = upload_file(
        actor=actor, subject=sheet, role=SCAN, name=scan.name or "", content=scan.read(),
        kinds=uploads.PAPERS | uploads.IMAGES,
    )  # fmt: skip
    sheet.save()
    for party in parties:
        party.sheet, party.signer_name = sheet, signed[party.pk].strip()[:120]
        party.save()
    note(parties=[party.unit_id for party in parties])
    return sheet


@action(
    "pacts.sheet.confirm", gettext_lazy("Xác nhận chữ ký tay"), on="sheet",
    permit=permits.confirms_sheet,
)  # fmt: skip
def confirm_sheet(*, actor: Any, sheet: Sheet, agreed: Iterable[int], on: date) -> Sheet:
    """What the second person sees on the scan too is signed; the rest is as if never ticked."""
    pact = Pact.objects.select_for_update(of=("self",)).get(pk=sheet.pact_id)
    insist_on_open(pact)
    if sheet.confirmed_at is not None:
        raise Refused(_("Bản quét này đã được xác nhận."))
    sheet.confirmed_by, sheet.confirmed_at = actor, period.now()
    sheet.save()
    wanted, outcome = set(agreed), {}
    for party in _ticked(sheet):
        if party.pk in wanted:
            _sign_by_hand(party, on=on)
        else:
            party.sheet, party.signer_name = None, ""
            party.save()
        outcome[str(party.unit_id)] = party.pk in wanted
    note(agreed=outcome)
    seal_when_all_signed(actor, pact, on=on)
    return sheet


def _sign_by_hand(party: Party, *, on: date) -> None:
    """The named person, where the written name is theirs; else the name as it was read."""
    person = party.signer
    is_same = person is not None and person.full_name == party.signer_name
    position = position_of(person, party, on=on) if person is not None and is_same else ""
    write_signature(
        party, person=person if is_same else None, name=party.signer_name, position=position,
        manner=Manner.HAND,
    )  # fmt: skip


def _places(pact: Pact, keys: Iterable[int]) -> list[Party]:
    wanted = set(keys)
    found = [party for party in queries.parties_of(pact) if party.pk in wanted]
    if len(found) != len(wanted):
        raise Refused(_("Có bên không thuộc giao ước này: hãy mở lại trang."))
    return found


def _ticked(sheet: Sheet) -> list[Party]:
    """Those still waiting on this sheet; who has signed by account meanwhile is left alone."""
    found = sheet.parties.filter(signed_at=None).select_related("unit", "signer", "pact")
    return list(found.order_by("role", "order", "pk"))
