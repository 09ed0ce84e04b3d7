"""The facts of the demo's story: an invented military hospital and its peak movement."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

STARTS, ENDS = date(2025, 9, 1), date(2025, 12, 31)
# The day of the story on which the demo stands: registration closed, entries coming in, a first council held.
STORY_DAY = date(2025, 11, 24)

HOSPITAL = "Bệnh viện Quân y Sông Thao"
UNION = "Công đoàn cơ sở Bệnh viện Quân y Sông Thao"


@dataclass(frozen=True)
class Group:
    """A union group, and the departments whose people it gathers."""

    code: str
    name: str
    departments: tuple[tuple[str, str], ...]
    size: int


GROUPS = (
    Group("T01", "Tổ công đoàn Khám bệnh", (("K01", "Khoa Khám bệnh"),), 38),
    Group("T02", "Tổ công đoàn Cấp cứu - Hồi sức", (("K02", "Khoa Cấp cứu"), ("K03", "Khoa Hồi sức tích cực")), 44),
    Group("T03", "Tổ công đoàn Nội", (("K04", "Khoa Nội tổng hợp"), ("K05", "Khoa Tim mạch")), 46),
    Group("T04", "Tổ công đoàn Ngoại", (("K06", "Khoa Ngoại tổng hợp"), ("K07", "Khoa Chấn thương chỉnh hình")), 42),
    Group("T05", "Tổ công đoàn Gây mê - Phẫu thuật", (("K08", "Khoa Gây mê hồi sức"),), 30),
    Group("T06", "Tổ công đoàn Sản - Nhi", (("K09", "Khoa Phụ sản"), ("K10", "Khoa Nhi")), 40),
    Group("T07", "Tổ công đoàn Truyền nhiễm", (("K11", "Khoa Truyền nhiễm"),), 26),
    Group("T08", "Tổ công đoàn Xét nghiệm", (("K12", "Khoa Xét nghiệm"),), 32),
    Group("T09", "Tổ công đoàn Chẩn đoán hình ảnh", (("K13", "Khoa Chẩn đoán hình ảnh"),), 28),
    Group("T10", "Tổ công đoàn Dược", (("K14", "Khoa Dược"),), 30),
    Group("T11", "Tổ công đoàn Kiểm soát nhiễm khuẩn - Dinh dưỡng", (("K15", "Khoa Kiểm soát nhiễm khuẩn"), ("K16", "Khoa Dinh dưỡng")), 30),
    Group("T12", "Tổ công đoàn Cơ quan", (("P01", "Phòng Kế hoạch tổng hợp"), ("P02", "Ban Chính trị"), ("P03", "Phòng Hậu cần - Kỹ thuật")), 34),
)  # fmt: skip

MOVEMENT = {
    "title": "Đợt thi đua cao điểm 120 ngày: lao động giỏi, lao động sáng tạo",
    "theme": "120 ngày tăng tốc, bứt phá, về đích",
    "slogan": "Mỗi tuần một sáng kiến, mỗi tổ một giải pháp tháo gỡ khó khăn",
    "bases": (
        "Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022;\n"
        "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;\n"
        "Kế hoạch công tác công đoàn năm của Công đoàn cơ sở."
    ),
    "objectives": (
        "Hoàn thành vượt mức các chỉ tiêu trước thời hạn; chuẩn bị và tổ chức tốt đại hội công đoàn "
        "cơ sở; chăm lo đủ, kịp thời cho người lao động; cán bộ công đoàn nêu gương."
    ),
    "subjects": "Toàn thể đoàn viên, tổ công đoàn; khuyến khích người lao động trực tiếp.",
    "content": (
        "Thi đua nâng cao chất lượng khám bệnh, chữa bệnh; tiết kiệm chi phí, vật tư; "
        "phát huy sáng kiến; tháo gỡ khó khăn tại chỗ; chăm lo cho người lao động."
    ),
    "criteria": (
        "Tổ công đoàn: có sáng kiến đúng tuần được phân công; giải quyết xong ít nhất một khó khăn; "
        "không có đoàn viên vi phạm kỷ luật.\n"
        "Cá nhân: hoàn thành tốt nhiệm vụ, có thành tích cụ thể trong đợt thi đua."
    ),
    "plan": (
        "Phát động ngày 01 tháng 9; đăng ký trong 10 ngày đầu; sơ kết giữa tháng 11; "
        "tổng kết, khen thưởng cuối tháng 12."
    ),
    "measures": (
        "Tuyên truyền tại giao ban hằng tuần; Ban Chấp hành phân công ủy viên theo dõi từng tổ; "
        "nhắc việc trên phần mềm; biểu dương kịp thời."
    ),
    "decision": "Kế hoạch số 15/KH-CĐCS ngày 25 tháng 8 năm 2025",
}  # fmt: skip


@dataclass(frozen=True)
class Idea:
    """An initiative told in the demo, with its figures before and after."""

    title: str
    before: str
    solution: str
    benefit: str
    figure: str
    unit: str
    was: Decimal
    became: Decimal


def _idea(
    title: str, before: str, solution: str, benefit: str, figure: str, unit: str, was: str, became: str
) -> Idea:
    return Idea(title, before, solution, benefit, figure, unit, Decimal(was), Decimal(became))


IDEAS = (
    _idea("Bảng màu phân luồng người bệnh tại quầy tiếp đón", "Người bệnh xếp chung một hàng, khó nhận ra ca cần ưu tiên.", "Dùng ba thẻ màu phát ngay khi lấy số; điều dưỡng trực phân luồng theo thẻ.", "process", "Thời gian chờ trung bình", "phút", "42", "27"),
    _idea("Khay dán nhãn sẵn cho bộ dụng cụ đặt nội khí quản", "Dụng cụ để rời, mỗi lần cấp cứu phải tìm.", "Xếp bộ dụng cụ vào khay có khuôn và nhãn theo cỡ, kiểm đầu ca.", "process", "Thời gian chuẩn bị dụng cụ", "giây", "95", "38"),
    _idea("Phiếu kiểm an toàn trước truyền dịch bằng mã vạch", "Đối chiếu bằng mắt, dễ sót khi đông.", "Quét mã vạch vòng tay và chai dịch, máy báo khi không khớp.", "quality", "Sai sót phát hiện muộn mỗi quý", "lần", "6", "1"),
    _idea("Giá treo tay chủ động cho người bệnh sau mổ vai", "Treo tay bằng băng vải, đau và lệch tư thế.", "Tự chế giá nhôm điều chỉnh góc từ vật tư thanh lý.", "quality", "Điểm đau trung bình ngày thứ hai", "điểm", "5.2", "3.4"),
    _idea("Gộp lịch hấp dụng cụ theo ca mổ", "Hấp lẻ nhiều mẻ, máy chạy non tải.", "Lập lịch hấp theo bảng mổ hôm sau, đủ tải mới chạy.", "cost", "Số mẻ hấp mỗi tuần", "mẻ", "46", "33"),
    _idea("Góc kể chuyện giúp trẻ hợp tác khi tiêm", "Trẻ khóc, phải giữ, kéo dài thời gian.", "Điều dưỡng kể chuyện theo tranh trong lúc tiêm.", "quality", "Thời gian một lần tiêm", "phút", "7", "4"),
    _idea("Túi phân loại rác y tế treo tại xe tiêm", "Rác để chung rồi mới phân loại.", "Treo ba túi màu cố định trên xe tiêm.", "cost", "Rác lây nhiễm mỗi ngày", "kg", "31", "24.5"),
    _idea("Trả kết quả xét nghiệm thường quy qua màn hình khoa", "Khoa cử người đi lấy kết quả giấy.", "Đẩy kết quả lên màn hình của khoa ngay khi duyệt.", "productivity", "Thời gian trả kết quả", "phút", "75", "48"),
    _idea("Tư thế chuẩn chụp X-quang vai in tại chỗ", "Phải chụp lại do sai tư thế.", "Dán hình tư thế và vạch đứng trên sàn phòng chụp.", "resources", "Tỷ lệ phải chụp lại", "%", "8.5", "3.1"),
    _idea("Kệ thuốc hạn dùng gần theo tuần", "Thuốc gần hết hạn nằm khuất.", "Xếp kệ theo tuần hết hạn, kiểm thứ Sáu hằng tuần.", "cost", "Giá trị thuốc hủy mỗi tháng", "nghìn đồng", "5400", "900"),
    _idea("Suất ăn mềm chia ba mức cho người bệnh khó nuốt", "Một mức mềm chung, người bệnh bỏ dở.", "Nấu ba mức độ đặc theo thang đánh giá nuốt.", "quality", "Suất ăn bỏ dở mỗi ngày", "suất", "19", "7"),
    _idea("Mẫu báo cáo giao ban một trang tự cộng số liệu", "Mỗi khoa gõ lại số liệu từ sổ.", "Bảng tính dùng chung tự cộng từ số liệu khoa nhập.", "productivity", "Thời gian lập báo cáo mỗi ngày", "phút", "50", "12"),
)  # fmt: skip

DIFFICULTIES = (
    ("Thiếu xe lăn giờ cao điểm", "Buổi sáng người bệnh phải chờ xe lăn 15 - 20 phút.", "Sửa 6 xe hỏng, đặt điểm trả xe ở ba tầng và phân người gom xe lúc 9 giờ."),
    ("Bàn giao ca đêm kéo dài", "Bàn giao miệng, dễ sót, kéo dài gần một giờ.", "Thống nhất phiếu bàn giao một trang, đọc tại giường bệnh nặng."),
    ("Máy lạnh phòng pha thuốc hỏng nhiều ngày", "Nhiệt độ phòng pha thuốc vượt mức cho phép.", "Tổ kỹ thuật thay tụ, lập lịch vệ sinh hằng tháng và dự phòng một máy."),
    ("Sổ vật tư ghi trùng", "Hai sổ ghi cùng một nội dung nên lệch số.", "Bỏ một sổ, đối chiếu theo mã vật tư vào thứ Hai hằng tuần."),
)  # fmt: skip
