"""The vocabulary of checks that packs speak in; importing it registers all of them."""

from thidua.legal.criteria import collectives, people, procedure
from thidua.legal.criteria.base import CHECKS, Check, Outcome, Question

__all__ = ["CHECKS", "Check", "Outcome", "Question", "collectives", "people", "procedure"]
