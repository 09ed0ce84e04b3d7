"""Initiatives entered, changed, sent, verified and returned."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Reason, Refused
from thidua.initiatives import permits, rules
from thidua.initiatives.actions import entries
from thidua.initiatives.models import Author, Initiative
from thidua.initiatives.states import INITIATIVE

FACTS = frozenset(
    {
        "movement", "title", "before_text", "solution", "effect", "benefit", "figure_name",
        "figure_unit", "figure_before", "figure_after", "applied_on",
    }
)  # fmt: skip
PAGE = "initiatives:detail"
Shares = Sequence[tuple[Any, int]]


@action(
    "initiatives.initiative.create", gettext_lazy("Nhập sáng kiến"), on="unit",
    permit=permits.enters_for,
)  # fmt: skip
def create_initiative(
    *, actor: Any, unit: Any, on: date, facts: Mapping[str, Any], authors: Shares
) -> Initiative:
    """A draft of a group's member; `facts` are any of `FACTS`, `authors` people with shares."""
    initiative = Initiative(unit=unit, entered_by=actor, created_at=period.now())
    entries.write(initiative, facts, FACTS, on)
    _insist_on_figure(initiative)
    initiative.save()
    _set_authors(initiative, authors)
    return initiative


@action(
    "initiatives.initiative.update", gettext_lazy("Sửa sáng kiến"), on="initiative",
    permit=permits.edits,
)  # fmt: skip
def update_initiative(
    *, actor: Any, initiative: Initiative, on: date, facts: Mapping[str, Any], authors: Shares
) -> Initiative:
    """Change a draft or a returned initiative, its authors as a whole."""
    entries.write(initiative, facts, FACTS, on)
    _insist_on_figure(initiative)
    initiative.save()
    _set_authors(initiative, authors)
    return initiative


def _insist_on_figure(initiative: Initiative) -> None:
    gaps = rules.figure_gaps(
        name=initiative.figure_name, unit=initiative.figure_unit,
        before=initiative.figure_before, after=initiative.figure_after,
    )  # fmt: skip
    if gaps:
        raise Refused(_("Số liệu trước và sau cần có tên số đo và đơn vị tính."))


def _set_authors(initiative: Initiative, authors: Shares) -> None:
    if not authors:
        raise Refused(_("Cần ghi ít nhất một tác giả."))
    twice = [person for person, times in Counter(p for p, _share in authors).items() if times > 1]
    if twice:
        raise Refused(_("%(who)s được ghi hai lần; mỗi tác giả ghi một dòng.") % {"who": twice[0]})
    if any(share < 1 for _person, share in authors):
        raise Refused(_("Mỗi tác giả có tỷ lệ đóng góp từ 1 % trở lên."))
    if (whole := rules.total([share for _person, share in authors])) != rules.WHOLE:
        raise Refused(
            _("Tỷ lệ đóng góp của các tác giả cộng lại là %(sum)s %%, phải bằng đúng 100 %%.")
            % {"sum": whole}
        )
    initiative.authors.all().delete()
    Author.objects.bulk_create(
        Author(initiative=initiative, person=person, share=share, order=order)
        for order, (person, share) in enumerate(authors)
    )
    note(authors=[[person.pk, share] for person, share in authors])


@action(
    "initiatives.initiative.submit", gettext_lazy("Gửi sáng kiến"), on="initiative",
    permit=permits.writes,
)  # fmt: skip
def submit_initiative(*, actor: Any, initiative: Initiative, on: date) -> Initiative:
    """Send to the unit's head; refused with what is still missing."""
    entries.send(INITIATIVE, initiative, _gaps(initiative, on))
    return initiative


def _gaps(initiative: Initiative, on: date) -> Iterator[Reason]:
    if not initiative.solution:
        yield _("nội dung giải pháp")
    if not initiative.benefit:
        yield _("loại lợi ích")
    if initiative.applied_on is not None and initiative.applied_on > on:
        yield _("ngày áp dụng lần đầu đã qua (đang ghi %(day)s)") % {
            "day": f"{initiative.applied_on:%d/%m/%Y}"
        }


@action(
    "initiatives.initiative.withdraw", gettext_lazy("Rút lại sáng kiến"), on="initiative",
    permit=permits.writes,
)  # fmt: skip
def withdraw_initiative(*, actor: Any, initiative: Initiative) -> Initiative:
    """Take back what nobody has verified or returned yet."""
    entries.withdraw(INITIATIVE, initiative)
    return initiative


@action(
    "initiatives.initiative.verify", gettext_lazy("Xác nhận sáng kiến"), on="initiative",
    permit=permits.verifies,
)  # fmt: skip
def verify_initiative(*, actor: Any, initiative: Initiative) -> Initiative:
    """Confirm that it was applied in the unit and by whom; recognition is another matter."""
    entries.verify(INITIATIVE, actor, initiative, PAGE)
    return initiative


@action(
    "initiatives.initiative.return", gettext_lazy("Trả lại sáng kiến"), on="initiative",
    permit=permits.verifies,
)  # fmt: skip
def return_initiative(*, actor: Any, initiative: Initiative, reason: str) -> Initiative:
    """Give back to its authors with a reason."""
    entries.give_back(INITIATIVE, initiative, reason, PAGE)
    return initiative
