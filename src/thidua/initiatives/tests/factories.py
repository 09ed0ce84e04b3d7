"""Initiatives, difficulties and photos for tests, as drafts of one person unless told otherwise."""

import io
from datetime import date
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from thidua.core import period
from thidua.initiatives.models import Author, Difficulty, Initiative
from thidua.initiatives.states import Benefit, EntryState


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
