"""Named questions about batches of old registers and their rows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.core.models import TaskRun
from thidua.legacy.models import Batch, Mapping, Row
from thidua.legacy.states import BatchState, RowState
from thidua.orgs.queries import people_by_pk, units_by_pk, units_in_reach
from thidua.orgs.states import Role

TASKS = ("legacy.check", "legacy.take", "legacy.undo")
UNCLEAR = [RowState.BAD, RowState.OPEN, RowState.TWIN]
CLEAR = [RowState.READY, RowState.MERGE]


def units_kept(actor: Any) -> QuerySet[Any]:
    """Units in which one is officer, the highest first."""
    return units_in_reach(actor, (Role.OFFICER,)).order_by("path")


def batches_visible_to(actor: Any) -> QuerySet[Batch]:
    """Batches of units in which one is officer, with their number of rows."""
    rows = Batch.objects.filter(unit__in=units_kept(actor).values("pk"))
    return rows.select_related("unit", "created_by").annotate(count=Count("rows"))


def batches_to_settle(actor: Any) -> QuerySet[Any]:
    """Batches that were read, with how many of their rows are not clear, and not yet taken."""
    rows = Batch.objects.filter(unit__in=units_kept(actor).values("pk"), state=BatchState.CHECKED)
    unclear = Count("rows", filter=Q(rows__state__in=UNCLEAR))
    return rows.annotate(open=unclear).order_by("pk")


def batch_of(pk: int) -> Batch | None:
    return Batch.objects.select_related("unit", "file").filter(pk=pk).first()


def batch_by_id(key: int) -> Batch:
    """A batch with its unit and file."""
    return Batch.objects.select_related("unit", "file").get(pk=key)


def row_of(pk: int, number: int) -> Row | None:
    rows = Row.objects.select_related("batch__unit", "person", "unit", "twin", "same_as")
    return rows.filter(batch=pk, pk=number).first()


def rows_of(batch: Batch) -> QuerySet[Row]:
    return batch.rows.select_related("person", "unit", "twin", "same_as")


def figures_of(batch: Batch) -> dict[str, int]:
    """How many rows stand in which state."""
    return dict(batch.rows.order_by().values_list("state").annotate(n=Count("pk")))


def blocked_decisions(batch: Batch) -> QuerySet[Any]:
    """Decisions that cannot be taken yet, for one of their rows is not clear."""
    return batch.rows.filter(state__in=UNCLEAR).order_by().values("decision").distinct()


def takeable(batch: Batch) -> QuerySet[Row]:
    """Rows that can be taken now: clear, and of a decision whose rows are all clear."""
    ready = batch.rows.filter(state__in=CLEAR)
    return ready.exclude(decision__in=blocked_decisions(batch))


def waiting(batch: Batch) -> int:
    """Clear rows that wait for others of their decision."""
    rows = batch.rows.filter(state__in=CLEAR)
    return rows.filter(decision__in=blocked_decisions(batch)).count()


def run_of(batch: Batch) -> TaskRun | None:
    """The newest long work on a batch."""
    runs = TaskRun.objects.filter(name__in=TASKS, arguments__batch_id=batch.pk)
    return runs.order_by("-pk").first()


def remembered(unit: Any, shapes: Iterable[str]) -> dict[str, Mapping]:
    """How heads of these shapes were mapped last time in a unit."""
    rows = Mapping.objects.filter(unit=unit, shape__in=list(shapes))
    return {row.shape: row for row in rows}


def commonest_problems(batch: Batch, *, most: int = 12) -> list[tuple[str, str, str, int]]:
    """Column, why and what to do, with how many rows say so, the most frequent first."""
    rows = batch.rows.filter(state=RowState.BAD).values_list("problems", flat=True)
    told = Counter(tuple(problem) for problems in rows for problem in problems)
    return [(*problem, count) for problem, count in told.most_common(most)]


def named(candidates: Iterable[list[Any]]) -> list[tuple[str, Any, int]]:
    """Kind, person or unit, and likeness of kept candidates."""
    given = [tuple(each) for each in candidates]
    people = people_by_pk(key for kind, key, _score in given if kind == "person")
    units = units_by_pk(key for kind, key, _score in given if kind == "unit")
    found = ((k, (people if k == "person" else units).get(key), s) for k, key, s in given)
    return [(kind, subject, score) for kind, subject, score in found if subject is not None]


def not_understood(batch: Batch) -> Iterator[list[object]]:
    """What was not taken: sheet, row, name, decision, column, why, what to do."""
    blocked = {each["decision"] for each in blocked_decisions(batch)}
    left = Q(state__in=[*UNCLEAR, RowState.LEFT]) | Q(state__in=CLEAR, decision__in=blocked)
    for row in batch.rows.filter(left).order_by("sheet", "number").iterator(chunk_size=2000):
        here = [row.sheet, row.number, row.name, row.values.get("reference", "")]
        if row.state == RowState.BAD:
            yield from ([*here, *problem] for problem in row.problems)
        elif row.state == RowState.OPEN:
            yield [
                *here,
                _("Họ tên, tập thể"),
                _("Chưa rõ là ai trong danh sách của đơn vị."),
                _("Chọn người, tập thể ở trang các dòng chưa rõ."),
            ]
        elif row.state == RowState.TWIN:
            yield [
                *here,
                "",
                _("Tệp có dòng khác giống dòng này.")
                if row.same_as_id
                else _("Sổ khen thưởng có dòng giống dòng này."),
                _("Để lại, gộp, hoặc ghi là khen thưởng khác."),
            ]
        elif row.state == RowState.LEFT and row.same_as_id:
            yield [*here, "", _("Trùng với dòng khác của tệp: người nhập để lại."), ""]
        elif row.state == RowState.LEFT and row.twin_id:
            yield [*here, "", _("Trùng với sổ khen thưởng: người nhập để lại."), ""]
        elif row.state == RowState.LEFT:
            yield [*here, "", _("Người nhập để lại, không ghi."), ""]
        else:
            yield [
                *here,
                "",
                _("Dòng đọc được, chờ các dòng khác của cùng quyết định."),
                _("Xử lý các dòng chưa rõ của quyết định này."),
            ]


def record_of(person: Any) -> dict[str, list[dict[str, Any]]]:
    """What is kept here on one person."""
    rows = Row.objects.filter(person=person).select_related("batch").order_by("pk")
    return {
        "old_registers": [
            {
                "register": row.batch.name, "sheet": row.sheet, "row": row.number,
                "name": row.name, "told": row.values,
            } for row in rows
        ]
    }  # fmt: skip
