"""What is typed of care."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.care import queries
from thidua.care.models import CareRecord
from thidua.orgs.typed import the_one
from thidua.ui.forms import Form, ModelForm


class CareForm(ModelForm):
    """Occasion, kind, money, source, decision, day; a person or a number; the circumstances."""

    recipient = forms.CharField(
        label=_("Người được chăm lo"), max_length=200, required=False,
        help_text=_("Họ và tên hoặc mã nhân viên; để trống nếu chăm lo nhiều người."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    recipients = forms.IntegerField(
        label=_("Số người"), min_value=1, required=False,
        help_text=_("Ghi khi chăm lo nhiều người của đơn vị."),
    )  # fmt: skip

    class Meta:
        model = CareRecord
        fields = (
            "kind", "occasion", "given_on", "amount", "source", "decision", "circumstances",
            "movement",
        )  # fmt: skip
        labels = {
            "kind": _("Loại"), "occasion": _("Dịp"), "given_on": _("Ngày"),
            "amount": _("Tổng số tiền (đồng)"), "source": _("Nguồn"),
            "decision": _("Văn bản quyết định"), "circumstances": _("Hoàn cảnh"),
            "movement": _("Thuộc phong trào"),
        }  # fmt: skip
        help_texts = {
            "occasion": _("Ví dụ: Tết, Tháng Công nhân. Không ghi tên hay hoàn cảnh ở đây."),
            "amount": _("Quà bằng hiện vật thì ghi giá trị; không có thì để trống."),
            "circumstances": _(
                "Chỉ người được chăm lo, trưởng đơn vị và cán bộ phụ trách đọc được; "
                "mỗi lần mở đều được ghi lại."
            ),
        }
        widgets = {"circumstances": forms.Textarea(attrs={"rows": 3, "class": "off-draft"})}

    def __init__(self, *args: Any, actor: Any, movement: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        record: CareRecord = self.instance
        field: Any = self.fields["movement"]
        field.queryset = queries.offered_movements(actor)
        field.empty_label = _("Không thuộc phong trào nào")
        if record.pk is None:
            units = queries.units_in_charge(actor)
            self.fields["unit"] = forms.ModelChoiceField(units, label=_("Đơn vị"), empty_label=None)
            self.initial["movement"] = movement
        else:
            self.initial["recipient"] = record.person.code if record.person is not None else ""
            self.initial["recipients"] = None if record.person is not None else record.recipients
        self.order_fields(
            ["unit", "kind", "occasion", "given_on", "recipient", "recipients", "circumstances",
             "amount", "source", "decision", "movement"]
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        text, number = cleaned.get("recipient"), cleaned.get("recipients")
        if text and number and number > 1:
            self.add_error("recipients", gettext("Đã ghi tên một người thì để trống số người."))
        elif text:
            self._find(cleaned, text)
        elif not number and "recipients" not in self.errors:
            self.add_error("recipient", gettext("Ghi tên người được chăm lo hoặc số người."))
        return cleaned

    def _find(self, cleaned: dict[str, Any], text: str) -> None:
        unit = cleaned.get("unit") or getattr(self.instance, "unit", None)
        if unit is None or cleaned.get("given_on") is None:
            return
        found = queries.people_named(unit, text, on=cleaned["given_on"])
        said = gettext("Không thấy «%(name)s» ở %(unit)s vào ngày đó.") % {
            "name": text,
            "unit": unit,
        }
        try:
            cleaned["person"] = the_one(found, text, unknown=said)
        except forms.ValidationError as error:
            self.add_error("recipient", error)

    def _post_clean(self) -> None:
        """The action judges and saves; the instance stays as it was read."""

    @property
    def facts(self) -> dict[str, Any]:
        """The cleaned facts for the action."""
        given = dict(self.cleaned_data)
        given.pop("unit", None)
        given.pop("recipient", None)
        person = given.setdefault("person", None)
        return {**given, "recipients": 1 if person is not None else given["recipients"]}


class YearForm(Form):
    """Which year a report is of."""

    year = forms.TypedChoiceField(label=_("Năm"), coerce=int)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["year"]
        field.choices = [(number, str(number)) for number in years]
