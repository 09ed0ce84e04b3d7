"""Two records found to be one: the rows that move, and those that stay beside a twin."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.core.capability import Registry, Unanswered
from thidua.core.permit import Reason

STAYS = _("giữ ở hồ sơ cũ, vì hồ sơ giữ lại đã có")


@dataclass(frozen=True)
class Moved:
    """Rows of one kind: how many go over, and how many have a twin there, with what becomes."""

    what: Reason
    count: int
    twins: int = 0
    fate: Reason = ""


class Rows:
    """The rows of one app that point to the record that goes, found by Django's own meta.

    `names` gives each of its models a word for people. `settle(row, on)` may mend a row that
    a unique constraint forbids to move; what it leaves stays with the record that goes.
    """

    def __init__(
        self, app: str, *, settle: Callable[[Any, date], None] | None = None,
        fate: Reason = STAYS, **names: Reason,
    ) -> None:  # fmt: skip
        self.app, self.names, self.fate = app, names, fate
        self._settle = settle

    def preview(self, old: Model, new: Model) -> list[Moved]:
        """What `move` would do, by kind; kinds without rows are left out."""
        found = []
        for model, field in self._fields(type(old)):
            twins = [_has_twin(row, field, new) for row in _rows(model, field, old)]
            if twins:
                name = self.names[model.__name__]
                found.append(Moved(name, len(twins), sum(twins), self.fate if any(twins) else ""))
        return found

    def move(self, old: Model, new: Model, on: date) -> None:
        for model, field in self._fields(type(old)):
            for row in _rows(model, field, old):
                if _has_twin(row, field, new):
                    if self._settle is None:
                        continue
                    self._settle(row, on)
                model._base_manager.filter(pk=row.pk).update(**{field.name: new})

    def _fields(self, target: type[Model]) -> Iterator[tuple[type[Model], Any]]:
        for model, field in fields_to(target):
            if model._meta.app_label == self.app:
                if model.__name__ not in self.names:
                    raise Unanswered(f"{model._meta.label}.{field.name} has no word in MERGES")
                yield model, field


MERGES: Registry[Rows] = Registry("mover of rows of duplicates")
"""By app, the rows that follow a person: `MERGES.register("app")(Rows("app", Model=_("…")))`."""


def fields_to(target: type[Model]) -> Iterator[tuple[type[Model], Any]]:
    """Every foreign key to a model, those of many-to-many tables among them."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is target:
                yield model, field


def preview(old: Model, new: Model) -> list[Moved]:
    """What moves in every app, in the order of their names. Raises `Unanswered`."""
    return [moved for movers in _movers(type(old)) for moved in movers.preview(old, new)]


def move(old: Model, new: Model, on: date) -> None:
    """Move the rows of every app. Raises `Unanswered` when one with such rows has no mover."""
    for movers in _movers(type(old)):
        movers.move(old, new, on)


def _movers(target: type[Model]) -> list[Rows]:
    return [MERGES[app] for app in sorted({m._meta.app_label for m, _f in fields_to(target)})]


def _rows(model: type[Model], field: Any, old: Model) -> list[Any]:
    return list(model._base_manager.filter(**{field.name: old}).order_by("pk"))


def _has_twin(row: Any, field: Any, new: Model) -> bool:
    """Whether the row may not point to `new`, since another one like it does already."""
    setattr(row, field.name, new)
    try:
        row.validate_unique()
        for constraint in row._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and field.name in constraint.fields:
                constraint.validate(type(row), row)
    except ValidationError:
        return True
    return False
