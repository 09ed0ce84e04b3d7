"""From a verified initiative to recognition: the council, conflicts, the head, terms, pages."""

import re
from datetime import date
from typing import Any

import pytest

from thidua.core.capability import ASKS
from thidua.core.permit import Refused
from thidua.councils import actions as councils
from thidua.councils import queries as council_queries
from thidua.councils.models import Case
from thidua.councils.outcomes import RUBRICS, found_ties
from thidua.initiatives import actions, queries
from thidua.initiatives.models import Initiative
from thidua.initiatives.states import Recognition
from thidua.initiatives.tests import factories as f
from thidua.initiatives.tests.pages import LIST, as_, told, words
from thidua.notices.models import Notice
from thidua.orgs.models import Deputation
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import SINCE, Hospital, grant, person_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 15)


def refusal(run: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        run(**given)
    return str(refused.value)


def test_from_council_to_recognition(house: Hospital) -> None:
    initiative = f.verified(house, (house.member.person, 70), (house.head.person, 30))
    council = f.council_of(house)
    meeting = f.in_session(house, council, initiative)
    initiative.refresh_from_db()
    assert (initiative.recognition, initiative.examined_by) == ("in_council", house.hospital)
    case = meeting.cases.get()
    assert (case.topic, {person.pk for person in case.concerned.all()}) == (
        "INITIATIVE", {house.member.person.pk, house.head.person.pk},
    )  # fmt: skip
    assert queries.to_decide(house.director, on=TODAY).count() == 0

    closed = f.vote(house, meeting, initiative, against=1)
    assert closed.result is not None
    assert (closed.result["agree"], closed.result["members"], closed.result["needed"]) == (4, 5, 4)
    initiative.refresh_from_db()
    assert initiative.recognition == "recommended"

    assert [row.pk for row in queries.to_decide(house.director, on=TODAY)] == [initiative.pk]
    early = refusal(
        actions.recognise_initiative, actor=house.director, initiative=initiative, on=TODAY,
        recognised_on=date(2026, 3, 9),
    )  # fmt: skip
    assert early == "Ngày công nhận không trước ngày hội đồng họp (10/03/2026)."
    actions.recognise_many(
        actor=house.director, unit=house.hospital, initiatives=[initiative], on=TODAY,
        recognised_on=date(2026, 3, 12), number="55/QĐ-BV",
    )  # fmt: skip
    initiative.refresh_from_db()
    assert (
        initiative.state, initiative.recognition, initiative.recognised_on,
        initiative.recognition_number,
    ) == ("verified", "recognised", date(2026, 3, 12), "55/QĐ-BV")  # fmt: skip
    notices = Notice.objects.filter(recipient=house.member).order_by("pk")
    assert [notice.text for notice in notices] == [
        f"«{initiative.title}» được đưa ra Hội đồng sáng kiến.",
        f"«{initiative.title}» được công nhận là sáng kiến cấp cơ sở.",
    ]


def test_below_two_thirds_the_head_refuses_or_hands_back_but_never_recognises(
    house: Hospital,
) -> None:
    initiative = f.judged(house, against=2)
    assert initiative.recognition == "not_recommended"
    said = refusal(
        actions.recognise_initiative, actor=house.director, initiative=initiative, on=TODAY,
        recognised_on=TODAY,
    )  # fmt: skip
    assert said == (
        "Đang ở trạng thái «Hội đồng chưa đề nghị công nhận» nên không thực hiện được việc này."
    )
    give = {"actor": house.director, "initiative": initiative}
    assert refusal(actions.refuse_initiative, reason=" ", **give) == "Cần nêu lý do."
    actions.hand_back_initiative(reason="Bổ sung số liệu sau áp dụng.", **give)
    initiative.refresh_from_db()
    assert (initiative.state, initiative.recognition, initiative.verified_at) == (
        "returned", "none", None,
    )  # fmt: skip
    actions.submit_initiative(actor=house.member, initiative=initiative, on=TODAY)
    actions.verify_initiative(actor=house.head, initiative=initiative)
    council = initiative_council()
    actions.put_forward(actor=house.officer, initiative=initiative, council=council)
    assert Case.objects.filter(subject_id=initiative.pk).count() == 2


def initiative_council() -> Any:
    return Case.objects.get().council


def test_authors_who_sit_do_not_judge_and_coauthors_are_found(house: Hospital) -> None:
    sitting, partner = (person_in(house.department, name=name) for name in ("Hà Sáu", "Lê Bảy"))
    f.verified(house, (partner, 50), (house.member.person, 50))
    own = f.verified(house, (sitting, 60), (house.member.person, 40))
    other = f.verified(house, (house.member.person, 100))
    council = f.council_of(house, size=7, members=[sitting, partner])
    meeting = f.in_session(house, council, own, other)
    cases = {case.subject_id: case for case in council_queries.agenda_of(meeting)}
    ties = found_ties(meeting, list(cases.values()), on=TODAY)
    coauthors = {
        key: {tie.person_id for tie in ties[case.pk] if tie.kind == "coauthor"}
        for key, case in cases.items()
    }
    assert coauthors == {key: {sitting.pk, partner.pk} for key in (own.pk, other.pk)}
    assert council_queries.veiled_cases(sitting.user, cases.values()) == {cases[own.pk].pk}
    councils.declare_conflict(
        actor=house.officer, case=cases[other.pk], person=partner, kind="coauthor",
        reason="đồng tác giả",
    )  # fmt: skip
    assert council_queries.veiled_cases(partner.user, cases.values()) == {cases[other.pk].pk}


def test_only_a_councils_own_work_that_waits_is_put_forward(house: Hospital) -> None:
    council = f.council_of(house)
    sent = f.InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    give = {"actor": house.officer, "council": council}
    assert refusal(actions.put_forward, initiative=sent, **give) == (
        f"«{sent.title}» chưa được đơn vị xác nhận nên chưa đưa ra hội đồng."
    )
    ready = f.verified(house)
    actions.put_forward(initiative=ready, **give)
    assert refusal(actions.put_forward, initiative=ready, **give) == (
        "Đang ở trạng thái «Hội đồng sáng kiến đang xét» nên không thực hiện được việc này."
    )
    awards = f.council_of(house, kind="commendation")
    assert refusal(
        actions.put_forward, actor=house.officer, council=awards, initiative=f.verified(house)
    ) == ("Hội đồng sáng kiến không xét sáng kiến.")


def test_a_head_who_is_an_author_leaves_it_to_another_head(house: Hospital) -> None:
    initiative = f.judged(house, (house.director.person, 100), against=0)
    assert [row.pk for row in queries.to_decide(house.director, on=TODAY)] == [initiative.pk]
    second = person_in(house.hospital, name="Phó Giám đốc")
    grant(second, house.hospital, Role.DIRECTOR)
    said = refusal(
        actions.recognise_initiative, actor=house.director, initiative=initiative, on=TODAY,
        recognised_on=TODAY,
    )  # fmt: skip
    assert said == "Bạn là tác giả nên người khác quyết định công nhận."
    assert list(queries.to_decide(house.director, on=TODAY)) == []
    actions.recognise_initiative(
        actor=second.user, initiative=initiative, on=TODAY, recognised_on=TODAY
    )


def test_the_terms_run_from_sending_and_from_verification(house: Hospital) -> None:
    sent = f.InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    first = queries.due_of(sent)
    assert first is not None
    assert (first.day, first.article, first.is_verified) == (
        date(2026, 4, 15), "Điều 6 Nghị định 13/2012/NĐ-CP", False,
    )  # fmt: skip
    second = queries.due_of(f.verified(house))
    assert second is not None
    assert (second.day, second.article, second.is_verified) == (
        date(2026, 6, 15), "Nghị định 13/2012/NĐ-CP", True,
    )  # fmt: skip
    assert queries.due_of(f.verified(house, state="draft")) is None


def test_the_author_reads_who_holds_it_since_when_and_others_only_that_it_was_recognised(
    house: Hospital,
) -> None:
    initiative = f.verified(house)
    address = f"/sang-kien/{initiative.pk}/"
    mine = words(as_(house.member).get(address))
    assert "cán bộ thi đua, khen thưởng (từ " in mine
    assert "Thời hạn của pháp luật 15/06/2026, Nghị định 13/2012/NĐ-CP" in mine
    meeting = f.in_session(house, f.council_of(house), initiative)
    assert "Hội đồng sáng kiến (từ " in words(as_(house.member).get(address))
    f.vote(house, meeting, initiative)
    assert f"{house.director.person} (từ " in words(as_(house.member).get(address))
    assert "5/5 thành viên đồng ý; cần ít nhất 4" in words(as_(house.member).get(address))
    stranger = words(as_(house.other_member).get(address))
    assert "Hội đồng" not in stranger
    assert "Đã xác nhận" in stranger
    actions.recognise_initiative(
        actor=house.director, initiative=initiative, on=TODAY, recognised_on=TODAY, number="55/QĐ"
    )
    stranger = words(as_(house.other_member).get(address))
    assert "Đã công nhận cấp cơ sở" in stranger
    assert "Quyết định số 55/QĐ" in stranger


def test_many_by_pages_first_shown_then_done(house: Hospital) -> None:
    ready = [f.verified(house), f.verified(house)]
    council = f.council_of(house)
    officer, director = as_(house.officer), as_(house.director)
    (ask,) = ASKS["initiatives"](house.officer, on=TODAY)
    assert (ask.what, ask.due_on) == ("Đưa 2 sáng kiến ra hội đồng", date(2026, 6, 15))
    picked = ",".join(str(row.pk) for row in reversed(ready))
    shown = officer.post(LIST, {"do": "put_forward", "pick": [row.pk for row in ready]})
    assert shown["Location"] == f"/sang-kien/hoi-dong/?pick={picked}"
    assert all(row.title in words(officer.get(shown["Location"])) for row in ready)
    sent = hidden(officer.get(shown["Location"]))
    done = officer.post(shown["Location"], {"council": council.pk, "shown": sent}, follow=True)
    assert told(done) == ["Đã đưa 2 sáng kiến ra hội đồng."]
    again = words(officer.get(shown["Location"]))
    assert "2 sáng kiến đã đánh dấu không ở bước này nên không thay đổi." in again

    meeting = councils.plan_meeting(
        actor=house.officer, council=council, held_on=f.SESSION, place="P", purpose="Xét"
    )
    councils.schedule_cases(actor=house.officer, meeting=meeting, cases=list(council.cases.all()))
    meeting = f.opened(house, meeting)
    for row in ready:
        f.vote(house, meeting, row)
    page = director.get("/sang-kien/cong-nhan/")
    assert words(page).count("5/5 thành viên đồng ý ngày 10/03/2026") == 2
    sent = {"recognised_on": "12/03/2026", "number": "55/QĐ-BV", "shown": hidden(page)}
    done = director.post("/sang-kien/cong-nhan/", sent, follow=True)
    assert told(done) == ["Đã công nhận 2 sáng kiến."]
    assert set(Initiative.objects.values_list("recognition", "recognition_number")) == {
        (Recognition.RECOGNISED, "55/QĐ-BV")
    }


def test_only_what_the_page_showed_is_put_forward_and_nothing_when_that_has_changed(
    house: Hospital,
) -> None:
    one, address = f.verified(house), "/sang-kien/hoi-dong/"
    council, officer = f.council_of(house), as_(house.officer)
    sent = {"council": council.pk, "shown": hidden(officer.get(address))}
    later = f.verified(house)
    done = officer.post(address, sent, follow=True)
    assert told(done) == ["Đã đưa 1 sáng kiến ra hội đồng."]
    assert [row.pk for row in queries.to_send(house.officer, on=TODAY)] == [later.pk]
    again = officer.post(address, sent | {"shown": [one.pk, later.pk]})
    assert told(again) == ["Danh sách vừa thay đổi; đọc lại rồi bấm lại."]
    assert hidden(again) == [str(later.pk)]
    assert [row.pk for row in queries.to_send(house.officer, on=TODAY)] == [later.pk]


def hidden(answer: Any) -> list[str]:
    """What the page says that it showed."""
    return re.findall(r'name="shown" value="(\d+)"', answer.content.decode())


def test_what_the_council_does_not_recommend_is_asked_apart_and_leads_to_its_list(
    house: Hospital,
) -> None:
    initiative = f.judged(house, against=2)
    (ask,) = ASKS["initiatives"](house.director, on=TODAY)
    assert (ask.what, ask.count) == ("Quyết định 1 sáng kiến hội đồng chưa đề nghị công nhận", 1)
    assert initiative.title in words(as_(house.director).get(ask.url))


def test_a_deputy_is_not_asked_about_the_work_of_whom_they_stand_for(house: Hospital) -> None:
    initiative = f.judged(house, (house.director.person, 100))
    second = person_in(house.hospital, name="Phó Giám đốc")
    grant(second, house.hospital, Role.DIRECTOR)
    Deputation.objects.create(
        grant=house.director.person.roles.get(role=Role.DIRECTOR), deputy=house.officer.person,
        basis="Giấy ủy quyền số 1", valid_from=SINCE, valid_to=date(2027, 1, 1),
    )  # fmt: skip
    assert list(queries.to_decide(house.officer, on=TODAY)) == []
    assert [row.pk for row in queries.to_decide(second.user, on=TODAY)] == [initiative.pk]
    said = refusal(
        actions.recognise_many, actor=house.officer, unit=house.hospital, on=TODAY,
        initiatives=[initiative], recognised_on=TODAY,
    )  # fmt: skip
    assert said == (
        f"«{initiative.title}»: Việc này dành cho {Role.DIRECTOR.label} của {house.hospital}."
    )


def test_what_is_withdrawn_from_a_council_may_be_put_forward_again(house: Hospital) -> None:
    initiative, council = f.verified(house), f.council_of(house)
    actions.put_forward(actor=house.officer, initiative=initiative, council=council)
    address = f"/hoi-dong/noi-dung/{Case.objects.get().pk}/"
    give = {"do": "withdraw", "rut-reason": "Đưa nhầm hội đồng."}
    (sitter,) = council.seats.filter(person__full_name="Ủy viên Thứ 0")
    member = as_(sitter.person.user)
    assert "Rút nội dung" not in words(member.get(address))
    assert told(member.post(address, give)) == ["Việc này dành cho Thư ký của Hội đồng sáng kiến."]
    done = as_(house.officer).post(address, give, follow=True)
    assert told(done) == ["Đã rút nội dung khỏi hội đồng."]
    initiative.refresh_from_db()
    assert (initiative.recognition, initiative.examined_by) == ("none", None)
    assert Notice.objects.filter(recipient=house.member).order_by("-pk")[0].text == (
        f"«{initiative.title}» được rút khỏi hội đồng: Đưa nhầm hội đồng."
    )
    actions.put_forward(actor=house.officer, initiative=initiative, council=council)


def test_a_refusal_by_its_page(house: Hospital) -> None:
    initiative = f.judged(house)
    address = f"/sang-kien/{initiative.pk}/khong-cong-nhan/"
    assert as_(house.officer).get(address).status_code == 403
    done = as_(house.director).post(
        address, {"reason": "Trùng giải pháp đã công nhận."}, follow=True
    )
    assert told(done) == ["Đã ghi không công nhận; tác giả đọc được lý do."]
    assert "Trùng giải pháp" in words(as_(house.member).get(f"/sang-kien/{initiative.pk}/"))
    assert "Trùng giải pháp" not in words(
        as_(house.other_member).get(f"/sang-kien/{initiative.pk}/")
    )


def test_the_score_sheet_begins_with_the_rubric_and_is_the_councils_own(house: Hospital) -> None:
    lines = RUBRICS["INITIATIVE"]().criteria
    assert sum(weight * maximum for _text, weight, maximum in lines) == 100
    council = f.council_of(house, regulation="9/QC", regulation_on=date(2025, 1, 2))
    page = as_(house.officer).get(f"/hoi-dong/{council.pk}/phieu-cham-diem/")
    form, criteria = page.context["form"], page.context["criteria"]
    typed = {"tieu-chi-TOTAL_FORMS": str(len(lines)), "tieu-chi-INITIAL_FORMS": str(len(lines))}
    typed |= {name: str(form[name].value() or "") for name in form.fields}
    typed |= {"valid_from": "01/03/2026", "regulation_on": "02/01/2025"}
    for row in criteria.forms[: len(lines)]:
        for name in ("text", "weight", "maximum"):
            typed[row.add_prefix(name)] = str(row[name].value())
    typed["tieu-chi-0-maximum"] = "25"
    as_(house.officer).post(f"/hoi-dong/{council.pk}/phieu-cham-diem/", typed)
    (sheet,) = council_queries.sheets_of(council)
    assert (sheet.topic, sheet.name) == ("INITIATIVE", "Phiếu chấm điểm sáng kiến")
    assert [int(line.maximum) for line in sheet.criteria.all()] == [25, 20, 15, 10, 15, 10, 10]
