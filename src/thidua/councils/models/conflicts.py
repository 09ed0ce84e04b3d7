"""Who may not judge whom: recusals on single cases, and kinship that a person declares once."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import Dated
from thidua.councils import states
from thidua.councils.models.cases import Case


class Recusal(models.Model):
    """A declared conflict of interest on one case; lifted with a reason, never deleted."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recusals")
    person = models.ForeignKey("orgs.Person", on_delete=models.PROTECT, related_name="recusals")
    kind = models.CharField(max_length=10, choices=states.TieKind.choices)
    reason = models.CharField(_("lý do"), max_length=300)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lift_reason = models.CharField(_("lý do bỏ"), max_length=300, blank=True)

    audit_personal = frozenset({"reason", "lift_reason"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(lifted_at=None), name="recused_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    @property
    def audit_salt(self) -> str:
        return self.person.audit_salt


class Kinship(Dated):
    """That two people are of one family, as one of them has declared."""

    person = models.ForeignKey("orgs.Person", on_delete=models.CASCADE, related_name="+")
    relative = models.ForeignKey("orgs.Person", on_delete=models.CASCADE, related_name="+")
    relation = models.CharField(_("quan hệ"), max_length=60)

    audit_personal = frozenset({"relation"})

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(person=F("relative")), name="kin_of_another"),
            models.UniqueConstraint(
                fields=["person", "relative"], condition=Q(valid_to=None), name="kin_declared_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.relative}"

    @property
    def audit_salt(self) -> str:
        return self.person.audit_salt
