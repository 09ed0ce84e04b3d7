"""Clauses that bind named parties, or some by a target of their own: everywhere told alike."""

import io
from decimal import Decimal
from typing import Any

import pytest
from pypdf import PdfReader

from thidua.core.period import Period
from thidua.core.permit import Refused
from thidua.movements.measures import TABLES
from thidua.movements.tests.factories import IN_TIME, STARTS, approved, launched
from thidua.orgs.tests.factories import Hospital
from thidua.pacts import actions, queries, wording
from thidua.pacts.actions import ClauseFacts, PartyFacts
from thidua.pacts.models import Clause, Pact, Pledge
from thidua.pacts.rules import digest
from thidua.pacts.states import Operator, Verdict
from thidua.pacts.tests import factories as make
from thidua.pacts.tests.pages import as_, at, read, words

pytestmark = pytest.mark.django_db
TEXT = "Mỗi tổ có người đăng ký thi đua"
SPAN = Period(STARTS, IN_TIME)


def fresh(pact: Pact) -> Pact:
    found = queries.pact_by_key(pact.pk)
    assert found is not None
    return found


def terms(pact: Pact) -> list[str]:
    return [wording.terms_of(clause) for clause in queries.clauses_of(pact)]


def of_pdf(pact: Pact, user: Any) -> str:
    answer = as_(user).get(at("paper", pact.pk), follow=True)
    pages = PdfReader(io.BytesIO(read(answer))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_clause_for_named_parties_asks_nothing_of_the_others(house: Hospital) -> None:
    movement = launched(house)
    approved(house, movement)
    pact = make.sealed(house, movement=movement, bound_to={house.group: Decimal(5)})
    first, second = queries.progress_of(fresh(pact), on=IN_TIME)
    assert [(r.verdict, r.target) for r in first.results] == [(Verdict.NOT_YET, Decimal(5))]
    assert [(r.verdict, r.target) for r in second.results] == [(Verdict.NOT_BOUND, None)]
    assert (second.met, second.judged, second.missing) == (0, 0, 0)


def test_a_target_of_one_s_own_leaves_the_others_theirs(house: Hospital) -> None:
    movement = launched(house)
    approved(house, movement)
    pact = make.sealed(
        house, movement=movement,
        bound_to={house.group: Decimal(5), house.other_group: None},
    )  # fmt: skip
    assert terms(pact) == ["Mức riêng: Tổ công đoàn Nội (≥ 5 người)", ""]
    table = TABLES["pacts.progress"](movement, SPAN)
    assert [tuple(map(str, row[2:])) for row in table.rows] == [
        ("≥ 5 người", "5.000", "1", "Chưa đạt"), ("≥ 1 người", "1.000", "0", "Chưa đạt"),
    ]  # fmt: skip


def test_the_table_of_a_review_tells_who_is_not_bound(house: Hospital) -> None:
    movement = launched(house)
    approved(house, movement)
    make.sealed(house, movement=movement, bound_to={house.group: None})
    table = TABLES["pacts.progress"](movement, SPAN)
    assert [tuple(map(str, row)) for row in table.rows] == [
        ("Tổ công đoàn Nội", TEXT, "≥ 1 người", "1.000", "1", "Đạt"),
        ("Tổ công đoàn Ngoại", TEXT, "≥ 1 người", "None", "None", "Không ràng buộc"),
    ]
    sums = TABLES["pacts.by_party"](movement, SPAN)
    assert [tuple(map(str, row)) for row in sums.rows] == [("Tổ công đoàn Nội", "1", "1")]


def test_to_name_everybody_is_to_name_nobody(house: Hospital) -> None:
    pact = make.draft(house)
    clause = make.bound(house, pact, {house.group: Decimal(1), house.other_group: None})
    assert clause.is_for_named is False
    assert not Pledge.objects.exists()


def test_what_cannot_be_bound_is_refused(house: Hospital) -> None:
    pact, other = make.draft(house), make.draft(house)
    said = "Có bên không thuộc giao ước này: hãy mở lại trang."
    with pytest.raises(Refused) as refused:
        actions.bind_clause(
            actor=house.officer, clause=make.clause(pact),
            bound={make.place(other, house.group).pk: None},
        )  # fmt: skip
    assert str(refused.value) == said
    with pytest.raises(Refused) as refused:
        make.bound(house, pact, {house.group: Decimal(2)}, order=1)
    assert str(refused.value) == ("Nội dung này không có mức phấn đấu nên không ghi mức riêng.")
    opened = make.opened(house)
    with pytest.raises(Refused) as refused:
        make.bound(house, opened, {house.group: None})
    assert str(refused.value) == (
        "Đang ở trạng thái «Đang lấy chữ ký» nên không thực hiện được việc này."
    )


def test_an_edit_of_the_draft_keeps_who_is_bound(house: Hospital) -> None:
    pact = make.draft(house)
    clause = make.bound(house, pact, {house.group: Decimal(5)})
    kept = [
        ClauseFacts(f"{TEXT} sớm", clause.measure, clause.operator, Decimal(2), key=clause.pk),
        ClauseFacts("Lời mới"),
    ]
    actions.update_pact(
        actor=house.officer, pact=pact, facts={}, parties=make.both(house), clauses=kept
    )
    assert terms(pact) == ["Chỉ ràng buộc: Tổ công đoàn Nội (≥ 5 người)", ""]
    key = make.clause(pact).pk
    other = [ClauseFacts(TEXT, clause.measure, Operator.AT_MOST, Decimal(2), key=key)]
    actions.update_pact(
        actor=house.officer, pact=pact, facts={}, parties=make.both(house), clauses=other
    )
    assert terms(pact) == ["Chỉ ràng buộc: Tổ công đoàn Nội"]


def test_a_clause_whose_parties_are_gone_is_not_laid_before_signers(house: Hospital) -> None:
    make.ready(house)
    pact = make.draft(house)
    clause = make.bound(house, pact, {house.group: None})
    kept = [ClauseFacts(TEXT, clause.measure, clause.operator, Decimal(1), key=clause.pk)]
    actions.update_pact(
        actor=house.officer, pact=pact, facts={}, clauses=kept,
        parties=[PartyFacts(house.other_group), PartyFacts(house.department)],
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        actions.open_pact(actor=house.officer, pact=pact, on=IN_TIME)
    assert str(refused.value) == (
        f"«{TEXT}» không còn ràng buộc bên nào: ghi lại các bên của nội dung này."
    )


def test_an_amendment_takes_over_and_compares_who_is_bound(house: Hospital) -> None:
    old = make.sealed(house, bound_to={house.group: Decimal(5)})
    made = actions.amend_pact(actor=house.officer, pact=old, reason="Đổi mức.")
    assert terms(made) == terms(old) == ["Chỉ ràng buộc: Tổ công đoàn Nội (≥ 5 người)", ""]
    assert queries.check_seal(fresh(old)).holds
    make.bound(house, made, {house.group: Decimal(6)})
    text = words(as_(house.officer).get(at("changes", made.pk)))
    assert "Chỉ ràng buộc: Tổ công đoàn Nội (≥ 5 người)" in text
    assert "Chỉ ràng buộc: Tổ công đoàn Nội (≥ 6 người)" in text


def test_the_seal_covers_who_is_bound(house: Hospital) -> None:
    pact = make.sealed(house, bound_to={house.group: Decimal(5)})
    assert queries.check_seal(fresh(pact)).holds
    rows = Pledge.objects.filter(clause__pact=pact)
    rows.update(target=Decimal(1))
    assert not queries.check_seal(fresh(pact)).record_holds
    rows.update(target=Decimal(5))
    assert queries.check_seal(fresh(pact)).holds
    Clause.objects.filter(pact=pact).update(is_for_named=False)
    assert not queries.check_seal(fresh(pact)).record_holds


def test_seals_older_than_pledges_hold_as_they_were_taken(house: Hospital) -> None:
    pact = make.sealed(house)
    record = queries.record_of(fresh(pact))
    assert record["clauses"] == [
        {"text": TEXT, "measure": "movements.registered_people", "operator": "ge", "target": "1",
         "unit": "người", "due_on": ""},
        {"text": "Không để xảy ra sai sót chuyên môn do chủ quan", "measure": "", "operator": "",
         "target": "", "unit": "", "due_on": ""},
    ]  # fmt: skip
    assert digest(record) == pact.record_sha256
    Clause.objects.filter(pact=pact).update(is_for_named=True)
    assert not queries.check_seal(fresh(pact)).record_holds


def test_the_officer_binds_on_a_page(house: Hospital) -> None:
    pact = make.draft(house)
    clause = make.clause(pact)
    first, second = (make.place(pact, unit).pk for unit in (house.group, house.other_group))
    address = at("clause", pact.pk, clause.pk)
    client = as_(house.officer)
    assert "Tổ công đoàn Ngoại" in words(client.get(address))
    wrong = client.post(address, {f"target_{second}": "4", f"bound_{first}": "on"})
    assert "Đánh dấu bên này hoặc xóa mức." in words(wrong)
    done = client.post(address, {f"bound_{second}": "on", f"target_{second}": "4"}, follow=True)
    assert "Đã ghi các bên của nội dung này." in words(done)
    assert "Chỉ ràng buộc: Tổ công đoàn Ngoại (≥ 4 người)." in words(done)
    assert 'value="4"' in client.get(address).content.decode()
    assert as_(house.head).get(address).status_code == 403
    assert client.get(at("clause", pact.pk, 0)).status_code == 404


def test_signers_and_paper_tell_who_is_bound(house: Hospital) -> None:
    pact = make.opened(house, bound_to={house.group: Decimal(5)})
    assert "≥ 5 người" in words(as_(house.head).get(at("sign", pact.pk)))
    other = words(as_(house.other_member).get(at("sign", pact.pk)))
    assert "không ràng buộc đơn vị bạn ký" in other
    told = f"{TEXT}. Chỉ ràng buộc: Tổ công đoàn Nội (≥ 5 người)."
    assert told in of_pdf(pact, house.officer)
    make.sign(pact, house.head, house.group)
    sealed = make.sign(pact, house.other_member, house.other_group)
    assert told in of_pdf(sealed, house.officer)
    page = words(as_(house.officer).get(at("progress", sealed.pk)))
    assert "mức riêng ≥ 5 người" in page
    assert "Không ràng buộc" in page
    assert (
        as_(house.officer).get(at("clause", sealed.pk, make.clause(sealed).pk)).status_code == 302
    )
