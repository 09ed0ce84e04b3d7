"""Machines refuse what is not listed; registries fail loudly; tasks end with a sentence."""

import os
from datetime import date

import psycopg
import pytest
from django.db import connection
from django.db.models import TextChoices
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg.conninfo import make_conninfo

from thidua.core import capability, task
from thidua.core.action import SYSTEM
from thidua.core.machine import Machine, WrongState, move
from thidua.core.models import TaskRun
from thidua.core.permit import Refused


class Light(TextChoices):
    RED = "red", "đỏ"
    GREEN = "green", "xanh"


class Crossing:
    state = Light.RED


LIGHT = Machine("test.light", Light, {"go": move(Light.RED, to=Light.GREEN)})


def test_a_move_that_is_not_listed_is_refused_with_the_state():
    crossing = Crossing()
    LIGHT.move(crossing, "go")
    assert crossing.state == "green"
    with pytest.raises(WrongState) as refused:
        LIGHT.move(crossing, "go")
    assert str(refused.value) == "Đang ở trạng thái «xanh» nên không thực hiện được việc này."


def test_a_name_is_taken_once():
    with pytest.raises(ValueError, match="declared twice"):
        Machine("test.light", Light, {})
    registry = capability.Registry("thing")
    registry.register("one")(1)
    with pytest.raises(ValueError, match="registered twice"):
        registry.register("one")(2)
    with pytest.raises(capability.Unanswered, match="no thing is registered as 'two'"):
        registry["two"]
    assert "one" in registry


def test_asks_come_by_their_day_and_without_one_last():
    name = "test.asks"
    capability.ASKS.register(name)(
        lambda actor, *, on: [
            capability.Ask("sau", "/s", None),
            capability.Ask("mai", "/m", date(2026, 1, 2)),
            capability.Ask("nay", "/n", date(2026, 1, 1)),
        ]
    )
    try:
        provider = capability.ASKS[name]
        found = provider(SYSTEM, on=date(2026, 1, 1))
        ordered = sorted(found, key=lambda ask: (ask.due_on is None, ask.due_on or date.min))
        assert [ask.what for ask in ordered] == ["nay", "mai", "sau"]
    finally:
        del capability.ASKS._providers[name]


@task.task("test.count")
def count(progress, *, actor_id, upto):
    for done in range(upto):
        progress(done + 1, upto)
    if upto > 3:
        raise Refused("quá nhiều")
    if upto == 0:
        raise ZeroDivisionError("không có gì để đếm")
    progress.finish(message=f"đã đếm {upto}", url="/")


@pytest.mark.django_db
def test_a_run_ends_with_its_message():
    run = task.defer("test.count", actor=SYSTEM, title="Đếm", upto=3)
    assert (run.state, run.is_over) == ("waiting", False)

    task.perform(run_id=run.pk)

    run.refresh_from_db()
    assert (run.state, run.done, run.total, run.message, run.result_url) == (
        "done",
        3,
        3,
        "đã đếm 3",
        "/",
    )
    task.perform(run_id=run.pk)
    assert TaskRun.objects.get().finished_at == run.finished_at


@pytest.mark.django_db
def test_a_refused_run_says_why():
    run = task.defer("test.count", actor=SYSTEM, title="Đếm", upto=4)
    task.perform(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.message) == ("failed", "quá nhiều")


@pytest.mark.django_db
def test_a_fault_is_kept_and_raised():
    run = task.defer("test.count", actor=SYSTEM, title="Đếm", upto=0)
    with pytest.raises(ZeroDivisionError):
        task.perform(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.message) == ("failed", "ZeroDivisionError: không có gì để đếm")


def cut_off(run: TaskRun, *, attempts: int) -> tuple[str, int]:
    """As a killed worker leaves a run; answers where its job stands once all is resumed."""
    TaskRun.objects.filter(pk=run.pk).update(state="running")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s "
            "WHERE (args ->> 'run_id')::integer = %s RETURNING id",
            [attempts, run.pk],
        )
        key = cursor.fetchone()[0]
    resumed = task.resume_left()
    return ProcrastinateJob.objects.get(pk=key).status, resumed


@pytest.mark.django_db
def test_what_a_killed_process_was_doing_is_taken_up_again_and_not_for_ever():
    run = task.defer("test.count", actor=SYSTEM, title="Đếm", upto=3)
    url = make_conninfo(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"])
    with psycopg.connect(url) as working:
        working.execute("SELECT pg_advisory_xact_lock(%s, %s)", [task._AT_WORK, run.pk])
        assert cut_off(run, attempts=0) == ("doing", 0)
    assert cut_off(run, attempts=0) == ("todo", 1)
    task.perform(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.message) == ("done", "đã đếm 3")

    other = task.defer("test.count", actor=SYSTEM, title="Đếm", upto=3)
    assert cut_off(other, attempts=task.MOST) == ("todo", 1)
    other.refresh_from_db()
    assert (other.state, other.message) == (
        "failed",
        "Việc này bị ngắt giữa chừng nhiều lần; đề nghị người quản trị xem máy chủ.",
    )


def test_unknown_work_is_refused_loudly():
    with pytest.raises(LookupError, match=r"no task is called 'test\.nothing'"):
        task.defer("test.nothing", actor=SYSTEM, title="?")
    with pytest.raises(ValueError, match="registered twice"):
        task.task("test.count")(count)
