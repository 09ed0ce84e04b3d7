"""Recompute the audit chain and say whether it holds."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from thidua.core import audit


class Command(BaseCommand):
    help = "Recompute the hash of every audit entry, from the first to the last."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        found = audit.verify()
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "holds": found.holds,
                        "entries": found.entries,
                        "head": found.head,
                        "broken_at": found.broken_at,
                    }
                )
            )
        elif found.holds:
            self.stdout.write(
                _("Nhật ký nguyên vẹn: %(count)s mục, mã đầu chuỗi %(head)s.")
                % {"count": found.entries, "head": found.head}
            )
        if not found.holds:
            raise CommandError(
                _("Nhật ký đã bị can thiệp: mục %(entry)s không khớp mục trước nó.")
                % {"entry": found.broken_at}
            )
