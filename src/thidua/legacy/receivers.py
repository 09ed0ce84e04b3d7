"""What others hear from old registers: who opens their files, what is kept on a person."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.capability import ASKS, ERASERS, PERSONAL, Ask
from thidua.core.merge import MERGES, Rows
from thidua.core.permit import Reason
from thidua.documents.permits import READERS
from thidua.legacy import actions, permits, queries


@READERS.register("legacy.batch")
def reads_file(actor: Any, key: str) -> Reason | None:
    """The file of an old register is for whoever brings it in."""
    batch = queries.batch_of(int(key))
    return permits.keeps_register(actor, batch) if batch else _("Không còn sổ này.")


@ASKS.register("legacy")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Batches that were read and wait for somebody to confirm and take them."""
    return [
        Ask(
            _("Xác nhận và ghi sổ khen thưởng cũ"), reverse("legacy:batch", args=[batch.pk]),
            count=batch.open, detail=batch.name,
        ) for batch in queries.batches_to_settle(actor)
    ]  # fmt: skip


@PERSONAL.register("legacy")
def personal(person: Any) -> dict[str, Any]:
    """The lines of old registers that mean a person."""
    return queries.record_of(person)


@ERASERS.register("legacy")
def erase(actor: Any, person: Any) -> None:
    """What old registers told of a person, and the names that they wrote."""
    actions.forget_told(person)


MERGES.register("legacy")(Rows("legacy", Row=gettext_lazy("dòng của sổ khen thưởng cũ")))
