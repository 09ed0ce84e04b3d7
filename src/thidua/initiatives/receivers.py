"""What initiatives answer: to councils, and to the shell's asks, search and personal data."""

import tomllib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.core import period
from thidua.core.capability import (
    ASKS,
    MINE,
    PERSONAL,
    SEARCH,
    TALLIES,
    Ask,
    Hit,
    Own,
    Section,
    Tally,
)
from thidua.core.merge import MERGES, Rows
from thidua.core.permit import Reason
from thidua.councils.outcomes import (
    CARDS,
    RUBRICS,
    TIES,
    WITHDRAWN,
    Card,
    Ground,
    Rubric,
    Tie,
    hears,
)
from thidua.councils.states import TieKind
from thidua.documents.permits import READERS
from thidua.initiatives import actions, permits, queries
from thidua.initiatives.models import Difficulty, Initiative
from thidua.initiatives.states import EntryState, Recognition
from thidua.initiatives.tables import standing_of
from thidua.legal.thresholds import INITIATIVE as TOPIC
from thidua.movements.outcomes import CLOSING, Ending
from thidua.orgs.queries import holds_anywhere
from thidua.orgs.states import Role
from thidua.ui import formats
from thidua.ui.components import Record


@hears(queries.CASE_KIND)
def hear_council(*, actor: Any, cases: Sequence[Any], on: date) -> None:
    """A council has closed the cases of initiatives: its outcome is a recommendation."""
    passed = {case.subject_id: bool(case.result["passed"]) for case in cases}
    actions.conclude_initiatives(actor=actor, council=cases[0].council, passed=passed)


@WITHDRAWN.register(queries.CASE_KIND)
def take_back(*, actor: Any, case: Any, reason: str) -> None:
    """A case has left its council unvoted: the initiative waits to be put forward again."""
    initiative = queries.initiative_by_key(case.subject_id)
    assert initiative is not None, "an initiative before a council is never deleted"
    actions.take_back_initiative(actor=actor, initiative=initiative, reason=reason)


@RUBRICS.register(TOPIC)
def rubric() -> Rubric:
    """Novelty, applicability, economic and social benefit, for a council to begin with."""
    told = tomllib.loads((Path(__file__).parent / "rubric.toml").read_text("utf-8"))
    return Rubric(
        name=told["name"], origin=told["origin"],
        criteria=[
            (each["text"], Decimal(each.get("weight", 1)), Decimal(each["maximum"]))
            for each in told["criterion"]
        ],
    )  # fmt: skip


