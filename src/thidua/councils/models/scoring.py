"""Score sheets by regulation, and what each member has given on them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import Dated
from thidua.councils import rules, states
from thidua.councils.models.cases import Case
from thidua.councils.models.composition import Council, Seat


class ScoreSheet(Dated):
    """Weighted criteria for a topic from a day, by a regulation that is named."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="score_sheets")
    # Empty: for every topic that has no sheet of its own.
    topic = models.CharField(max_length=20, blank=True)
    name = models.CharField(_("tên phiếu chấm"), max_length=200)
    regulation = models.CharField(_("số quy chế"), max_length=200)
    regulation_on = models.DateField(_("ngày ban hành quy chế"))
    average = models.CharField(
        max_length=8, choices=states.AverageKind.choices, default=states.AverageKind.MEAN
    )
    # How many are cut at either end, where the regulation says so.
    trim = models.PositiveSmallIntegerField(default=0)
    outliers = models.CharField(
        max_length=10, choices=states.OutlierKind.choices, default=states.OutlierKind.NONE
    )
    limit = models.DecimalField(max_digits=7, decimal_places=2, default=0)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "topic", "valid_from"], name="one_sheet_a_day"
            ),
            models.CheckConstraint(
                condition=Q(average=states.AverageKind.TRIMMED, trim__gt=0)
                | Q(~Q(average=states.AverageKind.TRIMMED), trim=0),
                name="trim_where_trimmed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> rules.Average:
        return rules.Average(self.average, self.trim)

    @property
    def outlier_rule(self) -> rules.Outliers:
        return rules.Outliers(self.outliers, self.limit)


class Criterion(models.Model):
    """One line of a score sheet."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(_("tiêu chí"), max_length=200)
    weight = models.DecimalField(_("hệ số"), max_digits=6, decimal_places=3, default=1)
    maximum = models.DecimalField(_("điểm tối đa"), max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "order"], name="criterion_has_its_place"),
            models.CheckConstraint(
                condition=Q(weight__gt=0, maximum__gt=0), name="criterion_counts"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Scoring(models.Model):
    """The scoring of one case; what each gave stays closed until it is closed."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="scoring")
    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=8, choices=states.ScoringState.choices, default=states.ScoringState.OPEN
    )

    def __str__(self) -> str:
        return f"{self.case}: {self.get_state_display()}"


class ScoreCard(models.Model):
    """One member's scores of one case; a draft until it is handed in."""

    scoring = models.ForeignKey(Scoring, on_delete=models.CASCADE, related_name="cards")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="score_cards")
    person = models.ForeignKey("orgs.Person", on_delete=models.PROTECT, related_name="score_cards")
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scoring", "seat"], name="one_score_card_a_seat")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.scoring.case}"


class Score(models.Model):
    """The points of one criterion on one card; one that is missing has no row."""

    card = models.ForeignKey(ScoreCard, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "criterion"], name="one_score_a_criterion"),
            models.CheckConstraint(condition=Q(points__gte=0), name="no_score_below_nought"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
