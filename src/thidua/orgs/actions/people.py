"""People entered, corrected, moved, given an office, opened an account, and leaving."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts import actions as accounts
from thidua.accounts.rules import phone_number
from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.core.text import nfc
from thidua.orgs import permits, queries
from thidua.orgs.actions import holdings
from thidua.orgs.models import Membership, Person, Position, Unit
from thidua.orgs.states import ContractKind, LeaderLevel, MembershipKind, Sex


class NotAPhoneNumber(Refused):
    """A number that no telephone has."""


def _phone(typed: str) -> str:
    """As `+84…`; nothing stays nothing."""
    if not typed.strip():
        return ""
    number = phone_number(typed)
    if number is None:
        raise NotAPhoneNumber(
            _("Số điện thoại «%(typed)s» không đúng. Ví dụ: 0912 345 678.") % {"typed": typed}
        )
    return number


def _insist_on_free_code(code: str, person: Person | None = None) -> None:
    others = Person.objects.exclude(pk=person.pk) if person else Person.objects.all()
    if others.filter(code__iexact=code).exists():
        raise Refused(_("Mã nhân viên %(value)s đã có người dùng.") % {"value": code})


def _insist_on_here(person: Person) -> None:
    if person.erased_at is not None:
        raise Refused(_("Dữ liệu của người này đã được xóa theo quy định."))


@action("orgs.person.add", gettext_lazy("Nhập nhân sự"), on="unit", permit=permits.keeps_unit)
def add_person(
    *, actor: Any, unit: Unit, code: str, full_name: str, kind: MembershipKind | str,
    valid_from: date, contract: ContractKind | str = "", sex: Sex | str = "",
    born_on: date | None = None, phone: str = "", email: str = "", with_account: bool = True,
) -> Person:  # fmt: skip
    """A new person of a unit; the account, where wanted, is opened by a printed slip.

    Raises `NotAPhoneNumber`, `IdentifierTaken`.
    """
    code, full_name = nfc(code), nfc(full_name)
    _insist_on_free_code(code)
    person = Person(
        code=code, full_name=full_name, sex=sex, born_on=born_on, phone=_phone(phone),
        email=email.casefold(),
    )  # fmt: skip
    if with_account:
        person.user = accounts.create_user(
            actor=actor, code=code, full_name=full_name, phone=person.phone, email=person.email
        )
    person.save()
    holdings.join(person, unit, kind, valid_from, contract)
    return person


@action(
    "orgs.person.update",
    gettext_lazy("Sửa hồ sơ nhân sự"),
    on="person",
    permit=permits.keeps_person,
)
def update_person(
    *, actor: Any, person: Person, code: str, full_name: str, sex: Sex | str = "",
    born_on: date | None = None, phone: str = "", email: str = "",
) -> Person:  # fmt: skip
    """Correct a person's facts; the account follows. Raises as `add_person`."""
    _insist_on_here(person)
    _insist_on_free_code(nfc(code), person)
    person.code, person.full_name, person.sex = nfc(code), nfc(full_name), sex
    person.born_on, person.phone, person.email = born_on, _phone(phone), email.casefold()
    person.save()
    if person.user is not None:
        accounts.update_user(
            actor=actor, user=person.user, code=person.code, full_name=person.full_name,
            phone=person.phone, email=person.email,
        )  # fmt: skip
    return person


@action(
    "orgs.person.join", gettext_lazy("Ghi nhận đơn vị công tác, sinh hoạt"), on="person",
    permit=permits.keeps_person,
)  # fmt: skip
def set_membership(
    *, actor: Any, person: Person, unit: Unit, kind: MembershipKind | str, valid_from: date,
    contract: ContractKind | str = "",
) -> Membership:  # fmt: skip
    """From a day the person belongs to `unit`, which `actor` administers too.

    The earlier membership of the kind ends the day before (a secondment leaves others open), and
    with it, in the same write, the roles and offices that stood on it.
    """
    _insist_on_here(person)
    if reason := permits.keeps_unit(actor, unit):
        raise Refused(reason)
    membership, ended = holdings.join(person, unit, kind, valid_from, contract)
    note(ended=ended)
    return membership


