"""`thidua assess`: facts from a file, verdict and findings out; no database, nothing stored."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.config.cli_law import Unreadable
from thidua.config.words import gettext_terminal as _
from thidua.config.words import terminal_language
from thidua.legal.asking import answer
from thidua.legal.messages import term

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Put the command beside the others."""
    about = _("xét điều kiện khen thưởng từ tệp dữ kiện JSON")
    made = commands.add_parser("assess", help=about, description=about)
    made.set_defaults(run=_assess)
    made.add_argument("file", metavar=_("TỆP"), help=_("tệp JSON, hoặc - để đọc đầu vào chuẩn"))
    made.add_argument(
        "--on", metavar=_("NGÀY"), help=_("ngày nhận hồ sơ, dạng năm-tháng-ngày, thay ngày ở tệp")
    )
    made.add_argument("--json", action="store_true", help=_("in kết quả dạng JSON"))


def _assess(options: argparse.Namespace) -> None:
    asked = _read(options.file)
    if isinstance(asked, dict):
        asked = {"lang": terminal_language(), **asked}
        if options.on:
            asked["on"] = options.on
    told = answer(asked, today=date.today())  # noqa: DTZ011 # the terminal's own day
    lines = [json.dumps(told, ensure_ascii=False)] if options.json else _lines(told)
    sys.stdout.write("\n".join(lines) + "\n")


def _read(name: str) -> Any:
    try:
        return json.loads(sys.stdin.read() if name == "-" else Path(name).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(
            _("Không đọc được %(file)s: %(why)s") % {"file": name, "why": error}
        ) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("%(file)s không phải JSON.") % {"file": name}) from error


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    yield f"{told['name']} — {told['verdict_name']}"
    for reading in told["readings"]:
        if len(told["readings"]) > 1:
            yield f"\n{reading['wording']}: {_verdict(reading)}"
        for finding in reading["findings"]:
            yield from _finding(finding)
    for caution in told["cautions"]:
        yield f"! {caution['reason']}"
    year = told["earliest"]["year"]
    if year is None:
        yield "\n" + _("Chưa thấy năm nào có thể đề nghị.")
        return
    yield "\n" + _("Sớm nhất năm %(year)s") % {"year": year}
    for condition in told["earliest"]["conditions"]:
        yield f"  - {condition['text']}"


def _finding(finding: Mapping[str, Any]) -> Iterator[str]:
    yield f"  {_verdict(finding)}: {finding['reason']} [{finding['article']}]"
    if finding["mend"]:
        yield f"    → {finding['mend']}"


def _verdict(item: Mapping[str, Any]) -> str:
    return term(f"verdict.{item['verdict']}", terminal_language())
