"""What is typed: a list with its term, a comment, an answer, a letter and its papers, a hold."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.disclosures import queries, rules
from thidua.disclosures.actions import Line
from thidua.disclosures.states import ComplaintKind, Ground, Reach, Stance
from thidua.orgs import queries as orgs
from thidua.orgs.typed import the_one
from thidua.ui.forms import Form, ReasonForm, rows


class TermForm(Form):
    """Where a list is shown, from when and for how long."""

    reach = forms.ChoiceField(
        label=_("Công khai đến"), choices=Reach.choices, widget=forms.RadioSelect,
        initial=Reach.HOSPITAL,
    )  # fmt: skip
    starts_on = forms.DateField(label=_("Từ ngày"), widget=forms.DateInput)
    days = forms.IntegerField(
        label=_("Số ngày làm việc"), min_value=1, max_value=rules.LONGEST,
        help_text=_("Ngày đầu không tính; thứ Bảy, Chủ nhật và ngày lễ không tính."),
    )  # fmt: skip
    regulation = forms.CharField(
        label=_("Theo quy chế của đơn vị"), required=False, max_length=300,
        help_text=_("Số, ngày của quy chế; bỏ trống nếu theo số ngày thường dùng."),
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **more: Any) -> None:
        usual = rules.usual_days(on)
        more["initial"] = {"starts_on": on, "days": usual.days, **(more.get("initial") or {})}
        super().__init__(*args, **more)


class OpenForm(TermForm):
    """A list typed by hand: of which unit, under which name."""

    title = forms.CharField(label=_("Tên danh sách"), max_length=300)
    unit: Any = forms.ModelChoiceField(None, label=_("Đơn vị công khai"), empty_label=None)

    def __init__(self, *args: Any, actor: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["unit"]
        field.queryset = queries.units_handled(actor)
        self.order_fields(["title", "unit"])


class LineForm(Form):
    """One who is proposed: the least that tells who and for what."""

    name = forms.CharField(label=_("Họ và tên, tập thể"), max_length=200)
    unit_name = forms.CharField(label=_("Đơn vị"), max_length=200, required=False)
    proposed = forms.CharField(label=_("Đề nghị"), max_length=200)
    summary = forms.CharField(
        label=_("Tóm tắt thành tích"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


Lines = rows(LineForm, extra=3, least=1, most=500, more_label=_("Thêm dòng"))


def lines_of(kept: list[dict[str, Any]]) -> list[Line]:
    """The rows that were filled in, as the action takes them."""
    names = ("name", "unit_name", "proposed", "summary")
    return [Line(**{name: row[name] for name in names}) for row in kept]


class CommentForm(Form):
    """What one says of a row or of the whole list, with or without one's name."""

    row: Any = forms.ModelChoiceField(
        None, label=_("Về"), required=False, empty_label=_("Cả danh sách")
    )
    stance = forms.ChoiceField(
        label=_("Ý kiến của bạn"), choices=Stance.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Nội dung"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Cần ghi khi hỏi thêm hoặc chưa đồng ý. Không ghi thông tin người bệnh."),
    )  # fmt: skip
    is_protected = forms.BooleanField(
        label=_("Bảo vệ tên tôi"), required=False,
        help_text=_("Tên không hiện ở đâu; chỉ người xử lý được mở khi cần, và mỗi lần mở được "
                    "ghi lại để bạn biết."),
    )  # fmt: skip

    def __init__(self, *args: Any, disclosure: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["row"]
        field.queryset = queries.rows_of(disclosure)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("stance") not in (None, Stance.AGREE) and not given.get("text"):
            self.add_error("text", gettext("Cần ghi nội dung để người phụ trách xem xét được."))
        return given


class AnswerForm(Form):
    """The answer, as the author will read it."""

    answer = forms.CharField(
        label=_("Nội dung trả lời"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Nêu đã xem xét gì, kết quả ra sao, danh sách giữ nguyên hay thay đổi."),
    )  # fmt: skip


class TakeOverForm(Form):
    """Which of the two letters the comment is in truth."""

    kind = forms.ChoiceField(
        label=_("Xem xét như"), choices=ComplaintKind.choices, widget=forms.RadioSelect
    )


class ExtendForm(ReasonForm):
    """How many more days, and why."""

    days = forms.IntegerField(
        label=_("Thêm số ngày làm việc"), min_value=1, max_value=rules.LONGEST
    )
    field_order = ["days", "reason"]


class ComplaintForm(Form):
    """A letter that came; a complaint names who filed it, a denunciation may not."""

    # The sender is required by the kind chosen, which the browser does not know.
    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Loại đơn"), choices=ComplaintKind.choices, widget=forms.RadioSelect
    )
    unit: Any = forms.ModelChoiceField(None, label=_("Đơn vị nhận"), empty_label=None)
    subject = forms.CharField(label=_("Về việc"), max_length=300)
    filer = forms.CharField(
        label=_("Người gửi đơn"), max_length=200,
        help_text=_("Bỏ trống được nếu là tố cáo không rõ người gửi. Tên người tố cáo luôn được "
                    "giữ kín, chỉ mở khi cần và mỗi lần mở được ghi."),
    )  # fmt: skip
    filed_on = forms.DateField(label=_("Ngày nhận đơn"), widget=forms.DateInput)
    is_complex = forms.BooleanField(label=_("Vụ việc phức tạp"), required=False)
    is_remote = forms.BooleanField(label=_("Vùng sâu, vùng xa, đi lại khó khăn"), required=False)

    def __init__(self, *args: Any, actor: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["unit"]
        field.queryset = queries.units_settled(actor)
        self.fields["filer"].required = self.data.get("kind") != ComplaintKind.DENUNCIATION


class PaperForm(Form):
    """A paper's number and day."""

    paper = forms.CharField(label=_("Số, ký hiệu văn bản"), max_length=100)
    day = forms.DateField(label=_("Ngày văn bản"), widget=forms.DateInput)


class SettleForm(PaperForm):
    """The paper that settles a letter, and what it says."""

    is_upheld = forms.TypedChoiceField(
        label=_("Kết luận"),
        choices=[("yes", _("Đơn đúng hoặc đúng một phần")), ("no", _("Đơn không đúng"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    conclusion = forms.CharField(
        label=_("Tóm tắt kết luận"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class DayForm(Form):
    """The day on which the second letter came."""

    filed_on = forms.DateField(label=_("Ngày nhận đơn"), widget=forms.DateInput)


class HoldForm(PaperForm):
    """Whom or which unit, on which paper."""

    who = forms.CharField(
        label=_("Người hoặc đơn vị"), max_length=200,
        help_text=_("Ghi mã nhân viên hoặc họ tên; với tập thể ghi mã đơn vị."),
    )  # fmt: skip
    ground = forms.ChoiceField(label=_("Căn cứ"), choices=Ground.choices, widget=forms.RadioSelect)
    field_order = ["who", "ground", "paper", "day"]

    def __init__(self, *args: Any, actor: Any, complaint: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.actor = actor
        if complaint is not None:
            for name in ("ground", "paper", "day"):
                del self.fields[name]

    def clean_who(self) -> Any:
        text = str(self.cleaned_data["who"])
        unit = orgs.unit_by_code(text)
        if unit is not None:
            return unit
        unknown = gettext("Không thấy người hoặc đơn vị nào như vậy: ghi mã cho chắc.")
        return the_one(orgs.people_named(self.actor, text), text, unknown=unknown)


class EndForm(PaperForm):
    """The paper that concludes, and what it says in short."""

    conclusion = forms.CharField(
        label=_("Tóm tắt kết luận"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
