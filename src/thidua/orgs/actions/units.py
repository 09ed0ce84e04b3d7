"""Units made, changed, moved, linked, closed and succeeded."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.orgs import permits
from thidua.orgs.actions import holdings
from thidua.orgs.models import Membership, Succession, Unit, UnitLink
from thidua.orgs.states import Line, ManagingBody, Ownership, SuccessionKind, UnitKind

FACTS = frozenset(
    {
        "code", "name", "short_name", "kind", "ownership", "managing_body", "is_legal_entity",
        "place", "is_veiled",
    }
)  # fmt: skip


def _insist_on_open(unit: Unit) -> None:
    if unit.valid_to is not None:
        raise Refused(
            _("%(unit)s đã kết thúc hoạt động từ %(day)s.")
            % {"unit": unit, "day": f"{unit.valid_to:%d/%m/%Y}"}
        )


def _insist_on_later(unit: Unit, on: date) -> None:
    if on < unit.valid_from:
        raise Refused(
            _("%(unit)s hoạt động từ %(day)s; chọn ngày sau đó.")
            % {"unit": unit, "day": f"{unit.valid_from:%d/%m/%Y}"}
        )


def _insist_on_free_code(code: str, unit: Unit | None = None) -> None:
    if Unit.objects.filter(code__iexact=code).exclude(pk=unit.pk if unit else None).exists():
        raise Refused(_("Mã đơn vị %(code)s đã dùng cho đơn vị khác.") % {"code": code})


@action("orgs.unit.create", gettext_lazy("Lập đơn vị"), on="parent", permit=permits.keeps_unit)
def create_unit(
    *, actor: Any, parent: Unit | None, code: str, name: str, kind: UnitKind | str,
    line: Line | str, valid_from: date, short_name: str = "",
    ownership: Ownership | str = Ownership.PUBLIC, managing_body: ManagingBody | str = "",
    is_legal_entity: bool = False, is_veiled: bool = False, place: str = "",
) -> Unit:  # fmt: skip
    """A unit below `parent`, or a root (by the system only)."""
    if parent is not None:
        _insist_on_open(parent)
    _insist_on_free_code(code)
    unit = Unit(
        code=code, name=name, kind=kind, line=line, valid_from=valid_from, short_name=short_name,
        ownership=ownership, managing_body=managing_body, is_legal_entity=is_legal_entity,
        is_veiled=is_veiled, place=place, parent=parent,
    )  # fmt: skip
    unit.save()
    return unit


@action("orgs.unit.update", gettext_lazy("Sửa đơn vị"), on="unit", permit=permits.keeps_unit)
def update_unit(*, actor: Any, unit: Unit, facts: Mapping[str, Any]) -> Unit:
    """Correct facts of a unit, any of `FACTS`; a new name by decision is a succession instead."""
    if unknown := set(facts) - FACTS:
        raise TypeError(f"update_unit takes no {sorted(unknown)}")
    _insist_on_open(unit)
    if "code" in facts:
        _insist_on_free_code(facts["code"], unit)
    for name, value in facts.items():
        setattr(unit, name, value)
    unit.save()
    return unit


@action(
    "orgs.unit.move", gettext_lazy("Chuyển đơn vị sang cấp trên khác"), on="unit",
    permit=permits.keeps_unit,
)  # fmt: skip
def move_unit(*, actor: Any, unit: Unit, parent: Unit) -> Unit:
    """Hang a unit and everything below it under another one, which `actor` administers too."""
    _insist_on_open(unit)
    _insist_on_open(parent)
    if reason := permits.keeps_unit(actor, parent):
        raise Refused(reason)
    if parent.path.startswith(unit.path):
        raise Refused(_("Không thể đặt một đơn vị dưới chính nó."))
    old = unit.path
    unit.parent = parent
    unit.save()
    below = Unit.objects.filter(path__startswith=old).exclude(pk=unit.pk)
    below.update(path=Concat(Value(unit.path), Substr(F("path"), len(old) + 1)))
    return unit


@action(
    "orgs.unit.close", gettext_lazy("Kết thúc hoạt động của đơn vị"), on="unit",
    permit=permits.keeps_unit,
)  # fmt: skip
def close_unit(*, actor: Any, unit: Unit, on: date, basis: str) -> Unit:
    """Last day of a unit without people and without units below; what hangs on it ends too."""
    _insist_on_open(unit)
    _insist_on_later(unit, on)
    if Unit.objects.filter(parent=unit).filter(Q(valid_to=None) | Q(valid_to__gt=on)).exists():
        raise Refused(_("Đơn vị còn đơn vị cấp dưới đang hoạt động. Chuyển hoặc kết thúc trước."))
    if Membership.objects.filter(unit=unit).filter(Q(valid_to=None) | Q(valid_to__gt=on)).exists():
        raise Refused(_("Đơn vị còn người. Chuyển mọi người sang đơn vị khác trước."))
    note(reason=basis)
    unit.valid_to = on
    unit.save()
    holdings.end_of_unit(unit, on)
    return unit


@action(
    "orgs.unit.link", gettext_lazy("Gắn hai đơn vị với nhau"), on="unit", permit=permits.keeps_unit
)
def link_units(*, actor: Any, unit: Unit, counterpart: Unit, valid_from: date) -> UnitLink:
    """From a day, who stands with whom across the lines (department ↔ union group)."""
    _insist_on_open(unit)
    _insist_on_open(counterpart)
    if unit.line == counterpart.line:
        raise Refused(_("Chỉ gắn các đơn vị khác hệ với nhau, như khoa với tổ công đoàn."))
    try:
        with transaction.atomic():
            return UnitLink.objects.create(
                unit=unit, counterpart=counterpart, valid_from=valid_from
            )
    except IntegrityError:
        raise Refused(_("Hai đơn vị này đã được gắn với nhau từ ngày đó.")) from None


@action("orgs.link.end", gettext_lazy("Thôi gắn hai đơn vị"), on="link", permit=permits.keeps_unit)
def end_link(*, actor: Any, link: UnitLink, on: date) -> UnitLink:
    """Last day on which the two stand together."""
    holdings.end(link, on)
    return link


@action(
    "orgs.unit.succeed", gettext_lazy("Ghi nhận tổ chức lại đơn vị"), on="old",
    permit=permits.keeps_unit,
)  # fmt: skip
def record_succession(
    *, actor: Any, old: Unit, new: Unit | None, kind: SuccessionKind | str, on: date, basis: str
) -> Succession:
    """From a day `new` stands in the place of `old`; both keep their own history.

    Merged and renamed: people and units below go over on that day and the old unit ends the
    day before. Split: people are moved one by one, then the old unit is closed. Dissolved:
    there is no new unit, and nobody may be left in the old one.
    """
    _insist_on_open(old)
    _insist_on_later(old, on - timedelta(days=1))
    if (new is None) != (kind == SuccessionKind.DISSOLVED):
        raise Refused(_("Đơn vị giải thể không có đơn vị kế thừa; các trường hợp khác phải có."))
    if new is not None:
        _insist_on_open(new)
        if reason := permits.keeps_unit(actor, new):
            raise Refused(reason)
        if new.pk == old.pk or new.line != old.line:
            raise Refused(_("Đơn vị kế thừa phải là đơn vị khác, cùng hệ."))
    succession = Succession.objects.create(old=old, new=new, kind=kind, on=on, basis=basis)
    note(reason=basis)
    eve = on - timedelta(days=1)
    if kind in {SuccessionKind.MERGED, SuccessionKind.RENAMED} and new is not None:
        for child in Unit.objects.filter(parent=old, valid_to=None).order_by("pk"):
            move_unit(actor=actor, unit=child, parent=new)
        note(moved=holdings.move_all(old, new, on, with_roles=kind == SuccessionKind.RENAMED))
        close_unit(actor=actor, unit=old, on=eve, basis=basis)
    elif kind == SuccessionKind.DISSOLVED:
        close_unit(actor=actor, unit=old, on=eve, basis=basis)
    return succession
