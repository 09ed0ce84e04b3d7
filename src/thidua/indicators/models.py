"""Indicators with their definitions, sets, assignments, targets, reports, entries and sums."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import Dated, FigureField, FoldedField
from thidua.core.period import HANOI, Period
from thidua.indicators import rules, states
from thidua.orgs.states import Ownership, UnitKind


class Indicator(models.Model):
    """A code in the library of the unit that keeps it; what it means is dated."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField(_("mã chỉ tiêu"), max_length=40)
    retired_on = models.DateField(_("thôi dùng từ"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "code"], name="indicator_code_once")]

    def __str__(self) -> str:
        return self.code


class Definition(Dated):
    """What an indicator means from a day on.

    A derived one has a `base`: it counts the units whose figure of the base meets `passes`,
    among those that meet `within` (a share of a subset).
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="definitions")
    name = models.CharField(_("tên chỉ tiêu"), max_length=400)
    counted_in = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    shape = models.CharField(_("cách ghi số liệu"), max_length=8, choices=states.Shape.choices)
    numerator = models.CharField(_("tử số là"), max_length=300, blank=True)
    denominator = models.CharField(_("mẫu số là"), max_length=300, blank=True)
    # Names in `movements.measures.MEASURES`: the product counts what it holds; empty: entered.
    numerator_measure = models.CharField(max_length=80, blank=True)
    denominator_measure = models.CharField(max_length=80, blank=True)
    levels = models.JSONField(_("các mức, từ thấp đến cao"), default=list, blank=True)
    adds = models.CharField(_("cách tổng hợp"), max_length=8, choices=states.Adds.choices)
    direction = models.CharField(
        _("chiều"), max_length=4, choices=states.Direction.choices, default=states.Direction.MORE
    )
    decimals = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=0)
    frequency = models.CharField(
        _("kỳ báo cáo"), max_length=8, choices=states.Frequency.choices,
        default=states.Frequency.YEAR,
    )  # fmt: skip
    evidence = models.CharField(_("minh chứng phải kèm"), max_length=300, blank=True)
    note = models.TextField(_("cách hiểu"), blank=True)
    for_kind = models.CharField(
        _("cho loại đơn vị"), max_length=20, choices=UnitKind.choices, blank=True
    )
    for_ownership = models.CharField(
        _("cho khối"), max_length=12, choices=Ownership.choices, blank=True
    )
    base = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="derived"
    )
    passes_relation = models.CharField(max_length=14, choices=states.Relation.choices, blank=True)
    passes_low = FigureField(null=True, blank=True)
    passes_high = FigureField(null=True, blank=True)
    within_relation = models.CharField(max_length=14, choices=states.Relation.choices, blank=True)
    within_low = FigureField(null=True, blank=True)
    within_high = FigureField(null=True, blank=True)
    folded = FoldedField(("name",))

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["indicator", "valid_from"], name="definition_once_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(base=None, passes_relation="", within_relation="")
                | (Q(base__isnull=False) & ~Q(passes_relation="")),
                name="derived_definition_says_what_passes",
            ),
            models.CheckConstraint(
                condition=~Q(base=F("indicator")), name="definition_not_derived_from_itself"
            ),
            models.CheckConstraint(
                condition=~Q(shape="ratio") | ~Q(denominator=""),
                name="ratio_names_its_denominator",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_derived(self) -> bool:
        return self.base_id is not None

    @property
    def passes(self) -> rules.Condition | None:
        """Which units count: of a yes or no those that say yes; `None` where figures add up."""
        if self.base_id is None:
            return rules.YES if self.shape == states.Shape.YES_NO else None
        return _condition(self.passes_relation, self.passes_low, self.passes_high)

    @property
    def within(self) -> rules.Condition:
        """Among which units they are counted."""
        return _condition(self.within_relation, self.within_low, self.within_high)


def _condition(relation: str, low: Decimal | None, high: Decimal | None) -> rules.Condition:
    if not relation:
        return rules.Condition()
    return rules.Condition(rules.Goal(relation=relation, low=low or rules.ZERO, high=high))


class IndicatorSet(models.Model):
    """The indicators of one movement that units report, and when a report is due."""

    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.PROTECT, related_name="indicator_sets"
    )
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="indicator_sets")
    title = models.CharField(_("tên bộ chỉ tiêu"), max_length=300)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    due_days = models.PositiveSmallIntegerField(_("nộp báo cáo trong số ngày sau kỳ"), default=15)
    state = models.CharField(
        max_length=8, choices=states.SetState.choices, default=states.SetState.DRAFT
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    folded = FoldedField(("title",))

    audit_unseen = frozenset({"folded"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="indicator_set_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)


class Item(models.Model):
    """An indicator in a set, in the order of the printed table."""

    set = models.ForeignKey(IndicatorSet, on_delete=models.CASCADE, related_name="items")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["set", "indicator"], name="item_once")]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.set}"


class Batch(models.Model):
    """What was assigned or aimed at in one step, to be undone in one step."""

    set = models.ForeignKey(IndicatorSet, on_delete=models.CASCADE, related_name="batches")
    title = models.CharField(max_length=300)
    # What the step changed, to be put back: rows made by it, and rows as they were before.
    made = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    audit_unseen = frozenset({"made"})

    def __str__(self) -> str:
        return self.title


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Which units are asked what, and when."""

    def within(self, starts_on: date, ends_on: date) -> Self:
        """Asked of a period: until the assignment ends, or the unit itself."""
        return self.filter(
            Q(until=None) | Q(until__gte=starts_on),
            Q(unit__valid_to=None) | Q(unit__valid_to__gte=starts_on),
            since__lte=ends_on,
        )


