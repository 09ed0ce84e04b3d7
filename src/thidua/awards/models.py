"""Rounds, dossiers with frozen assessments, decisions, and the registry of honours."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.awards import states

ONE_SUBJECT = Q(person__isnull=False, unit__isnull=True) | Q(
    person__isnull=True, unit__isnull=False
)


class Rating(models.Model):
    """The task rating of a person or a unit for a year, with who signed it."""

    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.CASCADE, related_name="ratings"
    )
    unit = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="ratings"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    level = models.CharField(_("mức xếp loại"), max_length=14, choices=states.RatingLevel.choices)
    basis = models.CharField(_("theo văn bản"), max_length=200, blank=True)
    is_provisional = models.BooleanField(_("tạm xếp loại"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="rating_of_one_subject"),
            models.UniqueConstraint(
                fields=["person", "year"],
                condition=Q(person__isnull=False),
                name="person_rated_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "year"], condition=Q(unit__isnull=False), name="unit_rated_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit} {self.year}: {self.get_level_display()}"


class Round(models.Model):
    """A round of consideration (đợt xét) of one unit, for a year or for a movement."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="award_rounds")
    movement = models.ForeignKey(
        "movements.Movement", null=True, blank=True, on_delete=models.PROTECT, related_name="rounds"
    )
    name = models.CharField(_("tên đợt xét"), max_length=200)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    awards = models.JSONField(_("danh hiệu, hình thức"), default=list)
    submit_by = models.DateField(_("nhận hồ sơ đến hết ngày"))
    way = models.CharField(
        _("loại hình khen thưởng"), max_length=14, choices=states.Way.choices,
        default=states.Way.MERIT,
    )  # fmt: skip
    state = models.CharField(
        max_length=12, choices=states.RoundState.choices, default=states.RoundState.OPEN
    )

    def __str__(self) -> str:
        return self.name


class Merit(models.Model):
    """What somebody did, told once: the dossiers of every line and level rest on it."""

    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="merits"
    )
    unit = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="merits"
    )
    title = models.CharField(_("việc làm, thành tích"), max_length=200)
    text = models.TextField(_("nội dung thành tích"), blank=True)
    # The last day of the deed: the clock of a spot award runs from it.
    done_on = models.DateField(_("ngày lập thành tích"), null=True)

    audit_personal = frozenset({"text"})

    class Meta:
        constraints = [models.CheckConstraint(condition=ONE_SUBJECT, name="merit_of_one_subject")]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> Any:
        """Whose it is, a person or a unit; one of them, by constraint."""
        return self.person or self.unit

    @property
    def audit_salt(self) -> str:
        """The salt of the person's veiled values."""
        return self.person.audit_salt if self.person else ""


class Origin(models.Model):
    """Whence a dossier came by parcel: whose it is there, under which number, and as what."""

    partner = models.ForeignKey(
        "exchange.Partner", on_delete=models.PROTECT, related_name="origins"
    )
    # The sender's own number of the dossier: sent again, it is the same one.
    reference = models.CharField(max_length=40)
    # The parcel that brought it last, and ours that answered it.
    parcel = models.ForeignKey(
        "exchange.Incoming", on_delete=models.PROTECT, related_name="origins"
    )
    answer = models.ForeignKey(
        "exchange.Outgoing", null=True, on_delete=models.PROTECT, related_name="origins"
    )
    # As the sender judged it, with the evidence; what it rests on is kept there, not here.
    assessment = models.JSONField(null=True)

    audit_unseen = frozenset({"assessment"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "reference"], name="dossier_came_once")
        ]

    def __str__(self) -> str:
        return f"{self.partner} · {self.reference}"


