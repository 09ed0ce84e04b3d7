"""The papers of a movement: the decision that launches it, its plan, and a unit's list."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.documents.blocks import Block, Column, Heading, Paragraph, Signer, Table
from thidua.documents.issuers import body_of, decider_of, header_of, office_of, place_of
from thidua.documents.layouts import AdministrativePaper, CoIssuer
from thidua.documents.registry import paper
from thidua.movements import queries
from thidua.movements.models import JointParty, Movement, Registration
from thidua.movements.states import MovementState, RegistrationState
from thidua.movements.wording import names_of

PARTS = {
    "objectives": "MỤC ĐÍCH, YÊU CẦU, MỤC TIÊU",
    "subjects": "ĐỐI TƯỢNG THI ĐUA",
    "content": "NỘI DUNG THI ĐUA",
    "criteria": "TIÊU CHÍ THI ĐUA",
    "plan": "KẾ HOẠCH, TIẾN ĐỘ",
    "measures": "BIỆN PHÁP TỔ CHỨC THỰC HIỆN",
}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
PHASES = (
    Column(title="TT", width=0.4, align="center"), Column(title="Đợt", width=2.6),
    Column(title="Từ ngày", width=1, align="center"),
    Column(title="Đến hết ngày", width=1, align="center"),
)  # fmt: skip
PEOPLE = (
    Column(title="TT", width=0.4, align="center"), Column(title="Họ và tên", width=2.2),
    Column(title="Danh hiệu, hình thức đăng ký", width=3),
)  # fmt: skip


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip().rstrip(".;") for line in text.splitlines() if line.strip())


def _bases(movement: Movement) -> tuple[str, ...]:
    """The bases as papers write them, each with its «Căn cứ»."""
    begun = ("Căn cứ", "Theo ", "Thực hiện", "Xét ")
    return tuple(
        line if line.startswith(begun) else f"Căn cứ {line}" for line in _lines(movement.bases)
    )


def _signer(unit: Any) -> Signer:
    """Room for the pen of whoever leads the unit."""
    body = body_of(unit)
    lines = (f"TM. {body}" if body else "", office_of(unit))
    return Signer(lines=tuple(line.upper() for line in lines if line))


def _symbol_of(party: JointParty) -> str:
    return party.symbol or _symbol("KHLT", party.unit)


def _signed_by(party: JointParty) -> Signer:
    """The signature of one body of a joint plan; before it, room for the pen of who leads it."""
    if party.signed_at is None:
        return _signer(party.unit)
    lines = (*party.authority_line.splitlines(), party.signer_position or office_of(party.unit))
    return Signer(lines=tuple(line.upper() for line in lines if line), name=party.signer_name)


def _dates(movement: Movement) -> str:
    if movement.starts_on is None or movement.ends_on is None:
        return ""
    return f" từ ngày {movement.starts_on:%d/%m/%Y} đến hết ngày {movement.ends_on:%d/%m/%Y}"


@paper("movements.launch", label=gettext_lazy("Quyết định phát động phong trào"))
def launch(movement: Movement) -> AdministrativePaper:
    """The decision: room for number and day, which the clerk's register gives."""
    unit = movement.unit
    parent, issuer = header_of(unit)
    sponsors = ", ".join(str(each) for each in movement.sponsors.order_by("path"))
    return AdministrativePaper(
        parent=parent, issuer=issuer, kind="QUYẾT ĐỊNH", symbol=_symbol("QĐ", unit),
        subject=f"Về việc phát động phong trào thi đua “{movement.title}”",
        place=place_of(unit), authority=decider_of(unit).upper(), bases=_bases(movement),
        resolution="QUYẾT ĐỊNH:",
        blocks=(
            Paragraph(
                name="launch", lead="Điều 1.",
                text=f"Phát động phong trào thi đua “{movement.title}”{_dates(movement)}.",
            ),
            Paragraph(
                name="plan", lead="Điều 2.",
                text="Ban hành kèm theo Quyết định này Kế hoạch tổ chức phong trào thi đua. "
                f"Đơn vị tổ chức thực hiện: {sponsors or unit}.",
            ),
            Paragraph(
                name="force", lead="Điều 3.",
                text="Quyết định này có hiệu lực kể từ ngày ký. Các đơn vị, bộ phận và cá nhân "
                "liên quan chịu trách nhiệm thi hành Quyết định này./.",
            ),
        ),
        signer=_signer(unit), recipients=("Như Điều 3;", "Lưu: VT, TĐKT."),
        draft=movement.state == MovementState.DRAFT,
    )  # fmt: skip


def _symbol(kind: str, unit: Any) -> str:
    return f"{kind}-{unit.short_name or unit.code}"


