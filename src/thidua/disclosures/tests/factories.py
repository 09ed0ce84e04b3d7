"""Lists, comments, letters and holds for tests, of the union unless told otherwise."""

from datetime import date
from typing import Any

from thidua.disclosures import rules
from thidua.disclosures.models import Comment, Complaint, Disclosure, Hold, Row
from thidua.orgs.tests.factories import Hospital

# A Monday; five working days later is the Monday after.
TODAY = date(2026, 3, 16)
END = date(2026, 3, 23)
AFTER = date(2026, 3, 24)


def shown(house: Hospital, **facts: Any) -> Disclosure:
    given: dict[str, Any] = {
        "unit": house.union, "audience": house.union, "reach": "unit",
        "title": "Đề nghị khen thưởng quý I", "starts_on": TODAY, "days": 5, "ends_on": END,
        "basis": "Quy chế số 12/QC-CĐ", "opened_by": house.officer, **facts,
    }  # fmt: skip
    made = Disclosure.objects.create(**given)
    Row.objects.create(
        disclosure=made, position=1, name="Nguyễn Thị Hoa", unit_name="Tổ công đoàn Nội",
        proposed="Giấy khen", summary="Cải tiến khay thuốc.", key=11,
    )  # fmt: skip
    Row.objects.create(
        disclosure=made, position=2, name="Tổ công đoàn Ngoại", proposed="Giấy khen", key=12,
        unit=house.other_group,
    )  # fmt: skip
    return made


def comment(house: Hospital, on_list: Disclosure | None = None, **facts: Any) -> Comment:
    on_list = on_list or shown(house)
    given: dict[str, Any] = {
        "disclosure": on_list, "row": on_list.rows.first(), "stance": "objection",
        "text": "Khay thuốc là của cả tổ.", "author": house.member, "received_on": TODAY,
        "due_on": rules.answer_by(TODAY), **facts,
    }  # fmt: skip
    return Comment.objects.create(**given)


def letter(house: Hospital, **facts: Any) -> Complaint:
    given: dict[str, Any] = {
        "unit": house.union, "kind": "complaint", "subject": "Kết quả xét giấy khen",
        "filer": "Lê Văn Đơn", "filed_on": TODAY, "due_on": date(2026, 3, 26), **facts,
    }  # fmt: skip
    if given.get("state") in ("accepted", "settled"):
        given = {"accepted_on": TODAY, "acceptance": "05/TB-CĐ", **given}
    if given.get("state") == "settled":
        given = {"settled_on": TODAY, "conclusion": "09/QĐ-CĐ", "is_upheld": False, **given}
    return Complaint.objects.create(**given)


def hold(house: Hospital, **facts: Any) -> Hold:
    given: dict[str, Any] = {
        "unit": house.group, "kept_by": house.group, "ground": "inspection",
        "paper": "15/QĐ-TTr", "paper_on": TODAY, "entered_by": house.officer, **facts,
    }  # fmt: skip
    return Hold.objects.create(**given)
