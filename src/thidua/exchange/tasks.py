"""Parcels of many items taken in by the background worker."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.queries import user_by_id
from thidua.core import period, task
from thidua.core.permit import Refused
from thidua.core.task import Progress
from thidua.exchange import actions, queries
from thidua.exchange.registry import KINDS
from thidua.exchange.states import IncomingState


@task.task(actions.TAKE)
def take(progress: Progress, *, actor_id: int, parcel_id: int, given: Mapping[str, Any]) -> None:
    """Take in as was chosen, in one transaction; run again it finds the parcel taken."""
    actor, parcel = user_by_id(actor_id), queries.incoming_by_key(parcel_id)
    assert parcel is not None  # parcels are never deleted
    if parcel.state != IncomingState.TAKEN:
        progress(0, 1, _("Đang đối chiếu và ghi hồ sơ"))
        shown = KINDS[parcel.kind].preview(
            actor=actor, arrived=queries.arrived(parcel), data=given, on=period.today()
        )
        if shown.form is not None and not shown.form.is_valid():
            raise Refused(_("Lựa chọn không còn đúng: mở lại gói tin, xem rồi nhận lại."))
        choices = shown.form.cleaned_data if shown.form is not None else {}
        actions.take_parcel(actor=actor, parcel=parcel, choices=choices, on=period.today())
    progress(1, 1)
    progress.finish(
        message=" ".join(parcel.report), url=reverse("exchange:incoming", args=[parcel.pk])
    )