@paper("movements.plan", label=gettext_lazy("Kế hoạch tổ chức phong trào"))
def plan(movement: Movement) -> AdministrativePaper:
    """The plan by the contents of article 17; a joint one stands under each of its bodies.

    Each has its own number and its own signer on the one text.
    """
    unit = movement.unit
    parent, issuer = header_of(unit)
    parties = [each.party for each in queries.signatures_of(movement)]
    first, others = parties[0] if parties else None, parties[1:]
    return AdministrativePaper(
        parent=parent, issuer=issuer, kind="KẾ HOẠCH LIÊN TỊCH" if others else "KẾ HOẠCH",
        symbol=_symbol_of(first) if first else _symbol("KH", unit),
        number=str(first.number or "") if first else "",
        on=queries.in_force_from(movement),
        subject=f"Tổ chức phong trào thi đua “{movement.title}”", place=place_of(unit),
        blocks=tuple(_contents(movement)), signer=_signed_by(first) if first else _signer(unit),
        recipients=("Các đơn vị tham gia phong trào (để thực hiện);", "Lưu: VT, TĐKT."),
        draft=movement.state == MovementState.DRAFT and queries.in_force_from(movement) is None,
        co_issuers=tuple(
            CoIssuer(
                parent=header_of(each.unit)[0], issuer=header_of(each.unit)[1],
                symbol=_symbol_of(each), number=str(each.number or ""), signer=_signed_by(each),
            )
            for each in others
        ),
    )  # fmt: skip


def _contents(movement: Movement) -> Iterable[Block]:
    bases = _bases(movement)
    if bases:
        yield Paragraph(name="bases", text="; ".join(bases) + ".")
    names = ((movement.theme, "Chủ đề"), (movement.slogan, "Khẩu hiệu"))
    for place, (text, lead) in enumerate(names):
        if text:
            yield Paragraph(name=f"name_{place}", lead=f"{lead}:", text=f"{text.rstrip('.')}.")
    written = [(name, title) for name, title in PARTS.items() if getattr(movement, name).strip()]
    for number, (name, title) in zip(ROMAN, written, strict=False):
        yield Heading(name=f"{name}_head", text=f"{number}. {title}")
        yield Paragraph(name=name, text=getattr(movement, name))
    phases = queries.phases_of(movement)
    if phases:
        yield Heading(name="phases_head", text=f"{ROMAN[len(written)]}. CÁC ĐỢT THI ĐUA")
        yield Table(
            name="phases", columns=PHASES,
            rows=tuple(
                (f"{n}", phase.title, f"{phase.starts_on:%d/%m/%Y}", f"{phase.ends_on:%d/%m/%Y}")
                for n, phase in enumerate(phases, 1)
            ),
        )  # fmt: skip
    yield Paragraph(
        name="end",
        text="Các đơn vị căn cứ Kế hoạch này tổ chức thực hiện; vướng mắc báo về bộ phận thường "
        "trực thi đua, khen thưởng để được hướng dẫn./.",
    )


@paper("movements.registration", label=gettext_lazy("Bản đăng ký thi đua"))
def registration(registration: Registration) -> AdministrativePaper:
    """What one unit registers, with its people by name."""
    unit, movement = registration.unit, registration.movement
    rows = queries.registered_on(registration)
    parent, issuer = header_of(unit)
    collective = "; ".join(names_of(registration.collective_awards))
    listed = Table(
        name="people", columns=PEOPLE,
        rows=tuple(
            (f"{n}", str(row.person), "; ".join(names_of(row.awards)) or "–")
            for n, row in enumerate(rows, 1)
        ),
    )  # fmt: skip
    return AdministrativePaper(
        parent=parent or movement.unit.name.upper(), issuer=issuer, kind="BẢN ĐĂNG KÝ THI ĐUA",
        subject=f"Phong trào “{movement.title}”", place=place_of(unit),
        blocks=(
            Paragraph(
                name="opening",
                text=f"Hưởng ứng phong trào thi đua “{movement.title}”{_dates(movement)}, "
                f"{unit} đăng ký thi đua như sau:",
            ),
            Paragraph(name="unit", lead="1. Tập thể:", text=f"{collective or 'không đăng ký'}."),
            Paragraph(
                name="persons", lead="2. Cá nhân:", keep=bool(rows),
                text=f"{len(rows):02d} người, theo danh sách dưới đây."
                if rows
                else "không có người đăng ký.",
            ),
            *((listed,) if rows else ()),
        ),
        signer=Signer(lines=("THỦ TRƯỞNG ĐƠN VỊ",)),
        recipients=(f"{movement.unit};", "Lưu: đơn vị."),
        draft=registration.state not in {RegistrationState.SUBMITTED, RegistrationState.APPROVED},
    )  # fmt: skip
