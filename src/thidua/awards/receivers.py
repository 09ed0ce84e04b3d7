"""What other capabilities hear from awards: a council's outcome, asks, search, personal data."""

from datetime import date
from typing import Any

from thidua.awards import actions, queries
from thidua.awards.permits import CASE_KIND
from thidua.councils.outcomes import hears


@hears(CASE_KIND)
def hear_council(*, actor: Any, case: Any, passed: bool, on: date) -> None:
    """A council has closed a dossier's case: its outcome is a recommendation."""
    dossier = queries.dossier_by_id(case.subject_id)
    actions.conclude_dossier(actor=actor, dossier=dossier, passed=passed)
