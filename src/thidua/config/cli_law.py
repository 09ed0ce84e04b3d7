"""`thidua law` and `thidua prize`: what the law says on a day, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.config.words import gettext_terminal as _
from thidua.config.words import terminal_language
from thidua.legal import PackError, Subject, UnknownAward
from thidua.legal.codec import DecodeError, encode
from thidua.legal.compare import Change, Facts, Rule, changes, differences, facts_from
from thidua.legal.localrules import local_rules
from thidua.legal.messages import term
from thidua.legal.packs import Pack, packs
from thidua.legal.sheets import listed, params_text, prize_row, sheet
from thidua.legal.worked import check_examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Unreadable(Exception):
    """A file given cannot be read: says which."""


REFUSALS = (PackError, DecodeError, UnknownAward, Unreadable)


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Put both commands beside the others."""
    about = _("quy định về thi đua, khen thưởng có trong bộ quy tắc")
    law = commands.add_parser("law", help=about, description=about)
    parts = law.add_subparsers(dest="part", required=True, metavar=_("VIỆC"))

    def part(
        name: str, run: Callable[[argparse.Namespace], int | None], says: str, into: Any = parts
    ) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = into.add_parser(name, help=says, description=says)
        made.set_defaults(run=run)
        made.add_argument("--json", action="store_true", help=_("in kết quả dạng JSON"))
        return made

    every = part("list", _list, _("mọi danh hiệu, hình thức khen thưởng"))
    _add_day(every)
    one = part("show", _show, _("tiêu chuẩn, thẩm quyền, tỷ lệ phiếu, tiền thưởng của một loại"))
    one.add_argument("code", metavar=_("MÃ"))
    _add_day(one)
    check = part("check", _check, _("tính lại mọi ví dụ trong bộ quy tắc"))
    _add_overlays(check)
    both = part("compare", _compare, _("so sánh quy định của hai ngày"))
    both.add_argument("first", type=date.fromisoformat, metavar=_("NGÀY1"))
    both.add_argument("second", type=date.fromisoformat, metavar=_("NGÀY2"))
    both.add_argument(
        "--facts", type=Path, nargs="+", default=[], metavar=_("TỆP"),
        help=_("dữ kiện dạng JSON để xem kết quả nào thay đổi"),
    )  # fmt: skip
    _add_overlays(both)
    money = part("prize", _prize, _("mức tiền thưởng theo ngày trên quyết định"), commands)
    money.add_argument("code", metavar=_("MÃ"))
    money.add_argument("--subject", choices=list(Subject), default=None)
    _add_day(money)


def _add_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar=_("NGÀY"),
        help=_("ngày dạng năm-tháng-ngày; mặc định hôm nay"),
    )  # fmt: skip


def _add_overlays(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--overlay", type=Path, nargs="+", default=[], metavar=_("TỆP"),
        help=_("quy định riêng dạng TOML đặt lên bộ quy tắc"),
    )  # fmt: skip


def _list(options: argparse.Namespace) -> None:
    rows = listed(_day(options), terminal_language())
    if options.json:
        return _write_json({"awards": rows})
    line = ""
    for row in rows:
        if row["issuer"] != line:
            line = row["issuer"]
            _say(f"\n{_word('issuer', line)}")
        known = _("chưa có tiêu chuẩn") if row["awaited"] else _known(row)
        _say(f"  {row['code']:<15}{row['name']} — {known}")
    return None


def _known(row: dict[str, Any]) -> str:
    return _("%(verified)s tiêu chuẩn đã kiểm chứng, %(unverified)s chưa") % row


def _show(options: argparse.Namespace) -> None:
    day = _day(options)
    found = sheet(_pack(options.code), day, terminal_language())
    if options.json:
        return _write_json(found)
    for line in _sheet_lines(found):
        _say(line)
    return None


def _sheet_lines(found: dict[str, Any]) -> Iterator[str]:
    whom = ", ".join(_word("subject", who) for who in [*found["for_whom"]])
    yield f"{found['code']} — {found['name']}"
    yield f"{_word('kind', found['kind'])}, {_word('issuer', found['issuer'])}; {whom}"
    if found["also_for"]:
        yield _("cả: %(traits)s") % {"traits": ", ".join(found["also_for"])}
    if found["detailed_by"]:
        yield _("khung; cần thêm quy định của: %(bodies)s") % {
            "bodies": ", ".join(found["detailed_by"])
        }
    if not found["readings"]:
        yield _("không có quy định nào trong bộ quy tắc có hiệu lực ngày %(on)s") % found
    for reading in found["readings"]:
        yield f"\n{reading['wording']} ({reading['law']}, {_word('status', reading['status'])})"
        for item in reading["criteria"]:
            group = _("[một trong: %(group)s] ") % {"group": item["any_of"]}
            yield (
                f"  {_word('stage', item['stage'])}: {group if item['any_of'] else ''}"
                f"{_cited(item['asks'], item)}"
            )
    yield "\n" + _("Thẩm quyền")
    for row in found["powers"]:
        said = row["basis"] if row["granted"] else f"{row['reason']} {row['mend']}"
        yield f"  {row['name']}: {said}"
    for row in found["deciders"]:
        yield f"  {_cited(row['who'], row)}"
    yield "\n" + _("Tỷ lệ phiếu, tỷ lệ khống chế, thời hạn, tiền thưởng")
    votes, quota = found["votes"], found["quota"]
    share = f"{votes['share']} {votes['of']}" if votes["share"] else ""
    yield f"  {_cited(share, votes) if share else votes['reason']}"
    yield f"  {_cited(quota['example'], quota) if quota['example'] else quota['reason']}"
    for row in found["deadlines"]:
        yield f"  {_cited(row['id'] + ': ' + row['day'], row)}"
    for row in found["prizes"]:
        yield f"  {_prize_line(row)}"


