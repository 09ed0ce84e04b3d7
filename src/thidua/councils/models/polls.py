"""Ballots on a list of cases, secret or on paper, what tellers counted, and slots of a quota."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.councils import rules, states
from thidua.councils.models.cases import Case
from thidua.councils.models.sessions import Meeting


class Poll(models.Model):
    """One ballot paper with several names of one topic, for all of them at once."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="polls")
    way = models.CharField(max_length=8, choices=states.Way.choices)
    topic = models.CharField(max_length=20)
    # Whether it is held again among those who were equal for the last slot.
    is_runoff = models.BooleanField(default=False)
    state = models.CharField(
        max_length=8, choices=states.PollState.choices, default=states.PollState.OPEN
    )
    # How many may be handed out a ballot, and out of how many shares are taken.
    voters = models.PositiveSmallIntegerField()
    members = models.PositiveSmallIntegerField()
    issued = models.PositiveSmallIntegerField(null=True)
    collected = models.PositiveSmallIntegerField(null=True)
    valid = models.PositiveSmallIntegerField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    void_reason = models.CharField(_("lý do hủy"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state="open"), name="one_open_poll_a_meeting"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(valid__lte=models.F("collected"), collected__lte=models.F("issued")),
                name="closed_poll_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.topic}"

    @property
    def invalid(self) -> int:
        return (self.collected or 0) - (self.valid or 0)


class PollItem(models.Model):
    """One name on the ballot; its marks are written when the ballot closes."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="poll_items")
    order = models.PositiveSmallIntegerField()
    agree = models.PositiveSmallIntegerField(null=True)
    disagree = models.PositiveSmallIntegerField(null=True)
    blank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["poll", "case"], name="once_on_a_ballot")]

    def __str__(self) -> str:
        return str(self.case)


class Teller(models.Model):
    """Who counts the paper ballots; the first is their head."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="tellers")
    person = models.ForeignKey("orgs.Person", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="teller_once")]

    def __str__(self) -> str:
        return str(self.person)


class TellerCount(models.Model):
    """What one teller has entered alone; where two differ both enter again, as a new `attempt`."""

    teller = models.ForeignKey(Teller, on_delete=models.CASCADE, related_name="counts")
    attempt = models.PositiveSmallIntegerField()
    issued = models.PositiveSmallIntegerField()
    collected = models.PositiveSmallIntegerField()
    valid = models.PositiveSmallIntegerField()
    invalid = models.PositiveSmallIntegerField()
    # By the number of the case: [agree, disagree, blank].
    lines = models.JSONField()
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["teller", "attempt"], name="one_count_an_attempt")
        ]

    def __str__(self) -> str:
        return f"{self.teller}: {self.attempt}"

    @property
    def count(self) -> rules.Count:
        return rules.Count(
            self.issued, self.collected, self.valid, self.invalid,
            {int(key): rules.Line(*line) for key, line in self.lines.items()},
        )  # fmt: skip


class Quota(models.Model):
    """How many of a topic a meeting may propose, and how the last slot was settled."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="quotas")
    topic = models.CharField(max_length=20)
    slots = models.PositiveSmallIntegerField(_("số suất"))
    basis = models.CharField(_("căn cứ"), max_length=300)
    # Cases by number: whom the duty of equality favours among those asked, and on what ground.
    asked = models.JSONField(default=list)
    favoured = models.JSONField(default=list)
    ground = models.CharField(_("căn cứ ưu tiên"), max_length=300, blank=True)
    recommended = models.JSONField(default=list)
    chair_reason = models.CharField(_("lý do của chủ trì"), max_length=500, blank=True)
    # The steps as they were taken: fields of `rules.Step`.
    steps = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "topic"], name="one_quota_a_topic"),
            models.CheckConstraint(condition=Q(slots__gt=0), name="quota_has_a_slot"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.slots}"


class Arrival(models.Model):
    """Somebody who sits has said by the code on the wall that they are there."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="arrivals")
    person = models.ForeignKey("orgs.Person", on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="arrives_once")]

    def __str__(self) -> str:
        return str(self.person)


class DoneStep(models.Model):
    """The token of a form of the console that was acted on: sent again, it does nothing."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="done_steps")
    token = models.CharField(max_length=32, unique=True)

    def __str__(self) -> str:
        return self.token
