"""What a sheet of units or people means: its columns, what is wrong in it, who is in it already."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _

from thidua.accounts.rules import phone_number
from thidua.core.encodings import TABLES, convert, recognise
from thidua.core.permit import Reason, Refused
from thidua.core.text import fold
from thidua.orgs.columns import FIELDS, PEOPLE, Field
from thidua.orgs.models import Membership, Person, Unit
from thidua.orgs.states import Line, MembershipKind

Progress = Callable[[int, int], None]
Complaint = tuple[str, str]
# Among the choices of a sheet, which are by row otherwise.
ENCODING = "encoding"
LENGTHS = {"code": 40, "short_name": 40, "parent": 40, "place": 80, "name": 200}


def silently(done: int, total: int) -> None:
    """Progress that nobody waits for."""


class NoHeader(Refused):
    """A sheet without the columns that are needed."""


def spoken(label: Reason) -> set[str]:
    """A label in every language of the pages: a sheet may be in another than its reader's."""
    words = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words.add(str(label))
    return words


@dataclass
class Checked:
    """A sheet that was looked through: rows that can be taken, and what stands in the way."""

    good: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)

    def complain(self, row: int, label: Reason, why: str, mend: str) -> None:
        self.problems.append({"row": row, "field": str(label), "why": why, "what": mend})


