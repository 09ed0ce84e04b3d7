"""Care records for tests: hardship of the first group's member unless told otherwise."""

from datetime import date
from decimal import Decimal
from typing import Any

from thidua.care.models import CareRecord
from thidua.core import period
from thidua.orgs.tests.factories import Hospital

TODAY = date(2026, 3, 15)
GIVEN = date(2026, 3, 1)
FACTS: dict[str, Any] = {
    "occasion": "Tháng Công nhân", "kind": "hardship", "amount": Decimal(2_000_000),
    "source": "union_fees", "decision": "QĐ số 12/QĐ-CĐCS", "given_on": GIVEN,
}  # fmt: skip


def care(house: Hospital, **facts: Any) -> CareRecord:
    given = {
        "unit": house.group, "entered_by": house.head, "created_at": period.now(), **FACTS,
        **({} if "recipients" in facts else {"person": house.member.person}), **facts,
    }  # fmt: skip
    return CareRecord.objects.create(**given)
