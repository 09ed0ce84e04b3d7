"""Count a closed ballot again from what is published, and say whether it agrees."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from thidua.ballots import queries
from thidua.ballots.models import Ballot
from thidua.ballots.states import BallotState


class Command(BaseCommand):
    help = "Count a closed secret ballot again: lists, roll, stored counts and trail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ballot", type=int)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        ballot = queries.ballot_by_id(options["ballot"])
        if ballot is None:
            raise CommandError(_("Không có cuộc bỏ phiếu số %(id)s.") % {"id": options["ballot"]})
        if ballot.state != BallotState.CLOSED:
            raise CommandError(
                _("Cuộc bỏ phiếu này chưa có kết quả để kiểm lại («%(state)s»).")
                % {"state": ballot.get_state_display()}
            )
        wrong = queries.recount(ballot)
        if options["json"]:
            self.stdout.write(json.dumps(_told(ballot, wrong), ensure_ascii=False))
        elif not wrong:
            self.stdout.write(
                _(
                    "Khớp: %(collected)s mã biên nhận, %(collected)s người đã bỏ phiếu, "
                    "%(items)s nội dung; nhật ký ghi cùng một mã băm %(digest)s."
                )
                % {
                    "collected": ballot.collected, "items": ballot.items.count(),
                    "digest": queries.digest_of(ballot),
                }
            )  # fmt: skip
        if wrong:
            raise CommandError(
                _("Không khớp: %(what)s.")
                % {"what": "; ".join(f"{name} {key}".strip() for name, key in wrong)}
            )


def _told(ballot: Ballot, wrong: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "ballot": ballot.pk, "agrees": not wrong, "collected": ballot.collected,
        "valid": ballot.valid, "digest": queries.digest_of(ballot),
        "items": {
            key: {
                "agree": tally.agree, "disagree": tally.disagree,
                "blank": tally.secret.blank + tally.written.blank, "members": tally.members,
                "passed": tally.passed,
            }
            for key, tally in queries.tallies_of(ballot).items()
        },
        "wrong": [{"what": name, "item": key} for name, key in wrong],
    }  # fmt: skip
