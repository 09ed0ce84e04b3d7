"""Addresses of this capability."""

from django.urls import path

from thidua.councils.views import (
    composition,
    conflicts,
    console,
    counting,
    pages,
    reading,
    scoring,
    sittings,
    wall,
)

app_name = "councils"
urlpatterns = [
    path("", pages.Councils.as_view(), name="list"),
    path("thanh-lap/<int:unit>/", composition.create, name="create"),
    path("<int:pk>/", pages.council, name="council"),
    path("<int:pk>/thanh-phan/", composition.recompose, name="recompose"),
    path("<int:pk>/du-thay/", composition.substitutes, name="substitutes"),
    path("<int:pk>/quy-che/", composition.regulation, name="regulation"),
    path("<int:pk>/phieu-cham-diem/", scoring.sheet, name="sheet"),
    path("<int:pk>/lich-hop/", pages.plan, name="plan"),
    path("buoi-hop/lap/<int:unit>/", sittings.plan, name="sitting_plan"),
    path("buoi-hop/<int:pk>/", sittings.sitting, name="sitting"),
    path("phien-hop/<int:pk>/", console.meeting, name="meeting"),
    path("phien-hop/<int:pk>/tai-lieu/", reading.papers, name="papers"),
    path("phien-hop/<int:pk>/so-sanh/", reading.compare, name="compare"),
    path("phien-hop/<int:pk>/xung-dot/", conflicts.conflicts, name="conflicts"),
    path("phien-hop/<int:pk>/phieu-binh-xet.<str:ext>", pages.ballot, name="ballot"),
    path("phien-hop/<int:pk>/bien-ban.<str:ext>", pages.minutes, name="minutes"),
    path("phien-hop/<int:pk>/man-hinh/", wall.wall, name="wall"),
    path("phien-hop/<int:pk>/man-hinh/hien-nay/", wall.wall_now, name="wall_now"),
    path("phien-hop/<int:pk>/diem-danh/<str:code>/", wall.arrive, name="arrive"),
    path("phien-hop/<int:pk>/cham-diem/", scoring.score, name="score"),
    path("phien-hop/<int:pk>/bang-diem/", scoring.scores, name="scores"),
    path("phien-hop/<int:pk>/bang-diem.xlsx", scoring.scores_xlsx, name="scores_xlsx"),
    path("bo-phieu/<int:pk>/kiem-phieu/", counting.counting, name="counting"),
    path("bo-phieu/<int:pk>/bien-ban.<str:ext>", counting.count_minutes, name="count_minutes"),
    path("noi-dung/<int:pk>/", reading.card, name="card"),
    path("noi-dung/<int:pk>/phieu.<str:ext>", reading.card_paper, name="card_paper"),
    path("quan-he-gia-dinh/", conflicts.kinship, name="kinship"),
]
