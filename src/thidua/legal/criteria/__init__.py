"""The vocabulary of checks that packs speak in; importing it registers all of them."""

from thidua.legal.criteria import careers, collectives, people, procedure, standings
from thidua.legal.criteria.base import CHECKS, Check, Outcome, Question

__all__ = [
    "CHECKS",
    "Check",
    "Outcome",
    "Question",
    "careers",
    "collectives",
    "people",
    "procedure",
    "standings",
]
