"""Ballots for tests: a host of their own, people who vote, and what the host has heard."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from thidua.ballots import actions, wording
from thidua.ballots.actions import NewItem
from thidua.ballots.hosts import HOSTS, Host, Letterhead
from thidua.ballots.models import Ballot
from thidua.ballots.rules import Counts
from thidua.core.permit import Reason
from thidua.legal.regulations import Share
from thidua.orgs.models import Unit
from thidua.orgs.queries import units_in_reach
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, person_in

DAY = date(2025, 3, 10)
KIND = "test.vote"
ONLY_OFFICER = "Việc này dành cho cán bộ thi đua, khen thưởng."
HEARD: list[tuple[str, int, Any]] = []
WRITTEN: dict[int, Mapping[str, Counts]] = {}


def may_run(actor: Any, subject_id: int) -> Reason | None:
    unit = Unit.objects.filter(pk=subject_id)
    reached = units_in_reach(actor, [Role.OFFICER])
    return None if unit.filter(pk__in=reached.values("pk")).exists() else ONLY_OFFICER


def seen_by(actor: Any) -> Any:
    return units_in_reach(actor, [Role.OFFICER, Role.DIRECTOR]).values("pk")


def heard(*, actor: Any, ballot: Ballot, tallies: Any, on: date) -> None:
    HEARD.append(("closed", ballot.pk, tallies))


def voided(*, actor: Any, ballot: Ballot, reason: str, on: date) -> None:
    HEARD.append(("voided", ballot.pk, reason))


def letterhead(ballot: Ballot) -> Letterhead:
    return Letterhead(
        "BỆNH VIỆN QUÂN Y SÔNG THAO", "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "Phòng họp số 1",
        ("Ngô Thị Ngọc Yến", "Tạ Thị Lành", "Hồ Minh Tuệ"), "Đặng Xuân Lâm",
    )  # fmt: skip


if KIND not in HOSTS:
    HOSTS.register(KIND)(
        Host(
            may_run=may_run, seen_by=seen_by, heard=heard, voided=voided, letterhead=letterhead,
            written=lambda ballot: WRITTEN.get(ballot.pk, {}),
        )
    )  # fmt: skip

ITEMS = (
    NewItem("binh", "Bà Lê Thị Bình", "CSTDCS", Share(80, 100), "Điều 30 Nghị định 98/2023/NĐ-CP"),
    NewItem("hoa", "Ông Phạm Văn Hòa", "CSTDCS", Share(80, 100), "Điều 30 Nghị định 98/2023/NĐ-CP"),
)


def voters_of(h: Hospital, count: int) -> list[Any]:
    return [person_in(h.group, name=f"Nguyễn Văn Cử Tri {number:02d}") for number in range(count)]


def drafted(
    h: Hospital, voters: Sequence[Any], *, items: Sequence[NewItem] = ITEMS, members: int = 0,
    **more: Any,
) -> Ballot:  # fmt: skip
    return actions.create_ballot(
        actor=h.officer, kind=KIND, subject_id=h.hospital.pk, title="Bình xét năm 2025",
        items=items, voters=voters, members=members or len(voters), on=DAY, **more,
    )  # fmt: skip


def opened(h: Hospital, voters: Sequence[Any], **more: Any) -> Ballot:
    return actions.open_ballot(actor=h.officer, ballot=drafted(h, voters, **more), on=DAY)


def cast(ballot: Ballot, person: Any, *marks: str, receipt: str = "") -> str:
    """Vote in the order of the items; answers the receipt."""
    code = receipt or wording.new_receipt()
    keys = ballot.items.order_by("order").values_list("key", flat=True)
    actions.cast_ballot(
        actor=person.user, ballot=ballot, receipt=code, on=DAY,
        marks=dict(zip(keys, marks, strict=True)),
    )  # fmt: skip
    return code


def voted(h: Hospital, *papers: tuple[str, ...], **more: Any) -> Ballot:
    """An open ballot in which one voter has cast each of `papers`."""
    voters = voters_of(h, len(papers))
    ballot = opened(h, voters, **more)
    for person, marks in zip(voters, papers, strict=True):
        cast(ballot, person, *marks)
    return ballot


def closed(h: Hospital, ballot: Ballot) -> Ballot:
    return actions.close_ballot(actor=h.officer, ballot=ballot, on=DAY)
