"""Addresses of the first page, the inbox and one's own things."""

from django.urls import path

from thidua.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.home, name="home"),
    path("cua-toi/", views.mine, name="mine"),
    path("thong-bao/", views.inbox, name="inbox"),
    path("thong-bao/da-doc/", views.read, name="read"),
    path("thong-bao/chua-doc/", views.unread, name="unread"),
    path("thong-bao/cach-nhan/", views.preference, name="preference"),
    path("thong-bao/nghi-ca/", views.rest, name="rest"),
]
