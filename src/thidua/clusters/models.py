"""Clusters, their terms, and the units that compete in each."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.clusters import states
from thidua.core.fields import Dated, FoldedField


class Cluster(models.Model):
    """A cluster or block that a unit set up among units below it; the years are its terms."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="clusters")
    name = models.CharField(_("tên cụm, khối"), max_length=200)
    kind = models.CharField(_("loại"), max_length=8, choices=states.Kind.choices)
    ended_on = models.DateField(_("hoạt động đến hết ngày"), null=True)
    end_reason = models.CharField(_("lý do kết thúc"), max_length=300, blank=True)
    folded = FoldedField(("name",))

    audit_unseen = frozenset({"folded"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="cluster_name_once")]

    def __str__(self) -> str:
        return self.name


class Term(Dated):
    """The members, the head and the deputies from a day to a day, as one decision names them."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="terms")
    decision = models.CharField(_("văn bản quyết định"), max_length=200)
    head = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["-valid_from", "-pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["cluster", "valid_from"], name="cluster_term_once"),
        ]

    def __str__(self) -> str:
        return f"{self.cluster} ({self.valid_from:%d/%m/%Y})"


class Member(models.Model):
    """A unit that competes in a term."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="members")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="cluster_places")
    is_deputy = models.BooleanField(_("phó"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "unit"], name="cluster_member_once")]

    def __str__(self) -> str:
        return str(self.unit)

    def office(self) -> Any:
        """What the unit is in the term, in words."""
        if self.term.head_id == self.unit_id:
            return _("trưởng")
        return _("phó") if self.is_deputy else _("thành viên")
