"""Issuing a decision: honours with their prizes, letters, notices, and one file of all letters."""

import hashlib
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import outcomes, papers, permits, queries, rules
from thidua.awards.actions import moving
from thidua.awards.models import Decision, Dossier, Honour
from thidua.awards.states import ROUND, Category, DossierState, RoundState, Way
from thidua.certificates.queries import printers_of, stocks_of
from thidua.core import period, task
from thidua.core.action import action, note, tabulate
from thidua.core.models import TaskRun
from thidua.core.permit import Refused
from thidua.core.text import fold
from thidua.documents import actions as documents
from thidua.documents.queries import files_of, next_number
from thidua.documents.states import PAPER, PaperState
from thidua.legal import ManagingBody, Subject, deciders_of, prize
from thidua.notices.actions import tell
from thidua.orgs.queries import offices_on

TASK = "awards.issue"
PRINTS = queries.PRINTS


def _insist_on_number(decision: Decision) -> None:
    if decision.paper.state != PaperState.ISSUED and (
        reason := PAPER.refusal(decision.paper, "issue")
    ):
        raise Refused(reason)


@action(
    "awards.decision.start_issue", gettext_lazy("Cho phát hành quyết định và giấy khen"),
    on="decision", permit=permits.is_officer,
)  # fmt: skip
def start_issue(
    *, actor: Any, decision: Decision, stock: Any = None, printer: Any = None,
    is_apart: bool = False,
) -> TaskRun:  # fmt: skip
    """Put the issue in the background, the letters on a sheet (`stock`) or on blank paper.

    Asked again before the letters are made, it goes on where it stopped; afterwards it prints
    them once more. With `is_apart` each letter also comes as a file of its own.
    """
    _insist_on_number(decision)
    unit, on = decision.round.unit, period.today()
    if stock is not None and stock not in stocks_of(unit, on=on):
        raise Refused(_("Phôi này không dùng ở %(unit)s: hãy chọn phôi khác.") % {"unit": unit})
    if printer is not None and printer not in printers_of(unit):
        raise Refused(_("Máy in này không có ở %(unit)s: hãy chọn máy khác.") % {"unit": unit})
    title = _("Phát hành %(paper)s") % {"paper": decision.paper.reference}
    if decision.letters_id is not None:
        title = _("In giấy khen theo %(paper)s") % {"paper": decision.paper.reference}
    return task.defer(
        TASK, actor=actor, title=title, decision_id=decision.pk,
        stock_id=stock.pk if stock else None, printer_id=printer.pk if printer else None,
        is_apart=is_apart, is_again=decision.letters_id is not None,
    )  # fmt: skip


@action(
    "awards.decision.issue", gettext_lazy("Phát hành quyết định và giấy khen"), on="decision",
    permit=permits.is_officer,
)  # fmt: skip
def issue_decision(*, actor: Any, decision: Decision, on: date) -> int:
    """Enter each one honoured in the registry with letter and prize; returns how many are new.

    Repeatable: what has been issued stays as it is. The prize is that of the day on the paper
    (decree 152/2025, article 49), empty with the reason where it is not known.
    """
    _insist_on_number(decision)
    if decision.paper.state != PaperState.ISSUED:
        decision.paper = documents.issue_paper(actor=actor, paper=decision.paper, on=on)
    waiting = [d for d in papers.listed(decision) if d.state == DossierState.RECOMMENDED]
    if not waiting:
        outcomes.follow(actor=actor, decision=decision, on=on)
        return 0
    letters, frozen = _letters(decision, waiting), _frozen(decision, waiting)
    honours = Honour.objects.bulk_create(
        _honour(decision, dossier, letter, frozen)
        for dossier, letter in zip(waiting, letters, strict=True)
    )
    for dossier in waiting:
        moving.move(dossier, "award")
    award = Dossier.objects.filter(pk__in=[d.pk for d in waiting])
    award.update(state=DossierState.AWARDED, moved_on=waiting[0].moved_on)
    moving.settle(waiting, "praise")
    _close_if_decided(decision)
    _tell(decision, waiting)
    outcomes.follow(actor=actor, decision=decision, on=on)
    note(honours=len(honours), letters=len(letters))
    tabulate([[h.dossier_id, h.pk, h.letter_id, h.prize] for h in honours])
    return len(honours)


