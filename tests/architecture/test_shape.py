"""What import contracts cannot say of the shape of the code."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField
from django.urls import URLPattern, URLResolver, get_resolver

import thidua
from thidua.core.machine import MACHINES, WrongState
from thidua.core.merge import MERGES, fields_to
from thidua.core.permit import anyone
from thidua.movements.outcomes import CLOSING

SOURCE = Path(thidua.__file__).parent
ORDER = [config.label for config in apps.get_app_configs() if config.name.startswith("thidua.")]
CAPABILITIES = {label for label in ORDER if label not in {"core", "ui"}}
DOORS = {"actions", "queries", "permits", "states", "rules", "outcomes", "measures"}
# Modules of lower capabilities that are made to be used by higher ones, beside the doors.
SHARED = {
    "accounts": {"pages"},
    "orgs": {"pages", "typed"},
    "documents": {
        "pdf",
        "word",
        "sheets",
        "uploads",
        "registry",
        "blocks",
        "layouts",
        "wording",
        "issuers",
        "pages",
    },
    "certificates": {"papers"},
    "exchange": {"registry", "wrapping"},
    "movements": {"filters"},
    "ballots": {"hosts", "papers"},
    "disclosures": {"forms"},
    "indicators": {"forms", "reported", "wording"},
}
THIN = ("views", "tasks", "receivers", "forms", "tables", "api", "admin")


def modules() -> Iterator[tuple[str, Path, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        inside = path.relative_to(SOURCE)
        if {"tests", "migrations"} & set(inside.parts):
            continue
        yield inside.parts[0], path, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_capabilities_meet_only_at_their_doors() -> None:
    wrong = []
    for owner, path, tree in modules():
        if owner not in CAPABILITIES:
            continue
        for name in imported(tree):
            parts = name.split(".")
            if parts[0] != "thidua" or len(parts) < 3 or parts[1] in {owner, "core", "ui", "legal"}:
                continue
            if parts[2] not in DOORS | SHARED.get(parts[1], set()):
                wrong.append(f"{path.relative_to(SOURCE)}: {name}")
    assert wrong == []


def test_doorways_hold_no_queries_and_no_writes() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}: {found.group()}"
        for _owner, path, _tree in modules()
        if path.stem in THIN or path.parent.name in THIN
        for found in re.finditer(r"\.objects\b|\.save\(|\.delete\(", path.read_text("utf-8"))
    ]
    assert wrong == []


def test_every_module_begins_with_one_sentence() -> None:
    wrong = [
        str(path.relative_to(SOURCE))
        for _owner, path, tree in modules()
        if not (ast.get_docstring(tree) or "").strip().split("\n")[0].endswith(".")
    ]
    assert wrong == []


def test_foreign_keys_point_downwards() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in ORDER
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
        and field.related_model._meta.app_label in ORDER
        and ORDER.index(field.related_model._meta.app_label) > ORDER.index(model._meta.app_label)
    ]
    assert wrong == []


def test_every_row_of_a_person_follows_when_two_files_are_merged() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}: name it in MERGES (thidua.core.merge)"
        for model, field in fields_to(apps.get_model("orgs.Person"))
        if (app := model._meta.app_label) not in MERGES or model.__name__ not in MERGES[app].names
    ]
    assert wrong == []


def test_core_holds_exactly_what_its_readme_lists() -> None:
    readme = (SOURCE / "core/README.md").read_text("utf-8")
    listed = set(re.findall(r"^\| `(\w+)`", readme, re.MULTILINE))
    held = {path.stem for path in (SOURCE / "core").glob("*.py")} - {"__init__"}
    assert held == listed


def views(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, here)
        else:
            yield here, pattern.callback


def declares_permit(view: object) -> bool:
    """By `@page` or `Paged`, which ask it; on a bare class only «anyone», which needs no asking."""
    if hasattr(view, "permit"):
        return True
    return getattr(getattr(view, "view_class", None), "permit", None) is anyone


def test_every_view_declares_its_permit() -> None:
    wrong = [
        address
        for address, view in views(get_resolver().url_patterns)
        if view.__module__.startswith("thidua.") and not declares_permit(view)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(name for name in MACHINES if not name.startswith("test.")))
def test_every_state_and_move(name: str) -> None:
    machine = MACHINES[name]

    class Thing:
        pass

    reached = set()
    for state, (move_name, move) in product(machine.states, machine.moves.items()):
        thing = Thing()
        setattr(thing, machine.field, state.value)
        if state in move.sources:
            machine.move(thing, move_name)
            assert getattr(thing, machine.field) == move.target.value
            reached.add(move.target)
        else:
            with pytest.raises(WrongState, match=str(state.label)):
                machine.move(thing, move_name)
            assert getattr(thing, machine.field) == state.value
    unreachable = set(machine.states) - reached - {next(iter(machine.states))}
    assert unreachable == set()


def test_every_capability_says_what_the_end_of_a_movement_does_to_its_things() -> None:
    movement = apps.get_model("movements", "Movement")
    under = {
        model._meta.app_label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.remote_field is not None and field.related_model is movement
    }
    assert {name for name, _provider in CLOSING} == under


def test_messages_go_by_names_that_the_catalogue_is_gathered_by() -> None:
    wrong = [
        f"{path}: {alias.asname}"
        for _owner, path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname not in {None, "_"}
    ]
    assert wrong == []
