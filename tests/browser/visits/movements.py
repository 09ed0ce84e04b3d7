"""A movement and what lives around it."""

from typing import Any

from django.urls import reverse

from tests.browser.visits.visit import Visit
from tests.support import world
from thidua.accounts.queries import user_by_id
from thidua.boards import actions as boards
from thidua.care import actions as care
from thidua.clusters import actions as clusters
from thidua.initiatives import actions as initiatives
from thidua.movements import actions as movements
from thidua.movements import queries as movement_queries
from thidua.pacts import actions as pacts
from thidua.pacts.tests import factories as pact_parts
from thidua.programmes import actions as programmes
from thidua.programmes.states import Part
from thidua.reviews import actions as reviews
from thidua.reviews.states import ReviewKind
from thidua.suggestions import actions as suggestions


def movements_and_entries(here: world.World) -> list[Visit]:
    officer, author = here.user("canbo"), here.members[1]
    joint = movements.create_movement(
        actor=here.user("canbo"), unit=here.top, facts={"title": "Liên tịch", "is_joint": True},
        sponsors=[here.top, here.union],
    )  # fmt: skip
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
        ("movements/detail.html", "canbo", reverse("movements:detail", args=[joint.pk])),
        (
            "movements/joint_number.html",
            "canbo",
            reverse("movements:number_joint", args=[joint.parties.first().pk]),
        ),
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
        ("initiatives/many.html", "giamdoc", reverse("initiatives:recognise")),
        ("initiatives/difficulty_form.html", "member", reverse("initiatives:difficulty_create")),
        (
            "initiatives/difficulty_detail.html",
            "member",
            reverse("initiatives:difficulty_detail", args=[solved.pk]),
        ),
    ]


def around_a_movement(here: world.World) -> list[Visit]:
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


def of_boards(here: world.World) -> list[Visit]:
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


def of_pacts(here: world.World) -> list[Visit]:
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


def of_reviews(here: world.World) -> list[Visit]:
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


def work_and_care(here: world.World) -> list[Visit]:
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


def of_clusters(here: world.World) -> list[Visit]:
    """Clusters: the list, one, its officer's forms."""
    made = clusters.set_up_cluster(
        actor=here.user("canbo"), unit=here.top, name="Cụm thi đua số 1", kind="cluster",
        decision="QĐ số 05/QĐ-CĐCS", since=world.TODAY, members=[here.group, here.other_group],
        head=here.group, deputies=[here.other_group],
    )  # fmt: skip
    one = [made.pk]
    return [
        ("ui/list_page.html", "canbo", reverse("clusters:list")),
        ("clusters/cluster.html", "canbo", reverse("clusters:cluster", args=one)),
        ("clusters/form.html", "canbo", reverse("clusters:set_up")),
        ("clusters/form.html", "canbo", reverse("clusters:change", args=one)),
        ("clusters/end.html", "canbo", reverse("clusters:end", args=one)),
    ]
