"""A plan of several bodies of equal standing: each signs and numbers the one text."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.documents import registry, uploads
from thidua.documents.actions import store_file
from thidua.documents.issuers import signing_for
from thidua.movements import papers, permits, queries
from thidua.movements.models import JointParty, Movement
from thidua.movements.states import MOVEMENT

JOINT_PLAN = "joint_plan"


def set_parties(movement: Movement) -> None:
    """The bodies on the plan are its sponsors, the unit that runs the movement first."""
    movement.parties.filter(signed_at=None).delete()
    if not movement.is_joint:
        movement.parties.all().delete()
        return
    others = movement.sponsors.exclude(pk=movement.unit_id).order_by("path")
    bodies = [movement.unit, *others]
    if len(bodies) < 2:  # joint means at least two
        raise Refused(_("Kế hoạch liên tịch cần ít nhất hai cơ quan chủ trì."))
    movement.parties.exclude(unit__in=bodies).delete()
    for body in bodies:
        JointParty.objects.get_or_create(movement=movement, unit=body)


@action(
    "movements.joint.sign", gettext_lazy("Ký kế hoạch liên tịch"), on="party",
    permit=permits.signs_for_party,
)  # fmt: skip
def sign_joint_plan(*, actor: Any, party: JointParty, on: date) -> JointParty:
    """Put one's name to the common text as it stands now, for one of the bodies.

    A number given to an older text falls with it. Raises `Refused` where the text lacks what a
    launch needs, or where this body has signed it already.
    """
    movement = party.movement
    if reason := MOVEMENT.refusal(movement, "launch"):
        raise Refused(reason)
    now = queries.digest_of(movement)
    if party.signed_at is not None and party.digest == now:
        raise Refused(_("%(unit)s đã ký văn bản này.") % {"unit": party.unit})
    signer, authority = signing_for(party.unit, actor, on=on)
    others = movement.parties.filter(digest=now, signer=signer).exclude(pk=party.pk)
    if signer is not None and (other := others.select_related("unit").first()) is not None:
        raise Refused(
            _("Bạn đã ký cho %(unit)s: mỗi bên do một người khác ký.") % {"unit": other.unit}
        )
    party.signer, party.signer_name = signer, str(signer or "")
    party.signer_position, party.authority_line = authority.position, authority.text
    party.signed_at, party.digest = period.now(), now
    party.number, party.dated_on, party.symbol = None, None, ""
    party.save()
    note(digest=now)
    return party


@action(
    "movements.joint.number", gettext_lazy("Ghi số, ngày kế hoạch liên tịch"), on="party",
    permit=permits.numbers_for_party,
)  # fmt: skip
def number_joint_plan(
    *, actor: Any, party: JointParty, number: int, symbol: str, dated_on: date
) -> JointParty:
    """Enter number and day from this body's own register; with the last one the plan is sealed.

    Raises `Refused` before this body has signed the text as it stands.
    """
    movement = party.movement
    if reason := MOVEMENT.refusal(movement, "launch"):
        raise Refused(reason)
    if party.signed_at is None or party.digest != queries.digest_of(movement):
        raise Refused(
            _("%(unit)s chưa ký văn bản như đang có: ký trước, ghi số sau.") % {"unit": party.unit}
        )
    party.number, party.symbol, party.dated_on = number, symbol.strip(), dated_on
    party.save()
    if (day := queries.in_force_from(movement)) is not None:
        content = registry.render(
            "movements.plan", papers.plan(movement), file_format="pdf", on=day
        )
        movement.joint_plan = store_file(
            actor=actor, subject=movement, role=JOINT_PLAN, name=f"ke-hoach-lien-tich-{day}.pdf",
            content=content, mime=uploads.MIME["pdf"],
        )  # fmt: skip
        movement.save(update_fields=["joint_plan"])
        note(in_force_from=day)
    return party
