"""Columns and filters of the list of clusters."""

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from thidua.clusters.models import Cluster
from thidua.clusters.states import Kind
from thidua.core import period
from thidua.ui.columns import Column


def state(cluster: Any) -> tuple[str, str]:
    """Ended, between terms, or at work today."""
    if cluster.ended_on is not None and cluster.ended_on < period.today():
        return "draft", str(_("Đã kết thúc"))
    if cluster.size is None:
        return "hold", str(_("Chưa có nhiệm kỳ hôm nay"))
    return "pass", str(_("Đang hoạt động"))


CLUSTERS = (
    Column("name", _("Cụm, khối"), sort=("folded",)),
    Column("kind", _("Loại"), value=lambda cluster: cluster.get_kind_display(), phone=False),
    Column("unit", _("Đơn vị thành lập"), value="unit.name", sort=("unit__sort_key",)),
    Column("head_name", _("Đơn vị trưởng"), absent=_("chưa có")),
    Column("size", _("Thành viên"), kind="number", absent=_("chưa có")),
    Column("state", _("Trạng thái"), kind="status", value=state),
)


class ClusterFilter(filters.FilterSet):  # type: ignore[misc] # django-filter ships no types
    """By kind."""

    kind = filters.ChoiceFilter(label=_("Loại"), choices=Kind.choices)

    class Meta:
        model = Cluster
        fields = ("kind",)
