"""Receipt codes as they are made, signed into the page, and read by people."""

import secrets

from django.core import signing

from thidua.ballots import rules

SALT = "ballots.receipt"


def new_receipt() -> str:
    """80 bits of chance in letters and figures that nobody mistakes for one another."""
    return "".join(secrets.choice(rules.ALPHABET) for _letter in range(rules.RECEIPT_LENGTH))


def signed(receipt: str, *, ballot: int, account: int | None) -> str:
    """For the form: nobody sends in a code of their own making."""
    return signing.dumps([receipt, ballot, account], salt=SALT)


def read(text: str, *, ballot: int, account: int | None) -> str:
    """The code that was signed for this account and ballot; empty for anything else."""
    try:
        receipt, *meant = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(receipt) if meant == [ballot, account] else ""


def grouped(receipt: str) -> str:
    """Four and four, as people copy it."""
    return " ".join(receipt[start : start + 4] for start in range(0, len(receipt), 4))
