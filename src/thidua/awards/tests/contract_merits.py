"""Cases of merits, works, parts of dossiers and unscheduled praise."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.contract import Case, case

from thidua.awards import actions
from thidua.awards.models import Dossier, Merit, Round
from thidua.awards.queries import merits
from thidua.awards.tests.factories import CONFIRMED, DAY, Scene, person, scene
from thidua.core import period
from thidua.initiatives.models import Author, Initiative
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import person_in

HOSPITAL = "Bệnh viện Quân y Sông Thao"
NOT_OFFICER = f"Việc này dành cho cán bộ thi đua, khen thưởng của {HOSPITAL}."


def told(at: Scene, **changes: Any) -> tuple[Dossier, Merit]:
    dossier = at.dossier(**changes)
    return dossier, actions.tell_merit(actor=at.house.officer, dossier=dossier)


def of(at: Scene, given: dict[str, Any], changed: set[str], wrong: Any) -> Case:
    return Case(
        at.house.officer, given, at.house.other_member, NOT_OFFICER, frozenset(changed), wrong
    )


def picture() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (2, 2)).save(content, "PNG")
    return SimpleUploadedFile("anh.png", content.getvalue())


@case("awards.dossier.tell_merit")
def tell_merit() -> Case:
    at = scene()
    empty = at.dossier("head", achievement="")
    return of(
        at, {"dossier": at.dossier()}, {"merit_id"},
        lambda: ({"dossier": empty}, "Ghi thành tích trong hồ sơ trước."),
    )  # fmt: skip


@case("awards.merit.update")
def update_merit() -> Case:
    at = scene()
    _dossier, merit = told(at)
    given = {"merit": merit, "title": "Trực Tết", "text": merit.text}
    return of(at, given, {"title"}, lambda: ({**given, "title": " "}, "Ghi việc làm, thành tích."))


@case("awards.merit.attach")
def attach_evidence() -> Case:
    at = scene()
    _dossier, merit = told(at)
    return of(
        at, {"merit": merit, "file": picture()}, set(),
        lambda: (
            {"merit": merit, "file": SimpleUploadedFile("a.pdf", b"")},
            "Tệp rỗng: hãy chọn lại tệp.",
        ),
    )  # fmt: skip


@case("awards.merit.detach")
def detach_evidence() -> Case:
    at = scene()
    _dossier, merit = told(at)
    actions.attach_evidence(actor=at.house.officer, merit=merit, file=picture())
    (stored,) = merits.evidence_files(merit)
    given = {"merit": merit, "file": stored.pk}

    def wrong() -> tuple[dict[str, Any], str]:
        Dossier.objects.update(state="submitted")
        return given, "Đã có hồ sơ nộp kèm minh chứng này nên không bỏ được."

    return of(at, given, set(), wrong)


@case("awards.merit.offer")
def offer_merit() -> Case:
    at = scene()
    _dossier, merit = told(at)
    person_in(at.house.union, Role.OFFICER)
    given = {"merit": merit, "unit": at.house.union, "on": DAY}
    return of(
        at, given, set(),
        lambda: (
            {**given, "unit": at.house.hospital},
            f"{at.house.hospital} không có cán bộ thi đua ở hệ khác của người này.",
        ),
    )  # fmt: skip


@case("awards.merit.propose")
def propose_merit() -> Case:
    at = scene()
    _dossier, merit = told(at)
    union = Round.objects.create(
        unit=at.house.union, name="Khen của công đoàn", year=2025, awards=["GK_CDCS"],
        submit_by=DAY,
    )  # fmt: skip
    given = {"merit": merit, "round": union, "award": "GK_CDCS", "on": DAY}
    return of(
        at, given, set(),
        lambda: ({**given, "award": "LDTT"}, "Đợt xét này không xét Lao động tiên tiến."),
    )  # fmt: skip


@case("awards.dossier.rest_on")
def rest_on_works() -> Case:
    at = scene()
    dossier = at.dossier()
    work = Initiative.objects.create(
        title="Xe tiêm", solution="…", benefit="time", unit=at.house.group,
        entered_by=at.house.member, state="verified", created_at=period.now(),
    )  # fmt: skip
    Author.objects.create(initiative=work, person=person(at.house), share=100)
    given = {"dossier": dossier, "initiatives": [work.pk]}
    return of(
        at, given, set(),
        lambda: (
            {**given, "initiatives": [work.pk + 1]},
            "Chỉ chọn sáng kiến đã được xác nhận của người được đề nghị.",
        ),
    )  # fmt: skip


@case("awards.dossier.check")
def check_part() -> Case:
    at = scene()
    given = {
        "dossier": at.dossier(), "part": "minutes", "state": "there", "reason": "Bản giấy",
        "on": DAY,
    }  # fmt: skip
    return of(
        at,
        given,
        {"checklist"},
        lambda: ({**given, "part": "khac"}, "Hồ sơ này không có thành phần đó."),
    )


@case("awards.spot.report")
def report_deed() -> Case:
    at = scene()
    given = {
        "unit": at.house.hospital, "subjects": [person(at.house)], "title": "Cứu người",
        "done_on": DAY, "on": DAY,
    }  # fmt: skip
    return Case(
        at.house.officer, given, at.house.head,
        "Việc này dành cho trưởng khoa, phòng, tổ, cán bộ thi đua, khen thưởng của "
        f"{HOSPITAL}.",
        wrong=lambda: ({**given, "title": " "}, "Ghi việc làm cần khen."),
    )  # fmt: skip


@case("awards.spot.forward")
def forward_deed() -> Case:
    at = scene()
    made = actions.report_deed(
        actor=at.house.officer, unit=at.house.hospital, subjects=[person(at.house)],
        title="Cứu người", done_on=DAY, on=DAY,
    )  # fmt: skip
    given = {
        "round": made, "confirmed": CONFIRMED, "council": at.council, "reason": "Việc khẩn.",
        "on": DAY,
    }  # fmt: skip
    return of(
        at,
        given,
        set(),
        lambda: ({**given, "round": at.round}, "Chỉ đợt khen đột xuất đi theo cách này."),
    )


@case("awards.spot.set_term")
def set_spot_term() -> Case:
    at = scene()
    given = {"unit": at.house.hospital, "days": 15, "source": "Quy chế 88", "on": DAY}
    return of(
        at, given, set(),
        lambda: ({**given, "days": 0}, "Ghi số ngày từ 1 đến 365."),
    )  # fmt: skip
