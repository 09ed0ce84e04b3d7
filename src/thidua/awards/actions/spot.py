"""Unscheduled praise: a deed reported in a minute, put forward in one step."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits, queries
from thidua.awards.actions import moving
from thidua.awards.actions.dossiers import confirm_facts, submit_dossiers
from thidua.awards.actions.rounds import send_to_council
from thidua.awards.models import Dossier, Merit, Round, SpotTerm
from thidua.awards.queries import spot
from thidua.awards.states import Way
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.core.text import nfc
from thidua.legal.packs import packs
from thidua.notices.actions import tell
from thidua.orgs.queries import accounts_with_role, keeping_unit_of, run_above
from thidua.orgs.states import Role

LONGEST_DAYS = 365


@action(
    "awards.spot.report", gettext_lazy("Đề nghị khen đột xuất"), on="unit",
    permit=permits.reports_deed,
)  # fmt: skip
def report_deed(
    *, actor: Any, unit: Any, subjects: Sequence[Any], title: str, done_on: date, text: str = "",
    award: str = "", on: date,
) -> Round:  # fmt: skip
    """A deed of people of the unit, or of the unit itself, with a dossier in draft for each.

    The round is that of the unit which praises, and this deed's alone; its officers are told.
    """
    if not title.strip():
        raise Refused(_("Ghi việc làm cần khen."))
    if done_on > on:
        raise Refused(_("Ngày của việc làm chưa tới."))
    if not subjects:
        raise Refused(_("Ghi ít nhất một người, hoặc chọn khen cả tập thể."))
    if strangers := spot.strangers_to(unit, subjects, on=on):
        names = ", ".join(str(each) for each in strangers)
        raise Refused(_("Không thuộc %(unit)s: %(names)s.") % {"unit": unit, "names": names})
    praising = spot.praising_unit(unit)
    if praising is None:
        raise Refused(_("Không có đơn vị cấp trên nào xét khen của %(unit)s.") % {"unit": unit})
    code = award or spot.usual_award(praising)
    if code not in packs():
        raise Refused(_("Chưa có bộ quy tắc cho: %(codes)s.") % {"codes": code})
    what = nfc(title.strip())[:200]
    made = Round.objects.create(
        unit=praising, name=_("Khen đột xuất: %(title)s") % {"title": what[:180]}, way=Way.AD_HOC,
        year=done_on.year, awards=[code], submit_by=on,
    )  # fmt: skip
    told = nfc(text.strip())
    deed = Merit(title=what, text=f"{what}\n{told}" if told else what, done_on=done_on)
    dossiers = [_proposed(actor, made, subject, deed, on=on) for subject in dict.fromkeys(subjects)]
    note(done_on=done_on, award=code)
    tabulate([[each.pk, each.person_id, each.unit_id] for each in dossiers])
    heads = run_above(praising, on=on)[:1] or [praising]
    tell(
        recipients=accounts_with_role(heads, [Role.OFFICER], on=on),
        key=f"awards.deed.{made.pk}", kind="awards.dossier",
        text=lambda: _("%(unit)s đề nghị khen đột xuất: %(title)s") % {"unit": unit, "title": what},
        url=reverse("awards:spot_forward", args=[made.pk]),
    )  # fmt: skip
    return made


def _proposed(actor: Any, made: Round, subject: Any, told: Merit, *, on: date) -> Dossier:
    """A dossier of one subject, with a merit of its own that says what `told` says."""
    is_person = hasattr(subject, "full_name")
    who = {"person": subject if is_person else None, "unit": None if is_person else subject}
    merit = Merit.objects.create(
        **who, title=told.title, text=told.text, done_on=told.done_on
    )  # fmt: skip
    home: Any = keeping_unit_of(subject, on=on) if is_person else subject
    return Dossier.objects.create(
        **who, round=made, award=made.awards[0], home_unit=home, merit=merit,
        achievement=told.text, created_by=actor, created_at=period.now(), moved_on=on,
    )  # fmt: skip


@action(
    "awards.spot.forward", gettext_lazy("Đưa khen đột xuất đi tiếp"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def forward_deed(
    *, actor: Any, round: Round, confirmed: Mapping[str, bool], council: Any = None,  # noqa: A002 # the clerk's word for it
    regulation: str = "", reason: str = "", on: date,
) -> list[Dossier]:  # fmt: skip
    """Confirm, hand in, and lay before the council; or straight to the head who decides.

    Without a council only by the unit's own regulation, named by number and day: the law's short
    procedure (06/2022, article 85) spares the full dossier, and says nothing of councils.
    """
    if round.way != Way.AD_HOC:
        raise Refused(_("Chỉ đợt khen đột xuất đi theo cách này."))
    if council is None and not regulation.strip():
        raise Refused(
            _("Chọn hội đồng cho ý kiến, hoặc ghi số, ngày quy chế cho phép không lấy ý kiến.")
        )
    drafts = queries.submittable(round, None)
    if not drafts:
        raise Refused(_("Không còn hồ sơ nào chờ nộp."))
    keys = [dossier.pk for dossier in drafts]
    confirm_facts(actor=actor, round=round, dossiers=keys, confirmed=confirmed)
    rows = submit_dossiers(actor=actor, round=round, dossiers=keys, on=on, reason=reason)
    if council is not None:
        send_to_council(actor=actor, round=round, council=council, on=on, reason=reason)
        return rows
    said = _("Không lấy ý kiến hội đồng, theo %(regulation)s.") % {"regulation": regulation.strip()}
    for dossier in rows:
        moving.move(dossier, "go_without_council")
        dossier.override_reason = f"{dossier.override_reason} {said}".strip()[:500]
    Dossier.objects.bulk_update(rows, ["state", "moved_on", "override_reason"])
    note(regulation=regulation.strip())
    return rows


@action(
    "awards.spot.set_term", gettext_lazy("Đặt số ngày mong muốn khen đột xuất"), on="unit",
    permit=permits.is_officer,
)  # fmt: skip
def set_spot_term(*, actor: Any, unit: Any, days: int, source: str, on: date) -> SpotTerm:
    """Within how many days the unit wants a deed praised from now on, by which text of its own."""
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(_("Ghi số ngày từ 1 đến %(most)s.") % {"most": LONGEST_DAYS})
    if not source.strip():
        raise Refused(_("Ghi văn bản của đơn vị đặt ra số ngày này."))
    kept, _made = SpotTerm.objects.update_or_create(
        unit=unit, valid_from=on, defaults={"days": days, "source": nfc(source.strip())[:200]}
    )
    note(days=days, source=kept.source)
    return kept
