"""What councils ask of people, let them find, and keep on them."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.ballots.hosts import HOSTS, Host
from thidua.ballots.rules import Tally
from thidua.core.capability import ASKS, ERASERS, PERSONAL, PRIVATE, SEARCH, Ask, Hit
from thidua.core.merge import MERGES, Rows
from thidua.core.permit import Reason
from thidua.councils import actions, permits, queries
from thidua.councils.outcomes import TIES, Ground, Tie
from thidua.councils.papers.counting import letterhead
from thidua.councils.states import TieKind
from thidua.orgs.queries import units_by_pk


@ASKS.register("councils")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Papers to read beforehand; ballots to count; sessions to run and cases for an agenda."""
    reading = [
        Ask(
            ngettext(
                "Đọc trước %(count)s nội dung họp hội đồng",
                "Đọc trước %(count)s nội dung họp hội đồng",
                count,
            ) % {"count": count},
            reverse("councils:papers", args=[meeting.pk]),
            due_on=meeting.held_on, count=count, detail=meeting.council.name,
        ) for meeting, count in queries.to_be_read(actor, on=on)
    ]  # fmt: skip
    counting = [
        Ask(
            _("Nhập kết quả kiểm phiếu: %(topic)s") % {"topic": queries.topic_name(poll.topic)},
            reverse("councils:counting", args=[poll.pk]),
            due_on=poll.meeting.held_on, detail=poll.meeting.council.name,
        ) for poll in queries.polls_to_count(actor)
    ]  # fmt: skip
    return reading + counting + _to_run(actor, on)


def _to_run(actor: Any, on: date) -> list[Ask]:
    found = [
        Ask(
            _("Điều hành phiên họp: %(purpose)s") % {"purpose": meeting.purpose},
            reverse("councils:meeting", args=[meeting.pk]),
            due_on=meeting.held_on, detail=meeting.council.name,
        ) for meeting in queries.meetings_to_run(actor, on=on).select_related("council")
    ]  # fmt: skip
    for council, count in queries.waiting_by_council(actor, on=on):
        text = ngettext(
            "Đưa %(count)s nội dung vào chương trình họp",
            "Đưa %(count)s nội dung vào chương trình họp",
            count,
        )
        url = reverse("councils:council", args=[council.pk])
        found.append(Ask(text % {"count": count}, url, count=count, detail=council.name))
    return found


@SEARCH.register("councils")
def search(actor: Any, folded_query: str, *, limit: int) -> list[Hit]:
    """Councils and cases that the actor sees, by any words of their names."""
    councils = queries.holding_words(queries.visible_to(actor), folded_query)[:limit]
    cases = queries.holding_words(queries.cases_visible_to(actor), folded_query)[:limit]
    hits = [
        Hit(council.name, reverse("councils:council", args=[council.pk]), _("Hội đồng"))
        for council in councils
    ]
    hits += [
        Hit(
            case.title,
            reverse("councils:card", args=[case.pk]),
            _("Nội dung hội đồng xét"),
            case.council.name,
        )
        for case in cases
    ]
    return hits[:limit]


@PERSONAL.register("councils")
def personal(person: Any) -> Any:
    """Seats, presences, open votes, recusals, declared family."""
    return queries.record_of(person)


@PRIVATE.register("councils")
def private(person: Any) -> Any:
    """Notes that a member wrote for themselves."""
    return queries.notes_of(person)


@ERASERS.register("councils")
def erase(actor: Any, person: Any) -> None:
    """Private notes and declared family go; seats, votes and recusals are the council's record."""
    actions.forget(person)


MERGES.register("councils")(
    Rows(
        "councils",
        Seat=gettext_lazy("thành viên hội đồng"),
        Substitution=gettext_lazy("dự thay thành viên hội đồng"),
        Attendee=gettext_lazy("điểm danh buổi họp"),
        Case_concerned=gettext_lazy("nội dung hội đồng xét về người này"),
        PrivateNote=gettext_lazy("ghi chú riêng trước phiên họp"),
        Recusal=gettext_lazy("xung đột lợi ích đã ghi"),
        Kinship=gettext_lazy("quan hệ gia đình đã khai"),
        ScoreCard=gettext_lazy("phiếu chấm điểm"),
        Teller=gettext_lazy("kiểm phiếu"),
        Arrival=gettext_lazy("điểm danh bằng mã"),
    )
)


@TIES.register("councils")
def organisation_ties(ground: Ground, *, on: date) -> list[Tie]:
    """Same workplace, direct superior, declared kinship.

    A collective to which all who sit belong, as the hospital, ties nobody.
    """
    candidates = ground.every_candidate
    places = queries.workplaces_of({*ground.people, *candidates}, on=on)
    units = {unit.pk: unit for of in places.values() for unit in of}
    proposed = units_by_pk(ground.every_unit)
    heads = queries.heads_among(ground.people, {*units, *proposed}, on=on)
    found = ground.ties(queries.kin_between(ground.people, candidates, on=on), TieKind.KIN)
    for candidate in candidates:
        for place in places.get(candidate, ()):
            here = [who for who in ground.people if place in places.get(who, ())]
            lead = [who for who in ground.people if (who, place.pk) in heads]
            found += ground.ties(
                ((who, candidate, place.name) for who in here if who not in lead), TieKind.UNIT
            )
            found += ground.ties(((who, candidate, place.name) for who in lead), TieKind.SUPERIOR)
    for case_id, keys in ground.units.items():
        for unit in (proposed[key] for key in keys):
            lead = [who for who in ground.people if (who, unit.pk) in heads]
            inside = [
                who for who in ground.people
                if any(place.path.startswith(unit.path) for place in places.get(who, ()))
            ]  # fmt: skip
            if len(inside) < len(ground.people):
                found += [
                    Tie(case_id, who, TieKind.UNIT, unit.name) for who in inside if who not in lead
                ]
            found += [Tie(case_id, who, TieKind.SUPERIOR, unit.name) for who in lead]
    return found


def _may_run(actor: Any, subject_id: int) -> Reason | None:
    """The ballots are run from the console, by who keeps the minutes."""
    return permits.is_secretary(actor, queries.poll_by_id(subject_id))


def _heard(*, actor: Any, ballot: Any, tallies: dict[str, Tally], on: date) -> None:
    actions.hear_box(
        actor=actor, poll=queries.poll_by_id(ballot.subject_id), tallies=tallies,
        collected=ballot.collected, valid=ballot.valid,
    )  # fmt: skip


def _voided(*, actor: Any, ballot: Any, reason: str, on: date) -> None:
    actions.hear_void(actor=actor, poll=queries.poll_by_id(ballot.subject_id), reason=reason)


HOSTS.register(queries.KIND)(
    Host(
        may_run=_may_run, heard=_heard, voided=_voided,
        seen_by=lambda actor: queries.polls_visible_to(actor).values("pk"),
        written=lambda ballot: queries.written_on(ballot.subject_id),
        letterhead=lambda ballot: letterhead(queries.poll_by_id(ballot.subject_id)),
        url=queries.console_url,
    )
)  # fmt: skip
