"""Questions put to a council, one or many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, tabulate
from thidua.core.permit import Refused
from thidua.councils import permits
from thidua.councils.models import Case, Council
from thidua.councils.outcomes import OUTCOMES, WITHDRAWN
from thidua.councils.states import CaseState

OVER = (CaseState.CLOSED, CaseState.WITHDRAWN)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is put to a council; `topic` names whose share counts.

    `concerned` are the people whom it is about, `units` the collectives proposed by it.
    """

    subject_id: int
    topic: str
    title: str
    summary: str = ""
    url: str = ""
    concerned: Sequence[Any] = field(default=())
    units: Sequence[Any] = field(default=())


@action(
    "councils.case.open",
    gettext_lazy("Đưa nội dung ra hội đồng"),
    on="council",
    permit=permits.prepares,
)
def open_case(
    *,
    actor: Any,
    council: Council,
    kind: str,
    subject_id: int,
    topic: str,
    title: str,
    summary: str = "",
    url: str = "",
    concerned: Iterable[Any] = (),
    units: Iterable[Any] = (),
) -> Case:
    """Put a question to a council; `kind` names who hears the outcome, `topic` whose share counts.

    `concerned` are the people whom it is about, `units` the collectives proposed by it.

    Raises `Unanswered` when nobody listens to `kind`.
    """
    question = Question(
        subject_id=subject_id, topic=topic, title=title, summary=summary, url=url,
        concerned=list(concerned), units=list(units),
    )  # fmt: skip
    return _opened(council, kind, [question])[0]


@action(
    "councils.cases.open",
    gettext_lazy("Đưa nhiều nội dung ra hội đồng"),
    on="council",
    permit=permits.prepares,
)
def open_cases(
    *, actor: Any, council: Council, kind: str, questions: Sequence[Question]
) -> list[Case]:
    """Put many questions of a kind at once, in the given order; all of them or none."""
    made = _opened(council, kind, questions)
    tabulate([[case.pk, case.subject_id, case.topic] for case in made])
    return made


def _opened(council: Council, kind: str, questions: Sequence[Question]) -> list[Case]:
    OUTCOMES[kind]
    WITHDRAWN[kind]
    asked = {question.subject_id: question for question in questions}
    waiting = council.cases.filter(kind=kind, subject_id__in=asked).exclude(state__in=OVER)
    if (known := waiting.values_list("subject_id", flat=True).first()) is not None:
        raise Refused(_("«%(title)s» đang chờ hội đồng xét.") % {"title": asked[known].title})
    last = council.cases.aggregate(last=Max("order"))["last"] or 0
    made = Case.objects.bulk_create(
        Case(
            council=council, kind=kind, subject_id=each.subject_id, topic=each.topic,
            title=each.title, summary=each.summary, url=each.url, order=order,
        ) for order, each in enumerate(questions, last + 1)
    )  # fmt: skip
    pairs = list(zip(made, questions, strict=True))
    about, proposed = Case.concerned.through.objects, Case.units.through.objects
    about.bulk_create(
        about.model(case_id=case.pk, person_id=person.pk)
        for case, each in pairs for person in dict.fromkeys(each.concerned)
    )  # fmt: skip
    proposed.bulk_create(
        proposed.model(case_id=case.pk, unit_id=unit.pk)
        for case, each in pairs for unit in dict.fromkeys(each.units)
    )  # fmt: skip
    return made
