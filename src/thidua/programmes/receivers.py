"""What tasks answer to the shell: asks, offers, one's own, search, personal data, evidence."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.core.capability import (
    ASKS,
    MINE,
    OFFERS,
    PERSONAL,
    SEARCH,
    Ask,
    Hit,
    Offer,
    Own,
    Section,
)
from thidua.core.merge import MERGES, Rows
from thidua.core.permit import Reason
from thidua.documents.permits import READERS
from thidua.movements.outcomes import CLOSING, Ending
from thidua.programmes import permits, queries, tables
from thidua.programmes.states import UNFINISHED, Part, TaskState

MOST_ASKED = 5


@ASKS.register("programmes")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Owners do, officers and heads confirm, officers answer programmes, heads mend them."""
    return [*_owed(actor, on), *_to_confirm(actor, on), *_programmes(actor, on)]


def _owed(actor: Any, on: date) -> list[Ask]:
    owed = list(queries.owed_by(actor, on=on))
    found = [
        Ask(
            task.title, reverse("programmes:task", args=[task.pk]), task.due_on,
            detail=task.return_reason or task.movement.title,
        )
        for task in owed[:MOST_ASKED]
    ]  # fmt: skip
    if rest := owed[MOST_ASKED:]:
        said = ngettext("Và %(count)s việc khác", "Và %(count)s việc khác", len(rest))
        url = f"{reverse('programmes:list')}?whose=mine"
        found.append(Ask(said % {"count": len(rest)}, url, rest[0].due_on, len(rest)))
    return found


def _to_confirm(actor: Any, on: date) -> list[Ask]:
    count = queries.to_confirm(actor, on=on).count()
    if not count:
        return []
    said = ngettext("Xác nhận %(count)s việc đã xong", "Xác nhận %(count)s việc đã xong", count)
    url = f"{reverse('programmes:list')}?whose=confirm"
    return [Ask(said % {"count": count}, url, count=count)]


def _programmes(actor: Any, on: date) -> list[Ask]:
    accept = [
        Ask(
            _("Chấp thuận chương trình hành động của %(count)s đơn vị") % {"count": count},
            reverse("programmes:movement", args=[movement.pk]),
            count=count,
            detail=movement.title,
        )
        for movement, count in queries.programmes_to_accept(actor, on=on)
    ]
    mend = [
        Ask(
            _("Bổ sung chương trình hành động: %(unit)s") % {"unit": programme.unit},
            reverse("programmes:programme", args=[programme.pk]),
            detail=programme.return_reason,
        )
        for programme in queries.programmes_to_mend(actor, on=on)
    ]
    return accept + mend


@OFFERS.register("programmes")
def offers(actor: Any, subject: Any, *, on: date) -> list[Offer]:
    """From a movement's page to its programmes, launch record, plan and works."""
    if subject._meta.label_lower != "movements.movement":
        return []
    if permits.sees_its_movement(actor, subject) is not None:
        return []
    return [
        Offer(_("Chương trình, việc được giao"), reverse("programmes:movement", args=[subject.pk]))
    ]


@MINE.register("programmes")
def mine(actor: Any, *, on: date) -> list[Section]:
    """The tasks of which the actor is the owner."""
    rows = [
        Own(
            task.title, reverse("programmes:task", args=[task.pk]), TaskState(task.state).label,
            tables.TONES[task.state], task.movement.title,
        )
        for task in queries.own_tasks(actor)
    ]  # fmt: skip
    return [Section(_("Việc tôi được giao"), rows)]


@SEARCH.register("programmes")
def search(actor: Any, folded: str, *, limit: int) -> list[Hit]:
    """Readable tasks by their words and their owner's name."""
    return [
        Hit(
            task.title, reverse("programmes:task", args=[task.pk]), gettext_lazy("Việc"),
            str(Part(task.part).label),
        )
        for task in queries.found_by(actor, folded, limit=limit)
    ]  # fmt: skip


@PERSONAL.register("programmes")
def personal(person: Any) -> dict[str, Any]:
    """Tasks that a person was given, and those that they reported as done."""
    return queries.kept_on(person)


@READERS.register("programmes.task")
def reads_evidence(actor: Any, subject_id: str) -> Reason | None:
    """Whoever reads the task sees its evidence."""
    return permits.reads_task(actor, queries.task_by_key(subject_id))


MERGES.register("programmes")(Rows("programmes", Task=gettext_lazy("việc được giao")))


@CLOSING.register("programmes")
def ends(movement: Any) -> list[Ending]:
    """What the end of a movement does to the work it set in motion."""
    unfinished = movement.tasks.filter(state__in=UNFINISHED).count()
    waiting = movement.tasks.filter(state=TaskState.DONE).count()
    return [
        Ending(_("việc chưa xong"), unfinished, _("vẫn phải làm, hạn không đổi")),
        Ending(_("việc chờ xác nhận"), waiting, _("vẫn xác nhận được")),
    ]
