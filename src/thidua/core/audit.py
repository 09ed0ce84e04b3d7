"""The audit trail: entries chained by hash, written last under one lock, and its verification."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet

from thidua.core import period
from thidua.core.models import AuditEntry, SecurityEvent, reference

GENESIS = "0" * 64
_HASHED = (
    "actor_id", "action", "subject_type", "subject_id", "result_type", "result_id",
    "changes", "facts", "table", "request_id", "cause",
)  # fmt: skip


def snapshot(subject: Model) -> dict[str, Any]:
    """The stored values of an object; personal ones (`audit_personal`) veiled by its own salt."""
    personal: frozenset[str] = getattr(subject, "audit_personal", frozenset())
    unseen: frozenset[str] = getattr(subject, "audit_unseen", frozenset())
    values: dict[str, Any] = {}
    for field in subject._meta.concrete_fields:
        if field.attname in unseen:
            continue
        value = field.value_from_object(subject)
        if value not in (None, "") and field.attname in personal:
            value = veil(value, subject.audit_salt)  # type: ignore[attr-defined] # by contract
        values[field.attname] = value if value is None else plain(value)
    return values


def veil(value: Any, salt: str) -> str:
    """A salted hash that says «the same or not» and is worthless once the salt is erased."""
    digest = hmac.new(salt.encode(), str(value).encode(), hashlib.sha256).hexdigest()
    return f"#{digest[:20]}"


def plain(value: Any) -> Any:
    """The JSON form of a value; objects become `app.model:pk`."""
    if isinstance(value, Model):
        return ":".join(reference(value))
    if isinstance(value, QuerySet | set | frozenset | tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder, default=str))


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Changed fields only: `{field: [old, new]}`."""
    return {key: [before.get(key), new] for key, new in after.items() if before.get(key) != new}


def digest(entry: AuditEntry) -> str:
    """The hash of an entry's content; its moment counts in microseconds since 1970 (UTC)."""
    content = {name: getattr(entry, name) for name in _HASHED}
    content["at"] = round(entry.at.timestamp() * 1_000_000)
    packed = json.dumps(content, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(packed.encode()).hexdigest()


def link(previous_hash: str, content_hash: str) -> str:
    """The hash that chains an entry to the one before; the database computes the same."""
    return hashlib.sha256((previous_hash + content_hash).encode()).hexdigest()


def write(entries: Iterable[AuditEntry]) -> None:
    """Store entries, which the database chains; must be the transaction's last statement.

    The chain's lock is taken by the insert, so other writers stay free while the action's
    body runs, and content is hashed before it.
    """
    at = period.now()
    stored = list(entries)
    for entry in stored:
        entry.at = at
        entry.content_hash = digest(entry)
    AuditEntry.objects.bulk_create(stored)


@dataclass(frozen=True)
class Verification:
    """What a walk along the chain found; `broken_at` is the id of the first bad entry."""

    entries: int
    head: str
    broken_at: int | None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def verify() -> Verification:
    """Recompute every hash from the first entry to the last."""
    last, count = GENESIS, 0
    for entry in AuditEntry.objects.order_by("id").iterator(chunk_size=2000):
        content = digest(entry)
        if (entry.previous_hash, entry.content_hash, entry.hash) != (
            last, content, link(last, content),
        ):  # fmt: skip
            return Verification(count, last, entry.pk)
        last, count = entry.hash, count + 1
    return Verification(count, last, None)


def entries_of(subject: Model) -> QuerySet[AuditEntry]:
    """The trail of one object, oldest first: what was done to it and what made it."""
    kind, key = reference(subject)
    of_subject = Q(subject_type=kind, subject_id=key)
    return AuditEntry.objects.filter(of_subject | Q(result_type=kind, result_id=key)).order_by("id")


def record_security(
    kind: SecurityEvent.Kind,
    *,
    actor_id: int | None,
    subject: Model | None = None,
    detail: str = "",
) -> None:
    """Add a line to the security log, outside the audit chain."""
    subject_type, subject_id = reference(subject)
    SecurityEvent.objects.create(
        at=period.now(), kind=kind, actor_id=actor_id, subject_type=subject_type,
        subject_id=subject_id, detail=detail[:300],
    )  # fmt: skip
