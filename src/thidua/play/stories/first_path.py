"""From launch to a letter of commendation that a stranger verifies, played through the pages."""

from thidua.play.rows import Row
from thidua.play.stage import Stage
from thidua.play.stories.first_path_awards import Awarding
from thidua.play.stories.first_path_facts import FirstPath
from thidua.play.stories.registry import story


@story("first-path", FirstPath)
def play(stage: Stage, facts: FirstPath) -> list[Row]:
    """The rows of the first path, in the order in which things happen."""
    path = Awarding(stage, facts)
    path.set_up()
    return [
        path.launch(), path.register(), path.enter(), path.propose(), path.judge(),
        path.decide(), path.verify(),
    ]  # fmt: skip
