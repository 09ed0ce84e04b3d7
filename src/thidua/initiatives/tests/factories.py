"""Initiatives, difficulties and photos for tests, as drafts of one person unless told otherwise."""

import io
from datetime import date
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from thidua.core import period
from thidua.councils import actions as councils
from thidua.councils.models import Case, Council, Meeting
from thidua.councils.states import Attendance, Choice, CouncilKind, SeatPosition
from thidua.councils.tests.factories import opened
from thidua.initiatives import actions
from thidua.initiatives.models import Author, Difficulty, Initiative
from thidua.initiatives.states import Benefit, EntryState
from thidua.orgs.tests.factories import SINCE, Hospital, person_in


class EntryFactory(factory.django.DjangoModelFactory[Any]):
    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Giải pháp số {n}")
    created_at = factory.LazyFunction(period.now)
    submitted_at = factory.LazyAttribute(
        lambda entry: None if entry.state == EntryState.DRAFT else period.now()
    )
    verified_at = factory.LazyAttribute(
        lambda entry: period.now() if entry.state == EntryState.VERIFIED else None
    )
    state = EntryState.DRAFT


class InitiativeFactory(EntryFactory):
    """`authors` are (person, share); by default the entering person has the whole."""

    class Meta:
        model = Initiative
        skip_postgeneration_save = True

    solution = "Lấy số thứ tự tại khoa, gọi theo số."
    benefit = Benefit.PROCESS

    @factory.post_generation
    def authors(self: Any, create: bool, given: Any, **more: Any) -> None:
        for order, (person, share) in enumerate(given or [(self.entered_by.person, 100)]):
            Author.objects.create(initiative=self, person=person, share=share, order=order)


class DifficultyFactory(EntryFactory):
    class Meta:
        model = Difficulty

    trouble = "Thiếu xe lăn giờ cao điểm."
    solution = "Hai khoa dùng chung xe lăn theo giờ."
    solved_on = date(2026, 3, 1)


def photo(name: str = "IMG_0001.jpg", colour: str = "teal") -> SimpleUploadedFile:
    """A photograph as a phone makes it: lying on its side, with camera, place and time in it."""
    notes = Image.Exif()
    notes[0x0112] = 6  # turned by a quarter
    notes[0x010F] = "MAYANH-BIMAT"
    notes.get_ifd(0x8825)[1] = "N"
    notes.get_ifd(0x8825)[2] = (21.0, 19.0, 12.0)
    out = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, format="JPEG", exif=notes)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


SESSION = date(2026, 3, 10)


def council_of(house: Hospital, *, size: int = 5, members: Any = (), **more: Any) -> Council:
    """An initiative council: the director in the chair, the officer its secretary, and members."""
    people = [
        *members,
        *(
            person_in(house.department, name=f"Ủy viên Thứ {n}")
            for n in range(size - 2 - len(members))
        ),
    ]
    return councils.create_council(
        actor=house.director, unit=house.hospital, name="Hội đồng sáng kiến",
        decision="Quyết định số 14/QĐ-BV", valid_from=SINCE,
        seats=[
            (house.director.person, SeatPosition.CHAIR),
            (house.officer.person, SeatPosition.SECRETARY),
            *((person, SeatPosition.MEMBER) for person in people),
        ],
        **{"kind": CouncilKind.INITIATIVE, **more},
    )  # fmt: skip


def verified(house: Hospital, *authors: tuple[Any, int], **more: Any) -> Initiative:
    """Sent and verified; by the member unless told otherwise."""
    facts = {"unit": house.group, "entered_by": house.member, "state": EntryState.VERIFIED} | more
    made: Initiative = InitiativeFactory(authors=list(authors) or None, **facts)
    return made


def in_session(house: Hospital, council: Council, *initiatives: Initiative) -> Meeting:
    """Put forward, on the agenda of a session, and the session open with everybody there."""
    actions.put_forward_many(actor=house.officer, council=council, initiatives=initiatives)
    meeting = councils.plan_meeting(
        actor=house.officer, council=council, held_on=SESSION, place="Phòng họp",
        purpose="Xét sáng kiến",
    )  # fmt: skip
    councils.schedule_cases(
        actor=house.officer, meeting=meeting, cases=list(council.cases.order_by("pk"))
    )
    return opened(house, meeting)


def vote(house: Hospital, meeting: Meeting, initiative: Initiative, *, against: int = 0) -> Case:
    """Everybody raises a hand but so many; the case is closed and heard."""
    case = meeting.cases.get(subject_id=initiative.pk)
    seats = [
        row.seat_id for row in meeting.presences.order_by("-seat__order", "-seat_id")
        if row.attendance == Attendance.PRESENT
    ]  # fmt: skip
    councils.record_votes(
        actor=house.officer, case=case,
        exceptions=dict.fromkeys(seats[:against], Choice.DISAGREE),
    )  # fmt: skip
    return councils.close_case(actor=house.officer, case=case)


def judged(house: Hospital, *authors: tuple[Any, int], against: int = 0) -> Initiative:
    """An initiative on which a council of five has voted."""
    initiative = verified(house, *authors)
    vote(house, in_session(house, council_of(house), initiative), initiative, against=against)
    initiative.refresh_from_db()
    return initiative
