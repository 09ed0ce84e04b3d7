"""People of the past, known by old papers alone: entered without an account, taken out again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.core.text import nfc
from thidua.orgs import permits
from thidua.orgs.actions.holdings import eve
from thidua.orgs.models import Membership, Person, Unit
from thidua.orgs.states import Line

PREFIX = "CU-"
CHUNK = 1000


@dataclass(frozen=True)
class Former:
    """Somebody whom only old papers name: where they were, and from which year to which."""

    full_name: str
    unit: Unit
    first_year: int
    last_year: int
    born_on: date | None = None


@action(
    "orgs.people.recall", gettext_lazy("Ghi người không còn trong danh sách"), on="unit",
    permit=permits.recalls_people,
)  # fmt: skip
def recall_people(
    *, actor: Any, unit: Unit, people: Sequence[Former], on: date
) -> list[Person]:  # fmt: skip
    """Files without an account, under codes of our own; their time in the unit has ended."""
    if any(not each.unit.path.startswith(unit.path) for each in people):
        raise Refused(_("Chỉ ghi người của %(unit)s và các đơn vị trực thuộc.") % {"unit": unit})
    codes = Person.objects.filter(code__startswith=PREFIX).values_list("code", flat=True)
    used = [int(code.removeprefix(PREFIX)) for code in codes if re.fullmatch(r"CU-\d+", code)]
    made = Person.objects.bulk_create(
        [
            Person(
                code=f"{PREFIX}{number:05d}", full_name=nfc(each.full_name)[:120],
                born_on=each.born_on,
            ) for number, each in enumerate(people, max(used, default=0) + 1)
        ], batch_size=CHUNK,
    )  # fmt: skip
    Membership.objects.bulk_create(
        [
            Membership(
                person=person, unit=each.unit, kind=permits.OWN_KIND[Line(each.unit.line)],
                valid_from=min(date(each.first_year, 1, 1), eve(on)),
                valid_to=min(date(each.last_year, 12, 31), eve(on)),
            ) for person, each in zip(made, people, strict=True)
        ], batch_size=CHUNK,
    )  # fmt: skip
    tabulate([[person.pk] for person in made])
    return made


@action(
    "orgs.people.forget", gettext_lazy("Xóa hồ sơ người cũ lập nhầm"), on="unit",
    permit=permits.recalls_people,
)  # fmt: skip
def forget_people(*, actor: Any, unit: Unit, people: Sequence[int]) -> list[int]:
    """Take recalled people out again; whoever has been used since stays. Answers who is gone."""
    rows = Person.objects.filter(
        pk__in=people, code__startswith=PREFIX, user=None,
        memberships__unit__path__startswith=unit.path,
    )  # fmt: skip
    gone = []
    for person in rows.distinct():
        key = person.pk
        try:
            with transaction.atomic():
                person.delete()
        except ProtectedError:
            continue
        gone.append(key)
    note(kept=len(set(people)) - len(gone))
    tabulate([[key] for key in gone])
    return gone
