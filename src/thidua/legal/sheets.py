"""What the law says of an award on a day, as JSON-ready tables for people and programs."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from thidua.legal.figures import figures, latest
from thidua.legal.messages import reason, term
from thidua.legal.packs import AnyOf, Criterion, Pack, Version, Wording, packs
from thidua.legal.powers import Power, deciders_of, power_to_decide
from thidua.legal.prizes import prize
from thidua.legal.quotas import Cap, quota_for
from thidua.legal.terms import AwardType, ManagingBody, Status
from thidua.legal.thresholds import Threshold, threshold_for

# Which words a parameter's values may come from, tried in this order.
WORDS = {
    "rating": ("rating",),
    "level": ("rating", "level"),
    "grade": ("study",),
    "kind": ("merit", "service"),
    "kinds": ("work",),
    "needs": ("paper", "cluster"),
    "one_of": ("paper",),
    "bodies": ("managing_body",),
    "counted": ("absence",),
}


def listed(on: date, lang: str = "vi") -> list[dict[str, Any]]:
    """Every award with a line on what is known of it that day."""
    return [_line(pack, on, lang) for pack in packs().values()]


def sheet(pack: Pack, on: date, lang: str = "vi") -> dict[str, Any]:
    """Everything on one award: criteria, powers, votes, prizes, quotas, days due."""
    version = pack.version_at(on)
    return {
        **_line(pack, on, lang),
        "names": dict(pack.names),
        "also_for": [term(f"trait.{trait}", lang) for trait in pack.also_for],
        "detailed_by": [term(f"regulator.{body}", lang) for body in pack.detailed_by],
        "versions": [one.in_force.isoformat() for one in pack.versions],
        "readings": list(_readings(version, lang)),
        "powers": [_power(pack, body, on, lang) for body in ManagingBody],
        "deciders": [
            {
                "who": term(f"decider.{row.level}", lang),
                "basis": row.basis.citation(),
                "status": row.status.value,
            }
            for row in deciders_of(pack.code, on)
        ],
        "votes": _votes(pack, on, lang),
        "prizes": [prize_row(pack.code, who, on, lang) for who in pack.for_whom],
        "quota": _quota(pack, on, lang),
        "deadlines": list(_deadlines(pack, on)),
        "examples": len(pack.examples),
    }


def asked(criterion: Criterion, lang: str = "vi") -> str:
    """What a criterion asks, with its figures."""
    text = term(f"check.{criterion.check}", lang)
    params = params_text(criterion.params, lang)
    return f"{text} ({params})" if params else text


def params_text(params: Mapping[str, Any], lang: str = "vi") -> str:
    """A criterion's figures in words."""
    return "; ".join(_param(name, value, lang) for name, value in params.items())


def prize_row(award: str, subject: str, on: date, lang: str = "vi") -> dict[str, Any]:
    """The prize of an award for one kind of subject, with the reckoning or why there is none."""
    pack = packs().get(award)
    found = prize(award, subject, on=on, issuer=pack.issuer if pack else "state")
    return {
        "award": award,
        "subject": subject,
        "on": on.isoformat(),
        "amount": found.amount,
        "up_to": found.is_cap,
        "status": (Status.VERIFIED if found.verified else Status.UNVERIFIED).value,
        "reason": found.reason.render(lang),
        "basis": list(found.citations),
    }


def _line(pack: Pack, on: date, lang: str) -> dict[str, Any]:
    version = pack.version_at(on)
    rules = list(_criteria(version)) if version else []
    statuses = [_status(item, version.doubts if version else ()) for _group, item in rules]
    return {
        "code": pack.code,
        "name": pack.names[lang],
        "issuer": pack.issuer.value,
        "kind": pack.kind.value,
        "for_whom": [who.value for who in pack.for_whom],
        "on": on.isoformat(),
        "in_force": version.in_force.isoformat() if version else None,
        "law": version.law.citation() if version else "",
        "verified": statuses.count(Status.VERIFIED),
        "unverified": statuses.count(Status.UNVERIFIED),
        "awaited": pack.is_awaited(on),
    }


