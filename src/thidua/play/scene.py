"""Plays one facts file on a stage of its own."""

from pathlib import Path

from thidua.play.facts import BadFacts, check, read
from thidua.play.rows import Row
from thidua.play.stage import stage
from thidua.play.stories import (  # noqa: F401 - they register themselves
    city_awards,
    first_path,
    hospital_sprint,
    sector_decade,
)
from thidua.play.stories.registry import STORIES


def play(path: Path) -> list[Row]:
    """The «must hold» rows of a facts file, after its people have carried it out through HTTP.

    Raises `BadFacts` before anything is played where the file cannot be understood, and
    `Stuck` where a person cannot go on.
    """
    content = read(path)
    name = content.get("story")
    if name not in STORIES:
        known = ", ".join(sorted(STORIES))
        raise BadFacts(f"{path}:1: story: {name!r} is not one of: {known}")
    told = STORIES[name]
    facts = check(path, content, told.facts)
    with stage() as standing:
        return told.play(standing, facts)
