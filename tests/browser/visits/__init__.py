"""Every page that the accessibility test opens, and by whom."""

from tests.browser.visits import (
    councils,
    indicators,
    local_rules,
    merits,
    money,
    movements,
    oversight,
    parcels,
    past,
    people,
    statistics,
)

PARTS = [
    people.people_and_account,
    movements.movements_and_entries,
    movements.around_a_movement,
    movements.of_boards,
    councils.before_a_session,
    councils.council_and_awards,
    councils.of_ballots,
    movements.of_pacts,
    movements.of_reviews,
    movements.work_and_care,
    movements.of_clusters,
    councils.lists_in_public,
    money.of_funds_and_conferences,
    statistics.of_statistics,
    local_rules.of_local_rules,
    parcels.of_parcels,
    merits.of_merits,
    past.of_the_past,
    indicators.of_indicators,
    oversight.of_oversight,
]
