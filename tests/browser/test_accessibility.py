"""Each page template on a phone: WCAG 2.2 A and AA in both themes, nothing beyond the screen."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test.signals import template_rendered
from django.urls import reverse
from playwright.sync_api import Page

import thidua
from tests.browser.conftest import sign_in
from tests.support import world
from thidua.accounts.queries import user_by_id
from thidua.awards import queries as awards
from thidua.ballots import actions as ballots
from thidua.ballots.tests import factories as ballot_factories
from thidua.ballots.wording import new_receipt
from thidua.boards import actions as boards
from thidua.care import actions as care
from thidua.certificates import actions as certificates
from thidua.councils import actions as councils
from thidua.councils import queries as council_queries
from thidua.councils.states import Attendance, CouncilKind, SeatPosition, TieKind, Way
from thidua.disclosures import actions as disclosures
from thidua.documents import queries as documents
from thidua.initiatives import actions as initiatives
from thidua.movements import actions as movements
from thidua.movements import queries as movement_queries
from thidua.orgs import actions as orgs
from thidua.pacts import actions as pacts
from thidua.pacts.tests import factories as pact_parts
from thidua.programmes import actions as programmes
from thidua.programmes.states import Part
from thidua.reviews import actions as reviews
from thidua.reviews.states import ReviewKind
from thidua.suggestions import actions as suggestions

pytestmark = pytest.mark.django_db(transaction=True)

# Who opens what, by which template it is drawn. «-» is nobody signed in.
Visit = tuple[str, str, str]
# Frames of other pages, and pages that need a second factor, another house or a fault to be seen.
NOT_VISITED = {
    "ui/bulk.html", "ui/case.html", "ui/ceremony.html", "ui/list.html",
    "400.html", "403_csrf.html", "429.html", "500.html",
    "account/account_inactive.html", "mfa/authenticate.html", "mfa/reauthenticate.html",
    "mfa/recovery_codes/generate.html", "mfa/recovery_codes/index.html",
    "mfa/totp/deactivate_form.html", "socialaccount/authentication_error.html",
    "socialaccount/login.html", "socialaccount/login_cancelled.html", "orgs/slips_print.html",
    "notices/nobody.html",
    # Drawn only in answer to a button.
    "boards/link.html", "boards/remind.html",
}  # fmt: skip
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
CONTRAST = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast"]}}


def _people_and_account(here: world.World) -> list[Visit]:
    admin = here.user("admin")
    imported = orgs.preview_import(
        actor=admin, unit=here.top, kind="units",
        sheet=[
            ["Mã đơn vị", "Tên đơn vị", "Loại", "Hệ", "Mã đơn vị cấp trên"],
            ["K09", "Khoa Nhi", "khoa, phòng", "chính quyền", "BVST"],
        ],
    )  # fmt: skip
    newcomer = orgs.add_person(
        actor=admin, unit=here.group, code="MOI01", full_name="Đỗ Văn Khách", kind="union",
        valid_from=world.SINCE,
    )  # fmt: skip
    ((_person, token),) = orgs.issue_slips(actor=admin, unit=here.group, people=[newcomer])
    member = here.members[2]
    return [
        ("account/login.html", "-", reverse("account_login")),
        ("accounts/type_token.html", "-", reverse("accounts:type_token")),
        ("accounts/first_sign_in.html", "-", reverse("accounts:first_sign_in", args=[token])),
        ("accounts/slip_over.html", "-", reverse("accounts:first_sign_in", args=["A" * 16])),
        ("accounts/me.html", "admin", reverse("accounts:me")),
        ("account/password_change.html", "admin", reverse("account_change_password")),
        ("account/reauthenticate.html", "admin", reverse("account_reauthenticate")),
        ("account/logout.html", "admin", reverse("account_logout")),
        ("mfa/index.html", "admin", reverse("mfa_index")),
        ("mfa/totp/activate_form.html", "admin", reverse("mfa_activate_totp")),
        ("usersessions/usersession_list.html", "admin", reverse("usersessions_list")),
        ("orgs/units.html", "admin", reverse("orgs:units")),
        ("orgs/unit.html", "admin", reverse("orgs:unit", args=[here.top.pk])),
        ("orgs/ask.html", "admin", reverse("orgs:new_unit", args=[here.top.pk])),
        ("ui/list_page.html", "admin", reverse("orgs:people")),
        ("orgs/person.html", "admin", reverse("orgs:person", args=[member.pk])),
        ("orgs/reset.html", "admin", reverse("orgs:reset", args=[member.pk])),
        ("orgs/merge.html", "admin", reverse("orgs:merge", args=[member.pk]) + "?person=MOI01"),
        ("orgs/slips.html", "admin", reverse("orgs:slips", args=[here.group.pk])),
        ("orgs/bring.html", "admin", reverse("orgs:import_people")),
        ("orgs/import.html", "admin", reverse("orgs:import", args=[imported.pk])),
        ("orgs/who_may_see.html", "admin", f"{reverse('orgs:who_may_see')}?path=/don-vi/"),
        ("403.html", "member", reverse("orgs:import_people")),
        ("404.html", "member", "/khong-co-trang-nay/"),
        ("ui/more.html", "admin", reverse("ui:more")),
        ("ui/gallery.html", "admin", reverse("ui:gallery")),
        ("ui/offline.html", "-", reverse("ui:offline", args=["vi"])),
        ("portal/search.html", "admin", f"{reverse('portal:search')}?q=cao+diem"),
    ]


def _movements_and_entries(here: world.World) -> list[Visit]:
    officer, author = here.user("canbo"), here.members[1]
    draft = movements.create_movement(
        actor=officer, unit=here.top, facts={"title": "Phong trào chưa viết xong"}
    )
    (open_list,) = movement_queries.lists_of(here.other_head.user, here.movement, on=world.TODAY)
    (approved,) = movement_queries.lists_of(here.head.user, here.movement, on=world.TODAY)
    facts = {"title": "Khay lấy máu có vạch chia", "solution": "Chia khay theo buồng."}
    entry = initiatives.create_initiative(
        actor=author.user, unit=here.group, on=world.TODAY, authors=[(author, 100)],
        facts={**facts, "benefit": "process", "movement": here.movement},
    )  # fmt: skip
    initiatives.submit_initiative(actor=author.user, initiative=entry, on=world.TODAY)
    solved = initiatives.create_difficulty(
        actor=author.user, unit=here.group, on=world.TODAY, facts={"title": "Thiếu cáng"}
    )
    return [
        ("notices/home.html", "head", reverse("notices:home")),
        ("notices/inbox.html", "head", reverse("notices:inbox")),
        ("notices/mine.html", "member", reverse("notices:mine")),
        ("ui/list_page.html", "head", reverse("movements:list")),
        ("movements/detail.html", "head", reverse("movements:detail", args=[here.movement.pk])),
        ("movements/detail.html", "canbo", reverse("movements:detail", args=[draft.pk])),
        ("movements/form.html", "canbo", reverse("movements:edit", args=[draft.pk])),
        ("movements/launch.html", "giamdoc", reverse("movements:launch", args=[draft.pk])),
        (
            "movements/follow_up.html",
            "canbo",
            reverse("movements:follow_up", args=[here.movement.pk]),
        ),
        ("movements/close.html", "giamdoc", reverse("movements:close", args=[here.movement.pk])),
        (
            "movements/registration.html",
            "other",
            reverse("movements:registration", args=[open_list.pk]),
        ),
        (
            "movements/registration.html",
            "head",
            reverse("movements:registration", args=[approved.pk]),
        ),
        ("ui/list_page.html", "head", reverse("initiatives:list")),
        ("initiatives/form.html", "member", reverse("initiatives:create")),
        ("initiatives/detail.html", "head", reverse("initiatives:detail", args=[entry.pk])),
        ("initiatives/return.html", "head", reverse("initiatives:return", args=[entry.pk])),
        ("initiatives/difficulty_form.html", "member", reverse("initiatives:difficulty_create")),
        (
            "initiatives/difficulty_detail.html",
            "member",
            reverse("initiatives:difficulty_detail", args=[solved.pk]),
        ),
    ]


def _before_a_session(here: world.World) -> list[Visit]:
    """Two cards on the agenda of a council that sits with another one; the director reads."""
    here.seat_council().propose(count=2)
    secretary, council = here.user("thuky"), here.council
    other = councils.create_council(
        actor=here.user("canbo"), unit=here.top, name="Hội đồng sáng kiến Bệnh viện",
        kind=CouncilKind.INITIATIVE, decision="Quyết định số 14/QĐ-BVST", valid_from=world.TODAY,
        seats=[(seat.person, SeatPosition(seat.position)) for seat in council.seats.all()],
    )  # fmt: skip
    sitting = councils.plan_sitting(
        actor=secretary, unit=here.top, held_on=world.TODAY, place="Phòng họp số 1",
        purpose="xét khen thưởng và sáng kiến", councils=[(council, ""), (other, "")],
    )  # fmt: skip
    meeting = sitting.meetings.get(turn=1)
    cases = list(council_queries.waiting_cases(council))
    councils.schedule_cases(actor=secretary, meeting=meeting, cases=cases)
    councils.name_substitute(
        actor=secretary, seat=council.seats.get(person=here.people["chutich"]),
        person=here.members[0], basis="Giấy ủy quyền", valid_from=world.TODAY, meeting=meeting,
    )  # fmt: skip
    councils.declare_conflict(
        actor=secretary, case=cases[0], person=here.people["canbo"], kind=TieKind.UNIT,
        reason="cùng khoa",
    )  # fmt: skip
    chosen = "&".join(f"muc={case.pk}" for case in cases)
    return [
        ("councils/papers.html", "giamdoc", reverse("councils:papers", args=[meeting.pk])),
        ("councils/card.html", "giamdoc", reverse("councils:card", args=[cases[0].pk])),
        (
            "councils/compare.html", "giamdoc",
            f"{reverse('councils:compare', args=[meeting.pk])}?{chosen}",
        ),
        ("councils/conflicts.html", "thuky", reverse("councils:conflicts", args=[meeting.pk])),
        ("councils/kinship.html", "giamdoc", reverse("councils:kinship")),
        ("councils/sitting.html", "thuky", reverse("councils:sitting", args=[sitting.pk])),
        ("councils/substitutes.html", "thuky", reverse("councils:substitutes", args=[council.pk])),
        *_amid_a_session(here, other, cases[0].kind),
    ]  # fmt: skip


def _amid_a_session(here: world.World, council: Any, kind: str) -> list[Visit]:
    """One case that members are scoring, another that two tellers count on paper."""
    secretary = here.user("thuky")
    councils.set_score_sheet(
        actor=here.user("canbo"), council=council, name="Phiếu chấm điểm", regulation="12/QC-HĐ",
        regulation_on=world.SINCE, valid_from=world.SINCE,
        criteria=[("Kết quả công tác", Decimal(2), Decimal(10))],
    )  # fmt: skip
    scored, voted = (
        councils.open_case(
            actor=secretary, council=council, kind=kind, subject_id=number, topic="CSTDCS",
            title=f"Nội dung số {number}",
        ) for number in (9001, 9002)
    )  # fmt: skip
    meeting = councils.plan_meeting(
        actor=secretary, council=council, held_on=world.TODAY, place="Phòng họp số 2",
        purpose="xét khen thưởng",
    )  # fmt: skip
    councils.schedule_cases(actor=secretary, meeting=meeting, cases=[scored, voted])
    seats = council_queries.seats_on(council, world.TODAY)
    meeting = councils.open_meeting(
        actor=secretary, meeting=meeting, presider=seats[0],
        attendance={seat.pk: (Attendance.PRESENT, "") for seat in seats},
    )  # fmt: skip
    councils.open_scoring(actor=secretary, meeting=meeting, cases=[scored])
    poll = councils.open_poll(
        actor=secretary, meeting=meeting, cases=[voted], way=Way.PAPER,
        tellers=[here.people["giamdoc"], here.people["canbo"]],
        citation="Quy chế số 12/QC-HĐ ngày 06/01/2025",
    )  # fmt: skip
    code = council_queries.code_of(meeting)
    return [
        ("councils/meeting.html", "thuky", reverse("councils:meeting", args=[meeting.pk])),
        ("councils/sheet.html", "canbo", reverse("councils:sheet", args=[council.pk])),
        ("councils/score.html", "giamdoc", reverse("councils:score", args=[meeting.pk])),
        ("councils/scores.html", "thuky", reverse("councils:scores", args=[meeting.pk])),
        ("councils/counting.html", "giamdoc", reverse("councils:counting", args=[poll.pk])),
        ("councils/arrive.html", "giamdoc", reverse("councils:arrive", args=[meeting.pk, code])),
        ("councils/wall.html", "thuky", reverse("councils:wall", args=[meeting.pk])),
    ]


def _council_and_awards(here: world.World) -> list[Visit]:
    closed, decided, decision = here.meeting, here.round, here.decision
    letter, run = awards.letters_of(decision)[0], here.print_letters()
    here.open_round(count=1).call_session()
    planned, paper = here.meeting, documents.papers_of(decided)[0]
    sheet = certificates.create_stock(
        actor=here.user("canbo"), unit=here.top, name="Phôi giấy khen", width=297, height=210,
        valid_from=world.TODAY,
    )  # fmt: skip
    return [
        ("councils/council.html", "thuky", reverse("councils:council", args=[here.council.pk])),
        ("councils/create.html", "canbo", reverse("councils:create", args=[here.top.pk])),
        ("councils/form.html", "thuky", reverse("councils:plan", args=[here.council.pk])),
        ("councils/meeting.html", "thuky", reverse("councils:meeting", args=[planned.pk])),
        ("councils/meeting.html", "thuky", reverse("councils:meeting", args=[closed.pk])),
        ("awards/round.html", "canbo", reverse("awards:round", args=[decided.pk])),
        ("awards/form.html", "canbo", reverse("awards:propose", args=[here.round.pk])),
        ("awards/submit.html", "canbo", reverse("awards:round_submit", args=[here.round.pk])),
        ("awards/ratings.html", "canbo", reverse("awards:ratings")),
        ("awards/dossier.html", "canbo", reverse("awards:dossier", args=[here.dossiers[0]])),
        ("awards/decision.html", "canbo", reverse("awards:decision", args=[decision.pk])),
        ("awards/mine.html", "member", reverse("awards:mine")),
        ("ui/list_page.html", "canbo", reverse("awards:registry")),
        ("orgs/task.html", "canbo", reverse("orgs:task", args=[run.pk])),
        ("documents/paper.html", "canbo", reverse("documents:paper", args=[paper.pk])),
        ("documents/form.html", "canbo", reverse("documents:register_paper")),
        ("documents/sign.html", "giamdoc", reverse("documents:sign", args=[paper.pk])),
        ("documents/books.html", "canbo", reverse("documents:books")),
        ("documents/register.html", "canbo", reverse("documents:register")),
        ("documents/word_templates.html", "canbo", reverse("documents:word_templates")),
        ("certificates/form.html", "canbo", reverse("certificates:create")),
        ("certificates/stock.html", "canbo", reverse("certificates:stock", args=[sheet.pk])),
        ("portal/verify_form.html", "-", reverse("portal:verify_form")),
        ("portal/verify.html", "-", reverse("portal:verify", args=[letter.code])),
    ]


def _pacts(here: world.World) -> list[Visit]:
    officer, movement = here.user("canbo"), here.movement
    parties = [pacts.PartyFacts(unit, titles=["TTLDXS"]) for unit in (here.group, here.other_group)]
    given: dict[str, Any] = {
        "facts": {**pact_parts.FACTS, "held_on": world.TODAY, "sign_by": world.TODAY},
        "parties": parties, "clauses": pact_parts.CLAUSES,
    }  # fmt: skip
    draft, opened, sealed = (
        pacts.create_pact(actor=officer, movement=movement, **given) for _ in range(3)
    )
    for pact in (opened, sealed):
        pacts.open_pact(actor=officer, pact=pact, on=world.TODAY)
    for head, unit in ((here.head, here.group), (here.other_head, here.other_group)):
        pacts.sign_pact(
            actor=user_by_id(head.user_id), pact=sealed, party=pact_parts.place(sealed, unit),
            secret=world.PASSWORD, on=world.TODAY,
        )  # fmt: skip
    sheet = pacts.record_sheet(
        actor=officer, pact=opened, scan=pact_parts.scan(), on=world.TODAY,
        signed={pact_parts.place(opened, here.other_group).pk: here.other_head.full_name},
    )  # fmt: skip
    amended = pacts.amend_pact(actor=officer, pact=sealed, reason="Đổi nơi ký.")
    create = f"{reverse('pacts:create')}?phong-trao={movement.pk}"
    return [
        ("ui/list_page.html", "head", reverse("pacts:list")),
        ("pacts/detail.html", "canbo", reverse("pacts:detail", args=[opened.pk])),
        ("pacts/detail.html", "member", reverse("pacts:detail", args=[sealed.pk])),
        ("pacts/form.html", "canbo", create),
        ("pacts/open.html", "canbo", reverse("pacts:open", args=[draft.pk])),
        (
            "pacts/clause.html",
            "canbo",
            reverse("pacts:clause", args=[draft.pk, draft.clauses.earliest("order").pk]),
        ),
        ("pacts/reason.html", "canbo", reverse("pacts:recall", args=[opened.pk])),
        ("pacts/close.html", "canbo", reverse("pacts:close", args=[opened.pk])),
        ("pacts/sheet.html", "canbo", reverse("pacts:record_sheet", args=[opened.pk])),
        ("pacts/confirm.html", "giamdoc", reverse("pacts:confirm_sheet", args=[sheet.pk])),
        ("pacts/sign.html", "head", reverse("pacts:sign", args=[opened.pk])),
        ("pacts/follow_up.html", "canbo", reverse("pacts:follow_up")),
        ("pacts/changes.html", "canbo", reverse("pacts:changes", args=[amended.pk])),
        ("pacts/progress.html", "head", reverse("pacts:progress", args=[sealed.pk])),
        ("pacts/ceremony.html", "head", reverse("pacts:ceremony", args=[opened.pk])),
        ("pacts/ceremony.html", "head", reverse("pacts:ceremony", args=[sealed.pk])),
    ]


def _work_and_care(here: world.World) -> list[Visit]:
    """Tasks of a movement, care, suggestions."""
    officer, head, member = here.user("canbo"), here.head.user, here.members[1]
    row = {"title": "Đưa tin hằng tuần trên bảng tin", "due_on": world.TODAY, "unit": here.group}
    launch = programmes.record_launch(
        actor=officer, movement=here.movement, on=world.TODAY, directions=[row],
        facts={"held_on": world.TODAY, "place": "Hội trường", "presided_by": "Chủ tịch công đoàn"},
    )  # fmt: skip
    tasks = programmes.plan_tasks(
        actor=officer, movement=here.movement, part=Part.COMMUNICATION, on=world.TODAY,
        tasks=[{**row, "person": member, "channel": "bảng tin"}, row],
    )  # fmt: skip
    programmes.finish_task(actor=head, task=tasks[1], on=world.TODAY, result="Đã đưa 12 tin.")
    programme = programmes.start_programme(actor=head, unit=here.group, movement=here.movement)
    record = care.create_record(
        actor=officer, unit=here.group, on=world.TODAY,
        facts={
            "occasion": "Tháng Công nhân", "kind": "hardship", "source": "union_fees",
            "given_on": world.TODAY, "person": member, "circumstances": "Con ốm dài ngày.",
        },
    )  # fmt: skip
    written = suggestions.send_suggestion(
        actor=member.user, unit=here.group, on=world.TODAY, kind="obstacle", text="Thiếu xe lăn."
    )
    movement, task, done = [here.movement.pk], [tasks[0].pk], [tasks[1].pk]
    return [
        ("ui/list_page.html", "canbo", reverse("programmes:list")),
        ("programmes/task.html", "member", reverse("programmes:task", args=task)),
        ("programmes/task.html", "canbo", reverse("programmes:task", args=done)),
        ("programmes/edit.html", "canbo", reverse("programmes:edit", args=task)),
        ("programmes/reason.html", "canbo", reverse("programmes:return", args=done)),
        ("programmes/movement.html", "canbo", reverse("programmes:movement", args=movement)),
        ("programmes/plan.html", "canbo", reverse("programmes:communicate", args=movement)),
        ("programmes/launch.html", "canbo", reverse("programmes:launch_edit", args=[launch.pk])),
        ("programmes/programme.html", "head", reverse("programmes:programme", args=[programme.pk])),
        (
            "programmes/programme_form.html",
            "head",
            reverse("programmes:programme_edit", args=[programme.pk]),
        ),
        ("care/list.html", "canbo", reverse("care:list")),
        ("care/record.html", "canbo", reverse("care:record", args=[record.pk])),
        ("care/form.html", "canbo", reverse("care:create")),
        ("care/cancel.html", "canbo", reverse("care:cancel", args=[record.pk])),
        ("care/erase.html", "canbo", reverse("care:erase", args=[record.pk])),
        ("care/report.html", "giamdoc", reverse("care:report")),
        ("ui/list_page.html", "head", reverse("suggestions:list")),
        ("suggestions/send.html", "member", reverse("suggestions:send")),
        ("suggestions/detail.html", "head", reverse("suggestions:detail", args=[written.pk])),
        ("suggestions/form.html", "head", reverse("suggestions:pass_on", args=[written.pk])),
    ]


def _lists_in_public(here: world.World) -> list[Visit]:
    """A list shown for comments, what is said of it, letters, holds."""
    officer, member = here.user("canbo"), here.members[1].user
    shown = disclosures.open_disclosure(
        actor=officer, unit=here.top, on=world.TODAY, title="Đề nghị khen thưởng cuối năm",
        reach="public", starts_on=world.TODAY, lines=[
            disclosures.Line(
                name=str(each), unit_name=here.group.name, proposed="Giấy khen",
                summary="Cải tiến khay thuốc, giảm 12 phút chờ mỗi ca.",
            )
            for each in here.members[:3]
        ],
    )  # fmt: skip
    said = [
        disclosures.send_comment(
            actor=member, disclosure=shown, on=world.TODAY, stance="objection",
            text="Khay thuốc là của cả tổ.", row=shown.rows.first(), is_protected=True,
        )
        for _n in range(2)
    ]  # fmt: skip
    letter = disclosures.take_over_comment(
        actor=officer, comment=said[1], kind="complaint", on=world.TODAY
    )
    held = disclosures.place_hold(
        actor=officer, unit=here.group, on=world.TODAY, ground="inspection", paper="15/QĐ-TTr",
        paper_on=world.TODAY,
    )  # fmt: skip
    one, comment = [shown.pk], [said[0].pk]
    return [
        ("ui/list_page.html", "member", reverse("disclosures:list")),
        ("ui/list_page.html", "canbo", reverse("disclosures:comments")),
        ("ui/list_page.html", "canbo", reverse("disclosures:complaints")),
        ("ui/list_page.html", "canbo", reverse("disclosures:holds")),
        ("disclosures/open.html", "canbo", reverse("disclosures:open")),
        ("disclosures/detail.html", "member", reverse("disclosures:detail", args=one)),
        ("disclosures/detail.html", "canbo", reverse("disclosures:detail", args=one)),
        ("disclosures/form.html", "member", reverse("disclosures:send", args=one)),
        ("disclosures/comment.html", "canbo", reverse("disclosures:comment", args=comment)),
        ("disclosures/complaint.html", "canbo", reverse("disclosures:complaint", args=[letter.pk])),
        ("disclosures/hold.html", "canbo", reverse("disclosures:hold", args=[held.pk])),
        ("disclosures/public.html", "member", reverse("disclosures:public", args=[shown.code])),
    ]


def _around_a_movement(here: world.World) -> list[Visit]:
    """Phases of a draft, what is answered, a new year, the pulse."""
    officer = here.user("canbo")
    days = {"starts_on": here.movement.starts_on, "ends_on": here.movement.ends_on}
    higher = movements.record_outside(
        actor=officer, unit=here.top,
        facts={
            **days, "title": "Lao động sáng tạo toàn ngành", "body": "Công đoàn ngành",
            "kind": "thematic", "level": "province",
        },
    )  # fmt: skip
    movements.answer_movements(actor=officer, movement=here.movement, parents=[higher])
    draft = movements.open_year(actor=officer, movement=here.movement, on=world.TODAY)
    phase = movements.add_phase(
        actor=officer, movement=draft, units=[here.group, here.other_group],
        facts={
            "title": "Mỗi tuần một sáng kiến", "starts_on": draft.starts_on,
            "ends_on": draft.ends_on, "rule": "weekly", "measure": "initiatives.submitted",
            "amount": 1, "owed_by": "in_turn",
        },
    )  # fmt: skip
    here_pk = here.movement.pk
    return [
        ("movements/list.html", "canbo", reverse("movements:list")),
        ("movements/detail.html", "head", reverse("movements:detail", args=[higher.pk])),
        ("movements/detail.html", "canbo", reverse("movements:detail", args=[draft.pk])),
        ("movements/phase_form.html", "canbo", reverse("movements:edit_phase", args=[phase.pk])),
        ("movements/answer.html", "canbo", reverse("movements:answer", args=[here_pk])),
        ("movements/outside.html", "canbo", reverse("movements:outside")),
        ("movements/open_year.html", "canbo", reverse("movements:open_year", args=[here_pk])),
        ("movements/launch.html", "giamdoc", reverse("movements:launch", args=[draft.pk])),
        ("movements/pulse.html", "giamdoc", reverse("movements:pulse")),
        ("movements/beat.html", "giamdoc", reverse("movements:beat", args=[here_pk])),
    ]


def _boards(here: world.World) -> list[Visit]:
    """A board with a weekly rhythm, its wall, the officer's desk, and how one is told."""
    officer = here.user("canbo")
    movement = movements.open_year(actor=officer, movement=here.movement, on=world.TODAY)
    days = {"starts_on": here.movement.starts_on, "ends_on": here.movement.ends_on}
    movement = movements.update_movement(
        actor=officer, movement=movement, scope=[here.group, here.other_group],
        facts={**days, "register_by": None, "late_until": None},
    )  # fmt: skip
    movements.add_phase(
        actor=officer, movement=movement,
        facts={
            **days, "title": "Mỗi tuần một sáng kiến", "rule": "weekly", "amount": 1,
            "measure": "initiatives.submitted", "owed_by": "each",
        },
    )  # fmt: skip
    movement = movements.launch_movement(
        actor=here.user("giamdoc"), movement=movement, on=world.TODAY
    )
    _link, code = boards.make_link(actor=officer, movement=movement, place="Sảnh nhà A")
    boards.remind(actor=officer, movement=movement, on=world.TODAY)
    of, group = [movement.pk], [movement.pk, here.group.pk]
    return [
        ("ui/list_page.html", "head", reverse("boards:list")),
        ("boards/board.html", "head", reverse("boards:board", args=of)),
        ("boards/group.html", "head", reverse("boards:group", args=group)),
        ("boards/group.html", "canbo", reverse("boards:group", args=group)),
        ("boards/desk.html", "canbo", reverse("boards:desk", args=of)),
        ("boards/settings.html", "canbo", reverse("boards:settings", args=of)),
        ("boards/wall.html", "head", reverse("boards:wall", args=of)),
        ("boards/wall.html", "-", reverse("boards:screen", args=[code])),
        ("notices/preference.html", "head", reverse("notices:preference")),
    ]


