"""Addresses of this capability."""

from django.urls import URLPattern, path

from thidua.ballots.views import desk, pages

app_name = "ballots"
urlpatterns: list[URLPattern] = [
    path("", pages.Ballots.as_view(), name="list"),
    path("<int:pk>/", pages.ballot, name="ballot"),
    path("<int:pk>/tien-do/", pages.wall, name="wall"),
    path("<int:pk>/tien-do/so-phieu/", pages.live, name="live"),
    path("<int:pk>/bien-ban-kiem-phieu.<str:ext>", pages.minutes, name="minutes"),
    path("<int:pk>/dieu-hanh/", desk.desk, name="desk"),
    path("<int:pk>/mo/", desk.open_now, name="open"),
    path("<int:pk>/nhac/", desk.remind, name="remind"),
    path("<int:pk>/kiem-phieu/", desk.close, name="close"),
    path("<int:pk>/huy/", desk.void, name="void"),
]
