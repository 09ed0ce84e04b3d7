"""Columns and filters of the list of people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from thidua.accounts.queries import accounts_in, second_factors_of
from thidua.accounts.rules import phone_as_written
from thidua.core.capability import Offer
from thidua.orgs import permits, queries
from thidua.orgs.models import Person, Unit
from thidua.ui import qr
from thidua.ui.columns import Column


def account_of(person: Person) -> tuple[str, Any]:
    """The state of a person's account as word and tone."""
    if person.user is None:
        return "unknown", _("chưa có tài khoản")
    if not person.user.is_active:
        return "hold", _("đã ngừng")
    if not person.user.has_usable_password():
        return "draft", _("chưa đăng nhập lần đầu")
    return "pass", _("đang dùng")


def account_acts(actor: Any, person: Person) -> list[Offer]:
    """What may be done to a person's account; what is closed to readers says why, once."""
    if person.user is None:
        return []
    reason = permits.keeps_account(actor, person.user)
    acts = [("reset", _("Cấp lại đăng nhập"))] if person.user.is_active else []
    if reason is None:
        if not person.user.is_active:
            acts.append(("reactivate", _("Mở lại tài khoản")))
        else:
            if second_factors_of(person.user):
                acts.append(("drop_second_factor", _("Gỡ xác thực hai lớp")))
            acts.append(("deactivate", _("Cho ngừng tài khoản")))
    return [Offer(label, reverse(f"orgs:{name}", args=[person.pk]), reason) for name, label in acts]


COLUMNS = (
    Column("full_name", _("Họ và tên"), sort=("sort_key",)),
    Column("code", _("Mã nhân viên"), sort=("code",)),
    Column("unit", _("Đơn vị"), value=lambda p: p.home_name or p.unit_name, sort=("home_name",)),
    Column("office", _("Chức vụ"), absent="–", phone=False),
)
ACCOUNT = Column("account", _("Tài khoản"), kind="status", value=account_of)


def _units(request: HttpRequest | None) -> QuerySet[Unit]:
    return queries.visible_units(request.user if request else None).order_by("path")


class PeopleFilter(django_filters.FilterSet):  # type: ignore[misc] # the library is untyped
    """By unit (with everything below it) and by the state of the account."""

    unit = django_filters.ModelChoiceFilter(
        label=_("Đơn vị"), queryset=_units, method="below", empty_label=_("mọi đơn vị")
    )
    account = django_filters.ChoiceFilter(
        label=_("Tài khoản"),
        method="in_state",
        empty_label=_("mọi tài khoản"),
        choices=[
            ("active", _("đang dùng")),
            ("waiting", _("chưa đăng nhập lần đầu")),
            ("closed", _("đã ngừng")),
            ("none", _("chưa có tài khoản")),
        ],
    )

    def below(self, rows: QuerySet[Person], name: str, unit: Unit) -> QuerySet[Person]:
        return queries.below(rows, unit)

    def in_state(self, rows: QuerySet[Person], name: str, state: str) -> QuerySet[Person]:
        if state == "none":
            return rows.filter(user=None)
        return rows.filter(user__in=accounts_in(state))  # type: ignore[arg-type] # one of the choices


@dataclass(frozen=True)
class Slip:
    """One printed slip: for whom, the QR, and where to type which code instead."""

    person: Person
    site: str
    code: str
    qr: SafeString


def slips(request: HttpRequest, made: Sequence[tuple[Person, str]]) -> list[Slip]:
    """Slips as they are printed."""
    site = request.build_absolute_uri(reverse("accounts:type_token"))
    rows = []
    for person, token in made:
        path = reverse("accounts:first_sign_in", args=[token])
        address = request.build_absolute_uri(path)
        in_fours = " ".join(token[i : i + 4] for i in range(0, len(token), 4))
        rows.append(Slip(person, site, in_fours, mark_safe(qr.svg(address))))  # noqa: S308 - drawn by us
    return rows


def side_by_side(*people: Person) -> list[tuple[Any, list[str]]]:
    """What two files say, fact by fact."""
    says: tuple[tuple[Any, Callable[[Person], Any]], ...] = (
        (_("Họ và tên"), lambda p: p.full_name),
        (_("Mã nhân viên"), lambda p: p.code),
        (_("Giới tính"), lambda p: p.get_sex_display() if p.sex else ""),
        (_("Ngày sinh"), lambda p: f"{p.born_on:%d/%m/%Y}" if p.born_on else ""),
        (_("Số điện thoại"), lambda p: phone_as_written(p.phone) if p.phone else ""),
        (_("E-mail"), lambda p: p.email),
        (_("Tài khoản"), lambda p: account_of(p)[1]),
    )
    return [(label, [str(say(person)) for person in people]) for label, say in says]
