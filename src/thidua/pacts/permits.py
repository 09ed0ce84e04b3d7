"""Who keeps, reads, signs and confirms pacts."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.action import note
from thidua.core.permit import Reason, permit
from thidua.orgs.permits import holds, is_signed_in
from thidua.pacts import queries


def _unit_of(subject: Any) -> Any:
    """The unit whose movement it is: of a movement, a pact, a party or a sheet."""
    pact = getattr(subject, "pact", subject)
    return getattr(pact, "movement", pact).unit


keeps_pact = holds(*queries.KEEPING, of=_unit_of)
"""The officer of the unit that runs the movement, or of one above."""

watches_pact = holds(*queries.WATCHING, of=_unit_of)


@permit
def keeps_some_pacts(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Be an officer somewhere."""
    if queries.keeps_somewhere(actor):
        return None
    return _("Việc này dành cho cán bộ thi đua, khen thưởng.")


@permit
def reads_pact(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever finds it in their list."""
    if (reason := is_signed_in(actor, subject)) is not None:
        return reason
    if subject is not None and queries.visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Giao ước này chưa mở cho bạn đọc.")


@permit
def reads_scans(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Scans show handwriting: those who watch over the pact, and those who sign in it."""
    if watches_pact(actor, subject) is None:
        return None
    if any(queries.signing_as(actor, party) for party in queries.parties_of(subject)):
        return None
    return _("Bản quét chữ ký chỉ mở cho người phụ trách và các bên ký giao ước.")


@permit
def signs_party(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Be the named person, the head of the very unit, or their named deputy."""
    party = given.get("party", subject)
    capacity = queries.signing_as(actor, party)
    if capacity is None:
        who = party.signer or _("người đứng đầu")
        return _("Việc này dành cho %(who)s của %(unit)s hoặc người được giao thay mặt.") % {
            "who": who,
            "unit": party.unit,
        }
    if capacity.principal is not None:
        note(on_behalf_of=str(capacity.principal.pk))
    return None


@permit
def did_not_tick_it(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The second person is another one."""
    if subject.ticked_by_id != actor.pk:
        return None
    return _("Bạn đã đánh dấu bản quét này nên người thứ hai phải xác nhận.")


@permit
def watches_or_witnesses(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Watch over the pact, or stand in it as a witness."""
    reason = watches_pact(actor, subject)
    if reason is not None and queries.is_witness(actor, subject.pact):
        return None
    return reason


confirms_sheet = watches_or_witnesses & did_not_tick_it