class Assignment(models.Model):
    """A unit reports an indicator in a set; a self-chosen one is the unit's own wish.

    A unit that has ended still owes the period in which it ended, and none that begins later.
    """

    set = models.ForeignKey(IndicatorSet, on_delete=models.CASCADE, related_name="assignments")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="assignments")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="assignments")
    is_own = models.BooleanField(_("tự chọn"), default=False)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến hết ngày"), null=True, blank=True)
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["set", "unit", "indicator"], name="assigned_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.indicator}"

    @property
    def last_on(self) -> date | None:
        """The last day on which the unit is asked: that of the assignment, or the unit's own."""
        return min((day for day in (self.until, self.unit.valid_to) if day), default=None)


class Target(models.Model):
    """What is asked of a figure in a period: of one unit, of each of a type, or of a total.

    `unit` is whose figure is judged (`total`), or above whom it holds (`each`).
    """

    set = models.ForeignKey(IndicatorSet, on_delete=models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="targets")
    reach = models.CharField(_("tính cho"), max_length=5, choices=states.Reach.choices)
    for_kind = models.CharField(
        _("loại đơn vị"), max_length=20, choices=UnitKind.choices, blank=True
    )
    for_ownership = models.CharField(
        _("khối"), max_length=12, choices=Ownership.choices, blank=True
    )
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    is_cumulative = models.BooleanField(_("lũy kế cả giai đoạn"), default=False)
    relation = models.CharField(_("yêu cầu"), max_length=14, choices=states.Relation.choices)
    low = FigureField(_("mức"))
    high = FigureField(_("đến"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    # A unit may commit to more than is asked; it names its own number, the target stays.
    commits_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="commitments"
    )
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="target_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(relation__in=["between", "least_between"], high__gte=F("low"))
                | (~Q(relation__in=["between", "least_between"]) & Q(high=None)),
                name="target_range_has_two_numbers",
            ),
            models.UniqueConstraint(
                fields=[
                    "set", "indicator", "unit", "reach", "for_kind", "for_ownership",
                    "starts_on", "ends_on", "is_cumulative",
                ],
                condition=Q(commits_to=None), name="target_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "commits_to"], condition=Q(commits_to__isnull=False),
                name="commitment_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator} · {self.unit}"

    @property
    def goal(self) -> rules.Goal:
        return rules.Goal(relation=self.relation, low=self.low, high=self.high)

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)


