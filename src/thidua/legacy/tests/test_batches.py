"""Old registers from file to register: recognised, matched, whole or not at all, undone."""

from datetime import date
from typing import Any

import pytest

from thidua.awards import actions as awards
from thidua.awards.models import Honour, OutsideDecision
from thidua.awards.queries.outside import counts_of_decisions
from thidua.awards.tests.factories import person
from thidua.core.permit import Refused
from thidua.legacy import actions, queries
from thidua.legacy.models import Batch, Mapping
from thidua.legacy.tests.factories import (
    HEAD,
    checked,
    line,
    mapped,
    uploaded,
    word_table,
    workbook,
)
from thidua.orgs.models import Membership, Person
from thidua.orgs.tests.factories import Hospital, hospital, person_in

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 22)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())


@pytest.fixture
def house() -> Hospital:
    found = hospital()
    person_in(found.department, name="Trần Thị Ánh Nguyệt", born_on=date(1985, 3, 9))
    person_in(found.department, name="Lê Văn Bình")
    person_in(found.group, name="Lê Văn Bình")
    return found


def take(house: Hospital, batch: Batch) -> Batch:
    actions.take_batch(actor=house.officer, batch=batch, on=DAY)
    return Batch.objects.get(pk=batch.pk)


def states(batch: Batch) -> list[str]:
    return list(batch.rows.order_by("sheet", "number").values_list("state", flat=True))


def test_only_who_is_exact_and_single_is_matched_without_asking(house: Hospital) -> None:
    batch = checked(
        house,
        line("Trần Thị Ánh Nguyệt", born="1985"),
        line("TRẦN THỊ ÁNH NGUYỆT"),
        line("Trần Thị Ánh Nguyệt", born="1979"),
        line("Tran Thi Anh Nguyet"),
        line("Lê Văn Bình"),
        line("Lê Văn Bình", unit="Khoa Nội"),
        line("Khoa Nội", award="Tập thể lao động tiên tiến"),
        line("Phạm Hữu Trọng"),
    )
    assert states(batch) == ["ready", "twin", "open", "open", "open", "ready", "ready", "open"]
    rows = list(batch.rows.order_by("number"))
    assert [len(row.candidates) for row in rows] == [0, 0, 1, 1, 2, 0, 0, 0]
    assert rows[5].person.memberships.get().unit == house.department
    assert rows[6].unit == house.department


def test_a_decision_is_taken_whole_or_not_at_all_and_never_twice(house: Hospital) -> None:
    rows = [
        line("Trần Thị Ánh Nguyệt"),
        line("Phạm Hữu Trọng", born="1960", unit="Khoa Nội"),
        line("Khoa Nội", reference="9/QĐ-BV", award="Tập thể lao động tiên tiến"),
    ]
    batch = take(house, checked(house, *rows))
    assert states(batch) == ["ready", "open", "taken"]
    assert queries.waiting(batch) == 1
    with pytest.raises(Refused, match="Chưa có quyết định nào rõ hết các dòng"):
        take(house, batch)
    unclear = batch.rows.get(state="open")
    actions.answer_rows(actor=house.officer, batch=batch, rows=[unclear.pk], answer="former")
    batch = take(house, batch)
    assert states(batch) == ["taken", "taken", "taken"]
    former = Person.objects.get(full_name="Phạm Hữu Trọng")
    assert (former.code, former.user) == ("CU-00001", None)
    stay = Membership.objects.get(person=former)
    assert (stay.unit, stay.valid_from, stay.valid_to) == (
        house.department, date(2018, 1, 1), date(2018, 12, 31),
    )  # fmt: skip
    entry = Honour.objects.get(person=former)
    assert (entry.award, entry.year, entry.decision_reference, entry.way) == (
        "LDTT", 2018, "215/QĐ-BV", "",
    )  # fmt: skip

    again = checked(house, *rows)
    assert states(again) == ["known", "known", "known"]
    assert (Honour.objects.count(), OutsideDecision.objects.count()) == (3, 2)


def test_a_batch_comes_out_again_as_long_as_nothing_rests_on_it(house: Hospital) -> None:
    batch = checked(house, line("Trần Thị Ánh Nguyệt"), line("Phạm Hữu Trọng"))
    unclear = batch.rows.get(state="open")
    actions.answer_rows(actor=house.officer, batch=batch, rows=[unclear.pk], answer="former")
    batch = take(house, batch)
    kept, gone = Honour.objects.get(person__full_name="Trần Thị Ánh Nguyệt"), Honour(
        person=Person.objects.get(full_name="Trần Thị Ánh Nguyệt"), award="LDTT", year=2018,
        line="government", decision_reference="0215 / QĐ-BV", decided_on=date(2018, 12, 23),
        decided_by="Bệnh viện", achievement="Trực đêm",
    )  # fmt: skip
    gone.save()
    merged = awards.merge_honours(actor=house.officer, kept=kept, gone=gone)
    with pytest.raises(Refused, match="Còn 1 khen thưởng đã có hồ sơ, bản gộp hoặc thu hồi"):
        actions.undo_batch(actor=house.officer, batch=batch, reason="Nhập nhầm sổ")
    awards.unmerge_honours(actor=house.officer, merged=merged)
    actions.undo_batch(actor=house.officer, batch=batch, reason="Nhập nhầm sổ")
    assert list(Honour.objects.values_list("decision_reference", flat=True)) == ["0215 / QĐ-BV"]
    assert not OutsideDecision.objects.exists()
    assert not Person.objects.filter(full_name="Phạm Hữu Trọng").exists()
    batch.refresh_from_db()
    assert (batch.state, states(batch)) == ("undone", ["ready", "ready"])