def _reviews(here: world.World) -> list[Visit]:
    """A draft with charts and tables, read and written."""
    officer, movement = here.user("canbo"), here.movement
    draft = reviews.draft_review(
        actor=officer, movement=movement, kind=ReviewKind.INTERIM, symbol="BC-BV",
        starts_on=movement.starts_on, as_of=world.TODAY, on=world.TODAY,
    )  # fmt: skip
    return [
        ("reviews/form.html", "canbo", reverse("reviews:create", args=[movement.pk, "interim"])),
        ("reviews/detail.html", "giamdoc", reverse("reviews:detail", args=[draft.pk])),
        ("reviews/edit.html", "canbo", reverse("reviews:edit", args=[draft.pk])),
    ]


def _ballots(here: world.World) -> list[Visit]:
    """The booth before and after voting, the desk, and what was counted or voided."""
    officer, voters = here.user("canbo"), here.members[:3]
    made = []
    for title in ("Bình xét quý IV", "Bình xét năm", "Bình xét lại", "Bình xét đợt cuối"):
        ballot = ballots.create_ballot(
            actor=officer, kind=ballot_factories.KIND, subject_id=here.top.pk, title=title,
            items=ballot_factories.ITEMS, voters=voters, members=3, on=world.TODAY,
        )  # fmt: skip
        made.append(ballots.open_ballot(actor=officer, ballot=ballot, on=world.TODAY))
    still_open, counted, voided, cast = made
    for ballot, people in ((counted, voters), (cast, voters[:1])):
        for person in people:
            ballots.cast_ballot(
                actor=person.user, ballot=ballot, receipt=new_receipt(), on=world.TODAY,
                marks={"binh": "agree", "hoa": "disagree"},
            )  # fmt: skip
    ballots.close_ballot(actor=officer, ballot=counted, on=world.TODAY)
    ballots.void_ballot(actor=officer, ballot=voided, reason="Nhầm tên", on=world.TODAY)
    return [
        ("ui/list_page.html", "head", reverse("ballots:list")),
        ("ballots/booth.html", "head", reverse("ballots:ballot", args=[still_open.pk])),
        ("ballots/booth.html", "head", reverse("ballots:ballot", args=[cast.pk])),
        ("ballots/result.html", "head", reverse("ballots:ballot", args=[counted.pk])),
        ("ballots/waiting.html", "head", reverse("ballots:ballot", args=[voided.pk])),
        ("ballots/waiting.html", "canbo", reverse("ballots:ballot", args=[cast.pk])),
        ("ballots/wall.html", "head", reverse("ballots:wall", args=[cast.pk])),
        ("ballots/desk.html", "canbo", reverse("ballots:desk", args=[cast.pk])),
        ("ballots/close.html", "canbo", reverse("ballots:close", args=[cast.pk])),
        ("ballots/void.html", "canbo", reverse("ballots:void", args=[cast.pk])),
    ]