def with_header(kind: str, sheet: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """Rows by field name with their number in the sheet; raises `NoHeader`.

    The head is looked for in the first ten rows: clerks put a title above it.
    """
    known = {
        fold(word): each.name
        for each in FIELDS[kind]
        for word in (*spoken(each.label), *each.also, each.name)
    }
    for number, row in enumerate(sheet[:10], start=1):
        columns = {
            index: known[word]
            for index, cell in enumerate(row)
            # The head may be written in the old encoding of its rows, which are asked about later.
            for word in [fold(cell), *(fold(convert(cell, name)) for name in TABLES)]
            if word in known
        }
        needed = {each.name for each in FIELDS[kind] if each.needed}
        if needed <= set(columns.values()):
            return [
                {
                    "row": at,
                    "values": {name: cells[i] for i, name in columns.items() if i < len(cells)},
                }
                for at, cells in enumerate(sheet[number:], start=number + 1)
                if any(cells)
            ]
    wanted = ", ".join(f"«{each.label}»" for each in FIELDS[kind] if each.needed)
    raise NoHeader(_("Không tìm thấy dòng tiêu đề có các cột %(columns)s.") % {"columns": wanted})


def old_encoding(rows: Sequence[dict[str, Any]], choices: dict[str, str]) -> str | None:
    """The encoding before Unicode that the rows seem to be in, until somebody has decided."""
    if choices.get(ENCODING):
        return None
    return recognise(list(each["values"].values()) for each in rows)


def in_unicode(rows: Sequence[dict[str, Any]], encoding: str) -> list[dict[str, Any]]:
    """The rows with every cell converted."""
    return [
        {**each, "values": {name: convert(cell, encoding) for name, cell in each["values"].items()}}
        for each in rows
    ]


def check(
    kind: str, rows: Sequence[dict[str, Any]], *, under: Unit, choices: dict[str, str], on: date,
    progress: Progress = silently,
) -> Checked:  # fmt: skip
    """Read every row; nothing is written."""
    checked = Checked()
    for done, each in enumerate(rows, start=1):
        if (values := _values(FIELDS[kind], each, checked)) is not None:
            checked.good.append(values)
        if done % 500 == 0:
            progress(done, len(rows))
    _complain_of_twins(checked)
    if kind == "units":
        _check_units(checked, under)
    else:
        _check_people(checked, under, choices, on)
    bad = {problem["row"] for problem in checked.problems}
    checked.good = [values for values in checked.good if values["row"] not in bad]
    checked.problems.sort(key=lambda problem: problem["row"])
    return checked


def _values(
    fields: Sequence[Field], each: dict[str, Any], checked: Checked
) -> dict[str, Any] | None:
    """The row's values in their own types; nothing when one of them cannot be read."""
    values: dict[str, Any] = {"row": each["row"]}
    fine = True
    for column in fields:
        typed = each["values"].get(column.name, "").strip()
        values[column.name], complaint = _read(column, typed)
        if complaint:
            fine = False
            checked.complain(each["row"], column.label, *complaint)
    return values if fine else None


def _read(column: Field, typed: str) -> tuple[Any, Complaint | None]:
    """A cell's value, and what is wrong with it: why, and how to mend it."""
    if not typed:
        missing = (_("Còn trống."), _("Nhập giá trị cho ô này.")) if column.needed else None
        return None if column.is_day else "", missing
    if column.is_day:
        return _or_complain(
            day_of(typed),
            _("«%(typed)s» không phải là một ngày.") % {"typed": typed},
            _("Ghi ngày/tháng/năm, ví dụ 22/11/1985."),
        )
    if column.choices is not None:
        known = {
            fold(word): choice.value for choice in column.choices for word in spoken(choice.label)
        }
        known |= {choice.value: choice.value for choice in column.choices}
        names = ", ".join(str(choice.label) for choice in column.choices)
        return _or_complain(
            known.get(fold(typed)),
            _("«%(typed)s» không có trong danh mục.") % {"typed": typed},
            _("Chọn một trong: %(names)s.") % {"names": names},
        )
    if column.name == "phone":
        return _or_complain(
            phone_number(typed),
            _("«%(typed)s» không phải là số điện thoại.") % {"typed": typed},
            _("Ghi đủ số, ví dụ 0912 345 678, hoặc để trống."),
        )
    if column.name == "email":
        return _or_complain(
            typed.casefold() if _is_email(typed) else None,
            _("«%(typed)s» không phải là địa chỉ e-mail.") % {"typed": typed},
            _("Sửa lại hoặc để trống."),
        )
    most = LENGTHS.get(column.name, 120)
    return _or_complain(
        typed if len(typed) <= most else None,
        _("Dài quá %(most)s ký tự.") % {"most": most},
        _("Rút gọn nội dung của ô này."),
    )


def _or_complain(value: Any, why: str, mend: str) -> tuple[Any, Complaint | None]:
    return (value, None) if value is not None else ("", (why, mend))


def _is_email(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return True


def day_of(typed: str) -> date | None:
    """A day as people and Excel write it."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _complain_of_twins(checked: Checked) -> None:
    first: dict[str, int] = {}
    for values in checked.good:
        earlier = first.setdefault(values["code"].casefold(), values["row"])
        if earlier != values["row"]:
            checked.complain(
                values["row"], _("Mã"),
                _("Mã %(code)s đã có ở dòng %(row)s.") % {"code": values["code"], "row": earlier},
                _("Mỗi mã chỉ ghi một dòng: sửa mã hoặc bỏ bớt dòng."),
            )  # fmt: skip


def units_by_code(codes: Iterable[str]) -> dict[str, Unit]:
    """Units in force by their code in small letters."""
    wanted = {code.casefold() for code in codes}
    units = Unit.objects.filter(valid_to=None).only("pk", "code", "path", "line", "name")
    return {unit.code.casefold(): unit for unit in units if unit.code.casefold() in wanted}


def _check_units(checked: Checked, under: Unit) -> None:
    own = {values["code"].casefold(): values for values in checked.good}
    parents = {values["parent"] for values in checked.good if values["parent"]}
    known = units_by_code([*own, *parents])
    for code, values in own.items():
        existing, parent = known.get(code), values["parent"].casefold()
        if existing is not None and not existing.path.startswith(under.path):
            checked.complain(
                values["row"], _("Mã đơn vị"),
                _("Mã này là của đơn vị khác, ngoài %(unit)s.") % {"unit": under},
                _("Dùng một mã khác."),
            )  # fmt: skip
        if parent and parent not in own:
            stands = known.get(parent)
            if stands is None or not stands.path.startswith(under.path):
                checked.complain(
                    values["row"], _("Mã đơn vị cấp trên"),
                    _("Không có đơn vị mã %(code)s trong %(unit)s.")
                    % {"code": values["parent"], "unit": under},
                    _("Sửa mã, hoặc thêm đơn vị đó vào tệp."),
                )  # fmt: skip
        if _circles(code, own):
            checked.complain(
                values["row"], _("Mã đơn vị cấp trên"),
                _("Đơn vị nằm dưới chính nó."), _("Sửa mã đơn vị cấp trên."),
            )  # fmt: skip


def _circles(code: str, own: dict[str, dict[str, Any]]) -> bool:
    seen = set()
    here = code
    while here in own and own[here]["parent"]:
        if here in seen:
            return True
        seen.add(here)
        here = own[here]["parent"].casefold()
    return False


PLACES = (
    ("unit", MembershipKind.HOME, Line.GOVERNMENT),
    ("group", MembershipKind.UNION, Line.UNION),
    ("branch", MembershipKind.YOUTH, Line.YOUTH),
)


def _check_people(checked: Checked, under: Unit, choices: dict[str, str], on: date) -> None:
    labels = {each.name: each.label for each in PEOPLE}
    units = units_by_code(values[name] for values in checked.good for name, _k, _l in PLACES)
    for values in checked.good:
        for name, _kind, line in PLACES:
            unit = units.get(values[name].casefold()) if values[name] else None
            if values[name] and (unit is None or not unit.path.startswith(under.path)):
                checked.complain(
                    values["row"], labels[name],
                    _("Không có đơn vị mã %(code)s trong %(unit)s.")
                    % {"code": values[name], "unit": under},
                    _("Sửa mã, hoặc nhập đơn vị đó trước."),
                )  # fmt: skip
            elif unit is not None and unit.line != line:
                checked.complain(
                    values["row"], labels[name],
                    _("%(unit)s không thuộc hệ %(line)s.") % {"unit": unit, "line": line.label},
                    _("Ghi mã của một đơn vị thuộc hệ %(line)s.") % {"line": line.label},
                )  # fmt: skip
    _look_for_doubles(checked, under, choices, on)


def _look_for_doubles(checked: Checked, under: Unit, choices: dict[str, str], on: date) -> None:
    """Ask about new codes whose person may be here already: same name and birthday, or phone."""
    people = list(
        Person.objects.filter(erased_at=None)
        .select_related("merged_into")
        .only(
            "pk", "code", "full_name", "born_on", "phone", "merged_into__code",
            "merged_into__full_name",
        )
    )  # fmt: skip
    by_code = {person.code.casefold(): person for person in people}
    people = [person for person in people if person.merged_into is None]
    alike: dict[Any, list[Person]] = defaultdict(list)
    for person in people:
        if person.born_on:
            alike[fold(person.full_name), person.born_on].append(person)
        if person.phone:
            alike[person.phone].append(person)
    inside = set(
        Membership.objects.filter(unit__path__startswith=under.path).values_list(
            "person_id", flat=True
        )
    )
    in_file = {values["code"].casefold() for values in checked.good}
    for values in checked.good:
        known = by_code.get(values["code"].casefold())
        if known is not None:
            if known.merged_into is not None:
                checked.complain(
                    values["row"], _("Mã nhân viên"),
                    _("Hồ sơ mã này đã gộp vào mã %(code)s.") % {"code": known.merged_into.code},
                    _("Ghi mã %(code)s.") % {"code": known.merged_into.code},
                )  # fmt: skip
            elif known.pk not in inside:
                checked.complain(
                    values["row"], _("Mã nhân viên"),
                    _("Mã này là của một người ngoài %(unit)s.") % {"unit": under},
                    _("Dùng một mã khác, hoặc đề nghị đơn vị đó chuyển người sang."),
                )  # fmt: skip
            continue
        found = {
            person.pk: person
            for key in ((fold(values["full_name"]), values["born_on"]), values["phone"])
            for person in alike.get(key, [])
            # Whoever has a row of their own is somebody else.
            if key and person.pk in inside and person.code.casefold() not in in_file
        }
        if not found:
            continue
        answer = choices.get(str(values["row"]), "")
        values["same"] = int(answer) if answer.isdigit() and int(answer) in found else None
        checked.questions.append(
            {
                "row": values["row"], "code": values["code"], "name": values["full_name"],
                "people": sorted(found), "answer": answer,
                "is_open": answer != "new" and values["same"] is None,
            }
        )  # fmt: skip
