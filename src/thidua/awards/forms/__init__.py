"""What is typed about rounds, ratings, dossiers and decisions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thidua import legal
from thidua.awards.states import Confirmation, Way
from thidua.core import period
from thidua.legal import Subject
from thidua.legal.messages import term
from thidua.ui.forms import Form, ReasonForm

__all__ = ["ReasonForm"]
LINES = forms.Textarea(attrs={"rows": 4})
ONLY_CHECKED = _("Chỉ đánh dấu điều đã kiểm tra. Điều chưa xác nhận được ghi là chưa đủ thông tin.")


def award_choices(codes: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """Awards with a pack, by their names in the page's language."""
    language = (get_language() or "vi")[:2]
    return [
        (pack.code, pack.names.get(language, pack.names["vi"]))
        for pack in legal.awards()
        if codes is None or pack.code in codes
    ]


def award_choices_by_line() -> list[tuple[str, list[tuple[str, str]]]]:
    """The same under the line whose awards they are: the State, the union and so on."""
    names = dict(award_choices())
    lines: dict[str, list[tuple[str, str]]] = {}
    for pack in legal.awards():
        lines.setdefault(pack.issuer, []).append((pack.code, names[pack.code]))
    language = (get_language() or "vi")[:2]
    return [(term(f"issuer.{line}", language), choices) for line, choices in lines.items()]


def year_choices() -> list[tuple[int, str]]:
    """The coming year and those of the last decade, the newest first."""
    this = period.today().year
    return [(year, str(year)) for year in range(this + 1, this - 11, -1)]


class EligibilityForm(Form):
    """For which unit the table of eligibility is made; for all in reach where none is named."""

    unit: Any = forms.ModelChoiceField(
        queryset=None, label=_("Đơn vị"), required=False,
        empty_label=_("Tất cả đơn vị trong phạm vi phụ trách"),
        help_text=_("Gồm người của đơn vị đó và các đơn vị trực thuộc."),
    )  # fmt: skip

    def __init__(self, units: Any, *given: Any) -> None:
        super().__init__(*given)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = units


