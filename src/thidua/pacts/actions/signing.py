"""Signatures under one's own account, reminders, and the seal."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.queries import proof_of
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.machine import WrongState
from thidua.core.permit import Refused
from thidua.documents.actions import issue_sealed
from thidua.documents.pdf import NotRendered
from thidua.notices.actions import tell
from thidua.orgs import queries as orgs
from thidua.pacts import papers, permits, queries, rules
from thidua.pacts.actions.drafting import ask_to_sign
from thidua.pacts.models import Pact, Party
from thidua.pacts.states import PACT, Manner, PartyRole

SIGN = "pacts.pact.sign"
TRIES, MINUTES = 5, 5


@action(SIGN, gettext_lazy("Ký giao ước"), on="pact", permit=permits.signs_party)
def sign_pact(*, actor: Any, pact: Pact, party: Party, secret: str, on: date) -> Pact:
    """Sign for a party under one's own account; `secret` is the password or a code, typed again.

    The last signature seals the pact.
    """
    insist_on_open(pact)
    party = pact.parties.select_related("unit").get(pk=party.pk)
    if party.signed_at is not None:
        raise Refused(_("%(unit)s đã ký giao ước này.") % {"unit": party})
    if queries.wrong_secrets(actor, SIGN, minutes=MINUTES) >= TRIES:
        raise Refused(
            _("Đã nhập sai nhiều lần. Đợi %(minutes)s phút rồi ký lại.") % {"minutes": MINUTES}
        )
    proof = proof_of(actor, secret)
    if proof is None:
        raise Refused(_("Mật khẩu hoặc mã xác thực chưa đúng nên chưa ký. Hãy nhập lại."))
    capacity = queries.signing_as(actor, party)
    assert capacity is not None  # the permit has asked the same
    person = orgs.person_of(actor)
    assert person is not None
    write_signature(
        party, person=person, name=person.full_name, position=position_of(person, party, on=on),
        manner=Manner.PASSWORD if proof == "password" else Manner.CODE,
        behalf=capacity.principal.full_name if capacity.principal else "",
    )  # fmt: skip
    note(party=party.unit_id, manner=party.manner)
    seal_when_all_signed(actor, pact, on=on)
    return pact


def insist_on_open(pact: Pact) -> None:
    """Only an open pact takes signatures."""
    if reason := PACT.refusal(pact, "seal"):
        raise WrongState(reason)


def position_of(person: Any, party: Party, *, on: date) -> str:
    """The office in the very unit, else the newest anywhere; nothing is made up."""
    held = orgs.position_of(person, on=on, unit=party.unit) or orgs.position_of(person, on=on)
    return held.title if held else ""


def write_signature(
    party: Party, *, person: Any, name: str, position: str, manner: Manner, behalf: str = ""
) -> None:
    """Put who signed, and how, into a party's place, as it stands on this day."""
    party.signed_at, party.signed_by, party.manner = period.now(), person, manner
    party.signer_name, party.signer_position = name[:120], position[:120]
    party.behalf_name, party.absence = behalf[:120], ""
    party.save()


def seal_when_all_signed(actor: Any, pact: Pact, *, on: date) -> None:
    """Seal as soon as nobody is wanting; what could not be set waits for the officer."""
    if queries.unsigned(pact):
        return
    try:
        set_seal(actor, pact, on=on)
    except NotRendered as error:
        note(not_sealed=str(error))


@action(
    "pacts.pact.seal", gettext_lazy("Niêm phong giao ước"), on="pact", permit=permits.keeps_pact
)
def seal_pact(*, actor: Any, pact: Pact, absences: Mapping[int, str], on: date) -> Pact:
    """Close with those who signed; `absences` say of each missing party (by number) why."""
    insist_on_open(pact)
    parties = queries.parties_of(pact)
    signed = [p for p in parties if p.signed_at is not None and p.role == PartyRole.PARTY]
    if len(signed) < rules.FEWEST_PARTIES:
        raise Refused(_("Giao ước cần ít nhất hai bên đã ký mới niêm phong được."))
    for party in parties:
        if party.signed_at is not None:
            continue
        reason = absences.get(party.pk, "").strip()
        if not reason:
            raise Refused(_("Ghi lý do %(unit)s chưa ký.") % {"unit": party})
        party.absence, party.sheet = reason[:300], None
        party.save()
    note(absent={str(party.unit_id): party.absence for party in parties if party.absence})
    set_seal(actor, pact, on=on)
    return pact


def set_seal(actor: Any, pact: Pact, *, on: date) -> None:
    """Hash the record, make the paper, retire the version before, tell all who take part."""
    PACT.move(pact, "seal")
    pact.sealed_at = period.now()
    pact.record_sha256 = rules.digest(queries.record_of(pact))
    # The paper's builder reads the pact anew: what it prints must lie there.
    Pact.objects.filter(pk=pact.pk).update(
        sealed_at=pact.sealed_at, record_sha256=pact.record_sha256
    )
    pact.paper = issue_sealed(
        actor=actor, issuer=pact.movement.unit, kind=papers.KIND, subject=pact, dated_on=on,
        symbol=papers.SYMBOL, title=f"Giao ước thi đua: {pact.title}",
    )  # fmt: skip
    pact.save()
    if pact.amends_id is not None:
        before = Pact.objects.select_for_update().get(pk=pact.amends_id)
        PACT.move(before, "supersede")
        before.save()
    note(sealed_record=pact.record_sha256, sealed_file=pact.paper.sha256, on=on)
    _tell_sealed(pact, on=on)


def _tell_sealed(pact: Pact, *, on: date) -> None:
    parties = queries.parties_of(pact)
    people = {user for party in parties for user in queries.recipients_of(party, on=on)}
    people |= {p.signed_by.user_id for p in parties if p.signed_by and p.signed_by.user_id}
    people |= set(orgs.accounts_with_role([pact.movement.unit], queries.KEEPING, on=on))
    tell(
        recipients=people, key=f"pact-sealed-{pact.pk}", kind="pacts.sealed",
        text=lambda: _("Giao ước đã ký kết và niêm phong: %(title)s") % {"title": pact.title},
        url=reverse("pacts:detail", args=[pact.pk]),
    )  # fmt: skip


@action(
    "pacts.party.remind", gettext_lazy("Nhắc ký giao ước"), on="parties", permit=permits.keeps_pact
)
def remind_signers(*, actor: Any, parties: Sequence[Party], on: date) -> int:
    """Remind those who can sign for each party, once a day; answers how many parties were told."""
    rows = []
    for party in parties:
        if reason := PACT.refusal(party.pact, "seal"):
            raise WrongState(reason)
        if party.signed_at is not None:
            raise Refused(_("%(unit)s đã ký giao ước này.") % {"unit": party})
        told = ask_to_sign(party, on=on, key=f"pact-remind-{party.pk}-{on}")
        rows.append({"party": party.pk, "people": told})
    tabulate(rows)
    return sum(row["people"] > 0 for row in rows)
