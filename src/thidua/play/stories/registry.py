"""The register of stories: a name in a facts file finds who can play it."""

from collections.abc import Callable
from dataclasses import dataclass

from thidua.play.facts import Facts
from thidua.play.rows import Row


@dataclass(frozen=True)
class Story:
    """A story: the shape of its facts, and the playing of them."""

    facts: type[Facts]
    play: Callable[..., list[Row]]


STORIES: dict[str, Story] = {}


def story(
    name: str, facts: type[Facts]
) -> Callable[[Callable[..., list[Row]]], Callable[..., list[Row]]]:
    """Register `(stage, facts) -> rows` under the name that files give as `story`."""

    def keep(play: Callable[..., list[Row]]) -> Callable[..., list[Row]]:
        STORIES[name] = Story(facts, play)
        return play

    return keep
