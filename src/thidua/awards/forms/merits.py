"""What is typed about merits, the works a dossier rests on, and its parts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.awards.forms import LINES, award_choices
from thidua.ui.forms import Form


class MeritForm(Form):
    """A merit as every line reads it."""

    title = forms.CharField(label=_("Việc làm, thành tích"), max_length=200)
    done_on = forms.DateField(
        label=_("Ngày lập thành tích"), required=False,
        help_text=_("Ngày cuối của việc làm. Để trống nếu là thành tích cả năm."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Nội dung thành tích"), required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Hồ sơ chưa nộp của mọi hệ lấy theo nội dung này; hồ sơ đã nộp giữ nguyên."),
    )  # fmt: skip


class EvidenceForm(Form):
    """One file that proves a merit."""

    file = forms.FileField(
        label=_("Thêm minh chứng"),
        help_text=_("Ảnh, PDF, Word hoặc Excel. Không gửi giấy tờ có tên, bệnh án của người bệnh."),
    )


class ProposeMeritForm(Form):
    """In which round, for which award."""

    round: Any = forms.ModelChoiceField(label=_("Đợt xét"), queryset=None)
    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"))

    def __init__(self, *args: Any, rounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["round"].queryset = rounds
        fields["round"].label_from_instance = lambda row: f"{row.name} ({row.unit})"
        codes = dict.fromkeys(code for row in rounds for code in row.awards)
        fields["award"].choices = award_choices(list(codes))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "round" in given and given.get("award") not in given["round"].awards:
            self.add_error("award", _("Đợt xét đã chọn không xét danh hiệu, hình thức này."))
        return given


class OfferMeritForm(Form):
    """To whom a merit is handed over."""

    unit = forms.TypedChoiceField(label=_("Đơn vị nhận"))
    note_to = forms.CharField(label=_("Lời nhắn"), required=False, max_length=300, widget=LINES)

    def __init__(self, *args: Any, units: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        known = {str(unit.pk): unit for unit in units}
        fields["unit"].choices = [(key, str(unit)) for key, unit in known.items()]
        fields["unit"].coerce = known.get


class WorksForm(Form):
    """Which initiatives carry the dossier."""

    initiatives = forms.TypedMultipleChoiceField(
        label=_("Sáng kiến làm căn cứ"), required=False, coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Mỗi sáng kiến chỉ dùng một lần; sáng kiến đã dùng cho Chiến sĩ thi đua cơ sở vẫn dùng "
            "được cho danh hiệu cấp cao hơn."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["initiatives"].choices = [
            (each.initiative.pk, str(each.initiative)) for each in offered if each.spent is None
        ]


class PartForm(Form):
    """What is known of one part of a dossier that the product does not hold itself."""

    state = forms.ChoiceField(
        label=_("Thành phần này"), widget=forms.RadioSelect,
        choices=[
            ("there", _("đã có")), ("not_needed", _("không cần")), ("open", _("chưa có")),
        ],
    )  # fmt: skip
    file = forms.FileField(label=_("Tệp đính kèm"), required=False)
    reason = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=300, widget=LINES,
        help_text=_("Bản giấy đang để ở đâu; hoặc vì sao không cần."),
    )  # fmt: skip