def _readings(version: Version | None, lang: str) -> Iterator[dict[str, Any]]:
    if version is None:
        return
    parts: list[Wording] = [version, *([version.beside] if version.beside else [])]
    for part in parts:
        beside = part is not version
        yield {
            "wording": part.wording,
            "law": part.law.citation(),
            "status": (Status.UNVERIFIED if beside else version.status).value,
            "criteria": [
                {
                    "id": item.id,
                    "any_of": group,
                    "stage": item.stage.value,
                    "asks": asked(item, lang),
                    "basis": "; ".join(basis.citation() for basis in item.basis),
                    "status": (
                        Status.UNVERIFIED if beside else _status(item, version.doubts)
                    ).value,
                }
                for group, item in _criteria(part)
            ],
        }


def _criteria(part: Wording) -> Iterator[tuple[str, Criterion]]:
    for rule in part.rules:
        if isinstance(rule, AnyOf):
            for item in rule.criteria:
                yield rule.id, item
        else:
            yield "", rule


def _status(item: Criterion, doubts: tuple[str, ...]) -> Status:
    doubted = any(basis.source in doubts for basis in item.basis)
    return Status.UNVERIFIED if doubted else item.status


def _param(name: str, value: object, lang: str) -> str:
    if value is True:
        return term(f"param.{name}", lang)
    values = value if isinstance(value, list) else [value]
    shown = ", ".join(_word(name, one, lang) for one in values)
    return f"{term(f'param.{name}', lang)}: {shown}"


def _word(name: str, value: object, lang: str) -> str:
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".") if value >= 10_000 else str(value)
    if name in ("code", "codes"):
        return term(f"award.{value}", lang)
    for group in WORDS.get(name, ()):
        try:
            return term(f"{group}.{value}", lang)
        except KeyError:
            continue
    return str(value)


def _power(pack: Pack, body: ManagingBody, on: date, lang: str) -> dict[str, Any]:
    found = power_to_decide(pack.code, body, on)
    row: dict[str, Any] = {
        "managing_body": body.value,
        "name": term(f"managing_body.{body}", lang),
        "granted": found.granted,
        "basis": found.citation,
    }
    if isinstance(found, Power):
        return row
    return {**row, "reason": found.reason.render(lang), "mend": found.mend.render(lang)}


def _votes(pack: Pack, on: date, lang: str) -> dict[str, Any]:
    found = threshold_for(pack.code, on)
    if isinstance(found, Threshold):
        status = Status.VERIFIED if found.verified else Status.UNVERIFIED
        return {
            "share": str(found.share),
            "of": term(f"council.{found.council}", lang),
            "basis": found.citation,
            "status": status.value,
        }
    return {"share": None, "reason": found.reason.render(lang)}


def _quota(pack: Pack, on: date, lang: str) -> Mapping[str, Any]:
    found = quota_for(pack.code, on)
    if isinstance(found, Cap):
        status = Status.VERIFIED if found.verified else Status.UNVERIFIED
        counted = found.reckoning(100).render(lang)
        return {"example": counted, "basis": found.citation, "status": status.value}
    thematic = quota_for(pack.code, on, award_type=AwardType.MOVEMENT)
    if isinstance(thematic, Cap):
        status = Status.VERIFIED if thematic.verified else Status.UNVERIFIED
        most = thematic.reckoning(100).render(lang).removesuffix(".")
        counted = reason("quota.thematic", cap=most).render(lang)
        return {"example": counted, "basis": thematic.citation, "status": status.value}
    return {"example": None, "reason": found.reason.render(lang)}


def _deadlines(pack: Pack, on: date) -> Iterator[dict[str, Any]]:
    rows = [row for row in figures().deadlines if pack.code in row.awards]
    for name in dict.fromkeys(row.id for row in rows):
        row = latest((row for row in rows if row.id == name), on)
        if row is not None:
            yield {
                "id": row.id,
                "day": row.of(on.year).isoformat(),
                "basis": row.basis.citation(),
                "status": row.status.value,
            }
