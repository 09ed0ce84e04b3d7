"""Pictures of the story, drawn: a sheet of signatures and a stage with its banner."""

import io
from math import sin

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

PAPER, INK, RED, GOLD, GREY = "#fdfcf8", "#1d3f8f", "#b3202a", "#f2c14e", "#c9c5bb"


def signed_sheet(rows: int) -> SimpleUploadedFile:
    """A scanned page with so many lines, a scribble on each."""
    picture = Image.new("RGB", (1240, 1754), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((420, 110, 820, 128), fill=GREY)
    pen.rectangle((320, 160, 920, 172), fill=GREY)
    for row in range(rows):
        low = 360 + row * 125
        pen.rectangle((140, low - 40, 140 + 300 + row * 37 % 180, low - 28), fill=GREY)
        pen.line((140, low, 1100, low), fill=GREY, width=2)
        pen.line(
            [
                (760 + x, low - 30 + 26 * sin(x / (11 + row)) * sin(x / 47 + row))
                for x in range(200 + row * 13 % 70)
            ],
            fill=INK, width=5, joint="curve",
        )  # fmt: skip
    return _sent(picture, "ban-ky-giao-uoc.jpg")


def stage(shade: int) -> SimpleUploadedFile:
    """A hall with a red banner and rows of seats; `shade` makes each its own."""
    picture = Image.new("RGB", (1280, 853), "#efe6d6")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((160, 90, 1120, 420), fill=RED)
    pen.rectangle((180, 110, 1100, 400), outline=GOLD, width=6)
    for line in range(3):
        inset = 330 + line * 60 + shade * 13 % 40
        pen.rectangle((inset, 190 + line * 60, 1280 - inset, 214 + line * 60), fill=GOLD)
    pen.rectangle((0, 500, 1280, 853), fill="#8a6f56")
    for row in range(4):
        for seat in range(14 + row):
            x = 40 + seat * (1200 // (14 + row))
            pen.ellipse((x, 540 + row * 75, x + 46, 586 + row * 75), fill="#3d3a38")
    return _sent(picture, f"le-phat-dong-{shade}.jpg")


def _sent(picture: Image.Image, name: str) -> SimpleUploadedFile:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return SimpleUploadedFile(name, kept.getvalue(), "image/jpeg")
