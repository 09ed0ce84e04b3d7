"""Addresses of boards."""

from django.urls import path

from thidua.boards.views import desk, groups, live

app_name = "boards"
urlpatterns = [
    path("", live.BoardList.as_view(), name="list"),
    path("<int:pk>/", live.board, name="board"),
    path("<int:pk>/song/", live.live, name="live"),
    path("<int:pk>/man-hinh/", live.wall, name="wall"),
    path("man-hinh/<str:code>/", live.screen, name="screen"),
    path("man-hinh/<str:code>/song/", live.screen_live, name="screen_live"),
    path("<int:pk>/theo-doi/", desk.desk, name="desk"),
    path("<int:pk>/nhac/", desk.remind, name="remind"),
    path("<int:pk>/cai-dat/", desk.settings, name="settings"),
    path("<int:pk>/duong-dan/", desk.make_link, name="make_link"),
    path("duong-dan/<int:pk>/thu-hoi/", desk.revoke_link, name="revoke_link"),
    path("<int:pk>/to/<int:unit>/", groups.weeks, name="group"),
    path("<int:pk>/to/<int:unit>/tinh-muon/", groups.allow, name="allow"),
    path("tinh-muon/<int:pk>/rut/", groups.revoke, name="revoke"),
]
