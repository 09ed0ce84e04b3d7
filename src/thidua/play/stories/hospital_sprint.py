"""A hospital's peak campaign from launch to closing review, played through the pages."""

from thidua.play.rows import Row, Watch
from thidua.play.stage import Stage
from thidua.play.stories.hospital_sprint_closing import Closing
from thidua.play.stories.hospital_sprint_facts import SprintFacts
from thidua.play.stories.registry import story


@story("hospital-sprint", SprintFacts)
def play(stage: Stage, facts: SprintFacts) -> list[Row]:
    """The seven rows; things happen in the order of their days, rows stand in that of numbers."""
    path = Closing(stage, facts)
    path.set_up()
    pact = Watch(2, "One pact, each signs under their own account; the sealed one can be verified")
    late = Watch(4, "A missing group is reminded in its week; late counts only by a visible reason")
    rows = [path.launch()]
    path.sign(pact)
    registered = path.register()
    path.remind(late)
    rows.append(path.look_at_board())
    path.allow_late(late)
    rows.append(path.carry())
    path.enter_until(facts.meeting.held_on)
    path.count_in_parents(pact)
    rows += [path.honour(registered), path.close(), pact.row(), late.row()]
    return sorted(rows, key=lambda row: row.number)
