"""Tells the story from the launch to today, day by day, through the actions of its people."""

from datetime import date

from thidua.demo.chapters import (
    awarding,
    caring,
    convening,
    disclosing,
    entering,
    funding,
    gathering,
    inspecting,
    keeping,
    launching,
    measuring,
    pledging,
    praising,
    recognising,
    remembering,
    reviewing,
    rising,
    settling,
    working,
)
from thidua.demo.hospital import Hospital
from thidua.demo.story import Calendar
from thidua.demo.teller import Teller

CHAPTERS = (
    launching,
    pledging,
    measuring,
    inspecting,
    entering,
    keeping,
    settling,
    working,
    caring,
    reviewing,
    awarding,
    praising,
    convening,
    recognising,
    disclosing,
    funding,
    remembering,
    rising,
    gathering,
)


def tell(today: date) -> Hospital:
    """The whole story, moved so that the week of its chosen day is the week of `today`."""
    teller = Teller(Calendar.standing(today))
    for chapter in CHAPTERS:
        for thread in chapter.threads(teller):
            teller.begin(thread)
    teller.tell()
    return teller.here
