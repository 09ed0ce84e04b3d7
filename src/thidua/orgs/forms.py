"""What is typed about units, people, roles and sheets."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.orgs import states
from thidua.orgs.models import Person, Unit
from thidua.ui.forms import Form


def _choices(kinds: Any, *, optional: bool = False) -> list[tuple[str, Any]]:
    return [("", _("Chọn một mục"))] * optional + list(kinds.choices)


class PersonField(forms.CharField):
    """A person named by staff code, among those whom the form is given."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.people: QuerySet[Person] | None = None

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        assert self.people is not None
        # «BS0042 – Nguyễn Thị Lan», as the list of suggestions fills it in.
        code = typed.partition(" – ")[0].strip()
        found = self.people.filter(code__iexact=code).first()
        if found is None:
            raise forms.ValidationError(_("Không có ai mang mã này trong phạm vi của bạn."))
        return found


class UnitForm(Form):
    code = forms.CharField(label=_("Mã đơn vị"), max_length=40)
    name = forms.CharField(label=_("Tên đơn vị"), max_length=200)
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=_choices(states.UnitKind))
    ownership = forms.ChoiceField(label=_("Sở hữu"), choices=_choices(states.Ownership))
    managing_body = forms.ChoiceField(
        label=_("Cơ quan quản lý"),
        choices=_choices(states.ManagingBody, optional=True),
        required=False,
    )
    is_legal_entity = forms.BooleanField(label=_("Có tư cách pháp nhân"), required=False)
    place = forms.CharField(
        label=_("Địa danh"),
        max_length=80,
        required=False,
        help_text=_("Ghi trước ngày tháng trên văn bản."),
    )
    is_veiled = forms.BooleanField(
        label=_("Không để lộ ra ngoài"),
        required=False,
        help_text=_(
            "Đơn vị này và mọi đơn vị cấp dưới: văn bản không có trang xác minh công khai, không "
            "in mã QR; thư điện tử không ghi nội dung."
        ),
    )


class NewUnitForm(UnitForm):
    line = forms.ChoiceField(label=_("Hệ"), choices=_choices(states.Line))
    valid_from = forms.DateField(label=_("Từ ngày"), initial=period.today)


class DayForm(Form):
    on = forms.DateField(label=_("Ngày cuối cùng"), initial=period.today)


class DayAndReasonForm(DayForm):
    reason = forms.CharField(label=_("Lý do hoặc văn bản"), max_length=300)


class MovedDayForm(Form):
    """A day off, a day worked, or one for the other."""

    off = forms.DateField(label=_("Ngày được nghỉ"), required=False)
    worked = forms.DateField(
        label=_("Ngày làm việc"), required=False,
        help_text=_("Ghi cả hai ngày khi hoán đổi; chỉ ghi một ngày khi nghỉ thêm, làm thêm."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Lý do"), max_length=200, help_text=_("Ví dụ: ngày truyền thống của tỉnh.")
    )
    basis = forms.CharField(
        label=_("Theo văn bản"), max_length=200, help_text=_("Số, ngày, cơ quan ban hành.")
    )


class UnitChoiceForm(Form):
    """Another unit; `units` are those that may be chosen."""

    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Đơn vị"), queryset=None)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units.order_by("path")


class LinkForm(UnitChoiceForm):
    valid_from = forms.DateField(label=_("Từ ngày"), initial=period.today)


class SuccessionForm(UnitChoiceForm):
    kind = forms.ChoiceField(label=_("Hình thức"), choices=_choices(states.SuccessionKind))
    on = forms.DateField(label=_("Từ ngày"), initial=period.today)
    basis = forms.CharField(label=_("Theo văn bản"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].label = _("Đơn vị kế thừa")
        self.fields["unit"].required = False
        self.fields["unit"].help_text = _("Để trống khi giải thể.")
        self.order_fields(["kind", "unit", "on", "basis"])


class PersonForm(Form):
    code = forms.CharField(label=_("Mã nhân viên"), max_length=40)
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    sex = forms.ChoiceField(
        label=_("Giới tính"), choices=_choices(states.Sex, optional=True), required=False
    )
    born_on = forms.DateField(label=_("Ngày sinh"), required=False)
    phone = forms.CharField(
        label=_("Số điện thoại"),
        max_length=20,
        required=False,
        help_text=_("Dùng để đăng nhập thay cho mã nhân viên."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)


class NewPersonForm(PersonForm):
    contract = forms.ChoiceField(
        label=_("Loại hợp đồng"),
        choices=_choices(states.ContractKind, optional=True),
        required=False,
    )
    valid_from = forms.DateField(label=_("Từ ngày"), initial=period.today)


class MembershipForm(UnitChoiceForm):
    kind = forms.ChoiceField(label=_("Tư cách"), choices=_choices(states.MembershipKind))
    contract = forms.ChoiceField(
        label=_("Loại hợp đồng"),
        choices=_choices(states.ContractKind, optional=True),
        required=False,
    )
    valid_from = forms.DateField(label=_("Từ ngày"), initial=period.today)


class PositionForm(UnitChoiceForm):
    title = forms.CharField(
        label=_("Chức vụ"), max_length=120, help_text=_("Ghi như in dưới chữ ký.")
    )
    leader_level = forms.ChoiceField(
        label=_("Cấp lãnh đạo"),
        choices=_choices(states.LeaderLevel),
        initial=states.LeaderLevel.DIRECT,
        help_text=_("Dùng cho báo cáo thống kê (Thông tư 02/2023/TT-BNV)."),
    )
    valid_from = forms.DateField(label=_("Từ ngày"), initial=period.today)


class _WithPerson(Form):
    person = PersonField(
        label=_("Mã nhân viên"),
        help_text=_("Gõ mã, hoặc chọn trong gợi ý."),
        widget=forms.TextInput(attrs={"list": "goi-y-nhan-su", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.people = people


class RoleForm(_WithPerson):
    role = forms.ChoiceField(label=_("Vai trò"), choices=_choices(states.Role))
    valid_from = forms.DateField(label=_("Từ ngày"), initial=period.today)
    basis = forms.CharField(label=_("Theo văn bản"), max_length=200, required=False)


class DeputyForm(_WithPerson):
    valid_from = forms.DateField(label=_("Từ ngày"), initial=period.today)
    valid_to = forms.DateField(label=_("Đến hết ngày"))
    basis = forms.CharField(label=_("Theo văn bản"), max_length=200)


class TwinForm(_WithPerson):
    """Whose file is kept when two are one person's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].label = _("Mã nhân viên của hồ sơ giữ lại")


class ReasonOnly(Form):
    reason = forms.CharField(label=_("Lý do hoặc văn bản"), max_length=300)


class SheetForm(UnitChoiceForm):
    """A file or pasted rows, and under which unit they go."""

    file = forms.FileField(
        label=_("Tệp Excel"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )
    text = forms.CharField(
        label=_("Hoặc dán các dòng chép từ Excel"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Chép cả dòng tiêu đề."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].label = _("Nhập vào đơn vị")
        self.fields["unit"].help_text = _("Chỉ nhận các dòng thuộc đơn vị này và cấp dưới.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("file")) == bool((given.get("text") or "").strip()):
            raise forms.ValidationError(_("Chọn một tệp, hoặc dán các dòng; không làm cả hai."))
        return given
