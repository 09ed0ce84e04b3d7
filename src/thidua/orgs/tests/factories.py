"""Units and people for tests: factories without surprises, and one small invented hospital."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import factory
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from thidua.accounts.models import User
from thidua.orgs.models import Membership, Person, Position, RoleGrant, Unit
from thidua.orgs.states import Line, ManagingBody, MembershipKind, Role, UnitKind

SINCE = date(2020, 1, 1)


class UnitFactory(factory.django.DjangoModelFactory[Unit]):
    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"DV{n:03d}")
    name = factory.Sequence(lambda n: f"Đơn vị {n}")
    kind = UnitKind.DEPARTMENT
    line = Line.GOVERNMENT
    managing_body = ManagingBody.ARMY
    valid_from = SINCE


class UserFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = User

    code = factory.Sequence(lambda n: f"NV{n:04d}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Thị Số {n}")
    password = UNUSABLE_PASSWORD_PREFIX


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    class Meta:
        model = Person

    code = factory.LazyAttribute(lambda p: p.user.code if p.user else f"NG{id(p)}")
    full_name = factory.LazyAttribute(lambda p: p.user.full_name if p.user else "Trần Văn Khách")
    user = factory.SubFactory(UserFactory)


def join(person: Person, unit: Unit, kind: str = MembershipKind.UNION) -> Membership:
    return Membership.objects.create(person=person, unit=unit, kind=kind, valid_from=SINCE)


def grant(person: Person, unit: Unit, role: str) -> RoleGrant:
    return RoleGrant.objects.create(person=person, unit=unit, role=role, valid_from=SINCE)


def person_in(unit: Unit, *roles: str, name: str | None = None, **more: Any) -> Person:
    """A person with an account who belongs to `unit` and holds `roles` on it."""
    user = UserFactory(**({"full_name": name} if name else {}))
    person = PersonFactory(user=user, **more)
    kind = {Line.UNION: MembershipKind.UNION, Line.YOUTH: MembershipKind.YOUTH}.get(
        Line(unit.line), MembershipKind.HOME
    )
    join(person, unit, kind)
    for role in roles:
        grant(person, unit, role)
    return person


@dataclass(frozen=True)
class Hospital:
    """An invented hospital: its union with two groups, one department, and who works there."""

    hospital: Unit
    union: Unit
    group: Unit
    other_group: Unit
    department: Unit
    admin: User
    officer: User
    director: User
    head: User
    member: User
    other_member: User
    inspector: User
    stranger: User


def hospital() -> Hospital:
    """Build the invented hospital; `officer` and `director` act on the hospital and its union."""
    top = UnitFactory(
        name="Bệnh viện Quân y Sông Thao", kind=UnitKind.HOSPITAL, is_legal_entity=True,
        code="BV", short_name="BVST", place="Việt Trì",
    )  # fmt: skip
    union = UnitFactory(
        name="Công đoàn cơ sở Bệnh viện Quân y Sông Thao", code="CDCS",
        kind=UnitKind.GRASSROOTS_UNION, line=Line.UNION, parent=top,
    )  # fmt: skip
    group, other = (
        UnitFactory(name=name, code=code, kind=UnitKind.UNION_GROUP, line=Line.UNION, parent=union)
        for name, code in (("Tổ công đoàn Nội", "TNOI"), ("Tổ công đoàn Ngoại", "TNGOAI"))
    )
    department = UnitFactory(name="Khoa Nội", code="KNOI", parent=top)
    people = {
        "admin": person_in(top, Role.ADMIN), "officer": person_in(top, Role.OFFICER),
        "director": person_in(top, Role.DIRECTOR), "head": person_in(group, Role.HEAD),
        "member": person_in(group), "other_member": person_in(other),
        "inspector": person_in(top, Role.INSPECTOR),
    }  # fmt: skip
    Position.objects.create(person=people["director"], unit=top, title="Giám đốc", valid_from=SINCE)
    join(people["member"], department, MembershipKind.HOME)
    users = {name: person.user for name, person in people.items()}
    return Hospital(top, union, group, other, department, stranger=PersonFactory().user, **users)
