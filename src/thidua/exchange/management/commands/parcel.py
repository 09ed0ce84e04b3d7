"""`thidua parcel make|show|take`: parcels by the command line, for closed networks."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from thidua.core import period
from thidua.core.permit import Refused
from thidua.documents.queries import content_of
from thidua.exchange import actions, identity, queries, wrapping
from thidua.exchange.models import Incoming, Outgoing
from thidua.exchange.registry import KINDS, Preview, label_of
from thidua.exchange.states import IncomingState
from thidua.orgs.queries import person_by_code, unit_by_code


class Command(BaseCommand):
    help = "Make, show and take in signed parcels of other installations."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True, metavar="make|show|take")
        make = parts.add_parser("make", help="write parcels into a folder")
        make.add_argument("kind", help="as awards.dossiers, awards.returns")
        make.add_argument("subject", help="the key of the round, or of the parcel to answer")
        make.add_argument("--to", required=True, help="fingerprint or name of the partner")
        make.add_argument("--into", type=Path, default=Path(), help="the folder")
        show = parts.add_parser("show", help="check a parcel and tell what it is")
        show.add_argument("file", type=Path)
        show.add_argument("--unit", required=True, help="code of the unit that receives")
        take = parts.add_parser("take", help="receive a parcel and take it in")
        take.add_argument("file", type=Path)
        take.add_argument("--unit", required=True, help="code of the unit that receives")
        take.add_argument(
            "--set", action="append", default=[], metavar="NAME=VALUE",
            help="an answer to the preview's form other than the suggested one",
        )  # fmt: skip
        for part in (make, take):
            part.add_argument("--by", required=True, help="staff code of the officer who acts")
        for part in (make, show, take):
            part.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = getattr(self, f"_{options['part']}")(options)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, default=str))
        else:
            self.stdout.write("\n".join(_lines(told)))

    def _make(self, options: dict[str, Any]) -> dict[str, Any]:
        actor, wanted = _actor(options["by"]), options["to"]
        partners = [
            each for each in queries.partners_of(actor)
            if each.name == wanted or identity.is_fingerprint_of(each.key, wanted)
        ]  # fmt: skip
        if len(partners) != 1:
            raise CommandError(
                _("Không có đúng một đối tác đã đối chiếu là «%(name)s».") % {"name": wanted}
            )
        known = options["kind"] in KINDS
        send = KINDS[options["kind"]].send if known else None
        if send is None:
            raise CommandError(_("Không lập được gói loại «%(kind)s».") % options)
        made = send(actor=actor, subject=options["subject"], partner=partners[0], on=period.today())
        return {"parcels": [_written(each, options["into"]) for each in made]}

    def _show(self, options: dict[str, Any]) -> dict[str, Any]:
        content, unit = _content(options["file"]), _unit(options["unit"])
        found = wrapping.read(
            content, trusts=lambda party: actions.why_not(unit, party), own=identity.own_key()
        )
        manifest = found.manifest
        partner = queries.partner_with(unit, manifest.sender.key)
        earlier = queries.received_before(partner, manifest.key) if partner else None
        return {
            "id": manifest.id, "kind": manifest.kind, "title": manifest.title,
            "sender": manifest.sender.name, "made_at": manifest.made_at,
            "reply_to": manifest.reply_to, "received": earlier.arrived_at if earlier else None,
            "files": [each.name for each in manifest.files],
        }  # fmt: skip

    def _take(self, options: dict[str, Any]) -> dict[str, Any]:
        actor, unit = _actor(options["by"]), _unit(options["unit"])
        on, is_new = period.today(), True
        try:
            parcel = actions.receive_parcel(
                actor=actor, unit=unit, content=_content(options["file"]), on=on
            )
        except actions.AlreadyReceived as again:
            parcel, is_new = again.parcel, False
        if parcel.state == IncomingState.ARRIVED:
            parcel = actions.preview_parcel(actor=actor, parcel=parcel)
        if parcel.state == IncomingState.PREVIEWED:
            choices = _choices(actor, parcel, dict(_pair(each) for each in options["set"]))
            actions.take_parcel(actor=actor, parcel=parcel, choices=choices, on=on)
            parcel.refresh_from_db()
        return {
            "id": str(parcel.key), "kind": parcel.kind, "title": parcel.title, "new": is_new,
            "state": parcel.state, "report": parcel.report,
        }  # fmt: skip


def _lines(told: dict[str, Any]) -> list[str]:
    if "parcels" in told:
        return [f"{each['file']}  {each['title']}" for each in told["parcels"]]
    head = f"{label_of(told['kind'])}: {told['title']}"
    return [head, *map(str, told.get("report") or told.get("files") or [])]


def _actor(code: str) -> Any:
    person = person_by_code(code)
    if person is None or person.user is None:
        raise CommandError(_("Không có tài khoản nào của mã %(code)s.") % {"code": code})
    return person.user


def _unit(code: str) -> Any:
    unit = unit_by_code(code)
    if unit is None:
        raise CommandError(_("Không có đơn vị mã %(code)s.") % {"code": code})
    return unit


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(
            _("Không đọc được %(file)s: %(why)s") % {"file": path, "why": error}
        ) from error


def _written(parcel: Outgoing, folder: Path) -> dict[str, Any]:
    content = content_of(parcel.file) if parcel.file is not None else None
    assert content is not None
    path = folder / f"goi-tin-{parcel.key}.zip"
    path.write_bytes(content)
    return {"id": str(parcel.key), "kind": parcel.kind, "title": parcel.title, "file": str(path)}


def _pair(text: str) -> tuple[str, str]:
    name, _equals, value = text.partition("=")
    return name, value


def _choices(actor: Any, parcel: Incoming, given: dict[str, str]) -> dict[str, Any]:
    """The form of the preview as suggested, but for what is given; refused as on the page."""

    def shown(data: Any) -> Preview:
        return KINDS[parcel.kind].preview(
            actor=actor, arrived=queries.arrived(parcel), data=data, on=period.today()
        )

    form = shown(None).form
    if form is None:
        return {}
    filled = {
        name: getattr(value, "pk", value)
        for name, field in form.fields.items()
        if (value := form.get_initial_for_field(field, name)) is not None
    }
    form = shown(filled | given).form
    if not form.is_valid():
        wrong = "; ".join(
            f"{name}: {errors[0]} ({_offered(form, name)})" for name, errors in form.errors.items()
        )
        raise CommandError(_("Cần trả lời bằng --set: %(fields)s") % {"fields": wrong})
    return dict(form.cleaned_data)


def _offered(form: Any, name: str) -> str:
    choices = getattr(form.fields.get(name), "choices", ())
    return ", ".join(f"{key} = {label}" for key, label in choices)
