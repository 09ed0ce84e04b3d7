"""What of rounds, dossiers, decisions and honours may reach whom."""

from datetime import date
from typing import Any

from tests.leaks.planted import MARK, Planted, Secret, secret
from tests.leaks.roles import COUNCIL, KEEPER, WATCHERS
from tests.support import world

from thidua.awards import actions
from thidua.awards.actions.spot import report_deed
from thidua.awards.models import (
    Dossier,
    Honour,
    Passage,
    QuotaException,
    Rating,
    Reconsideration,
)
from thidua.awards.queries import merits
from thidua.awards.tests.contract_merits import picture
from thidua.core import period
from thidua.exchange.tests.leaks import list_come, partner_of
from thidua.exchange.tests.senders import Sender

CONCERNED = WATCHERS | {"author", "head"}


def of_register(here: Any) -> tuple[Any, Any, Any]:
    """Entered decisions, two entries merged into one, and a unit that praised nobody."""
    officer = here.user("canbo")
    outsides = [
        actions.enter_outside(
            actor=officer, unit=here.top, on=world.TODAY,
            facts={
                "reference": f"{number}/QĐ-TLĐ", "decided_on": date(2025, 6, 1),
                "decided_by": "Tổng Liên đoàn", "level": "central", "line": "union",
                "award": "BK_TLD", "way": "ad_hoc", "year": 2025, "individuals": number,
            },
        ) for number in (1, 2, 3)
    ]  # fmt: skip
    actions.name_outside(actor=officer, outside=outsides[1], subjects=[here.group])
    actions.name_outside(actor=officer, outside=outsides[2], subjects=[here.group])
    kept, gone = Honour.objects.filter(unit=here.group, award="BK_TLD").order_by("pk")
    merger = actions.merge_honours(actor=officer, kept=kept, gone=gone)
    nothing = actions.state_nothing(
        actor=officer, unit=here.other_group, starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31),
    )  # fmt: skip
    return outsides[0], merger, nothing


def of_levels(here: Any, dossier: Dossier) -> tuple[Passage, QuotaException]:
    """A step up that was answered, and a cap that the round was let go past."""
    step = Passage.objects.create(
        dossier=dossier, from_round=dossier.round, to_body="Cơ quan cấp trên", state="praised",
        sent_on=world.TODAY, sent_by=here.user("canbo"), answered_on=world.TODAY,
    )  # fmt: skip
    exception = QuotaException.objects.create(
        round=dossier.round, award=dossier.award, quota="Quy chế đơn vị",
        decided_by=here.user("giamdoc"), decided_at=period.now(),
    )  # fmt: skip
    return step, exception


def planted(here: Any) -> Planted:
    author, decided, first = here.members[1], here.round, here.dossiers
    issued = Dossier.objects.get(pk__in=first, person=author)
    step, exception = of_levels(here, issued)
    here.open_round(3)
    drafts = Dossier.objects.filter(pk__in=here.dossiers).order_by("pk")
    draft = drafts.get(person=author)
    given_back = drafts.get(person=here.members[2])
    actions.submit_dossiers(
        actor=here.user("canbo"), round=here.round, dossiers=[given_back.pk],
        on=here.meeting.held_on, reason=f"{MARK}lydo",
    )  # fmt: skip
    given_back.refresh_from_db()
    actions.return_dossier(actor=here.user("canbo"), dossier=given_back, reason=f"{MARK}trahoso")
    actions.write_report(actor=author.user, dossier=draft, texts={"measures": f"{MARK}baocao"})
    taken = here.decision.honours.exclude(person=author).first()
    revocation, _other = (
        actions.draft_revocation(
            actor=here.user("canbo"), decision=here.decision, honours=[honour.pk],
            reason="Kê khai sai", article="Điều 15", symbol="QĐ-BV",
        ) for honour in (taken, Honour.objects.get(person=author))
    )  # fmt: skip
    row = revocation.rows.get()
    flag = Reconsideration.objects.create(recovery=row, honour=taken)
    sender = Sender(name="Sở Nội vụ")
    partner_of(here.user("canbo"), here.top, sender)
    parcel = list_come(here.user("canbo"), here.top, sender)
    merit = actions.tell_merit(actor=here.user("canbo"), dossier=draft)
    actions.attach_evidence(actor=here.user("canbo"), merit=merit, file=picture())
    proof = merits.evidence_files(merit).get()
    given = Honour.objects.get(person=author, decision=here.decision)
    outside, merger, nothing = of_register(here)
    for group in (here.group, here.other_group):
        report_deed(
            actor=here.user("canbo"), unit=group, subjects=[group], title="Giúp nhau ca trực",
            done_on=here.meeting.held_on, on=here.meeting.held_on,
        )  # fmt: skip
    return Planted(
        objects={
            "so-khen-thuong/nguoi/<int:pk>": [author.pk, here.members[2].pk],
            "so-khen-thuong/nguoi/<int:pk>/mang-theo.<str:ext>": [
                (author.pk, "json"),
                (author.pk, "pdf"),
            ],
            "so-khen-thuong/tap-the/<int:pk>": [here.group.pk, here.top.pk],
            "so-khen-thuong/trung/<int:pk>": [merger.pk],
            "ngoai/<int:pk>": [outside.pk],
            "truc-thuoc/khong-khen/<int:pk>": [nothing.pk],
            "dot-xet/<int:pk>": [decided.pk, here.round.pk],
            "dieu-kien/<int:pk>": [author.pk, here.members[2].pk],
            "dieu-kien/tap-the/<int:pk>": [here.group.pk, here.top.pk],
            "ho-so/<int:pk>": [issued.pk, draft.pk, given_back.pk],
            "ho-so/<int:pk>/thanh-phan/<slug:part>": [(draft.pk, "minutes")],
            "thanh-tich/<int:pk>": [merit.pk],
            "thanh-tich/<int:pk>/minh-chung/<int:file>": [(merit.pk, proof.pk)],
            "quyet-dinh/<int:pk>": [here.decision.pk],
            "thu-hoi/<int:pk>": [revocation.pk],
            "goi-tin/<int:pk>": [parcel.pk],
            "thu-hoi/muc/<int:pk>/<str:what>": [(row.pk, "hien-vat")],
            "thu-hoi/xem-xet/<int:pk>": [flag.pk],
            "dot-xet/<int:pk>/in/<str:name>.<str:ext>": [
                (each.pk, name, "pdf")
                for each in (decided, here.round)
                for name in ("trich-ngang", "to-trinh")
            ],
            "ho-so/<int:pk>/bao-cao.<str:ext>": [
                (each.pk, "pdf") for each in (issued, draft, given_back)
            ],
        },
        secrets=[
            secret(here.round, "name", CONCERNED | KEEPER | {"member"}),
            secret(step, "reason", CONCERNED | COUNCIL | KEEPER),
            secret(exception, "reason", WATCHERS),
            secret(issued, "achievement", CONCERNED | COUNCIL | KEEPER),
            secret(draft, "achievement", CONCERNED | KEEPER),
            secret(given, "achievement", CONCERNED | KEEPER),
            secret(outside, "occasion", WATCHERS),
            secret(revocation, "reason", WATCHERS),
            secret(merit, "text", CONCERNED | KEEPER),
            secret(merit, "title", CONCERNED | KEEPER),
            Secret(f"{MARK}baocao", CONCERNED | KEEPER, "awards.Report.texts"),
            secret(Rating.objects.get(person=author), "basis", CONCERNED | COUNCIL | KEEPER),
            Secret(f"{MARK}trahoso", WATCHERS | {"head", "member"}, "why a dossier was returned"),
        ],
    )
