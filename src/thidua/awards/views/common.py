"""How the pages of awards find what they are about."""

from django.http import HttpRequest

from thidua.awards import queries
from thidua.awards.models import Decision, Dossier, Honour, Round

FORM_METHODS = ["GET", "HEAD", "POST"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def the_round(request: HttpRequest, pk: int) -> Round | None:
    return queries.round_of(pk)


def the_dossier(request: HttpRequest, pk: int) -> Dossier | None:
    return queries.dossier_of(pk)


def the_decision(request: HttpRequest, pk: int) -> Decision | None:
    return queries.decision_of(pk)


def the_honour(request: HttpRequest, pk: int) -> Honour | None:
    return queries.honour_of(pk)
