"""Addresses of the tests: the design system's own pages and a sample list."""

import django_filters
from django.contrib.auth.models import Group
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.generic import TemplateView

from thidua.core.permit import Refused, anyone
from thidua.ui.columns import Column
from thidua.ui.lists import BulkAction, Empty, ListPage, Total
from thidua.ui.messages import Undo

handler403 = "thidua.ui.views.forbidden"
handler404 = "thidua.ui.views.not_found"
handler400 = "thidua.ui.views.bad_request"
handler500 = "thidua.ui.views.server_error"

ACTED: list[list[str]] = []


def _remind(_actor: object, rows: list[Group]) -> str:
    if any(row.name == "nhóm bị chặn" for row in rows):
        raise Refused("Kỳ này đã khóa.")
    ACTED.append([row.name for row in rows])
    return f"Đã nhắc {len(rows)} nhóm."


def _merge(_actor: object, rows: list[Group], *, reason: str) -> tuple[str, Undo]:
    ACTED.append([f"{row.name}: {reason}" for row in rows])
    return f"Đã gộp {len(rows)} nhóm.", Undo("/nhom/tach/", {"group": [row.pk for row in rows]})


class GroupFilter(django_filters.FilterSet):  # type: ignore[misc] # the package has no types
    start = django_filters.CharFilter(
        label="Bắt đầu bằng", field_name="name", lookup_expr="startswith"
    )


class GroupList(ListPage):
    permit = anyone
    title = "Nhóm"
    columns = (
        Column("name", "Tên", sort=("name",)),
        Column("members", "Số người", kind="number", value=lambda _row: None, sum="pk"),
        Column("state", "Trạng thái", kind="status", value=lambda _row: ("pass", "")),
    )
    search_fields = ("name",)
    filterset_class = GroupFilter
    totals = (
        Total("Tất cả", Count("pk")),
        Total("Nhóm khoa", Count("pk", filter=Q(name__startswith="khoa")), {"start": "khoa"}),
    )
    default_sort = ("name",)
    page_size = 50
    row_url = "group"
    bulk_actions = (
        BulkAction(
            "remind",
            "Nhắc",
            act=_remind,
            effect=lambda _actor, row: f"nhận một lời nhắc: {row.name}",
            refuse=lambda _actor, row: "đã nghỉ" if row.name.startswith("nghỉ") else None,
        ),
        BulkAction("merge", "Gộp", act=_merge, asks_reason=True),
        BulkAction("close", "Đóng", act=_remind, permit=lambda _actor: "Chỉ văn thư được đóng."),
    )
    empty = Empty("Chưa có nhóm", "Nhóm hiện ở đây khi được lập.")

    def get_rows(self) -> QuerySet[Group]:
        return Group.objects.all()


def _break(request: HttpRequest) -> HttpResponse:
    raise ValueError("broken on purpose")


def _shell(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/more.html")


urlpatterns = [
    path("", include("thidua.ui.urls")),
    path("nhom/", GroupList.as_view(), name="groups"),
    path("nhom/<int:pk>/", TemplateView.as_view(template_name="ui/more.html"), name="group"),
    path("viec/", _shell, name="home"),
    path("phong-trao/", _shell, name="movements"),
    path("ho-so/", _shell, name="dossiers"),
    path("hong/", _break),
]
