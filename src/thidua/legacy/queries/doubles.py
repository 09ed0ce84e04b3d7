"""What the register of honours already holds of the rows of an old register."""

from collections.abc import Mapping
from typing import Any

from thidua.awards.queries.register import entries_of_house
from thidua.awards.rules import bare_reference
from thidua.legacy.states import RowState


class Register:
    """The entries of a house, found by what a row tells of somebody."""

    def __init__(self, unit: Any) -> None:
        self._same = entries_of_house(unit)
        self._alike: dict[tuple[Any, ...], int] = {}
        for (person, place, award, year, reference, _day), key in self._same.items():
            self._alike.setdefault((person, place, award, reference), key)
            self._alike.setdefault((person, place, award, year), key)

    def look(
        self, values: Mapping[str, Any], person: int | None, unit: int | None
    ) -> tuple[RowState, int | None]:
        """How a row about somebody stands, and the entry that it may tell again.

        The same in everything is in the register; the same award by the same number, or in the
        same year, is for a person to judge.
        """
        award, reference = values["award"], bare_reference(values["reference"])
        same = (person, unit, award, values["year"], reference, values["decided_on"])
        if (key := self._same.get(same)) is not None:
            return RowState.KNOWN, key
        for alike in ((person, unit, award, reference), (person, unit, award, values["year"])):
            if (key := self._alike.get(alike)) is not None:
                return RowState.TWIN, key
        return RowState.READY, None
