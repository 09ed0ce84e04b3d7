"""The minutes of a visit: who was there, what was asked and found, what is to be mended."""

from collections.abc import Iterator
from typing import Any, cast

from django.utils import translation
from django.utils.translation import gettext_lazy

from thidua.documents.blocks import Block, Column, Heading, Paragraph, SignatureRow, Signer, Table
from thidua.documents.issuers import header_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper as declare
from thidua.documents.wording import long_day
from thidua.indicators.queries import definition_on
from thidua.indicators.reported import figure_told
from thidua.oversight import queries
from thidua.oversight.models import Finding, Visit
from thidua.oversight.showing import figures_of, parts_of
from thidua.oversight.states import VisitState

KIND = "oversight.minutes"
FIGURES = (
    Column(title="TT", width=0.4, align="center"), Column(title="Chỉ tiêu", width=2.6),
    Column(title="Kỳ", width=1.2), Column(title="Đơn vị báo cáo", width=1.8),
)  # fmt: skip
ANSWERS = (
    Column(title="TT", width=0.4, align="center"), Column(title="Nội dung kiểm tra", width=3),
    Column(title="Kết quả", width=1.2), Column(title="Ghi chú", width=1.6),
)  # fmt: skip
FINDINGS = (
    Column(title="TT", width=0.4, align="center"), Column(title="Kết quả kiểm tra", width=2.2),
    Column(title="Số liệu", width=1.7), Column(title="Yêu cầu khắc phục", width=1.9),
    Column(title="Đơn vị, hạn", width=1.4),
)  # fmt: skip


@declare(KIND, label=gettext_lazy("Biên bản kiểm tra số liệu chỉ tiêu"))
def minutes(visit: Visit) -> AdministrativePaper:
    """For the pen of both sides; the word «draft» stands above until the visit is concluded."""
    with translation.override("vi"):
        parent, issuer = header_of(visit.plan.unit)
        return AdministrativePaper(
            parent=parent, issuer=issuer, kind="BIÊN BẢN",
            subject=f"Kiểm tra báo cáo chỉ tiêu thi đua tại {visit.unit.name}",
            blocks=(*_opening(visit), *_checked(visit), *_found(visit), *_closing(visit)),
            draft=visit.state != VisitState.CONCLUDED,
        )  # fmt: skip


def _opening(visit: Visit) -> Iterator[Block]:
    plan = visit.plan
    why = "được rút mẫu" if visit.draw_id else f"được chọn ngoài mẫu ({visit.reason})"
    yield Paragraph(
        name="opening",
        text=f"Hôm nay, {long_day(visit.held_on)}, đoàn kiểm tra theo kế hoạch “{plan.title}” "
        f"làm việc với {visit.unit.name}, đơn vị {why}.",
    )
    team = [
        f"{member.person}{', trưởng đoàn' if member.is_lead else ', thành viên'}"
        for member in queries.members_of(plan)
    ]
    yield Paragraph(name="team", lead="Đoàn kiểm tra:", text=f"{'; '.join(team)}.")
    present = [line.strip() for line in visit.present.splitlines() if line.strip()]
    yield Paragraph(
        name="present", lead="Đại diện đơn vị được kiểm tra:", text=f"{'; '.join(present) or '…'}."
    )


def _checked(visit: Visit) -> Iterator[Block]:
    yield Heading(name="figures_head", text="I. SỐ LIỆU ĐÃ BÁO CÁO")
    figures = visit.reported
    if visit.state != VisitState.CONCLUDED:
        figures = [[each.name, each.span, each.value] for each in figures_of(visit)]
    if figures:
        rows = [(f"{n}", *figure) for n, figure in enumerate(figures, 1)]
        yield Table(name="figures", columns=FIGURES, rows=tuple(rows))
    else:
        yield Paragraph(name="no_figures", text="Đơn vị không có báo cáo trong thời kỳ kiểm tra.")
    yield Heading(name="answers_head", text="II. NỘI DUNG KIỂM TRA")
    answers = queries.answers_of(visit)
    said: list[tuple[str, ...]] = []
    for name, questions in parts_of(visit.plan):
        for question in questions:
            answer = answers.get(question.pk)
            told = str(answer.get_verdict_display()) if answer else "…"
            note = answer.note if answer else ""
            said.append((f"{len(said) + 1}", f"{name}: {question.text}", told, note))
    yield Table(name="answers", columns=ANSWERS, rows=tuple(said))


def _found(visit: Visit) -> Iterator[Block]:
    yield Heading(name="findings_head", text="III. TỒN TẠI VÀ YÊU CẦU KHẮC PHỤC")
    found = list(visit.findings.select_related("unit", "indicator", "report"))
    if not found:
        yield Paragraph(name="no_findings", text="Không phát hiện tồn tại.")
        return
    rows = [
        (
            f"{each.number}", each.found, figure_line(each), each.remedy,
            f"{each.unit}, trước hết ngày {each.due_on:%d/%m/%Y}",
        )
        for each in found
    ]  # fmt: skip
    yield Table(name="findings", columns=FINDINGS, rows=tuple(rows))


def figure_line(finding: Finding) -> str:
    """What was reported and what is right; a dash where it is about no figure."""
    if finding.indicator is None or finding.report is None:
        return "–"
    meaning = definition_on(finding.indicator, on=finding.report.ends_on)
    told = f"{meaning.name}: báo cáo {finding.reported}"
    if not finding.is_figure:
        return told
    return f"{told}; số đúng {figure_told(meaning, cast(Any, finding))}"


def _closing(visit: Visit) -> Iterator[Block]:
    if visit.remarks:
        yield Heading(name="remarks_head", text="IV. NHẬN XÉT CHUNG")
        yield Paragraph(name="remarks", text=visit.remarks)
    yield Paragraph(
        name="end",
        text="Biên bản lập thành hai bản, mỗi bên giữ một bản, đã đọc cho những người có mặt "
        "cùng nghe và ký tên./.",
    )
    lead = next((m for m in queries.members_of(visit.plan) if m.is_lead), None)
    yield SignatureRow(
        name="signers",
        signers=(
            Signer(lines=("ĐẠI DIỆN ĐƠN VỊ",)),
            Signer(lines=("TRƯỞNG ĐOÀN KIỂM TRA",), name=str(lead.person) if lead else ""),
        ),
    )
