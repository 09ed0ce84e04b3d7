"""How a person wants to be told, as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.notices.models import Preference
from thidua.ui.forms import Form, ModelForm


class PreferenceForm(ModelForm):
    """Mail or not, one a day or as it comes, and the hours in which nothing rings."""

    class Meta:
        model = Preference
        fields = ("by_mail", "quiet_from", "quiet_until", "digest", "digest_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("quiet_from", "quiet_until", "digest_at"):
            self.fields[name].widget = forms.TimeInput(
                format="%H:%M", attrs={"inputmode": "numeric", "placeholder": "21:00"}
            )
            self.fields[name].error_messages["invalid"] = _("Ghi giờ theo mẫu 21:00.")
        self.fields["quiet_until"].help_text = _(
            "Trong khoảng này không gửi thư; thư chờ đến hết giờ yên lặng. Người làm ca đêm đặt "
            "theo giờ ngủ của mình, ví dụ 08:00 đến 15:00. Hai giờ bằng nhau là không có giờ "
            "yên lặng."
        )


class RestForm(Form):
    """After a night shift: how long nothing rings."""

    hours = forms.TypedChoiceField(
        label=_("Không gửi thư trong"),
        coerce=int,
        choices=[
            (4, _("4 giờ tới")),
            (8, _("8 giờ tới")),
            (12, _("12 giờ tới")),
            (24, _("24 giờ tới")),
        ],
        initial=8,
    )
