"""What is asked when dossiers go to another installation, and when they and answers come."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.awards.actions.parcels.taking import BACK, NEW
from thidua.awards.forms import LINES
from thidua.awards.forms.rising import MeetingForm, PickForm
from thidua.awards.parcels import SentDecision, SentDossier
from thidua.awards.queries.parcels import Known
from thidua.awards.states import Level, Way
from thidua.legal import Subject
from thidua.legal.packs import packs
from thidua.orgs.queries import keeping_unit_of
from thidua.ui.forms import Form


class SendForm(PickForm, MeetingForm):
    """To whom, by which letter, which dossiers."""

    field_order = ("partner", "dossiers", "record", "record_on", "number", "dated_on", "reason")
    partner: Any = forms.ModelChoiceField(
        label=_("Gửi đến"), queryset=None, help_text=_("Đối tác đã đối chiếu dấu vân tay khóa."),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Số tờ trình"), required=False, max_length=12,
        help_text=_("Theo sổ văn thư; để trống thì tờ trình in chừa chỗ ghi số."),
    )  # fmt: skip
    dated_on = forms.DateField(label=_("Ngày tờ trình"), required=False)
    reason = forms.CharField(
        label=_("Lý do đi tiếp"), required=False, max_length=500, widget=LINES,
        help_text=_("Chỉ cần khi dữ liệu hôm nay khác lúc nộp hồ sơ."),
    )  # fmt: skip

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["partner"].queryset, fields["partner"].initial = partners, partners.first()
        fields["dossiers"].initial = [key for key, _label in fields["dossiers"].choices]
        # Those that rose before go along as they are: nobody is asked for their meeting again.
        for name in fields.keys() & {"record", "record_on"}:
            fields[name].required = False


def field_of(place: int) -> str:
    """The question who the dossier at a place of the list is about."""
    return f"who-{place}"


class TakeForm(Form):
    """Into which round, to which unit they belong here, and who each of them is."""

    round: Any = forms.ModelChoiceField(
        label=_("Nhận vào đợt xét"), queryset=None, help_text=_("Đợt xét đang nhận hồ sơ."),
    )  # fmt: skip
    home: Any = forms.ModelChoiceField(
        label=_("Đơn vị tại đây ứng với bên gửi"), queryset=None,
        help_text=_("Người chưa có hồ sơ ở đây được lập hồ sơ trong đơn vị này, không tài khoản."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Lý do trả lại"), required=False, max_length=500, widget=LINES,
        help_text=_("Chỉ cần khi có hồ sơ chọn trả lại; bên gửi đọc được lý do này."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, rounds: Any, homes: Any, items: Sequence[SentDossier],
        known: Mapping[str, Known], on: date, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["round"].queryset, fields["round"].initial = rounds, rounds.first()
        fields["home"].queryset = homes
        self._references = {field_of(n): item.reference for n, item in enumerate(items)}
        for name, item in zip(self._references, items, strict=True):
            found = known[item.reference]
            self.fields[name] = forms.ChoiceField(
                label=_("Trong hệ thống này là"), choices=_choices(item, found, on),
                widget=forms.RadioSelect, initial=_initial(item, found),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        who = {key: given.pop(name, "") for name, key in self._references.items()}
        if BACK in who.values() and not given.get("reason", "").strip():
            self.add_error("reason", _("Ghi lý do trả lại."))
        return {**given, "who": who}


def _choices(item: SentDossier, known: Known, on: date) -> list[tuple[str, Any]]:
    if item.award not in packs():
        return [(BACK, _("Trả lại hồ sơ này"))]
    is_person = item.subject.kind is Subject.INDIVIDUAL
    alike = [(str(each.pk), _worded(each, is_person=is_person, on=on)) for each in known.alike]
    fresh = (
        _("Người chưa có ở đây: lập hồ sơ mới")
        if is_person
        else _("Tập thể chưa có ở đây: lập mới")
    )
    # A sure match leaves nothing to make anew.
    new = [] if known.sure is not None else [(NEW, fresh)]
    return [*alike, *new, (BACK, _("Trả lại hồ sơ này"))]


def _worded(each: Any, *, is_person: bool, on: date) -> str:
    if not is_person:
        return f"{each} ({each.code})"
    home = keeping_unit_of(each, on=on)
    born = [f"{each.born_on:%Y}"] if each.born_on else []
    return ", ".join([f"{each} ({each.code})", *born, *([str(home)] if home else [])])


def _initial(item: SentDossier, known: Known) -> str | None:
    """Nobody is chosen for the officer where there is a likeness but no certainty."""
    if item.award not in packs():
        return BACK
    if known.sure is not None:
        return str(known.sure.pk)
    return None if known.alike else NEW


class TakeDecisionForm(Form):
    """What the decision prints of its level and way, for the register's own columns."""

    level = forms.ChoiceField(label=_("Cấp quyết định"), choices=Level.choices)
    way = forms.ChoiceField(label=_("Loại hình khen thưởng"), choices=Way.choices)

    def __init__(self, *args: Any, data_sent: SentDecision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in (("level", data_sent.level), ("way", data_sent.way)):
            self.fields[name].initial = value
