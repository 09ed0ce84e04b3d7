"""What is typed of a pact: its facts, its parties and clauses as rows, signatures, scans."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.movements import measures
from thidua.movements import queries as movements
from thidua.orgs import queries as orgs
from thidua.pacts import queries
from thidua.pacts.drafts import CLAUSES, PARTIES, ClauseFacts, PartyFacts
from thidua.pacts.models import Clause, Pact, Party
from thidua.pacts.states import Operator, PartyRole
from thidua.pacts.wording import title_names
from thidua.ui.forms import Form, ModelForm, PhotoInput, Rows, rows

ROWS = (PARTIES, CLAUSES)
FACTS = ("title", "place", "held_on", "sign_by", "bases", "commitment")


class PactForm(ModelForm):
    """What stands around parties and clauses."""

    class Meta:
        model = Pact
        fields = FACTS
        labels = {
            "title": _("Tên giao ước"),
            "place": _("Nơi ký"),
            "held_on": _("Ngày ký kết"),
            "sign_by": _("Ký đến hết ngày"),
            "bases": _("Căn cứ"),
            "commitment": _("Lời cam kết chung"),
        }
        help_texts = {
            "title": _("Ví dụ: thi đua cao điểm chào mừng Đại hội Công đoàn."),
            "place": _("Ví dụ: Hội trường A."),
            "sign_by": _("Bên nào chưa ký sẽ thấy hạn này ở trang đầu."),
            "bases": _("Mỗi căn cứ một dòng."),
        }
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "bases": forms.Textarea(attrs={"rows": 3}),
            "commitment": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes as `facts`."""
        return {name: self.cleaned_data[name] for name in FACTS}


