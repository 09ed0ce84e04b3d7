"""Sheets that a unit has had printed, and the printers that pull them in a little off."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.certificates.rules import FURTHEST_SHIFT, LEAST_SIDE, LONGEST_SIDE, Box
from thidua.core.fields import Dated, FoldedField


class Side(models.DecimalField):  # type: ignore[type-arg] # generic only in the stubs
    """A length in millimetres, to the tenth."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_digits": 5, "decimal_places": 1, **options})


SIDES = [MinValueValidator(LEAST_SIDE), MaxValueValidator(LONGEST_SIDE)]
SHIFTS = [MinValueValidator(-FURTHEST_SHIFT), MaxValueValidator(FURTHEST_SHIFT)]


class Stock(Dated):
    """A kind of printed sheet: its size as it lies in the printer, and where each text goes."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="stocks")
    name = models.CharField(_("tên phôi"), max_length=120)
    width = Side(_("chiều ngang (mm)"), default=297, validators=SIDES)
    height = Side(_("chiều dọc (mm)"), default=210, validators=SIDES)
    # Rows of `rules.Box.facts`.
    boxes = models.JSONField(_("các ô"), default=list)
    scan = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    folded = FoldedField(("name",))

    audit_unseen = frozenset({"folded"})

    def __str__(self) -> str:
        return self.name

    @property
    def placed(self) -> list[Box]:
        return [Box.of(each) for each in self.boxes]

    @property
    def orientation(self) -> str:
        return str(_("ngang") if self.width >= self.height else _("dọc"))


class Printer(models.Model):
    """A printer by how far it moves what it prints; the correction moves it back."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="printers")
    name = models.CharField(_("máy in"), max_length=80)
    right = Side(
        _("dịch sang phải (mm)"), default=0, validators=SHIFTS,
        help_text=_("Số âm là dịch sang trái."),
    )  # fmt: skip
    down = Side(
        _("dịch xuống (mm)"), default=0, validators=SHIFTS,
        help_text=_("Số âm là dịch lên."),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], name="printer_named_once",
                violation_error_message=_("Đơn vị đã có máy in tên này."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
