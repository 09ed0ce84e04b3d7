"""The number that one body gives to a joint plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.ui.forms import Form


class JointNumberForm(Form):
    """Number, symbol and day, as the body's own register has them."""

    number = forms.IntegerField(label=_("Số"), min_value=1)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=40)
    dated_on = forms.DateField(label=_("Ngày ban hành"))

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)
