"""Units with their trees and successions; people, where they belong, and what they may do."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from thidua.core.fields import Dated, FoldedField, SortKeyField
from thidua.orgs import states


class Unit(Dated):
    """A unit of one line; never overwritten on reorganisation, but succeeded."""

    code = models.CharField(_("mã đơn vị"), max_length=40, unique=True)
    name = models.CharField(_("tên đơn vị"), max_length=200)
    short_name = models.CharField(_("tên viết tắt"), max_length=40, blank=True)
    kind = models.CharField(_("loại"), max_length=20, choices=states.UnitKind.choices)
    line = models.CharField(_("hệ"), max_length=12, choices=states.Line.choices)
    ownership = models.CharField(
        _("sở hữu"),
        max_length=12,
        choices=states.Ownership.choices,
        default=states.Ownership.PUBLIC,
    )
    managing_body = models.CharField(
        _("cơ quan quản lý"), max_length=10, choices=states.ManagingBody.choices, blank=True
    )
    is_legal_entity = models.BooleanField(_("có tư cách pháp nhân"), default=False)
    place = models.CharField(_("địa danh"), max_length=80, blank=True)
    # Of this unit and all below: no public page, no square on papers, no content in mail.
    is_veiled = models.BooleanField(_("không để lộ ra ngoài"), default=False)
    parent = models.ForeignKey(
        "self", verbose_name=_("đơn vị cấp trên"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="children",
    )  # fmt: skip
    # «/3/17/»: ids from the root down to the unit itself; a prefix finds the subtree.
    path = models.CharField(max_length=255, editable=False, blank=True, db_index=True)
    sort_key = SortKeyField("name")
    folded = FoldedField(("name", "short_name", "code"))

    class Meta(Dated.Meta):
        abstract = False
        indexes = [
            models.Index(
                fields=["path"], name="unit_path_prefix", opclasses=["varchar_pattern_ops"]
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        """Keep the path true; `move_unit` sees to the units below."""
        super().save(**options)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if path != self.path:
            self.path = path
            super().save(update_fields=["path"])


class UnitLink(Dated):
    """From a day, who of one line stands with whom of another (department ↔ union group)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="links")
    counterpart = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="linked_from")

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(unit=F("counterpart")), name="link_of_two_units"),
            models.UniqueConstraint(fields=["unit", "counterpart", "valid_from"], name="link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ↔ {self.counterpart}"


class Succession(models.Model):
    """From a day, one unit stands in the place of another; a dissolved one has no successor."""

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successors")
    new = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="predecessors")
    kind = models.CharField(max_length=10, choices=states.SuccessionKind.choices)
    on = models.DateField(_("từ ngày"))
    basis = models.CharField(_("theo văn bản"), max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new", "on"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new or '∅'} ({self.on:%d/%m/%Y})"


def new_salt() -> str:
    """A salt for one person's veiled values in the audit trail."""
    return secrets.token_hex(16)


class Person(models.Model):
    """A person with an identifier of our own; never keyed by an identity card."""

    code = models.CharField(_("mã nhân viên"), max_length=40, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    sex = models.CharField(_("giới tính"), max_length=6, choices=states.Sex.choices, blank=True)
    born_on = models.DateField(_("ngày sinh"), null=True, blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_outside = models.BooleanField(_("người ngoài đơn vị"), default=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="person",
    )
    audit_salt = models.CharField(max_length=32, default=new_salt, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)
    # A duplicate keeps its number and code, so that whoever has them still arrives.
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged", editable=False
    )
    sort_key = SortKeyField("full_name", given_first=True)
    folded = FoldedField(("full_name", "code"))

    audit_personal = frozenset(
        {"code", "full_name", "sex", "born_on", "phone", "email", "sort_key", "folded"}
    )
    audit_unseen = frozenset({"audit_salt"})

    class Meta:
        indexes = [models.Index(fields=["phone"])]

    def __str__(self) -> str:
        return self.full_name


class Membership(Dated):
    """Where a person belongs: home unit with contract, secondment, union group, youth branch."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=10, choices=states.MembershipKind.choices)
    contract = models.CharField(max_length=24, choices=states.ContractKind.choices, blank=True)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(valid_to=None) & ~Q(kind=states.MembershipKind.SECONDMENT),
                name="one_open_membership_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.unit}"


class Position(Dated):
    """A person's office in a unit, as it is printed under a signature."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="positions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(_("chức vụ"), max_length=120)
    leader_level = models.CharField(
        max_length=12, choices=states.LeaderLevel.choices, default=states.LeaderLevel.DIRECT
    )

    def __str__(self) -> str:
        return f"{self.title} · {self.unit}"


class RoleGrant(Dated):
    """A role on a unit; it reaches the unit's subtree."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(_("vai trò"), max_length=12, choices=states.Role.choices)
    basis = models.CharField(_("theo văn bản"), max_length=200, blank=True)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "unit", "role"], condition=Q(valid_to=None), name="one_open_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()} · {self.unit}"


class Deputation(Dated):
    """A named deputy acts for a role's holder between two days; the end is never open."""

    grant = models.ForeignKey(RoleGrant, on_delete=models.CASCADE, related_name="deputations")
    deputy = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="deputations")
    basis = models.CharField(_("theo văn bản"), max_length=200)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(valid_to__isnull=False), name="deputation_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} (thay mặt {self.grant.person})"


class MovedDay(models.Model):
    """A day that a unit or its province takes off, works, or moves; it holds for all below it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="moved_days")
    off = models.DateField(_("ngày được nghỉ"), null=True, blank=True)
    worked = models.DateField(_("ngày làm việc"), null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=200)
    basis = models.CharField(_("theo văn bản"), max_length=200)
    # Taken back, it stays in the trail and can be put back.
    dropped_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(off__isnull=False) | Q(worked__isnull=False), name="moved_day_has_a_day"
            ),
            models.CheckConstraint(condition=~Q(off=F("worked")), name="moved_day_of_two_days"),
        ]

    def __str__(self) -> str:
        days = [day for day in (self.off, self.worked) if day]
        return f"{self.reason} ({', '.join(f'{day:%d/%m/%Y}' for day in days)})"


class Import(models.Model):
    """A sheet of units or people: previewed, reviewed, then committed as a whole or not at all."""

    kind = models.CharField(
        max_length=10, choices=[("units", _("đơn vị")), ("people", _("nhân sự"))]
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField()
    problems = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=states.ImportState.choices)
    report = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    audit_unseen = frozenset({"rows", "problems", "choices"})

    def __str__(self) -> str:
        what = _("Nhập đơn vị") if self.kind == "units" else _("Nhập nhân sự")
        return f"{what}, {localtime(self.created_at):%H:%M %d/%m/%Y}"
