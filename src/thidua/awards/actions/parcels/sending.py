"""A list of dossiers packed for the installation above, with reports, files and letter."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits, queries
from thidua.awards.actions import moving, rising
from thidua.awards.models import Dossier, Passage, Round
from thidua.awards.parcels import (
    DOSSIERS,
    SentDossier,
    SentDossiers,
    SentFile,
    SentMerit,
    SentSubject,
)
from thidua.awards.queries import parcels as asked
from thidua.awards.states import DossierState, PassageState
from thidua.core import period, task
from thidua.core.action import action, note, tabulate
from thidua.core.models import TaskRun
from thidua.core.permit import Refused
from thidua.documents import registry
from thidua.documents.queries import content_of, files_of
from thidua.documents.uploads import MIME
from thidua.exchange import actions as exchange
from thidua.legal import Subject
from thidua.orgs.queries import positions_on

LETTER = "to-trinh.pdf"
_KEPT = frozenset(MIME.values())
TASK = "awards.parcel"
IN_THE_REQUEST = 3
Progress = Callable[[int, int], None]


@action(
    "awards.parcel.start_send", gettext_lazy("Cho lập gói tin hồ sơ trình cấp trên"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def start_send(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    dossiers: Sequence[int],
    partner: Any,
    number: str = "",
    dated_on: date | None = None,
    record: str = "",
    record_on: date | None = None,
    reason: str = "",
) -> TaskRun | None:
    """Pack a few dossiers at once, more in the background: a report is printed for each."""
    given: dict[str, Any] = {"number": number, "record": record, "reason": reason}
    on = period.today()
    if len(dossiers) <= IN_THE_REQUEST:
        send_dossiers(
            actor=actor, round=round, dossiers=dossiers, partner=partner, on=on,
            dated_on=dated_on, record_on=record_on, **given,
        )  # fmt: skip
        return None
    _insist_on_sendable(round, dossiers, on)
    if queries.unvoted(round, dossiers, on=on):
        rising.minutes_of(record, record_on, on)
    title = _("Lập gói tin %(count)s hồ sơ: %(round)s") % {"count": len(dossiers), "round": round}
    return task.defer(
        TASK, actor=actor, title=title[:200], round_id=round.pk, dossiers=list(dossiers),
        partner_id=partner.pk, dated_on=dated_on.isoformat() if dated_on else None,
        record_on=record_on.isoformat() if record_on else None, **given,
    )  # fmt: skip


def _insist_on_sendable(
    target: Round, dossiers: Sequence[int], on: date
) -> list[Dossier]:  # fmt: skip
    rows = [*asked.sendable(target, dossiers), *queries.unvoted(target, dossiers, on=on)]
    if not rows or {row.pk for row in rows} != set(dossiers):
        raise Refused(_("Chọn hồ sơ đã được đề nghị và chưa gửi đi của đợt xét này."))
    return rows


@action(
    "awards.parcel.send", gettext_lazy("Lập gói tin hồ sơ trình cấp trên"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def send_dossiers(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    dossiers: Sequence[int],
    partner: Any,
    on: date,
    number: str = "",
    dated_on: date | None = None,
    record: str = "",
    record_on: date | None = None,
    reason: str = "",
    progress: Progress | None = None,
) -> Any:
    """Let dossiers (by key) rise to a partner and pack them; those that rose go along as they are.

    A unit without a council names the `record` of its meeting, as it rises; raises as `rise` does.
    """
    rows = _insist_on_sendable(round, dossiers, on)
    here = [row.pk for row in rows if row.state != DossierState.RISEN]
    if here:
        rising.rise(
            actor=actor, round=round, dossiers=here, on=on, to_body=partner.name, number=number,
            dated_on=dated_on, record=record, record_on=record_on, reason=reason,
        )  # fmt: skip
    steps = asked.steps_to_send(round, rows)
    if strange := {step.to_body for step in steps} - {partner.name}:
        raise Refused(
            _("Có hồ sơ đã trình %(body)s: chỉ gửi gói tin cho đúng nơi đã trình.")
            % {"body": ", ".join(sorted(strange))}
        )
    data, files = _packed(round, steps, on, progress)
    parcel = exchange.send_parcel(
        actor=actor, partner=partner, kind=DOSSIERS, data=data, files=files, subject=round,
        title=_("%(count)s hồ sơ: %(round)s") % {"count": len(steps), "round": round},
    )  # fmt: skip
    for step in steps:
        step.parcel = parcel
    Passage.objects.bulk_update(steps, ["parcel"])
    note(partner=partner.pk, count=len(steps))
    tabulate([[step.dossier_id] for step in steps])
    return parcel


def _packed(
    target: Round, steps: Sequence[Passage], on: date, progress: Progress | None
) -> tuple[SentDossiers, dict[str, bytes]]:
    rows = [step.dossier for step in steps]
    posts = positions_on([row.person for row in rows if row.person], on=on)
    files: dict[str, bytes] = {}
    letter = _letter(steps[0], on)
    if letter is not None:
        files[LETTER] = letter
    sent = []
    for place, row in enumerate(rows, 1):
        sent.append(_sent(row, place, posts.get(row.person_id or 0, ""), files, on))
        if progress is not None:
            progress(place, len(rows))
    return SentDossiers(
        round=target.name, unit=str(target.unit), year=target.year, way=target.way,
        letter=SentFile(name=LETTER, title=_("Tờ trình")) if letter is not None else None,
        dossiers=tuple(sent),
    ), files  # fmt: skip


def _letter(step: Passage, on: date) -> bytes | None:
    """The signed letter where its file is kept, else as it is printed."""
    if step.paper is None:
        return None
    if step.paper.file is not None and step.paper.file.mime == MIME["pdf"]:
        return content_of(step.paper.file)
    page = registry.build(step.paper.kind, step.paper)
    return registry.render(step.paper.kind, page, file_format="pdf", on=on)


def _sent(row: Dossier, place: int, post: str, files: dict[str, bytes], on: date) -> SentDossier:
    page = registry.build("awards.report", row)
    report = SentFile(name=f"{place:03d}-bao-cao.pdf", title=_("Báo cáo thành tích"))
    files[report.name] = registry.render("awards.report", page, file_format="pdf", on=on)
    more = []
    kept = [*files_of(row), *(files_of(row.merit) if row.merit else ())]
    for number, stored in enumerate(kept, 1):
        content = content_of(stored) if stored.mime in _KEPT else None
        if content is not None:
            suffix = PurePosixPath(stored.name).suffix.lower()
            name = f"{place:03d}-{number:02d}{suffix}"
            files[name] = content
            more.append(SentFile(name=name, title=stored.name))
    merit = row.merit
    return SentDossier(
        reference=str(row.pk), award=row.award, subject=_subject(row, post),
        achievement=row.achievement, confirmed=row.confirmed, assessment=row.assessment,
        merit=SentMerit(title=merit.title, text=merit.text, done_on=merit.done_on)
        if merit else None,
        report=_texts(row), assessed_on=row.assessed_on, override_reason=row.override_reason,
        files=(report, *more),
    )  # fmt: skip


def _texts(row: Dossier) -> Mapping[str, str]:
    return row.report.texts if hasattr(row, "report") else {}


def _subject(row: Dossier, post: str) -> SentSubject:
    subject = row.subject
    born = getattr(subject, "born_on", None)
    return SentSubject(
        kind=Subject.INDIVIDUAL if row.person_id else Subject.COLLECTIVE, name=str(subject),
        code=subject.code, unit=str(row.home_unit), position=post,
        birth_year=born.year if born else None,
    )  # fmt: skip


def hear_steps(parcel: Any, *, on: date) -> int:
    """Within hearing a receipt: the steps upwards have arrived; answers how many are new."""
    steps = [step for step in asked.steps_by(parcel) if step.state == PassageState.SENT]
    for step in steps:
        moving.answer(step, "receive", on=on)
    Passage.objects.bulk_update(steps, ["state", "answered_on", "reason"])
    return len(steps)
