"""Every kind of paper of the product, made from invented data, and the gallery of pictures."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from tests.browser.visits import indicators as figures
from tests.browser.visits import money
from tests.browser.visits import oversight as inspecting
from tests.support import world
from thidua.awards import actions as awards
from thidua.awards import papers as letters
from thidua.awards.models import Dossier
from thidua.awards.queries import decision_of
from thidua.ballots.tests import factories as ballots
from thidua.certificates import papers as sheets
from thidua.certificates.papers import SAMPLE
from thidua.certificates.rules import A4, first_boxes
from thidua.conferences import actions as conferences
from thidua.conferences.models import Conference
from thidua.core import period
from thidua.councils.models import Poll
from thidua.councils.states import Way
from thidua.councils.views import reading
from thidua.demo.story import MOVEMENT
from thidua.disclosures.tests import factories as disclosures
from thidua.documents.blocks import Signer
from thidua.documents.models import Paper
from thidua.documents.registry import PAPERS, build, render
from thidua.indicators import actions as indicators
from thidua.indicators.queries import Frames, Look
from thidua.indicators.rules import Goal
from thidua.indicators.told import Told
from thidua.movements import actions as movements
from thidua.movements.models import Registration
from thidua.orgs import actions as orgs
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import hospital
from thidua.pacts.papers import page_of

GALLERY = Path(__file__).parents[2] / "docs" / "papers"
PAGE_WIDTH, GAP, GRAYS = 620, 16, 16
HEAD = """# Papers

Every paper that the product makes, from invented data; the PDF is what is numbered, signed and
hashed, Word is an export. `make papers` draws this page anew.
Layout: decree 30/2020/NĐ-CP, annex I; what was not read in a source is marked so in the code.

"""


def subjects(here: Any) -> dict[str, Callable[[], Any]]:
    """By kind, how its page is built in the invented hospital, everything done in it."""

    def of_paper(kind: str) -> Callable[[], Any]:
        return lambda: build(kind, Paper.objects.filter(kind=kind).order_by("pk").first())

    def of(kind: str, subject: Any, **facts: Any) -> Callable[[], Any]:
        return lambda: build(kind, subject, **facts)

    house = hospital()

    def counted() -> Any:
        marks = [("agree", "agree")] * 8 + [("agree", "disagree")]
        return build("ballots.minutes", ballots.closed(house, ballots.voted(house, *marks)))

    def shown() -> Any:
        return build("disclosures.notice", disclosures.shown(house))

    def taken_back() -> Any:
        officer, last = here.user("canbo"), here.decision.honours.order_by("-pk").first()
        revocation = awards.draft_revocation(
            actor=officer, decision=here.decision, honours=[last.pk], symbol="QĐ-BVST",
            reason="Kê khai thành tích không đúng", article="Quy chế thi đua, khen thưởng",
        )  # fmt: skip
        awards.submit_revocation(actor=officer, revocation=revocation)
        awards.sign_revocation(
            actor=here.user("giamdoc"), revocation=revocation, on=world.TODAY
        )  # fmt: skip
        awards.issue_revocation(
            actor=officer, revocation=revocation, number=413, dated_on=world.TODAY, on=world.TODAY
        )  # fmt: skip
        return build("awards.revocation", Paper.objects.get(pk=revocation.paper.pk))

    def risen() -> Any:
        rows, to = list(here.round.dossiers.order_by("pk")), "Bộ Quốc phòng"
        letter = Paper(
            issuer=here.top, kind="awards.rise", title=letters.rise_title(rows, to),
            symbol=letters.rise_symbol(here.top),
            blocks=letters.rise_blocks(here.round, rows, to, number="41", dated_on=world.TODAY),
        )  # fmt: skip
        return build("awards.rise", letter)

    def funded() -> Any:
        fund, _item = money.fund_of(here)
        return build("funds.report", fund)

    def conferring(kind: str) -> Callable[[], Any]:
        return lambda: build(kind, _conference(here), day=world.TODAY)

    def totalled() -> Any:
        indicator, made, _target = figures.set_of(here)
        figures.reports_of(here, made, indicator)
        span = {"starts_on": made.starts_on, "ends_on": made.ends_on}
        indicators.set_target(
            actor=here.user("canbo"), of_set=made, indicator=indicator, unit=made.unit,
            reach="total", goal=Goal(relation="between", low=Decimal(2), high=Decimal(4)),
            **span,
        )  # fmt: skip
        look = Look(set=made, unit=made.unit, on=world.TODAY, **span)
        told = Told.of(look, Frames(made, on=world.TODAY))
        return build("indicators.rollup", made, shown=told)

    case = here.meeting.cases.order_by("pk").first()
    dossier = Dossier.objects.filter(pk__in=here.dossiers).order_by("pk").first()
    return {
        **{kind: of_paper(kind) for kind in ("awards.decision", "awards.letter", "reviews.report")},
        "awards.proposal": of("awards.proposal", here.round),
        "awards.summary": of("awards.summary", here.round),
        "awards.rise": risen,
        "awards.report": of("awards.report", dossier),
        "awards.revocation": taken_back,
        "ballots.minutes": counted,
        **{kind: conferring(kind) for kind in ("conferences.delegates", "conferences.invited")},
        "councils.ballot": of("councils.ballot", here.meeting),
        "councils.card": lambda: build("councils.card", case, shown=reading._card_of(case)),
        "councils.counting": lambda: build("councils.counting", _poll(here)),
        "councils.minutes": of("councils.minutes", here.meeting),
        "disclosures.notice": shown,
        "funds.golden_book": of("funds.golden_book", here.top, year=world.TODAY.year),
        "funds.receipts": of("funds.receipts", _decided(here), day=world.TODAY),
        "funds.report": funded,
        "indicators.rollup": totalled,
        "movements.launch": of("movements.launch", here.movement),
        "movements.plan": lambda: build("movements.plan", _joint(here)),
        "oversight.minutes": lambda: build("oversight.minutes", inspecting.concluded(here)),
        "pacts.pact": lambda: page_of(here.pact),
        "movements.registration": of(
            "movements.registration", Registration.objects.get(unit=here.group)
        ),
    }


def _joint(here: Any) -> Any:
    """A plan on which the hospital and its union stand as equals, before they sign."""
    facts = {"kind": "peak", "level": "unit", "is_joint": True}
    return movements.create_movement(
        actor=here.user("canbo"), unit=here.top, sponsors=[here.top, here.union],
        facts={
            **MOVEMENT, **facts, "starts_on": here.movement.starts_on,
            "ends_on": here.movement.ends_on,
        },
    )  # fmt: skip


def _decided(here: Any) -> Any:
    """The decision as it was issued."""
    return decision_of(here.decision.pk)


def _conference(here: Any) -> Any:
    """A conference with its delegate and a guest, the list closed."""
    if (made := Conference.objects.first()) is None:
        made = money.conference_of(here)
        officer = here.user("canbo")
        conferences.confirm(actor=officer, nomination=made.nominations.get())
        conferences.set_guests(
            actor=officer, conference=made, guests=[("Đỗ Thị Hòa", "Chủ tịch Công đoàn ngành")]
        )
        orgs.grant_role(
            actor=here.user("admin"), person=here.people["chutich"], unit=here.union,
            role=Role.DIRECTOR, valid_from=world.SINCE, basis="Kết quả bầu Chủ tịch công đoàn",
        )  # fmt: skip
        made = conferences.confirm_delegates(actor=here.user("chutich"), conference=made)
    return made


def _poll(here: Any) -> Any:
    """A count of paper ballots not yet begun."""

    topic, at = here.meeting.cases.first().topic, period.now()
    return Poll.objects.create(
        meeting=here.meeting, topic=topic, way=Way.PAPER, voters=5, members=5, opened_at=at
    )


def everything_done() -> Any:
    """The invented hospital after its movement: pact sealed, letters issued, review printed."""

    here = world.build()
    here.launch(world.WEEKLY).open_pact().register().seat_council().propose(5)
    here.call_session().recommend().draft().issue()
    here.review()
    return here


def pdf_of(kind: str, page: Any, *, on: date) -> bytes:

    return render(kind, page, file_format="pdf", on=on)


def blank_letter() -> Any:
    """A union's letter, whose words a sheet of its own carries too."""

    return replace(
        SAMPLE,
        issuer_position="BAN CHẤP HÀNH CÔNG ĐOÀN CƠ SỞ BỆNH VIỆN ĐA KHOA SÔNG LAM",
        signer=Signer(lines=("TM. BAN CHẤP HÀNH", "CHỦ TỊCH"), name="Phạm Đức Thắng"),
    )