class RoundForm(Form):
    """A round: for which unit and year, for which awards, until when."""

    unit: Any = forms.ModelChoiceField(queryset=None, label=_("Đơn vị xét"))
    name = forms.CharField(label=_("Tên đợt xét"), max_length=200)
    year = forms.TypedChoiceField(label=_("Năm thành tích"), coerce=int)
    movement: Any = forms.ModelChoiceField(
        queryset=None, label=_("Phong trào"), required=False,
        help_text=_("Để trống nếu là đợt xét thường xuyên cuối năm."),
    )  # fmt: skip
    awards = forms.MultipleChoiceField(
        label=_("Danh hiệu, hình thức được xét"), widget=forms.CheckboxSelectMultiple
    )
    submit_by = forms.DateField(
        label=_("Nhận hồ sơ đến hết ngày"), required=False,
        help_text=_("Để trống thì lấy thời hạn sớm nhất mà quy định của đơn vị, cấp trên đặt ra."),
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_("Loại hình khen thưởng"), choices=Way.choices, initial=Way.MERIT, required=False
    )

    def clean_way(self) -> str:
        return self.cleaned_data["way"] or Way.MERIT

    def __init__(self, *args: Any, units: Any, movements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset, fields["movement"].queryset = units, movements
        fields["awards"].choices = award_choices_by_line()
        fields["year"].choices = year_choices()


class RoundEditForm(Form):
    """What may change of a round."""

    name = forms.CharField(label=_("Tên đợt xét"), max_length=200)
    awards = forms.MultipleChoiceField(
        label=_("Danh hiệu, hình thức được xét"), widget=forms.CheckboxSelectMultiple
    )
    submit_by = forms.DateField(label=_("Nhận hồ sơ đến hết ngày"))
    way = forms.ChoiceField(label=_("Loại hình khen thưởng"), choices=Way.choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["awards"].choices = award_choices_by_line()


class RatingsForm(Form):
    """Ratings pasted from a sheet: one line for each person or unit."""

    unit: Any = forms.ModelChoiceField(queryset=None, label=_("Đơn vị"))
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int)
    basis = forms.CharField(
        label=_("Theo văn bản, hoặc người ký nếu là xếp loại tạm"), max_length=200, required=False
    )
    is_provisional = forms.BooleanField(
        label=_("Xếp loại tạm, chờ kết quả chính thức"), required=False
    )
    text = forms.CharField(
        label=_("Dán từ bảng tính: mã, mức xếp loại"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Mỗi dòng một người hoặc đơn vị. Mức: HTXSNV, HTTNV, HTNV, KHTNV hoặc ghi đủ chữ."
        ),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = units
        fields["year"].choices = year_choices()


class ProposeForm(Form):
    """Whom to propose for which award, and what the unit confirms of all of them."""

    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"))
    source = forms.ChoiceField(
        label=_("Lấy người và tập thể từ"), widget=forms.RadioSelect, initial="list",
        choices=[("list", _("danh sách dán dưới đây"))],
    )  # fmt: skip
    codes = forms.CharField(
        label=_("Mã nhân viên hoặc mã đơn vị"), required=False, widget=LINES,
        help_text=_("Mỗi dòng một mã; có thể dán từ bảng tính, cột đầu là mã."),
    )  # fmt: skip
    achievement = forms.CharField(
        label=_("Thành tích chung"), required=False, widget=LINES,
        help_text=_("In trên giấy khen; sửa riêng cho từng người ở hồ sơ."),
    )  # fmt: skip
    confirmed = forms.MultipleChoiceField(
        label=_("Đơn vị xác nhận tất cả những người này"), required=False,
        widget=forms.CheckboxSelectMultiple, choices=Confirmation.choices,
        help_text=ONLY_CHECKED,
    )  # fmt: skip

    def __init__(self, *args: Any, round: Any, **kwargs: Any) -> None:  # noqa: A002 # the clerk's word
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["award"].choices = award_choices(round.awards)
        if round.movement is not None:
            fields["source"].choices = [
                ("aiming", _("người đã đăng ký danh hiệu, hình thức này trong phong trào")),
                ("registered", _("mọi người đã đăng ký trong phong trào")),
                *fields["source"].choices,
            ]
            fields["source"].initial = "aiming"

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("source") == "list" and not given.get("codes", "").strip():
            self.add_error("codes", _("Ghi ít nhất một mã."))
        return given

    def facts(self) -> dict[str, bool]:
        return dict.fromkeys(self.cleaned_data["confirmed"], True)


class DossierForm(Form):
    """The achievement, and the facts that the unit confirms."""

    achievement = forms.CharField(
        label=_("Thành tích"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Dòng đầu in trên giấy khen, giấy chứng nhận."),
    )  # fmt: skip
    confirmed = forms.MultipleChoiceField(
        label=_("Đơn vị xác nhận"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=ONLY_CHECKED,
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Sequence[Confirmation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["confirmed"].choices = [(c.value, c.label) for c in offered]

    def facts(self) -> dict[str, bool]:
        return dict.fromkeys(self.cleaned_data["confirmed"], True)


class GoOnForm(Form):
    """The written reason for going on where facts are missing or rules are unverified."""

    reason = forms.CharField(
        label=_("Lý do đi tiếp khi chưa đủ thông tin"), required=False, max_length=500,
        widget=LINES,
        help_text=_("Ghi trong hồ sơ và nhật ký; hội đồng đọc được."),
    )  # fmt: skip


class SendForm(GoOnForm):
    """Before which council; and why, where the list has not stood in public."""

    council: Any = forms.ModelChoiceField(queryset=None, label=_("Hội đồng"))

    def __init__(self, *args: Any, councils: Any, is_doubtful: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["council"].queryset = councils
        fields["reason"].required = is_doubtful
        if not is_doubtful:
            del fields["reason"]
        self.order_fields(["council"])


class DecisionForm(GoOnForm):
    """A draft: for which award, under which symbol, by which power."""

    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"))
    symbol = forms.CharField(
        label=_("Ký hiệu"), max_length=40, help_text=_("Phần sau số, ví dụ QĐ-BV.")
    )
    merit = forms.CharField(
        label=_("Thành tích ghi trong trích yếu"), required=False, max_length=300, widget=LINES,
        help_text=_("Để trống thì ghi theo phong trào hoặc năm của đợt xét."),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Số văn bản quy định thẩm quyền"), required=False, max_length=80,
        help_text=_("Chỉ cần khi luật không quy định trực tiếp, ví dụ bệnh viện quân đội."),
    )  # fmt: skip
    on = forms.DateField(label=_("Ngày của văn bản đó"), required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành văn bản đó"), required=False, max_length=120)

    def __init__(
        self, *args: Any, awards: Sequence[str], is_doubtful: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["award"].choices = award_choices(awards)
        if not is_doubtful:
            del fields["reason"]
        self.order_fields(["award", "symbol", "merit", "reason"])


class NumberForm(Form):
    """Number and day as the clerk's register has them."""

    number = forms.IntegerField(label=_("Số"), min_value=1)
    dated_on = forms.DateField(
        label=_("Ngày ban hành"),
        help_text=_("Ngày này quyết định mức lương cơ sở tính tiền thưởng."),
    )


class ScanForm(Form):
    """The signed paper, if it was scanned."""

    scan = forms.FileField(label=_("Bản quét đã ký (PDF)"), required=False)


class SignForm(ScanForm, GoOnForm):
    """And why it is signed, where findings differ since receipt."""

    def __init__(self, *args: Any, is_doubtful: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and not is_doubtful:
            del self.fields["reason"]


class ReviseForm(Form):
    """The free texts of a draft decision."""

    LABELS = {
        "bases": _("Căn cứ (mỗi dòng một căn cứ)"),
        "article_1": _("Điều 1"),
        "article_2": _("Điều 2"),
        "article_3": _("Điều 3"),
        "recipients": _("Nơi nhận (mỗi dòng một nơi)"),
    }

    def __init__(self, *args: Any, texts: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS.items():
            self.fields[name] = forms.CharField(label=label, initial=texts[name], widget=LINES)


def default_submit_by(today: date) -> date:
    """The last day offered for a new round: that of the year's end rush (10 December)."""
    return max(today, date(today.year, 12, 10))


def subject_kind(dossier: Any) -> Subject:
    return Subject.INDIVIDUAL if dossier.person_id else Subject.COLLECTIVE


class RevocationForm(Form):
    """Why and by which article honours are taken back."""

    article = forms.CharField(
        label=_("Căn cứ pháp lý"),
        max_length=200,
        help_text=_("Điều, khoản của luật, nghị định hoặc kết luận làm căn cứ."),
    )
    reason = forms.CharField(label=_("Lý do hủy bỏ, thu hồi"), max_length=1000, widget=LINES)


class DraftRevocationForm(RevocationForm):
    """The same for a new one: whose honours, and the symbol of the paper."""

    honours = forms.MultipleChoiceField(label=_("Thu hồi của"), widget=forms.CheckboxSelectMultiple)
    symbol = forms.CharField(
        label=_("Ký hiệu"), max_length=40, help_text=_("Phần sau số, ví dụ QĐ-BV.")
    )
    field_order = ("honours", "article", "reason", "symbol")

    def __init__(self, *args: Any, honours: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["honours"].choices = [(each.pk, str(each.subject)) for each in honours]

    def clean_honours(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["honours"]]


class TakeBackForm(Form):
    """Number and day of the revocation, as the clerk's register has them."""

    number = forms.IntegerField(label=_("Số"), min_value=1)
    dated_on = forms.DateField(
        label=_("Ngày ban hành"), help_text=_("Khen thưởng hết giá trị từ ngày này.")
    )


class RecoveredForm(Form):
    """When something came back, or why it never will."""

    recovered_on = forms.DateField(label=_("Ngày thu hồi"))
    reason = forms.CharField(
        label=_("Lý do không thu hồi"), required=False, max_length=300,
        help_text=_(
            "Để trống khi đã nhận lại. Ghi lý do khi không có gì để thu hồi hoặc không thu hồi "
            "được; ngày ở trên là ngày kết luận."
        ),
    )  # fmt: skip


class OutcomeForm(Form):
    """What became of a later honour."""

    outcome = forms.CharField(
        label=_("Kết luận"),
        max_length=1000,
        widget=LINES,
        help_text=_("Giữ nguyên hay thu hồi, theo căn cứ nào."),
    )


class PrintForm(Form):
    """On what the letters are printed: nothing chosen is blank paper with a border."""

    stock: Any = forms.ModelChoiceField(
        label=_("In trên"), queryset=None, required=False,
        empty_label=_("Giấy trắng, in cả khung viền"),
    )  # fmt: skip
    printer: Any = forms.ModelChoiceField(
        label=_("Máy in"), queryset=None, required=False, empty_label=_("Không chỉnh độ lệch"),
        help_text=_("Độ lệch của máy chỉ dùng khi in trên phôi."),
    )  # fmt: skip
    is_apart = forms.BooleanField(label=_("Thêm tệp nén gồm từng giấy khen riêng"), required=False)

    def __init__(self, *args: Any, stocks: Any, printers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["stock"].queryset, fields["printer"].queryset = stocks, printers
