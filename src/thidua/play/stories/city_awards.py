"""A city's sector praises at several levels, scheduled and unscheduled, through the pages."""

from thidua.play.rows import Row
from thidua.play.stage import Stage
from thidua.play.stories.city_facts import CityFacts
from thidua.play.stories.city_rise import Rise
from thidua.play.stories.registry import story


@story("city-awards", CityFacts)
def play(stage: Stage, facts: CityFacts) -> list[Row]:
    """The eight rows; things happen in the order of their days, rows stand in that of numbers."""
    city = Rise(stage, facts)
    city.set_up()
    rows = [
        city.sign_together(), city.praise_all(), city.care_for(), city.enter_others(),
        city.serve_two_lines(), city.rise(), city.praise_at_once(), city.confer(),
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row.number)
