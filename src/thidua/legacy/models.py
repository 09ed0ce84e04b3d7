"""Batches of old registers with their rows, and how their columns were read before."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.legacy.states import BatchState, RowState


class Batch(models.Model):
    """A file of past decisions: its sheets are mapped, its rows matched, then taken or left."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="legacy_batches")
    name = models.CharField(_("tên sổ"), max_length=200)
    file = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # By sheet: name, head with its row and shape, number of rows, columns by field, constants.
    sheets = models.JSONField(default=list)
    # The encoding before Unicode that the file seems to be in, and what was decided about it.
    seems = models.CharField(max_length=8, blank=True)
    encoding = models.CharField(_("bảng mã"), max_length=8, blank=True)
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.NEW)
    # What taking it made, so that it can be undone: decisions, and people without accounts.
    made = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    audit_unseen = frozenset({"sheets", "made"})

    def __str__(self) -> str:
        return self.name


class Row(models.Model):
    """One line of an old register: what it says, whom it means, and what became of it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(_("trang tính"), max_length=120)
    number = models.PositiveIntegerField(_("dòng"))
    name = models.CharField(_("họ tên, tập thể"), max_length=300, blank=True)
    values = models.JSONField(default=dict)
    # What was not understood: the column, why, and what to do.
    problems = models.JSONField(default=list)
    # The decision to which it belongs, as two clerks would both write it; one is taken whole.
    decision = models.CharField(_("quyết định"), max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=RowState.choices)
    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.SET_NULL, related_name="legacy_rows"
    )
    unit = models.ForeignKey("orgs.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    # Somebody who is in no list any more: a file without an account is made when it is taken.
    is_former = models.BooleanField(default=False)
    candidates = models.JSONField(default=list)
    honour = models.ForeignKey(
        "awards.Honour", null=True, on_delete=models.SET_NULL, related_name="legacy_rows"
    )
    # What the register holds already and this may tell again: asked, and answered by the state.
    twin = models.ForeignKey(
        "awards.Honour", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The row of this batch that may tell the same honour: asked and answered in the same way.
    same_as = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    folded = FoldedField(("name",))

    audit_unseen = frozenset({"name", "values", "problems", "candidates", "folded"})

    class Meta:
        indexes = [
            models.Index(fields=["batch", "state"]), models.Index(fields=["batch", "decision"])
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["batch", "sheet", "number"], name="row_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, {self.number}: {self.name}"

    @property
    def is_double(self) -> bool:
        """Whether it was found to tell what the register or a row before it tells."""
        return self.twin_id is not None or self.same_as_id is not None


class Mapping(models.Model):
    """How the columns under a head of this shape were read last time in a unit."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.CASCADE, related_name="+")
    shape = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    constants = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "shape"], name="shape_mapped_once")]

    def __str__(self) -> str:
        return self.shape
