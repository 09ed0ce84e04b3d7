"""Pacts with their versions, parties, clauses, and the scans of sheets signed by hand."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.pacts import states


class Pact(models.Model):
    """One version of a pact; an amendment is a further row that names the one it amends."""

    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.PROTECT, related_name="pacts"
    )
    title = models.CharField(_("tên giao ước"), max_length=300)
    place = models.CharField(_("nơi ký"), max_length=200, blank=True)
    held_on = models.DateField(_("ngày ký kết"), null=True, blank=True)
    sign_by = models.DateField(_("hạn ký"), null=True, blank=True)
    bases = models.TextField(_("căn cứ"), blank=True)
    commitment = models.TextField(_("lời cam kết chung"), blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    original = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="later_versions"
    )
    amends = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="amended_by"
    )
    amend_reason = models.CharField(_("lý do sửa đổi"), max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=states.PactState.choices, default=states.PactState.DRAFT
    )
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    # Of the record as it was signed; the hash of the PDF is the paper's.
    record_sha256 = models.CharField(max_length=64, blank=True)
    paper = models.OneToOneField(
        "documents.Paper", null=True, on_delete=models.PROTECT, related_name="+"
    )
    folded = FoldedField(("title",))

    audit_unseen = frozenset({"folded"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["sealed", "superseded"])
                | (Q(sealed_at__isnull=False, paper__isnull=False) & ~Q(record_sha256="")),
                name="sealed_pact_has_hash_and_paper",
            ),
            models.CheckConstraint(
                condition=Q(version=1, original=None, amends=None)
                | Q(version__gt=1, original__isnull=False, amends__isnull=False),
                name="later_version_amends_one",
            ),
        ]
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return self.title

    @property
    def first_key(self) -> int:
        """The number of the first version, which all versions share."""
        return self.original_id or self.pk


class Sheet(models.Model):
    """A scan of the sheet signed at the ceremony, ticked by one person, confirmed by another."""

    pact = models.ForeignKey(Pact, on_delete=models.CASCADE, related_name="sheets")
    scan = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ticked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("ticked_by")),
                name="sheet_confirmed_by_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pact} ({self.ticked_at:%d/%m/%Y})"


class Party(models.Model):
    """A unit that signs or witnesses; who signed, when and how is kept as it was then."""

    pact = models.ForeignKey(Pact, on_delete=models.CASCADE, related_name="parties")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    # Written when the pact is opened: a unit that changes its name later signed under this one.
    unit_name = models.CharField(max_length=200, blank=True)
    role = models.CharField(
        max_length=8, choices=states.PartyRole.choices, default=states.PartyRole.PARTY
    )
    order = models.PositiveSmallIntegerField(default=0)
    signer = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="pacts_to_sign"
    )
    titles = models.JSONField(_("danh hiệu đăng ký"), default=list)
    sheet = models.ForeignKey(Sheet, null=True, on_delete=models.PROTECT, related_name="parties")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="pacts_signed"
    )
    manner = models.CharField(max_length=8, choices=states.Manner.choices, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_position = models.CharField(max_length=120, blank=True)
    behalf_name = models.CharField(max_length=120, blank=True)
    absence = models.CharField(_("lý do chưa ký"), max_length=300, blank=True)

    class Meta:
        ordering = ["role", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pact", "unit", "role"], name="party_once"),
            models.CheckConstraint(
                condition=Q(signed_at=None, manner="")
                | (Q(signed_at__isnull=False) & ~Q(manner="") & ~Q(signer_name="")),
                name="signature_has_manner_and_name",
            ),
            models.CheckConstraint(
                condition=~Q(manner="hand") | Q(sheet__isnull=False),
                name="hand_signature_has_its_sheet",
            ),
        ]

    def __str__(self) -> str:
        return self.unit_name or str(self.unit)

    @property
    def awaits_second(self) -> bool:
        """Ticked on a scan by one person, and nobody has agreed yet."""
        return self.signed_at is None and self.sheet_id is not None


class Clause(models.Model):
    """What the parties promise: words, and mostly a target on a measure, by a day."""

    pact = models.ForeignKey(Pact, on_delete=models.CASCADE, related_name="clauses")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("nội dung"), max_length=500)
    measure = models.CharField(_("số đo"), max_length=80, blank=True)
    operator = models.CharField(
        _("so sánh"), max_length=4, choices=states.Operator.choices, blank=True
    )
    target = models.DecimalField(_("mức"), max_digits=18, decimal_places=3, null=True, blank=True)
    target_unit = models.CharField(_("đơn vị tính"), max_length=60, blank=True)
    due_on = models.DateField(_("thời hạn"), null=True, blank=True)
    # Else it binds every party, and pledges only give targets of one's own.
    is_for_named = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure="", operator="", target=None)
                | (~Q(measure="") & Q(operator="zero", target=None))
                | (~Q(measure="") & Q(operator__in=["ge", "le", "eq"], target__isnull=False)),
                name="clause_measured_or_plain",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Pledge(models.Model):
    """One party under one clause: that it is bound at all, or by a target of its own."""

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="pledges")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="pledges")
    target = models.DecimalField(_("mức riêng"), max_digits=18, decimal_places=3, null=True)

    class Meta:
        ordering = ["party__order", "party"]
        constraints = [models.UniqueConstraint(fields=["clause", "party"], name="pledge_once")]

    def __str__(self) -> str:
        return f"{self.party}: {self.clause}"
