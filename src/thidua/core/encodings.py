"""Vietnamese text of the time before Unicode: TCVN3 (ABC) and VNI, recognised and converted."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice, product

_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")

# TCVN 5712:1993, third form: one byte a letter, seen through Latin-1. Each vowel in the order
# level, falling, rising, hook, tilde, heavy. Capitals with a tone exist only as a font (.VnTimeH).
_TCVN3 = {
    "a": "aµ¸¶·¹", "ă": "¨»¾¼½Æ", "â": "©ÇÊÈÉË", "e": "eÌÐÎÏÑ", "ê": "ªÒÕÓÔÖ", "i": "i×ÝØÜÞ",
    "o": "oßãáâä", "ô": "«åèæçé", "ơ": "¬êíëìî", "u": "uïóñòô", "ư": "\xadõøö÷ù", "y": "yúýûüþ",
}  # fmt: skip
_TCVN3_ALONE = {
    "®": "đ", "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ",
}  # fmt: skip

# VNI for Windows: the letter, then its mark as a second character; a few letters stand alone.
_VNI_MARKS = {
    "a": "\0øùûõï", "ă": "êèéúüë", "â": "âàáåãä", "e": "\0øùûõï", "ê": "âàáåãä",
    "o": "\0øùûõï", "ô": "âàáåãä", "u": "\0øùûõï", "y": "\0øùûõ\0",
}  # fmt: skip
_VNI_ALONE = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip


def _letter(vowel: str, tone: int) -> str:
    return unicodedata.normalize("NFC", vowel + _TONES[tone])


def _tcvn3() -> dict[str, str]:
    table = dict(_TCVN3_ALONE)
    for vowel, written in _TCVN3.items():
        table |= {mark: _letter(vowel, tone) for tone, mark in enumerate(written)}
    return {old: new for old, new in table.items() if old != new}


def _vni() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for vowel, marks in _VNI_MARKS.items():
        base = unicodedata.normalize("NFD", vowel)[0]
        table |= {base + m: _letter(vowel, t) for t, m in enumerate(marks) if m != "\0"}
    # The horned letters stand alone and take the plain marks.
    for (old, vowel), tone in product((("ô", "ơ"), ("ö", "ư")), range(1, 6)):
        table[old + "\0øùûõï"[tone]] = _letter(vowel, tone)
    small = dict(table)
    for old, new in small.items():
        table[old.upper()] = new.upper()
        # A capital initial with a small mark: «Aâu».
        table[old[0].upper() + old[1:]] = new.upper()
    return table


ENOUGH = 2000
TABLES = {"tcvn3": _tcvn3(), "vni": _vni()}
NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
_PATTERNS = {
    name: re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    for name, table in TABLES.items()
}
_ONSETS = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_OPEN = (
    "[aeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|oa|oe|oi|ôi|ơi|oai|oay|oao|oeo|ua|uây|uê|ui|"
    "uôi|uơ|uy|uya|uyu|uai|uay|uao|ưa|ưi|ươi|ươu|ưu|yêu"
)
_CLOSED = "[aăâeêioôơuưy]|oa|oă|oe|oo|uâ|uê|uô|uy|iê|yê|ươ|uyê"
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_OPEN}|(?:{_CLOSED})(?:ch|c|m|ng|nh|n|p|t))")


def convert(text: str, encoding: str) -> str:
    """The text in Unicode; a cell that holds letters beyond Latin-1 is Unicode and stays."""
    if any(ord(letter) > 0xFF for letter in text):
        return text
    table = TABLES[encoding]
    words = _PATTERNS[encoding].sub(lambda found: table[found.group()], text).split(" ")
    # TCVN3 has no capitals with a tone: «Trần Văn ánh» was typed for want of one.
    if encoding == "tcvn3" and sum(word[:1].isupper() for word in words) >= max(1, len(words) - 1):
        words = [word if word.isascii() else word[:1].upper() + word[1:] for word in words]
    return " ".join(words)


def recognise(rows: Iterable[Sequence[str]]) -> str | None:
    """The old encoding in which most accented words read as Vietnamese, when they do not now.

    A sheet in Unicode, without accents or in another language gives nothing.
    """
    accented = (
        word
        for row in rows
        for cell in row
        if not cell.isascii()
        for word in cell.split()
        if not word.isascii()
    )
    words = list(islice(accented, ENOUGH))
    if not words:
        return None
    as_it_is = sum(map(_is_vietnamese, words)) / len(words)
    shares = {
        name: sum(_is_vietnamese(convert(word, name)) for word in words) / len(words)
        for name in TABLES
    }
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= 0.7 and shares[best] - as_it_is >= 0.3 else None


def _is_vietnamese(word: str) -> bool:
    """Whether a word is built like a Vietnamese syllable, with at most one tone."""
    plain = unicodedata.normalize("NFD", word.strip(".,;:()-/\"'").casefold())
    tones = [mark for mark in plain if mark in _TONES[1:]]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in plain if mark not in _TONES[1:]))
    return len(tones) <= 1 and all(_SYLLABLE.fullmatch(part) for part in bare.split("-"))