def test_what_is_not_understood_says_where_why_and_what_to_do(house: Hospital) -> None:
    batch = checked(
        house,
        line("Trần Thị Ánh Nguyệt", award="Bằng khen"),
        line("Trần Thị Ánh Nguyệt", year="hai nghìn"),
        line("Trần Thị Ánh Nguyệt", on="32/13/2018", reference="7/QĐ"),
        line("Trần Thị Ánh Nguyệt", reference="8/QĐ"),
        line("Lê Văn Bình", unit="Khoa Nội", reference="8/QĐ", year="2017"),
    )
    assert states(batch) == ["bad", "bad", "bad", "ready", "bad"]
    assert [[*row[:2], *row[4:]] for row in queries.not_understood(batch)] == [
        ["Sheet1", 2, "Danh hiệu, hình thức",
         "«Bằng khen» không có trong danh mục, hoặc có thể là nhiều hình thức.",
         "Ghi đủ tên kèm cấp, ví dụ «Bằng khen của Bộ trưởng Bộ Y tế»."],
        ["Sheet1", 3, "Năm thành tích", "«hai nghìn» không phải là một năm.",
         "Ghi năm thành tích bằng bốn chữ số, hoặc chọn một năm cho cả trang tính."],
        ["Sheet1", 4, "Ngày quyết định", "«32/13/2018» không có ngày đọc được.",
         "Ghi ngày/tháng/năm, ví dụ 22/12/2019."],
        ["Sheet1", 5, "", "Dòng đọc được, chờ các dòng khác của cùng quyết định.",
         "Xử lý các dòng chưa rõ của quyết định này."],
        ["Sheet1", 6, "Năm thành tích",
         "Cùng quyết định và hình thức này, Sheet1 dòng 5 ghi «2018».",
         "Sửa cho thống nhất: một quyết định chỉ có một giá trị."],
    ]  # fmt: skip


def test_a_word_table_in_tcvn3_is_converted_only_when_told_to(house: Hospital) -> None:
    head = ["Hä vµ tªn", "Danh hiÖu", "N¨m", "Sè quyÕt ®Þnh"]
    rows = [
        ["TrÇn ThÞ ¸nh NguyÖt", "Lao ®éng tiªn tiÕn", "2009", "12/Q§-BV ngµy 05/01/2010"],
        ["Khoa Néi", "TËp thÓ lao ®éng tiªn tiÕn", "2009", "12/Q§-BV ngµy 05/01/2010"],
    ]
    batch = uploaded(house, word_table([head, *rows]), "so-2009.docx")
    batch.sheets[0]["constants"] |= {"decided_by": "Giám đốc"}
    batch.sheets[0]["is_used"] = True
    batch = mapped(house, batch)
    assert (batch.seems, batch.sheets[0]["name"]) == ("tcvn3", "Bảng 1")
    with pytest.raises(Refused, match="chọn chuyển sang Unicode hay giữ nguyên trước"):
        actions.start_check(actor=house.officer, batch=batch)
    actions.settle_encoding(actor=house.officer, batch=batch, encoding="tcvn3")
    actions.start_check(actor=house.officer, batch=Batch.objects.get(pk=batch.pk))
    batch = take(house, Batch.objects.get(pk=batch.pk))
    assert states(batch) == ["taken", "taken"]
    decided = {(d.award, d.reference, d.decided_on) for d in OutsideDecision.objects.all()}
    assert decided == {
        ("LDTT", "12/QĐ-BV", date(2010, 1, 5)), ("TTLDTT", "12/QĐ-BV", date(2010, 1, 5)),
    }  # fmt: skip
    # The head was mapped once; the next file with such a head needs nobody.
    assert Mapping.objects.count() == 1
    assert uploaded(house, word_table([head, *rows])).sheets[0]["constants"] == {
        "line": "government", "decided_by": "Giám đốc",
    }  # fmt: skip


def test_names_from_a_register_replace_the_figures_that_were_entered(house: Hospital) -> None:
    awards.enter_outside(
        actor=house.officer, unit=house.hospital, on=DAY,
        facts={
            "reference": "215/QĐ-BV", "decided_on": date(2018, 12, 22), "decided_by": "Giám đốc",
            "level": "grassroots", "line": "government", "award": "LDTT", "way": "merit",
            "year": 2018, "individuals": 40,
        },
    )  # fmt: skip
    take(house, checked(house, line("Trần Thị Ánh Nguyệt"), line("Lê Văn Bình", unit="Khoa Nội")))
    (counted,) = counts_of_decisions([house.hospital])
    assert (counted.individuals, counted.stated, counted.is_named, counted.differs) == (
        2, 40, True, True,
    )  # fmt: skip


def test_refusals_say_what_to_do(house: Hospital) -> None:
    with pytest.raises(Refused, match="Tệp không có bảng nào có chữ"):
        uploaded(house, workbook([[]]))
    batch = uploaded(house, workbook([HEAD[:4], line("A")[:4]]))
    with pytest.raises(Refused, match="chưa biết lấy từ đâu: Danh hiệu, hình thức, Năm thành tích"):
        mapped(house, batch)
    batch = checked(house, line("Ai Đó"))
    open_row: Any = batch.rows.get()
    stranger = Person.objects.get(user=house.stranger)
    with pytest.raises(Refused, match="Chỉ chọn người, tập thể đã hoặc đang thuộc"):
        actions.answer_rows(
            actor=house.officer, batch=batch, rows=[open_row.pk], answer="person",
            subject=stranger.pk,
        )  # fmt: skip
    actions.answer_rows(
        actor=house.officer, batch=batch, rows=[open_row.pk], answer="person",
        subject=person(house).pk,
    )  # fmt: skip
    assert states(batch) == ["ready"]
