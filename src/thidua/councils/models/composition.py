"""Councils, the decisions that named their members, seats over time, and who sits for whom."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import Dated, FoldedField
from thidua.councils import states


class Council(Dated):
    """A council set up by decision; its regulation may set quorum, shares and customs."""

    name = models.CharField(_("tên hội đồng"), max_length=200)
    kind = models.CharField(max_length=14, choices=states.CouncilKind.choices)
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="councils")
    # The unit that keeps its papers between sessions (cơ quan thường trực).
    standing_body = models.ForeignKey(
        "orgs.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(_("quyết định thành lập"), max_length=200)
    regulation = models.CharField(_("số quy chế"), max_length=200, blank=True)
    regulation_on = models.DateField(_("ngày ban hành quy chế"), null=True, blank=True)
    # Shares as written in the regulation, e.g. 2 of 3; empty where dated data serve.
    quorum_of = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_in = models.PositiveSmallIntegerField(null=True, blank=True)
    # Fields of `legal.Share` by topic: {"CSTDCS": {"part": 80, "whole": 100, "strict": false}}.
    thresholds = models.JSONField(default=dict, blank=True)
    # Of whom the regulation's own shares are taken; shares of the law are always of all members.
    base = models.CharField(max_length=8, choices=states.Base.choices, default=states.Base.ALL)
    recusal = models.CharField(
        max_length=10, choices=states.RecusalRule.choices, default=states.RecusalRule.ON_LIST
    )
    folded = FoldedField(("name",))

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(quorum_of=None, quorum_in=None)
                | Q(quorum_of__gt=0, quorum_in__gte=models.F("quorum_of")),
                name="quorum_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(
                    quorum_of=None, thresholds={}, base=states.Base.ALL,
                    recusal=states.RecusalRule.ON_LIST,
                )
                | Q(~Q(regulation=""), regulation_on__isnull=False),
                name="own_rules_name_their_regulation",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Composition(Dated):
    """A decision that names who sits from a day, with the council's term."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="compositions")
    decision = models.CharField(_("quyết định"), max_length=200)

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["-valid_from", "-id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["council", "valid_from"], name="one_decision_a_day"),
        ]

    def __str__(self) -> str:
        return self.decision


class Seat(Dated):
    """A member's seat; the clerk has no vote and is not counted."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey("orgs.Person", on_delete=models.PROTECT, related_name="seats")
    position = models.CharField(max_length=10, choices=states.SeatPosition.choices)
    order = models.PositiveSmallIntegerField(default=0)
    # Who sits for the member on the day or at the session that `queries.seats_on` was asked of.
    substitution: "Substitution | None" = None

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["order", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "person"], condition=Q(valid_to=None), name="one_open_seat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_position_display()})"

    @property
    def may_vote(self) -> bool:
        return self.position != states.SeatPosition.CLERK

    @property
    def sitter(self) -> Any:
        """The person who sits: the substitute, where there is one."""
        return self.substitution.person if self.substitution else self.person

    @property
    def who(self) -> str:
        """The sitter by name; a substitute always with the member's name."""
        return str(self.substitution or self.person)


class Substitution(Dated):
    """Somebody sits for a member: from a day, or at one named meeting."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="substitutions")
    person = models.ForeignKey(
        "orgs.Person", on_delete=models.PROTECT, related_name="substitutions"
    )
    basis = models.CharField(_("văn bản cử người dự thay"), max_length=200)
    # With a meeting, the days say from when its papers may be read.
    meeting = models.ForeignKey(
        "councils.Meeting", null=True, on_delete=models.PROTECT, related_name="substitutions"
    )

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["seat", "meeting"], name="one_substitute_a_meeting"),
            models.UniqueConstraint(
                fields=["meeting", "person"], name="substitute_sits_once_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(who)s (dự thay %(member)s)") % {
            "who": self.person, "member": self.seat.person,
        }  # fmt: skip
