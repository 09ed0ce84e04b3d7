"""The words by which statistics sort what they count, their values in order, and their names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from thidua.awards.states import Category, Level, Way
from thidua.core.permit import Reason
from thidua.movements.states import MovementKind, MovementLevel
from thidua.orgs.states import Line

MOVEMENTS, HONOURS = "movements", "honours"


@dataclass(frozen=True)
class Word:
    """One word with its values; an open one has as many as the register holds."""

    label: Reason
    values: Mapping[str, Reason] = field(default_factory=dict)
    is_open: bool = False


SUBJECTS: Mapping[str, Reason] = {
    "collective": _("Tập thể"),
    "individual": _("Cá nhân"),
    "unsplit": _("Không tách"),
}
FORMS: Mapping[str, Reason] = {
    "order": _("Huân chương"),
    "medal": _("Huy chương"),
    "ho_chi_minh_prize": _("Giải thưởng Hồ Chí Minh"),
    "state_prize": _("Giải thưởng Nhà nước"),
    "honorary_title": _("Danh hiệu vinh dự Nhà nước"),
    "flag": _("Cờ thi đua"),
    "merit_certificate": _("Bằng khen"),
    "fighter": _("Chiến sĩ thi đua"),
    "badge": _("Kỷ niệm chương"),
    "letter": _("Giấy khen"),
    "title": _("Danh hiệu thi đua khác"),
    "other": _("Hình thức khác"),
}
SPANS: Mapping[str, Reason] = {
    "under_1": _("Dưới 1 năm"),
    "one": _("1 năm"),
    "under_3": _("Từ 1 đến dưới 3 năm"),
    "under_5": _("Từ 3 đến dưới 5 năm"),
    "over_5": _("Từ 5 năm trở lên"),
}
LAUNCHERS: Mapping[str, Reason] = {
    "central": _("Cấp trung ương"),
    "province": _("Bộ, ban, ngành, đoàn thể trung ương, tỉnh"),
    "unit": _("Cơ quan, tổ chức, đơn vị"),
}
SUBMITTERS: Mapping[str, Reason] = {
    "central": _("Bộ, ban, ngành, đoàn thể trung ương"),
    "province": _("Tỉnh, thành phố"),
}

WORDS: Mapping[str, Mapping[str, Word]] = {
    MOVEMENTS: {
        "scope": Word(_("Phạm vi"), dict(MovementLevel.choices)),
        "span": Word(_("Thời gian"), SPANS),
        "kind": Word(_("Hình thức"), dict(MovementKind.choices)),
        "launcher": Word(_("Cấp phát động"), LAUNCHERS),
        "place": Word(_("Đơn vị"), is_open=True),
    },
    HONOURS: {
        "subject": Word(_("Tập thể, cá nhân"), SUBJECTS),
        "level": Word(_("Cấp quyết định"), dict(Level.choices)),
        "way": Word(_("Loại hình khen thưởng"), dict(Way.choices)),
        "category": Word(_("Đối tượng thống kê"), dict(Category.choices)),
        "form": Word(_("Hình thức"), FORMS),
        "line": Word(_("Hệ"), dict(Line.choices)),
        "submitter": Word(_("Cơ quan trình"), SUBMITTERS),
        "award": Word(_("Danh hiệu, hình thức"), is_open=True),
        "body": Word(_("Cơ quan quyết định"), is_open=True),
        "place": Word(_("Đơn vị"), is_open=True),
    },
}

PLACES: Mapping[str, Mapping[str, int]] = {
    name: {value: place for place, value in enumerate(word.values)}
    for words in WORDS.values()
    for name, word in words.items()
    if word.values
}
"""By word, the order in which its values stand in a table."""
