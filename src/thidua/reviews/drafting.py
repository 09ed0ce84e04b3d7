"""The first draft of a report: its parts in the order of Vietnamese practice, in Vietnamese."""

from collections.abc import Collection, Iterator
from typing import Any

from thidua.core.period import Period
from thidua.movements.measures import MEASURES
from thidua.reviews import matrices, rules
from thidua.reviews.measures import BY_UNIT
from thidua.reviews.rules import Block
from thidua.reviews.states import ReviewKind
from thidua.ui import formats

OF_TARGETS = (
    "indicators.targets", "indicators.completeness", "pacts.by_party", "pacts.progress", BY_UNIT,
)  # fmt: skip
OF_INITIATIVES = ("initiatives.by_benefit",)
OF_DIFFICULTIES = ("initiatives.difficulties",)
OF_EXEMPLARS = ("awards.honours", "awards.exemplars", "initiatives.leading")
OF_PROPOSALS = ("awards.proposed",)
CHARTS = {
    "pacts.by_party": ("Chỉ tiêu phải đạt", "Chỉ tiêu đã đạt"),
    "initiatives.by_benefit": ("Sáng kiến đã gửi", "Sáng kiến đã xác nhận"),
    BY_UNIT: ("Sáng kiến đã gửi", "Sáng kiến đã xác nhận"),
}
MOST_CHARTS = 3
"""With more targets than these their charts are left to the author to choose."""
TABLES_USED = (
    *OF_TARGETS, *OF_INITIATIVES, *OF_DIFFICULTIES, *OF_EXEMPLARS, *OF_PROPOSALS,
)  # fmt: skip
RECIPIENTS = (
    "Hội đồng Thi đua - Khen thưởng cấp trên (để báo cáo);",
    "Các đơn vị trong phạm vi phong trào (để thực hiện);",
    "Lưu: VT, TĐKT.",
)


def title_of(movement: Any, kind: str, span: Period) -> str:
    """The report's abstract (trích yếu)."""
    done = "Sơ kết" if kind == ReviewKind.INTERIM else "Tổng kết"
    assert span.end is not None
    until = f" (số liệu đến hết ngày {formats.day(span.end)})"
    return f"{done} phong trào thi đua “{movement.title}”"[: 400 - len(until)] + until


def first_blocks(
    movement: Any,
    kind: str,
    span: Period,
    tables: dict[str, dict[str, Any]],
    figures: Collection[str],
) -> list[Block]:
    """Every part with its text, table or chart; what data do not know is left to the author.

    `figures` are the measures that concern the movement; tables without rows are left out, and
    a note of the results says which.
    """
    filled = {name: table for name, table in tables.items() if table["rows"]}
    empty = [table["title"] for name, table in sorted(tables.items()) if name not in filled]
    left_out = f"Chưa đưa vào vì chưa có số liệu: {'; '.join(empty)}." if empty else ""
    parts = _parts(movement, kind, span, filled, _text(_results(figures), note=left_out))
    return [{**block, "id": f"b{number}"} for number, block in enumerate(parts, 1)]


def new_block(kind: str, **facts: Any) -> Block:
    """A block without a place yet; `prompt` says what its author is asked to write."""
    empty = {"text": "", "prompt": "", "note": "", "source": "", "columns": []}
    return {"kind": str(kind), **empty, **facts}


def _heading(text: str) -> Block:
    return new_block("heading", text=text)


def _subheading(text: str) -> Block:
    return new_block("subheading", text=text)


def _text(text: str = "", *, prompt: str = "", note: str = "") -> Block:
    return new_block("text", text=text, prompt=prompt, note=note)


def _table(name: str) -> Block:
    return new_block("table", source=name)


