"""Writing a dossier's achievement report, while it is not submitted."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits, queries
from thidua.awards.models import Dossier, Report
from thidua.awards.states import DOSSIER, DossierState
from thidua.core import marks, period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.core.text import nfc

EDITABLE = (DossierState.DRAFT, DossierState.RETURNED)


@action(
    "awards.report.write", gettext_lazy("Viết báo cáo thành tích"), on="dossier",
    permit=permits.writes_report,
)  # fmt: skip
def write_report(
    *, actor: Any, dossier: Dossier, texts: Mapping[str, str],
    seen: Mapping[str, str] | None = None,
) -> Report:  # fmt: skip
    """Keep texts by item of the form; `seen` are marks of what the writer had before them.

    What they left as it was is not written; refused where somebody else wrote it meanwhile.
    """
    if dossier.state not in EDITABLE:
        raise Refused(DOSSIER.refusal(dossier, "submit") or "")
    parts = {p.item.key: p for p in queries.report_of(dossier).parts if not p.item.is_table}
    if unknown := texts.keys() - parts.keys():
        raise Refused(_("Mẫu báo cáo không có mục «%(name)s».") % {"name": min(unknown)})
    kept = {key: part.text for key, part in parts.items()}
    new = marks.changed(kept, texts, seen or {})
    for key in marks.clashing(kept, new, seen or {}):
        raise Refused(
            _("Mục «%(what)s» vừa được người khác sửa: so với bản đang lưu ghi dưới ô, sửa "
              "phần của bạn cho khớp rồi lưu.") % {"what": parts[key].item.title}
        )  # fmt: skip
    kept |= {key: nfc(text) for key, text in new.items()}
    note(items=sorted(new))
    written, _made = Report.objects.update_or_create(
        dossier=dossier, defaults={"texts": kept, "written_at": period.now()}
    )
    return written