@ASKS.register("initiatives")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Heads verify, officers put forward and directors recognise; authors complete."""
    return [
        *_to_verify(actor, on),
        *_to_recognise(actor, on),
        *(
            Ask(
                _("Bổ sung sáng kiến «%(title)s»") % {"title": each.title},
                reverse("initiatives:detail", args=[each.pk]),
                detail=each.return_reason,
            )
            for each in queries.returned(actor, Initiative)
        ),
        *(
            Ask(
                _("Bổ sung giải pháp «%(title)s»") % {"title": each.title},
                reverse("initiatives:difficulty_detail", args=[each.pk]),
                detail=each.return_reason,
            )
            for each in queries.returned(actor, Difficulty)
        ),
    ]


def _to_verify(actor: Any, on: date) -> list[Ask]:
    found = []
    if count := queries.awaiting(actor, Initiative, on=on).count():
        said = ngettext("Xác nhận %(count)s sáng kiến", "Xác nhận %(count)s sáng kiến", count)
        url = f"{reverse('initiatives:list')}?waiting=on"
        found.append(Ask(said % {"count": count}, url, count=count))
    if count := queries.awaiting(actor, Difficulty, on=on).count():
        said = ngettext(
            "Xác nhận %(count)s giải pháp tháo gỡ khó khăn",
            "Xác nhận %(count)s giải pháp tháo gỡ khó khăn",
            count,
        )
        url = f"{reverse('initiatives:difficulty_list')}?waiting=on"
        found.append(Ask(said % {"count": count}, url, count=count))
    return found


def _to_recognise(actor: Any, on: date) -> list[Ask]:
    """What officers and secretaries put before a council, and what directors decide."""
    found = []
    waiting = queries.to_send(actor, on=on)
    if count := waiting.count():
        said = ngettext(
            "Đưa %(count)s sáng kiến ra hội đồng", "Đưa %(count)s sáng kiến ra hội đồng", count
        )
        url = reverse("initiatives:put_forward")
        found.append(Ask(said % {"count": count}, url, _first_due(waiting), count))
    judged = queries.recommended(actor, on=on)
    if count := judged.count():
        said = ngettext(
            "Quyết định công nhận %(count)s sáng kiến", "Quyết định công nhận %(count)s sáng kiến",
            count,
        )  # fmt: skip
        found.append(
            Ask(
                said % {"count": count}, reverse("initiatives:recognise"), _first_due(judged), count
            )
        )
    against = queries.not_recommended(actor, on=on)
    if count := against.count():
        said = ngettext(
            "Quyết định %(count)s sáng kiến hội đồng chưa đề nghị công nhận",
            "Quyết định %(count)s sáng kiến hội đồng chưa đề nghị công nhận",
            count,
        )
        url = f"{reverse('initiatives:list')}?recognition={Recognition.NOT_RECOMMENDED}"
        found.append(Ask(said % {"count": count}, url, _first_due(against), count))
    return found


def _first_due(rows: Any) -> date | None:
    """Until when the oldest of them is to be recognised."""
    first = rows.first()
    due = queries.due_of(first) if first is not None else None
    return due.day if due is not None else None


@TALLIES.register("initiatives")
def tallies(actor: Any, *, on: date) -> list[Tally]:
    """For those who verify: what waits for them and what was sent this month."""
    if not holds_anywhere(actor, *queries.VERIFIERS, Role.DIRECTOR):
        return []
    address = reverse("initiatives:list")
    first = on.replace(day=1)
    sent = queries.visible_to(actor, on=on).filter(submitted_at__gte=period.start_of_day(first))
    return [
        Tally(
            _("Sáng kiến chờ xác nhận"),
            queries.visible_to(actor, on=on).filter(state=EntryState.SUBMITTED).count(),
            f"{address}?state={EntryState.SUBMITTED}",
        ),
        Tally(
            _("Sáng kiến gửi tháng này"), sent.count(),
            f"{address}?sent_from={first:%d/%m/%Y}", _("từ %(day)s") % {"day": formats.day(first)},
        ),
    ]  # fmt: skip


@MINE.register("initiatives")
def mine(actor: Any, *, on: date) -> list[Section]:
    """What I entered or am an author of, and where it stands."""
    kinds = (
        (Initiative, "initiatives:detail", _("Sáng kiến của tôi")),
        (Difficulty, "initiatives:difficulty_detail", _("Giải pháp của tôi")),
    )
    return [
        Section(
            title,
            [
                Own(
                    row.title, reverse(page, args=[row.pk]), *standing_of(row),
                ) for row in queries.own_entries(actor, model).order_by("-pk")
            ],
        ) for model, page, title in kinds
    ]  # fmt: skip


@SEARCH.register("initiatives")
def search(actor: Any, folded: str, *, limit: int) -> list[Hit]:
    """Readable initiatives and difficulties by their texts and authors."""
    kinds = (
        (Initiative, "initiatives:detail", gettext_lazy("Sáng kiến")),
        (Difficulty, "initiatives:difficulty_detail", gettext_lazy("Tháo gỡ khó khăn")),
    )
    return [
        Hit(title, reverse(page, args=[key]), label, unit)
        for model, page, label in kinds
        for key, title, unit in queries.found(actor, model, folded, limit=limit)
    ]


@PERSONAL.register("initiatives")
def personal(person: Any) -> dict[str, Any]:
    """The person's authorships and what they entered."""
    return queries.kept_on(person)


@READERS.register(queries.CASE_KIND)
def reads_photos(actor: Any, subject_id: str) -> Reason | None:
    """Whoever may read an initiative sees its photos."""
    return permits.reads_initiative(actor, queries.initiative_by_key(subject_id))


@CARDS.register(queries.CASE_KIND)
def cards(keys: Sequence[int], *, on: date) -> dict[int, Card]:
    """Initiatives as a council compares them."""
    return {
        row.pk: Card(
            who=row.title, what=_("Sáng kiến của %(unit)s") % {"unit": row.unit},
            facts=[
                (_("Tác giả"), ", ".join(str(author) for author in row.authors.all())),
                (_("Lợi ích"), row.get_benefit_display()),
                *([(_("Áp dụng từ"), formats.day(row.applied_on))] if row.applied_on else []),
            ],
            summary="\n".join(part for part in (row.before_text, row.solution) if part),
            results=queries.results_of(row),
            evidence=[Record(row.title, reverse("initiatives:detail", args=[row.pk]))],
        ) for row in queries.with_authors(keys)
    }  # fmt: skip


@TIES.register("initiatives")
def coauthors(ground: Ground, *, on: date) -> list[Tie]:
    """Who sits has an initiative together with somebody proposed."""
    pairs = queries.joint_authors(ground.people, ground.every_candidate)
    return ground.ties(pairs, TieKind.COAUTHOR)


MERGES.register("initiatives")(Rows("initiatives", Author=gettext_lazy("sáng kiến đứng tên")))


@CLOSING.register("initiatives")
def ends(movement: Any) -> list[Ending]:
    """What the end of a movement does to what was entered in it."""
    waiting = sum(
        entries.filter(state=EntryState.SUBMITTED).count()
        for entries in (movement.initiative_entries, movement.difficulty_entries)
    )
    return [
        Ending(
            _("sáng kiến, khó khăn chờ xác nhận"), waiting,
            _("vẫn xác nhận được và vẫn tính cho phong trào"),
        )
    ]  # fmt: skip
