"""What of tasks, action programmes and launch records may reach whom."""

from typing import Any

from tests.leaks.planted import MARK, Planted, Secret, secret
from tests.leaks.roles import GROUP, GROUPS, KEEPER, WATCHERS
from tests.support.world import TODAY

from thidua.initiatives.tests.factories import photo
from thidua.programmes import actions
from thidua.programmes.models import Task
from thidua.programmes.states import Part

TOLD = WATCHERS | GROUPS
AMONG_US = WATCHERS | GROUP


def planted(here: Any) -> Planted:
    officer, author = here.user("canbo"), here.members[1]

    def row(**more: Any) -> dict[str, Any]:
        return {"title": "…", "due_on": TODAY, **more}

    launch = actions.record_launch(
        actor=officer, movement=here.movement, on=TODAY, directions=[row()], commitments=[row()],
        facts={"held_on": TODAY, "place": "Hội trường", "presided_by": "Giám đốc"},
    )  # fmt: skip
    told, _work = (
        actions.plan_tasks(
            actor=officer, movement=here.movement, part=part, tasks=[row()], on=TODAY
        )[0]
        for part in (Part.COMMUNICATION, Part.WORK)
    )
    ours, theirs = (
        _sent(here, here.group, here.head, row(person=author)),
        _sent(here, here.other_group, here.other_head, row(person=here.people["T2002"])),
    )
    actions.accept_programme(actor=officer, programme=ours, on=TODAY)
    actions.return_programme(
        actor=officer, programme=theirs, reason=f"{MARK}trachuongtrinh", on=TODAY
    )
    task, held_back = (Task.objects.get(programme=each) for each in (ours, theirs))
    actions.finish_task(
        actor=author.user, task=task, on=TODAY, result="…", files=[photo(f"{MARK}minhchung.jpg")]
    )
    actions.return_task(actor=here.user("giamdoc"), task=task, reason=f"{MARK}traviec", on=TODAY)
    return Planted(
        objects={
            "viec/<int:pk>": [told.pk, task.pk, held_back.pk],
            "phong-trao/<int:pk>": [here.movement.pk],
            "le-phat-dong/<int:pk>": [launch.pk],
            "<int:pk>": [ours.pk, theirs.pk],
        },
        secrets=[
            secret(launch, "speakers", TOLD),
            secret(told, "title", TOLD),
            secret(told, "audience", TOLD),
            secret(ours, "aim", AMONG_US),
            secret(theirs, "aim", WATCHERS | {"other_head"}),
            secret(task, "title", AMONG_US | KEEPER),
            secret(task, "result", AMONG_US),
            secret(held_back, "title", WATCHERS | {"other_head"}),
            Secret(f"{MARK}minhchung", AMONG_US | KEEPER, "the file of a task's evidence"),
            Secret(f"{MARK}traviec", AMONG_US | KEEPER, "why a task was returned"),
            Secret(
                f"{MARK}trachuongtrinh", frozenset({"officer", "director", "other_head"}),
                "why a programme was returned",
            ),
        ],
    )  # fmt: skip


def _sent(here: Any, unit: Any, head: Any, row: dict[str, Any]) -> Any:
    programme = actions.start_programme(actor=head.user, unit=unit, movement=here.movement)
    programme = actions.write_programme(actor=head.user, programme=programme, aim="…", tasks=[row])
    return actions.send_programme(actor=head.user, programme=programme)
