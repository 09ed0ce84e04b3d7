"""Partners by their keys, and the parcels that went to them and came from them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import FoldedField
from thidua.exchange import states


class Partner(models.Model):
    """Another installation with which one of our units exchanges parcels."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="partners")
    name = models.CharField(_("tên đối tác"), max_length=200)
    # The public key in hex; what is signed with its other half comes from this partner.
    key = models.CharField(max_length=64)
    # The unit of our own tree that stands for them: whom they send belongs below it.
    stands_for = models.ForeignKey(
        "orgs.Unit", verbose_name=_("đơn vị tương ứng tại đây"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    state = models.CharField(
        max_length=10, choices=states.PartnerState.choices, default=states.PartnerState.NEW
    )
    confirmed_on = models.DateField(_("ngày đối chiếu"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_how = models.CharField(_("đối chiếu bằng cách nào"), max_length=200, blank=True)
    block_reason = models.CharField(_("lý do ngừng trao đổi"), max_length=300, blank=True)
    folded = FoldedField(("name",))

    audit_unseen = frozenset({"folded"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "key"], name="partner_known_once")]

    def __str__(self) -> str:
        return self.name


class Parcel(models.Model):
    """What both directions have: whose it is, with whom, what, and the signed file."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="%(class)s_set")
    kind = models.CharField(_("loại"), max_length=60)
    title = models.CharField(_("nội dung"), max_length=300)
    made_at = models.DateTimeField(_("lập lúc"))
    # The parcel that it answers, which went the other way.
    reply_to = models.UUIDField(null=True, db_index=True)
    file = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("lý do trả lại"), max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Outgoing(Parcel):
    """A parcel of ours, until it is answered."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField(
        max_length=10, choices=states.OutgoingState.choices, default=states.OutgoingState.SENT
    )
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"])]


class Incoming(Parcel):
    """A parcel that came, until it is taken in or returned."""

    key = models.UUIDField()
    state = models.CharField(
        max_length=10, choices=states.IncomingState.choices, default=states.IncomingState.ARRIVED
    )
    arrived_at = models.DateTimeField(_("đến lúc"))
    # What taking it in did, as sentences.
    report = models.JSONField(default=list)

    audit_unseen = frozenset({"report"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "key"], name="parcel_received_once")
        ]
