"""The `thidua` command: everything an installation is run with."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from django.conf import settings
from django.core.management import CommandError, call_command, execute_from_command_line
from django.utils import translation

from thidua.config import backup, cli_assess, cli_law, serving
from thidua.config.child import run_worker
from thidua.config.database import Unreachable, database, migrate
from thidua.config.place import EmbeddedError
from thidua.config.words import gettext_terminal as _
from thidua.config.words import terminal_language
from thidua.core import memory
from thidua.legal.asking import Unclear

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Commands that a capability answers: the words typed, and the management command behind them.
DELEGATED = {
    ("demo",): "demo",
    ("audit", "verify"): "audit_verify",
    ("user", "create"): "user_create",
    ("play",): "play",
    ("ballot", "verify"): "ballot_verify",
    ("parcel",): "parcel",
    ("rollup",): "rollup",
}
EXPECTED = (
    EmbeddedError,
    Unreachable,
    backup.BackupError,
    serving.PortBusy,
    CommandError,
    *cli_law.REFUSALS,
    Unclear,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code, 1 when it was refused with a sentence."""
    given = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    as_json = "--json" in given
    try:
        delegated = _delegated(given)
        if delegated is not None:
            with database():
                return _manage(*delegated)
        options = _parser().parse_args(given)
        return int(options.run(options) or 0)
    except EXPECTED as refusal:
        if as_json:
            told = refusal.to_dict() if isinstance(refusal, Unclear) else str(refusal)
            _print({"error": told})
        else:
            sys.stderr.write(f"thidua: {refusal}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _delegated(given: list[str]) -> list[str] | None:
    """The management command for the words typed, with what follows them; None when it is ours."""
    if given[:1] == ["manage"]:
        return given[1:] or ["help"]
    for words, command in DELEGATED.items():
        if tuple(given[: len(words)]) == words:
            return [command, *given[len(words) :]]
    return None


def _manage(*args: str) -> int:
    _set_up()
    memory.settle()
    execute_from_command_line(["thidua", *args])
    return 0


def _set_up() -> None:
    django.setup()
    translation.activate(terminal_language())


def _serve(options: argparse.Namespace) -> None:
    host, port = options.host, options.port
    serving.refuse_busy_port(host, port)
    serving.stop_on_signals()
    address = f"http://{host}:{port}"
    os.environ.setdefault("THIDUA_URL", address)
    children = serving.Children()
    try:
        with database():
            try:
                _set_up()
                migrate()
                _collect_static()
                if options.demo:
                    call_command("demo")
                children.start(serving.web(host, port))
                children.start(serving.worker())
                if serving.wait_until_up(host, port, children):
                    _say(_("Phần mềm chạy tại %(url)s — bấm Ctrl-C để dừng.") % {"url": address})
                code = children.wait()
                raise SystemExit(code or 1)
            finally:
                # A second Ctrl-C must not leave half of it running.
                serving.ignore_signals()
                children.stop()
    except serving.Stopped:
        _say(_("Đã dừng."))


def _collect_static() -> None:
    """Lay out style sheets and scripts where a data folder is new; the manifest comes last."""
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        call_command("collectstatic", interactive=False, verbosity=0)


def _worker(_options: argparse.Namespace) -> None:
    with database():
        run_worker()


def _migrate(options: argparse.Namespace) -> None:
    with database():
        _set_up()
        applied = migrate()
    _report(
        options,
        {"applied": applied},
        _("Cơ sở dữ liệu đã cập nhật: %(count)s bước mới.") % {"count": len(applied)},
    )


def _backup(options: argparse.Namespace) -> None:
    with database() as url:
        _set_up()
        made = backup.backup(url=url, files=Path(settings.MEDIA_ROOT), target=options.file)
    _report(
        options,
        made.summary(),
        _("Đã sao lưu %(tables)s bảng, %(rows)s dòng, %(files)s tệp vào %(path)s.")
        % {**made.summary(), "path": options.file},
    )


def _restore(options: argparse.Namespace) -> None:
    with database() as url:
        _set_up()
        done = backup.restore(
            source=options.file,
            url=url,
            files=Path(settings.MEDIA_ROOT),
            replace=options.replace,
        )
    _report(
        options,
        done.summary(),
        _("Đã khôi phục và đối chiếu %(tables)s bảng, %(rows)s dòng, %(files)s tệp.")
        % done.summary(),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="thidua",
        description=_("Phong trào thi đua và công tác khen thưởng."),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar=_("LỆNH"))

    def command(
        name: str, run: Callable[[argparse.Namespace], None], about: str, *, as_json: bool = True
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about)
        made.set_defaults(run=run, json=False)
        if as_json:
            made.add_argument("--json", action="store_true", help=_("in kết quả dạng JSON"))
        return made

    serve = command("serve", _serve, _("chạy trang web và các tác vụ nền"), as_json=False)
    serve.add_argument("--host", default="127.0.0.1", help=_("địa chỉ lắng nghe"))
    serve.add_argument("--port", type=int, default=8000, help=_("cổng lắng nghe"))
    serve.add_argument("--demo", action="store_true", help=_("nạp dữ liệu trình diễn nếu chưa có"))
    command("worker", _worker, _("chỉ chạy các tác vụ nền"), as_json=False)
    command("migrate", _migrate, _("cập nhật cơ sở dữ liệu theo phiên bản phần mềm"))
    keep = command("backup", _backup, _("sao lưu cơ sở dữ liệu và tệp tải lên vào một tệp"))
    keep.add_argument("file", type=Path, metavar=_("TỆP"))
    bring = command("restore", _restore, _("khôi phục từ một tệp sao lưu và đối chiếu"))
    bring.add_argument("file", type=Path, metavar=_("TỆP"))
    bring.add_argument(
        "--replace", action="store_true", help=_("thay dữ liệu đang có (mặc định: từ chối)")
    )
    cli_law.add_commands(commands)
    cli_assess.add_command(commands)
    for name, about in (
        ("demo", _("nạp dữ liệu trình diễn")),
        ("audit", _("audit verify: kiểm tra chuỗi nhật ký")),
        ("ballot", _("ballot verify SỐ: đếm lại một cuộc bỏ phiếu kín đã kiểm")),
        ("parcel", _("parcel make|show|take: gói tin giữa các hệ thống")),
        ("rollup", _("đối chiếu hoặc tính lại số tổng hợp chỉ tiêu (--check, --rebuild)")),
        ("user", _("user create: tạo tài khoản")),
        ("play", _("diễn lại một kịch bản từ tệp TOML")),
        ("manage", _("chuyển lệnh cho Django")),
    ):
        commands.add_parser(name, help=about, add_help=False).set_defaults(run=_incomplete)
    return parser


def _incomplete(options: argparse.Namespace) -> None:
    needed = [" ".join(words) for words in DELEGATED if words[0] == options.command]
    sys.stderr.write(
        "thidua: " + _("lệnh đầy đủ là: %(words)s") % {"words": ", ".join(needed)} + "\n"
    )
    raise SystemExit(2)


def _report(options: argparse.Namespace, figures: dict[str, Any], sentence: str) -> None:
    if options.json:
        _print(figures)
    else:
        _say(sentence)


def _print(figures: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
