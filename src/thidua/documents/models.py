"""Stored files, and the register of papers with their numbers, days, signers and hashes."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.documents.states import AmendmentKind, PaperState, Retention

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
    return "".join(alphabet[byte % len(alphabet)] for byte in secrets.token_bytes(16))


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
    # The same with its electronic signatures; `pdf` and `sha256` stay what was numbered.
    signed_pdf = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Of a paper from outside: a picture of paper, not a file with signatures.
    is_scan = models.BooleanField(_("bản quét"), default=False)
    retention = models.CharField(
        _("thời hạn bảo quản"), max_length=10, choices=Retention.choices, blank=True
    )
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

    @property
    def file(self) -> StoredFile | None:
        """The file that counts: with its signatures where there are any, else as it was kept."""
        return self.signed_pdf or (self.scan if self.is_from_outside else self.pdf)


class Amendment(models.Model):
    """What an issued paper was told to be afterwards: corrected or revoked, why and by whom."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="amendments")
    kind = models.CharField(max_length=10, choices=AmendmentKind.choices)
    on = models.DateField(_("từ ngày"))
    basis = models.CharField(_("theo văn bản"), max_length=200, blank=True)
    reason = models.TextField(_("lý do"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.paper}"


class NumberBook(models.Model):
    """A unit that lets the product give its numbers instead of a clerk's register."""

    issuer = models.OneToOneField("orgs.Unit", on_delete=models.PROTECT, related_name="number_book")
    since = models.DateField(_("từ ngày"))

    def __str__(self) -> str:
        return f"{self.issuer} ({self.since:%d/%m/%Y})"


class Series(models.Model):
    """The last number given of one issuer, symbol and year; its row is locked to give the next."""

    issuer = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    symbol = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "symbol", "year"], name="series_once")
        ]

    def __str__(self) -> str:
        return f"{self.symbol}/{self.year}: {self.last}"


class WordTemplate(models.Model):
    """A unit's own Word file in which papers of one kind are exported; the PDF stays ours."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind"], name="word_template_once")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.unit}"
