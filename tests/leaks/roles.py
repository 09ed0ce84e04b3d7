"""One person for every role; the secrets say which of them may see what."""

from datetime import date
from typing import Any

from tests.support.world import SINCE, World
from thidua.core.action import SYSTEM
from thidua.orgs import actions as orgs
from thidua.orgs.states import Line, ManagingBody, MembershipKind, Role, UnitKind

NOBODY = "nobody"
OUTSIDER = "outsider"

# By role, the name of its person in the world; «nobody» has not signed in.
CODES = {
    "author": "",  # a member of the group whose records they are
    "member": "",  # a colleague in the same group
    "head": "",
    "other_member": "T2002",  # of another group of the same union
    "other_head": "totruong2",
    "officer": "canbo",
    "director": "giamdoc",
    "secretary": "thuky",  # of the council; no role on any unit
    "inspector": "thanhtra",
    "helper": "hotro",
    "admin": "quantri",
    OUTSIDER: "NGOAI",  # officer, director and administrator of another hospital
}
ROLES = frozenset({*CODES, NOBODY})
SIGNED_IN = ROLES - {NOBODY}
HOSPITAL = SIGNED_IN - {OUTSIDER}
GROUP = frozenset({"author", "member", "head"})
GROUPS = GROUP | {"other_member", "other_head"}
COUNCIL = frozenset({"secretary", "officer", "director"})
WATCHERS = frozenset({"officer", "director", "inspector"})
# Who administers a unit hands over, on request, all that is kept on its people.
KEEPER = frozenset({"admin"})
NONE: frozenset[str] = frozenset()


def take_places(here: World) -> dict[str, Any]:
    """Bring in those whom the world lacks; answers everybody's account by role."""
    for code, name, role in (
        ("thanhtra", "Hồ Minh Tuệ", Role.INSPECTOR),
        ("hotro", "Tạ Thị Lành", Role.HELPER),
        ("quantri", "Cao Bá Thành", Role.ADMIN),
    ):
        _bring(here, here.top, code, name, MembershipKind.HOME, role)
    _bring(here, here.other_group, "T2002", "Mạc Thị Sương", MembershipKind.UNION)
    away = orgs.create_unit(
        actor=SYSTEM, parent=None, code="BVNG", name="Bệnh viện Đa khoa Sông Lam",
        kind=UnitKind.HOSPITAL, line=Line.GOVERNMENT, valid_from=SINCE,
        managing_body=ManagingBody.PROVINCE, is_legal_entity=True, short_name="BVSL",
        place="Sông Lam",
    )  # fmt: skip
    _bring(
        here, away, "NGOAI", "Tô Văn Viễn", MembershipKind.HOME,
        Role.OFFICER, Role.DIRECTOR, Role.ADMIN,
    )  # fmt: skip
    members = dict(zip(("head", "author", "member"), here.members, strict=False))
    found = {
        role: members[role] if role in members else here.people[code]
        for role, code in CODES.items()
    }
    accounts = {role: person.user for role, person in found.items()}
    for account in accounts.values():
        account.refresh_from_db()
    return accounts


def _bring(
    here: World, unit: Any, code: str, name: str, kind: MembershipKind, *roles: Role
) -> None:
    person = orgs.add_person(
        actor=SYSTEM, unit=unit, code=code, full_name=name, kind=kind, valid_from=SINCE
    )
    for role in roles:
        orgs.grant_role(
            actor=SYSTEM, unit=unit, person=person, role=role, valid_from=date(2024, 1, 2),
            basis="Quyết định phân công nhiệm vụ",
        )  # fmt: skip
    here.people[code] = person
