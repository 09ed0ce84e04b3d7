"""Whatever points at a row has an index: no list grows slow with the years."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, IntegerField, Model

pytestmark = pytest.mark.django_db


def our_models() -> Iterator[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("thidua.") and model._meta.managed:
            yield model


def leading_columns(table: str) -> set[str]:
    """The columns that come first in an index, a whole one and not of a part of the rows.

    In a table cut into partitions also those after the column that tells the partition.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.attname FROM pg_index i "
            "LEFT JOIN pg_partitioned_table p ON p.partrelid = i.indrelid "
            "JOIN pg_attribute a ON a.attrelid = i.indrelid AND (a.attnum = i.indkey[0] "
            "OR (i.indkey[0] = p.partattrs[0] AND a.attnum = i.indkey[1])) "
            "WHERE i.indrelid = %s::regclass AND i.indpred IS NULL",
            [table],
        )
        return {name for (name,) in cursor.fetchall()}


def test_every_foreign_key_leads_an_index() -> None:
    bare = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.column not in leading_columns(model._meta.db_table)
    ]
    assert bare == []


def test_every_reference_by_number_leads_an_index() -> None:
    """`subject_id`, `object_id` and the like, with or after the kind that they belong to."""
    bare = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.concrete_fields
        if field.name.endswith("_id")
        and isinstance(field, IntegerField)
        and not indexed(model._meta.db_table, field.column)
    ]
    assert bare == []


def indexed(table: str, column: str) -> bool:
    """Whether some index of all or of part of the rows holds the column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid "
            "AND a.attnum = ANY(i.indkey) WHERE i.indrelid = %s::regclass AND a.attname = %s",
            [table, column],
        )
        return cursor.fetchone() is not None
