"""Initiatives with authors and figures, and difficulties solved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.initiatives import states


class Entry(models.Model):
    """What a group's member enters and the group's head verifies."""

    unit = models.ForeignKey(
        "orgs.Unit", on_delete=models.PROTECT, related_name="%(class)s_entries"
    )
    movement = models.ForeignKey(
        "movements.Movement", null=True, blank=True, on_delete=models.PROTECT,
        related_name="%(class)s_entries",
    )  # fmt: skip
    title = models.CharField(_("tên"), max_length=300)
    state = models.CharField(
        max_length=10, choices=states.EntryState.choices, default=states.EntryState.DRAFT
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    return_reason = models.CharField(_("lý do trả lại"), max_length=300, blank=True)

    audit_unseen = frozenset({"folded"})

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Initiative(Entry):
    """A solution that is new in the unit and of use there (decree 13/2012, article 3)."""

    before_text = models.TextField(_("thực trạng trước khi áp dụng"), blank=True)
    solution = models.TextField(_("nội dung giải pháp"))
    effect = models.TextField(_("hiệu quả"), blank=True)
    benefit = models.CharField(_("loại lợi ích"), max_length=14, choices=states.Benefit.choices)
    figure_name = models.CharField(_("số đo"), max_length=120, blank=True)
    figure_unit = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    figure_before = models.DecimalField(
        _("trước"), max_digits=18, decimal_places=3, null=True, blank=True
    )
    figure_after = models.DecimalField(
        _("sau"), max_digits=18, decimal_places=3, null=True, blank=True
    )
    applied_on = models.DateField(_("áp dụng lần đầu ngày"), null=True, blank=True)
    recognition = models.CharField(
        _("công nhận sáng kiến"), max_length=16, choices=states.Recognition.choices,
        default=states.Recognition.NONE,
    )  # fmt: skip
    # Since when whoever holds it on the way to recognition has it.
    recognition_since = models.DateTimeField(null=True)
    # The unit whose council considers it and whose head recognises it.
    examined_by = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    recognised_on = models.DateField(_("ngày công nhận"), null=True)
    recognition_number = models.CharField(_("số quyết định công nhận"), max_length=80, blank=True)
    refusal_reason = models.CharField(_("lý do không công nhận"), max_length=300, blank=True)
    folded = FoldedField(("title", "solution"))

    class Meta(Entry.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["-submitted_at", "-id"]),
            models.Index(fields=["state"]),
            models.Index(fields=["recognition"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(figure_before=None, figure_after=None) | ~Q(figure_unit=""),
                name="figures_have_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(recognition=states.Recognition.NONE)
                | Q(state=states.EntryState.VERIFIED, examined_by__isnull=False),
                name="verified_before_the_council",
            ),
            models.CheckConstraint(
                condition=~Q(recognition=states.Recognition.RECOGNISED)
                | Q(recognised_on__isnull=False),
                name="recognised_on_a_day",
            ),
        ]


class Author(models.Model):
    """An author's share of an initiative, in hundredths; shares of one initiative add up to 100."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey("orgs.Person", on_delete=models.PROTECT, related_name="authorships")
    share = models.PositiveSmallIntegerField(_("tỷ lệ đóng góp (%)"))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "person"], name="author_once"),
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="share_1_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.share} %)"


class Difficulty(Entry):
    """A difficulty and how it was solved («mỗi tổ một giải pháp tháo gỡ khó khăn»)."""

    trouble = models.TextField(_("khó khăn, vướng mắc"))
    solution = models.TextField(_("cách giải quyết"))
    solved_on = models.DateField(_("giải quyết xong ngày"), null=True, blank=True)
    folded = FoldedField(("title", "trouble", "solution"))

    class Meta(Entry.Meta):
        abstract = False
        verbose_name_plural = "difficulties"
