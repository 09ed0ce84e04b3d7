"""The register as a whole: past decisions taken in together, doubles merged, honours brought."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core import serializers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits, queries, rules
from thidua.awards.actions.outside import entry_of, erase_entries
from thidua.awards.models import Honour, MergedHonour, OutsideDecision
from thidua.awards.queries import outside as asked
from thidua.awards.queries import portable
from thidua.awards.queries.register import entries_of_house
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused

Progress = Callable[[int, int], None]
CHUNK = 2000
# What an old register may tell of an entry that is there already.
TOLD = ("achievement", "way", "level")
# What a merged entry may hand over to the one that is kept, where that has nothing.
FILLED = ("achievement", "way", "level", "category", "merit_id", "outside_id", "brought_from")


@dataclass
class Past:
    """A past decision for one award as a register tells it, with the entries under it.

    `entries` hold the key of a person or of a unit, and what the decision says of them; `made`
    answers their keys in the same order, `None` for who was in the register already.
    """

    reference: str
    decided_on: date
    decided_by: str
    award: str
    year: int
    line: str
    level: str = ""
    way: str = ""
    occasion: str = ""
    collectives: int = 0
    individuals: int = 0
    entries: list[tuple[int | None, int | None, str]] = field(default_factory=list)
    made: list[int | None] = field(default_factory=list)
    decision: int = 0
    is_new: bool = False

    @property
    def key(self) -> tuple[str, date, str]:
        return (rules.bare_reference(self.reference), self.decided_on, self.award)


@action(
    "awards.past.take", gettext_lazy("Nhận quyết định cũ vào sổ"), on="unit",
    permit=permits.keeps_register,
)  # fmt: skip
def take_past(
    *, actor: Any, unit: Any, decisions: Sequence[Past], progress: Progress | None = None
) -> Sequence[Past]:
    """Take past decisions with all their names in few statements; whatever is there stays once."""
    known = {
        (rules.bare_reference(row.reference), row.decided_on, row.award): row
        for row in OutsideDecision.objects.filter(unit=unit)
    }
    fresh = [each for each in decisions if each.key not in known]
    made = OutsideDecision.objects.bulk_create(
        [
            OutsideDecision(
                unit=unit, reference=each.reference, decided_on=each.decided_on,
                decided_by=each.decided_by, award=each.award, year=each.year, line=each.line,
                level=each.level, way=each.way, occasion=each.occasion,
                collectives=each.collectives or None, individuals=each.individuals or None,
            ) for each in fresh
        ], batch_size=CHUNK,
    )  # fmt: skip
    for each, row in zip(fresh, made, strict=True):
        each.is_new = True
        known[each.key] = row
    held = _held([known[each.key].pk for each in decisions])
    entries: list[Honour] = []
    for each in decisions:
        row = known[each.key]
        each.decision, each.made = row.pk, []
        for person, place, achievement in each.entries:
            already = (row.pk, person, place) in held
            held.add((row.pk, person, place))
            each.made.append(None if already else len(entries))
            if not already:
                told = {"achievement": achievement} if achievement else {}
                entries.append(entry_of(row, person_id=person, unit_id=place, **told))
    keys = _written(entries, progress)
    for each in decisions:
        each.made = [None if place is None else keys[place] for place in each.made]
    note(decisions=len(fresh), entries=len(keys))
    tabulate([[each.decision, each.is_new, each.made] for each in decisions])
    return decisions


@action(
    "awards.past.fill", gettext_lazy("Bổ sung khen thưởng đã có theo sổ cũ"), on="unit",
    permit=permits.keeps_register,
)  # fmt: skip
def fill_past(
    *, actor: Any, unit: Any, told: Mapping[int, Mapping[str, str]]
) -> dict[int, dict[str, str]]:
    """Give entries of the house what an old register tells of them and they lack, by key.

    Answers what was filled, so that `undo_past` can take it back.
    """
    if unknown := set(told) - set(entries_of_house(unit).values()):
        raise Refused(
            _("%(count)s khen thưởng không thuộc %(unit)s hoặc không còn trong sổ.")
            % {"count": len(unknown), "unit": unit}
        )
    rows = list(Honour.objects.filter(pk__in=told))
    filled: dict[int, dict[str, str]] = {}
    for row in rows:
        lacking = {k: v for k, v in told[row.pk].items() if v and not getattr(row, k)}
        if lacking:
            filled[row.pk] = lacking
            for name, value in lacking.items():
                setattr(row, name, value)
    Honour.objects.bulk_update(rows, list(TOLD), batch_size=CHUNK)
    tabulate([[key, sorted(names)] for key, names in filled.items()])
    return filled


def _held(decisions: Sequence[int]) -> set[tuple[int, int | None, int | None]]:
    rows = Honour.objects.filter(outside__in=decisions)
    return set(rows.values_list("outside_id", "person_id", "unit_id"))


def _written(entries: Sequence[Honour], progress: Progress | None) -> list[int]:
    keys: list[int] = []
    for start in range(0, len(entries), CHUNK):
        keys += [row.pk for row in Honour.objects.bulk_create(entries[start : start + CHUNK])]
        if progress is not None:
            progress(len(keys), len(entries))
    return keys


@action(
    "awards.past.undo", gettext_lazy("Rút quyết định cũ khỏi sổ"), on="unit",
    permit=permits.keeps_register,
)  # fmt: skip
def undo_past(
    *, actor: Any, unit: Any, decisions: Sequence[int], honours: Sequence[int], reason: str,
    filled: Mapping[int, Mapping[str, str]] | None = None,
) -> int:  # fmt: skip
    """Take entries out again, and those decisions that are left without any and have no scan;
    what was `filled` in others goes too, unless it has been corrected since.

    Refused as a whole while anything rests on one of them.
    """
    entries = list(
        Honour.objects.filter(pk__in=honours, outside__unit=unit).select_related("person", "unit")
    )
    if held := asked.rested_upon(entries):
        first = next(each for each in entries if each.pk in held)
        raise Refused(
            _(
                "Còn %(count)s khen thưởng đã có hồ sơ, bản gộp hoặc thu hồi dựa vào (ví dụ: "
                "%(who)s): xử lý trước rồi rút."
            )
            % {
                "count": len(held),
                "who": f"{first.subject}, {queries.name_of(first.award)} {first.year}",
            }
        )
    note(reason=reason)
    tabulate([[row.pk, row.person_id, row.unit_id, row.outside_id] for row in entries])
    erase_entries([row.pk for row in entries])
    for row in Honour.objects.filter(pk__in=filled or ()):
        for name, value in (filled or {})[row.pk].items():
            if getattr(row, name) == value:
                setattr(row, name, "")
        row.save(update_fields=list(TOLD))
    empty = OutsideDecision.objects.filter(
        pk__in=decisions, unit=unit, honours__isnull=True, scan=None
    )
    note(decisions=empty.count())
    empty.delete()
    return len(entries)


@action(
    "awards.honour.merge", gettext_lazy("Gộp khen thưởng ghi trùng"), on="kept",
    permit=permits.keeps_entry,
)  # fmt: skip
def merge_honours(*, actor: Any, kept: Honour, gone: Honour, reason: str = "") -> MergedHonour:
    """Two entries are one honour: one is kept and takes what it lacks; undoable."""
    gone = Honour.objects.select_for_update(of=("self",)).get(pk=gone.pk)
    if kept.pk == gone.pk:
        raise Refused(_("Chọn hai dòng khác nhau."))
    same = (kept.person_id, kept.unit_id, kept.award, kept.year)
    if same != (gone.person_id, gone.unit_id, gone.award, gone.year):
        raise Refused(_("Chỉ gộp khen thưởng cùng người, cùng danh hiệu, cùng năm."))
    if gone.decision_id is not None or gone.pk in asked.rested_upon([gone]):
        raise Refused(_("Dòng này do hệ thống ban hành hoặc có hồ sơ dựa vào: hãy giữ dòng này."))
    filled = [name for name in FILLED if not getattr(kept, name) and getattr(gone, name)]
    if kept.decision_id is not None:
        filled = [name for name in filled if name not in {"outside_id", "brought_from"}]
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    kept.save()
    merged = MergedHonour.objects.create(
        kept=kept, was=json.loads(serializers.serialize("json", [gone]))[0]["fields"],
        filled=filled, reason=reason, merged_by_id=actor.pk, merged_at=period.now(),
    )  # fmt: skip
    note(gone=gone.pk)
    erase_entries([gone.pk])
    return merged


@action(
    "awards.honour.unmerge", gettext_lazy("Tách lại khen thưởng đã gộp"), on="merged",
    permit=permits.keeps_entry,
)  # fmt: skip
def unmerge_honours(*, actor: Any, merged: MergedHonour) -> Honour:
    """They were two after all: the entry comes back, and the kept one gives back what it took."""
    if merged.undone_at is not None:
        raise Refused(_("Lần gộp này đã được tách lại."))
    kept = merged.kept
    blank = Honour()
    for name in merged.filled:
        setattr(kept, name, getattr(blank, name))
    kept.save()
    was = {
        (f"{name}_id" if Honour._meta.get_field(name).is_relation else name): value
        for name, value in merged.was.items()
    }
    # The subject may have been merged into another file since.
    back = Honour.objects.create(**{**was, "person_id": kept.person_id, "unit_id": kept.unit_id})
    merged.undone_at = period.now()
    merged.save()
    note(back=back.pk)
    return back


@action(
    "awards.honours.bring", gettext_lazy("Nhận lý lịch khen thưởng mang theo"), on="person",
    permit=permits.keeps_honours_of,
)  # fmt: skip
def bring_honours(*, actor: Any, person: Any, text: str) -> int:
    """Enter what a portable file tells and the register lacks; the same file twice adds nothing.

    Raises `portable.NotPortable`. Answers how many are new.
    """
    file = portable.read(text)
    made = Honour.objects.bulk_create(
        Honour(
            person=person, award=row.award, year=row.year, line=row.line, level=row.level,
            way=row.way, achievement=row.achievement,
            decision_reference=row.decision.reference, decided_on=row.decision.decided_on,
            decided_by=row.decision.decided_by, revoked_on=row.revoked_on,
            brought_from=file.made_by[:200],
        )
        for row in portable.lacking(person, file)
    )  # fmt: skip
    note(sha256=file.sha256, entries=len(made))
    tabulate([[row.pk] for row in made])
    return len(made)
