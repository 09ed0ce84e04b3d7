"""The list in public before the vote; findings that change between receipt and signature."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua import legal
from thidua.awards import actions, queries
from thidua.awards.models import Dossier, Rating
from thidua.awards.tests.factories import DAY, UNSHOWN, Scene, person, scene
from thidua.core.period import now
from thidua.core.permit import Refused
from thidua.councils.models import Case
from thidua.disclosures import actions as disclosures
from thidua.legal import Stage
from thidua.orgs.tests.factories import person_in

pytestmark = pytest.mark.django_db
LATER = date(2025, 12, 31)
NOT_SHOWN = "Danh sách chưa được công khai (Thông lệ). Công khai danh sách đề nghị ở đợt xét."


def refusal(run: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        run(**given)
    return str(refused.value)


def sending(at: Scene, on: date = DAY) -> dict[str, Any]:
    return {
        "actor": at.house.officer, "round": at.round, "council": at.council, "on": on,
    }  # fmt: skip


def test_without_the_list_in_public_an_unverified_rule_takes_a_reason() -> None:
    at = scene()
    dossier = at.submitted()
    said = refusal(actions.send_to_council, **sending(at))
    assert said == f"{dossier.person} (Giấy khen): {NOT_SHOWN} Ghi lý do để đi tiếp."
    actions.send_to_council(reason=UNSHOWN, **sending(at))
    dossier.refresh_from_db()
    assert (dossier.state, dossier.override_reason) == ("in_council", UNSHOWN)


def test_twelve_dossiers_are_sent_in_as_many_queries_as_three() -> None:
    at = scene()
    counts = []
    for size in (3, 12):
        made = Dossier.objects.bulk_create(
            Dossier(
                round=at.round, award="GK", person=person_in(at.house.group), state="submitted",
                home_unit=at.house.department, created_by=at.house.officer, created_at=now(),
            ) for _number in range(size)
        )  # fmt: skip
        keys = [row.pk for row in made]
        with CaptureQueriesContext(connection) as asked:
            sent = actions.send_to_council(**sending(at), only=keys, reason=UNSHOWN)
        opened = Case.objects.filter(subject_id__in=keys).values_list("subject_id", "concerned")
        assert (sent, set(opened)) == (size, {(row.pk, row.person_id) for row in made})
        counts.append(len(asked) - (size == 3))
    assert counts[0] == counts[1]


def test_a_list_that_stood_and_was_closed_needs_no_reason() -> None:
    at = scene()
    at.submitted()
    made = actions.disclose_round(
        actor=at.house.officer, round=at.round, on=DAY, starts_on=DAY, reach="hospital"
    )
    during = refusal(actions.send_to_council, **sending(at, on=made.ends_on))
    assert "Việc công khai chưa kết thúc (Thông lệ)." in during
    disclosures.close_disclosure(actor=at.house.officer, disclosure=made, on=LATER)
    assert actions.send_to_council(**sending(at, on=LATER)) == 1


def test_a_verified_rule_stops_what_was_never_shown() -> None:
    at = scene()
    dossier = at.submitted()
    found = legal.assess(
        "HC_LAO_DONG_3", queries.evidence_of([at_hand(dossier)], on=DAY)[dossier.pk],
        on=date(2025, 3, 3), stage=Stage.DISCLOSE,
    )  # fmt: skip
    assert {item.verified for item in found.findings if item.criterion == "disclosed"} == {True}
    Dossier.objects.filter(pk=dossier.pk).update(award="HC_LAO_DONG_3")
    (gate,) = queries.before_vote([at_hand(dossier)], on=date(2025, 3, 3))
    (why,) = gate.blocking
    assert why == (
        "Danh sách chưa được công khai (khoản 2 Điều 46 Nghị định 98/2023/NĐ-CP). "
        "Công khai danh sách đề nghị ở đợt xét."
    )
    said = refusal(actions.send_to_council, reason=UNSHOWN, **sending(at, on=date(2025, 3, 3)))
    assert said.endswith(gate.why)


def at_hand(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("round__unit", "round__movement", "person").get(
        pk=dossier.pk
    )


def rate(at: Scene, level: str, **more: Any) -> None:
    Rating.objects.filter(person=person(at.house)).update(level=level, **more)


def test_nothing_differs_while_the_records_stand() -> None:
    at = scene()
    decision = at.decision(state="for_signature")
    assert queries.before_signature(decision, on=LATER) == []


def test_a_rating_given_after_the_vote_stops_the_one_it_concerns_before_the_signature() -> None:
    at = scene()
    decision = at.decision("member", "head", state="for_signature")
    rate(at, "not_completed", basis="TB 12")
    (differing,) = queries.before_signature(decision, on=LATER)
    assert (differing.dossier.person, [c.now.verdict for c in differing.changes]) == (
        person(at.house), ["fail"],
    )  # fmt: skip
    sign = {"actor": at.house.director, "decision": decision, "on": LATER}
    said = refusal(actions.sign_decision, reason="Đã biết.", **sign)
    (change,) = differing.changes
    assert change.now.verified
    assert said == (
        f"{person(at.house)} (Giấy khen): {change.now.reason.render()} "
        "Trả lại dự thảo, đưa hồ sơ đó ra khỏi danh sách rồi trình ký lại."
    )
    actions.return_decision(actor=at.house.director, decision=decision, reason="Rà lại.")
    decision.paper.refresh_from_db()
    actions.revise_decision(
        actor=at.house.officer, decision=decision, texts={}, without=[differing.dossier.pk]
    )
    actions.submit_decision(actor=at.house.officer, decision=decision)
    decision.paper.refresh_from_db()
    actions.sign_decision(**sign)
    (left_out,) = queries.stopped_since(at.round, on=LATER)
    assert left_out.dossier.person == person(at.house)
    at.round.refresh_from_db()
    again = refusal(
        actions.draft_decision, actor=at.house.officer, round=at.round, award="GK", on=LATER,
        symbol="QĐ-BV",
    )  # fmt: skip
    assert again == f"{person(at.house)} (Giấy khen): {change.now.reason.render()}"


def test_a_fact_that_is_gone_takes_the_signers_reason() -> None:
    at = scene()
    decision = at.decision(state="for_signature")
    Rating.objects.all().delete()
    sign = {"actor": at.house.director, "decision": decision, "on": LATER}
    assert refusal(actions.sign_decision, **sign).endswith("Ghi lý do để đi tiếp.")
    actions.sign_decision(reason="Xếp loại đang chờ bản giấy.", **sign)
    dossier = Dossier.objects.get()
    assert dossier.override_reason == f"{UNSHOWN} Xếp loại đang chờ bản giấy."


def test_the_decision_page_lists_what_differs_and_closes_the_signature(client: Any) -> None:
    at = scene()
    decision = at.decision(state="for_signature")
    rate(at, "not_completed", is_provisional=True, basis="Trưởng khoa")
    client.force_login(at.house.director)
    page = client.get(f"/khen-thuong/quyet-dinh/{decision.pk}/").content.decode()
    assert "Khác so với khi nhận hồ sơ" in page
    assert "Xếp loại của năm xét vẫn là xếp loại tạm." in page
    assert "Chưa ký được" in page
    assert 'name="scan"' not in page


def test_a_signature_form_with_something_wrong_signs_nothing(client: Any) -> None:
    at = scene()
    decision = at.decision(state="for_signature")
    client.force_login(at.house.director)
    address = f"/khen-thuong/quyet-dinh/{decision.pk}/ky/"
    page = client.post(address, {"reason": "Dài" * 200}, follow=True).content.decode()
    decision.paper.refresh_from_db()
    assert decision.paper.state == "for_signature"
    assert "Lý do đi tiếp khi chưa đủ thông tin: " in page
