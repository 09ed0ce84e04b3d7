"""Addresses of the public pages and of search."""

from django.urls import path

from thidua.portal import views

app_name = "portal"
urlpatterns = [
    path("xac-minh/", views.verify_form, name="verify_form"),
    path("xac-minh/<str:code>/", views.verify, name="verify"),
    path("xac-minh/<str:code>/tep/", views.verify_file, name="verify_file"),
    path("quyet-dinh-khen-thuong/", views.decisions, name="decisions"),
    path("quyet-dinh-khen-thuong/<int:pk>/", views.decision, name="decision"),
    path("tra-cuu-khen-thuong/", views.honours, name="honours"),
    path("tim/", views.search, name="search"),
]
