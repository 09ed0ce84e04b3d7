"""Columns and base models that every capability's models share."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.text import fold, sort_key


class SortKeyField(models.CharField):  # type: ignore[type-arg] # generic only in the stubs
    """Filled on every save from `source`; sorts as Vietnamese dictionaries do, by plain bytes."""

    def __init__(self, source: str = "name", *, given_first: bool = False, **options: Any) -> None:
        self.source, self.given_first = source, given_first
        options.update(max_length=600, editable=False, blank=True, db_index=True)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        for fixed in ("max_length", "editable", "blank", "db_index"):
            options.pop(fixed, None)
        return name, path, args, {**options, "source": self.source, "given_first": self.given_first}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = sort_key(getattr(model_instance, self.source), given_first=self.given_first)[:600]
        setattr(model_instance, self.attname, key)
        return key


class FoldedField(models.TextField):  # type: ignore[type-arg] # generic only in the stubs
    """Filled on every save from `sources`, lower case without accents: what search looks in."""

    def __init__(self, sources: Sequence[str] = ("name",), **options: Any) -> None:
        self.sources = tuple(sources)
        options.update(editable=False, blank=True)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        for fixed in ("editable", "blank"):
            options.pop(fixed, None)
        return name, path, args, {**options, "sources": self.sources}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = fold(" ".join(str(getattr(model_instance, name) or "") for name in self.sources))
        setattr(model_instance, self.attname, folded)
        return folded


class FigureField(models.DecimalField):  # type: ignore[type-arg] # generic only in the stubs
    """A figure as it was reported: up to four decimals, exact."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.update(max_digits=20, decimal_places=4)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        del options["max_digits"], options["decimal_places"]
        return name, path, args, options


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold from a day to a day, both included; an empty end is open."""

    def on(self, day: date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Dated(models.Model):
    """What is true from one day to another."""

    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_start",
            )
        ]
