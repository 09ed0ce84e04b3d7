"""How the pages of awards find what they are about."""

from typing import Any

from django.http import HttpRequest

from thidua.awards import queries
from thidua.awards.models import Decision, Dossier, Honour, Round

FORM_METHODS = ["GET", "HEAD", "POST"]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def the_round(request: HttpRequest, pk: int) -> Round | None:
    return queries.round_of(pk)


def the_dossier(request: HttpRequest, pk: int) -> Dossier | None:
    return queries.dossier_of(pk)


def the_decision(request: HttpRequest, pk: int) -> Decision | None:
    return queries.decision_of(pk)


def the_honour(request: HttpRequest, pk: int) -> Honour | None:
    return queries.honour_of(pk)


def picked(request: HttpRequest) -> list[int] | None:
    """The rows that an address names («?pick=3,5» or one `pick` each); none where it names none."""
    given = [key for text in request.GET.getlist("pick") for key in text.split(",")]
    return [int(key) for key in given if key.isdigit()] if given else None


def said_of(form: Any) -> str:
    """The first thing wrong with a form that stands on another page, with its field."""
    name, errors = next(iter(form.errors.items()))
    field = form.fields.get(name)
    return f"{field.label}: {errors[0]}" if field else str(errors[0])
