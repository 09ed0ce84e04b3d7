"""Reviews of movements; their blocks and figures stand in their papers."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.period import Period
from thidua.reviews.states import ReviewKind


class Review(models.Model):
    """What a movement has come to in a span of days; its life is that of its paper."""

    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.PROTECT, related_name="reviews"
    )
    kind = models.CharField(_("loại"), max_length=10, choices=ReviewKind.choices)
    starts_on = models.DateField(_("số liệu từ ngày"))
    as_of = models.DateField(_("số liệu đến hết ngày"))
    # Empty only while it is being made: the paper is made of the review and names it.
    paper = models.OneToOneField(
        "documents.Paper", null=True, on_delete=models.PROTECT, related_name="review"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(as_of__gte=F("starts_on")), name="review_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.movement}"

    @property
    def span(self) -> Period:
        """The days that its figures count."""
        return Period(self.starts_on, self.as_of)

    @property
    def report(self) -> Any:
        """The paper, which is there from the first moment."""
        assert self.paper is not None
        return self.paper
