"""The private door of stored files."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from thidua.core import audit, period
from thidua.core.models import SecurityEvent
from thidua.documents import permits, queries
from thidua.documents.models import StoredFile
from thidua.orgs.pages import page

SHOWN_IN_PLACE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


def the_file(request: HttpRequest, pk: int) -> StoredFile | None:
    return queries.file_by_key(pk)


@require_safe
@page(permit=permits.reads_file, subject=the_file)
def stored_file(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """A private file for whom its subject lets in; the security log notes it once a day."""
    name = str(stored.content.name)
    if not default_storage.exists(name):
        raise Http404
    if not queries.was_opened(stored, by=request.user, on=period.today()):
        audit.record_security(
            SecurityEvent.Kind.FILE_OPENED, actor_id=request.user.pk, subject=stored,
            detail=stored.role,
        )  # fmt: skip
    answer = FileResponse(
        default_storage.open(name),
        as_attachment=stored.mime not in SHOWN_IN_PLACE,
        filename=stored.name,
        content_type=stored.mime,
    )
    return sealed(answer)


def sealed(answer: HttpResponseBase) -> HttpResponseBase:
    """What was sent in by others must neither run nor stay in shared caches."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    if answer["Content-Type"] != "application/pdf":  # a sandbox keeps browsers from showing PDF
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
