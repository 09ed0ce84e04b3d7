"""The columns of the sheets in which units and people are brought."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.orgs.states import ContractKind, Line, ManagingBody, Ownership, Sex, UnitKind


@dataclass(frozen=True)
class Field:
    """A column of a sheet."""

    name: str
    label: Reason
    help: Reason
    needed: bool = False
    choices: type[TextChoices] | None = None
    is_day: bool = False
    also: tuple[str, ...] = ()


PEOPLE = (
    Field(
        "code",
        _("Mã nhân viên"),
        _("Bắt buộc; mỗi người một mã, dùng để nhận ra người đã có."),
        needed=True,
        also=("ma nv", "ma so", "ma can bo"),
    ),
    Field(
        "full_name",
        _("Họ và tên"),
        _("Bắt buộc; viết đủ họ, tên đệm, tên."),
        needed=True,
        also=("ho ten", "ten nhan vien"),
    ),
    Field("sex", _("Giới tính"), _("nam hoặc nữ."), choices=Sex, also=("gioi",)),
    Field(
        "born_on",
        _("Ngày sinh"),
        _("Ngày/tháng/năm, ví dụ 22/11/1985."),
        is_day=True,
        also=("ngay thang nam sinh",),
    ),
    Field(
        "phone",
        _("Số điện thoại"),
        _("Dùng để đăng nhập, có thể để trống."),
        also=("dien thoai", "sdt", "so dt"),
    ),
    Field("email", _("E-mail"), _("Có thể để trống."), also=("email", "thu dien tu")),
    Field(
        "unit",
        _("Mã đơn vị"),
        _("Bắt buộc; mã khoa, phòng nơi người đó thuộc biên chế."),
        needed=True,
        also=("ma khoa", "ma phong", "khoa phong", "don vi"),
    ),
    Field(
        "contract",
        _("Loại hợp đồng"),
        _("Chọn trong danh mục."),
        choices=ContractKind,
        also=("hop dong",),
    ),
    Field(
        "position",
        _("Chức vụ"),
        _("Ghi như trên chữ ký; để trống nếu không có."),
        also=("chuc danh",),
    ),
    Field("group", _("Mã tổ công đoàn"), _("Nếu là đoàn viên công đoàn."), also=("to cong doan",)),
    Field("branch", _("Mã chi đoàn"), _("Nếu là đoàn viên thanh niên."), also=("chi doan",)),
    Field(
        "since",
        _("Từ ngày"),
        _("Ngày bắt đầu ở đơn vị; để trống là ngày nhập."),
        is_day=True,
        also=("ngay vao",),
    ),
)

UNITS = (
    Field("code", _("Mã đơn vị"), _("Bắt buộc; mỗi đơn vị một mã."), needed=True, also=("ma",)),
    Field(
        "name",
        _("Tên đơn vị"),
        _("Bắt buộc; tên đầy đủ theo quyết định thành lập."),
        needed=True,
        also=("ten",),
    ),
    Field("short_name", _("Tên viết tắt"), _("Có thể để trống."), also=("viet tat",)),
    Field(
        "kind",
        _("Loại"),
        _("Bắt buộc; chọn trong danh mục."),
        needed=True,
        choices=UnitKind,
        also=("loai don vi",),
    ),
    Field("line", _("Hệ"), _("Bắt buộc; chọn trong danh mục."), needed=True, choices=Line),
    Field(
        "parent",
        _("Mã đơn vị cấp trên"),
        _("Để trống là ngay dưới đơn vị nhập."),
        also=("don vi cap tren", "cap tren"),
    ),
    Field("place", _("Địa danh"), _("Ghi trên văn bản, ví dụ Việt Trì."), also=("dia diem",)),
    Field("ownership", _("Sở hữu"), _("Để trống là công lập."), choices=Ownership),
    Field("managing_body", _("Cơ quan quản lý"), _("Chọn trong danh mục."), choices=ManagingBody),
    Field("since", _("Từ ngày"), _("Ngày thành lập; để trống là ngày nhập."), is_day=True),
)

FIELDS = {"people": PEOPLE, "units": UNITS}
