"""Vietnamese text: one normal form, accent-free search, names in clerks' order."""

import re
import unicodedata

_ORDER = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: index + 1 for index, letter in enumerate(_ORDER)}
# Tone marks in dictionary order: level, falling, hook, tilde, rising, heavy.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# A tab parts the cells of pasted rows, so it stays.
_SPACES = re.compile(r"[^\S\t]+")
_PARTS = re.compile(r"[0-9]+|[^0-9]")


def nfc(text: str) -> str:
    """Composed Unicode without invisible marks; white space inside lines is folded, ends cut."""
    # Invisible marks go first: one between a letter and its accent keeps them from composing.
    composed = unicodedata.normalize("NFC", text.replace("\u200b", "").replace("\ufeff", ""))
    return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in composed.splitlines()).strip(
        "\n "
    )


def fold(text: str) -> str:
    """Lower case without accents, đ as d: what search compares."""
    plain = unicodedata.normalize("NFD", nfc(text).casefold()).replace("đ", "d")
    return "".join(c for c in plain if unicodedata.category(c) != "Mn")


def _syllable_key(syllable: str) -> str:
    letters: list[str] = []
    tone = 0
    for part in _PARTS.findall(unicodedata.normalize("NFC", syllable.casefold())):
        if part.isdecimal():
            # By length first, so that «Khoa 2» comes before «Khoa 10».
            letters.append(f"00{len(part):02d}{part}")
            continue
        base, tone_here = _untone(part)
        tone = tone_here or tone
        rank = _RANK.get(base)
        letters.append(f"{rank:02d}" if rank else "9" + "".join(f"{ord(c):06d}" for c in base))
    return "".join(letters) + f".{tone}"


def _untone(char: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", char)
    tone = max((_TONES.get(part, 0) for part in parts), default=0)
    base = "".join(part for part in parts if part not in _TONES)
    return unicodedata.normalize("NFC", base), tone


def sort_key(name: str, *, given_first: bool = False) -> str:
    """A key that sorts by plain bytes as Vietnamese dictionaries do.

    `given_first` puts the last syllable (the given name) before the family name, as
    lists of people are ordered.
    """
    syllables = nfc(name).split()
    if given_first and len(syllables) > 1:
        syllables = [syllables[-1], *syllables[:-1]]
    return " ".join(_syllable_key(s) for s in syllables)
