"""Cases of the action contract: the register, decisions of others, what is brought along."""

from datetime import date
from typing import Any

from tests.contract import Case, case

from thidua.awards import actions
from thidua.awards.models import Honour, MergedHonour, NilReport, OutsideDecision
from thidua.awards.queries import portable
from thidua.awards.tests.factories import person
from thidua.orgs.tests.factories import Hospital, hospital

DAY = date(2025, 12, 22)
NOT_OFFICER = "Việc này dành cho cán bộ thi đua, khen thưởng của Bệnh viện Quân y Sông Thao."
FACTS = {
    "reference": "1812/QĐ-TLĐ", "decided_on": date(2025, 6, 1),
    "decided_by": "Tổng Liên đoàn Lao động Việt Nam", "level": "central", "line": "union",
    "award": "BK_TLD", "way": "ad_hoc", "year": 2025, "individuals": 2,
}  # fmt: skip


def entered(house: Hospital, **more: Any) -> OutsideDecision:
    return actions.enter_outside(
        actor=house.officer, unit=house.hospital, facts={**FACTS, **more}, on=DAY
    )


def named(house: Hospital) -> OutsideDecision:
    return actions.name_outside(
        actor=house.officer, outside=entered(house), subjects=[person(house)]
    )


def honour(house: Hospital, **more: Any) -> Honour:
    facts = {
        "award": "GK", "year": 2019, "line": "government", "decision_reference": "5/QĐ-BV",
        "decided_on": date(2019, 12, 1), "decided_by": "Giám đốc",
    }  # fmt: skip
    return Honour.objects.create(**{"person": person(house), **facts, **more})


@case("awards.outside.enter")
def enter_outside() -> Case:
    house = hospital()
    facts = {"unit": house.hospital, "facts": FACTS, "on": DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        entered(house)
        again = {**FACTS, "reference": "Số 01812/qđ–tlđ", "decided_by": "TLĐLĐVN"}
        return {**facts, "facts": again}, (
            "Quyết định này đã nhập: số 1812/QĐ-TLĐ ngày 01/06/2025 của Tổng Liên đoàn Lao động "
            "Việt Nam."
        )

    return Case(house.officer, facts, house.head, NOT_OFFICER, wrong=wrong)


@case("awards.outside.correct")
def correct_outside() -> Case:
    house = hospital()
    outside = entered(house)
    more = {"facts": {**FACTS, "individuals": 3}, "reason": "Ghi nhầm số", "on": DAY}
    return Case(
        house.officer, {"outside": outside, **more}, house.head, NOT_OFFICER,
        frozenset({"individuals"}),
        lambda: (
            {"outside": outside, **more, "facts": {**FACTS, "way": ""}},
            "Chọn loại hình và cấp đúng như ghi trong quyết định.",
        ),
    )  # fmt: skip


@case("awards.outside.remove")
def remove_outside() -> Case:
    house = hospital()
    outside = named(house)
    facts = {"outside": outside, "reason": "Nhập nhầm đơn vị"}

    def wrong() -> tuple[dict[str, Any], str]:
        MergedHonour.objects.create(
            kept=outside.honours.get(), was={}, merged_by=house.officer,
            merged_at="2025-01-01T00:00+07:00",
        )  # fmt: skip
        who = f"{person(house)}, Bằng khen của Tổng Liên đoàn Lao động Việt Nam"
        return facts, f"Còn 1 khen thưởng mà hồ sơ khác dựa vào (ví dụ: {who}): không xóa được."

    return Case(house.officer, facts, house.head, NOT_OFFICER, wrong=wrong)


@case("awards.outside.name")
def name_outside() -> Case:
    house = hospital()
    facts = {"outside": entered(house), "subjects": [person(house), house.department]}
    return Case(
        house.officer, facts, house.head, NOT_OFFICER,
        wrong=lambda: ({**facts, "subjects": []}, "Danh sách chưa có tên nào."),
    )  # fmt: skip


@case("awards.outside.unname")
def unname_outside() -> Case:
    house = hospital()
    outside = named(house)
    keys = [row.pk for row in outside.honours.all()]
    facts = {"outside": outside, "honours": keys, "reason": "Trùng tên người khác"}
    return Case(
        house.officer, facts, house.head, NOT_OFFICER,
        wrong=lambda: ({**facts, "honours": []}, "Chọn ít nhất một tên trong danh sách."),
    )  # fmt: skip


NOTHING = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}