def _cited(text: str, row: dict[str, Any]) -> str:
    return f"{text} — {row['basis']} ({_word('status', row['status'])})"


def _check(options: argparse.Namespace) -> int:
    results = list(check_examples(_overlays(options.overlay)))
    wrong = [one for one in results if not one.holds]
    if options.json:
        _write_json(
            {"examples": len(results), "wrong": [encode(one) for one in wrong]}
        )  # fmt: skip
        return 1 if wrong else 0
    for one in wrong:
        _say(f"{one.of}: {one.name} ({one.on}): {'; '.join(one.differences)}")
    _say(
        _("Đã tính lại %(count)s ví dụ; %(wrong)s ví dụ sai.")
        % {"count": len(results), "wrong": len(wrong)}
    )
    return 1 if wrong else 0


def _compare(options: argparse.Namespace) -> None:
    laid = _overlays(options.overlay)
    days = (options.first, options.second)
    changed = list(changes(*days))
    facts = [_facts(path) for path in options.facts]
    unlike = list(differences(facts, *days, overlays=laid))
    if options.json:
        return _write_json(
            {
                "first": days[0].isoformat(),
                "second": days[1].isoformat(),
                "changes": [{**encode(one), "fields": list(one.fields)} for one in changed],
                "facts": len(facts),
                "differences": [
                    {**asdict(one), "verdict_differs": one.verdict_differs} for one in unlike
                ],
            }
        )
    award = ""
    for one in changed:
        if one.award != award:
            award = one.award
            _say(f"\n{award} — {term(f'award.{award}', terminal_language())}")
        _say(f"  {_change_line(one)}")
    _say(_("\n%(count)s tiêu chuẩn thay đổi.") % {"count": len(changed)})
    for other in unlike:
        verdicts = " → ".join(_word("verdict", v) for v in (other.before, other.after))
        findings = "; ".join(
            f"{name}: {before} → {after}" for name, (before, after) in other.findings.items()
        )
        _say(f"{other.facts}, {other.award}: {verdicts} ({findings})")
    if facts:
        count = sum(one.verdict_differs for one in unlike)
        _say(_("%(count)s kết quả khác nhau.") % {"count": count})
    return None


def _change_line(change: Change) -> str:
    draft = "" if change.wording == "law" else _("[dự thảo] ")
    if change.before is None:
        assert change.after is not None
        return draft + _("thêm %(name)s (%(basis)s)") % {
            "name": change.criterion, "basis": change.after.basis,
        }  # fmt: skip
    if change.after is None:
        return draft + _("bỏ %(name)s (%(basis)s)") % {
            "name": change.criterion, "basis": change.before.basis,
        }  # fmt: skip
    shown = "; ".join(
        f"{_word('field', name)}: {_side(change.before, name)} → {_side(change.after, name)}"
        for name in change.fields
    )
    return draft + f"{change.criterion}: {shown}"


def _side(rule: Rule, name: str) -> str:
    if name == "params":
        return params_text(rule.params, terminal_language())
    value = str(getattr(rule, name))
    return _word(name, value) if name in ("check", "status", "stage") else value or "-"


def _prize(options: argparse.Namespace) -> None:
    pack = packs().get(options.code)
    subjects = [options.subject] if options.subject else (pack.for_whom if pack else list(Subject))
    rows = [
        prize_row(options.code, str(who), _day(options), terminal_language()) for who in subjects
    ]
    if options.json:
        return _write_json(rows[0] if options.subject else {"prizes": rows})
    for row in rows:
        _say(_prize_line(row))
    return None


def _prize_line(row: dict[str, Any]) -> str:
    who = _word("subject", row["subject"])
    if row["amount"] is None:
        return f"{who}: {row['reason']}"
    cap = _("tối đa ") if row["up_to"] else ""
    return (
        f"{who}: {cap}{row['reason']} [{'; '.join(row['basis'])}; {_word('status', row['status'])}]"
    )


def _pack(code: str) -> Pack:
    found = packs().get(code)
    if found is None:
        raise UnknownAward(_("Chưa có bộ quy tắc cho «%(code)s».") % {"code": code})
    return found


def _overlays(paths: Iterable[Path]) -> list[Pack]:
    return [pack for path in paths for pack in local_rules(_text(path), path.name).packs]


def _facts(path: Path) -> Facts:
    try:
        data = json.loads(_text(path))
    except ValueError as error:
        raise Unreadable(_("%(file)s không phải JSON.") % {"file": path}) from error
    return facts_from(data, path.name)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(
            _("Không đọc được %(file)s: %(why)s") % {"file": path, "why": error}
        ) from error


def _day(options: argparse.Namespace) -> date:
    return options.on or date.today()  # noqa: DTZ011 # the terminal's own day


def _word(group: str, name: str) -> str:
    return term(f"{group}.{name}", terminal_language())


def _write_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
