"""Kinds of units, lines, roles and memberships."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class Line(TextChoices):
    """The three trees over the same people and places."""

    GOVERNMENT = "government", _("chính quyền")
    UNION = "union", _("công đoàn")
    YOUTH = "youth", _("đoàn thanh niên")


class UnitKind(TextChoices):
    HEALTH_DEPARTMENT = "health_department", _("sở y tế")
    HOSPITAL = "hospital", _("bệnh viện")
    DEPARTMENT = "department", _("khoa, phòng")
    UPPER_UNION = "upper_union", _("công đoàn cấp trên")
    GRASSROOTS_UNION = "grassroots_union", _("công đoàn cơ sở")
    UNION_GROUP = "union_group", _("tổ công đoàn")
    YOUTH_UNION = "youth_union", _("đoàn cơ sở")
    YOUTH_BRANCH = "youth_branch", _("chi đoàn")
    OTHER = "other", _("đơn vị khác")


class Ownership(TextChoices):
    PUBLIC = "public", _("công lập")
    NON_PUBLIC = "non_public", _("ngoài công lập")


class ManagingBody(TextChoices):
    """Whose rules detail the criteria and powers of the unit (law 06/2022, articles 79, 80)."""

    MINISTRY = "ministry", _("bộ, cơ quan trung ương")
    PROVINCE = "province", _("tỉnh, thành phố")
    ARMY = "army", _("quân đội")
    COMPANY = "company", _("doanh nghiệp")
    OTHER = "other", _("khác")


class Role(TextChoices):
    """What a person may do on a unit and everything below it."""

    ADMIN = "admin", _("quản trị hệ thống")
    OFFICER = "officer", _("cán bộ thi đua, khen thưởng")
    DIRECTOR = "director", _("thủ trưởng đơn vị")
    HEAD = "head", _("trưởng khoa, phòng, tổ")
    HELPER = "helper", _("người hỗ trợ đăng nhập")
    INSPECTOR = "inspector", _("thanh tra, kiểm tra")


FILE_READERS = (Role.ADMIN, Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
"""Who opens personal files of the unit's people."""


class MembershipKind(TextChoices):
    HOME = "home", _("biên chế")
    SECONDMENT = "secondment", _("biệt phái, tăng cường")
    UNION = "union", _("đoàn viên công đoàn")
    YOUTH = "youth", _("đoàn viên thanh niên")


class ContractKind(TextChoices):
    CIVIL_SERVANT = "civil_servant", _("công chức")
    PUBLIC_EMPLOYEE = "public_employee", _("viên chức")
    OFFICER = "officer", _("sĩ quan")
    PROFESSIONAL_SOLDIER = "professional_soldier", _("quân nhân chuyên nghiệp")
    DEFENCE_WORKER = "defence_worker", _("công nhân và viên chức quốc phòng")
    INDEFINITE = "indefinite", _("hợp đồng không xác định thời hạn")
    FIXED_TERM = "fixed_term", _("hợp đồng xác định thời hạn")


class Sex(TextChoices):
    FEMALE = "female", _("nữ")
    MALE = "male", _("nam")


class LeaderLevel(TextChoices):
    """Leader levels of the statutory statistics (circular 02/2023/TT-BNV)."""

    PROVINCE = "province", _("lãnh đạo cấp bộ, tỉnh trở lên")
    DEPARTMENT = "department", _("lãnh đạo cấp vụ, sở, ngành")
    DEPUTY_HEAD = "deputy_head", _("lãnh đạo từ phó phòng trở lên")
    DIRECT = "direct", _("người trực tiếp công tác, lao động")


class SuccessionKind(TextChoices):
    MERGED = "merged", _("sáp nhập")
    SPLIT = "split", _("chia tách")
    RENAMED = "renamed", _("đổi tên")
    DISSOLVED = "dissolved", _("giải thể")


class ImportState(TextChoices):
    PREVIEW = "preview", _("Xem trước")
    RUNNING = "running", _("Đang nhập")
    COMMITTED = "committed", _("Đã nhập")
    DISCARDED = "discarded", _("Đã bỏ")


IMPORT = Machine(
    "orgs.import",
    ImportState,
    {
        "start": move(ImportState.PREVIEW, to=ImportState.RUNNING),
        "commit": move(ImportState.RUNNING, to=ImportState.COMMITTED),
        "reopen": move(ImportState.RUNNING, to=ImportState.PREVIEW),
        "discard": move(ImportState.PREVIEW, to=ImportState.DISCARDED),
    },
)
