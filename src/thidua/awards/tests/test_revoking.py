"""Honours taken back: nothing before the paper goes out, everything with it, and what follows."""

import pytest
from django.test import Client
from django.urls import reverse

from thidua.awards import actions, queries, tasks
from thidua.awards.models import Dossier, Honour, Reconsideration, Revocation
from thidua.awards.tests.factories import DAY, Scene, person, scene
from thidua.awards.tests.test_path import Silence
from thidua.core.permit import Refused
from thidua.documents import actions as documents
from thidua.documents.models import Paper

pytestmark = pytest.mark.django_db


def issue(at: Scene, made: Revocation) -> None:
    actions.issue_revocation(
        actor=at.house.officer, revocation=made, number=216, dated_on=DAY, on=DAY
    )


def held(at: Scene) -> list[str]:
    found = queries.evidence_for(person(at.house), "GK", 2026, DAY, unit=at.house.hospital)
    return [each.code for each in found.honours or ()]


def test_what_goes_out_revokes_honours_letters_and_an_emptied_decision() -> None:
    at = scene()
    made = at.revocation("member", "head", state="signed")
    assert (held(at), Honour.objects.filter(revoked_on=None).count()) == (["GK"], 2)
    issue(at, made)
    assert list(Honour.objects.values_list("revoked_on", flat=True)) == [DAY, DAY]
    assert held(at) == []
    papers = Paper.objects.exclude(kind="awards.revocation")
    assert [paper.state for paper in papers] == ["revoked"] * 3
    letter = papers.filter(kind="awards.letter").first()
    assert letter is not None
    text = Client().get(reverse("portal:verify", args=[letter.code])).content.decode()
    told = ("theo 216/QĐ-BV ngày 22/12/2025" in text, "Kê khai không đúng" in text)
    assert told == (True, False)
    assert queries.revocable(made.decision) == []


def test_a_letter_is_not_revoked_without_its_honour() -> None:
    at = scene()
    at.decision(state="issued")
    for paper in Paper.objects.all():
        with pytest.raises(Refused) as refused:
            documents.revoke_paper(actor=at.house.director, paper=paper, reason="Sai", basis="1")
        assert str(refused.value) == (
            "Hủy bỏ, thu hồi khen thưởng bằng quyết định thu hồi, lập ở trang của quyết định khen "
            "thưởng."
        )


def test_later_honours_that_rested_on_it_are_put_on_review_and_closed() -> None:
    at = scene()
    made = at.revocation(state="signed")
    honour = Honour.objects.get()
    later, apart = (
        Honour.objects.create(
            person=honour.person, award=award, year=2026, line="government",
            decision_reference="9/QĐ-BV", decided_on=DAY, decided_by="GIÁM ĐỐC",
            dossier=Dossier.objects.create(
                round=at.round, award=award, person=honour.person, home_unit=at.house.department,
                state="awarded", created_by=at.house.officer, created_at=made.paper.created_at,
                assessment={"readings": [{"findings": [{"parts": [{"records": [text]}]}]}]},
            ),
        ) for award, text in (("CSTDCS", "Giấy khen năm 2025"), ("LDTT", "Giấy khen năm 2024"))
    )  # fmt: skip
    assert queries.resting_on(honour) == [later]
    issue(at, made)
    flag = Reconsideration.objects.get()
    assert (flag.honour, apart.reconsiderations.count()) == (later, 0)

    client = Client()
    client.force_login(at.house.officer)
    page = reverse("awards:revocation", args=[made.pk])
    assert "9/QĐ-BV" in client.get(page).content.decode()
    assert list(queries.revocations_to_handle(at.house.officer)) == [made]
    client.post(reverse("awards:reconsideration_close", args=[flag.pk]), {"outcome": "Giữ nguyên"})
    row = made.rows.get()
    for what, reason in (("hien-vat", "Đã mất"), ("tien-thuong", "")):
        address = reverse("awards:recovery_record", args=[row.pk, what])
        client.post(address, {"recovered_on": f"{DAY:%d/%m/%Y}", "reason": reason})
    row.refresh_from_db()
    assert (row.artefact_on, row.prize_on) == (DAY, DAY)
    assert (row.artefact_reason, row.prize_reason) == ("Đã mất", "")
    assert "Không thu hồi" in client.get(page).content.decode()
    assert list(queries.revocations_to_handle(at.house.officer)) == []


def test_after_a_part_was_revoked_only_letters_that_stand_are_printed_again() -> None:
    at = scene()
    made = at.revocation("member", "head", state="draft")
    made.rows.exclude(honour__person=person(at.house)).delete()
    actions.submit_revocation(actor=at.house.officer, revocation=made)
    actions.sign_revocation(actor=at.house.director, revocation=made, on=DAY)
    issue(at, made)
    standing = made.decision.honours.get(revoked_on=None)
    assert queries.letters_of(made.decision) == [standing.letter]
    progress = Silence()
    tasks.issue(progress, actor_id=at.house.officer.pk, decision_id=made.decision_id, is_again=True)
    assert progress.message == "Đã in lại 1 giấy khen, giấy chứng nhận."


def test_a_draft_that_is_dropped_leaves_its_honours_to_another_one() -> None:
    at = scene()
    made = at.revocation()
    decision, paper = made.decision, made.paper_id
    officer = Client()
    officer.force_login(at.house.officer)
    page, drop = (
        reverse(f"awards:{name}", args=[made.pk]) for name in ("revocation", "revocation_drop")
    )
    assert queries.revocable(decision) == []
    assert drop in officer.get(page).content.decode()
    assert officer.post(drop).headers["Location"] == reverse("awards:decision", args=[decision.pk])
    assert not Paper.objects.filter(pk=paper).exists()
    assert queries.revocable(decision) == [decision.honours.get()]
    assert officer.get(page).status_code == 404


def test_the_way_of_a_revocation_on_its_pages() -> None:
    at = scene()
    decision = at.decision(state="issued")
    officer, director = Client(), Client()
    officer.force_login(at.house.officer)
    director.force_login(at.house.director)
    honour = decision.honours.get()
    draft = reverse("awards:revocation_draft", args=[decision.pk])
    given = {"honours": [honour.pk], "article": "Điều 15", "reason": "Sai", "symbol": "QĐ-BV"}
    assert officer.post(draft, given).status_code == 302
    made = decision.revocations.get()

    def go(client: Client, name: str, **data: object) -> None:
        assert client.post(reverse(f"awards:{name}", args=[made.pk]), data).status_code == 302

    go(officer, "revocation_edit", article="Điều 93", reason="Kê khai sai")
    go(officer, "revocation_submit")
    go(director, "revocation_return", reason="Bổ sung")
    go(officer, "revocation_submit")
    go(director, "revocation_sign")
    shown = officer.get(reverse("documents:rendered", args=[made.paper_id, "pdf"]))
    assert shown["Content-Type"] == "application/pdf"
    go(officer, "revocation_issue", number=7, dated_on=f"{DAY:%d/%m/%Y}")
    honour.refresh_from_db()
    assert honour.revoked_on == DAY
    assert "Đã thu hồi" in officer.get(reverse("awards:registry")).content.decode()
    assert "07/QĐ-BV" in officer.get(reverse("awards:revocations")).content.decode()
