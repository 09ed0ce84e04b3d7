"""CSTDCS and CSTDBT as OpenFisca would have them: arrays of facts in, two arrays of answers out.

The rules of the law of 2022 (articles 22, 23) and of decree 152/2025, article 4, as they stand on
22/12/2025, written a second time. An answer has three values: `PASS`, `UNKNOWN` (a fact is missing,
or a rule that is not verified is not met) and `FAIL`.
"""

from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PASS, UNKNOWN, FAIL = 0, 1, 2
LEVELS = ("not_completed", "completed", "good", "excellent")
EXCELLENT = LEVELS.index("excellent")

Person = build_entity(key="person", plural="people", label="Person", is_person=True)


def _fact(name: str, of: type = int, default: Any = 0) -> type[Variable]:
    body = {
        "value_type": of, "entity": Person, "definition_period": YEAR, "default_value": default,
        "label": name,
    }  # fmt: skip
    return type(name, (Variable,), body)


def either(*answers: Any) -> Any:
    """One of them is enough: the best."""
    return np.minimum.reduce(answers)


def every(*answers: Any) -> Any:
    """All are asked: the gravest."""
    return np.maximum.reduce(answers)


def known(fact: Any) -> Any:
    """A fact that is there or missing: -1 is missing, 0 no, 1 yes."""
    return np.select([fact == 1, fact == 0], [PASS, FAIL], UNKNOWN)


def doubted(answer: Any) -> Any:
    """A rule that is not verified weighs no more than a missing fact."""
    return np.where(answer == FAIL, UNKNOWN, answer)


class fighter(Variable):  # noqa: N801 # as above
    """CSTDCS: the advanced title of the year, and one merit of article 23."""

    value_type, entity, definition_period = int, Person, YEAR
    label = "Chiến sĩ thi đua cơ sở (article 23)"

    def formula(person: Any, period: Any) -> Any:  # noqa: N805 # the library's own form
        rating = person("rating", period)
        titled = known(person("advanced_held", period))
        excellent = np.select([rating < 0, rating >= EXCELLENT], [UNKNOWN, PASS], FAIL)
        merit = either(excellent, known(person("initiative", period)))
        return every(
            doubted(known(person("registered_fighter", period))), known(person("no_hold", period)),
            known(person("no_discipline", period)), titled, merit,
        )  # fmt: skip


class ministry_fighter(Variable):  # noqa: N801 # as above
    """CSTDBT: three years of CSTDCS running and a work of the ministry's or province's scope."""

    value_type, entity, definition_period = int, Person, YEAR
    label = "Chiến sĩ thi đua cấp bộ, tỉnh (article 22)"

    def formula(person: Any, period: Any) -> Any:  # noqa: N805 # the library's own form
        three = np.where(person("fighter_years", period) == 3, PASS, FAIL)
        return every(
            doubted(known(person("registered_ministry", period))), known(person("no_hold", period)),
            known(person("no_discipline", period)), three,
            known(person("wide_initiative", period)),
        )  # fmt: skip


# What everybody is until told otherwise: -1 is missing, but for what a register tells by silence.
FACTS = {
    "rating": -1, "registered_fighter": -1, "registered_ministry": -1, "no_hold": -1,
    "no_discipline": -1, "advanced_held": 0, "initiative": 0, "wide_initiative": 0,
    "fighter_years": 0,
}  # fmt: skip


def system() -> TaxBenefitSystem:
    """The rules, ready to be asked."""
    made = TaxBenefitSystem([Person])
    made.add_variables(*(_fact(name, default=least) for name, least in FACTS.items()))
    made.add_variables(fighter, ministry_fighter)
    return made


def judged(rules: TaxBenefitSystem, facts: dict[str, Any], year: int) -> tuple[Any, Any]:
    """CSTDCS and CSTDBT of everybody at once."""
    count = len(next(iter(facts.values())))
    simulation = SimulationBuilder().build_default_simulation(rules, count)
    for name, values in facts.items():
        simulation.set_input(name, str(year), values)
    return (
        simulation.calculate("fighter", str(year)),
        simulation.calculate("ministry_fighter", str(year)),
    )