def _letters(decision: Decision, rows: Sequence[Dossier]) -> Sequence[Any]:
    """A letter for each, with the next numbers of the golden book; the caller holds the lock."""
    paper = decision.paper
    assert paper.dated_on is not None
    details = papers.details_of(rows, on=paper.dated_on)
    first = next_number(paper.issuer, papers.GOLDEN_BOOK, paper.dated_on.year)
    numbers = itertools.count(first)
    return documents.issue_many(
        kind="awards.letter", issued_with=paper, symbol=papers.GOLDEN_BOOK,
        rows=[
            (
                next(numbers), dossier,
                f"{queries.name_of(decision.award)}: {dossier.subject}"[:400],
                papers.letter_facts(decision, dossier, details[dossier.pk]),
            ) for dossier in rows
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class _Frozen:
    """What is true on the day of the paper and may be otherwise tomorrow."""

    level: str
    offices: Mapping[int, Sequence[tuple[str, str]]]

    def category(self, dossier: Dossier) -> str:
        """The row of the statutory tables; empty where nobody knows who held what."""
        if dossier.unit is not None:
            is_company = dossier.unit.managing_body == ManagingBody.COMPANY
            stands_alone = is_company and dossier.unit.is_legal_entity
            return Category.ENTERPRISE if stands_alone else Category.COLLECTIVE
        held = self.offices.get(dossier.person_id or 0, ())
        return rules.category_of((level, fold(title)) for level, title in held)


def _frozen(decision: Decision, rows: Sequence[Dossier]) -> _Frozen:
    paper = decision.paper
    assert paper.dated_on is not None
    deciders = [each.level for each in deciders_of(decision.award, paper.dated_on)]
    people = [row.person for row in rows if row.person]
    return _Frozen(
        rules.level_of(paper.issuer.kind, deciders), offices_on(people, on=paper.dated_on)
    )


def _honour(decision: Decision, dossier: Dossier, letter: Any, frozen: _Frozen) -> Honour:
    paper = decision.paper
    assert paper.dated_on is not None
    who = Subject.INDIVIDUAL if dossier.person_id else Subject.COLLECTIVE
    line = paper.issuer.line
    found = prize(
        decision.award, who, on=paper.dated_on, issuer="union" if line == "union" else "state"
    )
    return Honour(
        person=dossier.person, unit=dossier.unit, award=decision.award,
        year=decision.round.year, line=line, achievement=dossier.achievement,
        decision_reference=paper.reference, decided_on=paper.dated_on,
        decided_by=papers.head_of(paper.issuer)[:200], decision=decision, dossier=dossier,
        merit_id=dossier.merit_id, way=decision.round.way, level=frozen.level,
        category=frozen.category(dossier), letter=letter, prize=found.amount,
        prize_note="" if found.amount is not None else found.reason.render()[:300],
    )  # fmt: skip


def _close_if_decided(decision: Decision) -> None:
    round = decision.round  # noqa: A001 # the clerk's word for it
    pending = [DossierState.SUBMITTED, DossierState.IN_COUNCIL, DossierState.RECOMMENDED]
    name = {RoundState.IN_COUNCIL: "decide"}.get(RoundState(round.state))
    if round.way == Way.AD_HOC and round.state == RoundState.OPEN:
        name = "decide_at_once"
    if name and not round.dossiers.filter(state__in=pending).exists():
        ROUND.move(round, name)
        round.save(update_fields=["state"])


def _tell(decision: Decision, rows: Sequence[Dossier]) -> None:
    accounts = [row.person.user_id for row in rows if row.person and row.person.user_id]
    tell(
        recipients=accounts, key=f"awards.issued.{decision.pk}", kind="awards.honour",
        text=lambda: _("Bạn được tặng %(award)s theo Quyết định số %(number)s.")
        % {"award": queries.name_of(decision.award), "number": decision.paper.reference},
        url=reverse("awards:mine"),
    )  # fmt: skip


@action(
    "awards.decision.keep_letters", gettext_lazy("Lưu tệp giấy khen để in"), on="decision",
    permit=permits.is_officer,
)  # fmt: skip
def keep_letters(*, actor: Any, decision: Decision, content: bytes) -> Decision:
    """Store the one file that holds every letter; once kept it stays."""
    if decision.paper.state != PaperState.ISSUED:
        raise Refused(PAPER.refusal(decision.paper, "revoke") or "")
    if decision.letters_id is None:
        decision.letters = documents.store_file(
            actor=actor, subject=decision, role="letters", mime="application/pdf",
            name=f"giay-khen-{decision.pk}-{period.today():%Y%m%d}.pdf", content=content,
        )  # fmt: skip
        decision.save(update_fields=["letters"])
    return decision


@action(
    "awards.decision.keep_print", gettext_lazy("Lưu tệp in thêm giấy khen"), on="decision",
    permit=permits.is_officer,
)  # fmt: skip
def keep_print(*, actor: Any, decision: Decision, name: str, content: bytes, mime: str) -> Any:
    """Store a further file of letters, on another sheet or one by one; the same one once."""
    if decision.paper.state != PaperState.ISSUED:
        raise Refused(PAPER.refusal(decision.paper, "revoke") or "")
    digest = hashlib.sha256(content).hexdigest()
    kept = files_of(decision, role=PRINTS).filter(sha256=digest).first()
    return kept or documents.store_file(
        actor=actor, subject=decision, role=PRINTS, name=name, content=content, mime=mime
    )
