"""Reads a facts file and checks it; an error names the line and the field."""

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

Model = TypeVar("Model", bound=BaseModel)
_TABLE = re.compile(r"^\s*\[(\[)?\s*([\w.\-\"]+)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([\w\-\"]+)\s*=")


class BadFacts(Exception):
    """A facts file that cannot be played: where, which field, and what is wrong."""


class Facts(BaseModel):
    """Facts know every field that they may hold: a misspelt one is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read(path: Path) -> dict[str, Any]:
    """The file's content; raises `BadFacts` with the line where it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadFacts(f"{path}: there is no such file") from None
    except tomllib.TOMLDecodeError as error:
        raise BadFacts(f"{path}: {error}") from None


def check(path: Path, content: dict[str, Any], shape: type[Model]) -> Model:
    """The facts in their shape; raises `BadFacts` with every wrong field and its line."""
    try:
        return shape.model_validate(content)
    except ValidationError as error:
        text = path.read_text(encoding="utf-8")
        lines = [
            f"{path}:{line_of(text, problem['loc'])}: "
            f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
            for problem in error.errors()
        ]
        raise BadFacts("\n".join(lines)) from None


def line_of(text: str, where: tuple[int | str, ...]) -> int:
    """The line of a field given as keys and list indexes; of its table where it is missing."""
    best, best_depth = 1, 0
    counts: dict[str, int] = {}
    table: tuple[int | str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := _TABLE.match(line):
            name = heading[2].replace('"', "")
            table = tuple(name.split("."))
            if heading[1]:
                counts[name] = counts.get(name, -1) + 1
                table = (*table, counts[name])
            here = table
        elif key := _KEY.match(line):
            here = (*table, key[1].strip('"'))
        else:
            continue
        depth = len(here)
        if depth > best_depth and where[:depth] == here:
            best, best_depth = number, depth
    return best