def _parts(
    movement: Any,
    kind: str,
    span: Period,
    tables: dict[str, dict[str, Any]],
    results: Block,
) -> Iterator[Block]:
    yield _heading("Đặc điểm tình hình")
    yield _text(_circumstances(movement, span))
    yield _text(prompt="Nêu thuận lợi, khó khăn của đơn vị khi thực hiện phong trào.")
    yield _heading("Công tác chỉ đạo, tổ chức thực hiện")
    yield _text(_direction(movement), prompt="Nêu việc chỉ đạo, tuyên truyền, kiểm tra, đôn đốc.")
    yield _heading("Kết quả thực hiện")
    yield _subheading("Kết quả chung")
    yield results
    yield from _tabled("Kết quả thực hiện các chỉ tiêu", OF_TARGETS, tables)
    yield from _tabled("Sáng kiến theo loại lợi ích", OF_INITIATIVES, tables)
    yield from _tabled("Khó khăn, vướng mắc đã tháo gỡ", OF_DIFFICULTIES, tables)
    for name in sorted(set(tables) - set(TABLES_USED)):
        yield from _tabled(tables[name]["title"], (name,), tables)
    yield _heading("Điển hình tiên tiến, gương người tốt, việc tốt")
    yield from _tables(OF_EXEMPLARS, tables)
    yield _text(prompt="Nêu tập thể, cá nhân tiêu biểu và cách làm đáng nhân rộng.")
    yield _heading("Hạn chế, nguyên nhân")
    yield _text(prompt="Nêu hạn chế và nguyên nhân chủ quan, khách quan.")
    yield _heading("Bài học kinh nghiệm")
    yield _text(prompt="Nêu bài học rút ra từ phong trào.")
    ahead = kind == ReviewKind.INTERIM
    yield _heading("Nhiệm vụ, giải pháp thời gian tới" if ahead else "Phương hướng, nhiệm vụ")
    yield _text(prompt="Nêu nhiệm vụ, giải pháp, người chịu trách nhiệm và thời hạn.")
    yield _heading("Đề xuất khen thưởng, kiến nghị")
    yield from _tables(OF_PROPOSALS, tables)
    yield _text(prompt="Nêu đề xuất khen thưởng và kiến nghị với cấp trên.")


def _tabled(
    heading: str, names: Collection[str], tables: dict[str, dict[str, Any]]
) -> Iterator[Block]:
    """A part for tables that are registered; nothing when there is none."""
    blocks = list(_tables(names, tables))
    if blocks:
        yield _subheading(heading)
        yield from blocks


def _tables(names: Collection[str], tables: dict[str, dict[str, Any]]) -> Iterator[Block]:
    for name in names:
        if name not in tables:
            continue
        columns = [title for title in CHARTS.get(name, ()) if title in tables[name]["columns"]]
        if columns:
            yield new_block("chart", source=name, columns=columns)
        yield _table(name)
        if matrices.is_matrix(tables[name]):
            judged = matrices.whats(tables[name])
            for what in judged if len(judged) <= MOST_CHARTS else ():
                yield new_block("chart", source=name, columns=[what])


def _circumstances(movement: Any, span: Period) -> str:
    assert span.end is not None
    decision = f" theo {movement.decision}" if movement.decision else ""
    days = rules.place_of("movement.days")
    return (
        f"Phong trào thi đua “{movement.title}” do {movement.unit} phát động{decision}, thực hiện "
        f"từ ngày {formats.day(movement.starts_on)} đến hết ngày {formats.day(movement.ends_on)} "
        f"({days} ngày), gửi đến {rules.place_of('movement.units')} đơn vị.\n"
        f"Đến nay {rules.place_of('movement.approved')} đơn vị đã được duyệt đăng ký, với "
        f"{rules.place_of('movement.people')} người trong danh sách. Số liệu trong báo cáo tính "
        f"từ ngày {formats.day(span.start)} đến hết ngày {formats.day(span.end)}."
    )


def _direction(movement: Any) -> str:
    """What the movement itself says of its plan and measures."""
    return "\n".join(part.strip() for part in (movement.plan, movement.measures) if part.strip())


def _results(figures: Collection[str]) -> str:
    """One line for each measure that concerns the movement."""
    lines = [
        f"- {measure.label}: {rules.place_of(name)} {measure.unit};"
        for name, measure in MEASURES
        if name in figures
    ]
    return "\n".join(["Trong kỳ, toàn phong trào đạt được:", *lines]).removesuffix(";") + "."