class Dossier(models.Model):
    """One subject proposed for one award; the assessment stands as it was on submission."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="dossiers")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    unit = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    home_unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="+")
    merit = models.ForeignKey(
        Merit, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    achievement = models.TextField(_("thành tích"), blank=True)
    # What the checklist of the managing body asks for, by item: there or not, and a note.
    checklist = models.JSONField(default=dict)
    # The place on the reserve list, 1 first; empty for who is proposed.
    reserve = models.PositiveSmallIntegerField(_("thứ tự dự bị"), null=True)
    # What the proposing unit confirms in writing, by `states.Confirmation`: true, false or absent.
    confirmed = models.JSONField(_("dữ kiện đơn vị xác nhận"), default=dict)
    state = models.CharField(
        max_length=16, choices=states.DossierState.choices, default=states.DossierState.DRAFT
    )
    assessment = models.JSONField(null=True)
    assessed_on = models.DateField(null=True)
    override_reason = models.CharField(_("lý do đi tiếp"), max_length=500, blank=True)
    return_reason = models.CharField(_("lý do trả lại"), max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    # Since when it stands where it stands: the day of its last move.
    moved_on = models.DateField(null=True)
    decision = models.ForeignKey(
        "awards.Decision", null=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    origin = models.OneToOneField(
        Origin, null=True, on_delete=models.PROTECT, related_name="dossier"
    )

    audit_personal = frozenset({"achievement"})
    audit_unseen = frozenset({"assessment", "moved_on"})

    class Meta:
        indexes = [models.Index(fields=["round", "state"])]
        constraints = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="dossier_of_one_subject"),
            models.UniqueConstraint(
                fields=["round", "award", "person"],
                condition=Q(person__isnull=False) & ~Q(state="withdrawn"),
                name="person_proposed_once",
            ),
            models.UniqueConstraint(
                fields=["round", "award", "unit"],
                condition=Q(unit__isnull=False) & ~Q(state="withdrawn"), name="unit_proposed_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.subject} · {self.award}"

    @property
    def subject(self) -> Any:
        """The person or the unit proposed; one of them, by constraint."""
        return self.person or self.unit

    @property
    def audit_salt(self) -> str:
        """The salt of the person's veiled values; units have no secrets of their own."""
        return self.person.audit_salt if self.person else ""


class MeritOffer(models.Model):
    """A merit handed over to a unit of another line, whose officer may propose for it too."""

    merit = models.ForeignKey(Merit, on_delete=models.CASCADE, related_name="offers")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="merit_offers")
    note = models.CharField(_("lời nhắn"), max_length=300, blank=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merit", "unit"], name="merit_offered_once")]

    def __str__(self) -> str:
        return f"{self.merit} → {self.unit}"


class WorkUse(models.Model):
    """An initiative on which a dossier rests: once praised for it, it is used."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="work_uses")
    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="award_uses"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "initiative"], name="dossier_rests_once")
        ]

    def __str__(self) -> str:
        return f"{self.initiative} · {self.dossier}"


class SpotTerm(models.Model):
    """Within how many days a unit wants a deed praised, from a day on, by which text of its own."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="spot_terms")
    days = models.PositiveSmallIntegerField(_("số ngày mong muốn"))
    source = models.CharField(_("theo văn bản"), max_length=200)
    valid_from = models.DateField(_("từ ngày"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="spot_term_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.days}"


class Passage(models.Model):
    """One step of a dossier upwards: to a round of the level above, or to a body outside."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="passages")
    from_round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sent")
    to_round = models.ForeignKey(
        Round, null=True, on_delete=models.PROTECT, related_name="received"
    )
    to_body = models.CharField(_("cơ quan nhận"), max_length=200, blank=True)
    paper = models.ForeignKey(
        "documents.Paper", null=True, on_delete=models.PROTECT, related_name="passages"
    )
    # By which signed parcel it went to another installation.
    parcel = models.ForeignKey(
        "exchange.Outgoing", null=True, on_delete=models.PROTECT, related_name="passages"
    )
    sent_on = models.DateField(_("ngày trình"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(_("ngày trả lời"), null=True)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    state = models.CharField(
        max_length=8, choices=states.PassageState.choices, default=states.PassageState.SENT
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "from_round"], condition=Q(state__in=["sent", "received"]),
                name="dossier_rises_from_a_round_to_one_body",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.dossier} → {self.to_round or self.to_body}"


class QuotaException(models.Model):
    """A cap that somebody with the power let a round go past, and why."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="exceptions")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    quota = models.CharField(_("tỷ lệ, chỉ tiêu"), max_length=80)
    reason = models.CharField(_("lý do"), max_length=500)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "award", "quota"], name="quota_excepted_once")
        ]

    def __str__(self) -> str:
        return f"{self.award} · {self.quota}"


