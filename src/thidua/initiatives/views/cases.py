"""The head of an entry's page: where it stands, who holds it, and what this person may do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.machine import Machine
from thidua.core.permit import Reason
from thidua.initiatives import outcomes, permits, queries, states, tables
from thidua.initiatives.models import Difficulty, Entry, Initiative
from thidua.initiatives.states import DECIDED, RECOGNITION, Benefit, EntryState, Recognition
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role
from thidua.ui import formats
from thidua.ui.components import Case
from thidua.ui.forms import ReasonForm


@dataclass(frozen=True)
class Kind:
    """What differs between the pages of the two kinds of entry."""

    machine: Machine
    prefix: str
    facts: Callable[[Any], list[tuple[Reason, Any]]]


def _of_initiative(initiative: Initiative) -> list[tuple[Reason, Any]]:
    found: list[tuple[Reason, Any]] = []
    if initiative.benefit:
        found.append((gettext_lazy("Loại lợi ích"), Benefit(initiative.benefit).label))
    if initiative.applied_on is not None:
        found.append((gettext_lazy("Áp dụng lần đầu"), formats.day(initiative.applied_on)))
    return found


def _of_difficulty(difficulty: Difficulty) -> list[tuple[Reason, Any]]:
    if difficulty.solved_on is None:
        return []
    return [(gettext_lazy("Giải quyết xong"), formats.day(difficulty.solved_on))]


INITIATIVE = Kind(states.INITIATIVE, "initiatives:", _of_initiative)
DIFFICULTY = Kind(states.DIFFICULTY, "initiatives:difficulty_", _of_difficulty)


def of(request: HttpRequest, entry: Entry, kind: Kind) -> dict[str, Any]:
    """Context of the page: `case`, `can`, `urls`, trail, and the reason form of a return."""
    actor = request.user
    writes = permits.writes(actor, entry) is None
    oversees = orgs.standing_on(actor, entry.unit, queries.OVERSEERS) is not None
    waits = entry.state == EntryState.SUBMITTED
    judges = permits.verifies(actor, entry) if waits and (writes or oversees) else ""
    return {
        "case": _case(entry, kind, told=writes or oversees),
        **(_recognition(actor, entry, told=writes or oversees) if kind is INITIATIVE else {}),
        "urls": {
            name: reverse(f"{kind.prefix}{name}", args=[entry.pk])
            for name in ("edit", "submit", "withdraw", "verify", "return")
        },
        "can": {
            "edit": writes and permits.is_open(actor, entry) is None,
            "withdraw": writes and kind.machine.refusal(entry, "withdraw") is None,
            "verify": judges is None,
        },
        "why_not_verify": judges if judges and oversees else None,
        "reason_form": ReasonForm(),
        "returned_because": entry.return_reason if writes or oversees else "",
        # Reasons of returns are between the authors and those who lead or oversee the unit.
        "trail": orgs.trail_of(entry) if writes or oversees else [],
    }


def _recognition(actor: Any, initiative: Any, *, told: bool) -> dict[str, Any]:
    """What the council said and what this person may do about it, for those who take part."""
    refused = RECOGNITION.refusal(initiative, "refuse")
    decides = permits.recognises(actor, initiative) if refused is None else ""
    told = told or decides is None
    found = queries.examined_now(initiative) if told else None
    to = [initiative.pk]
    return {
        "examined": found,
        "uses": outcomes.uses_of(initiative.pk) if told and _is_verified(initiative) else [],
        "refused_because": initiative.refusal_reason if told else "",
        "can_recognise": (decides is None and RECOGNITION.refusal(initiative, "recognise") is None),
        "can_refuse": decides is None,
        "why_not_recognise": decides if decides and told else None,
        "can_put_forward": (
            initiative.state == EntryState.VERIFIED
            and initiative.recognition == Recognition.NONE
            and queries.to_send(actor, on=period.today()).filter(pk=initiative.pk).exists()
        ),
        "recognition_urls": {
            "put_forward": f"{reverse('initiatives:put_forward')}?pick={initiative.pk}",
            "recognise": f"{reverse('initiatives:recognise')}?pick={initiative.pk}",
            "refuse": reverse("initiatives:refuse", args=to),
            "hand_back": reverse("initiatives:hand_back", args=to),
        },
    }


def _is_verified(initiative: Any) -> bool:
    return bool(initiative.state == EntryState.VERIFIED)


def _case(entry: Entry, kind: Kind, *, told: bool) -> Case:
    facts: list[tuple[Reason, Any]] = [(gettext_lazy("Người nhập"), entry.entered_by)]
    if entry.movement is not None:
        facts.append((gettext_lazy("Phong trào"), entry.movement))
    if entry.submitted_at is not None:
        facts.append((gettext_lazy("Gửi lúc"), formats.when(entry.submitted_at)))
    if entry.verified_at is not None:
        verified = _("%(who)s, %(when)s") % {
            "who": entry.verified_by,
            "when": formats.when(entry.verified_at),
        }
        facts.append((gettext_lazy("Người xác nhận"), verified))
    holder, step = _turn(entry)
    state: Reason = EntryState(entry.state).label
    tone = tables.TONES[entry.state]
    due = None
    if isinstance(entry, Initiative):
        shown = told or entry.recognition == Recognition.RECOGNISED
        if shown and entry.recognition != Recognition.NONE:
            state = Recognition(entry.recognition).label
            tone = tables.RECOGNITION_TONES[entry.recognition]
        if shown:
            facts += _of_recognition(entry)
        due = queries.due_of(entry) if told else None
        if told and entry.state == EntryState.VERIFIED:
            holder, step = _turn_to_recognise(entry)
    return Case(
        who=str(entry.unit),
        what=entry.title,
        state=state,
        tone=tone,
        holder=holder,
        next_step=step,
        due_on=due.day if due else None,
        facts=[*facts, *kind.facts(entry), *(_of_due(due) if due else [])],
    )


def _of_recognition(initiative: Initiative) -> list[tuple[Reason, Any]]:
    found: list[tuple[Reason, Any]] = []
    if initiative.recognised_on is not None:
        found.append((gettext_lazy("Công nhận ngày"), formats.day(initiative.recognised_on)))
        found.append((gettext_lazy("Đơn vị công nhận"), initiative.examined_by))
    if initiative.recognition_number:
        found.append((gettext_lazy("Quyết định số"), initiative.recognition_number))
    return found


def _of_due(due: queries.Due) -> list[tuple[Reason, Any]]:
    said = f"{formats.day(due.day)}, {due.article}"
    if not due.is_verified:
        said = _("%(term)s (chưa kiểm chứng)") % {"term": said}
    return [(gettext_lazy("Thời hạn của pháp luật"), said)]


def _turn_to_recognise(initiative: Initiative) -> tuple[Reason, Reason]:
    """Who holds a verified initiative and since when: officer, council, or the unit's head."""
    if initiative.recognition in DECIDED:
        return "", ""
    step = tables.RECOGNITION_NEXT[initiative.recognition]
    found = queries.examined_now(initiative)
    who: Reason = Role.OFFICER.label
    since = initiative.verified_at
    if found is not None:
        since = initiative.recognition_since
        who = str(found.council)
        if initiative.recognition != Recognition.IN_COUNCIL:
            heads = queries.free_directors(initiative, on=period.today())
            who = ", ".join(str(head) for head in heads) or Role.DIRECTOR.label
    if since is None:
        return who, step
    return _("%(who)s (từ %(when)s)") % {"who": who, "when": formats.when(since)}, step


def _turn(entry: Entry) -> tuple[Reason, Reason]:
    """Who is to act and how: a head who is no author, the officer where none is, or the writer."""
    if entry.state == EntryState.VERIFIED:
        return "", ""
    if entry.state != EntryState.SUBMITTED:
        return str(entry.entered_by), tables.NEXT[entry.state]
    if heads := queries.free_heads(entry, on=period.today()):
        return ", ".join(str(head) for head in heads), tables.NEXT[entry.state]
    return Role.OFFICER.label, tables.NEXT_BY_OFFICER
