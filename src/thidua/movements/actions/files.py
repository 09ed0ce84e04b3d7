"""Writes on the papers attached to a movement."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.documents import uploads
from thidua.documents.actions import remove_file, upload_file
from thidua.movements import permits
from thidua.movements.models import Movement
from thidua.movements.queries import ATTACHMENT, attachments_of
from thidua.movements.states import MOVEMENT, MovementState

MOST = 10


@action(
    "movements.movement.attach", gettext_lazy("Thêm văn bản kèm theo"), on="movement",
    permit=permits.keeps_movements,
)  # fmt: skip
def attach_file(*, actor: Any, movement: Movement, file: uploads.Sent) -> Movement:
    """Attach the decision, the plan, a poster; the signed one often comes after the launch."""
    if movement.state == MovementState.CLOSED:
        raise Refused(_("Phong trào đã kết thúc nên không thêm văn bản được nữa."))
    if attachments_of(movement).count() >= MOST:
        raise Refused(
            _("Đã có %(most)s văn bản: bỏ bớt một văn bản trước khi thêm.") % {"most": MOST}
        )
    upload_file(
        actor=actor, subject=movement, role=ATTACHMENT, name=file.name or "", content=file.read()
    )
    return movement


@action(
    "movements.movement.detach", gettext_lazy("Bỏ văn bản kèm theo"), on="movement",
    permit=permits.keeps_movements,
)  # fmt: skip
def detach_file(*, actor: Any, movement: Movement, file: int) -> Movement:
    """Take a file off a draft; what was launched keeps what people were sent."""
    if reason := MOVEMENT.refusal(movement, "launch"):
        raise Refused(reason)
    stored = attachments_of(movement).filter(pk=file).first()
    if stored is None:
        raise Refused(_("Văn bản này không còn ở phong trào."))
    note(name=stored.name)
    remove_file(stored)
    return movement
