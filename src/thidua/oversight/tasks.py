"""The background run that packs a plan's file."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.queries import user_by_id
from thidua.core import task
from thidua.oversight import actions, packing, queries
from thidua.oversight.actions.packing import TASK


@task.task(TASK)
def pack(progress: Any, *, actor_id: int, plan_id: int) -> None:
    """Pack, then keep; run again it makes the same once more."""
    plan = queries.plan_by_pk(plan_id)
    assert plan is not None  # nothing deletes a plan
    content = packing.pack(plan, told=progress)
    kept = actions.store_pack(actor=user_by_id(actor_id), plan=plan, content=content)
    progress.finish(
        message=_("Đã lập hồ sơ kiểm tra."), url=reverse("documents:file", args=[kept.pk])
    )
