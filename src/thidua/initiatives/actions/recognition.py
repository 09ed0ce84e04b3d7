"""Initiatives before a council, what it advises, and how the head of the unit decides."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.councils import actions as councils
from thidua.councils import permits as council_permits
from thidua.initiatives import permits, queries
from thidua.initiatives.actions import entries
from thidua.initiatives.models import Initiative
from thidua.initiatives.states import INITIATIVE, RECOGNITION, EntryState
from thidua.legal.thresholds import INITIATIVE as TOPIC
from thidua.notices.actions import Words

PAGE = "initiatives:detail"


def _stand(initiative: Initiative, move: str) -> None:
    """Make the move; from now on somebody else holds the initiative."""
    RECOGNITION.move(initiative, move)
    initiative.recognition_since = period.now()


@action(
    "initiatives.initiative.put_forward", gettext_lazy("Đưa sáng kiến ra hội đồng"),
    on="initiative", permit=permits.puts_forward,
)  # fmt: skip
def put_forward(*, actor: Any, initiative: Initiative, council: Any) -> Initiative:
    """Open a case about a verified initiative and its authors before a council above its unit."""
    if initiative.state != EntryState.VERIFIED:
        raise Refused(
            _("«%(title)s» chưa được đơn vị xác nhận nên chưa đưa ra hội đồng.")
            % {"title": initiative.title}
        )
    if council.kind not in queries.KINDS:
        raise Refused(_("%(council)s không xét sáng kiến.") % {"council": council})
    if not initiative.unit.path.startswith(council.unit.path):
        raise Refused(
            _("«%(title)s» là sáng kiến của đơn vị khác, hội đồng này không xét.")
            % {"title": initiative.title}
        )
    _stand(initiative, "send_to_council")
    initiative.examined_by = council.unit
    authors = [author.person for author in queries.authors_of(initiative)]
    councils.open_case(
        actor=actor, council=council, kind=queries.CASE_KIND, subject_id=initiative.pk,
        topic=TOPIC, title=initiative.title, url=reverse(PAGE, args=[initiative.pk]),
        summary="\n".join([str(initiative.unit), *(str(author) for author in authors)]),
        concerned=authors,
    )  # fmt: skip
    initiative.save()
    note(council=council)
    said = gettext_lazy("«%(title)s» được đưa ra %(council)s.")
    _tell(initiative, "put_forward", lambda: str(said) % {"title": initiative, "council": council})
    return initiative


@action(
    "initiatives.initiatives.put_forward", gettext_lazy("Đưa nhiều sáng kiến ra hội đồng"),
    on="council", permit=council_permits.prepares,
)  # fmt: skip
def put_forward_many(*, actor: Any, council: Any, initiatives: Sequence[Initiative]) -> int:
    """All of them or, where one is refused, none; returns how many."""
    if not initiatives:
        raise Refused(_("Chưa có sáng kiến nào đã xác nhận để đưa ra hội đồng."))
    for initiative in initiatives:
        put_forward(actor=actor, initiative=initiative, council=council)
    tabulate([[initiative.pk] for initiative in initiatives])
    return len(initiatives)


@action(
    "initiatives.initiatives.conclude", gettext_lazy("Nhận kết quả biểu quyết của hội đồng"),
    on="council", permit=permits.hears_council,
)  # fmt: skip
def conclude_initiatives(
    *, actor: Any, council: Any, passed: Mapping[int, bool]
) -> list[Initiative]:
    """What the council advises, by initiative; the head of the unit decides."""
    rows = list(Initiative.objects.select_for_update().filter(pk__in=passed).order_by("pk"))
    for initiative in rows:
        _stand(initiative, "recommend" if passed[initiative.pk] else "not_recommend")
    Initiative.objects.bulk_update(rows, ["recognition", "recognition_since"])
    tabulate([[initiative.pk, passed[initiative.pk]] for initiative in rows])
    return rows


@action(
    "initiatives.initiative.take_back", gettext_lazy("Nhận lại sáng kiến rút khỏi hội đồng"),
    on="initiative", permit=permits.left_council,
)  # fmt: skip
def take_back_initiative(*, actor: Any, initiative: Initiative, reason: str) -> Initiative:
    """Unvoted from its council; it may be put before another."""
    _stand(initiative, "leave_council")
    initiative.examined_by = None
    initiative.save()
    said = gettext_lazy("«%(title)s» được rút khỏi hội đồng: %(reason)s")
    facts = {"title": initiative.title, "reason": _given(reason)}
    _tell(initiative, "taken_back", lambda: str(said) % facts)
    return initiative


@action(
    "initiatives.initiative.recognise", gettext_lazy("Công nhận sáng kiến"), on="initiative",
    permit=permits.recognises,
)  # fmt: skip
def recognise_initiative(
    *, actor: Any, initiative: Initiative, on: date, recognised_on: date, number: str = ""
) -> Initiative:
    """At the level of the unit itself; `number` is that of the decision, where one was issued."""
    _stand(initiative, "recognise")
    if recognised_on > on:
        raise Refused(_("Ngày công nhận %(day)s chưa đến.") % {"day": f"{recognised_on:%d/%m/%Y}"})
    found = queries.examined_now(initiative)
    if found is not None and found.held_on is not None and recognised_on < found.held_on:
        raise Refused(
            _("Ngày công nhận không trước ngày hội đồng họp (%(day)s).")
            % {"day": f"{found.held_on:%d/%m/%Y}"}
        )
    initiative.recognised_on, initiative.recognition_number = recognised_on, number.strip()
    initiative.save()
    said = gettext_lazy("«%(title)s» được công nhận là sáng kiến cấp cơ sở.")
    _tell(initiative, "recognised", lambda: str(said) % {"title": initiative})
    return initiative


@action(
    "initiatives.initiatives.recognise", gettext_lazy("Công nhận nhiều sáng kiến"), on="unit",
    permit=permits.decides_for,
)  # fmt: skip
def recognise_many(
    *, actor: Any, unit: Any, initiatives: Sequence[Initiative], on: date, recognised_on: date,
    number: str = "",
) -> int:  # fmt: skip
    """By one decision of the unit; all of them or, where one is refused, none."""
    if not initiatives:
        raise Refused(_("Chưa có sáng kiến nào được hội đồng đề nghị công nhận."))
    for initiative in initiatives:
        try:
            recognise_initiative(
                actor=actor, initiative=initiative, on=on, recognised_on=recognised_on,
                number=number,
            )  # fmt: skip
        except Refused as refused:
            facts = {"title": initiative.title, "reason": refused}
            raise Refused(_("«%(title)s»: %(reason)s") % facts) from refused
    note(number=number.strip(), recognised_on=recognised_on)
    tabulate([[initiative.pk] for initiative in initiatives])
    return len(initiatives)


@action(
    "initiatives.initiative.refuse", gettext_lazy("Không công nhận sáng kiến"), on="initiative",
    permit=permits.recognises,
)  # fmt: skip
def refuse_initiative(*, actor: Any, initiative: Initiative, reason: str) -> Initiative:
    """End its way with a reason that its authors read."""
    _stand(initiative, "refuse")
    initiative.refusal_reason = _given(reason)[:300]
    initiative.save()
    said = gettext_lazy("«%(title)s» không được công nhận: %(reason)s")
    facts = {"title": initiative.title, "reason": initiative.refusal_reason}
    _tell(initiative, "refused", lambda: str(said) % facts)
    return initiative


@action(
    "initiatives.initiative.hand_back", gettext_lazy("Trả lại sáng kiến sau khi hội đồng xét"),
    on="initiative", permit=permits.recognises,
)  # fmt: skip
def hand_back_initiative(*, actor: Any, initiative: Initiative, reason: str) -> Initiative:
    """To its authors, who complete it and send it again; the council then considers it anew."""
    _stand(initiative, "hand_back")
    INITIATIVE.move(initiative, "hand_back")
    initiative.return_reason = _given(reason)[:300]
    initiative.verified_at = initiative.verified_by = initiative.examined_by = None
    initiative.save()
    said = gettext_lazy("«%(title)s» được trả lại sau khi hội đồng xét: %(reason)s")
    facts = {"title": initiative.title, "reason": initiative.return_reason}
    _tell(initiative, "handed_back", lambda: str(said) % facts)
    return initiative


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Cần nêu lý do."))
    note(reason=reason.strip())
    return reason.strip()


def _tell(initiative: Initiative, what: str, text: Words) -> None:
    entries.tell_writers(initiative, PAGE, what, text)
