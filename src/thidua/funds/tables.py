"""How states look, and the columns of the fund's lists."""

from django.utils.translation import gettext_lazy as _

from thidua.awards.queries import name_of
from thidua.funds.models import Item
from thidua.funds.rules import Verdict
from thidua.funds.states import FundState
from thidua.ui.columns import Column
from thidua.ui.components import Tone

FUND_TONES: dict[str, Tone] = {
    FundState.PLANNED: "draft", FundState.OPEN: "work", FundState.CLOSED: "pass",
}  # fmt: skip
VERDICTS: dict[Verdict, tuple[Tone, object]] = {
    Verdict.PAYABLE: ("work", _("Chờ chi")),
    Verdict.PAID: ("pass", _("Đã chi")),
    Verdict.UNKNOWN: ("unknown", _("Chưa rõ mức")),
    Verdict.UNDECIDED: ("unknown", _("Chờ mức của danh hiệu kia")),
    Verdict.LOWER: ("draft", _("Không chi")),
    Verdict.AFTER_PAID: ("hold", _("Chờ hủy khoản thấp hơn")),
    Verdict.REVOKED: ("fail", _("Đã thu hồi khen thưởng")),
    Verdict.CLAIM: ("fail", _("Phải thu lại")),
    Verdict.RECOVERED: ("draft", _("Đã thu lại")),
}
FUNDS = (
    Column("unit", _("Đơn vị"), value="unit.name", sort=("unit__sort_key",)),
    Column("year", _("Năm"), value=lambda row: str(row.year), sort=("year",)),
    Column("received", _("Đã thu"), kind="money", sort=("received",)),
    Column("spent", _("Đã chi"), kind="money", sort=("spent",)),
    Column("left", _("Còn lại"), kind="money", sort=("left",)),
    Column("state", _("Trạng thái"), kind="status", sort=("state",),
           value=lambda row: (FUND_TONES[row.state], row.get_state_display())),
)  # fmt: skip
DECISIONS = (
    Column("title", _("Quyết định"), value="paper.title"),
    Column("reference", _("Số, ký hiệu"), value="paper.reference"),
    Column("dated_on", _("Ngày"), value="paper.dated_on", kind="day", sort=("paper__dated_on",)),
    Column("count", _("Được khen"), kind="number", phone=False),
    Column("waiting", _("Chưa chi"), kind="number", sort=("waiting",)),
    Column("paid", _("Đã chi"), kind="number", sort=("paid",)),
    Column("sum", _("Số tiền đã chi"), kind="money", absent=_("chưa chi"), phone=False),
)
RATES = (
    Column("award", _("Danh hiệu, hình thức"), value=lambda row: name_of(row.award),
           sort=("award",)),
    Column("who", _("Cho"), value=lambda row: _("tập thể") if row.is_collective else _("cá nhân")),
    Column("amount", _("Mức thưởng"), kind="money", sort=("amount",)),
    Column("valid_from", _("Áp dụng từ"), kind="day", sort=("valid_from",)),
    Column("basis", _("Theo văn bản"), phone=False),
    Column("unit", _("Đơn vị"), value="unit.name", phone=False),
)  # fmt: skip


def _goes_with(item: Item) -> str | None:
    return ", ".join(name_of(award) for award in item.awards) or None


ITEMS = (
    Column("name", _("Hiện vật"), sort=("name",)),
    Column("kind", _("Loại"), value="get_kind_display", sort=("kind",), phone=False),
    Column("awards", _("Kèm theo"), value=_goes_with, absent=_("không kèm theo"), phone=False),
    Column("balance", _("Tồn"), kind="number", sort=("balance",)),
    Column("measure", _("Đơn vị tính"), phone=False),
    Column("unit", _("Của đơn vị"), value="unit.name", phone=False),
)
