"""The lives of rounds and dossiers; ratings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.core.machine import Machine, move


class RoundState(TextChoices):
    OPEN = "open", _("Đang nhận hồ sơ")
    IN_COUNCIL = "in_council", _("Hội đồng đang xét")
    DECIDED = "decided", _("Đã có quyết định")
    CLOSED = "closed", _("Đã kết thúc")


ROUND = Machine(
    "awards.round",
    RoundState,
    {
        "send_to_council": move(RoundState.OPEN, to=RoundState.IN_COUNCIL),
        "reopen": move(RoundState.IN_COUNCIL, to=RoundState.OPEN),
        "take_back": move(
            RoundState.IN_COUNCIL, RoundState.DECIDED, RoundState.CLOSED, to=RoundState.OPEN
        ),
        "decide": move(RoundState.IN_COUNCIL, to=RoundState.DECIDED),
        # Unscheduled praise that asked no council.
        "decide_at_once": move(RoundState.OPEN, to=RoundState.DECIDED),
        "close": move(
            RoundState.OPEN, RoundState.IN_COUNCIL, RoundState.DECIDED, to=RoundState.CLOSED
        ),
    },
)


class DossierState(TextChoices):
    DRAFT = "draft", _("Đang lập")
    SUBMITTED = "submitted", _("Đã nộp")
    RETURNED = "returned", pgettext_lazy("trạng thái", "Trả lại")
    IN_COUNCIL = "in_council", _("Chờ hội đồng")
    RECOMMENDED = "recommended", _("Hội đồng thống nhất đề nghị")
    NOT_RECOMMENDED = "not_recommended", _("Chưa đủ tỷ lệ đồng ý")
    RISEN = "risen", _("Đã trình cấp trên")
    AWARDED = "awarded", _("Đã khen thưởng")
    REFUSED = "refused", _("Cấp trên không khen thưởng")
    WITHDRAWN = "withdrawn", _("Đã rút")


DOSSIER = Machine(
    "awards.dossier",
    DossierState,
    {
        "submit": move(DossierState.DRAFT, DossierState.RETURNED, to=DossierState.SUBMITTED),
        "return": move(DossierState.SUBMITTED, to=DossierState.RETURNED),
        "withdraw": move(
            DossierState.DRAFT, DossierState.SUBMITTED, DossierState.RETURNED,
            to=DossierState.WITHDRAWN,
        ),
        "send_to_council": move(DossierState.SUBMITTED, to=DossierState.IN_COUNCIL),
        "leave_council": move(DossierState.IN_COUNCIL, to=DossierState.SUBMITTED),
        "recommend": move(DossierState.IN_COUNCIL, to=DossierState.RECOMMENDED),
        # Unscheduled praise where the unit's regulation asks no council (law 06/2022, article 85).
        "go_without_council": move(DossierState.SUBMITTED, to=DossierState.RECOMMENDED),
        "not_recommend": move(DossierState.IN_COUNCIL, to=DossierState.NOT_RECOMMENDED),
        "award": move(
            DossierState.RECOMMENDED, DossierState.RISEN, to=DossierState.AWARDED
        ),
        "rise": move(
            DossierState.RECOMMENDED, DossierState.SUBMITTED, to=DossierState.RISEN
        ),
        "arrive": move(DossierState.RISEN, to=DossierState.SUBMITTED),
        "send_back": move(DossierState.RECOMMENDED, to=DossierState.RETURNED),
        "come_back": move(DossierState.RISEN, to=DossierState.RETURNED),
        "refuse": move(DossierState.RISEN, to=DossierState.REFUSED),
    },
)  # fmt: skip


class RatingLevel(TextChoices):
    EXCELLENT = "excellent", _("Hoàn thành xuất sắc nhiệm vụ")
    GOOD = "good", _("Hoàn thành tốt nhiệm vụ")
    COMPLETED = "completed", _("Hoàn thành nhiệm vụ")
    NOT_COMPLETED = "not_completed", _("Không hoàn thành nhiệm vụ")


class Confirmation(TextChoices):
    """Facts that the proposing unit confirms in writing, since no record holds them."""

    LAW_ABIDING = "law_abiding", _("gương mẫu chấp hành chủ trương, đường lối, pháp luật")
    ACTIVE = "active_in_movement", _("tích cực tham gia phong trào thi đua")
    ATTAINED = "attained", _("có thành tích đã được bình xét")
    NO_HOLD = "no_hold", _("không có khiếu nại, tố cáo, thanh tra, kiểm tra đang xác minh")
    NO_DISCIPLINE = "no_discipline", _("không bị kỷ luật")
    NO_ABSENCE = "no_absence", _("không nghỉ, không đi học dài ngày trong năm")
    EFFECTIVE = "movement_effective", _("phong trào của tập thể thường xuyên, thiết thực, hiệu quả")
    UNITED = "united", _("nội bộ đoàn kết")


class Way(TextChoices):
    """The kind of commending (loại hình khen thưởng) printed in a decision, law 06/2022 art. 8."""

    MERIT = "merit", _("Thường xuyên (theo công trạng)")
    THEMATIC = "thematic", _("Theo chuyên đề")
    AD_HOC = "ad_hoc", _("Đột xuất")
    EXTERNAL = "external", _("Đối ngoại")
    CONTRIBUTION = "contribution", _("Quá trình cống hiến")
    SERVICE_LENGTH = "service_length", _("Niên hạn")
    # In no list of the law in force; what is praised of the wars has a row of its own in 0603.N.
    RESISTANCE = "resistance", _("Kháng chiến")


class Level(TextChoices):
    """How high the body stands that decides."""

    STATE = "state", _("Nhà nước")
    CENTRAL = "central", _("Bộ, ngành, đoàn thể trung ương")
    PROVINCE = "province", _("Tỉnh, thành phố và tương đương")
    SECTOR = "sector", _("Sở, ngành, công đoàn ngành địa phương")
    GRASSROOTS = "grassroots", _("Cơ sở")


class Category(TextChoices):
    """Who was praised, by the rows of the statutory tables (circular 02/2023/TT-BNV)."""

    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    COLLECTIVE = "collective", _("Tập thể khác")
    HOUSEHOLD = "household", _("Hộ gia đình")
    MINISTER = "minister", _("Lãnh đạo cấp bộ, tỉnh trở lên")
    DEPARTMENT_HEAD = "department_head", _("Lãnh đạo cấp vụ, sở, ngành")
    ENTREPRENEUR = "entrepreneur", _("Doanh nhân")
    OTHER_LEADER = "other_leader", _("Lãnh đạo khác từ phó phòng trở lên")
    DIRECT = "direct", _("Người trực tiếp công tác, lao động, học tập")


class PassageState(TextChoices):
    SENT = "sent", _("Đã trình, chờ tiếp nhận")
    RECEIVED = "received", _("Cấp trên đã tiếp nhận")
    RETURNED = "returned", pgettext_lazy("trạng thái", "Trả lại")
    PRAISED = "praised", _("Cấp trên đã khen thưởng")
    DECLINED = "declined", _("Cấp trên không khen thưởng")


PASSAGE = Machine(
    "awards.passage",
    PassageState,
    {
        "receive": move(PassageState.SENT, to=PassageState.RECEIVED),
        "return": move(PassageState.SENT, PassageState.RECEIVED, to=PassageState.RETURNED),
        "praise": move(PassageState.SENT, PassageState.RECEIVED, to=PassageState.PRAISED),
        "decline": move(PassageState.SENT, PassageState.RECEIVED, to=PassageState.DECLINED),
    },
)


class MinistryCode(TextChoices):
    """A dossier's status as the ministry's own system writes it."""

    CC = "CC", _("Chờ chuyển")
    CD = "CD", _("Chờ duyệt")
    BTL = "BTL", _("Bị trả lại")
    BTLXD = "BTLXD", _("Trả lại xét duyệt")
    DTN = "DTN", _("Đã tiếp nhận")
    DD = "DD", _("Chờ chuyển khen thưởng")
    CXKT = "CXKT", _("Chờ xét khen thưởng")
    DXKT = "DXKT", _("Đang xét khen thưởng")
    DKT = "DKT", _("Đã khen thưởng")
    DDK = "DDK", _("Đủ điều kiện")
    KDK = "KDK", _("Không đủ điều kiện")
    DTH = "DTH", _("Đã tổng hợp")
