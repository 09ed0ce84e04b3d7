"""Keeping files; called inside the action that they belong to, whose permit and trail count."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model

from thidua.core import period
from thidua.core.action import note
from thidua.core.models import reference
from thidua.documents import uploads
from thidua.documents.models import StoredFile, private_path
from thidua.documents.wording import clean


def upload_file(
    *,
    actor: Any,
    subject: Model,
    role: str,
    name: str,
    content: bytes,
    kinds: frozenset[uploads.Kind] = uploads.EVIDENCE,
) -> StoredFile:
    """Take in what somebody sent, through the one door; raises `uploads.NotAccepted`."""
    accepted = uploads.accept(name, content, kinds=kinds)
    return store_file(
        actor=actor,
        subject=subject,
        role=role,
        name=accepted.name,
        content=accepted.content,
        mime=accepted.mime,
    )


def store_file(
    *, actor: Any, subject: Model, role: str, name: str, content: bytes, mime: str
) -> StoredFile:
    """Keep a file that the product itself made, or that has come through the door.

    The content is written before the row is committed and lies under its hash: an act that is
    rolled back leaves at most an unused file, never a row without one.
    """
    subject_type, subject_id = reference(subject)
    stored = StoredFile(
        name=clean(name)[-200:],
        mime=mime,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        subject_type=subject_type,
        subject_id=subject_id,
        role=role,
        uploaded_by_id=actor.pk or None,
        created_at=period.now(),
    )
    path = private_path(stored, stored.name)
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(content))
    stored.content.name = path
    stored.save()
    note(**{f"file_{role}": stored.sha256})
    return stored


def remove_file(stored: StoredFile) -> None:
    """Drop a file, and its content once nothing else uses it; noted in the trail of the act."""
    note(removed=stored.sha256)
    path, others = stored.content.name, StoredFile.objects.filter(sha256=stored.sha256)
    stored.delete()

    def sweep() -> None:
        # The same content lies once, however often it is used.
        if path and not others.exists():
            default_storage.delete(path)

    transaction.on_commit(sweep)
