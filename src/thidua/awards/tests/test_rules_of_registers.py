"""Names of records, what a list of names replaces, lines of units, numbers as clerks write them."""

from datetime import date

import pytest

from thidua.awards.rules import (
    Praised,
    bare_reference,
    honour_record,
    lineage,
    praised,
    roster_record,
)

NOBODY = Praised()


def test_evidence_names_its_records() -> None:
    assert honour_record("Giấy khen", 2025) == "Giấy khen năm 2025"
    whole = roster_record("Khoa Nội", date(2025, 12, 1))
    assert whole == "Danh sách Khoa Nội ngày 01/12/2025"
    assert whole.startswith(roster_record("Khoa Nội", None))


def test_a_total_is_of_what_was_stated() -> None:
    assert (NOBODY.total, Praised(2, None, 3).total) == (None, 5)


@pytest.mark.parametrize(
    ("stated", "listed", "gone", "counted"),
    [
        (Praised(7, 2, None), NOBODY, NOBODY, Praised(7, 2, 0)),
        (Praised(None, None, 14), NOBODY, NOBODY, Praised(0, 0, 14)),
        # The list is not added; it replaces its own kind, and all that was stated without a split.
        (Praised(7, 2, None), Praised(6, None, None), NOBODY, Praised(6, 2, 0)),
        (Praised(None, None, 14), Praised(3, 9, None), NOBODY, Praised(3, 9, 0)),
        # A name taken off by a revocation does not bring the stated figure back.
        (Praised(1, None, None), Praised(0, None, None), Praised(1, None, None), Praised(0, 0, 0)),
    ],
)
def test_a_list_replaces_what_was_stated(
    stated: Praised, listed: Praised, gone: Praised, counted: Praised
) -> None:
    assert praised(stated, listed=listed, gone=gone) == counted


def test_a_line_goes_back_however_far_and_ends_in_circles() -> None:
    steps = [(1, 2), (2, 3), (4, 3), (3, 1)]
    assert lineage(steps[:3], 3) == {1, 2, 4}
    assert lineage(steps, 3) == {1, 2, 4}
    assert lineage(steps[:3], 1) == frozenset()


@pytest.mark.parametrize("text", ["215/QĐ-BV", "Số 0215 / QĐ–BV", "số: 215/qđ—bv"])
def test_two_clerks_write_one_number(text: str) -> None:
    assert bare_reference(text) == "215/qd-bv"
