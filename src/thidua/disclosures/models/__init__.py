"""Disclosures with their rows and comments; complaints; holds."""

from thidua.disclosures.models.complaints import Complaint, Hold
from thidua.disclosures.models.periods import Comment, Disclosure, Extension, Row

__all__ = ["Comment", "Complaint", "Disclosure", "Extension", "Hold", "Row"]
