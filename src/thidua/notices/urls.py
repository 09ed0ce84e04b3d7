"""Addresses of the first page and the inbox."""

from django.urls import path

from thidua.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.home, name="home"),
    path("thong-bao/", views.inbox, name="inbox"),
    path("thong-bao/da-doc/", views.read, name="read"),
]