class Report(models.Model):
    """What was written in a dossier's achievement report, by the items of its form."""

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="report")
    texts = models.JSONField(default=dict)
    written_at = models.DateTimeField()

    audit_unseen = frozenset({"texts"})

    def __str__(self) -> str:
        return str(self.dossier)


class Decision(models.Model):
    """A decision to commend, made from the passed list; its life is that of its paper."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="decisions")
    award = models.CharField(max_length=20)
    paper = models.OneToOneField(
        "documents.Paper", on_delete=models.PROTECT, related_name="decision"
    )
    # The power by which it is decided: `citation`, and the regulation's number, day and issuer.
    power = models.JSONField(default=dict)
    letters = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.paper)


class OutsideDecision(models.Model):
    """A decision of another body, as its paper reads: with a list of names, or only counts."""

    # Whose honours these are: the unit that enters or reports them.
    unit = models.ForeignKey(
        "orgs.Unit", on_delete=models.PROTECT, related_name="outside_decisions"
    )
    movement = models.ForeignKey(
        "movements.Movement", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reference = models.CharField(_("số quyết định"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định"))
    decided_by = models.CharField(_("cơ quan quyết định"), max_length=200)
    # Empty where an old register does not say: neither is ever inferred.
    level = models.CharField(
        _("cấp quyết định"), max_length=10, choices=states.Level.choices, blank=True
    )
    line = models.CharField(_("hệ"), max_length=12)
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    way = models.CharField(
        _("loại hình khen thưởng"), max_length=14, choices=states.Way.choices, blank=True
    )
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    occasion = models.CharField(_("nội dung khen"), max_length=300, blank=True)
    # As stated where no list of names is at hand; empty means that the source does not say.
    collectives = models.PositiveIntegerField(_("số tập thể"), null=True, blank=True)
    individuals = models.PositiveIntegerField(_("số cá nhân"), null=True, blank=True)
    unsplit = models.PositiveIntegerField(_("số chưa tách tập thể, cá nhân"), null=True, blank=True)
    scan = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "reference", "decided_on", "decided_by", "award"],
                name="outside_decision_entered_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.decided_by})"


class Honour(models.Model):
    """The registry: one award held by one subject, by one decision, ours or another's."""

    person = models.ForeignKey(
        "orgs.Person", null=True, on_delete=models.PROTECT, related_name="honours"
    )
    unit = models.ForeignKey(
        "orgs.Unit", null=True, on_delete=models.PROTECT, related_name="honours"
    )
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    line = models.CharField(_("hệ"), max_length=12)
    achievement = models.TextField(_("thành tích"), blank=True)
    decision_reference = models.CharField(_("số quyết định"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định"))
    decided_by = models.CharField(_("cơ quan quyết định"), max_length=200)
    decision = models.ForeignKey(
        Decision, null=True, on_delete=models.PROTECT, related_name="honours"
    )
    outside = models.ForeignKey(
        OutsideDecision, null=True, on_delete=models.PROTECT, related_name="honours"
    )
    dossier = models.OneToOneField(
        Dossier, null=True, on_delete=models.PROTECT, related_name="honour"
    )
    merit = models.ForeignKey(Merit, null=True, on_delete=models.PROTECT, related_name="honours")
    # As printed in the decision, and as they stood on its day; empty where nobody knows.
    way = models.CharField(
        _("loại hình khen thưởng"), max_length=14, choices=states.Way.choices, blank=True
    )
    level = models.CharField(
        _("cấp quyết định"), max_length=10, choices=states.Level.choices, blank=True
    )
    category = models.CharField(
        _("đối tượng thống kê"), max_length=15, choices=states.Category.choices, blank=True
    )
    letter = models.OneToOneField(
        "documents.Paper", null=True, on_delete=models.PROTECT, related_name="honour"
    )
    # Whole đồng; empty with the reason where the dated figure is missing.
    prize = models.PositiveBigIntegerField(_("tiền thưởng (đồng)"), null=True)
    prize_note = models.CharField(max_length=300, blank=True)
    revoked_on = models.DateField(null=True)
    # The unit whose portable file brought it along: on record, but no decision of ours.
    brought_from = models.CharField(_("mang theo từ"), max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=ONE_SUBJECT, name="honour_of_one_subject")]
        indexes = [models.Index(fields=["award", "year"]), models.Index(fields=["-decided_on"])]

    def __str__(self) -> str:
        return f"{self.subject} · {self.award} {self.year}"

    @property
    def subject(self) -> Any:
        """The person or the unit honoured."""
        return self.person or self.unit


class NilReport(models.Model):
    """A unit's word that it praised nobody: in a period, or for a movement."""

    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="nil_reports")
    movement = models.ForeignKey(
        "movements.Movement", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "movement", "starts_on", "ends_on"], nulls_distinct=False,
                name="nothing_reported_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit}: {self.starts_on:%d/%m/%Y} - {self.ends_on:%d/%m/%Y}"


