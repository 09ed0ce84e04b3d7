"""`thidua demo`: load the invented hospital's story, once."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.demo.hospital import PASSWORD
from thidua.demo.telling import tell
from thidua.orgs import queries

_LOADING = 0x7EAD0C
SIGN_INS = (
    ("canbo", gettext_lazy("cán bộ thi đua, khen thưởng")),
    ("giamdoc", gettext_lazy("giám đốc")),
    ("thuky", gettext_lazy("thư ký hội đồng")),
    ("ST0001", gettext_lazy("tổ trưởng tổ công đoàn")),
    ("ST0003", gettext_lazy("đoàn viên")),
    ("thanhtra", gettext_lazy("thanh tra, kiểm tra")),
    ("admin", gettext_lazy("quản trị hệ thống")),
)


class Command(BaseCommand):
    help = "Load living demo data through the product's own actions; does nothing a second time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    @staticmethod
    def _wait_for_others() -> None:
        """Two starts at once must not load the story twice."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOADING])

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            self._wait_for_others()
            loaded = queries.unit_by_code("BVST") is None
            if loaded:
                # What is sent to inboxes is kept as it was worded then.
                with translation.override("vi"):
                    tell(period.today())
        if options["json"]:
            shown = [{"code": code, "role": str(role)} for code, role in SIGN_INS]
            told = {"loaded": loaded, "password": PASSWORD, "sign_ins": shown}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(_("Dữ liệu trình diễn đã sẵn sàng. Đăng nhập với mật khẩu %(password)s:")
                          % {"password": PASSWORD})  # fmt: skip
        for code, role in SIGN_INS:
            self.stdout.write(f"  {code:<10} {role}")