@pytest.fixture
def drawn() -> Any:
    """The templates that the server draws, in their order."""
    names: list[str] = []

    def see(sender: Any, template: Any, **told: Any) -> None:
        names.append(template.name)

    template_rendered.connect(see)
    yield names
    template_rendered.disconnect(see)


PARTS = [
    _people_and_account,
    _movements_and_entries,
    _around_a_movement,
    _boards,
    _before_a_session,
    _council_and_awards,
    _ballots,
    _pacts,
    _reviews,
    _work_and_care,
    _lists_in_public,
]


@pytest.mark.parametrize("part", PARTS)
def test_every_page_is_accessible(
    people: Callable[..., Page], drawn: list[str], part: Callable[[world.World], list[Visit]]
) -> None:
    here = world.build(size=4).launch().register()
    if part is _council_and_awards:
        here.seat_council().propose(2).call_session().recommend().draft().issue()
    visits = part(here)
    codes = {
        "head": here.head.code, "member": here.members[1].code, "other": here.other_head.code,
    }  # fmt: skip
    pages: dict[str, Page] = {}
    found = []
    for template, who, address in visits:
        if who not in pages:
            pages[who] = people("phone", bypass_csp=True)
            if who != "-":
                sign_in(pages[who], codes.get(who, who))
        drawn.clear()
        pages[who].goto(address)
        if "account/reauthenticate.html" in drawn and "reauthenticate" not in template:
            pages[who].locator("[name=password]").fill(world.PASSWORD)
            pages[who].get_by_role("button", name="Xác nhận").click()
            pages[who].wait_for_url(f"**{address}")
        if template != "ui/list_page.html" and template not in drawn:
            found.append(f"{address} is not drawn by {template}")
        found += [f"{template} {address}: {fault}" for fault in _faults(pages[who])]
    assert not found, "\n".join(found)


def _faults(page: Page) -> list[str]:
    violations = {"light": Axe().run(page, options=RULES).response["violations"]}
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate("options => axe.run(options)", CONTRAST)
    violations["dark"] = dark["violations"]
    faults = [
        f"{scheme} {violation['id']} {node['html'][:160]}"
        for scheme, found in violations.items()
        for violation in found
        for node in violation["nodes"]
    ]
    page.emulate_media(color_scheme="light")
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > 390:
        faults.append(f"{width} px wide")
    return faults


def test_every_page_template_is_visited() -> None:
    source = Path(__file__).read_text()
    homes = Path(thidua.__file__).parent.glob("*/templates")
    pages = {
        str(file.relative_to(home))
        for home in homes
        for file in home.rglob("*.html")
        if file.read_text().startswith("{% extends")
    }
    assert sorted(p for p in pages - NOT_VISITED if f'"{p}"' not in source) == []
    assert sorted(NOT_VISITED - pages) == []
