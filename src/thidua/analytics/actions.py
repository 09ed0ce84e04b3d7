"""Sending a statistic: the figures are kept as they went out."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.analytics import permits, queries
from thidua.analytics.content import digest, made
from thidua.analytics.gathering import Scope
from thidua.analytics.layouts import layouts
from thidua.analytics.models import Statistic
from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.core.text import nfc


@action(
    "analytics.statistic.send", gettext_lazy("Gửi báo cáo thống kê"), on="unit",
    permit=permits.sends_statistics,
)  # fmt: skip
def send_statistic(
    *, actor: Any, unit: Any, table: str, span: period.Period, receiver: str, is_whole: bool = True,
) -> Statistic:  # fmt: skip
    """Keep the table as it stands, with its digest; the same figures are not sent twice."""
    content = made(layouts()[table], Scope(unit, span, is_whole=is_whole)).content
    sha256 = digest(content)
    last = queries.last_sent(unit, table, span.start, span.end)
    if last is not None and last.sha256 == sha256 and last.receiver == nfc(receiver):
        raise Refused(_("Số liệu không khác lần gửi trước: mở lại bản đã gửi để in."))
    assert span.end is not None  # statistics are of closed periods
    kept = Statistic.objects.create(
        unit=unit, table=table, starts_on=span.start, ends_on=span.end, is_whole=is_whole,
        receiver=nfc(receiver), content=content, sha256=sha256, sent_by=actor,
        sent_at=period.now(),
    )  # fmt: skip
    note(statistic=kept.pk, sha256=sha256)
    return kept
