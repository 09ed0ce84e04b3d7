"""Play a scenario from its facts file and print its «must hold» rows."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thidua.play.browser import Stuck
from thidua.play.facts import BadFacts
from thidua.play.scene import play
from thidua.play.stage import scratch_database


class Command(BaseCommand):
    help = "Play a scenario through HTTP on a scratch database; see docs/how-to/scenarios.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with scratch_database():
                rows = play(options["file"])
        except (BadFacts, Stuck) as trouble:
            raise CommandError(str(trouble)) from None
        if options["json"]:
            self.stdout.write(
                json.dumps([row.to_dict() for row in rows], ensure_ascii=False, indent=2)
            )
        else:
            for row in rows:
                mark = "holds" if row.holds else "FAILS"
                self.stdout.write(f"{row.number}. [{mark}] {row.sentence}")
                for name, value in row.figures.items():
                    self.stdout.write(f"     {name}: {value}")
                for failure in row.failed:
                    self.stdout.write(f"     ! {failure}")
        if not all(row.holds for row in rows):
            sys.exit(1)
