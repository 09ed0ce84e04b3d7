"""Identifiers that people type: phone numbers in any usual writing."""

from contextlib import suppress

import phonenumbers


def phone_number(typed: str) -> str | None:
    """The number as `+84912345678`, or `None` when it can be no phone number.

    Understands spaces, dots and dashes, `0912…`, `84912…`, `+84…`, `0084…`, and the leading 0
    that Excel eats from a column of numbers.
    """
    digits = typed.strip()
    for candidate in (digits, f"+{digits}", f"0{digits}"):
        with suppress(phonenumbers.NumberParseException):
            number = phonenumbers.parse(candidate, "VN")
            if phonenumbers.is_valid_number(number):
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def phone_as_written(stored: str) -> str:
    """The number as people here write it: `0912 345 678`; what cannot be read stays."""
    try:
        number = phonenumbers.parse(stored, "VN")
    except phonenumbers.NumberParseException:
        return stored
    here = number.country_code == phonenumbers.country_code_for_region("VN")
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if here else form.INTERNATIONAL)
