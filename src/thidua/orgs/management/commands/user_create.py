"""`thidua user create`: the first administrator of a unit, or another one."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actions import issue_first_sign_in_slips
from thidua.core import period
from thidua.core.action import SYSTEM
from thidua.core.permit import Refused
from thidua.orgs import actions, queries
from thidua.orgs.states import Line, MembershipKind, Role, UnitKind


class Command(BaseCommand):
    help = "Enter an administrator of a root unit; prints the address of the first sign-in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--code", required=True, help="staff code")
        parser.add_argument("--name", required=True, help="full name")
        parser.add_argument("--phone", default="")
        parser.add_argument("--email", default="")
        parser.add_argument("--unit", required=True, help="code of the root unit")
        parser.add_argument("--unit-name", help="its name, where it does not exist yet")
        parser.add_argument("--unit-kind", default=UnitKind.HOSPITAL, choices=UnitKind.values)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                made = self._make(options)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        if options["json"]:
            self.stdout.write(json.dumps(made, ensure_ascii=False))
        else:
            self.stdout.write(
                _("Đã lập tài khoản %(code)s của %(unit)s. Đặt mật khẩu tại %(url)s") % made
            )

    def _make(self, options: dict[str, Any]) -> dict[str, str]:
        today = period.today()
        unit = queries.unit_by_code(options["unit"])
        if unit is None:
            if not options["unit_name"]:
                raise Refused(
                    _("Chưa có đơn vị mã %(code)s; thêm --unit-name để lập đơn vị đó.")
                    % {"code": options["unit"]}
                )
            unit = actions.create_unit(
                actor=SYSTEM, parent=None, code=options["unit"], name=options["unit_name"],
                kind=options["unit_kind"], line=Line.GOVERNMENT, valid_from=today,
                is_legal_entity=True,
            )  # fmt: skip
        person = actions.add_person(
            actor=SYSTEM, unit=unit, code=options["code"], full_name=options["name"],
            kind=MembershipKind.HOME, valid_from=today, phone=options["phone"],
            email=options["email"],
        )  # fmt: skip
        actions.grant_role(
            actor=SYSTEM, unit=unit, person=person, role=Role.ADMIN, valid_from=today
        )
        assert person.user is not None
        (token,) = issue_first_sign_in_slips(actor=SYSTEM, users=[person.user])
        address = reverse("accounts:first_sign_in", args=[token])
        return {
            "code": person.code, "unit": unit.code, "url": f"{settings.SITE_URL}{address}"
        }  # fmt: skip
