"""The life of a local rule, whose it is, and what its rows may settle."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class RuleState(TextChoices):
    DRAFT = "draft", _("Dự thảo")
    IN_FORCE = "in_force", _("Đang áp dụng")
    REPLACED = "replaced", _("Đã thay thế")
    WITHDRAWN = "withdrawn", _("Đã bãi bỏ")


RULE = Machine(
    "overlays.rule",
    RuleState,
    {
        "enact": move(RuleState.DRAFT, to=RuleState.IN_FORCE),
        "replace": move(RuleState.IN_FORCE, to=RuleState.REPLACED),
        "withdraw": move(RuleState.DRAFT, RuleState.IN_FORCE, to=RuleState.WITHDRAWN),
    },
)


class RuleScope(TextChoices):
    """Whose regulation it is; the names are those of `legal.regulations.Scope`."""

    MANAGING_BODY = "managing_body", _("của tỉnh, bộ, cơ quan quản lý")
    UNIT = "unit", _("của đơn vị")


class RowKind(TextChoices):
    """What one row settles; the values stand in addresses."""

    POWER = "tham-quyen", _("Thẩm quyền quyết định")
    THRESHOLD = "ty-le-phieu", _("Tỷ lệ phiếu của hội đồng")
    QUORUM = "so-nguoi-du", _("Số thành viên hội đồng tham gia")
    QUOTA = "khong-che", _("Tỷ lệ khống chế")
    LIMIT = "thoi-han", _("Thời hạn tính theo ngày")
    DEADLINE = "han-nop", _("Hạn nộp hồ sơ trong năm")
    CRITERION = "tieu-chuan", _("Tiêu chuẩn thêm hoặc nâng mức")


# Terms that a regulation may set, by their names in `legal/limits.toml`.
TERMS = {
    "disclosure.unit": _("Công khai danh sách trong đơn vị"),
    "disclosure.state": _("Công khai danh sách trình khen thưởng cấp Nhà nước"),
    "dossier.appraise": _("Thẩm định hồ sơ"),
    "dossier.return": _("Trả lại hồ sơ chưa đủ điều kiện"),
    "decision.copy": _("Gửi bản sao quyết định cho đơn vị đề nghị"),
    "artefact.deliver": _("Giao hiện vật khen thưởng"),
}
