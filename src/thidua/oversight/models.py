"""Inspection plans with their team and checklist, draws, visits with answers, and findings."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FigureField, FoldedField
from thidua.indicators.states import Standing
from thidua.oversight import states


class Plan(models.Model):
    """A unit's plan to inspect what others reported in a set of indicators."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="inspection_plans")
    set = models.ForeignKey(
        "indicators.IndicatorSet", on_delete=models.PROTECT, related_name="inspection_plans"
    )
    title = models.CharField(_("tên kế hoạch"), max_length=300)
    year = models.PositiveSmallIntegerField(_("năm"))
    bases = models.TextField(_("căn cứ"), blank=True)
    aim = models.TextField(_("mục đích, nội dung"), blank=True)
    # The reports that are looked at: those whose period ends within.
    about_from = models.DateField(_("thời kỳ kiểm tra từ ngày"))
    about_to = models.DateField(_("đến hết ngày"))
    starts_on = models.DateField(_("kiểm tra từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    state = models.CharField(
        max_length=8, choices=states.PlanState.choices, default=states.PlanState.DRAFT
    )
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    folded = FoldedField(("title",))

    audit_unseen = frozenset({"folded"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"), about_to__gte=F("about_from")),
                name="inspection_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "sent"]) | Q(approved_at__isnull=False),
                name="running_inspection_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Member(models.Model):
    """A person of the inspecting team."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("orgs.Person", on_delete=models.PROTECT, related_name="inspections")
    is_lead = models.BooleanField(_("trưởng đoàn"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], name="inspector_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(is_lead=True), name="inspection_has_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Question(models.Model):
    """What is asked of every unit, about one indicator or in general."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="questions")
    indicator = models.ForeignKey(
        "indicators.Indicator", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.CharField(_("câu hỏi"), max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class Draw(models.Model):
    """A list that was fixed, the seed published after that, and what came of both."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="draws")
    of = models.CharField(_("rút mẫu"), max_length=7, choices=states.Drawn.choices)
    strata = models.CharField(
        _("chia nhóm"), max_length=9, choices=states.Strata.choices, blank=True
    )
    size = models.PositiveIntegerField(_("số lượng rút"))
    # [code, name, stratum, unit, report or null], as they stood when the list was fixed.
    listed = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=8, choices=states.DrawState.choices, default=states.DrawState.PREPARED
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField()
    seed = models.CharField(_("mã rút mẫu"), max_length=200, blank=True)
    is_made = models.BooleanField(default=False)
    seeded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    seeded_at = models.DateTimeField(null=True)
    drawn = models.JSONField(default=list)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    drawn_at = models.DateTimeField(null=True)

    audit_unseen = frozenset({"listed"})

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="prepared", seed="") | (~Q(state="prepared") & ~Q(seed="")),
                name="seed_follows_the_list",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=~Q(state="drawn"), name="one_draw_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} ({self.get_of_display()})"


class Visit(models.Model):
    """One unit inspected: drawn, or chosen with a reason."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="visits")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="inspected")
    draw = models.ForeignKey(Draw, null=True, on_delete=models.PROTECT, related_name="visits")
    reason = models.CharField(_("lý do chọn"), max_length=300, blank=True)
    held_on = models.DateField(_("ngày kiểm tra"), null=True, blank=True)
    present = models.TextField(_("đại diện đơn vị"), blank=True)
    remarks = models.TextField(_("nhận xét chung"), blank=True)
    state = models.CharField(
        max_length=9, choices=states.VisitState.choices, default=states.VisitState.PLANNED
    )
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    concluded_at = models.DateTimeField(null=True)
    # [indicator, period, figure] in words as the minutes found them; later corrections stay out.
    reported = models.JSONField(default=list)

    audit_unseen = frozenset({"reported"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "unit"], name="inspected_once_in_a_plan"),
            models.CheckConstraint(
                condition=Q(draw__isnull=False) | ~Q(reason=""),
                name="chosen_unit_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="planned") | Q(held_on__isnull=False, concluded_at__isnull=False),
                name="concluded_visit_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.plan}"


class Answer(models.Model):
    """What a visit found out about one question."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    verdict = models.CharField(max_length=4, choices=states.Verdict.choices)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "question"], name="answered_once")]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_verdict_display()}"


class Finding(models.Model):
    """What was reported and what was found, who mends it until when, and what came of it."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveSmallIntegerField()
    indicator = models.ForeignKey(
        "indicators.Indicator", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    report = models.ForeignKey(
        "indicators.Report", null=True, blank=True, on_delete=models.PROTECT,
        related_name="findings",
    )  # fmt: skip
    found = models.TextField(_("kết quả kiểm tra"))
    # In words as it was reported that day; the figure itself may be mended later.
    reported = models.CharField(_("đã báo cáo"), max_length=300, blank=True)
    # The right figure, where one was found: as an entry keeps it.
    is_figure = models.BooleanField(default=False)
    is_absent = models.BooleanField(default=False)
    numerator = FigureField(null=True, blank=True)
    denominator = FigureField(null=True, blank=True)
    remedy = models.TextField(_("yêu cầu khắc phục"))
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="findings")
    due_on = models.DateField(_("hạn khắc phục"))
    state = models.CharField(
        max_length=8, choices=states.FindingState.choices, default=states.FindingState.OPEN
    )
    remedied = models.TextField(_("kết quả khắc phục"), blank=True)
    remedied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    remedied_at = models.DateTimeField(null=True)
    return_reason = models.TextField(_("lý do yêu cầu làm lại"), blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    settled = models.CharField(max_length=9, choices=states.Settled.choices, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    folded = FoldedField(("found", "remedy"))

    audit_unseen = frozenset({"folded"})

    class Meta:
        ordering = ["visit", "number"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="finding_number_once"),
            models.CheckConstraint(
                condition=Q(is_figure=False)
                | Q(indicator__isnull=False, report__isnull=False, is_absent=True, numerator=None)
                | Q(
                    indicator__isnull=False, report__isnull=False, is_absent=False,
                    numerator__isnull=False,
                ),
                name="found_figure_is_of_a_report",
            ),
            models.CheckConstraint(
                condition=Q(settled="") | Q(is_figure=True), name="settled_finding_has_a_figure"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.visit.unit} ({self.number})"

    @property
    def standing(self) -> str:
        """Of the right figure, in the words of an entry."""
        return Standing.NOT_APPLICABLE if self.is_absent else Standing.VALUE

    def is_overdue(self, on: date) -> bool:
        """Whether its unit has let the day pass."""
        return self.state == states.FindingState.OPEN and self.due_on < on