class PartyRow(Form):
    """One unit that signs or witnesses, and who signs for it."""

    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    role = forms.ChoiceField(label=_("Vai trò"), choices=PartyRole.choices, initial=PartyRole.PARTY)
    signer = forms.CharField(
        label=_("Người ký"), required=False, max_length=200,
        widget=forms.TextInput(
            attrs={"placeholder": _("Người đứng đầu đơn vị"), "autocomplete": "off"}
        ),
    )  # fmt: skip
    titles = forms.MultipleChoiceField(
        label=_("Đăng ký"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, units: Mapping[int, Any], names: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        fields: dict[str, Any] = self.fields
        fields["unit"].choices = [
            ("", gettext("Chọn đơn vị")),
            *((k, u.name) for k, u in units.items()),
        ]
        fields["titles"].choices = list(names.items())

    def clean_signer(self) -> Any:
        text = self.cleaned_data["signer"]
        if not text:
            return None
        code = text.split(" – ")[0]
        if (found := orgs.person_by_code(code)) is not None:
            return found
        raise forms.ValidationError(
            gettext("Không có ai mang mã nhân viên «%(code)s».") % {"code": code}
        )

    @property
    def facts(self) -> PartyFacts:
        """What the action takes of this row."""
        given = self.cleaned_data
        return PartyFacts(
            self.units[given["unit"]], given["role"], given["signer"], given["titles"]
        )


class ClauseRow(Form):
    """One promise: words, and a target where a measure can hold them against figures."""

    text = forms.CharField(
        label=_("Nội dung"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    measure = forms.ChoiceField(label=_("Số đo"), required=False)
    operator = forms.ChoiceField(
        label=_("So sánh"), required=False, choices=[("", "–"), *Operator.choices]
    )
    target = forms.DecimalField(label=_("Mức"), required=False, max_digits=18, decimal_places=3)
    due_on = forms.DateField(label=_("Thời hạn"), required=False)
    # Which clause it was: whom it binds apart is written on a page of its own.
    key = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["measure"].choices = [("", gettext("Chỉ ghi bằng lời")), *offered]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        is_zero = given.get("operator") == Operator.NONE_AT_ALL
        if given.get("measure"):
            if not given.get("operator"):
                self.add_error("operator", gettext("Chọn cách so sánh với mức phấn đấu."))
            elif given.get("target") is None and not is_zero and "target" not in self.errors:
                self.add_error("target", gettext("Ghi mức phấn đấu."))
        elif given.get("operator") or given.get("target") is not None:
            self.add_error("measure", gettext("Có mức phấn đấu thì chọn số đo."))
        return given

    @property
    def facts(self) -> ClauseFacts:
        """What the action takes of this row."""
        given = self.cleaned_data
        return ClauseFacts(
            given["text"], given["measure"], given["operator"], given["target"], given["due_on"],
            given["key"],
        )  # fmt: skip


PartyRows = rows(PartyRow, extra=0, most=150, more_label=_("Thêm bên ký"))
ClauseRows = rows(ClauseRow, extra=0, most=40, more_label=_("Thêm nội dung"))


def facts_of(formset: Rows) -> list[Any]:
    """The facts of the rows that are filled in and not crossed out."""
    return [
        row.facts
        for row in formset.forms
        if row.has_changed() and not row.cleaned_data.get("DELETE")
    ]


def party_rows(movement: Any, data: Any, pact: Pact | None, *, on: date) -> Rows:
    """As typed, as stored, or all units of the movement with what they registered for."""
    parties = queries.parties_of(pact) if pact is not None else []
    # Bound rows have no initial values: one left as it was would read as empty.
    initial: list[dict[str, Any]] | None = None
    units = {unit.pk: unit for unit in _units(movement, on)}
    units |= {party.unit_id: party.unit for party in parties}
    if data is None and pact is not None:
        initial = [_initial_party(party) for party in parties]
    elif data is None:
        initial = [
            {"unit": row.unit_id, "role": PartyRole.PARTY, "titles": row.collective_awards}
            for row in movements.follow_up(movement)
            if not row.is_declined
        ]
    return PartyRows(
        data, prefix=PARTIES, initial=initial,
        form_kwargs={"units": units, "names": title_names()},
    )  # fmt: skip


def _units(movement: Any, on: date) -> list[Any]:
    """Who can stand in a pact: the unit that runs the movement, its scope, and the others below."""
    below = list(orgs.units_below(movement.unit, on=on))
    scope = movements.units_in_scope(movement)
    return list({unit.pk: unit for unit in [movement.unit, *scope, *below]}.values())


def _initial_party(party: Party) -> dict[str, Any]:
    signer = f"{party.signer.code} – {party.signer.full_name}" if party.signer else ""
    return {"unit": party.unit_id, "role": party.role, "signer": signer, "titles": party.titles}


def clause_rows(data: Any, pact: Pact | None) -> Rows:
    """As typed or as stored; a new pact begins with two empty rows."""
    offered = [(n, label) for n, label in measures.choices() if n != queries.OWN_MEASURE]
    initial: list[dict[str, Any]] | None = [{}, {}] if data is None else None
    if data is None and pact is not None:
        initial = [
            {
                "text": clause.text, "measure": clause.measure, "operator": clause.operator,
                "target": clause.target, "due_on": clause.due_on, "key": clause.pk,
            }
            for clause in queries.clauses_of(pact)
        ]  # fmt: skip
    return ClauseRows(data, prefix=CLAUSES, initial=initial, form_kwargs={"offered": offered})


class BindForm(Form):
    """For each party whether a clause binds it, and a target of its own."""

    def __init__(self, *args: Any, clause: Clause, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties, self.has_target = parties, clause.target is not None
        for party in parties:
            share = queries.share_of(clause, party)
            self.fields[f"bound_{party.pk}"] = forms.BooleanField(
                label=str(party), required=False, initial=share.is_bound
            )
            if self.has_target:
                is_own = share.is_bound and share.target != clause.target
                self.fields[f"target_{party.pk}"] = forms.DecimalField(
                    label=gettext("Mức riêng của %(unit)s") % {"unit": party}, required=False,
                    max_digits=18, decimal_places=3, initial=share.target if is_own else None,
                )  # fmt: skip

    def lines(self) -> list[tuple[Party, Any, Any]]:
        """Each party with its box and the place of its target, where the clause has any."""
        return [
            (p, self[f"bound_{p.pk}"], self[f"target_{p.pk}"] if self.has_target else None)
            for p in self.parties
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for party in self.parties:
            own = given.get(f"target_{party.pk}")
            if own is not None and not given.get(f"bound_{party.pk}"):
                self.add_error(f"target_{party.pk}", gettext("Đánh dấu bên này hoặc xóa mức."))
        return given

    @property
    def bound(self) -> dict[int, Any]:
        """What the action takes as `bound`."""
        given = self.cleaned_data
        return {p.pk: given.get(f"target_{p.pk}") for p in self.parties if given[f"bound_{p.pk}"]}


class SecretForm(Form):
    """The password or a code, typed again by whoever signs."""

    secret = forms.CharField(
        label=_("Mật khẩu của bạn"), strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Hoặc mã sáu chữ số trên ứng dụng xác thực, nếu bạn đã bật."),
    )  # fmt: skip


class SheetForm(Form):
    """A scan, and for each place still empty whether it is signed there and by whom."""

    scan = forms.FileField(
        label=_("Bản quét hoặc ảnh chụp trang có chữ ký"), widget=PhotoInput,
        help_text=_("PDF hoặc ảnh, đọc rõ tên và chữ ký."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, parties: Sequence[Party], expected: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        for party in parties:
            self.fields[f"signed_{party.pk}"] = forms.BooleanField(label=str(party), required=False)
            self.fields[f"name_{party.pk}"] = forms.CharField(
                label=gettext("Người ký cho %(unit)s") % {"unit": party}, required=False,
                max_length=120, initial=expected.get(party.pk, ""),
            )  # fmt: skip

    def lines(self) -> list[tuple[Party, Any, Any]]:
        """Each place with its box and its name."""
        return [(p, self[f"signed_{p.pk}"], self[f"name_{p.pk}"]) for p in self.parties]

    @property
    def signed(self) -> dict[int, str]:
        """Names by the numbers of the places ticked."""
        given = self.cleaned_data
        return {p.pk: given[f"name_{p.pk}"] for p in self.parties if given[f"signed_{p.pk}"]}


class ConfirmForm(Form):
    """What the second person sees on the scan."""

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"] = forms.TypedMultipleChoiceField(
            label=gettext("Tôi cũng thấy chữ ký của"), required=False, coerce=int,
            widget=forms.CheckboxSelectMultiple,
            choices=[(p.pk, f"{p.signer_name} · {p}") for p in parties],
        )  # fmt: skip


class CloseForm(Form):
    """Why each missing party has not signed."""

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        for party in parties:
            self.fields[f"absence_{party.pk}"] = forms.CharField(
                label=gettext("%(unit)s chưa ký vì") % {"unit": party}, max_length=300
            )

    @property
    def absences(self) -> dict[int, str]:
        return {p.pk: self.cleaned_data[f"absence_{p.pk}"] for p in self.parties}


class DayForm(Form):
    """The day on which progress is looked at."""

    ngay = forms.DateField(label=_("Tính đến hết ngày"), required=False)
