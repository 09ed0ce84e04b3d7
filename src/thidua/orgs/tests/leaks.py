"""What of units and people may reach whom."""

from datetime import date
from typing import Any

from tests.leaks.planted import Planted, Secret, secret
from tests.leaks.roles import KEEPER, SIGNED_IN, WATCHERS
from tests.support.world import BORN_ON, PHONE, SINCE

from thidua.awards.actions import start_issue
from thidua.orgs import actions
from thidua.orgs.models import Membership, Position, RoleGrant
from thidua.orgs.states import Role

FILES = WATCHERS | KEEPER | {"author"}
OTHERS = WATCHERS | KEEPER | {"helper", "other_head", "other_member", "secretary"}


def planted(here: Any) -> Planted:
    admin, author = here.people["quantri"].user, here.members[1]
    headed = RoleGrant.objects.get(person=here.head, role=Role.HEAD)
    deputation = actions.appoint_deputy(
        actor=here.head.user, grant=headed, deputy=here.members[2], valid_from=SINCE,
        valid_to=SINCE, basis="Giấy ủy quyền",
    )  # fmt: skip
    link = actions.link_units(actor=admin, unit=here.top, counterpart=here.group, valid_from=SINCE)
    imported = actions.preview_import(
        actor=admin, unit=here.top, kind="units",
        sheet=[
            ["Mã đơn vị", "Tên đơn vị", "Loại", "Hệ", "Mã đơn vị cấp trên"],
            ["K09", "BIMATdongnhap", "khoa, phòng", "chính quyền", "BVST"],
        ],
    )  # fmt: skip
    run = start_issue(actor=here.user("canbo"), decision=here.decision)
    moved = actions.move_day(
        actor=here.user("canbo"), unit=here.top, off=date(2026, 7, 7), reason="Ngày thành lập tỉnh",
        basis="QĐ 15/QĐ-UBND",
    )  # fmt: skip
    away = Membership.objects.get(person=here.people["NGOAI"]).unit
    position = Position.objects.get(person=author)
    return Planted(
        objects={
            "<int:pk>": [here.top.pk, here.group.pk, away.pk],
            "gan/<int:pk>": [link.pk],
            "vai-tro/<int:pk>": [headed.pk],
            "uy-quyen/<int:pk>": [deputation.pk],
            "nhan-su/<int:pk>": [author.pk, here.head.pk, here.people["NGOAI"].pk],
            "chuc-vu/<int:pk>": [position.pk],
            "nhap/<int:pk>": [imported.pk],
            "viec/<int:pk>": [run.pk],
            "ngay-nghi/<int:pk>": [moved.pk],
        },
        secrets=[
            Secret("0912 345 678", FILES, "orgs.Person.phone", also=(PHONE, "+84912345678")),
            Secret(f"{BORN_ON:%d/%m/%Y}", FILES, "orgs.Person.born_on", also=(str(BORN_ON),)),
            Secret("BIMATdongnhap", frozenset({"admin"}), "orgs.Import.rows"),
            secret(here.people["T2002"], "full_name", OTHERS),
            # Units are no secret inside, nor who holds an office or a role in them.
            secret(here.people["NGOAI"], "full_name", SIGNED_IN),
            secret(position, "title", SIGNED_IN),
            secret(headed, "basis", SIGNED_IN),
            secret(moved, "basis", SIGNED_IN),
            secret(deputation, "basis", KEEPER | {"head"}),
        ],
        questions={"": ["?q=bimat"]},
    )
