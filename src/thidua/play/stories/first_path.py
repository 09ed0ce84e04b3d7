"""From launch to a letter of commendation that a stranger verifies, played through the pages."""

from thidua.play.rows import Row
from thidua.play.stage import Stage
from thidua.play.stories.awarding import Awarding
from thidua.play.stories.movement_facts import MovementFacts
from thidua.play.stories.registry import story


@story("first-path", MovementFacts)
def play(stage: Stage, facts: MovementFacts) -> list[Row]:
    """The rows of the first path, in the order in which things happen."""
    path = Awarding(stage, facts)
    path.set_up()
    return [
        path.launch(), path.register(), path.enter(), path.propose(), path.judge(),
        path.decide(), path.verify(),
    ]  # fmt: skip
