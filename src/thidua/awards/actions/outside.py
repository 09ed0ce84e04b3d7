"""Decisions of other bodies: entered as printed, their names added, corrected, taken out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua import legal
from thidua.awards import permits, queries, rules
from thidua.awards.models import Honour, MergedHonour, NilReport, OutsideDecision
from thidua.awards.queries import outside as asked
from thidua.awards.states import Level, Way
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.core.text import nfc
from thidua.documents import actions as documents
from thidua.documents import uploads

SCAN = "outside"
PRINTED = ("award", "year", "line", "way", "level")
FIELDS = (
    "movement", "reference", "decided_on", "decided_by", "level", "line", "award", "way", "year",
    "occasion", "collectives", "individuals", "unsplit",
)  # fmt: skip


def _insist_on_sense(facts: Mapping[str, Any], on: date) -> None:
    """What is typed reads as a decision could be printed."""
    if not facts["reference"] or not facts["decided_by"]:
        raise Refused(_("Ghi số quyết định và cơ quan quyết định."))
    if facts["decided_on"] > on:
        raise Refused(_("Ngày quyết định không thể sau hôm nay."))
    if facts["award"] not in {pack.code for pack in legal.awards()}:
        raise Refused(_("Chọn danh hiệu, hình thức trong danh mục."))
    if facts["way"] not in Way.values or facts["level"] not in Level.values:
        raise Refused(_("Chọn loại hình và cấp đúng như ghi trong quyết định."))
    if not 1945 <= facts["year"] <= on.year:
        raise Refused(_("Năm thành tích phải từ 1945 đến năm nay."))


def _insist_on_once(unit: Any, facts: Mapping[str, Any], but: OutsideDecision | None) -> None:
    """The same number, day and award is the same decision, however its issuer is spelt."""
    bare = rules.bare_reference(facts["reference"])
    same = {"decided_on": facts["decided_on"], "award": facts["award"]}
    entered = OutsideDecision.objects.filter(unit=unit, **same)
    for earlier in entered.exclude(pk=but.pk) if but else entered:
        if rules.bare_reference(earlier.reference) == bare:
            raise Refused(
                _("Quyết định này đã nhập: số %(number)s ngày %(day)s của %(by)s.")
                % {
                    "number": earlier.reference, "by": earlier.decided_by,
                    "day": f"{earlier.decided_on:%d/%m/%Y}",
                }
            )  # fmt: skip
    ours = Honour.objects.filter(decision__round__unit=unit, **same)
    for reference in ours.values_list("decision_reference", flat=True).distinct():
        if rules.bare_reference(reference) == bare:
            raise Refused(
                _("Quyết định số %(number)s do hệ thống này ban hành, không phải nhập lại.")
                % {"number": reference}
            )


def _cleaned(facts: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: facts.get(name) for name in FIELDS}
    for name in ("reference", "decided_by", "occasion"):
        given[name] = nfc(given[name] or "")
    return given


@action(
    "awards.outside.enter", gettext_lazy("Nhập quyết định của cơ quan khác"), on="unit",
    permit=permits.keeps_register,
)  # fmt: skip
def enter_outside(
    *, actor: Any, unit: Any, facts: Mapping[str, Any], on: date, scan: uploads.Sent | None = None
) -> OutsideDecision:
    """A decision as its paper reads; counts only where its list of names is not at hand."""
    given = _cleaned(facts)
    _insist_on_sense(given, on)
    _insist_on_once(unit, given, None)
    made = OutsideDecision.objects.create(unit=unit, **given)
    _keep_scan(actor, made, scan)
    return made


def _keep_scan(actor: Any, outside: OutsideDecision, scan: uploads.Sent | None) -> None:
    if scan is not None:
        outside.scan = documents.upload_file(
            actor=actor, subject=outside, role=SCAN, name=scan.name or "", content=scan.read(),
            kinds=uploads.PAPERS | uploads.IMAGES,
        )  # fmt: skip
        outside.save(update_fields=["scan"])


@action(
    "awards.outside.correct", gettext_lazy("Sửa quyết định đã nhập"), on="outside",
    permit=permits.keeps_register,
)  # fmt: skip
def correct_outside(
    *, actor: Any, outside: OutsideDecision, facts: Mapping[str, Any], reason: str, on: date,
    scan: uploads.Sent | None = None,
) -> OutsideDecision:  # fmt: skip
    """What was typed wrong; the entries of its names follow."""
    given = _cleaned(facts)
    _insist_on_sense(given, on)
    _insist_on_once(outside.unit, given, outside)
    for name, value in given.items():
        setattr(outside, name, value)
    outside.save()
    _keep_scan(actor, outside, scan)
    note(reason=reason)
    note(
        entries=outside.honours.update(
            **{name: given[name] for name in PRINTED},
            decision_reference=given["reference"], decided_on=given["decided_on"],
            decided_by=given["decided_by"],
        )
    )  # fmt: skip
    return outside


@action(
    "awards.outside.remove", gettext_lazy("Xóa quyết định đã nhập"), on="outside",
    permit=permits.keeps_register,
)  # fmt: skip
def remove_outside(*, actor: Any, outside: OutsideDecision, reason: str) -> Any:
    """It goes with its entries, as long as nothing rests on them; the trail keeps what it was."""
    entries = list(outside.honours.all())
    _insist_on_free(entries)
    note(reason=reason, decision=str(outside), award=outside.award)
    tabulate([[each.pk, each.person_id, each.unit_id] for each in entries])
    unit = outside.unit
    erase_entries([each.pk for each in entries])
    OutsideDecision.objects.filter(pk=outside.pk).delete()
    return unit


def erase_entries(keys: Sequence[int]) -> None:
    """Entries on which nothing rests, with the memory of mergers that were taken back."""
    MergedHonour.objects.filter(kept__in=keys, undone_at__isnull=False).delete()
    Honour.objects.filter(pk__in=keys).delete()


def _insist_on_free(entries: Sequence[Honour]) -> None:
    if held := asked.rested_upon(entries):
        first = next(each for each in entries if each.pk in held)
        raise Refused(
            _("Còn %(count)s khen thưởng mà hồ sơ khác dựa vào (ví dụ: %(who)s): không xóa được.")
            % {"count": len(held), "who": f"{first.subject}, {queries.name_of(first.award)}"}
        )


@action(
    "awards.outside.name", gettext_lazy("Thêm tên vào quyết định đã nhập"), on="outside",
    permit=permits.keeps_register,
)  # fmt: skip
def name_outside(*, actor: Any, outside: OutsideDecision, subjects: Sequence[Any]) -> Any:
    """The list of names arrives: from now on it counts in place of the stated figures.

    Whoever is on it already stays once; an entry of the same decision that somebody brought
    along becomes this decision's. Answers how many names are new.
    """
    if not subjects:
        raise Refused(_("Danh sách chưa có tên nào."))
    held = {(row.person_id, row.unit_id) for row in outside.honours.all()}
    fresh = [each for each in dict.fromkeys(subjects) if _key(each) not in held]
    brought = {
        (row.person_id, row.unit_id): row
        for row in Honour.objects.filter(
            outside=None, decision=None, award=outside.award, decided_on=outside.decided_on
        )
        if rules.bare_reference(row.decision_reference) == rules.bare_reference(outside.reference)
    }
    made = []
    for each in fresh:
        if (row := brought.get(_key(each))) is not None:
            row.outside, row.brought_from = outside, ""
            row.save(update_fields=["outside", "brought_from"])
        else:
            made.append(entry_of(outside, **_named(each)))
    made = Honour.objects.bulk_create(made)
    note(names=len(fresh))
    tabulate([[row.pk, row.person_id, row.unit_id] for row in made])
    return outside


def _key(subject: Any) -> tuple[int | None, int | None]:
    is_person = subject._meta.model_name == "person"
    return (subject.pk, None) if is_person else (None, subject.pk)


def _named(subject: Any) -> dict[str, int | None]:
    person, unit = _key(subject)
    return {"person_id": person, "unit_id": unit}


def entry_of(outside: OutsideDecision, **more: Any) -> Honour:
    """A line of the register by an entered decision, still to be written."""
    return Honour(
        **{"achievement": outside.occasion, **more}, outside=outside, award=outside.award,
        year=outside.year, line=outside.line, way=outside.way, level=outside.level,
        decision_reference=outside.reference, decided_on=outside.decided_on,
        decided_by=outside.decided_by,
    )  # fmt: skip


@action(
    "awards.outside.unname", gettext_lazy("Bỏ tên khỏi quyết định đã nhập"), on="outside",
    permit=permits.keeps_register,
)  # fmt: skip
def unname_outside(
    *, actor: Any, outside: OutsideDecision, honours: Sequence[int], reason: str
) -> OutsideDecision:
    """Names that were put on it by mistake."""
    entries = list(outside.honours.filter(pk__in=honours))
    if not entries:
        raise Refused(_("Chọn ít nhất một tên trong danh sách."))
    _insist_on_free(entries)
    note(reason=reason)
    tabulate([[each.pk, each.person_id, each.unit_id] for each in entries])
    erase_entries([each.pk for each in entries])
    return outside


@action(
    "awards.nothing.state", gettext_lazy("Báo không khen thưởng"), on="unit",
    permit=permits.keeps_register,
)  # fmt: skip
def state_nothing(
    *, actor: Any, unit: Any, starts_on: date, ends_on: date, movement: Any = None
) -> NilReport:
    """The unit says that it praised nobody in a period, or for a movement: reported, and zero."""
    if ends_on < starts_on:
        raise Refused(_("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."))
    given = asked.given_below([unit], period.Period(starts_on, ends_on), movement)
    if given.get(unit.pk):
        raise Refused(_("Trong kỳ này đơn vị đã có quyết định khen thưởng trong hệ thống."))
    made, _new = NilReport.objects.get_or_create(
        unit=unit, movement=movement, starts_on=starts_on, ends_on=ends_on,
        defaults={"stated_by_id": actor.pk, "stated_at": period.now()},
    )  # fmt: skip
    return made


@action(
    "awards.nothing.withdraw", gettext_lazy("Rút báo cáo không khen thưởng"), on="report",
    permit=permits.keeps_register,
)  # fmt: skip
def withdraw_nothing(*, actor: Any, report: NilReport, reason: str) -> Any:
    """It was stated by mistake: the unit stands as one that has not reported."""
    note(reason=reason, stated=str(report))
    unit = report.unit
    NilReport.objects.filter(pk=report.pk).delete()
    return unit
