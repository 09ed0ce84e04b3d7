"""Ten years of a provincial health-sector union, played through the pages."""

from thidua.play.rows import Row
from thidua.play.stage import Stage
from thidua.play.stories.registry import story
from thidua.play.stories.sector_facts import SectorFacts
from thidua.play.stories.sector_merging import Merging


@story("sector-decade", SectorFacts)
def play(stage: Stage, facts: SectorFacts) -> list[Row]:
    """Things happen in the order of their days, rows stand in that of numbers."""
    path = Merging(stage, facts)
    path.set_up()
    rows = [path.begin()]
    path.merge()
    rows.append(path.choose())
    rows.append(path.report())
    rows.append(path.check())
    rows.append(path.sum_up())
    rows.append(path.look_and_print())
    rows.append(path.carry_on())
    return sorted(rows, key=lambda row: row.number)
