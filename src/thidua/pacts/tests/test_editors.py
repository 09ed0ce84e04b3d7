"""A draft that two people write at once."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from thidua.orgs.tests.factories import Hospital
from thidua.pacts import actions, queries
from thidua.pacts.tests import factories as make
from thidua.pacts.tests.pages import as_, at, messages_of, words

pytestmark = pytest.mark.django_db
REFUSED = (
    "Nội dung, chỉ tiêu vừa được người khác sửa: so với bản đang lưu ghi ở đầu trang, sửa phần "
    "của bạn cho khớp rồi lưu."
)


def test_two_editors_do_not_write_over_one_another(house: Hospital) -> None:
    pact = make.draft(house)
    target = make.CLAUSES[0].target
    actions.bind_clause(
        actor=house.officer, clause=queries.clauses_of(pact)[0],
        bound={party.pk: target for party in queries.parties_of(pact)[:1]},
    )  # fmt: skip
    officer, address = as_(house.officer), at("edit", pact.pk)

    def form() -> dict[str, Any]:
        page = BeautifulSoup(officer.get(address).content, "html.parser")
        fields = page.select("form.form-wide :is(input, textarea, option[selected])")
        sent: dict[str, Any] = {}
        for field in fields:
            if field.find_parent("template") or field.get("type") == "checkbox":
                continue
            holder = field.parent if field.name == "option" else field
            sent[holder["name"]] = field.get("value", field.text.strip())
        for box in page.select("form.form-wide input[checked]"):
            sent.setdefault(box["name"], []).append(box["value"])
        return sent

    mine, theirs = form(), form()
    officer.post(address, {**theirs, "place": "Hội trường B"})
    officer.post(address, {**mine, "commitment": "Cùng nhau giữ lời."})
    kept = queries.pact_by_key(pact.pk)
    assert kept is not None
    assert (kept.place, kept.commitment) == ("Hội trường B", "Cùng nhau giữ lời.")
    assert [clause.is_for_named for clause in queries.clauses_of(kept)] == [True, False]

    mine, theirs = form(), form()
    officer.post(address, {**theirs, "noi-dung-1-text": "Giữ nghiêm kỷ luật"})
    mine["noi-dung-1-text"] = "Không vi phạm"
    refused = officer.post(address, mine)
    assert messages_of(refused)[-1] == REFUSED
    assert [clause.text for clause in queries.clauses_of(pact)][1] == "Giữ nghiêm kỷ luật"
    assert "Giữ nghiêm kỷ luật" in words(refused)
    assert refused.context["clauses"].forms[1]["text"].value() == "Không vi phạm"

    # Read now, it may be written over.
    marks = {name: mark for name, mark, _is_rows in refused.context["seen"]}
    officer.post(address, {**mine, "seen-noi-dung": marks["noi-dung"]})
    assert [clause.text for clause in queries.clauses_of(pact)][1] == "Không vi phạm"
