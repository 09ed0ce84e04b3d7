"""Photos of an initiative."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action
from thidua.core.permit import Refused
from thidua.documents import uploads
from thidua.documents.actions import remove_file, upload_file
from thidua.initiatives import permits
from thidua.initiatives.models import Initiative
from thidua.initiatives.queries import PHOTO, photos_of

MOST = 6


@action(
    "initiatives.initiative.attach_photo", gettext_lazy("Thêm ảnh sáng kiến"), on="initiative",
    permit=permits.edits,
)  # fmt: skip
def attach_photo(*, actor: Any, initiative: Initiative, photo: uploads.Sent) -> Initiative:
    """Keep a photo without its notes on place and camera; raises `uploads.NotAccepted`."""
    if photos_of(initiative).count() >= MOST:
        raise Refused(
            _("Đã có %(most)s ảnh: bỏ bớt một ảnh trước khi thêm ảnh khác.") % {"most": MOST}
        )
    upload_file(
        actor=actor, subject=initiative, role=PHOTO, name=photo.name or "", content=photo.read(),
        kinds=uploads.IMAGES,
    )  # fmt: skip
    return initiative


@action(
    "initiatives.initiative.remove_photo", gettext_lazy("Bỏ ảnh sáng kiến"), on="initiative",
    permit=permits.edits,
)  # fmt: skip
def remove_photo(*, actor: Any, initiative: Initiative, photo: int) -> Initiative:
    """Remove one of the initiative's photos by its number, and its content with it."""
    stored = photos_of(initiative).filter(pk=photo).first()
    if stored is None:
        raise Refused(_("Ảnh này không còn ở sáng kiến."))
    remove_file(stored)
    return initiative
