"""A list is shown, prolonged with a reason, and ended: after its last day, or with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.disclosures import outcomes, permits, queries, rules
from thidua.disclosures.models import Disclosure, Extension, Row
from thidua.disclosures.states import DISCLOSURE, DisclosureState, Reach
from thidua.notices.actions import tell
from thidua.orgs.queries import days_moved
from thidua.overlays.queries import limit_for
from thidua.ui import formats


@dataclass(frozen=True, kw_only=True)
class Line:
    """What is shown of one who is proposed; `key`, `person`, `unit` lead to the host's records."""

    name: str
    proposed: str
    unit_name: str = ""
    summary: str = ""
    key: int | None = None
    person: Any = None
    unit: Any = None


@action(
    "disclosures.disclosure.open", gettext_lazy("Công khai lấy ý kiến"), on="unit",
    permit=permits.opens,
)  # fmt: skip
def open_disclosure(
    *, actor: Any, unit: Any, on: date, title: str, lines: Sequence[Line], reach: Reach | str,
    starts_on: date, days: int | None = None, regulation: str = "", kind: str = "",
    subject_id: int | None = None, url: str = "",
) -> Disclosure:  # fmt: skip
    """Freeze the list and show it; `days` other than the usual ones name their regulation."""
    days, basis = _term(unit, starts_on, days, regulation.strip())
    _insist_on_lines(lines)
    if not title.strip():
        raise Refused(_("Cần ghi tên danh sách."))
    if starts_on < on:
        raise Refused(_("Ngày bắt đầu đã qua: công khai từ hôm nay hoặc một ngày sau."))
    running = queries.latest_of(kind, subject_id) if kind and subject_id is not None else None
    if running is not None and running.state == DisclosureState.OPEN:
        raise Refused(
            _("Danh sách «%(title)s» đang công khai: kết thúc trước khi công khai lại.")
            % {"title": running}
        )
    made = Disclosure.objects.create(
        unit=unit, audience=unit if reach == Reach.UNIT else queries.root_of(unit), reach=reach,
        title=title.strip(), kind=kind, subject_id=subject_id, url=url, starts_on=starts_on,
        days=days, basis=basis,
        ends_on=rules.shown_until(starts_on, days, moved=days_moved(unit)).day,
        is_by_regulation=bool(regulation.strip()), opened_by=actor,
    )  # fmt: skip
    Row.objects.bulk_create(
        Row(
            disclosure=made, position=number, name=line.name.strip(),
            unit_name=line.unit_name.strip(), proposed=line.proposed.strip(),
            summary=line.summary.strip(), key=line.key, person=line.person, unit=line.unit,
        )
        for number, line in enumerate(lines, 1)
    )  # fmt: skip
    note(count=len(lines))
    tabulate([[number, line.proposed, line.key] for number, line in enumerate(lines, 1)])
    tell(
        recipients=queries.accounts_in_reach(made, on=on), key=f"disclosure-{made.pk}-opened",
        kind="disclosures.opened", url=reverse("disclosures:detail", args=[made.pk]),
        text=lambda: _("Công khai lấy ý kiến đến hết ngày %(day)s: %(title)s")
        % {"day": formats.day(made.ends_on), "title": made},
    )  # fmt: skip
    return made


def _term(unit: Any, starts_on: date, days: int | None, regulation: str) -> tuple[int, str]:
    """The days asked for and their source; a local rule sets what is usual."""
    usual = limit_for(unit, "disclosure.unit", on=starts_on)
    assert usual is not None, "the data begin before the first law that asks for it"
    days = usual.days if days is None else days
    if not 1 <= days <= rules.LONGEST:
        raise Refused(_("Công khai từ 1 đến %(most)s ngày làm việc.") % {"most": rules.LONGEST})
    if days < usual.days and not regulation:
        raise Refused(
            _("Ít hơn %(days)s ngày làm việc thường dùng: ghi quy chế của đơn vị cho phép.")
            % {"days": usual.days}
        )
    return days, regulation or usual.citation


def _insist_on_lines(lines: Sequence[Line]) -> None:
    if not lines:
        raise Refused(_("Danh sách chưa có người hoặc tập thể nào."))
    for number, line in enumerate(lines, 1):
        if not line.name.strip() or not line.proposed.strip():
            raise Refused(
                _("Dòng %(number)s cần có tên và danh hiệu, hình thức đề nghị.")
                % {"number": number}
            )
        if rules.tells_too_much(line.name, line.unit_name, line.proposed, line.summary):
            raise Refused(
                _("Dòng %(number)s có số giấy tờ tùy thân hoặc ngày sinh: bỏ ra trước khi "
                  "công khai.") % {"number": number}
            )  # fmt: skip


@action(
    "disclosures.disclosure.extend", gettext_lazy("Kéo dài thời gian công khai"),
    on="disclosure", permit=permits.opens,
)  # fmt: skip
def extend_disclosure(
    *, actor: Any, disclosure: Disclosure, days: int, reason: str, on: date
) -> Disclosure:
    """More working days, as when something that was said has to be looked into."""
    DISCLOSURE.move(disclosure, "extend")
    if not reason.strip():
        raise Refused(_("Cần nêu lý do kéo dài."))
    if not 1 <= days <= rules.LONGEST:
        raise Refused(_("Kéo dài từ 1 đến %(most)s ngày làm việc.") % {"most": rules.LONGEST})
    # A list whose last day has passed begins its further days today.
    moved = days_moved(disclosure.unit)
    end = rules.shown_until(max(disclosure.ends_on, on), days, moved=moved).day
    Extension.objects.create(
        disclosure=disclosure, days=days, reason=reason.strip(), old_end=disclosure.ends_on,
        new_end=end, made_on=on,
    )  # fmt: skip
    disclosure.ends_on, disclosure.days = end, disclosure.days + days
    disclosure.save()
    note(reason=reason.strip())
    tell(
        recipients=queries.accounts_in_reach(disclosure, on=on),
        key=f"disclosure-{disclosure.pk}-extended-{end}", kind="disclosures.extended",
        url=reverse("disclosures:detail", args=[disclosure.pk]),
        text=lambda: _("Lấy ý kiến kéo dài đến hết ngày %(day)s: %(title)s")
        % {"day": formats.day(end), "title": disclosure},
    )  # fmt: skip
    return disclosure


@action(
    "disclosures.disclosure.close", gettext_lazy("Kết thúc công khai"), on="disclosure",
    permit=permits.opens,
)  # fmt: skip
def close_disclosure(
    *, actor: Any, disclosure: Disclosure, on: date, reason: str = ""
) -> Disclosure:
    """End the showing and tell the host what is still objected; before its time with a reason."""
    DISCLOSURE.move(disclosure, "close")
    if on <= disclosure.ends_on and not reason.strip():
        raise Refused(
            _("Chưa hết ngày %(day)s: kết thúc sớm cần nêu lý do bằng văn bản.")
            % {"day": formats.day(disclosure.ends_on)}
        )
    disclosure.closed_on, disclosure.close_reason = on, reason.strip()
    disclosure.save()
    left = queries.open_comments(disclosure)
    note(open_objections=left, **({"reason": reason.strip()} if reason.strip() else {}))
    outcomes.announce(actor=actor, disclosure=disclosure, open_objections=left, on=on)
    return disclosure