def transfer_person(*, actor: Any, person: Person, unit: Unit, on: date) -> Membership:
    """Change the home unit from a day, under the same contract."""
    home = Membership.objects.on(on).filter(person=person, kind=MembershipKind.HOME).first()
    return set_membership(
        actor=actor, person=person, unit=unit, kind=MembershipKind.HOME, valid_from=on,
        contract=home.contract if home else "",
    )  # fmt: skip


@action(
    "orgs.person.leave", gettext_lazy("Cho thôi công tác tại đơn vị"), on="person",
    permit=permits.keeps_person,
)  # fmt: skip
def leave(*, actor: Any, person: Person, on: date, reason: str) -> Person:
    """The last day with the unit: memberships, roles, offices, deputising and the account end."""
    if not Membership.objects.filter(holdings.open_on(on), person=person).exists():
        raise Refused(_("Người này không còn thuộc đơn vị nào sau ngày đó."))
    note(reason=reason, ended=holdings.leave_all(person, on))
    if person.user is not None and person.user.is_active and on <= period.today():
        accounts.deactivate_user(actor=actor, user=person.user, reason=reason)
    return person


@action("orgs.position.set", gettext_lazy("Ghi chức vụ"), on="person", permit=permits.keeps_person)
def set_position(
    *, actor: Any, person: Person, unit: Unit, title: str, valid_from: date,
    leader_level: LeaderLevel | str = LeaderLevel.DIRECT,
) -> Position:  # fmt: skip
    """An office in a unit from a day; an earlier one in the same unit ends the day before."""
    _insist_on_here(person)
    if reason := permits.keeps_unit(actor, unit):
        raise Refused(reason)
    earlier = Position.objects.filter(holdings.open_on(valid_from), person=person, unit=unit)
    for position in earlier:
        if position.title == nfc(title) and position.leader_level == leader_level:
            raise Refused(_("%(who)s đang giữ chức vụ này.") % {"who": person})
        holdings.end(position, holdings.eve(valid_from))
    return Position.objects.create(
        person=person, unit=unit, title=nfc(title), leader_level=leader_level,
        valid_from=valid_from,
    )  # fmt: skip


@action(
    "orgs.position.end", gettext_lazy("Thôi chức vụ"), on="position", permit=permits.keeps_person
)
def end_position(*, actor: Any, position: Position, on: date) -> Position:
    """Last day in an office."""
    holdings.end(position, on)
    return position


@action(
    "orgs.unit.issue_slips", gettext_lazy("In phiếu đăng nhập lần đầu của đơn vị"), on="unit",
    permit=permits.helps,
)  # fmt: skip
def issue_slips(*, actor: Any, unit: Unit, people: Sequence[Person]) -> list[tuple[Person, str]]:
    """One slip for each of `people` of the unit: each with its token, which is shown this once."""
    today = period.today()
    inside = set(
        Membership.objects.on(today)
        .filter(person__in=people, unit__path__startswith=unit.path)
        .values_list("person_id", flat=True)
    )
    if permits.is_admin(actor, unit) and (holders := queries.holders_among(people, on=today)):
        raise Refused(permits.holds_a_role(holders[0]))
    for person in people:
        if person.pk not in inside:
            raise Refused(_("%(who)s không thuộc %(unit)s.") % {"who": person, "unit": unit})
        if person.user is None:
            raise Refused(_("%(who)s chưa có tài khoản.") % {"who": person})
    users = [person.user for person in people if person.user is not None]
    tokens = accounts.issue_first_sign_in_slips(actor=actor, users=users)
    return list(zip(people, tokens, strict=True))
