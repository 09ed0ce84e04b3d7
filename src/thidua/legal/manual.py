"""Writes the reference page of questions from outside, with worked examples, from the schema."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from thidua.legal.asking import answer, question_schema
from thidua.legal.codec import encode
from thidua.legal.packs import expectations, packs
from thidua.legal.schema import Schema

INTRO = """\
# Asking the law from outside

`thidua assess FILE.json [--on DATE] [--json]` and `POST /api/v1/legal/assess` take the same
question, a JSON table, and give the same answer. Nothing is stored.

A fact that is left out, or `null`, is *missing*: the answer is then `unknown` and names it, never a
failure. An empty list says that it was looked for and there is none. A name in `not_applicable`
says that the fact cannot exist for this subject. Records (`record`, `records`) come back beside the
findings that rest on them.

What cannot be read is answered with status 422, or exit code 1, as
`{"error": {"field": …, "problem": …, "mend": …}}`: which field, what is wrong, what to do.
"""
EXAMPLES = (("CSTDCS", "có sáng kiến cấp cơ sở"), ("GK", "tập thể có thành tích phong trào"))


def manual() -> str:
    """The whole page as Markdown."""
    parts = [INTRO, "## Fields\n", *_tables(question_schema(), "question"), "\n## Examples\n"]
    parts += [_example(award, name) for award, name in EXAMPLES]
    return "\n".join(parts)


def _tables(schema: Schema, name: str) -> Iterator[str]:
    """A table of fields, then those of the tables inside, each once."""
    seen: set[str] = set()
    waiting = [(name, schema)]
    while waiting:
        title, table = waiting.pop(0)
        told = table["description"]
        if told in seen:
            continue
        seen.add(told)
        yield f"### {title}\n\n{told}\n\n| field | takes | needed |\n|---|---|---|"
        for field, part in table["properties"].items():
            yield f"| `{field}` | {_takes(part)} | {'yes' if field in table['required'] else ''} |"
            waiting += [(field, inside) for inside in _inside(part)]
        yield ""


def _takes(part: Schema) -> str:
    if "anyOf" in part:
        return _takes(part["anyOf"][0])
    if "enum" in part:
        return ", ".join(f"`{word}`" for word in part["enum"])
    kind = part.get("type", "anything")
    if kind == "array":
        return f"list of: {_takes(part['items'])}"
    if kind == "object":
        inside = part.get("additionalProperties")
        return f"table, by key: {_takes(inside)}" if inside else "table, below"
    return "day, `2026-12-20`" if part.get("format") == "date" else str(kind)


def _inside(part: Schema) -> Iterator[Schema]:
    if "properties" in part:
        yield part
    for inner in (*part.get("anyOf", ()), part.get("items"), part.get("additionalProperties")):
        if isinstance(inner, dict):
            yield from _inside(inner)


def _example(award: str, name: str) -> str:
    found = (each for each in expectations(packs()[award]) if each[0].name == name)
    example, evidence, _expected = next(found)
    given = {
        key: value for key, value in encode(evidence).items() if value not in (None, "", [], {})
    }
    given |= {key: [] for key in ("holds", "disciplines") if getattr(evidence, key) == ()}
    asked = {"award": award, "on": example.on.isoformat(), "evidence": given}
    told = answer(asked, today=date.min)
    return f"### {award}\n\n{_json(asked)}\n\n{_json(told)}\n"


def _json(data: Any) -> str:
    return f"```json\n{json.dumps(data, ensure_ascii=False, indent=2)}\n```"
