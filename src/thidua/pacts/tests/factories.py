"""Pacts for tests, brought to each step by the actions of the invented hospital's people."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from thidua.core import period
from thidua.movements.tests.factories import IN_TIME, launched
from thidua.orgs.models import Person, Position
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import SINCE, Hospital, grant
from thidua.pacts import actions
from thidua.pacts.actions import ClauseFacts, PartyFacts
from thidua.pacts.models import Clause, Pact, Party, Sheet
from thidua.pacts.states import Operator, PartyRole

SECRET = "mat-khau-cua-toi-1"
TITLE = "Thi đua cao điểm chào mừng Đại hội"
SIGN_BY = date(2025, 9, 8)
FACTS: dict[str, Any] = {
    "title": TITLE,
    "place": "Hội trường A",
    "held_on": IN_TIME,
    "sign_by": SIGN_BY,
    "bases": "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15.",
    "commitment": "Các tổ công đoàn đoàn kết, thi đua hoàn thành các nội dung sau.",
}
CLAUSES = (
    ClauseFacts("Mỗi tổ có người đăng ký thi đua", "movements.registered_people",
                Operator.AT_LEAST, Decimal(1)),
    ClauseFacts("Không để xảy ra sai sót chuyên môn do chủ quan"),
)  # fmt: skip


def with_secret(user: Any) -> Any:
    """The account with a password that it can type again."""
    user.set_password(SECRET)
    user.save()
    return user


def person_of(user: Any) -> Person:
    return Person.objects.get(user=user)


def other_head(house: Hospital) -> Any:
    """The second group's head, who can sign for it; made once."""
    person = person_of(house.other_member)
    if not person.roles.exists():
        grant(person, house.other_group, Role.HEAD)
    return house.other_member


def ready(house: Hospital) -> None:
    """Passwords for both heads, and the second group's head."""
    with_secret(house.head)
    with_secret(other_head(house))
    Position.objects.get_or_create(
        person=person_of(house.head), unit=house.group, title="Tổ trưởng tổ công đoàn",
        valid_from=SINCE,
    )  # fmt: skip


def both(house: Hospital) -> list[PartyFacts]:
    """Both groups with a title, and the director as a witness."""
    return [
        PartyFacts(house.group, titles=["TTLDXS"]),
        PartyFacts(house.other_group, titles=["TTLDTT"]),
        PartyFacts(house.hospital, PartyRole.WITNESS),
    ]


def draft(
    house: Hospital, *, movement: Any = None, parties: Sequence[PartyFacts] | None = None,
    clauses: Sequence[ClauseFacts] = CLAUSES, **facts: Any,
) -> Pact:  # fmt: skip
    """A draft between both groups; without a witness unless `parties` say so."""
    with period.standing_on(IN_TIME):
        return actions.create_pact(
            actor=house.officer, movement=movement or launched(house), facts={**FACTS, **facts},
            parties=both(house)[:2] if parties is None else parties, clauses=clauses,
        )  # fmt: skip


def opened(
    house: Hospital, *, bound_to: Mapping[Any, Decimal | None] | None = None, **more: Any
) -> Pact:
    """A pact before its signers, who can sign; its first clause may bind some apart."""
    ready(house)
    pact = draft(house, **more)
    if bound_to is not None:
        bound(house, pact, bound_to)
    with period.standing_on(IN_TIME):
        return actions.open_pact(actor=house.officer, pact=pact, on=IN_TIME)


def place(pact: Pact, unit: Any) -> Party:
    return Party.objects.get(pact=pact, unit=unit)


def clause(pact: Pact, order: int = 0) -> Clause:
    return Clause.objects.select_related("pact__movement__unit").get(pact=pact, order=order)


def bound(
    house: Hospital, pact: Pact, targets: Mapping[Any, Decimal | None], order: int = 0
) -> Clause:
    """A draft's clause bound to some units, by targets of their own."""
    found = {place(pact, unit).pk: target for unit, target in targets.items()}
    return actions.bind_clause(actor=house.officer, clause=clause(pact, order), bound=found)


def sign(pact: Pact, user: Any, unit: Any) -> Pact:
    """Sign for a unit; the pact as it then stands."""
    with period.standing_on(IN_TIME):
        actions.sign_pact(actor=user, pact=pact, party=place(pact, unit), secret=SECRET, on=IN_TIME)
    return Pact.objects.get(pk=pact.pk)


def sealed(house: Hospital, **more: Any) -> Pact:
    """Signed by both groups, and so sealed."""
    pact = opened(house, **more)
    sign(pact, house.head, house.group)
    return sign(pact, house.other_member, house.other_group)


def scan(name: str = "trang-ky.jpg") -> SimpleUploadedFile:
    """A photograph of the signed sheet."""
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, format="JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def ticked(house: Hospital, pact: Pact, *units: Any) -> Sheet:
    """A scan on which the officer has ticked the heads of `units`."""
    with period.standing_on(IN_TIME):
        return actions.record_sheet(
            actor=house.officer, pact=pact, scan=scan(), on=IN_TIME,
            signed={place(pact, unit).pk: f"Người ký của {unit}" for unit in units},
        )  # fmt: skip