@case("awards.nothing.state")
def state_nothing() -> Case:
    house = hospital()
    facts = {"unit": house.hospital, **NOTHING}

    def wrong() -> tuple[dict[str, Any], str]:
        entered(house, level="grassroots")
        return facts, "Trong kỳ này đơn vị đã có quyết định khen thưởng trong hệ thống."

    return Case(house.officer, facts, house.head, NOT_OFFICER, wrong=wrong)


@case("awards.nothing.withdraw")
def withdraw_nothing() -> Case:
    house = hospital()
    report = NilReport.objects.create(
        unit=house.hospital, stated_by=house.officer, stated_at="2025-12-01T00:00+07:00", **NOTHING
    )
    return Case(house.officer, {"report": report, "reason": "Nhầm"}, house.head, NOT_OFFICER)


PAST = {
    "reference": "5/QĐ-BV", "decided_on": date(2018, 1, 2), "decided_by": "Giám đốc",
    "award": "GK", "year": 2017, "line": "government",
}  # fmt: skip


@case("awards.past.take")
def take_past() -> Case:
    house = hospital()
    past = actions.Past(**PAST, entries=[(person(house).pk, None, "")])
    return Case(
        house.officer, {"unit": house.hospital, "decisions": [past]}, house.head, NOT_OFFICER
    )


@case("awards.past.fill")
def fill_past() -> Case:
    house = hospital()
    facts = {"unit": house.hospital, "told": {honour(house).pk: {"achievement": "Trực đêm"}}}
    return Case(
        house.officer, facts, house.head, NOT_OFFICER,
        wrong=lambda: (
            {**facts, "told": {0: {"achievement": "Trực đêm"}}},
            "1 khen thưởng không thuộc Bệnh viện Quân y Sông Thao hoặc không còn trong sổ.",
        ),
    )  # fmt: skip


@case("awards.past.undo")
def undo_past() -> Case:
    house = hospital()
    outside = named(house)
    entry = outside.honours.get()
    facts = {
        "unit": house.hospital, "decisions": [outside.pk], "honours": [entry.pk],
        "reason": "Nhập nhầm sổ",
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        MergedHonour.objects.create(
            kept=entry, was={}, merged_by=house.officer, merged_at="2025-01-01T00:00+07:00"
        )
        who = f"{person(house)}, Bằng khen của Tổng Liên đoàn Lao động Việt Nam 2025"
        return facts, (
            "Còn 1 khen thưởng đã có hồ sơ, bản gộp hoặc thu hồi dựa vào (ví dụ: "
            f"{who}): xử lý trước rồi rút."
        )

    return Case(house.officer, facts, house.head, NOT_OFFICER, wrong=wrong)


@case("awards.honour.merge")
def merge_honours() -> Case:
    house = hospital()
    kept, gone = honour(house), honour(house, achievement="Trực đêm")
    return Case(
        house.officer, {"kept": kept, "gone": gone}, house.head,
        "Việc này dành cho cán bộ thi đua, khen thưởng của Khoa Nội.", frozenset({"achievement"}),
        lambda: (
            {"kept": kept, "gone": honour(house, year=2020)},
            "Chỉ gộp khen thưởng cùng người, cùng danh hiệu, cùng năm.",
        ),
    )  # fmt: skip


@case("awards.honour.unmerge")
def unmerge_honours() -> Case:
    house = hospital()
    merged = actions.merge_honours(
        actor=house.officer, kept=honour(house), gone=honour(house, achievement="Trực đêm")
    )

    def wrong() -> tuple[dict[str, Any], str]:
        actions.unmerge_honours(actor=house.officer, merged=merged)
        return {"merged": merged}, "Lần gộp này đã được tách lại."

    return Case(
        house.officer, {"merged": merged}, house.head,
        "Việc này dành cho cán bộ thi đua, khen thưởng của Khoa Nội.", frozenset({"undone_at"}),
        wrong,
    )  # fmt: skip


@case("awards.honours.bring")
def bring_honours() -> Case:
    house = hospital()
    gone = honour(house)
    text = portable.written(person(house), unit="Bệnh viện Đa khoa Sông Lam", on=DAY)
    Honour.objects.filter(pk=gone.pk).delete()
    facts = {"person": person(house), "text": text}
    return Case(
        house.officer, facts, house.head,
        "Việc này dành cho cán bộ thi đua, khen thưởng của Khoa Nội.",
        wrong=lambda: (
            {**facts, "text": text.replace("2019", "2020")},
            "Tệp đã bị sửa sau khi xuất: đề nghị người chuyển đến lấy lại tệp ở đơn vị cũ.",
        ),
    )  # fmt: skip
