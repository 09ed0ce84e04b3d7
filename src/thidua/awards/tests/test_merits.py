"""One merit, two lines: told once, praised once at a level; works used once; parts of dossiers."""

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua.awards import actions, queries
from thidua.awards.models import Dossier, Honour, Rating, Round, WorkUse
from thidua.awards.queries import checklists, merits, works
from thidua.awards.tests.factories import DAY, Scene, person, scene
from thidua.awards.tests.test_views import signed_in
from thidua.core import period
from thidua.core.permit import Refused
from thidua.disclosures.models import Hold
from thidua.initiatives.models import Author, Initiative
from thidua.notices.models import Notice
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import person_in

pytestmark = pytest.mark.django_db
TEXT = "Đã chăm sóc người bệnh tận tình"
SENT = datetime(2025, 6, 2, tzinfo=period.HANOI)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())


def refusal(run: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        run(**given)
    return str(refused.value)


def union_round(at: Scene, **changes: Any) -> Round:
    facts = {"awards": ["GK", "GK_CDCS"], "name": "Khen của công đoàn", "year": 2025}
    return Round.objects.create(unit=at.house.union, submit_by=DAY, **{**facts, **changes})


def told(at: Scene, dossier: Dossier) -> Any:
    return actions.tell_merit(actor=at.house.officer, dossier=dossier)


def proposed(at: Scene, merit: Any, round_: Round, award: str) -> Dossier:
    report = actions.propose_merit(
        actor=at.house.officer, merit=merit, round=round_, award=award, on=DAY
    )
    return report.created[0]


def praised(of: Dossier, **changes: Any) -> Honour:
    """The merit of a dossier praised by an earlier decision."""
    facts: dict[str, Any] = {
        "person": of.person, "award": "GK", "year": 2025, "line": "government",
        "achievement": TEXT, "decision_reference": "88/QĐ-BV", "decided_on": DAY,
        "decided_by": "Giám đốc Bệnh viện", "level": "grassroots", "merit": of.merit,
    }  # fmt: skip
    return Honour.objects.create(**{**facts, **changes})


def test_a_merit_told_once_is_followed_by_the_dossiers_of_both_lines_until_handed_in() -> None:
    at = scene()
    first = at.dossier()
    merit = told(at, first)
    assert (merit.title, merit.text) == (TEXT, TEXT)
    assert told(at, first) == merit
    second = proposed(at, merit, union_round(at), "GK_CDCS")
    assert (second.merit, second.achievement, second.confirmed) == (merit, TEXT, first.confirmed)
    first.refresh_from_db()
    actions.submit_dossier(actor=at.house.officer, dossier=first, on=DAY)
    actions.update_merit(actor=at.house.officer, merit=merit, title="Trực đêm", text="Trực Tết")
    assert list(Dossier.objects.order_by("pk").values_list("achievement", flat=True)) == [
        TEXT, "Trực Tết",
    ]  # fmt: skip
    second.refresh_from_db()
    actions.update_dossier(actor=at.house.officer, dossier=second, achievement="Trực giao thừa")
    merit.refresh_from_db()
    assert merit.text == "Trực giao thừa"


def test_a_merit_told_after_the_praise_is_known_when_it_is_proposed_again() -> None:
    at = scene()
    honour = at.decision("member", state="issued").honours.get()
    assert honour.dossier is not None
    merit = told(at, honour.dossier)
    again = proposed(at, merit, union_round(at), "GK")
    assert [(each.honour, each.grade) for each in merits.repeats_of([again])[again.pk]] == [
        (honour, "beside")
    ]


def test_evidence_serves_both_lines_and_stays_once_handed_in() -> None:
    at = scene()
    dossier = at.dossier()
    merit = told(at, dossier)
    picture = SimpleUploadedFile(
        "anh.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"
    )
    actions.attach_evidence(actor=at.house.officer, merit=merit, file=picture)
    (stored,) = merits.evidence_files(merit)
    union = union_round(at, way="ad_hoc")
    second = proposed(at, merit, union, "GK_CDCS")
    parts = {p.item.id: p.state for p in checklists.parts_of([second], on=DAY)[second.pk]}
    assert parts["proof"] == "there"
    dossier.refresh_from_db()
    actions.submit_dossier(actor=at.house.officer, dossier=dossier, on=DAY)
    assert (
        refusal(actions.detach_evidence, actor=at.house.officer, merit=merit, file=stored.pk)
        == "Đã có hồ sơ nộp kèm minh chứng này nên không bỏ được."
    )


def test_the_same_line_and_level_stops_until_a_reason_names_the_earlier_decision() -> None:
    at = scene()
    dossier = at.dossier()
    merit = told(at, dossier)
    dossier.refresh_from_db()
    praised(dossier, decision_reference="90/QĐ-BV", merit=merit)
    (repeat,) = merits.repeats_of([dossier])[dossier.pk]
    earlier = "Giấy khen theo Quyết định số 90/QĐ-BV ngày 22/12/2025 của Giám đốc Bệnh viện"
    assert (repeat.grade, repeat.decision) == ("again", earlier)
    said = refusal(actions.submit_dossier, actor=at.house.officer, dossier=dossier, on=DAY)
    assert f"Thành tích này đã được khen cùng hệ, cùng cấp: {earlier}." in said
    assert said.endswith("Ghi lý do để đi tiếp.")
    kept = actions.submit_dossier(
        actor=at.house.officer, dossier=dossier, on=DAY, reason="Quyết định trước sẽ bị thay thế."
    )
    assert kept.override_reason == "Quyết định trước sẽ bị thay thế."


def test_the_other_line_is_told_and_a_title_beside_a_form_is_lawful() -> None:
    at = scene()
    first = at.dossier()
    merit = told(at, first)
    first.refresh_from_db()
    praised(first, merit=merit)
    union = proposed(at, merit, union_round(at), "GK_CDCS")
    (repeat,) = merits.repeats_of([union])[union.pk]
    assert repeat.grade == "beside"
    assert str(repeat.told).startswith("Thành tích này đã được khen ở hệ chính quyền: Giấy khen")
    (standing,) = queries.assessments_of([union], on=DAY)
    assert standing.warnings == ()
    title = at.dossier("member", award="LDTT")
    Dossier.objects.filter(pk=title.pk).update(merit=merit)
    title.refresh_from_db()
    assert merits.repeats_of([title]) == {}


def test_likeness_is_only_a_hint() -> None:
    at = scene()
    dossier = at.dossier()
    praised(dossier, merit=None, achievement="Đã chăm sóc người bệnh rất tận tình, chu đáo")
    (repeat,) = merits.repeats_of([dossier])[dossier.pk]
    assert repeat.grade == "likely"
    assert queries.assessments_of([dossier], on=DAY)[0].state == "ready"
    Honour.objects.update(achievement="Hiến máu cứu người giữa đêm giao thừa")
    assert merits.repeats_of([dossier]) == {}


def test_praise_decided_since_receipt_takes_the_signers_reason() -> None:
    at = scene()
    decision = at.decision(state="for_signature")
    dossier = Dossier.objects.get()
    merit = told(at, dossier)
    dossier.refresh_from_db()
    Dossier.objects.update(override_reason="")
    praised(dossier, merit=merit)
    sign = {"actor": at.house.director, "decision": decision, "on": DAY}
    assert "Quyết định số 88/QĐ-BV ngày 22/12/2025" in refusal(actions.sign_decision, **sign)
    page = signed_in(at.house.director).get(reverse("awards:decision", args=[decision.pk]))
    assert "Thành tích này đã được khen cùng hệ, cùng cấp: Giấy khen" in page.content.decode()
    actions.sign_decision(reason="Quyết định trước sẽ bị thay thế.", **sign)


def test_a_hold_stops_signing_whatever_the_awards_own_rules() -> None:
    at = scene()
    at.decision(state="for_signature")
    dossier = Dossier.objects.select_related("round__unit", "person").get()
    Hold.objects.create(
        person=dossier.person, kept_by=at.house.hospital, ground="complaint", paper="12/TB",
        paper_on=DAY, entered_by=at.house.officer,
    )  # fmt: skip
    Dossier.objects.update(award="GK_CDCS")
    dossier.refresh_from_db()
    (standing,) = queries.assessments_of([dossier], on=DAY)
    assert standing.state == "blocked"
    (renewed,) = queries.renewed([dossier], on=DAY)
    assert renewed.gate.blocking
    assert "12/TB" not in renewed.gate.why


def initiative(at: Scene, name: str = "member", **changes: Any) -> Initiative:
    made = Initiative.objects.create(
        title="Xe tiêm cải tiến", solution="…", benefit="time", unit=at.house.group,
        entered_by=getattr(at.house, name), state="verified", created_at=SENT, submitted_at=SENT,
        **changes,
    )  # fmt: skip
    Author.objects.create(initiative=made, person=person(at.house, name), share=100)
    return made


def test_an_initiative_carries_one_award_and_then_only_a_higher_title() -> None:
    at = scene()
    Round.objects.update(awards=["GK", "LDTT", "CSTDCS", "CSTDBT"])
    at.round.refresh_from_db()
    work = initiative(at)
    first = at.dossier(award="CSTDCS")
    rest = {"actor": at.house.officer, "initiatives": [work.pk]}
    assert actions.rest_on_works(dossier=first, **rest) == 1
    praised(first, award="CSTDCS", dossier=first, merit=None)
    later = at.dossier(award="CSTDBT")
    assert actions.rest_on_works(dossier=later, **rest) == 1
    form = at.dossier(award="GK")
    said = refusal(actions.rest_on_works, dossier=form, **rest)
    assert said == (
        "Sáng kiến «Xe tiêm cải tiến» đã dùng để khen: Chiến sĩ thi đua cơ sở, Quyết định số "
        "88/QĐ-BV ngày 22/12/2025 của Giám đốc Bệnh viện. Chọn sáng kiến khác."
    )
    assert [use.told for use in works.uses_of([work.pk])[work.pk]][1:] == [
        "Chiến sĩ thi đua bộ, ban, ngành, tỉnh, đang đề nghị"
    ]
    known = queries.evidence_of([form], on=DAY)[form.pk]
    (fact,) = known.works or ()
    assert [use.award for use in fact.used_for] == ["CSTDCS"]
    Honour.objects.update(revoked_on=DAY)
    assert actions.rest_on_works(dossier=form, **rest) == 1
    assert WorkUse.objects.count() == 3


def test_where_every_initiative_has_been_used_there_is_nothing_to_choose() -> None:
    at = scene()
    Round.objects.update(awards=["GK", "LDTT", "CSTDCS"])
    at.round.refresh_from_db()
    work, first = initiative(at), at.dossier(award="CSTDCS")
    officer = signed_in(at.house.officer)
    chosen = officer.get(reverse("awards:dossier_works", args=[first.pk])).content.decode()
    assert "Lưu" in chosen
    assert "Đã dùng để khen" not in chosen
    actions.rest_on_works(actor=at.house.officer, dossier=first, initiatives=[work.pk])
    praised(first, award="CSTDCS", dossier=first, merit=None)
    page = officer.get(reverse("awards:dossier_works", args=[at.dossier(award="GK").pk]))
    told = page.content.decode()
    assert "Đã dùng để khen (1)" in told
    assert "Mọi sáng kiến đã xác nhận của người này đều đã dùng để khen." in told
    assert "Quyết định số 88/QĐ-BV ngày 22/12/2025" in told
    assert "Lưu" not in told


def test_what_a_dossier_lacks_is_named_and_takes_a_reason() -> None:
    at = scene()
    Round.objects.update(awards=["CSTDCS"])
    at.round.refresh_from_db()
    dossier = at.dossier(award="CSTDCS", achievement="")
    missing = checklists.missing_of([dossier], on=DAY)[dossier.pk]
    assert [part.item.id for part in missing] == ["report", "work"]
    (standing,) = queries.assessments_of([dossier], on=DAY)
    (warning,) = standing.warnings
    assert str(warning) == (
        "Thành phần hồ sơ còn thiếu: Báo cáo thành tích (khoản 1 Điều 84 Luật 06/2022/QH15); "
        "Chứng nhận sáng kiến, đề tài hoặc xác nhận hoàn thành xuất sắc nhiệm vụ (khoản 1 Điều 84 "
        "Luật 06/2022/QH15)."
    )
    check = {"actor": at.house.officer, "dossier": dossier, "on": DAY}
    assert (
        refusal(actions.check_part, part="report", state="not_needed", **check)
        == "Ghi vì sao không cần."
    )
    kept = actions.check_part(
        part="report", state="there", reason="Bản giấy ở phòng Tổ chức", **check
    )
    Rating.objects.update(level="excellent")
    parts = {p.item.id: p for p in checklists.parts_of([kept], on=DAY)[kept.pk]}
    assert {key: part.state for key, part in parts.items()} == {
        "proposal": "there", "report": "there", "work": "not_needed", "minutes": "missing",
        "vote": "missing", "disclosure": "missing", "rating": "there",
    }  # fmt: skip


def test_a_merit_is_handed_over_to_the_officer_of_another_line() -> None:
    at = scene()
    merit = told(at, at.dossier())
    give = {"actor": at.house.officer, "merit": merit, "unit": at.house.union, "on": DAY}
    assert refusal(actions.offer_merit, **give) == (
        f"{at.house.union} không có cán bộ thi đua ở hệ khác của người này."
    )
    keeper = person_in(at.house.union, Role.OFFICER, name="Vũ Thị Công Đoàn").user
    client = signed_in(keeper)
    address = reverse("awards:merit", args=[merit.pk])
    actions.offer_merit(note_to="Mời xem xét", **give)
    assert Notice.objects.get(recipient=keeper).url == address
    page = client.get(address).content.decode()
    assert "Lập hồ sơ từ thành tích này" in page
    opened = union_round(at)
    client.post(
        reverse("awards:merit_propose", args=[merit.pk]),
        {"round": opened.pk, "award": "GK_CDCS"},
    )
    assert opened.dossiers.get().merit == merit
    assert client.get(reverse("awards:merit_edit", args=[merit.pk])).status_code == 200


def test_the_page_of_a_dossier_leads_to_the_other_line_and_tells_its_parts(client: Any) -> None:
    at = scene()
    dossier = at.dossier()
    officer = signed_in(at.house.officer)
    page = officer.get(reverse("awards:dossier", args=[dossier.pk])).content.decode()
    assert "Lập hồ sơ hệ công đoàn từ thành tích này" in page
    assert "Thành phần hồ sơ" in page
    answer = officer.post(reverse("awards:dossier_merit", args=[dossier.pk]))
    dossier.refresh_from_db()
    assert dossier.merit is not None
    assert answer.headers["Location"] == reverse("awards:merit", args=[dossier.merit.pk])
    opened = union_round(at)
    officer.post(
        reverse("awards:merit_propose", args=[dossier.merit.pk]),
        {"round": opened.pk, "award": "GK_CDCS"},
    )
    page = officer.get(reverse("awards:dossier", args=[dossier.pk])).content.decode()
    assert f"{opened.unit}, đang lập" in page
    part = reverse("awards:dossier_part", args=[dossier.pk, "minutes"])
    officer.post(part, {"state": "there", "reason": "Biên bản giấy"})
    dossier.refresh_from_db()
    assert dossier.checklist == {"minutes": {"state": "there", "note": "Biên bản giấy"}}
    outsider = signed_in(at.house.other_member)
    assert outsider.get(reverse("awards:merit", args=[dossier.merit.pk])).status_code == 403
