"""The law asked by programs: facts in, verdict with findings out, nothing stored."""

import json
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from thidua.core import period
from thidua.legal.asking import Unclear, answer, question_schema

# A question with a roster of 2,000 members is a tenth of this.
MOST_BYTES = 2 * 1024 * 1024
LIMIT = "legal_assess"
ANSWERS: dict[int, Any] = {200: dict[str, Any], 413: dict[str, Any], 422: dict[str, Any]}
BODY = {"required": True, "content": {"application/json": {"schema": question_schema()}}}

router = Router(tags=["legal"])


@router.post(
    "/assess", response=ANSWERS | {429: dict[str, Any]}, openapi_extra={"requestBody": BODY},
    summary="Judge facts before an award", operation_id="legal_assess",
)  # fmt: skip
def assess(request: HttpRequest) -> Any:
    """The verdict under each reading with findings, and the earliest year to be proposed."""
    if not ratelimit.consume(request, action=LIMIT):
        return Status(429, _error("-", _("Hỏi quá nhiều lần"), _("Hãy chờ một phút rồi hỏi lại.")))
    if len(request.body) > MOST_BYTES:
        return Status(413, _error("-", _("Câu hỏi quá dài"), _("Hãy gửi dưới 2 MB.")))
    return Status(200, answer(_json(request.body), today=period.today()))


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        problem = _("không phải JSON (%(why)s)") % {"why": error}
        raise Unclear("-", problem, _("Hãy gửi một bảng JSON theo lược đồ.")) from error


def _error(field: str, problem: str, mend: str) -> dict[str, Any]:
    return {"error": {"field": field, "problem": problem, "mend": mend}}
