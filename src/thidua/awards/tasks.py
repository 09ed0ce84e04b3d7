"""The background run that issues a decision and sets all its letters in one file."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.queries import user_by_id
from thidua.awards import actions, papers, queries
from thidua.awards.actions.issuing import TASK
from thidua.core import period, task
from thidua.documents import registry


@task.task(TASK)
def issue(progress: Any, *, actor_id: int, decision_id: int) -> None:
    """Issue, then print: both repeatable, so that a run cut short can be started again."""
    actor = user_by_id(actor_id)
    decision = queries.decision_by_id(decision_id)
    total = 2 * decision.dossiers.count()
    progress(0, total)
    actions.issue_decision(actor=actor, decision=decision, on=period.today())
    progress(total // 2, total)
    decision = queries.decision_by_id(decision_id)
    if decision.letters is None:
        pages = [papers.letter_of(letter) for letter in queries.letters_of(decision)]
        content = registry.render_many("awards.letter", pages)
        actions.keep_letters(actor=actor, decision=decision, content=content)
    progress(total, total)
    progress.finish(
        message=_("Đã phát hành %(count)d giấy khen, giấy chứng nhận.") % {"count": total // 2},
        url=reverse("awards:decision", args=[decision_id]),
    )
