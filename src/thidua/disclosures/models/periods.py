"""A frozen list in public, its extensions, and what people say of its rows."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.disclosures import states


def new_code() -> str:
    """An unguessable part of the public page's address (80 bits)."""
    return secrets.token_hex(10)


def new_salt() -> str:
    """A salt for one record's veiled values in the audit trail."""
    return secrets.token_hex(16)


class Disclosure(models.Model):
    """One list shown for comments by `unit`, to those of `audience` and below it."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="disclosures")
    audience = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    reach = models.CharField(_("công khai đến"), max_length=10, choices=states.Reach.choices)
    title = models.CharField(_("tên danh sách"), max_length=300)
    # The capability whose list it is and its own record there; blank for a list typed by hand.
    kind = models.CharField(max_length=60, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    url = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(_("từ ngày"))
    days = models.PositiveSmallIntegerField(_("số ngày làm việc"))
    ends_on = models.DateField(_("đến hết ngày"))
    basis = models.CharField(_("căn cứ"), max_length=300)
    is_by_regulation = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=states.DisclosureState.choices,
        default=states.DisclosureState.OPEN,
    )  # fmt: skip
    closed_on = models.DateField(null=True)
    close_reason = models.CharField(_("lý do kết thúc sớm"), max_length=500, blank=True)
    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    folded = FoldedField(("title",))

    audit_unseen = frozenset({"folded", "code"})

    class Meta:
        indexes = [
            models.Index(fields=["kind", "subject_id"]), models.Index(fields=["state", "ends_on"])
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="disclosure_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False),
                name="closed_disclosure_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Extension(models.Model):
    """More days, and why."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="extensions")
    days = models.PositiveSmallIntegerField(_("thêm số ngày làm việc"))
    reason = models.CharField(_("lý do"), max_length=500)
    old_end = models.DateField()
    new_end = models.DateField()
    made_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.old_end:%d/%m/%Y} → {self.new_end:%d/%m/%Y}"


class Row(models.Model):
    """One line of the list as it was shown: the least that tells who and for what.

    `person` and `unit` lead to the record of whom it is about and are shown nowhere; `key` is
    the host's own record.
    """

    disclosure = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("họ và tên hoặc tập thể"), max_length=200)
    unit_name = models.CharField(_("đơn vị"), max_length=200, blank=True)
    proposed = models.CharField(_("đề nghị"), max_length=200)
    summary = models.TextField(_("tóm tắt thành tích"), blank=True)
    key = models.PositiveBigIntegerField(null=True)
    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="disclosed_rows"
    )
    unit = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="disclosed_rows"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "position"], name="disclosed_row_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.proposed})"


class Comment(models.Model):
    """What somebody says of a row, or of the whole list; a protected name is behind a door."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="comments")
    row = models.ForeignKey(Row, null=True, on_delete=models.PROTECT, related_name="comments")
    stance = models.CharField(_("ý kiến"), max_length=10, choices=states.Stance.choices)
    text = models.TextField(_("nội dung"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="disclosure_comments"
    )
    is_protected = models.BooleanField(_("bảo vệ tên người góp ý"), default=False)
    state = models.CharField(
        max_length=12, choices=states.CommentState.choices, default=states.CommentState.NEW
    )
    received_on = models.DateField(_("ngày nhận"))
    due_on = models.DateField(_("hạn trả lời"), null=True)
    answer = models.TextField(_("trả lời"), blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    audit_salt = models.CharField(max_length=32, default=new_salt, editable=False)
    folded = FoldedField(("text",))

    # The trail tells that these changed, never what they were (ADR 0005, 0016).
    audit_personal = frozenset({"author_id", "text"})
    audit_unseen = frozenset({"audit_salt", "folded"})

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_on__isnull=False),
                name="answered_comment_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.row or self.disclosure}"
