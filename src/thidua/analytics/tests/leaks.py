"""Statistics are for officers, directors and inspectors of the unit; what is sent, too."""

from typing import Any

from tests.leaks.planted import MARK, Planted, Secret
from tests.leaks.roles import WATCHERS

from thidua.analytics import actions
from thidua.core import period


def planted(here: Any) -> Planted:
    sent = [
        actions.send_statistic(
            actor=here.user("canbo"), unit=here.top, table=table, span=period.year(2025),
            receiver=f"{MARK}noinhan",
        ) for table in ("0601", "0603", "don-vi")
    ]  # fmt: skip
    return Planted(
        objects={
            "bang/<slug:name>": ["khongco", "0601", "0602", "0603", "muc-khen", "hinh-thuc"],
            "bang/<slug:name>/tep.<str:ext>": [
                ("0603", "pdf"),
                ("don-vi", "xlsx"),
                ("0601", "doc"),
            ],
            "da-gui/<int:pk>": [each.pk for each in sent],
            "da-gui/<int:pk>/tep.<str:ext>": [(sent[0].pk, "pdf"), (sent[1].pk, "xlsx")],
        },
        questions={
            "bang/<slug:name>/danh-sach/": ["?nam=2025&hang=1&cot=1", "?nam=2025&hang=01&cot=1"],
        },
        secrets=[Secret(f"{MARK}noinhan", WATCHERS, "to whom a statistic was sent")],
    )
