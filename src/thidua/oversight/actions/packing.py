"""The inspector's pack: everything about a plan in one file."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import task
from thidua.core.action import action, note
from thidua.core.models import TaskRun
from thidua.core.permit import Refused
from thidua.documents.actions import store_file
from thidua.oversight import permits, queries
from thidua.oversight.models import Plan
from thidua.oversight.states import KNOWN

TASK = "oversight.pack"


@action(
    "oversight.pack.start", gettext_lazy("Xuất hồ sơ kiểm tra"), on="plan", permit=permits.packs
)
def start_pack(*, actor: Any, plan: Plan) -> TaskRun:
    """Put the packing in the background."""
    if plan.state not in KNOWN:
        raise Refused(_("Kế hoạch duyệt rồi mới có hồ sơ kiểm tra."))
    title = _("Hồ sơ kiểm tra: %(title)s") % {"title": plan.title}
    return task.defer(TASK, actor=actor, title=title, plan_id=plan.pk)


@action(
    "oversight.pack.store", gettext_lazy("Lập tệp hồ sơ kiểm tra"), on="plan",
    permit=permits.packs,
)  # fmt: skip
def store_pack(*, actor: Any, plan: Plan, content: bytes) -> Any:
    """Keep the finished file with the plan, for those who may pack it."""
    if plan.state not in KNOWN:
        raise Refused(_("Kế hoạch duyệt rồi mới có hồ sơ kiểm tra."))
    note(size=len(content))
    return store_file(
        actor=actor, subject=plan, role=queries.PACK, content=content, mime="application/zip",
        name=f"ho-so-kiem-tra-{plan.year}-{plan.pk}.zip",
    )  # fmt: skip
