"""Every write of conferences, nominations, quotas and guests."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.conferences import permits, queries
from thidua.conferences.models import Conference, Guest, Nomination, Quota
from thidua.conferences.states import CONFERENCE, NOMINATION, ConferenceState, NominationState
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.legal.packs import packs
from thidua.notices.actions import tell
from thidua.orgs.queries import accounts_with_role, people_by_pk, units_by_pk
from thidua.orgs.states import Role

FACTS = frozenset(
    {"name", "first_year", "last_year", "held_on", "place", "awards", "least_of_people",
     "least_of_units"}
)  # fmt: skip


def _set(conference: Conference, facts: Mapping[str, Any]) -> None:
    if unknown := set(facts) - FACTS:
        raise TypeError(f"a conference has no {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(conference, name, value)
    if not conference.name.strip():
        raise Refused(_("Ghi tên hội nghị."))
    if conference.last_year < conference.first_year:
        raise Refused(_("Năm cuối không thể trước năm đầu."))
    if unknown_awards := sorted(set(conference.awards) - set(packs())):
        raise Refused(
            _("Chưa có bộ quy tắc cho: %(award)s.") % {"award": ", ".join(unknown_awards)}
        )
    if min(conference.least_of_people, conference.least_of_units) < 1:
        raise Refused(_("Tiêu chí phải có ít nhất một lần khen thưởng."))
    conference.save()


@action(
    "conferences.conference.create", gettext_lazy("Lập hội nghị điển hình tiên tiến"), on="unit",
    permit=permits.prepares,
)  # fmt: skip
def create_conference(*, actor: Any, unit: Any, facts: Mapping[str, Any]) -> Conference:
    """A conference of the unit, seen by nobody below until nominations open."""
    conference = Conference(unit=unit, line=unit.line)
    _set(conference, facts)
    return conference


@action(
    "conferences.conference.update", gettext_lazy("Sửa hội nghị"), on="conference",
    permit=permits.prepares,
)  # fmt: skip
def update_conference(
    *, actor: Any, conference: Conference, facts: Mapping[str, Any]
) -> Conference:
    """Facts and criteria, until the list of delegates is closed."""
    _insist_unconfirmed(conference)
    _set(conference, facts)
    return conference


@action(
    "conferences.quotas.set", gettext_lazy("Phân bổ đại biểu"), on="conference",
    permit=permits.prepares,
)  # fmt: skip
def set_quotas(
    *, actor: Any, conference: Conference, places: Mapping[int, int | None]
) -> Conference:
    """Places by unit; none given takes the quota away."""
    _insist_unconfirmed(conference)
    units = units_by_pk(places)
    for key, number in places.items():
        unit = units.get(key)
        if unit is None or not unit.path.startswith(conference.unit.path):
            raise Refused(_("Chỉ phân bổ cho đơn vị thuộc nơi tổ chức hội nghị."))
        if number is None:
            conference.quotas.filter(unit=unit).delete()
        else:
            Quota.objects.update_or_create(
                conference=conference, unit=unit, defaults={"places": number}
            )
    note(places={str(key): number for key, number in places.items()})
    return conference


def _insist_unconfirmed(conference: Conference) -> None:
    if conference.state == ConferenceState.CONFIRMED:
        raise Refused(_("Danh sách đại biểu đã chốt: mở lại trước khi sửa."))


def _insist_nominating(conference: Conference) -> None:
    if reason := CONFERENCE.refusal(conference, "confirm"):
        raise Refused(reason)


def _still_nominating(nomination: Nomination) -> Conference:
    """Its conference, locked: the list of delegates may be closed at the same moment."""
    conference = Conference.objects.select_for_update().get(pk=nomination.conference_id)
    _insist_nominating(conference)
    return conference


@action(
    "conferences.conference.open", gettext_lazy("Mở giới thiệu đại biểu"), on="conference",
    permit=permits.prepares,
)  # fmt: skip
def open_nominations(*, actor: Any, conference: Conference, on: date) -> Conference:
    """Heads and officers below are told, and may nominate."""
    CONFERENCE.move(conference, "open")
    conference.save(update_fields=["state"])
    tell(
        recipients=accounts_with_role(
            queries.quota_units(conference, on=on), [Role.HEAD, Role.OFFICER], on=on
        ),
        key=f"conferences.open.{conference.pk}", kind="conferences.open",
        url=reverse("conferences:conference", args=[conference.pk]),
        text=lambda: _("Giới thiệu đại biểu dự %(name)s.") % {"name": conference.name},
    )  # fmt: skip
    return conference


@action(
    "conferences.nomination.create", gettext_lazy("Giới thiệu điển hình"), on="conference",
    permit=permits.nominates,
)  # fmt: skip
def nominate(
    *, actor: Any, conference: Conference, unit: Any, subject: Any, reason: str, on: date
) -> Nomination:
    """One of the unit's own with enough honours, and why; it goes to the level above."""
    _insist_nominating(conference)
    if not reason.strip():
        raise Refused(_("Ghi lý do giới thiệu: việc làm, kết quả, sức lan tỏa."))
    found = queries.candidate_of(conference, unit, subject, on=on)
    if found is None:
        raise Refused(
            _("%(who)s chưa đủ tiêu chí hoặc không thuộc %(unit)s.")
            % {"who": subject, "unit": unit}
        )
    kept = found.nomination
    if kept is not None and kept.state != NominationState.RETURNED:
        raise Refused(_("%(who)s đã được giới thiệu.") % {"who": subject})
    if kept is None:
        is_person = found.kind == "person"
        kept = Nomination(
            conference=conference, person=subject if is_person else None,
            collective=None if is_person else subject,
        )  # fmt: skip
    else:
        NOMINATION.move(kept, "again")
    kept.unit, kept.at = unit, _above(unit, conference)
    kept.reason, kept.return_reason, kept.figures = reason.strip(), "", found.figures
    kept.nominated_by, kept.nominated_on = actor, on
    kept.save()
    return kept


