"""The shape of frozen dataclasses as JSON Schema, as `codec` reads them, and a field's own part."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
PLAIN: dict[Any, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
    Any: {},
}


def schema_of(kind: Any) -> Schema:
    """JSON Schema (2020-12) of what `codec.decode` takes for a type."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        (inner,) = (arg for arg in get_args(kind) if arg is not NoneType)
        return {"anyOf": [schema_of(inner), {"type": "null"}]}
    if origin is not None:
        inside = get_args(kind)
        if issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": schema_of(inside[1])}
        return {"type": "array", "items": schema_of(inside[0])}
    if is_dataclass(kind):
        return _table(kind)
    if kind not in PLAIN and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [str(word) for word in kind]}
    return dict(PLAIN[kind])


def _table(kind: Any) -> Schema:
    hints = get_type_hints(kind)
    every = {field.metadata.get("key", field.name): field for field in fields(kind)}
    needed = [
        name
        for name, field in every.items()
        if field.default is MISSING and field.default_factory is MISSING
    ]
    told = " ".join((kind.__doc__ or "").split())
    return {
        "type": "object",
        "description": told,
        "properties": {
            name: schema_of(hints[field.name]) | _bounds(field) for name, field in every.items()
        },
        "required": needed,
        "additionalProperties": False,
    }


def _bounds(field: Field[Any]) -> Schema:
    if "within" not in field.metadata:
        return {}
    least, most = field.metadata["within"]
    return {"minimum": least, "maximum": most}


def part_at(schema: Schema, where: str) -> Schema:
    """The part of a schema that a field named by the codec, as `honours[2].year`, must fit."""
    for step in re.findall(r"[^.\[\]]+|\[\d+\]", where):
        schema = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
        if step.startswith("["):
            schema = schema.get("items", {})
        else:
            inside = schema.get("properties", {})
            schema = inside.get(step) or schema.get("additionalProperties") or {}
    return next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
