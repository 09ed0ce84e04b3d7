"""Routers put together under one version, with errors told alike."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from thidua.api import law
from thidua.legal.asking import Unclear

# The library's page of documentation loads scripts from elsewhere, which the policy forbids.
api = NinjaAPI(title="thidua", version="1", docs_url=None, urls_namespace="api-v1")
api.add_router("/legal", law.router)


@api.exception_handler(Unclear)
def unclear(request: HttpRequest, error: Unclear) -> HttpResponse:
    """The field that cannot be read, and what to do."""
    return api.create_response(request, {"error": error.to_dict()}, status=422)
