"""Ballots with their items and roll; sealed envelopes while open; two published lists after."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.ballots import states
from thidua.core.fields import FoldedField


class Ballot(models.Model):
    """One secret vote, held for the host that its kind names."""

    kind = models.CharField(max_length=60)
    subject_id = models.PositiveBigIntegerField()
    title = models.CharField(_("nội dung"), max_length=300)
    state = models.CharField(
        max_length=8, choices=states.BallotState.choices, default=states.BallotState.DRAFT
    )
    # The denominator of every share, as the host counts its members.
    members = models.PositiveIntegerField(_("tổng số thành viên"))
    due_on = models.DateField(_("bỏ phiếu đến hết ngày"), null=True, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    public_key = models.CharField(max_length=64, blank=True)
    collected = models.PositiveIntegerField(_("số phiếu thu về"), null=True)
    valid = models.PositiveIntegerField(_("số phiếu hợp lệ"), null=True)
    void_reason = models.CharField(_("lý do hủy"), max_length=500, blank=True)
    # The key is destroyed and the envelopes' storage dropped.
    is_cleared = models.BooleanField(default=False)
    folded = FoldedField(("title",))

    audit_unseen = frozenset({"folded"})

    class Meta:
        indexes = [
            models.Index(fields=["kind", "subject_id"]),
            models.Index(fields=["state", "is_cleared"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="open") | ~Q(public_key=""), name="open_ballot_has_its_key"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(collected__isnull=False, valid__lte=models.F("collected")),
                name="closed_ballot_is_counted",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """One name or question on the paper; its counts are written when the ballot closes."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    topic = models.CharField(max_length=100, blank=True)
    order = models.PositiveIntegerField()
    # {"part", "whole", "strict", "basis"} as the host gave it; none where nothing is to be passed.
    threshold = models.JSONField(null=True)
    agree = models.PositiveIntegerField(null=True)
    disagree = models.PositiveIntegerField(null=True)
    blank = models.PositiveIntegerField(null=True)
    written_agree = models.PositiveIntegerField(default=0)
    written_disagree = models.PositiveIntegerField(default=0)
    written_blank = models.PositiveIntegerField(default=0)
    passed = models.BooleanField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "key"], name="one_item_per_key"),
            models.UniqueConstraint(fields=["ballot", "order"], name="one_item_per_place"),
        ]

    def __str__(self) -> str:
        return self.label


class Voter(models.Model):
    """A place on the frozen roll. Casting never touches it: who voted is filled in at closing."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="voters")
    person = models.ForeignKey("orgs.Person", on_delete=models.PROTECT, related_name="+")
    voted = models.BooleanField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["ballot", "person"], name="one_place_each")]

    def __str__(self) -> str:
        return str(self.person)


class Envelope(models.Model):
    """The outer envelope names its voter, the inner one is sealed; each ballot's have their own
    partition of the table, dropped when it is over.

    Without constraints to roll and ballot: their locks would leave the order of casting there.
    """

    voter = models.OneToOneField(
        Voter, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    ballot = models.ForeignKey(
        Ballot, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    # SHA-256 of the receipt: tells the same request sent again from a second ballot.
    receipt = models.BinaryField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "receipt"], name="one_receipt")]

    def __str__(self) -> str:
        return f"{self.voter_id}"


class Receipt(models.Model):
    """A published receipt code; written sorted, so that its place tells nothing."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="receipts")
    code = models.CharField(max_length=16)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["ballot", "code"], name="one_code_each")]

    def __str__(self) -> str:
        return self.code


class Mark(models.Model):
    """One published mark beside one item, cut from its ballot; written sorted."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="marks")
    choice = models.CharField(max_length=8, choices=states.Choice.choices)

    class Meta:
        ordering = ["item_id", "choice"]

    def __str__(self) -> str:
        return self.get_choice_display()
