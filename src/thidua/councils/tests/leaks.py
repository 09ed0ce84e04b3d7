"""What of councils may reach whom."""

from typing import Any

from tests.leaks.planted import Planted, secret
from tests.leaks.roles import COUNCIL, KEEPER, WATCHERS
from tests.support.world import SINCE, TODAY

from thidua.councils import actions, queries
from thidua.councils.models import (
    Council,
    Kinship,
    Meeting,
    Poll,
    Presence,
    PrivateNote,
    Quota,
    Recusal,
    ScoreSheet,
    Scoring,
    Sitting,
    Substitution,
    Vote,
)
from thidua.councils.outcomes import OUTCOMES, WITHDRAWN
from thidua.councils.states import TieKind

READERS = COUNCIL | WATCHERS
PREPARERS = frozenset({"officer", "secretary"})
KIND = "test.leak"

if KIND not in OUTCOMES:
    OUTCOMES.register(KIND)(lambda **_given: None)
    WITHDRAWN.register(KIND)(lambda **_given: None)


def planted(here: Any) -> Planted:
    held = here.meeting
    for name in ("Hội đồng sáng kiến", "Hội đồng khoa học"):
        Council.objects.create(
            unit=here.top, name=name, kind="initiative", decision="QĐ 13", valid_from=SINCE
        )
    planned = actions.plan_meeting(
        actor=here.user("thuky"), council=here.council, held_on=TODAY, place="Phòng họp số 2",
        purpose="xét khen thưởng",
    )  # fmt: skip
    case, vote = queries.agenda_of(held)[0], Vote.objects.filter(choice="blank").first()
    sitting, waiting = _sitting(here), _waiting(here, planned)
    sheet, quota, poll = _decided(held, case)
    return Planted(
        objects={
            "thanh-lap/<int:unit>": [here.top.pk],
            "<int:pk>": [here.council.pk],
            "phien-hop/<int:pk>": [held.pk, planned.pk],
            "noi-dung/<int:pk>": [case.pk, waiting.pk],
            "noi-dung/<int:pk>/phieu.<str:ext>": [(case.pk, "pdf"), (waiting.pk, "docx")],
            "buoi-hop/lap/<int:unit>": [here.top.pk],
            "buoi-hop/<int:pk>": [sitting.pk],
            "phien-hop/<int:pk>/diem-danh/<str:code>": [(planned.pk, queries.code_of(planned))],
            "bo-phieu/<int:pk>": [poll.pk],
            "bo-phieu/<int:pk>/bien-ban.<str:ext>": [(poll.pk, "pdf"), (poll.pk, "docx")],
            "phien-hop/<int:pk>/phieu-binh-xet.<str:ext>": [(held.pk, "pdf")],
            "phien-hop/<int:pk>/bien-ban.<str:ext>": [(held.pk, "pdf"), (held.pk, "docx")],
        },
        secrets=[
            secret(here.council, "name", READERS),
            secret(held, "conclusion", READERS),
            secret(planned, "purpose", READERS),
            secret(case, "notes", READERS),
            secret(vote, "reason", READERS),
            secret(Presence.objects.order_by("pk").first(), "reason", READERS),
            secret(sitting, "purpose", READERS),
            secret(here.council.compositions.get(), "decision", READERS),
            secret(Substitution.objects.get(), "basis", READERS),
            secret(sheet, "name", READERS),
            secret(quota, "basis", READERS),
            # The card, for all who see the council but the director, who is in conflict.
            secret(waiting, "summary", READERS - {"director"}),
            secret(PrivateNote.objects.get(), "text", frozenset({"officer"})),
            # Why somebody stands aside: the record's, beside the person's own file.
            secret(Recusal.objects.get(), "reason", PREPARERS),
            secret(Kinship.objects.get(), "relation", KEEPER | PREPARERS | {"director", "head"}),
        ],
    )


def _decided(held: Any, case: Any) -> tuple[Any, Any, Any]:
    """What a session leaves behind: scores by a sheet, a quota, a paper ballot."""
    sheet = ScoreSheet.objects.create(
        council=held.council, name="…", regulation="12/QC-HĐ", regulation_on=SINCE,
        valid_from=SINCE,
    )  # fmt: skip
    Scoring.objects.create(case=case, sheet=sheet, state="closed")
    quota = Quota.objects.create(meeting=held, topic=case.topic, slots=9, basis="…", steps=[])
    poll = Poll.objects.create(
        meeting=held, way="paper", topic=case.topic, state="closed", voters=5, members=5,
        issued=5, collected=5, valid=5, opened_at=held.opened_at, closed_at=held.opened_at,
    )  # fmt: skip
    return sheet, quota, poll


def _sitting(here: Any) -> Any:
    """Two councils that sit together; nobody has a seat in the other."""
    other = Council.objects.get(name__startswith="Hội đồng khoa học")
    return Meeting.objects.create(
        council=here.council, held_on=TODAY, place="Phòng họp số 3", purpose="họp chung", turn=1,
        sitting=Sitting.objects.create(
            unit=other.unit, held_on=TODAY, place="Phòng họp số 3", purpose="họp chung"
        ),
    ).sitting  # fmt: skip


def _waiting(here: Any, planned: Any) -> Any:
    """A case on the agenda: the director is in conflict, an officer has noted something."""
    case = actions.open_case(
        actor=here.user("canbo"), council=here.council, kind=KIND, subject_id=1, topic="GK",
        title="Giấy khen của Giám đốc: người nhà", summary="…",
    )  # fmt: skip
    actions.schedule_cases(actor=here.user("canbo"), meeting=planned, cases=[case])
    director = here.user("giamdoc")
    case.refresh_from_db()
    actions.note_privately(actor=here.user("canbo"), case=case, text="…")
    actions.declare_conflict(
        actor=director, case=case, person=director.person, kind=TieKind.KIN, reason="…"
    )
    actions.declare_kinship(actor=director, relative=here.members[0], relation="…", on=TODAY)
    actions.name_substitute(
        actor=here.user("canbo"), seat=here.council.seats.get(person=here.people["chutich"]),
        person=here.people["thanhtra"], basis="…", valid_from=TODAY, meeting=planned,
    )  # fmt: skip
    return case
