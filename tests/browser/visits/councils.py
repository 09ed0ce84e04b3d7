"""Councils, ballots, lists in public, awards and their papers."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from tests.browser.visits.visit import Visit
from tests.support import world
from thidua.awards import actions as award_actions
from thidua.awards import queries as awards
from thidua.ballots import actions as ballots
from thidua.ballots.tests import factories as ballot_factories
from thidua.ballots.wording import new_receipt
from thidua.certificates import actions as certificates
from thidua.councils import actions as councils
from thidua.councils import queries as council_queries
from thidua.councils.states import Attendance, CouncilKind, SeatPosition, TieKind, Way
from thidua.disclosures import actions as disclosures
from thidua.documents import queries as documents


def before_a_session(here: world.World) -> list[Visit]:
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


def council_and_awards(here: world.World) -> list[Visit]:
    closed, decided, decision = here.meeting, here.round, here.decision
    letter, run = awards.letters_of(decision)[0], here.print_letters()
    here.open_round(count=1).call_session()
    honour = decision.honours.order_by("pk").first()
    person = honour.person_id
    revocation = award_actions.draft_revocation(
        actor=here.user("canbo"), decision=decision, honours=[honour.pk], symbol="QĐ-BV",
        reason="Kê khai thành tích không đúng", article="khoản 3 Điều 15 Luật Thi đua, khen thưởng",
    )  # fmt: skip
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
        ("portal/decision.html", "-", reverse("portal:decision", args=[decision.pk])),
        ("awards/form.html", "canbo", reverse("awards:propose", args=[here.round.pk])),
        ("awards/submit.html", "canbo", reverse("awards:round_submit", args=[here.round.pk])),
        ("awards/quotas.html", "canbo", reverse("awards:round_quotas", args=[here.round.pk])),
        ("awards/reserve.html", "canbo", reverse("awards:round_reserve", args=[here.round.pk])),
        ("awards/yearly.html", "canbo", reverse("awards:yearly")),
        ("awards/ratings.html", "canbo", reverse("awards:ratings")),
        ("awards/dossier.html", "canbo", reverse("awards:dossier", args=[here.dossiers[0]])),
        ("awards/report.html", "canbo", reverse("awards:report_edit", args=[here.dossiers[0]])),
        ("awards/revocation.html", "canbo", reverse("awards:revocation", args=[revocation.pk])),
        ("awards/decision.html", "canbo", reverse("awards:decision", args=[decision.pk])),
        ("awards/mine.html", "member", reverse("awards:mine")),
        ("awards/eligibility.html", "canbo", reverse("awards:eligibility_of", args=[person])),
        ("awards/eligibility_list.html", "canbo", reverse("awards:eligibility")),
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


def of_ballots(here: world.World) -> list[Visit]:
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


def lists_in_public(here: world.World) -> list[Visit]:
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