def _above(unit: Any, conference: Conference) -> Any:
    """The next level; the conference's own unit answers for what it nominates itself."""
    return unit.parent if unit.pk != conference.unit_id and unit.parent else unit


@action(
    "conferences.nomination.confirm", gettext_lazy("Đồng ý giới thiệu"), on="nomination",
    permit=permits.decides,
)  # fmt: skip
def confirm(*, actor: Any, nomination: Nomination) -> Nomination:
    """On to the level above; at the conference's own unit a delegate, within the quota."""
    conference = _still_nominating(nomination)
    if reason := NOMINATION.refusal(nomination, "confirm"):
        raise Refused(reason)
    if nomination.at_id != conference.unit_id:
        note(passed_by=str(nomination.at))
        nomination.at = _above(nomination.at, conference)
        nomination.save(update_fields=["at"])
        return nomination
    if (full := queries.full_above(conference, nomination.unit)) is not None:
        raise Refused(_("%(unit)s đã đủ số đại biểu được phân bổ.") % {"unit": full})
    NOMINATION.move(nomination, "confirm")
    nomination.save(update_fields=["state"])
    return nomination


@action(
    "conferences.nomination.return", gettext_lazy("Trả lại giới thiệu"), on="nomination",
    permit=permits.decides,
)  # fmt: skip
def return_nomination(*, actor: Any, nomination: Nomination, reason: str) -> Nomination:
    """Back to who nominated, with what is missing."""
    _still_nominating(nomination)
    NOMINATION.move(nomination, "return")
    if not reason.strip():
        raise Refused(_("Ghi lý do trả lại."))
    nomination.return_reason = reason.strip()
    nomination.save(update_fields=["state", "return_reason"])
    tell(
        recipients=[nomination.nominated_by_id],
        key=f"conferences.returned.{nomination.pk}.{nomination.nominated_on}",
        kind="conferences.returned",
        url=reverse("conferences:conference", args=[nomination.conference_id]),
        text=lambda: _("Giới thiệu %(who)s bị trả lại.") % {"who": nomination.subject},
    )  # fmt: skip
    return nomination


@action(
    "conferences.nomination.withdraw", gettext_lazy("Rút giới thiệu"), on="nomination",
    permit=permits.withdraws,
)  # fmt: skip
def withdraw(*, actor: Any, nomination: Nomination) -> Nomination:
    """Who nominated takes it back; the place is free again."""
    _still_nominating(nomination)
    NOMINATION.move(nomination, "withdraw")
    nomination.save(update_fields=["state"])
    return nomination


@action(
    "conferences.conference.confirm", gettext_lazy("Chốt danh sách đại biểu"), on="conference",
    permit=permits.approves,
)  # fmt: skip
def confirm_delegates(*, actor: Any, conference: Conference) -> Conference:
    """The list stands; each delegate is invited in the inbox."""
    CONFERENCE.move(conference, "confirm")
    delegates = queries.delegates_of(conference)
    if not delegates:
        raise Refused(_("Chưa có đại biểu nào được cấp trên đồng ý."))
    if waiting := conference.nominations.filter(state=NominationState.NOMINATED).count():
        raise Refused(
            _("Còn %(count)s giới thiệu chưa được trả lời: đồng ý hoặc trả lại trước khi chốt.")
            % {"count": waiting}
        )
    conference.save(update_fields=["state"])
    people = people_by_pk(row.person_id for row in delegates if row.person_id)
    tell(
        recipients=[person.user_id for person in people.values() if person.user_id],
        key=f"conferences.invited.{conference.pk}", kind="conferences.invited",
        url=reverse("awards:mine"),
        text=lambda: _("Mời bạn dự %(name)s với tư cách đại biểu điển hình tiên tiến.")
        % {"name": conference.name},
    )  # fmt: skip
    note(delegates=len(delegates))
    return conference


@action(
    "conferences.conference.reopen", gettext_lazy("Mở lại danh sách đại biểu"), on="conference",
    permit=permits.approves,
)  # fmt: skip
def reopen(*, actor: Any, conference: Conference, reason: str) -> Conference:
    """Nominations go on, with the reason in the trail."""
    CONFERENCE.move(conference, "reopen")
    if not reason.strip():
        raise Refused(_("Ghi lý do mở lại danh sách."))
    conference.save(update_fields=["state"])
    note(reason=reason.strip())
    return conference


@action(
    "conferences.guests.set", gettext_lazy("Ghi danh sách khách mời"), on="conference",
    permit=permits.prepares,
)  # fmt: skip
def set_guests(
    *, actor: Any, conference: Conference, guests: Sequence[tuple[str, str]]
) -> Conference:
    """The whole list of guests, each with office; it takes the place of the earlier one."""
    cleaned = [(name.strip()[:200], office.strip()[:200]) for name, office in guests]
    if not all(name for name, _office in cleaned):
        raise Refused(_("Ghi họ và tên của từng khách mời."))
    wanted = list(dict.fromkeys(cleaned))
    conference.guests.all().delete()
    Guest.objects.bulk_create(
        Guest(conference=conference, name=name, office=office) for name, office in wanted
    )
    note(guests=len(wanted))
    return conference
