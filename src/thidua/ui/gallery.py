"""Made-up things for the gallery page: each component in its states, long names included."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.core.period import HANOI
from thidua.ui.charts import Bars, Series
from thidua.ui.columns import NOT_APPLICABLE, Column, cells
from thidua.ui.components import (
    Case,
    Finding,
    Moment,
    Person,
    Record,
    Signature,
    Tab,
    TrailEntry,
)
from thidua.ui.forms import Form, PhotoInput, rows
from thidua.ui.lists import BulkAction, Empty

TODAY = date(2026, 11, 22)


class SampleForm(Form):
    draft = "mau-giao-dien"
    name = forms.CharField(label=_("Tên sáng kiến"), max_length=200)
    effect = forms.CharField(
        label=_("Hiệu quả"),
        help_text=_("Số liệu trước và sau khi áp dụng, đo ở đâu, trong bao lâu."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    scope = forms.ChoiceField(
        label=_("Phạm vi ảnh hưởng"),
        choices=[("unit", _("Cấp cơ sở")), ("province", _("Cấp tỉnh"))],
    )
    applied_on = forms.DateField(label=_("Ngày áp dụng lần đầu"), required=False)
    saved = forms.DecimalField(label=_("Số tiền làm lợi (đồng)"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại"),
        widget=forms.RadioSelect,
        choices=[("solution", _("Giải pháp")), ("study", _("Đề tài nghiên cứu"))],
    )
    photo = forms.FileField(label=_("Ảnh minh họa"), required=False, widget=PhotoInput)
    agreed = forms.BooleanField(label=_("Tôi chịu trách nhiệm về nội dung đã kê khai"))


class AuthorForm(Form):
    name = forms.CharField(label=_("Họ và tên"))
    share = forms.IntegerField(label=_("Tỷ lệ đóng góp (%)"), min_value=1, max_value=100)


class PromiseForm(Form):
    text = forms.CharField(label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 2}))
    measure = forms.CharField(label=_("Số đo"), required=False)
    operator = forms.CharField(label=_("So sánh"), required=False)
    target = forms.DecimalField(label=_("Mức"), required=False)
    due_on = forms.DateField(label=_("Thời hạn"), required=False)


class PartyForm(Form):
    unit = forms.CharField(label=_("Đơn vị"))
    role = forms.CharField(label=_("Vai trò"))
    signer = forms.CharField(label=_("Người ký"), required=False)
    titles = forms.MultipleChoiceField(
        label=_("Đăng ký"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("LĐTT", "LĐTT"), ("CSTĐ", "CSTĐ cơ sở"), ("BK", "Bằng khen")],
    )


COLUMNS = (
    Column("name", _("Họ và tên"), sort=("name",)),
    Column("unit", _("Đơn vị"), phone=False),
    Column("award", _("Đề nghị")),
    Column("points", _("Điểm"), kind="number", sort=("points",), sum="points"),
    Column("verdict", _("Kết quả"), kind="status"),
    Column("due", _("Hạn"), kind="deadline"),
    Column("next", _("Bước tiếp theo")),
)
WARDS = ["Khoa Hồi sức tích cực - Chống độc", "Khoa Nội tổng hợp", "Khoa Dược", "Khoa Ngoại"]
LONG = "Nguyễn Phước Quý Quỳnh Trâm Bảo Khánh Thượng Uyển"


def _row(pk: int, **facts: Any) -> dict[str, Any]:
    return {"pk": pk, **facts}


def _table() -> list[tuple[Any, SafeString]]:
    lines = [
        _row(
            1,
            name="Trần Thị Mẫu",
            unit=_("Khoa Hồi sức tích cực - Chống độc"),
            award="CSTĐ cơ sở",
            points=96.5,
            verdict=("pass", ""),
            due=TODAY + timedelta(days=12),
            next=_("Hội đồng cơ sở bình xét"),
        ),
        _row(
            2,
            name=LONG,
            unit=_("Phòng Tổ chức cán bộ"),
            award="LĐTT",
            points=0,
            verdict=("unknown", ""),
            due=TODAY + timedelta(days=2),
            next=_("Bổ sung kết quả xếp loại năm 2025"),
        ),
        _row(
            3,
            name="Lê Văn Ví Dụ",
            unit=_("Khoa Dược"),
            award="Bằng khen",
            points=None,
            verdict=("hold", ""),
            due=TODAY - timedelta(days=3),
            next=_("Chờ kết luận kiểm tra"),
        ),
        _row(
            4,
            name="Phạm Thị Thử",
            unit=_("Khoa Nhi"),
            award="LĐTT",
            points=NOT_APPLICABLE,
            verdict=("fail", ""),
            due=TODAY,
            next=_("Khoa trả lời trước khi họp"),
        ),
    ]
    columns = [column.prepared() for column in COLUMNS]
    for column in columns:
        column._today = TODAY
    return [(line["pk"], cells(columns, line, "#danh-sach")) for line in lines]


def _moment(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 5, tzinfo=HANOI)


def _page() -> dict[str, Any]:
    return {
        "page": Paginator(range(1234), 50).get_page(3),
        "total": 1234,
        "lines": _table(),
        "columns": [
            {
                "column": c,
                "url": "?sort=x#danh-sach" if c.sort else "",
                "order": "ascending" if c.key == "name" else "",
            }
            for c in COLUMNS
        ],
        "bulk": [BulkAction("remind", _("Nhắc bổ sung"), lambda _actor, _rows: "", icon="bell")],
        "exports": ["xlsx"],
        "sums": [column.prepared().foot(128.5) for column in COLUMNS],
        "totals": [
            {"label": _("Tất cả"), "value": 1234, "current": True},
            {"label": _("Chờ hội đồng"), "value": 41},
            {"label": _("Quá hạn"), "value": 0},
        ],
        "without_page": "",
        "empty": Empty(_("Chưa có gì ở đây")),
        "can_search": True,
        "search_hint": _("Tìm theo tên, không cần dấu"),
    }


def samples(request: HttpRequest) -> dict[str, Any]:
    """The gallery's context."""
    bound = SampleForm(
        {"name": "", "scope": "unit", "applied_on": "31/02/2026", "saved": "1.200.000"}
    )
    many = rows(AuthorForm, extra=1, most=5, more_label=_("Thêm tác giả"))
    return {
        "today": TODAY,
        "form": SampleForm(initial={"applied_on": TODAY, "saved": 12500000}),
        "bound": bound,
        "authors": many(prefix="tac-gia", initial=[{"name": "Trần Thị Mẫu", "share": 60}]),
        "promises": rows(PromiseForm, extra=1, most=5)(prefix="noi-dung"),
        "parties": rows(PartyForm, extra=1, most=5)(prefix="cac-ben"),
        "units": WARDS[:3],
        "list": _page(),
        "case": Case(
            who="Trần Thị Mẫu",
            who_url="#ho-so",
            what=_("Đề nghị danh hiệu Chiến sĩ thi đua cơ sở năm 2026"),
            state=_("Chờ hội đồng bình xét"),
            holder=_("Phòng Tổ chức cán bộ"),
            next_step=_("Hội đồng cơ sở họp ngày 04/12/2026"),
            due_on=TODAY + timedelta(days=12),
            facts=(
                (_("Đơn vị"), _("Khoa Hồi sức tích cực - Chống độc")),
                (_("Thâm niên"), _("11 năm")),
            ),
        ),
        "findings": [
            Finding(
                "pass",
                _("Được xếp loại hoàn thành tốt nhiệm vụ trở lên năm 2026."),
                _("Điều 23 khoản 1 điểm a"),
                [Record(_("Quyết định xếp loại năm 2026"), "#", _("ngày 30/10/2026"))],
            ),
            Finding(
                "unknown",
                _("Chưa có phiếu công nhận sáng kiến trong năm."),
                _("Điều 23 khoản 2"),
                mend=_("Nộp giấy chứng nhận sáng kiến hoặc gắn sáng kiến đã nộp"),
                mend_url="#",
                verified=False,
            ),
            Finding(
                "hold",
                _("Đang trong thời gian xem xét kỷ luật theo thông báo đã nhận."),
                _("Điều 14"),
                [Record(_("Thông báo thụ lý"), "#")],
            ),
            Finding(
                "fail",
                _("Thời gian công tác trong năm là 5 tháng, cần từ 6 tháng."),
                _("Điều 10 khoản 3"),
                mend=_("Đề nghị vào năm 2027 nếu công tác đủ 6 tháng"),
            ),
        ],
        "documents": [
            Record(_("Báo cáo thành tích"), "#", _("3 trang, đã ký")),
            Record(_("Trích biên bản họp khoa"), "", _("chưa nộp")),
        ],
        "trail": [
            TrailEntry(
                _moment(20, 14),
                "Lê Văn Ví Dụ",
                _("trả lại hồ sơ"),
                _("Thiếu trích biên bản họp khoa có chữ ký của thư ký."),
                acting_for=_("Trưởng phòng Tổ chức cán bộ"),
            ),
            TrailEntry(
                _moment(18, 9), "Trần Thị Mẫu", _("sửa hồ sơ"), changes=[(_("Số sáng kiến"), 1, 2)]
            ),
        ],
        "signatures": [
            Signature("Trần Thị Mẫu", _("Tổ trưởng công đoàn Khoa Nhi"), TODAY - timedelta(days=3)),
            Signature(
                "Lê Văn Ví Dụ", _("Phó trưởng khoa"), TODAY, acting_for=_("Trưởng khoa Dược")
            ),
            Signature(LONG, _("Trưởng phòng Tổ chức cán bộ")),
        ],
        "moments": [
            Moment(_("Phát động"), date(2026, 1, 15), state="done"),
            Moment(_("Sơ kết 6 tháng"), date(2026, 7, 5), _("12/14 đơn vị báo cáo"), "done"),
            Moment(_("Chấm chéo"), date(2026, 11, 20), _("Cụm 3 chấm cụm 1"), "now"),
            Moment(_("Tổng kết"), date(2026, 12, 20)),
        ],
        "paper_steps": [
            _("Dự thảo"),
            _("Trình ký"),
            _("Đã ký"),
            _("Đã cấp số, đóng dấu"),
            _("Đã phát hành"),
        ],
        "persons": [
            Person("Trần Thị Mẫu", _("Chủ tịch Hội đồng"), "#"),
            Person("Lê Văn Ví Dụ", _("Thư ký")),
            Person(LONG),
        ],
        "bar_charts": [
            Bars(_("Sáng kiến theo tổ công đoàn"), WARDS, [Series(_("Đã gửi"), [12, 3, 0, None])]),
            Bars(
                _("Chỉ tiêu và kết quả"),
                WARDS,
                [Series(_("Chỉ tiêu"), [10, 4, 2, 1]), Series(_("Đạt được"), [12, 3, 0, None])],
                _("sáng kiến"),
            ),
        ],
        "tab_list": [
            Tab(_("Tổng quan"), "#", current=True),
            Tab(_("Đơn vị"), "#", count=14),
            Tab(_("Giao ước"), "#", count=0),
            Tab(_("Báo cáo"), "#"),
        ],
        "closed_reason": _("Còn 2 đơn vị chưa ký giao ước; phát động xong mới khóa được đăng ký."),
    }
