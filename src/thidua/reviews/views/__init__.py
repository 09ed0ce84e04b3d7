"""Pages of reviews: reading, writing, and the way to issue."""

from thidua.reviews.views.issuing import give_back, issue, number, sign, submit
from thidua.reviews.views.reading import ReviewList, create, detail
from thidua.reviews.views.writing import edit, revise

__all__ = [
    "ReviewList",
    "create",
    "detail",
    "edit",
    "give_back",
    "issue",
    "number",
    "revise",
    "sign",
    "submit",
]
