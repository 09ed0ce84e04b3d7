"""A whole unit's eligibility, judged in the background and kept as a worksheet."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits
from thidua.core import period, task
from thidua.core.action import action, note
from thidua.core.models import TaskRun
from thidua.core.permit import Refused
from thidua.documents import actions as documents
from thidua.documents.uploads import MIME

TASK = "awards.eligibility"


@action(
    "awards.eligibility.start", gettext_lazy("Xét điều kiện khen thưởng toàn đơn vị"), on="unit",
    permit=permits.reads_collective,
)  # fmt: skip
def start_eligibility(
    *, actor: Any, unit: Any, year: int, beside: Sequence[Any] = ()
) -> TaskRun:  # fmt: skip
    """Put it in the background, with units beside it in the same sheet.

    Refused for a year that has not begun.
    """
    for each in beside:
        if (reason := permits.reads_collective(actor, each)) is not None:
            raise Refused(reason)
    if year > period.today().year:
        raise Refused(_("Năm %(year)s chưa đến: hãy xét cho năm nay.") % {"year": year})
    names = ", ".join(map(str, [unit, *beside]))
    title = _("Điều kiện khen thưởng năm %(year)s: %(unit)s") % {"year": year, "unit": names}
    note(beside=[each.pk for each in beside])
    return task.defer(
        TASK, actor=actor, title=title[:200], unit_id=unit.pk, year=year,
        beside=[each.pk for each in beside],
    )  # fmt: skip


@action(
    "awards.eligibility.store", gettext_lazy("Lập tệp điều kiện khen thưởng"), on="unit",
    permit=permits.reads_collective,
)  # fmt: skip
def store_eligibility(*, actor: Any, unit: Any, year: int, content: bytes) -> Any:
    """Keep the finished worksheet for whoever asked for it, and for nobody else."""
    note(year=year, size=len(content))
    return documents.store_file(
        actor=actor, subject=unit, role="eligibility", content=content, mime=MIME["xlsx"],
        name=f"dieu-kien-khen-thuong-{unit.code}-{year}.xlsx",
    )  # fmt: skip
