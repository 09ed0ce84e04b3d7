"""Funds with plan and ledger, prizes to be paid, and the stock of artefacts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.funds import states


class Fund(models.Model):
    """The emulation fund of one unit and line in one year."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="funds")
    line = models.CharField(_("hệ"), max_length=12)
    year = models.PositiveSmallIntegerField(_("năm"))
    basis = models.CharField(_("văn bản duyệt dự toán"), max_length=200, blank=True)
    state = models.CharField(
        max_length=8, choices=states.FundState.choices, default=states.FundState.PLANNED
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "line", "year"], name="one_fund_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class PlanLine(models.Model):
    """What is planned to come in or go out under a heading."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="plan")
    heading = models.CharField(_("khoản"), max_length=12, choices=states.Heading.choices)
    amount = models.PositiveBigIntegerField(_("số tiền (đồng)"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "heading"], name="heading_planned_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_heading_display()}: {self.amount}"


class Entry(models.Model):
    """One line of the ledger; it is never changed: a mistake is met by an entry against it."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("số thứ tự"))
    side = models.CharField(_("thu, chi"), max_length=3, choices=states.Side.choices)
    heading = models.CharField(_("khoản"), max_length=12, choices=states.Heading.choices)
    # Whole đồng; below zero only where it takes an earlier entry back.
    amount = models.BigIntegerField(_("số tiền (đồng)"))
    day = models.DateField(_("ngày"))
    paper = models.CharField(_("chứng từ"), max_length=120)
    purpose = models.CharField(_("nội dung"), max_length=300)
    corrects = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="corrections"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["fund", "day", "number"])]
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="entry_numbered_once"),
            models.CheckConstraint(
                condition=Q(corrects=None, amount__gt=0) | Q(corrects__isnull=False, amount__lt=0),
                name="entry_counts_or_takes_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}: {self.purpose}"

    @property
    def change(self) -> int:
        """What it does to the balance."""
        return self.amount if self.side == states.Side.IN else -self.amount


class Rate(models.Model):
    """A unit's own prize where the State's table says nothing, from a day on, with its basis."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="prize_rates")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    is_collective = models.BooleanField(_("cho tập thể"))
    amount = models.PositiveBigIntegerField(_("mức thưởng (đồng)"))
    valid_from = models.DateField(_("áp dụng từ ngày"))
    basis = models.CharField(_("theo văn bản"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "award", "is_collective", "valid_from"], name="rate_from_a_day_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="rate_is_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.award}: {self.amount}"


class Prize(models.Model):
    """The money due with one honour, once: by constraint nobody is paid twice."""

    honour = models.OneToOneField("awards.Honour", on_delete=models.PROTECT, related_name="payment")
    # Who pays, and for whom and what year: titles of one period are weighed by these.
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="prizes_paid")
    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="prizes"
    )
    collective = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="prizes"
    )
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    is_title = models.BooleanField(_("danh hiệu thi đua"))
    amount = models.PositiveBigIntegerField(_("số tiền (đồng)"), null=True)
    note = models.CharField(_("căn cứ, lý do"), max_length=300, blank=True)
    # Why a title is paid beside another of the same year: won at another time.
    apart = models.CharField(_("lý do chi riêng"), max_length=300, blank=True)
    state = models.CharField(
        max_length=9, choices=states.PrizeState.choices, default=states.PrizeState.DUE
    )
    paid_on = models.DateField(_("ngày chi"), null=True)
    way = models.CharField(_("cách chi"), max_length=8, choices=states.Way.choices, blank=True)
    received_by = models.CharField(_("người nhận"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="prizes")
    recovered_by = models.ForeignKey(
        Entry, null=True, on_delete=models.PROTECT, related_name="recovered"
    )

    audit_personal = frozenset({"received_by"})

    class Meta:
        indexes = [models.Index(fields=["unit", "year", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, collective=None)
                | Q(person=None, collective__isnull=False),
                name="prize_of_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(state="due", paid_on=None, entry=None)
                | (
                    Q(amount__gt=0, paid_on__isnull=False, entry__isnull=False)
                    & ~Q(state="due")
                ),
                name="prize_is_paid_with_an_amount_and_an_entry",
            ),
            models.UniqueConstraint(
                fields=["unit", "person", "year"], name="person_paid_one_title_a_period",
                condition=Q(state="paid", is_title=True, apart="", person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["unit", "collective", "year"], name="collective_paid_one_title_a_period",
                condition=Q(state="paid", is_title=True, apart="", collective__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.honour)

    @property
    def audit_salt(self) -> str:
        """The salt of the person's veiled values."""
        return self.person.audit_salt if self.person else ""

    @property
    def period(self) -> str:
        """What its title is weighed with; empty for forms and for what is paid apart."""
        if not self.is_title or self.apart:
            return ""
        who = f"p{self.person_id}" if self.person_id else f"u{self.collective_id}"
        return f"{self.unit_id}:{who}:{self.year}"


class Item(models.Model):
    """A kind of artefact in stock; `awards` go with one each."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="artefacts")
    name = models.CharField(_("tên hiện vật"), max_length=200)
    kind = models.CharField(_("loại"), max_length=5, choices=states.ItemKind.choices)
    measure = models.CharField(_("đơn vị tính"), max_length=20, default="chiếc")
    awards = models.JSONField(_("kèm theo danh hiệu, hình thức"), default=list)
    # Kept beside the movements so that the database itself refuses to go below nothing.
    balance = models.IntegerField(_("tồn"), default=0)
    folded = FoldedField(("name",))

    audit_unseen = frozenset({"folded"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="item_named_once"),
            models.CheckConstraint(condition=Q(balance__gte=0), name="stock_not_below_nothing"),
        ]

    def __str__(self) -> str:
        return self.name


class Movement(models.Model):
    """So many in or out of an item's stock, why, and what is left."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="movements")
    cause = models.CharField(_("lý do"), max_length=8, choices=states.Cause.choices)
    change = models.IntegerField(_("tăng, giảm"))
    left = models.PositiveIntegerField(_("còn lại"))
    day = models.DateField(_("ngày"))
    paper = models.CharField(_("chứng từ"), max_length=120, blank=True)
    reason = models.CharField(_("ghi chú"), max_length=300, blank=True)
    decision = models.ForeignKey(
        "awards.Decision", null=True, on_delete=models.PROTECT, related_name="artefacts"
    )
    honour = models.ForeignKey(
        "awards.Honour", null=True, on_delete=models.PROTECT, related_name="artefacts"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(change=0) | Q(cause="counted"), name="stock_moves_by_something"
            ),
            models.UniqueConstraint(
                fields=["item", "honour", "cause"], condition=Q(honour__isnull=False),
                name="artefact_given_once_and_returned_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.item}: {self.change:+d}"