def picture(content: bytes) -> bytes:
    """The first two pages side by side, in a few grays: small enough to keep."""
    document = pypdfium2.PdfDocument(content)
    pages = [document[n] for n in range(min(2, len(document)))]
    images = [
        page.render(scale=PAGE_WIDTH / min(page.get_size())).to_pil().convert("L") for page in pages
    ]
    width = sum(image.width for image in images) + GAP * (len(images) + 1)
    height = max(image.height for image in images) + 2 * GAP
    sheet = Image.new("L", (width, height), 214)
    left = GAP
    for image in images:
        sheet.paste(image, (left, GAP))
        left += image.width + GAP
    out = io.BytesIO()
    sheet.quantize(GRAYS).save(out, "PNG", optimize=True)
    return out.getvalue()


def write_gallery(target: Path = GALLERY) -> None:
    """All pictures and the page that shows them; those of kinds that are gone are removed."""

    target.mkdir(parents=True, exist_ok=True)
    with period.standing_on(world.TODAY):
        here = everything_done()
        files = {
            (kind, str(PAPERS[kind].label)): pdf_of(kind, make(), on=world.TODAY)
            for kind, make in sorted(subjects(here).items())
        }
        union = blank_letter()
        sheet = sheets.Sheet(*A4, tuple(first_boxes(*A4)))
        files["certificates.union", "Giấy khen của công đoàn, giấy trắng"] = sheets.render(
            None, [union]
        )
        files["certificates.stock", "Giấy khen in trên phôi"] = sheets.render(sheet, [union])
        files["certificates.test", "Bản in thử phôi"] = sheets.test_print(sheet, world.TODAY)
    for old in target.glob("*.png"):
        old.unlink()
    lines = []
    for (kind, label), content in files.items():
        (target / f"{kind}.png").write_bytes(picture(content))
        lines.append(f"## {label}\n\n`{kind}`\n\n![{label}]({kind}.png)\n")
    (target / "README.md").write_text(HEAD + "\n".join(lines), encoding="utf-8")
