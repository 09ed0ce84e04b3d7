"""What is typed for a person in a form, and what to say where it is not clear who is meant."""

from collections.abc import Sequence
from typing import Any

from django.forms import ValidationError
from django.utils.translation import gettext as _


def the_one(found: Sequence[Any], text: str, *, unknown: str) -> Any:
    """The one person that `text` found; `ValidationError` asks for a code, or says `unknown`."""
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(unknown)
    codes = ", ".join(person.code for person in found)
    raise ValidationError(
        _("Có %(count)s người tên «%(name)s»: ghi mã nhân viên, một trong %(codes)s.")
        % {"count": len(found), "name": text, "codes": codes}
    )
