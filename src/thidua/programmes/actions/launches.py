"""Writes on the record of a launch ceremony."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.programmes import permits
from thidua.programmes.actions import rows
from thidua.programmes.models import Launch
from thidua.programmes.states import Part

FACTS = frozenset({"held_on", "place", "presided_by", "attendance", "speakers"})


@action(
    "programmes.launch.record", gettext_lazy("Ghi biên bản lễ phát động"), on="movement",
    permit=permits.plans,
)  # fmt: skip
def record_launch(
    *, actor: Any, movement: Any, on: date, facts: Mapping[str, Any],
    directions: rows.Rows = (), commitments: rows.Rows = (),
) -> Launch:  # fmt: skip
    """Who spoke where; every direction given and every commitment made becomes a task."""
    launch = Launch(movement=movement, recorded_by=actor)
    _set(launch, facts, on)
    _add(launch, directions, commitments)
    return launch


@action(
    "programmes.launch.update", gettext_lazy("Sửa biên bản lễ phát động"), on="launch",
    permit=permits.plans,
)  # fmt: skip
def update_launch(
    *, actor: Any, launch: Launch, on: date, facts: Mapping[str, Any],
    directions: rows.Rows = (), commitments: rows.Rows = (),
) -> Launch:  # fmt: skip
    """Correct the record and add what was left out; tasks are changed on their own pages."""
    _set(launch, facts, on)
    _add(launch, directions, commitments)
    return launch


def _set(launch: Launch, facts: Mapping[str, Any], on: date) -> None:
    if unknown := set(facts) - FACTS:
        raise TypeError(f"a launch record has no {', '.join(sorted(unknown))}")
    if launch.movement.state == "draft":
        raise Refused(_("Phong trào chưa được phát động nên chưa có biên bản lễ phát động."))
    for name, value in facts.items():
        setattr(launch, name, value)
    if launch.held_on > on:
        raise Refused(_("Lễ phát động ghi ngày chưa đến: ghi biên bản sau khi đã tổ chức."))
    launch.save()


def _add(launch: Launch, directions: rows.Rows, commitments: rows.Rows) -> None:
    paper = {"launch": launch, "movement": launch.movement, "unit": launch.movement.unit}
    note(
        directions=len(rows.add(directions, part=Part.DIRECTION, **paper)),
        commitments=len(rows.add(commitments, part=Part.COMMITMENT, **paper)),
    )
