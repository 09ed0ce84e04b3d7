"""From a round to the letters, action by action."""

import pytest

from thidua.awards import tasks
from thidua.awards.models import Decision, Dossier, Honour, Round
from thidua.awards.tests.factories import scene
from thidua.core.models import AuditEntry
from thidua.documents.models import Paper
from thidua.notices.models import Notice


class Silence:
    """A progress that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []
        self.message = ""

    def __call__(self, done: int, total: int) -> None:
        self.told.append((done, total))

    def finish(self, *, message: str = "", url: str = "") -> None:
        self.message = message


@pytest.mark.django_db
def test_from_round_to_letters_and_again() -> None:
    at = scene()
    decision = at.decision("member", "head", state="numbered")
    progress = Silence()

    tasks.issue(progress, actor_id=at.house.officer.pk, decision_id=decision.pk)

    decision.refresh_from_db()
    assert decision.paper.state == "issued"
    honours = list(Honour.objects.order_by("pk"))
    assert [h.prize for h in honours] == [710_000, 710_000]
    assert [h.letter.number for h in honours] == [1, 2]
    assert {d.state for d in Dossier.objects.all()} == {"awarded"}
    assert Round.objects.get().state == "decided"
    assert decision.letters is not None
    assert decision.letters.mime == "application/pdf"
    assert progress.told == [(0, 4), (2, 4), (4, 4)]
    assert progress.message == "Đã phát hành 2 giấy khen, giấy chứng nhận."
    assert Notice.objects.filter(kind="awards.honour").count() == 2
    entry = AuditEntry.objects.get(action="awards.decision.issue")
    assert len(entry.table) == 2

    entries = AuditEntry.objects.count()
    counted = (Honour.objects.count(), Paper.objects.count(), Notice.objects.count())
    tasks.issue(Silence(), actor_id=at.house.officer.pk, decision_id=decision.pk)
    assert (Honour.objects.count(), Paper.objects.count(), Notice.objects.count()) == counted
    assert AuditEntry.objects.count() == entries + 1
    assert Decision.objects.get().letters_id == decision.letters_id