class Report(models.Model):
    """What one unit reports in a set for one period; it keeps its place in the tree of that day."""

    set = models.ForeignKey(IndicatorSet, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="reports")
    frequency = models.CharField(max_length=8, choices=states.Frequency.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField(_("hạn nộp"))
    extended_to = models.DateField(_("gia hạn đến hết ngày"), null=True)
    extension_reason = models.CharField(_("lý do gia hạn"), max_length=300, blank=True)
    state = models.CharField(
        max_length=8, choices=states.ReportState.choices, default=states.ReportState.OPEN
    )
    # Frozen when it is first reported: later moves of the unit change nothing that was.
    path = models.CharField(max_length=255, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    ownership = models.CharField(max_length=12, blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    locked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["set", "unit", "frequency", "starts_on"], name="report_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="report_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "returned"])
                | (Q(reported_at__isnull=False) & ~Q(path="")),
                name="reported_report_has_its_place",
            ),
        ]
        indexes = [
            models.Index(fields=["set", "starts_on", "state"]),
            models.Index(
                fields=["path"], name="report_path_prefix", opclasses=["varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ({self.starts_on:%d/%m/%Y} – {self.ends_on:%d/%m/%Y})"

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def last_day(self) -> date:
        """By when it is due, extensions counted."""
        return self.extended_to or self.due_on

    @property
    def is_on_time(self) -> bool:
        """Whether it came by its last day, by the clock of Vietnam."""
        came = self.reported_at
        return came is not None and came.astimezone(HANOI).date() <= self.last_day


class Entry(models.Model):
    """One figure of one unit in one period, whatever asks for it; it changes only by a version."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="entries")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="entries")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="entries")
    starts_on = models.DateField()
    ends_on = models.DateField()
    standing = models.CharField(max_length=14, choices=states.Standing.choices)
    numerator = FigureField(null=True, blank=True)
    denominator = FigureField(null=True, blank=True)
    note = models.TextField(_("diễn giải"), blank=True)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "starts_on", "ends_on"], name="reported_once"
            ),
            models.CheckConstraint(
                condition=Q(standing="value", numerator__isnull=False)
                | Q(standing="not_applicable", numerator=None, denominator=None),
                name="entry_is_a_value_or_does_not_apply",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.numerator if self.numerator is not None else '—'}"


class Correction(models.Model):
    """A change of a figure after its report was locked: who, why, before and after."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="corrections")
    version = models.PositiveSmallIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField(_("lý do"))
    basis = models.CharField(_("theo văn bản, kết luận"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "version"], name="correction_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.entry} ({self.version})"


class Summary(models.Model):
    """What the entries of a unit and those below it add up to, in one period, by type of unit.

    Kept by the write path, rebuilt from entries. `believed` is how many of `count` stand in
    reports that the level above has accepted.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="summaries")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="summaries")
    starts_on = models.DateField()
    ends_on = models.DateField()
    kind = models.CharField(max_length=20)
    ownership = models.CharField(max_length=12)
    count = models.PositiveIntegerField(default=0)
    absent = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    numerator = models.DecimalField(max_digits=26, decimal_places=4, default=0)
    denominator = models.DecimalField(max_digits=26, decimal_places=4, default=0)
    met = models.PositiveIntegerField(default=0)
    believed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "indicator", "starts_on", "ends_on", "kind", "ownership"],
                name="summary_once",
            )
        ]
        indexes = [models.Index(fields=["indicator", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.unit} ({self.starts_on:%d/%m/%Y})"

    @property
    def cell(self) -> rules.Cell:
        return rules.Cell(
            count=self.count, absent=self.absent, numerator=self.numerator,
            denominator=self.denominator, met=self.met,
        )  # fmt: skip


class Workbook(models.Model):
    """An Excel file of figures of one set and period: read, looked at, then taken unit by unit."""

    set = models.ForeignKey(IndicatorSet, on_delete=models.PROTECT, related_name="workbooks")
    frequency = models.CharField(max_length=8, choices=states.Frequency.choices, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    name = models.CharField(_("tên tệp"), max_length=200)
    file = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        max_length=9, choices=states.WorkbookState.choices, default=states.WorkbookState.NEW
    )
    lines = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Portion(models.Model):
    """What a workbook says for one unit; it is taken whole or not at all."""

    workbook = models.ForeignKey(Workbook, on_delete=models.CASCADE, related_name="portions")
    unit = models.ForeignKey("orgs.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    # As the file names it: the unit itself may be unknown.
    title = models.CharField(_("đơn vị"), max_length=300)
    state = models.CharField(max_length=8, choices=states.PortionState.choices)
    is_whole = models.BooleanField(default=False)  # nothing that is asked would be missing
    changes = models.PositiveIntegerField(default=0)
    # By indicator: numerator, denominator, whether it does not apply, note.
    given = models.JSONField(default=dict)
    # Each of these: sheet, address of the cell, sentence.
    problems = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    folded = FoldedField(("title",))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workbook", "unit"], name="portion_of_a_unit_once")
        ]
        indexes = [models.Index(fields=["workbook", "state"])]

    def __str__(self) -> str:
        return self.title