class MergedHonour(models.Model):
    """An entry found to be the same honour as another: what it was, so that it can come back."""

    kept = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="merged")
    was = models.JSONField()
    # The kept entry's fields that were empty and took the other's value.
    filled = models.JSONField(default=list)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    audit_unseen = frozenset({"was"})

    def __str__(self) -> str:
        return str(self.kept)


class Revocation(models.Model):
    """A decision that takes honours of an earlier one back; its life is that of its paper."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="revocations")
    paper = models.OneToOneField(
        "documents.Paper", on_delete=models.PROTECT, related_name="revocation"
    )
    reason = models.TextField(_("lý do hủy bỏ, thu hồi"))
    article = models.CharField(_("căn cứ pháp lý"), max_length=200)

    audit_unseen = frozenset({"reason"})

    def __str__(self) -> str:
        return str(self.paper)


class Recovery(models.Model):
    """One honour that a revocation takes back, and what of it has come back."""

    revocation = models.ForeignKey(Revocation, on_delete=models.CASCADE, related_name="rows")
    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="recoveries")
    artefact_on = models.DateField(_("thu hồi hiện vật ngày"), null=True)
    prize_on = models.DateField(_("thu hồi tiền thưởng ngày"), null=True)
    # Why nothing came back though the matter is closed: there was none, or it is out of reach.
    artefact_reason = models.CharField(
        _("lý do không thu hồi hiện vật"), max_length=300, blank=True
    )
    prize_reason = models.CharField(_("lý do không thu hồi tiền"), max_length=300, blank=True)

    audit_unseen = frozenset({"artefact_reason", "prize_reason"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revocation", "honour"], name="honour_recovered_once")
        ]

    def __str__(self) -> str:
        return str(self.honour)

    @property
    def owes_prize(self) -> bool:
        """Whether money was due with it; an amount that nobody knows may have been paid."""
        return self.honour.prize != 0 and self.prize_on is None


class Reconsideration(models.Model):
    """A later honour that rested on one taken back, until somebody has looked into it."""

    recovery = models.ForeignKey(Recovery, on_delete=models.CASCADE, related_name="later")
    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="reconsiderations")
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(_("kết luận"), blank=True)

    audit_unseen = frozenset({"outcome"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recovery", "honour"], name="honour_reconsidered_once")
        ]

    def __str__(self) -> str:
        return str(self.honour)
