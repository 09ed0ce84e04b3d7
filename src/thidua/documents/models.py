"""Stored files, and the register of papers with their numbers, days, signers and hashes."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.documents.states import PaperState

OUTSIDE = "documents.outside"
"""The kind of a paper that was finished outside and entered with its signed file."""


def private_path(stored: "StoredFile", name: str) -> str:
    """Where a file lies: by its hash, so that the same content lies once."""
    return f"{stored.sha256[:2]}/{stored.sha256}"


class StoredFile(models.Model):
    """A file behind the one door: private, and served only where its subject's readers allow."""

    name = models.CharField(_("tên tệp"), max_length=200)
    mime = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.FileField(upload_to=private_path, max_length=200)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    role = models.CharField(max_length=30)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return self.name


def new_code() -> str:
    """An unguessable public code (80 bits) without letters that read alike."""
    alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    return "".join(secrets.choice(alphabet) for _ in range(16))


class Paper(models.Model):
    """One paper: what it is, of whom, its state, number and day, and the hash of its PDF.

    The number and the day come from the clerk's register (văn thư) after signing;
    within an issuer, a symbol and a year a number stands once.
    """

    kind = models.CharField(max_length=60)
    title = models.CharField(_("trích yếu"), max_length=400)
    issuer = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="papers")
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    state = models.CharField(max_length=15, choices=PaperState.choices, default=PaperState.DRAFT)
    blocks = models.JSONField(default=dict)
    symbol = models.CharField(_("ký hiệu"), max_length=40, blank=True)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    dated_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    signer = models.ForeignKey("orgs.Person", null=True, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    signer_position = models.CharField(_("chức vụ người ký"), max_length=120, blank=True)
    authority_line = models.CharField(_("thẩm quyền ký"), max_length=120, blank=True)
    signed_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    scan = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=16, unique=True, default=new_code)
    created_at = models.DateTimeField()
    folded = FoldedField(("title", "symbol", "signer_name"))

    audit_unseen = frozenset({"blocks", "folded"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "symbol", "year", "number"],
                condition=Q(number__isnull=False), name="paper_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["numbered", "issued", "revoked"])
                | Q(number__isnull=False, dated_on__isnull=False, year__isnull=False),
                name="issued_paper_has_number_and_day",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def is_from_outside(self) -> bool:
        """Written, signed and numbered elsewhere; what is kept here is its signed file."""
        return self.kind == OUTSIDE

    @property
    def reference(self) -> str:
        """«05/QĐ-BV»: below ten with a leading nought (decree 30/2020); empty before numbering."""
        return f"{self.number:02d}/{self.symbol}" if self.number is not None else ""
