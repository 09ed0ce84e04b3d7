"""Every write on partners and parcels."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period, task
from thidua.core.action import action, note
from thidua.core.models import TaskRun, reference
from thidua.core.permit import Reason, Refused
from thidua.documents.actions import store_file
from thidua.exchange import identity, permits, queries, wrapping
from thidua.exchange.models import Incoming, Outgoing, Partner
from thidua.exchange.registry import KINDS, Kind
from thidua.exchange.states import (
    INCOMING,
    OUTGOING,
    PARTNER,
    OutgoingState,
    PartnerState,
)
from thidua.notices.actions import tell
from thidua.orgs.queries import accounts_with_role
from thidua.ui import formats

ZIP = "application/zip"
TAKE = "exchange.take"
IN_THE_REQUEST = 10


class AlreadyReceived(Refused):
    """The same parcel came before; `parcel` is the earlier one, which stays as it is."""

    def __init__(self, parcel: Incoming) -> None:
        self.parcel = parcel
        super().__init__(
            _("Gói tin này đã nhận lúc %(when)s, nay không có gì thay đổi.")
            % {"when": formats.when(parcel.arrived_at)}
        )


@action(
    "exchange.partner.add", gettext_lazy("Thêm đối tác trao đổi gói tin"), on="unit",
    permit=permits.keeps_partner,
)  # fmt: skip
def add_partner(*, actor: Any, unit: Any, card: str, stands_for: Any = None) -> Partner:
    """A partner from the line of its identity; nothing passes before somebody has compared it."""
    name, key = identity.read_card(card)
    if key == identity.own_key():
        raise Refused(_("Đây là mã định danh của chính hệ thống này."))
    known = queries.partner_with(unit, key)
    if known is not None:
        raise Refused(_("Đã có đối tác này: %(name)s.") % {"name": known})
    return Partner.objects.create(unit=unit, name=name[:200], key=key, stands_for=stands_for)


@action(
    "exchange.partner.update", gettext_lazy("Sửa đối tác trao đổi gói tin"), on="partner",
    permit=permits.keeps_partner,
)  # fmt: skip
def update_partner(*, actor: Any, partner: Partner, name: str, stands_for: Any = None) -> Partner:
    """What we call it, and which unit here stands for it; its key never changes."""
    if not name.strip():
        raise Refused(_("Ghi tên đối tác."))
    partner.name, partner.stands_for = name.strip()[:200], stands_for
    partner.save()
    return partner


@action(
    "exchange.partner.confirm", gettext_lazy("Đối chiếu dấu vân tay khóa của đối tác"),
    on="partner", permit=permits.keeps_partner,
)  # fmt: skip
def confirm_partner(
    *, actor: Any, partner: Partner, fingerprint: str, how: str, on: date
) -> Partner:
    """Somebody typed the fingerprint that the partner itself read out, and says how and when."""
    PARTNER.move(partner, "confirm")
    if not identity.is_fingerprint_of(partner.key, fingerprint):
        raise Refused(
            _("Dấu vân tay không khớp với khóa đã lưu: đừng trao đổi, hãy hỏi lại đối tác.")
        )
    if not how.strip():
        raise Refused(_("Ghi đã đối chiếu bằng cách nào, ví dụ qua điện thoại với ai."))
    partner.confirmed_on, partner.confirmed_by = on, actor
    partner.confirmed_how, partner.block_reason = how.strip()[:200], ""
    partner.save()
    return partner


@action(
    "exchange.partner.block", gettext_lazy("Ngừng trao đổi với đối tác"), on="partner",
    permit=permits.keeps_partner,
)  # fmt: skip
def block_partner(*, actor: Any, partner: Partner, reason: str) -> Partner:
    """From now nothing of theirs is opened and nothing is made for them."""
    if not reason.strip():
        raise Refused(_("Ghi lý do ngừng trao đổi."))
    PARTNER.move(partner, "block")
    partner.block_reason = reason.strip()[:300]
    partner.save()
    note(reason=partner.block_reason)
    return partner


@action(
    "exchange.partner.unblock", gettext_lazy("Trao đổi lại với đối tác"), on="partner",
    permit=permits.keeps_partner,
)  # fmt: skip
def unblock_partner(*, actor: Any, partner: Partner, reason: str) -> Partner:
    """Open again; the fingerprint is compared anew before anything passes."""
    if not reason.strip():
        raise Refused(_("Ghi lý do trao đổi lại."))
    PARTNER.move(partner, "unblock")
    partner.confirmed_on = partner.confirmed_by = None
    partner.confirmed_how = partner.block_reason = ""
    partner.save()
    note(reason=reason.strip())
    return partner


def _insist_on_confirmed(partner: Partner) -> None:
    if reason := _mistrust(partner):
        raise Refused(reason)


def _mistrust(partner: Partner) -> Reason | None:
    if partner.state == PartnerState.BLOCKED:
        return _("Đã ngừng trao đổi với %(name)s: %(reason)s") % {
            "name": partner, "reason": partner.block_reason
        }  # fmt: skip
    if partner.state == PartnerState.NEW:
        return _("Chưa đối chiếu dấu vân tay khóa của %(name)s.") % {"name": partner}
    return None


@action(
    "exchange.parcel.send", gettext_lazy("Lập gói tin gửi hệ thống khác"), on="partner",
    permit=permits.exchanges,
)  # fmt: skip
def send_parcel(
    *,
    actor: Any,
    partner: Partner,
    kind: str,
    title: str,
    data: Any,
    files: Mapping[str, bytes],
    subject: Any = None,
    reply_to: UUID | None = None,
) -> Outgoing:
    """Sign and keep a parcel; the file is carried to the partner by whatever way there is."""
    _insist_on_confirmed(partner)
    declared = KINDS[kind]
    subject_type, subject_id = reference(subject)
    parcel = Outgoing(
        partner=partner, kind=declared.name, key=uuid4(), title=title[:300], reply_to=reply_to,
        made_at=period.now(), by_id=actor.pk or None, subject_type=subject_type,
        subject_id=subject_id,
    )  # fmt: skip
    content = wrapping.wrap(
        kind=kind, key=parcel.key, title=parcel.title, data=data, files=files, reply_to=reply_to,
        sender=wrapping.Party(name=str(partner.unit), key=identity.own_key()),
        receiver=wrapping.Party(name=partner.name, key=partner.key), made_at=parcel.made_at,
    )  # fmt: skip
    parcel.save()
    _keep(actor, parcel, content)
    note(kind=kind, key=str(parcel.key))
    return parcel


def _keep(actor: Any, parcel: Incoming | Outgoing, content: bytes) -> None:
    parcel.file = store_file(
        actor=actor, subject=parcel, role="parcel", mime=ZIP, content=content,
        name=f"goi-tin-{parcel.key}.zip",
    )  # fmt: skip
    parcel.save(update_fields=["file"])


@action(
    "exchange.parcel.receive", gettext_lazy("Nhận gói tin của hệ thống khác"), on="unit",
    permit=permits.exchanges,
)  # fmt: skip
def receive_parcel(*, actor: Any, unit: Any, content: bytes, on: date) -> Incoming:
    """Check and keep a parcel, and make its receipt; nothing in it is taken in yet.

    Raises `BadParcel` with what is wrong, `AlreadyReceived` for the same one again.
    """
    found = wrapping.read(
        content, trusts=lambda party: why_not(unit, party), own=identity.own_key()
    )
    manifest = found.manifest
    partner = queries.partner_with(unit, manifest.sender.key)
    assert partner is not None
    earlier = queries.received_before(partner, manifest.key)
    if earlier is not None:
        raise AlreadyReceived(earlier)
    if manifest.kind not in KINDS:
        raise wrapping.BadParcel(
            _("Phần mềm này chưa biết loại gói tin «%(kind)s»: hãy cập nhật phần mềm.")
            % {"kind": manifest.kind}
        )
    kind = KINDS[manifest.kind]
    parcel = Incoming(
        partner=partner, kind=kind.name, key=manifest.key, title=manifest.title[:300],
        made_at=manifest.made, reply_to=manifest.answers, arrived_at=period.now(),
        by_id=actor.pk or None,
    )  # fmt: skip
    _insist_on_original(kind, parcel)
    parcel.save()
    _keep(actor, parcel, content)
    note(kind=kind.name, key=str(parcel.key), sender=partner.pk)
    if kind.at_once:
        INCOMING.move(parcel, "preview")
        _take_in(actor, kind, parcel, {}, on)
    else:
        _acknowledge(actor, parcel)
        _tell(actor, parcel, on)
    return parcel


def why_not(unit: Any, party: wrapping.Party) -> Reason | None:
    """Why a unit does not listen to a sender; `None` for a partner whose key was compared."""
    partner = queries.partner_with(unit, party.key)
    if partner is None:
        return _(
            "Không biết bên gửi: %(name)s (dấu vân tay %(print)s) chưa có trong danh sách đối tác "
            "của %(unit)s."
        ) % {"name": party.name, "print": identity.fingerprint(party.key), "unit": unit}
    return _mistrust(partner)


def _insist_on_original(kind: Kind, parcel: Incoming) -> None:
    if not kind.replies_to:
        return
    original = queries.original_of(parcel)
    if original is None or (kind.replies_to not in ("*", original.kind)):
        raise wrapping.BadParcel(
            _("Gói tin này trả lời một gói mà hệ thống này không gửi cho %(name)s.")
            % {"name": parcel.partner}
        )


def _acknowledge(actor: Any, parcel: Incoming) -> None:
    send_parcel(
        actor=actor, partner=parcel.partner, kind=queries.RECEIPT, files={}, reply_to=parcel.key,
        title=_("Biên nhận: %(title)s") % {"title": parcel.title},
        data={"received_at": parcel.arrived_at.isoformat(), "parcel": str(parcel.key)},
    )  # fmt: skip


def _tell(actor: Any, parcel: Incoming, on: date) -> None:
    others = set(accounts_with_role([parcel.partner.unit], queries.SENDERS, on=on)) - {actor.pk}
    tell(
        recipients=others, key=f"exchange.arrived.{parcel.pk}", kind="exchange.parcel",
        text=lambda: _("Gói tin đến từ %(name)s: %(title)s")
        % {"name": parcel.partner, "title": parcel.title},
        url=reverse("exchange:incoming", args=[parcel.pk]),
    )  # fmt: skip


@action(
    "exchange.parcel.preview", gettext_lazy("Xem trước gói tin"), on="parcel",
    permit=permits.exchanges,
)  # fmt: skip
def preview_parcel(*, actor: Any, parcel: Incoming) -> Incoming:
    """Open what is inside; the trail tells who has seen it first."""
    INCOMING.move(parcel, "preview")
    parcel.save(update_fields=["state"])
    return parcel


@action(
    "exchange.parcel.start_take", gettext_lazy("Cho nhận nội dung gói tin"), on="parcel",
    permit=permits.exchanges,
)  # fmt: skip
def start_take(
    *, actor: Any, parcel: Incoming, form: Any, given: Mapping[str, Any], count: int, on: date
) -> TaskRun | None:
    """Take in what few items (`count`) bring at once, else in the background.

    `form` is the preview's, filled and valid; what was `given` to it is asked again there.
    """
    _insist_on_takeable(parcel)
    if count <= IN_THE_REQUEST:
        choices = form.cleaned_data if form is not None else {}
        take_parcel(actor=actor, parcel=parcel, choices=choices, on=on)
        return None
    if (run := queries.run_of(parcel)) is not None and not run.is_over:
        return run
    title = _("Nhận gói tin: %(title)s") % {"title": parcel.title}
    return task.defer(TAKE, actor=actor, title=title[:200], parcel_id=parcel.pk, given=dict(given))


def _insist_on_takeable(parcel: Incoming) -> None:
    _insist_on_confirmed(parcel.partner)
    if reason := INCOMING.refusal(parcel, "take"):
        raise Refused(reason)


@action(
    "exchange.parcel.take", gettext_lazy("Nhận nội dung gói tin vào hệ thống"), on="parcel",
    permit=permits.exchanges,
)  # fmt: skip
def take_parcel(
    *, actor: Any, parcel: Incoming, choices: Mapping[str, Any], on: date
) -> Sequence[str]:
    """Take in what the parcel brings, as chosen on its preview; answers what was done."""
    _insist_on_takeable(parcel)
    return _take_in(actor, KINDS[parcel.kind], parcel, choices, on)


def _take_in(
    actor: Any, kind: Kind, parcel: Incoming, choices: Mapping[str, Any], on: date
) -> Sequence[str]:
    INCOMING.move(parcel, "take")
    opened = queries.arrived(parcel)
    parcel.report = list(kind.take(actor=actor, arrived=opened, choices=choices, on=on))
    parcel.save(update_fields=["state", "report"])
    original = queries.original_of(parcel)
    if original is not None and kind.replies_to == original.kind:
        original = _as_it_stands(original)
        if original.state != OutgoingState.RETURNED:
            OUTGOING.move(original, "answer")
            original.save(update_fields=["state"])
    return list(parcel.report)


@action(
    "exchange.parcel.return", gettext_lazy("Trả lại gói tin"), on="parcel",
    permit=permits.exchanges,
)  # fmt: skip
def return_parcel(*, actor: Any, parcel: Incoming, reason: str) -> Outgoing:
    """Send the whole back untouched, with what is to be mended."""
    if not reason.strip():
        raise Refused(_("Ghi lý do trả lại."))
    if not KINDS[parcel.kind].returnable:
        raise Refused(_("Gói tin trả lời không trả lại được: hãy gửi gói mới hoặc liên hệ."))
    INCOMING.move(parcel, "return")
    parcel.reason = reason.strip()[:500]
    parcel.save(update_fields=["state", "reason"])
    note(reason=parcel.reason)
    return send_parcel(
        actor=actor, partner=parcel.partner, kind=queries.RETURN, files={}, reply_to=parcel.key,
        title=_("Trả lại: %(title)s") % {"title": parcel.title}, data={"reason": parcel.reason},
    )  # fmt: skip


def _as_it_stands(outgoing: Outgoing) -> Outgoing:
    """Read again and locked: a receipt and an answer may come in at the same moment."""
    rows = Outgoing.objects.select_for_update(of=("self",)).select_related("partner__unit", "file")
    return rows.get(pk=outgoing.pk)


def hear_receipt(*, actor: Any, outgoing: Outgoing, on: date) -> bool:
    """Within taking in a receipt: ours has arrived; one that comes late changes nothing."""
    outgoing = _as_it_stands(outgoing)
    if outgoing.state != OutgoingState.SENT:
        return False
    OUTGOING.move(outgoing, "receive")
    outgoing.save(update_fields=["state"])
    KINDS[outgoing.kind].received(actor=actor, outgoing=outgoing, on=on)
    return True


def hear_return(*, actor: Any, outgoing: Outgoing, reason: str, on: date) -> bool:
    """Within taking in a return: ours is back with a reason, once."""
    outgoing = _as_it_stands(outgoing)
    if OUTGOING.refusal(outgoing, "return") is not None:
        return False
    OUTGOING.move(outgoing, "return")
    outgoing.reason = reason
    outgoing.save(update_fields=["state", "reason"])
    KINDS[outgoing.kind].returned(actor=actor, outgoing=outgoing, reason=reason, on=on)
    return True
