"""Tells the story from the launch to today, chapter by chapter, through its people's actions."""

from datetime import date

from thidua.demo.chapters.awarding import (
    praise_halfway,
    propose_for_the_year,
    set_up_council,
)
from thidua.demo.chapters.caring import care
from thidua.demo.chapters.entering import enter
from thidua.demo.chapters.keeping import keep_rhythm
from thidua.demo.chapters.launching import launch, look_back, register
from thidua.demo.chapters.pledging import pledge
from thidua.demo.chapters.reviewing import review
from thidua.demo.chapters.working import work
from thidua.demo.hospital import Hospital
from thidua.demo.story import Calendar
from thidua.demo.teller import Teller


def tell(today: date) -> Hospital:
    """The whole story, moved so that the week of its chosen day is the week of `today`."""
    teller = Teller(Calendar.standing(today))
    for chapter in (
        set_up_council, look_back, launch, register, pledge, enter, keep_rhythm, work, care,
        review, praise_halfway, propose_for_the_year,
    ):  # fmt: skip
        chapter(teller)
    return teller.here
