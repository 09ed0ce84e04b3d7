"""Reads plain tables into frozen dataclasses and writes them back, naming the wrong field."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_YEAR = re.compile("[0-9]{1,4}")


class DecodeError(ValueError):
    """A value does not have the shape its field asks for; `where` is the path to the field."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _key(field: Field[Any]) -> str:
    name: str = field.metadata.get("key", field.name)
    return name


def decode(kind: type[T], value: object, where: str = "") -> T:
    """`value` (from TOML or JSON) as `kind`; raises DecodeError naming table and field."""
    read: T = _decode(kind, value, where)
    return read


def _decode(kind: Any, value: object, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _optional(kind, value, where)
    if origin is not None:
        return _container(origin, get_args(kind), value, where)
    if is_dataclass(kind):
        return _table(kind, value, where)
    return _scalar(kind, value, where)


def _optional(kind: Any, value: object, where: str) -> object:
    (inner,) = (arg for arg in get_args(kind) if arg is not NoneType)
    return None if value is None else _decode(inner, value, where)


def _container(origin: Any, args: tuple[Any, ...], value: object, where: str) -> object:
    if issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise DecodeError(where, "phải là một bảng")
        return {
            _map_key(args[0], key, where): _decode(args[1], item, f"{where}.{key}")
            for key, item in value.items()
        }
    if not isinstance(value, list | tuple):
        raise DecodeError(where, "phải là một danh sách")
    items = (_decode(args[0], item, f"{where}[{n}]") for n, item in enumerate(value, 1))
    return origin(items)


def _map_key(kind: Any, key: str, where: str) -> object:
    if kind is not int:
        return key
    if not _YEAR.fullmatch(str(key)):
        raise DecodeError(f"{where}.{key}", "khóa phải là một năm")
    return int(key)


def _table(kind: Any, value: object, where: str) -> object:
    if not isinstance(value, Mapping):
        raise DecodeError(where, "phải là một bảng")
    known = {_key(field): field for field in fields(kind)}
    for key in value:
        if key not in known:
            raise DecodeError(f"{where}.{key}".lstrip("."), "trường này không có trong lược đồ")
    read: dict[str, object] = {}
    for key, field in known.items():
        place = f"{where}.{key}".lstrip(".")
        if key in value:
            read[field.name] = _decode(_hints(kind)[field.name], value[key], place)
            _check_within(field, read[field.name], place)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise DecodeError(place, "thiếu trường bắt buộc")
    return kind(**read)


def _check_within(field: Field[Any], value: Any, where: str) -> None:
    """A number's bounds stand with its field: `metadata={"within": (least, most)}`."""
    if "within" in field.metadata:
        least, most = field.metadata["within"]
        if not least <= value <= most:
            raise DecodeError(where, f"phải từ {least} đến {most}")


def _scalar(kind: Any, value: object, where: str) -> object:
    if kind is Any:
        return value
    if kind is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise DecodeError(where, f"không phải một ngày: {value}") from None
    if issubclass(kind, StrEnum) and isinstance(value, str):
        if value not in list(kind):
            raise DecodeError(where, f"«{value}» không thuộc: {', '.join(kind)}")
        return kind(value)
    # bool is an int to Python, never to the law: 0, false and missing are three things.
    if type(value) is not kind:
        raise DecodeError(where, f"phải là {kind.__name__}, không phải {type(value).__name__}")
    return value


def encode(value: object) -> Any:
    """A frozen dataclass as JSON-ready data; `decode` of the result gives an equal object."""
    if is_dataclass(value) and not isinstance(value, type):
        return {_key(field): encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(encode(item) for item in value)
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value
